//! Months and feasts: "May 1990", "March–June 1990", "last May", "the month of May", "Christmas Day 1914".

use super::calendar::turned_day;
use super::*;

impl Grammar<'_> {
    /// "May 1990", "mayo de 1990", "March–June 1990", "May of last year", "1990 yılının Mayıs ayı".
    pub(super) fn month_of_year(&self, at: usize) -> Option<Draft> {
        let (month, next) = self.month(at)?;
        if (self.dash(next) || self.mark(next, '/'))
            && let Some((last, behind)) = self.month(next + 1)
        {
            let (year, end) = self.year_behind(behind);
            let points = (Point::Month(year, month), Point::Month(year, last));
            let spans = (self.span(at, next), self.span(next + 1, end));
            let meaning = Meaning::Range(points.0, points.1, spans.0, spans.1);
            let confidence = if year == YearOf::Open { 75 } else { 92 };
            return Some(Draft::new(at, end, meaning, "month-range", confidence));
        }
        let (year, end) = self.year_behind(next);
        if year == YearOf::Open {
            // "between April and June 1990": the year of the second is the first's too.
            let (last, behind) = self.month(next + 1).filter(|_| self.has(next, AND | TO))?;
            let (year, _) = self.year_behind(behind);
            if year == YearOf::Open || last < month {
                return None;
            }
            return Some(Draft::point(at, next, Point::Month(year, month), "month-of-year", 85));
        }
        Some(Draft::point(at, end, Point::Month(year, month), "month-of-year", 95))
    }

    /// "May", "last May", "May of last year" where it is surely the month.
    pub(super) fn month_alone(&self, at: usize) -> Option<Draft> {
        if let Some(turn) = self.value(at, REL).filter(|turn| turn.abs() <= 1)
            && let Some((month, end)) = self.month(at + 1).filter(|_| self.has(at + 1, MONTH))
        {
            // "last February 1"
            if let Some(day) = self.month_first(at + 1).filter(|_| turn != 0) {
                return Some(turned_day(Draft { start: at, ..day }, turn));
            }
            return Some(Draft::point(at, end, Point::MonthTurn(month, turn), "month-near-now", 85));
        }
        if !self.has(at, MONTH) {
            return None;
        }
        let (month, end) = self.month(at)?;
        if let Some(turn) = self.value(end, REL).filter(|turn| turn.abs() == 1 && !self.is(Language::ENGLISH)) {
            return Some(Draft::point(at, end + 1, Point::MonthTurn(month, turn), "month-near-now", 85));
        }
        if let Some((turn, behind)) = self.turn_behind(end) {
            return Some(Draft::point(at, behind, Point::MonthTurn(month, turn), "month-near-now", 80));
        }
        self.surely_month(at, month).then(|| Draft::point(at, end, Point::Month(YearOf::Open, month), "month", 65))
    }

    /// "in May last", "the 1st of January next": the old way of saying which one.
    pub(super) fn turn_behind(&self, at: usize) -> Option<(i32, usize)> {
        let turn = match self.language.code() {
            "eng" if self.word(at) == "last" => -1,
            "eng" if self.word(at) == "next" => 1,
            "fra" | "spa" | "ita" | "por" => self.value(at, REL).filter(|turn| turn.abs() == 1)?,
            _ => return None,
        };
        let closed = self.token(at + 1).is_none_or(|next| next.kind != Kind::Word || next.mask & UNIT == 0);
        closed.then_some((turn, at + 1))
    }

    /// Whether a lone month is no name and no other word.
    fn surely_month(&self, at: usize, month: u8) -> bool {
        // "mid-March"
        let dashed = at > 1 && self.mark(at - 1, '-') && self.has(at - 2, EDGE);
        let before = at.checked_sub(if dashed { 2 } else { 1 });
        let has_before = |categories| before.is_some_and(|before| self.has(before, categories));
        // "Rio de Janeiro"
        if at > 1 && self.word(at - 2) == "Rio" {
            return false;
        }
        let introduced = has_before(IN | SINCE | UNTIL | FROM | BETWEEN | AND | TO | OF | EDGE);
        match self.language.code() {
            "eng" if matches!(month, 3 | 5) => introduced && !has_before(DET | REL),
            "eng" => {
                self.capital(at)
                    && !self.capital(at + 1)
                    && (introduced || !before.is_some_and(|before| self.capital(before)))
            }
            // "Mart", "Ekim", "Ocak" are words and names besides.
            "tur" => self.has(at + 1, UNIT | EDGE),
            "deu" => introduced || month != 5 && month != 8,
            "fra" => month != 3 || introduced,
            "spa" | "por" | "ita" => introduced || month != 5 && month != 3,
            "nld" | "pol" | "rus" => introduced || month != 5,
            _ => introduced,
        }
    }

    /// "Christmas Day 1914", "May Day".
    pub(super) fn holiday(&self, at: usize) -> Option<Draft> {
        let date = self.value(at, HOLIDAY)?;
        if !self.capital(at) {
            return None;
        }
        let (month, day) = (u8::try_from(date / 100).ok()?, u8::try_from(date % 100).ok()?);
        let (year, end) = self.year(at + 1).unwrap_or((YearOf::Open, at + 1));
        let end = if year == YearOf::Open { at + 1 } else { end };
        Some(Draft::point(at, end, Point::Day(year, month, day), "feast", 70))
    }
}
