//! What changes where a text goes.

use super::desk::Desk;
use super::{Change, Run, Shelf, add};
use crate::reuse::params::Params;
use crate::reuse::passages::Shared;
use std::io;

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
