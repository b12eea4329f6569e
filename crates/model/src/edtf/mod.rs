//! Dates as they are: Extended Date/Time Format (ISO 8601-2:2019).
//!
//! An [`Edtf`] is a date, an interval or a set of dates, with what is uncertain or approximate about it, in EDTF's
//! notation; it knows the first and the last day it can mean.

mod day;

pub use day::{Day, days_in_month};

use std::fmt;

/// A date, interval or set of dates in EDTF.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    earliest: Option<Day>,
    latest: Option<Day>,
}

impl Edtf {
    /// One day.
    pub fn day(day: Day) -> Self {
        Edtf { text: day.to_string(), earliest: Some(day), latest: Some(day) }
    }

    /// A month of a year; `None` when there is no such month.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let (earliest, latest) = (Day::new(year, month, 1)?, Day::new(year, month, days_in_month(year, month))?);
        let first = earliest.to_string();
        Some(Edtf { text: first[..first.len() - 3].to_owned(), earliest: Some(earliest), latest: Some(latest) })
    }

    /// A year.
    pub fn year(year: i32) -> Self {
        let (earliest, latest) = (Day { year, month: 1, day: 1 }, Day { year, month: 12, day: 31 });
        let first = earliest.to_string();
        Edtf { text: first[..first.len() - 6].to_owned(), earliest: Some(earliest), latest: Some(latest) }
    }

    /// Some time from `earliest` to `latest`, both included; an end that is `None` is open.
    pub fn between(earliest: Option<Day>, latest: Option<Day>) -> Self {
        let end = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
        Edtf { text: format!("{}/{}", end(earliest), end(latest)), earliest, latest }
    }

    /// The first day it can mean; `None` when it is open or unknown there.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest
    }

    /// The last day it can mean; `None` when it is open or unknown there.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }

    /// EDTF's notation.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
