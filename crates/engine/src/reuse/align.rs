//! The alignment of two passages, outwards from a place where they agree.
//!
//! Takes letters of two texts and a place in each, gives how far the passage reaches on both sides: up to where the score
//! of the alignment is greatest. Only cells near a diagonal are computed, one anti-diagonal after the other; all cells of
//! an anti-diagonal are independent of each other, so the compiler computes them side by side. The band follows the
//! greatest score (after Suzuki and Kasahara, "Acceleration of nucleotide semi-global alignment with adaptive banded
//! dynamic programming", 2017) and the alignment ends where the score has dropped too far below its peak (Zhang et al., "A
//! greedy algorithm for aligning DNA sequences", 2000).
//!
//! Scores are kept in a byte each, above a base that grows with them. What falls more than [`FLOOR`] below the greatest
//! may be cut off at zero: by then the alignment through it has ended.

use super::letters::NONE;

/// Cells of the band on an anti-diagonal; it is twice as many diagonals wide.
pub const WIDTH: usize = 32;
/// What a letter that is alike adds.
const EQUAL: u8 = 2;
/// What a letter of the same class adds.
const ALIKE: u8 = 1;
/// What another letter takes away, or one that only one of the two texts has.
const OTHER: u8 = 2;
/// The score of nothing, as a cell holds it.
const FLOOR: u8 = 120;
/// Scores are brought down by [`LESS`] once one exceeds this, so that they fit.
const REBASE: u8 = 230;
/// What scores are brought down by.
const LESS: u8 = 100;
/// Anti-diagonals after which the band follows the greatest score.
const FOLLOW: i32 = 16;
/// Cells by which it may be off before the band follows.
const OFF: i32 = 3;
/// The greatest [drop](super::params::Params::drop) that cells can tell.
pub const MOST_DROP: i32 = 100;
/// Letters copied out of the texts at first; more where the passage reaches their end.
const FIRST_WINDOW: usize = 256;
/// What pads the second text: equal to no letter and to no padding of the first.
const NONE_EITHER: u8 = 0x7f;

/// The scores of one anti-diagonal, with a cell on either side that is never reached.
type Band = [u8; WIDTH + 2];

/// How far a passage reaches to one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Score at its peak.
    pub score: i32,
    /// Letters of the first text up to the peak.
    pub a: usize,
    /// Letters of the second text up to the peak.
    pub b: usize,
}

/// A passage in both texts, in letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// Score of the alignment.
    pub score: i32,
    /// First letter in the first text.
    pub a_start: usize,
    /// One past the last.
    pub a_end: usize,
    /// First letter in the second text.
    pub b_start: usize,
    /// One past the last.
    pub b_end: usize,
}

/// Aligns; keeps its buffers from one alignment to the next.
#[derive(Default)]
pub struct Aligner {
    /// Letters of the first text, backwards along the alignment, padded.
    a: Vec<u8>,
    /// Letters of the second, along the alignment, padded.
    b: Vec<u8>,
    /// The anti-diagonals, where the path is asked for.
    trace: Vec<(Band, Place)>,
}

/// A pair of letters that an alignment sets against each other.
pub type Pair = (usize, usize);

impl Aligner {
    /// The passage around letter `at_a` of `a` and letter `at_b` of `b`, which are taken to correspond; `drop` is the
    /// score that it may lose before it has ended.
    pub fn around(&mut self, a: &[u8], at_a: usize, b: &[u8], at_b: usize, drop: i32) -> Local {
        let forward = self.reach(&Side::new(a, at_a, false), &Side::new(b, at_b, false), drop);
        let back = self.reach(&Side::new(a, at_a, true), &Side::new(b, at_b, true), drop);
        Local {
            score: forward.score + back.score,
            a_start: at_a - back.a,
            a_end: at_a + forward.a,
            b_start: at_b - back.b,
            b_end: at_b + forward.b,
        }
    }

