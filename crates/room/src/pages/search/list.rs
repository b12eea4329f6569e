//! A page of what was found, with the words that matched.

use super::facets::{self, Facet};
use super::time::Dates;
use super::{Asked, Facts, query};
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::finding::{Hit, marker, span_of};
use crate::holdings::Held;
use crate::json::{self, Points};
use crate::narrow::ordered;
use broadside_engine::search::Snippet;
use broadside_model::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// Statements of a page.
pub const SIZE: u64 = 20;
/// Snippets of a statement.
const SNIPPETS: usize = 2;

/// A page of the statements found.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Page<'a> {
    /// The statements.
    items: Vec<Item<'a>>,
    /// How many there are on all pages.
    total: u64,
    /// The address of the next page.
    next: Option<String>,
    /// What they have in common, counted over all.
    facets: Vec<Facet>,
    /// How they lie in time.
    dates: Dates,
}

/// A statement found: as `search --json` has it, with what is known of the statement.
#[derive(Debug, JsonSchema, Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    hit: json::Hit,
    /// The statement in which the words stand.
    statement: Facts<'a>,
}

/// A statement found, with its file's text where words of it are shown.
pub struct Shown {
    /// The statement.
    pub held: Arc<Held>,
    /// How well it fits.
    pub score: f32,
    /// Its file's text; empty where nothing is to be shown of it.
    pub text: String,
    /// Where it shows best why it was found.
    pub snippets: Vec<Snippet>,
}

/// The statements of a page.
pub fn shown(desk: &Desk, asked: &Asked, before: u64, size: u64) -> Result<Vec<Shown>, Trouble> {
    let (found, now) = (&asked.found, &desk.now);
    let order = asked.wanted.order();
    let hits = ordered(found, &asked.narrowed.hits, order, now, before as usize, size as usize);
    let mut marker = marker(now.index.as_ref(), found.query.as_ref());
    let mut all = Vec::with_capacity(hits.len());
    for Hit { place, of } in hits {
        let Some(held) = now.holdings.statements.get(place as usize) else { continue };
        let mut shown = Shown { held: Arc::clone(held), score: 0.0, text: String::new(), snippets: Vec::new() };
        if let Some((marker, of)) = marker.as_mut().zip(of) {
            shown.score = of.score;
            shown.text = desk.catalogue()?.text(held.id.source)?.unwrap_or_default();
            let span = span_of(desk, held, &shown.text)?;
            let piece = shown.text.get(span.range()).unwrap_or_default();
            shown.snippets = marker.snippets(piece, &of, SNIPPETS);
            shown.snippets.iter_mut().for_each(|snippet| move_by(snippet, span.start));
        }
        all.push(shown);
    }
    Ok(all)
}

fn move_by(snippet: &mut Snippet, bytes: u32) {
    let moved = |span: Span| Span { start: span.start + bytes, end: span.end + bytes };
    snippet.span = moved(snippet.span);
    snippet.highlights.iter_mut().for_each(|span| *span = moved(*span));
}

/// Which page is wanted, and how many statements come before it.
pub fn page_of(asked: &Asked, size: u64, all: u64) -> (u64, u64) {
    let last = all.div_ceil(size).max(1);
    let page = asked.wanted.page.unwrap_or(1).clamp(1, last);
    (page, (page - 1) * size)
}

/// The address of the next page, where there is one.
pub fn next(ask: &Ask, page: u64, size: u64, all: u64) -> Option<String> {
    (page * size < all).then(|| query::set(ask, &[("page", &(page + 1).to_string())]))
}

/// A page as JSON.
pub fn json(desk: &Desk, ask: &Ask, asked: &Asked) -> Result<Answer, Trouble> {
    let total = asked.narrowed.hits.len() as u64;
    let (page, before) = page_of(asked, SIZE, total);
    let shown = shown(desk, asked, before, SIZE)?;
    let mut items = Vec::with_capacity(shown.len());
    for one in &shown {
        let catalogue = desk.catalogue()?;
        let Some(summary) = catalogue.summary(one.held.id.source)? else { continue };
        let stored = if one.snippets.is_empty() { None } else { catalogue.stored(summary.id)? };
        let snippets = stored.iter().flat_map(|stored| {
            let points = Points::new(&stored.text.text);
            one.snippets.iter().map(move |snippet| json::Snippet::new(snippet, stored, &points)).collect::<Vec<_>>()
        });
        let hit = json::Hit::new(&summary, one.score, total, snippets.collect());
        items.push(Item { hit, statement: Facts::new(&one.held) });
    }
    Answer::json(&Page {
        items,
        total,
        next: next(ask, page, SIZE, total),
        facets: facets::all(desk, ask, asked),
        dates: Dates::new(&asked.narrowed.dates),
    })
}
