//! A comparison seen with the whole collection: which words are surely meant as they stand, and which may be misread.
//!
//! Two names can be compared by themselves, but only a collection tells that "Bakrs" is nobody's word and "Bakers" many's.
//! A word that is surely one and stands in one name only makes a question of what looked the same, and where each of
//! two bodies has one that the other has not, they are two. Names that are the same word by word, misread ones taken for
//! what they surely are, are the same.

use super::super::block::Vocabulary;
use super::super::compare::{ASK, SAME, align::counting, body::fillers, compare, word::likeness};
use super::super::lexicon::lexicon;
use super::super::name::{Name, Parts, Word};
use super::super::{Comparison, NameUse, Outcome};
use broadside_model::EntityKind;

/// What it comes to where each has a word that the other has not.
const BOTH: u16 = ASK - 20;
/// What it comes to at most where one has a word that the other has not.
const ONE: u16 = 640;
/// What it comes to at least where all words are the same.
const ALL: u16 = 960;
/// What it comes to at least where some are cut short.
const SHORTENED: u16 = 860;
/// What it comes to at least where some are misread.
const MISREAD: u16 = 760;
/// Comparisons below that say that more is misread than can be told.
const FIRM: u16 = 440;
/// The score of an acronym that a text ties to a name, at least.
pub const TIED: u16 = 900;
/// The score of an acronym of five letters and more that are the first ones of a name of its country, at least.
const INITIALS: u16 = 840;
/// How like two words of two languages sound that are taken for one, and two of one language.
const COGNATE: (f32, f32) = (0.8, 0.93);
/// Most letters of a word cut short.
const SHORT: usize = 5;

/// Comparisons of the names of a collection.
pub struct Judge<'a> {
    /// What is known of their uses.
    pub uses: &'a [&'a NameUse],
    /// The names.
    pub names: &'a [Name],
    /// Their words.
    pub vocabulary: &'a Vocabulary,
}

/// A name, one of its spellings taken apart, and as it is written.
type Spelling<'w> = (&'w Name, &'w Parts, &'w str);

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
    /// One has a word that the other has not.
    One,
    /// The same but for words misread.
    Misread,
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
        if person {
            return score;
        }
        match (is_acronym(one), is_acronym(other)) {
            (true, true) if !acronyms(one).any(|letters| acronyms(other).any(|other| other == letters)) => {
                return score.min(BOTH);
            }
            (true, true) => return score,
            // Letters that a name may be made of are those of many names: only a text can tie an acronym to one, or many
            // letters in one country.
            (true, false) | (false, true) => {
                let same_country = one.country.is_some() && one.country == other.country;
                let surely = score >= TIED || same_country && score >= INITIALS;
                return if surely { score } else { score.min(ONE) };
            }
            (false, false) => {}
        }
        let countries = matches!((one.country, other.country), (Some(one), Some(other)) if one != other);
        let at_least = |least: u16| if countries { score } else { score.max(least) };
        match self.words(a as usize, b as usize) {
            Words::Both => score.min(BOTH),
            Words::One => score.min(ONE),
            Words::Misread if score < FIRM => score,
            Words::Misread => at_least(MISREAD),
            Words::Shortened => at_least(SHORTENED),
            Words::All => at_least(ALL),
        }
    }

    /// What the words of the likest spellings say.
    fn words(&self, a: usize, b: usize) -> Words {
        let (one, other) = (&self.names[a], &self.names[b]);
        let mut best = Words::Both;
        let languages = (&self.uses[a].languages, &self.uses[b].languages);
        let two = !languages.0.is_empty()
            && !languages.1.is_empty()
            && !languages.0.iter().any(|one| languages.1.contains(one));
        let cognate = if two { COGNATE.0 } else { COGNATE.1 };
        let written = |rank: usize| {
            std::iter::once(&*self.uses[rank].name).chain(self.uses[rank].also.iter().map(String::as_str))
        };
        for ((parts, words), of_one) in one.variants.iter().zip(self.vocabulary.spellings(a)).zip(written(a)) {
            for ((others, other_words), of_other) in
                other.variants.iter().zip(self.vocabulary.spellings(b)).zip(written(b))
            {
                let lone = Lone::of((parts, words), (others, other_words));
                best = best.max(self.said(lone, (one, parts, of_one), (other, others, of_other), cognate));
            }
        }
        best
    }

    fn said(&self, mut lone: Lone<'_>, one: Spelling<'_>, other: Spelling<'_>, cognate: f32) -> Words {
        let of_country = |word: &Word, name: &Name| word.country.is_some() && word.country == name.country;
        lone.of_one.retain(|(_, word)| !of_country(word, other.0));
        lone.of_other.retain(|(_, word)| !of_country(word, one.0));
        lone.drop_fillers(one.1, other.1);
        if one.0.kind == Some(EntityKind::Place) && other.0.kind == one.0.kind {
            lone.drop_kinds_of_places();
        }
        if lone.is_empty() {
            return Words::All;
        }
        lone.take_alike(|one, other| {
            is_short_of(&one.1.folded, &other.1.folded) || is_short_of(&other.1.folded, &one.1.folded)
        });
        let listed = |word: &Word| word.concept.is_some() || word.number.is_some();
        lone.take_alike(|one, other| {
            !(listed(one.1) && listed(other.1))
                && likeness(one.1, other.1, false)
                    .is_some_and(|like| like.degree >= if one.1.latin == other.1.latin { cognate } else { COGNATE.0 })
        });
        if lone.is_empty() || lone.run_together() {
            return Words::Shortened;
        }
        let sure = |word: &(u32, &Word)| self.vocabulary.is_word[word.0 as usize];
        lone.take_alike(|one, other| !(sure(one) && sure(other)) && is_misread(&one.1.folded, &other.1.folded, 4));
        let rare = |word: &(u32, &Word)| self.vocabulary.is_rare[word.0 as usize];
        let is_small = |word: &(u32, &Word)| word.1.concept.is_none() && word.1.number.is_none() && !rare(word);
        let scrap =
            |word: &(u32, &Word)| rare(word) && !sure(word) && word.1.folded.chars().count() <= 2 && !word.1.capitals;
        lone.of_one.retain(|word| !(scrap(word) || is_small(word) && is_between_capitals(one.2, word.1)));
        lone.of_other.retain(|word| !(scrap(word) || is_small(word) && is_between_capitals(other.2, word.1)));
        if lone.is_empty() || lone.run_together() || lone.misread_together() {
            return Words::Misread;
        }
        let count = |words: &[(u32, &Word)]| words.iter().filter(|word| sure(word)).count();
        let (in_one, in_other) = (count(&lone.of_one), count(&lone.of_other));
        if in_one > 0 && in_other > 0 { Words::Both } else { Words::One }
    }
}

