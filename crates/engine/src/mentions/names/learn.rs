//! Learns the model from annotated texts; what the program `learn_names` is made of.
//!
//! Annotated text has names in braces, with a letter for the kind: `{P Clara Zetkin} spoke in {L Basel}.` The letters are
//! P(erson), O(rganisation), L: place, E(vent), W(ork). A blank line parts texts. A structured perceptron with averaged
//! weights: each run of tokens is labelled with the weights so far, and where that is wrong the weights of the right
//! labels go up and those of the wrong ones down.

use broadside_model::Span;

use super::features::{Scene, Tongue};
use super::lexicon;
use super::model::{BUCKETS, Chain, LABELS, Scores, Told, Weights};
use super::tagger::{candidates, is_shouted, near, seen};
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

/// The runs of a lesson: features and right labels of their tokens.
struct Run {
    features: Vec<Vec<u32>>,
    right: Vec<usize>,
}

/// The places, among a token's features, of those that tell its very word and of those that tell its neighbours' words.
const OWN: [usize; 3] = [0, 5, 6];
const NEIGHBOURS: [usize; 5] = [1, 2, 3, 4, 7];

impl Run {
    /// The run with some features left out at random, so that no word of the lessons is learnt by heart.
    fn dropped(&self, seed: &mut u64) -> Run {
        let keep = |features: &Vec<u32>, seed: &mut u64| {
            let (own, near) = (random(seed, 10) < 4, random(seed, 10) < 2);
            let out = |at: usize, seed: &mut u64| {
                own && (OWN.contains(&at) || at + 5 >= features.len())
                    || near && NEIGHBOURS.contains(&at)
                    || random(seed, 10) == 0
            };
            (0..features.len()).filter(|at| !out(*at, seed)).map(|at| features[at]).collect()
        };
        Run { features: self.features.iter().map(|features| keep(features, seed)).collect(), right: self.right.clone() }
    }
}

fn runs(lesson: &Lesson, out: &mut Vec<Run>) {
    let tokens = Tokens::read(&lesson.text, Span::new(0, lesson.text.len()));
    let candidates = candidates(&tokens);
    let marks = lexicon::marks(&tokens, &near(&candidates), lexicon::vocabulary(&tokens, Some(&lesson.language)));
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
            let mut features = Vec::new();
            scene.features(index, &mut features);
            run.features.push(features);
            run.right.push(right);
        } else if !run.right.is_empty() {
            out.push(std::mem::replace(&mut run, Run { features: Vec::new(), right: Vec::new() }));
        }
    }
    if !run.right.is_empty() {
        out.push(run);
    }
}

/// Weights in the making, with the sums that their averages come from.
struct Making {
    weights: Vec<f32>,
    sums: Vec<f64>,
    steps: [[f32; LABELS]; LABELS],
    step_sums: [[f64; LABELS]; LABELS],
    time: f64,
}

const UNIT: f32 = 64.0;

impl Weights for Making {
    fn add(&self, feature: u32, scores: &mut Scores) {
        let at = feature as usize * LABELS;
        for (score, weight) in scores.iter_mut().zip(&self.weights[at..at + LABELS]) {
            *score += (weight * UNIT) as i32;
        }
    }

    fn step(&self, before: usize, label: usize) -> i32 {
        (self.steps[before][label] * UNIT) as i32
    }
}

impl Making {
    fn learn(&mut self, run: &Run, told: &[Told], rate: f32) {
        let (mut before, mut wrong_before) = (0, 0);
        for ((features, right), told) in run.features.iter().zip(&run.right).zip(told) {
            let wrong = told.label as usize;
            if wrong != *right {
                for feature in features {
                    self.change(*feature as usize * LABELS + right, rate);
                    self.change(*feature as usize * LABELS + wrong, -rate);
                }
            }
            if (before, *right) != (wrong_before, wrong) {
                self.change_step(before, *right, rate);
                self.change_step(wrong_before, wrong, -rate);
            }
            (before, wrong_before) = (*right, wrong);
        }
    }

    fn change(&mut self, at: usize, by: f32) {
        self.weights[at] += by;
        self.sums[at] += f64::from(by) * self.time;
    }

    fn change_step(&mut self, before: usize, label: usize, by: f32) {
        self.steps[before][label] += by;
        self.step_sums[before][label] += f64::from(by) * self.time;
    }

    /// The averaged weights as the shipped model has them.
    fn bytes(&self) -> Vec<u8> {
        let average = |weight: f32, sum: f64| f64::from(weight) - sum / self.time.max(1.0);
        let averages: Vec<f64> =
            self.weights.iter().zip(&self.sums).map(|(weight, sum)| average(*weight, *sum)).collect();
        let mut sizes: Vec<f64> = averages.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
        let scale = 127.0 / top;
        let mut bytes = Vec::new();
        for (steps, sums) in self.steps.iter().zip(&self.step_sums) {
            for (step, sum) in steps.iter().zip(sums) {
                bytes.extend(((average(*step, *sum) * scale).round() as i16).to_le_bytes());
            }
        }
        bytes.extend(averages.iter().map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8 as u8));
        bytes
    }
}

/// Learns from lessons and gives the model's bytes. `report` hears after each round how many tokens were labelled wrongly.
pub fn learn(lessons: &[Lesson], rounds: usize, mut report: impl FnMut(usize, usize, usize)) -> Vec<u8> {
    let mut all = Vec::new();
    lessons.iter().for_each(|lesson| runs(lesson, &mut all));
    let size = BUCKETS * LABELS;
    let zero = [[0.0; LABELS]; LABELS];
    let mut making = Making {
        weights: vec![0.0; size],
        sums: vec![0.0; size],
        steps: [[0.0; LABELS]; LABELS],
        step_sums: zero,
        time: 1.0,
    };
    let (mut chain, mut told) = (Chain::default(), Vec::new());
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut seed = 7;
    for round in 0..rounds {
        shuffle(&mut order, &mut seed);
        let (mut wrong, mut count) = (0, 0);
        for index in &order {
            let run = &all[*index].dropped(&mut seed);
            told.clear();
            chain.best_of(&making, &run.features, &mut told);
            let misses = told.iter().zip(&run.right).filter(|(told, right)| told.label as usize != **right).count();
            if misses > 0 {
                making.learn(run, &told, 1.0);
            }
            making.time += 1.0;
            (wrong, count) = (wrong + misses, count + run.right.len());
        }
        report(round, wrong, count);
    }
    making.bytes()
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
