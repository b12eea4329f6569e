//! Dates up to, from, or between others.

use super::{Bound, Date, Day, Member};

impl Member {
    /// The dates it is written with.
    pub fn dates(&self) -> impl Iterator<Item = Date> {
        let (one, other) = match *self {
            Member::Date(date) | Member::Before(date) | Member::After(date) => (date, None),
            Member::Between(from, to) => (from, Some(to)),
        };
        std::iter::once(one).chain(other)
    }

    /// Where it begins and ends.
    pub fn bounds(&self) -> (Bound, Bound) {
        match self {
            Member::Date(date) => date.bounds(),
            Member::Before(date) => (Bound::Open, date.bounds().1),
            Member::After(date) => (date.bounds().0, Bound::Open),
            Member::Between(from, to) => (from.bounds().0, to.bounds().1),
        }
    }

    pub(super) fn contains(&self, day: Day) -> bool {
        let (lower, upper) = self.bounds();
        lower.allows_from(day)
            && upper.allows_until(day)
            && match self {
                Member::Date(date) => date.fits(day),
                _ => true,
            }
    }
}
