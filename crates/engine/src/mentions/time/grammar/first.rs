//! Which families of expressions can begin at a token, by its categories and those of the two tokens behind it.
//!
//! Most tokens that could open something open nothing: behind "the last" stands a unit, a season or a number, or else no
//! expression. Each test here is a condition that its family cannot do without; so a family that is left out would have
//! found nothing.

use super::*;

/// What numbers in words and ordinals begin with.
const COUNTING: u64 = NUM | ORD | SCALE;
/// What days of the calendar begin with, behind an article too.
const DAY: u64 = WEEKDAY | WD | DAYWORD | COUNTING;
/// What amounts begin with, but for an article that counts.
const AMOUNT: u64 = HALF | NUM | SCALE;

/// The categories of a token and of the two behind it.
pub(super) struct First {
    here: u64,
    next: u64,
    after: u64,
    /// Whether the token, or the one behind its article, is digits.
    number: bool,
    /// Whether the token, or the one behind its article, is a Roman numeral or digits.
    numeral: bool,
    /// Whether the token behind is digits.
    next_number: bool,
    /// Whether the second token behind is digits.
    after_number: bool,
    digits: bool,
    english: bool,
}

impl First {
    /// What stands at a token.
    pub(super) fn of(grammar: &Grammar<'_>, at: usize) -> First {
        let number = |at| grammar.number_token(at).is_some();
        let numeral = |at| grammar.token(at).is_some_and(|token| token.value != 0 || token.kind == Kind::Number);
        let here = grammar.mask(at);
        let article = here & DET != 0;
        let (digits, next_number) = (number(at), number(at + 1));
        First {
            here,
            next: grammar.mask(at + 1),
            after: grammar.mask(at + 2),
            number: digits || article && next_number,
            numeral: numeral(at) || article && numeral(at + 1),
            next_number,
            after_number: number(at + 2),
            digits,
            english: grammar.is(Language::ENGLISH),
        }
    }

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

    /// A day, month or year by the name of the month.
    pub(super) fn calendar(&self) -> bool {
        self.number
            || self.opens(DAY | MONTH | MON | UNIT | HOLIDAY)
            || self.is(DET) && self.next & DET != 0
            || self.is(REL) && self.next & MONTH != 0
    }

    /// A day in digits.
    pub(super) fn numeric(&self) -> bool {
        self.digits
    }

    /// A day by its distance from today.
    pub(super) fn relative_day(&self) -> bool {
        self.number || self.is(DAYREL | TONIGHT) || self.opens(DAY | PART) || self.turned(WEEKDAY | PART)
    }

    /// A period by its distance from now, its number or its name.
    pub(super) fn relative_period(&self) -> bool {
        const PERIOD: u64 = UNIT | NUM | ORD | LAST | SEASON | DECADEWORD | DECADE | FISCAL | YEAROF;
        self.numeral
            || self.opens(PERIOD)
            || self.opens(REL) && (self.turned(UNIT | REL | SEASON) || self.english)
            || self.is(WHOLE) && self.next_number
            || self.is(DET) && self.next & WHOLE != 0 && self.after & UNIT != 0
    }

    /// So long ago, so much later.
    pub(super) fn shifted(&self) -> bool {
        self.digits || self.is(AGOPRE | INPRE | PLURAL | UNIT | AMOUNT) || self.few() || self.one()
    }

    /// A length.
    pub(super) fn amount(&self) -> bool {
        let numbers = self.is(REL) && self.next_number || self.is(DET) && self.next & REL != 0 && self.after_number;
        self.number
            || self.opens(PLURAL | UNIT | AMOUNT | FEW)
            || self.one()
            || numbers
            || self.turned(AMOUNT | FEW | UNIT)
            || self.opens(PAST)
            || self.is(DET) && self.next & (ORD | INDEF) != 0
    }

    /// "several", "some of the": before a unit.
    fn few(&self) -> bool {
        self.is(FEW) && (self.next | self.after) & UNIT != 0
    }

    /// An article that counts what stands behind it.
    fn one(&self) -> bool {
        self.is(INDEF) && (self.next & (SCALE | HALF | UNIT) != 0 || self.after & UNIT != 0)
    }

    /// What is repeated.
    pub(super) fn every(&self) -> bool {
        self.is(SETADV | WEEKDAYS | EVERY)
    }

    /// A numbered session.
    pub(super) fn session(&self) -> bool {
        self.is(NUM | ORD) || self.digits || !self.is(DET) && self.numeral
    }

    /// The past, the present and the future.
    pub(super) fn reference(&self) -> bool {
        self.is(NOW | PAST | FUTURE) || !self.english || self.is(DET) && self.next & (REL | WHOLE | PAST | FUTURE) != 0
    }

    /// A year alone.
    pub(super) fn bare_year(&self) -> bool {
        self.digits || self.is(NUM | SCALE)
    }

    /// "about", "early", "the end of" before another expression.
    pub(super) fn qualified(&self) -> bool {
        self.is(APPROX | LESS | MORE | WITHIN) || self.opens(EDGE)
    }

    /// A time of the day.
    pub(super) fn clock(&self) -> bool {
        self.digits || self.is(NUM | PART)
    }
}
