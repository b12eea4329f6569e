//! The looking up of a text among those on the shelf: places that may belong to a passage.
//!
//! What stands in many texts is looked up as a search does it: with those texts that stand for them all.

use super::postings::{key, sorted};
use super::{Run, Shelf};
use crate::reuse::hits::{Hit, OF_ONE};
use crate::reuse::letters::MEMBER_BITS;
use crate::reuse::look;
use crate::reuse::params::Params;
use crate::reuse::seeds::{AROUND, Seed, alike};
use std::collections::BTreeMap;
use std::io;

/// A new text beside those on the shelf.
pub struct Desk<'s, S> {
    pub shelf: &'s S,
    pub number: u32,
    pub letters: &'s [u8],
    pub hash: u64,
}

/// A place of a seed in a text that is there already: hash and number of the text, the letter, the place.
type There = (u64, u32, u32, u64);

/// Hits by the other text, the new text first; and the place of the other's first letter.
pub type Hits = BTreeMap<u32, (u64, Vec<Hit>)>;

/// A letter of which four bits are known.
pub fn shown(four: u8) -> u8 {
    four << MEMBER_BITS
}

impl<S: Shelf> Desk<'_, S> {
    /// Where a text stands in the order in which texts are compared.
    pub fn order(&self, text: u32) -> io::Result<(u64, u32)> {
        let hash = if text == self.number { Some(self.hash) } else { self.shelf.hash(text)? };
        Ok((hash.unwrap_or(u64::MAX), text))
    }

    /// The letters of a text, new or not.
    pub fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        if text == self.number { Ok(self.letters.to_vec()) } else { self.shelf.letters(text) }
    }

    /// The places that the new text shares with each other one, the new text first.
    pub fn hits(&self, params: &Params) -> io::Result<Hits> {
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

    /// Whether any of the hits stands a quick look, for which the letters of the other text are not needed. Four bits
    /// tell all classes apart but those of some digits, so what looks alike by letters does so here.
    pub fn is_promising(&self, mine: &[u8], hits: &[Hit], text: u32, place: u64, params: &Params) -> io::Result<bool> {
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

    /// What stands around a seed at a place, as `seeds::around` has it.
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
}

/// The first few places of each of the first `texts` texts; they are in order.
fn firsts(there: Vec<There>, texts: usize) -> Vec<There> {
    there.chunk_by(|x, y| x.1 == y.1).take(texts).flat_map(|same| &same[..same.len().min(OF_ONE)]).copied().collect()
}
