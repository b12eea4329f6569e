//! Hits: places of two texts that share a seed.
//!
//! Takes the seeds of all texts, gives for each pair of texts the places that may belong to one passage. Seeds are put by
//! in partitions of what they say, so that each partition can be sorted alone, and what comes out in partitions of the
//! first text, so that each pair of texts is met once.

use super::collection::Places;
use super::params::Params;
use super::scratch::Record;
use super::seeds::{Seed, alike};

/// Partitions of seeds and of hits.
pub const PARTITIONS: usize = 256;
/// Bits of a place among all letters.
const PLACE_BITS: u32 = 36;

/// A seed at letter `start` + `seed.at` of all letters, as it is put by.
pub fn posting(seed: Seed, start: u64) -> Record {
    let key = seed.key >> 28 & 0xfff_ffff;
    [key << PLACE_BITS | (start + u64::from(seed.at)), seed.around]
}

/// What the seed of a posting says beside its partition, and its place among all letters.
pub fn place(posting: u64) -> (u64, u64) {
    (posting >> PLACE_BITS, posting & ((1 << PLACE_BITS) - 1))
}

/// The partition of a seed: bits that its posting does not keep.
pub fn partition(seed: Seed) -> usize {
    (seed.key >> 56) as usize
}

/// Places of two texts that share a seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Rank of the first text; less than that of the second.
    pub a: u32,
    /// Rank of the second text.
    pub b: u32,
    /// Letter of the first text.
    pub at_a: u32,
    /// Letter of the second text.
    pub at_b: u32,
    /// Whether the seed stands in so many places that not all of them were compared.
    pub frequent: bool,
}

impl Hit {
    /// As it is put by.
    pub fn record(self) -> Record {
        let texts = u64::from(self.a) << 32 | u64::from(self.b);
        [texts, u64::from(self.at_a) << 33 | u64::from(self.at_b) << 1 | u64::from(self.frequent)]
    }

    /// From what was put by.
    pub fn from_record([texts, places]: Record) -> Hit {
        Hit {
            a: (texts >> 32) as u32,
            b: texts as u32,
            at_a: (places >> 33) as u32,
            at_b: (places >> 1) as u32,
            frequent: places & 1 == 1,
        }
    }
}

/// A place of a seed.
#[derive(Clone, Copy)]
struct Place {
    rank: u32,
    at: u32,
    around: u64,
}

/// The hits among the postings of one partition, which are in order. `ranks` says in which order texts are compared.
pub fn of_partition(postings: &[Record], places: &Places<'_>, ranks: &[u32], params: &Params) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut group = Vec::new();
    for same in postings.chunk_by(|x, y| x[0] >> PLACE_BITS == y[0] >> PLACE_BITS) {
        if same.len() < 2 {
            continue;
        }
        group.clear();
        group.extend(same.iter().map(|[posting, around]| {
            let (text, at) = places.find(posting & ((1 << PLACE_BITS) - 1));
            Place { rank: ranks[text as usize], at, around: *around }
        }));
        let near = |x: &Place, y: &Place| x.rank != y.rank && alike(x.around, y.around) >= params.context;
        if group.len() <= params.frequent {
            for (n, x) in group.iter().enumerate() {
                hits.extend(group[n + 1..].iter().filter(|y| near(x, y)).map(|y| hit(x, y, false)));
            }
            continue;
        }
        group.sort_unstable_by_key(|place| (place.rank, place.at));
        few(&mut group);
        let hubs = hubs(&group, params.hubs);
        for (n, x) in group[..hubs].iter().enumerate() {
            hits.extend(group[n + 1..].iter().filter(|y| near(x, y)).map(|y| hit(x, y, true)));
        }
    }
    hits
}

/// Places of one text that are compared, of a seed that stands in very many: two texts that say one sentence over and over
/// would have the square of that in common.
pub const OF_ONE: usize = 8;

/// Keeps the first places of each text; they are in order.
fn few(group: &mut Vec<Place>) {
    let (mut text, mut count) = (None, 0);
    group.retain(|place| {
        count = if text == Some(place.rank) { count + 1 } else { 1 };
        text = Some(place.rank);
        count <= OF_ONE
    });
}

/// How many of the first places, which are in order, are of the first `texts` texts.
fn hubs(group: &[Place], texts: usize) -> usize {
    group.chunk_by(|x, y| x.rank == y.rank).take(texts).map(<[Place]>::len).sum()
}

/// The hit of two places, that of the lesser rank first.
fn hit(x: &Place, y: &Place, frequent: bool) -> Hit {
    let (a, b) = if x.rank < y.rank { (x, y) } else { (y, x) };
    Hit { a: a.rank, b: b.rank, at_a: a.at, at_b: b.at, frequent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_said_over_and_over_costs_what_it_is_long_not_the_square() {
        let place = |rank, at| Place { rank, at, around: 0 };
        let mut group: Vec<Place> = (0..3).flat_map(|rank| (0..1000).map(move |at| place(rank, at))).collect();
        few(&mut group);
        assert_eq!(group.len(), 3 * OF_ONE);
        assert_eq!(hubs(&group, 2), 2 * OF_ONE);
    }
}
