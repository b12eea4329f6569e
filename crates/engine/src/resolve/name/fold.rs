//! Words made alike within their script: small letters, no diacritics on Latin, Greek and Cyrillic letters, one form of
//! the letters that Arabic, Persian and Hebrew writing uses for one another.

use super::super::form::is_optional;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word in small letters, composed, with its diacritics.
pub fn small(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).filter(|c| !is_optional(*c)).nfc().collect()
}

/// A word folded.
pub fn word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
        } else {
            fold(letter, &mut out);
        }
    }
    out
}

fn fold(letter: char, out: &mut String) {
    match letter {
        'ß' | 'ẞ' => return out.push_str("ss"),
        'æ' | 'Æ' => return out.push_str("ae"),
        'œ' | 'Œ' => return out.push_str("oe"),
        'ø' | 'Ø' => return out.push('o'),
        'ł' | 'Ł' => return out.push('l'),
        'ı' => return out.push('i'),
        'đ' | 'Đ' | 'ð' => return out.push('d'),
        'ſ' => return out.push('s'),
        'ς' => return out.push('σ'),
        'أ' | 'إ' | 'آ' | 'ٱ' => return out.push('ا'),
        'ى' | 'ی' => return out.push('ي'),
        'ک' => return out.push('ك'),
        'ך' => return out.push('כ'),
        'ם' => return out.push('מ'),
        'ן' => return out.push('נ'),
        'ף' => return out.push('פ'),
        'ץ' => return out.push('צ'),
        _ if is_optional(letter) => return,
        _ => {}
    }
    let strips = matches!(letter, '\u{c0}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}');
    for small in letter.to_lowercase() {
        if strips {
            out.extend(small.nfd().filter(|part| !is_combining_mark(*part)));
        } else {
            out.push(small);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn marks_go_where_they_are_only_marks() {
        assert_eq!(word("Łódź"), "lodz");
        assert_eq!(word("Ёлкин"), "елкин");
        assert_eq!(word("ΑΘΉΝΑΣ"), "αθηνασ");
        assert_eq!(word("नरेन्द्र"), "नरेन्द्र");
        assert_eq!(word("أحمد"), "احمد");
    }
}
