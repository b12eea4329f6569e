//! How often a word occurs: the lexicon that ships with the program.
//!
//! Takes a lower-case word, gives its frequency in running English of the last two centuries, the frequency of two
//! words side by side that would also make one word, how often a string was seen as the half of a word broken over a
//! line end, and the known words near a misspelt one. Rules that mend or mark words weigh their evidence with it. For
//! other languages a text's own words must do. The data is built by `cargo run -p xtask -- lexicon`; its sources and
//! licences are listed in `data/README.md`.

pub(super) mod memo;
mod near;
mod table;

pub use near::Near;

use std::borrow::Cow;
use std::sync::LazyLock;
use table::Table;

/// Words and how often they occur.
pub struct Lexicon {
    words: Table,
    pairs: Table,
    breaks: Table,
    shapes: Table,
    letters: &'static [u8],
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    words: Table::new(0, include_bytes!("../../../data/words.fst")),
    pairs: Table::new(1, include_bytes!("../../../data/pairs.fst")),
    breaks: Table::new(2, include_bytes!("../../../data/breaks.fst")),
    shapes: Table::new(3, include_bytes!("../../../data/shapes.fst")),
    letters: include_bytes!("../../../data/letters.bin"),
});

impl Lexicon {
    /// English: British and American, of the 19th to the 21st century.
    pub fn english() -> &'static Lexicon {
        &ENGLISH
    }

    /// How often a lower-case word occurs in 100 million words, to about an eighth; 0 when it is not known, and at
    /// least 1 when it is. An apostrophe is `'`; a possessive `'s` counts as the word before it. Words with a true
    /// hyphen (`co-operate`) are words of their own.
    pub fn count(&self, word: &str) -> u64 {
        let word = word.strip_suffix("'s").unwrap_or(word);
        unpack(self.words.get(&[word.as_bytes()]))
    }

    /// [`Lexicon::count`] of what two pieces make together, which is not likely to be asked for again.
    pub fn count_once(&self, first: &str, second: &str) -> u64 {
        let (mut one, mut two) = (first.as_bytes(), second.as_bytes());
        if let Some(stem) = two.strip_suffix(b"'s") {
            two = stem;
        } else if let (Some(stem), b"s") = (one.strip_suffix(b"'"), two) {
            (one, two) = (stem, b"");
        }
        unpack(self.words.get_once(&[one, two]))
    }

    /// Whether a lower-case word is known.
    pub fn contains(&self, word: &str) -> bool {
        self.count(word) > 0
    }

    /// How often two lower-case words stand side by side inside a line, in 100 million words, where written together
    /// they make a known word (`to day`, `any one`); 0 for all other pairs.
    pub fn apart(&self, left: &str, right: &str) -> u64 {
        unpack(self.pairs.get(&[left.as_bytes(), b" ", right.as_bytes()]))
    }

    /// How often a lower-case string was seen as the first half of a word broken over a line end (`gov`), in two
    /// thousand newspaper pages; 0 when hardly ever.
    pub fn first_half(&self, half: &str) -> u64 {
        unpack(self.breaks.get(&[half.as_bytes(), b"-"]))
    }

    /// How often a lower-case string was seen as the second half of a word broken over a line end (`ment`), in two
    /// thousand newspaper pages; 0 when hardly ever.
    pub fn second_half(&self, half: &str) -> u64 {
        unpack(self.breaks.get(&[b"-", half.as_bytes()]))
    }

    /// How often the most frequent word occurs that looks like these lower-case letters when single letters are misread
    /// (`e` for `o`, `i` for `l`, `n` for `u`, …); as [`Lexicon::count`].
    pub fn lookalike(&self, pieces: &[&str]) -> u64 {
        let shape: String = pieces.iter().flat_map(|piece| piece.chars()).map(shape_of).collect();
        unpack(self.shapes.get(&[shape.as_bytes()]))
    }

    /// How much better two lower-case strings run on as one word than end and begin words, by their letters alone: the
    /// natural logarithm of the ratio.
    pub fn runs_on(&self, first: &str, second: &str) -> f32 {
        let mut before = first.bytes().rev().map(letter_sign).filter(|&sign| sign > 0);
        let near = before.next().unwrap_or(0);
        let far = before.next().unwrap_or(0);
        let cost = |one: usize, two: usize, three: usize| {
            f32::from(self.letters.get((one * 28 + two) * 28 + three).copied().unwrap_or(u8::MAX)) / 16.0
        };
        let (mut on, mut anew) = ((far, near), (0, 0));
        let mut ratio = cost(far, near, 0);
        for sign in second.bytes().map(letter_sign).take(3) {
            ratio += cost(anew.0, anew.1, sign) - cost(on.0, on.1, sign);
            on = (on.1, sign);
            anew = (anew.1, sign);
        }
        ratio
    }

    /// The known words at most `distance` edits (insertion, deletion or change of one byte; an accented letter is two)
    /// from a lower-case word, in alphabetical order, itself included if it is known. Words longer than
    /// 32 bytes have none.
    pub fn near(&self, word: &str, distance: u8) -> Vec<Near> {
        near::search(self.words.as_fst(), word.as_bytes(), distance)
    }
}

/// A word as the lexicon writes it: lower case, with straight apostrophes. Borrowed when it is so already.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('\u{2019}', "'"))
    }
}

/// The class of letters that are misread for one another; the program that builds the data has the same table.
fn shape_of(letter: char) -> char {
    match letter {
        'e' | 'o' | 'c' => 'e',
        'i' | 'l' | 't' | 'f' | 'j' | 'r' => 'i',
        'n' | 'h' | 'u' | 'b' | 'k' => 'n',
        'a' | 's' => 'a',
        'v' | 'y' => 'v',
        'z' | 'x' => 'z',
        other => other,
    }
}

/// The sign of a byte in the table of letters: 1 to 26, or 27 for what is no Latin letter.
fn letter_sign(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { usize::from(byte - b'a') + 1 } else { 27 }
}

/// The count that 7 bits stand for: the two bits after its highest, and the place of that.
fn unpack(packed: u64) -> u64 {
    if packed < 4 { packed } else { (4 + (packed & 3)) << ((packed >> 2) - 1).min(40) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_more_frequent_than_rare_ones_and_unknown_ones_have_no_count() {
        let english = Lexicon::english();
        assert!(english.count("the") > english.count("government"));
        assert!(english.count("government") > english.count("governess"));
        assert_eq!(english.count("govemment"), 0);
        assert!(!english.contains("tion"));
    }

    #[test]
    fn both_spellings_and_possessives_are_known() {
        let english = Lexicon::english();
        for word in ["labour", "labor", "centre", "center", "connexion", "to-day", "co-operation", "don't", "nation's"]
        {
            assert!(english.contains(word), "{word}");
        }
    }

    #[test]
    fn words_that_may_stand_apart_are_told_from_halves() {
        let english = Lexicon::english();
        assert!(english.apart("may", "be") > 0);
        assert!(english.first_half("gov") > 0 && english.second_half("tion") > 0);
        assert_eq!(english.apart("gov", "ernment"), 0);
    }

    #[test]
    fn folding_lowers_and_straightens() {
        assert_eq!(fold("Don\u{2019}t"), "don't");
        assert!(matches!(fold("plain"), Cow::Borrowed("plain")));
    }
}
