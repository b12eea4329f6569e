//! Learns how to weigh the evidence for a word broken over a line end that lost its hyphen.
//!
//! Usage: `learn_breaks FOLDER OUT`: reads every `.txt` file below FOLDER (scanned newspapers with their line breaks) and
//! writes the trees to OUT. What OCR kept the hyphen of is a broken word; neighbours inside a line are not. Every fifth
//! text is kept for the figures it prints.

use broadside_engine::repair::Draft;
use broadside_engine::repair::rules::broken_word::evidence::{DEPTH, Evidence, Pair as Halves, TREE, Trees};
use broadside_engine::repair::rules::broken_word::gap::{Gap, Mark};
use broadside_engine::repair::rules::broken_word::vocabulary::Vocabulary;
use broadside_model::{Format, Method, Page, Reading, Span};
use std::path::{Path, PathBuf};

const TREES: usize = 120;
const RATE: f64 = 0.15;
const BINS: usize = 48;
const SHRINK: f64 = 5.0;
/// One of so many neighbours inside a line is taken.
const SAMPLE: u64 = 8;

struct Pair {
    evidence: Evidence,
    broken: bool,
    held_out: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, out] = arguments.as_slice() else { panic!("usage: learn_breaks FOLDER OUT") };
    let mut pairs = Vec::new();
    for (index, file) in texts(Path::new(folder)).iter().enumerate() {
        let raw = String::from_utf8_lossy(&std::fs::read(file).expect("a readable file")).into_owned();
        collect(&reading(raw), index % 5 == 0, &mut pairs);
    }
    let (held_out, learning): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| pair.held_out);
    println!("{} pairs to learn from, {} held out", learning.len(), held_out.len());
    let trees = learn(&learning);
    report(&trees, &held_out);
    std::fs::write(out, trees).expect("a writable file");
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut todo = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(std::fs::read_dir(&path).expect("a readable folder").flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn reading(raw: String) -> Reading {
    let mut reading = Reading::empty(Format::Text);
    let span = Span::new(0, raw.len());
    let method = Method::Decoded;
    reading.pages.push(Page { number: 1, raw: span, width: 0.0, height: 0.0, method, wants_ocr: false });
    reading.raw = raw;
    reading
}

/// The pairs of a text.
fn collect(reading: &Reading, held_out: bool, pairs: &mut Vec<Pair>) {
    let draft = Draft::new(reading);
    let vocabulary = Vocabulary::of(&draft);
    let mut state = 88_172_645_463_325_252 ^ reading.raw.len() as u64;
    for line in 0..draft.lines.len() {
        if !vocabulary.is_english(line) {
            continue;
        }
        if let Some(gap) = Gap::after(&draft, line)
            && gap.mark == Mark::Hyphen
            && gap.second.starts_with(char::is_lowercase)
            && !gap.compound
            && gap.stray == 0
            && let Some(halves) = Halves::of(gap.first, gap.second)
        {
            let evidence = halves.evidence(&vocabulary, 0);
            pairs.push(Pair { evidence, broken: true, held_out });
        }
        let words: Vec<&str> = draft.line(line).split_whitespace().collect();
        for pair in words.get(1..words.len().saturating_sub(1)).unwrap_or_default().windows(2) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            if state.is_multiple_of(SAMPLE)
                && let Some(evidence) = neighbours(pair[0], pair[1], &vocabulary)
            {
                pairs.push(Pair { evidence, broken: false, held_out });
            }
        }
    }
}

/// The evidence for two neighbours inside a line, unless OCR seems to have put a space into a word.
fn neighbours(left: &str, right: &str, vocabulary: &Vocabulary) -> Option<Evidence> {
    let left = left.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let right = right.trim_end_matches(|letter: char| !letter.is_alphabetic());
    let letters =
        |word: &str| !word.is_empty() && word.len() < 41 && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    if !letters(left) || !letters(right) || left.ends_with('\'') || !right.starts_with(char::is_lowercase) {
        return None;
    }
    let evidence = Halves::of(left, right)?.evidence(vocabulary, 1);
    let chance = (evidence[2] + evidence[4] - 18.4).max(evidence[8]).max(-4.6);
    let split = evidence[0] > 0.0 && evidence[0] - chance + 0.5 * (evidence[6] + evidence[7]) > 6.9;
    (!split).then_some(evidence)
}

