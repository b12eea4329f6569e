//! What a question finds: the statements in which its words stand, exactly, each with its score.
//!
//! The index knows files; where a file holds several statements, its text says in which of them the words stand. What was
//! found is kept for as long as the archive is as it was, so that the next page of it, or a narrower view, costs little.

use crate::answer::Trouble;
use crate::desk::Desk;
use crate::holdings::Held;
use crate::narrow::Narrowed;
use broadside_engine::run::decided::Decisions;
use broadside_engine::search::{Index, Marker, Matched, Query, QueryError, SearchError, matched, parse};
use broadside_model::Span;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// A statement that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Its place in the holdings.
    pub place: u32,
    /// What the index says of its file; none where nothing was asked of the index.
    pub of: Option<Matched>,
}

/// What a question finds.
#[derive(Debug)]
pub struct Found {
    /// The question; none where every statement is wanted.
    pub query: Option<Query>,
    /// What it finds, by place.
    pub hits: Vec<Hit>,
}

/// What was found of late.
#[derive(Debug, Default)]
pub struct Finds {
    found: Recent<Found>,
    narrowed: Recent<Narrowed>,
}

/// Statements in the answers that are kept, all together, but for the last answer.
const MOST_KEPT: usize = 500_000;
/// Answers that are kept.
const MOST_ANSWERS: usize = 100;

/// The last few answers to questions, the latest last.
#[derive(Debug)]
struct Recent<T>(Mutex<VecDeque<Answered<T>>>);

/// An answer, and how many statements it is made of.
#[derive(Debug)]
struct Answered<T> {
    question: String,
    answer: Arc<T>,
    size: usize,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Recent(Mutex::default())
    }
}

impl<T> Recent<T> {
    fn recall(&self, question: &str) -> Option<Arc<T>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|one| one.question == question)?;
        let latest = kept.remove(at)?;
        let answer = Arc::clone(&latest.answer);
        kept.push_back(latest);
        Some(answer)
    }

    fn keep(&self, question: String, answer: &Arc<T>, size: usize) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|one| one.question != question);
        let mut all = kept.iter().map(|one| one.size).sum::<usize>() + size;
        while !kept.is_empty() && (all > MOST_KEPT || kept.len() >= MOST_ANSWERS) {
            all -= kept.pop_front().map_or(0, |oldest| oldest.size);
        }
        kept.push_back(Answered { question, answer: Arc::clone(answer), size });
    }
}

impl Finds {
    /// What a narrowed question found, made where nobody asked it of late.
    pub fn narrowed(&self, asked: String, make: impl FnOnce() -> Narrowed) -> Arc<Narrowed> {
        self.narrowed.recall(&asked).unwrap_or_else(|| {
            let narrowed = Arc::new(make());
            self.narrowed.keep(asked, &narrowed, narrowed.hits.len());
            narrowed
        })
    }
}

/// Why a question finds nothing.
#[derive(Debug)]
pub enum Unfound {
    /// It means nothing.
    Wrong(QueryError),
    /// It cannot be answered.
    Trouble(Trouble),
}

impl<T: Into<Trouble>> From<T> for Unfound {
    fn from(trouble: T) -> Self {
        Unfound::Trouble(trouble.into())
    }
}

impl From<SearchError> for Trouble {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Busy => Trouble::Busy,
            other => Trouble::Broken(other.to_string()),
        }
    }
}

/// Finds what is asked for; every statement where nothing is.
///
/// # Errors
/// [`Unfound`] where the question means nothing or the archive cannot be read.
pub fn find(desk: &Desk, typed: &str) -> Result<Arc<Found>, Unfound> {
    let typed = typed.trim();
    let finds = &desk.now.finds;
    if let Some(found) = finds.found.recall(typed) {
        return Ok(found);
    }
    let found = Arc::new(if typed.is_empty() { everything(desk) } else { asked(desk, typed)? });
    finds.found.keep(typed.to_owned(), &found, found.hits.len());
    Ok(found)
}

fn everything(desk: &Desk) -> Found {
    let all = 0..desk.now.holdings.statements.len() as u32;
    Found { query: None, hits: all.map(|place| Hit { place, of: None }).collect() }
}

