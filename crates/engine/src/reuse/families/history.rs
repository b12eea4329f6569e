//! The history of a family's words: first seen, by whom, and how they spread over time.
//!
//! Dates are bounds, so the first use may be open: all are named that no other is surely earlier than.

use broadside_model::edtf::Day;
use broadside_model::{About, Family, History, Passage, User};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The history of a family; `about` has what is known of each text.
pub fn history(family: &Family, about: &[About]) -> History {
    let mut texts: Vec<Passage> = family.members.clone();
    texts.sort_unstable();
    texts.dedup_by_key(|passage| passage.text);
    let known: Vec<(Passage, &About)> =
        texts.iter().filter_map(|passage| Some((*passage, about.get(passage.text as usize)?))).collect();
    let mut years: BTreeMap<i32, u32> = BTreeMap::new();
    for year in known.iter().filter_map(|(_, about)| sure_year(about)) {
        *years.entry(year).or_default() += 1;
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let dated: u32 = years.values().sum();
    History {
        first: first(&known),
        first_between: between(known.iter().map(|(_, about)| *about)),
        users: users(&known),
        years: years.into_iter().collect(),
        undated: count(texts.len()).saturating_sub(dated),
        texts: count(texts.len()),
    }
}

fn sure_year(about: &About) -> Option<i32> {
    let (earliest, latest) = (about.earliest?, about.latest?);
    (earliest.year == latest.year).then_some(earliest.year)
}

/// Those that no other is surely earlier than, texts without any date left out.
fn first(known: &[(Passage, &About)]) -> Vec<Passage> {
    let Some(by) = known.iter().filter_map(|(_, about)| about.latest).min() else { return Vec::new() };
    let mut first: Vec<(Option<Day>, Passage)> = known
        .iter()
        .filter(|(_, about)| about.earliest.is_some() || about.latest.is_some())
        .filter(|(_, about)| about.earliest.is_none_or(|earliest| earliest <= by))
        .map(|(passage, about)| (about.earliest, *passage))
        .collect();
    first.sort_unstable();
    first.into_iter().map(|(_, passage)| passage).collect()
}

/// The days between which the first use by these texts lies. A text of no date says nothing; one that may be of any
/// time before a day leaves the beginning open.
fn between<'a>(known: impl Iterator<Item = &'a About> + Clone) -> (Option<Day>, Option<Day>) {
    let dated = known.filter(|about| about.earliest.is_some() || about.latest.is_some());
    let latest = dated.clone().filter_map(|about| about.latest).min();
    let open = dated.clone().any(|about| about.earliest.is_none());
    (if open { None } else { dated.filter_map(|about| about.earliest).min() }, latest)
}

fn users(known: &[(Passage, &About)]) -> Vec<User> {
    let mut by_issuer: BTreeMap<&str, Vec<&About>> = BTreeMap::new();
    for (_, about) in known {
        for issuer in &about.issuers {
            by_issuer.entry(issuer).or_default().push(about);
        }
    }
    let mut users: Vec<User> = by_issuer
        .into_iter()
        .map(|(issuer, texts)| {
            let (first_from, first_by) = between(texts.iter().copied());
            let texts = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            User { issuer: issuer.to_owned(), texts, first_by, first_from }
        })
        .collect();
    let last = Day { year: i32::MAX, month: 12, day: 31 };
    users
        .sort_by_key(|user| (user.first_by.unwrap_or(last), user.first_from, Reverse(user.texts), user.issuer.clone()));
    users
}
