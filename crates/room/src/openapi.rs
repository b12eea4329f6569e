//! The description of the interface for programs (OpenAPI 3.1), made of the list of addresses.

use crate::pages;
use crate::route::Route;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The description as JSON, sorted and indented: the same for the same program.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

fn document() -> Value {
    // As answers are written: what is left out where it is empty is not required.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings.with(|wanted| wanted.definitions_path = "/components/schemas".into());
    generator.meta_schema = None;
    let mut generator = generator.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for route in pages::routes() {
        let method = route.method.as_str().to_ascii_lowercase();
        let described = operation(&route, &mut generator);
        let path = paths.entry(route.path.to_owned()).or_insert_with(|| json!({}));
        path[&method] = described;
    }
    let schemas: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Broadside",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What an archive answers on its own machine. Every address gives a page, and the same as JSON where `Accept: application/json` or `format=json` asks for it. Offsets are Unicode code points into the repaired text.",
        },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = places(route.path)
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    if let Some(schema) = route.parameters {
        parameters.extend(flat(&schema(generator), generator));
    }
    let mut content = Map::new();
    if let Some(schema) = route.gives {
        content.insert("application/json".into(), json!({ "schema": schema(generator) }));
        content.insert("text/html".into(), json!({ "schema": { "type": "string" } }));
    }
    for media_type in route.files {
        content.insert((*media_type).into(), json!({ "schema": { "type": "string" } }));
    }
    let mut responses = Map::new();
    if !content.is_empty() {
        responses.insert("200".into(), json!({ "description": "The answer", "content": content }));
    }
    if route.method == axum::http::Method::POST {
        responses.insert("303".into(), json!({ "description": "Done; where to look is in `Location`" }));
    }
    let wrong =
        ["The question means nothing", "There is no such thing", "The archive is being written by another program"];
    for (status, description) in ["400", "404", "503"].into_iter().zip(wrong) {
        responses.insert(status.into(), json!({ "description": description }));
    }
    let mut described = json!({ "summary": route.summary, "parameters": parameters, "responses": responses });
    if let Some(schema) = route.fields {
        let form = json!({ "application/x-www-form-urlencoded": { "schema": form(&schema(generator), generator) } });
        described["requestBody"] = json!({ "required": true, "content": form });
    }
    if route.takes_files {
        let files = json!({ "type": "array", "items": { "type": "string", "format": "binary" } });
        let form = json!({ "type": "object", "properties": { "files": files } });
        described["requestBody"] =
            json!({ "required": true, "content": { "multipart/form-data": { "schema": form } } });
    }
    described
}

/// The names of the places in a path.
fn places(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

/// What a schema stands for, where it is a name.
fn object<'a>(schema: &'a Schema, generator: &'a SchemaGenerator) -> &'a Value {
    let named = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next());
    named.and_then(|name| generator.definitions().get(name)).unwrap_or(schema.as_value())
}

/// The fields of a form: none has to be there.
fn form(schema: &Schema, generator: &SchemaGenerator) -> Value {
    let mut form = object(schema, generator).clone();
    if let Some(form) = form.as_object_mut() {
        form.remove("required");
    }
    form
}

/// The properties of a flat object as parameters of an address.
fn flat(schema: &Schema, generator: &SchemaGenerator) -> Vec<Value> {
    let properties = object(schema, generator).get("properties").and_then(Value::as_object);
    let each = properties.into_iter().flatten().map(|(name, schema)| {
        let description = schema.get("description").cloned().unwrap_or_default();
        json!({ "name": name, "in": "query", "required": false, "description": description, "schema": schema })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_says_what_it_is_for_and_what_it_gives() {
        let document = document();
        let paths = document["paths"].as_object().unwrap();
        for route in pages::routes() {
            let method = route.method.as_str().to_ascii_lowercase();
            let described = &paths[route.path][&method];
            assert!(!described["summary"].as_str().unwrap().is_empty(), "{}", route.path);
            let gives = described["responses"].as_object().unwrap();
            assert!(gives.contains_key("200") || gives.contains_key("303"), "{}", route.path);
        }
    }
}
