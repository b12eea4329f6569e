//! One text more, or one less: what it shares with those of a collection that was searched before.
//!
//! Takes the letters of a text and a [`Shelf`] with what is kept of the others, gives the passages that it adds: its own
//! with others, and those of others with one another that it leads to. The work is in proportion to the text and to what
//! it shares, not to the collection. What comes out is what a [`search`](super::search) of all texts would give, but for
//! one thing: where a text makes a seed one of those that stand in too many places to compare them all
//! ([`Params::frequent`]), passages that were found by it before are kept. Taking a text out undoes its passages, and those
//! of others that rested on it.

use super::collection::{Collection, hash};
use super::hits::{Hit, OF_ONE, PARTITIONS};
use super::letters::MEMBER_BITS;
use super::look;
use super::params::Params;
use super::passages::{Finder, Shared};
use super::rescue::{Source, compared, merged, proposals};
use super::scratch::{Partitions, Scratch};
use super::seeds::{self, AROUND, Seed, alike};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io;

pub use super::seeds::four;

/// What a seed says, in the bits that postings of a search tell apart.
fn key(seed: Seed) -> u64 {
    seed.key >> 28
}

/// Where a seed stands in texts on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What the seed says, 36 bits.
    pub key: u64,
    /// Places of letters, in the order in which their texts are compared.
    pub places: Vec<u64>,
}

