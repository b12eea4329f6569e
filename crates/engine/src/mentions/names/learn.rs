//! Learns the model from annotated texts; what the program `learn_names` is made of.
//!
//! Annotated text has names in braces, with a letter for the kind: `{P Clara Zetkin} spoke in {L Basel}.` The letters are
//! P(erson), O(rganisation), L: place, E(vent), W(ork). A blank line parts texts. A conditional random field: the weights
//! move, run by run, so that the right labels of all its tokens together become more probable.

use broadside_model::Span;
use rustc_hash::FxHashMap;

use super::features::{FEATURES, Scene, Tongue, Window};
use super::lexicon;
use super::model::{Chain, LABELS, LEAN, SLOTS, Told, may_follow, pack};
use super::tagger::{candidates, is_shouted, seen};
use super::token::Tokens;

/// A text with its names.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// The text without braces.
    pub text: String,
    /// Its names: number of the kind and bytes.
    pub names: Vec<(usize, Span)>,
    /// Its language.
    pub language: String,
}

impl Lesson {
    /// Reads annotated text.
    pub fn read(annotated: &str, language: &str) -> Lesson {
        let mut lesson = Lesson { language: language.to_owned(), ..Lesson::default() };
        let mut rest = annotated;
        while let Some(open) = rest.find('{') {
            lesson.text.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('}') else { break };
            let inner = &rest[open + 1..open + close];
            let start = lesson.text.len();
            match inner.split_once(' ').and_then(|(kind, name)| Some(("POLEW".find(kind)?, name))) {
                Some((kind, name)) => {
                    lesson.text.push_str(name);
                    lesson.names.push((kind, Span::new(start, lesson.text.len())));
                }
                None => panic!("a name without its kind: {{{inner}}}"),
            }
            rest = &rest[open + close + 1..];
        }
        lesson.text.push_str(rest);
        lesson
    }
}

/// A run of tokens of a lesson: the features of each, and its right label.
struct Run<F> {
    features: Vec<F>,
    right: Vec<usize>,
}

/// The places, among a token's features, of those that tell its very word and of those that tell its neighbours' words.
const OWN: [usize; 3] = [0, 4, 5];
const NEIGHBOURS: [usize; 3] = [1, 2, 3];

/// A feature is learnt when it comes so often.
const LEAST: u32 = 4;
/// Features that are kept: so many that nearly every one finds a row.
const MOST: usize = SLOTS * 7 / 8;

/// Features, each with how often it comes; its place is its number.
struct Known {
    list: Vec<(u64, u32)>,
    numbers: FxHashMap<u64, u32>,
}

impl Known {
    fn of(mut list: Vec<(u64, u32)>) -> Known {
        list.sort_unstable();
        let numbers = list.iter().zip(0..).map(|((feature, _), number)| (*feature, number)).collect();
        Known { list, numbers }
    }

    /// The features that come often enough.
    fn often(runs: &[Run<[u64; FEATURES]>]) -> Known {
        let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
        for feature in runs.iter().flat_map(|run| &run.features).flatten() {
            *counts.entry(*feature).or_default() += 1;
        }
        Known::of(counts.into_iter().filter(|(_, count)| *count >= LEAST).collect())
    }
}

impl Run<[u64; FEATURES]> {
    fn by_number(&self, known: &Known) -> Run<[Option<u32>; FEATURES]> {
        let row = |features: &[u64; FEATURES]| features.map(|feature| known.numbers.get(&feature).copied());
        Run { features: self.features.iter().map(row).collect(), right: self.right.clone() }
    }
}

