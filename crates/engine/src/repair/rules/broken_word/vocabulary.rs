//! The words of the text under repair, and how much of it is English.

use super::gap::Gap;
use crate::repair::Draft;
use broadside_model::Span;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Lines that share one judgement whether they are English.
const WINDOW: usize = 64;

/// English words that make up a quarter of any English text and are rare in other languages.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "was", "for", "with", "by", "which", "from", "this", "were", "have", "has",
    "had", "it", "is", "are", "be", "been", "his", "their", "our", "we", "they", "not", "at", "tho", "thc", "tbe",
    "aud", "will",
];

/// Words that stand for other languages as [`FUNCTION_WORDS`] do for English.
const FOREIGN_WORDS: &[&str] = &[
    "de", "la", "le", "les", "des", "du", "et", "el", "los", "las", "que", "en", "un", "una", "une", "por", "para",
    "con", "del", "di", "il", "che", "della", "der", "die", "das", "und", "den", "dem", "von", "zu", "mit", "ist",
    "het", "een", "van", "og", "det", "som", "av", "af", "til", "och", "att", "ikke", "er", "o", "os", "da", "em",
    "se", "na", "nie", "je", "po", "si", "ne", "az", "es", "yang", "dan",
];

/// ASCII letters and digits in lower case, 0 for other bytes.
static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            signs[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    signs
};

/// What stands inside the lines of a text: a word at either end of a line may be a half and does not count.
#[derive(Default)]
pub struct Vocabulary {
    words: FxHashMap<u64, u32>,
    tails: FxHashMap<u64, u32>,
    english: Vec<bool>,
    wanted: Option<Filter>,
}

/// Words of a stretch of text: all, and those that stand for English and for other languages.
#[derive(Clone, Copy, Default)]
struct Share {
    all: u32,
    english: u32,
    foreign: u32,
}

impl Vocabulary {
    /// Reads a text and counts all its words.
    pub fn of(draft: &Draft<'_>) -> Self {
        let mut vocabulary = Vocabulary::default();
        vocabulary.read_all(draft);
        vocabulary
    }

