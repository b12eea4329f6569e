//! Any of several words, as one word.
//!
//! Takes terms, each with the stemmers of documents in which it counts, gives the documents that hold one of them, ranked
//! as if all were the same word. Reads the postings of all terms in windows of documents, which costs little more a
//! posting than reading a single term.

use std::collections::BTreeMap;
use std::fmt;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::forms::Listed;

/// Stemmers of documents, a bit a tag.
pub(crate) type Tags = u32;

/// Most documents of a window.
const WINDOW: u32 = 4096;
/// Documents of the first window, and of one that is jumped to.
const FIRST: u32 = 128;

/// A term where a segment has it.
#[derive(Clone, Debug)]
struct Place {
    field: Field,
    info: TermInfo,
    tags: Tags,
}

/// Documents that hold any of several terms.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The field whose lengths the ranking goes by.
    field: Field,
    /// The stemmers of the index.
    all: Tags,
    /// Upper bound of the number of documents found.
    documents: u64,
    /// The only term of the index, when it counts in all documents.
    only: Option<Term>,
    segments: Vec<(SegmentId, Vec<Place>)>,
}

impl Union {
    /// Looks up in every segment those `words` of `field` that count somewhere by `tags_of`, and the terms of other
    /// fields.
    pub(crate) fn new(
        searcher: &Searcher,
        field: Field,
        all: Tags,
        words: &Listed,
        tags_of: &mut dyn FnMut(&str) -> Tags,
        terms: &[(Term, Tags)],
    ) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        let mut met: BTreeMap<Term, Tags> = BTreeMap::new();
        let mut documents = 0;
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut places = Vec::new();
            let mut add = |term: Term, info: TermInfo, tags: Tags| {
                documents += u64::from(info.doc_freq);
                places.push(Place { field: term.field(), info, tags });
                met.insert(term, tags);
            };
            let mut found = inverted.terms().search(words).into_stream()?;
            while let Some((word, info)) = found.next() {
                let Ok(word) = std::str::from_utf8(word) else { continue };
                let tags = tags_of(word);
                if tags != 0 {
                    add(Term::from_field_text(field, word), info.clone(), tags);
                }
            }
            for (term, tags) in terms {
                if let Some(info) = segment.inverted_index(term.field())?.get_term_info(term)? {
                    add(term.clone(), info, *tags);
                }
            }
            segments.push((segment.segment_id(), places));
        }
        let mut present = met.into_iter();
        let only = match (present.next(), present.next()) {
            (Some((term, tags)), None) if all & !tags == 0 => Some(term),
            _ => None,
        };
        Ok(Union { field, all, documents, only, segments })
    }

    /// The only term of the index that counts, when it does in all documents.
    pub(crate) fn only(&self) -> Option<&Term> {
        self.only.as_ref()
    }

    /// Whether nothing can be found.
    pub(crate) fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// The ranking, for [`best_in`](Union::best_in).
    pub(crate) fn ranking(&self, searcher: &Searcher) -> tantivy::Result<Ranking> {
        Ok(Ranking::new(bm25(searcher, self.field, self.documents)?))
    }

    /// Counts the documents of a segment that hold a term, and calls `take` with those whose score may reach the floor;
    /// it gives the floor from then on. Documents that cannot reach it are told by their length and how often they hold a
    /// term, without being scored.
    pub(crate) fn best_in(
        &self,
        reader: &SegmentReader,
        tags: &Column<u64>,
        ranking: &Ranking,
        mut floor: Score,
        take: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<u64> {
        let Some(mut scorer) = self.open(reader, Some(tags), None)? else { return Ok(0) };
        let alive = reader.alive_bitset();
        let (mut count, mut needed, mut target) = (0, ranking.needed(floor), 0);
        let mut known = floor;
        scorer.size = WINDOW;
        while let Some(end) = scorer.window(target) {
            if known != floor {
                (needed, known) = (ranking.needed(floor), floor);
            }
            for (word, bits) in scorer.bits.iter().enumerate() {
                count += u64::from(bits.count_ones());
                let mut bits = *bits;
                while bits != 0 {
                    let place = word * 64 + bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let doc = scorer.start + place as u32;
                    let dead = alive.is_some_and(|alive| !alive.is_alive(doc));
                    count -= u64::from(dead);
                    let (norm, freq) = (scorer.norms.fieldnorm_id(doc), scorer.freqs[place]);
                    if !dead && freq >= needed[usize::from(norm)] {
                        floor = take(doc, ranking.bm25.score(norm, freq));
                    }
                }
            }
            target = end;
        }
        Ok(count)
    }

    /// The postings of a segment, before the first document; nothing where it has none of the terms. `tags` is its column
    /// of stemmers, if it is open already.
    fn open(
        &self,
        reader: &SegmentReader,
        tags: Option<&Column<u64>>,
        bm25: Option<Bm25Weight>,
    ) -> tantivy::Result<Option<UnionScorer>> {
        let Some((_, places)) = self.segments.iter().find(|(segment, _)| *segment == reader.segment_id()) else {
            return Err(TantivyError::InvalidArgument("the segment is not of this reader".to_owned()));
        };
        let mut lists = Vec::with_capacity(places.len());
        for place in places {
            let inverted = reader.inverted_index(place.field)?;
            let block = inverted.read_block_postings_from_terminfo(&place.info, IndexRecordOption::WithFreqs)?;
            let tags = if self.all & !place.tags == 0 { Tags::MAX } else { place.tags };
            lists.push(List { block, at: 0, tags });
        }
        if lists.is_empty() {
            return Ok(None);
        }
        let filtered = lists.iter().any(|list| list.tags != Tags::MAX);
        Ok(Some(UnionScorer {
            lists,
            tags: match tags {
                _ if !filtered => None,
                Some(tags) => Some(tags.clone()),
                None => Some(reader.fast_fields().u64("tag")?),
            },
            norms: reader.get_fieldnorms_reader(self.field)?,
            bm25,
            most: reader.max_doc(),
            start: 0,
            size: FIRST,
            bits: [0; 64],
            freqs: vec![0; WINDOW as usize],
            doc: 0,
        }))
    }
}

