//! Known words within a few edits of a given one: a walk over the finite-state map that keeps one row of the edit
//! distance table and leaves a branch as soon as no word in it can be near enough.

use super::unpack;
use fst::raw::{Fst, Node, Output};

/// Longest word that is looked for, in bytes.
pub const LONGEST: usize = 32;

type Row = [u8; LONGEST + 1];

/// A known word near the one asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The word, in lower case.
    pub word: String,
    /// How often it occurs, in 100 million words.
    pub count: u64,
    /// Edits between the two.
    pub distance: u8,
}

struct Walk<'a> {
    fst: &'a Fst<&'static [u8]>,
    word: &'a [u8],
    distance: u8,
    prefix: Vec<u8>,
    found: Vec<Near>,
}

/// All words of a map at most `distance` edits from `word`.
pub fn search(fst: &Fst<&'static [u8]>, word: &[u8], distance: u8) -> Vec<Near> {
    if word.is_empty() || word.len() > LONGEST {
        return Vec::new();
    }
    let distance = distance.min(3);
    let mut walk = Walk { fst, word, distance, prefix: Vec::new(), found: Vec::new() };
    let mut row: Row = [0; LONGEST + 1];
    for (at, cell) in row.iter_mut().enumerate() {
        *cell = at as u8;
    }
    let root = walk.fst.root();
    walk.descend(&root, Output::zero(), &row);
    walk.found
}

impl Walk<'_> {
    /// Looks at all words below a node. As deep as the word is long plus the distance, so at most 35 calls.
    fn descend(&mut self, node: &Node<'_>, output: Output, row: &Row) {
        for step in node.transitions() {
            let next = self.next_row(step.inp, row);
            if next[..=self.word.len()].iter().all(|&cell| cell > self.distance) {
                continue;
            }
            let (child, output) = (self.fst.node(step.addr), output.cat(step.out));
            self.prefix.push(step.inp);
            let distance = next[self.word.len()];
            if child.is_final() && distance <= self.distance {
                let count = unpack(output.cat(child.final_output()).value());
                let word = String::from_utf8_lossy(&self.prefix).into_owned();
                self.found.push(Near { word, count, distance });
            }
            self.descend(&child, output, &next);
            self.prefix.pop();
        }
    }

    fn next_row(&self, byte: u8, row: &Row) -> Row {
        let mut next: Row = [u8::MAX; LONGEST + 1];
        next[0] = row[0].saturating_add(1);
        for (at, &own) in self.word.iter().enumerate() {
            let change = row[at].saturating_add(u8::from(own != byte));
            next[at + 1] = change.min(row[at + 1].saturating_add(1)).min(next[at].saturating_add(1));
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use crate::repair::lexicon::Lexicon;

    #[test]
    fn a_misread_word_finds_the_right_one() {
        let near = Lexicon::english().near("govemment", 2);
        let best = near.iter().max_by_key(|near| near.count).map(|near| (near.word.as_str(), near.distance));
        assert_eq!(best, Some(("government", 2)));
    }

    #[test]
    fn a_known_word_finds_itself_at_distance_nought() {
        assert!(Lexicon::english().near("house", 1).iter().any(|near| near.word == "house" && near.distance == 0));
    }

    #[test]
    fn endless_and_empty_words_have_no_neighbours() {
        assert!(Lexicon::english().near(&"a".repeat(1000), 2).is_empty());
        assert!(Lexicon::english().near("", 2).is_empty());
    }
}
