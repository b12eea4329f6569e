//! A word list whose terms are found by how their first word looks.
//!
//! Takes terms of one or more words, of which each may end in `*` (any ending) or begin with it (a compound that ends so);
//! gives, for a place among words, the few terms that can begin there. Whole words are looked up, stems by their first
//! letters, endings by their last.

use rustc_hash::FxHashMap;

use super::words::{Word, fold, matches};

/// Bytes of a stem by which it is looked up.
const STEM: usize = 4;
/// Bytes of an ending by which it is looked up.
const END: usize = 3;

/// Terms with what each of them means.
pub struct Terms<T> {
    terms: Vec<(Vec<String>, T)>,
    whole: FxHashMap<String, Vec<u32>>,
    stems: FxHashMap<[u8; STEM], Vec<u32>>,
    ends: FxHashMap<[u8; END], Vec<u32>>,
    /// Those that may stand anywhere in a word, or are too short to be looked up.
    rest: Vec<u32>,
}

impl<T> Default for Terms<T> {
    fn default() -> Self {
        let (whole, stems, ends) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        Terms { terms: Vec::new(), whole, stems, ends, rest: Vec::new() }
    }
}

impl<T> Terms<T> {
    /// Adds a term, as it is written in a list.
    pub fn add(&mut self, term: &str, meaning: T) {
        let words: Vec<String> = fold(term).split(' ').map(str::to_owned).collect();
        let Some(first) = words.first().filter(|first| !first.is_empty()) else { return };
        let index = self.terms.len() as u32;
        let stem = first.strip_suffix('*').filter(|stem| !stem.starts_with('*')).and_then(|stem| key(stem.as_bytes()));
        let end = first.strip_prefix('*').filter(|end| !end.ends_with('*')).and_then(|end| last_key(end.as_bytes()));
        match (stem, end) {
            (Some(stem), _) => self.stems.entry(stem).or_default().push(index),
            (_, Some(end)) => self.ends.entry(end).or_default().push(index),
            _ if first.contains('*') => self.rest.push(index),
            _ => self.whole.entry(first.clone()).or_default().push(index),
        }
        self.terms.push((words, meaning));
    }

    /// The terms that words from `at` on make, in no order: how many words each takes, its index and what it means.
    pub fn at<'a>(&'a self, words: &'a [Word], at: usize) -> impl Iterator<Item = (usize, usize, &'a T)> {
        let first = words.get(at).map(|word| word.folded.as_str()).unwrap_or_default();
        self.beginning(first).filter_map(move |index| {
            let (term, meaning) = self.terms.get(index)?;
            matches(words, at, term).map(|len| (len, index, meaning))
        })
    }

    /// The terms of one word that a word is, and whether it begins one of several words.
    pub fn of_word(&self, word: &str) -> (impl Iterator<Item = &T>, bool) {
        let several = self.beginning(word).any(|index| self.terms.get(index).is_some_and(|(term, _)| term.len() > 1));
        let alone = self.beginning(word).filter_map(move |index| {
            let (term, meaning) = self.terms.get(index)?;
            matches!(term.as_slice(), [only] if super::words::fits(word, only)).then_some(meaning)
        });
        (alone, several)
    }

    /// A term's words.
    pub fn words(&self, index: usize) -> &[String] {
        self.terms.get(index).map(|(words, _)| words.as_slice()).unwrap_or_default()
    }

    fn beginning(&self, word: &str) -> impl Iterator<Item = usize> {
        let stems = key(word.as_bytes()).and_then(|key| self.stems.get(&key));
        let ends = last_key(word.as_bytes()).and_then(|key| self.ends.get(&key));
        let lists = [self.whole.get(word), stems, ends, Some(&self.rest)];
        lists.into_iter().flatten().flatten().map(|index| *index as usize)
    }
}

fn key(stem: &[u8]) -> Option<[u8; STEM]> {
    stem.first_chunk().copied()
}

fn last_key(end: &[u8]) -> Option<[u8; END]> {
    end.last_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use broadside_model::Span;

    #[test]
    fn terms_are_found_by_their_first_word() {
        let mut terms = Terms::default();
        for (meaning, term) in ["harbour", "harbour board", "*verein", "съезд*", "*党", "*rat*"].iter().enumerate()
        {
            terms.add(term, meaning);
        }
        let found = |text: &str| {
            let words = words(text, Span::new(0, text.len()), 9);
            let mut found: Vec<usize> = terms.at(&words, 0).map(|(_, _, meaning)| *meaning).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found("Harbour Board"), [0, 1]);
        assert_eq!(found("Fährleuteverein"), [2]);
        assert_eq!(found("Съезда"), [3]);
        assert_eq!(found("人民党"), [4]);
        assert_eq!(found("Stadträtin"), [5]);
        assert!(found("Board").is_empty() && found("").is_empty());
        let (alone, several) = terms.of_word("harbour");
        assert_eq!((alone.copied().collect::<Vec<_>>(), several), (vec![0], true));
    }
}
