//! Days of the French Republican calendar: "18 brumaire an VIII", "le 9 thermidor an 2".

use super::*;
use broadside_model::edtf::Day;

/// The day of September on which each year of the Republic began, from the year I in 1792.
const FIRST_DAYS: [u8; 14] = [22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23];

impl Grammar<'_> {
    /// A day of the Republican calendar, as the Gregorian day it was.
    pub(super) fn republican(&self, at: usize) -> Option<Draft> {
        let from = at + usize::from(self.has(at, DET));
        let (day, next, _) = self.day_number(from)?;
        let next = next + usize::from(self.mark(next, '.'));
        let month = self.value(next, WHOLE).filter(|month| (1..=12).contains(month))?;
        let mut year_at = next + 1;
        while self.mark(year_at, ',') || self.has(year_at, OF | DET) && !self.has(year_at, YEAROF) {
            year_at += 1;
        }
        if !self.has(year_at, YEAROF) || day > 30 {
            return None;
        }
        let token = self.token(year_at + 1)?;
        let year = match token.kind {
            Kind::Number if token.digits <= 2 => token.value,
            Kind::Word => token.value,
            _ => return None,
        };
        let first = FIRST_DAYS.get(usize::try_from(year.checked_sub(1)?).ok()?)?;
        let start = Day::new(1791 + i32::try_from(year).ok()?, 9, *first)?;
        let date = start.plus(30 * i64::from(month - 1) + i64::from(day) - 1)?;
        let point = Point::Day(YearOf::Given(date.year), date.month, date.day);
        Some(Draft::point(at, year_at + 2, point, "republican-day", 92))
    }
}
