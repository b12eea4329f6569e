//! Acronyms: the one name is, or has, the first letters of the other.

use super::weigh::Verdict;
use crate::resolve::name::{Class, Name, Parts};

/// What an acronym of so many letters tells that is made of the first letters of a name: two letters fit many names.
const BY_LENGTH: [f32; 7] = [0.0, 0.0, 480.0, 640.0, 740.0, 830.0, 880.0];

/// What an acronym tells that a text ties to a name.
const OF_NAME: f32 = 940.0;

/// Letters of an acronym that is hardly used for two.
const LONG: usize = 4;

/// The most that an acronym tells where one name is of a country and the other of none that is known, unless a text ties a
/// long one to it.
const ONE_COUNTRY: f32 = 660.0;

/// What acronyms say of two names, where one of them is an acronym or both have one; None where they say nothing.
pub fn compare(a: (&Name, &Parts), b: (&Name, &Parts)) -> Option<Verdict> {
    let bare = |parts: &Parts| {
        let others = parts.telling().filter(|word| word.class != Class::Country).count();
        parts.acronym.is_some() && others <= 1
    };
    match (bare(a.1), bare(b.1)) {
        (true, false) => stands_for(a, b),
        (false, true) => stands_for(b, a),
        _ => None,
    }
}

/// Whether a bare acronym stands for a name.
fn stands_for((abbreviated, short): (&Name, &Parts), (name, long): (&Name, &Parts)) -> Option<Verdict> {
    let letters = short.acronym.as_deref()?;
    let verdict = |score: f32, how: &str| {
        let reasons = vec![(1.5, format!("acronym {} {how}", letters.to_uppercase()))];
        // Of a country, and of none that is known: others may be meant.
        let told_apart = abbreviated.country.is_some() != name.country.is_some();
        let is_long = score >= OF_NAME && letters.len() >= LONG;
        Some(Verdict { score: if told_apart && !is_long { score.min(ONE_COUNTRY) } else { score }, reasons })
    };
    if name.acronyms.iter().any(|own| own == letters) || long.acronym.as_deref() == Some(letters) {
        return verdict(OF_NAME, "of the name");
    }
    let told = *BY_LENGTH.get(letters.len()).unwrap_or(&BY_LENGTH[6]);
    if letters == long.initials && long.initials.len() >= 2 {
        return verdict(told, "made of its first letters");
    }
    if letters == long.all_initials {
        return verdict(told - 20.0, "made of its first letters");
    }
    if letters.len() >= 3 && is_within(letters, long) {
        return verdict(told - 160.0, "made of letters of the name");
    }
    None
}

/// Whether the letters of an acronym begin words of the name in order, with at most one word that counts skipped.
fn is_within(letters: &str, long: &Parts) -> bool {
    if letters.len() + 1 < long.initials.len() || long.initials.len() < 2 {
        return false;
    }
    let mut wanted = letters.chars().peekable();
    let first_agrees = long.all_initials.chars().next() == letters.chars().next();
    for letter in long.all_initials.chars() {
        if wanted.peek() == Some(&letter) {
            wanted.next();
        }
    }
    first_agrees && wanted.peek().is_none()
}
