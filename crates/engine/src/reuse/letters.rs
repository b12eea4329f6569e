//! Texts as the letters that are compared.
//!
//! Takes a text, gives its letters and digits without case, marks, spacing and punctuation, in the Latin alphabet (other
//! scripts by the usual transliteration of each character), and where each stood. Hyphens at the ends of lines, lost and
//! doubled spaces and broken lines so cost nothing.
//!
//! A letter is a byte: its class in the upper six bits, which letter of the class it is in the lower two. A class holds
//! the letters that print and optical recognition take for one another (`e` and `c`, `n` and `u`, `i` and `l`, …). So
//! equal letters have equal bytes, letters that are mistaken for one another differ in the lower two bits only, and
//! seeds can be looked up by class.

use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

/// No letter: what pads alignments on the side of the first text.
pub const NONE: u8 = 0xff;

/// The classes, each with the letters in it. Confusions as reported for Latin print: Nguyen et al., "Survey of
/// Post-OCR Processing Approaches" (2021), and Tesseract's own table of ambiguities.
const CLASSES: [&str; 18] =
    ["oa0", "ec", "il1", "nurm", "stf5", "hb6", "vyw", "gq9", "d", "k", "p", "x", "j", "z2", "3", "4", "7", "8"];

/// Bits of a letter that say which of its class it is.
pub const MEMBER_BITS: u32 = 2;

/// The class of a letter, less than 18.
pub fn class(letter: u8) -> u8 {
    letter >> MEMBER_BITS
}

/// Letters of a text, with the place of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// The letters.
    pub letters: Vec<u8>,
    /// For each letter, the byte at which its character starts in the text.
    pub at: Vec<u32>,
}

/// The letters of `text`, added to `letters`.
pub fn fold(text: &str, letters: &mut Vec<u8>) {
    each(text, |letter, _| letters.push(letter));
}

/// The letters of `text` with their places.
pub fn placed(text: &str) -> Letters {
    let mut folded = Letters::default();
    each(text, |letter, at| {
        folded.letters.push(letter);
        folded.at.push(at as u32);
    });
    folded
}

/// Gives each letter of `text` with the byte at which its character starts.
fn each(text: &str, mut give: impl FnMut(u8, usize)) {
    let table = ascii();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            let letter = table[byte as usize];
            if letter != NONE {
                give(letter, at);
            }
            at += 1;
            continue;
        }
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        for letter in other(character).iter().take_while(|letter| **letter != NONE) {
            give(*letter, at);
        }
        at += character.len_utf8();
    }
}

/// Letters of a character, [`NONE`] where there are fewer.
type Few = [u8; 6];

/// Characters below this have their letters looked up.
const TABLED: u32 = 0x2000;

/// The letters of a character that is not ASCII.
fn other(character: char) -> Few {
    static TABLE: OnceLock<Vec<Few>> = OnceLock::new();
    let table =
        TABLE.get_or_init(|| (0..TABLED).map(|code| char::from_u32(code).map_or([NONE; 6], transliterated)).collect());
    table.get(character as usize).copied().unwrap_or_else(|| transliterated(character))
}

/// The letters by which a character is written in the Latin alphabet; none for marks, spaces and signs.
fn transliterated(character: char) -> Few {
    let mut few = [NONE; 6];
    if !character.is_alphanumeric() || is_combining_mark(character) {
        return few;
    }
    let Some(latin) = deunicode::deunicode_char(character) else { return few };
    let letters = latin.bytes().map(|byte| ascii()[(byte & 0x7f) as usize]).filter(|letter| *letter != NONE);
    few.iter_mut().zip(letters).for_each(|(place, letter)| *place = letter);
    few
}

/// The letter of each ASCII character, [`NONE`] for what is none.
fn ascii() -> &'static [u8; 128] {
    static TABLE: OnceLock<[u8; 128]> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = [NONE; 128];
        for (class, members) in (0u8..).zip(CLASSES) {
            for (member, character) in (0u8..).zip(members.bytes()) {
                let letter = class << MEMBER_BITS | member;
                table[character as usize] = letter;
                table[character.to_ascii_uppercase() as usize] = letter;
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<u8> {
        placed(text).letters
    }

    #[test]
    fn case_marks_spaces_and_hyphens_make_no_difference() {
        assert_eq!(folded("Der Ausschuß der Arbei-\nter"), folded("derausschussderArbeiter"));
        assert_eq!(folded("Déclaration, n° 4"), folded("DECLARATION N 4"));
    }

    #[test]
    fn letters_taken_for_one_another_are_of_one_class_and_not_equal() {
        let classes = |text: &str| folded(text).into_iter().map(class).collect::<Vec<_>>();
        assert_eq!(classes("The union"), classes("Thc uuiou"));
        assert_ne!(folded("The union"), folded("Thc uuiou"));
        assert_ne!(classes("war"), classes("war d"));
    }

    #[test]
    fn every_letter_and_digit_is_in_one_class_only() {
        let mut all: Vec<u8> = ('a'..='z').chain('0'..='9').flat_map(|c| folded(&c.to_string())).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 36);
    }

    #[test]
    fn other_scripts_have_letters_too() {
        assert_eq!(folded("Союз рабочих"), folded("СОЮЗ РАБОЧИХ"));
        assert!(folded("工人联合会").len() >= 10);
        assert_eq!(folded("مَجلس"), folded("مجلس"));
    }

    #[test]
    fn letters_know_their_bytes() {
        let Letters { letters, at } = placed("é–я");
        assert_eq!(letters.len(), at.len());
        assert_eq!((at.first(), at.last()), (Some(&0), Some(&5)));
    }
}
