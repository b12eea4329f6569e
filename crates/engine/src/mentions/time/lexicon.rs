//! The words of time in ten languages, and what each can mean in each.
//!
//! Takes the word lists of `words/` (a category, a value, words or phrases); gives one table for all languages, so that
//! a word of a text is looked up once.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How many languages there are, with [`Language::OTHER`].
pub(super) const LANGUAGES: usize = 11;

/// ISO 639-3 and 639-1 codes of the languages, in the order of their number, with their word lists.
const LISTS: [(&str, &str, &str); LANGUAGES] = [
    ("eng", "en", include_str!("words/en.tsv")),
    ("spa", "es", include_str!("words/es.tsv")),
    ("fra", "fr", include_str!("words/fr.tsv")),
    ("por", "pt", include_str!("words/pt.tsv")),
    ("deu", "de", include_str!("words/de.tsv")),
    ("ita", "it", include_str!("words/it.tsv")),
    ("rus", "ru", include_str!("words/ru.tsv")),
    ("tur", "tr", include_str!("words/tr.tsv")),
    ("pol", "pl", include_str!("words/pl.tsv")),
    ("nld", "nl", include_str!("words/nl.tsv")),
    ("und", "", include_str!("words/other.tsv")),
];

/// A language by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language(pub(super) u8);

impl Language {
    pub(super) const ENGLISH: Language = Language(0);
    pub(super) const GERMAN: Language = Language(4);
    pub(super) const TURKISH: Language = Language(7);
    /// All others together, of which only the months are known: never the language of a text.
    pub(super) const OTHER: Language = Language(10);

    /// The language of an ISO 639-1 or 639-3 code.
    pub(super) fn of(code: &str) -> Option<Language> {
        let code = code.split(['-', '_']).next().unwrap_or_default();
        let at = LISTS.iter().position(|(three, two, _)| !two.is_empty() && (*three == code || *two == code))?;
        u8::try_from(at).ok().map(Language)
    }

    /// Its ISO 639-3 code.
    pub(super) fn code(self) -> &'static str {
        LISTS.get(usize::from(self.0)).map_or("", |list| list.0)
    }

    /// All that a text can be in.
    pub(super) fn all() -> impl Iterator<Item = Language> {
        (0..Language::OTHER.0).map(Language)
    }
}

/// Declares the categories: a constant with one bit for each, and the table from their names in the word lists.
macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($name,)* }
        $($(#[$doc])* pub(super) const $name: u64 = 1 << (Number::$name as u64);)*
        const NAMES: &[(&str, u64)] = &[$(($word, $name),)*];
    };
}

