//! What the word lists say of each token.

use std::sync::LazyLock;

use crate::knowledge::phrase::Sieve;
use crate::knowledge::vocabulary::{self, Vocabulary};
use crate::knowledge::{organisations, persons, phrase, places, titles};

use super::token::{SHORT, Shape, Tokens};

/// What the lists know of a token; all zero where they know nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    /// [`places::Rank`] as a number.
    pub place: u8,
    /// Words that the place name has from here on (1 or more), 0 inside or outside one.
    pub reach: u8,
    /// ISO 3166-1 alpha-2 of the place.
    pub country: Option<[u8; 2]>,
    /// [`persons::FIRST`], [`persons::LAST`].
    pub name: u8,
    /// [`titles::Title`]s.
    pub title: u8,
    /// [`organisations::HEAD`] and the rest.
    pub org: u8,
    /// [`places::BEFORE`], [`places::AFTER`].
    pub feature: u8,
    /// 1: a word that is written in lower case; 2: a noun that is always capitalised; 4: a form of one; 8: made of two.
    pub common: u8,
}

impl Mark {
    /// Whether the word heads an organisation's name.
    pub fn is_head(&self) -> bool {
        u32::from(self.org) & organisations::HEAD != 0
    }

    /// Whether any list of names, titles or heads has the word.
    pub fn is_listed(&self) -> bool {
        self.place | self.name | self.title | self.org | self.feature != 0
    }
}

/// The common words of a text's language; where that is not told, of the language that most of its words are in.
pub fn vocabulary(tokens: &Tokens, language: Option<&str>) -> Vocabulary {
    let told = language.map(|code| SHORT_CODES.iter().find(|(short, _)| *short == code).map_or(code, |(_, long)| long));
    let code = told.or_else(|| {
        let lower = || tokens.list.iter().filter(|token| token.shape == Shape::Lower).take(300);
        let hits = |code: &str| {
            let words = Vocabulary::of(code);
            lower().filter(|token| words.is_common(token.hash)).count()
        };
        vocabulary::languages().map(|code| (hits(code), code)).max().filter(|(hits, _)| *hits > 5).map(|(_, code)| code)
    });
    code.map(Vocabulary::of).unwrap_or_default()
}

const SHORT_CODES: [(&str, &str); 14] = [
    ("de", "deu"),
    ("en", "eng"),
    ("fr", "fra"),
    ("es", "spa"),
    ("it", "ita"),
    ("pt", "por"),
    ("nl", "nld"),
    ("sv", "swe"),
    ("fi", "fin"),
    ("pl", "pol"),
    ("tr", "tur"),
    ("ru", "rus"),
    ("cs", "ces"),
    ("da", "dan"),
];

/// Looks the tokens up that can be part of a name, and the few before each.
pub fn marks(tokens: &Tokens, candidates: &[bool], words: Vocabulary) -> Vec<Mark> {
    let mut marks = vec![Mark::default(); tokens.list.len()];
    let mut memory = Memory::new();
    let near = near(candidates);
    for (index, token) in tokens.list.iter().enumerate() {
        if !token.shape.is_word() || !near.get(index).copied().unwrap_or(false) {
            continue;
        }
        if let Some(mark) = marks.get_mut(index).filter(|_| candidates.get(index).copied().unwrap_or(false)) {
            let raised = u64::from(token.shape.is_raised()) << 20;
            mark.common = memory.common.get(token.hash ^ raised, || common(tokens, index, words));
        }
        if FIRSTS.may_begin(token.hash) {
            small_lists(tokens, index, &mut marks);
        }
        if token.shape.is_raised() && token.length > 1 || token.has(SHORT) {
            let told = memory
                .listed
                .get(token.hash, || persons::name(token.hash) as u8 | u8::from(places::begins(token.hash)) << 2);
            big_tables(tokens, index, told, &mut marks);
        }
    }
    marks
}

/// The first words of everything that [`small_lists`] looks up.
static FIRSTS: LazyLock<Sieve> = LazyLock::new(|| {
    let mut sieve = Sieve::default();
    titles::sieve(&mut sieve);
    organisations::sieve(&mut sieve);
    places::sieve(&mut sieve);
    sieve
});

/// Tokens before a candidate that are looked up too.
const BEFORE: usize = 4;

fn near(candidates: &[bool]) -> Vec<bool> {
    let mut near = candidates.to_vec();
    for (index, _) in candidates.iter().enumerate().filter(|(_, candidate)| **candidate) {
        near[index.saturating_sub(BEFORE)..index].fill(true);
    }
    near
}

/// What lists say of words that came before: a text says most of its words again.
struct Memory {
    common: Said,
    listed: Said,
}

impl Memory {
    fn new() -> Memory {
        Memory { common: Said(vec![0; Said::PLACES]), listed: Said(vec![0; Said::PLACES]) }
    }
}

