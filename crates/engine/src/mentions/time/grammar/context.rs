//! What stands around an expression: whether a lone number is a year, and which way a verb points.

use super::*;

/// So many tokens on either side are looked at for a verb.
const REACH: usize = 14;

impl Grammar<'_> {
    /// A year alone: "in 1990", "(1990)", "the 1991 agreement".
    pub(super) fn bare_year(&self, at: usize) -> Option<Draft> {
        let (year, end) = self.year(at)?;
        let before = at.checked_sub(1);
        let Some(token) = self.number_token(at) else { return self.bare_year_in_words(at, year, end) };
        if let YearOf::Short(_) = year {
            // "since '82", "the class of '68"
            let introduced = before.is_some_and(|before| self.has(before, IN | SINCE | UNTIL | OF));
            return introduced.then(|| Draft::point(at, end, Point::Year(year), "year", 55));
        }
        let said = end > at + 1;
        let introducing = IN | SINCE | UNTIL | FROM | BETWEEN | EDGE | APPROX;
        let introduced = before.is_some_and(|before| self.has(before, introducing));
        let strong = introduced || said || self.range_mate(at);
        let confidence = match token.value {
            _ if token.lookalike && introduced => 55,
            _ if token.lookalike => 0,
            1700..=2050 if strong => 88,
            1700..=2050 => 60,
            1000..=1499 if introduced && !before.is_some_and(|before| self.has(before, APPROX)) => 55,
            1500..=1699 if introduced => 65,
            1500..=2100 if said => 70,
            _ => 0,
        };
        // "Windows 2000": a round number behind a name.
        let named = !strong && token.value % 100 == 0 && at > 0 && self.capital(at - 1);
        let counts = self.has(at + 1, COUNT | SCALE) && !said || self.round_count(at);
        let ordinal = self.glued(at + 1) && self.has(at + 1, ORDSUFFIX);
        let other =
            ordinal || self.is_address(at) || self.blocked(at) || self.numbers_a_document(at) || self.listed(at);
        let sure = confidence > 0 && !named && !counts && !other;
        sure.then(|| Draft::point(at, end, Point::Year(year), "year", confidence))
    }

    /// "in nineteen sixty-one", and not "in twelve hundred houses".
    fn bare_year_in_words(&self, at: usize, year: YearOf, end: usize) -> Option<Draft> {
        let plausible = matches!(year, YearOf::Given(year) if year % 100 != 0 && (1500..2050).contains(&year));
        let little = WAS | WILL | AND | TO | IN;
        let closed = self
            .token(end)
            .is_none_or(|next| next.kind != Kind::Word || next.mask & little != 0 || self.word(end).len() == 4);
        let introduced = at > 0 && self.has(at - 1, IN) && !self.has(end, COUNT | SCALE | UNIT);
        (introduced && closed && plausible).then(|| Draft::point(at, end, Point::Year(year), "year-in-words", 70))
    }

    /// "1921 Oak Street": the number of a house.
    fn is_address(&self, at: usize) -> bool {
        let street = ["street", "avenue", "road", "boulevard", "st", "ave", "blvd", "square"];
        let is_street = |at: usize| street.contains(&self.word(at).to_lowercase().as_str());
        self.capital(at + 1) && (is_street(at + 2) || is_street(at + 3))
    }

    /// Behind "resolution", "page", "article", "No.", also with a mark or a list of numbers between.
    fn blocked(&self, at: usize) -> bool {
        let mut before = at;
        let mut steps = 0;
        while let Some(token) = before.checked_sub(1).and_then(|before| self.token(before)).filter(|_| steps < 10) {
            before -= 1;
            steps += 1;
            match token.kind {
                // "с 1990" is "from", "с. 1990" a page.
                Kind::Word if token.mask & BLOCK != 0 => {
                    return token.mask & (IN | FROM | SINCE) == 0 || self.mark(before + 1, '.');
                }
                Kind::Mark('.' | ':' | '#' | '№' | '°' | 'º' | '§') if steps == 1 => {}
                Kind::Mark('§' | '№' | '#' | '$' | '£' | '€' | '¥') => return true,
                Kind::Word if token.mask & (AND | TO) != 0 => {}
                Kind::Mark(',' | '(' | ')' | '-' | '–') | Kind::Number
                    if steps > 1 || matches!(token.kind, Kind::Mark('$')) => {}
                Kind::Mark(',') => {}
                _ => return false,
            }
        }
        false
    }

    /// "1973 (2011)": the number of a resolution, its year behind it.
    fn numbers_a_document(&self, at: usize) -> bool {
        let open = self.mark(at + 1, '(');
        let year = self.number_token(at + 2).is_some_and(|token| token.digits == 4);
        let roman = self.token(at + 2).is_some_and(|token| token.value > 0 && token.kind == Kind::Word);
        open && (year || roman || self.word(at + 2) == "S")
    }

    /// In a row of numbers, as of a table.
    fn listed(&self, at: usize) -> bool {
        let behind = self.number_token(at + 1).is_some() || self.mark(at + 1, '$') || self.mark(at + 1, '£');
        let before = at > 0 && self.number_token(at - 1).is_some();
        behind || before
    }

    /// "2000 rebels": a round number before a plural.
    fn round_count(&self, at: usize) -> bool {
        let round = self.number_token(at).is_some_and(|token| token.value % 50 == 0);
        let plural = self
            .token(at + 1)
            .is_some_and(|next| next.kind == Kind::Word && !next.capital && next.mask & (IN | WAS | WILL) == 0)
            && self.word(at + 1).ends_with('s')
            && self.word(at + 1).len() > 3;
        let the = at > 0 && (self.the(at - 1) || self.has(at - 1, SINCE)) || self.word(at + 1) == "was";
        round && plural && !the
    }

    /// Whether the other end of a range of years stands next to it: "1990 to 1995".
    fn range_mate(&self, at: usize) -> bool {
        let year = |at: usize| {
            self.number_token(at).is_some_and(|token| token.digits == 4 && (1500..2100).contains(&token.value))
        };
        self.has(at + 1, TO) && year(at + 2) || at > 1 && self.has(at - 1, TO) && year(at - 2)
    }

    /// Which way an expression over tokens `start..end` points.
    pub(in super::super) fn tense(&self, start: usize, end: usize) -> Tense {
        if let Some(before) = start.checked_sub(1) {
            if self.has(before, SINCE) && self.has(before, IN) && !self.has(before, OF) {
                return Tense::Past;
            }
            if self.has(before, UNTIL) {
                return Tense::Future;
            }
        }
        let sign = |at: usize| match self.mask(at) & (WILL | WAS) {
            0 => None,
            mask if mask & WILL != 0 => Some(Tense::Future),
            _ => Some(Tense::Past),
        };
        let closes = |at: &usize| {
            self.tokens
                .get(*at)
                .is_none_or(|token| matches!(token.kind, Kind::Break | Kind::Mark('.' | ';' | '!' | '?')))
        };
        let behind = (end..end + REACH).take_while(|at| !closes(at)).find_map(sign);
        let before = (start.saturating_sub(REACH)..start).rev().take_while(|at| !closes(at)).find_map(sign);
        // "they resigned in October"
        let regular = |at: usize| {
            self.is(Language::ENGLISH)
                && self.mask(at) == 0
                && !self.capital(at)
                && self.word(at).len() > 4
                && self.word(at).ends_with("ed")
        };
        let near = (start.saturating_sub(5)..start)
            .rev()
            .chain(end..end + 4)
            .take_while(|at| (start..end).contains(at) || !closes(at));
        let past = near.into_iter().any(regular);
        before.or(behind).unwrap_or(if past { Tense::Past } else { Tense::Unknown })
    }

    /// Whether a sentence ends between two tokens.
    pub(in super::super) fn parted(&self, from: usize, to: usize) -> bool {
        to.saturating_sub(from) > 4 * REACH
            || (from..to).any(|at| {
                self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Break | Kind::Mark('!' | '?' | '.')))
            })
    }
}
