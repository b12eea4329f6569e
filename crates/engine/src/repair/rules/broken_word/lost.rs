//! `lost-hyphen`: a word broken over a line end whose hyphen OCR lost.
//!
//! How often that happens differs from text to text: scans lose hyphens by the page, typed text never does. So all line
//! ends of a text are weighed first, the share of lost hyphens is estimated from them, and only then is each decided.

use super::evidence::{Pair, weigh};
use super::gap::{Gap, Mark};
use super::vocabulary::Vocabulary;
use crate::repair::{Draft, Rule};

/// Least probability at which halves are joined that make a known word.
const SURE: f64 = 0.5;

/// Least probability where they do not.
const SURE_OF_UNKNOWN: f64 = 0.8;

/// Least probability where blank lines or furniture lie between the halves.
const SURE_WHEN_WIDE: f64 = 0.98;

/// Odds of a join among the pairs the trees were learnt from, as a natural logarithm.
const LEARNT_ODDS: f64 = -1.19;

/// What stray marks behind the first half take from the evidence: they are rarer behind a lost hyphen than elsewhere.
const NOISE: f64 = 1.0;

/// What a hyphen behind the second half or capitals take: the trees have not learnt from such pairs.
const ODD: f64 = 1.0;

/// Joins words that lost their hyphen at the line end.
pub struct Lost;

impl Rule for Lost {
    fn name(&self) -> &'static str {
        "lost-hyphen"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let found: Vec<(Gap<'_>, Pair<'_>)> = (0..draft.lines.len())
            .filter_map(|left| candidate(draft, left))
            .filter_map(|gap| Pair::of(gap.first, gap.second).map(|pair| (gap, pair)))
            .collect();
        if found.is_empty() {
            return;
        }
        let vocabulary = Vocabulary::around(draft, found.iter().map(|(gap, _)| gap));
        let weighed: Vec<Weighed<'_>> = found
            .iter()
            .filter_map(|(gap, pair)| {
                let weight = weigh_gap(gap, pair, &vocabulary)?;
                Some(Weighed { gap: *gap, weight, known: pair.is_known(&vocabulary) })
            })
            .collect();
        let share = share_of_lost(&weighed);
        for one in &weighed {
            let probability = probability(one.weight, share);
            if probability >= one.least_probability() {
                one.gap.join(draft, self.name(), "", (probability * 100.0) as u8);
            }
        }
    }
}

/// A gap, the logarithm of its odds, and whether the word it would make is known.
struct Weighed<'a> {
    gap: Gap<'a>,
    weight: f64,
    known: bool,
}

impl Weighed<'_> {
    fn least_probability(&self) -> f64 {
        match (self.gap.is_wide(), self.known) {
            (true, _) => SURE_WHEN_WIDE,
            (false, true) => SURE,
            (false, false) => SURE_OF_UNKNOWN,
        }
    }
}

/// A gap that may hide a lost hyphen.
fn candidate<'a>(draft: &Draft<'a>, left: usize) -> Option<Gap<'a>> {
    let last = draft.line(left).bytes().next_back()?;
    let next = draft.lines.get(left + 1).and_then(|next| draft.raw().as_bytes().get(next.raw.start as usize));
    let starts_anew = last.is_ascii_lowercase() && next.is_some_and(u8::is_ascii_uppercase);
    if starts_anew && draft.lines[left + 1].furniture.is_none() || b",;:-!?)".contains(&last) {
        return None;
    }
    let gap = Gap::after(draft, left)?;
    let may = matches!(gap.mark, Mark::Bare | Mark::Noise) && runs_on_in_case(&gap);
    // Printers do not part a single letter from its word.
    let parts = gap.first.chars().nth(1).is_some() && gap.second.chars().nth(1).is_some();
    (may && parts && !gap.compound).then_some(gap)
}

/// Whether the case of the letters lets the second half go on: it is small throughout, or both are capitals.
fn runs_on_in_case(gap: &Gap<'_>) -> bool {
    let capitals = |half: &str| half.chars().all(char::is_uppercase);
    !gap.second.contains(char::is_uppercase) && gap.second.starts_with(char::is_lowercase)
        || capitals(gap.second) && capitals(gap.first)
}

/// The logarithm of the odds that the gap is a broken word, had half of the weighed line ends one.
fn weigh_gap(gap: &Gap<'_>, pair: &Pair<'_>, vocabulary: &Vocabulary) -> Option<f64> {
    let mut noise = if gap.mark == Mark::Noise || gap.stray > 0 { NOISE } else { 0.0 };
    if gap.after == Some('-') || gap.second.starts_with(char::is_uppercase) {
        noise += ODD;
    }
    if vocabulary.is_english(gap.left) {
        return Some(f64::from(weigh(&pair.evidence(vocabulary, 0))) - LEARNT_ODDS - noise);
    }
    let whole = vocabulary.count(&[gap.first, gap.second]);
    let (first, second) = (vocabulary.count(&[gap.first]), vocabulary.count(&[gap.second]));
    let letters = gap.first.chars().count() + gap.second.chars().count();
    (whole > 1 && first.min(second) == 0 && first.max(second) < whole * 4 && letters > 5).then_some(8.0 - noise)
}

/// The share of weighed line ends that have lost a hyphen, by expectation and maximisation from a guess of one in twenty.
fn share_of_lost(weighed: &[Weighed<'_>]) -> f64 {
    let mut share = 0.05;
    for _ in 0..8 {
        let lost: f64 = weighed.iter().map(|one| probability(one.weight, share)).sum();
        share = ((lost + 0.5) / (weighed.len() as f64 + 10.0)).clamp(0.001, 0.9);
    }
    share
}

fn probability(weight: f64, share: f64) -> f64 {
    let odds = weight.exp() * share / (1.0 - share);
    if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Format, Reading};

    fn repaired(raw: &str) -> String {
        let mut reading = Reading::empty(Format::Text);
        reading.raw = raw.to_owned();
        let mut draft = Draft::new(&reading);
        Lost.apply(&mut draft);
        let text = draft.finish();
        assert_eq!(text.undo_all(), raw);
        text.text
    }

    #[test]
    fn halves_without_a_hyphen_are_joined_where_they_are_no_words() {
        let raw = "The members of the league were told by the govern\nment that it was for them to say what they had in mind.\n";
        assert!(repaired(raw).contains("by the government that"));
    }

    #[test]
    fn words_that_stand_apart_are_left() {
        for raw in [
            "The men were told that they had to go with him in\nto the house of the league and that was that.\n",
            "It is for them to say that the members of the\nleague were with us, and so\non and on to the end.\n",
            "That was the view of the people with whom we went up\non the hill, which they said was for the best.\n",
            "The old flag\nof the union was by their side, and it will be\nthere for all of us.\n",
        ] {
            assert_eq!(repaired(raw), raw);
        }
    }

    #[test]
    fn names_one_to_a_line_are_left() {
        let raw = "For the league:\nAnna Berg\nJohn Land\nMary Son\nPeter Ward\n";
        assert_eq!(repaired(raw), raw);
    }

    #[test]
    fn another_language_is_joined_only_by_its_own_words() {
        let raw = "Los trabajadores de la ciudad, los trabajadores del campo y los trabaja\ndores del mar vienen con\nsolo una voz.\n";
        let joined = repaired(raw);
        assert!(joined.contains("los trabajadores del mar vienen con\nsolo una voz"));
    }
}
