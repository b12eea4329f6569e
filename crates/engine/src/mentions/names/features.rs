//! What the model is told of a token: numbers of features, each standing for one fact about it and its neighbours.

use super::lexicon::Mark;
use super::model::BUCKETS;
use super::token::{GLUED, LINE, PARAGRAPH, SHORT, START, Shape, Token, Tokens};

/// The family of a language, as far as names are written differently in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Names and first words alone are capitalised.
    Plain = 0,
    /// English: titles, months and adjectives of nations are capitalised too.
    English = 1,
    /// French.
    French = 2,
    /// German: every noun is capitalised.
    German = 3,
}

impl Tongue {
    /// The family of a language by its ISO 639-3 or 639-1 code.
    pub fn of(language: Option<&str>) -> Tongue {
        match language {
            Some("eng" | "en" | "sco") => Tongue::English,
            Some("fra" | "fr") => Tongue::French,
            Some("deu" | "de" | "ltz" | "lb") => Tongue::German,
            _ => Tongue::Plain,
        }
    }
}

/// Tokens with all that features are made of.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The tokens.
    pub tokens: &'a Tokens,
    /// What the lists say of each.
    pub marks: &'a [Mark],
    /// The language's family.
    pub tongue: Tongue,
    /// The text is in upper case.
    pub shouted: bool,
    /// Words that the text has in lower case.
    pub lower: &'a Seen,
}

/// A set of words, remembered by a bit for the hash of each.
#[derive(Debug)]
pub struct Seen(Vec<u64>);

impl Default for Seen {
    fn default() -> Self {
        Seen(vec![0; 1024])
    }
}

impl Seen {
    /// Remembers a word.
    pub fn insert(&mut self, hash: u64) {
        let bit = (hash >> 20) as usize & 0xffff;
        self.0[bit >> 6] |= 1 << (bit & 63);
    }

    /// Whether a word was remembered (or, rarely, another of the same bit).
    pub fn has(&self, hash: u64) -> bool {
        let bit = (hash >> 20) as usize & 0xffff;
        self.0[bit >> 6] >> (bit & 63) & 1 == 1
    }
}

struct Near {
    word: u64,
    shape: u64,
    lists: u64,
    kind: u64,
}

const EDGE: Near = Near { word: 0x5bd1, shape: 31, lists: 0, kind: 0 };

