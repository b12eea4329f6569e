//! Which passages stand in more than one text of a collection.
//!
//! Takes texts, gives the passages that any two of them share, each aligned to the letter. Every link was verified by
//! aligning the two texts; none is inferred from others. `docs/reuse.md` tells the method, its parameters and its limits.
//!
//! The journey: texts become [`letters`]; runs of letters, one in so many, become [`seeds`]; seeds that stand in two texts
//! become [`mod@hits`]; hits are widened into [`mod@passages`] by [`align`]ing; what two texts share with a third leads to more
//! of them ([`rescue`]). What does not fit in memory is put by on [`scratch`] disk.

pub mod align;
pub mod by_words;
pub mod collation;
pub mod collection;
mod crowd;
pub mod duplicates;
mod ends;
pub mod families;
mod hits;
pub mod index;
pub mod keep;
pub mod kinds;
pub mod letters;
pub mod links;
mod look;
pub mod params;
pub mod passages;
mod rescue;
pub mod scratch;
mod seeds;
mod tiles;
mod words;

use broadside_model::Link;
use collection::{Collection, Places, folded};
use crowd::Crowds;
use hits::{Hit, PARTITIONS};
use passages::{Finder, Shared};
use rayon::prelude::*;
use rescue::Source as _;
use scratch::{Partitions, Record};
use std::io;
use std::ops::ControlFlow;
use tiles::{Tile, Tiles};

pub use collection::Texts;
pub use keep::Keep;
pub use params::Params;
pub use scratch::{InMemory, Scratch, ScratchFile};

/// Is told how far the work is.
pub trait Watch: Sync {
    /// `done` of `of` units of a stage are done; `Break` stops the work.
    fn step(&self, stage: &'static str, done: u64, of: u64) -> ControlFlow<()>;
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum ReuseError {
    /// A text could not be read, or scratch disk could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Threads could not be started.
    #[error("threads could not be started: {0}")]
    Threads(String),
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
    /// What was kept is not of these texts.
    #[error("the passages that were kept do not fit the texts")]
    Unfit,
}

/// A collection by the ranks of its texts.
struct Ranked<'c> {
    tiles: Tiles<'c>,
    collection: &'c Collection<'c>,
    texts: &'c [u32],
}

impl rescue::Source for Ranked<'_> {
    fn letters<'l>(&'l self, rank: u32, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        self.collection.letters(self.texts[rank as usize], buffer)
    }

    fn tile(&self, a: u32, b: u32) -> u32 {
        self.tiles.of(self.texts[a as usize], self.texts[b as usize])
    }

    fn near(&self, tile: u32, texts: usize) -> io::Result<Option<Box<dyn rescue::Source + '_>>> {
        Ok(Some(Box::new(RankedTile { tile: self.tiles.load(tile, texts)?, texts: self.texts })))
    }
}

/// A tile of a collection by the ranks of its texts.
struct RankedTile<'c> {
    tile: Tile<'c>,
    texts: &'c [u32],
}

impl rescue::Source for RankedTile<'_> {
    fn letters<'l>(&'l self, rank: u32, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        self.tile.letters(self.texts[rank as usize], buffer)
    }
}

/// Bytes of text that are folded at a time.
const BATCH: u64 = 8 << 20;

/// A collection that was searched.
pub struct Searched<'a> {
    /// The letters of its texts.
    pub collection: Collection<'a>,
    /// The passages, in order; the texts by rank.
    pub shared: Vec<Shared>,
    /// The number of the text of each rank.
    pub texts: Vec<u32>,
}

/// Searches `texts` for what they share.
pub fn search<'a>(
    texts: &(impl Texts + ?Sized),
    params: &Params,
    scratch: &'a dyn Scratch,
    watch: &dyn Watch,
) -> Result<Searched<'a>, ReuseError> {
    search_keeping(texts, params, scratch, watch, &keep::Nothing)
}

