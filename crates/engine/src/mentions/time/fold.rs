//! Letters without case and diacritics, so that "MÄRZ", "März" and "Marz" are one word, and the number of such a word.

/// The number of a word, made of its folded bytes as they come. Up to eight bytes no two words share one; of longer words
/// two that did would be a chance of one in 2⁶⁴.
#[derive(Clone, Copy, Default)]
pub(super) struct Hash {
    mixed: u64,
    /// The bytes that are not mixed in yet, the first lowest, and eight times their number.
    open: u64,
    bits: u32,
}

impl Hash {
    /// The number of a folded word.
    pub(super) fn of(word: &str) -> u64 {
        let mut hash = Hash::default();
        word.bytes().for_each(|byte| hash.push(byte));
        hash.finish()
    }

    /// The next byte.
    pub(super) fn push(&mut self, byte: u8) {
        self.open |= u64::from(byte) << self.bits;
        self.bits += 8;
        if self.bits == 64 {
            *self = Hash { mixed: mix(self.mixed, self.open), ..Hash::default() };
        }
    }

    /// The next letter.
    pub(super) fn letter(&mut self, letter: char) {
        let mut bytes = [0; 4];
        letter.encode_utf8(&mut bytes).bytes().for_each(|byte| self.push(byte));
    }

    /// The next `count` bytes, up to eight and lowest first, where all before them came by eights.
    pub(super) fn eight(&mut self, bytes: u64, count: u32) {
        if count == 8 {
            self.mixed = mix(self.mixed, bytes);
        } else {
            (self.open, self.bits) = (bytes & !(u64::MAX << (8 * count)), 8 * count);
        }
    }

    /// The number.
    pub(super) fn finish(self) -> u64 {
        if self.bits == 0 { self.mixed } else { mix(self.mixed, self.open) }
    }
}

/// Takes in eight bytes. Each step can be undone, so that nothing is lost.
fn mix(mixed: u64, bytes: u64) -> u64 {
    let product = (mixed ^ bytes).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

/// Eight bytes in lower case, and how many of them, from the first on, are ASCII letters.
pub(super) fn eight_letters(bytes: [u8; 8]) -> (u64, u32) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let eight = u64::from_le_bytes(bytes);
    let small = eight | (0x20 * EACH);
    let seven = small & (0x7f * EACH);
    // A carry into the highest bit of each byte says that it is at least "a", or beyond "z".
    let from_a = seven + u64::from(0x80 - b'a') * EACH;
    let beyond_z = seven + u64::from(0x7f - b'z') * EACH;
    let other = !(from_a & !beyond_z & !eight) & (0x80 * EACH);
    (small, other.trailing_zeros() / 8)
}

pub(super) fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether it is a letter; known at once of the scripts that are read most.
pub(super) fn is_letter(letter: char) -> bool {
    match letter {
        'à'..='ö' | 'ø'..='ɏ' | 'А'..='я' | 'א'..='ת' | 'ؠ'..='ي' | 'अ'..='ह' => true,
        'Ạ'..='ỹ' | 'α'..='ω' | 'ѐ'..='ҁ' | 'ა'..='ჺ' | 'ա'..='ֈ' | 'ก'..='ะ' | 'ሀ'..='ቈ' | 'ක'..='න' => {
            true
        }
        'あ'..='ん' | 'ア'..='ン' | '一'..='鿿' | '가'..='힣' => true,
        _ => letter.is_alphabetic(),
    }
}

/// A word without case and diacritics, as the lexicon has it.
pub(super) fn fold(word: &str, into: &mut String) {
    for letter in word.chars() {
        if is_letter(letter) {
            fold_letter(letter, &mut |letter| into.push(letter));
        } else if !is_mark(letter) {
            into.push(letter);
        }
    }
}

/// A letter without case and diacritics, given letter by letter.
pub(super) fn fold_letter(letter: char, into: &mut impl FnMut(char)) {
    let letter = match letter {
        'İ' => 'i',
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        // Letters without case: Cyrillic small ones, and the scripts from Hebrew to Tibetan and of East Asia.
        'а'..='я' | '\u{5d0}'..='\u{fff}' | '\u{2e80}'..='\u{a63f}' => letter,
        _ => letter.to_lowercase().next().unwrap_or(letter),
    };
    let folded = match letter {
        'a'..='z' | 'а'..='я' => letter,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ı' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' | 'ş' | 'ș' | 'ſ' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ţ' | 'ț' => 't',
        'ё' => 'е',
        'ᵉ' => 'e',
        'ʳ' => 'r',
        'ᵗ' => 't',
        'ʰ' => 'h',
        'ᵈ' => 'd',
        'ⁿ' => 'n',
        'ˢ' => 's',
        'ß' => {
            into('s');
            's'
        }
        'œ' => {
            into('o');
            'e'
        }
        'æ' => {
            into('a');
            'e'
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' => return,
        other => other,
    };
    into(folded);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_once_are_the_bytes_one_by_one() {
        for text in ["May 1990", "abcdefgh", "ABCdéfgh", "@[`{azAZ", "        ", "Zz9aaaaa"] {
            let bytes: [u8; 8] = text.as_bytes()[..8].try_into().expect("eight bytes");
            let (small, count) = eight_letters(bytes);
            let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            assert_eq!(count as usize, letters, "{text}");
            let mut hash = Hash::default();
            hash.eight(small, count);
            assert_eq!(hash.finish(), Hash::of(&text[..letters].to_lowercase()), "{text}");
        }
    }

    #[test]
    fn letters_are_letters() {
        assert!(('\0'..='\u{ffff}').all(|letter| is_letter(letter) == letter.is_alphabetic()));
    }

    #[test]
    fn case_and_diacritics_do_not_matter() {
        let folded = |word: &str| {
            let mut into = String::new();
            fold(word, &mut into);
            into
        };
        assert_eq!(folded("MÄRZ"), folded("Marz"));
        assert_eq!(folded("МАРТА"), "марта");
        assert_eq!(folded("cœur"), "coeur");
    }
}
