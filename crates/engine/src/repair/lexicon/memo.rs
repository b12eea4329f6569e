//! What the lexicon's maps answered before: half of all questions are about the same few thousand words, and a walk
//! through a map costs ten times as much as remembering.
//!
//! A slot holds the highest 56 bits of the question's hash and the answer, so that a wrong answer is as likely as two
//! words of the same 56 bits. Later answers replace earlier ones.

use std::sync::atomic::{AtomicU64, Ordering};

/// Slots: a quarter of a megabyte, of which only what is used is ever touched.
const SLOTS: usize = 1 << 15;

static MEMO: [AtomicU64; SLOTS] = [const { AtomicU64::new(0) }; SLOTS];

/// A hash of pieces written together, eight bytes at a time.
pub fn hash(pieces: &[&[u8]]) -> u64 {
    let (mut hash, mut open, mut filled) = (0u64, 0u64, 0u32);
    for &byte in pieces.iter().copied().flatten() {
        open |= u64::from(byte) << filled;
        filled += 8;
        if filled == 64 {
            hash = mix(hash, open);
            (open, filled) = (0, 0);
        }
    }
    // How many bytes are left tells a word from one with a zero byte behind it.
    let hash = mix(mix(hash, open), u64::from(filled));
    hash ^ hash >> 29
}

/// Mixes eight bytes in. Both halves of the product count: the lower alone would keep the last letters in its highest bits,
/// where the next eight could undo them.
fn mix(hash: u64, eight: u64) -> u64 {
    let product = u128::from(hash ^ eight ^ 0x2d35_8dcc_aa6c_78a5) * 0x9e37_79b9_7f4a_7c15;
    (product ^ product >> 64) as u64
}

/// The answer to a question by its hash: remembered, or else asked for. `table` tells questions to different tables
/// apart; an answer has at most 7 bits.
pub fn remember(table: u64, hash: u64, ask: impl FnOnce() -> u64) -> u64 {
    let hash = mix(hash, table);
    let Some(slot) = MEMO.get((hash >> 49) as usize) else { return ask() };
    let (tag, found) = (hash & !0xff, slot.load(Ordering::Relaxed));
    if found & !0xff == tag && found & 0xff > 0 {
        return (found & 0xff) - 1;
    }
    let answer = ask();
    if answer < 0xff {
        slot.store(tag | (answer + 1), Ordering::Relaxed);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_remembered_for_its_table_only() {
        let ask = |table, pieces: &[&[u8]], answer| remember(table, hash(pieces), || answer);
        assert_eq!(ask(91, &[b"mem", b"ory"], 5), 5);
        assert_eq!(ask(91, &[b"memory"], 6), 5);
        assert_eq!(ask(92, &[b"memory"], 7), 7);
    }

    #[test]
    fn pieces_hash_as_what_they_make_together() {
        assert_eq!(hash(&[b"unfor", b"", b"gettable"]), hash(&[b"unforgettable"]));
        assert_ne!(hash(&[b"word"]), hash(&[b"word\0"]));
    }
}