    /// Reads a text and counts the words that could be asked for to judge these gaps; of others it knows nothing.
    pub fn around<'a>(draft: &Draft<'_>, gaps: impl ExactSizeIterator<Item = &'a Gap<'a>>) -> Self {
        let mut filter = Filter::for_keys(gaps.len() * 4);
        let mut vocabulary = Vocabulary::default();
        for gap in gaps {
            let pieces: [&[&str]; 4] =
                [&[gap.first], &[gap.second], &[gap.first, gap.second], &[gap.first, "-", gap.second]];
            for key in pieces.map(key) {
                filter.add(key);
                vocabulary.words.insert(key, 0);
            }
        }
        vocabulary.wanted = Some(filter);
        vocabulary.read_all(draft);
        vocabulary
    }

    fn read_all(&mut self, draft: &Draft<'_>) {
        let count = draft.lines.len();
        let mut shares = Vec::with_capacity(count / WINDOW + 1);
        for start in (0..count).step_by(WINDOW) {
            let mut share = Share::default();
            for index in start..(start + WINDOW).min(count) {
                self.read(draft.raw(), draft.lines[index].words, &mut share);
            }
            shares.push(share);
        }
        self.english = (0..shares.len()).map(|at| is_english(&shares, at)).collect();
    }

    /// Counts the words inside a line, of which `words` is what stands between white space around it.
    fn read(&mut self, raw: &str, words: Span, share: &mut Share) {
        let (bytes, line) = (raw.as_bytes(), &raw.as_bytes()[words.range()]);
        let (Some(first), Some(last)) = (memchr::memchr(b' ', line), memchr::memrchr(b' ', line)) else { return };
        // A full stop or comma behind the last word shows that it is whole.
        let end = if matches!(line.last(), Some(b'.' | b',' | b';')) { line.len() } else { last };
        let (mut at, end) = (words.start as usize + first, words.start as usize + end);
        let (mut word, mut tail) = (Key::default(), None);
        while at < end {
            let byte = bytes[at];
            if !word.started && word.marks == 0 {
                let (letters, eight) = first_letters(&bytes[at..]);
                let letters = letters.min(end - at);
                if letters > 0 {
                    word.begin(letters, eight);
                    at += letters;
                    continue;
                }
            } else if word.marks == 0 && tail.is_none() && SIGNS[usize::from(byte)] > 0 {
                word.push(SIGNS[usize::from(byte)]);
                at += 1;
                continue;
            }
            let letter = if byte.is_ascii() { char::from(byte) } else { raw[at..].chars().next().unwrap_or_default() };
            at += letter.len_utf8();
            if letter == '\'' || letter == '\u{2019}' || letter.is_alphanumeric() {
                word.add(letter);
                if let Some(tail) = &mut tail {
                    Key::add(tail, letter);
                }
            } else if letter == '-' && word.started {
                word.add(letter);
                tail = Some(Key::default());
            } else if word.started {
                self.add(std::mem::take(&mut word), tail.take(), share);
            } else {
                word = Key::default();
            }
        }
        if word.started {
            self.add(word, tail, share);
        }
    }

    fn add(&mut self, word: Key, tail: Option<Key>, share: &mut Share) {
        share.all += 1;
        let hash = word.hash();
        match FUNCTIONAL.language(hash) {
            1 => share.english += 1,
            2 => share.foreign += 1,
            _ => {}
        }
        match &self.wanted {
            None => *self.words.entry(hash).or_default() += 1,
            Some(filter) if filter.may_have(hash) => {
                if let Some(count) = self.words.get_mut(&hash) {
                    *count += 1;
                }
            }
            Some(_) => {}
        }
        if let Some(tail) = tail.filter(|tail| tail.started) {
            *self.tails.entry(tail.hash()).or_default() += 1;
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

/// Whether a window is English, judged with its neighbours when it is short. Lists of names, ships and prices have few of
/// the words that tell, so a third of them is enough where hardly any speaks for another language.
fn is_english(shares: &[Share], at: usize) -> bool {
    let Some(&(mut share)) = shares.get(at) else { return false };
    if share.all < 200 {
        for more in shares[at.saturating_sub(1)..(at + 2).min(shares.len())].iter() {
            share.all += more.all;
            share.english += more.english;
            share.foreign += more.foreign;
        }
    }
    let percent = if share.english >= share.foreign * 3 { 4 } else { 12 };
    share.english > 0 && share.english * 100 >= share.all * percent
}

/// The function words by key, with open addressing.
struct Functional([(u64, u8); 512]);

static FUNCTIONAL: LazyLock<Functional> = LazyLock::new(|| {
    let mut table = [(0, 0); 512];
    let all = FUNCTION_WORDS.iter().map(|word| (word, 1)).chain(FOREIGN_WORDS.iter().map(|word| (word, 2)));
    for (word, language) in all {
        let key = key(&[word]);
        let start = (key >> 55) as usize;
        if let Some(free) = (start..start + 512).map(|at| at % 512).find(|&at| table[at].1 == 0) {
            table[free] = (key, language);
        }
    }
    Functional(table)
});

impl Functional {
    /// 1 for an English function word, 2 for one of another language, else 0.
    fn language(&self, key: u64) -> u8 {
        let mut at = (key >> 55) as usize;
        loop {
            match self.0[at % 512] {
                (_, 0) => return 0,
                (own, language) if own == key => return language,
                _ => at += 1,
            }
        }
    }
}

/// A set of keys that errs to one side: it may claim a key that is not in it.
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    fn for_keys(count: usize) -> Self {
        let words = (count / 4 + 1).next_power_of_two();
        Filter { bits: vec![0; words], shift: 58 - words.trailing_zeros() }
    }

    /// The word of 64 bits that a key is in, and its bit there, from the key's highest bits.
    fn place(&self, key: u64) -> (usize, u64) {
        let place = key >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }

    fn add(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(own) = self.bits.get_mut(word) {
            *own |= bit;
        }
    }

    fn may_have(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|own| own & bit != 0)
    }
}

