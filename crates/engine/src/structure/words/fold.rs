//! Words without case, accents and punctuation, and their hashes without making them.
//!
//! Takes characters, gives what is left of them once they are folded: compatibility forms decomposed, marks dropped but
//! for the vowel signs of Indic scripts, letters small, all else a border between words.

use super::is_unparted;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters below this one are folded by table: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic.
const TABLED: usize = 0x700;

/// What a character of the table is once it is folded.
#[derive(Clone, Copy, Default)]
enum Folded {
    /// Nothing: a mark on the letter before it.
    #[default]
    Dropped,
    /// A border between words.
    Border,
    /// One letter or digit.
    One(char),
    /// Two of them.
    Two(char, char),
    /// More, or with borders between them.
    Long,
}

static TABLE: LazyLock<Vec<Folded>> = LazyLock::new(|| (0..TABLED as u32).map(tabled).collect());

fn tabled(code: u32) -> Folded {
    let mut all = Vec::new();
    if let Some(letter) = char::from_u32(code) {
        fold_slowly(letter, &mut |folded| all.push(folded));
    }
    match all.as_slice() {
        [] => Folded::Dropped,
        [None] => Folded::Border,
        [Some(one)] => Folded::One(*one),
        [Some(one), Some(other)] => Folded::Two(*one, *other),
        _ => Folded::Long,
    }
}

/// Gives every character that `letter` is folded to, and `None` for a border between words.
fn fold_slowly(letter: char, give: &mut impl FnMut(Option<char>)) {
    for letter in std::iter::once(letter).nfkd() {
        match letter {
            'ß' => ['s', 's'].into_iter().for_each(|letter| give(Some(letter))),
            'ł' | 'Ł' => give(Some('l')),
            'ø' | 'Ø' => give(Some('o')),
            'æ' | 'Æ' => ['a', 'e'].into_iter().for_each(|letter| give(Some(letter))),
            'ı' => give(Some('i')),
            _ if is_vowel_sign(letter) => give(Some(letter)),
            _ if is_combining_mark(letter) => {}
            _ if letter.is_alphanumeric() => {
                letter
                    .to_lowercase()
                    .filter(|letter| !is_combining_mark(*letter))
                    .for_each(|letter| give(Some(letter)));
            }
            _ => give(None),
        }
    }
}

/// Signs without which a word of an Indic script is another word.
fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{e4e}' | '\u{f71}'..='\u{fbc}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}')
}

/// The same as [`fold_slowly`], by table where there is one.
fn fold_letter(letter: char, give: &mut impl FnMut(Option<char>)) {
    match TABLE.get(letter as usize) {
        Some(Folded::Dropped) => {}
        Some(Folded::Border) => give(None),
        Some(Folded::One(one)) => give(Some(*one)),
        Some(Folded::Two(one, other)) => {
            give(Some(*one));
            give(Some(*other));
        }
        Some(Folded::Long) => fold_slowly(letter, give),
        None if matches!(letter, '\u{4e00}'..='\u{9fef}') => give(Some(letter)),
        None if matches!(letter, '\u{2010}'..='\u{2016}' | '\u{2018}'..='\u{201f}') => give(None),
        None => fold_slowly(letter, give),
    }
}

/// Words without case, accents and punctuation, one space between them.
pub(in crate::structure) fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    let border = |folded: &mut String| {
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if letter.is_ascii() {
            border(&mut folded);
        } else {
            fold_letter(letter, &mut |letter| match letter {
                Some(letter) => folded.push(letter),
                None => border(&mut folded),
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A word as it is folded.
#[derive(Clone, Copy)]
pub(super) struct Hashed {
    /// The hash of the folded word.
    pub hash: u32,
    /// Whether it holds a letter of a script that does not part words.
    pub unparted: bool,
}

/// Folds and hashes words one after another, without making them.
#[derive(Default)]
struct Hasher {
    hash: u32,
    begun: bool,
    unparted: bool,
}

impl Hasher {
    fn push(&mut self, letter: char) {
        self.begun = true;
        self.hash = (self.hash.rotate_left(5) ^ letter as u32).wrapping_mul(0x9e37_79b1);
    }

    /// The word that ends here, if one has begun.
    fn end(&mut self) -> Option<Hashed> {
        let word = self.begun.then_some(Hashed { hash: self.hash, unparted: self.unparted });
        *self = Hasher::default();
        word
    }
}

/// Looks at every folded word of `words` until `is_found` is satisfied, and says whether it was.
pub(super) fn any_word(words: &str, mut is_found: impl FnMut(Hashed) -> bool) -> bool {
    let mut hasher = Hasher::default();
    let bytes = words.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            hasher.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
            continue;
        }
        let mut found = false;
        if byte.is_ascii() {
            found = hasher.end().is_some_and(&mut is_found);
            at += 1;
        } else {
            let Some(letter) = words[at..].chars().next() else { break };
            fold_letter(letter, &mut |letter| match letter {
                Some(letter) => {
                    hasher.unparted |= is_unparted(letter);
                    hasher.push(letter);
                }
                None => found |= hasher.end().is_some_and(&mut is_found),
            });
            at += letter.len_utf8();
        }
        if found {
            return true;
        }
    }
    hasher.end().is_some_and(is_found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fold_as_the_rules_do() {
        for code in (0x80..0x2200).chain(0x4e00..0x4e20) {
            let Some(letter) = char::from_u32(code) else { continue };
            let (mut slow, mut quick) = (Vec::new(), Vec::new());
            fold_slowly(letter, &mut |letter| slow.push(letter));
            fold_letter(letter, &mut |letter| quick.push(letter));
            assert_eq!(slow, quick, "{letter}");
        }
    }

    #[test]
    fn words_are_hashed_as_they_are_folded() {
        let hashes = |words: &str| {
            let mut all = Vec::new();
            any_word(words, |word| {
                all.push(word.hash);
                false
            });
            all
        };
        for words in
            ["  Compañeros, y COMPAÑERAS…", "«Straße» ½ ﬁn", "Товарищи! Ё", "同志们，", "e\u{301}te\u{301} 1st"]
        {
            assert_eq!(hashes(words), hashes(&fold(words)), "{words}");
            assert_eq!(hashes(words).len(), fold(words).split_whitespace().count(), "{words}");
        }
    }
}
