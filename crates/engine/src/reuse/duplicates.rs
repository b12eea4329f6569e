//! Which texts of a collection are, for the most part, the same text again.
//!
//! Takes texts, gives pairs of them with the share that stands in both. Nothing is aligned: of each text a few hundred
//! [`seeds`](super::seeds) are met with those of all others, and the runs of places in which they come in the same order in both texts
//! tell how much of each the other has. So it costs little more than to read the texts.

use super::collection::{Collection, Texts};
use super::hits::Hit;
use super::{Params, Ranked, ReuseError, Scratch, Tiles, Wanted, Watch, hits, ranked, read, sparseness, told};
use rayon::prelude::*;
use std::io;

/// Two texts of which one is the other again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Duplicate {
    /// Number of the first text, less than `b`.
    pub a: u32,
    /// Number of the second text.
    pub b: u32,
    /// How much of each text stands in the other, at least: 0 to 1.
    pub share: f64,
}

/// About how many seeds of a text are looked up; up to twice as many of some.
pub const SEEDS: usize = 1024;
/// Seeds that must come in the same order in both texts.
const LEAST_RUN: u32 = 3;
/// Between two seeds of a run so many may be missing; a badly read copy of a text has one in twenty.
const MISSING: u32 = 80;
/// Of the seeds of a run one in so many must be there: what two texts have in common by chance comes in order now and then.
const THERE: u32 = 40;
/// Letters that may be lost or added between two seeds of a run, and one in so many of those between.
const SLACK: (u32, u32) = (12, 24);
/// Runs that may be open at a place.
const OPEN: usize = 8;

/// The pairs of `texts` of which at least the share `least` of each stands in the other, in order.
pub fn near_duplicates(
    texts: &(impl Texts + ?Sized),
    least: f64,
    params: &Params,
    scratch: &dyn Scratch,
    watch: &dyn Watch,
) -> Result<Vec<Duplicate>, ReuseError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(params.threads.max(1)).build();
    let pool = pool.map_err(|error| ReuseError::Threads(error.to_string()))?;
    pool.install(|| {
        let (collection, postings) = read(texts, Wanted::Few(SEEDS), params, scratch, watch)?;
        let (texts, ranks) = ranked(&collection);
        let ranked = Ranked { tiles: Tiles::new(&collection), collection: &collection, texts: &texts };
        let hits = hits(&ranked, postings, &ranks, params, scratch, watch)?.partitions;
        let mut found = same_letters(&collection, &texts, params);
        let all: Vec<usize> = (0..hits.count()).collect();
        for some in all.chunks(8 * params.threads.max(1)) {
            let of_some: Vec<Vec<Duplicate>> = some
                .par_iter()
                .map(|partition| {
                    let hits = hits.sorted(*partition)?;
                    let pairs = hits.chunk_by(|x, y| x[0] == y[0]);
                    Ok(pairs.filter_map(|pair| duplicate(pair, &collection, &texts, params)).collect())
                })
                .collect::<io::Result<_>>()?;
            found.extend(of_some.into_iter().flatten().filter(|pair| pair.share >= least));
            told(watch.step("compare texts", some.last().map_or(0, |last| *last as u64 + 1), all.len() as u64))?;
        }
        found.par_sort_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(y.share.total_cmp(&x.share)));
        found.dedup_by_key(|pair| (pair.a, pair.b));
        Ok(found)
    })
}

/// Texts all of whose letters are the same, which may be too few for seeds; `texts` are in the order of their hashes.
fn same_letters(collection: &Collection<'_>, texts: &[u32], params: &Params) -> Vec<Duplicate> {
    let alike =
        |x: &u32, y: &u32| collection.hash(*x) == collection.hash(*y) && collection.len(*x) == collection.len(*y);
    let mut found = Vec::new();
    for same in texts.chunk_by(alike).filter(|same| collection.len(same[0]) > 0) {
        let firsts = if same.len() <= params.frequent { same.len() } else { params.hubs };
        for (n, x) in same.iter().enumerate().take(firsts) {
            found.extend(same[n + 1..].iter().map(|y| Duplicate { a: *x.min(y), b: *x.max(y), share: 1.0 }));
        }
    }
    found
}

/// What the hits of two texts, which are in order, say about how much they share.
fn duplicate(pair: &[[u64; 2]], collection: &Collection<'_>, texts: &[u32], params: &Params) -> Option<Duplicate> {
    let first = Hit::from_record(*pair.first()?);
    let (x, y) = (texts[first.a as usize], texts[first.b as usize]);
    let lengths = (collection.len(x) as u32, collection.len(y) as u32);
    let apart = sparseness(lengths.0.max(lengths.1) as usize, Wanted::Few(SEEDS)) as u32 * params.sample as u32;
    let runs = runs(pair.iter().map(|record| Hit::from_record(*record)), apart * MISSING);
    let long = || runs.iter().filter(|run| run.is_dense(apart * THERE)).map(|run| run.widened(params.seed as u32));
    let in_x = covered(long().map(|run| run.a).collect(), lengths.0);
    let in_y = covered(long().map(|run| run.b).collect(), lengths.1);
    let share = |covered: u32, all: u32| f64::from(covered) / f64::from(all.max(1));
    let share = share(in_x, lengths.0).min(share(in_y, lengths.1));
    (share > 0.0).then_some(Duplicate { a: x.min(y), b: x.max(y), share })
}

