//! The page of one that is named.

use super::one::{SHOWN, Wanted};
use crate::answer::Trouble;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::entity::{Facts, names_of};
use crate::json::{Points, entities as json};
use crate::pages::parts;
use crate::ui::chart::{self, Bin};
use crate::ui::{bare, decide, language_tag};
use crate::words::{Word, entities as words, terms};
use broadside_engine::run::entities::{Document, Name};
use broadside_engine::store::EntityRow;
use broadside_model::entity::Field;
use broadside_model::{EntityId, RelationKind, Span, StatementId};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Statements on a page.
const DOCUMENTS: u64 = 25;
/// Years drawn one by one.
const YEARS: i32 = 120;

/// How a statement has an entity, by the name that addresses use.
const ROLES: &[(&str, Word, &[Field])] = &[
    ("issued", words::AS_ISSUER, &[Field::Issuer, Field::IssuerOf]),
    ("signed", words::AS_SIGNATORY, &[Field::Signatory, Field::Affiliation]),
    ("received", words::AS_ADDRESSEE, &[Field::Addressee]),
    ("told", words::AS_TOLD, &[Field::Claimant, Field::Actor, Field::Quoted]),
    ("mentioned", words::AS_MENTION, &[]),
];

fn role(name: &str) -> Option<&'static (&'static str, Word, &'static [Field])> {
    ROLES.iter().find(|(role, ..)| *role == name)
}

/// Whether a statement has it so; mentioned is what is nothing else.
fn has(document: &Document, (_, _, fields): &(&str, Word, &[Field])) -> bool {
    let is_among = |fields: &[Field]| document.uses.iter().any(|used| fields.contains(&used.field));
    if fields.is_empty() {
        return !ROLES.iter().any(|(_, _, fields)| is_among(fields));
    }
    is_among(fields)
}

/// The whole page.
pub fn card(desk: &Desk, ask: &Ask, wanted: &Wanted, facts: &Facts<'_>, led: Option<&str>) -> Result<Markup, Trouble> {
    let row = &facts.dossier.row;
    Ok(html! {
        @if let Some(led) = led { p.notice role="status" { bdi { (led) } } }
        h1 { (bare(&row.name)) }
        p { span.chip { (ask.say(terms::entity(row.kind))) } @if let Some(country) = &row.country { " " span.chip { (country) } } }
        div.columns.entity {
            section.sheet aria-label=(ask.say(words::NAMED)) { (head(ask, facts)) }
            @if !facts.dossier.questions.is_empty() {
                section.sheet aria-labelledby="questions" { (questions(desk, ask, facts)?) }
            }
        }
        (over_time(ask, facts))
        (documents(desk, ask, wanted, facts)?)
        (names(desk, ask, &facts.dossier.names))
        (neighbours(ask, facts))
        (relations(desk, ask, facts)?)
        (held_one(ask, facts))
        (decisions(ask, facts))
        (decide::on_entity(ask, &row.id.to_string(), &forms_of(facts)))
    })
}

fn head(ask: &Ask, facts: &Facts<'_>) -> Markup {
    let row = &facts.dossier.row;
    let (uses, statements) = (ask.number(u64::from(row.uses)), ask.number(u64::from(row.statements)));
    let counts = [row.issued, row.signed, row.received, row.told, row.mentioned];
    html! {
        dl.card {
            dt { (ask.say(words::NAMED)) }
            dd { (ask.fill(words::NAMED_IN, &[("uses", &uses), ("statements", &statements)]))
                @let years = parts::years(row.first.as_deref(), row.last.as_deref());
                @if !years.is_empty() { ", " span.date { (years) } } }
            @for ((name, word, _), count) in ROLES.iter().zip(counts) { @if count > 0 {
                dt { (ask.say(*word)) } dd { a href=(format!("/entities/{}?role={name}#documents", row.id)) { (ask.number(u64::from(count))) } }
            } }
            @for (language, name) in &facts.dossier.called {
                dt { (ask.say(words::CALLED)) }
                dd { bdi lang=[language.as_deref().map(language_tag)] { (name) } @if let Some(language) = language { " (" (language_name(ask, language)) ")" } }
            }
            @for identity in &facts.dossier.known {
                dt { (ask.say(words::KNOWN_AS)) }
                dd { (bare(&identity.known.id)) " (" (bare(&identity.known.authority)) ")"
                    @if let Some(url) = &identity.known.url { br; span.faint { (bare(url)) } } }
            }
            dt { (ask.say(words::ID)) } dd { code { (row.id) } @for led in facts.dossier.redirects.iter().take(SHOWN) { br; code.faint { (led.id) } " → " } }
        }
    }
}

