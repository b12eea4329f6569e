//! The words of a collection's names: what each stands for, and how rare it is.
//!
//! Words that translate each other are one, and a rare word that is one letter away from a far more frequent one is taken
//! for it: so a misread word finds the same partners as the word itself. That is for finding pairs only; what a
//! misreading is worth is for the comparison to say.

use super::super::name::{Name, Word};
use super::{hash, learn, mix};
use rustc_hash::FxHashMap;

/// Words longer than that are looked at as they are.
const LONGEST: usize = 24;
/// Words shorter than that are not taken for others.
const SHORTEST: usize = 4;
/// A word used at most so often may be a misreading.
const RARE: u32 = 4;
/// How many times more often that is used for which it is taken.
const TIMES: u32 = 4;
/// The same for a word used more often than rarely: usual misreadings are rare beside what they misread.
const MANY_TIMES: u32 = 25;
/// A word that so many spellings have is surely one.
const USUAL: u32 = 8;
/// Words of so few letters are often what is left of others.
const SHORT: usize = 3;

/// What names say, word by word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Where the words of each name begin; one more than there are names.
    starts: Vec<u32>,
    /// Words of all names: for each name in ascending order, each once.
    words: Vec<u32>,
    /// Where the words of each spelling begin, all spellings of a name together; one more than there are spellings.
    spellings: Vec<u32>,
    /// The first spelling of each name; one more than there are names.
    first: Vec<u32>,
    /// What each word that counts of each spelling stands for, in its order.
    spelt: Vec<u32>,
    /// How much each word tells: the logarithm of how rare it is.
    pub telling: Vec<f32>,
    /// Whether a word is a country.
    pub is_country: Vec<bool>,
    /// Whether few spellings have a word.
    pub is_rare: Vec<bool>,
    /// Whether a word is surely meant as it stands: a word list knows it, or many names have it.
    pub is_word: Vec<bool>,
}

impl Vocabulary {
    /// Reads the words of all names; for each the language of the texts that use it, where it is one.
    pub fn of(names: &[Name], languages: &[Option<&str>]) -> Vocabulary {
        let corrections = Spellings::of(names).corrections();
        let meant = |word: &Word| {
            let own = token(word);
            corrections.get(&own).copied().unwrap_or(own)
        };
        let mut this = Vocabulary { starts: vec![0], spellings: vec![0], first: vec![0], ..Vocabulary::default() };
        let mut spelt: Vec<u64> = Vec::new();
        for name in names {
            for parts in &name.variants {
                spelt.extend(parts.telling().map(meant));
                this.spellings.push(spelt.len() as u32);
            }
            this.first.push(this.spellings.len() as u32 - 1);
        }
        let counts = this.count(&spelt);
        let distinct: Vec<u64> = counts.iter().map(|entry| entry.0).collect();
        this.spelt = spelt.iter().map(|word| distinct.binary_search(word).unwrap_or_default() as u32).collect();
        this.telling = counts.iter().map(|(_, count)| (1.0 + names.len() as f32 / *count as f32).ln()).collect();
        let of_words = |is: &dyn Fn(&Word) -> bool| {
            unique(names.iter().flat_map(Name::words).filter(|word| is(word)).map(token).collect::<Vec<u64>>())
        };
        let countries = of_words(&|word| word.country.is_some());
        let listed = of_words(&|word| word.concept.is_some() || word.number.is_some());
        this.is_country = distinct.iter().map(|word| countries.binary_search(word).is_ok()).collect();
        let short = of_words(&|word| word.folded.chars().count() <= SHORT && !word.capitals);
        let is_listed: Vec<bool> = distinct.iter().map(|word| listed.binary_search(word).is_ok()).collect();
        let usual = |(word, count): &(u64, u32)| *count >= USUAL && short.binary_search(word).is_err();
        this.is_word = counts.iter().zip(&is_listed).map(|(count, listed)| *listed || usual(count)).collect();
        this.is_rare = counts.iter().map(|(_, count)| *count < USUAL).collect();
        this.sort_words();
        this.learn(names, languages, &is_listed);
        this
    }

