//! What differs between two readings: the words, or only how they are written.
//!
//! That a letter was misread or spelled otherwise is said only where little else is possible: one of the two is a common
//! word of the language and the other is none, or the letters exchanged look alike. Two common words are two words,
//! however little they differ.

use super::likeness::{alike, resembles};
use super::words::is_break;
use crate::knowledge::phrase::{fold, hash};
use crate::knowledge::vocabulary::{Vocabulary, languages};
use broadside_model::collation::Nature;
use unicode_normalization::char::is_combining_mark;

/// How many words of a text are looked at to tell its language.
const LOOKED_AT: usize = 300;
/// Least share of them that are common words of a language, in percent.
const COMMON: usize = 50;
/// Letters of a word that is too short for a share of it to differ, and long enough to be known by the rest.
const SHORT: usize = 3;
/// Letters that are taken for one another by eye or machine; pairs of letters first become one.
const LOOK_ALIKE: &[&str] =
    &["il1jtf!", "ceo0a", "unvr", "hbk", "sf5", "gq9y", "b68", "z2", "мтш", "нпи", "оае", "сеэ"];
const JOINED: &[(&str, &str)] = &[("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("ri", "n"), ("li", "h")];

/// The words of the language of a text: of the one named, or else of the one that most of its words are common words of.
pub(super) fn vocabulary(language: Option<&str>, text: &str) -> Vocabulary {
    if let Some(language) = language {
        return Vocabulary::of(language);
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(LOOKED_AT);
    let words: Vec<u64> = words.map(number).collect();
    let common = |language: &str| {
        let of = Vocabulary::of(language);
        words.iter().filter(|word| of.is_common(**word)).count()
    };
    let best = languages().map(|language| (common(language), std::cmp::Reverse(language))).max();
    best.filter(|(count, _)| *count > 0 && count * 100 >= words.len() * COMMON)
        .map_or_else(Vocabulary::default, |(_, language)| Vocabulary::of(language.0))
}

fn number(word: &str) -> u64 {
    hash(folded(word).as_bytes())
}

fn folded(word: &str) -> String {
    let mut out = Vec::new();
    fold(word, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// What differs between what two texts have at a place.
pub(super) fn nature(a: &str, b: &str, common: Vocabulary) -> Nature {
    if unspaced(a) == unspaced(b) {
        return Nature::Spacing;
    }
    let same_parts = parts(a) == parts(b);
    let (a, b) = (letters(a), letters(b));
    if a == b {
        return Nature::Punctuation;
    }
    if a.is_empty() || b.is_empty() {
        return Nature::Words;
    }
    if a.to_lowercase() == b.to_lowercase() {
        return Nature::Case;
    }
    let (a, b) = (folded(&a), folded(&b));
    if a == b {
        return Nature::Accents;
    }
    if same_parts && is_spelling(&a, &b, common) { Nature::Spelling } else { Nature::Words }
}

/// Fewest letters of a word of substance.
const OF_SUBSTANCE: usize = 4;

/// Whether what two texts have at a place, which differs in [`Nature::Words`], is so little alike that it was not misread;
/// where nothing stands in its place, whether it is a word of substance. Without words of the language, any that is of
/// letters alone counts as one.
pub(super) fn is_other_word(a: &str, b: &str, common: Vocabulary, is_known_language: bool) -> bool {
    let known = |word: &str| {
        let word = folded(word);
        let letters = word.chars().count() >= OF_SUBSTANCE && word.chars().all(char::is_alphabetic);
        letters && (!is_known_language || common.is_common(number(&word)) || common.is_noun(number(&word)))
    };
    let has_word = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(known);
    if letters(a).is_empty() || letters(b).is_empty() {
        return is_known_language && (has_word(a) || has_word(b));
    }
    has_word(a) && has_word(b) && !resembles(&folded(&letters(a)), &folded(&letters(b)))
}

/// A text without spaces and without hyphens at the ends of lines.
fn unspaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let hyphen = matches!(c, '-' | '\u{2010}');
        if hyphen && !text[at + c.len_utf8()..].starts_with(['\n', '\r']) || !hyphen && !is_break(c) {
            out.push(c);
        }
    }
    out
}

/// How many parts apostrophes divide it into: "l’ont" and "ont" are two words and one.
fn parts(text: &str) -> usize {
    text.split(['\'', '’']).filter(|part| part.contains(char::is_alphanumeric)).count()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect()
}

/// Whether two folded words are one, spelled or read otherwise.
fn is_spelling(a: &str, b: &str, common: Vocabulary) -> bool {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let mixed = |word: &str| word.chars().any(char::is_alphabetic);
    if (digits(a) != digits(b)) && !(mixed(a) && mixed(b)) {
        return false;
    }
    let known = |word: &str| common.is_common(number(word)) || common.is_noun(number(word));
    match (known(a), known(b)) {
        (true, true) => is_variant(a, b),
        (true, false) | (false, true) => alike(a, b) || look_alike(a, b) || one_letter_off(a, b),
        (false, false) => is_variant(a, b) || (a.chars().count() > 3 && look_alike(a, b)),
    }
}

/// Whether short words differ by one letter exchanged.
fn one_letter_off(a: &str, b: &str) -> bool {
    let letters = a.chars().count();
    letters == SHORT && b.chars().count() == letters && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}

/// Whether they differ as spellings of one language do: -our and -or, -ise and -ize.
fn is_variant(a: &str, b: &str) -> bool {
    let plain = |word: &str| word.replace("our", "or").replace("yse", "yze").replace("is", "iz").replace("tre", "ter");
    a.len() > 4 && plain(a) == plain(b)
}

/// Whether all letters that differ look like each other.
fn look_alike(a: &str, b: &str) -> bool {
    let plain = |word: &str| JOINED.iter().fold(word.to_owned(), |word, (two, one)| word.replace(two, one));
    let (a, b) = (plain(a), plain(b));
    let like = |x: char, y: char| x == y || LOOK_ALIKE.iter().any(|group| group.contains(x) && group.contains(y));
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.chars().count() == b.chars().count()
        && differing * 3 <= a.chars().count()
        && a.chars().zip(b.chars()).all(|(x, y)| like(x, y))
}

#[cfg(test)]
mod tests {
    use super::nature;
    use crate::knowledge::vocabulary::Vocabulary;
    use broadside_model::collation::Nature;

    fn english(a: &str, b: &str) -> Nature {
        nature(a, b, Vocabulary::of("eng"))
    }

    #[test]
    fn what_is_written_otherwise_is_told_from_other_words() {
        assert_eq!(english("the council", "The Council"), Nature::Case);
        assert_eq!(english("elite", "élite"), Nature::Accents);
        assert_eq!(english("bread, flour", "bread; flour"), Nature::Punctuation);
        assert_eq!(english("bread flour", "bread\nflour"), Nature::Spacing);
        assert_eq!(english("democratic", "demo-\ncratic"), Nature::Spacing);
        assert_eq!(english("government", "govemment"), Nature::Spelling);
        assert_eq!(english("labour", "labor"), Nature::Spelling);
        assert_eq!(english("who", "wbo"), Nature::Spelling);
    }

    #[test]
    fn two_words_are_two_words_however_alike() {
        assert_eq!(english("war", "was"), Nature::Words);
        assert_eq!(english("demand", "demands"), Nature::Words);
        assert_eq!(english("1914", "1916"), Nature::Words);
        assert_eq!(english("now", "not"), Nature::Words);
        assert_eq!(english("Austria", "Australia"), Nature::Words);
        assert_eq!(english("", "not"), Nature::Words);
    }
}
