//! The same words in several statements: when each has them, and how they differ from the first.

use super::found;
use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::Points;
use crate::json::reuse::{Family, Passage as Words, Statement as Edge};
use crate::pages::parts;
use crate::texts::{Statement, Statements};
use crate::ui::chart::{self, Bin};
use crate::ui::{Page, Section, pager};
use crate::words::{reuse as words, terms};
use broadside_engine::store::{Reuse, ReuseFamily, ReuseLink};
use broadside_model::{Edtf, Passage, Side, Span, StatementId};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Which part of a family is wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// The page of its passages, from 1.
    page: Option<u64>,
}

/// A passage of a statement.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FamilyMember")]
struct Member<'a> {
    #[serde(flatten)]
    statement: Edge<'a>,
    #[serde(flatten)]
    passage: Words,
}

/// A family with a page of its passages, by date.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FamilyPassages")]
pub struct Shown<'a> {
    /// The family: as `reuse --json` lists it.
    family: Family,
    /// Its passages.
    items: Vec<Member<'a>>,
    /// How many there are in all.
    total: u64,
    /// Where the next are.
    next: Option<String>,
}

/// Passages on a page.
const SHOWN: u64 = 20;
/// Passages of a family that are put in order.
const MOST: usize = 2000;

/// A passage, where it stands and when.
struct Placed {
    passage: Passage,
    statement: StatementId,
    date: Option<Edtf>,
}

/// Shows a family.
pub fn one(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let reuse = found(desk, ask)?;
    let missing = || Trouble::missing(ask.say(words::NO_FAMILY), ask.say(words::NO_FAMILY_HINT));
    let number: u32 = ask.place("family").parse().map_err(|_| missing())?;
    let family = reuse.family(number)?.ok_or_else(missing)?;
    let placed = placed(desk, &reuse, &family)?;
    let mut statements = Statements::new(desk.catalogue()?)?;
    let page = wanted.page.unwrap_or(1).clamp(1, 1 << 32);
    let shown: Vec<&Placed> = placed.iter().skip(((page - 1) * SHOWN) as usize).take(SHOWN as usize).collect();
    let mut read = Vec::new();
    for one in &shown {
        read.extend(statements.get(one.statement)?.map(|statement| (*one, statement)));
    }
    if ask.wants_json {
        return as_json(ask, &family, &reuse, &mut statements, (&read, placed.len() as u64, page));
    }
    let title = ask.fill(words::FAMILY, &[("kind", ask.say(terms::reuse(family.kind)))]);
    let base = placed.first().and_then(|one| Some((one, statements.get(one.statement).ok()??)));
    let body = html! {
        p.noprint { a href="/reuse" { "← " (ask.say(words::LOOK_AGAIN)) } }
        h1 { (title) }
        @if let Some((first, statement)) = &base { blockquote.text.family dir="auto" { (said(statement, first.passage.span)) } }
        p { (ask.number(u64::from(family.units))) " " (ask.say(words::STATEMENTS)) " · " (ask.number(u64::from(family.letters))) " " (ask.say(words::LETTERS))
            @let years = parts::years(family.first.as_deref(), family.last.as_deref()); @if !years.is_empty() { " · " span.date { (years) } } }
        (spread(ask, &placed))
        h2 { (ask.say(words::ALIGNED)) }
        p.faint { (ask.say(words::ALIGNED_NOTE)) }
        @if let Some((first, statement)) = &base { (aligned(desk, ask, &reuse, (first, statement), &read)?) }
        @if placed.len() >= MOST { p.faint { (ask.fill(words::CUT, &[("n", &ask.number(MOST as u64))])) } }
        (pager(ask, page, SHOWN, placed.len() as u64))
    };
    Ok(Answer::Page(Page::new(title, Section::Reuse, body)))
}

fn placed(desk: &Desk, reuse: &Reuse, family: &ReuseFamily) -> Result<Vec<Placed>, Trouble> {
    let mut placed = Vec::new();
    for passage in reuse.passages(family.number)?.into_iter().take(MOST) {
        let Some(unit) = reuse.unit(passage.text)? else { continue };
        let date = desk.now.holdings.get(unit.statement).and_then(|held| held.date.clone());
        placed.push(Placed { passage, statement: unit.statement, date });
    }
    placed.sort_by(|a, b| (a.date.is_none(), &a.date, a.passage).cmp(&(b.date.is_none(), &b.date, b.passage)));
    Ok(placed)
}

type Read<'a> = (&'a Placed, Rc<Statement>);

