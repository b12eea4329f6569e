//! One thing to decide, with what it takes to decide it.

use crate::answer::Trouble;
use crate::ask::Ask;
use crate::deciding::log::Entry;
use crate::desk::Desk;
use crate::json::numbered_id;
use crate::pages::shown;
use crate::plain::one_line;
use crate::review::doubts::Doubt;
use crate::review::{Asked, Item};
use crate::ui::decide;
use crate::words::{decide as deciding, review as words, terms};
use broadside_engine::run::entities::Names;
use broadside_engine::store::EntityRow;
use broadside_model::{Field, Property, StatementId};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Sources of a name that are looked at for what to show.
const SOURCES: usize = 6;

/// A card of the queue.
pub fn card(desk: &Desk, ask: &Ask, log: &[Entry], item: &Item) -> Result<Markup, Trouble> {
    let affects = ask.count(u64::from(item.affects()), words::AFFECTS_ONE, words::AFFECTS_MANY);
    Ok(match item {
        Item::Question(asked) => question(desk, ask, asked, &affects)?,
        Item::Doubt(doubt) => of_doubt(desk, ask, doubt, &affects),
        Item::Unsettled(at) => log.get(*at).map_or_else(|| html! {}, |entry| unsettled(ask, entry)),
    })
}

fn question(desk: &Desk, ask: &Ask, asked: &Asked, affects: &str) -> Result<Markup, Trouble> {
    let names = crate::entity::names_of(desk.catalogue()?, &asked.question)?;
    let (a, b) = asked.question.entities;
    let (a, b) = (a.to_string(), b.to_string());
    let percent = (u32::from(asked.question.question.link.score) + 5) / 10;
    let sides = [side(desk, ask, &asked.entities[0], &names[0])?, side(desk, ask, &asked.entities[1], &names[1])?];
    let reasons = asked.question.question.link.reasons.join("; ");
    Ok(html! {
        li.item tabindex="-1" {
            h2 { (ask.say(words::QUESTION)) }
            p.meta { (ask.fill(words::ALIKE, &[("percent", &percent.to_string())])) " · " (affects)
                @if !reasons.is_empty() { " · " bdi { (one_line(&reasons)) } } }
            div.sides { @for side in &sides { (side) } }
            p.acts {
                button.main type="submit" form="decide" name="do" value=(format!("merge {a} {b}")) data-key="c" { (ask.say(deciding::ONE)) }
                button type="submit" form="decide" name="do" value=(format!("distinct {a} {b}")) data-key="r" { (ask.say(deciding::TWO)) }
                a data-key="e" href=(format!("/entities/{a}")) { (ask.say(deciding::ON_ENTITY)) }
            }
        }
    })
}

/// One of two entities: its name, kind, years, documents, and with whom it signs.
fn side(desk: &Desk, ask: &Ask, row: &EntityRow, name: &str) -> Result<Markup, Trouble> {
    let catalogue = desk.catalogue()?;
    let year = |day: &Option<String>| day.as_ref().and_then(|day| day.get(..4)).unwrap_or_default().to_owned();
    let (first, last) = (year(&row.first), year(&row.last));
    let years = if first == last { first } else { format!("{first}–{last}") };
    let read = Names::open(catalogue)?;
    let (mut documents, mut signers) = (Vec::new(), BTreeSet::new());
    let forms = catalogue.forms_of(row.id)?;
    for (source, _) in forms.iter().flat_map(|form| &form.sources).take(SOURCES) {
        let Some(source) = catalogue.source_of(*source)? else { continue };
        for here in read.of(source)?.iter() {
            let signs = here.names.iter().filter(|one| one.field == Field::Signatory);
            let mut is_in = false;
            for one in here.names.iter() {
                is_in |= read.entity(&one.form)? == Some(row.id);
            }
            if !is_in {
                continue;
            }
            let id = StatementId { source, number: here.number };
            if documents.iter().all(|(known, _)| *known != id) {
                let caption = desk.now.holdings.get(id).map(|held| held.caption().to_owned()).unwrap_or_default();
                documents.push((id, caption));
            }
            for signer in signs.take(50) {
                if read.entity(&signer.form)? != Some(row.id) {
                    signers.insert(one_line(&signer.name));
                }
            }
        }
    }
    let count = ask.count(u64::from(row.statements), words::STATEMENTS_ONE, words::STATEMENTS_MANY);
    Ok(html! {
        section.side {
            h3 { a href=(format!("/entities/{}", row.id)) { bdi { (one_line(name)) } } }
            @if row.name != *name { p { "← " bdi { (one_line(&row.name)) } } }
            p.meta { (ask.say(terms::entity(row.kind))) @if let Some(country) = &row.country { " · " (country) } " · " (count)
                @if !years.is_empty() { " · " (years) } }
            @if !documents.is_empty() {
                p { (ask.say(words::NAMED_IN)) ":" }
                ul { @for (id, caption) in documents.iter().take(3) { li { a href=(format!("/statements/{}", numbered_id(id.source, id.number))) { bdi { (one_line(caption)) } } } } }
            }
            @if !signers.is_empty() { p { (ask.say(words::CO_SIGNERS)) ": " @for (at, name) in signers.iter().take(6).enumerate() { @if at > 0 { ", " } bdi { (name) } } } }
        }
    })
}

fn of_doubt(desk: &Desk, ask: &Ask, doubt: &Doubt, affects: &str) -> Markup {
    let id = numbered_id(doubt.statement.source, doubt.statement.number);
    let target = doubt.target();
    let caption = desk.now.holdings.get(doubt.statement).map(|held| one_line(held.caption())).unwrap_or_default();
    let is_edit = doubt.property == Property::Edit;
    html! {
        li.item tabindex="-1" data-target=(target) {
            h2 { (ask.say(if is_edit { words::REPAIR } else { words::DOUBT })) }
            p.big { (ask.say(terms::property(doubt.property))) ": "
                @if let Some(before) = &doubt.before { del { bdi { (one_line(before)) } } " → " }
                strong { bdi { @if doubt.value.is_empty() { (ask.say(deciding::NOTHING)) } @else { (one_line(&doubt.value)) } } } }
            p.meta { (ask.fill(words::SURE, &[("percent", &doubt.confidence.to_string())])) " · " (affects) " · "
                a href=(format!("/statements/{id}")) { bdi { (if caption.is_empty() { id.as_str() } else { &caption }) } } }
            p.acts {
                button.main type="submit" form="decide" name="do" value=(format!("confirm {target}")) data-key="c" { (ask.say(deciding::CONFIRM)) }
                button type="submit" form="decide" name="do" value=(format!("reject {target}")) data-key="r" { (ask.say(deciding::REJECT)) }
                a data-key="e" href=(decide::address(&target)) { (ask.say(deciding::SET)) }
            }
        }
    }
}

fn unsettled(ask: &Ask, entry: &Entry) -> Markup {
    html! {
        li.item tabindex="-1" {
            h2 { (ask.say(words::UNSETTLED)) }
            p.big { (shown::act(ask, &entry.decision, entry.about)) }
            p.meta { (shown::by(&entry.decision)) }
            (shown::unsettled(ask, entry))
            p.acts {
                button type="submit" form="decide" name="do" value=(format!("undo {}", entry.decision.id.hex())) data-key="r" { (ask.say(deciding::UNDO)) }
                @if let Some(about) = entry.about { a data-key="e" href=(format!("/statements/{}", numbered_id(about.source, about.number))) { (ask.say(deciding::OF_STATEMENT)) } }
            }
        }
    }
}