impl Run<[Option<u32>; FEATURES]> {
    /// The run with some features left out at random, so that no word of the lessons is learnt by heart.
    fn dropped(&self, seed: &mut u64) -> Run<Vec<u32>> {
        let keep = |features: &[Option<u32>; FEATURES], seed: &mut u64| {
            let (own, near) = (random(seed, 10) < 5, random(seed, 10) < 3);
            let out = |at: usize, seed: &mut u64| {
                own && (OWN.contains(&at) || at + 5 >= features.len())
                    || near && NEIGHBOURS.contains(&at)
                    || random(seed, 10) < 2
            };
            (0..features.len()).filter(|at| !out(*at, seed)).filter_map(|at| features[at]).collect()
        };
        Run { features: self.features.iter().map(|features| keep(features, seed)).collect(), right: self.right.clone() }
    }
}

fn runs(lesson: &Lesson, out: &mut Vec<Run<[u64; FEATURES]>>) {
    let tokens = Tokens::read(&lesson.text, Span::new(0, lesson.text.len()));
    let candidates = candidates(&tokens);
    let marks = lexicon::marks(&tokens, &candidates, lexicon::vocabulary(&tokens, Some(&lesson.language)));

    let lower = seen(&tokens);
    let tongue = Tongue::of(Some(&lesson.language));
    let scene = Scene { tokens: &tokens, marks: &marks, tongue, shouted: is_shouted(&tokens), lower: &lower };
    let mut run = Run { features: Vec::new(), right: Vec::new() };
    let mut names = lesson.names.iter().peekable();
    let mut open = None;
    for (index, token) in tokens.list.iter().enumerate() {
        while names.next_if(|(_, span)| span.end <= token.start).is_some() {}
        let inside = names.peek().filter(|(_, span)| span.start < token.end && token.start < span.end);
        let right = inside.map_or(0, |(kind, span)| 1 + 2 * kind + usize::from(open == Some(*span)));
        open = inside.map(|(_, span)| *span);
        if candidates[index] {
            run.features.push(Window::new(&scene, index).features());
            run.right.push(right);
        } else if !run.right.is_empty() {
            out.push(std::mem::replace(&mut run, Run { features: Vec::new(), right: Vec::new() }));
        }
    }
    if !run.right.is_empty() {
        out.push(run);
    }
}

/// How many units of a score are one natural unit of log-probability.
pub const UNIT: f32 = 24.0;

/// Weights in the making: a conditional random field, learnt by stochastic gradient ascent with a step for each weight
/// (AdaGrad).
struct Making {
    weights: Vec<f32>,
    squares: Vec<f32>,
    steps: [[f32; LABELS]; LABELS],
    step_squares: [[f32; LABELS]; LABELS],
}

/// The size of the first steps.
const RATE: f32 = 0.05;
/// How strongly weights are drawn back to nothing.
const DECAY: f32 = 0.005;

type Row = [f32; LABELS];

fn log_sum(row: &Row) -> f32 {
    let most = row.iter().copied().fold(f32::MIN, f32::max);
    most + row.iter().map(|value| (value - most).exp()).sum::<f32>().ln()
}

fn climb(weight: &mut f32, square: &mut f32, slope: f32) {
    *square += slope * slope;
    *weight += RATE * slope / (square.sqrt() + 1e-3);
}

impl Making {
    fn new(features: usize) -> Making {
        let size = features * LABELS;
        let zero = [[0.0; LABELS]; LABELS];
        Making { weights: vec![0.0; size], squares: vec![0.0; size], steps: zero, step_squares: zero }
    }

    fn sum(&mut self, other: &Making) {
        self.weights.iter_mut().zip(&other.weights).for_each(|(sum, weight)| *sum += weight);
        self.steps.iter_mut().flatten().zip(other.steps.iter().flatten()).for_each(|(sum, step)| *sum += step);
    }

    fn divide(&mut self, count: usize) {
        self.weights.iter_mut().for_each(|weight| *weight /= count.max(1) as f32);
        self.steps.iter_mut().flatten().for_each(|step| *step /= count.max(1) as f32);
    }