fn as_json(
    ask: &Ask,
    family: &ReuseFamily,
    reuse: &Reuse,
    statements: &mut Statements<'_>,
    (read, total, page): (&[Read<'_>], u64, u64),
) -> Result<Answer, Trouble> {
    let missing = || Trouble::missing(ask.say(words::NO_FAMILY), ask.say(words::NO_FAMILY_HINT));
    let first = reuse.passages(family.number)?.first().copied().ok_or_else(missing)?;
    let unit = reuse.unit(first.text)?.ok_or_else(missing)?;
    let statement = statements.get(unit.statement)?.ok_or_else(missing)?;
    let family =
        Family::new(family, statement.id.clone(), statement.ground(&Points::new(&statement.text)).passage(first.span));
    let member =
        |(one, statement): &'_ Read<'_>| statement.ground(&Points::new(&statement.text)).passage(one.passage.span);
    let items = read.iter().map(|pair| Member { statement: pair.1.edge(), passage: member(pair) }).collect();
    let next = (page * SHOWN < total).then(|| format!("{}?page={}", ask.path, page + 1));
    Answer::json(&Shown { family, items, total, next })
}

fn said(statement: &Statement, span: Span) -> &str {
    statement
        .text
        .get((span.start + statement.start) as usize..(span.end + statement.start) as usize)
        .unwrap_or_default()
}

fn spread(ask: &Ask, placed: &[Placed]) -> Markup {
    let years = |date: &Edtf| Some((date.earliest()?.year, date.latest()?.year));
    let spans: Vec<(i32, i32)> = placed.iter().filter_map(|one| years(one.date.as_ref()?)).collect();
    let (Some(first), Some(last)) = (spans.iter().map(|span| span.0).min(), spans.iter().map(|span| span.1).max())
    else {
        return html! {};
    };
    let step = (last - first) / 100 + 1;
    let count = ((last - first) / step + 1) as usize;
    let label = |at: usize| (first + at as i32 * step).to_string();
    let mut bins: Vec<Bin> = (0..count).map(|at| Bin { label: label(at), ..Bin::default() }).collect();
    for (from, to) in spans {
        let (from, to) = (((from - first) / step) as usize, ((to - first) / step) as usize);
        for bin in bins.get_mut(from..=to).unwrap_or_default() {
            if from == to { bin.sure += 1 } else { bin.maybe += 1 }
        }
    }
    html! { h2 { (ask.say(words::SPREAD)) } (chart::bars(ask, ask.say(words::CHART), &bins)) }
}

/// Each passage beside the first: what is not the same is marked.
fn aligned(
    desk: &Desk,
    ask: &Ask,
    reuse: &Reuse,
    (first, base): (&Placed, &Statement),
    read: &[Read<'_>],
) -> Result<Markup, Trouble> {
    let links = reuse.links_of(first.passage.text)?;
    Ok(html! {
        ol.plain.passages {
            @for (one, statement) in read {
                @let is_base = one.passage == first.passage;
                @let link = links.iter().find(|link| ties(link, first.passage, one.passage));
                li {
                    p { @if let Some(date) = &one.date { span.date { (date.as_str()) } " · " } (parts::source(desk, one.statement, Some(range(statement, one.passage.span))))
                        @if is_base { " " span.chip { (ask.say(words::BASE)) } }
                        @if let Some(link) = link { " " span.chip { (ask.fill(words::LIKENESS, &[("n", &ask.number((link.link.likeness() * 100.0) as u64))])) }
                            " " a.noprint href=(format!("/statements/{}/compare?with={}", base.id, statement.id)) { (ask.say(words::COLLATE)) } } }
                    p.quote dir="auto" { (marked(statement, one.passage, link)) }
                }
            }
        }
    })
}

fn range(statement: &Statement, span: Span) -> (u64, u64) {
    let points = Points::new(&statement.text);
    (points.at(span.start + statement.start), points.at(span.end + statement.start))
}

fn ties(link: &ReuseLink, a: Passage, b: Passage) -> bool {
    let ends = [link.link.passage(Side::A), link.link.passage(Side::B)];
    let is = |end: Passage, of: Passage| end.text == of.text && end.span.overlaps(of.span);
    a != b && ((is(ends[0], a) && is(ends[1], b)) || (is(ends[1], a) && is(ends[0], b)))
}

/// The words of a passage, with what a link has no counterpart for marked.
fn marked(statement: &Statement, passage: Passage, link: Option<&ReuseLink>) -> Markup {
    let Some(link) = link else { return html! { (said(statement, passage.span)) } };
    let is_a = link.link.passage(Side::A).text == passage.text;
    let mut same: Vec<Span> = link.link.matches.iter().map(|block| if is_a { block.a } else { block.b }).collect();
    same.sort_unstable_by_key(|span| span.start);
    let mut pieces: Vec<(bool, &str)> = Vec::new();
    let mut at = passage.span.start;
    for span in same {
        let (start, end) = (span.start.clamp(at, passage.span.end), span.end.clamp(at, passage.span.end));
        pieces.push((false, said(statement, Span { start: at, end: start })));
        pieces.push((true, said(statement, Span { start, end })));
        at = end;
    }
    pieces.push((false, said(statement, Span { start: at, end: passage.span.end })));
    html! {
        @for (is_same, text) in pieces {
            @if is_same || !text.chars().any(char::is_alphanumeric) { (text) } @else { mark { (text) } }
        }
    }
}
