//! `broadside signatories`: who signed, a row each, as the documents have them.

use super::open;
use crate::args::Signatories;
use crate::commands::readings::{Reading, each, heading};
use crate::filters::Needle;
use crate::json::anatomy::{Ground, Signatory};
use crate::output::table::{Column, Table};
use crate::output::{self, Lines, counted};
use anyhow::Result;
use broadside_model as model;
use model::{Edtf, Found, PartyKind};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Signatories) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let filter = Filter { args, name: Needle::new(args.name.as_ref()) };
    let mut out = Lines::new();
    let mut count = Count::default();
    if args.csv {
        out.csv(HEADINGS)?;
    }
    each(
        &catalogue,
        args.id.as_deref(),
        |row| row.signatories > 0,
        |reading| {
            let rows: Vec<_> =
                reading.statement.signatories.iter().filter(|found| filter.takes(&found.value)).collect();
            if rows.is_empty() {
                return Ok(());
            }
            count.statements += 1;
            count.rows += rows.len() as u64;
            match (args.archive.json, args.csv) {
                (true, _) => print_json(reading, &rows, &mut out),
                (_, true) => print_csv(reading, &rows, &mut out),
                _ => print_table(reading, &rows, &mut out),
            }
        },
    )?;
    if !args.archive.json && !args.csv {
        let statements = counted(count.statements, "statement");
        let rows = if count.rows == 1 {
            "1 signatory".to_owned()
        } else {
            format!("{} signatories", output::grouped(count.rows))
        };
        out.line(&if count.rows == 0 { "No signatories.".to_owned() } else { format!("{rows} of {statements}.") })?;
    }
    out.finish()?;
    Ok(count.rows > 0 || !filter.is_set())
}

#[derive(Default)]
struct Count {
    statements: u64,
    rows: u64,
}

struct Filter<'a> {
    args: &'a Signatories,
    name: Option<Needle>,
}

impl Filter<'_> {
    /// Whether anything was asked for.
    fn is_set(&self) -> bool {
        let args = self.args;
        !args.country.is_empty() || !args.kind.is_empty() || self.name.is_some() || args.doubtful
    }

    fn takes(&self, row: &model::Signatory) -> bool {
        let names = [Some(&row.name), row.translation.as_ref(), row.acronym.as_ref(), row.affiliation.as_ref()];
        let args = self.args;
        (args.country.is_empty() || row.country.as_ref().is_some_and(|country| args.country.contains(country)))
            && (args.kind.is_empty() || row.kind.is_some_and(|kind| args.kind.contains(&kind)))
            && self.name.as_ref().is_none_or(|needle| needle.is_in(names.into_iter().flatten().map(String::as_str)))
            && (!args.doubtful || row.doubt.is_some())
    }
}

type Row<'a> = &'a Found<model::Signatory>;

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    statement: &'a str,
    #[serde(flatten)]
    row: T,
}

fn print_json(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    for row in rows {
        out.json(&Line { statement: &reading.id, row: ground.item(row, Signatory::new) })?;
    }
    Ok(())
}

const HEADINGS: [&str; 17] = [
    "statement",
    "order",
    "acronym",
    "name",
    "translation",
    "role",
    "affiliation",
    "country",
    "kind",
    "as_of",
    "group",
    "doubt",
    "method",
    "confidence",
    "start",
    "end",
    "quote",
];

fn print_csv(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    for row in rows {
        let (signatory, place) = (&row.value, row.evidence.first().map(|span| ground.evidence(*span)));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        out.csv([
            &*reading.id,
            &signatory.order.to_string(),
            &text(&signatory.acronym),
            &signatory.name,
            &text(&signatory.translation),
            &text(&signatory.role),
            &text(&signatory.affiliation),
            &text(&signatory.country),
            signatory.kind.map_or("", PartyKind::name),
            signatory.as_of.as_ref().map_or("", Edtf::as_str),
            &text(&signatory.group),
            &text(&signatory.doubt),
            &row.method,
            &format!("{:.2}", f32::from(row.confidence) / 100.0),
            &place.as_ref().map_or(String::new(), |place| place.start.to_string()),
            &place.as_ref().map_or(String::new(), |place| place.end.to_string()),
            place.as_ref().map_or("", |place| place.quote),
        ])?;
    }
    Ok(())
}

fn print_table(reading: &Reading<'_>, rows: &[Row<'_>], out: &mut Lines) -> Result<()> {
    heading(reading, out)?;
    let mut table = Table::new(&[
        Column::number("NO"),
        Column::cut("ACRONYM", 6),
        Column::cut("NAME", 20),
        Column::cut("TRANSLATION", 12),
        Column::cut("ROLE", 10),
        Column::cut("AFFILIATION", 12),
        Column::fixed("COUNTRY"),
        Column::fixed("AS OF"),
        Column::cut("GROUP", 8),
        Column::cut("DOUBT", 8),
    ]);
    for row in rows.iter().map(|row| &row.value) {
        table.push([
            &*row.order.to_string(),
            row.acronym.as_deref().unwrap_or_default(),
            &row.name,
            row.translation.as_deref().unwrap_or_default(),
            row.role.as_deref().unwrap_or_default(),
            row.affiliation.as_deref().unwrap_or_default(),
            row.country.as_deref().unwrap_or_default(),
            row.as_of.as_ref().map_or("", Edtf::as_str),
            row.group.as_deref().unwrap_or_default(),
            row.doubt.as_deref().unwrap_or_default(),
        ]);
    }
    for line in table.lines(output::width(), true, 0) {
        out.line(&line)?;
    }
    if let Some(more) = &reading.statement.more_signatories {
        out.line(&format!("and {} more, not named", output::grouped(u64::from(more.value))))?;
    }
    out.line("")
}
