//! Words that stand in many rows, kept once each, and looked through once a question.

use crate::filters::{Needle, folded};
use rustc_hash::FxHashMap;

/// Words by number; number 0 is none.
#[derive(Debug, Default)]
pub struct Pool {
    words: Vec<Box<str>>,
    /// For each its place in the order of the words when they are folded.
    ranks: Vec<u32>,
}

impl Pool {
    /// A word.
    pub fn get(&self, number: u32) -> Option<&str> {
        self.words.get((number as usize).checked_sub(1)?).map(|word| &**word)
    }

    /// Where a word stands among the others; none stands last.
    pub fn rank(&self, number: u32) -> u32 {
        (number as usize).checked_sub(1).and_then(|at| self.ranks.get(at)).copied().unwrap_or(u32::MAX)
    }

    /// The words that something stands in.
    pub fn matching(&self, needle: &Needle) -> Matching {
        Matching(self.words.iter().map(|word| needle.is_in([&**word])).collect())
    }

    /// The words that are one of these, but for capitals, accents and punctuation.
    pub fn equal(&self, wanted: &[String]) -> Matching {
        let wanted: Vec<String> = wanted.iter().map(|word| folded(word)).collect();
        Matching(self.words.iter().map(|word| wanted.contains(&folded(word))).collect())
    }
}

/// Which words fit.
#[derive(Debug)]
pub struct Matching(Vec<bool>);

impl Matching {
    /// Whether a word does.
    pub fn has(&self, number: u32) -> bool {
        (number as usize).checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or(false)
    }
}

/// Words being gathered.
#[derive(Debug, Default)]
pub struct Words {
    numbers: FxHashMap<Box<str>, u32>,
}

impl Words {
    /// The number of a word.
    pub fn put(&mut self, word: Option<&str>) -> u32 {
        let Some(word) = word else { return 0 };
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.numbers.len() as u32 + 1;
        self.numbers.insert(word.into(), number);
        number
    }

    /// All of them.
    pub fn pool(self) -> Pool {
        let mut words: Vec<(u32, Box<str>)> = self.numbers.into_iter().map(|(word, number)| (number, word)).collect();
        words.sort_unstable();
        let words: Vec<Box<str>> = words.into_iter().map(|(_, word)| word).collect();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_by_cached_key(|at| words.get(*at as usize).map(|word| (folded(word), word.clone())));
        let mut ranks = vec![0; words.len()];
        for (rank, at) in (0..).zip(&order) {
            if let Some(place) = ranks.get_mut(*at as usize) {
                *place = rank;
            }
        }
        Pool { words, ranks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once_found_and_ordered_as_people_do() {
        let mut words = Words::default();
        let numbers = ["Ñandú", "abedul", "Zorro", "abedul"].map(|word| words.put(Some(word)));
        assert_eq!(numbers, [1, 2, 3, 2]);
        assert_eq!(words.put(None), 0);
        let pool = words.pool();
        assert!(pool.rank(2) < pool.rank(1) && pool.rank(1) < pool.rank(3) && pool.rank(3) < pool.rank(0));
        let found = pool.matching(&Needle::new(Some(&"NAND".to_owned())).unwrap());
        assert!(found.has(1) && !found.has(2) && !found.has(0));
        assert!(pool.equal(&["zorro".to_owned()]).has(3));
    }
}
