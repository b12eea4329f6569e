//! One text more, or one less: what it shares with those of a collection that was searched before.
//!
//! Takes the letters of a text and a [`Shelf`] with what is kept of the others, gives the passages that it adds: its own
//! with others, and those of others with one another that it leads to. The work is in proportion to the text and to what
//! it shares, not to the collection. What comes out is what a [`search`](super::search) of all texts would give, but for
//! one thing: where a text makes a seed one of those that stand in too many places to compare them all
//! ([`Params::frequent`]), passages that were found by it before are kept. Taking a text out undoes its passages, and those
//! of others that rested on it.

mod desk;
mod postings;
mod removal;
mod rounds;
#[cfg(test)]
mod tests;

use super::collection::hash;
use super::hits::Hit;
use super::params::Params;
use super::passages::{Finder, Shared};
use super::rescue::merged;
use desk::{Desk, shown};
use rounds::numbered;
use std::io;

pub use super::seeds::four;
pub use postings::{all_postings, postings};
pub use removal::remove;

/// Where a seed stands in texts on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What the seed says, 36 bits.
    pub key: u64,
    /// Places of letters, in the order in which their texts are compared.
    pub places: Vec<u64>,
}

/// What is kept of a collection that was searched. The letters of all its texts stand in one row of places; where a text
/// begins and ends there are [places without a letter](Self::classes).
pub trait Shelf {
    /// The text that a place is of, and which of its letters stands there; nothing where there is no such text any more.
    fn at(&self, place: u64) -> io::Result<Option<(u32, u32)>>;
    /// A hash of the letters of a text; nothing where there is no such text any more.
    fn hash(&self, text: u32) -> io::Result<Option<u64>>;
    /// The letters of a text.
    fn letters(&self, text: u32) -> io::Result<Vec<u8>>;
    /// How many letters a text has.
    fn length(&self, text: u32) -> io::Result<u32>;
    /// [Four bits](four) of the letters from a place on, into all of `classes`; 15 where there is none.
    fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()>;
    /// Where seeds stand that say one of `keys`, which ascend: in one run or several, each with at least its first `most`
    /// places, if there are as many.
    fn places(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>>;
    /// The passages that a text shares, as they were found: the lesser number first.
    fn shared(&self, text: u32) -> io::Result<Vec<Shared>>;
}

/// What changes where a text comes or goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Passages that are no more, in order, the lesser number first.
    pub lost: Vec<Shared>,
    /// Passages that are new, likewise.
    pub found: Vec<Shared>,
}

impl Change {
    /// From what was there and what is there in its stead; both are in order.
    fn between(before: &[Shared], after: &[Shared]) -> Self {
        let without = |all: &[Shared], other: &[Shared]| {
            all.iter().filter(|shared| other.binary_search(shared).is_err()).copied().collect()
        };
        Change { lost: without(before, after), found: without(after, before) }
    }
}

/// What a text adds to a collection: its passages, and what becomes of those of others. It may be there already; then that
/// is what is not known of it.
pub fn add(shelf: &impl Shelf, number: u32, letters: &[u8], params: &Params) -> io::Result<Change> {
    let desk = Desk { shelf, number, letters, hash: hash(letters) };
    let mut found = Vec::new();
    let mut finder = Finder::default();
    let mine: Vec<u8> = letters.iter().map(|letter| shown(four(*letter))).collect();
    for (other, (place, mut hits)) in desk.hits(params)? {
        if !desk.is_promising(&mine, &hits, other, place, params)? {
            continue;
        }
        let theirs = shelf.letters(other)?;
        let mine_first = desk.order(number)? < desk.order(other)?;
        if !mine_first {
            hits.iter_mut().for_each(|hit| *hit = Hit { a: other, b: number, at_a: hit.at_b, at_b: hit.at_a, ..*hit });
        }
        hits.sort_unstable();
        let (a, b) = if mine_first { (letters, &theirs[..]) } else { (&theirs[..], letters) };
        found.extend(finder.shared(a, b, &hits, params).into_iter().map(numbered));
    }
    let mut before = shelf.shared(number)?;
    before.sort_unstable();
    let (after, _) = merged(before.clone(), found);
    let fresh = after.iter().filter(|shared| before.binary_search(shared).is_err()).copied().collect();
    desk.rescued(before, after, fresh, params)
}
