//! The list of names.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::entity::table::{EntityFilter, EntityTable, Order};
use crate::filters::folded;
use crate::json::entities::Line;
use crate::pages::parts::{self, ROWS, Ready};
use crate::ui::{Page, Section, bare, pager};
use crate::words::{entities as words, terms};
use broadside_engine::run::directory::Asked;
use broadside_engine::store::EntityRow;
use broadside_model::EntityKind;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which entities are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// A part of a name; capitals, accents and punctuation do not matter.
    pub q: String,
    /// Only these: person, organisation, place, event, work, law, unknown.
    pub kind: Vec<String>,
    /// Only those of these countries: ISO 3166-1 codes.
    pub country: Vec<String>,
    /// Also persons who are only mentioned, in one statement: `yes`.
    pub all: String,
    /// `uses`, `name` or `first`.
    pub sort: String,
    /// The page, from 1.
    pub page: Option<u64>,
}

/// A page of entities.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Entities")]
pub struct Entities<'a> {
    /// The entities: what `entities --json` prints.
    items: Vec<Line<'a>>,
    /// How many there are in all.
    total: u64,
    /// Persons who are only mentioned, in one statement, and left out.
    hidden: u64,
    /// Where the next are.
    next: Option<String>,
}

/// Names alike that are offered where none fits.
const NEAR: usize = 12;

/// Lists entities.
pub fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let table = match parts::ready::<EntityTable>(desk, ask, words::TITLE, Section::Entities)? {
        Ready::Now(table, is_before) => (table, is_before),
        Ready::NotYet(answer) => return Ok(answer),
    };
    let filter = EntityFilter {
        name: folded(&wanted.q),
        kinds: parts::named(&wanted.kind, EntityKind::from_name)?,
        countries: parts::several(&wanted.country),
        all: !wanted.all.is_empty(),
    };
    let order = match wanted.sort.as_str() {
        "name" => Order::Name,
        "first" => Order::First,
        _ => Order::Uses,
    };
    let (ids, hidden) = table.0.list(&filter, order);
    let (page, from) = parts::page(wanted.page);
    let catalogue = desk.catalogue()?;
    let mut rows = Vec::new();
    for id in ids.iter().skip(from).take(ROWS as usize) {
        rows.extend(catalogue.entity(*id)?);
    }
    let total = ids.len() as u64;
    if ask.wants_json {
        let items = rows.iter().map(Line::new).collect();
        return Answer::json(&Entities { items, total, hidden, next: parts::next(ask, page, total) });
    }
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        (parts::of_before(ask, table.1))
        (form(ask, &wanted, &filter, &table.0))
        p role="status" { (ask.count(total, words::ONE, words::COUNT)) "." }
        @if hidden > 0 { p.faint { (ask.fill(words::HIDDEN, &[("n", &ask.number(hidden))])) " " a href=(ask.with("all", "yes")) { (ask.say(words::SHOW_THEM)) } } }
        @if rows.is_empty() { (near(desk, ask, &wanted)) } @else { (rows_table(ask, &wanted, &rows)) }
        (pager(ask, page, ROWS, total))
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Entities, body)))
}

fn form(ask: &Ask, wanted: &Wanted, filter: &EntityFilter, table: &EntityTable) -> Markup {
    let kinds: Vec<(String, String)> = EntityKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), ask.say(terms::entities(*kind)).to_owned()))
        .collect();
    let countries: Vec<(String, String)> = table.countries().iter().map(|code| (code.clone(), code.clone())).collect();
    html! {
        form.fields method="get" action="/entities" {
            (parts::field(ask, "q", words::FIND, &wanted.q, None))
            (parts::choice(ask, "kind", words::KIND, words::ANY, &kinds, &parts::several(&wanted.kind)))
            @if !countries.is_empty() { (parts::choice(ask, "country", words::COUNTRY, words::ANY, &countries, &filter.countries)) }
            label.tick { input type="checkbox" name="all" value="yes" checked[filter.all]; " " (ask.say(words::ALL)) }
            button.main type="submit" { (ask.say(words::APPLY)) }
        }
    }
}

fn rows_table(ask: &Ask, wanted: &Wanted, rows: &[EntityRow]) -> Markup {
    let now = if matches!(wanted.sort.as_str(), "name" | "first") { wanted.sort.as_str() } else { "uses" };
    let count = |number: u32| if number == 0 { String::new() } else { ask.number(u64::from(number)) };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ask.say(words::TITLE)) {
            table.entities {
                thead { tr {
                    (parts::sortable(ask, words::NAME, "name", now, false))
                    th scope="col" { (ask.say(words::KIND)) }
                    th scope="col" { (ask.say(words::COUNTRY)) }
                    (parts::sortable(ask, words::STATEMENTS, "uses", now, true))
                    th.number scope="col" { (ask.say(words::ISSUED)) }
                    th.number scope="col" { (ask.say(words::SIGNED)) }
                    th.number scope="col" { (ask.say(words::NAMES)) }
                    (parts::sortable(ask, words::YEARS, "first", now, false))
                } }
                tbody { @for row in rows { tr {
                    th scope="row" { a href=(format!("/entities/{}", row.id)) { (bare(&row.name)) } }
                    td { (ask.say(terms::entity(row.kind))) }
                    td { (row.country.as_deref().unwrap_or_default()) }
                    td.number { (count(row.statements)) }
                    td.number { (count(row.issued)) }
                    td.number { (count(row.signed)) }
                    td.number { (count(row.forms)) }
                    td.date { (parts::years(row.first.as_deref(), row.last.as_deref())) }
                } } }
            }
        }
    }
}

fn near(desk: &Desk, ask: &Ask, wanted: &Wanted) -> Markup {
    let asked = Asked { name: wanted.q.clone(), ..Asked::default() };
    let alike = if wanted.q.trim().is_empty() { Vec::new() } else { desk.now.directory.nearest(&asked, NEAR) };
    html! {
        p { (ask.say(words::NONE)) }
        @if !alike.is_empty() {
            h2 { (ask.say(words::NEAR)) }
            ul.plain { @for (listed, _) in alike { @if let Some(id) = listed.id {
                li { a href=(format!("/entities/{id}")) { (bare(&listed.name)) } }
            } } }
        }
    }
}
