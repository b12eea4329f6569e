//! Collation: the versions of a statement laid beside a base text, as an apparatus of readings.
//!
//! Takes texts, gives which of them is the base, where the others differ from it, and in what: words added, left out,
//! exchanged, moved, or only written otherwise. The law: putting each witness's readings into the base, one after the
//! other, gives that witness back to the byte ([`apply`]). Words are never cut.
//!
//! Words are paired in order ([`pairing`]), the pairs are set as an editor would ([`tidy`]), runs without partners that
//! are the same are moved ones ([`moved`]), and what then differs is written down with what stands between the words
//! ([`readings()`]), and with what differs in it ([`nature`]).

mod base;
mod dynamic;
mod likeness;
mod moved;
mod nature;
mod pairing;
mod places;
mod readings;
mod tidy;
mod words;

use crate::knowledge::vocabulary::Vocabulary;
use broadside_model::About;
use broadside_model::collation::{Apparatus, BaseReason, Reading, ReadingKind, Witness};
use broadside_model::edtf::Day;
use words::Words;

/// A text to be collated.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// Its number.
    pub text: u32,
    /// The statement, whole.
    pub words: &'a str,
    /// What is known of it: its dates tell which version is the base, its language what is a word.
    pub about: &'a About,
}

/// The apparatus of these versions, with the text of that number as base, or the one that is chosen; `None` where there
/// is none.
pub fn collate(versions: &[Version<'_>], base: Option<u32>) -> Option<Apparatus> {
    let mut versions = versions.to_vec();
    let last = Day { year: i32::MAX, month: 12, day: 31 };
    versions.sort_by_key(|version| (version.about.latest.unwrap_or(last), version.about.earliest, version.text));
    let words: Vec<Words<'_>> = versions.iter().map(|version| Words::of(version.words)).collect();
    let given = base.and_then(|base| versions.iter().position(|version| version.text == base));
    let (chosen, reason) = match given {
        Some(index) => (index, BaseReason::Given),
        None => base::choose(&versions, &words),
    };
    let base = versions.get(chosen)?;
    let common = nature::vocabulary(base.about.language.as_deref(), base.words);
    let others = versions.iter().zip(&words).enumerate().filter(|(index, _)| *index != chosen);
    let witnesses: Vec<Witness> = others
        .map(|(_, (version, witness))| {
            let readings = readings::readings(&words[chosen], witness, common);
            Witness { text: version.text, readings }
        })
        .collect();
    let places = places::places(&witnesses);
    Some(Apparatus { base: base.text, reason, witnesses, places })
}

/// Where a witness differs from a base text; `language` is an ISO 639-3 code.
pub fn readings(base: &str, witness: &str, language: Option<&str>) -> Vec<Reading> {
    let common: Vocabulary = nature::vocabulary(language, base);
    readings::readings(&Words::of(base), &Words::of(witness), common)
}

/// How many words of substance two texts differ in; what may have been misread is none, nor is what only stands elsewhere.
/// `language` is an ISO 639-3 code.
pub fn words_changed(base: &str, witness: &str, language: Option<&str>) -> usize {
    let common: Vocabulary = nature::vocabulary(language, base);
    let is_known = !common.is_empty();
    let all = readings::readings(&Words::of(base), &Words::of(witness), common);
    let changed = all.iter().filter(|reading| {
        let lemma = base.get(reading.base.range()).unwrap_or_default();
        reading.nature.is_substantive()
            && reading.kind != ReadingKind::Transposition
            && nature::is_other_word(lemma, &reading.text, common, is_known)
    });
    changed.count()
}

/// The witness that these readings make of the base; `None` where they are not readings of it.
pub fn apply(base: &str, readings: &[Reading]) -> Option<String> {
    let (mut witness, mut at) = (String::with_capacity(base.len()), 0);
    for reading in readings {
        witness.push_str(base.get(at..reading.base.start as usize)?);
        witness.push_str(&reading.text);
        at = reading.base.end as usize;
    }
    witness.push_str(base.get(at..)?);
    Some(witness)
}

#[cfg(test)]
mod generated;
#[cfg(test)]
mod suite;