/// Seeds in the same order in both texts, with few letters between them.
#[derive(Clone, Copy)]
struct Run {
    /// First and last place in the first text.
    a: (u32, u32),
    /// In the second text.
    b: (u32, u32),
    seeds: u32,
}

impl Run {
    /// Whether the hit goes on where the run ends.
    fn goes_on(&self, hit: &Hit, most: u32) -> bool {
        let (Some(x), Some(y)) = (hit.at_a.checked_sub(self.a.1), hit.at_b.checked_sub(self.b.1)) else { return false };
        x.max(y) <= most && x.abs_diff(y) <= SLACK.0 + x.max(y) / SLACK.1
    }

    /// Whether it has a seed in `letters` letters, and enough of them.
    fn is_dense(&self, letters: u32) -> bool {
        self.seeds >= LEAST_RUN && self.seeds.saturating_mul(letters) >= self.a.1 - self.a.0
    }

    /// With the letters of the last seed, and as many on either side as there are between two seeds.
    fn widened(&self, seed: u32) -> Run {
        let wide = |(start, end): (u32, u32)| {
            let between = (end - start) / self.seeds.max(2);
            (start.saturating_sub(between), end.saturating_add(seed + between))
        };
        Run { a: wide(self.a), b: wide(self.b), seeds: self.seeds }
    }
}

/// The runs of hits that are in order, with at most `most` letters between two seeds.
fn runs(hits: impl Iterator<Item = Hit>, most: u32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for hit in hits {
        match runs.iter_mut().rev().take(OPEN).find(|run| run.goes_on(&hit, most)) {
            Some(run) => *run = Run { a: (run.a.0, hit.at_a), b: (run.b.0, hit.at_b), seeds: run.seeds + 1 },
            None => runs.push(Run { a: (hit.at_a, hit.at_a), b: (hit.at_b, hit.at_b), seeds: 1 }),
        }
    }
    runs
}

/// How many of `all` letters lie in ranges.
fn covered(mut ranges: Vec<(u32, u32)>, all: u32) -> u32 {
    ranges.sort_unstable();
    let (mut count, mut reached) = (0, 0);
    for (start, end) in ranges {
        let end = end.min(all);
        count += end.saturating_sub(start.max(reached));
        reached = reached.max(end);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::InMemory;
    use std::ops::ControlFlow;

    struct Unwatched;

    impl Watch for Unwatched {
        fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }

    /// Words that no other text has.
    fn words(seed: u64, count: usize) -> String {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let word = |next: &mut dyn FnMut() -> u64| -> String {
            (0..2 + next() % 7).map(|_| char::from(b'a' + (next() % 26) as u8)).collect()
        };
        (0..count).map(|_| word(&mut next)).collect::<Vec<_>>().join(" ")
    }

    /// Every so-manieth letter misread.
    fn misread(text: &str, every: usize) -> String {
        text.chars().enumerate().map(|(n, c)| if n % every == every - 1 { 'x' } else { c }).collect()
    }

    fn found(texts: &[String], least: f64) -> Vec<(u32, u32, f64)> {
        let found = near_duplicates(texts, least, &Params::default(), &InMemory, &Unwatched).expect("in memory");
        found.into_iter().map(|pair| (pair.a, pair.b, (pair.share * 10.0).round() / 10.0)).collect()
    }

    #[test]
    fn a_text_again_is_found_whole_misread_or_among_other_words() {
        let text = words(1, 500);
        let among = format!("{} {text} {}", words(2, 120), words(3, 130));
        let texts = [text.clone(), words(4, 500), misread(&text, 50), among, text.to_uppercase()];
        let pairs = found(&texts, 0.5);
        assert_eq!(
            pairs.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(),
            [(0, 2), (0, 3), (0, 4), (2, 3), (2, 4), (3, 4)]
        );
        assert_eq!(pairs[2].2, 1.0);
        assert!((0.6..=0.7).contains(&pairs[1].2), "two thirds of the longer one: {}", pairs[1].2);
    }

    #[test]
    fn half_a_text_is_no_duplicate_unless_half_is_asked_for() {
        let text = words(1, 600);
        let half: String = format!("{} {}", text.split_at(text.len() / 2).0, words(2, 300));
        assert_eq!(found(&[text.clone(), half.clone()], 0.6), []);
        assert_eq!(found(&[text, half], 0.4).len(), 1);
    }

    #[test]
    fn texts_of_few_letters_are_duplicates_when_all_are_the_same() {
        assert_eq!(found(&["Strike!".into(), "strike".into(), String::new(), "…".into()], 0.5), [(0, 1, 1.0)]);
    }

    #[test]
    fn a_long_text_is_found_again() {
        let text = words(7, 30_000);
        assert_eq!(found(&[misread(&text, 50), words(8, 30_000), text], 0.5), [(0, 2, 1.0)]);
    }
}
