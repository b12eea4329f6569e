//! Passages that two texts share because both share them with a third.
//!
//! Two badly read copies may have no seed in common, and yet each has some with a third. So where one text's passage is
//! shared with two others, those two are compared at the places that correspond, by short seeds, and what is found is
//! believed only when their own alignment says so.

use super::letters::class;
use super::params::Params;
use super::passages::{Finder, Shared, settled};
use super::tiles::by_tile;
use super::{ReuseError, Watch, told};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io;
use std::ops::ControlFlow;

/// Letters that two passages must share in the text between them.
const OVERLAP: u32 = 24;
/// Texts that share one passage of a text, above which they are not compared with one another: that would take the square of
/// them.
pub const MOST: usize = 96;
/// Letters on either side of a place in which short seeds are looked for.
const WINDOW: usize = 100;
/// Letters of a short seed.
const SHORT: usize = 6;
/// Letters by which lines of the same passage may differ.
const SLACK: i64 = 6;

/// Two places to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    /// Rank of the first text; less than that of the second.
    pub a: u32,
    /// Rank of the second text.
    pub b: u32,
    /// Letter of the first text.
    at_a: u32,
    /// Letter of the second text.
    at_b: u32,
}

/// Where the letters of texts are, by rank.
pub trait Source: Sync {
    /// The letters of a text; `buffer` may be used to hold them.
    fn letters<'l>(&'l self, rank: u32, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]>;

    /// Pairs of texts of the same number are best looked at one after the other.
    fn tile(&self, _a: u32, _b: u32) -> u32 {
        0
    }

    /// Where the letters are while so many texts, in pairs of this number, are looked at; `None` where they are.
    fn near(&self, _tile: u32, _texts: usize) -> io::Result<Option<Box<dyn Source + '_>>> {
        Ok(None)
    }
}

/// Adds to `found` what its texts share with one another; `found` is in order, and is afterwards.
pub fn rescue(
    found: Vec<Shared>,
    source: &dyn Source,
    params: &Params,
    watch: &dyn Watch,
) -> Result<Vec<Shared>, ReuseError> {
    let mut all = found;
    let mut fresh: Vec<bool> = vec![true; all.len()];
    for _ in 0..params.rescue {
        let new = watched(&proposals(&all, &fresh), source, params, watch)?;
        if new.is_empty() {
            break;
        }
        (all, fresh) = merged(all, new);
    }
    Ok(all)
}

/// What texts share with one another and is not among `all`, where a fresh passage is one of those that say so; in order.
/// What texts share at places that are proposed, in order.
pub fn compared(proposals: &[Proposal], source: &dyn Source, params: &Params) -> io::Result<Vec<Shared>> {
    watched(proposals, source, params, &Unwatched).map_err(|error| match error {
        ReuseError::Io(error) => error,
        error => io::Error::other(error),
    })
}

/// Watches nothing.
struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Pairs of texts that are compared before it is asked whether to go on.
const SOME: usize = 1 << 14;

/// The same, watched.
fn watched(
    proposals: &[Proposal],
    source: &dyn Source,
    params: &Params,
    watch: &dyn Watch,
) -> Result<Vec<Shared>, ReuseError> {
    let mut new: Vec<Shared> = Vec::new();
    let pairs = by_tile(proposals, |proposal| (proposal.a, proposal.b), |a, b| source.tile(a, b));
    let mut done = 0;
    told(watch.step("look again", done, pairs.len() as u64))?;
    for of_tile in pairs.chunk_by(|(x, _), (y, _)| x == y) {
        let near = source.near(of_tile[0].0, 2 * of_tile.len())?;
        let letters = near.as_deref().unwrap_or(source);
        for some in of_tile.chunks(SOME) {
            let found: Vec<Vec<Shared>> = some
                .par_iter()
                .map_init(Comparer::default, |comparer, (_, pair)| {
                    comparer.compare(&proposals[pair.clone()], letters, params)
                })
                .collect::<io::Result<_>>()?;
            new.extend(found.into_iter().flatten());
            done += some.len() as u64;
            told(watch.step("look again", done, pairs.len() as u64))?;
        }
    }
    new.sort_unstable();
    Ok(new)
}

