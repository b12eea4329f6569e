//! Dates as they are: Extended Date/Time Format (ISO 8601-2:2019, levels 0 to 2).
//!
//! An [`Edtf`] is a date, an interval or a set of dates, with what is uncertain or approximate about it, in EDTF's
//! notation; it knows the first and the last day it can mean. It is read from a string with [`str::parse`], and what is
//! wrong with a string is said by [`ParseEdtfError`]. Its structure, for those who need it, is an [`Expression`].
//!
//! Beyond the standard's own wording four things are read that are in use: years of five digits without `Y`, blanks
//! after the commas of a set, small `x` for an unspecified digit, and `..` outside brackets (`1984..`, `1670..1672`).

mod bound;
mod bounds;
mod day;
mod digits;
mod doubt;
mod error;
mod expression;
mod grouping;
mod member;
mod parse;
mod time;
mod write;
mod year;

pub use bound::Bound;
pub use day::{Day, days_in_month};
pub use digits::Digits;
pub use doubt::{Doubt, Doubts};
pub use error::{ParseEdtfError, Problem};
pub use expression::{Date, End, Expression, Limit, Member, SetKind};
pub use grouping::Grouping;
pub use time::{Offset, Time};
pub use year::Year;

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A date, interval or set of dates in EDTF.
///
/// The order is by the first day it can mean, then by the last. An open start sorts before every day, an open end after
/// every day. An unknown start sorts by the end, an unknown end by the start, each after the dates that are known to
/// begin or end there; dates that still tie are ordered by their notation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    lower: Bound,
    upper: Bound,
    doubts: Doubts,
}

impl Edtf {
    /// One day. A day of a year beyond five digits has no notation of its own and becomes that year.
    pub fn day(day: Day) -> Self {
        if day.year.unsigned_abs() > 99_999 {
            return Edtf::year(day.year);
        }
        Edtf { text: day.to_string(), lower: Bound::Day(day), upper: Bound::Day(day), doubts: Doubts::default() }
    }