/// What is kept of a collection that was searched. The letters of all its texts stand in one row of places; where a text
/// begins and ends there are [places without a letter](Self::classes).
pub trait Shelf {
    /// The text that a place is of, and which of its letters stands there; nothing where there is no such text any more.
    fn at(&self, place: u64) -> io::Result<Option<(u32, u32)>>;
    /// A hash of the letters of a text; nothing where there is no such text any more.
    fn hash(&self, text: u32) -> io::Result<Option<u64>>;
    /// The letters of a text.
    fn letters(&self, text: u32) -> io::Result<Vec<u8>>;
    /// How many letters a text has.
    fn length(&self, text: u32) -> io::Result<u32>;
    /// [Four bits](four) of the letters from a place on, into all of `classes`; 15 where there is none.
    fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()>;
    /// Where seeds stand that say one of `keys`, which ascend: in one run or several, each with at least its first `most`
    /// places, if there are as many.
    fn places(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>>;
    /// The passages that a text shares, as they were found: the lesser number first.
    fn shared(&self, text: u32) -> io::Result<Vec<Shared>>;
}

/// The seeds of a text in order of what they say, then of where they stand. Of those that stand there more often than a
/// seed may before it is [frequent](Params::frequent), only so many as tell that it is.
fn sorted(letters: &[u8], params: &Params) -> Vec<Seed> {
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

/// What changes where a text comes or goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Passages that are no more, in order, the lesser number first.
    pub lost: Vec<Shared>,
    /// Passages that are new, likewise.
    pub found: Vec<Shared>,
}

impl Change {
    /// From what was there and what is there in its stead; both are in order.
    fn between(before: &[Shared], after: &[Shared]) -> Self {
        let without = |all: &[Shared], other: &[Shared]| {
            all.iter().filter(|shared| other.binary_search(shared).is_err()).copied().collect()
        };
        Change { lost: without(before, after), found: without(after, before) }
    }
}

/// What a text adds to a collection: its passages, and what becomes of those of others. It may be there already; then that
/// is what is not known of it.
pub fn add(shelf: &impl Shelf, number: u32, letters: &[u8], params: &Params) -> io::Result<Change> {
    let desk = Desk { shelf, number, letters, hash: hash(letters) };
    let mut found = Vec::new();
    let mut finder = Finder::default();
    let mine: Vec<u8> = letters.iter().map(|letter| shown(four(*letter))).collect();
    for (other, (place, mut hits)) in desk.hits(params)? {
        if !desk.is_promising(&mine, &hits, other, place, params)? {
            continue;
        }
        let theirs = shelf.letters(other)?;
        let mine_first = desk.order(number)? < desk.order(other)?;
        if !mine_first {
            hits.iter_mut().for_each(|hit| *hit = Hit { a: other, b: number, at_a: hit.at_b, at_b: hit.at_a, ..*hit });
        }
        hits.sort_unstable();
        let (a, b) = if mine_first { (letters, &theirs[..]) } else { (&theirs[..], letters) };
        found.extend(finder.shared(a, b, &hits, params).into_iter().map(numbered));
    }
    let mut before = shelf.shared(number)?;
    before.sort_unstable();
    let (after, _) = merged(before.clone(), found);
    let fresh = after.iter().filter(|shared| before.binary_search(shared).is_err()).copied().collect();
    desk.rescued(before, after, fresh, params)
}

/// What changes where a text goes, which is on the shelf still. Passages of others that are known because both share them
/// with it are looked for again, without it; where it stood for the many texts that have a formula, others do from now on.
pub fn remove(shelf: &impl Shelf, number: u32, params: &Params) -> io::Result<Change> {
    let own = shelf.shared(number)?;
    let seen: Vec<Shared> = own.iter().map(|s| if s.a == number { *s } else { s.turned() }).collect();
    let mut known = Vec::new();
    for shared in seen.iter().filter(|shared| !shared.frequent) {
        known.extend(shelf.shared(shared.b)?);
    }
    known.sort_unstable();
    known.dedup();
    known.retain(|shared| shared.a != number && shared.b != number);
    let touches = |text: u32, start: u32, end: u32| {
        seen.iter().any(|own| own.b == text && start < own.b_end && own.b_start < end)
    };
    let (doubtful, sure): (Vec<Shared>, Vec<Shared>) =
        known.iter().partition(|s| s.rescued && touches(s.a, s.a_start, s.a_end) && touches(s.b, s.b_start, s.b_end));
    let without = Without { shelf, number, lost: &doubtful };
    let mut change = Change::default();
    if !doubtful.is_empty() {
        let of_doubt = |text: u32| doubtful.iter().any(|shared| shared.a == text || shared.b == text);
        let fresh = sure.iter().filter(|s| of_doubt(s.a) || of_doubt(s.b)).copied().collect();
        let desk = Desk { shelf: &without, number, letters: &[], hash: u64::MAX };
        let again = desk.rescued(sure.clone(), sure, fresh, params)?;
        change.lost.extend(again.lost);
        change.lost.extend(&doubtful);
        change.found.extend(again.found);
    }
    for text in heirs(&without, &seen, params)? {
        let again = add(&without, text, &shelf.letters(text)?, params)?;
        change.lost.extend(again.lost);
        change.found.extend(again.found);
    }
    change.lost.extend(own);
    change.lost.sort_unstable();
    change.lost.dedup();
    change.found.sort_unstable();
    change.found.dedup();
    Ok(change)
}

/// The texts which stand for those that have a formula from now on, where the one did whose passages these are.
fn heirs(shelf: &impl Shelf, own: &[Shared], params: &Params) -> io::Result<Vec<u32>> {
    let mut own: Vec<&Shared> = own.iter().filter(|shared| shared.frequent).collect();
    own.sort_unstable_by_key(|shared| (shared.a_start, shared.a_end));
    let mut heirs = Vec::new();
    let mut end = 0;
    let same = own.chunk_by(|x, y| {
        end = if x.a_start >= end { x.a_end } else { end.max(x.a_end) };
        y.a_start < end
    });
    for same in same.collect::<Vec<_>>() {
        let mut others = Vec::new();
        for shared in same {
            others.extend(shelf.hash(shared.b)?.map(|hash| (hash, shared.b)));
        }
        others.sort_unstable();
        others.dedup();
        if others.len() > params.hubs {
            heirs.extend(others.iter().take(params.hubs).map(|(_, text)| *text));
        }
    }
    heirs.sort_unstable();
    heirs.dedup();
    heirs.truncate(HEIRS);
    Ok(heirs)
}

/// Most texts that are looked at again where one goes.
const HEIRS: usize = 16;

/// A shelf without a text and some passages.
struct Without<'s, S> {
    shelf: &'s S,
    number: u32,
    /// In order.
    lost: &'s [Shared],
}

