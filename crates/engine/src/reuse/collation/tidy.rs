//! Pairs of words made to read as an editor would set them.
//!
//! A best sum is blind to sense: it pairs the one "the" of a sentence with that of another sentence put in its place, and
//! may begin an added sentence with the last word of the one before. So words that are paired by chance between longer
//! replacements are parted again, and what is added or left out is moved, where it may as well stand elsewhere, to where
//! sentences and lines end.

use super::words::Words;
use std::ops::Range;

/// How many times the letters of words paired by chance the replacements on both sides have, at least.
const OUTWEIGHED: usize = 4;
/// Most words that can be paired by chance.
const CHANCE: usize = 3;
/// How often words paired by chance are looked for.
const PASSES: usize = 3;
/// How far what is added or left out is moved, in words.
const FAR: usize = 256;

/// Words of both texts without partners, between two pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// What lies before, between and after the pairs: one more than there are pairs, most of them empty.
pub(super) fn gaps(pairs: &[(usize, usize)], a: usize, b: usize) -> impl Iterator<Item = Gap> {
    let ends = pairs.iter().copied().chain([(a, b)]);
    let starts = [(0, 0)].into_iter().chain(pairs.iter().map(|(x, y)| (x + 1, y + 1)));
    starts.zip(ends).map(|((from_a, from_b), (to_a, to_b))| Gap { a: from_a..to_a, b: from_b..to_b })
}

/// The pairs, tidied.
pub(super) fn tidied(a: &Words<'_>, b: &Words<'_>, mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    for _ in 0..PASSES {
        let before = pairs.len();
        pairs = without_chance(a, b, &pairs);
        if pairs.len() == before {
            break;
        }
    }
    slide(a, b, &mut pairs);
    pairs
}

/// The pairs without those that stand alone between replacements which outweigh them.
fn without_chance(a: &Words<'_>, b: &Words<'_>, pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let gaps: Vec<Gap> = gaps(pairs, a.len(), b.len()).collect();
    let weight = |gap: &Gap| match (gap.a.is_empty(), gap.b.is_empty()) {
        (false, false) => a.letters(gap.a.clone()).min(b.letters(gap.b.clone())),
        _ => 0,
    };
    let mut kept = Vec::with_capacity(pairs.len());
    let mut before = gaps.first().map_or(0, weight);
    let mut run: Range<usize> = 0..0;
    for (index, gap) in gaps.iter().enumerate().skip(1) {
        run.end = index;
        let after = if gap.a.is_empty() && gap.b.is_empty() { continue } else { weight(gap) };
        let letters: usize = pairs[run.clone()].iter().map(|(x, _)| usize::from(a.lengths[*x])).sum();
        if run.len() <= CHANCE && letters * OUTWEIGHED <= before.min(after) {
            before += letters + after;
        } else {
            kept.extend_from_slice(&pairs[run.clone()]);
            before = after;
        }
        run = index..index;
    }
    kept.extend_from_slice(&pairs[run]);
    kept
}

/// Moves what one side alone has to where sentences end.
fn slide(a: &Words<'_>, b: &Words<'_>, pairs: &mut [(usize, usize)]) {
    for index in 0..=pairs.len() {
        let (from_a, from_b) =
            index.checked_sub(1).and_then(|before| pairs.get(before)).map_or((0, 0), |(x, y)| (x + 1, y + 1));
        let (to_a, to_b) = pairs.get(index).copied().unwrap_or((a.len(), b.len()));
        if from_a == to_a && from_b < to_b {
            let by = best(b, from_b..to_b, &Steps::around(pairs, index, |pair| (pair.1, pair.0)));
            shift(pairs, index, by, to_b - from_b, |pair| &mut pair.1);
        } else if from_b == to_b && from_a < to_a {
            let by = best(a, from_a..to_a, &Steps::around(pairs, index, |pair| *pair));
            shift(pairs, index, by, to_a - from_a, |pair| &mut pair.0);
        }
    }
}

/// How many pairs stand side by side before and after a place.
struct Steps {
    before: usize,
    after: usize,
}

impl Steps {
    fn around(pairs: &[(usize, usize)], index: usize, sides: impl Fn(&(usize, usize)) -> (usize, usize)) -> Steps {
        let beside = |x: &(usize, usize), y: &(usize, usize)| {
            let ((x_own, x_other), (y_own, y_other)) = (sides(x), sides(y));
            x_own + 1 == y_own && x_other + 1 == y_other
        };
        let run = |mut pairs: Box<dyn Iterator<Item = &(usize, usize)> + '_>, forward: bool| {
            let Some(mut last) = pairs.next() else { return 0 };
            let mut count = 1;
            for pair in pairs.take(FAR) {
                let side_by_side = if forward { beside(last, pair) } else { beside(pair, last) };
                if !side_by_side {
                    break;
                }
                (last, count) = (pair, count + 1);
            }
            count
        };
        let before = run(Box::new(pairs[..index].iter().rev()), false);
        Steps { before, after: run(Box::new(pairs[index..].iter()), true) }
    }
}

/// By how many words a range that the other text lacks is best moved.
fn best(words: &Words<'_>, range: Range<usize>, steps: &Steps) -> isize {
    let score = |start: usize| boundary(words, start) + boundary(words, start + range.len());
    let mut found = (score(range.start), 0isize);
    for back in 1..=steps.before.min(range.start) {
        if words.word(range.start - back) != words.word(range.end - back) {
            break;
        }
        let score = score(range.start - back);
        if score > found.0 {
            found = (score, -(back as isize));
        }
    }
    for ahead in 0..steps.after.min(words.len() - range.end) {
        if words.word(range.start + ahead) != words.word(range.end + ahead) {
            break;
        }
        let score = score(range.start + ahead + 1);
        if score > found.0 {
            found = (score, ahead as isize + 1);
        }
    }
    found.1
}

/// How much of a boundary lies before a word.
fn boundary(words: &Words<'_>, index: usize) -> u8 {
    let between = words.between(index);
    if index == 0 || index >= words.len() || between.matches('\n').count() > 1 {
        4
    } else if between.contains(['.', '!', '?', '\n', '。', '！', '？', '؟', '।']) {
        3
    } else if between
        .contains([',', ';', ':', '，', '；', '：', '、', '،', '؛', '–', '—', '(', ')', '«', '»', '“', '”', '"'])
    {
        2
    } else {
        1
    }
}

/// Gives the words that are moved over their partners on the other side of the range.
fn shift(
    pairs: &mut [(usize, usize)],
    index: usize,
    by: isize,
    width: usize,
    side: impl Fn(&mut (usize, usize)) -> &mut usize,
) {
    let count = by.unsigned_abs();
    if by < 0 {
        pairs[index - count..index].iter_mut().for_each(|pair| *side(pair) += width);
    } else {
        pairs[index..index + count].iter_mut().for_each(|pair| *side(pair) -= width);
    }
}
