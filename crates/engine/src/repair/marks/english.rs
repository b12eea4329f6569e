//! What is known of English: words, pairs of words, letters.

use super::channel::{Channel, Grid, LEAST_RUN, Row, clustered, place};
use super::letters::Letters;
use super::words::LONGEST;
use fst::Map;
use std::sync::OnceLock;

static WORDS: &[u8] = include_bytes!("data/words.fst");
static REVERSED: &[u8] = include_bytes!("data/reversed.fst");
static PAIRS: &[u8] = include_bytes!("data/pairs.fst");

/// Words of running text behind the counts.
const TOTAL: f32 = 17_125_154.0;
/// Words less likely than this are not in the pairs (natural logarithm).
const SPARSE: f32 = -13.7;
/// Words less likely than this (negated) are not suggested.
const UNLIKELY: f32 = 14.6;
/// Words less likely than this teach no letters.
const RARE: f32 = -16.5;
/// A search gives up after so many steps, to bound the time that a hostile word takes.
const MOST_STEPS: usize = 4_000;

/// The words, pairs and letters of English.
pub(in crate::repair) struct English {
    words: Map<&'static [u8]>,
    pairs: Map<&'static [u8]>,
    reversed: Map<&'static [u8]>,
    letters: OnceLock<Letters>,
    channel: Channel,
    backwards: Channel,
}

/// How a word of the lexicon is written in the midst of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capital {
    Seldom,
    AtTimes,
    Mostly,
    Unknown,
}

/// What the lexicon says of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Natural logarithm of its probability.
    pub prior: f32,
    /// Whether it takes a capital.
    pub capital: Capital,
}

impl Entry {
    fn unpack(value: u64) -> Self {
        let capital = [Capital::Seldom, Capital::AtTimes, Capital::Mostly, Capital::Unknown][(value & 3) as usize];
        Entry { prior: -((value >> 2) as f32) / 8.0, capital }
    }
}

/// A word that could have been meant.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The word in lower case.
    pub word: String,
    /// Cost of reading it as what stands there.
    pub cost: f32,
    /// What the lexicon says of it.
    pub entry: Entry,
}

impl English {
    /// The one instance; loaded when first asked for.
    pub fn get() -> Option<&'static English> {
        static ENGLISH: OnceLock<Option<English>> = OnceLock::new();
        ENGLISH.get_or_init(English::load).as_ref()
    }

    fn load() -> Option<English> {
        let words = Map::new(WORDS).ok()?;
        let pairs = Map::new(PAIRS).ok()?;
        let reversed = Map::new(REVERSED).ok()?;
        let letters = OnceLock::new();
        Some(English { words, pairs, reversed, letters, channel: Channel::new(false), backwards: Channel::new(true) })
    }

    /// The model of its letters; learnt when first asked for.
    pub fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| {
            Letters::of(&self.words, |value| {
                let prior = Entry::unpack(value).prior;
                (prior > RARE).then(|| 1.0 + (prior - RARE) / 2.0)
            })
        })
    }

    /// What the lexicon says of a word, if it has it.
    pub(super) fn entry(&self, word: &str) -> Option<Entry> {
        self.words.get(word).map(Entry::unpack)
    }

    /// Natural logarithm of the probability of a word of the lexicon.
    pub fn prior(&self, word: &str) -> Option<f32> {
        self.entry(word).map(|entry| entry.prior)
    }

    /// Calls `found` with every word at least as likely as `least` (a natural logarithm).
    pub fn common(&self, least: f32, found: &mut dyn FnMut(&[u8])) {
        let mut stack = vec![(self.words.as_fst().root().addr(), 0_u64, Vec::<u8>::new())];
        while let Some((address, value, spelt)) = stack.pop() {
            let node = self.words.as_fst().node(address);
            if node.is_final() && Entry::unpack(value + node.final_output().value()).prior >= least {
                found(&spelt);
            }
            for step in node.transitions() {
                let value = value + step.out.value();
                if Entry::unpack(value).prior >= least {
                    let mut spelt = spelt.clone();
                    spelt.push(step.inp);
                    stack.push((step.addr, value, spelt));
                }
            }
        }
    }

    /// How much likelier `second` is after `first` than anywhere, as a natural logarithm; `a` and `b` are the
    /// logarithms of their probabilities.
    pub fn affinity(&self, first: &str, a: f32, second: &str, b: f32) -> f32 {
        let expected = a + b + TOTAL.ln();
        if a < SPARSE || b < SPARSE {
            return 0.0;
        }
        let mut key = [0; 64];
        let length = first.len() + 1 + second.len();
        if length > key.len() {
            return 0.0;
        }
        key[..first.len()].copy_from_slice(first.as_bytes());
        key[first.len()] = b' ';
        key[first.len() + 1..length].copy_from_slice(second.as_bytes());
        match self.pairs.get(&key[..length]) {
            Some(seen) => (seen as f32 / 8.0 - expected.max(-4.6)).clamp(-3.0, 6.5),
            None => (1.1 - expected.max(1.1)).max(-4.0),
        }
    }

    /// Words that may have been read as `read`: the likeliest, and those not much less likely, as long as they are
    /// likelier than `least` (a natural logarithm) and their reading costs at most `most`; and the steps it took.
    ///
    /// Of a word that was misread at all its first or its last half was misread for at most half the cost. So the words
    /// are walked through twice, forwards and backwards, with half the cost allowed in the half that is walked first:
    /// far fewer beginnings are tried than with the whole cost.
    pub(super) fn candidates(&self, read: &str, least: f32, most: f32) -> (Vec<Candidate>, usize) {
        let letters: Vec<char> = read.chars().collect();
        let turned: Vec<char> = letters.iter().rev().copied().collect();
        let whole = self.channel.grid(&letters, 0, most);
        let half = letters.len() / 2;
        let both = letters.len() > 3;
        let forwards =
            if both { self.channel.grid(&letters, half, most / 2.0) } else { self.channel.grid(&letters, 0, most) };
        let backwards = self.backwards.grid(&turned, letters.len() - half, most / 2.0);
        let mut limit = 10.5_f32.min(-least);
        let mut steps = 0;
        loop {
            let mut found: Vec<Candidate> = Vec::new();
            let mut taken = Search::run(&self.words, &forwards, limit, most, &mut found);
            if both {
                let first = found.len();
                taken += Search::run(&self.reversed, &backwards, limit, most, &mut found);
                for at in (first..found.len()).rev() {
                    let word: String = found[at].word.chars().rev().collect();
                    if found[..first].iter().any(|known| known.word == word) {
                        found.swap_remove(at);
                    } else {
                        found[at].cost = whole.cost(&word);
                        found[at].word = word;
                    }
                }
            }
            steps += taken;
            if found.iter().any(|candidate| candidate.word != read) || limit >= -least || taken > MOST_STEPS {
                return (found, steps);
            }
            limit = (limit + 3.5).min(-least);
        }
    }
}