/// How documents that hold a term are ranked: by how often they do, and by their length.
pub(crate) struct Ranking {
    bm25: Bm25Weight,
    /// What the score nears as a term is held ever more often.
    most: Score,
    /// By length, the frequency at which half of that is reached.
    half: Vec<Score>,
}

impl Ranking {
    fn new(bm25: Bm25Weight) -> Self {
        // The shortest document that holds nothing else; a little more, so that no document is left out by rounding.
        let most = bm25.score(0, 1 << 20) * 1.000_1;
        let half = (0..=u8::MAX).map(|norm| most / bm25.score(norm, 1).max(Score::MIN_POSITIVE) - 1.0).collect();
        Ranking { bm25, most, half }
    }

    /// By length, how often a document must hold a term to reach a score of `floor`; a little less, to be safe.
    fn needed(&self, floor: Score) -> Vec<u32> {
        let share = floor / (self.most - floor).max(Score::MIN_POSITIVE);
        self.half.iter().map(|half| if floor <= 0.0 { 0 } else { (half * share * 0.999 - 0.01) as u32 }).collect()
    }
}

impl Query for Union {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if !self.is_empty() => {
                Some(bm25(statistics_provider, self.field, self.documents)?)
            }
            _ => None,
        };
        Ok(Box::new(UnionWeight { union: self.clone(), bm25 }))
    }
}

fn bm25(statistics: &dyn Bm25StatisticsProvider, field: Field, documents: u64) -> tantivy::Result<Bm25Weight> {
    let total = statistics.total_num_docs()?;
    let average = statistics.total_num_tokens(field)? as Score / total.max(1) as Score;
    Ok(Bm25Weight::for_one_term_without_explain(documents.min(total), total, average))
}

struct UnionWeight {
    union: Union,
    bm25: Option<Bm25Weight>,
}

impl Weight for UnionWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let bm25 = self.bm25.as_ref().map(|bm25| bm25.boost_by(boost));
        let Some(mut scorer) = self.union.open(reader, None, bm25)? else { return Ok(Box::new(EmptyScorer)) };
        scorer.fill(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("union", scorer.score()));
        }
        Err(TantivyError::InvalidArgument("the document does not match".to_owned()))
    }
}

/// The documents of a term.
struct List {
    block: BlockSegmentPostings,
    /// Place in the block of the first document not yet read.
    at: usize,
    tags: Tags,
}

