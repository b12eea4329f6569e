//! From pairs of words to readings that turn one text into the other, to the byte.

use super::moved::{self, Moved};
use super::nature::nature;
use super::pairing;
use super::tidy::{Gap, gaps, tidied};
use super::words::Words;
use crate::knowledge::vocabulary::Vocabulary;
use broadside_model::Span;
use broadside_model::collation::{Nature, Reading, ReadingKind};
use std::ops::Range;

/// What a witness has where it differs from the base, in order.
pub(super) fn readings(base: &Words<'_>, witness: &Words<'_>, common: Vocabulary) -> Vec<Reading> {
    let mut pairs = pairing::pairs(base, witness);
    // Words that are nearly the same and still two words replace each other, together with what is replaced beside them.
    pairs.retain(|(x, y)| {
        base.keys[*x] == witness.keys[*y] || nature(base.word(*x), witness.word(*y), common) != Nature::Words
    });
    let pairs = tidied(base, witness, pairs);
    let between: Vec<Gap> = gaps(&pairs, base.len(), witness.len()).collect();
    let open: Vec<Gap> = between.iter().filter(|gap| !gap.a.is_empty() || !gap.b.is_empty()).cloned().collect();
    let moved = moved::find(base, witness, &open);
    let nowhere = vec![None; moved.len()];
    let sides = [in_order(&moved, |moved| moved.a.clone()), in_order(&moved, |moved| moved.b.clone())];
    let mut writer = Writer { base, witness, common, sides, away: nowhere.clone(), here: nowhere, out: Vec::new() };
    for (index, gap) in between.iter().enumerate() {
        writer.gap(gap);
        if let Some((x, y)) = pairs.get(index) {
            writer.push(base.spans[*x].range(), witness.spans[*y].range(), ReadingKind::Substitution, None);
        }
    }
    writer.tie();
    writer.out
}

/// Writes readings from the start of both texts to their ends.
struct Writer<'a> {
    base: &'a Words<'a>,
    witness: &'a Words<'a>,
    common: Vocabulary,
    /// The moved runs in order of the base and of the witness, with their numbers.
    sides: [Vec<(Range<usize>, usize)>; 2],
    /// The reading that says that a moved run is gone from its place in the base.
    away: Vec<Option<usize>>,
    /// The reading that says where it stands in the witness.
    here: Vec<Option<usize>>,
    out: Vec<Reading>,
}

/// A run of words of one text without partners, and which of the moved runs it is.
#[derive(Clone, Debug)]
struct Piece {
    words: Range<usize>,
    moved: Option<usize>,
}