/// Four bits for each of the words met last: the word's hash less its last bits, which give way to what was said of it.
struct Said(Vec<u64>);

impl Said {
    const PLACES: usize = 1 << 11;
    /// Set where something was said.
    const FULL: u64 = 16;

    fn get(&mut self, word: u64, say: impl FnOnce() -> u8) -> u8 {
        let key = word & !31 | Said::FULL;
        let Some(place) = self.0.get_mut((word >> 40) as usize & (Said::PLACES - 1)) else { return say() };
        if *place & !15 != key {
            *place = key | u64::from(say() & 15);
        }
        (*place & 15) as u8
    }
}

/// Endings that a German noun takes.
const ENDINGS: [&[u8]; 6] = [b"n", b"s", b"en", b"es", b"e", b"er"];

fn common(tokens: &Tokens, index: usize, words: Vocabulary) -> u8 {
    let Some(token) = tokens.list.get(index) else { return 0 };
    let told = u8::from(words.is_common(token.hash)) | u8::from(words.is_noun(token.hash)) << 1;
    if told != 0 || !words.has_nouns() || !token.shape.is_raised() || token.length < 6 {
        return told;
    }
    let folded = tokens.folded(token);
    let known = |stem: &[u8]| {
        let word = phrase::hash(stem);
        stem.len() > 3 && (words.is_noun(word) || words.is_common(word))
    };
    let modern = modern(folded);
    if modern != folded
        && (known(&modern) || ENDINGS.iter().any(|ending| modern.strip_suffix(*ending).is_some_and(known)))
    {
        return 4;
    }
    let inflected = ENDINGS.iter().any(|ending| folded.strip_suffix(*ending).is_some_and(known));
    if inflected { 4 } else { u8::from(words.is_compound(folded)) << 3 }
}

/// A folded German word as it is spelt today, as far as letters tell: "Thätigkeit", "Ueberfahrt", "Freyheit".
fn modern(folded: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(folded.len());
    for (at, letter) in folded.iter().enumerate() {
        let next = folded.get(at + 1).copied().unwrap_or(0);
        match (out.last().copied().unwrap_or(0), *letter) {
            (b't', b'h') if next != b'e' || at == 1 => {}
            (b'a' | b'o' | b'u', b'e') if at == 1 => {}
            (b'a', b'a') => {}
            (b'e', b'y') => out.push(b'i'),
            (_, b'c') if !matches!(next, b'h' | b'k') => {
                out.push(if matches!(next, b'e' | b'i') { b'z' } else { b'k' })
            }
            (_, letter) => out.push(letter),
        }
    }
    out
}

fn small_lists(tokens: &Tokens, index: usize, marks: &mut [Mark]) {
    if let Some((length, bits)) = titles::longest(tokens.hashes(index)) {
        for mark in marks.iter_mut().skip(index).take(length) {
            mark.title |= bits as u8;
        }
    }
    if let Some(length) = organisations::head(tokens.hashes(index)) {
        for mark in marks.iter_mut().skip(index).take(length) {
            mark.org |= organisations::HEAD as u8;
        }
    }
    if let Some((length, bits)) = organisations::known(tokens.hashes(index)) {
        let single = tokens.list.get(index).is_some_and(|token| length > 1 || token.shape.is_raised());
        for mark in marks.iter_mut().skip(index).take(if single { length } else { 0 }) {
            mark.org |= bits as u8;
        }
    }
    if let Some(mark) = marks.get_mut(index) {
        mark.feature = places::feature(tokens.hashes(index)) as u8;
    }
}

/// Looks a word up among names of persons and places. `told`: the bits of [`persons::name`], and 4 where it begins a place.
fn big_tables(tokens: &Tokens, index: usize, told: u8, marks: &mut [Mark]) {
    let Some(token) = tokens.list.get(index) else { return };
    if let Some(mark) = marks.get_mut(index).filter(|_| token.shape != Shape::Initial) {
        mark.name = told & 3;
    }
    let mut found = if told & 4 != 0 { places::longest(tokens.hashes(index)) } else { None };
    let genitive = tokens.folded(token).strip_suffix(b"s").filter(|_| found.is_none() && token.length > 5);
    if let Some(stem) = genitive {
        found = places::longest([phrase::hash(stem)]);
    }
    let Some((length, place)) = found else { return };
    let taken = marks.get(index).is_some_and(|mark| mark.place != 0 && mark.reach == 0);
    if taken && length == 1 {
        return;
    }
    for (step, mark) in marks.iter_mut().skip(index).take(length).enumerate() {
        mark.place = place.rank as u8;
        mark.country = place.country;
        mark.reach = if step == 0 { length.min(255) as u8 } else { 0 };
    }
}
