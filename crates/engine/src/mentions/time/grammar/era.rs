//! Years by name, decades and centuries: "Anno 1848", "the 1930s", "les années trente", "le XIXe siècle".

use super::*;

impl Grammar<'_> {
    /// "the 1930s", "the '90s", "the thirties", "les années trente", "30-е годы", "die dreißiger Jahre".
    pub(super) fn decade(&self, at: usize) -> Option<Draft> {
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
    pub(super) fn century(&self, at: usize) -> Option<Draft> {
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
        // "XIX в.", "XIX w.", "XIXe s."
        let letter =
            matches!((self.language.code(), self.word(next)), ("rus", "в" | "вв") | ("pol", "w") | ("fra", "s"));
        let end = if before {
            number_at + 1
        } else if letter && roman.is_some() && self.mark(next + 1, '.') && self.glued(next + 1) {
            next + 2
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

    /// "the year 1990", "el año 1990", "Anno 1848", "in the year of our Lord one thousand eight hundred and ten".
    pub(super) fn year_named(&self, at: usize) -> Option<Draft> {
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
}
