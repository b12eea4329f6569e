//! Times of the day: "18:00 UTC", "6 p.m.", "five o'clock", "20 Uhr", "a las 5 de la tarde", "morning", "midnight".

use super::*;

impl Grammar<'_> {
    /// A time of the day and the token behind it.
    pub(super) fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        let digits = self.clock_digits(at);
        let found = digits.or_else(|| self.clock_words(at)).or_else(|| self.noon(at));
        found.filter(|_| self.number_token(at).is_none_or(|_| !self.joined_before(at)))
    }

    fn noon(&self, at: usize) -> Option<(Clock, usize)> {
        let part = self.small(at, PART).filter(|part| matches!(part, 4 | 5))?;
        // "midi", "Mittag", "południe", "полдень" also name the south or a meal; only English is sure alone.
        self.is(Language::ENGLISH).then_some((Clock::Part(part), at + 1))
    }

    /// "18:00", "0800 UTC", "17 h 40", "6 p.m.", "20 Uhr".
    pub(super) fn clock_digits(&self, at: usize) -> Option<(Clock, usize)> {
        let token = self.number_token(at).filter(|token| !token.lookalike)?;
        let (value, next) = (token.value, at + 1);
        if token.digits == 4 && value < 2400 && value % 100 < 60 && self.has(next, ZONE) {
            return self.zoned(u8::try_from(value / 100).ok()?, u8::try_from(value % 100).ok(), None, next);
        }
        let hour = u8::try_from(value).ok().filter(|hour| token.digits <= 2 && *hour <= 24)?;
        let letter = self.has(next, OCLOCK) && matches!(self.word(next), "h" | "H" | "u");
        let mark = |mark| self.mark(next, mark) && self.glued(next);
        let letter_dot = usize::from(letter && self.mark(next + 1, '.'));
        let minutes_at = next + 1 + letter_dot;
        let minute = self.sixty(minutes_at).filter(|_| letter || self.glued(minutes_at));
        if let Some(minute) = minute.filter(|_| letter || mark(':')) {
            let second = self.sixty(next + 3).filter(|_| !letter && self.mark(next + 2, ':') && self.glued(next + 3));
            let end = minutes_at + if second.is_some() { 3 } else { 1 };
            let said = second.is_some() || letter || self.has(end, AMPM | ZONE | OCLOCK);
            let sure = (said || self.clock_introduced(at)) && !self.mark(end, ':');
            return self.zoned(hour, Some(minute), second, end).filter(|_| sure);
        }
        if let Some(minute) = minute.filter(|_| mark('.')) {
            let end = next + 2;
            let sure = self.has(end, AMPM | OCLOCK | ZONE) || at > 0 && self.has(at - 1, CLOCKPRE) && !self.dash(end);
            return self.zoned(hour, Some(minute), None, end).filter(|_| sure);
        }
        let verb = self.word(next) == "am" && !self.glued(next) && !self.clock_introduced(at);
        let hours = self.has(next, AMPM) && !verb || self.has(next, OCLOCK) && self.sure_hour(at, next);
        if hours { self.zoned(hour, None, None, next) } else { None }
    }

    /// Two digits below sixty.
    fn sixty(&self, at: usize) -> Option<u8> {
        let token = self.number_token(at).filter(|token| token.digits == 2 && token.value < 60)?;
        u8::try_from(token.value).ok()
    }

    /// Whether "20 Uhr", "10 часов" is the time and not a length.
    fn sure_hour(&self, at: usize, word: usize) -> bool {
        match self.language.code() {
            "eng" | "deu" => true,
            "fra" => {
                at > 0 && matches!(self.word(at - 1), "à" | "À" | "a" | "dès" | "vers")
                    || self.has(word + 1, AMPM | PART)
            }
            "rus" => at > 0 && matches!(self.word(at - 1), "в" | "к" | "В" | "К") || self.has(word + 1, AMPM | PART),
            // "uur", "horas" count hours as well.
            _ => {
                at > 0 && (self.has(at - 1, CLOCKPRE) || self.has(at - 1, FROM | TO) && !self.has(word, PLURAL))
                    || self.has(word + 1, AMPM | PART)
            }
        }
    }

    /// "five o'clock", "a las cinco de la tarde".
    fn clock_words(&self, at: usize) -> Option<(Clock, usize)> {
        if !self.has(at, NUM) {
            return None;
        }
        let (hour, next) = self.number_words(at)?;
        let hour = u8::try_from(hour).ok().filter(|hour| (1..=24).contains(hour))?;
        let english = self.is(Language::ENGLISH) && self.has(next, OCLOCK | AMPM) && self.word(next) != "am";
        let other = self.has(next, AMPM) && at > 0 && self.has(at - 1, CLOCKPRE);
        if english || other { self.zoned(hour, None, None, next) } else { None }
    }

    /// Whether a preposition or a day before digits says that they are a time: "at 9:30", and not "Amos 9:13".
    fn clock_introduced(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        let introducing = CLOCKPRE | IN | FROM | TO | UNTIL | SINCE | BETWEEN | APPROX | AND | WEEKDAY | DAYREL | PART;
        before.is_some_and(|before| {
            self.has(before, introducing)
                || self
                    .token(before)
                    .is_some_and(|token| matches!(token.kind, Kind::Mark(',' | '(' | '–' | '-' | '.' | ':')))
                || self.number_token(before).is_some()
        })
    }

    /// A time with "p.m.", "o'clock" and a zone behind it.
    fn zoned(&self, hour: u8, minute: Option<u8>, second: Option<u8>, at: usize) -> Option<(Clock, usize)> {
        let (mut hour, mut end, mut universal) = (hour, at, false);
        if self.has(end, OCLOCK) {
            end += 1;
        }
        if let Some(half) = self.value(end, AMPM) {
            hour = match (half, hour) {
                (12, 1..=11) => hour + 12,
                (0, 12) if self.is(Language::ENGLISH) => 0,
                _ => hour,
            };
            end += 1;
            if self.mark(end, '.') && self.glued(end) {
                end += 1;
            }
        }
        if minute.is_some() && self.word(end) == "Z" && self.glued(end) {
            (end, universal) = (end + 1, true);
        }
        let open = usize::from(self.mark(end, '('));
        if self.has(end + open, ZONE) {
            universal =
                self.word(end + open).len() == 3 && self.value(end + open, ZONE) == Some(0) && self.utc(end + open);
            let mut next = end + open + 1;
            if (self.mark(next, '+') || self.mark(next, '-')) && self.number_token(next + 1).is_some() {
                (next, universal) = (next + 2, false);
            }
            if open == 0 || self.mark(next, ')') {
                end = next + open;
            }
        }
        (hour <= 24 && minute.unwrap_or(0) < 60).then_some((Clock::Time(hour, minute, second, universal), end))
    }

    fn utc(&self, at: usize) -> bool {
        let word = self.word(at);
        word.eq_ignore_ascii_case("utc") || word.eq_ignore_ascii_case("gmt")
    }

    /// A part of the day right behind a day: "Friday morning", "gestern Abend", "lunes por la tarde".
    pub(super) fn part_behind(&self, at: usize) -> Option<(u8, usize)> {
        let mut from = at;
        let romance = matches!(self.language.code(), "spa" | "fra" | "por" | "ita");
        if romance && self.has(from, EVERY | OF | IN | TO) && !self.has(from, AND) {
            from += 1;
            from += usize::from(self.has(from, DET));
        } else if self.has(from, DET) && romance {
            from += 1;
        }
        let part = self.small(from, PART).filter(|part| *part < 4)?;
        Some((part, from + 1))
    }
}
