//! The country that a run of words is, or that the name of an organisation tells.

use crate::knowledge::country::{self, Form, fold};

/// What is said of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Land {
    /// A country.
    Code(&'static str),
    /// That it belongs to none: "international".
    None,
}

/// Words that say a country is not to be looked for.
const NOWHERE: &[&str] = &[
    "international",
    "internacional",
    "internationale",
    "internazionale",
    "internationaal",
    "miedzynarodowa",
    "международныи",
    "международная",
    "uluslararasi",
    "global",
    "regional",
    "worldwide",
    "regional international",
    "international regional",
    "multinational",
    "国际",
    "国際",
    "دولي",
];

/// Parts of the world that group rows and are no country.
const CONTINENTS: &[&str] = &[
    "europe",
    "europa",
    "africa",
    "afrika",
    "afrique",
    "asia",
    "asie",
    "asien",
    "america",
    "americas",
    "the americas",
    "latin america",
    "america latina",
    "amerique latine",
    "lateinamerika",
    "oceania",
    "middle east",
    "north america",
    "south america",
    "central america",
    "европа",
    "азия",
    "африка",
    "америка",
    "asia pacific",
    "caribbean",
    "arab world",
    "avrupa",
    "asya",
    "azja",
    "eu",
    "european union",
];

/// The country a run of words is, whole.
pub(super) fn land(text: &str) -> Option<Land> {
    let text = without_count(text.trim().trim_end_matches(['.', ':']));
    let folded = fold(text);
    if folded.is_empty() || folded.len() > 90 {
        return None;
    }
    if NOWHERE.contains(&folded.as_str()) || is_continent(&folded) {
        return Some(Land::None);
    }
    let code = country::code(text).or_else(|| country::code(text.strip_suffix('.').unwrap_or(text)));
    code.or(matches!(text, "香港").then_some("HK")).or(matches!(text, "澳门" | "澳門").then_some("MO")).map(Land::Code)
}

/// The country a run of words is the name of, whole.
pub(super) fn land_name(text: &str) -> Option<&'static str> {
    let text = without_count(text.trim().trim_end_matches([':', '.']));
    let upper = text.chars().next().is_some_and(|first| !first.is_lowercase());
    country::named(text).filter(|(_, form)| *form == Form::Name && upper).map(|(code, _)| code)
}

/// "France (12)" without how many there are.
fn without_count(text: &str) -> &str {
    let open = text.rfind(['(', '[', '–', ':']).filter(|at| *at > 0);
    match open {
        Some(at)
            if text[at..].chars().any(|each| each.is_ascii_digit()) && !text[at..].contains(char::is_alphabetic) =>
        {
            text[..at].trim_end()
        }
        _ => text,
    }
}

/// Whether a folded text is a part of the world that is no country.
pub(super) fn is_continent(folded: &str) -> bool {
    CONTINENTS.contains(&folded)
}

/// The country that a text of some words names first, where it is sure.
pub(super) fn country_of(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    // "Lao động" is Vietnamese for labour.
    // And "liberi" is Italian for free.
    let other = |code: &&str| match *code {
        "LA" => folded.contains("lao dong"),
        "LR" => folded.split(' ').any(|word| matches!(word, "liberi" | "libere")),
        _ => false,
    };
    let code = country::of_organisation(name).filter(|code| !other(code));
    code.or_else(|| {
        REGIONS.iter().find(|(region, _)| folded.split(' ').any(|word| word == *region)).map(|(_, code)| *code)
    })
}

/// Regions that lie in one country and stand in names of parties instead of it.
const REGIONS: &[(&str, &str)] = &[
    ("bohemia", "CZ"),
    ("moravia", "CZ"),
    ("moravy", "CZ"),
    ("bavaria", "DE"),
    ("saxony", "DE"),
    ("catalonia", "ES"),
    ("andalusia", "ES"),
    ("sicily", "IT"),
    ("sicilia", "IT"),
    ("sardegna", "IT"),
    ("bayern", "DE"),
    ("sachsen", "DE"),
    ("andalucia", "ES"),
    ("euskadi", "ES"),
    ("bretagne", "FR"),
    ("corse", "FR"),
    ("vlaanderen", "BE"),
    ("wallonie", "BE"),
    ("sardinia", "IT"),
    ("brittany", "FR"),
    ("corsica", "FR"),
    ("quebec", "CA"),
    ("flanders", "BE"),
    ("wallonia", "BE"),
    ("transylvania", "RO"),
];
