//! The first page: what is in the archive at a glance.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::route::Route;
use crate::ui::{Page, Section};
use crate::words::frame;
use maud::html;
use schemars::JsonSchema;
use serde::Serialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", home, "What is in the archive").gives::<Glance>()]
}

/// An archive at a glance.
#[derive(Debug, Serialize, JsonSchema)]
struct Glance {
    /// What the archive is called.
    archive: String,
    /// How many statements it holds.
    statements: u64,
    /// How many entities it names.
    entities: u64,
}

fn home(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let glance = Glance {
        archive: desk.room.place.name.clone(),
        statements: desk.now.holdings.statements.len() as u64,
        entities: desk.now.directory.len() as u64,
    };
    if ask.wants_json {
        return Answer::json(&glance);
    }
    let body = html! {
        h1 { bdi { (glance.archive) } }
        dl {
            dt { (ask.say(frame::STATEMENTS)) } dd { (ask.number(glance.statements)) }
            dt { (ask.say(frame::ENTITIES)) } dd { (ask.number(glance.entities)) }
        }
    };
    Ok(Answer::Page(Page::new(glance.archive, Section::Home, body)))
}