impl Scene<'_> {
    fn token(&self, index: usize, step: isize) -> Option<(&Token, &Mark)> {
        let at = index.checked_add_signed(step)?;
        Some((self.tokens.list.get(at)?, self.marks.get(at)?))
    }

    fn shape(&self, token: &Token) -> u64 {
        let shape = if self.shouted && token.shape == Shape::Upper { Shape::Caseless } else { token.shape };
        shape as u64 | u64::from(token.flags & (GLUED | SHORT)) << 4
    }

    fn near(&self, index: usize, step: isize) -> Near {
        // A paragraph's edge hides what lies beyond it.
        let (low, high) = if step < 0 {
            (index as isize + step + 1, index as isize)
        } else {
            (index as isize + 1, index as isize + step)
        };
        for at in low..=high {
            if self.tokens.list.get(at as usize).is_none_or(|token| token.has(PARAGRAPH)) {
                return EDGE;
            }
        }
        let Some((token, mark)) = self.token(index, step) else { return EDGE };
        Near { word: token.hash, shape: self.shape(token), lists: lists(mark), kind: kind(mark) }
    }

    /// The features of a token, as places in the model's table.
    pub fn features(&self, index: usize, out: &mut Vec<u32>) {
        out.clear();
        let Some((token, mark)) = self.token(index, 0) else { return };
        let [b2, b1, a1, a2] = [-2, -1, 1, 2].map(|step| self.near(index, step));
        let here = Near { word: token.hash, shape: self.shape(token), lists: lists(mark), kind: kind(mark) };
        let start = u64::from(token.has(START)) | u64::from(token.has(LINE)) << 1;
        let tongue = self.tongue as u64;
        let common = u64::from(self.lower.has(token.hash)) | tongue << 1 | u64::from(mark.common) << 3;
        let mut add = |seed: u64, a: u64, b: u64| out.push(bucket(seed, a, b));
        add(1, here.word, 0);
        add(2, b1.word, 0);
        add(3, a1.word, 0);
        add(4, b2.word, 0);
        add(5, a2.word, 0);
        add(6, b1.word, here.word);
        add(7, here.word, a1.word);
        add(8, b2.word, b1.word);
        add(9, here.shape | start << 8, tongue);
        add(10, b1.shape | here.shape << 8 | a1.shape << 16, 0);
        add(11, here.lists, 0);
        add(12, here.lists, here.shape | start << 8 | tongue << 12);
        add(13, b1.kind | here.kind << 20, a1.kind);
        add(14, b1.lists, here.lists);
        add(15, here.lists, a1.lists);
        add(16, b1.lists, 0);
        add(17, a1.lists, 0);
        add(18, b1.word, here.shape);
        add(19, b1.word, here.kind);
        add(20, a1.word, here.kind);
        add(21, common | start << 8, here.shape);
        add(22, common, here.kind);
        add(23, b2.kind | here.kind << 20, b1.shape);
        add(24, self.head(index), here.shape);
        add(25, self.head(index), here.kind);
        add(26, b2.word, here.shape | b1.shape << 8);
        add(27, a1.shape | a2.shape << 8, here.shape);
        add(28, u64::from(token.length.min(12)), here.shape);
        add(29, b1.word, tongue | here.kind << 3 | u64::from(mark.common) << 40);
        add(30, u64::from(mark.common) | here.kind << 5, b1.kind);
        add(31, b1.word, u64::from(mark.common) | here.shape << 5);
        let folded = self.tokens.folded(token);
        for length in [2, 3, 4] {
            let (front, back) = (folded.len().min(length), folded.len().saturating_sub(length));
            add(40 + length as u64, letters(&folded[back..]), tongue);
            if length > 2 {
                add(50 + length as u64, letters(&folded[..front]), 0);
            }
        }
    }

    /// The nearest word on the left, in the same run of words, that heads a name: what kind, and how far.
    fn head(&self, index: usize) -> u64 {
        for step in 1..6 {
            let Some((token, mark)) = self.token(index, -step) else { break };
            if !token.shape.is_word() {
                break;
            }
            let told = u64::from(mark.org & 7) | u64::from(mark.feature) << 3 | u64::from(mark.title & 63) << 5;
            if told != 0 {
                return told | (step.min(3) as u64) << 12;
            }
        }
        0
    }
}

/// Everything the lists say of a token.
fn lists(mark: &Mark) -> u64 {
    let place =
        u64::from(mark.place) | u64::from(mark.place != 0 && mark.reach == 0) << 3 | u64::from(mark.reach > 1) << 4;
    place
        | u64::from(mark.name) << 5
        | u64::from(mark.title) << 7
        | u64::from(mark.org) << 15
        | u64::from(mark.feature) << 18
}

/// The same with fewer distinctions.
fn kind(mark: &Mark) -> u64 {
    let place = match mark.place {
        0 => 0,
        1..=3 => 1,
        4 | 5 => 2,
        _ => 3,
    };
    let title = u64::from(mark.title & 63 != 0) | u64::from(mark.title & 64 != 0) << 1;
    place | u64::from(mark.name) << 2 | title << 4 | u64::from(mark.org) << 6 | u64::from(mark.feature) << 9
}

fn letters(folded: &[u8]) -> u64 {
    folded.iter().fold(7, |number, byte| (number ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn bucket(seed: u64, a: u64, b: u64) -> u32 {
    let mixed = (a ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ mixed >> 32 ^ b.wrapping_mul(0xc4ce_b9fe_1a85_ec53)).wrapping_mul(0x2545_f491_4f6c_dd1d);
    ((mixed >> 33) as usize & (BUCKETS - 1)) as u32
}
