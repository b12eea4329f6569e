//! One text more: what it shares with those of a collection that was searched before.
//!
//! Takes the letters of a text and a [`Shelf`] with what is kept of the others, gives the passages that it adds: its own
//! with others, and those of others with one another that it leads to. The work is in proportion to the text and to what
//! it shares, not to the collection. What comes out is what a [`search`](super::search) of all texts would give, but for
//! one thing: where the new text makes a seed one of those that stand in too many places to compare them all
//! ([`Params::frequent`]), passages that were found by it before are kept.

use super::collection::hash;
use super::hits::Hit;
use super::params::Params;
use super::passages::{Finder, Shared};
use super::rescue::{Source, merged, round};
use super::seeds::{self, Seed, alike};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io;

/// What a seed says, in the bits that postings of a search tell apart.
fn key(seed: Seed) -> u64 {
    seed.key >> 28
}

/// A seed in a text, as it is kept: sorted by what it says, then by text and letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// What the seed says, 36 bits.
    pub key: u64,
    /// The number of the text.
    pub text: u32,
    /// Which of its letters the seed starts at.
    pub at: u32,
}

/// What is kept of a collection that was searched.
pub trait Shelf {
    /// A hash of the letters of a text; nothing where there is no such text any more.
    fn hash(&self, text: u32) -> io::Result<Option<u64>>;
    /// The letters of a text.
    fn letters(&self, text: u32) -> io::Result<Vec<u8>>;
    /// All postings of seeds that say one of `keys`, which ascend.
    fn postings(&self, keys: &[u64]) -> io::Result<Vec<Posting>>;
    /// The passages that a text shares, as they were found: the lesser number first.
    fn shared(&self, text: u32) -> io::Result<Vec<Shared>>;
}

/// The postings of a text with this number, in order.
pub fn postings(letters: &[u8], text: u32, params: &Params) -> Vec<Posting> {
    let mut postings = Vec::new();
    seeds::each(letters, params.seed, params.sample, |seed| {
        postings.push(Posting { key: key(seed), text, at: seed.at })
    });
    postings.sort_unstable();
    postings
}

/// What a text adds to a collection: passages in order, the lesser number first.
pub fn add(shelf: &impl Shelf, number: u32, letters: &[u8], params: &Params) -> io::Result<Vec<Shared>> {
    let desk = Desk { shelf, number, letters, hash: hash(letters) };
    let mut found = Vec::new();
    let mut finder = Finder::default();
    for (other, mut hits) in desk.hits(params)? {
        let theirs = shelf.letters(other)?;
        let mine_first = desk.order(number)? < desk.order(other)?;
        if !mine_first {
            hits.iter_mut().for_each(|hit| *hit = Hit { a: other, b: number, at_a: hit.at_b, at_b: hit.at_a, ..*hit });
        }
        hits.sort_unstable();
        let (a, b) = if mine_first { (letters, &theirs[..]) } else { (&theirs[..], letters) };
        found.extend(finder.shared(a, b, &hits, params).into_iter().map(numbered));
    }
    desk.rescued(found, params)
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

/// A place of a seed in a text that is there already.
type There = (u64, u32, u32);

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
    fn hits(&self, params: &Params) -> io::Result<BTreeMap<u32, Vec<Hit>>> {
        let mut mine: BTreeMap<u64, Vec<Seed>> = BTreeMap::new();
        seeds::each(self.letters, params.seed, params.sample, |seed| mine.entry(key(seed)).or_default().push(seed));
        let keys: Vec<u64> = mine.keys().copied().collect();
        let mut theirs = self.shelf.postings(&keys)?;
        theirs.sort_unstable();
        let mut around = Around { shelf: self.shelf, letters: FxHashMap::default(), params };
        let mut hits: BTreeMap<u32, Vec<Hit>> = BTreeMap::new();
        for same in theirs.chunk_by(|x, y| x.key == y.key) {
            let Some(mine) = mine.get(&same[0].key) else { continue };
            let mut there: Vec<There> = Vec::with_capacity(same.len());
            for posting in same.iter().filter(|posting| posting.text != self.number) {
                if let Some(hash) = self.shelf.hash(posting.text)? {
                    there.push((hash, posting.text, posting.at));
                }
            }
            let frequent = there.len() + mine.len() > params.frequent;
            if frequent {
                self.only_hubs(&mut there, params.hubs);
            }
            for (_, text, at) in there {
                let context = around.of(text, at)?;
                let near = mine.iter().filter(|seed| alike(seed.around, context) >= params.context);
                hits.entry(text).or_default().extend(near.map(|seed| Hit {
                    a: self.number,
                    b: text,
                    at_a: seed.at,
                    at_b: at,
                    frequent,
                }));
            }
        }
        hits.retain(|_, hits| !hits.is_empty());
        Ok(hits)
    }

    /// Leaves the places of the first few texts, unless the new text is one of them.
    fn only_hubs(&self, there: &mut Vec<There>, hubs: usize) {
        there.sort_unstable();
        let mut texts: Vec<(u64, u32)> = there.iter().map(|(hash, text, _)| (*hash, *text)).collect();
        texts.dedup();
        let before = texts.partition_point(|text| *text < (self.hash, self.number));
        if let Some(end) = texts.get(hubs).filter(|_| before >= hubs) {
            there.retain(|(hash, text, _)| (*hash, *text) < *end);
        }
    }

    /// `found`, and what the texts in it share with one another because of it.
    fn rescued(&self, found: Vec<Shared>, params: &Params) -> io::Result<Vec<Shared>> {
        let mut added = found;
        added.sort_unstable();
        let mut fresh = added.clone();
        for _ in 0..params.rescue {
            if fresh.is_empty() {
                break;
            }
            let near = self.near(&added, &fresh)?;
            let is_fresh: Vec<bool> = near.iter().map(|shared| fresh.binary_search(shared).is_ok()).collect();
            let new = self.round(&near, &is_fresh, params)?;
            let (all, _) = merged(added.clone(), new);
            fresh = all.iter().filter(|shared| added.binary_search(shared).is_err()).copied().collect();
            added = all;
        }
        Ok(added)
    }

    /// What the texts share that a fresh passage is of, in order.
    fn near(&self, added: &[Shared], fresh: &[Shared]) -> io::Result<Vec<Shared>> {
        let mut texts: Vec<u32> = fresh.iter().flat_map(|shared| [shared.a, shared.b]).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut near = added.to_vec();
        for text in texts.into_iter().filter(|text| *text != self.number) {
            near.extend(self.shelf.shared(text)?);
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
        let source = Few { letters: order.iter().map(|(_, text)| self.letters(*text)).collect::<io::Result<_>>()? };
        let mut new = round(&all, &fresh, &source, params)?;
        new.iter_mut()
            .for_each(|shared| *shared = numbered(Shared { a: number(shared.a), b: number(shared.b), ..*shared }));
        new.sort_unstable();
        Ok(new)
    }
}

/// The letters of a few texts, by rank.
struct Few {
    letters: Vec<Vec<u8>>,
}

impl Source for Few {
    fn letters<'l>(&'l self, rank: u32, _: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        Ok(&self.letters[rank as usize])
    }
}