fn asked(desk: &Desk, typed: &str) -> Result<Found, Unfound> {
    let query = parse(typed).map_err(Unfound::Wrong)?;
    let mut hits = Vec::new();
    if let Some(index) = &desk.now.index {
        let mut marker = None;
        for one in matched(index, &query, true).map_err(Trouble::from)? {
            let places = desk.now.holdings.places(one.key);
            if places.len() < 2 {
                hits.extend(places.map(|place| Hit { place, of: Some(one) }));
                continue;
            }
            let marker = marker.get_or_insert_with(|| Marker::new(index, &query));
            hits.extend(with_words(desk, marker, &one, places)?.map(|place| Hit { place, of: Some(one) }));
        }
        hits.sort_unstable_by_key(|hit| hit.place);
    }
    Ok(Found { query: Some(query), hits })
}

/// The statements of a file in which the words stand: all where the question names no word of its text, the first where
/// they stand in none.
fn with_words(
    desk: &Desk,
    marker: &mut Marker,
    of: &Matched,
    places: Range<u32>,
) -> Result<impl Iterator<Item = u32> + use<>, Trouble> {
    let statements = desk.now.holdings.statements.get(places.start as usize..places.end as usize).unwrap_or_default();
    let mut wanted: Vec<u32> = Vec::new();
    if let Some(first) = statements.first() {
        let text = desk.catalogue()?.text(first.id.source)?.unwrap_or_default();
        let spans = spans(desk, first)?;
        let found = marker.places(&text, of);
        let has_one = |span: &Span| found.iter().any(|found| span.contains(found.start));
        let with = (places.start..places.end).zip(spans).filter(|(_, span)| has_one(span)).map(|(place, _)| place);
        wanted.extend(with);
        if wanted.is_empty() {
            wanted.extend(if found.is_empty() { places } else { places.start..places.start + 1 });
        }
    }
    Ok(wanted.into_iter())
}

/// Where the statements of the file of this first one stand in its text.
fn spans<'a>(desk: &Desk, first: &'a Held) -> Result<&'a [Span], Trouble> {
    if let Some(spans) = first.spans.get() {
        return Ok(spans);
    }
    let decided = Decisions::open(desk.catalogue()?)?.anatomy(first.id.source)?;
    let spans = decided.iter().flat_map(|decided| &decided.anatomy.statements).map(|statement| statement.span);
    Ok(first.spans.get_or_init(|| spans.collect()))
}

/// Where a statement stands in the text of its file: all of it where it is the only one.
///
/// # Errors
/// [`Trouble`] where the archive cannot be read.
pub fn span_of(desk: &Desk, one: &Held, text: &str) -> Result<Span, Trouble> {
    let all = desk.now.holdings.of(one.id.source);
    let whole = Span::new(0, text.len());
    let Some(first) = all.first().filter(|_| all.len() > 1) else { return Ok(whole) };
    let span = spans(desk, first)?.get(one.id.number as usize - 1).copied();
    Ok(span.filter(|span| text.get(span.range()).is_some()).unwrap_or(whole))
}

/// Marks the words of a question.
pub fn marker(index: Option<&Index>, query: Option<&Query>) -> Option<Marker> {
    Some(Marker::new(index?, query?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_answers_make_way_by_number_and_by_size() {
        let kept: Recent<usize> = Recent::default();
        for number in 0..=MOST_ANSWERS {
            kept.keep(number.to_string(), &Arc::new(number), 1);
        }
        assert_eq!(kept.recall("0"), None);
        assert_eq!(kept.recall("1").as_deref(), Some(&1));
        kept.keep("large".into(), &Arc::new(7), MOST_KEPT - 1);
        assert_eq!(kept.recall("2"), None);
        assert_eq!(kept.recall("1").as_deref(), Some(&1), "what was asked for last stays longest");
        kept.keep("larger".into(), &Arc::new(8), MOST_KEPT * 2);
        assert_eq!(kept.recall("large"), None);
        assert_eq!(kept.recall("larger").as_deref(), Some(&8), "the last answer stays, however large");
    }
}