/// As [`search`]; what stages made is kept, and taken from where it was kept before.
pub fn search_keeping<'a>(
    texts: &(impl Texts + ?Sized),
    params: &Params,
    scratch: &'a dyn Scratch,
    watch: &dyn Watch,
    keep: &dyn Keep,
) -> Result<Searched<'a>, ReuseError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(params.threads.max(1)).build();
    let pool = pool.map_err(|error| ReuseError::Threads(error.to_string()))?;
    pool.install(|| {
        let known = if keep.wants_seeds() { None } else { keep.aligned()? };
        let seeds = if known.is_some() { Wanted::None } else { Wanted::All };
        let (collection, postings) = read(texts, seeds, params, scratch, watch)?;
        let (texts, ranks) = ranked(&collection);
        let ranked = Ranked { tiles: Tiles::new(&collection), collection: &collection, texts: &texts };
        if keep.wants_seeds() {
            keep::seeds(&postings, &collection, keep)?;
        }
        let shared = match known.map_or_else(|| keep.aligned(), |known| Ok(Some(known)))? {
            Some(known) => keep::ranked(known, &ranks, &collection).ok_or(ReuseError::Unfit)?,
            None => {
                let hits = hits(&ranked, postings, &ranks, params, scratch, watch)?;
                let shared = passages(&ranked, hits, params, watch)?;
                keep.keep_aligned(&keep::numbered(&shared, &texts))?;
                shared
            }
        };
        let shared = rescue::rescue(shared, &ranked, params, watch)?;
        Ok(Searched { collection, shared, texts })
    })
}

/// As [`detect`]; what stages made is kept, and taken from where it was kept before.
pub fn detect_keeping(
    texts: &(impl Texts + ?Sized),
    params: &Params,
    scratch: &dyn Scratch,
    watch: &dyn Watch,
    keep: &dyn Keep,
) -> Result<Vec<Link>, ReuseError> {
    let searched = search_keeping(texts, params, scratch, watch, keep)?;
    Ok(links::links(&searched, texts, params)?)
}

/// What `texts` share, letter by letter, in order. [`search`] and [`links::ranges`] need less memory.
pub fn detect(
    texts: &(impl Texts + ?Sized),
    params: &Params,
    scratch: &dyn Scratch,
    watch: &dyn Watch,
) -> Result<Vec<Link>, ReuseError> {
    let searched = search(texts, params, scratch, watch)?;
    Ok(links::links(&searched, texts, params)?)
}

/// Stops where it was told to.
fn told(flow: ControlFlow<()>) -> Result<(), ReuseError> {
    if flow.is_break() { Err(ReuseError::Stopped) } else { Ok(()) }
}

/// Of the seeds of a text with so many letters one in so many is kept, where few are wanted: a power of two, so that those of
/// the longer of two texts are among those of the shorter.
fn sparseness(letters: usize, wanted: Wanted) -> u64 {
    match wanted {
        Wanted::Few(most) => (letters as u64 / 3 / most as u64).max(1).next_power_of_two(),
        _ => 1,
    }
}

/// A text as it was read: how many letters it has, these where they are needed, a hash of them, its seeds.
struct Read {
    count: usize,
    letters: Vec<u8>,
    hash: u64,
    seeds: Vec<seeds::Seed>,
}

/// What is wanted of texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Letters and seeds.
    All,
    /// Letters without seeds.
    None,
    /// About so many seeds of each, and no letters.
    Few(usize),
}

/// The letters of all texts, and the postings of their seeds.
fn read<'a>(
    texts: &(impl Texts + ?Sized),
    wanted: Wanted,
    params: &Params,
    scratch: &'a dyn Scratch,
    watch: &dyn Watch,
) -> Result<(Collection<'a>, Partitions<'a>), ReuseError> {
    let mut collection = Collection::new(scratch, params.memory * 3 / 10);
    let mut postings = Partitions::new(scratch, PARTITIONS, params.memory / 8);
    let mut next = 0;
    while next < texts.count() {
        let mut bytes = 0;
        let batch: Vec<u32> = (next..texts.count())
            .take_while(|text| {
                let go = bytes < BATCH;
                bytes += texts.size(*text);
                go
            })
            .collect();
        next += batch.len() as u32;
        let read: Vec<Read> = batch
            .par_iter()
            .map_init(String::new, |text, number| {
                texts.read(*number, text)?;
                let (mut letters, hash) = folded(text);
                let count = letters.len();
                let mut seeds = Vec::new();
                let one_in = sparseness(count, wanted);
                if wanted != Wanted::None {
                    seeds.reserve(count / params.sample.max(1) as usize / one_in as usize + 16);
                    seeds::each(&letters, params.seed, params.sample, |seed| {
                        if seed.key % one_in == 0 {
                            seeds.push(seed);
                        }
                    });
                }
                if matches!(wanted, Wanted::Few(_)) {
                    letters = Vec::new();
                }
                Ok(Read { count, letters, hash, seeds })
            })
            .collect::<io::Result<_>>()?;
        for Read { count, letters, hash, seeds } in read {
            let start = collection.end();
            match wanted {
                Wanted::Few(_) => collection.pass(count, hash),
                _ => collection.push(&letters, hash)?,
            }
            postings.extend_with(seeds.iter().map(|seed| (hits::partition(*seed), hits::posting(*seed, start))))?;
        }
        told(watch.step("read", u64::from(next), u64::from(texts.count())))?;
    }
    collection.close()?;
    Ok((collection, postings))
}