fn language_name(ask: &Ask, code: &str) -> String {
    terms::language(code).map_or(code.to_owned(), |word| ask.say(word).to_owned())
}

fn over_time(ask: &Ask, facts: &Facts<'_>) -> Markup {
    let spans: Vec<(i32, i32)> =
        facts.dossier.documents.iter().filter_map(|one| one.days).map(|(from, to)| (from.year, to.year)).collect();
    let (Some(first), Some(last)) = (spans.iter().map(|span| span.0).min(), spans.iter().map(|span| span.1).max())
    else {
        return html! {};
    };
    let step = (last.saturating_sub(first) / YEARS + 1).max(1);
    let count = (last.saturating_sub(first) / step + 1) as usize;
    let label = |at: usize| format!("{}", first + at as i32 * step);
    let mut bins: Vec<Bin> = (0..count).map(|at| Bin { label: label(at), ..Bin::default() }).collect();
    for (from, to) in spans {
        let (from, to) = (((from - first) / step) as usize, ((to - first) / step) as usize);
        for bin in bins.get_mut(from..=to).unwrap_or_default() {
            if from == to { bin.sure += 1 } else { bin.maybe += 1 }
        }
    }
    let undated = facts.dossier.documents.iter().filter(|one| one.days.is_none()).count() as u64;
    html! {
        section aria-labelledby="time" {
            h2 #time { (ask.say(words::OVER_TIME)) }
            (chart::bars(ask, ask.say(words::CHART), &bins))
            @if undated > 0 { p.faint { (ask.fill(words::UNDATED, &[("n", &ask.number(undated))])) } }
        }
    }
}

fn documents(desk: &Desk, ask: &Ask, wanted: &Wanted, facts: &Facts<'_>) -> Result<Markup, Trouble> {
    let role = role(&wanted.role);
    let all: Vec<&Document> =
        facts.dossier.documents.iter().filter(|one| role.is_none_or(|role| has(one, role))).collect();
    let page = wanted.page.unwrap_or(1).clamp(1, 1 << 32);
    let from = ((page - 1) * DOCUMENTS) as usize;
    let shown = all.iter().skip(from).take(DOCUMENTS as usize);
    let mut rows = Vec::new();
    for document in shown {
        rows.push(document_row(desk, ask, document)?);
    }
    let link = |name: &str| format!("{}#documents", ask.with("role", name));
    Ok(html! {
        section aria-labelledby="documents" {
            h2 #documents { (ask.say(words::DOCUMENTS)) }
            nav.roles aria-label=(ask.say(words::AS_WHAT)) {
                a.chip href=(link("")) aria-current=[role.is_none().then_some("true")] { (ask.say(words::EVERY_ROLE)) }
                @for one in ROLES { @if facts.dossier.documents.iter().any(|document| has(document, one)) {
                    " " a.chip href=(link(one.0)) aria-current=[role.is_some_and(|role| role.0 == one.0).then_some("true")] { (ask.say(one.1)) }
                } }
            }
            div.scroll tabindex="0" role="group" aria-labelledby="documents" {
                table {
                    thead { tr { th scope="col" { (ask.say(words::DATE)) } th scope="col" { (ask.say(words::TITLE_OF)) } th scope="col" { (ask.say(words::AS_WHAT)) } } }
                    tbody { @for row in rows { (row) } }
                }
            }
            (crate::ui::pager(ask, page, DOCUMENTS, all.len() as u64))
        }
    })
}

/// The code points of a range of bytes in a source.
fn points(desk: &Desk, statement: StatementId, span: Span) -> Result<Option<(u64, u64)>, Trouble> {
    if span.is_empty() {
        return Ok(None);
    }
    let text = desk.catalogue()?.text(statement.source)?.unwrap_or_default();
    let points = Points::new(&text);
    Ok(Some((points.at(span.start), points.at(span.end))))
}

