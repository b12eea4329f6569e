//! Names to look up, many in one request.

use super::{Answer, kind_of, type_of};
use broadside_engine::resolve::Outcome;
use broadside_engine::resolve::lookup::Near;
use broadside_engine::run::directory::{Asked, Directory, Listed};
use broadside_model::EntityKind;
use serde_json::{Map, Value, json};

/// The most queries of a batch.
const MOST_QUERIES: usize = 1_000;
/// Candidates for a query that does not say how many.
const USUAL: usize = 10;
/// The most candidates.
const MOST: usize = 100;
/// The longest name, in characters; what follows is not looked at.
const LONGEST: usize = 500;

/// Answers a batch: an object of queries, each under a key of the client's choice.
pub fn batch(queries: &str, directory: &Directory) -> Answer {
    let queries: Map<String, Value> = match serde_json::from_str(queries) {
        Ok(queries) => queries,
        Err(error) => return Answer::Wrong(format!("`queries` is not a JSON object of queries: {error}")),
    };
    if queries.len() > MOST_QUERIES {
        return Answer::Wrong(format!("more than {MOST_QUERIES} queries in one batch"));
    }
    let answers = queries.iter().map(|(key, query)| (key.clone(), result(query, directory)));
    Answer::Json(Value::Object(answers.collect()))
}

/// Answers one query, as clients of 0.1 ask it: a name, or an object.
pub fn single(query: &str, directory: &Directory) -> Answer {
    let query = match serde_json::from_str::<Value>(query) {
        Ok(value) if value.is_object() => value,
        _ => json!({ "query": query }),
    };
    Answer::Json(result(&query, directory))
}

fn result(query: &Value, directory: &Directory) -> Value {
    let kinds = kinds(query);
    let is_lenient = query.get("type_strict").and_then(Value::as_str) == Some("should");
    let asked = asked(query, &kinds);
    if asked.name.trim().is_empty() {
        return json!({ "result": [] });
    }
    let most = limit(query);
    let fits = |entity: &Listed| kinds.is_empty() || entity.kind.is_none_or(|kind| kinds.contains(&kind));
    let near = directory.nearest(&asked, MOST);
    let near: Vec<_> = near.into_iter().filter(|(entity, _)| is_lenient || fits(entity)).take(most.max(2)).collect();
    // A match is one that is surely the same, while no other is; a person by every letter.
    let is_same = |place: usize| near.get(place).is_some_and(|(_, near)| near.comparison.outcome == Outcome::Same);
    let is_it = |(entity, near): &(&Listed, Near)| fits(entity) && !near.differs_in_letters;
    let has_match = is_same(0) && !is_same(1) && near.first().is_some_and(is_it);
    let candidates = near.iter().take(most).enumerate().map(|(place, (entity, near))| {
        let mut features = vec![json!({"id": "name_similarity", "value": f64::from(near.comparison.score) / 10.0})];
        if let (Some(asked), Some(country)) = (&asked.country, &entity.country) {
            features.push(json!({"id": "country", "value": asked.trim().eq_ignore_ascii_case(country)}));
        }
        let mut candidate = described(entity);
        let type_ids: Vec<Value> = entity.kind.and_then(type_of).into_iter().collect();
        candidate.insert("type".to_owned(), Value::Array(type_ids));
        candidate.insert("score".to_owned(), json!(f64::from(near.comparison.score) / 10.0));
        candidate.insert("match".to_owned(), json!(place == 0 && has_match));
        candidate.insert("features".to_owned(), Value::Array(features));
        Value::Object(candidate)
    });
    json!({ "result": candidates.collect::<Vec<_>>() })
}

/// Id, name and a few words about an entity.
pub fn described(entity: &Listed) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(entity.id.map(|id| id.to_string()).unwrap_or_default()));
    object.insert("name".to_owned(), json!(entity.name));
    let description = description(entity);
    if !description.is_empty() {
        object.insert("description".to_owned(), json!(description));
    }
    object
}

/// What an entity is, where, and in which years it is named.
pub fn description(entity: &Listed) -> String {
    let year = |date: &Option<String>| date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned);
    let years = match (year(&entity.first), year(&entity.last)) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (first, last) => first.or(last),
    };
    let kind = entity.kind.map(|kind| kind.name().to_owned());
    let parts = [kind, entity.country.clone(), years];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn asked(query: &Value, kinds: &[EntityKind]) -> Asked {
    let name = query.get("query").and_then(Value::as_str).unwrap_or("");
    let property = |wanted: &str| {
        let all = query.get("properties").and_then(Value::as_array);
        let is_it = |property: &&Value| property.get("pid").and_then(Value::as_str) == Some(wanted);
        value(all?.iter().find(is_it)?.get("v")?)
    };
    Asked {
        name: name.chars().take(LONGEST).collect(),
        kind: if let [kind] = kinds { Some(*kind) } else { None },
        country: property("country"),
        date: property("date"),
    }
}

/// The text of the value of a property: the first of a list, the name or else the id of an entity.
fn value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.chars().take(LONGEST).collect()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.iter().find(|value| !value.is_array()).and_then(self::value),
        Value::Object(object) => object.get("name").or_else(|| object.get("id"))?.as_str().map(str::to_owned),
        _ => None,
    }
}

/// The kinds that are asked for; types that are none of ours ask for nothing.
fn kinds(query: &Value) -> Vec<EntityKind> {
    let id = |value: &Value| value.as_str().or_else(|| value.get("id")?.as_str()).and_then(kind_of);
    match query.get("type") {
        Some(Value::Array(list)) => list.iter().filter_map(id).collect(),
        Some(value) => id(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn limit(query: &Value) -> usize {
    let limit = query.get("limit").and_then(Value::as_f64).filter(|limit| *limit >= 1.0);
    limit.map_or(USUAL, |limit| (limit as usize).min(MOST))
}