/// The texts in the order in which they are compared, which depends on what they say alone, and the place of each in it.
fn ranked(collection: &Collection<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut texts: Vec<u32> = (0..collection.count() as u32).collect();
    texts.sort_unstable_by_key(|text| (collection.hash(*text), *text));
    let mut ranks = vec![0; texts.len()];
    (0..).zip(&texts).for_each(|(rank, text)| ranks[*text as usize] = rank);
    (texts, ranks)
}

/// Hits in partitions: by tile, then by the first text.
struct Hits<'a> {
    partitions: Partitions<'a>,
    /// Partitions of a tile.
    slices: usize,
    /// Where there are too many of them.
    crowds: Crowds,
}

/// Places that two texts share.
fn hits<'a>(
    ranked: &Ranked<'_>,
    postings: Partitions<'_>,
    ranks: &[u32],
    params: &Params,
    scratch: &'a dyn Scratch,
    watch: &dyn Watch,
) -> Result<Hits<'a>, ReuseError> {
    let places = Places::new(ranked.collection);
    let tiles = ranked.tiles.count() as usize;
    let slices = PARTITIONS.div_ceil(tiles);
    let crowds = Crowds::new(ranked.texts.iter().map(|text| ranked.collection.len(*text)));
    let mut hits = Hits { partitions: Partitions::new(scratch, tiles * slices, params.memory / 8), slices, crowds };
    let texts = ranks.len().max(1);
    let all: Vec<usize> = (0..postings.count()).collect();
    for some in all.chunks(2 * params.threads.max(1)) {
        let found: Vec<Vec<Hit>> = some
            .par_iter()
            .map(|partition| {
                let sorted: Vec<Record> = postings.sorted(*partition)?;
                Ok(hits::of_partition(&sorted, &places, ranks, params))
            })
            .collect::<io::Result<_>>()?;
        let bucket = |hit: &Hit| ranked.tile(hit.a, hit.b) as usize * slices + hit.a as usize * slices / texts;
        found.iter().flatten().for_each(|hit| hits.crowds.count(hit));
        hits.partitions.extend_with(found.iter().flatten().map(|hit| (bucket(hit), hit.record())))?;
        told(watch.step("compare", some.last().map_or(0, |last| *last as u64 + 1), PARTITIONS as u64))?;
    }
    Ok(hits)
}

/// The passages that hits are of, in order.
fn passages(
    ranked: &Ranked<'_>,
    hits: Hits<'_>,
    params: &Params,
    watch: &dyn Watch,
) -> Result<Vec<Shared>, ReuseError> {
    let mut shared = Vec::new();
    let all: Vec<usize> = (0..hits.partitions.count()).collect();
    for (number, slices) in (0..).zip(all.chunks(hits.slices)) {
        let count = slices.iter().map(|slice| hits.partitions.len(*slice)).sum();
        let tile = RankedTile { tile: ranked.tiles.load(number, count)?, texts: ranked.texts };
        for some in slices.chunks(2 * params.threads.max(1)) {
            let found: Vec<Vec<Shared>> = some
                .par_iter()
                .map(|partition| aligned(&hits.partitions.sorted(*partition)?, &hits.crowds, &tile, params))
                .collect::<io::Result<_>>()?;
            shared.extend(found.into_iter().flatten());
            told(watch.step("align", some.last().map_or(0, |last| *last as u64 + 1), all.len() as u64))?;
        }
    }
    // They are in order already but for their tiles.
    shared.par_sort_by_key(|shared| (shared.a, shared.b));
    Ok(shared)
}

