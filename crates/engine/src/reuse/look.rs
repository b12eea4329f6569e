//! A quick look at what stands around two places, before they are aligned.
//!
//! Most places that share a seed do so by chance. What stands before and after it is compared eight letters at a time, each
//! time a little to the left and right too, for letters that are missing on one side.

use super::letters::MEMBER_BITS;

/// Letters compared at a time.
const BLOCK: usize = 8;
/// How often, on each side.
const BLOCKS: usize = 4;
/// By how many letters the second text may lag behind or run ahead with each block.
const DRIFT: i64 = 2;
/// Letters of a block that are alike by chance; what is counted where a text has ended.
const CHANCE: u32 = 3;

/// Letters on either side of a seed that may be looked at.
pub const REACH: usize = BLOCKS * (BLOCK + DRIFT as usize) + BLOCK;

/// How many of 64 letters around the runs of `length` letters at `at_a` and `at_b` are of the same class.
pub fn alike(a: &[u8], at_a: usize, b: &[u8], at_b: usize, length: usize) -> u32 {
    let ahead = |n: usize| (at_a + length + n * BLOCK) as i64;
    let behind = |n: usize| at_a as i64 - ((n + 1) * BLOCK) as i64;
    let line = at_b as i64 - at_a as i64;
    side(a, b, line, ahead) + side(a, b, line, behind)
}

/// How many letters of the blocks of `a` that start `at` are alike in `b`, which first is `line` letters ahead.
fn side(a: &[u8], b: &[u8], line: i64, at: impl Fn(usize) -> i64) -> u32 {
    let (mut line, mut alike) = (line, 0);
    for start in (0..BLOCKS).map(at) {
        let near = block(a, start).and_then(|x| nearest(x, b, start + line));
        alike += near.map_or(CHANCE, |(_, same)| same);
        line += near.map_or(0, |(drift, _)| drift);
    }
    alike
}

/// Letters by which the second text may have drifted, from the one preferred least to the one preferred most.
const DRIFTS: [i64; 5] = [-DRIFT, DRIFT, -1, 1, 0];

/// The drift at which most letters at `at` in `b` are those of the block `x`, and how many.
fn nearest(x: u64, b: &[u8], at: i64) -> Option<(i64, u32)> {
    let all = usize::try_from(at - DRIFT).ok().and_then(|from| b.get(from..)?.first_chunk::<16>());
    let mut best: Option<(i64, u32)> = None;
    let mut take = |drift: i64, y: u64| {
        let same = same(x, y);
        if best.is_none_or(|(_, most)| same >= most) {
            best = Some((drift, same));
        }
    };
    match all.map(|all| u128::from_le_bytes(*all)) {
        Some(all) => DRIFTS.iter().for_each(|drift| take(*drift, (all >> (8 * (drift + DRIFT))) as u64)),
        None => DRIFTS.iter().filter_map(|drift| Some((*drift, block(b, at + drift)?))).for_each(|(d, y)| take(d, y)),
    }
    best
}

/// Eight letters.
fn block(letters: &[u8], at: i64) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    letters.get(at..)?.first_chunk::<BLOCK>().map(|block| u64::from_le_bytes(*block))
}

/// How many of eight letters are of the same class.
fn same(x: u64, y: u64) -> u32 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    const ONES: u64 = 0x0101_0101_0101_0101;
    const CLASS: u64 = ONES * (0xff << MEMBER_BITS & 0xff);
    let differ = (x ^ y) & CLASS;
    let bits = ((((differ & LOW) + LOW) | differ) & !LOW) >> 7;
    // Adds the bytes up in the highest one; not every processor counts bits.
    8 - (bits.wrapping_mul(ONES) >> 56) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::letters::placed;

    const SENTENCE: &str = "the delegates of the eleven provinces have resolved to hold their assembly in the open air";

    #[test]
    fn a_badly_read_copy_looks_alike_and_other_words_do_not() {
        let a = placed(SENTENCE).letters;
        let copy =
            placed("thc delcgates of tbe clevn provlnces have resoived to hold thcir assemb1y in the opcn air").letters;
        let other =
            placed("six of our provinces have no harvest left this year and nobody knows what to plant then").letters;
        let at = |text: &str, word: &str| placed(&text[..text.find(word).unwrap_or(0)]).letters.len();
        let seed = at(SENTENCE, "provinces");
        let alike_copy = alike(&a, seed, &copy, seed - 1, 15);
        assert!(alike_copy > 48, "{alike_copy}");
        let alike_other = alike(&a, seed, &other, 8, 12);
        assert!(alike_other < 32, "{alike_other}");
    }

    #[test]
    fn counts_letters_of_a_class() {
        let eight = |text: &str| block(&placed(text).letters, 0).unwrap_or(0);
        assert_eq!(same(eight("provinces"), eight("provinces")), 8);
        assert_eq!(same(eight("provinces"), eight("pnovlnccs")), 8);
        assert_eq!(same(eight("provinces"), eight("xxxxxxxxx")), 0);
    }
}
