//! A name cut into what stands between spaces and punctuation, whatever its capitals and digits.

use super::super::form::is_optional;
use super::super::name::{fold, is_shouted};

/// A word as it stands in a name.
#[derive(Clone, Debug)]
pub struct Piece {
    /// As it is written.
    pub text: String,
    /// In small letters without diacritics.
    pub folded: String,
    /// It is a number, an acronym or a bracket: never another's misreading.
    pub is_fixed: bool,
}

/// The pieces of a name.
pub fn of(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    let shouted = is_shouted(name);
    for character in name.chars().chain([' ']) {
        let is_elision = matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`') && is_elided(&word);
        if !is_elision
            && (character.is_alphanumeric()
                || is_optional(character)
                || unicode_normalization::char::is_combining_mark(character))
        {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            let text = std::mem::take(&mut word);
            let folded = fold::word(&text);
            if !folded.is_empty() {
                let is_fixed = folded.chars().all(|letter| letter.is_numeric()) || !shouted && is_acronym(&text);
                pieces.push(Piece { text, folded, is_fixed });
            }
        }
        if matches!(character, '(' | ')' | '№') {
            pieces.push(Piece { text: character.to_string(), folded: character.to_string(), is_fixed: true });
        }
    }
    pieces
}

/// Letters before an apostrophe that are a word.
fn is_elided(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "l" | "d" | "dell" | "all" | "nell" | "un" | "qu" | "s" | "j" | "n" | "sull" | "dall"
    )
}

fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=7).contains(&letters) && text.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
}
