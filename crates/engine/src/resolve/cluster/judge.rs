//! A comparison seen with the whole collection: which words are surely meant as they stand, and which may be misread.
//!
//! Two names can be compared by themselves, but only a collection tells that "Bakrs" is nobody's word and "Bakers" many's.
//! A word that is surely one and stands in one name only makes a question of what looked the same, and where each of
//! two bodies has one that the other has not, they are two. Names that are the same word by word, misread ones taken for
//! what they surely are, are the same.

use super::super::block::Vocabulary;
use super::super::compare::{ASK, SAME, compare};
use super::super::name::{Name, Parts, Word};
use super::super::{Comparison, Outcome};
use broadside_model::EntityKind;

/// What it comes to where each has a word that the other has not.
const BOTH: u16 = ASK - 20;
/// What it comes to at most where one has a word that the other has not.
const ONE: u16 = 640;
/// What it comes to at least where all words are the same.
const ALL: u16 = 960;
/// What it comes to at least where some are cut short.
const SHORTENED: u16 = 860;
/// Comparisons below that say something that words do not change: another country, another number.
const FIRM: u16 = 460;
/// Most letters of a word cut short.
const SHORT: usize = 6;

/// Comparisons of the names of a collection.
pub struct Judge<'a> {
    /// The names.
    pub names: &'a [Name],
    /// Their words.
    pub vocabulary: &'a Vocabulary,
}

/// Words of two spellings that only one has.
struct Lone<'w> {
    of_one: Vec<(u32, &'w Word)>,
    of_other: Vec<(u32, &'w Word)>,
}

/// What the words of two spellings say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Words {
    /// Each has a sure word that the other has not.
    Both,
    /// One has.
    One,
    /// Nothing is sure.
    Unsure,
    /// The same but for words cut short.
    Shortened,
    /// All the same.
    All,
}

impl Judge<'_> {
    /// What a comparison comes to.
    pub fn outcome(&self, a: u32, b: u32) -> (u16, Outcome) {
        let (one, other) = (&self.names[a as usize], &self.names[b as usize]);
        let found = compare(one, other);
        self.seen(a, b, found.score)
    }

    /// A comparison with its reasons.
    pub fn explained(&self, a: u32, b: u32) -> Comparison {
        let mut found = compare(&self.names[a as usize], &self.names[b as usize]);
        let (score, outcome) = self.seen(a, b, found.score);
        if score > found.score {
            found.reasons.insert(0, "the same words, as far as they can be read".to_owned());
        }
        Comparison { score, outcome, reasons: found.reasons }
    }

    fn seen(&self, a: u32, b: u32, score: u16) -> (u16, Outcome) {
        let score = self.weighed(a, b, score);
        let outcome = match score {
            SAME.. => Outcome::Same,
            ASK.. => Outcome::Ask,
            _ => Outcome::Different,
        };
        (score, outcome)
    }

    fn weighed(&self, a: u32, b: u32, score: u16) -> u16 {
        let (one, other) = (&self.names[a as usize], &self.names[b as usize]);
        let person = one.kind == Some(EntityKind::Person) || other.kind == Some(EntityKind::Person);
        if person || score <= FIRM || by_acronym(one, other) {
            return score;
        }
        match self.words(a as usize, b as usize) {
            Words::Both => score.min(BOTH),
            Words::One => score.min(ONE),
            Words::Unsure => score,
            Words::Shortened => score.max(SHORTENED),
            Words::All => score.max(ALL),
        }
    }

    /// What the words of the likest spellings say.
    fn words(&self, a: usize, b: usize) -> Words {
        let (one, other) = (&self.names[a], &self.names[b]);
        let mut best = Words::Both;
        for (parts, words) in one.variants.iter().zip(self.vocabulary.spellings(a)) {
            for (others, other_words) in other.variants.iter().zip(self.vocabulary.spellings(b)) {
                let lone = Lone::of((parts, words), (others, other_words));
                best = best.max(self.said(lone, (one, parts), (other, others)));
            }
        }
        best
    }

    fn said(&self, mut lone: Lone<'_>, one: (&Name, &Parts), other: (&Name, &Parts)) -> Words {
        let of_country = |word: &Word, name: &Name| word.country.is_some() && word.country == name.country;
        lone.of_one.retain(|(_, word)| !of_country(word, other.0));
        lone.of_other.retain(|(_, word)| !of_country(word, one.0));
        if lone.is_empty() {
            return Words::All;
        }
        lone.take_shortened();
        if lone.is_empty() || lone.run_together() {
            return Words::Shortened;
        }
        let sure =
            |words: &[(u32, &Word)]| words.iter().filter(|(word, _)| self.vocabulary.is_word[*word as usize]).count();
        let (in_one, in_other) = (sure(&lone.of_one), sure(&lone.of_other));
        let (unsure_one, unsure_other) = (lone.of_one.len() - in_one, lone.of_other.len() - in_other);
        match (in_one > unsure_other, in_other > unsure_one) {
            (true, true) => Words::Both,
            (false, false) => Words::Unsure,
            _ if in_one > 0 && in_other > 0 => Words::Both,
            _ => Words::One,
        }
    }
}

