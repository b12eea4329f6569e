//! An office apart from the body it is held in.

use super::row::starts_small;
use super::words::{ORGANISATION, ROLE, is_small};
use super::{shape, tidy};
use crate::knowledge::country::fold;

/// "General Secretary of the Weavers' Union": the office, and of what.
pub(super) fn split_office(text: &str) -> (&str, Option<&str>) {
    let words: Vec<(usize, &str)> = tidy::words(text);
    let folded: Vec<String> = words.iter().map(|(_, word)| fold(word)).collect();
    let Some(organisation) = folded.iter().position(|word| ORGANISATION.any(word) && !ROLE.any(word)) else {
        return (text, None);
    };
    let Some(role) = folded.iter().position(|word| ROLE.any(word)) else { return (text, None) };
    let small = |at: &usize| folded.get(*at).is_some_and(|word| is_small(word) || word.is_empty());
    let capital =
        |at: usize| words.get(at).is_some_and(|(_, word)| !word.chars().next().is_some_and(char::is_lowercase));
    let preposition = (role + 1..=organisation).rev().find(|at| small(at));
    let start = match preposition {
        Some(at) => at + 1,
        None if organisation == role + 1 && capital(organisation) => organisation,
        None if starts_small(text) => match (role + 1..=organisation).find(|at| capital(*at)) {
            Some(at) => at,
            None => return (text, None),
        },
        None => return (text, None),
    };
    // "professor at the university of Malta" names a body, "secretary of the union" does not.
    let named = capital(start) || (start == organisation && (start + 1..words.len()).any(capital));
    if !named {
        return (text, None);
    }
    let mut end = start;
    while end > role + 1 && small(&(end - 1)) {
        end -= 1;
    }
    let begin = words.get(start).map_or(text.len(), |(at, _)| *at);
    let stop = words.get(end).map_or(text.len(), |(at, _)| *at);
    let body = text[begin..].trim();
    let body = ["l'", "l’", "d'", "d’"].iter().find_map(|elided| body.strip_prefix(elided)).unwrap_or(body);
    (text[..stop].trim_end_matches([' ', ',']), Some(body))
}

/// Turkish offices stand behind their body: "Dokumacılar Sendikası Genel Başkanı".
const OFFICES_BEHIND: &[&str] = &[
    "baskani",
    "sekreteri",
    "uyesi",
    "muduru",
    "sozcusu",
    "yonetmeni",
    "koordinatoru",
    "temsilcisi",
    "yoneticisi",
    "kurucusu",
];

pub(super) fn split_office_behind(text: &str) -> Option<(&str, &str)> {
    let (mut body, last) = text.rsplit_once(' ')?;
    if !OFFICES_BEHIND.contains(&fold(last).as_str()) {
        return None;
    }
    while let Some((before, word)) = body.rsplit_once(' ') {
        if !matches!(fold(word).as_str(), "genel" | "kurulu" | "yonetim" | "yurutme" | "es" | "onceki" | "eski") {
            break;
        }
        body = before;
    }
    shape::is_organisation(body).then(|| (body, text[body.len()..].trim()))
}