impl Writer<'_> {
    /// Writes what is read between two bytes of either text, where that differs.
    fn push(&mut self, base: Range<usize>, witness: Range<usize>, kind: ReadingKind, moved: Option<usize>) {
        let (was, is) = (&self.base.text[base.clone()], &self.witness.text[witness.clone()]);
        if was == is && moved.is_none() {
            return;
        }
        let nature = if moved.is_some() { Nature::Words } else { nature(was, is, self.common) };
        let (base, witness) = (Span::new(base.start, base.end), Span::new(witness.start, witness.end));
        self.out.push(Reading { kind, nature, base, witness, text: is.to_owned(), other: None });
    }

    /// Writes what stands between two words that are paired, or between a text's end and such a word.
    fn gap(&mut self, gap: &Gap) {
        let (base, witness) = (self.base, self.witness);
        let all_base = base.end_before(gap.a.start)..base.start(gap.a.end);
        let all_witness = witness.end_before(gap.b.start)..witness.start(gap.b.end);
        match (gap.a.is_empty(), gap.b.is_empty()) {
            (true, true) => self.marks(all_base, all_witness),
            (false, false) => {
                let words =
                    |words: &Words<'_>, range: &Range<usize>| words.start(range.start)..words.end_before(range.end);
                let (of_base, of_witness) = (words(base, &gap.a), words(witness, &gap.b));
                self.marks(all_base.start..of_base.start, all_witness.start..of_witness.start);
                self.pieces(gap, of_base.clone(), of_witness.clone());
                self.marks(of_base.end..all_base.end, of_witness.end..all_witness.end);
            }
            (false, true) => {
                let lead = &base.text[all_base.start..base.start(gap.a.start)];
                let tail = &base.text[base.end_before(gap.a.end)..all_base.end];
                let (front, back) = common(lead, tail, &witness.text[all_witness.clone()]);
                let one = all_base.start + front..all_base.end - back;
                self.pieces(gap, one, all_witness.start + front..all_witness.end - back);
            }
            (true, false) => {
                let lead = &witness.text[all_witness.start..witness.start(gap.b.start)];
                let tail = &witness.text[witness.end_before(gap.b.end)..all_witness.end];
                let (front, back) = common(lead, tail, &base.text[all_base.clone()]);
                let one = all_witness.start + front..all_witness.end - back;
                self.pieces(gap, all_base.start + front..all_base.end - back, one);
            }
        }
    }

    /// Writes a difference of what stands between words, without the marks at its ends that both have.
    fn marks(&mut self, base: Range<usize>, witness: Range<usize>) {
        let (was, is) = (&self.base.text[base.clone()], &self.witness.text[witness.clone()]);
        if was == is {
            return;
        }
        let (front, back) = common(was, was, is);
        let back = back.min(was.len() - front);
        let base = base.start + front..base.end - back;
        let witness = witness.start + front..witness.end - back;
        let kind = match (base.is_empty(), witness.is_empty()) {
            (true, false) => ReadingKind::Addition,
            (false, true) => ReadingKind::Omission,
            _ => ReadingKind::Substitution,
        };
        self.push(base, witness, kind, None);
    }

    /// Writes the words of a gap, which stand between these bytes, with moved runs apart.
    fn pieces(&mut self, gap: &Gap, base: Range<usize>, witness: Range<usize>) {
        let (of_base, of_witness) = (divided(&gap.a, &self.sides[0]), divided(&gap.b, &self.sides[1]));
        let (mut of_base, mut of_witness) = (of_base.into_iter().peekable(), of_witness.into_iter().peekable());
        let (mut base_at, mut witness_at) = (base.start, witness.start);
        while of_base.peek().is_some() || of_witness.peek().is_some() {
            let away = of_base.next_if(|piece| piece.moved.is_some());
            let here = if away.is_some() { None } else { of_witness.next_if(|piece| piece.moved.is_some()) };
            let (was, is) = match (away, here) {
                (None, None) => (of_base.next(), of_witness.next()),
                either => either,
            };
            let base_end = if was.is_none() {
                base_at
            } else {
                of_base.peek().map_or(base.end, |next| self.base.start(next.words.start))
            };
            let witness_end = if is.is_none() {
                witness_at
            } else {
                of_witness.peek().map_or(witness.end, |next| self.witness.start(next.words.start))
            };
            // What is left of either side goes with the last piece.
            let last = of_base.peek().is_none() && of_witness.peek().is_none();
            let (base_end, witness_end) = if last { (base.end, witness.end) } else { (base_end, witness_end) };
            let (kind, moved) = self.kind(was.as_ref(), is.as_ref());
            self.push(base_at..base_end, witness_at..witness_end, kind, moved);
            (base_at, witness_at) = (base_end, witness_end);
        }
    }

    /// What the next reading does, of a piece of either text or of both, and which run it moves.
    fn kind(&mut self, was: Option<&Piece>, is: Option<&Piece>) -> (ReadingKind, Option<usize>) {
        let number = self.out.len();
        let run = |piece: Option<&Piece>| piece.and_then(|piece| piece.moved);
        if let Some(run) = run(was) {
            self.away[run] = Some(number);
            return (ReadingKind::Transposition, Some(run));
        }
        if let Some(run) = run(is) {
            self.here[run] = Some(number);
            return (ReadingKind::Transposition, Some(run));
        }
        match (was, is) {
            (Some(_), None) => (ReadingKind::Omission, None),
            (None, Some(_)) => (ReadingKind::Addition, None),
            _ => (ReadingKind::Substitution, None),
        }
    }

    /// Ties the two readings of each moved run.
    fn tie(&mut self) {
        for (away, here) in self.away.iter().zip(&self.here) {
            if let (Some(away), Some(here)) = (*away, *here) {
                self.out[away].other = u32::try_from(here).ok();
                self.out[here].other = u32::try_from(away).ok();
            }
        }
    }
}

/// How many bytes at the start and the end of what stands between two words of one text also stand before and after the
/// words that the other has there: marks that both have, and that so belong to neither's words.
fn common(lead: &str, tail: &str, between: &str) -> (usize, usize) {
    let same = lead.chars().zip(between.chars()).take_while(|(x, y)| x == y);
    let front: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let rest = &between[front..];
    let same = tail.chars().rev().zip(rest.chars().rev()).take_while(|(x, y)| x == y);
    (front, same.map(|(c, _)| c.len_utf8()).sum())
}

/// Moved runs in order of one side.
fn in_order(moved: &[Moved], side: impl Fn(&Moved) -> Range<usize>) -> Vec<(Range<usize>, usize)> {
    let mut runs: Vec<(Range<usize>, usize)> =
        moved.iter().enumerate().map(|(index, run)| (side(run), index)).collect();
    runs.sort_by_key(|(run, _)| run.start);
    runs
}

/// A run of words divided where moved runs, which are in order, begin and end.
fn divided(words: &Range<usize>, moved: &[(Range<usize>, usize)]) -> Vec<Piece> {
    let first = moved.partition_point(|(run, _)| run.start < words.start);
    let mut pieces = Vec::new();
    let mut at = words.start;
    for (run, index) in moved[first..].iter().take_while(|(run, _)| run.end <= words.end) {
        if at < run.start {
            pieces.push(Piece { words: at..run.start, moved: None });
        }
        at = run.end;
        pieces.push(Piece { words: run.clone(), moved: Some(*index) });
    }
    if at < words.end {
        pieces.push(Piece { words: at..words.end, moved: None });
    }
    pieces
}
