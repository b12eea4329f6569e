//! Unigram, as SentencePiece trains it: the way through a word whose pieces are likeliest together.

use rustc_hash::FxHashMap;

use super::{Letter, Piece};

/// How much less likely an unknown letter is than the least likely piece.
const UNKNOWN: f64 = 10.0;

/// Cuts words as XLM-RoBERTa does.
#[derive(Debug)]
pub struct Unigram {
    vocabulary: FxHashMap<String, (u32, f64)>,
    unknown: u32,
    /// Letters of the longest piece.
    longest: usize,
    /// The score of an unknown letter.
    least: f64,
}

/// The best way to a place in a word.
#[derive(Clone, Copy)]
struct Way {
    score: f64,
    from: usize,
    id: u32,
}

impl Unigram {
    /// A cutter with these pieces and their scores, numbered in their order.
    pub fn new(pieces: Vec<(String, f64)>, unknown: u32) -> Unigram {
        let longest = pieces.iter().map(|(piece, _)| piece.chars().count()).max().unwrap_or(0).min(super::LONGEST_WORD);
        let least = pieces.iter().map(|(_, score)| *score).fold(f64::INFINITY, f64::min) - UNKNOWN;
        let mut vocabulary = FxHashMap::default();
        for (id, (piece, score)) in (0..).zip(pieces) {
            vocabulary.insert(piece, (id, score));
        }
        Unigram { vocabulary, unknown, longest, least }
    }

    /// The highest number of a piece.
    pub fn highest(&self) -> u32 {
        self.vocabulary.values().map(|(id, _)| *id).max().unwrap_or(0)
    }

    /// Adds the pieces of a word. Unknown letters that stand together are one piece.
    pub fn cut(&self, word: &[Letter], pieces: &mut Vec<Piece>) {
        let mut at = word.len();
        let ways = self.ways(word);
        let mut cut: Vec<(usize, usize, u32)> = Vec::new();
        while let Some(way) = ways.get(at).copied().flatten().filter(|way| way.from < at) {
            match cut.last_mut() {
                Some((from, _, id)) if *id == self.unknown && way.id == self.unknown => *from = way.from,
                _ => cut.push((way.from, at, way.id)),
            }
            at = way.from;
        }
        for (from, to, id) in cut.into_iter().rev() {
            if let (Some(first), Some(last)) = (word.get(from), word.get(to - 1)) {
                pieces.push(Piece { id, start: first.start, end: last.end });
            }
        }
    }

    /// The best way to every place.
    fn ways(&self, word: &[Letter]) -> Vec<Option<Way>> {
        let mut ways: Vec<Option<Way>> = vec![None; word.len() + 1];
        ways[0] = Some(Way { score: 0.0, from: 0, id: 0 });
        let mut text = String::new();
        for from in 0..word.len() {
            let Some(here) = ways[from].map(|way| way.score) else { continue };
            text.clear();
            let mut single = false;
            for (length, letter) in word[from..].iter().take(self.longest).enumerate() {
                text.push(letter.c);
                if let Some((id, score)) = self.vocabulary.get(&text) {
                    better(&mut ways[from + length + 1], Way { score: here + score, from, id: *id });
                    single |= length == 0;
                }
            }
            if !single {
                better(&mut ways[from + 1], Way { score: here + self.least, from, id: self.unknown });
            }
        }
        ways
    }
}

fn better(way: &mut Option<Way>, other: Way) {
    if way.is_none_or(|way| other.score > way.score) {
        *way = Some(other);
    }
}
