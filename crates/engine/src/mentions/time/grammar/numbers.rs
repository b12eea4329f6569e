//! Numbers in digits and words, as dates and amounts have them.

use super::*;

impl Grammar<'_> {
    /// A cardinal number and the token behind it.
    pub(super) fn cardinal(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(token) = self.number_token(at) {
            return (token.digits <= 6 && !token.lookalike).then_some((token.value, at + 1));
        }
        self.number_words(at)
    }

    /// A number in words: "two", "thirty-one", "eighteen hundred and forty-eight", "dreiundzwanzig".
    pub(super) fn number_words(&self, at: usize) -> Option<(u32, usize)> {
        let (mut total, mut group, mut next, mut found) = (0u32, 0u32, at, None);
        let mut last = u32::MAX;
        while next < at + 16 {
            if let Some(value) = self.value(next, NUM).and_then(|value| u32::try_from(value).ok()) {
                if value >= last {
                    break;
                }
                (group, last) = (group + value, self.place_value(value));
            } else if let Some(scale) = self.value(next, SCALE).and_then(|scale| u32::try_from(scale).ok()) {
                if found.is_none() && scale == 100 && self.is(Language::ENGLISH) {
                    return None;
                }
                if scale == 1000 {
                    total += group.max(1) * 1000;
                    group = 0;
                } else if group < 100 {
                    group = group.max(1) * scale;
                } else {
                    break;
                }
                last = scale;
            } else {
                let between = (self.has(next, AND) || self.mark(next, '-') || self.mark(next, ',')) && found.is_some();
                if between && self.has(next + 1, NUM | SCALE) && last >= 10 && last != u32::MAX {
                    next += 1;
                    continue;
                }
                break;
            }
            next += 1;
            found = Some((total + group, next));
            if total > 900_000 || group > 9_999 {
                break;
            }
        }
        found
    }

    /// An ordinal and the token behind it: "31st", "thirty-first", "first", "12.", "1er".
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(token) = self.number_token(at) {
            let next = at + 1;
            let suffixed = self.glued(next) && self.has(next, ORDSUFFIX);
            let dotted = self.glued(next) && self.mark(next, '.') && self.dotted_ordinals();
            let marked = self.mark(next, 'º') || self.mark(next, '°') || self.mark(next, 'ª');
            let hyphened =
                self.mark(next, '-') && self.glued(next) && self.glued(next + 1) && self.has(next + 1, ORDSUFFIX);
            let suffix_dotted =
                self.mark(next, '.') && self.glued(next) && self.glued(next + 1) && self.has(next + 1, ORDSUFFIX);
            return match token.digits {
                0..=3 if suffix_dotted => Some((token.value, next + 2)),
                0..=3 if suffixed || dotted || marked => Some((token.value, next + 1)),
                0..=3 if hyphened => Some((token.value, next + 2)),
                _ => None,
            };
        }
        let tens = self.value(at, NUM | ORD).filter(|tens| *tens >= 10 && tens % 10 == 0);
        let hyphen = usize::from(self.mark(at + 1, '-'));
        if let (Some(tens), Some(ones)) = (tens, self.value(at + 1 + hyphen, ORD).filter(|ones| *ones < 10))
            && (tens >= 20 || (tens == 10 && !self.is(Language::ENGLISH)))
        {
            return Some((u32::try_from(tens + ones).ok()?, at + 2 + hyphen));
        }
        let value = self.value(at, ORD)?;
        Some((u32::try_from(value).ok()?, at + 1))
    }

    /// Whether "12." is an ordinal here.
    pub(super) fn dotted_ordinals(&self) -> bool {
        matches!(self.language.code(), "deu" | "tur" | "pol")
    }

    /// A day of a month and the token behind it; `true` when it is surely no other number.
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize, bool)> {
        let day = |value: u32| u8::try_from(value).ok().filter(|day| (1..=31).contains(day));
        if let Some((value, next)) = self.ordinal(at) {
            return day(value).map(|day| (day, next, true));
        }
        if let Some(token) = self.number_token(at) {
            return (token.digits <= 2).then(|| day(token.value).map(|day| (day, at + 1, false))).flatten();
        }
        if self.is(Language::ENGLISH) || self.is(Language::GERMAN) {
            return None;
        }
        let (value, next) = self.number_words(at)?;
        day(value).map(|day| (day, next, false))
    }

    /// A month and the token behind it. Words that are much else besides must be written like a name.
    pub(super) fn month(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(month) = self.small(at, MONTH) {
            let doubtful = self.is(Language::ENGLISH) && matches!(month, 3 | 5 | 8);
            // Polish "mają" is "they have", and not "of May".
            let other_word = self.language.code() == "pol" && self.word(at).ends_with(['ą', 'Ą']);
            if doubtful && !self.capital(at) || other_word {
                return None;
            }
            // "آذار/مارس": one month by both of its names.
            let both = self.mark(at + 1, '/') && self.small(at + 2, MONTH) == Some(month);
            return Some((month, if both { at + 3 } else { at + 1 }));
        }
        let month = self.small(at, MON)?;
        let next = at + 1;
        let named = self.capital(at) || !self.is(Language::ENGLISH);
        named.then_some((month, if self.mark(next, '.') && self.glued(next) { next + 1 } else { next }))
    }

    /// A year as a date has it, and the token behind it.
    pub(super) fn year(&self, at: usize) -> Option<(YearOf, usize)> {
        let (year, next) = self.year_number(at)?;
        Some(self.year_tail(year, next))
    }

    /// A year with the word for a year and the era that stand behind it, and the token behind them.
    pub(super) fn year_tail(&self, year: YearOf, at: usize) -> (YearOf, usize) {
        let mut next = at;
        // "1990 года", "1990 r.", "1990 yılı": the word for a year belongs to it.
        let slavic = matches!(self.language.code(), "rus" | "pol" | "tur");
        if slavic && self.unit(next) == Some(Unit::Year) && !self.has(next, NUM) {
            let short = self.word(next).chars().count() <= 2;
            next += 1;
            if short && self.mark(next, '.') {
                next += 1;
            }
        }
        if let Some(era) = self.value(next, ERA) {
            let year = match year {
                YearOf::Given(year) if era < 0 => YearOf::Given(1 - year),
                year => year,
            };
            let dot = usize::from(self.mark(next + 1, '.'));
            return (year, next + 1 + dot);
        }
        (year, next)
    }

    fn year_number(&self, at: usize) -> Option<(YearOf, usize)> {
        if let Some(token) = self.number_token(at) {
            let fits = match token.digits {
                4 => (1000..2200).contains(&token.value),
                2 => token.elided,
                _ => false,
            };
            if !fits || self.continues(at) || self.joined_before(at) {
                return None;
            }
            return Some(match token.digits {
                4 => (YearOf::Given(i32::try_from(token.value).ok()?), at + 1),
                _ => (YearOf::Short(u8::try_from(token.value).ok()?), at + 1),
            });
        }
        let (value, next) = self.year_words(at)?;
        Some((YearOf::Given(i32::try_from(value).ok()?), next))
    }

    /// A year in words, four digits long.
    fn year_words(&self, at: usize) -> Option<(u32, usize)> {
        if !self.has(at, NUM | SCALE) {
            return None;
        }
        // "nineteen sixty-three"
        if let Some(century) =
            self.value(at, NUM).filter(|century| (15..=20).contains(century) && self.is(Language::ENGLISH))
            && let Some((rest, next)) = self.number_words(at + 1).filter(|(rest, _)| (10..100).contains(rest))
        {
            return Some((u32::try_from(century).ok()? * 100 + rest, next));
        }
        let (mut value, mut next) = self.number_words(at)?;
        if value >= 1000
            && value % 10 == 0
            && let Some((ones, end)) = self.ordinal(next)
            && ones < 100 - value % 100
            && !self.is(Language::ENGLISH)
        {
            (value, next) = (value + ones, end);
        }
        (1001..2100).contains(&value).then_some((value, next))
    }

    /// Whether something longer begins with the digits: "1,200", "1990.5", "1990A", "1990%".
    pub(super) fn continues(&self, at: usize) -> bool {
        let glued_number = |mark: usize| {
            self.glued(mark)
                && self
                    .token(mark)
                    .is_some_and(|token| matches!(token.kind, Kind::Mark(',' | '.' | '/' | ':' | '%' | '$' | '€')))
                && self.number_token(mark + 1).is_some_and(|next| next.glued)
                // A year and the number of a footnote: "1980,9".
                && !(self.mark(mark, ',') && self.number_token(at).is_some_and(|token| token.digits == 4))
        };
        let letters = self.token(at + 1).is_some_and(|next| next.kind == Kind::Word && next.glued && !next.elided)
            && !self.has(at + 1, DECADESUFFIX | ORDSUFFIX | UNIT | DECADEWORD);
        letters || glued_number(at + 1) || self.mark(at + 1, '%')
    }

    /// Whether digits hang on something before them: "$1990", "S/1990", "No.1990", "+1990".
    pub(super) fn joined_before(&self, at: usize) -> bool {
        if !self.glued(at) {
            return false;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return false };
        match before.kind {
            Kind::Word => true,
            Kind::Mark('(' | '[' | '"' | '“' | '«' | '–' | ';' | '\'' | '„' | '‘' | '*' | '_' | '|' | '>') => {
                false
            }
            Kind::Mark(',' | '.') => {
                at.checked_sub(2).and_then(|at| self.token(at)).is_some_and(|token| token.kind == Kind::Number)
            }
            Kind::Mark('-') => {
                let two = at.checked_sub(2).and_then(|at| self.token(at));
                before.glued && two.is_some_and(|token| token.kind == Kind::Number || token.capital)
            }
            Kind::Mark(_) => true,
            _ => false,
        }
    }

    /// The place value under which a further number word must lie.
    fn place_value(&self, value: u32) -> u32 {
        match value {
            100.. => 100,
            20.. if value.is_multiple_of(10) => 10,
            10 if self.is(Language::TURKISH) => 10,
            _ => 1,
        }
    }
}
