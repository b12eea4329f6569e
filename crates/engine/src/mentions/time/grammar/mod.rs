//! The grammar of time expressions: which runs of tokens mean what.
//!
//! Takes the tokens of one language; gives drafts, the longest at each place. One family of expressions a file; what a
//! language does its own way is in its word list, and the order of words is tried every way that a language uses.

mod amount;
mod calendar;
mod clock;
mod context;
mod era;
mod first;
mod months;
mod numbers;
mod numeric;
mod part_of_year;
mod period;
mod qualified;
mod reference;
mod relative;
mod repeated;
mod republican;
mod styles;

use super::lexicon::*;
use super::meaning::*;
use super::token::{Kind, Token};
use broadside_model::Span;
use first::Families;

/// An expression over tokens `start..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) clock: Option<Clock>,
    pub(super) edge: Option<Edge>,
    pub(super) bound: Bound,
    pub(super) rule: &'static str,
    pub(super) confidence: u8,
}

impl Draft {
    fn new(start: usize, end: usize, meaning: Meaning, rule: &'static str, confidence: u8) -> Self {
        Draft { start, end, meaning, clock: None, edge: None, bound: Bound::Exact, rule, confidence }
    }

    fn point(start: usize, end: usize, point: Point, rule: &'static str, confidence: u8) -> Self {
        Draft::new(start, end, Meaning::Point(point), rule, confidence)
    }

    /// Whether it has a day, or may have one when a day is known.
    fn is_day(&self) -> bool {
        use Point::{Day, DayOf, DayOnly, Days, Either, Weekday};
        matches!(
            self.meaning,
            Meaning::Point(
                Day(..) | Either(..) | Weekday(..) | Days(_) | DayOf(..) | DayOnly(_) | Point::Period(Unit::Day, ..)
            )
        )
    }
}

/// The tokens of a batch in one language.
pub(super) struct Grammar<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) language: Language,
    /// Whether only dates with a named month count, as the language is not the text's.
    pub(super) foreign: bool,
}

/// What an expression can begin with.
const OPENING: u64 = MONTH
    | MON
    | WEEKDAY
    | WEEKDAYS
    | WD
    | UNIT
    | NUM
    | SCALE
    | ORD
    | LAST
    | SEASON
    | PART
    | REL
    | DAYREL
    | TONIGHT
    | NOW
    | PAST
    | FUTURE
    | AGOPRE
    | INPRE
    | WITHIN
    | EDGE
    | APPROX
    | LESS
    | MORE
    | EVERY
    | DET
    | INDEF
    | SETADV
    | DECADE
    | FISCAL
    | FEW
    | HALF
    | YEAROF
    | DAYWORD
    | DECADEWORD
    | HOLIDAY
    | CLOCKPRE
    | BETWEEN
    | FROM
    | TIMES
    | WHOLE;
/// Little words that open nothing by themselves.
const LITTLE: u64 = DET | INDEF | EVERY | AGOPRE | INPRE | APPROX | CLOCKPRE | FROM | BETWEEN;

impl Grammar<'_> {
    /// The expressions of the tokens, in order, none overlapping another.
    pub(super) fn read(&self, into: &mut Vec<Draft>) {
        let mut at = 0;
        while at < self.tokens.len() {
            match self.opens(at).then(|| self.expression(at)).flatten() {
                Some(draft) => {
                    at = draft.end.max(at + 1);
                    into.push(draft);
                }
                None => at += 1,
            }
        }
    }

    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match token.kind {
            Kind::Number => true,
            Kind::Word => {
                token.value != 0
                    || (token.mask & OPENING != 0
                        && (token.mask & OPENING & !LITTLE != 0
                            || self.tokens.get(at + 1).is_some_and(|next| {
                                next.mask & OPENING != 0 || next.kind == Kind::Number || next.value != 0
                            })))
            }
            Kind::Mark(_) | Kind::Break => false,
        }
    }

    /// The longest expression at a token, with what qualifies it.
    fn expression(&self, at: usize) -> Option<Draft> {
        if self.foreign {
            // Of the others no more is known than their months: only with its year is a day one for certain.
            let least = if self.is(Language::OTHER) { 92 } else { 80 };
            return self.calendar_day(at).or_else(|| self.month_of_year(at)).filter(|draft| draft.confidence >= least);
        }
        let families = self.families(at);
        if families == Families::NONE {
            return None;
        }
        let plain = self.with_clock_of(at, families);
        let qualified = if families.has(Families::QUALIFIED) { self.qualified_of(at, 2) } else { None };
        match (plain, qualified) {
            (Some(plain), Some(qualified)) if qualified.end > plain.end => Some(qualified),
            (plain, qualified) => plain.or(qualified),
        }
    }

    /// The longest plain expression at a token; of two as long, the one tried first.
    fn plain(&self, at: usize, families: Families) -> Option<Draft> {
        let mut best: Option<Draft> = None;
        let mut read = |family: Families, read: fn(&Self, usize) -> Option<Draft>| {
            if families.has(family)
                && let Some(draft) = read(self, at)
                && best.is_none_or(|best| draft.end > best.end)
            {
                best = Some(draft);
            }
        };
        read(Families::CALENDAR, Self::calendar);
        read(Families::NUMERIC, Self::numeric);
        read(Families::RELATIVE_DAY, Self::relative_day);
        read(Families::RELATIVE_PERIOD, Self::relative_period);
        read(Families::SHIFTED, Self::shifted);
        read(Families::AMOUNT, Self::amount);
        read(Families::EVERY, Self::every);
        read(Families::SESSION, Self::session);
        read(Families::REFERENCE, Self::reference);
        read(Families::BARE_YEAR, Self::bare_year);
        best
    }

    // What a token is.

    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn mask(&self, at: usize) -> u64 {
        self.tokens.get(at).map_or(0, |token| token.mask)
    }

    fn has(&self, at: usize, categories: u64) -> bool {
        self.mask(at) & categories != 0
    }

    fn value(&self, at: usize, category: u64) -> Option<i32> {
        let token = self.tokens.get(at).filter(|token| token.mask & category != 0)?;
        LEXICON.value(token.entry, self.language, category)
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        self.value(at, UNIT).and_then(Unit::of)
    }

    fn small(&self, at: usize, category: u64) -> Option<u8> {
        self.value(at, category).and_then(|value| u8::try_from(value).ok())
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn dash(&self, at: usize) -> bool {
        self.mark(at, '-') || self.mark(at, '–')
    }

    fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    fn number_token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at).filter(|token| token.kind == Kind::Number)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|token| self.text.get(token.start as usize..token.end as usize))
            .unwrap_or_default()
    }

    /// Bytes of tokens `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.tokens.get(start).map_or(0, |token| token.start);
        let last = end.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(first, |token| token.end);
        Span { start: first, end: last.max(first) }
    }

    /// Whether it is English "the".
    fn the(&self, at: usize) -> bool {
        self.value(at, DET) == Some(1)
    }

    fn is(&self, language: Language) -> bool {
        self.language == language
    }
}
