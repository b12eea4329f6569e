//! Footnotes: taken from the foot of their column and put where they do not part a sentence.
//!
//! Takes the lines of every column of a page and gives its blocks in order. A footnote stands in smaller type at the
//! foot of a column, opens with a mark, and a word above it bears the same mark; all four must hold, because lists of
//! names, tables and small print look the same but for the last. Boxes of OCR do not tell the size of type, so OCR is
//! left as it is.
//!
//! The notes follow the page's text. But if its last paragraph runs over the page, they stand before that paragraph:
//! else they would part it from its end on the next page, just as they would part two columns.

use super::Placed;
use super::blocks::{Column, breaks, ends_sentence, word};
use super::lines::Line;
use std::collections::BTreeSet;

/// Lines that become blocks of one column.
pub(crate) struct Piece {
    pub(crate) lines: Vec<Line>,
    /// Column on the page, counted from 0.
    pub(crate) column: u8,
    /// Whether it is a footnote.
    pub(crate) note: bool,
}

/// Type up to this share of the running text is smaller.
const SMALLER: f32 = 0.905;

/// Puts the footnotes of a page's columns, given in reading order, behind the text.
pub(crate) fn settle(columns: Vec<(Vec<Line>, u8)>, words: &[Placed], body: f32) -> Vec<Piece> {
    let candidates: Vec<Option<usize>> = (0..columns.len()).map(|at| opening(&columns, at, words, body)).collect();
    let whole = |(lines, column)| Piece { lines, column, note: false };
    if candidates.iter().all(Option::is_none) {
        return columns.into_iter().map(whole).collect();
    }
    let references = references(&columns, words);
    let (mut text, mut notes, mut feet) = (Vec::new(), Vec::new(), Vec::new());
    for ((mut lines, column), candidate) in columns.into_iter().zip(candidates) {
        let known = |line: &Line| mark(word(line, 0, words)).is_some_and(|mark| references.contains(&mark));
        if let Some(at) = candidate.filter(|&at| lines.get(at).is_some_and(known)) {
            let mut below = lines.split_off(at);
            let foot = below.split_off(foot(&below, words));
            feet.push(Piece { lines: foot, column, note: false });
            notes.extend(apart(below, words).into_iter().map(|lines| Piece { lines, column, note: true }));
        }
        text.push(Piece { lines, column, note: false });
    }
    text.retain(|piece| !piece.lines.is_empty());
    if !notes.is_empty() {
        let (at, line) = place(&text, words);
        if let Some(piece) = text.get_mut(at).filter(|piece| line < piece.lines.len()) {
            let (lines, column) = (piece.lines.split_off(line), piece.column);
            text.insert(at + 1, Piece { lines, column, note: false });
        }
        let rest = text.split_off((at + 1).min(text.len()));
        text.extend(notes);
        text.extend(rest);
    }
    text.extend(feet);
    text.retain(|piece| !piece.lines.is_empty());
    text
}

/// The line of a column from which on there may be footnotes: smaller type down to the foot, below type of the usual
/// size, opening with a mark. What goes on in small type at the head of the next column is no footnote.
fn opening(columns: &[(Vec<Line>, u8)], at: usize, words: &[Placed], body: f32) -> Option<usize> {
    let (lines, _) = columns.get(at)?;
    let sized = |line: &Line| line.items.iter().all(|item| words.get(item.index).is_some_and(|word| word.size > 0.0));
    let small = |line: &Line| line.size <= SMALLER * body && sized(line);
    let end = lines.len() - usize::from(lines.last().is_some_and(|line| is_number(line, words)));
    let from = end - lines[..end].iter().rev().take_while(|line| small(line)).count();
    // Notes across all columns are a region by themselves, the last one.
    let whole = from == 0 && (at == 0 || at + 1 < columns.len());
    if whole || from == end || columns.get(at + 1).and_then(|next| next.0.first()).is_some_and(small) {
        return None;
    }
    let opens = |line: usize| {
        let apart = line == from || lines[line].top - lines[line - 1].bottom > 0.5 * lines[line].size;
        apart && mark(word(&lines[line], 0, words)).is_some() && lines[line].items.len() > 1
    };
    (from..end).find(|&line| opens(line))
}

/// The line of a column's small type at which the footnotes end: behind them stand the page's number or its footer.
fn foot(lines: &[Line], words: &[Placed]) -> usize {
    let footer = |pair: &[Line]| {
        let apart = pair[1].top - pair[0].bottom > pair[1].size;
        is_number(&pair[1], words) || apart && mark(word(&pair[1], 0, words)).is_none()
    };
    lines.windows(2).position(footer).map_or(lines.len(), |at| at + 1)
}

