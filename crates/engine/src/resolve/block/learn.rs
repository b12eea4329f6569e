//! What a collection itself tells of its words: which translate each other.
//!
//! Two words of two languages that stand again and again beside the same other words, each the likeliest of its language
//! there for the other and hardly used in the other's language, mean the same: "Ruritania's Union of *Bakers*", "Unión de
//! *Panaderos* de Ruritania". What the word lists know is theirs to say.

use super::mix;
use rustc_hash::FxHashMap;

/// How often two words must be met in one place.
const LEAST: u32 = 4;
/// Share of the places where the rarer one is met beside other languages.
const SHARE: f32 = 0.2;
/// How many times more often than the next likeliest of its language.
const TIMES: u32 = 2;
/// Most of a word's uses that are in the other's language.
const ABROAD: f32 = 0.04;
/// Places that more words share tell nothing.
const CROWD: usize = 64;
/// Names of more words are left aside.
const MOST_WORDS: usize = 9;
/// How often what is learnt is learnt from again.
const ROUNDS: usize = 3;
/// Names of fewer words, too: one word beside a country is no surroundings.
const LEAST_WORDS: usize = 3;

/// A name as a language writes it: its words without countries, ascending, each once; the country; the language.
pub struct Told<'w> {
    /// Its words.
    pub words: &'w [u32],
    /// A number for its country.
    pub country: u64,
    /// A number for its language.
    pub language: u16,
}

/// What was learnt: for each word the one that it stands for. What is learnt makes more names alike, so that more can be
/// learnt.
pub fn learn(told: &[Told<'_>], is_listed: &[bool]) -> Vec<u32> {
    let mut learnt = Learnt::of(Used::of(told, is_listed.len()).homes(), is_listed);
    for _ in 0..ROUNDS {
        if learnt.round(told) == 0 {
            break;
        }
    }
    (0..is_listed.len() as u32).map(|word| learnt.root(word)).collect()
}

/// What is known so far.
struct Learnt<'w> {
    /// For each word one that it stands for; itself where it is the last.
    meant: Vec<u32>,
    /// For each of these, the languages that it is at home in.
    homes: Vec<Vec<u16>>,
    is_listed: &'w [bool],
}

impl Learnt<'_> {
    fn of(homes: Vec<Vec<u16>>, is_listed: &[bool]) -> Learnt<'_> {
        Learnt { meant: (0..is_listed.len() as u32).collect(), homes, is_listed }
    }

    /// Learns what the names tell, seen with what is known; gives how much.
    fn round(&mut self, told: &[Told<'_>]) -> usize {
        let words: Vec<Vec<u32>> = told.iter().map(|name| self.roots(name.words)).collect();
        let told: Vec<Told<'_>> = told.iter().zip(&words).map(|(name, words)| Told { words, ..*name }).collect();
        let met = Met::of(&told, self.is_listed);
        let mut best: FxHashMap<(u32, u16), Best> = FxHashMap::default();
        for &((a, b), count) in &met.pairs {
            for (one, other) in [(a, b), (b, a)] {
                for &language in &self.homes[other as usize] {
                    best.entry((one, language)).or_default().see(count, other);
                }
            }
        }
        let is_best =
            |one: u32, other: u32, language: &u16| best.get(&(one, *language)).is_some_and(|best| best.is(other));
        let chosen =
            |one: u32, other: u32| self.homes[other as usize].iter().all(|language| is_best(one, other, language));
        let mut found: Vec<(u32, (u32, u32))> = Vec::new();
        for &((a, b), count) in &met.pairs {
            let rarer = met.places[a as usize].min(met.places[b as usize]) as f32;
            if count >= LEAST && count as f32 >= SHARE * rarer && self.are_apart(a, b) && chosen(a, b) && chosen(b, a) {
                found.push((count, (a, b)));
            }
        }
        found.sort_by_key(|(count, pair)| (std::cmp::Reverse(*count), *pair));
        found.into_iter().filter(|(_, (a, b))| self.join(*a, *b)).count()
    }

    /// What words stand for, ascending, each once.
    fn roots(&self, words: &[u32]) -> Vec<u32> {
        let mut roots: Vec<u32> = words.iter().map(|word| self.root(*word)).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    /// What a word stands for in the end.
    fn root(&self, word: u32) -> u32 {
        let mut at = word;
        while self.meant[at as usize] != at {
            at = self.meant[at as usize];
        }
        at
    }

    /// Whether two words are at home in different languages.
    fn are_apart(&self, a: u32, b: u32) -> bool {
        let (of_a, of_b) = (&self.homes[a as usize], &self.homes[b as usize]);
        !of_a.is_empty() && !of_b.is_empty() && !of_a.iter().any(|language| of_b.contains(language))
    }

    /// Makes two words one; a listed one stands for the other. Two listed ones stay two, and so do those of which each, or
    /// what stands for it already, is at home in one language.
    fn join(&mut self, a: u32, b: u32) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        let (less, more) = if self.is_listed[b as usize] { (a, b) } else { (b, a) };
        if a == b || !self.are_apart(a, b) || self.is_listed[less as usize] {
            return false;
        }
        self.meant[less as usize] = more;
        let homes = std::mem::take(&mut self.homes[less as usize]);
        self.homes[more as usize].extend(homes);
        true
    }
}

