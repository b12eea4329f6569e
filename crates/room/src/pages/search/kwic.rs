//! The concordance: every match in a line of its own, with what stands around it.
//!
//! Texts are read for it, so it is made of the first statements of a long list, and says of how many.

use super::facts::Facts;
use super::list::next;
use super::{Asked, view};
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::finding::{Hit, span_of};
use crate::holdings::Held;
use crate::json::{self, Points};
use crate::narrow::{Order, ordered};
use crate::plain;
use crate::ui::{language_tag, pager};
use crate::words::search as words;
use broadside_engine::search::{KwicLine, KwicOptions, Matched, Sort, concordance_of};
use broadside_engine::store::{Stored, Summary};
use broadside_model::SourceId;
use maud::html;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// Statements whose texts are read for a concordance.
const READ: usize = 150;
/// Lines of a page.
const SIZE: u64 = 50;
/// Characters on each side.
const SIDE: usize = 60;

struct Lines {
    /// The lines of a page, each with its statement.
    lines: Vec<(KwicLine, Arc<Held>)>,
    /// How many there are on all pages.
    total: u64,
    page: u64,
    /// How many statements they are of.
    read: u64,
}

fn lines(desk: &Desk, asked: &Asked) -> Result<Lines, Trouble> {
    let (Some(index), Some(query)) = (&desk.now.index, &asked.found.query) else {
        return Ok(Lines { lines: Vec::new(), total: 0, page: 1, read: 0 });
    };
    let sort = match asked.wanted.sort.as_str() {
        "left" => Sort::Left,
        "right" => Sort::Right,
        _ => Sort::Document,
    };
    let hits = ordered(&asked.found, &asked.narrowed.hits, Order::Path, &desk.now, 0, READ);
    let mut of_key: BTreeMap<u64, Vec<Arc<Held>>> = BTreeMap::new();
    let mut documents: Vec<Matched> = Vec::new();
    for Hit { place, of } in &hits {
        let (Some(held), Some(of)) = (desk.now.holdings.statements.get(*place as usize), of) else { continue };
        let statements = of_key.entry(of.key).or_default();
        if statements.is_empty() {
            documents.push(*of);
        }
        statements.push(Arc::clone(held));
    }
    let catalogue = desk.catalogue()?;
    let options = KwicOptions { width: SIDE, sort, limit: usize::MAX };
    let found = concordance_of(index, query, catalogue, &documents, options).map_err(Trouble::from)?;
    let mut all = Vec::with_capacity(found.lines.len());
    for line in found.lines {
        let statements = of_key.get(&line.key).map_or(&[][..], Vec::as_slice);
        if let Some(held) = statement_of(desk, statements, &line)? {
            all.push((line, held));
        }
    }
    let total = all.len() as u64;
    let page = asked.wanted.page.unwrap_or(1).clamp(1, total.div_ceil(SIZE).max(1));
    let lines = all.into_iter().skip(((page - 1) * SIZE) as usize).take(SIZE as usize).collect();
    Ok(Lines { lines, total, page, read: hits.len() as u64 })
}

/// Which of the statements of a file a line stands in.
fn statement_of(desk: &Desk, statements: &[Arc<Held>], line: &KwicLine) -> Result<Option<Arc<Held>>, Trouble> {
    let is_alone = statements.first().is_some_and(|one| desk.now.holdings.of(one.id.source).len() == 1);
    for one in statements {
        if is_alone || span_of(desk, one, "")?.contains(line.span.start) {
            return Ok(Some(Arc::clone(one)));
        }
    }
    Ok(None)
}

/// The concordance as a page.
pub fn page(desk: &Desk, ask: &Ask, asked: &Asked) -> Result<Answer, Trouble> {
    let found = lines(desk, asked)?;
    let statements = asked.narrowed.hits.len() as u64;
    let count = ask.count(found.total, words::ONE_LINE, words::LINES);
    let of = [("read", ask.number(found.read)), ("all", ask.number(statements))];
    let of: Vec<(&str, &str)> = of.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (mut key, mut points) = (None, Points::new(""));
    let mut texts: BTreeMap<u64, String> = BTreeMap::new();
    for (line, held) in &found.lines {
        if let Entry::Vacant(place) = texts.entry(line.key) {
            place.insert(desk.catalogue()?.text(held.id.source)?.unwrap_or_default());
        }
    }
    let mut addresses = Vec::with_capacity(found.lines.len());
    for (line, held) in &found.lines {
        if key != Some(line.key) {
            key = Some(line.key);
            points = Points::new(texts.get(&line.key).map_or("", String::as_str));
        }
        addresses.push(format!(
            "/statements/{}?at={}-{}",
            held.name(),
            points.at(line.span.start),
            points.at(line.span.end)
        ));
    }
    let list = html! {
        p { (count) @if found.read < statements { " " (ask.fill(words::FIRST_READ, &of)) } }
        @if !found.lines.is_empty() {
            div.scroll tabindex="0" role="group" aria-label=(ask.say(words::AS_KWIC)) {
                table.kwic {
                    caption.unseen { (ask.say(words::AS_KWIC)) }
                    thead.unseen { tr { th scope="col" { (ask.say(words::BEFORE)) } th scope="col" { (ask.say(words::MATCH)) } th scope="col" { (ask.say(words::AFTER)) } th scope="col" { (ask.say(words::STATEMENT)) } } }
                    tbody {
                        @for ((line, held), address) in found.lines.iter().zip(&addresses) {
                            @let lang = held.language.as_deref().map(language_tag);
                            tr {
                                td.left lang=[lang] { bdi { (plain::inert(&line.left)) } }
                                td.match lang=[lang] { a href=(address) { mark { bdi { (plain::inert(&line.matched)) } } } }
                                td.right lang=[lang] { bdi { (plain::inert(&line.right)) } }
                                td.where { (view::date(ask, held.date.as_ref())) " " (view::caption(ask, held)) }
                            }
                        }
                    }
                }
            }
        }
        (pager(ask, found.page, SIZE, found.total))
    };
    Ok(view::page_around(desk, ask, asked, &list))
}

/// Lines of a concordance.
#[derive(Debug, JsonSchema, Serialize)]
struct Concordance<'a> {
    items: Vec<Item<'a>>,
    /// How many lines there are on all pages.
    total: u64,
    /// How many statements they are of.
    read: u64,
    /// How many statements were found.
    statements: u64,
    next: Option<String>,
}

/// A line: as `search --kwic --json` has it, with its statement.
#[derive(Debug, JsonSchema, Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    line: json::Kwic,
    statement: Facts<'a>,
}

/// The concordance as JSON.
pub fn json(desk: &Desk, ask: &Ask, asked: &Asked) -> Result<Answer, Trouble> {
    let found = lines(desk, asked)?;
    let mut items = Vec::with_capacity(found.lines.len());
    let mut kept: Option<(SourceId, Summary, Stored)> = None;
    for (line, held) in &found.lines {
        let source = held.id.source;
        if !matches!(&kept, Some((id, ..)) if *id == source) {
            let catalogue = desk.catalogue()?;
            kept = catalogue.summary(source)?.zip(catalogue.stored(source)?).map(|both| (source, both.0, both.1));
        }
        let Some((_, summary, stored)) = &kept else { continue };
        let points = Points::new(&stored.text.text);
        let line = json::Kwic::new(line, summary, stored, &points, found.total);
        items.push(Item { line, statement: Facts::new(held) });
    }
    Answer::json(&Concordance {
        items,
        total: found.total,
        read: found.read,
        statements: asked.narrowed.hits.len() as u64,
        next: next(ask, found.page, SIZE, found.total),
    })
}
