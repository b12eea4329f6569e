//! Cuts a text that is longer than what a network takes at once: at sentences, with some of what stands before.

use std::ops::Range;

use broadside_engine::mentions::names::token::{START, Tokens};
use broadside_model::Span;

use crate::tokens::Piece;

/// Pieces that are read before (and, where a sentence is cut, behind) those whose labels count.
const AROUND: usize = 64;
/// Bytes of a sentence that are cut into pieces at once.
const SENTENCE: u32 = 1 << 16;

/// The sentences of a range, each with the space before it.
pub fn segments(within: Span, tokens: &Tokens) -> Vec<Span> {
    let (mut segments, mut start, mut end) = (Vec::new(), within.start, within.start);
    for token in &tokens.list {
        if end > start && (token.has(START) || token.end.saturating_sub(start) > SENTENCE) {
            segments.push(Span { start, end });
            start = end;
        }
        end = token.end.max(end);
    }
    if within.end > start {
        segments.push(Span { start, end: within.end });
    }
    segments
}

/// The pieces of a text, sentence by sentence.
#[derive(Debug, Default)]
pub struct Pieces {
    /// In order of their place.
    pub list: Vec<Piece>,
    /// Where sentences begin in the list.
    starts: Vec<usize>,
}

/// Pieces that are given to a network at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// What it is given.
    pub read: Range<usize>,
    /// Those of them whose labels count.
    pub told: Range<usize>,
}

impl Pieces {
    /// Takes the pieces of the next sentence.
    pub fn add(&mut self, pieces: Vec<Piece>) {
        self.starts.push(self.list.len());
        self.list.extend(pieces);
    }

    /// Windows of at most `room` pieces, so that every piece is told once.
    pub fn windows(&self, room: usize) -> Vec<Window> {
        let around = AROUND.min(room / 4);
        let (mut windows, mut at) = (Vec::new(), 0);
        while at < self.list.len() {
            let back = at.saturating_sub(around);
            // What stands before is taken in whole sentences; where a sentence was cut, as much of it as may be.
            let sentence = self.starts.partition_point(|start| *start < back);
            let from = self.starts.get(sentence).copied().filter(|start| *start <= at).unwrap_or(back);
            let most = (from + room).min(self.list.len());
            let (read, told) = if most == self.list.len() {
                (most, most)
            } else {
                let last = self.starts.partition_point(|start| *start <= most);
                match self.starts.get(last.wrapping_sub(1)).copied().filter(|start| *start > at) {
                    Some(start) => (start, start),
                    None => (most, most.saturating_sub(around).max(at + 1)),
                }
            };
            windows.push(Window { read: from..read, told: at..told });
            at = told;
        }
        windows
    }
}

#[cfg(test)]
mod tests {
    use super::{Pieces, Window};
    use crate::tokens::Piece;

    fn pieces(sentences: &[usize]) -> Pieces {
        let mut pieces = Pieces::default();
        for length in sentences {
            pieces.add((0..*length).map(|_| Piece { id: 1, start: 0, end: 0 }).collect());
        }
        pieces
    }

    #[test]
    fn every_piece_is_told_once_and_no_window_is_too_long() {
        for sentences in
            [vec![], vec![3], vec![100; 30], vec![5000], vec![7, 900, 1, 1, 1, 400, 0, 0, 300, 512], vec![1; 3000]]
        {
            for room in [1, 2, 6, 126, 510] {
                let pieces = pieces(&sentences);
                let mut at = 0;
                for Window { read, told } in pieces.windows(room) {
                    assert_eq!(told.start, at);
                    assert!(told.end > told.start && read.start <= told.start && told.end <= read.end);
                    assert!(read.len() <= room, "{read:?} of {room} in {sentences:?}");
                    at = told.end;
                }
                assert_eq!(at, pieces.list.len());
            }
        }
    }

    #[test]
    fn sentences_are_kept_whole_where_they_fit() {
        let windows = pieces(&[200, 200, 200, 50, 200]).windows(510);
        assert_eq!(windows[0], Window { read: 0..400, told: 0..400 });
        assert_eq!(windows[1], Window { read: 400..850, told: 400..850 });
    }
}
