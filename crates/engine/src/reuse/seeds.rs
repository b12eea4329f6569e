//! Seeds: short runs of letters by which two texts are found to share a passage.
//!
//! Takes the letters of a text, gives one run in so many, chosen by a hash of its classes alone. So the same words give the
//! same seeds wherever they stand, and what is mistaken within a class changes none of them. With each comes what stands
//! around it, so that two places can be told to differ without looking at the texts again.

use super::letters::class;

/// A seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed {
    /// What it says: a hash of its classes.
    pub key: u64,
    /// Which letter of the text it starts at.
    pub at: u32,
    /// The classes around it, four bits each: eight before it in the upper half, the nearest one highest, eight after it
    /// in the lower half, the nearest one highest.
    pub around: u64,
}

/// Classes on either side that are kept with a seed.
pub const AROUND: usize = 8;
/// What the hash of a run is multiplied with for each further class.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Gives the seeds of a text: runs of `length` letters, one in `sample`.
pub fn each(letters: &[u8], length: usize, sample: u64, mut give: impl FnMut(Seed)) {
    if letters.len() < length || length == 0 {
        return;
    }
    let gone = (0..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let most = u64::MAX / sample.max(1);
    let mut hash = 0u64;
    for (at, letter) in letters.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(class(*letter)) + 1);
        let Some(start) = (at + 1).checked_sub(length) else { continue };
        if let Some(before) = start.checked_sub(1) {
            hash = hash.wrapping_sub(gone.wrapping_mul(u64::from(class(letters[before])) + 1));
        }
        let key = mix(hash);
        if key <= most {
            give(Seed { key: key.wrapping_mul(sample), at: start as u32, around: around(letters, start, at + 1) });
        }
    }
}

/// Spreads a hash over all its bits (Pelle Evensen's rrmxmx family of mixers).
fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

/// Four bits of a letter's class, never all ones.
pub fn four(letter: u8) -> u8 {
    class(letter) % 15
}

/// The classes before `start` and from `end` on. Beyond the text's ends they are of no class.
pub fn around(letters: &[u8], start: usize, end: usize) -> u64 {
    let four = |letter: u8| u64::from(four(letter));
    let before = &letters[start.saturating_sub(AROUND)..start];
    let after = &letters[end..letters.len().min(end + AROUND)];
    let fill = |bits: u64, count: usize| (count..AROUND).fold(bits, |bits, _| bits << 4 | 0xf);
    let left = fill(before.iter().rev().fold(0, |bits, letter| bits << 4 | four(*letter)), before.len());
    let right = fill(after.iter().fold(0, |bits, letter| bits << 4 | four(*letter)), after.len());
    left << 32 | right
}

/// How many of the sixteen classes around two seeds are alike, where on each side one letter may be missing or added next to
/// the seed.
pub fn alike(a: u64, b: u64) -> u32 {
    let side = |a: u32, b: u32| same(a ^ b).max(same((a << 4) ^ b).max(same(a ^ (b << 4))));
    side((a >> 32) as u32, (b >> 32) as u32) + side(a as u32, b as u32)
}

/// How many of eight groups of four bits are zero.
fn same(difference: u32) -> u32 {
    let any = difference | difference >> 1;
    let any = (any | any >> 2) & 0x1111_1111;
    // Adds the groups up in the highest one; not every processor counts bits.
    8 - (any.wrapping_mul(0x1111_1111) >> 28)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::letters::placed;

    fn seeds(text: &str) -> Vec<Seed> {
        let mut seeds = Vec::new();
        each(&placed(text).letters, 12, 2, |seed| seeds.push(seed));
        seeds
    }

    const SENTENCE: &str = "The delegates of the eleven provinces have resolved to hold their assembly in the open air";

    #[test]
    fn the_same_words_give_the_same_seeds_wherever_they_stand() {
        let whole = seeds(&format!("Before it other words. {SENTENCE} And others after it."));
        let alone = seeds(SENTENCE);
        assert!(alone.len() > 20 && alone.len() < 50, "one in two of 67 runs: {}", alone.len());
        assert!(alone.iter().all(|seed| whole.iter().any(|other| other.key == seed.key)));
    }

    #[test]
    fn what_stands_around_tells_two_places_apart() {
        let a = seeds(&format!("Before it other words. {SENTENCE}"));
        let same = |b: &[Seed]| {
            let pairs = a.iter().flat_map(|x| b.iter().filter(|y| x.key == y.key).map(|y| alike(x.around, y.around)));
            pairs.min().unwrap_or(0)
        };
        assert!(same(&seeds(SENTENCE)) >= 8, "one side is alike everywhere");
        let x = seeds("qqqqqqqqq delegates of the xxxxxxxxxx");
        let near = a.iter().flat_map(|s| x.iter().filter(|y| s.key == y.key).map(|y| alike(s.around, y.around))).max();
        assert!(near.is_some_and(|near| near < 10), "{near:?}");
    }
}