/// Whether an acronym is compared: its letters are no words.
fn by_acronym(one: &Name, other: &Name) -> bool {
    [one, other]
        .iter()
        .any(|name| name.variants.iter().all(|parts| parts.acronym.is_some() || parts.telling().count() <= 1))
}

impl<'w> Lone<'w> {
    fn of((one, words): (&'w Parts, &[u32]), (other, other_words): (&'w Parts, &[u32])) -> Lone<'w> {
        let lone = |parts: &'w Parts, words: &[u32], others: &[u32]| -> Vec<(u32, &'w Word)> {
            let all = words.iter().copied().zip(parts.telling());
            all.filter(|(word, _)| !others.contains(word)).collect()
        };
        Lone { of_one: lone(one, words, other_words), of_other: lone(other, other_words, words) }
    }

    fn is_empty(&self) -> bool {
        self.of_one.is_empty() && self.of_other.is_empty()
    }

    /// Takes out words that are cut short in the other.
    fn take_shortened(&mut self) {
        let Lone { of_one, of_other } = self;
        of_one.retain(|(_, word)| {
            let short =
                |other: &Word| is_short_of(&word.folded, &other.folded) || is_short_of(&other.folded, &word.folded);
            let at = of_other.iter().position(|(_, other)| short(other));
            at.map(|at| of_other.remove(at)).is_none()
        });
    }

    /// Whether what is left is the same written in other pieces.
    fn run_together(&self) -> bool {
        let sounds = |words: &[(u32, &Word)]| words.iter().map(|(_, word)| &*word.sound).collect::<String>();
        let pieces = self.of_one.len() != self.of_other.len();
        pieces && sounds(&self.of_one) == sounds(&self.of_other)
    }
}

/// Whether a word is another cut short: "Fed", "Cttee", "Gral".
fn is_short_of(short: &str, word: &str) -> bool {
    let long = word.chars().count();
    let count = short.chars().count();
    if !(2..=SHORT).contains(&count) || count + 2 > long || short.chars().next() != word.chars().next() {
        return false;
    }
    let mut letters = word.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::super::super::NameUse;
    use super::*;

    fn judged(a: &str, b: &str, others: &[&str]) -> Outcome {
        let all = [a, b].into_iter().chain(others.iter().copied());
        let names: Vec<Name> =
            all.map(|name| Name::of(&NameUse { name: name.to_owned(), ..NameUse::default() })).collect();
        Judge { names: &names, vocabulary: &Vocabulary::of(&names) }.outcome(0, 1).1
    }

    #[test]
    fn a_word_that_many_have_is_no_misreading() {
        let porters = ["Harbour Porters of Elmhaven"; 9];
        let sorters = ["Harbour Sorters of Elmhaven"; 9];
        let (a, b) = ("Front of the Harbour Porters of Elmhaven", "Front of the Harbour Sorters of Elmhaven");
        assert_ne!(judged(a, b, &[porters, sorters].concat()), Outcome::Same);
        let misread = "Front of the Harbour Portcrs of Elmhaven";
        assert_eq!(judged(a, misread, &porters), Outcome::Same);
    }

    #[test]
    fn words_are_cut_short_in_many_ways() {
        for (short, word) in
            [("fed", "federacion"), ("cttee", "committee"), ("gral", "general"), ("intl", "international")]
        {
            assert!(is_short_of(short, word), "{short}");
        }
        for (short, word) in [("free", "freedom of"), ("union", "unions"), ("x", "xylem"), ("lima", "lamina")] {
            assert_eq!(is_short_of(short, word), short == "free", "{short}");
        }
    }
}