/// What stands around seeds of texts on the shelf.
struct Around<'s, S> {
    shelf: &'s S,
    letters: FxHashMap<u32, Vec<u8>>,
    params: &'s Params,
}

impl<S: Shelf> Around<'_, S> {
    /// What stands around the seed at letter `at` of a text.
    fn of(&mut self, text: u32, at: u32) -> io::Result<u64> {
        if !self.letters.contains_key(&text) {
            self.letters.insert(text, self.shelf.letters(text)?);
        }
        let letters = &self.letters[&text];
        let start = (at as usize).min(letters.len());
        Ok(seeds::around(letters, start, (start + self.params.seed).min(letters.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::letters::placed;
    use crate::reuse::{InMemory, search};
    use std::ops::ControlFlow;

    /// A shelf in memory.
    #[derive(Default)]
    struct Books {
        letters: Vec<Vec<u8>>,
        postings: Vec<Posting>,
        shared: Vec<Shared>,
    }

    impl Shelf for Books {
        fn hash(&self, text: u32) -> io::Result<Option<u64>> {
            Ok(self.letters.get(text as usize).map(|letters| hash(letters)))
        }

        fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
            Ok(self.letters[text as usize].clone())
        }

        fn postings(&self, keys: &[u64]) -> io::Result<Vec<Posting>> {
            Ok(self.postings.iter().filter(|posting| keys.binary_search(&posting.key).is_ok()).copied().collect())
        }

        fn shared(&self, text: u32) -> io::Result<Vec<Shared>> {
            Ok(self.shared.iter().filter(|shared| shared.a == text || shared.b == text).copied().collect())
        }
    }

    /// Words of a made-up language, another for every number.
    fn words(from: u32, count: u32) -> String {
        let word = |n: u32| {
            let mut n = n.wrapping_mul(2_654_435_761) ^ n << 7;
            (0..5)
                .map(|_| {
                    n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    char::from(b'a' + (n >> 24) as u8 % 26)
                })
                .collect::<String>()
        };
        (from..from + count).map(|n| word(n) + " ").collect()
    }

    /// The text with every so manyth letter misread.
    fn misread(text: &str, every: usize, first: usize) -> String {
        text.chars().enumerate().map(|(n, c)| if n % every == first && c != ' ' { 'x' } else { c }).collect()
    }

    /// Copies of three passages among words of their own, more and more of them misread.
    fn texts() -> Vec<String> {
        (0..24u32)
            .map(|n| {
                let passage = misread(&words(n % 3 * 1000, 60), 9 + n as usize, n as usize % 9);
                format!("{} {passage} {}", words(10_000 + n * 500, 100), words(90_000 + n * 500, 50))
            })
            .collect()
    }

    #[test]
    fn texts_added_one_by_one_share_what_a_search_of_all_finds() {
        let (texts, params) = (texts(), Params { threads: 1, ..Params::default() });
        struct Unwatched;
        impl super::super::Watch for Unwatched {
            fn step(&self, _: &'static str, _: u64, _: u64) -> ControlFlow<()> {
                ControlFlow::Continue(())
            }
        }
        let all = search(&texts[..], &params, &InMemory, &Unwatched).expect("in memory").numbered();
        let mut books = Books::default();
        for (number, text) in (0..).zip(&texts) {
            let letters = placed(text).letters;
            let added = add(&books, number, &letters, &params).expect("in memory");
            books.postings.extend(postings(&letters, number, &params));
            books.letters.push(letters);
            books.shared.extend(added);
        }
        books.shared.sort_unstable();
        assert!(all.len() > 50, "{}", all.len());
        let said = |shared: &[Shared]| {
            shared.iter().map(|s| (s.a, s.b, s.a_start, s.a_end, s.b_start, s.b_end)).collect::<Vec<_>>()
        };
        assert_eq!(said(&books.shared), said(&all));
    }
}