/// A name taken apart; an acronym that stands beside a country is one of its spellings.
pub fn taken_apart(one: &NameUse) -> Name {
    let mut name = Name::of(one);
    let acronym = name.main().and_then(|parts| {
        let mut others = parts.telling().filter(|word| word.country.is_none());
        let letters = others.next().filter(|_| others.next().is_none())?;
        let is_one = parts.country.is_some() && letters.capitals && letters.concept.is_none();
        is_one.then(|| letters.folded.to_uppercase())
    });
    if let Some(acronym) = acronym.filter(|_| one.kind != Some(EntityKind::Person)) {
        name.variants.push(Parts::of(&acronym, one.kind));
    }
    name
}

/// Whether a name is an acronym: its letters are no words.
pub fn is_acronym(name: &Name) -> bool {
    name.variants.iter().any(|parts| parts.acronym.is_some())
}

/// The acronyms that a name is.
fn acronyms(name: &Name) -> impl Iterator<Item = &str> {
    name.variants.iter().filter_map(|parts| parts.acronym.as_deref())
}

impl<'w> Lone<'w> {
    fn of((one, words): (&'w Parts, &[u32]), (other, other_words): (&'w Parts, &[u32])) -> Lone<'w> {
        let lone = |parts: &'w Parts, words: &[u32], others: &[u32]| -> Vec<(u32, &'w Word)> {
            let mut others = others.to_vec();
            let mut is_lone = |word: u32| {
                let at = others.iter().position(|other| *other == word);
                at.map(|at| others.swap_remove(at)).is_none()
            };
            words.iter().copied().zip(parts.telling()).filter(|(word, _)| is_lone(*word)).collect()
        };
        Lone { of_one: lone(one, words, other_words), of_other: lone(other, other_words, words) }
    }

    fn is_empty(&self) -> bool {
        self.of_one.is_empty() && self.of_other.is_empty()
    }

    /// Takes out words that some languages add where others have one word.
    fn drop_fillers(&mut self, one: &Parts, other: &Parts) {
        for (words, parts) in [(&mut self.of_one, one), (&mut self.of_other, other)] {
            if !words.is_empty() {
                let counting = counting(&parts.words);
                let fillers = fillers(&counting);
                words.retain(|(_, word)| !fillers.iter().any(|filler| std::ptr::eq(*filler, *word)));
            }
        }
    }

    /// Takes out what a place is: "the Republic of Arvonia" is Arvonia, "the Kestrel Sea" the Kestrel. Words that a place
    /// may share with its namesake ("city", "region", "new") stay.
    fn drop_kinds_of_places(&mut self) {
        const KINDS: [&str; 9] =
            ["republic", "kingdom", "federal", "federation", "people", "popular", "sea", "ocean", "river"];
        let is_kind = |word: &Word| word.concept.is_some_and(|concept| KINDS.contains(&lexicon().name(concept)));
        for words in [&mut self.of_one, &mut self.of_other] {
            words.retain(|(_, word)| !is_kind(word));
        }
    }

    /// Takes out words that each stand for one of the other.
    fn take_alike(&mut self, alike: impl Fn(&(u32, &Word), &(u32, &Word)) -> bool) {
        let Lone { of_one, of_other } = self;
        of_one.retain(|one| {
            let at = of_other.iter().position(|other| alike(one, other));
            at.map(|at| of_other.remove(at)).is_none()
        });
    }

    /// Whether what is left is the same written in other pieces.
    fn run_together(&self) -> bool {
        let sounds = |words: &[(u32, &Word)]| words.iter().map(|(_, word)| &*word.sound).collect::<String>();
        self.of_one.len() != self.of_other.len() && sounds(&self.of_one) == sounds(&self.of_other)
    }

    /// Whether what is left is the same in other pieces, misread.
    fn misread_together(&self) -> bool {
        let letters =
            |words: &[(u32, &Word)]| words.iter().map(|(_, word)| word.folded.replace(' ', "")).collect::<String>();
        self.of_one.len() != self.of_other.len() && is_misread(&letters(&self.of_one), &letters(&self.of_other), 5)
    }
}