    /// As [`around`](Self::around), with the pairs of letters that are alike, in order.
    pub fn path(&mut self, a: &[u8], at_a: usize, b: &[u8], at_b: usize, drop: i32) -> (Local, Vec<Pair>) {
        let mut pairs = Vec::new();
        let back = self.traced(&Side::new(a, at_a, true), &Side::new(b, at_b, true), drop, &mut pairs);
        pairs.iter_mut().for_each(|(i, j)| (*i, *j) = (at_a - 1 - *i, at_b - 1 - *j));
        let mut ahead = Vec::new();
        let forward = self.traced(&Side::new(a, at_a, false), &Side::new(b, at_b, false), drop, &mut ahead);
        pairs.extend(ahead.iter().rev().map(|(i, j)| (at_a + i, at_b + j)));
        let local = Local {
            score: forward.score + back.score,
            a_start: at_a - back.a,
            a_end: at_a + forward.a,
            b_start: at_b - back.b,
            b_end: at_b + forward.b,
        };
        (local, pairs)
    }

    /// How far two sides agree.
    fn reach(&mut self, a: &Side<'_>, b: &Side<'_>, drop: i32) -> Reach {
        let mut window = FIRST_WINDOW;
        loop {
            let (reach, edge) = self.within::<false>(a, b, drop, window);
            if !edge || window >= a.len().max(b.len()) {
                return reach;
            }
            window *= 8;
        }
    }

    /// How far two sides agree, and the pairs of letters alike up to there, last first.
    fn traced(&mut self, a: &Side<'_>, b: &Side<'_>, drop: i32, pairs: &mut Vec<Pair>) -> Reach {
        let mut window = FIRST_WINDOW;
        let reach = loop {
            let (reach, edge) = self.within::<true>(a, b, drop, window);
            if !edge || window >= a.len().max(b.len()) {
                break reach;
            }
            window *= 8;
        };
        self.back(reach, pairs);
        reach
    }

    /// How far two sides agree within their first `window` letters, and whether the window may have stopped it.
    fn within<const TRACE: bool>(&mut self, a: &Side<'_>, b: &Side<'_>, drop: i32, window: usize) -> (Reach, bool) {
        let (n, m) = (a.len().min(window), b.len().min(window));
        let Aligner { a: letters_a, b: letters_b, trace } = self;
        a.fill(n, true, NONE, letters_a);
        b.fill(m, false, NONE_EITHER, letters_b);
        trace.clear();
        let mut keep = |band: &Band, place: Place| {
            if TRACE {
                trace.push((*band, place));
            }
        };
        let mut even: Band = [0; WIDTH + 2];
        let mut odd = even;
        even[1 + MIDDLE as usize] = FLOOR;
        let mut here = Place { base: 0, aside: 0 };
        let mut best = Peak { score: 0, even, odd, at: 0, place: here };
        keep(&even, here);
        let mut at = 0i32;
        loop {
            // Cell `l` of an even anti-diagonal has `at / 2 - l + MIDDLE - aside` letters of the first text, and as many of
            // the second as make up `at`.
            let half = at / 2;
            let from_a = (n + PAD) as i32 - half - MIDDLE + here.aside;
            let from_b = PAD as i32 + half - MIDDLE + here.aside;
            let (Some(odd_a), Some(both_b)) = (lanes(letters_a, from_a), lanes(letters_b, from_b)) else { break };
            next::<0>(&mut odd, &even, odd_a, both_b);
            keep(&odd, here);
            let Some(even_a) = lanes(letters_a, from_a - 1) else { break };
            next::<1>(&mut even, &odd, even_a, both_b);
            keep(&even, here);
            at += 2;
            let top = peak(&odd, &even);
            let score = i32::from(top) - i32::from(FLOOR) + here.base;
            if score > best.score {
                best = Peak { score, even, odd, at, place: here };
            } else if score < best.score - drop {
                break;
            }
            if top > REBASE {
                lower(&mut even);
                lower(&mut odd);
                here.base += i32::from(LESS);
            }
            if at % FOLLOW == 0 {
                let off = even[1..=WIDTH].iter().position(|score| *score == top).map_or(0, |cell| cell as i32 - MIDDLE);
                if off.abs() > OFF {
                    (even, odd) = (moved(&even, off), moved(&odd, off));
                    here.aside += off;
                }
            }
            if half - here.aside.abs() > (n.max(m) as i32) + MIDDLE {
                break;
            }
        }
        let reach = best.reach();
        let stopped = |all: usize, taken: usize, reached: usize| taken < all && reached + drop as usize + WIDTH > taken;
        (reach, stopped(a.len(), n, reach.a) || stopped(b.len(), m, reach.b))
    }

