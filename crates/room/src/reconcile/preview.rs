//! A small page about an entity, shown in a frame.

use super::Answer;
use crate::html::{self, text};
use broadside_engine::run::directory::{Directory, Listed};
use broadside_model::EntityId;

/// What is said of an id that leads nowhere.
pub const UNKNOWN: &str = "There is no entity of this id in the archive.";
/// Other names that are shown.
const MOST_NAMES: usize = 12;

/// The page about the entity of that id.
pub fn page(id: &str, directory: &Directory) -> Answer {
    let Some(entity) = EntityId::from_text(id).and_then(|id| directory.get(id)) else {
        return Answer::Missing(UNKNOWN.to_owned());
    };
    let seen = match (&entity.first, &entity.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (first, last) => first.clone().or_else(|| last.clone()).unwrap_or_default(),
    };
    let known: Vec<String> = entity.known.iter().map(|known| format!("{}: {}", known.authority, known.id)).collect();
    let id = entity.id.map(|id| id.to_string()).unwrap_or_default();
    let rows = [
        ("Kind", entity.kind.map(|kind| kind.name().to_owned()).unwrap_or_default()),
        ("Country", entity.country.clone().unwrap_or_default()),
        ("Seen", seen),
        ("Statements", entity.statements.to_string()),
        ("Other names", first_names(entity, MOST_NAMES)),
        ("Known as", known.join("; ")),
        ("Id", id),
    ];
    let row = |(name, value): &(&str, String)| {
        if value.is_empty() { String::new() } else { format!("<dt>{name}</dt><dd dir=\"auto\">{}</dd>\n", text(value)) }
    };
    let rows: String = rows.iter().map(row).collect();
    let body = format!("<h1 dir=\"auto\">{}</h1>\n<dl>\n{rows}</dl>", text(&entity.name));
    Answer::Html(html::page(&entity.name, &body))
}

/// The first other names of an entity, in one line.
pub fn first_names(entity: &Listed, most: usize) -> String {
    let names: Vec<&str> = entity.names.iter().take(most).map(|name| name.name.as_str()).collect();
    let more = entity.names.len().saturating_sub(most);
    if more == 0 { names.join("; ") } else { format!("{}; and {more} more", names.join("; ")) }
}
