//! The form of a name: its key, in which only that is folded which nobody would tell two names apart by, and its id.
//!
//! Folded are case, width and other compatibility forms, spacing, punctuation, quotation marks, apostrophes, the full
//! stops and spaces of acronyms and initials, vowel points and other marks that Arabic, Hebrew and Russian may leave out.
//! Diacritics of other letters stay (`Pena` and `Peña` are two names): that such spellings are one's is for the
//! comparison to say. The key of a name that has no letter or digit is the name itself without spaces around it.

use broadside_model::{EntityId, entity::Form};
use unicode_normalization::UnicodeNormalization;

/// The version of the folding and the encoding below, hashed with every form.
const VERSION: u8 = 1;

/// The id of a form, made from nothing but the form.
pub fn id(form: &Form) -> EntityId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[VERSION]);
    for text in [form.kind.name(), &form.key, form.country.as_deref().unwrap_or("")] {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.update(&form.apart.map_or([0; 9], |number| {
        let mut bytes = [1; 9];
        bytes[1..].copy_from_slice(&number.to_le_bytes());
        bytes
    }));
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    EntityId(u64::from_be_bytes(first))
}

/// The name folded.
pub fn key(name: &str) -> String {
    let mut words = Words::default();
    for character in name.nfkc().flat_map(char::to_lowercase).nfc() {
        match character {
            _ if is_optional(character) => {}
            'ß' => words.text.push_str("ss"),
            'ς' => words.text.push('σ'),
            'ё' => words.text.push('е'),
            _ if character.is_alphanumeric() || is_mark(character) => words.text.push(character),
            '&' | '+' => {
                words.end(false);
                words.text.push(character);
                words.end(false);
            }
            '.' => words.end(true),
            _ => words.end(false),
        }
    }
    words.end(false);
    if words.key.is_empty() { name.trim().to_owned() } else { words.key }
}

/// Words of a key in the making.
#[derive(Default)]
struct Words {
    /// The words so far.
    key: String,
    /// The word in hand.
    text: String,
    /// The last word is one letter and had a full stop behind it, or is made of such.
    initials: bool,
}

impl Words {
    fn end(&mut self, stop: bool) {
        if self.text.is_empty() {
            return;
        }
        let letter = self.text.chars().count() == 1;
        let joined = self.initials && letter;
        if !self.key.is_empty() && !joined {
            self.key.push(' ');
        }
        self.key.push_str(&self.text);
        self.text.clear();
        self.initials = letter && (stop || joined);
    }
}

/// Characters inside words that are left out as often as not: apostrophes, soft hyphens, joiners, vowel points.
pub(super) fn is_optional(character: char) -> bool {
    matches!(character,
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʺ' | '′' | '\u{ad}' | '¬'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
        | '\u{300}' | '\u{301}' | '\u{307}'
        | '\u{640}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

/// Marks that are part of a word: combining ones of scripts that write vowels so.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::EntityKind;

    #[test]
    fn what_nobody_tells_apart_has_one_key() {
        for same in [
            &["U.N.", "UN", "u. n.", "ＵＮ"][..],
            &["Workers’ League", "Workers' League", "WORKERS  LEAGUE", "“Workers League”"],
            &["J. P. García", "J.P. García", "JP García"],
            &["Hewlett-Packard", "Hewlett Packard"],
            &["Straße", "STRASSE"],
            &["ΑΘΗΝΑΣ", "αθηνας"],
            &["Орёл", "Орел"],
            &["كِتَاب", "كتاب"],
        ] {
            for name in same {
                assert_eq!(key(name), key(same[0]), "{name}");
            }
        }
    }

    #[test]
    fn names_that_differ_keep_their_keys_apart() {
        for [one, other] in [["Peña", "Pena"], ["Front (Real)", "Front"], ["AT&T", "AT T"], ["Group 1", "Group 2"]] {
            assert_ne!(key(one), key(other));
        }
        assert_eq!(key(" — "), "—");
    }

    #[test]
    fn an_id_follows_every_part_of_a_form() {
        let form = Form { kind: EntityKind::Person, key: "ana lópez".into(), country: None, apart: None };
        let others = [
            Form { kind: EntityKind::Place, ..form.clone() },
            Form { key: "ana lopez".into(), ..form.clone() },
            Form { country: Some("ES".into()), ..form.clone() },
            Form { apart: Some(0), ..form.clone() },
        ];
        for other in others {
            assert_ne!(id(&form), id(&other));
        }
        assert_eq!(id(&form), id(&form.clone()));
    }
}
