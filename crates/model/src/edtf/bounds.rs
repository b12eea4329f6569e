//! The first and the last day a date can mean.

use super::{Bound, Date, Day, Digits, Doubts, Limit, days_in_month};

/// A cycle of the Gregorian calendar's leap years that is also a whole number of decimal carries: whether a year is a
/// leap year depends on its last four digits only.
const LEAP_CYCLE: i64 = 10_000;

impl Date {
    /// The first and the last day it can mean.
    pub fn bounds(&self) -> (Bound, Bound) {
        let (least, greatest) = self.year.range().unwrap_or((i64::MIN, i64::MAX));
        match self.limit {
            Limit::Year => (Bound::at(least, 1, 1), Bound::at(greatest, 12, 31)),
            Limit::Grouping(grouping, _) => {
                let (from, to) = grouping.months();
                (Bound::at(least, from, 1), Bound::at(greatest, to, month_end(greatest, to)))
            }
            Limit::Month(month, _) => {
                let month = |last| one_of(month, 1..=12, last).unwrap_or(1);
                let last = month(true);
                (Bound::at(least, month(false), 1), Bound::at(greatest, last, month_end(greatest, last)))
            }
            Limit::Day { month, day, .. } => {
                let end = |last| self.day_at(month, day, last).map_or(Bound::Unknown, Bound::Day);
                (end(false), end(true))
            }
        }
    }

    /// The first, or the last, day of the calendar that fits; `None` where none does.
    pub(super) fn day_at(&self, month: Digits, day: Digits, last: bool) -> Option<Day> {
        let (least, greatest) = self.year.range()?;
        let (start, step) = if last { (greatest, -1) } else { (least, 1) };
        // Only 29 February can miss a year, and then one of the next that the digits allow will do.
        (0..=LEAP_CYCLE.min(greatest.saturating_sub(least))).find_map(|count| {
            let year = start.checked_add(step * count)?;
            let year = self.year.can_be(year).then(|| i32::try_from(year).ok())??;
            day_in(year, month, day, last)
        })
    }

    /// Whether the day has the digits that are given.
    pub(super) fn fits(&self, day: Day) -> bool {
        let is = |digits: Digits, number: u8| digits.can_be(u64::from(number));
        self.year.can_be(i64::from(day.year))
            && match self.limit {
                Limit::Year => true,
                Limit::Grouping(grouping, _) => (grouping.months().0..=grouping.months().1).contains(&day.month),
                Limit::Month(month, _) => is(month, day.month),
                Limit::Day { month, day: of_month, .. } => is(month, day.month) && is(of_month, day.day),
            }
    }

    pub(super) fn add_doubts(&self, doubts: &mut Doubts) {
        doubts.add(self.year_doubt);
        match self.limit {
            Limit::Year => {}
            Limit::Grouping(_, doubt) | Limit::Month(_, doubt) => doubts.add(doubt),
            Limit::Day { month_doubt, day_doubt, .. } => {
                doubts.add(month_doubt);
                doubts.add(day_doubt);
            }
        }
    }
}

/// The first, or the last, day of a year that fits.
fn day_in(year: i32, month: Digits, day: Digits, last: bool) -> Option<Day> {
    let in_month =
        |month: u8| one_of(day, 1..=days_in_month(year, month), last).and_then(|day| Day::new(year, month, day));
    let mut months = (1..=12).filter(|number| month.can_be(u64::from(*number)));
    if last { months.rev().find_map(in_month) } else { months.find_map(in_month) }
}

/// The first, or the last, number of a range that the digits can be.
pub(super) fn one_of(digits: Digits, mut range: std::ops::RangeInclusive<u8>, last: bool) -> Option<u8> {
    let fits = |number: &u8| digits.can_be(u64::from(*number));
    if last { range.rev().find(fits) } else { range.find(fits) }
}

fn month_end(year: i64, month: u8) -> u8 {
    // The calendar repeats every 400 years.
    days_in_month(year.rem_euclid(400) as i32, month)
}

/// The earliest of several starts.
pub(super) fn first(starts: impl Iterator<Item = Bound>) -> Bound {
    starts.reduce(|one, other| if other.order() < one.order() { other } else { one }).unwrap_or(Bound::Unknown)
}

/// The latest of several ends.
pub(super) fn last(ends: impl Iterator<Item = Bound>) -> Bound {
    let key = |bound: Bound| bound.order().map_or((1, (0, 0, 0)), |order| (0, order));
    ends.reduce(|one, other| if key(other) > key(one) { other } else { one }).unwrap_or(Bound::Unknown)
}
