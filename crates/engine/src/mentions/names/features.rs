//! What the model is told of a token: numbers of features, each standing for one fact about it and its neighbours.

use super::lexicon::Mark;
use super::token::{GLUED, LINE, PARAGRAPH, SHORT, START, Shape, Tokens};

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

/// What is told of a token and its neighbours alike.
#[derive(Clone, Copy, Debug)]
struct Near {
    word: u64,
    shape: u64,
    lists: u64,
    kind: u64,
    /// It opens a paragraph: what is before it is hidden from it, and it from what is before.
    opens: bool,
}

const EDGE: Near = Near { word: 0x5bd1, shape: 31, lists: 0, kind: 0, opens: true };

/// How many features every token has.
pub const FEATURES: usize = 28;
/// How many words back the head of a name is looked for.
const REACH: u64 = 5;

impl Scene<'_> {
    fn near(&self, at: usize) -> Near {
        let (Some(token), Some(mark)) = (self.tokens.list.get(at), self.marks.get(at)) else { return EDGE };
        let shape = if self.shouted && token.shape == Shape::Upper { Shape::Caseless } else { token.shape };
        let shape = shape as u64 | u64::from(token.flags & (GLUED | SHORT)) << 4;
        Near { word: token.hash, shape, lists: lists(mark), kind: kind(mark), opens: token.has(PARAGRAPH) }
    }
}

/// Five tokens of a scene, and what of the words before them matters: goes over a run from its first token on.
#[derive(Debug)]
pub struct Window<'a> {
    scene: &'a Scene<'a>,
    /// The token in the middle.
    index: usize,
    near: [Near; 5],
    /// What the nearest word on the left that heads a name heads, and how many words back it is.
    head: (u64, u64),
}

impl<'a> Window<'a> {
    /// The window around a token.
    pub fn new(scene: &'a Scene<'a>, index: usize) -> Window<'a> {
        let back = |step| index.checked_sub(step).map_or(EDGE, |at| scene.near(at));
        let near = [back(2), back(1), back(0), scene.near(index + 1), scene.near(index + 2)];
        let mut window = Window { scene, index, near, head: (0, 0) };
        (index.saturating_sub(REACH as usize)..index).for_each(|at| window.pass(at));
        window
    }

    /// Goes on to the next token.
    pub fn step(&mut self) {
        self.pass(self.index);
        self.index += 1;
        let [_, b1, here, a1, a2] = self.near;
        self.near = [b1, here, a1, a2, self.scene.near(self.index + 2)];
    }

    /// Notes whether a token heads a name of the same run of words.
    fn pass(&mut self, at: usize) {
        let (Some(token), Some(mark)) = (self.scene.tokens.list.get(at), self.scene.marks.get(at)) else { return };
        let told = u64::from(mark.org & 7) | u64::from(mark.feature) << 3 | u64::from(mark.title & 63) << 5;
        self.head = match (token.shape.is_word(), told) {
            (false, _) => (0, 0),
            (true, 0) => (self.head.0, self.head.1 + 1),
            (true, told) => (told, 1),
        };
    }

    fn head(&self) -> u64 {
        match self.head {
            (told, step) if told != 0 && step <= REACH => told | step.min(3) << 12,
            _ => 0,
        }
    }

    /// The features of the token in the middle, as the model knows them.
    pub fn features(&self) -> [u64; FEATURES] {
        let mut out = [0; FEATURES];
        let scene = self.scene;
        let (Some(token), Some(mark)) = (scene.tokens.list.get(self.index), scene.marks.get(self.index)) else {
            return out;
        };
        let [b2, b1, here, a1, a2] = self.near;
        let b2 = if here.opens || b1.opens { EDGE } else { b2 };
        let b1 = if here.opens { EDGE } else { b1 };
        let a2 = if a1.opens || a2.opens { EDGE } else { a2 };
        let a1 = if a1.opens { EDGE } else { a1 };
        let start = u64::from(token.has(START)) | u64::from(token.has(LINE)) << 1;
        let tongue = scene.tongue as u64;
        let common = u64::from(scene.lower.has(token.hash)) | tongue << 1 | u64::from(mark.common) << 3;
        let head = self.head();
        let mut places = out.iter_mut();
        let mut add = |seed: u64, a: u64, b: u64| {
            if let Some(place) = places.next() {
                *place = number(seed, a, b);
            }
        };
        add(1, here.word, 0);
        add(2, b1.word, 0);
        add(3, a1.word, 0);
        add(4, b2.word, 0);
        add(6, b1.word, here.word);
        add(7, here.word, a1.word);
        add(10, b1.shape | here.shape << 8 | a1.shape << 16, 0);
        add(11, here.lists, 0);
        add(12, here.lists, here.shape | start << 8 | tongue << 12);
        add(14, b1.lists, here.lists);
        add(15, here.lists, a1.lists);
        add(16, b1.lists, 0);
        add(17, a1.lists, 0);
        add(19, b1.word, here.kind);
        add(20, a1.word, here.kind);
        add(21, common | start << 8, here.shape);
        add(22, common, here.kind);
        add(24, head, here.shape);
        add(25, head, here.kind);
        add(26, b2.word, here.shape | b1.shape << 8);
        add(27, a1.shape | a2.shape << 8, here.shape);
        add(28, u64::from(token.length.min(12)), here.shape);
        add(30, u64::from(mark.common) | here.kind << 5, b1.kind);
        let folded = scene.tokens.folded(token);
        for length in [2, 3, 4] {
            let (front, back) = (folded.len().min(length), folded.len().saturating_sub(length));
            add(40 + length as u64, letters(&folded[back..]), tongue);
            if length > 2 {
                add(50 + length as u64, letters(&folded[..front]), 0);
            }
        }
        out
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

fn number(seed: u64, a: u64, b: u64) -> u64 {
    let mixed = (a ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let mixed = (mixed ^ mixed >> 32 ^ b.wrapping_mul(0xc4ce_b9fe_1a85_ec53)).wrapping_mul(0x2545_f491_4f6c_dd1d);
    mixed ^ mixed >> 32
}
