//! The words with which the parts of a statement begin, in many languages.
//!
//! Takes the shipped list of cues, answers which of them a line begins with or holds. Words only confirm what place and
//! typography suggest: no part is made of a word alone.

mod fold;

pub(super) use fold::fold;
use fold::{Hashed, any_word};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word or phrase is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Cue {
    /// Greets, and hardly ever begins a sentence.
    Greeting,
    /// Greets where it stands alone on its line.
    WeakGreeting,
    /// Takes leave.
    Closing,
    /// "Signed".
    Signed,
    /// "Done at", "in witness whereof".
    Done,
    /// "By".
    By,
    /// "To the".
    To,
    /// Where it was published before.
    Publication,
    /// Address, telephone.
    Contact,
    /// "Note".
    Note,
    /// "No date".
    Undated,
    /// "No city".
    Unplaced,
    /// Small words between place and date.
    About,
    /// The name of an act: statement, resolution.
    Act,
    /// The name of a kind of body: party, union, committee.
    Body,
    /// "`[TEXT]`": the words of the statement begin here.
    TextTag,
    /// Volume, price, edition: the head of a newspaper.
    Masthead,
    /// What happened on a date: adopted, posted, held.
    Issued,
    /// "Its", "their": what goes before is no name alone.
    Own,
    /// "Assembled": says of the body that speaks when it met.
    Met,
    /// The name of an act of which bodies number one after another: resolution, circular.
    Numbered,
    /// The name of words spoken: speech, address.
    Spoken,
    /// The name of a record of a meeting: minutes.
    Record,
    /// The name of a meeting that is recorded: session, sitting.
    Session,
    /// Says what kind of paper this is, above its headline: "for immediate release".
    Label,
}

/// ISO 639-3 codes of the languages that have small words in the list, and their ISO 639-1 codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("spa", "es"),
    ("fra", "fr"),
    ("por", "pt"),
    ("deu", "de"),
    ("ita", "it"),
    ("nld", "nl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("pol", "pl"),
    ("tur", "tr"),
];

/// A phrase at the beginning of a text is looked for in this many characters.
const START: usize = 80;

/// Hashes of first words are kept to so many bits.
const FIRST_BITS: u32 = 13;

struct Cues {
    /// By their first word: the whole phrase, its cue and its language.
    by_word: FxHashMap<String, Vec<(String, Cue, &'static str)>>,
    /// By the hash of their first word: a bit for each cue that a phrase with such a first word is a sign of. Most words
    /// begin no phrase, and none is folded for them.
    by_hash: Vec<u32>,
    /// Phrases of scripts that do not part words.
    unparted: Vec<(String, Cue)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { by_word: FxHashMap::default(), by_hash: vec![0; 1 << FIRST_BITS], unparted: Vec::new() };
    for line in include_str!("words/cues.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(cue), Some(language), Some(phrases)) = (fields.next().and_then(cue), fields.next(), fields.next())
        else {
            continue;
        };
        for phrase in phrases.split('|').map(fold) {
            if phrase.chars().next().is_some_and(is_unparted) {
                cues.unparted.push((phrase, cue));
            } else if let Some(word) = phrase.split(' ').next() {
                any_word(word, |word| {
                    cues.by_hash[place(word)] |= cue.bit();
                    true
                });
                cues.by_word.entry(word.to_owned()).or_default().push((phrase, cue, language));
            }
        }
    }
    cues
});

fn cue(name: &str) -> Option<Cue> {
    Some(match name {
        "greeting" => Cue::Greeting,
        "weak-greeting" => Cue::WeakGreeting,
        "closing" => Cue::Closing,
        "signed" => Cue::Signed,
        "done" => Cue::Done,
        "by" => Cue::By,
        "to" => Cue::To,
        "publication" => Cue::Publication,
        "contact" => Cue::Contact,
        "note" => Cue::Note,
        "undated" => Cue::Undated,
        "unplaced" => Cue::Unplaced,
        "about" => Cue::About,
        "act" => Cue::Act,
        "body" => Cue::Body,
        "text-tag" => Cue::TextTag,
        "masthead" => Cue::Masthead,
        "issued" => Cue::Issued,
        "label" => Cue::Label,
        "numbered" => Cue::Numbered,
        "spoken" => Cue::Spoken,
        "record" => Cue::Record,
        "session" => Cue::Session,
        "own" => Cue::Own,
        "met" => Cue::Met,
        _ => return None,
    })
}

