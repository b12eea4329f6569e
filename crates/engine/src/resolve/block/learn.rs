//! What a collection itself tells of its words: which translate each other, and which are left out in other languages.
//!
//! Two words of two languages that stand again and again beside the same other words, each the likeliest of its language
//! there for the other, mean the same: "Ruritania's Union of *Bakers*", "Unión de *Panaderos* de Ruritania". A word that names of
//! other languages do without is left out: a preposition, as a rule. What the word lists know is theirs to say.

use super::mix;
use rustc_hash::FxHashMap;

/// How often two words must be met in one place.
const LEAST: u32 = 4;
/// Share of the places where the rarer one is met beside other languages.
const SHARE: f32 = 0.2;
/// Share of the places where a word is left out.
const LEFT_OUT: f32 = 0.25;
/// Places that more words share tell nothing.
const CROWD: usize = 64;
/// Names of more words are left aside.
const MOST_WORDS: usize = 9;
/// Stands for no word.
const NONE: u32 = u32::MAX;

/// A name as a language writes it: its words without countries, ascending, each once; the country; the language.
pub struct Told<'w> {
    pub words: &'w [u32],
    pub country: u64,
    pub language: u16,
}

/// What was learnt: for each word the one that it stands for, or nothing where it is left out.
pub fn learn(told: &[Told<'_>], is_listed: &[bool]) -> Vec<Option<u32>> {
    let met = Met::of(told, is_listed);
    let mut meant: Vec<Option<u32>> = (0..is_listed.len() as u32).map(Some).collect();
    let languages = main_languages(told, is_listed.len());
    let mut best: FxHashMap<(u32, u16), (u32, u32)> = FxHashMap::default();
    for &((a, b), count) in &met.pairs {
        for (one, other) in [(a, b), (b, a)] {
            let key = (one, languages.get(other as usize).copied().unwrap_or(0));
            let entry = best.entry(key).or_insert((0, NONE));
            *entry = (*entry).max((count, other));
        }
    }
    for &((a, b), count) in &met.pairs {
        if b == NONE {
            if count >= LEAST && count as f32 >= LEFT_OUT * met.places(a) as f32 {
                meant[a as usize] = None;
            }
            continue;
        }
        let (of_a, of_b) = (languages[a as usize], languages[b as usize]);
        let chosen =
            |one: u32, other: u32, language: u16| best.get(&(one, language)).is_some_and(|best| best.1 == other);
        let rarer = met.places(a).min(met.places(b)) as f32;
        if count >= LEAST && count as f32 >= SHARE * rarer && of_a != of_b && chosen(a, b, of_b) && chosen(b, a, of_a) {
            join(&mut meant, is_listed, a, b);
        }
    }
    (0..meant.len()).map(|word| root(&meant, word as u32)).collect()
}

/// What a word stands for in the end.
fn root(meant: &[Option<u32>], word: u32) -> Option<u32> {
    let mut at = word;
    loop {
        match meant[at as usize] {
            Some(next) if next == at => return Some(at),
            Some(next) => at = next,
            None => return None,
        }
    }
}

/// Makes two words one; a listed one stands for the other, and two listed ones stay two.
fn join(meant: &mut [Option<u32>], is_listed: &[bool], a: u32, b: u32) {
    let (Some(a), Some(b)) = (root(meant, a), root(meant, b)) else { return };
    let (less, more) = if is_listed[b as usize] { (a, b) } else { (b, a) };
    if a != b && !is_listed[less as usize] {
        meant[less as usize] = Some(more);
    }
}

/// The language that a word is met in most.
fn main_languages(told: &[Told<'_>], words: usize) -> Vec<u16> {
    let mut met: Vec<(u32, u16)> =
        told.iter().flat_map(|name| name.words.iter().map(|word| (*word, name.language))).collect();
    met.sort_unstable();
    let mut most = vec![(0, 0); words];
    for run in met.chunk_by(|a, b| a == b) {
        let entry = &mut most[run[0].0 as usize];
        *entry = (*entry).max((run.len(), run[0].1));
    }
    most.into_iter().map(|(_, language)| language).collect()
}

/// Which words were met in the same places.
struct Met {
    /// Pairs of words, the first less than the second, and how often; ascending.
    pairs: Vec<((u32, u32), u32)>,
    /// In how many places each word was met beside another language.
    places: Vec<u32>,
}

impl Met {
    fn of(told: &[Told<'_>], is_listed: &[bool]) -> Met {
        let mut entries: Vec<(u64, u32, u16)> = Vec::new();
        for name in told.iter().filter(|name| (2..=MOST_WORDS).contains(&name.words.len())) {
            let number = |word: u32| mix(u64::from(word) + 1);
            let whole = name.words.iter().fold(mix(name.country), |sum, word| sum.wrapping_add(number(*word)));
            entries.push((whole, NONE, name.language));
            if name.words.len() > 2 || name.country != 0 {
                let without = |word: &u32| (whole.wrapping_sub(number(*word)), *word, name.language);
                entries.extend(name.words.iter().map(without));
            }
        }
        entries.sort_unstable();
        entries.dedup();
        let (mut all, mut places) = (Vec::new(), vec![0; is_listed.len()]);
        for place in entries.chunk_by(|a, b| a.0 == b.0).filter(|place| (2..=CROWD).contains(&place.len())) {
            for (at, &(_, word, language)) in place.iter().enumerate() {
                let others = place.iter().filter(|other| other.1 != word && other.2 != language);
                if word != NONE && others.clone().next().is_some() && (at == 0 || place[at - 1].1 != word) {
                    places[word as usize] += 1;
                }
                let listed = |word: u32| word == NONE || is_listed[word as usize];
                let pairs =
                    others.map(|other| other.1).filter(|other| *other > word && !(listed(word) && listed(*other)));
                all.extend(pairs.map(|other| (word, other)));
            }
        }
        all.sort_unstable();
        let pairs = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
        Met { pairs, places }
    }

    fn places(&self, word: u32) -> u32 {
        self.places.get(word as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_in_each_others_place_translate_each_other() {
        // 0 bakers, 1 panaderos, 2 lamplighters, 3 por (left out elsewhere); from 10 on the words beside them.
        let sets: Vec<(Vec<u32>, u16)> = (10..20)
            .flat_map(|beside| {
                let lamps = (beside < 12).then(|| (vec![2, beside, beside + 20], 1));
                let both = [
                    (vec![0, beside, beside + 20], 1),
                    (vec![1, 3, beside, beside + 20], 2),
                    (vec![1, beside, beside + 20], 2),
                ];
                both.into_iter().chain(lamps).collect::<Vec<_>>()
            })
            .collect();
        let told: Vec<Told<'_>> =
            sets.iter().map(|(words, language)| Told { words, country: 0, language: *language }).collect();
        let meant = learn(&told, &[false; 50]);
        assert_eq!(meant[0], meant[1]);
        assert_ne!(meant[0], meant[2]);
        assert_eq!(meant[3], Some(3), "its own language has it too");
        let listed: Vec<bool> = (0..50).map(|word| word < 3).collect();
        assert_ne!(learn(&told, &listed)[0], learn(&told, &listed)[1]);
    }
}
