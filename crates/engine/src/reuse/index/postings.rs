//! The seeds of texts as a shelf keeps them.

use crate::reuse::collection::Collection;
use crate::reuse::hits::{OF_ONE, PARTITIONS};
use crate::reuse::params::Params;
use crate::reuse::scratch::{Partitions, Scratch};
use crate::reuse::seeds::{self, Seed};
use std::io;

/// What a seed says, in the bits that postings of a search tell apart.
pub fn key(seed: Seed) -> u64 {
    seed.key >> 28
}

/// The seeds of a text in order of what they say, then of where they stand. Of those that stand there more often than a
/// seed may before it is [frequent](Params::frequent), only so many as tell that it is.
pub fn sorted(letters: &[u8], params: &Params) -> Vec<Seed> {
    let mut all = Vec::new();
    seeds::each(letters, params.seed, params.sample, |seed| all.push(seed));
    all.sort_by_key(|seed| (key(*seed), seed.at));
    let (mut last, mut count) = (None, 0);
    all.retain(|seed| {
        count = if last == Some(key(*seed)) { count + 1 } else { 0 };
        last = Some(key(*seed));
        count <= params.frequent.max(OF_ONE)
    });
    all
}

/// What the seeds of a text say and where they stand, for a text whose first letter stands at `place`; in order.
pub fn postings(letters: &[u8], place: u64, params: &Params) -> Vec<(u64, u64)> {
    sorted(letters, params).into_iter().map(|seed| (key(seed), place + u64::from(seed.at))).collect()
}

/// The same of all texts of a collection that was searched, each given with the place of its first letter: in the order in
/// which they are compared, which is that of their places.
pub fn all_postings<'a>(
    collection: &'a Collection<'_>,
    texts: impl Iterator<Item = (u32, u64)>,
    params: &'a Params,
    scratch: &'a dyn Scratch,
) -> io::Result<impl Iterator<Item = io::Result<(u64, u64)>> + 'a> {
    let mut partitions = Partitions::new(scratch, PARTITIONS, params.memory / 5);
    let mut buffer = Vec::new();
    for (text, place) in texts {
        let of_text = postings(collection.letters(text, &mut buffer)?, place, params);
        partitions.extend_with(of_text.iter().map(|(key, place)| ((key >> 28) as usize, [*key, *place])))?;
    }
    let unpacked = move |partition| match partitions.sorted(partition) {
        Ok(records) => records.into_iter().map(|[key, place]| Ok((key, place))).collect(),
        Err(error) => vec![Err(error)],
    };
    Ok((0..PARTITIONS).flat_map(unpacked))
}
