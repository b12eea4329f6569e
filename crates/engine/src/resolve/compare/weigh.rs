//! The evidence of an alignment as one number, and what puts a limit to it.

use super::align::Alignment;

/// How much each kind of disagreement counts against what agrees.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Words on both sides that nothing stands for.
    pub both: f32,
    /// Words on one side only, beyond those.
    pub one: f32,
}

/// Evidence, and the limits put to it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// In thousandths.
    pub score: f32,
    /// The reasons so far, with how weighty each is.
    pub reasons: Vec<(f32, String)>,
}

/// The degree of likeness below which nothing is left of a word's weight, and that from which all counts.
const NOTHING: f32 = 0.55;
const ALL: f32 = 0.95;

/// What part of a word's weight a degree of likeness keeps.
pub fn kept(degree: f32) -> f32 {
    ((degree - NOTHING) / (ALL - NOTHING)).clamp(0.0, 1.0)
}

impl Verdict {
    /// Weighs an alignment; `weight` says how much a word tells.
    pub fn of(alignment: &Alignment<'_>, weights: Weights) -> Verdict {
        let (mut agree, mut differ) = (0.0, 0.0);
        for pair in &alignment.pairs {
            let of = |words: &[&super::Word], (at, length): (usize, usize)| {
                words[at..at + length].iter().map(|word| f32::from(word.weight)).sum::<f32>() / 100.0
            };
            let weight = of(&alignment.a, pair.a).min(of(&alignment.b, pair.b)).max(0.05);
            let kept = kept(pair.likeness.degree);
            agree += weight * kept;
            differ += weight * (1.0 - kept);
        }
        let sum = |words: &[&super::Word]| words.iter().map(|word| f32::from(word.weight)).sum::<f32>() / 100.0;
        let (left, right) = (sum(&alignment.left), sum(&alignment.right));
        let (both, one) = (left.min(right), (left - right).abs());
        let against = differ + both * weights.both + one * weights.one;
        let score = if agree > 0.0 { 1000.0 * agree / (agree + against) } else { 0.0 };
        Verdict { score, reasons: Vec::new() }
    }

    /// Puts a limit to the score, for a reason.
    pub fn limit(&mut self, most: f32, reason: impl FnOnce() -> String) {
        self.reasons.push((2.0 + (1000.0 - most) / 1000.0, reason()));
        self.score = self.score.min(most);
    }

    /// Notes a reason that changes nothing by itself.
    pub fn note(&mut self, weight: f32, reason: String) {
        self.reasons.push((weight, reason));
    }
}
