//! The words of a collection's names: what each stands for, and how rare it is.
//!
//! Words that translate each other are one, and a rare word that is one letter away from a far more frequent one is taken
//! for it: so a misread word finds the same partners as the word itself. That is for finding pairs only; what a
//! misreading is worth is for the comparison to say.

use super::super::name::{Name, Word};
use super::{hash, mix};
use rustc_hash::FxHashMap;

/// Words longer than that are looked at as they are.
const LONGEST: usize = 24;
/// Words shorter than that are not taken for others.
const SHORTEST: usize = 4;
/// A word used at most so often may be a misreading.
const RARE: u32 = 4;
/// How many times more often that is used for which it is taken.
const TIMES: u32 = 4;

/// What names say, word by word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Where the words of each name begin; one more than there are names.
    starts: Vec<u32>,
    /// Words of all names: for each name in ascending order, each once.
    words: Vec<u32>,
    /// How much each word tells: the logarithm of how rare it is.
    pub telling: Vec<f32>,
    /// Whether a word is a country.
    pub is_country: Vec<bool>,
}

impl Vocabulary {
    /// Reads the words of all names.
    pub fn of(names: &[Name]) -> Vocabulary {
        let read = Spellings::of(names);
        let corrections = read.corrections();
        let meant = |word: &Word| {
            let own = token(word);
            corrections.get(&own).copied().unwrap_or(own)
        };
        let mut all: Vec<u64> = Vec::new();
        let mut starts = vec![0u32];
        for name in names {
            let from = all.len();
            all.extend(name.words().filter(|word| word.class.counts()).map(meant));
            let own = unique(all.split_off(from));
            all.extend(own);
            starts.push(all.len() as u32);
        }
        let mut distinct = all.clone();
        distinct.sort_unstable();
        let (telling, distinct) = rarity(&distinct, names.len());
        let countries: Vec<u64> = unique(
            names.iter().flat_map(Name::words).filter(|word| word.country.is_some()).map(token).collect::<Vec<u64>>(),
        );
        let is_country = distinct.iter().map(|word| countries.binary_search(word).is_ok()).collect();
        let mut words: Vec<u32> =
            all.iter().map(|word| distinct.binary_search(word).unwrap_or_default() as u32).collect();
        for bounds in starts.windows(2) {
            words[bounds[0] as usize..bounds[1] as usize].sort_unstable();
        }
        Vocabulary { starts, words, telling, is_country }
    }

    /// The words of a name, in ascending order.
    pub fn of_name(&self, name: usize) -> &[u32] {
        match (self.starts.get(name), self.starts.get(name + 1)) {
            (Some(&start), Some(&end)) => &self.words[start as usize..end as usize],
            _ => &[],
        }
    }

    /// How much of what two names tell is told by both: 0 nothing, 1 all.
    pub fn likeness(&self, one: usize, other: usize) -> f32 {
        let (one, other) = (self.of_name(one), self.of_name(other));
        let sum = |words: &[u32]| words.iter().map(|&word| self.telling[word as usize]).sum::<f32>();
        let (mut shared, mut at) = (0.0, 0);
        for &word in one {
            while other.get(at).is_some_and(|&next| next < word) {
                at += 1;
            }
            if other.get(at) == Some(&word) {
                shared += self.telling[word as usize];
            }
        }
        shared / (sum(one) * sum(other)).sqrt().max(f32::MIN_POSITIVE)
    }
}

/// Distinct words with how much they tell, from all words in ascending order.
fn rarity(sorted: &[u64], names: usize) -> (Vec<f32>, Vec<u64>) {
    sorted.chunk_by(|a, b| a == b).map(|run| ((1.0 + names as f32 / run.len() as f32).ln(), run[0])).unzip()
}

fn unique(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// What a word stands for, whatever its language and spelling.
fn token(word: &Word) -> u64 {
    match (word.number, word.country, word.concept) {
        (Some(number), ..) => hash(1, &number.to_le_bytes()),
        (_, Some(country), _) => hash(2, &country),
        (_, _, Some(concept)) => hash(3, &concept.to_le_bytes()),
        _ if word.sound.is_empty() => hash(4, word.folded.as_bytes()),
        _ => hash(5, word.sound.as_bytes()),
    }
}

/// How words are spelt, and how often.
struct Spellings<'a> {
    /// Spelling, what it stands for, how many names have it; in the order of the spelling.
    words: Vec<(&'a str, u64, u32)>,
}

impl<'a> Spellings<'a> {
    fn of(names: &'a [Name]) -> Self {
        let mut counts: FxHashMap<(&'a str, u64), u32> = FxHashMap::default();
        for word in names.iter().flat_map(Name::words).filter(|word| word.number.is_none()) {
            if (SHORTEST..=LONGEST).contains(&word.sound.len()) {
                *counts.entry((&*word.sound, token(word))).or_default() += 1;
            }
        }
        let mut words: Vec<(&str, u64, u32)> =
            counts.into_iter().map(|((spelling, token), count)| (spelling, token, count)).collect();
        words.sort_unstable();
        Spellings { words }
    }

    /// What rare words are taken for.
    fn corrections(&self) -> FxHashMap<u64, u64> {
        let mut near: Vec<(u64, u32)> = Vec::new();
        for (at, (spelling, _, count)) in self.words.iter().enumerate() {
            if *count > TIMES {
                near.extend(shortened(spelling).map(|key| (key, at as u32)));
            }
        }
        near.sort_unstable();
        // Only a word that nothing is known of may be a misreading: its number is that of its own spelling.
        let rare = self.words.iter().filter(|(own, word, count)| *count <= RARE && hash(5, own.as_bytes()) == *word);
        let taken = rare.filter_map(|(spelling, word, count)| {
            let best = shortened(spelling).flat_map(|key| at_key(&near, key)).map(|at| &self.words[at as usize]);
            let best = best
                .filter(|(_, _, often)| *often >= count * TIMES)
                .max_by_key(|(other, _, often)| (*often, *other))?;
            Some((*word, best.1))
        });
        taken.collect()
    }
}

/// Keys of a word and of it without each one of its letters.
fn shortened(word: &str) -> impl Iterator<Item = u64> + '_ {
    let whole = std::iter::once(hash(6, word.as_bytes()));
    whole.chain(word.char_indices().map(|(at, letter)| {
        let rest = word.get(at + letter.len_utf8()..).unwrap_or_default();
        let start = word.get(..at).unwrap_or_default();
        continued(hash(6, start.as_bytes()), rest.as_bytes())
    }))
}

/// A hash with more bytes behind what it has read.
fn continued(state: u64, bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(state, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23))
}

/// The numbers at a key.
fn at_key(near: &[(u64, u32)], key: u64) -> impl Iterator<Item = u32> + '_ {
    let from = near.partition_point(|entry| entry.0 < key);
    near[from..].iter().take_while(move |entry| entry.0 == key).take(64).map(|entry| entry.1)
}

/// One number of several, whatever their order.
pub fn together(words: impl Iterator<Item = u32>) -> u64 {
    words.fold(0, |sum: u64, word| sum.wrapping_add(mix(u64::from(word) + 1)))
}