impl<S: Shelf> Shelf for Without<'_, S> {
    fn at(&self, place: u64) -> io::Result<Option<(u32, u32)>> {
        Ok(self.shelf.at(place)?.filter(|(text, _)| *text != self.number))
    }

    fn hash(&self, text: u32) -> io::Result<Option<u64>> {
        if text == self.number { Ok(None) } else { self.shelf.hash(text) }
    }

    fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        self.shelf.letters(text)
    }

    fn length(&self, text: u32) -> io::Result<u32> {
        self.shelf.length(text)
    }

    fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()> {
        self.shelf.classes(place, classes)
    }

    fn places(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>> {
        self.shelf.places(keys, most)
    }

    fn shared(&self, text: u32) -> io::Result<Vec<Shared>> {
        let mut shared = self.shelf.shared(text)?;
        let is_lost = |s: &Shared| s.a == self.number || s.b == self.number || self.lost.binary_search(s).is_ok();
        shared.retain(|shared| !is_lost(shared));
        Ok(shared)
    }
}

/// A passage with the lesser number first.
fn numbered(shared: Shared) -> Shared {
    if shared.a < shared.b { shared } else { shared.turned() }
}

/// A new text beside those on the shelf.
struct Desk<'s, S> {
    shelf: &'s S,
    number: u32,
    letters: &'s [u8],
    hash: u64,
}

/// A place of a seed in a text that is there already: hash and number of the text, the letter, the place.
type There = (u64, u32, u32, u64);

/// Hits by the other text, the new text first; and the place of the other's first letter.
type Hits = BTreeMap<u32, (u64, Vec<Hit>)>;

/// A letter of which four bits are known.
fn shown(four: u8) -> u8 {
    four << MEMBER_BITS
}

