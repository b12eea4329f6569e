//! What the columns of a table hold, by their headings.
//!
//! A heading is understood without regard to case, accents, spaces and punctuation, and a number at its end ("Alias 2"). Names,
//! aliases and acronyms may say their language at the end: `name_es`, `Label (fr)`, `alias@pt`.

use super::{AuthorityError, Told, languages};
use crate::knowledge::country::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The id of the entity.
    Id,
    /// Its name.
    Name,
    /// Another name, or several set apart by `|` or `;`.
    Alias,
    /// Letters that stand for its name, or several.
    Acronym,
    /// Its country: a code, or a name in any language.
    Country,
    /// What it is.
    Kind,
    /// A page about it.
    Url,
    /// When it was founded or born.
    Began,
    /// When it was dissolved or died.
    Ended,
    /// Whether OpenRefine matched the cell.
    Judgment,
}

/// Meanings with their names and headings, the more telling heading first.
const HEADINGS: &[(Meaning, &str, &[&str])] = &[
    (
        Meaning::Id,
        "id",
        &[
            "id",
            "identifier",
            "entity_id",
            "authority_id",
            "record_id",
            "local_id",
            "match_id",
            "recon_id",
            "matched_id",
            "qid",
            "wikidata_id",
            "wikidata",
            "name_id",
            "item",
            "uri",
            "key",
            "ref",
            "code",
        ],
    ),
    (
        Meaning::Name,
        "name",
        &[
            "name",
            "preferred_name",
            "main_name",
            "matched_name",
            "match_name",
            "entity_name",
            "full_name",
            "label",
            "preflabel",
            "pref_label",
            "itemlabel",
            "display_name",
            "caption",
            "title",
            "organisation",
            "organization",
            "org",
            "institution",
            "person",
            "nombre",
            "nom",
            "nome",
            "bezeichnung",
            "nazwa",
        ],
    ),
    (
        Meaning::Alias,
        "alias",
        &[
            "aliases",
            "alias",
            "other_names",
            "other_name",
            "alt_names",
            "alt_name",
            "alternative_names",
            "alternative_name",
            "alternate_names",
            "alternate_name",
            "altlabel",
            "altlabels",
            "alt_label",
            "itemaltlabel",
            "also_known_as",
            "aka",
            "former_names",
            "former_name",
            "previous_names",
            "previous_name",
            "variants",
            "variant",
            "variant_names",
            "variant_name",
            "synonyms",
            "synonym",
            "names",
            "translation",
            "translated_name",
            "official_name",
            "native_name",
        ],
    ),
    (
        Meaning::Acronym,
        "acronym",
        &[
            "acronyms",
            "acronym",
            "abbreviation",
            "abbreviations",
            "abbr",
            "short_name",
            "initials",
            "sigla",
            "siglas",
            "sigle",
        ],
    ),
    (
        Meaning::Country,
        "country",
        &[
            "country",
            "country_code",
            "countries",
            "countrylabel",
            "iso2",
            "jurisdiction",
            "nationality",
            "pais",
            "pays",
            "land",
        ],
    ),
    (Meaning::Kind, "kind", &["kind", "type", "entity_type", "schema", "class", "category", "instance_of"]),
    (Meaning::Url, "url", &["url", "link", "page", "website", "homepage", "web"]),
    (Meaning::Began, "began", &["began", "founded", "founding_date", "inception", "established", "birth_date", "born"]),
    (Meaning::Ended, "ended", &["ended", "dissolved", "dissolution_date", "abolished", "death_date", "died"]),
    (Meaning::Judgment, "judgment", &["judgment", "judgement", "recon_judgment", "recon_judgement"]),
];

impl Meaning {
    /// The name of the meaning: what is said on the command line.
    pub fn name(self) -> &'static str {
        HEADINGS.iter().find(|(meaning, ..)| *meaning == self).map_or("", |(_, name, _)| name)
    }

    /// The meaning of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        HEADINGS.iter().find(|(_, known, _)| *known == name).map(|(meaning, ..)| *meaning)
    }

    /// Whether several columns may hold it.
    fn may_repeat(self) -> bool {
        matches!(self, Meaning::Name | Meaning::Alias | Meaning::Acronym)
    }
}

/// A column that is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place among the columns, from 0.
    pub place: usize,
    pub meaning: Meaning,
    /// ISO 639-3 code, for names.
    pub language: Option<String>,
}

/// A heading without what does not tell headings apart: case, accents, and what stands between words.
pub fn folded(heading: &str) -> String {
    fold(heading).replace(' ', "_")
}

/// What each column holds, the columns that were told first.
pub fn understand(headings: &[String], told: &Told) -> Result<Vec<Column>, AuthorityError> {
    let mut columns = Vec::new();
    for (meaning, heading) in &told.columns {
        let place = headings.iter().position(|known| known.trim() == heading.trim());
        let place = place.or_else(|| headings.iter().position(|known| folded(known) == folded(heading)));
        let Some(place) = place else {
            return Err(AuthorityError::NoHeading { heading: heading.clone(), found: listed(headings) });
        };
        let language = meaning_of(heading).and_then(|(_, language, _)| language);
        columns.push(Column { place, meaning: *meaning, language });
    }
    let mut guessed: Vec<(usize, Column)> = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let Some((meaning, language, rank)) = meaning_of(heading) else { continue };
        if columns.iter().all(|told| told.place != place) {
            guessed.push((rank, Column { place, meaning, language }));
        }
    }
    guessed.sort_by_key(|(rank, column)| (*rank, column.place));
    for (_, column) in guessed {
        let is_taken = columns.iter().any(|known| known.meaning == column.meaning);
        let is_told = told.columns.iter().any(|(meaning, _)| *meaning == column.meaning);
        if !is_taken || (column.meaning.may_repeat() && !is_told) {
            columns.push(column);
        }
    }
    Ok(columns)
}

