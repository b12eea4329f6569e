//! What speaks for two strings being halves of one word, and how much.
//!
//! The evidence is counts of what stands there and of what looks like it: a search for near words at every line end would
//! cost more than it finds. It is weighed by a sum of small decision trees, learnt by `examples/learn_breaks.rs` from public-domain newspapers: words
//! broken with a hyphen that OCR kept, against neighbours inside a line.

use super::vocabulary::Vocabulary;
use crate::repair::lexicon::{Lexicon, fold};
use std::borrow::Cow;
use std::sync::LazyLock;

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

/// How often a word occurs in 100 million words that is not half of an unknown word, unless it was seen as a half.
const COMMON: u64 = 2000;

fn ln(count: u64) -> f32 {
    (1.0 + count as f32).ln()
}

/// A pair of halves, and what the lexicon says of them at first sight.
pub struct Pair<'a> {
    left: Cow<'a, str>,
    right: Cow<'a, str>,
    whole: u64,
    first: u64,
    second: u64,
    halves: u64,
}

impl<'a> Pair<'a> {
    /// Looks a pair up; `None` where it is clear without weighing that these are two words.
    pub fn of(first: &'a str, second: &'a str) -> Option<Pair<'a>> {
        let lexicon = Lexicon::english();
        let (left, right) = (fold(first), fold(second));
        let second = lexicon.count(&right);
        let first = lexicon.count(&left);
        let whole = lexicon.count_once(&left, &right);
        if whole == 0 && first > 0 && second > 0 {
            return None;
        }
        let halves = lexicon.second_half(&right);
        // An unknown name or a misread word beside a common word.
        if whole == 0 && (second > COMMON && halves == 0 || first > COMMON && lexicon.first_half(&left) == 0) {
            return None;
        }
        Some(Pair { left, right, whole, first, second, halves })
    }

    /// Whether the two together are a known word, in the lexicon or in this text.
    pub fn is_known(&self, vocabulary: &Vocabulary) -> bool {
        self.whole > 0 || vocabulary.count(&[&self.left, &self.right]) > 0
    }

    /// The evidence for one word. `seen` is how many of this text's counts of each half are the pair itself.
    pub fn evidence(&self, vocabulary: &Vocabulary, seen: u32) -> Evidence {
        let lexicon = Lexicon::english();
        let (left, right) = (&*self.left, &*self.right);
        let here = |pieces: &[&str], seen: u32| ln(u64::from(vocabulary.count(pieces).saturating_sub(seen)));
        let alike = |count: u64, pieces: &[&str]| if count > 0 { 0 } else { lexicon.lookalike(pieces) };
        [
            ln(self.whole),
            here(&[left, right], 0),
            ln(self.first),
            here(&[left], seen),
            ln(self.second),
            here(&[right], seen),
            ln(lexicon.first_half(left)),
            ln(self.halves),
            ln(if self.whole > 0 { lexicon.apart(left, right) } else { 0 }),
            lexicon.runs_on(left, right),
            left.chars().count() as f32,
            right.chars().count() as f32,
            ln(alike(self.whole, &[left, right])),
            ln(alike(self.first, &[left])),
            ln(alike(self.second, &[right])),
            ln(alike(self.halves, &["-", right])),
        ]
    }
}

/// A tree: a feature and a threshold for each question, and the value for each row of answers.
struct Tree {
    questions: [(usize, f32); DEPTH],
    values: [f32; 1 << DEPTH],
}

/// Trees whose values are added up.
pub struct Trees(Vec<Tree>);

impl Trees {
    /// Reads trees as `learn_breaks` writes them, [`TREE`] bytes each.
    pub fn read(bytes: &[u8]) -> Trees {
        let tree = |bytes: &[u8]| {
            let (questions, values) = bytes.split_at(DEPTH * 5);
            let mut tree = Tree { questions: [(0, 0.0); DEPTH], values: [0.0; 1 << DEPTH] };
            for (own, bytes) in tree.questions.iter_mut().zip(questions.chunks_exact(5)) {
                *own = (usize::from(bytes[0]), number(&bytes[1..]));
            }
            tree.values.iter_mut().zip(values.chunks_exact(4)).for_each(|(own, bytes)| *own = number(bytes));
            tree
        };
        Trees(bytes.chunks_exact(TREE).map(tree).collect())
    }

    /// How much the evidence speaks for one word: the natural logarithm of the odds, up to a constant of its own for
    /// every text.
    pub fn weigh(&self, evidence: &Evidence) -> f32 {
        let leaf = |tree: &Tree| {
            let answer = |at: usize, question: &(usize, f32)| {
                at * 2 + usize::from(evidence.get(question.0).is_some_and(|value| *value > question.1))
            };
            tree.values.get(tree.questions.iter().fold(0, answer)).copied().unwrap_or_default()
        };
        self.0.iter().map(leaf).sum()
    }
}

static SHIPPED: LazyLock<Trees> = LazyLock::new(|| Trees::read(include_bytes!("../../../../data/breaks.trees")));

/// [`Trees::weigh`] with the trees that ship with the program.
pub fn weigh(evidence: &Evidence) -> f32 {
    SHIPPED.weigh(evidence)
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
        let weight = |first, second| Pair::of(first, second).map_or(f32::MIN, |pair| weigh(&pair.evidence(&none, 0)));
        assert!(weight("govern", "ment") > 1.0);
        assert!(weight("govern", "ment") > weight("in", "to"));
        assert_eq!(weight("the", "house"), f32::MIN);
    }
}