categories! {
    /// A month by its full name; the value is its number.
    MONTH = "month",
    /// An abbreviated month.
    MON = "mon",
    /// A day of the week, 1 Monday to 7 Sunday.
    WEEKDAY = "weekday",
    /// A day of the week in the plural or as an adverb: every such day.
    WEEKDAYS = "weekdays",
    /// An abbreviated day of the week.
    WD = "wd",
    /// A unit of time; the value is the number of [`super::meaning::Unit`].
    UNIT = "unit",
    /// A unit in the plural.
    PLURAL = "plural",
    /// A number word.
    NUM = "num",
    /// Hundred, thousand.
    SCALE = "scale",
    /// An ordinal word.
    ORD = "ord",
    /// What stands behind digits to make them an ordinal.
    ORDSUFFIX = "ordsuffix",
    /// "last", "final" as an ordinal.
    LAST = "last",
    /// A season, with EDTF's number.
    SEASON = "season",
    /// A part of the day; the value is the number of its TIMEX3 code.
    PART = "part",
    /// "last", "this", "next" (-1, 0, 1), and of a time spoken of "previous", "following", "that" (-2, 2, 3).
    REL = "rel",
    /// "yesterday", "today", "tomorrow" as days from today.
    DAYREL = "dayrel",
    /// "tonight": a part of a day near today.
    TONIGHT = "tonight",
    /// The present.
    NOW = "now",
    /// The past.
    PAST = "past",
    /// The future.
    FUTURE = "future",
    /// "ago" before the amount.
    AGOPRE = "agopre",
    /// "ago" behind the amount.
    AGOPOST = "agopost",
    /// "in three days" of the future.
    INPRE = "inpre",
    /// "later" behind an amount.
    LATER = "later",
    /// "earlier" behind an amount.
    EARLIER = "earlier",
    /// "earlier", "later" before a period.
    WITHIN = "within",
    /// Beginning (1), middle (2), end (3) of something.
    EDGE = "edge",
    /// "about".
    APPROX = "approx",
    /// "less than".
    LESS = "less",
    /// "more than".
    MORE = "more",
    /// "every".
    EVERY = "every",
    /// Article or possessive; the value is 1 for English "the".
    DET = "det",
    /// Indefinite article.
    INDEF = "indef",
    /// "of".
    OF = "of",
    /// "entire", "same" between an article and a unit; in French also the Republican months, 1 to 12.
    WHOLE = "whole",
    /// What joins the two ends of a range.
    TO = "to",
    /// What opens a range.
    FROM = "from",
    /// "between".
    BETWEEN = "between",
    /// "and".
    AND = "and",
    /// What stands before a year.
    IN = "in",
    /// "since": the past.
    SINCE = "since",
    /// "until", "by": the future.
    UNTIL = "until",
    /// "daily"; the value is a unit.
    SETADV = "setadv",
    /// AD (1) or BC (-1).
    ERA = "era",
    /// A word behind which a number is no year ("resolution", "page").
    BLOCK = "block",
    /// A word before which a number is no year ("men", "dollars").
    COUNT = "count",
    /// What is numbered in sessions.
    SESSION = "session",
    /// A sign of the future.
    WILL = "will",
    /// A sign of the past.
    WAS = "was",
    /// "inst.", "ult.", "prox." (0, -1, 1).
    INST = "inst",
    /// "a.m." (0), "p.m." (12).
    AMPM = "ampm",
    /// "o'clock".
    OCLOCK = "oclock",
    /// "at" before an hour.
    CLOCKPRE = "clockpre",
    /// A time zone.
    ZONE = "zone",
    /// A decade by its name.
    DECADE = "decade",
    /// What stands behind digits to make them a decade.
    DECADESUFFIX = "decadesuffix",
    /// "years" of a decade.
    DECADEWORD = "decadeword",
    /// "fiscal".
    FISCAL = "fiscal",
    /// "several", "few".
    FEW = "few",
    /// Half (0), "and a half" (1), "half a" (2).
    HALF = "half",
    /// "times", "twice".
    TIMES = "times",
    /// What introduces the number of a year.
    YEAROF = "yearof",
    /// "day" of a month.
    DAYWORD = "dayword",
    /// A feast on a fixed day, as month and day.
    HOLIDAY = "holiday",
}

/// One meaning of a word: language, category, value.
#[derive(Clone, Copy, Debug)]
struct Sense {
    language: u8,
    category: u64,
    value: i16,
}

/// What a word or phrase can mean, as far as every token is asked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// Whether it is the full name of a month in some language.
    pub(super) month: bool,
    /// Languages, one bit each, in which the word means anything.
    pub(super) known_in: u16,
    /// Whether the word means anything, or begins a phrase that does.
    pub(super) known: bool,
    /// Whether a phrase begins with this word.
    pub(super) opens: bool,
    /// Whether a phrase goes on with this word.
    pub(super) continues: bool,
}

/// A word in the table: its hash, number and entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    hash: u64,
    pub(super) number: u16,
    pub(super) entry: Entry,
}

/// The number of a word that is in no list.
pub(super) const NO_ENTRY: u16 = u16::MAX;

/// What stands for a word that is in no list.
const NO_WORD: Word = Word {
    hash: 0,
    number: NO_ENTRY,
    entry: Entry { month: false, known_in: 0, known: false, opens: false, continues: false },
};

/// All words and phrases, each with a number.
pub(super) struct Lexicon {
    numbers: FxHashMap<u64, u32>,
    /// For each bucket of hashes, what moves its words to places of their own.
    moves: Vec<u16>,
    /// The words, each in its place.
    words: Vec<Word>,
    /// Full names of months by their letters as a reading machine confuses them.
    damaged: FxHashMap<u64, u32>,
    /// The phrase that a phrase, or word, and one word more make.
    longer: FxHashMap<(u32, u32), u32>,
    entries: Vec<Entry>,
    /// Categories of each entry, by language.
    masks: [Vec<u64>; LANGUAGES],
    senses: Vec<Vec<Sense>>,
}

/// So many bits of a hash say which bucket it is in.
const BUCKETS: u32 = 11;
/// So many bits say which place its word has in the table.
const PLACES: u32 = 13;

fn bucket(hash: u64) -> usize {
    (hash >> (64 - BUCKETS)) as usize
}

