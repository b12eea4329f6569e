//! Pairs of names that share keys, those first that share most.

use super::super::{name::Name, parallel};
use super::keys::Keys;
use super::letters::Print;
use super::words::Vocabulary;

/// A key that more names share pairs neighbours only.
const CROWD: usize = 64;
/// How many neighbours on each side.
const NEIGHBOURS: usize = 5;
/// Most partners that a name chooses for itself.
const MOST_PARTNERS: usize = 24;
/// Partners that it chooses however little they look alike: in two scripts nothing but sounds is alike.
const ALWAYS: usize = 6;
/// Least likeness of the others that share no acronym.
const LEAST: f32 = 0.3;
/// What a shared acronym is worth as likeness.
const ACRONYM: f32 = 0.45;
/// What it adds where both are of one country, and what it takes where they are of two.
const COUNTRY: (f32, f32) = (0.2, 0.2);

/// Runs of one key in the sorted keys, and which runs each name is in.
struct Runs<'a> {
    keys: &'a Keys,
    /// First place of each run and its length.
    runs: Vec<(u32, u32)>,
    /// Runs of all names, those of each name together.
    of_names: Vec<u32>,
    /// Where the runs of each name begin.
    starts: Vec<u32>,
}

impl<'a> Runs<'a> {
    fn of(keys: &'a Keys, names: usize) -> Self {
        let (mut runs, mut at) = (Vec::new(), 0usize);
        for run in keys.sorted.chunk_by(|a, b| a >> keys.name_bits == b >> keys.name_bits) {
            if run.len() > 1 {
                runs.push((at as u32, run.len() as u32));
            }
            at += run.len();
        }
        let mut this = Runs { keys, runs, of_names: Vec::new(), starts: vec![0; names + 2] };
        this.index();
        this
    }

    /// Sorts runs by name: counts, then fills.
    fn index(&mut self) {
        for &(start, length) in &self.runs {
            for place in start..start + length {
                self.starts[self.keys.name(place) + 2] += 1;
            }
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.of_names = vec![0; self.starts.last().copied().unwrap_or_default() as usize];
        for (run, &(start, length)) in self.runs.iter().enumerate() {
            for place in start..start + length {
                let next = &mut self.starts[self.keys.name(place) + 1];
                self.of_names[*next as usize] = run as u32;
                *next += 1;
            }
        }
    }

    /// Calls with each name that shares a key with this one and is near enough, and whether the key is an acronym.
    fn partners(&self, name: usize, mut call: impl FnMut(u32, bool)) {
        let own = self.starts[name] as usize..self.starts[name + 1] as usize;
        for &run in &self.of_names[own] {
            let (start, length) = self.runs[run as usize];
            let (mut from, mut to) = (start as usize, (start + length) as usize);
            let entries = &self.keys.sorted[from..to];
            let acronym = entries[0] >> self.keys.name_bits & 1 == 1;
            if entries.len() > CROWD {
                let at = from + entries.partition_point(|entry| (entry & self.keys.mask()) < name as u64);
                from = from.max(at.saturating_sub(NEIGHBOURS));
                to = to.min(at + NEIGHBOURS + 1);
            }
            (from..to)
                .map(|place| self.keys.name(place as u32))
                .filter(|other| *other != name)
                .for_each(|other| call(other as u32, acronym));
        }
    }
}

impl Keys {
    fn mask(&self) -> u64 {
        (1 << self.name_bits) - 1
    }

    fn name(&self, place: u32) -> usize {
        (self.sorted[place as usize] & self.mask()) as usize
    }
}

/// What a thread keeps: for each name whether it was met (1) and by an acronym (2), and which were.
struct Met {
    how: Vec<u8>,
    names: Vec<u32>,
}

/// The pairs, ascending, each once.
pub fn of(keys: &Keys, vocabulary: &Vocabulary, names: &[Name], threads: usize) -> Vec<(u32, u32)> {
    let prints = parallel::map(names.len(), threads, |name| Print::of(&names[name]));
    let choosing = Choosing { runs: Runs::of(keys, names.len()), vocabulary, prints, names };
    let state = || Met { how: vec![0; names.len()], names: Vec::new() };
    let mut pairs = parallel::flat_map(names.len(), threads, state, |met, name, pairs| {
        let partners = choosing.partners(met, name).into_iter();
        pairs.extend(partners.map(|other| (other.min(name as u32), other.max(name as u32))));
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// What is looked at when a name chooses.
struct Choosing<'a> {
    runs: Runs<'a>,
    vocabulary: &'a Vocabulary,
    prints: Vec<Print>,
    names: &'a [Name],
}

impl Choosing<'_> {
    /// The partners that a name chooses: the likest.
    fn partners(&self, met: &mut Met, name: usize) -> Vec<u32> {
        self.runs.partners(name, |other, acronym| {
            let how = &mut met.how[other as usize];
            if *how == 0 {
                met.names.push(other);
            }
            *how |= if acronym { 3 } else { 1 };
        });
        let mut partners: Vec<(f32, u32)> = Vec::with_capacity(met.names.len());
        for other in met.names.drain(..) {
            let how = std::mem::take(&mut met.how[other as usize]);
            let likeness = self.likeness(name, other as usize, how & 2 == 2);
            partners.push((likeness, other));
        }
        partners.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let alike = partners.partition_point(|(likeness, _)| *likeness >= LEAST);
        partners.truncate(alike.max(ALWAYS));
        partners.truncate(MOST_PARTNERS);
        partners.into_iter().map(|(_, other)| other).collect()
    }

    fn likeness(&self, name: usize, other: usize, acronym: bool) -> f32 {
        let words = self.vocabulary.likeness(name, other);
        let letters = self.prints[name].likeness(&self.prints[other]);
        let likeness = words.max((words + letters) / 2.0).max(if acronym { ACRONYM } else { 0.0 });
        match (self.names[name].country, self.names[other].country) {
            (Some(one), Some(other)) if one == other => likeness + COUNTRY.0,
            (Some(_), Some(_)) => likeness - COUNTRY.1,
            _ => likeness,
        }
    }
}