/// Gradient boosting of the logistic loss with trees that ask the same question at all nodes of a level.
fn learn(pairs: &[Pair]) -> Vec<u8> {
    let cuts: Vec<Vec<f32>> = (0..pairs[0].evidence.len()).map(|feature| cuts(pairs, feature)).collect();
    let bins: Vec<Vec<u8>> = cuts
        .iter()
        .enumerate()
        .map(|(feature, cuts)| {
            pairs.iter().map(|pair| cuts.partition_point(|cut| *cut < pair.evidence[feature]) as u8).collect()
        })
        .collect();
    let share = pairs.iter().filter(|pair| pair.broken).count() as f64 / pairs.len() as f64;
    let start = (share / (1.0 - share)).ln();
    println!("odds among the pairs: {start:.3}");
    let mut scores = vec![start; pairs.len()];
    let mut written = Vec::new();
    for number in 0..TREES {
        let slopes: Vec<(f64, f64)> = scores
            .iter()
            .zip(pairs)
            .map(|(score, pair)| {
                let p = 1.0 / (1.0 + (-score).exp());
                (f64::from(u8::from(pair.broken)) - p, p * (1.0 - p))
            })
            .collect();
        let mut leaves = vec![0usize; pairs.len()];
        for level in 0..DEPTH {
            let (feature, bin) = best_question(&bins, &cuts, &slopes, &leaves, 1 << level);
            for (leaf, own) in leaves.iter_mut().zip(&bins[feature]) {
                *leaf = *leaf * 2 + usize::from(*own > bin);
            }
            written.push(feature as u8);
            written.extend(cuts[feature][usize::from(bin)].to_le_bytes());
        }
        let mut sums = vec![(0.0, 0.0); 1 << DEPTH];
        for (leaf, slope) in leaves.iter().zip(&slopes) {
            sums[*leaf].0 += slope.0;
            sums[*leaf].1 += slope.1;
        }
        // The trees start from the odds among the pairs, so that their sum is a log-odds.
        let base = if number == 0 { start } else { 0.0 };
        let values: Vec<f64> = sums.iter().map(|(g, h)| RATE * g / (h + SHRINK)).collect();
        leaves.iter().zip(&mut scores).for_each(|(leaf, score)| *score += values[*leaf]);
        values.iter().for_each(|value| written.extend(((value + base) as f32).to_le_bytes()));
    }
    assert_eq!(written.len(), TREES * TREE);
    written
}

/// Thresholds that cut a feature's values into bins of about the same size.
fn cuts(pairs: &[Pair], feature: usize) -> Vec<f32> {
    let mut values: Vec<f32> = pairs.iter().map(|pair| pair.evidence[feature]).collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> = (1..BINS).map(|at| values[at * values.len() / BINS]).collect();
    // Rare high values matter most: halves and wholes are rare among neighbours.
    cuts.extend((1..BINS).map(|at| values[values.len() - 1 - at * values.len() / BINS / 20]));
    cuts.extend([0.0, values[0]]);
    cuts.sort_by(f32::total_cmp);
    cuts.dedup();
    cuts
}

fn best_question(
    bins: &[Vec<u8>],
    cuts: &[Vec<f32>],
    slopes: &[(f64, f64)],
    leaves: &[usize],
    count: usize,
) -> (usize, u8) {
    let mut best = (f64::MIN, 0, 0);
    for (feature, own) in bins.iter().enumerate() {
        let width = cuts[feature].len() + 1;
        let mut sums = vec![(0.0, 0.0); width * count];
        for ((bin, leaf), slope) in own.iter().zip(leaves).zip(slopes) {
            let cell = &mut sums[leaf * width + usize::from(*bin)];
            cell.0 += slope.0;
            cell.1 += slope.1;
        }
        let mut gains = vec![0.0; width - 1];
        for leaf in sums.chunks(width) {
            let all = leaf.iter().fold((0.0, 0.0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
            let mut low = (0.0, 0.0);
            for (gain, cell) in gains.iter_mut().zip(leaf) {
                low = (low.0 + cell.0, low.1 + cell.1);
                let high: (f64, f64) = (all.0 - low.0, all.1 - low.1);
                *gain += low.0 * low.0 / (low.1 + SHRINK) + high.0 * high.0 / (high.1 + SHRINK);
            }
        }
        for (bin, gain) in gains.iter().enumerate() {
            if *gain > best.0 {
                best = (*gain, feature, bin);
            }
        }
    }
    (best.1, best.2 as u8)
}

/// Prints how many broken words are found at several rates of false joins.
fn report(trees: &[u8], pairs: &[Pair]) {
    let trees = Trees::read(trees);
    let mut scored: Vec<(f32, bool)> = pairs.iter().map(|pair| (trees.weigh(&pair.evidence), pair.broken)).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let broken = pairs.iter().filter(|pair| pair.broken).count();
    let other = pairs.len() - broken;
    for rate in [0.0003, 0.001, 0.003, 0.01] {
        let (mut found, mut wrong, mut at) = (0usize, 0usize, 0.0);
        for (score, is_broken) in &scored {
            found += usize::from(*is_broken);
            wrong += usize::from(!*is_broken);
            at = *score;
            if wrong as f64 > rate * other as f64 {
                break;
            }
        }
        println!("false joins {rate}: found {:.3} of {broken} at {at:.2}", found as f64 / broken.max(1) as f64);
    }
}
