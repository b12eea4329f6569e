//! Two names compared, with reasons.
//!
//! Takes two [`Name`]s; gives a [`Comparison`]. The words that count are aligned, each with the word that is the same,
//! another case of it, its translation, its short form or initial, or that sounds or looks like it. What agrees is weighed
//! against what does not, by how much each word tells; then hard limits: words that make two bodies of like-named ones,
//! countries and numbers that contradict each other, persons each with a name that the other has not. The scores from
//! which two names are the same, or a person is asked, are fixed for all kinds of names.

mod acronym;
pub(super) mod align;
pub(super) mod body;
pub(super) mod distance;
mod person;
mod weigh;
pub(super) mod word;

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

/// Whether two names of persons are alike only where letters are allowed to differ.
pub fn differ_in_letters(a: &Name, b: &Name) -> bool {
    let is_person = [a.kind, b.kind].contains(&Some(EntityKind::Person));
    let pairs = || a.variants.iter().flat_map(|one| b.variants.iter().map(move |other| (one, other)));
    is_person && pairs().all(|(one, other)| one.key != other.key && person::differs_in_letters(one, other))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::NameUse;

    fn outcome(kind: EntityKind, a: &str, b: &str) -> Comparison {
        let name = |name: &str| Name::of(&NameUse { kind: Some(kind), name: name.to_owned(), ..NameUse::default() });
        compare(&name(a), &name(b))
    }

    fn expect(kind: EntityKind, want: Outcome, pairs: &[[&str; 2]]) {
        let told: Vec<String> = pairs
            .iter()
            .map(|[a, b]| (outcome(kind, a, b), a, b))
            .filter(|(comparison, _, _)| comparison.outcome != want)
            .map(|(comparison, a, b)| format!("{a} / {b}: {} {:?}", comparison.score, comparison.reasons))
            .collect();
        assert!(told.is_empty(), "not {want:?}:\n{}", told.join("\n"));
    }

    #[test]
    fn bodies_are_one_across_spellings_and_languages() {
        expect(
            EntityKind::Organisation,
            Outcome::Same,
            &[
                ["Confederación Campesina de Honduras", "Peasant Confederation of Honduras"],
                ["Workers' League of Arvonia", "Workers League of Arvonia"],
                ["Labour Party of Norland", "Norland Labor Party"],
                ["Parti communiste français", "French Communist Party"],
                ["Коммунистическая партия Греции", "Communist Party of Greece"],
                ["Deutscher Bauernverband", "Confederation of German Farmers' Associations (Deutscher Bauernverband)"],
                ["Ministry of Foreign Affairs of Poland", "Ministerstwo Spraw Zagranicznych Polski"],
                ["Ассоциация юристов России", "Ассоциации юристов России"],
                ["Univ. of Vienna", "University of Vienna"],
                ["Universität Wien", "University of Vienna"],
                ["International Brigades of Kestrel", "Int'l Brigades of Kestrel"],
                ["4th Congress of Varos", "Fourth Congress of Varos"],
                ["日本共産党", "Japanese Communist Party"],
                ["Kestrel Holdings Ltd", "Kestrel Holdings Limited"],
                ["Movimiento Popular Quetzal", "Quetzal Popular Movement"],
                ["Union of Kestrel Miners (UKM)", "Union of Kestrel Miners"],
                ["Frente Sandalia de Liberación Nacional", "Sandalia National Liberation Front"],
                ["Türkiye Komünist Partisi", "Communist Party of Turkey"],
            ],
        );
    }

    #[test]
    fn a_word_that_distinguishes_makes_two_bodies() {
        expect(
            EntityKind::Organisation,
            Outcome::Different,
            &[
                ["Socialist Party of Norland", "Socialist Party of Norland (Independent)"],
                ["Communist Party of Spain", "Communist Party of Spain (Reconstructed)"],
                ["Communist Party of India", "Communist Party of India (Marxist-Leninist)"],
                ["Kestrel Front", "Kestrel Youth Front"],
                ["Provisional Kestrel Army", "Kestrel Army"],
                ["Communist Party of Chile", "Communist Party of Peru"],
                ["Executive Committee of the Miners' Union", "Miners' Union"],
                ["Third International", "Fourth International"],
                ["Workers' Union of Northern Kestrel", "Workers' Union of Southern Kestrel"],
                ["Brigade 12", "Brigade 21"],
                ["Miners' Federation", "Teachers' Federation"],
            ],
        );
    }

    #[test]
    fn persons_are_one_across_scripts_orders_and_short_forms() {
        expect(
            EntityKind::Person,
            Outcome::Same,
            &[
                ["Jorge Guiterrez", "Jorge Gutiérrez"],
                ["Gutiérrez, Jorge", "Jorge Gutiérrez"],
                ["J. P. Gutiérrez", "Juan Pablo Gutiérrez"],
                ["Bill Harrowgate", "William Harrowgate"],
                ["Борис Ельцин", "Boris Jelzin"],
                ["Boris Eltsine", "Boris Yeltsin"],
                ["Dr. Ana Lópes", "Ana López"],
                ["Αλέξανδρος Παπαδόπουλος", "Alexandros Papadopoulos"],
                ["نجيب محفوظ", "Naguib Mahfouz"],
                ["Лев Николаевич Толстой", "Лев Толстой"],
                ["Mao Tse-tung", "Mao Zedong"],
            ],
        );
    }

    #[test]
    fn persons_with_other_given_names_are_two() {
        expect(
            EntityKind::Person,
            Outcome::Different,
            &[
                ["Mario Kestrel", "Maria Kestrel"],
                ["Anna Harrowgate", "William Harrowgate"],
                ["Hassan bin Omar", "Omar bin Hassan"],
                ["Juan Pablo Gutiérrez", "Juan Carlos Gutiérrez"],
            ],
        );
    }

    #[test]
    fn what_may_be_either_is_asked() {
        expect(
            EntityKind::Organisation,
            Outcome::Ask,
            &[["Communist Party", "Communist Party of Nepal"], ["CFU", "Confederation of Free Unions"]],
        );
        expect(EntityKind::Person, Outcome::Ask, &[["Gutiérrez", "Jorge Gutiérrez"]]);
    }

    #[test]
    fn a_comparison_does_not_depend_on_its_direction_and_says_why() {
        for [a, b] in [["Kestrel Front", "Kestrel Youth Front"], ["Front Kestrel", "Kestrels Front"]] {
            let (there, back) = (outcome(EntityKind::Organisation, a, b), outcome(EntityKind::Organisation, b, a));
            assert_eq!((there.score, there.outcome), (back.score, back.outcome));
        }
        let comparison = outcome(EntityKind::Organisation, "Kestrel Front", "Kestrel Youth Front");
        assert_eq!(comparison.reasons.first().map(String::as_str), Some("`youth` stands in one only"));
    }
}