    /// Takes words for those that the collection says they stand for.
    fn learn(&mut self, names: &[Name], languages: &[Option<&str>], is_listed: &[bool]) {
        let mut all: Vec<&str> = languages.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let words_of = |name: usize| -> Vec<u32> {
            self.of_name(name).iter().copied().filter(|word| !self.is_country[*word as usize]).collect()
        };
        let alone = (0..names.len()).filter(|name| names[*name].variants.len() == 1);
        let told: Vec<(Vec<u32>, u64, u16)> = alone
            .filter_map(|name| {
                let language = all.binary_search(&languages.get(name).copied().flatten()?).ok()?;
                // Without its country, what surrounds a word is too little to tell.
                let country = hash(7, &names[name].country?);
                Some((words_of(name), country, language.min(usize::from(u16::MAX)) as u16))
            })
            .collect();
        let told: Vec<learn::Told<'_>> = told
            .iter()
            .map(|(words, country, language)| learn::Told { words, country: *country, language: *language })
            .collect();
        let meant = learn::learn(&told, is_listed);
        let stands_for = |word: &mut u32| *word = meant[*word as usize];
        self.spelt.iter_mut().for_each(stands_for);
        (self.words, self.starts) = (Vec::new(), vec![0]);
        self.sort_words();
    }

    /// Distinct words, ascending, and how many spellings have each.
    fn count(&self, spelt: &[u64]) -> Vec<(u64, u32)> {
        let mut all: Vec<u64> = Vec::with_capacity(spelt.len());
        for bounds in self.spellings.windows(2) {
            all.extend(unique(spelt[bounds[0] as usize..bounds[1] as usize].to_vec()));
        }
        all.sort_unstable();
        all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect()
    }

    /// The words of each name in ascending order.
    fn sort_words(&mut self) {
        for bounds in self.first.windows(2) {
            let (from, to) = (self.spellings[bounds[0] as usize], self.spellings[bounds[1] as usize]);
            let mut words = self.spelt[from as usize..to as usize].to_vec();
            words.sort_unstable();
            words.dedup();
            self.words.extend(words);
            self.starts.push(self.words.len() as u32);
        }
    }

    /// What the words that count of each spelling of a name stand for, in their order.
    pub fn spellings(&self, name: usize) -> impl Iterator<Item = &[u32]> + Clone {
        let of = |at: &[u32]| (at.first().copied().unwrap_or(0) as usize, at.last().copied().unwrap_or(0) as usize);
        let (from, to) = of(self.first.get(name..name + 2).unwrap_or_default());
        let bounds = self.spellings.get(from..=to).unwrap_or_default().windows(2);
        bounds.map(|bounds| &self.spelt[bounds[0] as usize..bounds[1] as usize])
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
    /// What words stand for that no list knows, ascending.
    unlisted: Vec<u64>,
}

impl<'a> Spellings<'a> {
    fn of(names: &'a [Name]) -> Self {
        let mut counts: FxHashMap<(&'a str, u64), u32> = FxHashMap::default();
        for word in names.iter().flat_map(Name::words).filter(|word| word.number.is_none()) {
            if (SHORTEST..=LONGEST).contains(&word.folded.chars().count()) {
                *counts.entry((&*word.folded, token(word))).or_default() += 1;
            }
        }
        let mut words: Vec<(&str, u64, u32)> =
            counts.into_iter().map(|((spelling, token), count)| (spelling, token, count)).collect();
        words.sort_unstable();
        let unlisted =
            names.iter().flat_map(Name::words).filter(|word| word.concept.is_none() && word.country.is_none());
        Spellings { words, unlisted: unique(unlisted.map(token).collect()) }
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
        // Only a word that nothing is known of may be a misreading.
        let unknown = self.words.iter().filter(|(_, word, _)| self.unlisted.binary_search(word).is_ok());
        let taken = unknown.filter_map(|(spelling, word, count)| {
            let times = if *count <= RARE { TIMES } else { MANY_TIMES };
            let all = shortened(spelling).flat_map(|key| at_key(&near, key)).map(|at| &self.words[at as usize]);
            let best = all.filter(|(_, _, often)| *often >= count * times);
            best.max_by_key(|(other, _, often)| (*often, *other)).map(|best| (*word, best.1))
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
