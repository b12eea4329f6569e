//! Every document that matches, to be narrowed by what the index does not know, and where its text matches.

use broadside_model::Span;
use tantivy::Score;
use tantivy::query::EnableScoring;

use super::find::{cut, each_document};
use super::index::Columns;
use super::matcher::Matcher;
use super::plan::plan;
use super::snippet::{Snippet, snippets};
use super::stem::Tag;
use super::{Index, Query, SearchError};

/// A document that matches, without its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matched {
    /// Its row in the catalogue.
    pub key: u64,
    /// Its score, comparable within one answer; 0 where scores were not asked for.
    pub score: f32,
    pub(crate) tag: Tag,
}

/// Every document that matches, by key; with the scores of [`search`](super::search()) where they are wanted.
///
/// # Errors
/// [`SearchError`] when the index cannot be read.
pub fn matched(index: &Index, query: &Query, scores: bool) -> Result<Vec<Matched>, SearchError> {
    let plan = plan(index, &query.node, false)?;
    let searcher = index.searcher();
    let scoring = match scores {
        true => EnableScoring::enabled_from_searcher(&searcher),
        false => EnableScoring::disabled_from_searcher(&searcher),
    };
    let weight = plan.query.weight(scoring)?;
    let mut found = Vec::new();
    for (segment, columns) in searcher.segment_readers().iter().zip(index.columns()) {
        let Columns { keys, .. } = columns;
        let mut take = |doc, score: Score| {
            found.push(Matched { key: keys.first(doc).unwrap_or(0), score, tag: columns.tag(doc) });
        };
        if scores {
            let alive = segment.alive_bitset();
            weight.for_each(segment, &mut |doc, score| {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    take(doc, cut(score));
                }
            })?;
        } else {
            each_document(segment, weight.as_ref(), &mut |doc| take(doc, 0.0))?;
        }
    }
    found.sort_unstable_by_key(|found| found.key);
    Ok(found)
}

/// Finds the words of a question again in the texts that match it.
pub struct Marker(Matcher);

impl Marker {
    /// For the documents that match `query` in `index`.
    pub fn new(index: &Index, query: &Query) -> Self {
        Marker(Matcher::new(query, index.tags()))
    }

    /// The ranges of a text of that document, or of a piece of it, that match, in order.
    pub fn places(&mut self, text: &str, of: &Matched) -> Vec<Span> {
        self.0.find(text, of.tag).into_iter().map(|found| found.span).collect()
    }

    /// The stretches of a text of that document, or of a piece of it, that best show why it matches; its beginning where
    /// the question names no word of it.
    pub fn snippets(&mut self, text: &str, of: &Matched, wanted: usize) -> Vec<Snippet> {
        snippets(text, &self.0.find(text, of.tag), wanted)
    }
}
