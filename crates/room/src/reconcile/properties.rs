//! What can be asked of an entity beside its name.

use broadside_engine::run::directory::Listed;
use broadside_model::KnownName;
use serde_json::{Value, json};

/// Properties: id, name, what it is.
pub const PROPERTIES: &[(&str, &str, &str)] = &[
    ("country", "Country", "ISO 3166-1 alpha-2 code"),
    ("kind", "Kind", "What it is"),
    ("names", "Other names", "Every other name, in any language"),
    ("acronyms", "Acronyms", "Letters that stand for its name"),
    ("first_seen", "First seen", "First day of the first statement that names it"),
    ("last_seen", "Last seen", "Last day of the last statement that names it"),
    ("statements", "Statements", "How many statements name it"),
    ("known_ids", "Known ids", "What authority files know it as: authority and id"),
    ("known_urls", "Pages", "Pages of authority files about it"),
    ("date", "Date", "When it was there: to tell names apart by, in queries"),
];
/// Names in one language: this, and the code of the language.
const NAMES_IN: &str = "names_";

/// Name and meaning of a property.
pub fn known(id: &str) -> Option<(String, String)> {
    if let Some((_, name, meaning)) = PROPERTIES.iter().find(|(known, ..)| *known == id) {
        return Some(((*name).to_owned(), (*meaning).to_owned()));
    }
    let language = id.strip_prefix(NAMES_IN)?;
    let is_code = language.len() == 3 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then(|| (format!("Names ({language})"), format!("Its names in the language {language} (ISO 639-3)")))
}

/// The values of a property, as the answer of a data extension has them.
pub fn values(entity: &Listed, property: &str) -> Vec<Value> {
    let text = |text: &str| json!({ "str": text });
    let names = |wanted: &dyn Fn(&KnownName) -> bool| -> Vec<Value> {
        entity.names.iter().filter(|name| wanted(name)).map(|name| text(&name.name)).collect()
    };
    let day = |day: &Option<String>| -> Vec<Value> {
        let is_day = |day: &&String| day.len() == 10 && !day.starts_with('-');
        day.iter().filter(is_day).map(|day| json!({"date": format!("{day}T00:00:00Z")})).collect()
    };
    match property {
        "country" => entity.country.iter().map(|country| text(country)).collect(),
        "kind" => entity.kind.and_then(super::type_of).into_iter().collect(),
        "names" => names(&|_| true),
        "acronyms" => names(&|name| name.sort == broadside_model::NameSort::Acronym),
        "first_seen" => day(&entity.first),
        "last_seen" => day(&entity.last),
        "statements" => vec![json!({"int": entity.statements})],
        "known_ids" => entity.known.iter().map(|known| text(&format!("{}: {}", known.authority, known.id))).collect(),
        "known_urls" => entity.known.iter().filter_map(|known| known.url.as_deref()).map(text).collect(),
        _ => match property.strip_prefix(NAMES_IN) {
            Some(language) => names(&|name| name.language.as_deref() == Some(language)),
            None => Vec::new(),
        },
    }
}
