//! What was meant by the beginning of a name: entities, properties, types; and a few lines about each.

use super::properties::{self, PROPERTIES};
use super::query::{described, description};
use super::{Answer, KINDS, Parameters, kind_of, preview, type_of};
use crate::html::text;
use broadside_engine::run::directory::Directory;
use broadside_model::EntityId;
use serde_json::{Value, json};

/// Suggestions at once.
const USUAL: usize = 20;
/// How far the list can be followed.
const MOST: usize = 200;

/// Entities whose names begin so.
pub fn entity(parameters: &Parameters, directory: &Directory) -> Value {
    let from = parameters.get("cursor").and_then(|cursor| cursor.parse::<usize>().ok()).unwrap_or(0).min(MOST);
    let typed: String = prefix(parameters).chars().take(200).collect();
    let found = directory.beginning(&typed, from + USUAL);
    let suggestion = |entity: &&broadside_engine::run::directory::Listed| {
        let mut object = described(entity);
        let kinds: Vec<Value> = entity.kind.and_then(type_of).into_iter().collect();
        object.insert("notable".to_owned(), Value::Array(kinds));
        Value::Object(object)
    };
    json!({ "result": found.iter().skip(from).map(suggestion).collect::<Vec<_>>() })
}

/// Properties that begin so.
pub fn property(parameters: &Parameters) -> Value {
    let mut all: Vec<(String, String, String)> = PROPERTIES
        .iter()
        .map(|(id, name, meaning)| ((*id).to_owned(), (*name).to_owned(), (*meaning).to_owned()))
        .collect();
    let typed = prefix(parameters);
    if let Some((name, meaning)) = properties::known(typed).filter(|_| all.iter().all(|(id, ..)| id != typed)) {
        all.push((typed.to_owned(), name, meaning));
    }
    let found = all.iter().filter(|(id, name, _)| begins(typed, &[id.as_str(), name.as_str()]));
    let found = found.map(|(id, name, meaning)| json!({"id": id, "name": name, "description": meaning}));
    json!({ "result": found.collect::<Vec<_>>() })
}

/// Types that begin so.
pub fn kind(parameters: &Parameters) -> Value {
    let typed = prefix(parameters);
    let found = KINDS.iter().filter(|(kind, name, _)| begins(typed, &[kind.name(), name]));
    let found = found.map(|(kind, name, meaning)| json!({"id": kind.name(), "name": name, "description": meaning}));
    json!({ "result": found.collect::<Vec<_>>() })
}

fn prefix(parameters: &Parameters) -> &str {
    parameters.get("prefix").unwrap_or("").trim()
}

/// Whether one of the names, or a word of it, begins so.
fn begins(typed: &str, names: &[&str]) -> bool {
    let typed = typed.to_lowercase();
    let words = |name: &str| name.to_lowercase().split([' ', '_']).any(|word| word.starts_with(&typed));
    names.iter().any(|name| name.to_lowercase().starts_with(&typed) || words(name))
}

/// A few lines about an entity.
pub fn entity_flyout(id: &str, directory: &Directory) -> Answer {
    match EntityId::from_text(id).and_then(|id| directory.get(id)) {
        Some(entity) => flyout(id, &entity.name, &preview::first_names(entity, 5), &description(entity)),
        None => Answer::Missing(preview::UNKNOWN.to_owned()),
    }
}

/// A few lines about a property.
pub fn property_flyout(id: &str) -> Answer {
    match properties::known(id) {
        Some((name, meaning)) => flyout(id, &name, &meaning, ""),
        None => Answer::Missing("There is no such property.".to_owned()),
    }
}

/// A few lines about a type.
pub fn kind_flyout(id: &str) -> Answer {
    let found = kind_of(id).and_then(|kind| KINDS.iter().find(|(known, ..)| *known == kind));
    match found {
        Some((_, name, meaning)) => flyout(id, name, meaning, ""),
        None => Answer::Missing("There is no such type.".to_owned()),
    }
}

fn flyout(id: &str, name: &str, first: &str, second: &str) -> Answer {
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("<p dir=\"auto\">{}</p>", text(line)) };
    let html = format!("<p dir=\"auto\"><b>{}</b></p>{}{}", text(name), line(first), line(second));
    Answer::Json(json!({ "id": id, "html": html }))
}
