//! The trained sequence model: a linear chain over the tokens of a run, read where it lies in the program.
//!
//! Bytes: [`LABELS`] × [`LABELS`] transitions (i16, little-endian; row the label before), then [`LABELS`] weights (i8)
//! for each of [`BUCKETS`] features.

use super::features::Scene;

/// Outside, and beginning and inside of five kinds of name.
pub const LABELS: usize = 11;
/// How many features the model tells apart; a power of two.
pub const BUCKETS: usize = 1 << 17;

/// The kinds of name that labels stand for, in the order of the labels: label 1 + 2k begins a name of the k-th kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An event.
    Event,
    /// A work.
    Work,
}

/// All kinds in the order of their labels.
pub const KINDS: [Kind; 5] = [Kind::Person, Kind::Organisation, Kind::Place, Kind::Event, Kind::Work];

/// Scores of the labels of one token.
pub type Scores = [i32; LABELS];

/// The best label of every token, and by how much it beats being no name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The label.
    pub label: u8,
    /// Its score less that of label 0.
    pub margin: i32,
}

/// Where a model's numbers come from: the shipped one, or one in the making.
pub trait Weights {
    /// Adds a feature's weights to the scores.
    fn add(&self, feature: u32, scores: &mut Scores);
    /// What it counts that one label follows another.
    fn step(&self, before: usize, label: usize) -> i32;
}

/// The model that ships.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    bytes: &'static [u8],
}

/// The trained numbers.
const BYTES: &[u8] = include_bytes!("model.bin");
const STEPS: usize = LABELS * LABELS * 2;

impl Shipped {
    /// The model in the program. Bytes of a wrong length give one that names nothing.
    pub fn get() -> Shipped {
        Shipped { bytes: if BYTES.len() == STEPS + BUCKETS * LABELS { BYTES } else { &[] } }
    }
}

impl Weights for Shipped {
    fn add(&self, feature: u32, scores: &mut Scores) {
        let at = STEPS + feature as usize * LABELS;
        let Some(weights) = self.bytes.get(at..at + LABELS) else { return };
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += i32::from(*weight as i8);
        }
    }

    fn step(&self, before: usize, label: usize) -> i32 {
        let at = (before * LABELS + label) * 2;
        match self.bytes.get(at..at + 2) {
            Some(&[a, b]) => i32::from(i16::from_le_bytes([a, b])),
            _ => 0,
        }
    }
}

/// Whether a label may follow another: inside only behind the same kind.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The lean of the shipped model, found on lessons held out.
pub const LEAN: i32 = 4;

/// Labels runs of tokens. Keeps its memory between runs.
#[derive(Debug, Default)]
pub struct Chain {
    /// What is taken from the score of being no name, in units: the model misses more names than it makes up.
    lean: i32,
    scores: Vec<Scores>,
    from: Vec<[u8; LABELS]>,
    features: Vec<u32>,
}

impl Chain {
    /// A chain that takes so much from the score of being no name.
    pub fn leaning(lean: i32) -> Chain {
        Chain { lean, ..Chain::default() }
    }

    /// The best labels of the tokens `start..end`, the token before being no name.
    pub fn label(&mut self, weights: &impl Weights, scene: &Scene<'_>, start: usize, end: usize, out: &mut Vec<Told>) {
        self.scores.clear();
        for index in start..end {
            let mut scores = [0; LABELS];
            scene.features(index, &mut self.features);
            for feature in &self.features {
                weights.add(*feature, &mut scores);
            }
            self.scores.push(scores);
        }
        self.best(weights, out);
    }

    /// The best labels of tokens whose features are worked out already.
    pub fn best_of(&mut self, weights: &impl Weights, features: &[Vec<u32>], out: &mut Vec<Told>) {
        self.scores.clear();
        for features in features {
            let mut scores = [0; LABELS];
            features.iter().for_each(|feature| weights.add(*feature, &mut scores));
            self.scores.push(scores);
        }
        self.best(weights, out);
    }

    /// The best way through the scores.
    fn best(&mut self, weights: &impl Weights, out: &mut Vec<Told>) {
        self.from.clear();
        let mut sums = [i32::MIN / 2; LABELS];
        sums[0] = 0;
        for scores in &mut self.scores {
            scores[0] -= self.lean;
            let (mut next, mut from) = ([i32::MIN / 2; LABELS], [0; LABELS]);
            for label in 0..LABELS {
                for before in (0..LABELS).filter(|before| may_follow(*before, label)) {
                    let sum = sums[before] + weights.step(before, label);
                    if sum > next[label] {
                        next[label] = sum;
                        from[label] = before as u8;
                    }
                }
                next[label] += scores[label];
            }
            sums = next;
            self.from.push(from);
        }
        let mut label = (0..LABELS).max_by_key(|label| (sums[*label], std::cmp::Reverse(*label))).unwrap_or(0);
        let first = out.len();
        for (scores, from) in self.scores.iter().zip(&self.from).rev() {
            out.push(Told { label: label as u8, margin: scores[label] - scores[0] });
            label = from[label] as usize;
        }
        out[first..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::may_follow;

    #[test]
    fn inside_follows_only_its_own_kind() {
        assert!(may_follow(1, 2) && may_follow(2, 2) && may_follow(2, 1) && may_follow(4, 0) && may_follow(0, 3));
        assert!(!may_follow(0, 2) && !may_follow(1, 4) && !may_follow(4, 2));
    }
}
