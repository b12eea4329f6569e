//! Columns for entities that were matched.

use super::properties::{self, PROPERTIES};
use super::{Answer, Parameters};
use broadside_engine::run::directory::Directory;
use broadside_model::EntityId;
use serde_json::{Map, Value, json};

/// The most ids of one request.
const MOST_IDS: usize = 1_000;
/// The most properties of one request.
const MOST_PROPERTIES: usize = 50;
/// The property that only queries have.
const IN_QUERIES: &str = "date";

/// Answers a data extension: the values of properties of entities.
pub fn extend(extension: &str, directory: &Directory) -> Answer {
    let query: Value = match serde_json::from_str(extension) {
        Ok(query) => query,
        Err(error) => return Answer::Wrong(format!("`extend` is not JSON: {error}")),
    };
    let list = |key: &str| query.get(key).and_then(Value::as_array);
    let (Some(ids), Some(wanted)) = (list("ids"), list("properties")) else {
        return Answer::Wrong("`extend` has no lists `ids` and `properties`".to_owned());
    };
    if ids.len() > MOST_IDS || wanted.len() > MOST_PROPERTIES {
        return Answer::Wrong(format!("more than {MOST_IDS} ids or {MOST_PROPERTIES} properties in one request"));
    }
    let wanted: Vec<&str> = wanted.iter().filter_map(|property| property.get("id")?.as_str()).collect();
    let known = |id: &&str| Some(json!({"id": *id, "name": properties::known(id)?.0}));
    let meta: Vec<Value> = wanted.iter().map(|id| known(id).unwrap_or_else(|| json!({"id": id, "name": id}))).collect();
    let row = |id: &str| {
        let entity = EntityId::from_text(id).and_then(|id| directory.get(id));
        let values = |property: &&str| entity.map_or(Vec::new(), |entity| properties::values(entity, property));
        let cells = wanted.iter().map(|property| ((*property).to_owned(), Value::Array(values(property))));
        Value::Object(cells.collect())
    };
    let rows: Map<String, Value> = ids.iter().filter_map(Value::as_str).map(|id| (id.to_owned(), row(id))).collect();
    Answer::Json(json!({ "meta": meta, "rows": rows }))
}

/// Properties that entities of a type have.
pub fn proposals(parameters: &Parameters) -> Value {
    let all = PROPERTIES.iter().filter(|(id, ..)| *id != IN_QUERIES);
    let limit = parameters.number("limit", PROPERTIES.len(), PROPERTIES.len());
    let properties: Vec<Value> =
        all.take(limit).map(|(id, name, meaning)| json!({"id": id, "name": name, "description": meaning})).collect();
    let mut answer = json!({ "properties": properties, "limit": limit });
    if let (Some(kind), Some(object)) = (parameters.get("type"), answer.as_object_mut()) {
        object.insert("type".to_owned(), json!(kind));
    }
    answer
}