impl Cue {
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Where the bits of a first word stand.
fn place(word: Hashed) -> usize {
    (word.hash >> (u32::BITS - FIRST_BITS)) as usize
}

/// Whether a phrase of that cue may begin with a word.
fn may_begin(word: Hashed, cue: Cue) -> bool {
    CUES.by_hash[place(word)] & cue.bit() != 0 || word.unparted
}

/// Whether a phrase of that cue may stand at the beginning of `words`; `None` where there is no word.
fn may_open(words: &str, cue: Cue) -> Option<bool> {
    let mut found = None;
    any_word(words, |word| {
        found = Some(may_begin(word, cue));
        true
    });
    found
}

fn is_unparted(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}')
}

/// The first `START` characters of `words`, folded.
fn start(words: &str) -> String {
    let end = words.char_indices().nth(START).map_or(words.len(), |(at, _)| at);
    fold(&words[..end])
}

/// Whether `words` begin with a phrase of that cue.
pub(super) fn begins(words: &str, cue: Cue) -> bool {
    may_open(words, cue) == Some(true) && longest(&start(words), cue).is_some()
}

/// Whether `words` begin with a phrase of that cue in the language of an ISO 639-3 code, or in English where it is not
/// known: small words mean other things in other languages.
pub(super) fn begins_in(words: &str, cue: Cue, language: Option<&str>) -> bool {
    let language = match language {
        Some(code) => LANGUAGES.iter().find(|row| row.0 == code).map(|row| row.1),
        None => Some("en"),
    };
    if may_open(words, cue) != Some(true) {
        return false;
    }
    let folded = start(words);
    let word = folded.split(' ').next().unwrap_or_default();
    CUES.by_word.get(word).into_iter().flatten().any(|(phrase, found, spoken)| {
        *found == cue
            && language == Some(*spoken)
            && folded.starts_with(phrase.as_str())
            && matches!(folded.as_bytes().get(phrase.len()), None | Some(b' '))
    })
}

/// The length, in bytes of the folded words, of the longest phrase of that cue at their beginning.
fn longest(folded: &str, cue: Cue) -> Option<usize> {
    let word = folded.split(' ').next().unwrap_or_default();
    let parted = CUES.by_word.get(word).into_iter().flatten();
    let fits =
        |phrase: &str| folded.starts_with(phrase) && matches!(folded.as_bytes().get(phrase.len()), None | Some(b' '));
    let unparted = folded.chars().next().is_some_and(is_unparted);
    let unparted = CUES.unparted.iter().filter(|_| unparted).filter(|(phrase, _)| folded.starts_with(phrase.as_str()));
    parted
        .filter(|(phrase, ..)| fits(phrase))
        .map(|(phrase, cue, _)| (phrase, cue))
        .chain(unparted.map(|(phrase, cue)| (phrase, cue)))
        .filter(|(_, found)| **found == cue)
        .map(|(phrase, _)| phrase.len())
        .max()
}

/// Whether a phrase of that cue stands anywhere in `words`, as whole words.
pub(super) fn holds(words: &str, cue: Cue) -> bool {
    if !any_word(words, |word| may_begin(word, cue)) {
        return false;
    }
    let folded = fold(words);
    let mut at = 0;
    for word in folded.split(' ') {
        if longest(&folded[at..], cue).is_some() {
            return true;
        }
        at = (at + word.len() + 1).min(folded.len());
    }
    CUES.unparted.iter().any(|(phrase, found)| *found == cue && folded.contains(phrase.as_str()))
}

/// Whether `words` are nothing but phrases of that cue.
pub(super) fn is_only(words: &str, cue: Cue) -> bool {
    if may_open(words, cue) == Some(false) {
        return false;
    }
    let folded = fold(words);
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        match longest(rest, cue) {
            Some(length) => rest = rest[length..].trim_start(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_their_case_and_accents() {
        assert!(begins("Compañeros y compañeras:", Cue::Greeting));
        assert!(begins("ТОВАРИЩИ!", Cue::Greeting));
        assert!(begins("İmza: ", Cue::Signed));
        assert!(begins("亲爱的朋友们：", Cue::Greeting));
        assert!(!begins("Dearth of bread", Cue::Greeting));
        assert!(holds("Final Declaration of the Bakers", Cue::Act));
        assert!(holds("关于面包的宣言", Cue::Act));
        assert!(is_only("on the", Cue::About));
        assert!(is_only("", Cue::About));
    }
}
