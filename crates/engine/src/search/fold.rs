//! Folding: the form under which a word is indexed and looked up.
//!
//! Takes characters, gives lower-case letters without diacritics: compatibility decomposition (Unicode NFKD) without
//! the marks of alphabetic scripts, ligatures and a few letters that do not decompose (ß, æ, ø, ł) spelled out. Marks
//! of scripts where they are vowels (Thai, Devanagari) and the voicing marks of kana stay. Words that differ only by
//! case, accents or typography fold to the same.

use std::sync::OnceLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Longest folded word in bytes; a longer one is cut, alike in index and query.
pub(crate) const LONGEST: usize = 128;

/// First code point that is not in the table of short folds.
const TABLE_END: usize = 0x600;

/// A short fold: up to three bytes of UTF-8; `len` 255 where it does not fit.
#[derive(Clone, Copy)]
struct Short {
    bytes: [u8; 3],
    len: u8,
}

fn table() -> &'static [Short] {
    static TABLE: OnceLock<Vec<Short>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut folded = String::new();
        let short = |code: usize| {
            folded.clear();
            if let Some(c) = char::from_u32(code as u32) {
                fold_slowly(c, &mut folded);
            }
            let mut bytes = [0; 3];
            match bytes.get_mut(..folded.len()) {
                Some(place) => place.copy_from_slice(folded.as_bytes()),
                None => return Short { bytes, len: 255 },
            }
            Short { bytes, len: folded.len() as u8 }
        };
        (0..TABLE_END).map(short).collect()
    })
}

/// Appends what `c` folds to; nothing for marks, separators and invisible characters.
pub(crate) fn fold_char(c: char, folded: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        }
        return;
    }
    match table().get(c as usize) {
        Some(short) if short.len != 255 => {
            if let Ok(text) = std::str::from_utf8(&short.bytes[..usize::from(short.len)]) {
                folded.push_str(text);
            }
        }
        _ => fold_slowly(c, folded),
    }
}

/// Appends the folded form of `word`, at most [`LONGEST`] bytes of it.
pub(crate) fn fold(word: &str, folded: &mut String) {
    let start = folded.len();
    if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        folded.push_str(word);
        return;
    }
    for c in word.chars() {
        fold_char(c, folded);
        if folded.len() - start > LONGEST {
            let mut end = start + LONGEST;
            while !folded.is_char_boundary(end) {
                end -= 1;
            }
            folded.truncate(end);
            return;
        }
    }
}

/// The folded form of `word`.
pub(crate) fn folded(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    fold(word, &mut text);
    text
}

fn fold_slowly(c: char, folded: &mut String) {
    if keeps_its_form(c) {
        folded.push(c);
        return;
    }
    for lower in c.to_lowercase() {
        decompose_compatible(lower, |part| match spelled_out(part) {
            Some(letters) => folded.push_str(letters),
            None if is_dropped_mark(part) => {}
            None if part.is_alphanumeric() || is_combining_mark(part) => folded.extend(part.to_lowercase()),
            None => {}
        });
    }
}

/// Hangul syllables and kana would fall apart under decomposition.
fn keeps_its_form(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{3040}'..='\u{30FF}')
}

/// Letters that Unicode does not decompose and readers type otherwise.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ς' => "σ",
        'ى' => "ي",
        'ة' => "ه",
        _ => return None,
    })
}

/// Marks that are diacritics or points on letters, not letters of their own, and the Arabic tatweel.
fn is_dropped_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_typography_do_not_matter() {
        for (word, expected) in [
            ("ÉTAT", "etat"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("œuvre", "oeuvre"),
            ("Łódź", "lodz"),
            ("ﬁnal", "final"),
            ("Ёлка", "елка"),
            ("ΛΌΓΟΣ", "λογοσ"),
            ("ｆｕｌｌ", "full"),
            ("أحمد", "احمد"),
            ("co\u{AD}operate", "cooperate"),
            ("e\u{301}tat", "etat"),
        ] {
            assert_eq!(folded(word), expected);
        }
    }

    #[test]
    fn vowel_signs_and_voicing_stay() {
        assert_eq!(folded("น้ำ").chars().count(), 4);
        assert_eq!(folded("が"), "が");
        assert_eq!(folded("한국"), "한국");
    }

    #[test]
    fn a_very_long_word_is_cut() {
        assert_eq!(folded(&"é".repeat(10_000)).len(), LONGEST);
    }
}
