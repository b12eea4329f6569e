//! The word lists of `lexicon/`, read when first needed.
//!
//! Takes folded words, gives what they mean as numbers: equal numbers translate each other. Forms of all languages stand
//! in one table, since the language of a name is seldom known and its words seldom mean two things.

use super::name::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a concept does in a name: the class letters of `concepts.txt`, and the names of known places and bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A kind of body.
    Type,
    /// Of whom or what.
    Attribute,
    /// Tells like-named ones apart.
    Distinguishing,
    /// A part of a body.
    Part,
    /// A continent, or the world.
    Scope,
    /// A legal form of companies.
    Legal,
    /// A place known under several names.
    Place,
    /// A body known under several names.
    Known,
}

/// A concept found in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its number: the same for all words that express it.
    pub number: u32,
    /// What it does.
    pub sort: Sort,
}

/// A phrase: its words behind the first, each whole or, with a true, only its beginning.
struct Phrase {
    first: (Box<str>, bool),
    rest: Vec<(Box<str>, bool)>,
    concept: Concept,
}

/// All lists.
#[derive(Default)]
pub struct Lexicon {
    whole: FxHashMap<Box<str>, Concept>,
    stems: FxHashMap<Box<str>, Concept>,
    /// By the first two characters of the first word, the longest first.
    phrases: FxHashMap<[char; 2], Vec<Phrase>>,
    stops: FxHashSet<Box<str>>,
    titles: FxHashSet<Box<str>>,
    particles: FxHashSet<Box<str>>,
    numbers: FxHashMap<Box<str>, u32>,
    /// Groups of given names by their sound; see [`Lexicon::given`].
    given: FxHashMap<Box<str>, Vec<u16>>,
    /// Endings of inflected words, in sounds, with a bit for each family of languages.
    endings: FxHashMap<Box<str>, u16>,
    names: Vec<&'static str>,
    /// By a folded name or, with a true, its beginning.
    countries: FxHashMap<(Box<str>, bool), [u8; 2]>,
}

