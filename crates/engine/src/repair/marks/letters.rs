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
    /// The sums of the counts behind each context.
    totals: [Vec<f32>; 4],
}

fn sign(c: char) -> usize {
    match c {
        'a'..='z' => c as usize - 'a' as usize,
        '\'' => 26,
        _ => OTHER,
    }
}

impl Letters {
    /// A model of the words of a map whose values `weight` turns into weights; `None` for words that teach nothing, and
    /// so for all that begin like one: values must be such that a beginning's is the least of what follows.
    pub fn of(words: &fst::Map<&'static [u8]>, weight: impl Fn(u64) -> Option<f32>) -> Self {
        let counts = [1, 2, 3, 4].map(|order| vec![0.0; SIGNS.pow(order)]);
        let totals = [0, 1, 2, 3].map(|order| vec![0.0; SIGNS.pow(order)]);
        let mut letters = Letters { counts, totals };
        letters.learn(words.as_fst(), &words.as_fst().root(), 0, [BORDER; 3], &weight);
        for (counts, totals) in letters.counts.iter().zip(&mut letters.totals) {
            for (row, total) in counts.chunks(SIGNS).zip(totals) {
                *total = row.iter().sum();
            }
        }
        letters
    }

    /// Learns all words below a node and gives the sum of their weights. As deep as the longest word of the lexicon.
    fn learn(
        &mut self,
        words: &fst::raw::Fst<&'static [u8]>,
        node: &fst::raw::Node<'_>,
        value: u64,
        context: [usize; 3],
        weight: &impl Fn(u64) -> Option<f32>,
    ) -> f32 {
        let mut sum = 0.0;
        if node.is_final()
            && let Some(own) = weight(value + node.final_output().value())
        {
            self.add(context, BORDER, own);
            sum += own;
        }
        for step in node.transitions() {
            let value = value + step.out.value();
            if weight(value).is_none() {
                continue;
            }
            let next = sign(char::from(step.inp));
            let below = self.learn(words, &words.node(step.addr), value, [context[1], context[2], next], weight);
            self.add(context, next, below);
            sum += below;
        }
        sum
    }

    fn add(&mut self, [a, b, c]: [usize; 3], next: usize, weight: f32) {
        let places =
            [next, c * SIGNS + next, (b * SIGNS + c) * SIGNS + next, ((a * SIGNS + b) * SIGNS + c) * SIGNS + next];
        for (table, place) in self.counts.iter_mut().zip(places) {
            table[place] += weight;
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
            let (count, total) = (self.counts[order][context * SIGNS + next], self.totals[order][context]);
            let smoothing = SMOOTHING * [1.0, 8.0, 4.0, 2.0][order];
            probability = (count + smoothing * probability) / (total + smoothing);
        }
        probability
    }
}