    /// The pairs of letters alike on the path to `reach`, last first.
    fn back(&self, reach: Reach, pairs: &mut Vec<Pair>) {
        let (mut i, mut j) = (reach.a as i32, reach.b as i32);
        while i > 0 || j > 0 {
            let Some(here) = self.score(i, j) else { return };
            let came = |i: i32, j: i32, plus: i32| self.score(i, j).is_some_and(|score| score + plus == here);
            match (i > 0 && j > 0).then(|| self.letters(i, j)).flatten() {
                Some((x, y)) if came(i - 1, j - 1, i32::from(gain(x, y)) - i32::from(loss(x, y))) => {
                    (i, j) = (i - 1, j - 1);
                    if x == y {
                        pairs.push((i as usize, j as usize));
                    }
                }
                _ if i > 0 && came(i - 1, j, -i32::from(OTHER)) => i -= 1,
                _ if j > 0 && came(i, j - 1, -i32::from(OTHER)) => j -= 1,
                _ => return,
            }
        }
    }

    /// The score of `i` letters of the first text against `j` of the second, if it was computed.
    fn score(&self, i: i32, j: i32) -> Option<i32> {
        let (band, place) = self.trace.get(usize::try_from(i + j).ok()?)?;
        let cell = usize::try_from((j - i).div_euclid(2) - place.aside + MIDDLE).ok().filter(|cell| *cell < WIDTH)?;
        match band[cell + 1] {
            0 => None,
            score => Some(i32::from(score) - i32::from(FLOOR) + place.base),
        }
    }

    /// The letters that end at `i` and `j`, counted from one.
    fn letters(&self, i: i32, j: i32) -> Option<(u8, u8)> {
        let from_end = self.a.len().checked_sub(PAD + i as usize)?;
        Some((*self.a.get(from_end)?, *self.b.get(PAD + j as usize - 1)?))
    }
}

/// Cell of the first anti-diagonal at which alignments start.
const MIDDLE: i32 = WIDTH as i32 / 2;
/// Letters of padding on both ends of a window: more than the band can reach out of it.
const PAD: usize = 4 * WIDTH;

/// Where a band is.
#[derive(Clone, Copy)]
struct Place {
    /// What its scores were brought down by.
    base: i32,
    /// How many cells it has moved towards the second text.
    aside: i32,
}

/// The greatest score so far, with the bands it stands in.
struct Peak {
    score: i32,
    even: Band,
    odd: Band,
    /// Letters of both texts up to the cells of `even`; one less for those of `odd`.
    at: i32,
    place: Place,
}

impl Peak {
    /// The letters of both texts up to it.
    fn reach(&self) -> Reach {
        let value = self.score - self.place.base + i32::from(FLOOR);
        let cell = |band: &Band| band[1..=WIDTH].iter().position(|score| i32::from(*score) == value);
        let (at, cell) = match (cell(&self.odd), cell(&self.even)) {
            (Some(cell), _) if self.at > 0 => (self.at - 1, cell),
            (_, Some(cell)) => (self.at, cell),
            _ => return Reach::default(),
        };
        let aside = cell as i32 - MIDDLE + self.place.aside;
        let a = (at / 2 - aside).max(0);
        Reach { score: self.score, a: a as usize, b: (at - a).max(0) as usize }
    }
}

/// What setting two letters against each other adds.
#[inline(always)]
fn gain(a: u8, b: u8) -> u8 {
    match a ^ b {
        0 => EQUAL,
        1..4 => ALIKE,
        _ => 0,
    }
}

/// What setting two letters against each other takes away.
#[inline(always)]
fn loss(a: u8, b: u8) -> u8 {
    if a ^ b < 4 { 0 } else { OTHER }
}

/// The anti-diagonal after `last`, from the one before it, in its place. `SHIFT` is 0 where it is odd and 1 where even.
#[inline(always)]
fn next<const EVEN: usize>(band: &mut Band, last: &Band, a: &[u8; WIDTH], b: &[u8; WIDTH]) {
    let before = *band;
    for l in 0..WIDTH {
        let gap = last[l + 1].max(last[l + 2 - 2 * EVEN]).saturating_sub(OTHER);
        let pair = before[l + 1].saturating_add(gain(a[l], b[l])).saturating_sub(loss(a[l], b[l]));
        band[l + 1] = gap.max(pair);
    }
}

