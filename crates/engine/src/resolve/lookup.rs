//! Names that can be asked for: the nearest known ones to a name, and those that begin like what was typed.
//!
//! Takes the names of entities once, and then any number of questions, each by itself. A question is compared only with
//! the names that share most with it: words by their sound, by their meaning in any language, by their consonants, and
//! acronyms; rare ones weigh most. What a comparison comes to is the same as when names are resolved.

use super::compare::{compare, differ_in_letters};
use super::name::Name;
use super::{Comparison, NameUse, Outcome, form};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher as _;

/// A key that at most this many names share brings all of them in.
const RARE: usize = 1_000;
/// A key that more names share than this says nothing.
const TOO_COMMON: usize = 40_000;
/// Names that a question is compared with.
const COMPARED: usize = 40;
/// Names beginning like what was typed that are looked at, to show the most used of them.
const BEGINNINGS: usize = 2_000;

/// Names that can be asked for.
#[derive(Debug, Default)]
pub struct Lookup {
    names: Vec<Entry>,
    /// Keys with the places of the names that have them, ascending.
    keys: Vec<(u64, u32)>,
    /// Places in the keys of forms where a word begins: the name, and the byte; in the order of what begins there.
    words: Vec<(u32, u32)>,
}

#[derive(Debug)]
struct Entry {
    /// Whose name it is.
    of: u32,
    key: Box<str>,
    /// Taken apart only to be compared: that takes microseconds, and many times the memory.
    name: NameUse,
}

/// Whose name is near what was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// Whose it is, as given to [`Lookup::new`].
    pub of: u32,
    /// Which of the names given it is, from 0.
    pub name: u32,
    /// What the comparison with its nearest name came to.
    pub comparison: Comparison,
    /// Whether it is the name of a person that differs by letters: a misspelling, or somebody else.
    pub differs_in_letters: bool,
}

