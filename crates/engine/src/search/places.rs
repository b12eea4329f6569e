//! Places: where several words stand as an arrangement asks.
//!
//! Takes the positions of each word, gives each place where they stand one after the other, or near each other in any
//! order. The index and the display of a match use the same function, so that what is counted is what is shown. As a
//! query it covers what tantivy's phrase does not: several words in one slot (wildcards, misspellings) and any order.

use std::fmt;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::query::How;

/// Calls `found` for each place, in order, with the position of each slot. `positions` holds the sorted positions of each
/// slot, `offsets` the place of each slot in the arrangement.
pub(crate) fn each_place(how: How, offsets: &[u32], positions: &[Vec<u32>], found: &mut dyn FnMut(&[u32])) {
    match how {
        How::Ordered => ordered(offsets, positions, found),
        How::Within(room) => within(room, positions, found),
    }
}

fn ordered(offsets: &[u32], positions: &[Vec<u32>], found: &mut dyn FnMut(&[u32])) {
    let Some(rarest) = (0..positions.len()).min_by_key(|slot| positions[*slot].len()) else { return };
    let mut place = vec![0; positions.len()];
    for position in &positions[rarest] {
        let Some(base) = position.checked_sub(offsets[rarest]) else { continue };
        let here = (0..positions.len()).all(|slot| {
            place[slot] = base.saturating_add(offsets[slot]);
            positions[slot].binary_search(&place[slot]).is_ok()
        });
        if here {
            found(&place);
        }
    }
}

/// Smallest stretches that hold every slot, each at a position of its own; one stretch ends before the next begins.
fn within(room: u32, positions: &[Vec<u32>], found: &mut dyn FnMut(&[u32])) {
    let slots = positions.len();
    let mut next = vec![0; slots];
    let mut last: Vec<Option<u32>> = vec![None; slots];
    let mut place = vec![0; slots];
    loop {
        let at = |slot: usize| positions[slot].get(next[slot]).copied();
        let Some(position) = (0..slots).filter_map(at).min() else { return };
        // A word that could stand for several slots stands for one: an unfilled and rare one before others.
        let slot = (0..slots)
            .filter(|slot| at(*slot) == Some(position))
            .min_by_key(|slot| (last[*slot].is_some(), positions[*slot].len(), last[*slot]));
        for slot in 0..slots {
            if positions[slot].get(next[slot]) == Some(&position) {
                next[slot] += 1;
            }
        }
        let Some(slot) = slot else { return };
        last[slot] = Some(position);
        if last.iter().all(Option::is_some) {
            for (place, last) in place.iter_mut().zip(&last) {
                *place = last.unwrap_or(0);
            }
            let first = place.iter().min().copied().unwrap_or(0);
            if position - first <= room {
                found(&place);
                last.fill(None);
            }
        }
    }
}

/// An arrangement of slots, each of several terms, as a query.
#[derive(Clone, Debug)]
pub(crate) struct PlacesQuery {
    pub field: Field,
    pub how: How,
    /// Offset and terms of each slot; none empty.
    pub slots: Vec<(u32, Vec<Term>)>,
}

impl Query for PlacesQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let firsts: Vec<Term> = self.slots.iter().filter_map(|(_, terms)| terms.first().cloned()).collect();
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if !firsts.is_empty() => {
                Some(Bm25Weight::for_terms(statistics_provider, &firsts)?)
            }
            _ => None,
        };
        Ok(Box::new(PlacesWeight { query: self.clone(), bm25 }))
    }
}

