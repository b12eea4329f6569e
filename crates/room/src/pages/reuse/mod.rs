//! What is said again: the whole, and one family of passages. Shown is what the last search found;
//! a new one is begun from here and goes on beside everything else.

mod family;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::json::reuse::Overview;
use crate::pages::parts;
use crate::reuse::Whole;
use crate::route::Route;
use crate::texts::Statements;
use crate::ui::{Page, Section, bare};
use crate::words::{Word, reuse as words, terms};
use crate::writer::reuse::{Search, Searching};
use broadside_engine::store::{Reuse, ReuseFamily};
use broadside_model::ReuseKind;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Deserialize;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/reuse", list, "What stands in more than one statement")
            .takes::<Wanted>()
            .gives::<Overview<'static>>(),
        Route::post("/reuse", begin, "Search for what statements share, beside everything else"),
        Route::get("/reuse/{family}", family::one, "The same words in several statements, side by side")
            .takes::<family::Wanted>()
            .gives::<family::Shown<'static>>(),
    ]
}

/// What is wanted of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// Only these kinds: reprint, version, quotation, borrowing, formula, furniture.
    kind: Vec<String>,
    /// Families and statements of the JSON, each, at most; a thousand at the most.
    limit: Option<usize>,
}

/// Families and statements on the page, each.
const SHOWN: usize = 40;
/// Statements on the page.
const FEW: usize = 15;
/// In the JSON unless more are asked for.
const LISTED: usize = 100;

/// What was found by the last search.
fn found(desk: &Desk, ask: &Ask) -> Result<Reuse, Trouble> {
    let missing = || Trouble::missing(ask.say(words::MISSING), ask.say(words::MISSING_HINT));
    Reuse::open(desk.room.layout()).ok_or_else(missing)
}

fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let kinds = parts::named(&wanted.kind, ReuseKind::from_name)?;
    if !ask.wants_json && Reuse::open(desk.room.layout()).is_none() {
        return Ok(nothing_yet(desk, ask));
    }
    let reuse = found(desk, ask)?;
    let mut statements = Statements::new(desk.catalogue()?)?;
    if ask.wants_json {
        let limit = wanted.limit.unwrap_or(LISTED);
        return Answer::json(&Whole::read(&reuse, &mut statements, &kinds, limit)?.edge());
    }
    let (units, links, families) = reuse.counts()?;
    let counts = [("links", ask.number(links)), ("statements", ask.number(units)), ("families", ask.number(families))];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (_, _, at) = reuse.made()?;
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        p { (ask.fill(words::COUNTS, &counts)) }
        p.faint { (ask.fill(words::AS_OF, &[("at", at.get(..10).unwrap_or(&at))])) }
        (searching(desk, ask, words::SEARCH_AGAIN))
        (kinds_of(ask, &reuse, &kinds)?)
        (most_used(desk, ask, &reuse, &mut statements, &kinds)?)
        (most_reused(desk, ask, &reuse)?)
    };
    Ok(page(desk, ask, body))
}

/// A page that looks again by itself while a search is at work.
fn page(desk: &Desk, ask: &Ask, body: Markup) -> Answer {
    let page = Page::new(ask.say(words::TITLE), Section::Reuse, body);
    Answer::Page(match desk.room.writer.searching.now() {
        Search::AtWork(..) => {
            let again = html! { noscript { meta http-equiv="refresh" content=(AGAIN); } };
            page.with_head(again).with_island("again")
        }
        _ => page,
    })
}

/// Seconds after which a page looks again how far a search is.
const AGAIN: u32 = 2;

fn begin(desk: &Desk, _: &Ask) -> Result<Answer, Trouble> {
    Searching::begin(&desk.room);
    Ok(Answer::See("/reuse".to_owned()))
}

/// How the search goes, or how to begin one.
fn searching(desk: &Desk, ask: &Ask, word: Word) -> Markup {
    let begin = html! { form method="post" action="/reuse" { button.main type="submit" { (ask.say(word)) } } };
    match desk.room.writer.searching.now() {
        Search::AtWork(_, done, of) => {
            let percent = ask.number((done * 100).checked_div(of).unwrap_or(0).min(100));
            html! { p.notice role="status" data-again=(AGAIN) { (ask.fill(words::AT_WORK, &[("percent", &percent)])) } }
        }
        Search::Failed(why) => {
            html! { p.notice role="status" { bdi { (ask.fill(words::SEARCH_FAILED, &[("why", &why)])) } } (begin) }
        }
        Search::Idle | Search::Done => begin,
    }
}

