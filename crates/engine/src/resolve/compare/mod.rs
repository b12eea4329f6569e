//! Two names compared, with reasons.
//!
//! Takes two [`Name`]s; gives a [`Comparison`]. The words that count are aligned, each with the word that is the same,
//! another case of it, its translation, its short form or initial, or that sounds or looks like it. What agrees is weighed
//! against what does not, by how much each word tells; then hard limits: words that make two bodies of like-named ones,
//! countries and numbers that contradict each other, persons each with a name that the other has not. The scores from
//! which two names are the same, or a person is asked, are fixed for all kinds of names.

mod acronym;
mod align;
mod body;
mod distance;
mod person;
mod weigh;
mod word;

use super::name::{Class, Name, Parts, Word};
use super::{Comparison, Outcome};
use align::Alignment;
use broadside_model::EntityKind;
use weigh::Verdict;
use word::Way;

/// The score from which two names are the same, in thousandths.
pub const SAME: u16 = 700;
/// The score from which a person is asked.
pub const ASK: u16 = 500;

/// Most reasons that are given.
const MOST_REASONS: usize = 6;
/// Years between two uses beyond which they are not of one person.
const LIFETIME: i32 = 80;

/// Compares two names.
pub fn compare(a: &Name, b: &Name) -> Comparison {
    if let Some(reason) = kinds_contradict(a.kind, b.kind) {
        return Comparison { score: 0, outcome: Outcome::Different, reasons: vec![reason] };
    }
    let person = a.kind == Some(EntityKind::Person) || b.kind == Some(EntityKind::Person);
    let mut best: Option<Verdict> = None;
    for one in &a.variants {
        for other in &b.variants {
            let verdict = spellings((a, one), (b, other), person);
            if best.as_ref().is_none_or(|best| verdict.score > best.score) {
                best = Some(verdict);
            }
        }
    }
    let mut verdict = best.unwrap_or(Verdict { score: 0.0, reasons: Vec::new() });
    context(a, b, person, &mut verdict);
    finish(verdict)
}

/// Compares two spellings.
fn spellings(a: (&Name, &Parts), b: (&Name, &Parts), person: bool) -> Verdict {
    if a.1.key == b.1.key {
        return Verdict { score: 1000.0, reasons: vec![(3.0, "the same name".to_owned())] };
    }
    let words = if person { person::compare(a.1, b.1) } else { body::compare(a.1, b.1, (a.0, b.0)) };
    if person {
        return words;
    }
    match acronym::compare(a, b) {
        Some(acronym) if acronym.score > words.score => acronym,
        _ => words,
    }
}

/// What is known beside the names: countries, and when they were used.
fn context(a: &Name, b: &Name, person: bool, verdict: &mut Verdict) {
    if let (Some(one), Some(other)) = (a.country, b.country) {
        let code = |code: [u8; 2]| String::from_utf8_lossy(&code).into_owned();
        if one == other {
            verdict.score += (1000.0 - verdict.score).max(0.0) * 0.1;
            verdict.note(0.5, format!("both of {}", code(one)));
        } else if person {
            verdict.score *= 0.93;
            verdict.note(0.5, format!("of {} and {}", code(one), code(other)));
        } else {
            verdict.limit(400.0, || format!("of {} and {}", code(one), code(other)));
        }
    }
    if person && let (Some(one), Some(other)) = (a.seen, b.seen) {
        let gap = (other.0.year - one.1.year).max(one.0.year - other.1.year);
        if gap > LIFETIME {
            verdict.limit(300.0, || format!("{gap} years between their uses"));
        }
    }
}

/// Two kinds that are never one.
fn kinds_contradict(a: Option<EntityKind>, b: Option<EntityKind>) -> Option<String> {
    let known = |kind: Option<EntityKind>| kind.filter(|kind| *kind != EntityKind::Unknown);
    let (one, other) = (known(a)?, known(b)?);
    (one != other).then(|| format!("one is a {}, the other a {}", one.name(), other.name()))
}

/// Adds what the words say for and against.
fn explain(alignment: &Alignment<'_>, verdict: &mut Verdict) {
    for pair in &alignment.pairs {
        let of = |words: &[&Word], (at, length): (usize, usize)| {
            words[at..at + length].iter().map(|word| &*word.folded).collect::<Vec<_>>().join(" ")
        };
        let (one, other) = (of(&alignment.a, pair.a), of(&alignment.b, pair.b));
        let weight = alignment.a.get(pair.a.0).map_or(0.0, |word| f32::from(word.weight) / 100.0);
        let how = match pair.likeness.way {
            Way::Same => {
                verdict.note(weight, format!("`{one}` in both"));
                continue;
            }
            Way::Inflected => "another form of",
            Way::Meaning => "means the same as",
            Way::Given => "short or other form of",
            Way::GivenAbroad => "in another language",
            Way::Initial => "initial of",
            Way::Sound => "sounds like",
            Way::Spelling => "spelled like",
            Way::Joined => "written together as",
        };
        verdict.note(weight, format!("`{one}` {how} `{other}`"));
    }
    for word in alignment.left.iter().chain(&alignment.right).filter(|word| word.class != Class::Initial) {
        verdict.note(f32::from(word.weight) / 110.0, format!("`{}` stands in one only", word.folded));
    }
}

fn finish(mut verdict: Verdict) -> Comparison {
    let score = verdict.score.clamp(0.0, 1000.0) as u16;
    let outcome = match score {
        SAME.. => Outcome::Same,
        ASK.. => Outcome::Ask,
        _ => Outcome::Different,
    };
    verdict.reasons.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    let mut reasons: Vec<String> = verdict.reasons.into_iter().map(|(_, reason)| reason).collect();
    reasons.dedup();
    reasons.truncate(MOST_REASONS);
    Comparison { score, outcome, reasons }
}