/// The likeliest of several, and how likely the next is.
#[derive(Default)]
struct Best {
    most: (u32, u32),
    next: u32,
}

impl Best {
    fn see(&mut self, count: u32, word: u32) {
        if (count, word) > self.most {
            self.next = self.most.0;
            self.most = (count, word);
        } else {
            self.next = self.next.max(count);
        }
    }

    fn is(&self, word: u32) -> bool {
        self.most.1 == word && self.most.0 >= TIMES * self.next
    }
}

/// How often words are used in which language.
struct Used {
    /// Word and language, ascending, and how often.
    counts: Vec<((u32, u16), u32)>,
    /// For each word how often in all.
    all: Vec<u32>,
}

impl Used {
    fn of(told: &[Told<'_>], words: usize) -> Used {
        let mut met: Vec<(u32, u16)> =
            told.iter().flat_map(|name| name.words.iter().map(|word| (*word, name.language))).collect();
        met.sort_unstable();
        let counts: Vec<((u32, u16), u32)> =
            met.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
        let mut all = vec![0; words];
        for &((word, _), count) in &counts {
            all[word as usize] += count;
        }
        Used { counts, all }
    }

    /// For each word the languages that it is at home in.
    fn homes(&self) -> Vec<Vec<u16>> {
        let mut homes = vec![Vec::new(); self.all.len()];
        for &((word, language), count) in &self.counts {
            if count as f32 > ABROAD * self.all[word as usize] as f32 {
                homes[word as usize].push(language);
            }
        }
        homes
    }
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
        for name in told.iter().filter(|name| (LEAST_WORDS..=MOST_WORDS).contains(&name.words.len())) {
            let number = |word: u32| mix(u64::from(word) + 1);
            let whole = name.words.iter().fold(mix(name.country), |sum, word| sum.wrapping_add(number(*word)));
            let without = |word: &u32| (whole.wrapping_sub(number(*word)), *word, name.language);
            entries.extend(name.words.iter().map(without));
        }
        entries.sort_unstable();
        entries.dedup();
        let (mut all, mut places) = (Vec::new(), vec![0; is_listed.len()]);
        for place in entries.chunk_by(|a, b| a.0 == b.0).filter(|place| (2..=CROWD).contains(&place.len())) {
            for (at, &(_, word, language)) in place.iter().enumerate() {
                let others = place.iter().filter(|other| other.1 != word && other.2 != language);
                if others.clone().next().is_some() && (at == 0 || place[at - 1].1 != word) {
                    places[word as usize] += 1;
                }
                let listed = |word: u32| is_listed[word as usize];
                let pairs =
                    others.map(|other| other.1).filter(|other| *other > word && !(listed(word) && listed(*other)));
                all.extend(pairs.map(|other| (word, other)));
            }
        }
        all.sort_unstable();
        let pairs = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect();
        Met { pairs, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stand_in_each_others_place_translate_each_other() {
        // 0 bakers, 1 panaderos, 2 lamplighters, 3 a place of all languages, 4 another; from 10 on the words beside them.
        let sets: Vec<(Vec<u32>, u16)> = (10..20)
            .flat_map(|beside| {
                let lamps = (beside < 12).then(|| (vec![2, beside, beside + 20], 1));
                let spread = [(3, 1), (3, 2), (4, 1), (4, 2)].into_iter().filter(|_| beside >= 16);
                let places = spread.map(|(place, language)| (vec![place, beside, beside + 20], language));
                let both = [(vec![0, beside, beside + 20], 1), (vec![1, beside, beside + 20], 2)];
                both.into_iter().chain(places).chain(lamps).collect::<Vec<_>>()
            })
            .collect();
        let told: Vec<Told<'_>> =
            sets.iter().map(|(words, language)| Told { words, country: 0, language: *language }).collect();
        let meant = learn(&told, &[false; 50]);
        assert_eq!(meant[0], meant[1]);
        assert_ne!(meant[0], meant[2]);
        assert_ne!(meant[3], meant[4]);
        let listed: Vec<bool> = (0..50).map(|word| word < 3).collect();
        assert_ne!(learn(&told, &listed)[0], learn(&told, &listed)[1]);
    }
}