/// What stands at the end of a heading that may be that of the ids.
const ID_ENDINGS: &[&str] = &["_id", "_identifier", "_qid", "_uri"];
/// Headings with such an end that are those of something else the row speaks of.
const OTHERS: &[&str] = &[
    "parent",
    "country",
    "state",
    "region",
    "city",
    "place",
    "type",
    "kind",
    "class",
    "category",
    "group",
    "source",
    "user",
    "owner",
    "language",
    "parent_organisation",
    "parent_organization",
    "successor",
    "predecessor",
    "superior",
];
/// A heading that only its end tells of: any other is more telling.
const BY_ENDING: usize = 1_000;

/// Whether a heading may be that of the ids by its end: "Union ID".
fn ends_as_id(heading: &str) -> bool {
    let key = folded(heading);
    let mut fronts = ID_ENDINGS.iter().filter_map(|end| key.strip_suffix(end));
    fronts.next().is_some_and(|front| !front.is_empty() && !OTHERS.contains(&front))
}

/// Takes the column of the ids out where only the end of its heading tells of it, and some of the `rows` have none or the
/// same. Gives whether it was so.
pub fn drop_poor_id(
    columns: &mut Vec<Column>,
    headings: &[String],
    told: &Told,
    rows: impl Iterator<Item = super::csv::Row>,
) -> bool {
    let is_told = told.columns.iter().any(|(meaning, _)| *meaning == Meaning::Id);
    let by_ending = |column: &Column| {
        let heading = headings.get(column.place).map_or("", String::as_str);
        column.meaning == Meaning::Id && matches!(meaning_of(heading), Some((Meaning::Id, _, BY_ENDING)))
    };
    let Some(place) = columns.iter().position(by_ending).filter(|_| !is_told) else { return false };
    let column = columns.get(place).map_or(0, |column| column.place);
    let mut seen = rustc_hash::FxHashSet::default();
    for mut row in rows {
        let id = row.cells.get_mut(column).map(std::mem::take).unwrap_or_default();
        if id.trim().is_empty() || !seen.insert(id) {
            columns.remove(place);
            return true;
        }
    }
    false
}

/// The headings, for a message.
pub fn listed(headings: &[String]) -> String {
    let shown: Vec<String> =
        headings.iter().take(40).map(|heading| format!("`{}`", heading.chars().take(60).collect::<String>())).collect();
    let more = if headings.len() > 40 { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Meaning, language, and how telling the heading is (the less the better).
fn meaning_of(heading: &str) -> Option<(Meaning, Option<String>, usize)> {
    let key = folded(heading);
    let bare = key.trim_end_matches(|ch: char| ch.is_ascii_digit()).trim_end_matches('_');
    let find = |key: &str| {
        let rank = |names: &[&str]| names.iter().position(|name| *name == key);
        HEADINGS.iter().find_map(|(meaning, _, names)| Some((*meaning, rank(names)?)))
    };
    if let Some((meaning, rank)) = find(&key).or_else(|| find(bare)) {
        return Some((meaning, None, rank));
    }
    let in_language = || {
        let (front, language) = key.rsplit_once('_')?;
        let language = languages::surely(language)?;
        let (meaning, rank) = find(front).filter(|(meaning, _)| meaning.may_repeat())?;
        Some((meaning, Some(language), rank))
    };
    in_language().or_else(|| ends_as_id(heading).then_some((Meaning::Id, None, BY_ENDING)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(headings: &[&str]) -> Vec<(usize, &'static str, Option<String>)> {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let columns = understand(&headings, &Told::default()).unwrap_or_default();
        columns.into_iter().map(|column| (column.place, column.meaning.name(), column.language)).collect()
    }

    #[test]
    fn headings_are_understood_as_people_write_them() {
        let found = understood(&["QID", "Name (es)", "Name", "Alias 2", "Abbreviation", "ISO2", "colour"]);
        let expected = [
            (0, "id", None),
            (1, "name", Some("spa".to_owned())),
            (2, "name", None),
            (3, "alias", None),
            (4, "acronym", None),
            (5, "country", None),
        ];
        assert_eq!(found.len(), expected.len());
        assert!(expected.iter().all(|column| found.contains(column)), "{found:?}");
    }

    #[test]
    fn the_more_telling_heading_is_the_id() {
        assert_eq!(understood(&["code", "identifier", "title"])[0], (1, "id", None));
    }

    #[test]
    fn what_a_person_told_goes_first() {
        let headings = ["id".to_owned(), "Ref.".to_owned(), "Who".to_owned()];
        let columns = vec![(Meaning::Id, "ref".to_owned()), (Meaning::Name, "Who".to_owned())];
        let columns = understand(&headings, &Told { columns, ..Told::default() }).unwrap_or_default();
        assert_eq!(columns.iter().map(|column| column.place).collect::<Vec<_>>(), [1, 2]);
        let wrong = Told { columns: vec![(Meaning::Id, "nowhere".to_owned())], ..Told::default() };
        assert!(understand(&headings, &wrong).is_err_and(|error| error.to_string().contains("`Ref.`")));
    }
}