/// The greatest score of two anti-diagonals.
#[inline(always)]
fn peak(x: &Band, y: &Band) -> u8 {
    let mut both = [0u8; WIDTH];
    for l in 0..WIDTH {
        both[l] = x[l + 1].max(y[l + 1]);
    }
    both.into_iter().fold(0, u8::max)
}

/// Brings scores down.
fn lower(band: &mut Band) {
    band.iter_mut().for_each(|score| *score = score.saturating_sub(LESS));
}

/// The band moved by so many cells.
fn moved(band: &Band, by: i32) -> Band {
    let mut to = [0; WIDTH + 2];
    for (cell, score) in (0i32..).zip(&mut to[1..=WIDTH]) {
        let from = cell + by;
        *score = if (0..WIDTH as i32).contains(&from) { band[from as usize + 1] } else { 0 };
    }
    to
}

/// As many letters as the band has cells.
#[inline(always)]
fn lanes(letters: &[u8], from: i32) -> Option<&[u8; WIDTH]> {
    let from = usize::try_from(from).ok()?;
    letters.get(from..from + WIDTH)?.try_into().ok()
}

/// Letters from a place on, or back from it.
struct Side<'a> {
    /// The letters, in the text's order.
    letters: &'a [u8],
    /// Whether they are read backwards.
    back: bool,
}

impl<'a> Side<'a> {
    /// The letters of a text from `at` on, or those before it, backwards.
    fn new(letters: &'a [u8], at: usize, back: bool) -> Self {
        let at = at.min(letters.len());
        Side { letters: if back { &letters[..at] } else { &letters[at..] }, back }
    }

    /// How many letters there are.
    fn len(&self) -> usize {
        self.letters.len()
    }

    /// The first `count` letters, padded on both ends with `none`; last first where `reversed`.
    fn fill(&self, count: usize, reversed: bool, none: u8, into: &mut Vec<u8>) {
        let letters = if self.back { &self.letters[self.len() - count..] } else { &self.letters[..count] };
        into.clear();
        into.resize(PAD, none);
        if self.back == reversed {
            into.extend_from_slice(letters);
        } else {
            into.extend(letters.iter().rev());
        }
        into.resize(into.len() + PAD, none);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::letters::placed;

    fn letters(text: &str) -> Vec<u8> {
        placed(text).letters
    }

    const SENTENCE: &str = "the delegates of the eleven provinces have resolved to hold their assembly in the open air";

    #[test]
    fn a_passage_reaches_as_far_as_it_is_shared() {
        let a = letters(&format!("quiz jumps vexing frogs {SENTENCE} black wizards quack"));
        let b = letters(&format!("my lazy hymn {SENTENCE} fjord pygmy nymph"));
        let (at, found) = (letters("quiz jumps vexing frogs").len(), letters(SENTENCE).len());
        let other = letters("my lazy hymn").len();
        let local = Aligner::default().around(&a, at + 20, &b, other + 20, 50);
        assert_eq!((local.a_start, local.a_end), (at, at + found));
        assert_eq!((local.b_start, local.b_end), (other, other + found));
        assert_eq!(local.score, 2 * found as i32);
    }

    #[test]
    fn letters_lost_added_and_mistaken_do_not_end_it() {
        let a = letters(&SENTENCE.repeat(3));
        let b = letters(&SENTENCE.repeat(3).replace("eleven", "elcvn").replace("assembly", "assxembly"));
        let (local, pairs) = Aligner::default().path(&a, 5, &b, 5, 50);
        assert_eq!((local.a_start, local.a_end), (0, a.len()));
        assert_eq!((local.b_start, local.b_end), (0, b.len()));
        assert_eq!(pairs.len(), a.len() - 6, "of each sentence one letter is mistaken and one is missing");
    }

    #[test]
    fn pairs_are_alike_and_ascend_however_long_the_texts_are() {
        let a = letters(&SENTENCE.repeat(400));
        let mut b = a.clone();
        (0..b.len()).step_by(31).for_each(|at| b[at] ^= 1);
        b.remove(17_000);
        let (local, pairs) = Aligner::default().path(&a, 5_000, &b, 5_000, 50);
        assert_eq!((local.a_start, local.a_end, local.b_end), (0, a.len(), b.len()));
        assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]));
        assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        let same = Aligner::default().around(&a, 5_000, &b, 5_000, 50);
        assert_eq!(same, local);
    }
}
