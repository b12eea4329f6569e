//! One end of what a date can mean.

use super::Day;

/// Where a date begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// With this day.
    Day(Day),
    /// With this year, which is further away than a [`Day`] can say.
    Year(i64),
    /// There is no end (`..`).
    Open,
    /// There is an end, and it is not known (nothing written before or after the `/`).
    Unknown,
}

impl Bound {
    /// The day, where it is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Bound::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The first day of a year, if a [`Day`] can say it.
    pub(super) fn at(year: i64, month: u8, day: u8) -> Self {
        match i32::try_from(year).ok().and_then(|year| Day::new(year, month, day)) {
            Some(day) => Bound::Day(day),
            None => Bound::Year(year),
        }
    }

    /// Year, month and day to compare by; `None` for an end without a place in time.
    pub(super) fn order(self) -> Option<(i64, u8, u8)> {
        match self {
            Bound::Day(day) => Some((i64::from(day.year), day.month, day.day)),
            Bound::Year(year) => Some((year, 0, 0)),
            Bound::Open | Bound::Unknown => None,
        }
    }

    /// Whether `day` is not before this lower bound.
    pub(super) fn allows_from(self, day: Day) -> bool {
        self.order().is_none_or(|from| from <= (i64::from(day.year), day.month, day.day))
    }

    /// Whether `day` is not after this upper bound.
    pub(super) fn allows_until(self, day: Day) -> bool {
        self.order().is_none_or(|until| (i64::from(day.year), day.month, day.day) <= until)
    }
}