fn document_row(desk: &Desk, ask: &Ask, document: &Document) -> Result<Markup, Trouble> {
    let held = desk.now.holdings.get(document.statement);
    let text = desk.catalogue()?.text(document.statement.source)?.unwrap_or_default();
    let points = Points::new(&text);
    let place = |span: Span| (!span.is_empty()).then(|| (points.at(span.start), points.at(span.end)));
    let first = document.uses.iter().find_map(|used| place(used.span));
    // Each field once, led to its first words.
    let mut fields: BTreeMap<Field, Option<(u64, u64)>> = BTreeMap::new();
    for used in &document.uses {
        fields.entry(used.field).or_insert_with(|| place(used.span));
    }
    Ok(html! {
        tr {
            td.date { @if let Some(date) = held.and_then(|held| held.date.as_ref()) { (date.as_str()) } }
            td { @if let Some(kind) = held.and_then(|held| held.kind) { span.faint { (ask.say(terms::kind(kind))) ": " } } (parts::source(desk, document.statement, first)) }
            td.as { @for (at, (field, place)) in fields.iter().enumerate() {
                @if at > 0 { ", " }
                @if place.is_some() { a href=(parts::statement(document.statement, *place)) { (ask.say(terms::field(*field))) } } @else { (ask.say(terms::field(*field))) }
            } }
        }
    })
}

fn names(desk: &Desk, ask: &Ask, names: &[Name]) -> Markup {
    html! {
        section aria-labelledby="names" {
            h2 #names { (ask.say(words::ITS_NAMES)) }
            div.scroll tabindex="0" role="group" aria-labelledby="names" {
                table {
                    thead { tr {
                        th scope="col" { (ask.say(words::NAME)) } th scope="col" { (ask.say(words::LANGUAGE)) } th scope="col" { (ask.say(words::SCRIPT)) }
                        th.number scope="col" { (ask.say(words::USES)) } th scope="col" { (ask.say(words::YEARS)) } th scope="col" { (ask.say(words::TITLE_OF)) }
                    } }
                    tbody { @for name in names.iter().take(SHOWN * 2) { tr {
                        th scope="row" { bdi lang=[name.language.as_deref().map(language_tag)] { (name.name) } }
                        td { @if let Some(language) = &name.language { (language_name(ask, language)) } }
                        td { (name.script.unwrap_or_default()) }
                        td.number { (ask.number(u64::from(name.uses))) }
                        td.date { (seen(name.days)) }
                        td { @if let Some(statement) = name.statements.first() { (parts::source(desk, *statement, None)) } }
                    } } }
                }
            }
            (more(ask, names.len(), SHOWN * 2))
        }
    }
}

fn seen(days: broadside_engine::run::entities::Days) -> String {
    let days = days.map(|days| (days.0.to_string(), days.1.to_string()));
    days.map(|(first, last)| parts::years(Some(&first), Some(&last))).unwrap_or_default()
}

fn more(ask: &Ask, all: usize, shown: usize) -> Markup {
    html! { @if all > shown { p.faint { (ask.fill(words::MORE, &[("n", &ask.number((all - shown) as u64))])) } } }
}

fn neighbours(ask: &Ask, facts: &Facts<'_>) -> Markup {
    let all = &facts.dossier.neighbours;
    if all.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="with" {
            h2 #with { (ask.say(words::SIGNS_WITH)) }
            div.scroll tabindex="0" role="group" aria-labelledby="with" {
                table {
                    thead { tr { th scope="col" { (ask.say(words::NAME)) } th scope="col" { (ask.say(words::COUNTRY)) } th.number scope="col" { (ask.say(words::TOGETHER)) } th scope="col" { (ask.say(words::YEARS)) } } }
                    tbody { @for one in all.iter().take(SHOWN) { @if let Some(row) = facts.others.get(&one.entity) { tr {
                        th scope="row" { (entity(row)) }
                        td { (row.country.as_deref().unwrap_or_default()) }
                        td.number { (ask.number(one.statements.len() as u64)) }
                        td.date { (seen(one.days)) }
                    } } } }
                }
            }
            (more(ask, all.len(), SHOWN))
            p { a href=(format!("/network?id={}", facts.dossier.row.id)) { (ask.say(words::IN_NETWORK)) } }
        }
    }
}

fn entity(row: &EntityRow) -> Markup {
    html! { a href=(format!("/entities/{}", row.id)) { (bare(&row.name)) } }
}

