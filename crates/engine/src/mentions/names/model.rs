//! The trained sequence model: a linear chain over the tokens of a run, read where it lies in the program.
//!
//! Bytes: [`LABELS`] × [`LABELS`] transitions (i16, little-endian; row the label before); [`GROUPS`] pilots, which spread the
//! features of a group so that no two want one row, 0 for a group without features; [`SLOTS`] rows of [`ROW`] bytes: a weight (i8) for each label and a check
//! number (u16, little-endian, 0 where the row is empty); and [`REST`] bytes of nothing. A feature is a number of 64 bits:
//! its highest bits are its group, its lowest its check number, those between, moved by the pilot, its row. So a feature is
//! looked up with two loads and no branch, and most that the model does not know with one.

use super::features::FEATURES;

/// Outside, and beginning and inside of five kinds of name.
pub const LABELS: usize = 11;
/// How many rows the model has; a power of two.
pub const SLOTS: usize = 1 << 16;
/// How many groups of features there are; a power of two.
const GROUPS: usize = 1 << 16;
/// Bytes of a row.
const ROW: usize = LABELS + 2;
/// Bytes behind the last row, so that a row may be read as [`LANES`] bytes.
const REST: usize = LANES - ROW;

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

/// How many numbers are added at once: the labels, and what lies behind them.
const LANES: usize = 16;

/// Scores of the labels of one token; what is behind the labels means nothing.
type Scores = [i16; LANES];

/// The best label of a token, and by how much it beats being no name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The label.
    pub label: u8,
    /// Its score less that of label 0.
    pub margin: i32,
}

/// The model that ships.
pub const SHIPPED: &[u8] = include_bytes!("model.bin");
const STEPS: usize = LABELS * LABELS * 2;

/// A score that no label with any hope has.
const NEVER: i16 = -20_000;

/// Whether a label may follow another: inside only behind the same kind.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The lean of the shipped model, found on lessons held out.
pub const LEAN: i16 = -8;

fn group(feature: u64) -> usize {
    (feature >> 48) as usize
}

/// The row of a feature whose group has this pilot.
fn row(feature: u64, pilot: u8) -> usize {
    ((feature >> 16) as usize ^ (pilot as usize).wrapping_mul(0x1a5)) & (SLOTS - 1)
}

/// A feature's check number; never 0.
fn check(feature: u64) -> u16 {
    feature as u16 | 1
}

fn add(scores: &mut Scores, row: &[u8; LANES]) {
    for (score, weight) in scores.iter_mut().zip(row) {
        *score += i16::from(*weight as i8);
    }
}

/// The bytes of a model of these transitions, and of these features with their weights, those that come most first: they get
/// the first rows, so that what a text asks for lies close together. Features of a group that no pilot finds rows for are
/// left out, the later first.
pub fn pack(steps: &[[i16; LABELS]; LABELS], features: &[(u64, [i8; LABELS])]) -> Vec<u8> {
    let (mut pilots, mut table) = (vec![0_u8; GROUPS], vec![0_u8; SLOTS * ROW + REST]);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); GROUPS];
    features.iter().enumerate().for_each(|(place, (feature, _))| groups[group(*feature)].push(place));
    let mut order: Vec<usize> = (0..GROUPS).filter(|number| !groups[*number].is_empty()).collect();
    // Large groups find rows only while many are free.
    order.sort_by_key(|number| (groups[*number].len() < LARGE, groups[*number][0]));
    for number in order {
        let mut members = groups[number].as_slice();
        while let Some((_, fewer)) = members.split_last() {
            if let Some(pilot) = pilot(&table, features, members) {
                pilots[number] = pilot;
                break;
            }
            members = fewer;
        }
        for (feature, weights) in members.iter().map(|member| &features[*member]) {
            let place = &mut table[row(*feature, pilots[number]) * ROW..][..ROW];
            place.iter_mut().zip(weights).for_each(|(byte, weight)| *byte = *weight as u8);
            place[LABELS..].copy_from_slice(&check(*feature).to_le_bytes());
        }
    }
    let steps = steps.iter().flatten().flat_map(|step| step.to_le_bytes());
    steps.chain(pilots).chain(table).collect()
}

/// Members of a group that needs rows before the others.
const LARGE: usize = 3;