/// Whether a word is another cut short: "Fed", "Cttee", "Gral".
fn is_short_of(short: &str, word: &str) -> bool {
    let long = word.chars().count();
    let count = short.chars().count();
    if !(2..=SHORT).contains(&count) || count + 2 > long || short.chars().next() != word.chars().next() {
        return false;
    }
    let beginning = short.chars().nth(1) == word.chars().nth(1);
    let mut letters = word.chars();
    (beginning || count > 3) && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether a word is written small in a name whose other words begin with capitals: no name's word, but one between them.
fn is_between_capitals(written: &str, word: &Word) -> bool {
    let words = written.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut large, mut small, mut is_small) = (0, 0, false);
    for own in words {
        if own.starts_with(char::is_uppercase) {
            large += 1;
        } else if own.to_lowercase().chars().eq(word.folded.chars()) {
            is_small = true;
        } else if own.chars().count() > 4 {
            small += 1;
        }
    }
    is_small && large >= 3 && small == 0 && word.folded.chars().count() <= SHORT
}

/// Whether one word may be another misread: at most one letter in so many is another.
fn is_misread(one: &str, other: &str, of: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(40).collect(), other.chars().take(40).collect());
    let most = (one.len().max(other.len()) / of).max(1);
    if one.len().abs_diff(other.len()) > most || one.len().min(other.len()) < 3 {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], at + 1);
        for (next, second) in other.iter().enumerate() {
            let changed = before + usize::from(letter != second);
            before = row[next + 1];
            row[next + 1] = changed.min(before + 1).min(row[next] + 1);
        }
    }
    row.last().is_some_and(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(a: &str, b: &str, others: &[&str]) -> Outcome {
        let all = [a, b].into_iter().chain(others.iter().copied());
        let uses: Vec<NameUse> = all.map(|name| NameUse { name: name.to_owned(), ..NameUse::default() }).collect();
        let (names, uses): (Vec<Name>, Vec<&NameUse>) = uses.iter().map(|one| (taken_apart(one), one)).unzip();
        Judge { uses: &uses, names: &names, vocabulary: &Vocabulary::of(&names, &[]) }.outcome(0, 1).1
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
        for (short, word) in [("oro", "observatorio"), ("union", "unions"), ("x", "xylem"), ("atores", "agricultores")]
        {
            assert!(!is_short_of(short, word), "{short}");
        }
    }
}
