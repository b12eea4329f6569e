//! Pairs of texts by where their letters lie, so that letters on disk are read in large pieces.
//!
//! Letters that do not fit in memory lie on disk in blocks. The pairs of texts of the same two blocks are a tile. Whoever
//! works tile by tile reads a block once a tile, not a text once a pair.

use super::collection::Collection;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};

/// Letters that are read in the time that it takes to begin reading.
const BEGINNING: u64 = 4096;

/// The tiles of a collection.
pub struct Tiles<'c> {
    collection: &'c Collection<'c>,
    /// The blocks that were read last.
    read: Mutex<[Option<Arc<Block>>; 2]>,
}

/// Letters of a block.
#[derive(Default)]
struct Block {
    number: u32,
    /// Where it starts among all letters.
    start: u64,
    letters: Vec<u8>,
}

/// What is at hand while the pairs of one tile are looked at.
pub struct Tile<'c> {
    collection: &'c Collection<'c>,
    blocks: [Option<Arc<Block>>; 2],
}

impl<'c> Tiles<'c> {
    /// Of a collection that is complete.
    pub fn new(collection: &'c Collection<'c>) -> Self {
        Tiles { collection, read: Mutex::default() }
    }

    /// How many there are: one where all letters are in memory.
    pub fn count(&self) -> u32 {
        let blocks = self.collection.blocks();
        blocks * (blocks + 1) / 2
    }

    /// The tile of a pair of texts.
    pub fn of(&self, a: u32, b: u32) -> u32 {
        let (x, y) = (self.collection.block_of(a), self.collection.block_of(b));
        let (less, greater) = (x.min(y), x.max(y));
        greater * (greater + 1) / 2 + less
    }

    /// The blocks of a tile.
    fn blocks_of(tile: u32) -> (u32, u32) {
        let mut greater = (f64::from(tile) * 2.0).sqrt() as u32;
        while greater * (greater + 1) / 2 > tile {
            greater -= 1;
        }
        (tile - greater * (greater + 1) / 2, greater)
    }

    /// A tile of which so many texts are looked at: its blocks are read, unless that would take longer than to read the texts.
    pub fn load(&self, tile: u32, texts: usize) -> io::Result<Tile<'c>> {
        let (less, greater) = Self::blocks_of(tile);
        let bytes = |block: u32| self.collection.block(block).map_or(0, |letters| letters.end - letters.start);
        let pays = self.collection.is_on_disk() && texts as u64 * BEGINNING >= bytes(less) + bytes(greater);
        if !pays {
            return Ok(Tile { collection: self.collection, blocks: [None, None] });
        }
        let mut read = self.read.lock().map_err(|_| io::ErrorKind::Other)?;
        let mut kept = std::mem::take(&mut *read);
        let greater = self.block(greater, &mut kept)?;
        let less = if less == greater.number { greater.clone() } else { self.block(less, &mut kept)? };
        let blocks = [Some(less), Some(greater)];
        read.clone_from(&blocks);
        Ok(Tile { collection: self.collection, blocks })
    }

    /// A block: one of those kept, or read in the place of one.
    fn block(&self, number: u32, kept: &mut [Option<Arc<Block>>; 2]) -> io::Result<Arc<Block>> {
        let is = |block: &mut Option<Arc<Block>>| block.as_ref().is_some_and(|block| block.number == number);
        if let Some(block) = kept.iter_mut().find_map(|block| if is(block) { block.take() } else { None }) {
            return Ok(block);
        }
        // The lesser block changes with every tile.
        let old = kept.iter_mut().find_map(Option::take).and_then(|block| Arc::try_unwrap(block).ok());
        let mut letters = old.map_or_else(Vec::new, |block| block.letters);
        let Range { start, end } = self.collection.block(number).unwrap_or_default();
        self.collection.read(start..end, &mut letters)?;
        Ok(Arc::new(Block { number, start, letters }))
    }
}

impl Tile<'_> {
    /// The letters of a text; `buffer` is used where they are neither in memory nor of a block that was read.
    pub fn letters<'l>(&'l self, text: u32, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        self.part(text, 0..self.collection.len(text), buffer)
    }

    /// Some letters of a text, as far as there are any.
    pub fn part<'l>(&'l self, text: u32, part: Range<usize>, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        let number = self.collection.block_of(text);
        let Some(block) = self.blocks.iter().flatten().find(|block| block.number == number) else {
            return self.collection.part(text, part, buffer);
        };
        let Range { start, end } = self.collection.place(text, part);
        let letters = (start - block.start) as usize..(end - block.start) as usize;
        block.letters.get(letters).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// Jobs on pairs of texts, which are in order of the pairs, as ranges of one pair each, by tile.
pub fn by_tile<J>(
    jobs: &[J],
    pair: impl Fn(&J) -> (u32, u32),
    tile: impl Fn(u32, u32) -> u32,
) -> Vec<(u32, Range<usize>)> {
    let mut at = 0;
    let mut ranges: Vec<(u32, Range<usize>)> = jobs
        .chunk_by(|x, y| pair(x) == pair(y))
        .filter_map(|same| {
            let (a, b) = pair(same.first()?);
            at += same.len();
            Some((tile(a, b), at - same.len()..at))
        })
        .collect();
    ranges.sort_by_key(|(tile, _)| *tile);
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::InMemory;

    #[test]
    fn every_pair_of_texts_is_of_one_tile_whose_letters_are_those_of_the_texts() {
        let mut collection = Collection::new(&InMemory, 1000);
        let text = |number: u8| vec![number; usize::from(number) * 7];
        (0..80).for_each(|number| collection.push(&text(number), 0).expect("in memory"));
        collection.close().expect("in memory");
        let tiles = Tiles::new(&collection);
        assert!(tiles.count() > 100);
        let pairs: Vec<(u32, u32)> = (0..80).flat_map(|a| (a..80).map(move |b| (a, b))).collect();
        let (mut buffer, mut seen) = (Vec::new(), 0);
        for (number, range) in by_tile(&pairs, |pair| *pair, |a, b| tiles.of(a, b)) {
            for texts in [0, 1000] {
                let tile = tiles.load(number, texts).expect("in memory");
                for (a, b) in &pairs[range.clone()] {
                    for one in [*a, *b] {
                        assert_eq!(tile.letters(one, &mut buffer).expect("in memory"), text(one as u8));
                    }
                    assert_eq!(
                        tile.part(*b, 3..9, &mut buffer).expect("in memory").len(),
                        (*b as usize * 7).clamp(3, 9) - 3
                    );
                }
            }
            seen += range.len();
        }
        assert_eq!(seen, pairs.len());
    }
}
