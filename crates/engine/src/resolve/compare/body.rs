//! Names of organisations, places, events and works: what is rare agrees, what distinguishes stands in both, countries and
//! numbers do not contradict each other.

use super::align::{Alignment, align, counting, first};
use super::weigh::{Verdict, Weights};
use crate::resolve::lexicon::lexicon;
use crate::resolve::name::{Class, Name, Parts, Word};
use broadside_model::EntityKind;

const WEIGHTS: Weights = Weights { both: 1.7, one: 0.5 };

/// The most that two names come to of which one has a word that makes it another body.
const DISTINGUISHED: f32 = 400.0;
/// The most where two countries, places or numbers stand against each other.
const CONTRADICTED: f32 = 300.0;
/// The most where only one names a country, or calls itself international.
const ONE_COUNTRY: f32 = 620.0;
/// The most where one says more of what the body is.
const FULLER: f32 = 690.0;
/// The most where only one has a number.
const ONE_NUMBER: f32 = 440.0;
/// The most where only words agree that many names have.
const COMMON_ONLY: f32 = 600.0;

/// Compares two spellings; the names say what is known beside them.
pub fn compare(a: &Parts, b: &Parts, names: (&Name, &Name)) -> Verdict {
    let mut alignment = align(counting(&a.words), counting(&b.words), false);
    let (fillers_a, fillers_b) = (fillers(&alignment.a), fillers(&alignment.b));
    alignment.left.retain(|word| !fillers_a.iter().any(|filler| std::ptr::eq(*filler, *word)));
    alignment.right.retain(|word| !fillers_b.iter().any(|filler| std::ptr::eq(*filler, *word)));
    let mut verdict = Verdict::of(&alignment, WEIGHTS);
    super::explain(&alignment, &mut verdict);
    distinguished(&alignment, &mut verdict);
    contradicted(&alignment, &mut verdict);
    countries(&alignment, names, &mut verdict);
    numbers(&alignment, &mut verdict);
    common(&alignment, &mut verdict);
    if names.0.kind == Some(EntityKind::Organisation) {
        fuller(&alignment, &mut verdict);
    }
    verdict
}

/// A word of one that makes it another body than the other: "youth", "(independent)", "committee of".
fn distinguished(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let lone = alignment.left.iter().chain(&alignment.right);
    let bracketed = |word: &Word| word.bracketed && matches!(word.class, Class::Plain | Class::Attribute);
    for word in lone.filter(|word| matches!(word.class, Class::Distinguishing | Class::Part) || bracketed(word)) {
        verdict.limit(DISTINGUISHED, || format!("`{}` stands in one only", word.folded));
    }
    // A body of a body: "Committee of the Party" is not the party.
    let kinds = |words: &[&Word]| words.iter().filter(|word| word.class == Class::Type).count();
    let (left, right) = (kinds(&alignment.left), kinds(&alignment.right));
    let leads = |all: &[&Word], lone: &[&Word]| {
        let first = all.iter().find(|word| word.class == Class::Type);
        first.is_some_and(|first| lone.iter().any(|word| std::ptr::eq(*word, *first)) && is_organ(first))
    };
    let organ = (left > 0 && right == 0 && leads(&alignment.a, &alignment.left))
        || (right > 0 && left == 0 && leads(&alignment.b, &alignment.right));
    if organ {
        verdict.limit(DISTINGUISHED + 60.0, || "one is a part of the other".to_owned());
    }
}

/// Words that some languages add where others have one word: "railway workers", "bank employees".
pub fn fillers<'n>(words: &[&'n Word]) -> Vec<&'n Word> {
    let name = |word: &Word| word.concept.map_or("", |concept| lexicon().name(concept));
    let is_filler = |word: &Word| matches!(name(word), "workers" | "employees");
    let trade = |word: &Word| {
        matches!(
            name(word),
            "railway"
                | "transport"
                | "postal"
                | "textile"
                | "metalworkers"
                | "construction"
                | "miners"
                | "health"
                | "oil"
                | "education"
                | "electricity"
                | "agriculture"
                | "industry"
                | "unions_of_banks"
                | "bank"
                | "insurance"
                | "maritime"
                | "press"
                | "steel"
                | "energy"
                | "farmers"
                | "tourism"
        )
    };
    let beside = words.windows(2).flat_map(|two| [(two[0], two[1]), (two[1], two[0])]);
    beside.filter(|(word, next)| is_filler(word) && trade(next)).map(|(word, _)| word).collect()
}

