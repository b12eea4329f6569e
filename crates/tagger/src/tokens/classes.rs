//! The classes of characters that tokenizers ask for, after the general categories of Unicode.

use std::sync::LazyLock;

use regex::Regex;

/// A class that is looked up with a pattern beyond ASCII.
struct Class(LazyLock<Option<Regex>>);

impl Class {
    fn has(&self, c: char) -> bool {
        self.0.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4])))
    }
}

static PUNCTUATION: Class = Class(LazyLock::new(|| Regex::new(r"\p{P}").ok()));
static NONSPACING: Class = Class(LazyLock::new(|| Regex::new(r"\p{Mn}").ok()));
static OTHER: Class = Class(LazyLock::new(|| Regex::new(r"[\p{Cc}\p{Cf}\p{Co}]").ok()));
static LETTER: Class = Class(LazyLock::new(|| Regex::new(r"\p{L}").ok()));
static NUMBER: Class = Class(LazyLock::new(|| Regex::new(r"\p{N}").ok()));

/// Whether BERT takes a character for punctuation: with all marks of ASCII.
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { PUNCTUATION.has(c) }
}

/// Whether it is a mark that stands over or under another character.
pub fn is_nonspacing(c: char) -> bool {
    !c.is_ascii() && NONSPACING.has(c)
}

/// Whether it is a control or formatting character, or of private use.
pub fn is_other(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_control() } else { OTHER.has(c) }
}

/// Whether it is a letter.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { LETTER.has(c) }
}

/// Whether it is a digit or number.
pub fn is_number(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { NUMBER.has(c) }
}

/// Whether BERT takes a character for a Chinese one.
pub fn is_chinese(c: char) -> bool {
    matches!(u32::from(c), 0x4e00..=0x9fff | 0x3400..=0x4dbf | 0x2_0000..=0x2_a6df | 0x2_a700..=0x2_b73f
        | 0x2_b740..=0x2_b81f | 0x2_b920..=0x2_ceaf | 0xf900..=0xfaff | 0x2_f800..=0x2_fa1f)
}
