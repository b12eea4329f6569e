//! How much a string of letters looks like a word of the language.
//!
//! A model of four letters in a row, learnt from the lexicon when it is first needed. It tells a name that no lexicon
//! knows ("Windellama") from letters that no pen wrote ("jdfoiw").

/// `a` to `z`, the apostrophe, the border of a word, and any other sign.
const SIGNS: usize = 29;
const BORDER: usize = 27;
const OTHER: usize = 28;
/// Weight of the shorter context, in observations.
const SMOOTHING: f32 = 6.0;

/// Counts of one to four letters in a row.
pub(in crate::repair) struct Letters {
    counts: [Vec<f32>; 4],
}

fn sign(c: char) -> usize {
    match c {
        'a'..='z' => c as usize - 'a' as usize,
        '\'' => 26,
        _ => OTHER,
    }
}

impl Letters {
    /// A model that has seen nothing.
    pub fn new() -> Self {
        Letters { counts: [1, 2, 3, 4].map(|order| vec![0.0; SIGNS.pow(order)]) }
    }

    /// Learns from a word, with a weight.
    pub fn learn(&mut self, word: &[u8], weight: f32) {
        let mut context = [BORDER; 3];
        for next in word.iter().map(|&c| sign(char::from(c))).chain([BORDER]) {
            let [a, b, c] = context;
            let places =
                [next, c * SIGNS + next, (b * SIGNS + c) * SIGNS + next, ((a * SIGNS + b) * SIGNS + c) * SIGNS + next];
            for (table, place) in self.counts.iter_mut().zip(places) {
                table[place] += weight;
            }
            context = [b, c, next];
        }
    }

    /// Natural logarithm of the probability of the word as a word of the language, given that it is an unknown one.
    pub fn score(&self, word: &str) -> f32 {
        let mut context = [BORDER; 3];
        let mut score = 0.0;
        for next in word.chars().map(sign).chain([BORDER]) {
            score += self.probability(context, next).ln();
            context = [context[1], context[2], next];
        }
        score
    }

    fn probability(&self, [a, b, c]: [usize; 3], next: usize) -> f32 {
        let mut probability = 1.0 / SIGNS as f32;
        for (order, context) in [0, c, b * SIGNS + c, (a * SIGNS + b) * SIGNS + c].into_iter().enumerate() {
            let row = &self.counts[order][context * SIGNS..(context + 1) * SIGNS];
            let total: f32 = row.iter().sum();
            let smoothing = SMOOTHING * [1.0, 8.0, 4.0, 2.0][order];
            probability = (row[next] + smoothing * probability) / (total + smoothing);
        }
        probability
    }
}
