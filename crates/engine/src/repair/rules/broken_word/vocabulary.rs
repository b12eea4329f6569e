//! The words of the text under repair, and how much of it is English.

use crate::repair::Draft;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// Lines that share one judgement whether they are English.
const WINDOW: usize = 64;

/// English words that make up a quarter of any English text and are rare in other languages.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "for", "with", "by", "which", "from", "this", "were", "have", "has",
    "had", "it", "is", "are", "be", "been", "his", "their", "our", "we", "they", "not", "at", "tho", "thc", "tbe",
    "aud", "will",
];

/// What stands inside the lines of a text: a word at either end of a line may be a half and does not count.
#[derive(Default)]
pub struct Vocabulary {
    words: FxHashMap<u64, u32>,
    tails: FxHashMap<u64, u32>,
    english: Vec<bool>,
}

impl Vocabulary {
    /// Reads a text.
    pub fn of(draft: &Draft<'_>) -> Self {
        let functional: Vec<u64> = FUNCTION_WORDS.iter().map(|word| key(&[word])).collect();
        let mut vocabulary = Vocabulary::default();
        let count = draft.lines.len();
        let mut shares = Vec::with_capacity(count / WINDOW + 1);
        for start in (0..count).step_by(WINDOW) {
            let (mut all, mut english) = (0u32, 0u32);
            for index in start..(start + WINDOW).min(count) {
                vocabulary.read(draft.line(index), |word| {
                    all += 1;
                    english += u32::from(functional.contains(&word));
                });
            }
            shares.push((all, english));
        }
        vocabulary.english = (0..shares.len()).map(|at| is_english(&shares, at)).collect();
        vocabulary
    }

    /// Counts the words inside a line, and hands the key of each to `seen`.
    fn read(&mut self, line: &str, mut seen: impl FnMut(u64)) {
        let mut before: Option<&str> = None;
        let mut first = true;
        for token in line.split_whitespace() {
            if let Some(word) = before.replace(token).filter(|_| !std::mem::take(&mut first)) {
                self.add(word, &mut seen);
            }
        }
        if let Some(word) = before.filter(|_| !first && !line.trim_end().ends_with(char::is_alphabetic)) {
            self.add(word, &mut seen);
        }
    }

    fn add(&mut self, token: &str, seen: &mut impl FnMut(u64)) {
        let word = token.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.is_empty() || word.len() > 80 {
            return;
        }
        let own = key(&[word]);
        seen(own);
        *self.words.entry(own).or_default() += 1;
        if let Some((_, tail)) = word.rsplit_once('-') {
            *self.tails.entry(key(&[tail])).or_default() += 1;
        }
    }

    /// How often the word made of these pieces stands inside a line, whatever its case.
    pub fn count(&self, pieces: &[&str]) -> u32 {
        self.words.get(&key(pieces)).copied().unwrap_or_default()
    }

    /// How often a word with a hyphen ends with this behind it.
    pub fn tail(&self, piece: &str) -> u32 {
        self.tails.get(&key(&[piece])).copied().unwrap_or_default()
    }

    /// Whether the text around a line is English.
    pub fn is_english(&self, line: usize) -> bool {
        self.english.get(line / WINDOW).copied().unwrap_or_default()
    }
}

/// Whether a window is English, judged with its neighbours when it is short.
fn is_english(shares: &[(u32, u32)], at: usize) -> bool {
    let (mut all, mut english) = shares[at];
    if all < 200 {
        for &(more, also) in shares[at.saturating_sub(1)..(at + 2).min(shares.len())].iter() {
            all += more;
            english += also;
        }
    }
    english * 100 >= all * 12 && english > 0
}

/// A word's key: equal for equal words but for case.
fn key(pieces: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    for piece in pieces {
        for letter in piece.chars() {
            if letter.is_ascii() {
                hasher.write_u8(letter.to_ascii_lowercase() as u8);
            } else {
                letter.to_lowercase().for_each(|letter| hasher.write_u32(u32::from(letter)));
            }
        }
    }
    hasher.finish()
}
