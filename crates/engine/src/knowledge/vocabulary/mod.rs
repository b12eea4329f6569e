//! Common words of languages: what is no name, however it is written.
//!
//! `vocabulary.bin` holds a Bloom filter a list: few words are taken for common ones that are not. Bytes: a list's name
//! (three letters; `deN` are the nouns of German, which are written like names), its length in bytes (u32, little-endian),
//! its bits; and so on.

use super::phrase::hash;

/// How many bits of a filter stand for a word.
const PROBES: u64 = 5;

/// How many bits a filter has for each word put in: more where parts of words are looked up too.
fn bits_a_word(name: &str) -> usize {
    if name.starts_with("de") { 20 } else { 8 }
}

/// The common words of a language. The default one is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary {
    lower: &'static [u8],
    nouns: &'static [u8],
}

const BYTES: &[u8] = include_bytes!("vocabulary.bin");

fn lists() -> impl Iterator<Item = (&'static [u8], &'static [u8])> {
    let mut rest = BYTES;
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_at_checked(3)?;
        let (length, behind) = behind.split_first_chunk::<4>()?;
        let (bits, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        rest = behind;
        Some((name, bits))
    })
}

fn list(name: &[u8]) -> &'static [u8] {
    lists().find(|(other, _)| *other == name).map_or(&[], |(_, bits)| bits)
}

fn has(bits: &[u8], word: u64) -> bool {
    let size = bits.len() as u64 * 8;
    size > 0
        && (0..PROBES).all(|probe| {
            bits.get(place(word, probe, size) / 8).is_some_and(|byte| byte >> (place(word, probe, size) % 8) & 1 == 1)
        })
}

fn place(word: u64, probe: u64, size: u64) -> usize {
    let mixed = word.wrapping_add(probe.wrapping_mul(word.rotate_left(29) | 1));
    (((mixed >> 32) * size) >> 32) as usize
}

impl Vocabulary {
    /// The words of a language by its ISO 639-3 code; empty where there is no list.
    pub fn of(language: &str) -> Vocabulary {
        let nouns = if language == "deu" { list(b"deN") } else { &[] };
        Vocabulary { lower: list(language.as_bytes()), nouns }
    }

    /// Whether no word is known.
    pub fn is_empty(self) -> bool {
        self.lower.is_empty() && self.nouns.is_empty()
    }

    /// Whether the language writes its nouns with a capital, and has a list of them.
    pub fn has_nouns(self) -> bool {
        !self.nouns.is_empty()
    }

    /// Whether the word of this hash (of the folded word) is commonly written in lower case.
    pub fn is_common(self, word: u64) -> bool {
        has(self.lower, word)
    }

    /// Whether a folded word is made of two common ones, as German makes them ("Landungsbrücke").
    pub fn is_compound(self, folded: &[u8]) -> bool {
        let known = |part: &[u8]| {
            let word = hash(part);
            self.is_noun(word) || self.is_common(word)
        };
        folded.len() <= 40
            && !self.nouns.is_empty()
            && (4..=folded.len().saturating_sub(4)).any(|at| {
                let (front, back) = folded.split_at(at);
                known(back)
                    && (known(front)
                        || front.strip_suffix(b"s").is_some_and(known)
                        || front.strip_suffix(b"en").is_some_and(known))
            })
    }

    /// Whether it is a noun that is always written with a capital.
    pub fn is_noun(self, word: u64) -> bool {
        has(self.nouns, word)
    }
}

/// The languages that have a list.
pub fn languages() -> impl Iterator<Item = &'static str> {
    lists().filter_map(|(name, _)| str::from_utf8(name).ok()).filter(|name| *name != "deN")
}

/// The bytes of a list of these words (hashes of folded words).
pub fn pack(name: &str, words: &[u64]) -> Vec<u8> {
    let mut bits = vec![0_u8; words.len() * bits_a_word(name) / 8 + 1];
    let size = bits.len() as u64 * 8;
    for word in words {
        for probe in 0..PROBES {
            let place = place(*word, probe, size);
            bits[place / 8] |= 1 << (place % 8);
        }
    }
    let mut bytes = name.as_bytes().to_vec();
    bytes.extend((bits.len() as u32).to_le_bytes());
    bytes.append(&mut bits);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::Vocabulary;

    #[test]
    fn common_words_are_known() {
        let (german, french) = (Vocabulary::of("deu"), Vocabulary::of("fra"));
        assert!(german.is_common(words("aber")[0]) && german.is_noun(words("Forderungen")[0]));
        assert!(french.is_common(words("pourtant")[0]) && !french.is_noun(words("Forderungen")[0]));
        assert!(!Vocabulary::of("xyz").is_common(words("the")[0]));
    }
}
