//! Time expressions: days, months, years, periods, times of day, lengths and repetitions, in ten languages; and days with
//! their year in some thirty more.
//!
//! Takes a text and its language, where that is known; gives the expressions with their ranges, what they mean, and,
//! counted from the day of the document, their EDTF date and TIMEX3 value. They exist for dating a statement, for saying
//! when the things it claims happened, and for the timeline. Everything is read in one pass over the tokens: words are
//! looked up once for all languages, and a grammar tries each place where an expression can begin.

mod digits;
mod fold;
mod grammar;
mod lexicon;
mod meaning;
mod place;
mod resolve;
mod spoken;
#[cfg(test)]
mod tests;
mod timex;
mod token;

pub use meaning::{
    Amount, Bound, Clock, Edge, Every, From, Meaning, Point, Tense, TimeExpression, Timex, TimexKind, Unit, YearOf,
};

use broadside_model::edtf::Day;
use broadside_model::{Mention, Span};
use grammar::{Draft, Grammar};
use lexicon::Language;
use spoken::Spoken;
use token::{Batch, Kind, Reader, Token, view};

/// So many expressions are kept of a text; no text that people wrote has so many.
const MOST: usize = 100_000;

/// The time expressions of a range of a text, in order, none overlapping another. `language` is an ISO 639 code, and a
/// hint only: full dates in other languages are found too, and without it the words of the text decide.
pub fn find(text: &str, within: Span, language: Option<&str>) -> Vec<TimeExpression> {
    let given = language.and_then(Language::of);
    let mut reader = Reader::new(text, within);
    let (mut batch, mut tokens, mut found) = (Batch::default(), Vec::new(), Vec::new());
    let mut votes = [0u32; lexicon::LANGUAGES];
    let mut spoken = Spoken::default();
    while reader.next(&mut batch) {
        batch.vote(&mut votes);
        let main = main_language(given, &votes);
        let mut read = Vec::new();
        let mut languages = languages_of(&batch, main).peekable();
        while let Some((language, foreign)) = languages.next() {
            if languages.peek().is_some() {
                tokens.clone_from(&batch.tokens);
            } else {
                std::mem::swap(&mut tokens, &mut batch.tokens);
            }
            view(&mut tokens, &batch.phrases, language);
            expressions(text, &tokens, language, foreign, &mut read);
        }
        drop_overlaps(&mut read);
        spoken.give(&mut read);
        found.append(&mut read);
        if found.len() >= MOST {
            found.truncate(MOST);
            break;
        }
    }
    found
}

/// The mention of a time expression, its date counted from the day of the document where that is known.
pub fn mention(expression: &TimeExpression, _text: &str, anchor: Option<Day>) -> Mention {
    resolve::mention(expression, anchor)
}

/// The language of the text: the one given, unless the words speak clearly for another.
fn main_language(given: Option<Language>, votes: &[u32; lexicon::LANGUAGES]) -> Language {
    let best = Language::all().max_by_key(|language| (votes[usize::from(language.0)], u8::MAX - language.0));
    let best = best.unwrap_or(Language::ENGLISH);
    match given {
        Some(given) if votes[usize::from(best.0)] <= 2 * votes[usize::from(given.0)] + 600 => given,
        _ => best,
    }
}

/// The main language, and those of which a full month stands beside a number.
fn languages_of(batch: &Batch, main: Language) -> impl Iterator<Item = (Language, bool)> + use<> {
    let mut months = 0u16;
    for &(at, month_in) in batch.months.iter().filter(|(_, month_in)| month_in & (1 << main.0) == 0) {
        let near = at.saturating_sub(2)..(at + 3).min(batch.tokens.len());
        let number = batch.tokens.get(near).is_some_and(|near| near.iter().any(|token| token.kind == Kind::Number));
        months |= if number { month_in } else { 0 };
    }
    let others = Language::all()
        .chain([Language::OTHER])
        .filter(move |language| months & (1 << language.0) != 0 && *language != main);
    std::iter::once((main, false)).chain(others.map(|language| (language, true)))
}

/// The expressions of a batch as one language reads it.
fn expressions(text: &str, tokens: &[Token], language: Language, foreign: bool, into: &mut Vec<TimeExpression>) {
    let grammar = Grammar { text, tokens, language, foreign };
    let mut drafts = Vec::new();
    grammar.read(&mut drafts);
    let mut day: Option<(usize, Point, Tense)> = None;
    for (at, draft) in drafts.iter().enumerate() {
        let tense = grammar.tense(draft.start, draft.end);
        let mut expression = finish(&grammar, *draft, tense);
        // A time of the day belongs to the day named in its sentence.
        let counted = matches!(draft.meaning, Meaning::Point(Point::Period(Unit::Day, 0, From::Context)));
        let alone = draft.rule == "time-of-day";
        if counted && (alone || draft.rule == "part-of-a-day") {
            let next = drafts.get(at + 1).filter(|next| next.start <= draft.end + 2).and_then(a_day);
            let next = next.map(|point| (draft.end, point, tense));
            let near = next.or(day.filter(|(end, ..)| !grammar.parted(*end, draft.start)));
            match near {
                Some((_, point, tense)) => (expression.meaning, expression.tense) = (Meaning::Point(point), tense),
                None if alone => expression.meaning = Meaning::Point(Point::Days(0)),
                None => {}
            }
        }
        if let Some(point) = a_day(draft) {
            day = Some((draft.end, point, tense));
        }
        into.push(expression);
    }
}

/// The day that a draft names.
fn a_day(draft: &Draft) -> Option<Point> {
    match draft.meaning {
        Meaning::Point(point @ (Point::Day(..) | Point::Weekday(..) | Point::Days(_))) => Some(point),
        _ => None,
    }
}

fn finish(grammar: &Grammar<'_>, draft: Draft, tense: Tense) -> TimeExpression {
    TimeExpression {
        span: grammar.span(draft.start, draft.end),
        meaning: draft.meaning,
        clock: draft.clock,
        edge: draft.edge,
        bound: draft.bound,
        tense,
        context: None,
        language: grammar.language.code(),
        rule: draft.rule,
        confidence: draft.confidence,
    }
}

/// Keeps the longer of two that overlap, and of two as long the surer.
fn drop_overlaps(found: &mut Vec<TimeExpression>) {
    found.sort_by_key(|expression| (expression.span.start, std::cmp::Reverse(expression.span.end)));
    let mut kept: Vec<TimeExpression> = Vec::with_capacity(found.len());
    for expression in found.drain(..) {
        match kept.last_mut() {
            Some(last) if last.span.overlaps(expression.span) => {
                if expression.span.len() > last.span.len() {
                    *last = expression;
                }
            }
            _ => kept.push(expression),
        }
    }
    *found = kept;
}
