//! The Reconciliation Service API 0.2: <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>.
//!
//! Takes the parameters of a request, gives JSON. One file a part of the specification: the [`manifest`], [`query`]
//! batches, [`suggest`] with flyouts, [`extend`] and [`preview`]. Answers can be wrapped for JSONP, as clients of 0.1 and
//! 0.2 ask for it: the name of the function may hold letters, digits, `_`, `$` and `.` only.

mod extend;
mod manifest;
mod preview;
mod properties;
mod query;
mod suggest;

use broadside_engine::run::directory::Directory;
use broadside_model::EntityKind;
use serde_json::{Value, json};

/// The parameters of a request, from its address and its form.
#[derive(Clone, Debug, Default)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads the query of an address and a form; later ones do not replace earlier ones.
    pub fn read(query: &str, form: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(form));
        Parameters(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The first value of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A number within bounds.
    pub fn number(&self, name: &str, usual: usize, most: usize) -> usize {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(usual).clamp(1, most)
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// JSON.
    Json(Value),
    /// A page.
    Html(String),
    /// JSON that says what is wrong with the question.
    Wrong(String),
    /// There is no such thing.
    Missing(String),
}

/// What is needed to answer.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    /// Everyone the archive names.
    pub directory: &'a Directory,
    /// The name of the archive.
    pub archive: &'a str,
    /// The address of the server without a slash at the end.
    pub base: &'a str,
}

/// Answers a request to a path below `/reconcile`.
pub fn answer(path: &str, parameters: &Parameters, asking: Asking<'_>) -> Option<Answer> {
    let id = || parameters.get("id").unwrap_or("");
    Some(match path.trim_end_matches('/') {
        "" => service(parameters, asking),
        "/suggest/entity" => Answer::Json(suggest::entity(parameters, asking.directory)),
        "/suggest/property" => Answer::Json(suggest::property(parameters)),
        "/suggest/type" => Answer::Json(suggest::kind(parameters)),
        "/flyout/entity" => suggest::entity_flyout(id(), asking.directory),
        "/flyout/property" => suggest::property_flyout(id()),
        "/flyout/type" => suggest::kind_flyout(id()),
        "/properties" => Answer::Json(extend::proposals(parameters)),
        "/preview" => preview::page(id(), asking.directory),
        _ => return None,
    })
}

fn service(parameters: &Parameters, asking: Asking<'_>) -> Answer {
    if let Some(queries) = parameters.get("queries") {
        return query::batch(queries, asking.directory);
    }
    if let Some(extension) = parameters.get("extend") {
        return extend::extend(extension, asking.directory);
    }
    match parameters.get("query") {
        Some(query) => query::single(query, asking.directory),
        None => Answer::Json(manifest::manifest(asking.archive, asking.base)),
    }
}

/// The name of a function that an answer may be wrapped in.
pub fn is_callback(name: &str) -> bool {
    let is_part = |part: &str| {
        let mut chars = part.chars();
        let begins = |ch: char| ch.is_ascii_alphabetic() || matches!(ch, '_' | '$');
        chars.next().is_some_and(begins) && chars.all(|ch| begins(ch) || ch.is_ascii_digit())
    };
    name.len() <= 128 && name.split('.').all(is_part)
}

/// JSON as the argument of a function. What would end a script or a line in old browsers is written as escapes.
pub fn wrapped(callback: &str, json: &Value) -> String {
    let json = json.to_string();
    let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("/**/{callback}({json});")
}

/// Kinds as types of the API.
const KINDS: &[(EntityKind, &str, &str)] = &[
    (EntityKind::Organisation, "Organisation", "An organisation or an organ of one; a state and its government too"),
    (EntityKind::Person, "Person", "One person"),
    (EntityKind::Place, "Place", "A place"),
    (EntityKind::Event, "Event", "A named event"),
    (EntityKind::Work, "Work", "A book, article, newspaper, song"),
    (EntityKind::Law, "Law", "A law, treaty, resolution"),
];

/// A kind as a type: its id and its name.
fn type_of(kind: EntityKind) -> Option<Value> {
    let (kind, name, _) = KINDS.iter().find(|(known, ..)| *known == kind)?;
    Some(json!({"id": kind.name(), "name": name}))
}

/// The kind that a type is.
fn kind_of(id: &str) -> Option<EntityKind> {
    EntityKind::from_name(id).filter(|kind| *kind != EntityKind::Unknown)
}

#[cfg(test)]
mod tests;
