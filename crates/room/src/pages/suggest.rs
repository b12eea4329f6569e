//! Names that begin as typed.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::{search as words, terms};
use broadside_engine::run::directory::Listed;
use broadside_model::EntityKind;
use maud::html;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/suggest", suggest, "Names that begin as typed").takes::<Typed>().gives::<Names>()]
}

/// What was typed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Typed {
    /// The beginning of a name, or of a word of it.
    typed: String,
}

/// Names, the most used first.
#[derive(Debug, JsonSchema, Serialize)]
struct Names {
    items: Vec<Name>,
    /// How many are listed.
    total: u64,
    /// Always absent: a longer beginning narrows.
    next: Option<String>,
}

/// An entity.
#[derive(Debug, JsonSchema, Serialize)]
struct Name {
    /// Its id.
    id: String,
    /// What it is called.
    name: String,
    /// What it is; absent where that is not known.
    kind: Option<&'static str>,
    /// The same in the language of the interface.
    label: &'static str,
    /// Statements that name it.
    statements: u64,
    /// First day of the first statement that names it.
    first: Option<String>,
    /// Last day of the last.
    last: Option<String>,
    /// Its page.
    address: String,
}

/// Names at once.
const MOST: usize = 8;
/// Longest beginning that is looked at, in characters.
const LONGEST: usize = 100;

fn suggest(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let Typed { typed } = ask.parameters()?;
    let typed: String = typed.trim().chars().take(LONGEST).collect();
    let found = if typed.is_empty() { Vec::new() } else { desk.now.directory.beginning(&typed, MOST) };
    let items: Vec<Name> = found.into_iter().filter_map(|entity| name(ask, entity)).collect();
    if ask.wants_json {
        return Answer::json(&Names { total: items.len() as u64, items, next: None });
    }
    let body = html! {
        h1 { (ask.fill(words::NAMES_BEGINNING, &[("typed", &typed)])) }
        @if items.is_empty() { p { (ask.say(words::NO_NAMES)) } }
        ul.plain {
            @for name in &items {
                li { a href=(name.address) { bdi { (name.name) } } " · " (name.label) " · " (ask.count(name.statements, words::ONE_STATEMENT, words::STATEMENTS)) }
            }
        }
    };
    Ok(Answer::Page(Page::new(ask.say(words::NAMES), Section::Entities, body)))
}

fn name(ask: &Ask, entity: &Listed) -> Option<Name> {
    let id = entity.id?.to_string();
    let kind = entity.kind.filter(|kind| *kind != EntityKind::Unknown);
    Some(Name {
        address: format!("/entities/{id}"),
        id,
        name: entity.name.clone(),
        kind: kind.map(EntityKind::name),
        label: ask.say(kind.map_or(terms::UNKNOWN, terms::entity)),
        statements: u64::from(entity.statements),
        first: entity.first.clone(),
        last: entity.last.clone(),
    })
}
