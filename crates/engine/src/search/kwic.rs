//! Concordance: every place that matches, a line each, sorted by what stands before or after (KWIC, key word in
//! context).

use broadside_model::Span;

use super::matched::{Matched, matched};
use super::matcher::{Match, Matcher};
use super::stem::Tag;
use super::{Index, Query, SearchError, Texts, fold};

/// What is wanted of a concordance.
#[derive(Clone, Copy, Debug)]
pub struct KwicOptions {
    /// Characters of context on each side.
    pub width: usize,
    /// What the lines are sorted by.
    pub sort: Sort,
    /// How many lines to give.
    pub limit: usize,
}

impl Default for KwicOptions {
    fn default() -> Self {
        KwicOptions { width: 40, sort: Sort::Document, limit: 1000 }
    }
}

/// What the lines are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The words before, from the match outwards.
    Left,
    /// The words after.
    Right,
    /// The documents' keys and places.
    #[default]
    Document,
}

/// Every place that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concordance {
    /// How many documents match, exactly.
    pub documents: u64,
    /// How many places match, exactly.
    pub lines_total: u64,
    /// The first lines in the order asked for.
    pub lines: Vec<KwicLine>,
}

/// A place that matches with what stands around it; runs of white space are shown as one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KwicLine {
    /// Row of the document in the catalogue.
    pub key: u64,
    /// Bytes of the repaired text that match.
    pub span: Span,
    /// What stands before.
    pub left: String,
    /// What matches.
    pub matched: String,
    /// What stands after.
    pub right: String,
}

/// Folded characters that lines are sorted by.
const SORTED_BY: usize = 60;
/// Widest context, in characters.
const WIDEST: usize = 1000;

/// The concordance of a question. Reads the text of every document that matches.
///
/// # Errors
/// [`SearchError`] when the index cannot be read.
pub fn concordance(
    index: &Index,
    query: &Query,
    texts: &dyn Texts,
    options: KwicOptions,
) -> Result<Concordance, SearchError> {
    concordance_of(index, query, texts, &matched(index, query, false)?, options)
}

/// The concordance of some of the documents that match a question, by their keys. Reads the text of each.
///
/// # Errors
/// [`SearchError`] when the index cannot be read.
pub fn concordance_of(
    index: &Index,
    query: &Query,
    texts: &dyn Texts,
    documents: &[Matched],
    options: KwicOptions,
) -> Result<Concordance, SearchError> {
    let mut found: Vec<(u64, Tag)> = documents.iter().map(|document| (document.key, document.tag)).collect();
    found.sort_unstable();
    let mut matcher = Matcher::new(query, index.tags());
    let mut lines = Lines { options, lines: Vec::new(), total: 0 };
    let documents = found.len() as u64;
    for (key, tag) in found {
        if let Some(text) = texts.text(key) {
            lines.add(key, &text, &matcher.find(&text, tag));
        }
    }
    lines.settle();
    let Lines { lines, total, .. } = lines;
    Ok(Concordance { documents, lines_total: total, lines: lines.into_iter().map(|(_, line)| line).collect() })
}

/// The first lines so far, with what they are sorted by.
struct Lines {
    options: KwicOptions,
    lines: Vec<(String, KwicLine)>,
    total: u64,
}

impl Lines {
    fn add(&mut self, key: u64, text: &str, matches: &[Match]) {
        self.total += matches.len() as u64;
        let full = self.options.sort == Sort::Document && self.lines.len() >= self.options.limit;
        if full || self.options.limit == 0 {
            return;
        }
        for found in matches {
            let width = self.options.width.min(WIDEST);
            let left = before(text, found.span.start as usize, width);
            let right = after(text, found.span.end as usize, width);
            let sorted_by = match self.options.sort {
                Sort::Left => outwards(&before(text, found.span.start as usize, SORTED_BY)),
                Sort::Right => folded_words(&after(text, found.span.end as usize, SORTED_BY)).join(" "),
                Sort::Document => String::new(),
            };
            let matched = text.get(found.span.range()).map(one_line).unwrap_or_default();
            self.lines.push((sorted_by, KwicLine { key, span: found.span, left, matched, right }));
            if self.lines.len() >= self.options.limit.saturating_mul(2).max(4096) {
                self.settle();
            }
        }
    }

    /// Sorts, and drops what is beyond the limit.
    fn settle(&mut self) {
        self.lines.sort_by(|a, b| (&a.0, a.1.key, a.1.span).cmp(&(&b.0, b.1.key, b.1.span)));
        self.lines.truncate(self.options.limit);
    }
}

/// At most `width` characters before `end`.
fn before(text: &str, end: usize, width: usize) -> String {
    let head = text.get(..end).unwrap_or_default();
    let start = head.char_indices().rev().take(width).last().map_or(end, |(at, _)| at);
    one_line(&head[start..])
}

/// At most `width` characters from `start`.
fn after(text: &str, start: usize, width: usize) -> String {
    let tail = text.get(start..).unwrap_or_default();
    let end = tail.char_indices().nth(width).map_or(tail.len(), |(at, _)| at);
    one_line(&tail[..end])
}

/// Runs of white space and control characters as one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c.is_whitespace() || c.is_control()) {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

fn folded_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).map(fold::folded).filter(|word| !word.is_empty()).collect()
}

/// The words of the left context, the nearest first.
fn outwards(text: &str) -> String {
    let mut words = folded_words(text);
    words.reverse();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_by_characters_and_shown_on_one_line() {
        let text = "éé öö\n\nmatch\t ßß";
        let start = text.find("match").unwrap();
        assert_eq!(before(text, start, 5), " öö ");
        assert_eq!(after(text, start + 5, 3), " ß");
        assert_eq!(outwards("the Free, press"), "press free the");
    }
}
