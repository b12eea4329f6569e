//! FollowTheMoney entities: JSON Lines of `{id, schema, properties: {name: […], alias: […], country: […], …}}`.
//!
//! Read are people, organisations, companies, public bodies, legal entities of which the file does not say which, events
//! and addresses; other schemata (accounts, ships, documents, links between entities) are passed over and counted.

use super::gather::{Draft, Gather};
use super::input::{Input, Line};
use super::{AuthorityError, kinds};
use broadside_model::{Edtf, EntityKind, NameSort};
use serde_json::Value;

/// Schemata that are read, and what they are.
const SCHEMATA: &[(&str, Option<EntityKind>)] = &[
    ("Person", Some(EntityKind::Person)),
    ("Organization", Some(EntityKind::Organisation)),
    ("PublicBody", Some(EntityKind::Organisation)),
    ("Company", Some(EntityKind::Organisation)),
    ("LegalEntity", None),
    ("Address", Some(EntityKind::Place)),
    ("Event", Some(EntityKind::Event)),
];
/// Properties with names, in the order in which the first is the main name.
const NAMES: &[(&str, NameSort)] = &[
    ("name", NameSort::Full),
    ("alias", NameSort::Full),
    ("previousName", NameSort::Full),
    ("abbreviation", NameSort::Acronym),
    ("weakAlias", NameSort::Weak),
];
const COUNTRIES: &[&str] = &["country", "jurisdiction", "mainCountry", "nationality", "citizenship"];

/// Reads the entities of a file.
pub fn read(input: &mut Input<'_>, gather: &mut Gather) -> Result<(), AuthorityError> {
    while let Some(line) = input.line()? {
        match line {
            Line::Text(_, text) if text.trim().is_empty() => {}
            Line::Wrong(number, why) => gather.refuse(number, why),
            Line::Text(number, text) => {
                gather.report.rows += 1;
                match serde_json::from_str(&text) {
                    Ok(value) => entity(number, &value, gather)?,
                    Err(error) => gather.refuse(number, format!("not JSON: {error}")),
                }
            }
        }
    }
    Ok(())
}

fn entity(line: u64, value: &Value, gather: &mut Gather) -> Result<(), AuthorityError> {
    let Some(schema) = value.get("schema").and_then(Value::as_str) else {
        gather.refuse(line, "no schema");
        return Ok(());
    };
    let Some((_, kind)) = SCHEMATA.iter().find(|(name, _)| *name == schema) else {
        let is_name = schema.len() < 40 && schema.bytes().all(|byte| byte.is_ascii_alphanumeric());
        gather.pass(&format!("schema {}", if is_name { schema } else { "of no known name" }));
        return Ok(());
    };
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    let mut draft = Draft { id: id.to_owned(), kind: *kind, ..Draft::default() };
    for (property, sort) in NAMES {
        for name in values(value, property) {
            draft.name(name, None, *sort);
        }
    }
    if schema == "Address" {
        values(value, "full").chain(values(value, "city")).for_each(|name| draft.name(name, None, NameSort::Full));
    }
    // Entities of other lists have a caption, their best name, outside of the properties.
    if draft.names.is_empty() {
        let caption = value.get("caption").and_then(Value::as_str);
        caption.into_iter().for_each(|name| draft.name(name, None, NameSort::Full));
    }
    draft.countries = COUNTRIES.iter().flat_map(|name| values(value, name)).filter_map(kinds::country).collect();
    draft.url = values(value, "sourceUrl").chain(values(value, "website")).next().map(str::to_owned);
    draft.began = date(values(value, "incorporationDate").chain(values(value, "birthDate")));
    draft.ended = date(values(value, "dissolutionDate").chain(values(value, "deathDate")));
    gather.take(line, draft)
}

/// The values of a property: a list of texts, or a single one.
fn values<'v>(entity: &'v Value, property: &str) -> impl Iterator<Item = &'v str> {
    let value = entity.get("properties").and_then(|properties| properties.get(property));
    let list = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    value.and_then(Value::as_str).into_iter().chain(list.iter().filter_map(Value::as_str))
}

/// The first of some dates, where it is one.
fn date<'v>(mut dates: impl Iterator<Item = &'v str>) -> Option<String> {
    let date: Edtf = dates.next()?.split('T').next()?.parse().ok()?;
    Some(date.as_str().to_owned())
}