/// Known and new passages, those of two texts settled among themselves, and which of them are new.
pub fn merged(known: Vec<Shared>, new: Vec<Shared>) -> (Vec<Shared>, Vec<bool>) {
    let mut all: Vec<(Shared, bool)> =
        known.into_iter().map(|s| (s, false)).chain(new.into_iter().map(|s| (s, true))).collect();
    all.sort_unstable();
    let mut merged = Vec::with_capacity(all.len());
    let mut fresh = Vec::with_capacity(all.len());
    for same in all.chunk_by(|(x, _), (y, _)| (x.a, x.b) == (y.a, y.b)) {
        let any = same.iter().any(|(_, new)| *new);
        let before = merged.len();
        if any {
            merged.extend(settled(same.iter().map(|(shared, _)| *shared).collect()));
        } else {
            merged.extend(same.iter().map(|(shared, _)| *shared));
        }
        fresh.extend((before..merged.len()).map(|_| any));
    }
    (merged, fresh)
}

/// The places to compare: what two texts share with a third at the same letters of it, unless it is known already. `all` is
/// in order; in order.
pub fn proposals(all: &[Shared], fresh: &[bool]) -> Vec<Proposal> {
    let known = pairs(all);
    // What each text shares, seen from it.
    let mut sides: Vec<(Shared, bool)> = all
        .iter()
        .zip(fresh)
        .filter(|(shared, _)| !shared.frequent)
        .flat_map(|(shared, fresh)| [(*shared, *fresh), (shared.turned(), *fresh)])
        .collect();
    sides.par_sort_unstable_by_key(|(shared, _)| (shared.a, shared.a_start, *shared));
    let groups: Vec<&[(Shared, bool)]> = sides.chunk_by(|x, y| x.0.a == y.0.a).collect();
    let mut proposals: Vec<Proposal> = groups.par_iter().flat_map_iter(|sides| of_text(sides, all, &known)).collect();
    proposals.par_sort_unstable();
    // Several texts may propose the same.
    proposals.dedup_by(|x, y| {
        (x.a, x.b) == (y.a, y.b) && x.at_a.abs_diff(y.at_a) < WINDOW as u32 && x.at_b.abs_diff(y.at_b) < WINDOW as u32
    });
    proposals
}

/// Where the passages of each pair of texts are.
type Pairs = FxHashMap<(u32, u32), (u32, u32)>;

/// Where the passages of each pair of texts are among `all`, which is in order.
fn pairs(all: &[Shared]) -> Pairs {
    let mut at = 0u32;
    all.chunk_by(|x, y| (x.a, x.b) == (y.a, y.b))
        .map(|same| {
            let start = at;
            at += same.len() as u32;
            ((same[0].a, same[0].b), (start, at))
        })
        .collect()
}

/// What the passages of one text propose.
fn of_text(sides: &[(Shared, bool)], all: &[Shared], known: &Pairs) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let crowd = Crowd::new(sides);
    for (n, (x, x_fresh)) in sides.iter().enumerate() {
        let others = sides[n + 1..].iter().take_while(|(y, _)| y.a_start + OVERLAP <= x.a_end);
        for (y, y_fresh) in others {
            let (from, to) = (x.a_start.max(y.a_start), x.a_end.min(y.a_end));
            if to < from + OVERLAP {
                continue;
            }
            if crowd.at(from + (to - from) / 2) > MOST {
                break;
            }
            if x.b == y.b || !(*x_fresh || *y_fresh) {
                continue;
            }
            let at = from + (to - from) / 2;
            let (Ok(at_x), Ok(at_y)) = (u32::try_from(x.across(at)), u32::try_from(y.across(at))) else { continue };
            let proposal = if x.b < y.b {
                Proposal { a: x.b, b: y.b, at_a: at_x, at_b: at_y }
            } else {
                Proposal { a: y.b, b: x.b, at_a: at_y, at_b: at_x }
            };
            let there = known.get(&(proposal.a, proposal.b)).is_some_and(|(start, end)| {
                all[*start as usize..*end as usize].iter().any(|shared| near(shared, &proposal))
            });
            if !there {
                proposals.push(proposal);
            }
        }
    }
    proposals
}

