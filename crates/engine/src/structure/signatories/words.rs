//! The word lists of signatory lists: what tells an organisation, an office, a title, an announcement.
//!
//! Lists stand in `data/`, one for each, folded as [`fold`] does. `x*` begins a word, `*x` ends one, `~x` stands anywhere,
//! for scripts without spaces; `x_y` is a phrase.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::knowledge::country::fold;

/// A list of words.
#[derive(Default)]
pub(super) struct Words {
    whole: FxHashSet<String>,
    begins: FxHashSet<String>,
    ends: FxHashSet<String>,
    anywhere: Vec<String>,
    phrases: Vec<String>,
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
            } else if word.contains('_') {
                self.phrases.push(folded);
            } else if !folded.contains(' ') {
                self.whole.insert(folded);
            }
        }
    }

    /// Whether a folded word is in the list.
    pub(super) fn has(&self, word: &str) -> bool {
        let cuts = || word.char_indices().map(|(at, _)| at).skip(1);
        self.whole.contains(word)
            || (!self.begins.is_empty()
                && (self.begins.contains(word) || cuts().any(|at| self.begins.contains(&word[..at]))))
            || (!self.ends.is_empty() && cuts().skip(1).any(|at| self.ends.contains(&word[at..])))
            || (!word.is_ascii() && self.anywhere.iter().any(|piece| word.contains(piece.as_str())))
    }

    /// Whether some word of a folded text is in the list.
    pub(super) fn any(&self, folded: &str) -> bool {
        folded.split(' ').any(|word| self.has(word)) || self.phrases.iter().any(|phrase| has_phrase(folded, phrase))
    }
}

/// Whether a phrase stands in a folded text between word ends.
fn has_phrase(folded: &str, phrase: &str) -> bool {
    folded.match_indices(phrase).any(|(at, _)| {
        let before = at == 0 || folded[..at].ends_with(' ');
        let behind = folded[at + phrase.len()..].chars().next().is_none_or(|next| next == ' ');
        before && behind
    })
}

/// Words in the names of organisations.
pub(super) static ORGANISATION: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("data/organisation_words.txt")));
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
const SMALL: &[&str] = &[
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