/// The passages of one partition of hits, which are in order.
fn aligned(hits: &[Record], crowds: &Crowds, tile: &RankedTile<'_>, params: &Params) -> io::Result<Vec<Shared>> {
    let mut shared = Vec::new();
    let mut finder = Finder::default();
    let (mut a, mut b, mut of_pair) = (Vec::new(), Vec::new(), Vec::new());
    for of_text in hits.chunk_by(|x, y| x[0] >> 32 == y[0] >> 32) {
        let a = tile.letters(Hit::from_record(of_text[0]).a, &mut a)?;
        for same in of_text.chunk_by(|x, y| x[0] == y[0]) {
            of_pair.clear();
            of_pair.extend(same.iter().map(|record| Hit::from_record(*record)));
            if !crowds.leaves_out(&of_pair) && is_promising(&of_pair, a, tile, &mut b, params)? {
                shared.extend(finder.shared(a, tile.letters(of_pair[0].b, &mut b)?, &of_pair, params));
            }
        }
    }
    Ok(shared)
}

/// Whether any of the hits of two texts stands a quick look, for which not all of the second text is needed.
fn is_promising(
    hits: &[Hit],
    a: &[u8],
    tile: &RankedTile<'_>,
    buffer: &mut Vec<u8>,
    params: &Params,
) -> io::Result<bool> {
    for hit in hits {
        let at = hit.at_b as usize;
        let from = at.saturating_sub(look::REACH);
        let b = tile.tile.part(tile.texts[hit.b as usize], from..at + params.seed + look::REACH, buffer)?;
        if look::alike(a, hit.at_a as usize, b, at - from, params.seed) >= params.look {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Watches nothing.
    struct Unwatched;

    impl Watch for Unwatched {
        fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
            ControlFlow::Continue(())
        }
    }

    const SHARED: &str = "the delegates of the eleven provinces, having met in the open air for want of a hall, resolve that \
         no grain shall leave the valley before the mills of the valley have been served";

    fn texts() -> Vec<String> {
        vec![
            format!("Brothers of the river towns! We give notice that {SHARED}. Signed on the ninth day."),
            "Nothing of the sort was ever printed in this newspaper, and our readers know why that should be so".into(),
            format!(
                "Es wird berichtet: „{}“ – so der Anschlag.",
                SHARED.replace("open air", "opcn a1r").replace(' ', "\n")
            ),
        ]
    }

    fn found(texts: &[String], params: &Params) -> Vec<Link> {
        detect(texts, params, &InMemory, &Unwatched).expect("in memory")
    }

    #[test]
    fn a_passage_that_two_texts_share_is_found_to_the_letter() {
        let texts = texts();
        let links = found(&texts, &Params::default());
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].a, links[0].b), (0, 2));
        assert_eq!(&texts[0][links[0].a_span.range()], format!("{SHARED}."));
        assert!(texts[2][links[0].b_span.range()].starts_with("„the\ndelegates"));
        assert_eq!(links[0].columns - links[0].equal, 2);
        for same in &links[0].matches {
            let letters = |text: &str, span: broadside_model::Span| letters::placed(&text[span.range()]).letters;
            assert_eq!(letters(&texts[0], same.a), letters(&texts[2], same.b));
        }
    }

    #[test]
    fn neither_order_nor_threads_nor_memory_change_what_is_found() {
        let mut texts: Vec<String> = (0..40).map(|n| format!("{} {} {n}", texts()[n % 3], texts()[1])).collect();
        let of = |texts: &[String], memory, threads| {
            let params = Params { memory, threads, ..Params::default() };
            let mut passages: Vec<_> = found(texts, &params)
                .iter()
                .map(|link| {
                    let mut sides = [&texts[link.a as usize], &texts[link.b as usize]];
                    sides.sort_unstable();
                    (sides.map(String::clone), link.equal, link.columns)
                })
                .collect();
            passages.sort();
            passages
        };
        let first = of(&texts, 500 << 20, 1);
        assert!(first.len() > 500, "{}", first.len());
        assert_eq!(first, of(&texts, 1000, 2));
        texts.reverse();
        assert_eq!(first, of(&texts, 500 << 20, 2));
    }
}
