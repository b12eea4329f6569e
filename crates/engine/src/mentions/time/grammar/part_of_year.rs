//! Quarters, halves, seasons, weeks of a month and fiscal years: "the third quarter of 2009", "summer 1968", "FY2007".

use super::*;

impl Grammar<'_> {
    /// "the third quarter of 2009", "Q3 2009", "first half of this year", "third-quarter", "the last week of March".
    pub(super) fn numbered_part(&self, at: usize) -> Option<Draft> {
        let article = self.has(at, DET) && !self.has(at, LAST) && (self.the(at) || !self.is(Language::ENGLISH));
        let from = at + usize::from(article);
        let (number, next) = match self.ordinal(from) {
            Some((number, next)) => (i32::try_from(number).ok()?, next),
            None if self.has(from, LAST) => (-1, from + 1),
            None => return self.short_quarter(at),
        };
        // "the third-quarter results": what stands before another noun has no article of its own.
        if article && self.mark(next, '-') && self.glued(next) {
            return None;
        }
        let next = next + usize::from(self.mark(next, '-'));
        let half = self.value(next, HALF) == Some(0);
        let unit = if half { Unit::Semester } else { self.unit(next)? };
        let of = next + 1 + usize::from(self.has(next + 1, OF));
        match unit {
            Unit::Week | Unit::Weekend if of > next + 1 => self.week_of_month(at, number, of),
            Unit::Quarter => self.quarter(at, number, of, next + 1),
            Unit::Semester => self.half(at, number, of, next + 1),
            _ => None,
        }
    }

    fn week_of_month(&self, at: usize, number: i32, of: usize) -> Option<Draft> {
        let (month, behind) = self.month(of)?;
        let year = self.year(behind + usize::from(self.has(behind, OF)));
        let (year, end) = year.unwrap_or((YearOf::Open, behind));
        let week = Point::WeekOf(year, month, number);
        (-1..=4).contains(&number).then(|| Draft::point(at, end, week, "week-of-month", 75))
    }

    fn quarter(&self, at: usize, number: i32, of: usize, behind: usize) -> Option<Draft> {
        let (year, end) = self.year_of_part(of, behind);
        // "the second quarter of the twenty-first century"
        let century = (of..of + 6).any(|at| self.unit(at) == Some(Unit::Century));
        if year == YearOf::Open && of > behind && century {
            return None;
        }
        let number = match number {
            -1 if end > behind => 4,
            // "the last quarter" alone is the one before this.
            -1 => {
                let last = Point::Period(Unit::Quarter, -1, From::Anchor);
                return Some(Draft::point(at, end, last, "period-near-now", 75));
            }
            number => u8::try_from(number).ok().filter(|number| (1..=4).contains(number))?,
        };
        let confidence = if year == YearOf::Open { 60 } else { 85 };
        Some(Draft::point(at, end, Point::Quarter(year, number), "quarter", confidence))
    }

    fn half(&self, at: usize, number: i32, of: usize, behind: usize) -> Option<Draft> {
        let (year, end) = self.year_of_part(of, behind);
        let number =
            if number == -1 { 2 } else { u8::try_from(number).ok().filter(|number| matches!(number, 1 | 2))? };
        (end > behind).then(|| Draft::point(at, end, Point::Half(year, number), "half-year", 80))
    }

    fn year_of_part(&self, of: usize, otherwise: usize) -> (YearOf, usize) {
        let comma = of + usize::from(self.mark(of, ','));
        if let Some((Unit::Year, turn, end)) = self.turned_unit(comma) {
            let year = if turn.abs() <= 1 { YearOf::Turn(turn) } else { YearOf::Context };
            return (year, end);
        }
        let skip = comma + usize::from(self.has(comma, FISCAL)) + usize::from(self.has(comma, DET));
        let skip = skip + usize::from(self.unit(skip) == Some(Unit::Year) && self.number_token(skip + 1).is_some());
        if let Some((year, end)) = self.year(skip) {
            // "of the 1950-1960 decade"
            let decade = self.dash(end) && self.number_token(end + 1).is_some();
            return if decade { (YearOf::Open, otherwise) } else { (year, end) };
        }
        let year_at = of + usize::from(self.has(of, DET));
        if of > otherwise && self.unit(year_at) == Some(Unit::Year) && self.singular(year_at) {
            return (YearOf::Context, year_at + 1);
        }
        (YearOf::Open, otherwise)
    }

    /// "Q3 2009", "3Q09", "2009 Q3".
    fn short_quarter(&self, at: usize) -> Option<Draft> {
        let word = self.word(at);
        if !matches!(word, "Q" | "H") {
            return None;
        }
        let number = self.number_token(at + 1).filter(|token| token.glued && token.digits == 1)?.value;
        let (year, end) = self.year(at + 2).unwrap_or((YearOf::Open, at + 2));
        let introduced = year != YearOf::Open || at > 0 && self.has(at - 1, DET | IN | REL);
        if !introduced || self.continues(at + 1) {
            return None;
        }
        let number = u8::try_from(number).ok()?;
        match word {
            "Q" if (1..=4).contains(&number) => {
                Some(Draft::point(at, end, Point::Quarter(year, number), "quarter", 80))
            }
            "H" if (1..=2).contains(&number) && year != YearOf::Open => {
                Some(Draft::point(at, end, Point::Half(year, number), "half-year", 75))
            }
            _ => None,
        }
    }

    /// "summer 1968", "the spring of 1968", "last winter", "el verano pasado", "this autumn".
    pub(super) fn season(&self, at: usize) -> Option<Draft> {
        let from = at + usize::from(self.has(at, DET) && !self.has(at, SEASON | REL));
        let before = self.value(from, REL).filter(|_| self.has(from + 1, SEASON));
        let from = from + usize::from(before.is_some());
        let season = self.small(from, SEASON)?;
        let behind = self.value(from + 1, REL).filter(|turn| turn.abs() == 1 && !self.is(Language::ENGLISH));
        let behind = behind.filter(|_| before.is_none());
        if let Some(turn) = before.or(behind) {
            let point = match turn {
                0 => Point::Season(YearOf::Open, season),
                -1 | 1 => Point::SeasonTurn(season, turn),
                _ => return None,
            };
            return Some(Draft::point(at, from + 1 + usize::from(behind.is_some()), point, "season", 75));
        }
        if let Some((year, end)) = self.year_of_season(from + 1) {
            return Some(Draft::point(at, end, Point::Season(year, season), "season", 88));
        }
        let alone = self.surely_season(at, from);
        alone.then(|| Draft::point(at, from + 1, Point::Season(YearOf::Open, season), "season", 55))
    }

    /// "1968", "of 1968", "1968/69", "of last year" behind a season.
    fn year_of_season(&self, at: usize) -> Option<(YearOf, usize)> {
        let of = at + usize::from(self.has(at, OF) || self.mark(at, ','));
        let of = of + usize::from(self.has(of, DET | OF));
        let word = self.unit(of) == Some(Unit::Year) || self.has(of, YEAROF);
        let of = of + usize::from(word && self.number_token(of + 1).is_some());
        // "winter 1941/42" begins in 1941.
        if let Some(Draft { end, meaning: Meaning::Range(Point::Year(year), ..), .. }) = self.years(of) {
            return Some((year, end));
        }
        if let Some(found) = self.year(of) {
            return Some(found);
        }
        match self.turned_unit(of)? {
            (Unit::Year, turn @ -1..=1, end) => Some((YearOf::Turn(turn), end)),
            _ => None,
        }
    }

    /// Whether a season alone is one: a spring, a fall and an été are other things too.
    fn surely_season(&self, at: usize, season: usize) -> bool {
        let before = at.checked_sub(1);
        if matches!(self.word(season), "fall" | "spring") {
            let introduced = before.is_some_and(|before| matches!(self.word(before), "in" | "In"));
            return introduced && self.has(at, DET) && !self.has(season + 1, OF);
        }
        self.is(Language::ENGLISH) && before.is_some_and(|before| self.has(before, IN | SINCE | UNTIL))
    }

    /// "fiscal 2007", "fiscal year 2007", "FY 2007", "the 2007 fiscal year".
    pub(super) fn fiscal(&self, at: usize) -> Option<Draft> {
        let det = usize::from(self.has(at, DET));
        if self.word(at) == "FY"
            && let Some(token) = self.number_token(at + 1).filter(|token| token.glued && !self.continues(at + 1))
            && matches!(token.digits, 2 | 4)
        {
            let year = match token.digits {
                4 => YearOf::Given(i32::try_from(token.value).ok()?),
                _ => YearOf::Short(u8::try_from(token.value).ok()?),
            };
            return Some(Draft::point(at, at + 2, Point::Fiscal(year), "fiscal-year", 85));
        }
        if self.has(at + det, FISCAL) {
            let next = at + det + 1;
            let next = next + usize::from(self.unit(next) == Some(Unit::Year));
            let (year, end) = self.year(next)?;
            return Some(Draft::point(at, end, Point::Fiscal(year), "fiscal-year", 85));
        }
        let (year, next) = self.year(at + det).filter(|_| self.number_token(at + det).is_some())?;
        if !self.has(next, FISCAL) {
            return None;
        }
        let end = next + 1 + usize::from(self.unit(next + 1) == Some(Unit::Year));
        Some(Draft::point(at, end, Point::Fiscal(year), "fiscal-year", 85))
    }
}
