//! The same name, letter by letter, in one country: one, unless something is against it.

use super::super::name::Name;
use std::cmp::Ordering;

/// Most countries whose like names one without a country is compared with.
const MOST_COUNTRIES: usize = 32;

/// Pairs of ranks of names with one key (of the names as they are written), kind and country, and of one without a country with one of each; ascending.
pub fn pairs(keys: &[String], names: &[Name]) -> Vec<(u32, u32)> {
    let mut ranks: Vec<u32> = (0..names.len() as u32).collect();
    let key = |rank: u32| keys[rank as usize].as_str();
    let kind = |rank: u32| names[rank as usize].kind.map(|kind| kind.name());
    let country = |rank: u32| names[rank as usize].country;
    let like = |a: u32, b: u32| key(a).cmp(key(b)).then_with(|| kind(a).cmp(&kind(b)));
    ranks.sort_by(|&a, &b| like(a, b).then_with(|| country(a).cmp(&country(b))).then(a.cmp(&b)));
    ranks.retain(|&rank| !key(rank).is_empty());
    let mut pairs = Vec::new();
    for alike in ranks.chunk_by(|&a, &b| like(a, b) == Ordering::Equal).filter(|alike| alike.len() > 1) {
        let firsts: Vec<u32> = alike.chunk_by(|&a, &b| country(a) == country(b)).map(|run| run[0]).collect();
        pairs.extend(alike.windows(2).filter(|two| country(two[0]) == country(two[1])).map(|two| (two[0], two[1])));
        if country(firsts[0]).is_none() {
            pairs.extend(firsts.iter().skip(1).take(MOST_COUNTRIES).map(|&other| (firsts[0], other)));
        }
    }
    pairs.iter_mut().for_each(|pair| *pair = (pair.0.min(pair.1), pair.0.max(pair.1)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
