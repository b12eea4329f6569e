//! What can be wrong with a string that should be EDTF.

use std::fmt;

/// Why a string is not EDTF, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseEdtfError {
    /// What is wrong.
    pub problem: Problem,
    /// Byte of the string at which it is wrong.
    pub at: usize,
}

/// What is wrong with a string that should be EDTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is written.
    Empty,
    /// A year of four digits was expected.
    Year,
    /// There is no year −0.
    NegativeZero,
    /// `Y` stands before a year of four digits or fewer.
    NeedlessLetter,
    /// Something stands behind a year written with `Y`.
    BehindLetterYear,
    /// A year further away than 64 bits hold.
    YearTooFar,
    /// A power of ten that is no number of one or two digits.
    Exponent,
    /// No digit is significant, or more than the year has.
    Significant,
    /// Two digits for a month were expected, or the number is neither a month (1 to 12) nor a grouping (21 to 41).
    Month,
    /// Two digits for a day were expected.
    Day,
    /// The month has no such day.
    NoSuchDay,
    /// A day stands behind a season or another grouping of months.
    DayOfGrouping,
    /// What stands behind the `T` is no time of day, `hh:mm:ss`.
    Time,
    /// A time stands behind a day that is not exact.
    TimeOfUnknownDay,
    /// Something stands behind the date that does not belong to it.
    Trailing,
    /// Neither end of an interval is known.
    NoEnds,
    /// An interval with more than one `/`.
    Interval,
    /// It ends before it begins.
    Reversed,
    /// A range in `..` goes from one precision to another.
    MixedPrecision,
    /// A set that is not closed.
    Unclosed,
    /// A place in a set without a date.
    NoMember,
}

impl Problem {
    fn sentence(self) -> &'static str {
        match self {
            Problem::Empty => "nothing is written",
            Problem::Year => "a year of four digits was expected (X for an unknown digit)",
            Problem::NegativeZero => "there is no year -0000; 1 BC is 0000",
            Problem::NeedlessLetter => "a year of four digits is written without Y",
            Problem::BehindLetterYear => "a year written with Y has no month or day",
            Problem::YearTooFar => "the year is too far away to count",
            Problem::Exponent => "a power of ten of one or two digits was expected behind E",
            Problem::Significant => "behind S stands how many digits of the year are significant, at least 1",
            Problem::Month => "a month (01 to 12) or a season or grouping (21 to 41) was expected",
            Problem::Day => "a day of two digits was expected",
            Problem::NoSuchDay => "the calendar has no such day",
            Problem::DayOfGrouping => "a season or grouping of months has no day",
            Problem::Time => "a time hh:mm:ss was expected, with Z, +hh or +hh:mm behind it or nothing",
            Problem::TimeOfUnknownDay => "only an exact day has a time",
            Problem::Trailing => "something stands here that is no part of a date",
            Problem::NoEnds => "an interval needs at least one end that is known or open",
            Problem::Interval => "an interval has one /",
            Problem::Reversed => "it ends before it begins",
            Problem::MixedPrecision => "both ends of a range in .. are years, or months, or days",
            Problem::Unclosed => "a set ends with the bracket that belongs to its first",
            Problem::NoMember => "a date was expected in the set",
        }
    }
}

impl fmt::Display for ParseEdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date in EDTF: at byte {}, {}", self.at, self.problem.sentence())
    }
}

impl std::error::Error for ParseEdtfError {}
