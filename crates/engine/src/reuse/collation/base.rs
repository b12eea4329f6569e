//! Which version is the base that the others are laid beside.

use super::Version;
use super::words::Words;
use broadside_model::collation::BaseReason;
use rustc_hash::FxHashMap;

/// How many of the versions every one is compared with, to find the most central.
const COMPARED: usize = 64;

/// The index of the base, and why it is the base: the one that surely is the earliest of those with dates, or else the one
/// that shares most with the others.
pub(super) fn choose(versions: &[Version<'_>], words: &[Words<'_>]) -> (usize, BaseReason) {
    match earliest(versions) {
        Some(index) => (index, BaseReason::Earliest),
        None => (central(words), BaseReason::Central),
    }
}

/// The one that was issued before any other with a date can have been.
fn earliest(versions: &[Version<'_>]) -> Option<usize> {
    let dated = || {
        versions
            .iter()
            .enumerate()
            .filter(|(_, version)| version.about.earliest.is_some() || version.about.latest.is_some())
    };
    let (first, latest) =
        dated().filter_map(|(index, version)| Some((index, version.about.latest?))).min_by_key(|found| found.1)?;
    let sure = dated().all(|(index, version)| index == first || version.about.earliest.is_some_and(|day| day > latest));
    (sure && dated().count() > 1).then_some(first)
}

/// The one with the greatest sum of shared words with the others; of equals the longest, then the first.
fn central(words: &[Words<'_>]) -> usize {
    let counts: Vec<FxHashMap<u64, u32>> = words.iter().map(counted).collect();
    let shared = |a: usize, b: usize| -> f64 {
        let (small, large) = if counts[a].len() < counts[b].len() { (a, b) } else { (b, a) };
        #[expect(clippy::iter_over_hash_type, reason = "a sum of whole numbers is the same in any order")]
        let common: u64 = {
            let mut sum = 0;
            for (word, count) in &counts[small] {
                sum += u64::from(*count.min(counts[large].get(word).unwrap_or(&0)));
            }
            sum
        };
        2.0 * common as f64 / (words[a].len() + words[b].len()).max(1) as f64
    };
    let sum = |index: usize| -> f64 {
        (0..words.len().min(COMPARED)).filter(|other| *other != index).map(|other| shared(index, other)).sum()
    };
    let sums: Vec<f64> = (0..words.len()).map(sum).collect();
    let better =
        |x: &usize, y: &usize| sums[*x].total_cmp(&sums[*y]).then(words[*x].len().cmp(&words[*y].len())).then(y.cmp(x));
    (0..words.len()).max_by(better).unwrap_or(0)
}

fn counted(words: &Words<'_>) -> FxHashMap<u64, u32> {
    let mut counts = FxHashMap::default();
    for key in &words.keys {
        *counts.entry(*key).or_default() += 1;
    }
    counts
}