    fn scores(&self, run: &Run<Vec<u32>>) -> Vec<Row> {
        let sum = |features: &Vec<u32>| {
            let mut row = [0.0; LABELS];
            for feature in features {
                let at = *feature as usize * LABELS;
                row.iter_mut().zip(&self.weights[at..at + LABELS]).for_each(|(score, weight)| *score += weight);
            }
            row
        };
        run.features.iter().map(sum).collect()
    }

    fn link(&self, before: usize, label: usize) -> f32 {
        if may_follow(before, label) { self.steps[before][label] } else { -1e9 }
    }

    /// Log-sums of all ways from the start to each label, and from each label to the end.
    fn ways(&self, scores: &[Row]) -> (Vec<Row>, Vec<Row>) {
        let (mut front, mut back) = (Vec::<Row>::new(), vec![[0.0; LABELS]; scores.len()]);
        for (index, row) in scores.iter().enumerate() {
            let mut sums = [0.0; LABELS];
            for label in 0..LABELS {
                let into = match index {
                    0 => self.link(0, label),
                    _ => log_sum(&std::array::from_fn(|before| front[index - 1][before] + self.link(before, label))),
                };
                sums[label] = into + row[label];
            }
            front.push(sums);
        }
        for index in (0..scores.len().saturating_sub(1)).rev() {
            let next: Row = std::array::from_fn(|label| back[index + 1][label] + scores[index + 1][label]);
            back[index] = std::array::from_fn(|label| {
                log_sum(&std::array::from_fn(|after| self.link(label, after) + next[after]))
            });
        }
        (front, back)
    }

    /// Moves the weights so that the right labels of a run become more probable.
    fn learn(&mut self, run: &Run<Vec<u32>>) {
        let scores = self.scores(run);
        let (front, back) = self.ways(&scores);
        let total = front.last().map_or(0.0, log_sum);
        let mut step_slopes = [[0.0; LABELS]; LABELS];
        let mut slopes = Vec::with_capacity(scores.len());
        for (index, right) in run.right.iter().enumerate() {
            let mut slope: Row = std::array::from_fn(|label| -(front[index][label] + back[index][label] - total).exp());
            slope[*right] += 1.0;
            slopes.push(slope);
            let before = if index == 0 { 0 } else { run.right[index - 1] };
            step_slopes[before][*right] += 1.0;
            for label in 0..LABELS {
                let rest = scores[index][label] + back[index][label] - total;
                for before in 0..if index == 0 { 1 } else { LABELS } {
                    let into = if index == 0 { 0.0 } else { front[index - 1][before] };
                    step_slopes[before][label] -= (into + self.link(before, label) + rest).exp();
                }
            }
        }
        self.climb(run, &slopes, &step_slopes);
    }

    fn climb(&mut self, run: &Run<Vec<u32>>, slopes: &[Row], step_slopes: &[Row; LABELS]) {
        for (features, slope) in run.features.iter().zip(slopes) {
            for feature in features {
                for (label, slope) in slope.iter().enumerate().filter(|(_, slope)| slope.abs() > 1e-4) {
                    let at = *feature as usize * LABELS + label;
                    let slope = slope - DECAY * self.weights[at];
                    climb(&mut self.weights[at], &mut self.squares[at], slope);
                }
            }
        }
        for (before, row) in step_slopes.iter().enumerate() {
            for (label, slope) in row.iter().enumerate().filter(|(label, _)| may_follow(before, *label)) {
                climb(&mut self.steps[before][label], &mut self.step_squares[before][label], *slope);
            }
        }
    }

