//! What has a date, in its order: how many there are over time, and which.

mod bins;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::desk::Desk;
use crate::gathered::{Dated, Gathered, Pages};
use crate::pages::claims;
use crate::pages::parts::{self, ROWS, Ready};
use crate::pages::search::caption;
use crate::points::{self, Point, PointLine, What};
use crate::readings::Reading;
use crate::route::Route;
use crate::statements::Caption;
use crate::ui::chart;
use crate::ui::{Page, Section, bare, pager};
use crate::words::{terms, timeline as words};
use bins::Bins;
use broadside_engine::decisions::DECISION;
use broadside_model::{Kind, StatementId};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The addresses.
pub fn routes() -> Vec<Route> {
    let route = Route::get("/timeline", list, "What has a date, in its order: statements, claims, events");
    vec![route.takes::<Wanted>().gives::<Points<'static>>()]
}

/// What is wanted of the timeline.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// Only these: statement, claim, event.
    show: Vec<String>,
    /// Only of statements of these kinds.
    kind: Vec<String>,
    /// Only what can be of this time: EDTF, or a range such as `1968..1971`.
    date: String,
    /// The same from a day on.
    from: String,
    /// The same up to a day.
    to: String,
    /// The page, from 1.
    page: Option<u64>,
    /// `json` for JSON, `days` for the counts of each day as JSON.
    format: String,
}

/// A page of the timeline.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Timeline")]
struct Points<'a> {
    /// What has a date: what `timeline --json` prints.
    items: Vec<PointLine<'a>>,
    /// How many there are in all.
    total: u64,
    /// Statements and claims without a date.
    undated_statements: u64,
    undated_claims: u64,
    /// Where the next are.
    next: Option<String>,
}

/// What a timeline shows of itself.
const SHOWN: &[What] = &[What::Statement, What::Claim, What::Event];

fn what(name: &str) -> Option<What> {
    SHOWN.iter().copied().find(|what| what.name() == name)
}

fn fitting(desk: &Desk, ask: &Ask, table: &Gathered, wanted: &Wanted) -> Result<Vec<Dated>, Trouble> {
    let show = parts::named(&wanted.show, what)?;
    let kinds = parts::named(&wanted.kind, Kind::from_name)?;
    let time = parts::time(ask, &wanted.date, &wanted.from, &wanted.to)?;
    let time = table.of_time(time.as_ref());
    let is_of = |row: &&Dated| {
        let held = table.statement(row.statement).and_then(|id| desk.now.holdings.get(id));
        kinds.is_empty() || held.and_then(|held| held.kind).is_some_and(|kind| kinds.contains(&kind))
    };
    let takes = |row: &&Dated| {
        (show.is_empty() || show.contains(&row.what))
            && time.as_ref().is_none_or(|fit| fit.get(row.date as usize).copied().unwrap_or(false))
    };
    Ok(table.dated.iter().filter(takes).filter(is_of).copied().collect())
}

fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let (table, is_before) = match parts::ready::<Gathered>(desk, ask, words::TITLE, Section::Timeline)? {
        Ready::Now(table, is_before) => (table, is_before),
        Ready::NotYet(answer) => return Ok(answer),
    };
    let fit = fitting(desk, ask, &table, &wanted)?;
    if wanted.format == "days" {
        return Answer::json(&bins::days(&table, &fit));
    }
    let total = fit.len() as u64;
    let (page, from) = parts::page(wanted.page);
    let shown: Vec<Dated> = fit.iter().skip(from).take(ROWS as usize).copied().collect();
    let mut pages = Pages::new(desk.catalogue()?)?;
    pages.read(shown.iter().filter_map(|row| table.statement(row.statement)))?;
    let points = read(desk, &table, &pages, &shown);
    if ask.wants_json {
        let items = points.iter().map(|row| row.point.edge()).collect();
        let (undated_statements, undated_claims) = table.undated;
        let next = parts::next(ask, page, total);
        return Answer::json(&Points { items, total, undated_statements, undated_claims, next });
    }
    let bins = Bins::of(&table, &fit, &wanted.time());
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        (parts::of_before(ask, is_before))
        (form(ask, &wanted))
        @if total == 0 { p role="status" { (ask.say(words::NONE)) } } @else {
            (drawing(ask, &wanted, &bins))
            (rows_table(desk, ask, &pages, &points))
            (pager(ask, page, ROWS, total))
        }
        (undated(ask, &table))
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Timeline, body).with_island("timeline")))
}

impl Wanted {
    /// The stretch of time that was asked for, as typed.
    fn time(&self) -> (String, String) {
        match (parts::typed(&self.date), self.date.split_once("..")) {
            (Some(_), Some((from, to))) => (from.to_owned(), to.to_owned()),
            (Some(date), None) => (date.clone(), date),
            (None, _) => (self.from.trim().to_owned(), self.to.trim().to_owned()),
        }
    }
}

fn undated(ask: &Ask, table: &Gathered) -> Markup {
    let (statements, claims) = table.undated;
    let values = [("statements", ask.number(statements)), ("claims", ask.number(claims))];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    html! { @if statements + claims > 0 { p.faint { (ask.fill(words::UNDATED, &values)) } } }
}

/// A row.
struct Shown {
    /// The statement it is of, or stands in.
    id: StatementId,
    /// Place in the statement's list of claims or mentions.
    at: usize,
    point: Point,
}

/// The points of these rows.
fn read(desk: &Desk, table: &Gathered, pages: &Pages<'_>, shown: &[Dated]) -> Vec<Shown> {
    let each = shown.iter().filter_map(|row| {
        let id = table.statement(row.statement)?;
        Some(Shown { id, at: row.at as usize, point: point(desk, row, id, &pages.get(id)?)? })
    });
    each.collect()
}

