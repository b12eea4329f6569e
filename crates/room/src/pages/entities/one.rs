//! One that is named: all that is known of it.

use super::card;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::derived;
use crate::desk::Desk;
use crate::entity::{Facts, Quoted, Told, everything, is_beginning};
use crate::holdings::Holdings;
use crate::ui::{Page, Section};
use crate::words::entities as words;
use broadside_engine::run::entities::{Appearances, Dossier, dossier, dossier_among};
use broadside_engine::store::{FoundEntity, Redirect};
use broadside_model::{EntityId, StatementId};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How it is to be shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Only the statements that have it so: issued, signed, received, told, mentioned.
    pub role: String,
    /// The page of the statements, from 1.
    pub page: Option<u64>,
    /// Of each list of the JSON at most so many; 0 is a thousand.
    pub limit: Option<usize>,
    /// The id that led here.
    pub from: String,
}

/// Items of each list in the JSON unless more are asked for, and at most.
const FEW: usize = 200;
const MANY: usize = 1000;
/// Neighbours, relations and the like on the page.
pub const SHOWN: usize = 20;

/// Shows an entity; an id that only leads to it is left for its own.
pub fn one(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let typed = ask.place("id");
    let (id, redirect) = find(desk, ask, typed)?;
    let own = id.to_string();
    if !ask.wants_json && typed != own {
        let old: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let from = if is_beginning(typed, &own) { String::new() } else { format!("?from={old}") };
        return Ok(Answer::See(format!("/entities/{own}{from}")));
    }
    let dossier = desk.now.derived.dossiers.get_or(id, || read(desk, ask, id))?;
    let limit = match wanted.limit {
        None => FEW,
        Some(0) => MANY,
        Some(limit) => limit.min(MANY),
    };
    let most = if ask.wants_json { limit } else { SHOWN };
    let listed = if ask.wants_json { limit } else { 0 };
    let facts = Facts::new(desk.catalogue()?, &dossier, most, told(&desk.now.holdings, &dossier, listed))?;
    if ask.wants_json {
        let quoted = Quoted::read(desk.catalogue()?, &dossier, limit)?;
        return Answer::json(&everything(&facts, &quoted, &quoted.grounds(), typed, limit));
    }
    let led = led_here(desk, ask, &wanted.from, redirect)?;
    let body = card::card(desk, ask, &wanted, &facts, led.as_deref())?;
    Ok(Answer::Page(Page::new(dossier.row.name.clone(), Section::Entities, body)))
}

fn find(desk: &Desk, ask: &Ask, typed: &str) -> Result<(EntityId, Option<Redirect>), Trouble> {
    let values = [("id", typed)];
    let hint = ask.say(words::NO_SUCH_HINT);
    match desk.catalogue()?.find_entity(typed)? {
        FoundEntity::Entity(id, redirect) => Ok((id, redirect)),
        FoundEntity::Several => Err(Trouble::missing(ask.fill(words::SEVERAL, &values), ask.say(words::SEVERAL_HINT))),
        FoundEntity::Gone(redirect) => {
            let values = [("id", typed), ("at", redirect.at.as_str()), ("why", redirect.why.as_str())];
            Err(Trouble::missing(ask.fill(words::GONE, &values), hint))
        }
        FoundEntity::Never => Err(Trouble::missing(ask.fill(words::NO_SUCH, &values), hint)),
    }
}

fn read(desk: &Desk, ask: &Ask, id: EntityId) -> Result<Dossier, Trouble> {
    let missing =
        || Trouble::missing(ask.fill(words::NO_SUCH, &[("id", &id.to_string())]), ask.say(words::NO_SUCH_HINT));
    let catalogue = desk.catalogue()?;
    let found = match derived::at_hand::<Appearances>(&desk.room, &desk.now) {
        Some(appearances) => {
            let entity_of = |form| Ok(desk.now.directory.get(form).and_then(|entity| entity.id));
            dossier_among(catalogue, &appearances, &entity_of, id)?
        }
        None => dossier(catalogue, id)?,
    };
    found.ok_or_else(missing)
}

/// The first statements that name it, as they are held.
fn told(holdings: &Holdings, dossier: &Dossier, most: usize) -> BTreeMap<StatementId, Told> {
    let each = dossier.documents.iter().take(most).filter_map(|document| {
        let held = holdings.get(document.statement)?;
        let title = held.title.as_deref().map(str::to_owned);
        Some((document.statement, Told { kind: held.kind, title, date: held.date.clone() }))
    });
    each.collect()
}

/// What is said of the id that led here.
fn led_here(desk: &Desk, ask: &Ask, from: &str, redirect: Option<Redirect>) -> Result<Option<String>, Trouble> {
    let redirect = match (redirect, from.is_empty()) {
        (Some(redirect), _) => Some(redirect),
        (None, true) => None,
        (None, false) => match desk.catalogue()?.find_entity(from)? {
            FoundEntity::Entity(_, redirect) => redirect,
            _ => None,
        },
    };
    Ok(redirect.map(|led| ask.fill(words::LEADS_HERE, &[("id", &led.id.to_string()), ("why", &led.why)])))
}
