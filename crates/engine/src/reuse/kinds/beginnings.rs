//! Lists of the beginnings of words, and the words of a passage that they are looked up for.

use crate::knowledge::phrase::fold;

/// Fewest letters of a word that counts.
const LETTERS: usize = 4;

/// Beginnings of words, folded and in order; none begins another.
#[derive(Debug)]
pub(super) struct Beginnings(Vec<Vec<u8>>);

impl Beginnings {
    /// Those of the lines that start so; what stands before the colon is not read, lines with `#` are remarks.
    pub fn read(list: &str, wanted: &str) -> Self {
        let lines = list.lines().filter(|line| line.starts_with(wanted) && !line.starts_with('#'));
        let words = lines.filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split_whitespace());
        let mut words: Vec<Vec<u8>> = words.map(folded).collect();
        words.sort_unstable();
        // None begins another, so that the one before a word in order is the only one that can begin it.
        words.dedup_by(|later, earlier| later.starts_with(earlier));
        Beginnings(words)
    }

    /// Whether one of them is how the folded word begins.
    pub fn begin(&self, word: &[u8]) -> bool {
        let after = self.0.partition_point(|beginning| beginning.as_slice() <= word);
        after.checked_sub(1).and_then(|before| self.0.get(before)).is_some_and(|beginning| word.starts_with(beginning))
    }
}

fn folded(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    fold(word, &mut out);
    out
}

/// The longer words of a passage, folded, and whether each has a capital, as names do; figures are none.
pub(super) fn longer_words(passage: &str) -> impl Iterator<Item = (Vec<u8>, bool)> + '_ {
    passage
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().take(LETTERS).count() == LETTERS && !word.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| (folded(word), word.starts_with(char::is_uppercase)))
}
