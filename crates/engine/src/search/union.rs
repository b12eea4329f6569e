//! Any of several words, as one word.
//!
//! Takes terms, each with the stemmers of documents in which it counts, gives the documents that hold one of them, ranked
//! as if all were the same word. Reads the postings of all terms in windows of documents, which costs little more a
//! posting than reading a single term.

use std::fmt;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

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
    /// Looks up the terms in every segment.
    pub(crate) fn new(searcher: &Searcher, field: Field, all: Tags, terms: &[(Term, Tags)]) -> tantivy::Result<Self> {
        let mut segments = Vec::new();
        let mut met = vec![false; terms.len()];
        let mut documents = 0;
        for segment in searcher.segment_readers() {
            let mut places = Vec::new();
            for ((term, tags), met) in terms.iter().zip(&mut met) {
                if let Some(info) = segment.inverted_index(term.field())?.get_term_info(term)? {
                    *met = true;
                    documents += u64::from(info.doc_freq);
                    places.push(Place { field: term.field(), info, tags: *tags });
                }
            }
            segments.push((segment.segment_id(), places));
        }
        let mut present = terms.iter().zip(&met).filter(|(_, met)| **met);
        let only = match (present.next(), present.next()) {
            (Some(((term, tags), _)), None) if all & !tags == 0 => Some(term.clone()),
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
        let Some((_, places)) = self.union.segments.iter().find(|(segment, _)| *segment == reader.segment_id()) else {
            return Err(TantivyError::InvalidArgument("the segment is not of this reader".to_owned()));
        };
        let mut lists = Vec::with_capacity(places.len());
        for place in places {
            let inverted = reader.inverted_index(place.field)?;
            let postings = inverted.read_postings_from_terminfo(&place.info, IndexRecordOption::WithFreqs)?;
            let tags = if self.union.all & !place.tags == 0 { Tags::MAX } else { place.tags };
            lists.push(List { postings, tags });
        }
        if lists.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let filtered = lists.iter().any(|list| list.tags != Tags::MAX);
        let mut scorer = UnionScorer {
            lists,
            tags: filtered.then(|| reader.fast_fields().u64("tag")).transpose()?,
            norms: reader.get_fieldnorms_reader(self.union.field)?,
            bm25: self.bm25.as_ref().map(|bm25| bm25.boost_by(boost)),
            most: reader.max_doc(),
            start: 0,
            size: FIRST,
            bits: [0; 64],
            freqs: vec![0; WINDOW as usize],
            doc: 0,
        };
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

struct List {
    postings: SegmentPostings,
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
            let mut first = TERMINATED;
            for list in &mut self.lists {
                let doc = list.postings.doc();
                first = first.min(if doc < target { list.postings.seek(target) } else { doc });
            }
            self.start = first;
            if first == TERMINATED {
                self.doc = TERMINATED;
                return;
            }
            self.bits = [0; 64];
            let end = first.saturating_add(self.size).min(TERMINATED);
            for list in &mut self.lists {
                list.read(first, end, self.tags.as_ref(), &mut self.bits, &mut self.freqs);
            }
            if let Some(doc) = self.next_bit(0) {
                self.doc = doc;
                return;
            }
            target = end;
            self.size = (self.size * 2).min(WINDOW);
        }
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
    /// Notes the documents before `end` in the window that begins with `start`.
    fn read(&mut self, start: DocId, end: DocId, tags: Option<&Column<u64>>, bits: &mut [u64; 64], freqs: &mut [u32]) {
        let tags = tags.filter(|_| self.tags != Tags::MAX);
        let mut doc = self.postings.doc();
        while doc < end {
            if tags.is_none_or(|tags| self.tags >> (tags.first(doc).unwrap_or(0) & 31) & 1 == 1) {
                let place = (doc - start) as usize;
                let (word, bit) = (&mut bits[place / 64], 1 << (place % 64));
                let freq = self.postings.term_freq();
                freqs[place] = if *word & bit == 0 { freq } else { freqs[place] + freq };
                *word |= bit;
            }
            doc = self.postings.advance();
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
        self.lists.iter().map(|list| list.postings.size_hint()).fold(0, u32::saturating_add).min(self.most)
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