struct PlacesWeight {
    query: PlacesQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for PlacesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inverted = reader.inverted_index(self.query.field)?;
        let mut slots = Vec::new();
        for (_, terms) in &self.query.slots {
            let mut postings = Vec::new();
            for term in terms {
                postings.extend(inverted.read_postings(term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            if postings.is_empty() {
                return Ok(Box::new(EmptyScorer));
            }
            slots.push(Slot::new(postings));
        }
        let mut scorer = PlacesScorer {
            how: self.query.how,
            offsets: self.query.slots.iter().map(|(offset, _)| *offset).collect(),
            positions: vec![Vec::new(); slots.len()],
            slots,
            doc: 0,
            places: 0,
            bm25: self.bm25.as_ref().map(|bm25| bm25.boost_by(boost)),
            norms: reader.get_fieldnorms_reader(self.query.field)?,
        };
        scorer.find(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("places", scorer.score()));
        }
        Err(TantivyError::InvalidArgument("the document does not match".to_owned()))
    }
}

/// The documents and positions of any of several terms.
struct Slot {
    postings: Vec<SegmentPostings>,
    doc: DocId,
}

impl Slot {
    fn new(postings: Vec<SegmentPostings>) -> Self {
        let mut slot = Slot { postings, doc: 0 };
        slot.settle();
        slot
    }

    fn settle(&mut self) {
        self.doc = self.postings.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for postings in &mut self.postings {
                if postings.doc() < target {
                    postings.seek(target);
                }
            }
            self.settle();
        }
        self.doc
    }

    fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        for postings in self.postings.iter_mut().filter(|postings| postings.doc() == self.doc) {
            postings.append_positions_with_offset(0, positions);
        }
        positions.sort_unstable();
        positions.dedup();
    }
}

struct PlacesScorer {
    how: How,
    offsets: Vec<u32>,
    slots: Vec<Slot>,
    positions: Vec<Vec<u32>>,
    doc: DocId,
    places: u32,
    bm25: Option<Bm25Weight>,
    norms: FieldNormReader,
}

impl PlacesScorer {
    /// Moves to the first document from `target` on that has a place.
    fn find(&mut self, target: DocId) -> DocId {
        let mut target = target;
        loop {
            self.doc = target;
            if target >= TERMINATED {
                self.doc = TERMINATED;
                return self.doc;
            }
            let farthest = self.slots.iter_mut().map(|slot| slot.seek(target)).max().unwrap_or(TERMINATED);
            if farthest > target {
                target = farthest;
                continue;
            }
            for (slot, positions) in self.slots.iter_mut().zip(&mut self.positions) {
                slot.positions(positions);
            }
            let mut places = 0;
            each_place(self.how, &self.offsets, &self.positions, &mut |_| places += 1);
            self.places = places;
            if places > 0 {
                return self.doc;
            }
            target += 1;
        }
    }
}

impl DocSet for PlacesScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.find(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let slot = |slot: &Slot| slot.postings.iter().map(DocSet::size_hint).fold(0, u32::saturating_add);
        self.slots.iter().map(slot).min().unwrap_or(0)
    }
}

impl Scorer for PlacesScorer {
    fn score(&mut self) -> Score {
        match &self.bm25 {
            Some(bm25) => bm25.score(self.norms.fieldnorm_id(self.doc), self.places),
            None => 1.0,
        }
    }
}

impl fmt::Debug for PlacesScorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlacesScorer").field("doc", &self.doc).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(how: How, offsets: &[u32], positions: &[&[u32]]) -> Vec<Vec<u32>> {
        let positions: Vec<Vec<u32>> = positions.iter().map(|list| list.to_vec()).collect();
        let mut all = Vec::new();
        each_place(how, offsets, &positions, &mut |place| all.push(place.to_vec()));
        all
    }

    #[test]
    fn one_after_the_other() {
        assert_eq!(places(How::Ordered, &[0, 1], &[&[1, 5, 9], &[2, 9, 10]]), [[1, 2], [9, 10]]);
    }

    #[test]
    fn near_each_other_in_any_order() {
        assert_eq!(places(How::Within(3), &[], &[&[1, 20], &[4, 18, 40]]), [[1, 4], [20, 18]]);
        assert!(places(How::Within(2), &[], &[&[1], &[4]]).is_empty());
        // One word does not stand for two.
        assert!(places(How::Within(5), &[], &[&[7], &[7]]).is_empty());
        assert_eq!(places(How::Within(5), &[], &[&[7, 9], &[7]]), [[9, 7]]);
    }
}