fn point(desk: &Desk, row: &Dated, id: StatementId, reading: &Reading<'_>) -> Option<Point> {
    let held = desk.now.holdings.get(id)?;
    let called = held.title.as_deref().map_or(Caption::Opening(&held.opening), Caption::Title);
    match row.what {
        What::Statement => points::statement(reading, &called),
        What::Claim => points::claim(reading, row.at as usize),
        What::Event | What::Time => points::mention(reading, row.at as usize),
    }
}

fn drawing(ask: &Ask, wanted: &Wanted, bins: &Bins) -> Markup {
    let link = |from: &str, to: &str| {
        let mut address = ask.clone();
        for (key, value) in [("date", ""), ("format", ""), ("from", from), ("to", to)] {
            address.query =
                address.with(key, value).split_once('?').map_or(String::new(), |(_, query)| query.to_owned());
        }
        if address.query.is_empty() { address.path } else { format!("{}?{}", address.path, address.query) }
    };
    let drawn = bins.drawn(&link);
    let is_narrowed = wanted.time() != (String::new(), String::new());
    html! {
        figure.timeline data-days=(ask.with("format", "days")) data-how=(ask.say(words::HOW)) data-label=(ask.say(words::CHART))
            data-sure=(ask.say(words::SURE)) data-maybe=(ask.say(words::MAYBE)) data-locale=(ask.language.code())
            data-statement=(ask.say(words::STATEMENT)) data-claim=(ask.say(words::CLAIM)) data-event=(ask.say(words::EVENT)) {
            (chart::bars(ask, ask.say(words::CHART), &drawn))
            @if !drawn.is_empty() && drawn.len() <= 60 { nav.bins aria-label=(ask.say(words::ZOOM)) {
                @for bin in drawn.iter().filter(|bin| bin.sure + bin.maybe > 0) { @if let Some(link) = &bin.link { a href=(link) { (bin.label) } " " } }
            } }
            @if is_narrowed { p { a.button href=(link("", "")) { (ask.say(words::WHOLE)) } } }
        }
    }
}

fn form(ask: &Ask, wanted: &Wanted) -> Markup {
    let shows = [(What::Statement, words::STATEMENT), (What::Claim, words::CLAIM), (What::Event, words::EVENT)];
    let shows: Vec<(String, String)> =
        shows.into_iter().map(|(what, word)| (what.name().to_owned(), ask.say(word).to_owned())).collect();
    let kinds: Vec<(String, String)> =
        Kind::ALL.iter().map(|kind| (kind.name().to_owned(), ask.say(terms::kinds(*kind)).to_owned())).collect();
    let (from, to) = wanted.time();
    html! {
        form.fields method="get" action="/timeline" {
            (parts::choice(ask, "show", words::SHOW, words::ALL, &shows, &parts::several(&wanted.show)))
            (parts::choice(ask, "kind", words::KIND, words::ANY, &kinds, &parts::several(&wanted.kind)))
            (parts::field(ask, "from", words::FROM, &from, Some(words::DATE_HINT)))
            (parts::field(ask, "to", words::TO, &to, Some(words::DATE_HINT)))
            button.main type="submit" { (ask.say(words::APPLY)) }
        }
    }
}

/// What a row is of, in the language of the interface but for the words of the text.
fn in_words(desk: &Desk, ask: &Ask, pages: &Pages<'_>, row: &Shown) -> Markup {
    let reading = pages.get(row.id);
    let claim = reading.as_ref().and_then(|reading| reading.statement.claims.get(row.at));
    match (row.point.what, desk.now.holdings.get(row.id), claim) {
        (What::Statement, Some(held), _) => html! {
            @if let Some(kind) = held.kind { (ask.say(terms::kind(kind))) ": " }
            (caption(ask, held))
            @if !held.issuers.is_empty() { " — " (bare(&parts::short(&held.issuers.join("; ")))) }
        },
        (What::Claim, _, Some(claim)) => claims::line(ask, &claim.value),
        _ => bare(&parts::short(&row.point.text)),
    }
}

/// Whether a person gave the date of a statement: then the words say another.
fn is_given(pages: &Pages<'_>, row: &Shown) -> bool {
    let reading = pages.get(row.id).filter(|_| row.point.what == What::Statement);
    reading.and_then(|reading| reading.statement.date.as_ref().map(|date| date.method == DECISION)) == Some(true)
}

fn rows_table(desk: &Desk, ask: &Ask, pages: &Pages<'_>, rows: &[Shown]) -> Markup {
    let name = |what: What| match what {
        What::Statement => words::A_STATEMENT,
        What::Claim => words::A_CLAIM,
        What::Event | What::Time => words::AN_EVENT,
    };
    html! {
        div.scroll tabindex="0" role="group" aria-label=(ask.say(words::TITLE)) {
            table.points {
                thead { tr { th scope="col" { (ask.say(words::DATE)) } th scope="col" { (ask.say(words::WHAT)) } th scope="col" { (ask.say(words::TEXT)) } th scope="col" { (ask.say(words::WHERE)) } } }
                tbody { @for row in rows { tr {
                    @let (id, point) = (row.id, &row.point);
                    @let place = point.place.as_ref().map(|(start, end, _)| (*start, *end));
                    td.date { (point.date.as_str()) }
                    td { (ask.say(name(point.what))) }
                    td { a href=(parts::statement(id, place)) { (in_words(desk, ask, pages, row)) }
                        @if let Some((.., quote)) = &point.place { @if point.what != What::Event && !is_given(pages, row) { br; span.quote { "“" bdi dir="auto" { (parts::short(quote)) } "”" } } } }
                    td { @if point.what != What::Statement { (parts::source(desk, id, None)) } }
                } } }
            }
        }
    }
}
