//! The word lists of signatory lists: what tells an organisation, an office, a title, an announcement.
//!
//! Lists stand in `data/`, one for each, folded as [`fold`] does. `x*` begins a word, `*x` ends one, `~x` stands anywhere,
//! for scripts without spaces; `x_y` is a phrase.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::country::fold;

/// A list of words.
#[derive(Default)]
pub(super) struct Words {
    whole: FxHashSet<String>,
    begins: Pieces,
    ends: Pieces,
    anywhere: Vec<String>,
    /// Phrases by their first word, without it.
    phrases: FxHashMap<String, Vec<String>>,
}

/// Beginnings or ends of words.
#[derive(Default)]
struct Pieces {
    set: FxHashSet<String>,
    /// A bit for each length in bytes that one of them has, the last for all above.
    lengths: u64,
}

impl Pieces {
    fn insert(&mut self, piece: String) {
        self.lengths |= 1 << piece.len().min(63);
        self.set.insert(piece);
    }

    /// Whether one of them can be as long as this.
    fn fits(&self, length: usize) -> bool {
        self.lengths >> length.min(63) & 1 == 1
    }

    fn begin(&self, word: &str) -> bool {
        (1..=word.len()).any(|length| self.fits(length) && word.get(..length).is_some_and(|cut| self.set.contains(cut)))
    }

    /// Whether a word ends in one of them and has two characters more.
    fn end(&self, word: &str) -> bool {
        let first = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        (first..word.len())
            .any(|at| self.fits(word.len() - at) && word.get(at..).is_some_and(|cut| self.set.contains(cut)))
    }
}

impl Words {
    fn read(data: &str) -> Words {
        let mut words = Words::default();
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            words.add_all(line);
        }
        words
    }

    fn add_all(&mut self, line: &str) {
        for word in line.split_whitespace() {
            let folded = fold(word.trim_matches(['*', '~']));
            if word.starts_with('~') {
                self.anywhere.push(folded);
            } else if word.starts_with('*') {
                self.ends.insert(folded);
            } else if word.ends_with('*') {
                self.begins.insert(folded);
            } else if let Some((first, rest)) = folded.split_once(' ').filter(|_| word.contains('_')) {
                self.phrases.entry(first.to_owned()).or_default().push(rest.to_owned());
            } else if !folded.contains(' ') {
                self.whole.insert(folded);
            }
        }
    }

    /// Whether a folded word stands in the list as it is.
    pub(super) fn has_whole(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// Whether a folded word is in the list.
    pub(super) fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
            || self.begins.begin(word)
            || self.ends.end(word)
            || (!word.is_ascii() && self.anywhere.iter().any(|piece| word.contains(piece.as_str())))
    }

    /// Whether some word of a folded text is in the list.
    pub(super) fn any(&self, folded: &str) -> bool {
        let mut behind = folded;
        loop {
            let (word, rest) = behind.split_once(' ').unwrap_or((behind, ""));
            if self.has(word) || (!self.phrases.is_empty() && self.begins_phrase(word, rest)) {
                return true;
            }
            if word.len() == behind.len() {
                return false;
            }
            behind = rest;
        }
    }

    fn begins_phrase(&self, word: &str, behind: &str) -> bool {
        let ends = |left: &str| left.is_empty() || left.starts_with(' ');
        let phrases = self.phrases.get(word);
        phrases.is_some_and(|phrases| phrases.iter().any(|rest| behind.strip_prefix(rest.as_str()).is_some_and(ends)))
    }
}

/// Words in the names of organisations.
pub(super) static ORGANISATION: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("data/organisation_words.txt")));
/// Nouns in the names of groups, which stand in other texts as well.
pub(super) static GROUP: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/group_words.txt")));
/// Words for offices and professions.
pub(super) static ROLE: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/role_words.txt")));
/// Titles before a name.
pub(super) static TITLE: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/titles.txt")));
/// "Mr", "Frau": before a name, saying nothing of an office.
pub(super) static COURTESY: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/courtesies.txt")));
/// Words in brackets that belong to the name of an organisation: "(Unity)".
pub(super) static FACTION: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("data/faction_words.txt")));

/// Words that announce a list.
pub(super) struct Cues {
    /// Words that tell by themselves.
    pub strong: Words,
    /// Words that tell with a colon, above a list that looks like one.
    pub weak: Words,
    /// Words in the heads of groups.
    pub group: Words,
}

/// Words that announce a list.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { strong: Words::default(), weak: Words::default(), group: Words::default() };
    for line in include_str!("data/cues.txt").lines() {
        match line.split_once(' ') {
            Some(("S", words)) => cues.strong.add_all(words),
            Some(("W", words)) => cues.weak.add_all(words),
            Some(("G", words)) => cues.group.add_all(words),
            _ => {}
        }
    }
    cues
});

/// Words that join or stand small inside names and headings.
static SMALL: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| SMALL_WORDS.iter().copied().collect());

const SMALL_WORDS: &[&str] = &[
    "of",
    "the",
    "and",
    "for",
    "by",
    "to",
    "in",
    "on",
    "at",
    "with",
    "from",
    "as",
    "a",
    "an",
    "who",
    "have",
    "has",
    "this",
    "statement",
    "letter",
    "list",
    "de",
    "del",
    "la",
    "las",
    "los",
    "el",
    "y",
    "e",
    "o",
    "en",
    "por",
    "para",
    "con",
    "le",
    "les",
    "des",
    "du",
    "et",
    "par",
    "l",
    "d",
    "au",
    "aux",
    "der",
    "die",
    "das",
    "den",
    "und",
    "von",
    "vom",
    "zur",
    "fur",
    "im",
    "il",
    "lo",
    "gli",
    "i",
    "di",
    "da",
    "dei",
    "delle",
    "della",
    "ed",
    "os",
    "as",
    "do",
    "dos",
    "das",
    "em",
    "pelo",
    "и",
    "в",
    "на",
    "за",
    "от",
    "і",
    "та",
    "ve",
    "ile",
    "w",
    "z",
    "i",
    "oraz",
    "van",
    "het",
    "een",
    "door",
    "en",
    "och",
    "av",
    "for",
    "og",
    "af",
    "και",
    "του",
    "της",
    "των",
    "το",
    "η",
    "ο",
    "declaration",
    "declaracion",
    "carta",
    "lettre",
    "appel",
    "liste",
    "lista",
    "lista",
    "all",
    "is",
    "are",
    "es",
    "son",
    "sind",
    "sont",
    "que",
    "qui",
    "we",
    "nous",
    "nosotros",
    "wir",
    "following",
    "following:",
    "seguenti",
    "following",
    "suivantes",
    "suivants",
    "folgende",
    "folgenden",
    "seguintes",
    "siguientes",
    "следующие",
    "asagidaki",
    "nastepujace",
    "volgende",
    "so",
    "far",
    "hasta",
    "ahora",
    "hoy",
    "date",
    "up",
    "until",
    "received",
    "country",
    "countries",
    "pais",
    "paises",
    "pays",
    "land",
    "landern",
    "paese",
    "alphabetical",
    "order",
];

/// Whether a folded word is small.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}