/// Set in the number of a group of given names that are the same in several languages only.
pub const WEAK: u16 = 0x8000;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lists.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The lines of a list, without those that explain.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The first two characters of a word, which phrases are found by.
fn opening(word: &str) -> [char; 2] {
    let mut characters = word.chars();
    [characters.next().unwrap_or(' '), characters.next().unwrap_or(' ')]
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lists = Lexicon::default();
        for line in lines(include_str!("lexicon/concepts.txt")) {
            let Some((head, forms)) = line.split_once(':') else { continue };
            let sort = match head.as_bytes().first() {
                Some(b'a') => Sort::Attribute,
                Some(b'd') => Sort::Distinguishing,
                Some(b'p') => Sort::Part,
                Some(b's') => Sort::Scope,
                Some(b'l') => Sort::Legal,
                _ => Sort::Type,
            };
            lists.concept(head.split_once(' ').map_or(head, |(_, name)| name), sort, forms);
        }
        for line in lines(include_str!("lexicon/places.txt")) {
            lists.concept(line.split(' ').next().unwrap_or(line), Sort::Place, line);
        }
        for line in lines(include_str!("lexicon/known.txt")) {
            lists.concept(line.split(' ').next().unwrap_or(line), Sort::Known, line);
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for phrases in lists.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lists.read_words();
        lists.read_countries();
        lists
    }

    fn read_words(&mut self) {
        let words = |list| lines(list).flat_map(|line| line.split([' ', '-'])).map(|word| fold::word(word).into());
        self.stops = words(include_str!("lexicon/stops.txt")).collect();
        self.titles = words(include_str!("lexicon/titles.txt")).collect();
        self.particles = words(include_str!("lexicon/particles.txt")).collect();
        for line in lines(include_str!("lexicon/numbers.txt")) {
            let mut words = line.split(' ');
            let number = words.next().and_then(|number| number.parse().ok()).unwrap_or(0);
            for word in words {
                self.numbers.entry(fold::word(word).into()).or_insert(number);
            }
        }
        for (group, line) in (0..).zip(lines(include_str!("lexicon/given.txt"))) {
            let weak = if line.starts_with('x') { WEAK } else { 0 };
            for word in line.split(' ').skip(1) {
                let groups = self.given.entry(super::name::sound::sound(word).into()).or_default();
                groups.push(group | weak);
            }
        }
        for (family, line) in lines(include_str!("lexicon/endings.txt")).enumerate() {
            for ending in line.split(' ').skip(1).chain([""]) {
                *self.endings.entry(ending.into()).or_default() |= 1 << family;
            }
        }
    }

    fn read_countries(&mut self) {
        for line in lines(include_str!("lexicon/countries.txt")) {
            let Some((code, stems)) = line.split_once(' ') else { continue };
            let Ok(code) = <[u8; 2]>::try_from(code.as_bytes()) else { continue };
            for stem in stems.split(' ') {
                let name = stem.trim_end_matches(['*', '$']).replace('_', " ");
                let key = (fold::word(&name).into(), stem.ends_with('*'));
                self.countries.entry(key).or_insert(code);
            }
        }
    }

    /// The country that folded words with single spaces name.
    pub fn country_name(&self, words: &str) -> Option<[u8; 2]> {
        self.countries.get(&(Box::<str>::from(words), false)).copied()
    }

    /// The country that a folded word names or describes.
    pub fn country(&self, word: &str) -> Option<[u8; 2]> {
        let whole = |stem| self.countries.get(&(Box::<str>::from(word), stem));
        whole(false).or_else(|| whole(true)).copied().or_else(|| {
            let ends = word.char_indices().rev().skip(1).map(|(at, character)| at + character.len_utf8());
            let stems = (1..=6).zip(ends).filter_map(|(over, end)| Some((over, word.get(..end)?)));
            let fits = stems.filter(|(over, stem)| *over <= 3 || stem.chars().count() >= 5);
            let mut known = fits.filter_map(|(_, stem)| self.countries.get(&(stem.into(), true)));
            known.next().copied()
        })
    }

    /// Adds a concept with its forms.
    fn concept(&mut self, name: &'static str, sort: Sort, forms: &str) {
        let concept = Concept { number: self.names.len() as u32 + 1, sort };
        self.names.push(name);
        for form in forms.split(' ').filter(|form| !form.is_empty()) {
            let mut words = form.split(['_', '-', '\'']).filter(|word| !word.is_empty()).map(|word| {
                let stem = word.strip_suffix('*');
                (fold::word(stem.unwrap_or(word)).into_boxed_str(), stem.is_some())
            });
            let Some(first) = words.next() else { continue };
            let rest: Vec<_> = words.collect();
            if !rest.is_empty() {
                let phrase = Phrase { rest, concept, first };
                self.phrases.entry(opening(&phrase.first.0)).or_default().push(phrase);
            } else if first.1 {
                self.stems.entry(first.0).or_insert(concept);
            } else {
                self.whole.entry(first.0).or_insert(concept);
            }
        }
    }

    /// What a folded word means: as it is, or by its longest beginning.
    pub fn word(&self, word: &str) -> Option<Concept> {
        self.whole.get(word).copied().or_else(|| {
            let ends = word.char_indices().rev().map(|(at, character)| at + character.len_utf8());
            let beginnings = (0..).zip(ends).filter_map(|(over, end)| Some((over, word.get(..end)?)));
            let mut known = beginnings.filter_map(|(over, stem)| Some((over, stem, self.stems.get(stem)?)));
            // What hangs on a short beginning is short: else it is another word.
            known.find(|(over, stem, _)| *over <= if stem.chars().count() <= 4 { 4 } else { 7 }).map(|known| *known.2)
        })
    }

    /// The word exactly, not its beginning.
    pub fn whole(&self, word: &str) -> Option<Concept> {
        self.whole.get(word).or_else(|| self.stems.get(word)).copied()
    }

    /// The longest phrase that these words begin with, and how many words it has.
    pub fn phrase<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, Concept)> {
        let first = words.clone().next()?;
        let fits = |(pattern, stem): &(Box<str>, bool), word: &str| {
            if *stem { word.starts_with(&**pattern) } else { word == &**pattern }
        };
        let phrases = self.phrases.get(&opening(first))?;
        let whole = |phrase: &&Phrase| {
            let mut words = words.clone().skip(1);
            fits(&phrase.first, first)
                && phrase.rest.iter().all(|part| words.next().is_some_and(|word| fits(part, word)))
        };
        phrases.iter().find(whole).map(|phrase| (1 + phrase.rest.len(), phrase.concept))
    }

    /// What a concept is called in reasons.
    pub fn name(&self, concept: u32) -> &'static str {
        concept.checked_sub(1).and_then(|at| self.names.get(at as usize)).copied().unwrap_or("country")
    }

    /// Whether a folded word is an article, a preposition or the like.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stops.contains(word)
    }

    /// Whether a folded word is a title.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// Whether a folded word is a particle of persons' names.
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// The number that a folded word is.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// Groups of given names that a word belongs to, by its sound: names of one group are variants of one name, those
    /// of a group marked [`WEAK`] only the same name in other languages.
    pub fn given(&self, sound: &str) -> &[u16] {
        self.given.get(sound).map_or(&[], Vec::as_slice)
    }

    /// Whether two ends of words (in sounds) are endings of one family of languages.
    pub fn are_endings(&self, one: &str, other: &str) -> bool {
        let families = |ending| self.endings.get(ending).copied().unwrap_or(0);
        families(one) & families(other) != 0
    }
}
