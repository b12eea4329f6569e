//! The places of letters: which text they are of, and what stands around them.

use super::{ShelfFile, failed};
use rusqlite::params;
use std::io;

/// Places of a block of classes.
const BLOCK: u64 = 512;
/// Letters on either side of a seed that are looked at.
const AROUND: u64 = 8;
/// What stands where there is no letter.
const NONE: u8 = 0xf;

/// A text by its places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub number: u32,
    pub hash: u64,
    pub letters: u64,
}

/// The place of the first text's first letter.
pub(super) const FIRST: u64 = BLOCK;

/// The place at which a text may begin after one of so many letters at `place`.
pub(super) fn next(place: u64, letters: usize) -> u64 {
    (place + letters as u64 + AROUND).next_multiple_of(BLOCK)
}

impl ShelfFile {
    /// Keeps the classes of letters from a place on.
    pub(super) fn put_context(&self, place: u64, letters: &[u8]) -> io::Result<()> {
        let put = "INSERT INTO context (block, classes) VALUES (?1, ?2)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        let mut classes = Vec::with_capacity(BLOCK as usize / 2);
        for (block, letters) in (place / BLOCK..).zip(letters.chunks(BLOCK as usize)) {
            classes.clear();
            classes.extend(letters.chunks(2).map(|two| {
                let four = |n: usize| two.get(n).map_or(NONE, |letter| crate::reuse::index::four(*letter));
                four(0) | four(1) << 4
            }));
            put.execute(params![block as i64, classes]).map_err(failed)?;
        }
        Ok(())
    }

    /// Forgets the classes of so many letters.
    pub(super) fn drop_context(&self, place: u64, letters: u64) -> io::Result<()> {
        let (from, to) = (place / BLOCK, (place + letters).div_ceil(BLOCK));
        let drop = "DELETE FROM context WHERE block >= ?1 AND block < ?2";
        self.connection.execute(drop, params![from as i64, to as i64]).map_err(failed)?;
        Ok(())
    }

    /// The classes from a place on, into all of `classes`.
    pub(super) fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()> {
        classes.fill(NONE);
        let find = "SELECT block, classes FROM context WHERE block >= ?1 AND block < ?2";
        let mut find = self.connection.prepare_cached(find).map_err(failed)?;
        let end = place + classes.len() as u64;
        let blocks = params![(place / BLOCK) as i64, end.div_ceil(BLOCK) as i64];
        let mut rows = find.query(blocks).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let begin = row.get::<_, i64>(0).map_err(failed)? as u64 * BLOCK;
            let bytes = row.get_ref(1).map_err(failed)?.as_blob().map_err(io::Error::other)?;
            let (from, to) = (place.max(begin), end.min(begin + bytes.len() as u64 * 2));
            for at in from..to {
                let within = (at - begin) as usize;
                if let (Some(byte), Some(class)) = (bytes.get(within / 2), classes.get_mut((at - place) as usize)) {
                    *class = byte >> (within % 2 * 4) & 0xf;
                }
            }
        }
        Ok(())
    }

    /// The text that a place is of, with its first place.
    pub(super) fn known(&self, place: u64) -> io::Result<Option<(u64, Known)>> {
        let within = |(first, known): (u64, Known)| (place - first < known.letters).then_some((first, known));
        let held = self.known.borrow().range(..=place).next_back().map(|(first, known)| (*first, *known));
        if let Some(found) = held.and_then(within) {
            return Ok(Some(found));
        }
        let find = "SELECT place, letters, hash, number FROM text WHERE place <= ?1 ORDER BY place DESC LIMIT 1";
        let mut find = self.connection.prepare_cached(find).map_err(failed)?;
        let mut rows = find.query([place as i64]).map_err(failed)?;
        let Some(row) = rows.next().map_err(failed)? else { return Ok(None) };
        let number = |column: usize| row.get::<_, i64>(column).map(|number| number as u64).map_err(failed);
        let known = Known { number: row.get(3).map_err(failed)?, hash: number(2)?, letters: number(1)? };
        let first = number(0)?;
        self.known.borrow_mut().insert(first, known);
        Ok(within((first, known)))
    }
}
