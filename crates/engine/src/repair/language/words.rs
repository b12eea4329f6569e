//! Languages told by their function words.
//!
//! `words.txt` has a line a language: its ISO 639-3 code and its most frequent short words, written down here from
//! general knowledge of the languages. A `-` before the code marks a list that is too short to name a language by: it is
//! there so that its texts are not taken for a relative's.

use std::sync::OnceLock;

use super::siblings::{self, Verdict};
use rustc_hash::FxHashMap;

/// A list of function words.
struct List {
    code: &'static str,
    named: bool,
    words: usize,
}

struct Lists {
    lists: Vec<List>,
    /// By hash of a word: its number.
    words: FxHashMap<u64, usize>,
    /// By number of a word: the lists that have it.
    owners: Vec<Vec<u8>>,
    /// Of each list a bit for every hash of its words: most words are in no list, and are told by it.
    bits: Vec<[u64; 64]>,
}

/// The place of a hash among those bits.
fn bit_of(hash: u64) -> (usize, u64) {
    let mixed = hash ^ hash >> 32;
    ((mixed >> 6) as usize & 63, 1 << (mixed & 63))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let (mut lists, mut words, mut owners) = (Vec::new(), FxHashMap::default(), Vec::<Vec<u8>>::new());
        let mut bits = Vec::new();
        for (line, place) in include_str!("words.txt").lines().zip(0u8..) {
            let Some((code, rest)) = line.split_once(' ') else { continue };
            let (mut count, mut mine) = (0, [0; 64]);
            tokens(rest, &mut |hash| {
                let (word, bit) = bit_of(hash);
                mine[word] |= bit;
                let number = *words.entry(hash).or_insert(owners.len());
                if number == owners.len() {
                    owners.push(Vec::new());
                }
                if owners[number].last() != Some(&place) {
                    owners[number].push(place);
                    count += 1;
                }
                true
            });
            bits.push(mine);
            lists.push(List { code: code.trim_start_matches('-'), named: !code.starts_with('-'), words: count });
        }
        Lists { lists, words, owners, bits }
    })
}

/// Calls `word` with a hash of each word of a text, its letters in lower case, until it says that it has enough.
fn tokens(text: &str, word: &mut impl FnMut(u64) -> bool) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let (mut hash, mut open) = (START, false);
    for found in text.chars() {
        let lower = match found {
            'a'..='z' => found as u32,
            'A'..='Z' => found as u32 + 32,
            _ if found.is_ascii() => 0,
            '\u{964}' | '\u{965}' => 0,
            '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' => found as u32,
            _ if found.is_alphabetic() => found.to_lowercase().next().map_or(0, |lower| lower as u32),
            _ => 0,
        };
        if lower == 0 {
            if open && !word(hash) {
                return;
            }
            (hash, open) = (START, false);
        } else {
            hash = (hash ^ u64::from(lower)).wrapping_mul(0x0000_0100_0000_01b3);
            open = true;
        }
    }
    if open {
        word(hash);
    }
}

/// Different function words of a language that a text in it must have.
const ENOUGH: usize = 5;
/// Words of a paragraph after which one full of function words needs no further look.
const FIRST: usize = 16;

/// The words of a sample, matched with the lists.
pub struct Sample {
    /// Words in all.
    words: usize,
    /// For each word of the lists that the sample has: the lists, and how often.
    found: Vec<(&'static [u8], usize)>,
}

impl Sample {
    /// Looks up the words of some windows of a text.
    pub fn of(windows: &[&str]) -> Self {
        let lists = lists();
        let (mut words, mut hits) = (0, Vec::<usize>::new());
        for window in windows {
            tokens(window, &mut |hash| {
                words += 1;
                hits.extend(lists.words.get(&hash).copied());
                true
            });
        }
        hits.sort_unstable();
        let runs = hits.chunk_by(|one, two| one == two);
        Sample { words, found: runs.map(|run| (lists.owners[run[0]].as_slice(), run.len())).collect() }
    }

    /// Whether so many of the first words of a text are function words of the language of a code that there is nothing
    /// to weigh: [`Sample::speaks`] for the common case.
    pub fn is_full(text: &str, code: &str) -> bool {
        let lists = lists();
        let Some(place) = lists.lists.iter().position(|list| list.code == code && list.named) else { return false };
        let (mut words, mut hits, mut different, mut full) = (0, 0, [u64::MAX; ENOUGH], false);
        let mut distinct = 0;
        tokens(text, &mut |hash| {
            words += 1;
            let (word, bit) = bit_of(hash);
            if lists.bits[place][word] & bit != 0
                && lists.words.get(&hash).is_some_and(|&number| lists.owners[number].contains(&(place as u8)))
            {
                hits += 1;
                if distinct < ENOUGH && !different.contains(&hash) {
                    different[distinct] = hash;
                    distinct += 1;
                }
            }
            full = distinct == ENOUGH && words >= FIRST && hits * 3 >= words;
            !full
        });
        full || distinct == ENOUGH && hits * 3 >= words
    }

