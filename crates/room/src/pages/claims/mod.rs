//! What is claimed, and who says so: a ledger in which rival figures for the same thing stand together, or row by row.

mod ledger;
mod view;

pub use view::line;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::csv;
use crate::desk::Desk;
use crate::filters::Needle;
use crate::gathered::{Claimed, Gathered, Pages};
use crate::json::anatomy::{Claim, Ground};
use crate::pages::parts::{self, MOST, ROWS, Ready};
use crate::readings::Reading;
use crate::route::Route;
use crate::rows::{self, Claims, ITSELF, RowKind};
use crate::ui::{Page, Section};
use crate::words::claims as words;
use broadside_model::Grade;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The addresses.
pub fn routes() -> Vec<Route> {
    let route = Route::get("/claims", list, "What statements claim, and on whose word");
    vec![route.takes::<Wanted>().gives::<Rows<'static>>().gives_files(&["text/csv"])]
}

/// Which claims are wanted.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Wanted {
    /// Only those about these: dead, wounded, arrested, participants, …
    what: Vec<String>,
    /// Only those of a claimant with this in the name; `self` for what the statements say themselves.
    claimant: String,
    /// Only those of these grades.
    grade: Vec<String>,
    /// Only those about a place with this in the name.
    place: String,
    /// Only those that can be about this time: EDTF, or a range such as `1968..1971`.
    date: String,
    /// The same from a day on.
    from: String,
    /// The same up to a day.
    to: String,
    /// `ledger` for rival figures side by side, `rows` for one by one.
    view: String,
    /// Only where figures differ: `yes`.
    rivals: String,
    /// The page, from 1.
    page: Option<u64>,
    /// `csv` for a table to keep.
    format: String,
}

/// A page of claims.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ClaimRows")]
struct Rows<'a> {
    /// The claims: what `claims --json` prints, by the dates of their statements.
    items: Vec<rows::Line<'a, Claim<'a>>>,
    /// How many there are in all.
    total: u64,
    /// Where the next are.
    next: Option<String>,
}

/// Places of the claims that are wanted.
fn fitting(ask: &Ask, table: &Gathered, wanted: &Wanted) -> Result<Vec<u32>, Trouble> {
    let needle = |typed: &str| {
        parts::typed(typed).and_then(|typed| Needle::new(Some(&typed))).map(|needle| table.pool.matching(&needle))
    };
    let what = parts::several(&wanted.what);
    let what = (!what.is_empty()).then(|| table.pool.equal(&what));
    let is_own = wanted.claimant.trim() == ITSELF;
    let claimant = if is_own { None } else { needle(&wanted.claimant) };
    let place = needle(&wanted.place);
    let grades = parts::named(&wanted.grade, Grade::from_name)?;
    let time = parts::time(ask, &wanted.date, &wanted.from, &wanted.to)?;
    let time = table.of_time(time.as_ref());
    let takes = |row: &Claimed| {
        what.as_ref().is_none_or(|fit| fit.has(row.what))
            && (!is_own || row.claimant == 0)
            && claimant.as_ref().is_none_or(|fit| fit.has(row.claimant))
            && place.as_ref().is_none_or(|fit| fit.has(row.place))
            && (grades.is_empty() || grades.contains(&row.grade))
            && time.as_ref().is_none_or(|fit| fit.get(row.date as usize).copied().unwrap_or(false))
    };
    Ok((0..).zip(&table.claimed).filter(|(_, row)| takes(row)).map(|(at, _)| at).collect())
}

/// The claims at these places, each in its statement.
pub fn read<'p>(table: &Gathered, pages: &'p Pages<'_>, shown: &[u32]) -> Vec<(Claimed, Reading<'p>)> {
    let rows = shown.iter().filter_map(|at| table.claimed.get(*at as usize));
    rows.filter_map(|row| Some((*row, pages.get(table.statement(row.statement)?)?))).collect()
}

fn list(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let wanted: Wanted = ask.parameters()?;
    let (table, is_before) = match parts::ready::<Gathered>(desk, ask, words::TITLE, Section::Claims)? {
        Ready::Now(table, is_before) => (table, is_before),
        Ready::NotYet(answer) => return Ok(answer),
    };
    let fit = fitting(ask, &table, &wanted)?;
    let mut pages = Pages::new(desk.catalogue()?)?;
    if wanted.format == "csv" {
        return as_csv(&table, &mut pages, &fit);
    }
    let (page, from) = parts::page(wanted.page);
    let of = |shown: &[u32]| -> Vec<_> {
        let rows = shown.iter().filter_map(|at| table.claimed.get(*at as usize));
        rows.filter_map(|row| table.statement(row.statement)).collect()
    };
    if ask.wants_json || wanted.view == "rows" {
        let shown: Vec<u32> = fit.iter().skip(from).take(ROWS as usize).copied().collect();
        pages.read(of(&shown))?;
        let readings = read(&table, &pages, &shown);
        if ask.wants_json {
            return as_json(ask, &readings, page, fit.len() as u64);
        }
        let body = view::rows(desk, ask, &wanted, &table, (&readings, fit.len() as u64, page, is_before));
        return Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Claims, body)));
    }
    let groups = ledger::groups(&table, &fit);
    let ledger = ledger::Ledger { pages: &mut pages, table: &table, groups, of: &of };
    let body = ledger.page(desk, ask, &wanted, (fit.len() as u64, page, is_before))?;
    Ok(Answer::Page(Page::new(ask.say(words::TITLE), Section::Claims, body)))
}

fn as_json(ask: &Ask, readings: &[(Claimed, Reading<'_>)], page: u64, total: u64) -> Result<Answer, Trouble> {
    let mut items = Vec::new();
    for (row, reading) in readings {
        let Some(found) = Claims::of(reading.with_rejected).get(row.at as usize) else { continue };
        items.push(rows::line::<Claims>(reading, &Ground::new(reading.text), (row.at as usize, found)));
    }
    Answer::json(&Rows { items, total, next: parts::next(ask, page, total) })
}

/// Claims whose sources are held at a time while a table is written.
const AT_ONCE: usize = 200;

fn as_csv(table: &Gathered, pages: &mut Pages<'_>, fit: &[u32]) -> Result<Answer, Trouble> {
    let mut bytes = Vec::new();
    let unwritten = |error: std::io::Error| Trouble::Broken(error.to_string());
    csv::write_row(&mut bytes, rows::headings::<Claims>()).map_err(unwritten)?;
    let fit = fit.get(..MOST as usize).unwrap_or(fit);
    for some in fit.chunks(AT_ONCE) {
        let rows = some.iter().filter_map(|at| table.claimed.get(*at as usize));
        pages.turn_to(rows.filter_map(|row| table.statement(row.statement)))?;
        // Code points are counted once a text.
        let mut ground = None;
        for (row, reading) in read(table, pages, some) {
            let Some(found) = Claims::of(reading.with_rejected).get(row.at as usize) else { continue };
            if ground.as_ref().is_none_or(|ground: &Ground<'_>| !std::ptr::eq(ground.text, reading.text)) {
                ground = Some(Ground::new(reading.text));
            }
            let Some(ground) = &ground else { continue };
            let cells = rows::cells::<Claims>(&reading, ground, found);
            csv::write_row(&mut bytes, cells.iter().map(String::as_str)).map_err(unwritten)?;
        }
    }
    Ok(Answer::File { media_type: "text/csv; charset=utf-8".into(), bytes, name: Some("claims.csv".into()) })
}