struct UnionScorer {
    lists: Vec<List>,
    /// The stemmer of each document, when some term does not count in all.
    tags: Option<Column<u64>>,
    norms: FieldNormReader,
    bm25: Option<Bm25Weight>,
    most: u32,
    /// First document of the window.
    start: DocId,
    /// Documents of the window.
    size: u32,
    /// Which documents of the window hold a term.
    bits: [u64; 64],
    /// How often, for these.
    freqs: Vec<u32>,
    doc: DocId,
}

impl UnionScorer {
    /// Moves to the first document from `target` on, reading windows until there is one.
    fn fill(&mut self, target: DocId) {
        let mut target = target;
        loop {
            let Some(end) = self.window(target) else {
                self.doc = TERMINATED;
                return;
            };
            if let Some(doc) = self.next_bit(0) {
                self.doc = doc;
                return;
            }
            target = end;
            self.size = (self.size * 2).min(WINDOW);
        }
    }

    /// Reads the next window that begins with a document from `target` on; gives its end, or nothing after the last.
    fn window(&mut self, target: DocId) -> Option<DocId> {
        let first = self.lists.iter_mut().map(|list| list.seek(target)).min().unwrap_or(TERMINATED);
        self.start = first;
        if first == TERMINATED {
            return None;
        }
        self.bits = [0; 64];
        let end = first.saturating_add(self.size).min(TERMINATED);
        for list in &mut self.lists {
            list.read(first, end, self.tags.as_ref(), &mut self.bits, &mut self.freqs);
        }
        Some(end)
    }

    /// The first document of the window from `offset` on.
    fn next_bit(&self, offset: u32) -> Option<DocId> {
        let mut word = offset as usize / 64;
        let mut bits = self.bits.get(word)? & (u64::MAX << (offset % 64));
        while bits == 0 {
            word += 1;
            bits = *self.bits.get(word)?;
        }
        Some(self.start + word as u32 * 64 + bits.trailing_zeros())
    }
}

impl List {
    fn doc(&self) -> DocId {
        self.block.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Moves to the first document from `target` on.
    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.at = self.block.seek(target);
        }
        self.doc()
    }

    /// Notes the documents before `end` in the window that begins with `start`.
    fn read(&mut self, start: DocId, end: DocId, tags: Option<&Column<u64>>, bits: &mut [u64; 64], freqs: &mut [u32]) {
        let tags = tags.filter(|_| self.tags != Tags::MAX);
        while self.doc() < end {
            let docs = self.block.docs().get(self.at..).unwrap_or_default();
            let here = self.block.freqs().get(self.at..).unwrap_or_default();
            let before = self.at;
            for (doc, freq) in docs.iter().zip(here).take_while(|(doc, _)| **doc < end) {
                self.at += 1;
                if tags.is_some_and(|tags| self.tags >> (tags.first(*doc).unwrap_or(0) & 31) & 1 == 0) {
                    continue;
                }
                let place = (doc - start) as usize & (WINDOW as usize - 1);
                let (word, bit) = (&mut bits[place / 64], 1 << (place % 64));
                freqs[place] = if *word & bit == 0 { *freq } else { freqs[place] + freq };
                *word |= bit;
            }
            if self.at >= self.block.block_len() {
                self.block.advance();
                self.at = 0;
            } else if self.at == before {
                return;
            }
        }
    }
}

impl DocSet for UnionScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        match self.next_bit(self.doc - self.start + 1) {
            Some(doc) => self.doc = doc,
            None => {
                let end = self.start.saturating_add(self.size).min(TERMINATED);
                self.size = (self.size * 2).min(WINDOW);
                self.fill(end);
            }
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        let end = self.start.saturating_add(self.size);
        if target < end {
            match self.next_bit(target - self.start) {
                Some(doc) => self.doc = doc,
                None => self.fill(end.min(TERMINATED)),
            }
        } else {
            self.size = FIRST;
            self.fill(target.min(TERMINATED));
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.lists.iter().map(|list| list.block.doc_freq()).fold(0, u32::saturating_add).min(self.most)
    }
}

impl Scorer for UnionScorer {
    fn score(&mut self) -> Score {
        let freq = self.freqs.get((self.doc.wrapping_sub(self.start)) as usize).copied().unwrap_or(0);
        match &self.bm25 {
            Some(bm25) => bm25.score(self.norms.fieldnorm_id(self.doc), freq),
            None => 1.0,
        }
    }
}

impl fmt::Debug for UnionScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnionScorer").field("doc", &self.doc).finish_non_exhaustive()
    }
}