impl<S: Shelf> Desk<'_, S> {
    /// Where a text stands in the order in which texts are compared.
    fn order(&self, text: u32) -> io::Result<(u64, u32)> {
        let hash = if text == self.number { Some(self.hash) } else { self.shelf.hash(text)? };
        Ok((hash.unwrap_or(u64::MAX), text))
    }

    /// The letters of a text, new or not.
    fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        if text == self.number { Ok(self.letters.to_vec()) } else { self.shelf.letters(text) }
    }

    /// The places that the new text shares with each other one, the new text first.
    fn hits(&self, params: &Params) -> io::Result<Hits> {
        let mine = sorted(self.letters, params);
        let mut keys: Vec<u64> = mine.iter().map(|seed| key(*seed)).collect();
        keys.dedup();
        // All places of so many texts, and of one more.
        let most = (params.hubs + 1) * (params.frequent.max(OF_ONE) + 1);
        let mut runs = self.shelf.places(&keys, most)?;
        runs.sort_by_key(|run| run.key);
        let mut runs = runs.chunk_by(|x, y| x.key == y.key).peekable();
        let mut hits = Hits::new();
        for mine in mine.chunk_by(|x, y| key(*x) == key(*y)) {
            let Some(first) = mine.first() else { continue };
            let Some(there) = runs.next_if(|runs| runs.first().is_some_and(|run| run.key == key(*first))) else {
                continue;
            };
            let count: usize = there.iter().map(|run| run.places.len()).sum();
            if count + mine.len() <= params.frequent {
                for place in there.iter().flat_map(|run| &run.places) {
                    self.compare(mine, *place, None, params, &mut hits)?;
                }
                continue;
            }
            let mine = &mine[..mine.len().min(OF_ONE)];
            for (_, text, at, place) in self.few(there, key(*first), most, params)? {
                self.compare(mine, place, Some((text, at)), params, &mut hits)?;
            }
        }
        Ok(hits)
    }

    /// Compares seeds of the new text with one of a text that is there, by what stands around them.
    fn compare(
        &self,
        mine: &[Seed],
        place: u64,
        known: Option<(u32, u32)>,
        params: &Params,
        hits: &mut Hits,
    ) -> io::Result<()> {
        let around = self.around(place, params.seed)?;
        let mut near = mine.iter().filter(|seed| alike(seed.around, around) >= params.context).peekable();
        if near.peek().is_none() {
            return Ok(());
        }
        let there = if known.is_some() { known } else { self.shelf.at(place)? };
        let Some((text, at)) = there.filter(|(text, _)| *text != self.number) else { return Ok(()) };
        let hit = |seed: &Seed| Hit { a: self.number, b: text, at_a: seed.at, at_b: at, frequent: known.is_some() };
        let first = place - u64::from(at);
        hits.entry(text).or_insert_with(|| (first, Vec::new())).1.extend(near.map(hit));
        Ok(())
    }

    /// Whether any of the hits stands a quick look, for which the letters of the other text are not needed. [Four bits](four)
    /// tell all classes apart but those of some digits, so what looks alike by letters does so here.
    fn is_promising(&self, mine: &[u8], hits: &[Hit], text: u32, place: u64, params: &Params) -> io::Result<bool> {
        let letters = self.shelf.length(text)? as usize;
        let mut theirs = Vec::new();
        for hit in hits {
            let from = (hit.at_b as usize).saturating_sub(look::REACH);
            let to = (hit.at_b as usize + params.seed + look::REACH).min(letters);
            theirs.resize(to.saturating_sub(from), 0);
            self.shelf.classes(place + from as u64, &mut theirs)?;
            theirs.iter_mut().for_each(|class| *class = shown(*class));
            let alike = look::alike(mine, hit.at_a as usize, &theirs, hit.at_b as usize - from, params.seed);
            if alike >= params.look {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What stands around a seed at a place, as [`seeds::around`] has it.
    fn around(&self, place: u64, seed: usize) -> io::Result<u64> {
        let mut classes = [0xf; 2 * AROUND + 64];
        let Some(classes) = classes.get_mut(..2 * AROUND + seed) else { return Ok(u64::MAX) };
        self.shelf.classes(place - AROUND as u64, classes)?;
        let four = |bits: u64, class: &u8| bits << 4 | u64::from(*class);
        let left = classes[..AROUND].iter().rev().fold(0, four);
        let right = classes[AROUND + seed..].iter().fold(0, four);
        Ok(left << 32 | right)
    }

    /// The places of a seed that stands in very many which are compared: those in the first few texts, or in all where the
    /// new text is one of these; of each text the first few.
    fn few(&self, runs: &[Run], key: u64, most: usize, params: &Params) -> io::Result<Vec<There>> {
        let mut there = Vec::new();
        for run in runs {
            let (mut texts, mut last) = (0, None);
            for place in &run.places {
                let Some(found) = self.there(*place)? else { continue };
                texts += usize::from(last != Some(found.1));
                last = Some(found.1);
                if texts > params.hubs {
                    break;
                }
                there.push(found);
            }
        }
        there.sort_unstable();
        let mut first = there.chunk_by(|x, y| x.1 == y.1).filter_map(|same| same.first());
        let is_hub =
            first.nth(params.hubs.saturating_sub(1)).is_none_or(|last| (self.hash, self.number) < (last.0, last.1));
        if is_hub && runs.iter().any(|run| run.places.len() >= most) {
            return Ok(firsts(self.all(&self.shelf.places(&[key], usize::MAX)?)?, usize::MAX));
        }
        if is_hub {
            return Ok(firsts(self.all(runs)?, usize::MAX));
        }
        Ok(firsts(there, params.hubs))
    }

    /// All places of runs, in order.
    fn all(&self, runs: &[Run]) -> io::Result<Vec<There>> {
        let mut all = Vec::new();
        for place in runs.iter().flat_map(|run| &run.places) {
            all.extend(self.there(*place)?);
        }
        all.sort_unstable();
        Ok(all)
    }

    /// A place with its text; nothing where that is the new one.
    fn there(&self, place: u64) -> io::Result<Option<There>> {
        let Some((text, at)) = self.shelf.at(place)?.filter(|(text, _)| *text != self.number) else { return Ok(None) };
        Ok(self.shelf.hash(text)?.map(|hash| (hash, text, at, place)))
    }

    /// What becomes of passages where `before` has become `after`, and of others that what is fresh in it leads to; all are
    /// in order.
    fn rescued(
        &self,
        mut before: Vec<Shared>,
        mut after: Vec<Shared>,
        mut fresh: Vec<Shared>,
        params: &Params,
    ) -> io::Result<Change> {
        for _ in 0..params.rescue {
            if fresh.is_empty() {
                break;
            }
            let near = self.near(&before, &after, &fresh)?;
            let is_fresh: Vec<bool> = near.iter().map(|shared| fresh.binary_search(shared).is_ok()).collect();
            let new = self.round(&near, &is_fresh, params)?;
            let mut pairs: Vec<(u32, u32)> = new.iter().map(|shared| (shared.a, shared.b)).collect();
            pairs.dedup();
            let of_pairs = |shared: &Shared| pairs.binary_search(&(shared.a, shared.b)).is_ok();
            // What the shelf has of the same texts is settled with it.
            let known: Vec<Shared> = near.into_iter().filter(of_pairs).collect();
            let held = known.iter().filter(|shared| after.binary_search(shared).is_err());
            before.extend(held.clone());
            let both: Vec<Shared> = after.iter().chain(held).copied().collect();
            before.sort_unstable();
            after = merged(both, new).0;
            fresh = after.iter().filter(|shared| of_pairs(shared)).copied().collect();
        }
        Ok(Change::between(&before, &after))
    }

    /// What the texts share that a fresh passage is of which may lead to others, in order.
    fn near(&self, before: &[Shared], after: &[Shared], fresh: &[Shared]) -> io::Result<Vec<Shared>> {
        let leading = fresh.iter().filter(|shared| !shared.frequent);
        let mut texts: Vec<u32> = leading.flat_map(|shared| [shared.a, shared.b]).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut near = after.to_vec();
        for text in texts {
            let known = self.shelf.shared(text)?;
            near.extend(known.iter().filter(|shared| before.binary_search(shared).is_err()));
        }
        near.sort_unstable();
        near.dedup();
        Ok(near)
    }

    /// A round of comparing those that share with a third, as a search does it.
    fn round(&self, near: &[Shared], fresh: &[bool], params: &Params) -> io::Result<Vec<Shared>> {
        let mut texts: Vec<u32> = near.iter().flat_map(|shared| [shared.a, shared.b]).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut order = texts.iter().map(|text| self.order(*text)).collect::<io::Result<Vec<_>>>()?;
        order.sort_unstable();
        let ranks: FxHashMap<u32, u32> = (0..).zip(&order).map(|(rank, (_, text))| (*text, rank)).collect();
        let rank = |text: u32| ranks.get(&text).copied().unwrap_or(u32::MAX);
        let ranked = |shared: &Shared| numbered(Shared { a: rank(shared.a), b: rank(shared.b), ..*shared });
        let mut all: Vec<(Shared, bool)> = near.iter().map(ranked).zip(fresh.iter().copied()).collect();
        all.sort_unstable();
        let (all, fresh): (Vec<Shared>, Vec<bool>) = all.into_iter().unzip();
        let number = |rank: u32| order[rank as usize].1;
        let proposals = proposals(&all, &fresh);
        let mut source = Few::default();
        for rank in proposals.iter().flat_map(|proposal| [proposal.a, proposal.b]) {
            if !source.letters.contains_key(&rank) {
                source.letters.insert(rank, self.letters(number(rank))?);
            }
        }
        let mut new = compared(&proposals, &source, params)?;
        new.iter_mut()
            .for_each(|shared| *shared = numbered(Shared { a: number(shared.a), b: number(shared.b), ..*shared }));
        new.sort_unstable();
        Ok(new)
    }
}

/// The first few places of each of the first `texts` texts; they are in order.
fn firsts(there: Vec<There>, texts: usize) -> Vec<There> {
    there.chunk_by(|x, y| x.1 == y.1).take(texts).flat_map(|same| &same[..same.len().min(OF_ONE)]).copied().collect()
}

/// The letters of a few texts, by rank.
#[derive(Default)]
struct Few {
    letters: FxHashMap<u32, Vec<u8>>,
}

impl Source for Few {
    fn letters<'l>(&'l self, rank: u32, _: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        Ok(self.letters.get(&rank).map_or(&[], Vec::as_slice))
    }
}

#[cfg(test)]
mod tests;
