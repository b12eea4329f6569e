//! Passages that two texts share, from the places where they share seeds.

use super::align::Aligner;
use super::hits::Hit;
use super::letters::class;
use super::look;
use super::params::Params;

/// A passage that two texts share, in letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Rank of the first text; less than that of the second.
    pub a: u32,
    /// Rank of the second text.
    pub b: u32,
    /// First letter in the first text.
    pub a_start: u32,
    /// One past the last.
    pub a_end: u32,
    /// First letter in the second text.
    pub b_start: u32,
    /// One past the last.
    pub b_end: u32,
    /// Score of the alignment.
    pub score: i32,
    /// Letter of the first text that the alignment went out from, and of the second.
    pub from: (u32, u32),
    /// Whether only seeds that stand in very many places led here.
    pub frequent: bool,
    /// Whether only passages that both share with a third text led here.
    pub rescued: bool,
}

/// Letters by which two places may miss a passage's line and still be of it.
const ASIDE: i64 = 24;
/// Letters from a place that led to nothing within which another on the same line is not tried again.
const TRIED: i64 = 64;
/// How often all letters of two texts may have been aligned before places within a passage are left alone on other lines
/// too: texts that say one sentence over and over agree on every such line.
const OFTEN: usize = 2;
/// Passages at most this many letters apart on both sides are one.
const APART: i64 = 60;

impl Shared {
    /// The place in the second text that corresponds to letter `at` of the first, supposing that letters were lost and
    /// added evenly.
    pub fn across(&self, at: u32) -> i64 {
        let (x, y) = (i64::from(self.a_end) - i64::from(self.a_start), i64::from(self.b_end) - i64::from(self.b_start));
        i64::from(self.b_start) + (i64::from(at) - i64::from(self.a_start)) * y / x.max(1)
    }

    /// The same seen from the second text.
    pub fn turned(self) -> Shared {
        Shared {
            a: self.b,
            b: self.a,
            a_start: self.b_start,
            a_end: self.b_end,
            b_start: self.a_start,
            b_end: self.a_end,
            from: (self.from.1, self.from.0),
            ..self
        }
    }

    /// Whether the place lies on the passage.
    pub fn covers(&self, at_a: u32, at_b: u32) -> bool {
        self.a_start <= at_a
            && at_a < self.a_end
            && self.b_start <= at_b
            && at_b < self.b_end
            && (self.across(at_a) - i64::from(at_b)).abs() <= ASIDE
    }

    /// Whether both places lie within it, on whatever line.
    fn holds(&self, at_a: u32, at_b: u32) -> bool {
        self.a_start <= at_a && at_a < self.a_end && self.b_start <= at_b && at_b < self.b_end
    }

    /// Whether it says the same as `other`, of the same two texts: half of the shorter on both sides.
    fn same(&self, other: &Shared) -> bool {
        let half = |a: (u32, u32), b: (u32, u32)| {
            let shared = i64::from(a.1.min(b.1)) - i64::from(a.0.max(b.0));
            2 * shared > i64::from((a.1 - a.0).min(b.1 - b.0))
        };
        half((self.a_start, self.a_end), (other.a_start, other.a_end))
            && half((self.b_start, self.b_end), (other.b_start, other.b_end))
    }

    /// Whether `next` goes on where this one ends, in both texts.
    fn goes_on(&self, next: &Shared) -> bool {
        let gap_a = i64::from(next.a_start) - i64::from(self.a_end);
        let gap_b = i64::from(next.b_start) - i64::from(self.b_end);
        gap_a.abs() <= APART && gap_b.abs() <= APART && (gap_a - gap_b).abs() <= ASIDE
    }

    /// Both as one.
    fn joined(&self, next: &Shared) -> Shared {
        Shared {
            a_end: self.a_end.max(next.a_end),
            b_end: self.b_end.max(next.b_end),
            score: self.score + next.score,
            from: if self.score >= next.score { self.from } else { next.from },
            frequent: self.frequent && next.frequent,
            rescued: self.rescued && next.rescued,
            ..*self
        }
    }
}

/// Finds passages; keeps its buffers from one pair of texts to the next.
#[derive(Default)]
pub struct Finder {
    aligner: Aligner,
    /// Places that led to nothing.
    tried: Vec<(i64, i64)>,
}

