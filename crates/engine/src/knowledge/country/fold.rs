//! Spellings made alike: small letters, no marks on Latin, Greek and Cyrillic letters, single spaces between words.
//!
//! The same folding made the keys of `data/countries.tsv`.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// First character that is folded without the table.
const TABLE_END: usize = 0x600;

/// What a character below [`TABLE_END`] becomes: up to two characters; `\0` for none, a space for what is no letter.
static TABLE: LazyLock<Vec<[char; 2]>> =
    LazyLock::new(|| (0..TABLE_END as u32).map(|code| char::from_u32(code).map_or([' ', '\0'], slowly)).collect());

/// Appends what `text` folds to.
pub(super) fn fold_into(text: &str, out: &mut String) {
    let mut gap = false;
    let begun = out.len();
    for character in text.chars() {
        for folded in fold_char(character) {
            match folded {
                '\0' => {}
                ' ' => gap = true,
                letter => {
                    if gap && out.len() > begun {
                        out.push(' ');
                    }
                    gap = false;
                    out.push(letter);
                }
            }
        }
    }
}

/// What `text` folds to.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Whether a character can stand inside a word.
pub(super) fn in_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character) || matches!(character, '\u{200c}' | '\u{200d}')
}

fn fold_char(character: char) -> [char; 2] {
    match TABLE.get(character as usize) {
        Some(folded) => *folded,
        None if is_dropped(character) => ['\0', '\0'],
        None if !in_word(character) => [' ', '\0'],
        None if ('\u{1e00}'..='\u{1fff}').contains(&character) => slowly(character),
        None => [character.to_lowercase().next().unwrap_or(character), '\0'],
    }
}

fn slowly(character: char) -> [char; 2] {
    match character {
        'ı' | 'İ' => return ['i', '\0'],
        'ł' | 'Ł' => return ['l', '\0'],
        'ø' | 'Ø' => return ['o', '\0'],
        'đ' | 'Đ' | 'ð' | 'Ð' => return ['d', '\0'],
        'ß' => return ['s', 's'],
        'æ' | 'Æ' => return ['a', 'e'],
        'œ' | 'Œ' => return ['o', 'e'],
        'þ' | 'Þ' => return ['t', 'h'],
        'ς' => return ['σ', '\0'],
        _ => {}
    }
    let (mut out, mut filled) = (['\0', '\0'], 0);
    decompose_compatible(character, |piece| {
        if is_dropped(piece) || filled == 2 {
            return;
        }
        out[filled] = if in_word(piece) { piece.to_lowercase().next().unwrap_or(piece) } else { ' ' };
        filled += 1;
    });
    out
}

/// Marks and joiners that spellings differ by.
fn is_dropped(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{64b}'..='\u{652}' | '\u{591}'..='\u{5c7}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_are_made_alike() {
        assert_eq!(fold("CÔTE  d’Ivoire"), "cote d ivoire");
        assert_eq!(fold("Großbritannien"), "grossbritannien");
        assert_eq!(fold("İNGİLTERE"), "ingiltere");
        assert_eq!(fold(" Китай "), "китаи");
        assert_eq!(fold("(U.S.A.)"), "u s a");
    }
}
