//! Which families of expressions can begin at a token, by its categories and those of the tokens behind it.
//!
//! Most tokens that could open something open nothing: behind "the last" stands a unit, a season or a number, behind a
//! number a month, a unit or a mark, or else no expression. Each test here is a condition that its family cannot do
//! without; so a family that is left out would have found nothing.

use super::*;

/// What numbers in words and ordinals begin with.
const COUNTING: u64 = NUM | ORD | SCALE;
/// What amounts begin with, but for an article that counts.
const AMOUNT: u64 = HALF | NUM | SCALE;

/// Families of expressions, one bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Families(u16);

impl Families {
    pub(super) const NONE: Families = Families(0);
    pub(super) const CALENDAR: Families = Families(1);
    pub(super) const NUMERIC: Families = Families(1 << 1);
    pub(super) const RELATIVE_DAY: Families = Families(1 << 2);
    pub(super) const RELATIVE_PERIOD: Families = Families(1 << 3);
    pub(super) const SHIFTED: Families = Families(1 << 4);
    pub(super) const AMOUNT: Families = Families(1 << 5);
    pub(super) const EVERY: Families = Families(1 << 6);
    pub(super) const SESSION: Families = Families(1 << 7);
    pub(super) const REFERENCE: Families = Families(1 << 8);
    pub(super) const BARE_YEAR: Families = Families(1 << 9);
    pub(super) const CLOCK: Families = Families(1 << 10);
    pub(super) const QUALIFIED: Families = Families(1 << 11);

    /// Whether a family is among them.
    pub(super) fn has(self, family: Families) -> bool {
        self.0 & family.0 != 0
    }

    fn with(self, family: Families, may: bool) -> Families {
        Families(if may { self.0 | family.0 } else { self.0 })
    }
}

/// The categories of a token and of those behind it.
struct First<'a> {
    grammar: &'a Grammar<'a>,
    at: usize,
    here: u64,
    next: u64,
    after: u64,
    /// Whether it is digits.
    digits: bool,
    /// Whether it is a Roman numeral.
    roman: bool,
    /// Categories of what stands behind a number, and behind those it is joined to; all of them behind an article.
    near: u64,
    english: bool,
}

impl Grammar<'_> {
    /// The families of which an expression may begin at a token.
    pub(super) fn families(&self, at: usize) -> Families {
        let here = self.mask(at);
        let token = self.token(at);
        let digits = token.is_some_and(|token| token.kind == Kind::Number);
        let roman = token.is_some_and(|token| token.kind == Kind::Word && token.value != 0);
        if here & OPENING == 0 && !digits && !roman {
            let elsewhere = !self.is(Language::ENGLISH);
            return Families::NONE.with(Families::REFERENCE, elsewhere);
        }
        let number = digits || here & COUNTING != 0;
        let near = if number { self.near(at) } else { 0 };
        let (next, after, english) = (self.mask(at + 1), self.mask(at + 2), self.is(Language::ENGLISH));
        let first = First { grammar: self, at, here, next, after, digits, roman, near, english };
        Families::NONE
            .with(Families::CALENDAR, first.calendar())
            .with(Families::NUMERIC, digits && first.numeric())
            .with(Families::RELATIVE_DAY, first.relative_day())
            .with(Families::RELATIVE_PERIOD, first.relative_period())
            .with(Families::SHIFTED, first.shifted())
            .with(Families::AMOUNT, first.amount())
            .with(Families::EVERY, here & (SETADV | WEEKDAYS | EVERY) != 0)
            .with(Families::SESSION, first.session())
            .with(Families::REFERENCE, first.reference())
            .with(Families::BARE_YEAR, first.bare_year())
            .with(Families::CLOCK, first.clock())
            .with(Families::QUALIFIED, first.qualified())
    }

    /// The categories of the tokens behind a number: of its further words, and of some behind them.
    fn near(&self, at: usize) -> u64 {
        let (mut near, mut next) = (0, at + 1);
        while let Some(token) = self.token(next).filter(|_| next < at + 16) {
            if token.mask & (COUNTING | AND | TO) == 0
                && !matches!(token.kind, Kind::Mark('-' | '–' | ',' | '/' | '&') | Kind::Number)
            {
                break;
            }
            near |= token.mask;
            next += 1;
        }
        (next..next + 8).fold(near, |near, at| near | self.mask(at))
    }
}

