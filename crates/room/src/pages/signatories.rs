//! Everyone who signed, a row each, as the statements have them.

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::csv;
use crate::desk::Desk;
use crate::filters::Needle;
use crate::gathered::{Gathered, Pages, Signed};
use crate::json::anatomy::{Ground, Signatory};
use crate::pages::parts::{self, MOST, ROWS, Ready};
use crate::readings::Reading;
use crate::route::Route;
use crate::rows::{self, RowKind, Signatories};
use crate::ui::{Page, Section, bare, pager};
use crate::words::{signatories as words, terms};
use broadside_model::{Kind, PartyKind};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The addresses.
pub fn routes() -> Vec<Route> {
    let route = Route::get("/signatories", list, "Everyone who signed, a row for each place in a list of signatories");
    vec![route.takes::<Wanted>().gives::<Rows<'static>>().gives_files(&["text/csv"])]
}

/// Which rows are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
struct Wanted {
    /// A part of the name, its translation, acronym or affiliation.
    name: String,
    /// A part of the office.
    role: String,
    /// A part of the affiliation.
    affiliation: String,
    /// Only those of these countries: ISO 3166-1 codes.
    country: Vec<String>,
    /// Only these: person, organisation, state, group.
    kind: Vec<String>,
    /// Only those of statements of these kinds.
    statement: Vec<String>,
    /// Only those of statements that can be of this day or later.
    from: String,
    /// Only those of statements that can be of this day or earlier.
    to: String,
    /// Only rows with something doubtful about them: `yes`.
    doubtful: String,
    /// `date`, `-date`, `name`, `affiliation` or `country`.
    sort: String,
    /// The page, from 1.
    page: Option<u64>,
    /// `csv` for a table to keep.
    format: String,
}

/// A page of rows.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SignatoryRows")]
struct Rows<'a> {
    /// The rows: what `signatories --json` prints.
    items: Vec<rows::Line<'a, Signatory<'a>>>,
    /// How many there are in all.
    total: u64,
    /// Where the next are.
    next: Option<String>,
}

/// Places of the rows that are wanted, in order.
fn fitting(desk: &Desk, ask: &Ask, table: &Gathered, wanted: &Wanted) -> Result<Vec<u32>, Trouble> {
    let needle = |typed: &str| {
        parts::typed(typed)
            .map(|typed| Needle::new(Some(&typed)))
            .map(|needle| needle.map(|needle| table.pool.matching(&needle)))
    };
    let (names, role, affiliation) = (needle(&wanted.name), needle(&wanted.role), needle(&wanted.affiliation));
    let countries = parts::several(&wanted.country);
    let countries = (!countries.is_empty()).then(|| table.pool.equal(&countries));
    let kinds = parts::named(&wanted.kind, PartyKind::from_name)?;
    let statements = parts::named(&wanted.statement, Kind::from_name)?;
    let time = parts::time(ask, "", &wanted.from, &wanted.to)?;
    let time = table.of_time(time.as_ref());
    let is_of = |row: &Signed| {
        let held = table.statement(row.statement).and_then(|id| desk.now.holdings.get(id));
        statements.is_empty() || held.and_then(|held| held.kind).is_some_and(|kind| statements.contains(&kind))
    };
    let takes = |row: &Signed| {
        names.as_ref().is_none_or(|fit| fit.as_ref().is_some_and(|fit| row.names.iter().any(|name| fit.has(*name))))
            && role.as_ref().is_none_or(|fit| fit.as_ref().is_some_and(|fit| fit.has(row.role)))
            && affiliation.as_ref().is_none_or(|fit| fit.as_ref().is_some_and(|fit| fit.has(row.names[3])))
            && countries.as_ref().is_none_or(|fit| fit.has(row.country))
            && (kinds.is_empty() || row.kind.is_some_and(|kind| kinds.contains(&kind)))
            && (wanted.doubtful.is_empty() || row.doubt)
            && time.as_ref().is_none_or(|fit| fit.get(table.issued(row.statement) as usize).copied().unwrap_or(false))
            && is_of(row)
    };
    let rows = (0..).zip(&table.signed).filter(|(_, row)| takes(row));
    let mut fit: Vec<u32> = rows.map(|(at, _)| at).collect();
    let rank =
        |at: &u32, of: fn(&Signed) -> u32| table.signed.get(*at as usize).map(|row| (table.pool.rank(of(row)), *at));
    match wanted.sort.as_str() {
        "name" => fit.sort_by_cached_key(|at| rank(at, |row| row.names[0])),
        "affiliation" => fit.sort_by_cached_key(|at| rank(at, |row| row.names[3])),
        "country" => fit.sort_by_cached_key(|at| rank(at, |row| row.country)),
        "-date" => fit.sort_by_key(|at| {
            let row = table.signed.get(*at as usize);
            (Reverse(row.map(|row| table.issued(row.statement))), *at)
        }),
        _ => {}
    }
    Ok(fit)
}

fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let (table, is_before) = match parts::ready::<Gathered>(desk, ask, words::TITLE, Section::Signatories)? {
        Ready::Now(table, is_before) => (table, is_before),
        Ready::NotYet(answer) => return Ok(answer),
    };
    let fit = fitting(desk, ask, &table, &wanted)?;
    let total = fit.len() as u64;
    let (page, from) = parts::page(wanted.page);
    let is_csv = wanted.format == "csv";
    let (from, size) = if is_csv { (0, MOST as usize) } else { (from, ROWS as usize) };
    let shown: Vec<Signed> =
        fit.iter().skip(from).take(size).filter_map(|at| table.signed.get(*at as usize)).copied().collect();
    let mut pages = Pages::new(desk.catalogue()?)?;
    if is_csv {
        return as_csv(&table, &mut pages, &shown);
    }
    pages.read(shown.iter().filter_map(|row| table.statement(row.statement)))?;
    let readings: Vec<(Signed, Reading<'_>)> =
        shown.iter().filter_map(|row| Some((*row, pages.get(table.statement(row.statement)?)?))).collect();
    if ask.wants_json {
        let mut items = Vec::new();
        for pair in &readings {
            let Some(found) = Signatories::of(pair.1.with_rejected).get(pair.0.at as usize) else { continue };
            items.push(rows::line::<Signatories>(&pair.1, &Ground::new(pair.1.text), (pair.0.at as usize, found)));
        }
        return Answer::json(&Rows { items, total, next: parts::next(ask, page, total) });
    }
    let body = html! {
        h1 { (ask.say(words::TITLE)) }
        p.lede { (ask.say(words::LEDE)) }
        (parts::of_before(ask, is_before))
        (form(ask, &wanted))
        p role="status" { (ask.count(total, words::ONE, words::COUNT)) "." }
        @if total == 0 { p { (ask.say(words::NONE)) } } @else {
            (rows_table(desk, ask, &wanted, &table, &readings))
            p.noprint { a href=(ask.with("format", "csv")) { (ask.say(words::AS_CSV)) } }
            @if total > MOST { p.faint { (ask.fill(words::CUT, &[("n", &ask.number(MOST))])) } }
        }
        (pager(ask, page, ROWS, total))
    };
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Signatories, body)))
}

/// Sources that are held at a time while a table is written.
const AT_ONCE: usize = 200;

fn as_csv(table: &Gathered, pages: &mut Pages<'_>, shown: &[Signed]) -> Result<Answer, Trouble> {
    let mut bytes = Vec::new();
    let unwritten = |error: std::io::Error| Trouble::Broken(error.to_string());
    csv::write_row(&mut bytes, rows::headings::<Signatories>()).map_err(unwritten)?;
    for some in shown.chunks(AT_ONCE) {
        pages.turn_to(some.iter().filter_map(|row| table.statement(row.statement)))?;
        // Code points are counted once a text.
        let mut ground = None;
        for row in some {
            let Some(reading) = table.statement(row.statement).and_then(|id| pages.get(id)) else { continue };
            let Some(found) = Signatories::of(reading.with_rejected).get(row.at as usize) else { continue };
            if ground.as_ref().is_none_or(|ground: &Ground<'_>| !std::ptr::eq(ground.text, reading.text)) {
                ground = Some(Ground::new(reading.text));
            }
            let Some(ground) = &ground else { continue };
            let cells = rows::cells::<Signatories>(&reading, ground, found);
            csv::write_row(&mut bytes, cells.iter().map(String::as_str)).map_err(unwritten)?;
        }
    }
    Ok(Answer::File { media_type: "text/csv; charset=utf-8".into(), bytes, name: Some("signatories.csv".into()) })
}

