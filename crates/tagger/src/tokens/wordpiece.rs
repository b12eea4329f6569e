//! WordPiece: from the left, the longest piece that the list has.

use rustc_hash::FxHashMap;

use super::{Letter, Piece};

/// Cuts words as BERT does.
#[derive(Debug)]
pub struct WordPiece {
    /// The pieces with their numbers; those inside a word begin with the prefix.
    pub vocabulary: FxHashMap<String, u32>,
    /// The number of a word that cannot be cut.
    pub unknown: u32,
    /// What stands before pieces inside a word: `##`.
    pub prefix: String,
    /// Letters of a word above which it is not cut.
    pub longest: usize,
}

impl WordPiece {
    /// Adds the pieces of a word; a word that cannot be cut whole is one unknown piece.
    pub fn cut(&self, word: &[Letter], pieces: &mut Vec<Piece>) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { return };
        let before = pieces.len();
        let mut from = if word.len() > self.longest { usize::MAX } else { 0 };
        while from < word.len() {
            let Some((length, id)) = self.longest_piece(&word[from..], from > 0) else {
                from = usize::MAX;
                break;
            };
            let part = &word[from..from + length];
            pieces.push(Piece { id, start: part[0].start, end: part[length - 1].end });
            from += length;
        }
        if from == usize::MAX {
            pieces.truncate(before);
            pieces.push(Piece { id: self.unknown, start: first.start, end: last.end });
        }
    }

    /// The longest piece that these letters begin with: how many letters, and its number.
    fn longest_piece(&self, letters: &[Letter], inside: bool) -> Option<(usize, u32)> {
        let mut text = if inside { self.prefix.clone() } else { String::new() };
        text.extend(letters.iter().map(|letter| letter.c));
        for length in (1..=letters.len()).rev() {
            if let Some(id) = self.vocabulary.get(&text) {
                return Some((length, *id));
            }
            text.pop();
        }
        None
    }
}
