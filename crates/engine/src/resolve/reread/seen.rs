//! The words of a collection's names, and how many names have each.

use super::super::lexicon::lexicon;
use super::cost;
use super::pieces::Piece;
use rustc_hash::FxHashMap;

/// A word that so many names have is surely one.
const USUAL: u32 = 6;
/// A word that fewer names have is not what others are taken for.
const LEAST: u32 = 3;
/// The most that a small word misread costs.
const SMALL: f32 = 0.9;
/// How many times more names must have a word than one that is taken for it.
pub const TIMES: u32 = 12;
/// Fewest letters of a word that is two run together, and of each of the two.
const LONG: usize = 7;
const PART: usize = 4;

/// Words, by their folded letters.
pub struct Seen {
    /// Folded, as it is usually written, how many names have it; ascending.
    words: Vec<(Box<str>, Box<str>, u32)>,
    places: FxHashMap<Box<str>, u32>,
    /// Articles, prepositions and the like.
    small: Vec<u32>,
}

impl Seen {
    /// Counts the words of names.
    pub fn of(names: &[Vec<Piece>]) -> Seen {
        let mut counts: FxHashMap<&str, FxHashMap<&str, u32>> = FxHashMap::default();
        for piece in names.iter().flatten() {
            *counts.entry(&piece.folded).or_default().entry(&piece.text).or_default() += 1;
        }
        #[allow(clippy::iter_over_hash_type, reason = "sorted afterwards")]
        let mut words: Vec<(Box<str>, Box<str>, u32)> = counts
            .into_iter()
            .map(|(folded, spellings)| {
                let all = spellings.values().sum();
                let rank = |text: &str| !text.chars().skip(1).any(char::is_uppercase);
                let best =
                    spellings.into_iter().max_by_key(|(text, count)| (rank(text), *count, std::cmp::Reverse(*text)));
                (folded.into(), best.map_or(folded, |(text, _)| text).into(), all)
            })
            .collect();
        words.sort_unstable();
        let places = words.iter().enumerate().map(|(at, word)| (word.0.clone(), at as u32)).collect();
        let is_small = |word: &(Box<str>, Box<str>, u32)| {
            word.2 >= USUAL && word.0.chars().count() <= 4 && lexicon().is_stop(&word.0)
        };
        let small = words.iter().enumerate().filter(|(_, word)| is_small(word)).map(|(at, _)| at as u32).collect();
        Seen { words, places, small }
    }

    /// All words: folded, and how many names have it.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        self.words.iter().map(|word| (&*word.0, word.2))
    }

    /// How many names have a folded word.
    pub fn count(&self, folded: &str) -> u32 {
        self.places.get(folded).map_or(0, |at| self.words[*at as usize].2)
    }

    /// How many names have the word with that number.
    pub fn count_of(&self, word: u32) -> u32 {
        self.words[word as usize].2
    }

    /// The folded word with that number.
    pub fn folded(&self, word: u32) -> &str {
        &self.words[word as usize].0
    }

    /// How the word with that number is usually written.
    pub fn spelling(&self, word: u32) -> &str {
        &self.words[word as usize].1
    }

    /// Whether a word is meant as it stands.
    pub fn is_word(&self, piece: &Piece) -> bool {
        let folded = &*piece.folded;
        is_listed(folded) || self.count(folded) >= USUAL && is_letters(folded) && lexicon().country(folded).is_some()
    }

    /// The word that two pieces make, where it is more usual than each.
    pub fn joined(&self, one: &Piece, other: &Piece) -> Option<&str> {
        let whole = format!("{}{}", one.folded, other.folded);
        let more = self.count(&whole);
        let less = |piece: &Piece| self.count(&piece.folded) < more || piece.folded.chars().count() <= 2;
        self.usual(&whole).filter(|_| less(one) && less(other))
    }

    /// How a folded word is usually written, where many names have it.
    pub fn usual(&self, folded: &str) -> Option<&str> {
        let at = *self.places.get(folded)?;
        let enough = self.count_of(at) >= USUAL && folded.chars().count() >= PART && is_letters(folded);
        enough.then(|| self.spelling(at))
    }

    /// Whether a word may be what others are taken for.
    pub fn is_usual(&self, word: u32) -> bool {
        self.count_of(word) >= LEAST && is_letters(self.folded(word))
    }

    /// How a small word is usually written that this is likely misread for: "clu" for "du".
    pub fn small(&self, piece: &Piece) -> Option<&str> {
        let length = piece.folded.chars().count();
        if !(2..=3).contains(&length) || self.is_word(piece) {
            return None;
        }
        let own = self.count(&piece.folded).max(2);
        let usual = self.small.iter().filter(|at| self.count_of(**at) >= own.saturating_mul(TIMES));
        let near = usual.map(|at| (cost::of(&piece.folded, self.folded(*at)), *at)).filter(|(cost, _)| *cost <= SMALL);
        let best = near.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| self.count_of(b.1).cmp(&self.count_of(a.1))))?;
        Some(self.spelling(best.1))
    }

    /// The two words that one is made of whose space is lost.
    pub fn parts(&self, folded: &str) -> Option<(&str, &str)> {
        if let Some((elided, rest)) = self.elided(folded) {
            return Some((elided, rest));
        }
        if folded.chars().count() < LONG {
            return None;
        }
        let own = self.count(folded);
        let cuts = folded.char_indices().skip(1).filter_map(|(at, _)| Some((folded.get(..at)?, folded.get(at..)?)));
        let known = |part: &str| {
            let at = *self.places.get(part)?;
            let small = lexicon().is_stop(part);
            let enough = self.count_of(at) >= USUAL.max(own * TIMES) && (small || part.chars().count() >= PART);
            enough.then_some(at)
        };
        let both = cuts.filter_map(|(first, second)| Some((known(first)?, known(second)?)));
        let best = both.max_by_key(|(first, second)| self.count_of(*first).min(self.count_of(*second)))?;
        Some((self.spelling(best.0), self.spelling(best.1)))
    }
}

impl Seen {
    /// "lindependance": the apostrophe is lost.
    fn elided<'s>(&'s self, folded: &str) -> Option<(&'s str, &'s str)> {
        ["l", "d", "dell"].into_iter().find_map(|elided| {
            let rest =
                folded.strip_prefix(elided).filter(|rest| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'h', 'y']))?;
            let often = self.count(rest);
            (often >= USUAL && often >= self.count(folded)).then_some(())?;
            Some((elided, self.usual(rest)?))
        })
    }
}

/// Whether a word is made of letters alone.
fn is_letters(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_numeric())
}

/// Whether the lists know a word, as it is.
pub fn is_listed(folded: &str) -> bool {
    let lists = lexicon();
    lists.is_stop(folded)
        || lists.whole(folded).is_some()
        || lists.country_name(folded).is_some()
        || lists.number(folded).is_some()
}
