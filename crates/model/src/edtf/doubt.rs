//! Uncertain, approximate, or both: the signs `?`, `~` and `%`.

/// What is doubtful about one component of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Nothing.
    #[default]
    None,
    /// The source is uncertain (`?`).
    Uncertain,
    /// It is an estimate (`~`).
    Approximate,
    /// Both (`%`).
    Both,
}

impl Doubt {
    /// The doubt a sign stands for.
    pub(super) fn of(sign: char) -> Option<Self> {
        match sign {
            '?' => Some(Doubt::Uncertain),
            '~' => Some(Doubt::Approximate),
            '%' => Some(Doubt::Both),
            _ => None,
        }
    }

    /// Its sign; empty for none.
    pub fn sign(self) -> &'static str {
        match self {
            Doubt::None => "",
            Doubt::Uncertain => "?",
            Doubt::Approximate => "~",
            Doubt::Both => "%",
        }
    }

    /// This doubt and another on the same component.
    #[must_use]
    pub fn and(self, other: Doubt) -> Doubt {
        match (self, other) {
            (one, Doubt::None) | (Doubt::None, one) => one,
            (one, same) if one == same => one,
            _ => Doubt::Both,
        }
    }
}

/// Which doubts occur anywhere in a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Doubts {
    /// A component is uncertain (`?`).
    pub uncertain: bool,
    /// A component is approximate (`~`).
    pub approximate: bool,
    /// A component is both uncertain and approximate (`%`).
    pub both: bool,
}

impl Doubts {
    /// Whether there is any.
    pub fn any(self) -> bool {
        self.uncertain || self.approximate || self.both
    }

    pub(super) fn add(&mut self, doubt: Doubt) {
        match doubt {
            Doubt::None => {}
            Doubt::Uncertain => self.uncertain = true,
            Doubt::Approximate => self.approximate = true,
            Doubt::Both => self.both = true,
        }
    }
}
