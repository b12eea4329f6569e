//! Answers: how many documents, and the best of them with snippets.
//!
//! Counts are exact. Documents of equal score come in the order of their keys, whatever the segments of the index.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Weight};
use tantivy::{DocId, Score, Searcher, SegmentReader};

use super::index::Columns;
use super::matcher::Matcher;
use super::plan::{Plan, plan};
use super::snippet::{Snippet, snippets};
use super::stem::Tag;
use super::{Index, Query, SearchError, Texts};

/// What is wanted of a search.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many of the best documents to leave out.
    pub offset: usize,
    /// How many documents to give.
    pub limit: usize,
    /// Snippets a document; 0 for none.
    pub snippets: usize,
    /// What comes first.
    pub order: Order,
    /// Whether words are looked for in furniture as well.
    pub furniture: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { offset: 0, limit: 10, snippets: 1, order: Order::Relevance, furniture: false }
    }
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match (BM25).
    #[default]
    Relevance,
    /// The last added.
    Added,
    /// The first path in the order of its characters.
    Path,
}

/// The answer to a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// How many documents match, exactly.
    pub documents: u64,
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
}

/// A document that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its row in the catalogue.
    pub key: u64,
    /// Its score, comparable within one answer; 0 unless ordered by relevance.
    pub score: f32,
    /// Ranges of its text that show why it matches, in order; its beginning when the question names no word of the text.
    pub snippets: Vec<Snippet>,
}

/// How many documents match, exactly.
///
/// # Errors
/// [`SearchError`] when the index cannot be read.
pub fn count(index: &Index, query: &Query, furniture: bool) -> Result<u64, SearchError> {
    let plan = plan(index, &query.node, furniture)?;
    let searcher = index.searcher();
    let weight = plan.query.weight(EnableScoring::disabled_from_searcher(&searcher))?;
    let mut documents = 0;
    for segment in searcher.segment_readers() {
        documents += count_in(segment, &plan, weight.as_ref())?;
    }
    Ok(documents)
}

/// Answers a question. Texts are asked for only to make snippets.
///
/// # Errors
/// [`SearchError`] when the index cannot be read.
pub fn search(index: &Index, query: &Query, texts: &dyn Texts, options: Options) -> Result<Hits, SearchError> {
    let plan = plan(index, &query.node, options.furniture)?;
    let searcher = index.searcher();
    let (documents, found) = match options.order {
        Order::Relevance => by_relevance(index, &searcher, &plan, options)?,
        Order::Added => by_added(index, &searcher, &plan, options)?,
        Order::Path => by_path(index, &searcher, &plan, options)?,
    };
    let mut matcher = (options.snippets > 0 && !found.is_empty()).then(|| Matcher::new(query, index.tags()));
    let mut hits = Vec::with_capacity(found.len());
    for found in found {
        let shown = match matcher.as_mut().zip(texts.text(found.key).filter(|_| options.snippets > 0)) {
            Some((matcher, text)) => snippets(&text, &matcher.find(&text, found.tag), options.snippets),
            None => Vec::new(),
        };
        hits.push(Hit { key: found.key, score: found.score, snippets: shown });
    }
    Ok(Hits { documents, hits })
}

/// A document found.
struct Found {
    key: u64,
    score: Score,
    tag: Tag,
}

type Answer = Result<(u64, Vec<Found>), SearchError>;

/// Scores are cut to eleven bits after the leading one: sums of the same terms in another order differ in the last
/// bits, and such documents must count as equal.
pub(super) fn cut(score: Score) -> Score {
    Score::from_bits(score.to_bits() & !0xFFF)
}

fn count_in(segment: &SegmentReader, plan: &Plan, weight: &dyn Weight) -> Result<u64, SearchError> {
    match &plan.only {
        Some(term) if !segment.has_deletes() => Ok(u64::from(segment.inverted_index(term.field())?.doc_freq(term)?)),
        _ => Ok(u64::from(weight.count(segment)?)),
    }
}

/// The best so many by a rank (less is better), as a heap with the worst on top.
struct Best<R> {
    wanted: usize,
    heap: BinaryHeap<(R, usize, DocId)>,
}

impl<R: Ord + Copy> Best<R> {
    fn new(options: Options) -> Self {
        Best { wanted: options.offset.saturating_add(options.limit), heap: BinaryHeap::new() }
    }

    fn is_full(&self) -> bool {
        self.heap.len() >= self.wanted
    }

