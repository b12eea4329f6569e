//! Names of persons: given names and family names in either order, initials, short forms, patronymics, titles.

use super::align::{Alignment, align, counting, first};
use super::weigh::{Verdict, Weights};
use super::word::Way;
use crate::knowledge::persons;
use crate::resolve::name::{Class, Parts, Word};

const WEIGHTS: Weights = Weights { both: 2.0, one: 0.35 };

/// The most that two names come to where each has a word that the other has not.
const CONTRADICTED: f32 = 420.0;
/// The most that a single family name comes to with a full name.
const FAMILY_ONLY: f32 = 660.0;
/// The most that a single given name comes to with a full name.
const GIVEN_ONLY: f32 = 520.0;

/// Compares two names of persons.
pub fn compare(a: &Parts, b: &Parts) -> Verdict {
    let alignment = align(counting(&a.words), counting(&b.words), true);
    let mut verdict = Verdict::of(&alignment, WEIGHTS);
    super::explain(&alignment, &mut verdict);
    contradictions(&alignment, &mut verdict);
    given_names(&alignment, &mut verdict);
    single(&alignment, &mut verdict);
    if descent_reversed(&a.words, &b.words) {
        verdict.limit(CONTRADICTED, || "the father of one is the son of the other".to_owned());
    }
    if let [pair] = &alignment.pairs[..]
        && pair.likeness.way == Way::Initial
    {
        verdict.limit(300.0, || "only an initial agrees".to_owned());
    }
    verdict
}

/// Whether words of two names in one script differ by letters: perhaps a misspelling, perhaps somebody else.
pub fn differs_in_letters(a: &Parts, b: &Parts) -> bool {
    let alignment = align(counting(&a.words), counting(&b.words), true);
    alignment.pairs.iter().any(|pair| {
        let script = |words: &[&Word], at: usize| words.get(at).map(|word| word.latin);
        let is_near = matches!(pair.likeness.way, Way::Spelling | Way::Sound | Way::Inflected);
        is_near && script(&alignment.a, pair.a.0) == script(&alignment.b, pair.b.0)
    })
}

/// Both have a word that nothing in the other stands for.
fn contradictions(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let telling = |word: &Word| word.weight >= 60 || word.class == Class::Initial;
    if let (Some(one), Some(other)) = (first(&alignment.left, telling), first(&alignment.right, telling)) {
        let mild = one.class == Class::Initial || other.class == Class::Initial;
        verdict.limit(if mild { CONTRADICTED + 100.0 } else { CONTRADICTED }, || {
            format!("`{}` stands in one, `{}` in the other", one.folded, other.folded)
        });
    }
}

/// The given names are those of a woman and a man, or agree only across languages.
fn given_names(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    for pair in &alignment.pairs {
        let (Some(one), Some(other)) = (alignment.a.get(pair.a.0), alignment.b.get(pair.b.0)) else { continue };
        if pair.likeness.way == Way::GivenAbroad && one.latin == other.latin {
            verdict
                .limit(780.0, || format!("`{}` and `{}` are one name in two languages only", one.folded, other.folded));
        }
        if pair.a.1 == 1 && pair.b.1 == 1 && is_other_sex(one, other) {
            verdict.limit(CONTRADICTED, || {
                format!("`{}` and `{}` are names of a woman and a man", one.folded, other.folded)
            });
        }
    }
}

/// Two known given names that differ in their last vowel only.
fn is_other_sex(a: &Word, b: &Word) -> bool {
    let known = |word: &Word| word.given.known & persons::FIRST != 0;
    if !known(a)
        || !known(b)
        || a.folded == b.folded
        || a.given.groups.iter().any(|group| b.given.groups.contains(group))
    {
        return false;
    }
    let stem = |word: &Word| word.folded.trim_end_matches(['a', 'e', 'o', 'i']).len();
    let (one, other) = (a.folded.get(..stem(a)), b.folded.get(..stem(b)));
    let female = |word: &Word| word.folded.ends_with('a');
    one == other && female(a) != female(b)
}

/// One of the names is a single word.
fn single(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let (one, other) = (alignment.a.len(), alignment.b.len());
    if one.min(other) != 1 || one == other {
        return;
    }
    let Some(pair) = alignment.pairs.first() else { return };
    let joined = pair.likeness.way == Way::Joined && pair.a.1.max(pair.b.1) == one.max(other);
    if joined {
        return;
    }
    let (long, at) = if one > other { (&alignment.a, pair.a) } else { (&alignment.b, pair.b) };
    let family_first = long.first().is_some_and(|word| word.comma);
    let is_family = if family_first { at.0 == 0 } else { at.0 + at.1 == long.len() };
    if is_family {
        verdict.limit(FAMILY_ONLY, || "a family name alone".to_owned());
    } else {
        verdict.limit(GIVEN_ONLY, || "one name of several".to_owned());
    }
}

/// "A son of B" against "B son of A".
fn descent_reversed(a: &[Word], b: &[Word]) -> bool {
    let descents = |words: &'_ [Word]| -> Vec<(Box<str>, Box<str>)> {
        let son = |word: &Word| matches!(&*word.folded, "bin" | "ben" | "ibn" | "bint" | "بن" | "ould");
        words
            .windows(3)
            .filter(|three| son(&three[1]))
            .map(|three| (three[0].folded.clone(), three[2].folded.clone()))
            .collect()
    };
    let (one, other) = (descents(a), descents(b));
    one.iter().any(|(son, father)| other.iter().any(|(second, first)| son == first && father == second))
}
