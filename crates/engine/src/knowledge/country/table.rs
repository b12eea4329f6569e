//! The table of names, and what is needed to find them fast in running text.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

use super::sieve::Sieve;

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
    /// First words of spellings that can stand in running text, by hash.
    first: FxHashMap<u64, First>,
    /// First two characters of spellings in scripts that are written without spaces, with the longest spelling in
    /// characters.
    unspaced: FxHashMap<(char, char), u8>,
    /// Most words of a text are told to begin none of them by it alone.
    pub sieve: Sieve,
}

/// What begins with a first word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct First {
    /// The most words of a spelling that begins so.
    pub most: usize,
    /// Whether the word is a spelling on its own.
    pub alone: bool,
    /// Its hash.
    pub hash: u64,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Table {
        let mut table = Table {
            entries: FxHashMap::default(),
            codes: FxHashSet::default(),
            first: FxHashMap::default(),
            unspaced: FxHashMap::default(),
            sieve: Sieve::new(),
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
        let mut words = key.split(' ');
        let (first, second) = (words.next().unwrap_or(key), words.next());
        let hash = hash(first);
        let most = self.first.entry(hash).or_insert(First { most: 0, alone: false, hash });
        most.most = most.most.max(key.split(' ').count().min(12));
        most.alone |= second.is_none();
        let small = match usage {
            Use::SmallAdjective | Use::NameAndSmallAdjective => true,
            Use::Acronym => false,
            _ => second.is_some(),
        };
        self.sieve.add(first, small, hash, second);
    }

    /// The code that is written so.
    pub(super) fn known_code(&self, code: &str) -> Option<&'static str> {
        self.codes.get(code).copied()
    }

    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// What begins with this folded word; `None` where nothing does.
    pub(super) fn first(&self, folded_word: &str) -> Option<First> {
        self.first.get(&hash(folded_word)).copied()
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