/// A walk through the lexicon that keeps the cost of everything it has spelt so far.
///
/// The values of the map are costs, and a finite-state map keeps with every beginning the least value of what follows,
/// so the walk knows before it goes on how likely a word it can still reach at best.
struct Search<'a> {
    words: &'a Map<&'static [u8]>,
    grid: &'a Grid<'a>,
    /// Largest sum of the cost of the word and of its reading.
    limit: f32,
    /// Largest cost of the reading alone.
    most: f32,
    steps: usize,
    spelt: String,
    rows: Vec<Row>,
    /// The least cost of each row.
    least: [f32; LONGEST + 7],
    found: &'a mut Vec<Candidate>,
}

impl<'a> Search<'a> {
    /// Adds what is found in `words`; says how many steps it took.
    fn run(
        words: &'a Map<&'static [u8]>,
        grid: &'a Grid<'a>,
        limit: f32,
        most: f32,
        found: &'a mut Vec<Candidate>,
    ) -> usize {
        let rows = vec![grid.first_row(); grid.length() + 6];
        let mut search =
            Search { words, grid, limit, most, steps: 0, spelt: String::new(), found, rows, least: [0.0; LONGEST + 7] };
        search.descend(&words.as_fst().root(), 0, None);
        search.steps
    }

    /// Depth is bounded by the length of the word looked for.
    fn descend(&mut self, node: &fst::raw::Node<'_>, output: u64, before: Option<usize>) {
        self.steps += 1;
        let depth = self.spelt.len();
        if depth > 0 && node.is_final() {
            let cost = self.rows[depth][self.grid.length()];
            let entry = Entry::unpack(output + node.final_output().value());
            if cost <= self.most && clustered(cost) - entry.prior <= self.limit {
                self.found.push(Candidate { word: self.spelt.clone(), cost, entry });
            }
        }
        if self.steps > MOST_STEPS || depth > self.grid.length() + 3 {
            return;
        }
        for transition in node.transitions() {
            let letter = char::from(transition.inp);
            let Some(place) = place(letter) else { continue };
            let reached = output + transition.out.value();
            let word = (reached >> 2) as f32 / 8.0;
            if word > self.limit.min(UNLIKELY) {
                continue;
            }
            // What the row would cost at least, without filling it: nothing gets cheaper as a word goes on, but for
            // two letters that run together.
            let runs = depth.checked_sub(1).map_or(f32::MAX, |depth| self.least[depth] + LEAST_RUN);
            let bound = (self.least[depth] + self.grid.least(place, depth)).min(runs);
            if bound > self.most.min(self.grid.within(depth + 1)) || clustered(bound) + word > self.limit {
                continue;
            }
            let mut least = self.grid.next_row(place, before, &mut self.rows, depth);
            let own = least;
            if self.grid.runs_on(place) {
                least = least.min(self.least[depth] + LEAST_RUN);
            }
            if least > self.most || clustered(least) + word > self.limit {
                continue;
            }
            self.least[depth + 1] = own;
            self.spelt.push(letter);
            let next = self.words.as_fst().node(transition.addr);
            self.descend(&next, reached, Some(place));
            self.spelt.pop();
        }
    }
}