fn place(hash: u64, moved: u16) -> usize {
    ((hash ^ u64::from(moved)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> (64 - PLACES)) as usize
}

/// The hash of a word with one letter for all that reading machines take for one another.
fn confused(word: &[u8]) -> u64 {
    let mut hash = super::fold::Hash::default();
    let mut rest = word;
    while let Some((byte, behind)) = rest.split_first() {
        let next = behind.first().map(u8::to_ascii_lowercase);
        rest = behind;
        hash.push(match byte.to_ascii_lowercase() {
            b'r' if next == Some(b'n') => {
                rest = behind.get(1..).unwrap_or_default();
                b'm'
            }
            b'u' => b'n',
            b'v' => b'y',
            b'f' => b't',
            b'c' => b'e',
            b'h' => b'b',
            b'i' => b'l',
            other => other,
        });
    }
    hash.finish()
}

impl Lexicon {
    /// A folded word by its hash; one with [`NO_ENTRY`] where it is in no list. There is one place to look at, so that
    /// nothing waits for a test that half of all words pass.
    pub(super) fn look_up(&self, hash: u64) -> &Word {
        let moved = self.moves.get(bucket(hash)).copied().unwrap_or(0);
        let word = self.words.get(place(hash, moved)).unwrap_or(&NO_WORD);
        if word.hash == hash { word } else { &NO_WORD }
    }

    /// Lays out the table of words, when all are read: the fullest buckets first, each moved until its words are free.
    fn lay_out(&mut self) {
        (self.moves, self.words) = (vec![0; 1 << BUCKETS], vec![NO_WORD; 1 << PLACES]);
        let mut buckets: Vec<Vec<(u64, u32)>> = vec![Vec::new(); 1 << BUCKETS];
        let mut numbers: Vec<(u64, u32)> = self.numbers.drain().collect();
        numbers.sort_unstable();
        for (hash, number) in numbers {
            if let Some(words) = buckets.get_mut(bucket(hash)) {
                words.push((hash, number));
            }
        }
        let mut order: Vec<usize> = (0..buckets.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(buckets.get(*at).map_or(0, Vec::len)), *at));
        for at in order {
            let words = buckets.get(at).map_or(&[][..], Vec::as_slice);
            let Some(moved) = (0..=u16::MAX).find(|moved| self.fits(words, *moved)) else { continue };
            if let Some(moves) = self.moves.get_mut(at) {
                *moves = moved;
            }
            for &(hash, number) in words {
                let entry = self.entry(number);
                if let Some(word) = self.words.get_mut(place(hash, moved)) {
                    *word = Word { hash, number: u16::try_from(number).unwrap_or(NO_ENTRY), entry };
                }
            }
        }
    }

    /// Whether words have free places of their own, if they are moved so.
    fn fits(&self, words: &[(u64, u32)], moved: u16) -> bool {
        words.iter().enumerate().all(|(index, (hash, _))| {
            let at = place(*hash, moved);
            let free = self.words.get(at).is_some_and(|word| word.number == NO_ENTRY);
            free && !words.iter().take(index).any(|(other, _)| place(*other, moved) == at)
        })
    }

    /// The entry of a number.
    fn entry(&self, number: u32) -> Entry {
        self.entries.get(number as usize).copied().unwrap_or_default()
    }

    /// The phrase that a phrase, or word, and one word more make.
    pub(super) fn longer(&self, phrase: u32, word: u32) -> Option<u32> {
        self.longer.get(&(phrase, word)).copied()
    }

    /// The categories of all entries in a language.
    pub(super) fn masks(&self, language: Language) -> &[u64] {
        self.masks.get(usize::from(language.0)).map_or(&[], Vec::as_slice)
    }

    /// Languages, one bit each, in which an entry is the full name of a month.
    pub(super) fn month_in(&self, number: u32) -> u16 {
        let months = self.senses.get(number as usize).into_iter().flatten().filter(|sense| sense.category == MONTH);
        months.fold(0, |languages, sense| languages | 1 << sense.language)
    }

    /// The value of an entry in one of the categories.
    pub(super) fn value(&self, number: u32, language: Language, category: u64) -> Option<i32> {
        let sense = |sense: &&Sense| sense.language == language.0 && sense.category & category != 0;
        self.senses.get(number as usize)?.iter().find(sense).map(|sense| i32::from(sense.value))
    }

    /// The month whose letters a reading machine may have taken for these: "Jnne", "Angust", "Decernber".
    pub(super) fn damaged_month(&self, word: &[u8]) -> Option<u32> {
        self.damaged.get(&confused(word)).copied()
    }

    fn new_entry(&mut self) -> u32 {
        self.entries.push(Entry::default());
        self.senses.push(Vec::new());
        self.masks.iter_mut().for_each(|masks| masks.push(0));
        u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX)
    }

    fn word(&mut self, word: &str) -> u32 {
        let hash = super::fold::Hash::of(word);
        if let Some(&number) = self.numbers.get(&hash) {
            return number;
        }
        let number = self.new_entry();
        self.numbers.insert(hash, number);
        number
    }

    /// The number of a word or phrase, with all that it begins with.
    fn number(&mut self, words: &str) -> u32 {
        let mut words = words.split(' ');
        let first = self.word(words.next().unwrap_or_default());
        words.fold(first, |phrase, word| {
            let word = self.word(word);
            self.mark(first, |entry| (entry.opens, entry.known) = (true, true));
            self.mark(word, |entry| entry.continues = true);
            if let Some(&longer) = self.longer.get(&(phrase, word)) {
                return longer;
            }
            let longer = self.new_entry();
            self.longer.insert((phrase, word), longer);
            longer
        })
    }

    fn mark(&mut self, number: u32, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries.get_mut(number as usize) {
            change(entry);
        }
    }

    fn add(&mut self, words: &str, sense: Sense) {
        let number = self.number(words);
        self.mark(number, |entry| {
            entry.known = true;
            if sense.language != Language::OTHER.0 {
                entry.known_in |= 1 << sense.language;
            }
            entry.month |= sense.category == MONTH;
        });
        let masks = self.masks.get_mut(usize::from(sense.language));
        if let Some(mask) = masks.and_then(|masks| masks.get_mut(number as usize)) {
            *mask |= sense.category;
        }
        if let Some(senses) = self.senses.get_mut(number as usize) {
            senses.push(sense);
        }
        if sense.category == MONTH && words.is_ascii() && !words.contains(' ') {
            self.damaged.entry(confused(words.as_bytes())).or_insert(number);
        }
    }
}

