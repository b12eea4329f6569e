//! What texts share with one another because of a passage that is new: the rounds of a search, among those near it.

use super::desk::Desk;
use super::{Change, Shelf};
use crate::reuse::params::Params;
use crate::reuse::passages::Shared;
use crate::reuse::rescue::{Source, compared, merged, proposals};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::io;

/// A passage with the lesser number first.
pub fn numbered(shared: Shared) -> Shared {
    if shared.a < shared.b { shared } else { shared.turned() }
}

impl<S: Shelf> Desk<'_, S> {
    /// What becomes of passages where `before` has become `after`, and of others that what is fresh in it leads to; all are
    /// in order.
    pub fn rescued(
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
            if let Entry::Vacant(unread) = source.letters.entry(rank) {
                unread.insert(self.letters(number(rank))?);
            }
        }
        let mut new = compared(&proposals, &source, params)?;
        new.iter_mut()
            .for_each(|shared| *shared = numbered(Shared { a: number(shared.a), b: number(shared.b), ..*shared }));
        new.sort_unstable();
        Ok(new)
    }
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
