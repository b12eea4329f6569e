//! What authority files call an entity, as one of our kinds; and the countries they name.

use crate::knowledge::country;
use broadside_model::EntityKind;

/// Words for kinds, as tables have them, in lower case.
const WORDS: &[(EntityKind, &[&str])] = &[
    (EntityKind::Person, &["person", "human", "individual", "people", "persona", "personne", "pessoa", "q5"]),
    (
        EntityKind::Organisation,
        &[
            "organisation",
            "organization",
            "org",
            "company",
            "corporation",
            "corporate",
            "corporatebody",
            "corporate body",
            "publicbody",
            "public body",
            "institution",
            "association",
            "agency",
            "union",
            "trade union",
            "party",
            "political party",
            "ngo",
            "government",
            "organización",
            "organizacion",
            "organizacja",
            "organização",
            "körperschaft",
            "q43229",
        ],
    ),
    (EntityKind::Place, &["place", "location", "address", "city", "town", "village", "region", "lugar", "lieu", "ort"]),
    (EntityKind::Event, &["event", "meeting", "conference", "congress", "evento", "événement"]),
    (EntityKind::Work, &["work", "publication", "newspaper", "journal", "book", "periodical", "obra", "œuvre"]),
    (EntityKind::Law, &["law", "treaty", "act", "statute", "ley", "loi", "gesetz"]),
];

/// The kind that a word or identifier names.
pub fn kind(text: &str) -> Option<EntityKind> {
    let text = text.trim();
    if let Some(kind) = class(text.rsplit('/').next().unwrap_or(text)) {
        return Some(kind);
    }
    let lower = text.to_lowercase();
    WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(kind, _)| *kind)
}

/// What an instance of a class of Wikidata is; `None` for a class that is not in the table.
pub fn class(item: &str) -> Option<EntityKind> {
    let row = |line: &'static str| line.split_once('\t').filter(|(class, _)| *class == item);
    let kind = include_str!("data/classes.tsv").lines().find_map(row)?.1;
    EntityKind::from_name(kind)
}

/// The code of a state that is an item of Wikidata.
pub fn state(item: &str) -> Option<&'static str> {
    let row = |line: &'static str| line.split_once('\t').filter(|(state, _)| *state == item);
    include_str!("data/countries.tsv").lines().find_map(row).map(|(_, code)| code)
}

/// The ISO 3166-1 alpha-2 code of a country given as a code in either case, a name in any language, or an item of
/// Wikidata.
pub fn country(text: &str) -> Option<String> {
    let text = text.trim();
    let last = text.rsplit('/').next().unwrap_or(text);
    if text.len() == 2 {
        return country::code_of(&text.to_ascii_uppercase()).map(str::to_owned);
    }
    state(last).or_else(|| country::code(text)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_what_they_must() {
        for line in include_str!("data/classes.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (item, kind) = line.split_once('\t').unwrap_or_default();
            assert!(item.starts_with('Q') && EntityKind::from_name(kind).is_some(), "{line}");
        }
        for line in include_str!("data/countries.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (item, code) = line.split_once('\t').unwrap_or_default();
            assert!(item.starts_with('Q') && country::code_of(code) == Some(code), "{line}");
        }
    }

    #[test]
    fn countries_are_understood_as_codes_names_and_items() {
        for text in ["us", "US", "United States", "Estados Unidos", "http://www.wikidata.org/entity/Q30"] {
            assert_eq!(country(text).as_deref(), Some("US"), "{text}");
        }
        for text in ["", "zz", "é", "Atlantis", "Q999999999"] {
            assert_eq!(country(text), None, "{text}");
        }
    }

    #[test]
    fn kinds_are_understood_as_words_and_classes() {
        assert_eq!(kind("Organization"), Some(EntityKind::Organisation));
        assert_eq!(kind("http://www.wikidata.org/entity/Q5"), Some(EntityKind::Person));
        assert_eq!(kind("thing"), None);
    }
}
