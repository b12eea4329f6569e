//! Words that stand at another place: runs that lack a partner in both texts, and are the same.

use super::tidy::Gap;
use super::words::Words;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// Fewest words that are said to be moved: fewer may be there by chance.
const WORDS: usize = 4;
/// Fewest letters of them, where they are fewer than [`MANY`] words.
const LETTERS: usize = 14;
/// Words that are enough however short: each character of some scripts is one.
const MANY: usize = 8;
/// How many places of the same words are looked at.
const PLACES: usize = 16;

/// A run of words and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// The moved runs among words without partners, apart from each other, in order of the first text.
pub(super) fn find(a: &Words<'_>, b: &Words<'_>, gaps: &[Gap]) -> Vec<Moved> {
    let mut places: FxHashMap<u64, Vec<(usize, usize)>> = FxHashMap::default();
    for gap in gaps {
        for start in gap.b.start..(gap.b.end + 1).saturating_sub(WORDS) {
            let at = places.entry(number(&b.keys[start..start + WORDS])).or_default();
            if at.len() < PLACES {
                at.push((start, gap.b.end));
            }
        }
    }
    let mut found: Vec<Moved> = Vec::new();
    for gap in gaps {
        let mut start = gap.a.start;
        while start + WORDS <= gap.a.end {
            let at = places.get(&number(&a.keys[start..start + WORDS])).into_iter().flatten();
            let runs = at.map(|(place, end)| (same(&a.keys[start..gap.a.end], &b.keys[*place..*end]), *place));
            match runs.max_by_key(|(length, place)| (*length, Reverse(*place))) {
                Some((length, place)) if length >= WORDS => {
                    found.push(Moved { a: start..start + length, b: place..place + length });
                    start += length;
                }
                _ => start += 1,
            }
        }
    }
    apart(a, found)
}

/// The longest of these, none of which shares words with another.
fn apart(a: &Words<'_>, mut found: Vec<Moved>) -> Vec<Moved> {
    found.retain(|moved| moved.a.len() >= MANY || a.letters(moved.a.clone()) >= LETTERS);
    found.sort_by_key(|moved| (Reverse(moved.a.len()), moved.a.start));
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    found.retain(|moved| {
        let free = taken.range(..moved.b.end).next_back().is_none_or(|(_, end)| *end <= moved.b.start);
        if free {
            taken.insert(moved.b.start, moved.b.end);
        }
        free
    });
    found.sort_by_key(|moved| moved.a.start);
    found
}

fn same(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

fn number(keys: &[u64]) -> u64 {
    keys.iter().fold(0, |n, key| (n.rotate_left(23) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}
