//! Where the names of the tables stand in a text.
//!
//! Names are looked for where words begin: the first four bytes of a word tell most of them to be none.

use crate::knowledge::events::{self, Dated};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a name in the tables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Row of `EVENTS`.
    Event(usize),
    /// Row of `OFFICES`.
    Office(usize),
    /// Row of `BODIES`.
    Body(usize),
    /// Row of `SECRETARIES_GENERAL`.
    Secretary(usize),
    /// Row of `ASSEMBLY_PRESIDENTS`.
    President(usize),
    /// Row of `MEMBERS`.
    Member(usize),
}

/// A name in a text: what it is, its form in the table, and its first byte in the text.
pub type At = (Entry, &'static str, usize);

/// All names of all tables, by their first four bytes.
struct Names {
    /// A bit for each hash of four bytes that a name begins with.
    begin: [u64; 256],
    by_begin: FxHashMap<u32, Vec<(&'static str, Entry)>>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { begin: [0; 256], by_begin: FxHashMap::default() };
    let mut add = |form: &'static str, entry: Entry| {
        let Some(begin) = first_four(form.as_bytes(), 0) else { return };
        let (word, bit) = place(begin);
        names.begin[word] |= bit;
        names.by_begin.entry(begin).or_default().push((form, entry));
    };
    let mut rows = |rows: &'static [Dated], entry: fn(usize) -> Entry| {
        for (index, row) in rows.iter().enumerate() {
            row.forms.iter().for_each(|form| add(form, entry(index)));
        }
    };
    rows(&events::EVENTS, Entry::Event);
    rows(&events::OFFICES, Entry::Office);
    rows(&events::BODIES, Entry::Body);
    rows(&events::SECRETARIES_GENERAL, Entry::Secretary);
    rows(&events::MEMBERS, Entry::Member);
    for (index, president) in events::ASSEMBLY_PRESIDENTS.iter().enumerate() {
        president.forms.iter().for_each(|form| add(form, Entry::President(index)));
    }
    // The longest form first; of two that are the same, the one of the earlier table.
    names.by_begin.values_mut().for_each(|forms| forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len())));
    names
});

/// The first four bytes of what stands at a byte, with blanks for white space.
fn first_four(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_le_bytes(four.map(|byte| if matches!(byte, b'\n' | b'\r' | b'\t') { b' ' } else { byte })))
}

/// The place of four bytes among the bits of [`Names::begin`].
fn place(begin: u32) -> (usize, u64) {
    let hash = begin.wrapping_mul(0x9e37_79b1) >> 18;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

/// The names in a text that are words of their own, in order, none overlapping another. Any white space stands for a
/// blank.
pub fn find(text: &str) -> impl Iterator<Item = At> {
    let names = &*NAMES;
    let mut free = 0;
    starts(text.as_bytes()).filter_map(move |at| {
        if at < free {
            return None;
        }
        let begin = first_four(text.as_bytes(), at)?;
        let (word, bit) = place(begin);
        if names.begin.get(word)? & bit == 0 {
            return None;
        }
        let forms = names.by_begin.get(&begin)?;
        let (form, entry) = forms.iter().find(|(form, _)| is_at(text, at, form))?;
        free = at + form.len();
        is_word(text, at, free).then_some((*entry, *form, at))
    })
}

/// Bytes at which a word may begin: behind one that is no ASCII letter or digit, at one that is or is not ASCII. Read
/// eight bytes at a time.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut inside_before = 0;
    bytes.chunks(8).enumerate().flat_map(move |(chunk, eight)| {
        let eight = match eight.try_into() {
            Ok(eight) => u64::from_le_bytes(eight),
            Err(_) => eight.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte)),
        };
        let inside = letters_and_digits(eight);
        let mut open = (inside | (eight & HIGH)) & !((inside << 8) | inside_before);
        inside_before = inside >> 56;
        std::iter::from_fn(move || {
            let at = (open != 0).then(|| chunk * 8 + open.trailing_zeros() as usize / 8);
            open &= open.wrapping_sub(1);
            at
        })
    })
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x80 * EACH;

/// The highest bit of each of eight bytes that is an ASCII letter or digit.
fn letters_and_digits(eight: u64) -> u64 {
    // A carry into the highest bit says that a byte is at least the first, or beyond the last.
    let seven = eight & !HIGH;
    let within = |bytes: u64, first: u8, last: u8| {
        (bytes + u64::from(0x80 - first) * EACH) & !(bytes + u64::from(0x7f - last) * EACH)
    };
    (within(seven | (0x20 * EACH), b'a', b'z') | within(seven, b'0', b'9')) & !eight & HIGH
}

/// Whether a form stands in a text, with any white space for its blanks.
fn is_at(text: &str, at: usize, form: &str) -> bool {
    let there = text.as_bytes().get(at..at + form.len());
    there.is_some_and(|there| {
        let same = |(there, form): (&u8, &u8)| there == form || *form == b' ' && matches!(there, b'\n' | b'\r' | b'\t');
        there.iter().zip(form.as_bytes()).all(same)
    })
}

/// Whether what stands at these bytes is no part of a longer word.
fn is_word(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).and_then(|before| before.chars().next_back());
    let behind = text.get(to..).and_then(|behind| behind.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_and_the_longest_at_its_place() {
        for form in events::EVENTS.iter().flat_map(|event| &event.forms) {
            let text = format!("so, {}", form.replace(' ', "\n"));
            assert_eq!(find(&text).next().map(|(_, found, at)| (found, at)), Some((*form, 4)));
            assert_eq!(find(&format!("é{form}")).next().map(|found| found.2), None);
        }
    }
}
