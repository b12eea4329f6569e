//! Which words of two texts correspond, in order.
//!
//! What is the same at both ends is paired first. What is left is paired by the best pairing of all ([`dynamic`]) where it
//! is short enough, and else divided at runs of words that stand once in each, the longest series of them that is in order
//! in both, and so on within what lies between.

use super::dynamic;
use super::words::Words;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Greatest product of lengths for the best pairing of all to be worked out.
const TABLE: usize = 1 << 20;
/// The same where nothing divides it.
const LAST_TABLE: usize = 1 << 24;
/// Words of the runs that stand once in each text, longest first.
const RUNS: [usize; 3] = [4, 2, 1];
/// How often a range is divided again.
const DEPTH: u8 = 12;

type Pair = (usize, usize);

/// A range of each text that is still to be paired.
struct Task {
    a: Range<usize>,
    b: Range<usize>,
    depth: u8,
}

/// Pairs of words, in order of both.
pub(super) fn pairs(a: &Words<'_>, b: &Words<'_>) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut tasks = vec![Task { a: 0..a.len(), b: 0..b.len(), depth: 0 }];
    while let Some(mut task) = tasks.pop() {
        trim(a, b, &mut task, &mut found);
        let cells = task.a.len().saturating_mul(task.b.len());
        if cells == 0 {
            continue;
        }
        if cells <= TABLE {
            found.extend(dynamic::pairs(a, b, task.a, task.b));
            continue;
        }
        let anchors = if task.depth < DEPTH { anchors(a, b, &task) } else { Vec::new() };
        if anchors.is_empty() {
            if cells <= LAST_TABLE {
                found.extend(dynamic::pairs(a, b, task.a, task.b));
            }
            continue;
        }
        divide(&task, &anchors, &mut tasks);
        found.extend(anchors);
    }
    found.sort_unstable();
    found
}

/// Pairs what is the same at both ends of a task.
fn trim(a: &Words<'_>, b: &Words<'_>, task: &mut Task, found: &mut Vec<Pair>) {
    while !task.a.is_empty() && !task.b.is_empty() && a.keys[task.a.start] == b.keys[task.b.start] {
        found.push((task.a.start, task.b.start));
        (task.a.start, task.b.start) = (task.a.start + 1, task.b.start + 1);
    }
    while !task.a.is_empty() && !task.b.is_empty() && a.keys[task.a.end - 1] == b.keys[task.b.end - 1] {
        (task.a.end, task.b.end) = (task.a.end - 1, task.b.end - 1);
        found.push((task.a.end, task.b.end));
    }
}

/// The tasks between anchors.
fn divide(task: &Task, anchors: &[Pair], tasks: &mut Vec<Task>) {
    let (mut from_a, mut from_b) = (task.a.start, task.b.start);
    for (x, y) in anchors.iter().copied().chain([(task.a.end, task.b.end)]) {
        if x > from_a || y > from_b {
            tasks.push(Task { a: from_a..x, b: from_b..y, depth: task.depth + 1 });
        }
        (from_a, from_b) = (x + 1, y + 1);
    }
}

/// Words of runs that stand once in each range, in order of both.
fn anchors(a: &Words<'_>, b: &Words<'_>, task: &Task) -> Vec<Pair> {
    for words in RUNS {
        let once = once_in_each(&a.keys[task.a.clone()], &b.keys[task.b.clone()], words);
        let mut series = longest_in_order(&once);
        if series.is_empty() {
            continue;
        }
        series = series.into_iter().flat_map(|(x, y)| (0..words).map(move |k| (x + k, y + k))).collect();
        series.sort_unstable();
        series.dedup();
        let mut last: Option<Pair> = None;
        series.retain(|pair| {
            let fits = last.is_none_or(|(x, y)| pair.0 > x && pair.1 > y);
            if fits {
                last = Some(*pair);
            }
            fits
        });
        return series.into_iter().map(|(x, y)| (task.a.start + x, task.b.start + y)).collect();
    }
    Vec::new()
}

/// Where the runs of so many words begin that stand exactly once in each, in order of the first.
fn once_in_each(a: &[u64], b: &[u64], words: usize) -> Vec<Pair> {
    let number =
        |run: &[u64]| run.iter().fold(0u64, |n, key| (n.rotate_left(23) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mut seen: FxHashMap<u64, (u32, u32, usize)> = FxHashMap::default();
    for run in a.windows(words) {
        seen.entry(number(run)).or_default().0 += 1;
    }
    for (place, run) in b.windows(words).enumerate() {
        if let Some(entry) = seen.get_mut(&number(run)) {
            (entry.1, entry.2) = (entry.1 + 1, place);
        }
    }
    a.windows(words)
        .enumerate()
        .filter_map(|(place, run)| match seen.get(&number(run)) {
            Some((1, 1, other)) => Some((place, *other)),
            _ => None,
        })
        .collect()
}

/// The longest series of these pairs, which are in order of the first, that is in order of the second too.
fn longest_in_order(pairs: &[Pair]) -> Vec<Pair> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, place)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *place);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(index) } else { ends[length] = index }
    }
    let mut series = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        series.push(pairs[index]);
        next = before[index];
    }
    series.reverse();
    series
}
