//! Periods by their distance from now or from what is spoken of: "last week", "the year before", "the same period last
//! year".

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

    pub(super) fn singular(&self, at: usize) -> bool {
        // Word lists without a plural category write it with the singular.
        !self.has(at, PLURAL)
    }

    pub(super) fn turned(&self, at: usize) -> Option<Draft> {
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

    /// "the year", "the day", "the week", "the weekend" of which is spoken.
    pub(super) fn the_unit(&self, at: usize) -> Option<Draft> {
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
        let entire = matches!(self.word(at + 1), "entire" | "whole" | "full");
        let unit_at = at + 1 + usize::from(entire);
        let unit = self.unit(unit_at)?;
        // "the day of", "the year that" say which one.
        let says_which = ["that", "when", "before", "which", "to", "ending", "ended", "ahead", "preceding", "under"];
        let closed = !self.has(unit_at + 1, OF | YEAROF) && !says_which.contains(&self.word(unit_at + 1));
        if !self.is_spoken_of(at, unit) || !closed || self.number_token(unit_at + 1).is_some() {
            return None;
        }
        let from = if unit == Unit::Day || entire { From::Context } else { From::Anchor };
        Some(Draft::point(at, unit_at + 1, Point::Period(unit, 0, from), "period-spoken-of", 50))
    }

    /// Whether what stands before "the day", "the year" says that one is meant: "during the year", "the end of the day".
    fn is_spoken_of(&self, at: usize, unit: Unit) -> bool {
        let before = at.checked_sub(1).map(|before| self.word(before).to_lowercase()).unwrap_or_default();
        let before = before.as_str();
        let day = ["in", "end", "ended", "ending", "finish", "during", "finished", "closed", "for"];
        let part = |at: usize| {
            let rest = ["remainder", "rest", "course", "most"];
            self.has(at, EDGE | UNIT | PART | HALF | ORD) || rest.contains(&self.word(at))
        };
        match unit {
            Unit::Day if before != "of" => day.contains(&before),
            Unit::Year | Unit::Month | Unit::Quarter | Unit::Week if before != "of" => {
                matches!(before, "during" | "for" | "in" | "ended")
            }
            Unit::Day | Unit::Year | Unit::Month | Unit::Quarter | Unit::Week => at > 1 && part(at - 2),
            Unit::Weekend => true,
            _ => false,
        }
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