/// How many passages of a text there are at a place of it.
struct Crowd {
    /// Where passages start, in order.
    starts: Vec<u32>,
    /// Where they end, in order.
    ends: Vec<u32>,
}

impl Crowd {
    fn new(sides: &[(Shared, bool)]) -> Self {
        let mut starts: Vec<u32> = sides.iter().map(|(shared, _)| shared.a_start).collect();
        let mut ends: Vec<u32> = sides.iter().map(|(shared, _)| shared.a_end).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Crowd { starts, ends }
    }

    fn at(&self, letter: u32) -> usize {
        let ended = self.ends.partition_point(|end| *end <= letter);
        self.starts.partition_point(|start| *start <= letter).saturating_sub(ended)
    }
}

/// Whether a passage is what is proposed.
fn near(shared: &Shared, proposal: &Proposal) -> bool {
    let slack = WINDOW as i64 / 2;
    let inside = |start: u32, end: u32, at: u32| {
        i64::from(start) - slack <= i64::from(at) && i64::from(at) <= i64::from(end) + slack
    };
    inside(shared.a_start, shared.a_end, proposal.at_a)
        && inside(shared.b_start, shared.b_end, proposal.at_b)
        && (shared.across(proposal.at_a) - i64::from(proposal.at_b)).abs() <= slack
}

/// Compares; keeps its buffers.
#[derive(Default)]
struct Comparer {
    finder: Finder,
    a: Vec<u8>,
    b: Vec<u8>,
    short: FxHashMap<u64, Vec<usize>>,
}

impl Comparer {
    /// The passages at places of the same two texts.
    fn compare(&mut self, same: &[Proposal], source: &dyn Source, params: &Params) -> io::Result<Vec<Shared>> {
        let Some(first) = same.first() else { return Ok(Vec::new()) };
        let a = source.letters(first.a, &mut self.a)?;
        let b = source.letters(first.b, &mut self.b)?;
        let mut found: Vec<Shared> = Vec::new();
        for proposal in same {
            if found.iter().any(|shared| near(shared, proposal)) {
                continue;
            }
            let from = line(a, proposal.at_a as usize, b, proposal.at_b as usize, &mut self.short);
            let texts = (proposal.a, proposal.b);
            let shared = from.and_then(|(x, y)| self.finder.around(a, b, texts, (x as u32, y as u32), params));
            found.extend(shared.map(|shared| Shared { rescued: true, ..shared }));
        }
        Ok(found)
    }
}

/// The place near `at_a` and `at_b` that most short seeds of both texts agree on.
fn line(
    a: &[u8],
    at_a: usize,
    b: &[u8],
    at_b: usize,
    short: &mut FxHashMap<u64, Vec<usize>>,
) -> Option<(usize, usize)> {
    let window = |at: usize, all: usize| at.saturating_sub(WINDOW)..(at + WINDOW).min(all);
    let (in_a, in_b) = (window(at_a, a.len()), window(at_b, b.len()));
    short.clear();
    for (n, run) in a.get(in_a.clone())?.windows(SHORT).enumerate() {
        short.entry(key(run)).or_default().push(in_a.start + n);
    }
    let mut lines: Vec<(i64, usize)> = Vec::new();
    for (n, run) in b.get(in_b.clone())?.windows(SHORT).enumerate() {
        let here = in_b.start + n;
        let places = short.get(&key(run)).map_or(&[][..], Vec::as_slice);
        lines.extend(places.iter().map(|place| (here as i64 - *place as i64, *place)));
    }
    lines.sort_unstable();
    let near = |n: usize| {
        let to = lines.partition_point(|(line, _)| *line <= lines[n].0 + SLACK);
        to - lines.partition_point(|(line, _)| *line < lines[n].0 - SLACK)
    };
    let middle = |n: usize| at_a.abs_diff(lines[n].1);
    let best = (0..lines.len()).max_by_key(|n| (near(*n), std::cmp::Reverse(middle(*n)), std::cmp::Reverse(*n)))?;
    let (line, place) = lines[best];
    Some((place, usize::try_from(place as i64 + line).ok()?))
}

/// A run of letters by its classes.
fn key(run: &[u8]) -> u64 {
    run.iter().fold(0, |key, letter| key << 5 | u64::from(class(*letter)))
}