/// The letters and digits of ASCII that a text begins with, in lower case: how many, eight at most, and the eight bytes
/// that they are the first of. None are found in the last seven bytes.
fn first_letters(text: &[u8]) -> (usize, u64) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES * 0x80;
    let Some(eight) = text.first_chunk() else { return (0, 0) };
    let eight = u64::from_le_bytes(*eight);
    // The high bit of each byte from `first` to `last`; no sum runs over into the next byte.
    let within = |bytes: u64, first: u8, last: u8| {
        (bytes + ONES * u64::from(0x80 - first)) & !(bytes + ONES * u64::from(0x7f - last)) & HIGH
    };
    let lower = eight & !HIGH | (ONES * 0x20);
    let signs = (within(lower, b'a', b'z') | within(eight & !HIGH, b'0', b'9')) & !eight;
    (((!signs & HIGH).trailing_zeros() / 8) as usize, lower)
}

/// A word's key: equal for equal words but for case and for marks at their ends. Its bytes are taken in eight at a time.
#[derive(Clone, Copy, Default)]
struct Key {
    whole: u64,
    open: u64,
    filled: u32,
    marks: u64,
    started: bool,
}

impl Key {
    /// Begins a word with up to eight letters.
    fn begin(&mut self, letters: usize, eight: u64) {
        self.started = true;
        if letters == 8 {
            self.whole = mix(0, eight);
        } else {
            (self.open, self.filled) = (eight & ((1 << (letters * 8)) - 1), letters as u32 * 8);
        }
    }

    fn push(&mut self, byte: u8) {
        self.open |= u64::from(byte) << self.filled;
        self.filled += 8;
        if self.filled == 64 {
            self.whole = mix(self.whole, self.open);
            (self.open, self.filled) = (0, 0);
        }
    }

    fn add(&mut self, letter: char) {
        if !letter.is_ascii_lowercase() && !letter.is_alphanumeric() {
            // Counts only when a letter follows.
            self.marks = mix(self.marks, u64::from(if letter == '\u{2019}' { '\'' } else { letter }));
            return;
        }
        if self.marks != 0 && self.started {
            // The high bits keep marks apart from the letters of ASCII.
            (self.marks | 0x8080_8080 << 32).to_be_bytes().into_iter().take(4).for_each(|byte| self.push(byte));
        }
        self.marks = 0;
        self.started = true;
        if letter.is_ascii() {
            self.push(letter.to_ascii_lowercase() as u8);
        } else {
            for letter in letter.to_lowercase() {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(byte));
            }
        }
    }

    fn hash(&self) -> u64 {
        if self.filled > 0 { mix(self.whole, self.open) } else { self.whole }
    }
}

/// Mixes eight bytes in. Both halves of the product count: the lower alone would keep the last letters in its highest bits,
/// where the next eight could undo them.
fn mix(hash: u64, eight: u64) -> u64 {
    let product = u128::from(hash ^ eight ^ 0x2d35_8dcc_aa6c_78a5) * 0x517c_c1b7_2722_0a95;
    (product ^ product >> 64) as u64
}

fn key(pieces: &[&str]) -> u64 {
    let mut key = Key::default();
    pieces.iter().flat_map(|piece| piece.chars()).for_each(|letter| key.add(letter));
    key.hash()
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
    fn words_of_any_length_and_letters_are_counted() {
        let words = vocabulary(
            "a Telecommunications xx telecommunications' \u{c9}t\u{e9} don\u{2019}t nation\u{e9}s twentyone8 ok\n",
        );
        for word in ["telecommunications", "\u{e9}t\u{c9}", "don't", "nation\u{e9}s", "twentyone8", "xx"] {
            let times = if word.len() == 18 { 2 } else { 1 };
            assert_eq!(words.count(&[word]), times, "{word}");
        }
        assert_eq!((words.count(&["dont"]), words.count(&["twentyon"]), words.count(&["ok"])), (0, 0, 0));
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