    /// Whether the sample is plainly in the language of a code: full of its function words, or they outweigh those of
    /// every other.
    pub fn speaks(&self, code: &str, windows: &[&str]) -> bool {
        let lists = &lists().lists;
        let Some(place) = lists.iter().position(|list| list.code == code && list.named) else { return false };
        let (hits, distinct) = self.hits(place as u8);
        let full = hits * 3 >= self.words && distinct >= ENOUGH;
        full || hits * 6 >= self.words
            && distinct >= 2
            && self.best(&[]).is_some_and(|best| best.code == code || is_as_well(best.code, code, windows))
    }

    /// How many words of list `place` the sample has, and how many different ones.
    fn hits(&self, place: u8) -> (usize, usize) {
        let mine = self.found.iter().filter(|(owners, _)| owners.contains(&place));
        mine.fold((0, 0), |(hits, distinct), &(_, count)| (hits + count, distinct + 1))
    }

    /// The list with the most weight, a word weighing less the more lists have it; those of `ignored` are no rivals.
    fn best(&self, ignored: &[&str]) -> Option<Best> {
        let lists = &lists().lists;
        let mut weights = vec![0u32; lists.len()];
        for &(owners, count) in &self.found {
            // Occurrences beyond the eighth say little more; a word of one list alone says what several say that many
            // lists have.
            let weight = count.min(8) as u32 * (12 + 60 / owners.len() as u32);
            for &owner in owners {
                weights[usize::from(owner)] += weight;
            }
        }
        let place = (0..lists.len()).max_by_key(|&place| (weights[place], std::cmp::Reverse(place)))?;
        let list = &lists[place];
        let second = (0..lists.len())
            .filter(|&other| lists[other].named && lists[other].code != list.code)
            .filter(|&other| !ignored.contains(&lists[other].code))
            .map(|other| weights[other])
            .max()?;
        let (hits, distinct) = self.hits(place as u8);
        let clear = u64::from(weights[place]) * 100 >= u64::from(second) * 112;
        Some(Best {
            code: list.code,
            named: list.named,
            hits,
            distinct,
            words: list.words,
            clear,
            weight: weights[place],
            second,
        })
    }

    /// Whether no list speaks clearly more for the sample than that of a code: a relative's may, named or not.
    pub fn allows(&self, code: &str) -> bool {
        let lists = &lists().lists;
        let weight = |place: usize| {
            let mine = self.found.iter().filter(|(owners, _)| owners.contains(&(place as u8)));
            mine.map(|&(owners, count)| count.min(8) as u32 * (12 + 60 / owners.len() as u32)).sum::<u32>()
        };
        let of = |same: bool| (0..lists.len()).filter(|&i| (lists[i].code == code) == same).map(weight).max();
        of(true).unwrap_or(0) >= of(false).unwrap_or(0)
    }

    /// The language of the sample of windows, if it is plain.
    pub fn language(&self, windows: &[&str]) -> Option<&'static str> {
        let mut best = self.best(&[])?;
        if siblings::CODES.contains(&best.code) {
            match siblings::verdict(windows) {
                Some(Verdict::Croatian) => best = Best { code: "hrv", ..self.best(&siblings::CODES)? },
                Some(Verdict::Other) if best.code == "hrv" => return None,
                _ => {}
            }
        }
        if !best.named || self.words < 10 || !best.clear {
            return None;
        }
        // Where no other language comes near, few function words will do: tongues that bend their words have few.
        let alone = best.weight * 5 >= best.second * 12;
        let share = best.hits * 100 / self.words;
        let (wanted, distinct) = match self.words {
            ..=24 => (24, 4),
            25..=59 => (24, 5),
            60..=149 => (if alone { 9 } else { 16 }, if alone { 5 } else { 7 }),
            150..=249 => (if alone { 9 } else { 16 }, best.words / 3),
            _ => (if alone { 9 } else { 16 }, best.words * 2 / 5),
        };
        let apart = self.words >= 60 || best.weight * 4 >= best.second * 5;
        (share >= wanted && best.distinct >= distinct && apart).then_some(best.code)
    }
}

/// Whether a text whose function words are those of a language can be in its sibling just as well.
fn is_as_well(best: &str, code: &str, windows: &[&str]) -> bool {
    let verdict = siblings::verdict(windows);
    siblings::CODES.contains(&best)
        && match code {
            "hrv" => verdict != Some(Verdict::Other),
            "bos" | "srp" => verdict != Some(Verdict::Croatian),
            _ => false,
        }
}

struct Best {
    code: &'static str,
    named: bool,
    hits: usize,
    distinct: usize,
    words: usize,
    clear: bool,
    weight: u32,
    second: u32,
}
