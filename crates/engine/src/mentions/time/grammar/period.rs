//! Weeks, months, quarters, seasons, years, decades and centuries: "last week", "the third quarter of 2009", "summer
//! 1968", "the 1930s", "le XIXe siècle".

use super::*;

impl Grammar<'_> {
    /// A period named by its distance from now, by its number or by its name.
    pub(super) fn relative_period(&self, at: usize) -> Option<Draft> {
        let all = [
            self.turned(at),
            self.numbered_part(at),
            self.season(at),
            self.decade(at),
            self.century(at),
            self.fiscal(at),
            self.year_named(at),
            self.the_unit(at),
            self.same_period(at),
        ];
        all.into_iter().flatten().reduce(|best, draft| if draft.end > best.end { draft } else { best })
    }

    /// "last week", "la semana pasada", "im nächsten Jahr", "the past year", "the year previous": the unit, by how many
    /// it lies off (2, -2 and 3 from what is spoken of), and the token behind.
    pub(super) fn turned_unit(&self, at: usize) -> Option<(Unit, i32, usize)> {
        let mut from = at;
        from += usize::from(self.has(from, DET) && !self.has(from, REL) && !self.has(from, UNIT));
        if let Some(mut turn) = self.value(from, REL) {
            let mut next = from + 1;
            // "this same day", "этого же года", "this past week"
            if let Some(second) = self.value(next, REL).filter(|_| !self.has(next, UNIT)) {
                next += 1;
                turn = if turn == 0 { second } else { turn };
            }
            // "les prochains mois": the word for a month is its own plural.
            let plural = self.language.code() == "fra" && self.word(from).ends_with('s');
            if let Some(unit) = self.unit(next).filter(|_| self.singular(next) && !plural) {
                return Some((unit, turn, next + 1));
            }
            if self.is(Language::TURKISH) || self.unit(from).is_none() {
                return None;
            }
        }
        let unit = self.unit(from).filter(|_| self.singular(from))?;
        let english = self.is(Language::ENGLISH);
        // "il giorno dopo", "el día después"
        let romance =
            matches!(self.language.code(), "spa" | "ita" | "por") && from > at && !self.has(from + 2, OF | TO);
        if romance && self.has(from + 1, LATER | EARLIER) && !self.has(from + 1, REL) {
            let turn = if self.has(from + 1, LATER) { 2 } else { -2 };
            return Some((unit, turn, from + 2));
        }
        let turn = self
            .value(from + 1, REL)
            .filter(|turn| !english && *turn != 3 || *turn == -2 && self.word(from + 1) == "previous")?;
        if self.language.code() == "rus" || self.language.code() == "deu" && !matches!(turn, -1 | 1) {
            return None;
        }
        Some((unit, turn, from + 2))
    }

    fn singular(&self, at: usize) -> bool {
        // Word lists without a plural category write it with the singular.
        !self.has(at, PLURAL)
    }

    fn turned(&self, at: usize) -> Option<Draft> {
        let (unit, turn, end) = self.turned_unit(at)?;
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        // "this second", "this time" are none; "the last day" ends something.
        if unit == Unit::Day
            && self.is(Language::ENGLISH)
            && matches!(turn, -1 | 1)
            && !matches!(self.word(at).to_lowercase().as_str(), "next" | "last" | "the")
        {
            return None;
        }
        let point = match turn {
            _ if unit == Unit::Day && turn == 0 => Point::Days(0),
            1 if unit == Unit::Day => Point::Period(unit, 1, From::Context),
            -1 if unit == Unit::Day => return None,
            -1..=1 => Point::Period(unit, turn, From::Anchor),
            3 => Point::Period(unit, 0, From::Context),
            turn => Point::Period(unit, turn.signum(), From::Context),
        };
        // "over the past decade", "in the last century": lengths, except for the years of the calendar.
        let long = self.is(Language::ENGLISH)
            && turn == -1
            && (self.word(at).eq_ignore_ascii_case("the")
                && !matches!(unit, Unit::Quarter | Unit::Century | Unit::Weekend))
            && self.value(at + 1, REL) == Some(-1);
        if long {
            return Some(Draft::new(at, end, Meaning::Duration(Amount::Number(1.0), unit), "past-so-long", 70));
        }
        let confidence = if turn.abs() <= 1 { 85 } else { 55 };
        Some(Draft::point(at, end, point, "period-near-now", confidence))
    }

    /// "the third quarter of 2009", "Q3 2009", "first half of this year", "third-quarter", "the last week of March".
    fn numbered_part(&self, at: usize) -> Option<Draft> {
        let hyphened = |at: usize| self.mark(at, '-') && self.glued(at);
        let det =
            usize::from(self.has(at, DET) && !self.has(at, LAST) && (self.the(at) || !self.is(Language::ENGLISH)));
        let from = at + det;
        let (number, next) = match self.ordinal(from) {
            Some((number, next)) => (i32::try_from(number).ok()?, next),
            None if self.has(from, LAST) => (-1, from + 1),
            None => return self.short_quarter(at),
        };
        // "the third-quarter results": what stands before another noun has no article of its own.
        if det > 0 && hyphened(next) {
            return None;
        }
        let next = next + usize::from(self.mark(next, '-'));
        let half = self.value(next, HALF) == Some(0);
        let unit = if half { Unit::Semester } else { self.unit(next)? };
        let of = next + 1;
        let of = of + usize::from(self.has(of, OF));
        let (year, end) = match unit {
            Unit::Week | Unit::Weekend => {
                let (month, behind) = self.month(of).filter(|_| of > next + 1)?;
                let (year, end) =
                    self.year(behind + usize::from(self.has(behind, OF))).unwrap_or((YearOf::Open, behind));
                let week = Point::WeekOf(year, month, number);
                return (-1..=4).contains(&number).then(|| Draft::point(at, end, week, "week-of-month", 75));
            }
            Unit::Quarter | Unit::Semester => self.year_of_part(of, next + 1),
            _ => return None,
        };
        let number = match (number, unit) {
            (-1, Unit::Quarter) if end > next + 1 => 4,
            (-1, Unit::Semester) if end > next + 1 => 2,
            (-1, Unit::Quarter) => {
                return Some(Draft::point(at, end, Point::Period(unit, -1, From::Anchor), "period-near-now", 75));
            }
            (number, _) => u8::try_from(number).ok()?,
        };
        if half && year == YearOf::Open && !self.is(Language::ENGLISH) || half && end == next + 1 && !self.has(at, DET)
        {
            return None;
        }
        match unit {
            Unit::Quarter if (1..=4).contains(&number) => {
                let confidence = if year == YearOf::Open { 60 } else { 85 };
                Some(Draft::point(at, end, Point::Quarter(year, number), "quarter", confidence))
            }
            Unit::Semester if number <= 2 && end > next + 1 => {
                Some(Draft::point(at, end, Point::Half(year, number), "half-year", 80))
            }
            _ => None,
        }
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
            return (year, end);
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
    fn season(&self, at: usize) -> Option<Draft> {
        let mut from = at;
        from += usize::from(self.has(from, DET) && !self.has(from, SEASON | REL));
        let turn = self.value(from, REL).filter(|_| self.has(from + 1, SEASON));
        from += usize::from(turn.is_some());
        let season = self.small(from, SEASON)?;
        let mut end = from + 1;
        let turn = turn.or_else(|| {
            let behind = self.value(end, REL).filter(|turn| turn.abs() == 1 && !self.is(Language::ENGLISH))?;
            end += 1;
            Some(behind)
        });
        if let Some(turn) = turn {
            let point = match turn {
                0 => Point::Season(YearOf::Open, season),
                -1 | 1 => Point::SeasonTurn(season, turn),
                _ => return None,
            };
            return Some(Draft::point(at, end, point, "season", 75));
        }
        let of = end + usize::from(self.has(end, OF) || self.mark(end, ','));
        let of = of + usize::from(self.has(of, DET | OF));
        let of = of
            + usize::from(
                (self.unit(of) == Some(Unit::Year) || self.has(of, YEAROF)) && self.number_token(of + 1).is_some(),
            );
        if let Some((year, behind)) = self.year(of) {
            let range = self.mark(behind, '/') || self.dash(behind);
            let behind = if range
                && self.number_token(behind + 1).is_some_and(|next| next.glued && matches!(next.digits, 2 | 4))
            {
                behind + 2
            } else {
                behind
            };
            return Some(Draft::point(at, behind, Point::Season(year, season), "season", 90));
        }
        if let Some((Unit::Year, turn @ -1..=1, behind)) = self.turned_unit(of) {
            return Some(Draft::point(at, behind, Point::Season(YearOf::Turn(turn), season), "season", 85));
        }
        // Alone: a spring, a fall and an été are other things too.
        let before = at.checked_sub(1).map_or(0, |before| self.mask(before));
        let alone = self.is(Language::ENGLISH)
            && season != 21
            && before & (IN | SINCE | UNTIL) != 0
            && self.word(from) != "fall";
        let (in_spring, the) = (self.word(from) == "spring", self.has(at, DET));
        let fall = self.word(from) == "fall" || in_spring;
        let in_fall = fall && the && at > 0 && ["in", "In"].contains(&self.word(at - 1)) && !self.has(end, OF);
        (alone && !fall || in_fall).then(|| Draft::point(at, end, Point::Season(YearOf::Open, season), "season", 55))
    }

    /// "the 1930s", "the '90s", "the thirties", "les années trente", "30-е годы", "die dreißiger Jahre".
    fn decade(&self, at: usize) -> Option<Draft> {
        let det = usize::from(self.has(at, DET));
        let mut from = at + det;
        let plural_years = self.unit(from) == Some(Unit::Year) && self.has(from, PLURAL);
        let before = !self.is(Language::ENGLISH) && !self.is(Language::GERMAN);
        let mut years = before && (self.has(from, DECADEWORD) || plural_years) || self.unit(from) == Some(Unit::Decade);
        if years {
            from += 1;
            from += usize::from(self.has(from, OF));
            from += usize::from(self.has(from, DET));
            // "la década de los años 30", "lata 30."
            from += usize::from(self.unit(from) == Some(Unit::Year) && self.has(from, PLURAL | UNIT));
        }
        let (first, end, suffixed) = self.decade_number(from)?;
        let mut end = end;
        let dotted = self.mark(end, '.') && self.glued(end) && years;
        if !years || self.has(end, DECADEWORD) {
            let next = end + usize::from(self.mark(end, '.'));
            if (self.has(next, DECADEWORD) || self.unit(next) == Some(Unit::Year)) && (suffixed || years) {
                end = next + 1;
                years = true;
            }
        }
        end += usize::from(dotted && end < self.tokens.len() && !years);
        let four = first >= 1000;
        let english = self.is(Language::ENGLISH) && suffixed;
        if !(english || four && suffixed || years) {
            return None;
        }
        // The century, where it is said: "of the nineteenth century" is rare; "XIX века" is read as its own.
        let point = if four { Point::Decade(first, false) } else { Point::Decade(first, true) };
        let confidence = if four { 92 } else { 70 };
        Some(Draft::point(at, end, point, "decade", confidence))
    }

    /// "1930s", "30s", "thirties", "trente", "30-е", "1930er": first year, the token behind, and whether it has the
    /// ending of a decade.
    fn decade_number(&self, at: usize) -> Option<(i32, usize, bool)> {
        if let Some(token) = self.number_token(at) {
            let value = i32::try_from(token.value).ok().filter(|value| value % 10 == 0)?;
            if !matches!(token.digits, 2 | 4) || token.digits == 4 && !(1000..2100).contains(&value) || token.lookalike
            {
                return None;
            }
            if token.digits == 2 && value < 10 && !token.elided || self.joined_before(at) {
                return None;
            }
            let next = at + 1;
            let s = self.word(next) == "s" && (self.glued(next) || self.token(next).is_some_and(|token| token.elided));
            if s {
                return Some((value, next + 1, true));
            }
            let hyphen = usize::from(self.mark(next, '-') && self.glued(next) || self.mark(next, '’'));
            if self.has(next + hyphen, DECADESUFFIX)
                && (self.glued(next + hyphen) || self.token(next + hyphen).is_some_and(|token| token.elided))
            {
                return Some((value, next + hyphen + 1, true));
            }
            let plain =
                self.token(next).is_none_or(|next| !next.glued || matches!(next.kind, Kind::Mark(_) | Kind::Break));
            return (plain && !self.mark(next, '%')).then_some((value, next, false));
        }
        // "nineteen thirties"
        if self.is(Language::ENGLISH)
            && let Some(century @ 15..=20) = self.value(at, NUM)
            && let Some(first) = self.value(at + 1, DECADE)
        {
            return Some((century * 100 + first, at + 2, true));
        }
        let first = self.value(at, DECADE)?;
        let sure = !self.has(at, NUM);
        Some((first, at + 1, sure))
    }

    /// "the nineteenth century", "siglo XIX", "XIXe siècle", "19. Jahrhundert", "XX век".
    fn century(&self, at: usize) -> Option<Draft> {
        let from = at + usize::from(self.has(at, DET));
        let before = self.unit(from) == Some(Unit::Century);
        let number_at = from + usize::from(before);
        let roman = self.token(number_at).filter(|token| token.kind == Kind::Word && token.value > 0);
        let (number, next) = match roman {
            Some(token) => (token.value, number_at + 1),
            None => self.ordinal(number_at)?,
        };
        let next = next + usize::from(self.has(next, ORDSUFFIX) && self.glued(next) && !self.has(next, UNIT));
        let next = next + usize::from(self.mark(next, '-') || self.mark(next, '.'));
        let end = if before {
            number_at + 1
        } else if self.unit(next) == Some(Unit::Century) && self.word(next).chars().count() > 1 {
            next + 1
        } else {
            return None;
        };
        if before && !matches!(self.language.code(), "spa" | "por" | "ita") || !(1..=30).contains(&number) {
            return None;
        }
        let (number, end) = match self.value(end, ERA) {
            Some(era) if era < 0 => (1 - i32::try_from(number).ok()?, end + 1),
            Some(_) => (i32::try_from(number).ok()?, end + 1),
            None => (i32::try_from(number).ok()?, end),
        };
        Some(Draft::point(at, end, Point::Century(number), "century", 90))
    }

    /// "fiscal 2007", "fiscal year 2007", "FY 2007", "the 2007 fiscal year".
    fn fiscal(&self, at: usize) -> Option<Draft> {
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

    /// "the year 1990", "el año 1990", "Anno 1848", "in the year of our Lord one thousand eight hundred and ten".
    fn year_named(&self, at: usize) -> Option<Draft> {
        let from = at + usize::from(self.has(at, DET) && !self.has(at, YEAROF));
        if !self.has(from, YEAROF) {
            return None;
        }
        let mut next = from + 1;
        while next < from + 4
            && (self.mark(next, ',') || self.mark(next, '.') || self.has(next, OF | DET) && !self.has(next, NUM))
        {
            next += 1;
        }
        let (year, end) = self.year(next)?;
        Some(Draft::point(at, end, Point::Year(year), "year-named", 92))
    }

    /// "the year", "the day", "the week", "the weekend" of which is spoken.
    fn the_unit(&self, at: usize) -> Option<Draft> {
        if !self.is(Language::ENGLISH) {
            let weekend = self.has(at, DET) && self.unit(at + 1) == Some(Unit::Weekend) && self.singular(at + 1);
            let point = Point::Period(Unit::Weekend, 0, From::Anchor);
            return weekend.then(|| Draft::point(at, at + 2, point, "period-spoken-of", 50));
        }
        if let Some(draft) = self.year_end(at).or_else(|| self.to_come(at)) {
            return Some(draft);
        }
        if !self.the(at) || self.has(at + 1, PLURAL) || self.mark(at + 2, '-') && self.glued(at + 2) {
            return None;
        }
        let before = at.checked_sub(1).map(|before| self.word(before).to_lowercase()).unwrap_or_default();
        let entire = matches!(self.word(at + 1), "entire" | "whole" | "full");
        let unit_at = at + 1 + usize::from(entire);
        let unit = self.unit(unit_at)?;
        let counted_from = match unit {
            Unit::Day => matches!(
                before.as_str(),
                "in" | "of" | "end" | "ended" | "ending" | "finish" | "during" | "finished" | "closed" | "for"
            ),
            Unit::Year | Unit::Month | Unit::Quarter | Unit::Week => {
                matches!(before.as_str(), "of" | "during" | "for" | "in" | "ended")
            }
            Unit::Weekend => true,
            _ => false,
        };
        // "the day of", "the year that" say which one.
        let says_which = ["that", "when", "before", "which", "to", "ending", "ended", "ahead", "preceding", "under"];
        let closed = !self.has(unit_at + 1, OF | YEAROF) && !says_which.contains(&self.word(unit_at + 1));
        let part = |at: usize| {
            self.has(at, EDGE | UNIT | PART | HALF | ORD)
                || matches!(self.word(at), "remainder" | "rest" | "course" | "most")
        };
        let of_it = before != "of" || at > 1 && part(at - 2);
        if !counted_from || !closed || !of_it || self.number_token(unit_at + 1).is_some() {
            return None;
        }
        let from = if unit == Unit::Day || entire { From::Context } else { From::Anchor };
        Some(Draft::point(at, unit_at + 1, Point::Period(unit, 0, from), "period-spoken-of", 50))
    }

    /// "year-end", "the year before".
    fn year_end(&self, at: usize) -> Option<Draft> {
        if self.unit(at) == Some(Unit::Year) && self.mark(at + 1, '-') && self.word(at + 2) == "end" {
            let mut draft = Draft::point(at, at + 3, Point::Period(Unit::Year, 0, From::Anchor), "period-near-now", 65);
            draft.edge = Some(Edge::End);
            return Some(draft);
        }
        let unit = self.unit(at + 1).filter(|_| self.the(at) && !self.has(at + 1, PLURAL))?;
        let turn = match self.word(at + 2) {
            "before" | "earlier" => -1,
            "after" => 1,
            _ => return None,
        };
        let closed = self.token(at + 3).is_none_or(|next| next.kind != Kind::Word);
        let calendar = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
        let point = Point::Period(unit, turn, From::Context);
        (closed && calendar).then(|| Draft::point(at, at + 3, point, "period-near-now", 55))
    }

    /// "the months ahead", "the years to come".
    fn to_come(&self, at: usize) -> Option<Draft> {
        if !self.the(at) || !self.has(at + 1, PLURAL) {
            return None;
        }
        let end = match (self.word(at + 2), self.word(at + 3)) {
            ("ahead", _) => at + 3,
            ("to", "come") => at + 4,
            _ => return None,
        };
        Some(Draft::new(at, end, Meaning::Reference("FUTURE_REF"), "reference", 60))
    }

    /// "the same period last year", "the same month a year ago", "the same day".
    fn same_period(&self, at: usize) -> Option<Draft> {
        if !self.is(Language::ENGLISH) {
            return None;
        }
        let from = at + usize::from(self.has(at, DET));
        if self.word(from) != "same" {
            return None;
        }
        let known = self.word(from + 1) == "period" || self.unit(from + 1).is_some() && !self.has(from + 1, PLURAL);
        let next = from + 2 + usize::from(self.has(from + 2, OF));
        let turned = self.turned(next).or_else(|| self.shifted(next)).filter(|_| known)?;
        let meaning = match turned.meaning {
            Meaning::Point(Point::Period(Unit::Year, turn, _)) => Point::Shift(Unit::Year, 2 * turn, From::Context),
            Meaning::Duration(Amount::Number(_), Unit::Year) => Point::Shift(Unit::Year, -2, From::Context),
            Meaning::Point(Point::Shift(unit, halves, _)) => Point::Shift(unit, halves, From::Context),
            _ => return None,
        };
        Some(Draft { start: at, confidence: 55, meaning: Meaning::Point(meaning), ..turned })
    }
}