/// The words of all languages.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        numbers: FxHashMap::default(),
        moves: Vec::new(),
        words: Vec::new(),
        damaged: FxHashMap::default(),
        longer: FxHashMap::default(),
        entries: Vec::new(),
        masks: Default::default(),
        senses: Vec::new(),
    };
    let mut folded = String::new();
    for (language, (_, _, list)) in (0u8..).zip(LISTS) {
        for line in list.lines() {
            let mut columns = line.split('\t');
            let (Some(name), Some(value), Some(words)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let Some(&(_, category)) = NAMES.iter().find(|(word, _)| *word == name) else { continue };
            let value = value.parse().unwrap_or_else(|_| named_value(value));
            for word in words.split(',') {
                folded.clear();
                super::fold::fold(word, &mut folded);
                lexicon.add(&folded, Sense { language, category, value });
            }
        }
    }
    lexicon.lay_out();
    lexicon
});

/// The number that stands for a value written as a word: units and parts of the day in the order of their types.
fn named_value(name: &str) -> i16 {
    let units = super::meaning::Unit::NAMES.iter().position(|unit| *unit == name);
    let parts = super::meaning::PARTS.iter().position(|part| *part == name);
    units.or(parts).and_then(|at| i16::try_from(at).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_word_lists_has_a_known_category_and_value() {
        for (code, _, list) in LISTS {
            for line in list.lines() {
                let columns: Vec<&str> = line.split('\t').collect();
                assert_eq!(columns.len(), 3, "{code}: {line}");
                assert!(NAMES.iter().any(|(name, _)| *name == columns[0]), "{code}: {line}");
            }
        }
    }

    #[test]
    fn months_are_found_in_every_language() {
        for word in ["may", "mayo", "mai", "maio", "maggio", "мая", "mayis", "maja", "mei"] {
            let found = LEXICON.look_up(super::super::fold::Hash::of(word));
            assert!(found.entry.month, "{word}");
        }
    }

    #[test]
    fn every_word_has_its_place() {
        let mut folded = String::new();
        for word in LISTS.iter().flat_map(|list| list.2.split(['\n', '\t', ',', ' '])) {
            folded.clear();
            super::super::fold::fold(word, &mut folded);
            let found = LEXICON.look_up(super::super::fold::Hash::of(&folded));
            let number = NAMES.iter().any(|(name, _)| *name == word) || word.parse::<i16>().is_ok();
            assert!(found.number != NO_ENTRY || number || named_value(word) != 0 || word.len() < 3, "{word}");
        }
    }
}
