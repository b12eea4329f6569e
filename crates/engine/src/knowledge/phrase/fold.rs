//! Words without case and diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends a word's folded form: lower case, no diacritics, ligatures and special letters written out.
pub fn fold(word: &str, out: &mut Vec<u8>) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase()));
        return;
    }
    for c in word.chars() {
        fold_char(c, out);
    }
}

/// A word's folded form.
pub fn folded(word: &str) -> String {
    let mut out = Vec::with_capacity(word.len());
    fold(word, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// The ASCII forms of U+00E0 to U+00FF, the letters that are met most.
const LATIN1: &[u8; 32] = b"aaaaaaaceeeeiiiidnooooo/ouuuuyty";

fn fold_char(c: char, out: &mut Vec<u8>) {
    let code = c as u32;
    if code < 0x80 {
        return out.push(c.to_ascii_lowercase() as u8);
    }
    match c {
        'ß' | 'ẞ' => return out.extend(b"ss"),
        'æ' | 'Æ' => return out.extend(b"ae"),
        'œ' | 'Œ' => return out.extend(b"oe"),
        'ø' | 'Ø' => return out.push(b'o'),
        'ł' | 'Ł' => return out.push(b'l'),
        'ı' => return out.push(b'i'),
        'đ' | 'Đ' => return out.push(b'd'),
        'ſ' => return out.push(b's'),
        _ => {}
    }
    if (0xc0..=0xff).contains(&code) && code != 0xd7 && code != 0xf7 {
        let at = (code as usize - 0xc0) & 31;
        return out.extend(LATIN1.get(at));
    }
    let mut buffer = [0; 4];
    for part in c.nfd().filter(|part| !is_combining_mark(*part)) {
        for lower in part.to_lowercase().filter(|lower| !is_combining_mark(*lower)) {
            out.extend(lower.encode_utf8(&mut buffer).as_bytes());
        }
    }
}

/// The hash of a folded word in the making, byte by byte.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Hash {
    /// The hash of no byte.
    pub const EMPTY: Hash = Hash(0xcbf2_9ce4_8422_2325);

    /// The hash with one more byte.
    pub fn with(self, byte: u8) -> Hash {
        Hash((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The hash of all bytes so far. Never 0.
    pub fn number(self) -> u64 {
        (self.0 ^ self.0 >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1
    }
}

/// The hash of a folded word. Never 0.
pub fn hash(folded: &[u8]) -> u64 {
    folded.iter().fold(Hash::EMPTY, |hash, byte| hash.with(*byte)).number()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_and_diacritics_go() {
        assert_eq!(folded("Zürich"), "zurich");
        assert_eq!(folded("STRAẞE"), "strasse");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("Москва"), "москва");
        assert_eq!(folded("ΑΘΉΝΑ"), "αθηνα");
        assert_eq!(folded("İstanbul"), "istanbul");
    }
}