    /// A month of a year; `None` when there is no such month, or the year is beyond five digits.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let (first, last) = (Day::new(year, month, 1)?, Day::new(year, month, days_in_month(year, month))?);
        let text = first.to_string();
        let text = text.get(..text.len().checked_sub(3)?)?.to_owned();
        (year.unsigned_abs() <= 99_999).then(|| Edtf {
            text,
            lower: Bound::Day(first),
            upper: Bound::Day(last),
            doubts: Doubts::default(),
        })
    }

    /// A year; years before 1 are counted astronomically (0 is 1 BC).
    pub fn year(year: i32) -> Self {
        let (first, last) = (Day { year, month: 1, day: 1 }, Day { year, month: 12, day: 31 });
        let sign = if year < 0 { "-" } else { "" };
        let letter = if year.unsigned_abs() > 9999 { "Y" } else { "" };
        let text = format!("{letter}{sign}{:04}", year.unsigned_abs());
        Edtf { text, lower: Bound::Day(first), upper: Bound::Day(last), doubts: Doubts::default() }
    }

    /// A ten of years: `decade(1960)` is the 1960s, `196X`; `None` before the year 0 and beyond four digits.
    pub fn decade(year: i32) -> Option<Self> {
        (0..=9999).contains(&year).then(|| format!("{:03}X", year / 10).parse().ok())?
    }

    /// A hundred of years: `century(1900)` is the 1900s, `19XX`; `None` before the year 0 and beyond four digits.
    pub fn century(year: i32) -> Option<Self> {
        (0..=9999).contains(&year).then(|| format!("{:02}XX", year / 100).parse().ok())?
    }

    /// A season or other grouping of a year's months; `None` where the year is before 0 or beyond four digits.
    pub fn grouping(year: i32, grouping: Grouping) -> Option<Self> {
        (0..=9999).contains(&year).then(|| format!("{year:04}-{}", grouping.code()).parse().ok())?
    }

    /// Some time from `earliest` to `latest`, both included; an end that is `None` is open. Ends given in the wrong
    /// order are put right.
    pub fn between(earliest: Option<Day>, latest: Option<Day>) -> Self {
        let (earliest, latest) = match (earliest, latest) {
            (Some(one), Some(other)) if other < one => (Some(other), Some(one)),
            ends => ends,
        };
        let end = |day: Option<Day>| day.map_or("..".to_owned(), |day| Edtf::day(day).text);
        let bound = |day: Option<Day>| day.map_or(Bound::Open, Bound::Day);
        let text = format!("{}/{}", end(earliest), end(latest));
        Edtf { text, lower: bound(earliest), upper: bound(latest), doubts: Doubts::default() }
    }

    /// From the start of one date to the end of another (`1964/2008`); `None` where it would end before it begins, or
    /// one of the two is an interval or a set already.
    pub fn interval(from: &Edtf, to: &Edtf) -> Option<Self> {
        format!("{}/{}", from.text, to.text).parse().ok()
    }

    /// The same, with everything in it marked uncertain, approximate or both; `None` where it is an interval or a set.
    pub fn doubtful(&self, doubt: Doubt) -> Option<Self> {
        format!("{}{}", self.text, doubt.sign()).parse().ok()
    }

    /// The first day it can mean; `None` when it is open or unknown there, or further back than a [`Day`] can say.
    pub fn earliest(&self) -> Option<Day> {
        self.lower.day()
    }

    /// The last day it can mean; `None` when it is open or unknown there, or further on than a [`Day`] can say.
    pub fn latest(&self) -> Option<Day> {
        self.upper.day()
    }

    /// Where it begins: unlike [`Edtf::earliest`] it tells open from unknown.
    pub fn lower(&self) -> Bound {
        self.lower
    }

    /// Where it ends: unlike [`Edtf::latest`] it tells open from unknown.
    pub fn upper(&self) -> Bound {
        self.upper
    }

    /// What is doubtful in it.
    pub fn doubts(&self) -> Doubts {
        self.doubts
    }

    /// Whether it can be the day: it lies within the bounds, fits the digits that are given, and is in the set. An
    /// unknown end limits nothing.
    pub fn contains(&self, day: Day) -> bool {
        self.lower.allows_from(day)
            && self.upper.allows_until(day)
            && (self.text.bytes().all(|byte| !matches!(byte, b'X' | b'[' | b'{'))
                || self.expression().is_some_and(|expression| expression.contains(day)))
    }

    /// Whether the bounds of the two have a day in common; open and unknown ends limit nothing.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        let before = |upper: Bound, lower: Bound| match (upper.order(), lower.order()) {
            (Some(upper), Some(lower)) => upper < lower,
            _ => false,
        };
        !before(self.upper, other.lower) && !before(other.upper, self.lower)
    }

    /// Its structure; `None` never happens to a value that was parsed or made by the functions here.
    pub fn expression(&self) -> Option<Expression> {
        self.text.parse().ok()
    }

    /// EDTF's notation, in canonical form.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What dates are put in order by before their notation: where each begins, then where it ends.
    pub fn sort_key(&self) -> impl Ord + Copy + use<> {
        let unknown_last = |known: Bound| known.order().map_or((i64::MAX, 0, 0, 1), |(y, m, d)| (y, m, d, 1));
        let lower = match self.lower {
            Bound::Open => (i64::MIN, 0, 0, 0),
            Bound::Unknown => unknown_last(self.upper),
            known => known.order().map_or((i64::MIN, 0, 0, 0), |(y, m, d)| (y, m, d, 0)),
        };
        let upper = match self.upper {
            Bound::Open => (i64::MAX, 0, 0, 0),
            Bound::Unknown => unknown_last(self.lower),
            known => known.order().map_or((i64::MAX, 0, 0, 0), |(y, m, d)| (y, m, d, 0)),
        };
        [lower, upper]
    }
}

impl From<&Expression> for Edtf {
    fn from(expression: &Expression) -> Self {
        let (lower, upper) = expression.bounds();
        Edtf { text: expression.to_string(), lower, upper, doubts: expression.doubts() }
    }
}

impl FromStr for Edtf {
    type Err = ParseEdtfError;

    fn from_str(text: &str) -> Result<Self, ParseEdtfError> {
        text.parse::<Expression>().map(|expression| Edtf::from(&expression))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_key().cmp(&other.sort_key()).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
