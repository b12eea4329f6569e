//! Phrases looked up by the hashes of their folded words.
//!
//! Takes words, gives what a list says of them. A phrase is told by one number worked out word by word, so a walk over the
//! tokens of a text finds the longest phrase at each without building a string. Lists that people edit are read from text
//! when first needed ([`Phrases`]); big ones are packed ahead of time and read where they lie in the program ([`Table`]).

mod fold;
mod table;

use rustc_hash::FxHashMap;

pub use fold::{Hash, fold, folded, hash};
pub use table::{Table, pack};

/// The number of a phrase that goes on with one more word; 0 is the empty phrase.
pub fn extend(phrase: u64, word: u64) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hashes of a phrase's words, as the texts are divided: at everything that is neither letter nor digit.
pub fn words(phrase: &str) -> Vec<u64> {
    let mut folded = Vec::new();
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            folded.clear();
            fold(word, &mut folded);
            hash(&folded)
        })
        .collect()
}

/// The bit of an entry that says that a longer phrase may follow.
const GOES_ON: u32 = 1 << 31;

/// How many bits of a sieve there are.
const SIEVE: u64 = 1 << 15;

/// Phrases of an edited list with bits for each.
#[derive(Debug)]
pub struct Phrases {
    entries: FxHashMap<u64, u32>,
    sieve: Sieve,
}

/// A bit for each first word of phrases, so that most words are told to begin none by a look into a few bytes.
#[derive(Clone, Debug)]
pub struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Self {
        Sieve(vec![0; (SIEVE / 64) as usize])
    }
}

impl Sieve {
    /// The bit of a word by the number of the phrase that it is alone.
    fn bit(number: u64) -> (usize, u64) {
        let bit = number >> 49;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn has(&self, number: u64) -> bool {
        let (at, bit) = Sieve::bit(number);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether a word may begin a phrase; `false` is sure.
    pub fn may_begin(&self, word: u64) -> bool {
        self.has(extend(0, word))
    }

    /// Lets the first words of other phrases pass too.
    pub fn join(&mut self, other: &Sieve) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits |= other);
    }
}

impl Phrases {
    /// The phrases of a list: lines `HEAD: phrase, phrase`, `#` opening a comment; `bits` says what a head stands for.
    pub fn read(list: &str, bits: impl Fn(&str) -> u32) -> Phrases {
        let mut phrases = Phrases { entries: FxHashMap::default(), sieve: Sieve::default() };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let Some((head, rest)) = line.split_once(':') else { continue };
            let bits = bits(head);
            for phrase in rest.split(',') {
                phrases.insert(&words(phrase), bits);
            }
        }
        phrases
    }

    fn insert(&mut self, words: &[u64], bits: u32) {
        let mut number = 0;
        for (index, word) in words.iter().enumerate() {
            number = extend(number, *word);
            if index == 0 {
                let (at, bit) = Sieve::bit(number);
                self.sieve.0[at] |= bit;
            }
            let last = index + 1 == words.len();
            *self.entries.entry(number).or_insert(0) |= if last { bits } else { GOES_ON };
        }
    }

    /// Tells which words may begin a phrase.
    pub fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// Whether a word begins any phrase.
    pub fn begins(&self, word: u64) -> bool {
        self.entries.contains_key(&extend(0, word))
    }

    /// The longest phrase that these words begin with: how many words it has, and its bits.
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
        let (mut number, mut found) = (0, None);
        for (index, word) in words.into_iter().enumerate() {
            number = extend(number, word);
            if index == 0 && !self.sieve.has(number) {
                break;
            }
            let Some(entry) = self.entries.get(&number) else { break };
            if entry & !GOES_ON != 0 {
                found = Some((index + 1, entry & !GOES_ON));
            }
            if entry & GOES_ON == 0 {
                break;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Phrases, words};

    #[test]
    fn the_longest_phrase_wins_and_case_and_diacritics_do_not_matter() {
        let phrases =
            Phrases::read("# list\na: new york, new york city\nb: Zürich", |head| if head == "a" { 1 } else { 2 });
        assert_eq!(phrases.longest(words("New York City Hall")), Some((3, 1)));
        assert_eq!(phrases.longest(words("NEW YORK")), Some((2, 1)));
        assert_eq!(phrases.longest(words("new")), None);
        assert_eq!(phrases.longest(words("Zurich")), Some((1, 2)));
    }
}
