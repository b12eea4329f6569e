//! Tells most words of a text, by their letters alone, to begin no country's name.
//!
//! Takes words as bytes, answers from tables that fit the processor's nearest memory: the first three letters and the
//! length of a first word, and those of the word behind it. What passes is looked up.

/// Bits of three letters: five each.
const LETTERS: usize = 15;

/// Pairs of words share so many bits.
const PAIRS: usize = 1 << 16;

/// Lengths of words by their first three letters, and pairs of words.
pub(super) struct Sieve {
    /// Lengths of first words, a bit each.
    any: Vec<u16>,
    /// Those of the first words that may be written small.
    small: Vec<u16>,
    /// A bit per first and second word.
    pairs: Vec<u64>,
}

impl Sieve {
    pub fn new() -> Self {
        Sieve { any: vec![0; 1 << LETTERS], small: vec![0; 1 << LETTERS], pairs: vec![0; PAIRS / 64] }
    }

    /// Adds a name's folded first word, with its hash and the word behind it.
    pub fn add(&mut self, first: &str, small: bool, hash: u64, second: Option<&str>) {
        let (letters, length) = shape(first.as_bytes());
        self.any[letters] |= length;
        if small {
            self.small[letters] |= length;
        }
        if let Some(second) = second {
            let pair = pair(hash, second.as_bytes());
            self.pairs[pair / 64] |= 1 << (pair % 64);
        }
    }

    /// Whether an ASCII word may begin a name.
    pub fn may_begin(&self, word: &[u8]) -> bool {
        let (letters, length) = shape(word);
        let table = if word.first().is_some_and(u8::is_ascii_lowercase) { &self.small } else { &self.any };
        table[letters] & length != 0
    }

    /// Whether what stands behind a name's first word, of that hash, may go on with it.
    pub fn may_follow(&self, hash: u64, behind: &[u8]) -> bool {
        let start = behind.iter().take(5).position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let Some(word) = start.and_then(|start| behind.get(start..)) else { return false };
        let end = word.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(word.len());
        if word.get(end).is_some_and(|byte| !byte.is_ascii()) {
            return true;
        }
        let pair = pair(hash, word.get(..end).unwrap_or_default());
        self.pairs[pair / 64] & (1 << (pair % 64)) != 0
    }
}

/// The first three letters of a word, whatever their case, and a bit for its length.
fn shape(word: &[u8]) -> (usize, u16) {
    let letter = |at: usize| word.get(at).map_or(0, |byte| usize::from(byte & 31));
    (letter(0) << 10 | letter(1) << 5 | letter(2), 1 << word.len().min(15))
}

fn pair(hash: u64, second: &[u8]) -> usize {
    let (letters, length) = shape(second);
    let second = (letters as u64) << 4 | u64::from(length.trailing_zeros());
    ((hash ^ second.wrapping_mul(0x9e37_79b9_7f4a_7c15)) >> 20) as usize % PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_passes() {
        let mut sieve = Sieve::new();
        sieve.add("united", false, 7, Some("kingdom"));
        sieve.add("chileno", true, 9, None);
        assert!(sieve.may_begin(b"United") && sieve.may_begin(b"UNITED") && sieve.may_begin(b"chileno"));
        assert!(!sieve.may_begin(b"united") && !sieve.may_begin(b"Unit") && !sieve.may_begin(b"Ferry"));
        assert!(sieve.may_follow(7, b" Kingdom,") && sieve.may_follow(7, "-Çay".as_bytes()));
        assert!(!sieve.may_follow(7, b" harbours") && !sieve.may_follow(7, b"") && !sieve.may_follow(7, b" ) ( ) x"));
    }
}