impl Lookup {
    /// Takes names, each with a number that says whose it is.
    pub fn new(names: impl IntoIterator<Item = (u32, NameUse)>) -> Self {
        let entry = |(of, name): (u32, NameUse)| Entry { of, key: form::key(&name.name).into(), name };
        let names: Vec<Entry> = names.into_iter().map(entry).collect();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let mut words = Vec::new();
        for (place, entry) in (0u32..).zip(&names) {
            keys.extend(keys_of(&Name::of(&entry.name)).into_iter().map(|key| (key, place)));
            words.extend(word_starts(&entry.key).map(|start| (place, start)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys.shrink_to_fit();
        let rest = |(place, start): &(u32, u32)| {
            names.get(*place as usize).and_then(|entry| entry.key.get(*start as usize..)).unwrap_or("")
        };
        words.sort_unstable_by(|a, b| rest(a).cmp(rest(b)).then(a.cmp(b)));
        Lookup { names, keys, words }
    }

    /// How many names it knows.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whose names are nearest to one, the nearest first, each once. Those that differ surely are left out.
    pub fn nearest(&self, asked: &NameUse, most: usize) -> Vec<Near> {
        let name = Name::of(asked);
        let key = form::key(&asked.name);
        let mut found: FxHashMap<u32, (bool, Near)> = FxHashMap::default();
        for place in self.candidates(&name) {
            let Some(entry) = self.names.get(place as usize) else { continue };
            let known = Name::of(&entry.name);
            let comparison = compare(&name, &known);
            if comparison.outcome == Outcome::Different {
                continue;
            }
            let near = (
                *entry.key == *key,
                Near { of: entry.of, name: place, differs_in_letters: differ_in_letters(&name, &known), comparison },
            );
            match found.get(&entry.of) {
                Some(known) if rank(known) >= rank(&near) => {}
                _ => {
                    found.insert(entry.of, near);
                }
            }
        }
        let mut all: Vec<(bool, Near)> = found.into_values().collect();
        let uses = |near: &Near| self.names.get(near.name as usize).map_or(0, |entry| entry.name.uses);
        all.sort_by(|a, b| rank(b).cmp(&rank(a)).then(uses(&b.1).cmp(&uses(&a.1))).then(a.1.of.cmp(&b.1.of)));
        all.into_iter().map(|(_, near)| near).take(most).collect()
    }

    /// Whose names share most with one, without comparing them: those that share most first, each once.
    pub fn sharing(&self, asked: &NameUse, most: usize) -> Vec<u32> {
        let mut whose: Vec<u32> = Vec::new();
        for place in self.candidates(&Name::of(asked)) {
            let Some(entry) = self.names.get(place as usize) else { continue };
            if whose.len() < most && !whose.contains(&entry.of) {
                whose.push(entry.of);
            }
        }
        whose
    }

    /// Whose names, or words of them, begin so; those whose whole name does first, then by use.
    pub fn beginning(&self, typed: &str, most: usize) -> Vec<u32> {
        let key = form::key(typed);
        if !key.chars().any(char::is_alphanumeric) {
            return Vec::new();
        }
        let rest = |(place, start): &(u32, u32)| {
            self.names.get(*place as usize).and_then(|entry| entry.key.get(*start as usize..)).unwrap_or("")
        };
        let from = self.words.partition_point(|word| rest(word) < key.as_str());
        let these = self.words.iter().skip(from).take_while(|word| rest(word).starts_with(key.as_str()));
        let entry = |(place, start): &(u32, u32)| {
            let entry = self.names.get(*place as usize)?;
            Some((*start > 0, std::cmp::Reverse(entry.name.uses), entry.of))
        };
        let mut found: Vec<_> = these.take(BEGINNINGS).filter_map(entry).collect();
        found.sort_unstable();
        let mut whose: Vec<u32> = Vec::new();
        for (_, _, of) in found {
            if whose.len() == most {
                break;
            }
            if !whose.contains(&of) {
                whose.push(of);
            }
        }
        whose
    }

    /// The places of the names that share most with a name.
    fn candidates(&self, name: &Name) -> Vec<u32> {
        let mut postings: Vec<&[(u64, u32)]> = keys_of(name).into_iter().map(|key| self.posting(key)).collect();
        postings.retain(|posting| (1..=TOO_COMMON).contains(&posting.len()));
        postings.sort_by_key(|posting| posting.len());
        let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
        for posting in postings {
            let weight = (self.names.len() as f32 / posting.len() as f32).ln() + 0.1;
            if posting.len() <= RARE || weights.len() < COMPARED {
                posting.iter().for_each(|(_, place)| *weights.entry(*place).or_default() += weight);
                continue;
            }
            for (place, sum) in &mut weights_of(&mut weights) {
                if posting.binary_search_by_key(place, |(_, place)| *place).is_ok() {
                    **sum += weight;
                }
            }
        }
        let mut all: Vec<(u32, f32)> = weights.into_iter().collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if all.len() > COMPARED {
            all.select_nth_unstable_by(COMPARED, order);
            all.truncate(COMPARED);
        }
        all.sort_unstable_by(order);
        all.into_iter().map(|(place, _)| place).collect()
    }

    fn posting(&self, key: u64) -> &[(u64, u32)] {
        let from = self.keys.partition_point(|(known, _)| *known < key);
        let to = from + self.keys.get(from..).map_or(0, |rest| rest.partition_point(|(known, _)| *known == key));
        self.keys.get(from..to).unwrap_or(&[])
    }
}

/// The weights in the order of their places, so that sums never depend on the order in which a map gives them.
fn weights_of(weights: &mut FxHashMap<u32, f32>) -> Vec<(u32, &mut f32)> {
    let mut all: Vec<(u32, &mut f32)> = weights.iter_mut().map(|(place, sum)| (*place, sum)).collect();
    all.sort_unstable_by_key(|(place, _)| *place);
    all
}

fn rank((is_exact, near): &(bool, Near)) -> (Outcome, bool, u16) {
    (near.comparison.outcome, *is_exact, near.comparison.score)
}

/// Bytes of a key at which a word begins.
fn word_starts(key: &str) -> impl Iterator<Item = u32> {
    let behind_space = key.bytes().enumerate().filter(|(_, byte)| *byte == b' ').map(|(at, _)| at as u32 + 1);
    std::iter::once(0).chain(behind_space)
}

/// What a name may share with others.
fn keys_of(name: &Name) -> Vec<u64> {
    let mut keys = Vec::new();
    for parts in &name.variants {
        keys.push(hash(1, &parts.key));
        for word in parts.telling() {
            keys.push(hash(2, &word.sound));
            let skeleton = word.skeleton();
            if skeleton.len() >= 3 {
                keys.push(hash(3, &skeleton));
            }
            keys.extend(word.concept.map(|concept| hash(4, &concept.to_string())));
        }
        let sounds: String = parts.telling().map(|word| &*word.sound).collect();
        if sounds.is_ascii() && sounds.len() >= 6 {
            keys.extend(sounds.get(..6).map(|start| hash(5, start)));
            keys.extend(sounds.get(sounds.len() - 6..).map(|end| hash(6, end)));
        }
    }
    keys.extend(name.acronym_candidates().map(|acronym| hash(7, acronym)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn hash(kind: u8, text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(kind);
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: &str) -> NameUse {
        NameUse { name: name.to_owned(), ..NameUse::default() }
    }

    fn lookup(names: &[&str]) -> Lookup {
        let uses = |place: u32| names.len() as u32 - place;
        Lookup::new((0..).zip(names).map(|(place, name)| (place, NameUse { uses: uses(place), ..asked(name) })))
    }

    #[test]
    fn the_name_itself_comes_first_and_others_are_not_near() {
        let lookup = lookup(&["Union of Harbour Pilots", "Union of Harbour Porters", "League of Stargazers"]);
        let near = lookup.nearest(&asked("UNION OF HARBOUR PORTERS"), 5);
        assert_eq!(near.first().map(|near| (near.of, near.comparison.outcome)), Some((1, Outcome::Same)));
        assert!(near.iter().all(|near| near.of != 2), "{near:?}");
        assert_eq!(lookup.nearest(&asked(""), 5), []);
        assert_eq!(lookup.nearest(&asked("Qwertzuiop"), 5), []);
    }

    #[test]
    fn a_person_of_another_letter_is_near_and_said_to_differ() {
        let person = |name: &str| NameUse { kind: Some(broadside_model::EntityKind::Person), ..asked(name) };
        let lookup = Lookup::new([(0, person("Odalys Brennick")), (1, person("Матвей Дроздецкий"))]);
        let differs = |name: &str| {
            let near = lookup.nearest(&person(name), 1);
            near.first().map(|near| near.differs_in_letters)
        };
        assert_eq!(differs("Odalys Brennick"), Some(false));
        assert_eq!(differs("BRENNICK, Odalys"), Some(false));
        assert_eq!(differs("Odalys Brennock"), Some(true));
        assert_eq!(differs("Matvey Drozdetsky"), Some(false), "another script is no misspelling");
    }

    #[test]
    fn an_entity_with_many_names_is_given_once() {
        let names = ["Union of Harbour Pilots", "Harbour Pilots' Union", "The Union of Harbour Pilots"];
        let lookup = Lookup::new(names.iter().map(|name| (7, asked(name))));
        let near = lookup.nearest(&asked("Union of Harbour Pilots"), 5);
        assert_eq!(near.iter().map(|near| near.of).collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn what_begins_so_is_found_by_any_word_the_whole_name_first() {
        let lookup = lookup(&["League of Bakers", "Bakers' Union", "Bakery Workers", "Énergie"]);
        assert_eq!(lookup.beginning("bake", 5), [1, 2, 0]);
        assert_eq!(lookup.beginning("bake", 1), [1]);
        assert_eq!(lookup.beginning("ÉNER", 5), [3]);
        for nothing in ["", " ", "…", "zzz"] {
            assert_eq!(lookup.beginning(nothing, 5), [0u32; 0], "{nothing}");
        }
    }
}
