//! The structure of an EDTF string.

use super::{Bound, Day, Digits, Doubt, Doubts, Grouping, Time, Year};

/// An EDTF string, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::large_enum_variant, reason = "taken apart for a moment only; what is kept is an Edtf")]
pub enum Expression {
    /// A date, or dates up to, from, or between others (`..1984`, `1984..`, `1670..1672`).
    Member(Member),
    /// An interval (`1964/2008`).
    Interval(End, End),
    /// A set.
    Set(SetKind, Vec<Member>),
}

/// How the dates of a set are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetKind {
    /// One of them (`[…]`).
    One,
    /// All of them (`{…}`).
    All,
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::large_enum_variant, reason = "taken apart for a moment only; what is kept is an Edtf")]
pub enum End {
    /// There is none (`..`).
    Open,
    /// It is not known (nothing is written).
    Unknown,
    /// A date.
    Member(Member),
}

/// A date in a set, or dates up to, from, or between others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Member {
    /// A date.
    Date(Date),
    /// On it or before (`..1984`).
    Before(Date),
    /// On it or after (`1984..`).
    After(Date),
    /// On one of the two or between (`1670..1672`).
    Between(Date, Date),
}

/// A date with what is doubtful about each component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year.
    pub year: Year,
    /// What is doubtful about the year.
    pub year_doubt: Doubt,
    /// What stands behind the year.
    pub limit: Limit,
}

/// What a date says beyond its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Nothing.
    Year,
    /// A season or another grouping of months.
    Grouping(Grouping, Doubt),
    /// A month.
    Month(Digits, Doubt),
    /// A month and a day, and perhaps a time.
    Day {
        /// Month.
        month: Digits,
        /// What is doubtful about the month.
        month_doubt: Doubt,
        /// Day of the month.
        day: Digits,
        /// What is doubtful about the day.
        day_doubt: Doubt,
        /// Time of day.
        time: Option<Time>,
    },
}

impl Expression {
    /// Where it begins and ends.
    pub fn bounds(&self) -> (Bound, Bound) {
        match self {
            Expression::Member(member) => member.bounds(),
            Expression::Interval(start, end) => (start.bounds().0, end.bounds().1),
            Expression::Set(_, members) => {
                let ends = || members.iter().map(|member| member.bounds());
                (super::bounds::first(ends().map(|ends| ends.0)), super::bounds::last(ends().map(|ends| ends.1)))
            }
        }
    }

    /// Whether it can be the day.
    pub fn contains(&self, day: Day) -> bool {
        match self {
            Expression::Member(member) => member.contains(day),
            Expression::Set(_, members) => members.iter().any(|member| member.contains(day)),
            Expression::Interval(..) => {
                let (lower, upper) = self.bounds();
                lower.allows_from(day) && upper.allows_until(day)
            }
        }
    }

    /// Which doubts occur in it.
    pub fn doubts(&self) -> Doubts {
        let mut doubts = Doubts::default();
        let mut of = |member: &Member| member.dates().for_each(|date| date.add_doubts(&mut doubts));
        match self {
            Expression::Member(member) => of(member),
            Expression::Set(_, members) => members.iter().for_each(of),
            Expression::Interval(start, end) => {
                [start, end].into_iter().filter_map(End::member).for_each(|member| of(&member));
            }
        }
        doubts
    }
}

impl End {
    pub(super) fn member(&self) -> Option<Member> {
        match self {
            End::Member(member) => Some(*member),
            End::Open | End::Unknown => None,
        }
    }

    pub(super) fn bounds(&self) -> (Bound, Bound) {
        match self {
            End::Open => (Bound::Open, Bound::Open),
            End::Unknown => (Bound::Unknown, Bound::Unknown),
            End::Member(member) => member.bounds(),
        }
    }
}
