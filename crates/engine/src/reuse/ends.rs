//! Where a passage really starts and ends.
//!
//! An alignment goes on while its score may still rise, and so may end with a few words that are alike by chance: a letter
//! here and there. Such an end is left out. An end is looked at from outside in, until a solid stretch is met; what stands
//! before that is kept only where more of it is alike than differs.

use super::align::Pair;
use super::passages::Shared;

/// What a stretch must have more of letters alike than of columns that differ, to be solid. More of it makes cleaner ends,
/// and loses letters of copies that are badly read.
const SOLID: i64 = 5;
/// Letters from an end within which the last pair stands where the pairs reach the end at all.
const FAR: usize = 60;

/// The passage without ends that are alike by chance; `pairs`, its letters that are alike, in order, lose those of the
/// ends.
pub(super) fn trimmed(shared: &Shared, pairs: &mut Vec<Pair>) -> Shared {
    let last = kept(pairs.iter().rev().copied(), (shared.a_end as usize, shared.b_end as usize));
    pairs.truncate(pairs.len() - last);
    let first = kept(pairs.iter().copied(), (shared.a_start as usize, shared.b_start as usize));
    pairs.drain(..first);
    let mut shared = *shared;
    if let (true, Some((x, y))) = (first > 0, pairs.first()) {
        (shared.a_start, shared.b_start) = (*x as u32, *y as u32);
    }
    if let (true, Some((x, y))) = (last > 0, pairs.last()) {
        (shared.a_end, shared.b_end) = (*x as u32 + 1, *y as u32 + 1);
    }
    shared
}

/// How many pairs, from an end inwards, are to be left out. `end` is where the passage ends on both sides.
fn kept(pairs: impl Iterator<Item = Pair>, end: Pair) -> usize {
    let (mut score, mut least, mut cut) = (0, 0, 0);
    let mut before: Option<Pair> = None;
    for (place, (x, y)) in pairs.enumerate() {
        let apart = match before {
            Some((a, b)) => x.abs_diff(a).max(y.abs_diff(b)) - 1,
            // An end lies before its first letter and behind its last one.
            None => {
                let far = |at: usize, end: usize| if at < end { end - at - 1 } else { at - end };
                let far = far(x, end.0).max(far(y, end.1));
                // The letters of passages that were joined are known up to the gap between them.
                if far > FAR { 0 } else { far }
            }
        };
        score -= apart as i64;
        if score < least {
            (least, cut) = (score, place);
        }
        score += 1;
        if score - least >= SOLID {
            return cut;
        }
        before = Some((x, y));
    }
    // Nothing in it is solid: it is left as it is.
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: u32, b: u32) -> Shared {
        Shared {
            a: 0,
            b: 1,
            a_start: 0,
            a_end: a,
            b_start: 0,
            b_end: b,
            score: 0,
            from: (20, 20),
            frequent: false,
            rescued: false,
        }
    }

    #[test]
    fn letters_alike_here_and_there_behind_a_passage_are_no_part_of_it() {
        let solid: Vec<Pair> = (10..60).map(|at| (at, at)).collect();
        let chance = [(63, 64), (66, 67), (67, 68), (72, 71), (75, 76)];
        let mut pairs: Vec<Pair> = [(0, 1), (3, 4), (5, 5)].into_iter().chain(solid.clone()).chain(chance).collect();
        let trimmed = trimmed(&shared(76, 77), &mut pairs);
        assert_eq!(pairs, solid);
        assert_eq!((trimmed.a_start, trimmed.a_end, trimmed.b_start, trimmed.b_end), (10, 60, 10, 60));
    }

    #[test]
    fn an_end_that_is_badly_read_stays() {
        let mut pairs: Vec<Pair> = (0..200).filter(|at| at % 4 != 3).map(|at| (at, at)).collect();
        let whole = pairs.clone();
        assert_eq!(trimmed(&shared(200, 200), &mut pairs), shared(200, 200));
        assert_eq!(pairs, whole);
    }
}
