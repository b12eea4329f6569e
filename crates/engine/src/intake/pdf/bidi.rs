//! Letters of right-to-left words from the order they stand in to the order they are read in.
//!
//! A PDF says where letters stand, and draws those of a right-to-left script in either order. So within a word they are
//! ordered by their place, from the right; Latin and digits inside keep theirs, from the left (what the Unicode
//! Bidirectional Algorithm, UAX #9, does the other way round). A bracket stands as it looks or as it is meant,
//! depending on the program; which of the two, the page as a whole tells.

use crate::intake::layout::{Placed, is_ltr, is_mark, is_rtl};
use std::collections::BTreeMap;

/// A piece of a word: where along the line it ends, and at which byte of the text it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) end: f32,
    pub(super) byte: usize,
}

/// The text of a right-to-left word in the order it is read.
pub(super) fn logical(text: &str, pieces: &[Piece], size: f32) -> String {
    let ends = pieces.iter().skip(1).map(|piece| piece.byte).chain([text.len()]);
    let mut parts: Vec<(f32, &str)> = pieces
        .iter()
        .zip(ends)
        .map(|(piece, end)| {
            let part = text.get(piece.byte..end).unwrap_or_default();
            // A sign without width ends where its letter begins; it belongs between that letter and the next.
            let place = if part.starts_with(is_mark) { piece.end + 0.1 * size } else { piece.end };
            (place, part)
        })
        .collect();
    parts.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut parts: Vec<&str> = parts.into_iter().map(|part| part.1).collect();
    keep_foreign(&mut parts);
    parts.concat()
}

/// Turns runs of Latin and digits, with what stands inside them, back to their own order.
fn keep_foreign(parts: &mut [&str]) {
    let foreign = |part: &&str| part.chars().any(|c| c.is_numeric() || is_ltr(c));
    let mut start = 0;
    while start < parts.len() {
        let run = parts[start..].iter().take_while(|part| !part.chars().any(is_rtl)).count();
        let stretch = &mut parts[start..start + run];
        if let (Some(first), Some(last)) = (stretch.iter().position(foreign), stretch.iter().rposition(foreign)) {
            stretch[first..=last].reverse();
        }
        start += run.max(1);
    }
}

/// Brings words without right-to-left letters that stand in right-to-left lines into that order (the full stop after a
/// number stands at its left), and all brackets of such lines to what they mean.
pub(super) fn turn_foreign(words: &mut [Placed]) {
    if !words.iter().any(|word| word.text.chars().any(is_rtl)) {
        return;
    }
    let line = |word: &Placed| (word.bottom / word.size.max(0.1) * 2.0).round() as i64;
    let mut balance: BTreeMap<i64, i64> = BTreeMap::new();
    for word in words.iter() {
        let letters: i64 = word.text.chars().map(|c| i64::from(is_rtl(c)) - i64::from(is_ltr(c))).sum();
        *balance.entry(line(word)).or_default() += letters;
    }
    let rtl: Vec<bool> = words.iter().map(|word| balance.get(&line(word)).is_some_and(|&sum| sum > 0)).collect();
    let mut wrong = 0i64;
    for (word, _) in words.iter_mut().zip(&rtl).filter(|pair| *pair.1) {
        if !word.text.chars().any(is_rtl) && word.text.chars().nth(1).is_some() {
            let letters: Vec<String> = word.text.chars().rev().map(String::from).collect();
            let mut parts: Vec<&str> = letters.iter().map(String::as_str).collect();
            keep_foreign(&mut parts);
            let turned = parts.concat();
            word.text = turned;
        }
        wrong += inverted(&word.text);
    }
    if wrong > 0 {
        for (word, _) in words.iter_mut().zip(&rtl).filter(|pair| *pair.1) {
            if word.text.contains(BRACKETS) {
                word.text = word.text.chars().map(mirrored).collect();
            }
        }
    }
}

const BRACKETS: [char; 8] = ['(', ')', '[', ']', '{', '}', '«', '»'];

fn mirrored(c: char) -> char {
    BRACKETS.iter().position(|&bracket| bracket == c).map_or(c, |at| BRACKETS[at ^ 1])
}

/// How many brackets of a word open where they should close, less those that do as they should.
fn inverted(word: &str) -> i64 {
    let opens = |c: char| BRACKETS.iter().position(|&bracket| bracket == c).map(|at| at % 2 == 0);
    let mut sum = 0;
    if let Some(opening) = word.chars().next().and_then(opens) {
        sum += if opening { -1 } else { 1 };
    }
    if let Some(opening) = word.chars().next_back().and_then(opens) {
        sum += if opening { 1 } else { -1 };
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(words: &[&str]) -> Vec<String> {
        let mut words: Vec<Placed> =
            words.iter().map(|text| Placed { text: (*text).into(), size: 10.0, ..Placed::default() }).collect();
        turn_foreign(&mut words);
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn numbers_and_brackets_in_arabic_lines_read_as_meant() {
        // As they look, and as some programs write them.
        assert_eq!(turned(&["(1)", ".2,024", "السلام"]), ["(1)", "2,024.", "السلام"]);
        assert_eq!(turned(&[")1(", "السلام"]), ["(1)", "السلام"]);
        assert_eq!(turned(&["(https://a.org/7)", "السلام", "على", "العالم"])[0], "(https://a.org/7)");
    }

    #[test]
    fn latin_lines_stay_as_they_are() {
        assert_eq!(turned(&["(see", "note", "1).", "س"]), ["(see", "note", "1).", "س"]);
    }
}