    fn push(&mut self, rank: R, segment: usize, doc: DocId) {
        if !self.is_full() {
            self.heap.push((rank, segment, doc));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && rank < worst.0
        {
            *worst = (rank, segment, doc);
        }
    }

    fn worst(&self) -> Option<R> {
        self.heap.peek().filter(|_| self.is_full()).map(|worst| worst.0)
    }

    fn into_found(self, columns: &[Columns], options: Options, key_score: impl Fn(R) -> (u64, Score)) -> Vec<Found> {
        let mut found = Vec::new();
        for (rank, segment, doc) in self.heap.into_sorted_vec().into_iter().skip(options.offset) {
            let (key, score) = key_score(rank);
            found.push(Found { key, score, tag: columns.get(segment).map_or(0, |columns| columns.tag(doc)) });
        }
        found
    }
}

/// The rank of a score: a greater score is less. Scores are never negative.
type Relevance = (Reverse<u32>, u64);

fn by_relevance(index: &Index, searcher: &Searcher, plan: &Plan, options: Options) -> Answer {
    let weight = plan.query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    let mut best: Best<Relevance> = Best::new(options);
    let mut documents = 0;
    let ranking = plan.union.as_ref().map(|union| union.ranking(searcher)).transpose()?;
    for (place, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(Columns { keys, tags }) = index.columns().get(place) else { continue };
        if let Some((union, ranking)) = plan.union.as_ref().zip(ranking.as_ref()) {
            let from = if best.wanted == 0 { Score::INFINITY } else { floor(&best) };
            documents += union.best_in(segment, tags, ranking, from, &mut |doc, score| {
                best.push((Reverse(cut(score).to_bits()), keys.first(doc).unwrap_or(0)), place, doc);
                floor(&best)
            })?;
            continue;
        }
        if plan.only.is_some() || best.wanted == 0 {
            documents += count_in(segment, plan, weight.as_ref())?;
            if best.wanted > 0 {
                best_in(segment, place, weight.as_ref(), keys, &mut best)?;
            }
            continue;
        }
        let alive = segment.alive_bitset();
        let mut take = |doc: DocId, score: Score| {
            if alive.is_some_and(|alive| !alive.is_alive(doc)) {
                return;
            }
            documents += 1;
            let score = Reverse(cut(score).to_bits());
            if best.worst().is_none_or(|worst| score <= worst.0) {
                best.push((score, keys.first(doc).unwrap_or(0)), place, doc);
            }
        };
        weight.for_each(segment, &mut take)?;
    }
    let found = best.into_found(index.columns(), options, |(score, key)| (key, Score::from_bits(score.0)));
    Ok((documents, found))
}

/// A score below which nothing is wanted any more. Documents as good as the worst kept so far are: their key may be lower.
fn floor(best: &Best<Relevance>) -> Score {
    best.worst().map_or(-1.0, |worst| Score::from_bits(worst.0.0).next_down())
}

/// The best of a segment, leaving out blocks that cannot hold any.
fn best_in(
    segment: &SegmentReader,
    place: usize,
    weight: &dyn Weight,
    keys: &Column<u64>,
    best: &mut Best<Relevance>,
) -> Result<(), SearchError> {
    let start = floor(best);
    weight.for_each_pruning(start, segment, &mut |doc, score| {
        if segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc)) {
            best.push((Reverse(cut(score).to_bits()), keys.first(doc).unwrap_or(0)), place, doc);
        }
        floor(best)
    })?;
    Ok(())
}

/// Calls `take` for each document of a segment that matches and is not deleted.
pub(crate) fn each_document(
    segment: &SegmentReader,
    weight: &dyn Weight,
    take: &mut dyn FnMut(DocId),
) -> Result<(), SearchError> {
    let alive = segment.alive_bitset();
    weight.for_each_no_score(segment, &mut |docs| {
        docs.iter().copied().filter(|doc| alive.is_none_or(|alive| alive.is_alive(*doc))).for_each(&mut *take);
    })?;
    Ok(())
}

fn by_added(index: &Index, searcher: &Searcher, plan: &Plan, options: Options) -> Answer {
    let weight = plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut best: Best<(Reverse<i64>, u64)> = Best::new(options);
    let mut documents = 0;
    for (place, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(Columns { keys, .. }) = index.columns().get(place) else { continue };
        let added = segment.fast_fields().i64("added")?;
        each_document(segment, weight.as_ref(), &mut |doc| {
            documents += 1;
            let rank = (Reverse(added.first(doc).unwrap_or(i64::MIN)), keys.first(doc).unwrap_or(0));
            best.push(rank, place, doc);
        })?;
    }
    let found = best.into_found(index.columns(), options, |(_, key)| (key, 0.0));
    Ok((documents, found))
}

fn by_path(index: &Index, searcher: &Searcher, plan: &Plan, options: Options) -> Answer {
    let weight = plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let wanted = options.offset.saturating_add(options.limit);
    let mut documents = 0;
    let mut all: Vec<(String, Found)> = Vec::new();
    for (place, segment) in searcher.segment_readers().iter().enumerate() {
        let Some(Columns { keys, tags }) = index.columns().get(place) else { continue };
        let paths = segment.fast_fields().str("path")?;
        let mut ranked: Vec<(u64, u64, DocId)> = Vec::new();
        each_document(segment, weight.as_ref(), &mut |doc| {
            let first = paths.as_ref().and_then(|paths| paths.term_ords(doc).min());
            ranked.push((first.unwrap_or(u64::MAX), keys.first(doc).unwrap_or(0), doc));
        })?;
        documents += ranked.len() as u64;
        ranked.sort_unstable();
        ranked.truncate(wanted);
        for (ord, key, doc) in ranked {
            let mut path = String::new();
            match &paths {
                Some(paths) if ord != u64::MAX => {
                    paths.ord_to_str(ord, &mut path)?;
                }
                _ => path.push(char::MAX),
            }
            all.push((path, Found { key, score: 0.0, tag: tags.first(doc).unwrap_or(0) as Tag }));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.key.cmp(&b.1.key)));
    Ok((documents, all.into_iter().take(wanted).skip(options.offset).map(|(_, found)| found).collect()))
}
