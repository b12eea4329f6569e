//! `broadside claims`: what is claimed, and who says so. The program repeats what the documents say; it asserts nothing.

use super::open;
use super::readings::{Reading, each, heading};
use super::wording;
use crate::args::Claims;
use crate::filters::{Needle, folded};
use crate::json::anatomy::{Claim, Ground, Number};
use crate::output::table::{Column, Table};
use crate::output::{self, Lines, counted};
use anyhow::Result;
use broadside_model as model;
use model::{Edtf, Found};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Claims) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let filter = Filter::new(args);
    let mut out = Lines::new();
    let (mut statements, mut claims) = (0, 0);
    if args.csv {
        out.csv(HEADINGS)?;
    }
    each(
        &catalogue,
        args.id.as_deref(),
        |row| row.claims > 0,
        |reading| {
            let rows: Vec<_> = reading.statement.claims.iter().filter(|found| filter.takes(&found.value)).collect();
            if rows.is_empty() {
                return Ok(());
            }
            statements += 1;
            claims += rows.len() as u64;
            match (args.archive.json, args.csv) {
                (true, _) => print_json(reading, &rows, &mut out),
                (_, true) => print_csv(reading, &rows, &mut out),
                _ => print_table(reading, &rows, &mut out),
            }
        },
    )?;
    if !args.archive.json && !args.csv {
        let all = format!("{} in {}.", counted(claims, "claim"), counted(statements, "statement"));
        out.line(if claims == 0 { "No claims." } else { &all })?;
    }
    out.finish()?;
    Ok(claims > 0 || !filter.is_set())
}

struct Filter<'a> {
    args: &'a Claims,
    what: Vec<String>,
    claimant: Option<Needle>,
    place: Option<Needle>,
}

/// What `--claimant` takes for the document itself.
const ITSELF: &str = "self";

impl<'a> Filter<'a> {
    fn new(args: &'a Claims) -> Self {
        Filter {
            args,
            what: args.what.iter().map(|what| folded(what)).collect(),
            claimant: Needle::new(args.claimant.as_ref()),
            place: Needle::new(args.place.as_ref()),
        }
    }

    /// Whether anything was asked for.
    fn is_set(&self) -> bool {
        let args = self.args;
        let names = self.claimant.is_some() || self.place.is_some();
        names || !self.what.is_empty() || !args.grade.is_empty() || args.date.is_some()
    }

    fn takes(&self, claim: &model::Claim) -> bool {
        let args = self.args;
        let by_claimant = match (&args.claimant, &self.claimant) {
            (Some(typed), _) if typed == ITSELF => claim.claimant.is_none(),
            (_, Some(needle)) => needle.is_in(claim.claimant.as_deref()),
            _ => true,
        };
        (self.what.is_empty() || self.what.contains(&folded(&claim.what)))
            && by_claimant
            && (args.grade.is_empty() || args.grade.contains(&claim.grade))
            && self.place.as_ref().is_none_or(|needle| needle.is_in(claim.place.as_deref()))
            && args.date.as_ref().is_none_or(|wanted| claim.date.as_ref().is_some_and(|date| wanted.meets(date)))
    }
}

type Row<'a> = &'a Found<model::Claim>;

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    statement: &'a str,
    #[serde(flatten)]
    row: T,
}

fn print_json(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    for row in rows {
        out.json(&Line { statement: &reading.id, row: ground.item(row, Claim::new) })?;
    }
    Ok(())
}

const HEADINGS: [&str; 17] = [
    "statement",
    "what",
    "of",
    "min",
    "max",
    "approximate",
    "unit",
    "claimant",
    "actor",
    "grade",
    "place",
    "date",
    "method",
    "confidence",
    "start",
    "end",
    "quote",
];

fn print_csv(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    for row in rows {
        let (claim, place) = (&row.value, row.evidence.first().map(|span| ground.evidence(*span)));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |number: Option<f64>| number.map_or(String::new(), |number| Number(number).to_string());
        out.csv([
            &*reading.id,
            &claim.what,
            &text(&claim.of),
            &number(claim.min),
            &number(claim.max),
            if claim.approximate { "yes" } else { "no" },
            &text(&claim.unit),
            &text(&claim.claimant),
            &text(&claim.actor),
            claim.grade.name(),
            &text(&claim.place),
            claim.date.as_ref().map_or("", Edtf::as_str),
            &row.method,
            &format!("{:.2}", f32::from(row.confidence) / 100.0),
            &place.as_ref().map_or(String::new(), |place| place.start.to_string()),
            &place.as_ref().map_or(String::new(), |place| place.end.to_string()),
            place.as_ref().map_or("", |place| place.quote),
        ])?;
    }
    Ok(())
}

/// The narrowest terminal on which the words of a claim are shown.
const WITH_WORDS: usize = 110;

fn print_table(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    heading(reading, out)?;
    let width = output::width();
    let mut table = Table::new(&[
        Column::cut("WHAT", 8),
        Column::number("NUMBER"),
        Column::cut("OF", 8),
        Column::cut("BY", 10),
        Column::cut("SAYS", 10),
        Column::cut("GRADE", 8),
        Column::cut("PLACE", 8),
        Column::cut("DATE", 10),
        Column::cut("IN THE WORDS", 20),
    ]);
    for row in rows {
        let claim = &row.value;
        let of = [claim.unit.as_deref(), claim.of.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let words = row.evidence.first().and_then(|span| reading.text.get(span.range())).unwrap_or_default();
        table.push([
            &*claim.what,
            &wording::number(claim),
            &of,
            claim.actor.as_deref().unwrap_or_default(),
            claim.claimant.as_deref().unwrap_or("(itself)"),
            wording::grade(claim.grade),
            claim.place.as_deref().unwrap_or_default(),
            claim.date.as_ref().map_or("", Edtf::as_str),
            if width.is_none_or(|width| width >= WITH_WORDS) { words } else { "" },
        ]);
    }
    for line in table.lines(width, true, 0) {
        out.line(&line)?;
    }
    out.line("")
}