impl First<'_> {
    fn is(&self, categories: u64) -> bool {
        self.here & categories != 0
    }

    /// Whether the token, or the one behind its article, is of these categories.
    fn opens(&self, categories: u64) -> bool {
        self.is(categories) || self.is(DET) && self.next & categories != 0
    }

    /// Whether these categories stand behind a word like "last", which may have an article before it.
    fn turned(&self, categories: u64) -> bool {
        self.is(REL) && self.next & categories != 0
            || self.is(DET) && self.next & REL != 0 && self.after & categories != 0
    }

    /// Whether it is a number with these categories behind it, or an article before a number.
    fn number(&self, behind: u64) -> bool {
        (self.digits || self.is(COUNTING)) && self.near & behind != 0
            || self.is(DET) && (self.next & COUNTING != 0 || self.grammar.number_token(self.at + 1).is_some())
    }

    /// A day, month or year by the name of the month.
    fn calendar(&self) -> bool {
        self.number(MONTH | MON | WHOLE | UNIT)
            || self.opens(WEEKDAY | WD | DAYWORD | MONTH | MON | UNIT | HOLIDAY)
            || self.is(DET) && self.next & DET != 0
            || self.is(REL) && self.next & MONTH != 0
    }

    /// A day in digits: its parts stand side by side, or a mark or a Roman numeral between them.
    fn numeric(&self) -> bool {
        self.grammar.token(self.at + 1).is_some_and(|next| match next.kind {
            Kind::Mark(mark) => matches!(mark, '.' | '/' | '-' | '–'),
            Kind::Word => next.value != 0 || self.grammar.is_year_sign(self.at + 1),
            Kind::Number => true,
            Kind::Break => false,
        })
    }

    /// A day by its distance from today.
    fn relative_day(&self) -> bool {
        self.number(INST | UNIT)
            || self.is(DAYREL | TONIGHT)
            || self.opens(WEEKDAY | WD | DAYWORD | PART)
            || self.turned(WEEKDAY | PART)
    }

    /// A period by its distance from now, its number or its name.
    fn relative_period(&self) -> bool {
        self.number(UNIT | HALF | DECADE | DECADEWORD | DECADESUFFIX | FISCAL)
            || self.digits && self.grammar.word(self.at + 1) == "s"
            || self.opens(UNIT | LAST | SEASON | DECADEWORD | DECADE | FISCAL | YEAROF)
            || self.opens(REL) && (self.turned(UNIT | REL | SEASON) || self.same_period())
            || self.is(WHOLE) && self.grammar.number_token(self.at + 1).is_some()
            || self.is(DET) && self.next & WHOLE != 0 && self.after & UNIT != 0
            || self.century()
    }

    fn same_period(&self) -> bool {
        self.english && (self.at + 1..self.at + 3).any(|at| self.grammar.word(at) == "period")
    }

    /// A Roman numeral, or an article and one, with a century behind it.
    fn century(&self) -> bool {
        let article = self.is(DET) && self.grammar.token(self.at + 1).is_some_and(|next| next.value != 0);
        let behind = || (self.at + 1..self.at + 6).any(|at| self.grammar.mask(at) & UNIT != 0);
        (self.roman || article) && (!self.english || behind())
    }

    /// So long ago, so much later.
    fn shifted(&self) -> bool {
        self.number(UNIT) || self.is(AGOPRE | INPRE | PLURAL | UNIT | HALF) || self.few() || self.one()
    }

    /// A length.
    fn amount(&self) -> bool {
        let number = |at| self.grammar.number_token(at).is_some();
        let turned = self.is(REL) && number(self.at + 1) || self.is(DET) && self.next & REL != 0 && number(self.at + 2);
        turned
            || self.number(UNIT)
            || self.opens(PLURAL | UNIT | HALF | PAST)
            || self.one()
            || self.few()
            || self.turned(AMOUNT | FEW | UNIT)
            || self.is(DET) && self.next & (FEW | INDEF) != 0
    }

    /// "several", "some of the": before a unit.
    fn few(&self) -> bool {
        self.is(FEW) && (self.next | self.after) & UNIT != 0
    }

    /// An article that counts what stands behind it.
    fn one(&self) -> bool {
        self.is(INDEF) && (self.next & (SCALE | HALF | UNIT) != 0 || self.after & UNIT != 0)
    }

    /// A numbered session.
    fn session(&self) -> bool {
        (self.digits || self.is(COUNTING)) && self.near & SESSION != 0
            || self.roman && (self.next | self.after) & SESSION != 0
    }

    /// The past, the present and the future.
    fn reference(&self) -> bool {
        self.is(NOW | PAST | FUTURE) || !self.english || self.is(DET) && self.next & (REL | WHOLE | PAST | FUTURE) != 0
    }

    /// A year alone.
    fn bare_year(&self) -> bool {
        let introduced = || self.at.checked_sub(1).is_some_and(|before| self.grammar.has(before, IN));
        match self.grammar.number_token(self.at) {
            Some(token) => token.digits == 4 || token.elided,
            None => self.is(NUM | SCALE) && introduced(),
        }
    }

    /// "about", "early", "the end of" before another expression.
    fn qualified(&self) -> bool {
        self.is(APPROX | LESS | MORE | WITHIN) || self.opens(EDGE)
    }

    /// A time of the day.
    fn clock(&self) -> bool {
        let sign = || {
            let next = self.grammar.token(self.at + 1);
            next.is_some_and(|next| {
                matches!(next.kind, Kind::Mark(':' | '.')) || next.mask & (OCLOCK | AMPM | ZONE) != 0
            })
        };
        self.is(PART) || self.is(NUM) && self.near & (OCLOCK | AMPM) != 0 || self.digits && sign()
    }
}
