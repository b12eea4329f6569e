//! What speaks for two strings being halves of one word, and how much.
//!
//! The evidence is counts of what stands there and of what looks like it: a search for near words at every line end would
//! cost more than it finds. It is weighed by a sum of small decision trees, learnt by `examples/learn_breaks.rs` from public-domain newspapers: words
//! broken with a hyphen that OCR kept, against neighbours inside a line.

use super::vocabulary::Vocabulary;
use crate::repair::lexicon::{Lexicon, fold};

/// Pieces of evidence, natural logarithms of one plus a count where no other is named: the whole in the lexicon and in this
/// text; the first half in both; the second half in both; the first half as a half, and the second; the two standing
/// apart; how much better the letters run on than end and begin (a logarithm); letters of the first half, and of the
/// second; and for what is unknown, the known word it looks like: the whole, the first half, the second half, and the
/// second half as a half.
pub type Evidence = [f32; 16];

/// Questions in a tree; a tree has 2 to the power of this many values.
pub const DEPTH: usize = 5;

/// Bytes of a tree: a feature and a threshold for each question, and the values, as little-endian `f32`.
pub const TREE: usize = DEPTH * 5 + (1 << DEPTH) * 4;

static TREES: &[u8] = include_bytes!("../../../../data/breaks.trees");

fn ln(count: u64) -> f32 {
    (1.0 + count as f32).ln()
}

/// The evidence for a pair; `None` where it is clear without weighing that these are two words. `seen` is how many of
/// this text's counts of each half are the pair itself.
pub fn gather(first: &str, second: &str, vocabulary: &Vocabulary, seen: u32) -> Option<Evidence> {
    let lexicon = Lexicon::english();
    let (left, right) = (fold(first), fold(second));
    let whole = lexicon.count(&[&*left, &*right].concat());
    let (first_count, second_count) = (lexicon.count(&left), lexicon.count(&right));
    if whole == 0 && first_count > 0 && second_count > 0 {
        return None;
    }
    let here = u64::from(vocabulary.count(&[first, second]));
    let halves = lexicon.second_half(&right);
    let alike = |count: u64, pieces: &[&str]| if count > 0 { 0 } else { lexicon.lookalike(pieces) };
    Some([
        ln(whole),
        ln(here),
        ln(first_count),
        ln(u64::from(vocabulary.count(&[first]).saturating_sub(seen))),
        ln(second_count),
        ln(u64::from(vocabulary.count(&[second]).saturating_sub(seen))),
        ln(lexicon.first_half(&left)),
        ln(halves),
        ln(if whole > 0 { lexicon.apart(&left, &right) } else { 0 }),
        lexicon.runs_on(&left, &right),
        left.chars().count() as f32,
        right.chars().count() as f32,
        ln(alike(whole, &[&left, &right])),
        ln(alike(first_count, &[&left])),
        ln(alike(second_count, &[&right])),
        ln(alike(halves, &["-", &right])),
    ])
}

/// How much the evidence speaks for one word: the natural logarithm of the odds, up to a constant of its own for every
/// text.
pub fn weigh(evidence: &Evidence) -> f32 {
    weigh_with(TREES, evidence)
}

/// The same with other trees.
pub fn weigh_with(trees: &[u8], evidence: &Evidence) -> f32 {
    trees.chunks_exact(TREE).map(|tree| leaf(tree, evidence)).sum()
}

fn leaf(tree: &[u8], evidence: &Evidence) -> f32 {
    let (questions, values) = tree.split_at(DEPTH * 5);
    let mut at = 0;
    for question in questions.chunks_exact(5) {
        let value = evidence.get(usize::from(question[0])).copied().unwrap_or(0.0);
        at = at * 2 + usize::from(value > number(&question[1..]));
    }
    values.get(at * 4..).map_or(0.0, number)
}

fn number(bytes: &[u8]) -> f32 {
    bytes.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_weigh_more_than_words() {
        let none = Vocabulary::default();
        let weight = |first, second| gather(first, second, &none, 0).map_or(f32::MIN, |evidence| weigh(&evidence));
        assert!(weight("govern", "ment") > 1.0);
        assert!(weight("govern", "ment") > weight("in", "to"));
        assert_eq!(weight("the", "house"), f32::MIN);
    }
}
