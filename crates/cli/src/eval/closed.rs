//! Fields whose values are one of a few words, or have one form: anything else in the gold is a slip of the pen, which
//! would count as a fault of the program if nobody said so.

use broadside_model::{Grade, Kind, PartyKind, RelationKind};

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Closed {
    /// A kind of statement.
    Kind,
    /// A kind of party.
    Party,
    /// How sure the claimant is.
    Grade,
    /// A kind of relation.
    Relation,
    /// ISO 639-3.
    Language,
    /// ISO 3166-1 alpha-2.
    Country,
}

impl Closed {
    /// Whether a value can be right.
    ///
    /// # Errors
    /// What was expected instead, in words.
    pub fn check(self, written: &str) -> Result<(), String> {
        let is_code =
            |letters: usize, is_one: fn(&u8) -> bool| written.len() == letters && written.bytes().all(|b| is_one(&b));
        let good = match self {
            Closed::Kind => Kind::from_name(written).is_some(),
            Closed::Party => PartyKind::from_name(written).is_some(),
            Closed::Grade => Grade::from_name(written).is_some(),
            Closed::Relation => RelationKind::from_name(written).is_some(),
            Closed::Language => is_code(3, u8::is_ascii_lowercase),
            Closed::Country => is_code(2, u8::is_ascii_uppercase),
        };
        if good { Ok(()) } else { Err(self.wanted()) }
    }

    fn wanted(self) -> String {
        let list = |names: Vec<&str>| format!("one of {}", names.join(", "));
        match self {
            Closed::Kind => list(Kind::ALL.iter().map(|kind| kind.name()).collect()),
            Closed::Party => list(PartyKind::ALL.iter().map(|kind| kind.name()).collect()),
            Closed::Grade => list(Grade::ALL.iter().map(|grade| grade.name()).collect()),
            Closed::Relation => list(RelationKind::ALL.iter().map(|kind| kind.name()).collect()),
            Closed::Language => "a language code of three letters (ISO 639-3: eng)".to_owned(),
            Closed::Country => "a country code of two capitals (ISO 3166-1: UY)".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_right_is_refused_with_what_can() {
        assert_eq!(Closed::Kind.check("open-letter"), Ok(()));
        assert!(Closed::Kind.check("leaflet").unwrap_err().contains("open-letter"));
        assert!(Closed::Party.check("people").unwrap_err().contains("organisation"));
        assert_eq!([Closed::Language.check("eng").is_ok(), Closed::Language.check("en").is_ok()], [true, false]);
        assert_eq!([Closed::Country.check("UY").is_ok(), Closed::Country.check("Uruguay").is_ok()], [true, false]);
    }
}