/// Footnotes one by one: each opens with a mark, numbers count on.
fn apart(lines: Vec<Line>, words: &[Placed]) -> Vec<Vec<Line>> {
    let mut notes: Vec<Vec<Line>> = Vec::new();
    let mut last: Option<String> = None;
    for line in lines {
        let mark = mark(word(&line, 0, words));
        let next = match (last.as_ref().map(|mark| mark.parse::<u32>()), mark.as_ref().map(|mark| mark.parse::<u32>()))
        {
            (None, _) => true,
            (Some(Ok(last)), Some(Ok(mark))) => mark == last + 1,
            (_, Some(Err(_))) => true,
            _ => false,
        };
        match notes.last_mut().filter(|_| !next) {
            Some(note) => note.push(line),
            None => {
                last = mark;
                notes.push(vec![line]);
            }
        }
    }
    notes
}

/// Where footnotes part no sentence: behind this line of this piece. At the end, but above a paragraph that fills its
/// last line without ending there.
fn place(text: &[Piece], words: &[Placed]) -> (usize, usize) {
    let end = (text.len().saturating_sub(1), text.last().map_or(0, |piece| piece.lines.len()));
    let Some(piece) = text.last().filter(|piece| !piece.lines.is_empty()) else { return end };
    let open = piece
        .lines
        .last()
        .is_some_and(|line| Column::of(&piece.lines).short(line) < 0.15 && !ends_sentence(line, words));
    if !open {
        return end;
    }
    for (at, piece) in text.iter().enumerate().rev() {
        let column = Column::of(&piece.lines);
        for line in (1..=piece.lines.len()).rev().filter(|&line| at + 1 < text.len() || line < piece.lines.len()) {
            let begins = line == piece.lines.len() || breaks(&piece.lines, line, &column, words);
            if begins && piece.lines.get(line - 1).is_some_and(|line| ends_sentence(line, words)) {
                return (at, line);
            }
        }
    }
    end
}

/// A line that is nothing but a number: that of the page.
fn is_number(line: &Line, words: &[Placed]) -> bool {
    line.items.len() == 1 && word(line, 0, words).bytes().all(|byte| byte.is_ascii_digit())
}

/// The marks that words bear: glued to them, in brackets, or small and by themselves.
fn references(columns: &[(Vec<Line>, u8)], words: &[Placed]) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    for line in columns.iter().flat_map(|(lines, _)| lines) {
        for (at, item) in line.items.iter().enumerate() {
            let text = word(line, at, words);
            let alone = at > 0 && item.size <= 0.8 * line.size;
            marks.extend(reference(text, alone));
        }
    }
    marks
}

/// The mark that a word bears at its end; a mark by itself is one only when `alone`.
fn reference(word: &str, alone: bool) -> Option<String> {
    let word = word.trim_end_matches([']', '.', ',', ';', ':']);
    let stem = word.trim_end_matches(is_sign);
    let signs = &word[stem.len()..];
    let bracket = stem.ends_with('[');
    let mut before = stem.chars().rev();
    let glued = match (before.next(), before.next()) {
        (None, _) => alone || signs.starts_with(['*', '†', '‡']) || plain(signs) != signs,
        (Some('.' | ','), Some(before)) => !before.is_numeric(),
        (Some(last), _) => last.is_alphabetic() && !last.is_uppercase() || ".,;:!?”’»\")".contains(last),
    };
    (glued || bracket).then(|| plain(signs)).filter(|mark| (1..=3).contains(&mark.chars().count()))
}

/// The mark that opens a footnote: a number of up to three digits, or a sign, alone or glued to the first word.
fn mark(word: &str) -> Option<String> {
    let word = word.trim_start_matches(['[', '(']);
    let stem = word.trim_start_matches(is_sign);
    let goes_on = stem.is_empty()
        || [".", ")", "]"].contains(&stem)
        || stem.starts_with(|c: char| c.is_alphabetic() || "“„«‘\"".contains(c));
    let mark = plain(&word[..word.len() - stem.len()]);
    (goes_on && (1..=3).contains(&mark.chars().count())).then_some(mark)
}

fn is_sign(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A mark with raised digits made plain.
fn plain(mark: &str) -> String {
    let digit = |c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).and_then(|at| char::from_digit(at as u32, 10));
    mark.chars().map(|c| digit(c).unwrap_or(c)).collect()
}