/// Kinds of bodies that others have: committees, councils, congresses.
fn is_organ(word: &Word) -> bool {
    let name = word.concept.map_or("", |concept| lexicon().name(concept));
    matches!(
        name,
        "committee"
            | "commission"
            | "council"
            | "congress"
            | "conference"
            | "delegation"
            | "department"
            | "office"
            | "board"
            | "assembly"
            | "group"
            | "brigade"
            | "embassy"
            | "government"
            | "parliament"
            | "army"
            | "team"
            | "bank"
    )
}

/// Each has a rare word that the other has not.
fn contradicted(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let telling =
        |word: &Word| matches!(word.class, Class::Plain | Class::Known | Class::Attribute) && word.weight >= 60;
    if let (Some(one), Some(other)) = (first(&alignment.left, telling), first(&alignment.right, telling)) {
        let mild = one.class == Class::Attribute || other.class == Class::Attribute;
        verdict.limit(if mild { 560.0 } else { 500.0 }, || {
            format!("`{}` stands in one, `{}` in the other", one.folded, other.folded)
        });
    }
}

fn countries(alignment: &Alignment<'_>, (a, b): (&Name, &Name), verdict: &mut Verdict) {
    let named = |word: &Word| matches!(word.class, Class::Country | Class::Scope);
    match (first(&alignment.left, named), first(&alignment.right, named)) {
        (Some(one), Some(other)) => {
            verdict.limit(CONTRADICTED, || format!("`{}` against `{}`", one.folded, other.folded));
        }
        (Some(word), None) | (None, Some(word)) => {
            let other = if alignment.left.iter().any(|lone| std::ptr::eq(*lone, word)) { b } else { a };
            if word.country.is_none() || word.country != other.country {
                verdict.limit(ONE_COUNTRY, || format!("`{}` stands in one only", word.folded));
            }
        }
        (None, None) => {}
    }
}

fn numbers(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let number = |words: &[&Word]| words.iter().find_map(|word| word.number);
    match (number(&alignment.left), number(&alignment.right)) {
        (Some(one), Some(other)) => verdict.limit(CONTRADICTED, || format!("{one} against {other}")),
        (Some(one), None) | (None, Some(one)) => verdict.limit(ONE_NUMBER, || format!("{one} stands in one only")),
        (None, None) => {}
    }
}

/// One says more of what the body is than the other: it may be another, or the same in full.
fn fuller(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let says = |word: &Word| matches!(word.class, Class::Plain | Class::Attribute | Class::Known) && word.weight >= 60;
    let lone = first(&alignment.left, says).or_else(|| first(&alignment.right, says));
    if let Some(word) = lone {
        verdict.limit(FULLER, || format!("`{}` stands in one only", word.folded));
    }
    let kind = |word: &Word| word.class == Class::Type;
    if let (Some(one), Some(other)) = (first(&alignment.left, kind), first(&alignment.right, kind)) {
        verdict.limit(FULLER, || format!("`{}` against `{}`", one.folded, other.folded));
    }
}

/// All that agrees is what many names have, and something is left over.
fn common(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    let rare = |word: &Word| matches!(word.class, Class::Plain | Class::Known | Class::Number | Class::Distinguishing);
    let agrees = alignment.pairs.iter().any(|pair| alignment.a.get(pair.a.0).is_some_and(|word| rare(word)));
    let left_over = alignment.left.iter().chain(&alignment.right).any(|word| word.weight >= 60);
    if !agrees && left_over {
        verdict.limit(COMMON_ONLY, || "only common words agree".to_owned());
    }
}
