//! The table of names, and what is needed to find them fast in running text.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

/// Key, code, kind, exact form a line; `data/make.py` describes the columns.
static DATA: &str = include_str!("data/countries.tsv");

/// How a spelling may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A name.
    Name,
    /// A name that is looked up whole only.
    WholeName,
    /// A name in a case other than the nominative.
    Inflected,
    /// An acronym, in capitals only.
    Acronym,
    /// An adjective with a capital.
    Adjective,
    /// An adjective that some languages write small.
    SmallAdjective,
    /// A name, and written small an adjective.
    NameAndSmallAdjective,
    /// A citizen.
    Demonym,
}

/// A spelling of a country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    pub usage: Use,
    /// Whether it also means something else.
    pub doubtful: bool,
    /// The only way it may be written; empty where any marks and capitals do.
    pub exact: &'static str,
}

/// All spellings.
pub(super) struct Table {
    entries: FxHashMap<&'static str, Entry>,
    codes: FxHashSet<&'static str>,
    /// First words of spellings that can stand in running text, by hash: the most words a spelling has that begins so.
    first: FxHashMap<u64, u8>,
    /// First two characters of spellings in scripts that are written without spaces, with the longest spelling in
    /// characters.
    unspaced: FxHashMap<(char, char), u8>,
    /// A bit per low bits of the hash of a first word: most words of a text are told to be none of them by it alone.
    sieve: Vec<u64>,
    /// The same for words of ASCII letters as they are written, by a few of their letters: those that begin with a small
    /// letter, and the others.
    quick: [Vec<u64>; 2],
}

const SIEVE_BITS: u64 = 1 << 18;
const QUICK_BITS: u32 = 17;

/// The place of a word of ASCII letters and digits among the quick bits: by its first two letters, its last and its length.
fn quick(word: &[u8]) -> Option<(usize, u64)> {
    let (first, last) = (*word.first()?, *word.last()?);
    let second = word.get(1).copied().unwrap_or(0);
    let letters = u32::from_le_bytes([first, second, last, word.len().min(255) as u8]) | 0x0020_2020;
    let bit = letters.wrapping_mul(0x9e37_79b1) >> (32 - QUICK_BITS);
    Some(((bit / 64) as usize, 1 << (bit % 64)))
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Table {
        let mut table = Table {
            entries: FxHashMap::default(),
            codes: FxHashSet::default(),
            first: FxHashMap::default(),
            unspaced: FxHashMap::default(),
            sieve: vec![0; (SIEVE_BITS / 64) as usize],
            quick: [vec![0; 1 << (QUICK_BITS - 6)], vec![0; 1 << (QUICK_BITS - 6)]],
        };
        for line in DATA.lines() {
            let mut columns = line.split('\t');
            let (Some(key), Some(code), Some(kind)) = (columns.next(), columns.next(), columns.next()) else {
                continue;
            };
            let usage = match kind.trim_end_matches('?') {
                "n" => Use::WholeName,
                "i" => Use::Inflected,
                "C" => Use::Acronym,
                "A" => Use::Adjective,
                "a" => Use::SmallAdjective,
                "D" => Use::Demonym,
                "M" => Use::NameAndSmallAdjective,
                _ => Use::Name,
            };
            let exact = columns.next().unwrap_or("");
            table.codes.insert(code);
            table.entries.insert(key, Entry { code, usage, doubtful: kind.ends_with('?'), exact });
            if usage != Use::WholeName {
                table.index(key, usage);
            }
        }
        table
    }

    fn index(&mut self, key: &'static str, usage: Use) {
        let mut characters = key.chars();
        let Some(begin) = characters.next() else { return };
        if is_unspaced(begin) {
            let Some(second) = characters.next() else { return };
            let longest = self.unspaced.entry((begin, second)).or_default();
            *longest = (*longest).max(key.chars().count().min(60) as u8);
            return;
        }
        let words = key.split(' ').count().min(12) as u8;
        let word = key.split(' ').next().unwrap_or(key);
        if let Some((at, bit)) = quick(word.as_bytes()) {
            self.quick[0][at] |= bit;
            if words > 1 || matches!(usage, Use::SmallAdjective | Use::NameAndSmallAdjective) {
                self.quick[1][at] |= bit;
            }
        }
        let hash = hash(word);
        let most = self.first.entry(hash).or_default();
        *most = (*most).max(words);
        self.sieve[(hash % SIEVE_BITS / 64) as usize] |= 1 << (hash % 64);
    }

    /// The code that is written so.
    pub(super) fn known_code(&self, code: &str) -> Option<&'static str> {
        self.codes.get(code).copied()
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Whether a spelling that may be written so begins with this word of ASCII letters and digits; `false` is sure.
    pub(super) fn may_begin(&self, word: &[u8]) -> bool {
        let small = word.first().is_some_and(u8::is_ascii_lowercase);
        quick(word).is_some_and(|(at, bit)| self.quick[usize::from(small)][at] & bit != 0)
    }

    /// The most words of a spelling that begins with this folded word; `None` where none does.
    pub(super) fn words_from(&self, folded_word: &str) -> Option<usize> {
        let hash = hash(folded_word);
        if self.sieve[(hash % SIEVE_BITS / 64) as usize] & (1 << (hash % 64)) == 0 {
            return None;
        }
        self.first.get(&hash).map(|most| usize::from(*most))
    }

    /// The most characters of a spelling that begins with these two, of a script written without spaces.
    pub(super) fn characters_from(&self, begin: char, second: char) -> Option<usize> {
        self.unspaced.get(&(begin, second)).map(|most| usize::from(*most))
    }
}

/// Whether a character belongs to a script that puts no spaces between words, or glues endings to names.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(character as u32,
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff)
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    let hash = hasher.finish();
    hash ^ (hash >> 32)
}
