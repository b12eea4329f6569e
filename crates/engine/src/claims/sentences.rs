//! Finds the sentences that may hold a claim: the only pass over the whole text.
//!
//! A word that cannot begin anything is passed by its first two letters and its length; few others are looked up. What the
//! words of a sentence add up to decides whether it is read.

use broadside_model::Span;

use super::cut::is_mark;
use super::lexicon::Lexicon;
use super::triggers::{COUNTS, NUMBER, Triggers, promises};
use crate::knowledge::numbers::fold_into;

/// The longest sentence that is read whole, in words.
const LONGEST: usize = 240;

/// Abbreviations before a name, whose dot ends no sentence.
const ABBREVIATIONS: [&str; 34] = [
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "no", "st", "vs", "prof", "rev", "hon", "gov",
    "sen", "rep", "pres", "art", "approx", "ca", "sr", "sra", "dn", "cmdr", "brig", "cf", "bzw", "nr", "ok", "tys",
    "им",
];

/// The sentences of `within` that hold a word which may begin a claim. `breaks` are bytes where a sentence ends at the
/// latest, in order.
pub fn find(text: &str, within: Span, breaks: &[usize], lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = vec![];
    let Some(region) = text.get(within.range()) else { return found };
    let base = within.start as usize;
    let bytes = region.as_bytes();
    let mut breaks = breaks.iter().filter_map(|at| at.checked_sub(base)).filter(|at| *at > 0);
    let mut next_break = breaks.next().unwrap_or(usize::MAX);
    let mut folded = String::new();
    // Numbers written together from number words are not in the table.
    let fresh = lexicon.assumed();
    let triggers = lexicon.triggers();
    let (mut start, mut flags, mut words, mut at, mut last) = (0, fresh, 0, 0, 0..0);
    while let Some(byte) = bytes.get(at) {
        let mut ends = false;
        if byte.is_ascii_alphabetic() || !byte.is_ascii() {
            let before = region.get(last).unwrap_or_default();
            let (end, found) = word(region, at, before, &mut folded, triggers);
            flags |= found;
            (last, at, words) = (at..end, end, words + 1);
        } else {
            at += 1;
            flags |= shown(*byte);
            ends = match byte {
                b'.' => ends_sentence(region, at, &last),
                b'!' | b'?' | b';' => true,
                b'\n' => blank_line(bytes, at),
                _ => false,
            };
        }
        let broken = at >= next_break;
        while at >= next_break {
            next_break = breaks.next().unwrap_or(usize::MAX);
        }
        if ends || broken || words >= LONGEST {
            if promises(flags) {
                found.push((base + start, base + at));
            }
            (start, flags, words) = (at, fresh, 0);
        }
    }
    if promises(flags) {
        found.push((base + start, base + bytes.len()));
    }
    found
}

/// What a digit or mark can add to a claim.
fn shown(byte: u8) -> u16 {
    match byte {
        b'0'..=b'9' => NUMBER,
        b'$' => COUNTS,
        _ => 0,
    }
}

/// Bytes of words of ASCII letters and digits.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The end of the word at `at`, and what it can add to a claim.
fn word(text: &str, at: usize, before: &str, folded: &mut String, triggers: &Triggers) -> (usize, u16) {
    let bytes = text.as_bytes();
    let mut plain = at;
    while bytes.get(plain).is_some_and(|byte| PLAIN[usize::from(*byte)]) {
        plain += 1;
    }
    if plain > at && bytes.get(plain).is_none_or(u8::is_ascii) {
        return (plain, triggers.find(&bytes[at..plain], before, &text[plain..]));
    }
    let rest = &text[at..];
    let length = rest.find(|letter: char| !letter.is_alphanumeric() && !is_mark(letter)).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length };
    if matches!(&rest[..length], "€" | "£" | "¥" | "₽" | "₺") {
        return (at + length, COUNTS);
    }
    folded.clear();
    fold_into(&rest[..length], folded);
    (at + length, triggers.find(folded.as_bytes(), before, &rest[length..]))
}

/// Whether the dot before `at` ends a sentence; `last` is the word before it.
fn ends_sentence(text: &str, at: usize, last: &std::ops::Range<usize>) -> bool {
    let mut next = text[at..].chars();
    if !next.next().is_none_or(|letter| letter.is_whitespace() || matches!(letter, '"' | '”' | '»' | ')' | ']')) {
        return false;
    }
    if next.find(|letter| !letter.is_whitespace()).is_some_and(|letter| letter.is_lowercase()) {
        return false;
    }
    let word = if last.end + 1 == at { text.get(last.clone()).unwrap_or_default() } else { "" };
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let abbreviated = word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    !initial && !abbreviated
}

/// Whether nothing stands on the line that begins at `at`.
fn blank_line(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take(200).find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|byte| *byte == b'\n')
}