fn relations(desk: &Desk, ask: &Ask, facts: &Facts<'_>) -> Result<Markup, Trouble> {
    let all = &facts.dossier.relations;
    let mut lines = Vec::new();
    for row in all.iter().take(SHOWN) {
        let end = |form: EntityId| html! { @match facts.end(form) { Some(row) => { (entity(row)) } None => { "?" } } };
        let place = points(desk, row.statement, row.span)?;
        lines.push(html! { li {
            (end(row.subject)) " "
            @match (&row.role, row.kind) { (Some(role), RelationKind::OfficerOf) => { "(" (bare(role)) ") " } _ => {} }
            (ask.say(terms::relation(row.kind))) " " (end(row.object))
            @if let Some(date) = &row.date { ", " span.date { (date) } }
            " — " a href=(parts::statement(row.statement, place)) { (ask.say(words::SAYS)) }
        } });
    }
    Ok(html! {
        @if !lines.is_empty() {
            section aria-labelledby="relations" {
                h2 #relations { (ask.say(words::RELATIONS)) }
                ul.plain { @for line in lines { (line) } }
                (more(ask, all.len(), SHOWN))
            }
        }
    })
}

fn questions(desk: &Desk, ask: &Ask, facts: &Facts<'_>) -> Result<Markup, Trouble> {
    let all = &facts.dossier.questions;
    let mut asked = Vec::new();
    for question in all.iter().take(SHOWN) {
        let names = names_of(desk.catalogue()?, question)?;
        let rows = [question.entities.0, question.entities.1].map(|id| facts.others.get(&id));
        let alike = ask.number(u64::from(question.question.link.score / 10));
        asked.push(html! { li.question {
            p { @for (at, (row, name)) in rows.iter().zip(&names).enumerate() { @if at > 0 { " · " } @match row {
                Some(row) => { (entity(row)) @if row.name != *name { span.faint { " (" (bare(name)) ")" } } }
                None => { (bare(name)) }
            } } }
            p.faint { (ask.fill(words::ALIKE, &[("n", &alike)])) @for reason in &question.question.link.reasons { "; " bdi { (reason) } } }
            (decide::on_question(ask, &question.entities.0.to_string(), &question.entities.1.to_string()))
        } });
    }
    Ok(html! {
        h2 #questions { (ask.say(words::QUESTIONS)) }
        p { (ask.say(words::IS_ONE)) }
        ul.plain { @for one in asked { (one) } }
        (more(ask, all.len(), SHOWN))
    })
}

/// The forms of an entity, each with its id.
fn forms_of(facts: &Facts<'_>) -> Vec<(String, String)> {
    facts.dossier.forms.iter().map(|form| (form.id.to_string(), form.name.clone())).collect()
}

fn held_one(ask: &Ask, facts: &Facts<'_>) -> Markup {
    let links = &facts.dossier.links;
    let name = |form: EntityId| facts.dossier.forms.iter().find(|row| row.id == form).map_or("?", |row| &row.name);
    html! {
        @if !links.is_empty() {
            details {
                summary { (ask.say(words::HELD_ONE)) " (" (ask.number(links.len() as u64)) ")" }
                ul.plain { @for link in links.iter().take(SHOWN * 2) { li { (bare(name(link.forms.0))) " = " (bare(name(link.forms.1))) span.faint { @for (at, reason) in link.reasons.iter().enumerate() { @if at == 0 { ": " } @else { "; " } bdi { (reason) } } } } } }
                (more(ask, links.len(), SHOWN * 2))
            }
        }
    }
}

fn decisions(ask: &Ask, facts: &Facts<'_>) -> Markup {
    let all: Vec<json::Decision<'_>> = facts.decided();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="decisions" {
                h2 #decisions { (ask.say(words::DECISIONS)) }
                ul.plain { @for one in &all { li {
                    span.date { (one.at) } " · " (one.act) " · " (bare(one.author))
                    @if let Some(reason) = one.reason { ": " (bare(reason)) }
                    @if one.replaced_by.is_some() { " " span.chip.warn { (ask.say(words::REPLACED)) } }
                    @else if !one.settled { " " span.chip.warn { (ask.say(words::WAITS)) } }
                } } }
                p { a href="/decisions" { (ask.say(words::ALL_DECISIONS)) } }
            }
        }
    }
}
