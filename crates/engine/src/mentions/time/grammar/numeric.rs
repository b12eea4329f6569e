//! Days written in digits: "1990-05-12", "12.05.1990", "12/5/90", "12.IV.1917".

use super::*;

impl Grammar<'_> {
    /// A day, or month, all in digits (its month perhaps in Roman ones), or a range of years.
    pub(super) fn numeric(&self, at: usize) -> Option<Draft> {
        let first = self.number_token(at)?;
        if let Some(draft) = self.east_asian(at) {
            return Some(draft);
        }
        if self.joined_before(at) || first.lookalike && first.digits != 4 {
            return None;
        }
        match first.digits {
            4 => self.iso(at).or_else(|| self.years(at)),
            1 | 2 => self.day_month_year(at),
            _ => None,
        }
    }

    /// "1949年10月1日", "1945년 8월 15일", "1949年10月", "1949年".
    fn east_asian(&self, at: usize) -> Option<Draft> {
        let year = self.number_token(at).filter(|token| token.digits == 4 && (1000..2200).contains(&token.value))?;
        let sign = |at: usize, signs: [&str; 3]| self.glued(at) && signs.contains(&self.word(at));
        if !self.is_year_sign(at + 1) {
            return None;
        }
        let year = YearOf::Given(i32::try_from(year.value).ok()?);
        let month = self.two_digits(at + 2).filter(|month| *month <= 12 && sign(at + 3, ["月", "월", "月"]));
        let Some(month) = month else {
            return Some(Draft::point(at, at + 2, Point::Year(year), "east-asian-year", 85));
        };
        let day = self
            .two_digits(at + 4)
            .filter(|day| *day <= 31 && (sign(at + 5, ["日", "일", "号"]) || self.word(at + 5) == "號"));
        Some(match day {
            Some(day) => Draft::point(at, at + 6, Point::Day(year, month, day), "east-asian-day", 97),
            None => Draft::point(at, at + 4, Point::Month(year, month), "east-asian-month", 92),
        })
    }

    /// Whether a token is the sign for a year.
    pub(super) fn is_year_sign(&self, at: usize) -> bool {
        self.glued(at) && matches!(self.word(at), "年" | "년")
    }

    /// A mark that parts the numbers of a date, and the token behind it.
    fn part_mark(&self, at: usize) -> Option<(char, usize)> {
        match self.token(at)?.kind {
            Kind::Mark(mark @ ('.' | '/' | '-')) => Some((mark, at + 1)),
            Kind::Mark('–') => Some(('-', at + 1)),
            _ => None,
        }
    }

    fn two_digits(&self, at: usize) -> Option<u8> {
        let token = self.number_token(at).filter(|token| token.digits <= 2 && !token.lookalike)?;
        u8::try_from(token.value).ok().filter(|value| *value > 0)
    }

    /// A number of a month in digits or Roman ones.
    fn month_number(&self, at: usize) -> Option<(u8, bool)> {
        if let Some(month) = self.two_digits(at) {
            return Some((month, false));
        }
        let token = self.token(at).filter(|token| token.kind == Kind::Word)?;
        u8::try_from(token.value).ok().filter(|month| (1..=12).contains(month)).map(|month| (month, true))
    }

    fn ends(&self, at: usize) -> bool {
        let more = self.part_mark(at).is_some_and(|(mark, next)| {
            self.glued(at) && self.number_token(next).is_some_and(|token| token.glued) && mark != '–'
        });
        !more && !self.mark(at, '%')
    }

    /// "1990-05-12", "1990/05/12", "1990-05-12T10:00", "1990-05".
    fn iso(&self, at: usize) -> Option<Draft> {
        let year = self.number_token(at)?.value;
        let (mark, next) = self.part_mark(at + 1)?;
        let glued = self.glued(at + 1) && self.glued(next);
        let month = self.two_digits(next).filter(|month| *month <= 12)?;
        let year = YearOf::Given(i32::try_from(year).ok().filter(|year| (1000..2200).contains(year))?);
        if let Some((same, last)) = self.part_mark(next + 1).filter(|(same, _)| *same == mark)
            && let Some(day) = self.two_digits(last).filter(|day| *day <= 31)
            && glued
            && self.ends(last + 1)
        {
            let _ = same;
            return Some(Draft::point(at, last + 1, Point::Day(year, month, day), "iso-day", 97));
        }
        let two = self.number_token(next).is_some_and(|token| token.digits == 2);
        let follows = matches!(year, YearOf::Given(year) if year % 100 < i32::from(month));
        let month_only = glued && two && mark == '-' && !follows && self.ends(next + 1);
        month_only.then(|| Draft::point(at, next + 1, Point::Month(year, month), "iso-month", 70))
    }

    /// "12.05.1990", "5/12/90", "12.IV.1917", "12-V-17", "05/1990".
    fn day_month_year(&self, at: usize) -> Option<Draft> {
        let a = self.two_digits(at)?;
        if let Some((month, true)) = self.month_number(at + 1)
            && let Some((year, end)) = self.year(at + 2).filter(|_| a <= 31)
        {
            return Some(Draft::point(at, end, Point::Day(year, month, a), "day-with-roman-month", 85));
        }
        let (mark, next) = self.part_mark(at + 1)?;
        let (b, roman) = self.month_number(next)?;
        if !self.glued(at + 1) && !roman {
            return None;
        }
        let Some((_, last)) = self.part_mark(next + 1).filter(|(same, _)| *same == mark || roman) else {
            return self.roman_month(at, a, b, roman, next);
        };
        let Some(token) = self.number_token(last).filter(|_| self.ends(last + 1) && !self.continues(last)) else {
            return self.roman_month(at, a, b, roman, next);
        };
        let year = match token.digits {
            4 => YearOf::Given(i32::try_from(token.value).ok().filter(|year| (1000..2200).contains(year))?),
            2 if token.glued && mark != '-' || roman => YearOf::Short(u8::try_from(token.value).ok()?),
            _ => return None,
        };
        let (year, end) = self.year_tail(year, last + 1);
        if !(a <= 31 && b <= 31 && (a <= 12 || b <= 12)) || a == 0 || b == 0 {
            return None;
        }
        if roman {
            return Some(Draft::point(at, end, Point::Day(year, b, a), "day-with-roman-month", 95));
        }
        let american = self.is(Language::ENGLISH) && mark != '.';
        if b > 12 || a > 12 || !american {
            let (day, month) = if b > 12 { (b, a) } else { (a, b) };
            let confidence = if mark == '.' || a > 12 || b > 12 { 95 } else { 85 };
            let confidence = if matches!(year, YearOf::Short(_)) { confidence - 20 } else { confidence };
            return Some(Draft::point(at, end, Point::Day(year, month, day), "day-in-digits", confidence));
        }
        Some(Draft::point(at, end, Point::Either(year, a, b, true), "day-in-digits", 70))
    }

    /// "12.IV", "12/IV" without a year.
    fn roman_month(&self, at: usize, day: u8, month: u8, roman: bool, last: usize) -> Option<Draft> {
        let fits = roman && day <= 31 && self.glued(at + 1) && self.glued(last) && !self.capital(last + 1);
        let year = self.year(last + 1).filter(|_| roman && day <= 31);
        if let Some((year, end)) = year {
            return Some(Draft::point(at, end, Point::Day(year, month, day), "day-with-roman-month", 90));
        }
        let slash = self.mark(at + 1, '.') || self.mark(at + 1, '/');
        // A lone I, V or X has too many other meanings.
        let plain = self.token(last).is_some_and(|token| token.end - token.start > 1);
        (fits && slash && plain)
            .then(|| Draft::point(at, last + 1, Point::Day(YearOf::Open, month, day), "day-with-roman-month", 60))
    }

    /// "1914-18", "1914–1918", "1990/91".
    pub(super) fn years(&self, at: usize) -> Option<Draft> {
        let first = self.number_token(at)?;
        let (first_year, lookalike) = (first.value, first.lookalike);
        let (mark, next) = self.part_mark(at + 1)?;
        let second = self.number_token(next)?;
        if !(1000..2150).contains(&first_year) || mark == '.' || self.joined_before(at) || !self.ends(next + 1) {
            return None;
        }
        let spaced = !self.glued(at + 1) || !self.glued(next);
        if spaced && second.digits != 4
            || self
                .tokens
                .get(next + 1)
                .is_some_and(|behind| behind.glued && behind.kind == Kind::Word && !behind.elided)
        {
            return None;
        }
        let last_year = match second.digits {
            4 => second.value,
            2 => first_year / 100 * 100 + second.value,
            _ => return None,
        };
        let span = last_year.checked_sub(first_year)?;
        let blocked =
            at > 0 && (self.has(at - 1, BLOCK) || self.mark(at - 1, '.') && at > 1 && self.has(at - 2, BLOCK));
        if span == 0 || span > 150 || last_year > 2150 || blocked || lookalike || self.has(next + 1, COUNT) {
            return None;
        }
        let year = |value: u32| i32::try_from(value).map(|year| Point::Year(YearOf::Given(year)));
        let (first, last) = (year(first_year).ok()?, year(last_year).ok()?);
        let spans = (self.span(at, at + 1), self.span(next, next + 1));
        let (_, end) = self.year_tail(YearOf::Open, next + 1);
        Some(Draft::new(at, end, Meaning::Range(first, last, spans.0, spans.1), "years", 85))
    }
}
