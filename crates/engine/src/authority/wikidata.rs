//! Wikidata items as JSON: one a line, the array of a whole dump (an item a line between brackets, commas at the ends),
//! or one document with `entities`. A line at a time, so that a file may be of any size.
//!
//! From an item: labels and aliases with their languages, official and native names (P1448, P1705), short names (P1813),
//! what it is (P31, by the table of classes), its country (P17, P27, P159, P495), when it began (P571, P569) and ended
//! (P576, P570). The label in English is the main name, else the first official name, else the first label.

use super::gather::{Draft, Gather};
use super::input::{Input, Line};
use super::{AuthorityError, indented, kinds, languages};
use broadside_model::{Edtf, NameSort};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Properties that name a country, or a place that may be one.
const COUNTRIES: &[&str] = &["P17", "P27", "P159", "P495"];
/// ISO 3166-1 alpha-2 code of a state.
const STATE_CODE: &str = "P297";

/// Reads the items of a file.
pub fn read(input: &mut Input<'_>, gather: &mut Gather) -> Result<(), AuthorityError> {
    let mut states = BTreeMap::new();
    if indented::is_indented(input.start()?) {
        indented::values(input, gather, |number, text, gather| parsed(number, text, gather, &mut states))?;
    } else {
        lines(input, gather, &mut states)?;
    }
    // Countries that stand in the file with their code are known by it.
    for draft in gather.drafts_mut() {
        draft.countries = draft.countries.iter().filter_map(|item| code_of(item, &states)).collect();
    }
    Ok(())
}

/// Reads an item a line.
fn lines(
    input: &mut Input<'_>,
    gather: &mut Gather,
    states: &mut BTreeMap<String, String>,
) -> Result<(), AuthorityError> {
    while let Some(line) = input.line()? {
        let (number, text) = match line {
            Line::Text(number, text) => (number, text),
            Line::Wrong(number, why) => {
                gather.refuse(number, why);
                continue;
            }
        };
        let text = text.trim().trim_end_matches(',').trim();
        let text = if text.starts_with("[{") && !text.ends_with(']') { text.trim_start_matches('[') } else { text };
        let text = if text.ends_with("}]") && !text.starts_with('[') { text.trim_end_matches(']') } else { text };
        if matches!(text, "" | "[" | "]") {
            continue;
        }
        parsed(number, text, gather, states)?;
    }
    Ok(())
}

fn parsed(
    number: u64,
    text: &str,
    gather: &mut Gather,
    states: &mut BTreeMap<String, String>,
) -> Result<(), AuthorityError> {
    match serde_json::from_str(text) {
        Ok(value) => items(number, &value, gather, states),
        Err(error) => {
            gather.report.rows += 1;
            gather.refuse(number, format!("not JSON of an item: {error}"));
            Ok(())
        }
    }
}

fn code_of(item: &str, states: &BTreeMap<String, String>) -> Option<String> {
    kinds::state(item).map(str::to_owned).or_else(|| states.get(item).cloned())
}

/// The items in a value: itself, the elements of an array, or what is under `entities`.
fn items(
    line: u64,
    value: &Value,
    gather: &mut Gather,
    states: &mut BTreeMap<String, String>,
) -> Result<(), AuthorityError> {
    if let Some(list) = value.as_array() {
        return list.iter().try_for_each(|value| item(line, value, gather, states));
    }
    match value.get("entities").and_then(Value::as_object) {
        Some(entities) => entities.values().try_for_each(|value| item(line, value, gather, states)),
        None => item(line, value, gather, states),
    }
}