impl Finder {
    /// The passages of two texts, given by their letters, around places that are in order.
    pub fn shared(&mut self, a: &[u8], b: &[u8], hits: &[Hit], params: &Params) -> Vec<Shared> {
        let mut found: Vec<Shared> = Vec::new();
        self.tried.clear();
        let (room, mut spent) = (OFTEN * (a.len() + b.len()), 0);
        for hit in hits {
            if let Some(known) = found.iter_mut().find(|shared| shared.covers(hit.at_a, hit.at_b)) {
                known.frequent &= hit.frequent;
                continue;
            }
            let (at, line) = (i64::from(hit.at_a), i64::from(hit.at_b) - i64::from(hit.at_a));
            if self.tried.iter().rev().take(8).any(|(tried, other)| at - tried < TRIED && (line - other).abs() < 4) {
                continue;
            }
            if spent > room && found.iter().any(|shared| shared.holds(hit.at_a, hit.at_b)) {
                continue;
            }
            if look::alike(a, hit.at_a as usize, b, hit.at_b as usize, params.seed) < params.look {
                continue;
            }
            match self.around(a, b, (hit.a, hit.b), (hit.at_a, hit.at_b), params) {
                Some(shared) => {
                    spent += (shared.a_end - shared.a_start + shared.b_end - shared.b_start) as usize;
                    found.push(Shared { frequent: hit.frequent, ..shared });
                }
                None => self.tried.push((at, line)),
            }
        }
        settled(found)
    }

    /// The passage around a place, if there is one to be believed.
    pub fn around(
        &mut self,
        a: &[u8],
        b: &[u8],
        texts: (u32, u32),
        from: (u32, u32),
        params: &Params,
    ) -> Option<Shared> {
        let local = self.aligner.around(a, from.0 as usize, b, from.1 as usize, params.drop);
        let letters = (local.a_end - local.a_start).max(local.b_end - local.b_start) as i32;
        let believed = local.score >= params.least_score
            && 2 * local.score >= letters
            && (local.score >= LONG || 2 * local.score >= 3 * letters)
            && telling(&a[local.a_start..local.a_end], &b[local.b_start..local.b_end]);
        believed.then_some(Shared {
            a: texts.0,
            b: texts.1,
            a_start: local.a_start as u32,
            a_end: local.a_end as u32,
            b_start: local.b_start as u32,
            b_end: local.b_end as u32,
            score: local.score,
            from,
            frequent: false,
            rescued: false,
        })
    }
}

/// Least score where less than 1.5 is scored a letter: two reports of different events in the same stock words get less.
const LONG: i32 = 130;

/// Of a hundred pairs of letters, one from each of two passages, how many may be of one class by chance. Prose has 12 to 25,
/// by language; specks that were read as letters (`ii li Il i. 11 lil`) have 35 and more, and align with any of their kind.
const BY_CHANCE: u64 = 30;

/// Whether letters of two passages that are of one class say anything: not where most are of few classes.
fn telling(a: &[u8], b: &[u8]) -> bool {
    let (in_a, in_b) = (counts(a), counts(b));
    let alike: u64 = in_a.iter().zip(&in_b).map(|(x, y)| x * y).sum();
    100 * alike <= BY_CHANCE * a.len() as u64 * b.len() as u64
}

/// How many letters are of each class.
fn counts(letters: &[u8]) -> [u64; 64] {
    let mut counts = [0; 64];
    letters.iter().for_each(|letter| counts[usize::from(class(*letter))] += 1);
    counts
}

/// Passages of two texts, each once, in order; what goes on where another ends is one with it.
pub fn settled(mut found: Vec<Shared>) -> Vec<Shared> {
    if found.len() > 1 {
        found.sort_unstable_by_key(|shared| (-shared.score, *shared));
        let mut kept: Vec<Shared> = Vec::with_capacity(found.len());
        for shared in found {
            match kept.iter_mut().find(|other| other.same(&shared)) {
                Some(other) => {
                    other.frequent &= shared.frequent;
                    other.rescued &= shared.rescued;
                }
                None => kept.push(shared),
            }
        }
        kept.sort_unstable_by_key(|shared| (shared.a_start, shared.b_start, *shared));
        found = Vec::with_capacity(kept.len());
        for shared in kept {
            match found.iter_mut().rev().take(8).find(|last| last.goes_on(&shared)) {
                Some(last) => *last = last.joined(&shared),
                None => found.push(shared),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::letters::placed;

    #[test]
    fn a_sentence_said_over_and_over_is_one_passage_and_is_aligned_a_few_times_only() {
        let sentence = "the keepers of the seven lighthouses declare that no lamp will be lit before the wage is paid ";
        let (a, b) = (placed(&sentence.repeat(40)).letters, placed(&sentence.repeat(30)).letters);
        let once = placed(sentence).letters.len() as u32;
        let places = || (0..8).map(|n| n * once + 5);
        let hits: Vec<Hit> = places()
            .flat_map(|at_a| places().map(move |at_b| Hit { a: 0, b: 1, at_a, at_b, frequent: true }))
            .collect();
        let mut finder = Finder::default();
        let shared = finder.shared(&a, &b, &hits, &Params::default());
        assert_eq!(shared.len(), 1);
        assert!(shared[0].a_end - shared[0].a_start > 29 * once, "{shared:?}");
    }
}
