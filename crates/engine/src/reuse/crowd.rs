//! Which hits are left out where too many texts have one place in common.
//!
//! Thousands of copies of one text, each misread in its own way, would have the square of their number in common, though no
//! seed of theirs is frequent. So hits are counted by the place of the text they are in; where there are more than a place in
//! few copies can have, a part of the pairs is aligned, chosen by a hash of the pair: whatever the order of texts, and
//! however they are cut into pieces for want of memory. What is left out is linked through others.

use super::hits::Hit;

/// Hits at one place of a text, above which only so many are followed: more than sixty-four copies without a fault have.
const MOST: u64 = 1_400;
/// Letters that are one place, as a power of two.
const NEAR: u32 = 6;

/// How many hits there are at each place of each text.
pub struct Crowds {
    /// Where the places of each text begin.
    starts: Vec<u64>,
    counts: Vec<u16>,
}

impl Crowds {
    /// Of texts with so many letters, by rank.
    pub fn new(lengths: impl Iterator<Item = usize>) -> Self {
        let mut starts = Vec::new();
        let mut all = 0;
        for letters in lengths {
            starts.push(all);
            all += (letters as u64 >> NEAR) + 1;
        }
        Crowds { starts, counts: vec![0; all as usize] }
    }

    fn place(&self, hit: &Hit) -> Option<usize> {
        Some((self.starts.get(hit.a as usize)? + u64::from(hit.at_a >> NEAR)) as usize)
    }

    /// Counts a hit. Those of frequent seeds stand for many already.
    pub fn count(&mut self, hit: &Hit) {
        if !hit.frequent
            && let Some(count) = self.place(hit).and_then(|place| self.counts.get_mut(place))
        {
            *count = count.saturating_add(1);
        }
    }

    /// Whether a pair of texts is left out: all its hits are at crowded places, and it is not of the part that is followed.
    pub fn leaves_out(&self, hits: &[Hit]) -> bool {
        let Some(first) = hits.first() else { return false };
        let pair = (u64::from(first.a) << 32 | u64::from(first.b)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let part = pair >> 40;
        hits.iter().all(|hit| {
            let count = self.place(hit).and_then(|place| self.counts.get(place)).copied().unwrap_or(0);
            !hit.frequent && u64::from(count) > MOST && part % u64::from(count) >= MOST
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(a: u32, b: u32, at_a: u32) -> Hit {
        Hit { a, b, at_a, at_b: 0, frequent: false }
    }

    #[test]
    fn few_pairs_are_all_followed_and_of_a_crowd_a_part() {
        let mut crowds = Crowds::new([1_000, 1_000].into_iter());
        for b in 2..20_000 {
            crowds.count(&hit(0, b, 130));
        }
        (2..900).for_each(|b| crowds.count(&hit(1, b, 130)));
        assert!((2..900).all(|b| !crowds.leaves_out(&[hit(1, b, 130)])));
        let followed = (2..20_000).filter(|b| !crowds.leaves_out(&[hit(0, *b, 130)])).count();
        assert!((700..2_800).contains(&followed), "{followed}");
        assert!(!crowds.leaves_out(&[hit(0, 3, 130), hit(0, 3, 500)]), "a hit elsewhere is reason enough");
        assert!(!crowds.leaves_out(&[Hit { frequent: true, ..hit(0, 3, 130) }]));
    }
}