fn item(
    line: u64,
    value: &Value,
    gather: &mut Gather,
    states: &mut BTreeMap<String, String>,
) -> Result<(), AuthorityError> {
    gather.report.rows += 1;
    let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
    if !is_item(id) {
        if id.starts_with(['P', 'L']) {
            gather.pass("properties and lexemes, which are no items");
        } else {
            gather.refuse(line, "no id of an item (Q and digits)");
        }
        return Ok(());
    }
    if let Some(code) = claims(value, STATE_CODE).filter_map(Value::as_str).find_map(kinds::country) {
        states.insert(id.to_owned(), code);
    }
    let texts = |property| claims(value, property).filter_map(monolingual);
    let mut draft = Draft { id: id.to_owned(), ..Draft::default() };
    let official: Vec<_> = texts("P1448").chain(texts("P1705")).collect();
    let main = label(value, "en").or_else(|| label(value, "mul")).or(official.first().copied());
    for (language, name) in main.into_iter().chain(labels(value)).chain(official).chain(aliases(value)) {
        draft.name(name, languages::code(language), sort_of(name));
    }
    for (language, name) in texts("P1813") {
        draft.name(name, languages::code(language), sort_of(name));
    }
    draft.kind = claims(value, "P31").filter_map(entity_id).find_map(kinds::class);
    draft.countries = countries(value);
    draft.url = Some(format!("https://www.wikidata.org/wiki/{id}"));
    draft.began = ["P571", "P569"].iter().find_map(|property| claims(value, property).find_map(date));
    draft.ended = ["P576", "P570"].iter().find_map(|property| claims(value, property).find_map(date));
    gather.take(line, draft)
}

/// The items of the first property that names a country.
fn countries(value: &Value) -> Vec<String> {
    let of = |property: &&str| claims(value, property).filter_map(entity_id).map(str::to_owned).collect::<Vec<_>>();
    COUNTRIES.iter().map(of).find(|items| !items.is_empty()).unwrap_or_default()
}

fn is_item(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn label<'v>(value: &'v Value, language: &'v str) -> Option<(&'v str, &'v str)> {
    let name = value.get("labels")?.get(language)?.get("value")?.as_str()?;
    Some((language, name))
}

fn labels(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    object(value, "labels").filter_map(|(language, label)| Some((language, label.get("value")?.as_str()?)))
}

fn aliases(value: &Value) -> impl Iterator<Item = (&str, &str)> {
    object(value, "aliases").flat_map(|(language, list)| {
        let names = list.as_array().map(Vec::as_slice).unwrap_or_default();
        names.iter().filter_map(move |name| Some((language, name.get("value")?.as_str()?)))
    })
}

fn object<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v str, &'v Value)> {
    let fields: Option<&Map<String, Value>> = value.get(key).and_then(Value::as_object);
    fields.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

/// The values of a property, those of preferred rank first, none of deprecated rank.
fn claims<'v>(value: &'v Value, property: &str) -> impl Iterator<Item = &'v Value> {
    let list = value.get("claims").and_then(|claims| claims.get(property)).and_then(Value::as_array);
    let list = list.map(Vec::as_slice).unwrap_or_default();
    let ranked = move |rank: &'static str| {
        list.iter().filter(move |claim| claim.get("rank").and_then(Value::as_str).unwrap_or("normal") == rank)
    };
    ranked("preferred")
        .chain(ranked("normal"))
        .filter_map(|claim| claim.get("mainsnak")?.get("datavalue")?.get("value"))
}

fn monolingual(value: &Value) -> Option<(&str, &str)> {
    Some((value.get("language")?.as_str()?, value.get("text")?.as_str()?))
}

fn entity_id(value: &Value) -> Option<&str> {
    value.get("id")?.as_str()
}

/// A time of Wikidata as EDTF, to the precision it states.
fn date(value: &Value) -> Option<String> {
    let time = value.get("time")?.as_str()?;
    let (sign, rest) = (time.get(..1)?, time.get(1..)?);
    let mut parts = rest.split('T').next()?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = format!("{}{year}", if sign == "-" { "-" } else { "" });
    let text = match value.get("precision")?.as_u64()? {
        11 => format!("{year}-{month}-{day}"),
        10 => format!("{year}-{month}"),
        9 => year,
        _ => return None,
    };
    let date: Edtf = text.parse().ok()?;
    Some(date.as_str().to_owned())
}

/// Two to ten capitals or digits without a space are letters that stand for a name.
pub fn sort_of(name: &str) -> NameSort {
    let letters = name.chars().filter(|ch| ch.is_alphabetic()).count();
    let is_plain = name.chars().all(|ch| ch.is_uppercase() || ch.is_numeric() || matches!(ch, '.' | '-' | '/' | '&'));
    if is_plain && (2..=10).contains(&letters) { NameSort::Acronym } else { NameSort::Full }
}
