//! Days counted from now: "yesterday", "last Tuesday", "the 5th of last month", "5th inst.", "three days ago".

use super::*;

impl Grammar<'_> {
    /// A day named by its distance from now or by its day of the week.
    pub(super) fn relative_day(&self, at: usize) -> Option<Draft> {
        let all = [self.day_from_today(at), self.weekday(at), self.day_of_turned_month(at), self.part_of_a_day(at)];
        all.into_iter().flatten().reduce(|best, draft| if draft.end > best.end { draft } else { best })
    }

    /// "today", "the day before yesterday", "tonight", "last night".
    fn day_from_today(&self, at: usize) -> Option<Draft> {
        if let Some(days @ (999 | 1001)) = self.value(at, DAYREL) {
            // "le lendemain", "la veille": the day after or before the one spoken of.
            let point = Point::Period(Unit::Day, days - 1000, From::Context);
            return Some(Draft::point(at, at + 1, point, "day-from-one-spoken-of", 60));
        }
        if let Some(days) = self.value(at, DAYREL) {
            // A word for tomorrow that is the morning too is tomorrow only without an article.
            let morning = self.has(at, PART)
                && at > 0
                && self.has(at - 1, DET | EVERY | OF | REL | DAYREL | WEEKDAY | NUM | AMPM);
            return (!morning).then(|| Draft::point(at, at + 1, Point::Days(days), "day-from-today", 90));
        }
        let part = self.small(at, TONIGHT).filter(|_| !self.word(at).eq_ignore_ascii_case("overnight"))?;
        let day = if part > 5 { -1 } else { 0 };
        let mut draft = Draft::point(at, at + 1, Point::Days(day), "part-of-today", 85);
        draft.clock = Some(Clock::Part(part));
        Some(draft)
    }

    /// "Tuesday", "last Tuesday", "el lunes pasado", "Tuesday of last week".
    fn weekday(&self, at: usize) -> Option<Draft> {
        let english = self.is(Language::ENGLISH);
        let from = at + usize::from(self.has(at, DET) && !english);
        let before = self.value(from, REL).filter(|turn| matches!(turn, -1..=1 | 3) && !self.has(from, WEEKDAY));
        let from = from + usize::from(before.is_some());
        let (weekday, part, mut end) = match self.small(from, WEEKDAY) {
            Some(both @ 10..) => (both % 10, Some(both / 10 - 1), from + 1),
            Some(weekday) => (weekday, None, from + 1),
            None => (self.short_weekday(from).filter(|_| before.is_none())?, None, from + 2),
        };
        // "Black Monday", "Good Friday" are days of their own.
        let named = ["Black", "Bloody", "Good", "Holy", "Ash", "Palm", "Easter", "Super", "Maundy"];
        if from > 0 && named.contains(&self.word(from - 1)) || !self.surely_weekday(from, weekday) {
            return None;
        }
        let behind = self.value(end, REL).filter(|turn| turn.abs() == 1 && !english && before.is_none());
        end += usize::from(behind.is_some());
        let turn = before.or(behind);
        if turn.is_none()
            && self.has(end, OF)
            && let Some((Unit::Week, weeks, behind)) = self.turned_unit(end + 1)
        {
            return Some(Draft::point(at, behind, Point::Weekday(weekday, Some(weeks * 7)), "weekday-of-week", 80));
        }
        let point = Point::Weekday(weekday, turn.filter(|turn| *turn != 3));
        Some(Draft { clock: part.map(Clock::Part), ..Draft::point(at, end, point, "weekday", 75) })
    }

    /// "on Sat.": sure behind a preposition and with its dot only.
    fn short_weekday(&self, at: usize) -> Option<u8> {
        let dotted = self.mark(at + 1, '.') && self.glued(at + 1) && at > 0 && self.has(at - 1, IN);
        self.small(at, WD).filter(|_| dotted && self.capital(at) && self.is(Language::ENGLISH))
    }

    fn surely_weekday(&self, at: usize, weekday: u8) -> bool {
        match self.language.code() {
            "eng" | "deu" => self.capital(at),
            // "Pazar" is a market and "Salı", "Cuma" are names.
            "tur" => {
                self.has(at + 1, UNIT | DAYWORD)
                    || at > 0 && self.has(at - 1, REL)
                    || weekday < 6 && weekday != 2 && self.capital(at)
            }
            // "domingo", "domenica" and "sabato" are names; "среда" a milieu.
            "spa" | "por" => weekday != 7 || !self.capital(at),
            "rus" => weekday != 3 || at > 0 && self.has(at - 1, IN),
            _ => true,
        }
    }

    /// "the 5th of last month", "the 5th inst.", "5 du courant", "el 5 del mes pasado", "the 12th".
    fn day_of_turned_month(&self, at: usize) -> Option<Draft> {
        let det = self.has(at, DET);
        let from = at + usize::from(det) + usize::from(self.has(at + usize::from(det), DAYWORD));
        let (day, end, sure) = self.day_number(from)?;
        if self.number_token(from).is_some() && self.joined_before(from) {
            return None;
        }
        if let Some(months) = self.value(end, INST) {
            let word = self.word(end);
            let letters = word.split(' ').all(|part| part.len() < 3);
            let fits = (sure || det || !self.has(end, REL)) && (!letters || word.contains('.'));
            let dot = usize::from(self.mark(end + 1, '.') && self.glued(end + 1));
            return fits
                .then(|| Draft::point(at, end + 1 + dot, Point::DayOf(day, months), "day-of-this-or-last-month", 85));
        }
        let of = end + usize::from(self.has(end, DAYWORD));
        let of = of + usize::from(self.has(of, OF));
        if let Some((Unit::Month, months, behind)) = self.turned_unit(of)
            && (of > end || !self.is(Language::ENGLISH))
        {
            return match months {
                -1..=1 => Some(Draft::point(at, behind, Point::DayOf(day, months), "day-of-this-or-last-month", 85)),
                _ => Some(Draft::point(at, behind, Point::DayOnly(day), "day-of-a-month", 55)),
            };
        }
        // "on the 12th" alone.
        let alone = self.is(Language::ENGLISH)
            && det
            && self.the(at)
            && self.number_token(from).is_some()
            && sure
            && at > 0
            && ["on", "On", "since", "until", "till", "by"].contains(&self.word(at - 1))
            && self.token(end).is_none_or(|next| next.kind != Kind::Word || next.mask & (WAS | WILL) != 0)
            && !(self.mark(end, ',') && self.number_token(end + 1).is_some());
        alone.then(|| Draft::point(at, end, Point::DayOnly(day), "day-of-a-month", 50))
    }

    /// "this morning", "last night", "that evening", "in the morning".
    fn part_of_a_day(&self, at: usize) -> Option<Draft> {
        let det = usize::from(self.has(at, DET) && !self.is(Language::ENGLISH));
        let (turn, part, end) = if let Some(turn) = self.value(at + det, REL)
            && let Some(part) = self.small(at + det + 1, PART)
        {
            (turn, part, at + det + 2)
        } else if let Some(part) = self.small(at + det, PART)
            && let Some(turn) = self.value(at + det + 1, REL).filter(|_| !self.is(Language::ENGLISH))
        {
            (turn, part, at + det + 2)
        } else {
            return self.named_part(at);
        };
        let point = match turn {
            -1..=1 => Point::Days(turn),
            3 => Point::Period(Unit::Day, 0, From::Context),
            turn => Point::Period(Unit::Day, turn.signum(), From::Context),
        };
        if part >= 4 && turn != 0 {
            return None;
        }
        let mut draft = Draft::point(at, end, point, "part-of-a-day", 75);
        draft.clock = Some(Clock::Part(part));
        Some(draft)
    }

    /// "the morning of 5 May", "in the morning", "overnight".
    fn named_part(&self, at: usize) -> Option<Draft> {
        let point = Point::Period(Unit::Day, 0, From::Context);
        if self.word(at).eq_ignore_ascii_case("overnight") {
            let mut draft = Draft::point(at, at + 1, point, "part-of-a-day", 60);
            draft.clock = Some(Clock::Part(3));
            return Some(draft);
        }
        if !self.is(Language::ENGLISH) || !self.the(at) {
            return None;
        }
        let part = self.small(at + 1, PART).filter(|part| *part < 4)?;
        if self.has(at + 2, OF) {
            let from = at + 3;
            if let Some(day) = self.calendar(from).or_else(|| self.relative_day(from)).filter(Draft::is_day) {
                let mut draft = Draft { start: at, rule: "part-of-a-day", ..day };
                draft.clock = Some(Clock::Part(part));
                return Some(draft);
            }
        }
        let before = at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default();
        let mut draft = Draft::point(at, at + 2, point, "part-of-a-day", 55);
        draft.clock = Some(Clock::Part(part));
        matches!(before, "in" | "In" | "during" | "During").then_some(draft)
    }

    /// "three days ago", "two weeks later", "hace tres días", "vor drei Tagen", "три дня назад", "через неделю".
    pub(super) fn shifted(&self, at: usize) -> Option<Draft> {
        if self.has(at, AGOPRE | INPRE) {
            return self.shifted_from_before(at);
        }
        // "years ago", "decades ago"
        if self.has(at, PLURAL) && self.has(at + 1, AGOPOST) {
            return Some(Draft::new(at, at + 2, Meaning::Reference("PAST_REF"), "long-ago", 60));
        }
        let (amount, unit, end) = self.amount_of(at)?;
        let (sign, from, rule) = match self.mask(end) {
            mask if mask & AGOPOST != 0 => (-1, From::Anchor, "so-long-ago"),
            _ if self.word(end) == "hence" => (1, From::Anchor, "in-so-long"),
            mask if mask & LATER != 0 && self.later_word(end) => (1, From::Context, "so-much-later"),
            mask if mask & EARLIER != 0 && self.later_word(end) => (-1, From::Context, "so-much-earlier"),
            _ => return None,
        };
        match amount {
            Amount::Number(number) => {
                let point = Point::Shift(unit, sign * halves(number)?, from);
                Some(Draft::point(at, end + 1, point, rule, if from == From::Anchor { 85 } else { 60 }))
            }
            Amount::Some => {
                let name = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
                Some(Draft::new(at, end + 1, Meaning::Reference(name), "long-ago", 60))
            }
        }
    }

    /// "hace tres días", "vor drei Tagen", "через неделю": the word for it stands before the amount.
    fn shifted_from_before(&self, at: usize) -> Option<Draft> {
        let past = self.has(at, AGOPRE);
        let (amount, unit, end) = self.amount_of(at + 1)?;
        let Amount::Number(number) = amount else {
            return past.then(|| Draft::new(at, end, Meaning::Reference("PAST_REF"), "long-ago", 60));
        };
        let halves = halves(number)?;
        let (halves, rule) = if past { (-halves, "so-long-ago") } else { (halves, "in-so-long") };
        // "in hundert Jahren" is a length.
        let length = self.is(Language::GERMAN) && !past && unit == Unit::Year && number > 50.0;
        (!length).then(|| Draft::point(at, end, Point::Shift(unit, halves, From::Anchor), rule, 75))
    }

    /// Whether "later", "before" ends the phrase: "two days before the vote" is an amount, not a day.
    fn later_word(&self, at: usize) -> bool {
        let closed = self.token(at + 1).is_none_or(|next| next.kind != Kind::Word || next.mask & (WAS | WILL) != 0);
        match self.word(at) {
            "after" | "before" | "on" | "prior" => false,
            "après" | "avant" | "dopo" => closed,
            "después" | "antes" | "depois" | "prima" => !self.has(at + 1, OF | DET | REL),
            _ => true,
        }
    }
}

/// An amount in halves, where it is one.
fn halves(number: f64) -> Option<i32> {
    let halves = (number * 2.0).round();
    (halves.abs() < 200_000.0).then_some(halves as i32)
}
