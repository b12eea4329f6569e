//! One day in two calendars: "25 октября (7 ноября) 1917 г.", "14 (27) февраля 1917", "12/24 January 1918".

use super::*;
use broadside_model::edtf::Day;

impl Grammar<'_> {
    /// A day given in the old and the new style: the later of the two, which is the Gregorian one.
    pub(super) fn two_styles(&self, at: usize) -> Option<Draft> {
        let (first, next, _) = self.day_number(at)?;
        let (first_month, next) = self.month_behind(next).map_or((None, next), |(month, next)| (Some(month), next));
        let bracket = self.mark(next, '(');
        let slash = self.mark(next, '/') && self.glued(next) && first_month.is_none();
        if !bracket && !slash {
            return None;
        }
        let (second, behind, _) = self.day_number(next + 1)?;
        let (second_month, behind) =
            self.month_behind(behind).map_or((None, behind), |(month, behind)| (Some(month), behind));
        // Within the brackets, or behind them for both.
        let behind = behind + usize::from(bracket && self.mark(behind, ')'));
        let (shared, behind) = match (first_month, second_month) {
            (Some(_), Some(_)) => (None, behind),
            _ if second_month.is_some() && !bracket => (second_month, behind),
            (None, None) => self.month_behind(behind).map(|(month, behind)| (Some(month), behind))?,
            _ => return None,
        };
        let (year, end) = self.year_behind(behind);
        let YearOf::Given(number) = year else { return None };
        let one = Day::new(number, first_month.or(shared)?, first)?;
        let other = Day::new(number, second_month.or(shared)?, second)?;
        let apart = (one.number() - other.number()).abs();
        let later = one.max(other);
        let point = Point::Day(year, later.month, later.day);
        (10..=13).contains(&apart).then(|| Draft::point(at, end, point, "day-in-two-calendars", 90))
    }
}
