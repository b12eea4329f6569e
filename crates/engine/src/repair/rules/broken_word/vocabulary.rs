//! The words of the text under repair, and how much of it is English.

use crate::repair::Draft;
use rustc_hash::FxHashMap;

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
        let line = line.trim();
        let (Some(start), Some(end)) = (line.find(' '), line.rfind(' ')) else { return };
        // A full stop or comma behind the last word shows that it is whole.
        let end = if line.ends_with(['.', ',', ';']) { line.len() } else { end };
        let Some(inside) = line.get(start..end) else { return };
        let (mut word, mut tail) = (Key::default(), None);
        for letter in inside.chars() {
            if letter.is_alphanumeric() || letter == '\'' || letter == '\u{2019}' {
                word.add(letter);
                if let Some(tail) = &mut tail {
                    Key::add(tail, letter);
                }
            } else if letter == '-' && word.started {
                word.add(letter);
                tail = Some(Key::default());
            } else if word.started {
                self.add(std::mem::take(&mut word), tail.take(), &mut seen);
            }
        }
        if word.started {
            self.add(word, tail, &mut seen);
        }
    }

    fn add(&mut self, word: Key, tail: Option<Key>, seen: &mut impl FnMut(u64)) {
        seen(word.hash);
        *self.words.entry(word.hash).or_default() += 1;
        if let Some(tail) = tail.filter(|tail| tail.started) {
            *self.tails.entry(tail.hash).or_default() += 1;
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

/// A word's key: equal for equal words but for case and for marks at their ends.
#[derive(Clone, Copy, Default)]
struct Key {
    hash: u64,
    marks: u64,
    started: bool,
}

impl Key {
    fn add(&mut self, letter: char) {
        if !letter.is_alphanumeric() {
            // Counts only when a letter follows.
            self.marks = mix(self.marks, u32::from(if letter == '\u{2019}' { '\'' } else { letter }));
            return;
        }
        if self.marks != 0 && self.started {
            self.hash = mix(self.hash, self.marks as u32);
        }
        self.marks = 0;
        self.started = true;
        if letter.is_ascii() {
            self.hash = mix(self.hash, u32::from(letter.to_ascii_lowercase()));
        } else {
            letter.to_lowercase().for_each(|letter| self.hash = mix(self.hash, u32::from(letter)));
        }
    }
}

fn mix(hash: u64, letter: u32) -> u64 {
    (hash.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x517c_c1b7_2722_0a95)
}

fn key(pieces: &[&str]) -> u64 {
    let mut key = Key::default();
    pieces.iter().flat_map(|piece| piece.chars()).for_each(|letter| key.add(letter));
    key.hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Format, Reading};

    fn vocabulary(raw: &str) -> Vocabulary {
        let mut reading = Reading::empty(Format::Text);
        reading.raw = raw.to_owned();
        Vocabulary::of(&Draft::new(&reading))
    }

    #[test]
    fn words_at_line_ends_may_be_halves_and_do_not_count() {
        let words = vocabulary("ment of the Federation, and the govern\nment of the Federation in the\n");
        assert_eq!((words.count(&["FEDER", "ation"]), words.count(&["govern"]), words.count(&["ment"])), (2, 0, 0));
    }

    #[test]
    fn tails_of_hyphened_words_are_counted() {
        let words = vocabulary("at 5 Mill-street, and at 6 Rose-street, too\n");
        assert_eq!((words.tail("street"), words.count(&["Mill", "-", "street"])), (2, 1));
    }

    #[test]
    fn english_is_told_from_other_languages() {
        assert!(vocabulary("He said that the workers of the town were with us.\n").is_english(0));
        assert!(!vocabulary("Dijo que los obreros de la ciudad estaban con nosotros.\n").is_english(0));
    }
}
