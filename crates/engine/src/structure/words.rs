//! The words with which the parts of a statement begin, in many languages.
//!
//! Takes the shipped list of cues, answers which of them a line begins with or holds. Words only confirm what place and
//! typography suggest: no part is made of a word alone.

use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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

struct Cues {
    /// By their first word: the whole phrase, its cue and its language.
    by_word: HashMap<String, Vec<(String, Cue, &'static str)>>,
    /// Phrases of scripts that do not part words.
    unparted: Vec<(String, Cue)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut cues = Cues { by_word: HashMap::new(), unparted: Vec::new() };
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
        "own" => Cue::Own,
        "met" => Cue::Met,
        _ => return None,
    })
}

fn is_unparted(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}')
}

/// Words without case, accents and punctuation, one space between them.
pub(super) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if letter.is_ascii() {
            part(&mut folded);
        } else {
            std::iter::once(letter).nfkd().for_each(|letter| fold_letter(&mut folded, letter));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn part(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn fold_letter(folded: &mut String, letter: char) {
    match letter {
        'ß' => folded.push_str("ss"),
        'ł' | 'Ł' => folded.push('l'),
        'ø' | 'Ø' => folded.push('o'),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ı' => folded.push('i'),
        _ if is_vowel_sign(letter) => folded.push(letter),
        _ if is_combining_mark(letter) => {}
        _ if letter.is_alphanumeric() => {
            folded.extend(letter.to_lowercase().filter(|letter| !is_combining_mark(*letter)));
        }
        _ => part(folded),
    }
}

/// Signs without which a word of an Indic script is another word.
fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{e4e}' | '\u{f71}'..='\u{fbc}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}')
}

/// The first `START` characters of `words`, folded.
fn start(words: &str) -> String {
    let end = words.char_indices().nth(START).map_or(words.len(), |(at, _)| at);
    fold(&words[..end])
}

/// Whether `words` begin with a phrase of that cue.
pub(super) fn begins(words: &str, cue: Cue) -> bool {
    longest(&start(words), cue).is_some()
}

/// Whether `words` begin with a phrase of that cue in the language of an ISO 639-3 code, or in English where it is not
/// known: small words mean other things in other languages.
pub(super) fn begins_in(words: &str, cue: Cue, language: Option<&str>) -> bool {
    let language = match language {
        Some(code) => LANGUAGES.iter().find(|row| row.0 == code).map(|row| row.1),
        None => Some("en"),
    };
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
