//! A decision in words of the interface: what, who, when and why, how it stands.

use crate::ask::Ask;
use crate::deciding::log::Entry;
use crate::json::numbered_id;
use crate::words::{Word, decide as words, terms};
use broadside_engine::decisions::{Standing, Why};
use broadside_model::{Act, Decision, EntityRef, StatementId, Target};
use maud::{Markup, html};

/// What was decided.
pub fn act(ask: &Ask, decision: &Decision, about: Option<StatementId>) -> Markup {
    match &decision.act {
        Act::Confirm(target) => on_target(ask, target, about, words::ACT_CONFIRM, None),
        Act::Reject(target) => on_target(ask, target, about, words::ACT_REJECT, None),
        Act::Set(target, value) => on_target(ask, target, about, words::ACT_SET, Some(value)),
        Act::Merge(all) => html! { (entities(all)) " " (ask.say(words::ACT_MERGE)) },
        Act::Distinct(all) => html! { (entities(all)) " " (ask.say(words::ACT_DISTINCT)) },
        Act::Split { entity, names, uses } => html! {
            (ask.say(words::ACT_SPLIT)) ": "
            @for name in names { "«" bdi { (name.name) } "» " }
            @for used in uses { "«" bdi { (used.quote) } "» " }
            "← " (entities(std::slice::from_ref(entity)))
        },
        Act::Rename { entity, name, .. } => html! {
            (entities(std::slice::from_ref(entity))) " " (ask.say(words::ACT_RENAME)) " «" bdi { (name) } "»"
        },
        Act::SameStatement(all) => html! {
            @for (at, one) in all.iter().enumerate() {
                @if at > 0 { ", " }
                (statement(&numbered_id(one.source, one.number)))
            }
            " " (ask.say(words::ACT_SAME))
        },
        Act::Undo(id) => {
            let hex = id.hex();
            html! { (ask.say(words::ACT_UNDO)) ": " a href=(format!("#d-{}", hex.get(..12).unwrap_or(&hex))) { code { (hex.get(..12).unwrap_or(&hex)) } } }
        }
    }
}

fn statement(id: &str) -> Markup {
    html! { a href=(format!("/statements/{id}")) { code { (id) } } }
}

fn on_target(ask: &Ask, target: &Target, about: Option<StatementId>, act: Word, value: Option<&String>) -> Markup {
    let id = about.map_or_else(
        || numbered_id(target.statement.source, target.statement.number),
        |now| numbered_id(now.source, now.number),
    );
    let was = target.cell.as_ref().map_or(target.value.as_ref(), |cell| cell.value.as_ref());
    html! {
        (ask.say(act)) ": " (ask.say(terms::property(target.property)))
        @if let Some(cell) = &target.cell { " (" (cell.name) ")" }
        " · "
        @match was { Some(was) => { "«" bdi { (was) } "»" } None => { (ask.say(words::NOTHING)) } }
        @if let Some(value) = value { " → «" bdi { (value) } "»" }
        " · " (statement(&id))
    }
}

fn entities(all: &[EntityRef]) -> Markup {
    html! {
        @for (at, one) in all.iter().enumerate() {
            @if at > 0 { ", " }
            a href=(format!("/entities/{}", one.id)) {
                @match one.names.first() { Some(name) => { bdi { (name.name) } } None => { (one.id) } }
            }
        }
    }
}

/// How it stands.
pub fn standing(standing: &Standing) -> Word {
    match standing {
        Standing::InForce => words::IN_FORCE,
        Standing::Replaced(_) => words::REPLACED,
        Standing::Undone(_) => words::UNDONE,
        Standing::Unsettled { applies: true, .. } => words::UNSETTLED_IN_FORCE,
        Standing::Unsettled { applies: false, .. } => words::UNSETTLED,
    }
}

/// Why somebody should look at it, and what to do.
pub fn unsettled(ask: &Ask, entry: &Entry) -> Markup {
    let Standing::Unsettled { why, now, .. } = &entry.standing else { return html! {} };
    let word = match why {
        Why::NoSource => words::WHY_NO_SOURCE,
        Why::NoStatement => words::WHY_NO_STATEMENT,
        Why::Ambiguous => words::WHY_AMBIGUOUS,
        Why::NoWords => words::WHY_NO_WORDS,
        Why::NoValue => words::WHY_NO_VALUE,
        Why::Otherwise => words::WHY_OTHERWISE,
        Why::Again => words::WHY_AGAIN,
        Why::NoDecision => words::WHY_NO_DECISION,
        Why::NotAValue => words::WHY_NOT_A_VALUE,
        Why::NoEdit => words::WHY_NO_EDIT,
    };
    html! {
        p.why { (ask.say(word)) }
        @if let Some(now) = now { p.why { bdi { (ask.fill(words::NOW_PROPOSED, &[("now", now)])) } } }
    }
}

/// Who decided, when and why.
pub fn by(decision: &Decision) -> Markup {
    let when = decision.at.get(..16).unwrap_or(&decision.at).replace('T', " ");
    html! {
        span.by { bdi { (decision.author) } " · " time datetime=(decision.at) { (when) } }
        @if let Some(reason) = &decision.reason { " " q.reason dir="auto" { (reason) } }
    }
}

/// What a decision is called: the place of it in the log, and how to take it back.
pub fn short(decision: &Decision) -> String {
    crate::deciding::wording::short(decision.id)
}
