//! A map of the lexicon, and its words by their hashes for runs that ask much.
//!
//! A walk through the map finds a word letter by letter, and so it finds that a string is no word, as most are that rules
//! ask for: the end of one line run on into the next. A table of hashes says either at once. It is made when so many
//! walks were taken that it would have paid, so that a short run never pays for it.

use super::memo::{hash, remember};
use fst::raw::Fst;
use fst::{Map, Streamer};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Walks after which the hashes are made: they cost about what making them does.
const WALKS: u32 = 1 << 16;
/// Bits for a word, at least.
const BITS: usize = 12;

/// A map from words to numbers of 7 bits.
pub struct Table {
    map: Map<&'static [u8]>,
    /// Tells its questions from those to other tables.
    number: u64,
    walks: AtomicU32,
    hashed: OnceLock<Hashed>,
}

impl Table {
    /// A table that ships with the program.
    pub fn new(number: u64, bytes: &'static [u8]) -> Table {
        let map = Map::new(bytes).expect("the shipped lexicon is a well-formed map");
        Table { map, number, walks: AtomicU32::new(0), hashed: OnceLock::new() }
    }

    /// The map itself.
    pub fn as_fst(&self) -> &Fst<&'static [u8]> {
        self.map.as_fst()
    }

    /// The number of the word that these pieces make together; 0 for those it has not.
    pub fn get(&self, pieces: &[&[u8]]) -> u64 {
        let hash = hash(pieces);
        match self.hashed.get() {
            Some(hashed) if !hashed.may_have(hash) => 0,
            Some(hashed) => remember(self.number, hash, || hashed.get(hash)),
            None => remember(self.number, hash, || self.walk(pieces)),
        }
    }

    /// [`Table::get`] of a word that is not likely to be asked for again.
    pub fn get_once(&self, pieces: &[&[u8]]) -> u64 {
        match self.hashed.get() {
            Some(hashed) => {
                let hash = hash(pieces);
                if hashed.may_have(hash) { hashed.get(hash) } else { 0 }
            }
            None => self.walk(pieces),
        }
    }

    fn walk(&self, pieces: &[&[u8]]) -> u64 {
        if self.walks.fetch_add(1, Ordering::Relaxed) == WALKS {
            self.hashed.get_or_init(|| Hashed::of(&self.map));
        }
        let fst = self.map.as_fst();
        let (mut node, mut value) = (fst.root(), 0);
        for &byte in pieces.iter().copied().flatten() {
            let Some(step) = node.find_input(byte).map(|place| node.transition(place)) else { return 0 };
            value += step.out.value();
            node = fst.node(step.addr);
        }
        if node.is_final() { value + node.final_output().value() } else { 0 }
    }
}

/// A map's words by their hashes: bits that rule out most strings that are no words, and slots with the numbers.
///
/// A slot holds the highest 56 bits of a hash and the number, so that a wrong answer is as likely as two words of the
/// same 56 bits.
struct Hashed {
    bits: Vec<u64>,
    slots: Vec<u64>,
}

impl Hashed {
    fn of(map: &Map<&'static [u8]>) -> Hashed {
        let bits = vec![0; (map.len() * BITS / 64 + 1).next_power_of_two()];
        let slots = vec![0; (map.len() * 3 / 2 + 1).next_power_of_two()];
        let mut hashed = Hashed { bits, slots };
        let mut words = map.stream();
        while let Some((word, number)) = words.next() {
            let hash = hash(&[word]);
            let (place, bits) = hashed.place(hash);
            hashed.bits[place] |= bits;
            let mut at = hashed.slot(hash);
            while hashed.slots[at] != 0 {
                at = (at + 1) & (hashed.slots.len() - 1);
            }
            hashed.slots[at] = hash & !0xff | (number + 1);
        }
        hashed
    }

    /// The 64 bits that a hash belongs to, and its three bits there.
    fn place(&self, hash: u64) -> (usize, u64) {
        let place = (hash >> 40) as usize & (self.bits.len() - 1);
        (place, 1 << (hash & 63) | 1 << (hash >> 6 & 63) | 1 << (hash >> 12 & 63))
    }

    /// Where the search for a hash begins.
    fn slot(&self, hash: u64) -> usize {
        (hash >> 20) as usize & (self.slots.len() - 1)
    }

    fn may_have(&self, hash: u64) -> bool {
        let (place, bits) = self.place(hash);
        self.bits[place] & bits == bits
    }

    /// The number of a word by its hash; 0 for those the map has not.
    fn get(&self, hash: u64) -> u64 {
        let mut at = self.slot(hash);
        // A third of the slots is empty, so the search ends.
        while self.slots[at] != 0 {
            if self.slots[at] & !0xff == hash & !0xff {
                return (self.slots[at] & 0xff) - 1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_rule_out_most_that_are_no_words() {
        let table = Table::new(93, include_bytes!("../../../data/words.fst"));
        let hashed = Hashed::of(&table.map);
        let claimed = (0..10_000).filter(|number| hashed.may_have(hash(&[format!("q{number}").as_bytes()]))).count();
        assert!(claimed < 1_000, "{claimed}");
    }

    #[test]
    fn the_hashes_answer_as_the_map_does() {
        let table = Table::new(94, include_bytes!("../../../data/words.fst"));
        let hashed = Hashed::of(&table.map);
        let mut words = table.map.stream();
        while let Some((word, number)) = words.next() {
            assert_eq!(hashed.get(hash(&[word])), number);
            let more = [word, b"q"].concat();
            assert_eq!(hashed.get(hash(&[&more])), table.map.get(&more).unwrap_or_default());
            assert_eq!(table.get_once(&[word]), number);
        }
        assert!(table.hashed.get().is_some());
    }
}