    /// Learns from runs, going over them several times; the mean of the weights on the way, the first time left out.
    fn learnt(
        all: &[Run<[u64; FEATURES]>],
        known: &Known,
        rounds: usize,
        mut report: impl FnMut(usize, &Making),
    ) -> Making {
        let all: Vec<_> = all.iter().map(|run| run.by_number(known)).collect();
        let (mut making, mut sums, mut count) = (Making::new(known.list.len()), Making::new(known.list.len()), 0);
        let mut order: Vec<usize> = (0..all.len()).collect();
        let mut seed = 7;
        for round in 0..rounds {
            shuffle(&mut order, &mut seed);
            for part in order.chunks(order.len().div_ceil(8).max(1)) {
                part.iter().for_each(|index| making.learn(&all[*index].dropped(&mut seed)));
                if round > 0 || rounds == 1 {
                    sums.sum(&making);
                    count += 1;
                }
            }
            report(round, &making);
        }
        sums.divide(count);
        sums
    }

    /// The weights of a feature by its number.
    fn row(&self, number: usize) -> &[f32] {
        &self.weights[number * LABELS..][..LABELS]
    }

    /// The weights as the shipped model has them: of the features whose weights, and how often they come, say that they
    /// are worth keeping.
    fn bytes(&self, known: &Known) -> Vec<u8> {
        let steps = self.steps.map(|row| row.map(|step| (step * UNIT).round() as i16));
        let byte = |weight: f32| (weight * UNIT).round().clamp(-127.0, 127.0) as i8;
        let mut features: Vec<(f32, u32, u64, [i8; LABELS])> = Vec::with_capacity(known.list.len());
        for (number, (feature, count)) in known.list.iter().enumerate() {
            let row = self.row(number);
            let worth = row.iter().map(|weight| weight.abs()).sum::<f32>() * (*count as f32).sqrt();
            features.push((worth, *count, *feature, std::array::from_fn(|label| byte(row[label]))));
        }
        features.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        features.truncate(MOST);
        features.sort_unstable_by_key(|(_, count, feature, _)| (std::cmp::Reverse(*count), *feature));
        pack(&steps, &features.into_iter().map(|(_, _, feature, row)| (feature, row)).collect::<Vec<_>>())
    }
}

/// How well the labels of a model hit names of held-out lessons: names right, named, and there.
fn hits(model: &[u8], runs: &[Run<[u64; FEATURES]>]) -> [usize; 3] {
    let (mut chain, mut counts) = (Chain::new(model, LEAN), [0; 3]);
    for run in runs {
        let mut told = vec![Told::default(); run.right.len()];
        run.features.iter().for_each(|features| chain.take(features));
        chain.best(&mut told);
        let labels: Vec<usize> = told.iter().map(|told| told.label as usize).collect();
        let kind = |label: usize| label.div_ceil(2);
        for (index, right) in run.right.iter().enumerate() {
            counts[0] += usize::from(*right > 0 && kind(*right) == kind(labels[index]));
            counts[1] += usize::from(labels[index] > 0);
            counts[2] += usize::from(*right > 0);
        }
    }
    counts
}

/// Learns from lessons and gives the model's bytes. `report` hears after each round how many words of names in the
/// held-out lessons were labelled rightly, were labelled, and are there.
pub fn learn(lessons: &[Lesson], held: &[Lesson], rounds: usize, mut report: impl FnMut(usize, [usize; 3])) -> Vec<u8> {
    let (mut all, mut apart) = (Vec::new(), Vec::new());
    lessons.iter().for_each(|lesson| runs(lesson, &mut all));
    held.iter().for_each(|lesson| runs(lesson, &mut apart));
    let known = Known::often(&all);
    let made = Making::learnt(&all, &known, rounds, |round, making| report(round, hits(&making.bytes(&known), &apart)));
    let bytes = made.bytes(&known);
    report(rounds, hits(&bytes, &apart));
    bytes
}

/// A number from a small generator, below `below`.
pub fn random(seed: &mut u64, below: usize) -> usize {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ *seed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((mixed ^ mixed >> 31) % below.max(1) as u64) as usize
}

fn shuffle(order: &mut [usize], seed: &mut u64) {
    for index in (1..order.len()).rev() {
        order.swap(index, random(seed, index + 1));
    }
}