fn form(ask: &Ask, wanted: &Wanted) -> Markup {
    let parties: Vec<(String, String)> =
        PartyKind::ALL.iter().map(|kind| (kind.name().to_owned(), ask.say(terms::party(*kind)).to_owned())).collect();
    let kinds: Vec<(String, String)> =
        Kind::ALL.iter().map(|kind| (kind.name().to_owned(), ask.say(terms::kinds(*kind)).to_owned())).collect();
    html! {
        form.fields method="get" action="/signatories" {
            (parts::field(ask, "name", words::NAME, &wanted.name, Some(words::NAME_HINT)))
            (parts::field(ask, "role", words::ROLE, &wanted.role, None))
            (parts::field(ask, "affiliation", words::AFFILIATION, &wanted.affiliation, None))
            label.brief { (ask.say(words::COUNTRY)) input name="country" value=(parts::several(&wanted.country).join(",")) size="4" autocomplete="off"; }
            (parts::choice(ask, "kind", words::KIND, words::ANY, &parties, &parts::several(&wanted.kind)))
            (parts::choice(ask, "statement", words::STATEMENT_KIND, words::ANY, &kinds, &parts::several(&wanted.statement)))
            (parts::field(ask, "from", words::FROM, &wanted.from, Some(words::DATE_HINT)))
            (parts::field(ask, "to", words::TO, &wanted.to, Some(words::DATE_HINT)))
            label.tick { input type="checkbox" name="doubtful" value="yes" checked[!wanted.doubtful.is_empty()]; " " (ask.say(words::DOUBTFUL)) }
            @if !wanted.sort.is_empty() { input type="hidden" name="sort" value=(wanted.sort); }
            button.main type="submit" { (ask.say(words::APPLY)) }
        }
    }
}

fn rows_table(desk: &Desk, ask: &Ask, wanted: &Wanted, table: &Gathered, rows: &[(Signed, Reading<'_>)]) -> Markup {
    let sort = if wanted.sort.is_empty() { "date" } else { wanted.sort.as_str() };
    html! {
        div.scroll tabindex="0" role="group" aria-label=(ask.say(words::TITLE)) {
            table.signatories {
                thead { tr {
                    (parts::sortable(ask, words::NAME, "name", sort, false))
                    th scope="col" { (ask.say(words::ROLE)) }
                    (parts::sortable(ask, words::AFFILIATION, "affiliation", sort, false))
                    (parts::sortable(ask, words::COUNTRY, "country", sort, false))
                    (parts::sortable(ask, words::DATE, if sort == "date" { "-date" } else { "date" }, if sort == "-date" { "date" } else { sort }, false))
                    th scope="col" { (ask.say(words::STATEMENT)) }
                    th.number scope="col" { (ask.say(words::NUMBER)) }
                } }
                tbody { @for (signed, reading) in rows { (row(desk, ask, table, signed, reading)) } }
            }
        }
    }
}

fn row(desk: &Desk, ask: &Ask, table: &Gathered, signed: &Signed, reading: &Reading<'_>) -> Markup {
    let Some(found) = Signatories::of(reading.with_rejected).get(signed.at as usize) else { return html! {} };
    let Some(id) = table.statement(signed.statement) else { return html! {} };
    let ground = Ground::new(reading.text);
    let place = found.evidence.first().map(|span| ground.evidence(*span)).map(|place| (place.start, place.end));
    let row = &found.value;
    let text = |text: &Option<String>| html! { @if let Some(text) = text { (bare(text)) } };
    html! {
        tr {
            th scope="row" { a href=(parts::statement(id, place)) { (bare(&row.name)) }
                @if let Some(acronym) = row.acronym.as_ref().filter(|acronym| **acronym != row.name) { " (" (bare(acronym)) ")" }
                @if let Some(translation) = &row.translation { br; span.faint { (bare(translation)) } }
                @if let Some(doubt) = &row.doubt { br; span.chip.warn title=(ask.say(words::DOUBT)) { (bare(doubt)) } } }
            td { (text(&row.role)) }
            td { (text(&row.affiliation)) }
            td { (row.country.as_deref().unwrap_or_default()) }
            td.date { @if let Some(date) = &reading.statement.date { (date.value.edtf.as_str()) } }
            td { (parts::source(desk, id, None)) }
            td.number { (row.order) }
        }
    }
}