fn nothing_yet(desk: &Desk, ask: &Ask) -> Answer {
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        div.notice { p { (ask.say(words::MISSING)) } p { (ask.say(words::MISSING_HINT)) } }
        (searching(desk, ask, words::SEARCH))
    };
    page(desk, ask, body)
}

fn kinds_of(ask: &Ask, reuse: &Reuse, chosen: &[ReuseKind]) -> Result<Markup, Trouble> {
    let kinds = reuse.kinds()?;
    Ok(html! {
        nav.roles aria-label=(ask.say(words::KINDS)) {
            a.chip href=(ask.with("kind", "")) aria-current=[chosen.is_empty().then_some("true")] { (ask.say(words::EVERY)) }
            @for (kind, count) in kinds {
                " " a.chip href=(ask.with("kind", kind.name())) aria-current=[chosen.contains(&kind).then_some("true")] { (ask.say(terms::reuse(kind))) " " (ask.number(count)) }
            }
        }
    })
}

fn most_used(
    desk: &Desk,
    ask: &Ask,
    reuse: &Reuse,
    statements: &mut Statements<'_>,
    kinds: &[ReuseKind],
) -> Result<Markup, Trouble> {
    let mut rows = Vec::new();
    for family in reuse.families(kinds, SHOWN)? {
        rows.extend(family_row(desk, ask, reuse, statements, &family)?);
    }
    Ok(html! {
        h2 #used { (ask.say(words::MOST_USED)) }
        @if rows.is_empty() { p { (ask.say(words::NONE)) } } @else {
            div.scroll tabindex="0" role="group" aria-labelledby="used" {
                table {
                    thead { tr {
                        th scope="col" { (ask.say(words::WORDS)) } th scope="col" { (ask.say(words::KIND)) } th.number scope="col" { (ask.say(words::STATEMENTS)) }
                        th.number scope="col" { (ask.say(words::LETTERS)) } th scope="col" { (ask.say(words::YEARS)) } th scope="col" { (ask.say(words::FIRST)) }
                    } }
                    tbody { @for row in rows { (row) } }
                }
            }
        }
    })
}

fn family_row(
    desk: &Desk,
    ask: &Ask,
    reuse: &Reuse,
    statements: &mut Statements<'_>,
    family: &ReuseFamily,
) -> Result<Option<Markup>, Trouble> {
    let Some(passage) = reuse.passages(family.number)?.first().copied() else { return Ok(None) };
    let Some(unit) = reuse.unit(passage.text)? else { return Ok(None) };
    let Some(statement) = statements.get(unit.statement)? else { return Ok(None) };
    let range = (passage.span.start + statement.start) as usize..(passage.span.end + statement.start) as usize;
    let said = statement.text.get(range).unwrap_or_default();
    let language = desk.now.holdings.get(unit.statement).and_then(|held| held.language.as_deref());
    Ok(Some(html! {
        tr {
            th scope="row" { a href=(format!("/reuse/{}", family.number)) { span.quote lang=[language.map(crate::ui::language_tag)] { (bare(&parts::short(said))) } } }
            td { (ask.say(terms::reuse(family.kind))) }
            td.number { (ask.number(u64::from(family.units))) }
            td.number { (ask.number(u64::from(family.letters))) }
            td.date { (parts::years(family.first.as_deref(), family.last.as_deref())) }
            td { (parts::source(desk, unit.statement, None)) }
        }
    }))
}

fn most_reused(desk: &Desk, ask: &Ask, reuse: &Reuse) -> Result<Markup, Trouble> {
    let mut rows = Vec::new();
    for (unit, others) in reuse.most_reused(FEW)? {
        let Some(unit) = reuse.unit(unit)? else { continue };
        let date = desk.now.holdings.get(unit.statement).and_then(|held| held.date.as_ref());
        rows.push(html! { tr {
            td { (parts::source(desk, unit.statement, None)) }
            td.date { @if let Some(date) = date { (date.as_str()) } }
            td.number { (ask.number(u64::from(others))) }
        } });
    }
    Ok(html! {
        @if !rows.is_empty() {
            h2 #reused { (ask.say(words::MOST_REUSED)) }
            p.faint { (ask.say(words::MOST_REUSED_NOTE)) }
            div.scroll tabindex="0" role="group" aria-labelledby="reused" {
                table {
                    thead { tr { th scope="col" { (ask.say(words::STATEMENT)) } th scope="col" { (ask.say(words::DATE)) } th.number scope="col" { (ask.say(words::OTHERS)) } } }
                    tbody { @for row in rows { (row) } }
                }
            }
        }
    })
}
