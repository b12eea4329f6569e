//! The best pairing of two short runs of words.
//!
//! Words that are the same are paired so that as many letters as possible are, in as few stretches as possible; words that
//! are nearly the same may be paired too, so that a misread word stands beside what it was.

use super::likeness::{alike, glance, surely_unlike};
use super::words::Words;
use std::ops::Range;

/// What a pair of equal words is worth, besides its letters.
const EQUAL: i32 = 6;
/// Most letters of an equal word that count.
const LETTERS: u8 = 6;
/// What a pair of words that are nearly the same is worth.
const ALIKE: i32 = 5;
/// What it costs to begin a stretch of words without a partner.
const OPEN: i32 = 4;
/// Less than any sum.
const NONE: i32 = i32::MIN / 2;

/// How a best sum was reached; of a paired state: whether it came from words without partners.
const PAIR_FROM_GAP: u8 = 1;
/// Of a state without partner: that it came from one side or the other, and from a pair.
const GAP_FROM_A: u8 = 2;
const GAP_FROM_PAIR: u8 = 4;

/// Pairs of words of the two ranges, in order; the ranges are short enough for a table of their product.
pub(super) fn pairs(a: &Words<'_>, b: &Words<'_>, of_a: Range<usize>, of_b: Range<usize>) -> Vec<(usize, usize)> {
    let (rows, columns) = (of_a.len(), of_b.len());
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let look = |words: &Words<'_>, range: &Range<usize>| -> Vec<(u64, u8)> {
        range.clone().map(|index| (glance(words.word(index)), words.lengths[index])).collect()
    };
    let (a_looks, b_looks) = (look(a, &of_a), look(b, &of_b));
    let worth = |i: usize, j: usize| -> i32 {
        let (x, y) = (of_a.start + i, of_b.start + j);
        if a.keys[x] == b.keys[y] {
            return EQUAL + i32::from(a.lengths[x].min(LETTERS));
        }
        if surely_unlike(a_looks[i], b_looks[j]) || !alike(a.word(x), b.word(y)) { NONE } else { ALIKE }
    };
    let mut trace = vec![0u8; (rows + 1) * (columns + 1)];
    let (mut above, mut row) = (vec![State::default(); columns + 1], vec![State::default(); columns + 1]);
    for i in 0..=rows {
        for j in 0..=columns {
            let diagonal = if i > 0 && j > 0 { Some((above[j - 1], worth(i - 1, j - 1))) } else { None };
            let up = if i > 0 { Some(above[j]) } else { None };
            let left = j.checked_sub(1).map(|before| row[before]);
            (row[j], trace[i * (columns + 1) + j]) =
                if i == 0 && j == 0 { (State { pair: 0, gap: NONE }, 0) } else { step(diagonal, up, left) };
        }
        std::mem::swap(&mut row, &mut above);
    }
    back(&trace, (rows, columns), above[columns].pair >= above[columns].gap, (of_a.start, of_b.start))
}

/// The best sums of the words up to a place: where the last two are a pair, and where the last has no partner.
#[derive(Clone, Copy, Debug)]
struct State {
    pair: i32,
    gap: i32,
}

impl Default for State {
    fn default() -> Self {
        State { pair: NONE, gap: NONE }
    }
}

/// The best sums at a place, from those before it on both sides (with what the pair there is worth) and on either, and how
/// they were reached.
fn step(diagonal: Option<(State, i32)>, up: Option<State>, left: Option<State>) -> (State, u8) {
    let (mut here, mut how) = (State::default(), 0);
    if let Some((before, worth)) = diagonal.filter(|(_, worth)| *worth > NONE) {
        here.pair = worth + before.gap.max(before.pair);
        how |= if before.gap > before.pair { PAIR_FROM_GAP } else { 0 };
    }
    let mut reached = 0;
    let ways = [(up, GAP_FROM_A), (left, 0)];
    for (before, side) in ways.into_iter().filter_map(|(before, side)| Some((before?, side))) {
        for (sum, from) in [(before.gap, side), (before.pair - OPEN, side | GAP_FROM_PAIR)] {
            if sum > here.gap {
                (here.gap, reached) = (sum, from);
            }
        }
    }
    (here, how | reached)
}

/// The pairs along the best way.
fn back(trace: &[u8], (rows, columns): (usize, usize), paired: bool, from: (usize, usize)) -> Vec<(usize, usize)> {
    let (mut i, mut j, mut in_pair) = (rows, columns, paired);
    let mut pairs = Vec::new();
    while i > 0 || j > 0 {
        let how = trace[i * (columns + 1) + j];
        if in_pair {
            (i, j) = (i - 1, j - 1);
            pairs.push((from.0 + i, from.1 + j));
            in_pair = how & PAIR_FROM_GAP == 0;
        } else {
            if how & GAP_FROM_A != 0 {
                i -= 1
            } else {
                j -= 1
            }
            in_pair = how & GAP_FROM_PAIR != 0;
        }
    }
    pairs.reverse();
    pairs
}
