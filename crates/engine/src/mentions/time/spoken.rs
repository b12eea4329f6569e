//! What a text speaks of: the day, month or year named last, from which "the next day" and "two years later" are counted.
//!
//! Takes the expressions of a text in order; gives each the one it may be counted from, if that stands near enough for a
//! reader to have it in mind.

use super::meaning::*;

/// So many bytes back a reader has a date in mind: a few sentences.
const MIND: u32 = 1500;

/// A point named, which way it points, and where it ends.
type Named = Option<(Point, Tense, u32)>;

/// The last points named.
#[derive(Default)]
pub(super) struct Spoken {
    day: Named,
    /// A day or a month.
    month: Named,
    any: Named,
}

impl Spoken {
    /// Gives each expression what it may be counted from, and remembers it in its turn.
    pub(super) fn give(&mut self, found: &mut [TimeExpression]) {
        use Unit::{Day, Fortnight, Hour, Minute, Month, Week, Weekend};
        for expression in found {
            let Meaning::Point(point) = expression.meaning else { continue };
            let named = match point {
                Point::Period(Day | Weekend, ..) | Point::Shift(Day | Hour | Minute, ..) => self.day,
                Point::Period(Month | Week | Fortnight, ..) | Point::Shift(Month | Week | Fortnight, ..) => self.month,
                _ => self.any,
            };
            let near = named.filter(|(.., end)| expression.span.start.saturating_sub(*end) <= MIND);
            expression.context = near.map(|(point, tense, _)| (point, tense));
            if stands_alone(point) {
                self.remember(point, expression.tense, expression.span.end);
            }
        }
    }

    fn remember(&mut self, point: Point, tense: Tense, end: u32) {
        let here = Some((point, tense, end));
        self.any = here;
        match point {
            Point::Day(..)
            | Point::Either(..)
            | Point::Weekday(..)
            | Point::Days(_)
            | Point::DayOf(..)
            | Point::DayOnly(_) => (self.day, self.month) = (here, here),
            Point::Month(..) | Point::MonthTurn(..) => self.month = here,
            _ => {}
        }
    }
}

/// Whether a point is counted from nothing that was spoken of, and is short enough to count from.
fn stands_alone(point: Point) -> bool {
    let counted = matches!(
        point,
        Point::Period(_, _, From::Context)
            | Point::Shift(_, _, From::Context)
            | Point::Quarter(YearOf::Context, _)
            | Point::Half(YearOf::Context, _)
            | Point::Season(YearOf::Context, _)
            | Point::Day(YearOf::Context, ..)
            | Point::Month(YearOf::Context, _)
    );
    !counted && !matches!(point, Point::Decade(..) | Point::Century(_))
}