/// The pilot that gives every member of a group a free row, the first member the lowest.
fn pilot(table: &[u8], features: &[(u64, [i8; LABELS])], members: &[usize]) -> Option<u8> {
    let wanted = |pilot: u8| members.iter().map(move |member| row(features[*member].0, pilot));
    let fits = |pilot: &u8| {
        wanted(*pilot).enumerate().all(|(place, row)| {
            table[row * ROW + LABELS..(row + 1) * ROW] == [0, 0] && wanted(*pilot).take(place).all(|other| other != row)
        })
    };
    (1..=u8::MAX).filter(fits).min_by_key(|pilot| wanted(*pilot).next())
}

/// Labels runs of tokens. Keeps its memory between runs.
#[derive(Debug)]
pub struct Chain<'a> {
    pilots: &'a [u8],
    table: &'a [u8],
    /// What it counts that one label follows another; [`NEVER`] where it may not.
    steps: [Scores; LABELS],
    /// The scores before any feature counts.
    start: Scores,
    /// Of every token of a run: the scores of its labels, and the sums of the best ways up to each.
    scores: Vec<Scores>,
    sums: Vec<Scores>,
}

impl Chain<'_> {
    /// A chain over a model's bytes that takes so much from the score of being no name, in units. Bytes of a wrong length
    /// give one that knows no features.
    pub fn new(bytes: &[u8], lean: i16) -> Chain<'_> {
        let (head, rest) = bytes.split_at_checked(STEPS).unwrap_or_default();
        let (pilots, table) = rest.split_at_checked(GROUPS).unwrap_or_default();
        let mut steps = [[NEVER; LANES]; LABELS];
        for (before, row) in head.chunks_exact(LABELS * 2).enumerate() {
            for (label, step) in row.chunks_exact(2).enumerate().filter(|(label, _)| may_follow(before, *label)) {
                steps[before][label] = i16::from_le_bytes([step[0], step[1]]);
            }
        }
        let mut start = [0; LANES];
        start[0] = -lean;
        Chain { pilots, table, steps, start, scores: Vec::new(), sums: Vec::new() }
    }

    /// Takes the next token of a run by its features.
    pub fn take(&mut self, features: &[u64; FEATURES]) {
        // Step by step over all of them, without branches: so no load waits for another.
        let places = features.map(|feature| {
            let pilot = self.pilots.get(group(feature)).copied().unwrap_or(0);
            row(feature, pilot) * ROW * usize::from(pilot != 0)
        });
        let (mut known, mut count) = ([0; FEATURES + 1], 0);
        for (at, feature) in places.iter().zip(features) {
            let told = self.table.get(at + LABELS..at + ROW).map_or(0, |told| u16::from_le_bytes([told[0], told[1]]));
            known[count.min(FEATURES)] = *at;
            count += usize::from(told == check(*feature));
        }
        let mut scores = self.start;
        for at in known.iter().take(count) {
            if let Some(row) = self.table.get(*at..at + LANES).and_then(|row| row.first_chunk()) {
                add(&mut scores, row);
            }
        }
        self.scores.push(scores);
    }

    /// The best labels of the tokens taken since the last call, the token before being no name.
    pub fn best(&mut self, out: &mut [Told]) {
        self.sums.clear();
        let mut sums = [NEVER; LANES];
        sums[0] = 0;
        for scores in &self.scores {
            let mut next = self.reached(&sums);
            for (sum, score) in next.iter_mut().zip(scores) {
                *sum = sum.saturating_add(*score);
            }
            let most = next[..LABELS].iter().copied().fold(i16::MIN, i16::max);
            // Only differences count: the best is kept at nought.
            sums = next.map(|sum| sum.saturating_sub(most));
            self.sums.push(sums);
        }
        let mut label = (0..LABELS).max_by_key(|label| (sums[*label], std::cmp::Reverse(*label))).unwrap_or(0);
        for (index, (scores, told)) in self.scores.iter().zip(out).enumerate().rev() {
            *told = Told { label: label as u8, margin: i32::from(scores[label]) - i32::from(scores[0]) };
            let Some(before) = index.checked_sub(1).and_then(|before| self.sums.get(before)) else { break };
            let sum = |from: usize| before[from].saturating_add(self.steps[from][label]);
            label = (0..LABELS).max_by_key(|from| (sum(*from), std::cmp::Reverse(*from))).unwrap_or(0);
        }
        self.scores.clear();
    }

    /// The sums of the best ways that reach each label from these.
    fn reached(&self, sums: &Scores) -> Scores {
        let mut next = [i16::MIN; LANES];
        for (sum, steps) in sums.iter().zip(&self.steps) {
            for (next, step) in next.iter_mut().zip(steps) {
                *next = (*next).max(sum.saturating_add(*step));
            }
        }
        next
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
