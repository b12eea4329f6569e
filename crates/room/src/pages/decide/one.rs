//! One value: what it is, who said what of it, and the forms to decide on it with words.

use super::shown;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::deciding::log::Entry;
use crate::deciding::target::{Typed, parse};
use crate::deciding::values::Named;
use crate::desk::Desk;
use crate::json::numbered_id;
use crate::ui::{Page, Section, decide as forms};
use crate::words::{decide as words, terms};
use broadside_engine::decisions::{cells, is_list, target_of, value};
use broadside_engine::run::decided::Decisions;
use broadside_model::{Kind, Property, StatementId, Status};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;

/// Which value.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// What `decide` calls it, as in `1a2b3c4d/issuers/1`; without a number, something is added to the list.
    target: String,
    /// Where to go when it is decided.
    back: Option<String>,
}

/// A value and what people say of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Value {
    /// What `decide` calls it.
    target: String,
    /// The statement.
    statement: String,
    /// The property.
    property: &'static str,
    /// `proposed`, `confirmed` or `rejected`.
    status: &'static str,
    /// What it is now.
    value: Option<String>,
    /// Names of the cells of such a row.
    cells: &'static [&'static str],
}

/// Answers.
pub fn page(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    if wanted.target.is_empty() {
        return Err(Trouble::wrong(ask.say(words::WHAT_TO_DECIDE)));
    }
    let typed = parse(OsStr::new(&wanted.target))?;
    let catalogue = desk.catalogue()?;
    let decisions = Decisions::open(catalogue)?;
    let named = Named::find(catalogue, &decisions, &typed.statement)?;
    let seen = named.with(|of| {
        let id = StatementId { source: of.place.source, number: of.statement as u32 + 1 };
        let at = typed.number.unwrap_or(1).saturating_sub(1);
        let text = &of.place.text.text;
        let shown = of.decided.anatomy.statements.get(of.statement);
        let now = match typed.property {
            Property::Edit => of.place.text.edits.get(at).map(|edit| edit.after.clone()),
            property => shown.and_then(|statement| value(text, statement, property, at)),
        };
        let said = of.decided.said.get(of.statement);
        let status = said.and_then(|said| said.get(&(typed.property, at, typed.cell.clone())));
        (id, now, status.map_or(Status::Proposed, |word| word.status))
    });
    let (id, now, status) = seen;
    let now = now.filter(|_| typed.number.is_some() || !is_list(typed.property));
    let statement = numbered_id(id.source, id.number);
    if ask.wants_json {
        let (property, cells) = (typed.property.name(), cells(typed.property));
        let target = wanted.target;
        return Answer::json(&Value { target, statement, property, status: status.name(), value: now, cells });
    }
    let log = desk.room.log.read(catalogue)?;
    let said: Vec<&Entry> = log.iter().rev().filter(|entry| is_of(entry, &typed, id)).take(20).collect();
    let back = wanted.back.or_else(|| ask.came_from.clone().filter(|from| !from.starts_with("/decide")));
    let back = back.unwrap_or_else(|| format!("/statements/{statement}"));
    let what = ask.say(terms::property(typed.property));
    let title = ask.fill(words::TITLE, &[("what", what)]);
    let caption = desk.now.holdings.get(id).map(|held| held.caption().to_owned());
    let body = html! {
        h1 { (title) }
        dl.card {
            dt { (ask.say(words::OF_STATEMENT)) }
            dd { a href=(format!("/statements/{statement}")) { bdi { (caption.as_deref().unwrap_or(&statement)) } } }
            dt { (ask.say(words::VALUE_NOW)) }
            dd { @match &now { Some(now) => { bdi { (now) } } None => { (ask.say(words::NOTHING)) } }
                " · " (ask.say(terms::status(status))) }
        }
        (as_it_stands(ask, &wanted.target, &back, now.is_some()))
        (otherwise(ask, &wanted.target, &typed, &back, now.as_deref()))
        h2 { (ask.say(words::WHAT_IS_SAID)) }
        @if said.is_empty() { p { (ask.say(words::NOBODY)) } } @else {
            ol.log { @for entry in said { li {
                p.what { (shown::act(ask, &entry.decision, entry.about)) }
                p.meta { (shown::by(&entry.decision)) " · " (ask.say(shown::standing(&entry.standing))) }
                (shown::unsettled(ask, entry))
            } } }
        }
    };
    Ok(Answer::Page(Page::new(title, Section::Review, body)))
}

/// Whether a decision is about the property of the statement.
fn is_of(entry: &Entry, typed: &Typed, id: StatementId) -> bool {
    let Some(target) = target_of(&entry.decision.act) else { return false };
    let about = entry.about.unwrap_or(StatementId { source: target.statement.source, number: target.statement.number });
    target.property == typed.property && about == id
}

fn as_it_stands(ask: &Ask, target: &str, back: &str, is_there: bool) -> Markup {
    html! {
        @if is_there {
            form.fields.sheet method="post" action="/decide" {
                input type="hidden" name="target" value=(target);
                input type="hidden" name="back" value=(back);
                (forms::by(ask))
                button.main type="submit" name="act" value="confirm" { (ask.say(words::CONFIRM)) }
                button type="submit" name="act" value="reject" { (ask.say(words::REJECT)) }
            }
        }
    }
}

fn otherwise(ask: &Ask, target: &str, typed: &Typed, back: &str, now: Option<&str>) -> Markup {
    let adds = typed.number.is_none() && is_list(typed.property);
    let rows: &[&str] = if typed.cell.is_none() && typed.number.is_some() { cells(typed.property) } else { &[] };
    let is_long = now.is_some_and(|now| now.chars().count() > 60);
    html! {
        form.fields.sheet method="post" action="/decide" {
            input type="hidden" name="act" value="set";
            input type="hidden" name="target" value=(target);
            input type="hidden" name="back" value=(back);
            label.wide { (ask.say(words::NEW_VALUE))
                @if typed.property == Property::Kind {
                    select name="value" { @for kind in Kind::ALL.iter().copied() {
                        option value=(kind.name()) selected[now == Some(kind.name())] { (ask.say(terms::kind(kind))) }
                    } }
                } @else if is_long {
                    textarea name="value" dir="auto" required { (now.unwrap_or_default()) }
                } @else {
                    input name="value" dir="auto" required value=[now] autocomplete="off";
                }
            }
            (forms::by(ask))
            button type="submit" { (ask.say(if adds { words::ADD_VALUE } else { words::SET_VALUE })) }
        }
        @if rows.len() > 1 {
            p { (ask.say(words::CELLS)) ": "
                @for (at, cell) in rows.iter().enumerate() {
                    @if at > 0 { " · " }
                    a href=(forms::address(&format!("{target}/{cell}"))) { (cell) }
                }
            }
        }
    }
}
