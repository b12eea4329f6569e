//! What `signatories` and `claims` share: the rows of statements that fit, as a table below each statement, as JSON or
//! as CSV.

use super::open;
use super::readings::{Reading, each, heading};
use crate::args::Archive;
use crate::json::anatomy::Ground;
use crate::json::word::Voice;
use crate::output::table::Table;
use crate::output::{self, Lines, counted};
use anyhow::Result;
use broadside_engine::store::StatementRow;
use broadside_model::{Found, Property, Statement, Status};
use serde::Serialize;
use std::ffi::OsStr;

/// A kind of row that statements have, and which of them are wanted.
pub trait Rows {
    /// What a row says.
    type Value;

    /// What they are called in the names of targets.
    const PROPERTY: Property;

    /// Headings of the cells of a row in CSV.
    const HEADINGS: &'static [&'static str];

    /// Whether a statement has any.
    fn are_in(row: &StatementRow) -> bool;

    /// The rows of a statement.
    fn of(statement: &Statement) -> &[Found<Self::Value>];

    /// Whether a row is wanted.
    fn takes(&self, value: &Self::Value) -> bool;

    /// Whether anything was asked for but all rows.
    fn is_filtered(&self) -> bool;

    /// The edge twin of a row.
    fn twin(value: &Self::Value) -> impl Serialize;

    /// A row as cells of CSV, under the headings.
    fn cells(value: &Self::Value) -> Vec<String>;

    /// Rows of a statement as a table for people.
    fn table(&self, reading: &Reading<'_>, rows: &[&Found<Self::Value>]) -> Table;

    /// What stands below the table.
    fn below(_statement: &Statement) -> Option<String> {
        None
    }

    /// So many rows in so many statements, in words.
    fn counted(rows: u64, statements: &str) -> String;
}

/// How rows are to be printed.
#[derive(Clone, Copy)]
enum Form {
    Table,
    Json,
    Csv,
}

/// Prints the rows of the statements that `id` names, or of all.
pub fn print<R: Rows>(rows: &R, archive: &Archive, id: Option<&OsStr>, csv: bool) -> Result<bool> {
    let (_, catalogue) = open(&archive.archive)?;
    let form = match (archive.json, csv) {
        (true, _) => Form::Json,
        (_, true) => Form::Csv,
        _ => Form::Table,
    };
    let mut out = Lines::new();
    if matches!(form, Form::Csv) {
        out.csv(["statement"].iter().chain(R::HEADINGS).chain(PLACE).copied())?;
    }
    let (mut statements, mut count) = (0, 0);
    each(&catalogue, id, R::are_in, |reading| {
        let is_rejected =
            |at: usize| reading.said.get(&(R::PROPERTY, at, None)).is_some_and(|word| word.status == Status::Rejected);
        let all = R::of(reading.with_rejected).iter().enumerate().filter(|(at, _)| !is_rejected(*at));
        let fit: Vec<_> = all.filter(|(_, found)| rows.takes(&found.value)).collect();
        if fit.is_empty() {
            return Ok(());
        }
        statements += 1;
        count += fit.len() as u64;
        match form {
            Form::Json => print_json::<R>(reading, &fit, &mut out),
            Form::Csv => print_csv::<R>(reading, &fit, &mut out),
            Form::Table => print_table(rows, reading, &fit, &mut out),
        }
    })?;
    if matches!(form, Form::Table) {
        out.line(&R::counted(count, &counted(statements, "statement")))?;
    }
    out.finish()?;
    Ok(count > 0 || !rows.is_filtered())
}

#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    statement: &'a str,
    #[serde(flatten)]
    row: T,
}

/// Rows with their places in the list that they are of.
type Placed<'a, T> = [(usize, &'a Found<T>)];

fn print_json<R: Rows>(reading: &Reading<'_>, rows: &Placed<'_, R::Value>, out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    let voice = Voice { id: &reading.id, said: reading.said };
    rows.iter().try_for_each(|(at, row)| {
        let opinion = voice.of(R::PROPERTY, Some(*at));
        out.json(&Line { statement: &reading.id, row: ground.item(row, opinion, R::twin) })
    })
}

/// Headings of what a row rests on.
const PLACE: &[&str] = &["method", "confidence", "start", "end", "quote"];

fn print_csv<R: Rows>(reading: &Reading<'_>, rows: &Placed<'_, R::Value>, out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    for (_, row) in rows {
        let place = row.evidence.first().map(|span| ground.evidence(*span));
        let (start, end) = match &place {
            Some(place) => (place.start.to_string(), place.end.to_string()),
            None => (String::new(), String::new()),
        };
        let confidence = format!("{:.2}", f32::from(row.confidence) / 100.0);
        let quote = place.map_or("", |place| place.quote);
        let cells = R::cells(&row.value);
        let cells = [reading.id.as_str()].into_iter().chain(cells.iter().map(String::as_str));
        out.csv(cells.chain([row.method.as_str(), &confidence, &start, &end, quote]))?;
    }
    Ok(())
}

fn print_table<R: Rows>(rows: &R, reading: &Reading<'_>, fit: &Placed<'_, R::Value>, out: &mut Lines) -> Result<()> {
    heading(reading, out)?;
    let fit: Vec<_> = fit.iter().map(|(_, found)| *found).collect();
    for line in rows.table(reading, &fit).lines(output::width(), true, 0) {
        out.line(&line)?;
    }
    if let Some(below) = R::below(reading.statement) {
        out.line(&below)?;
    }
    out.line("")
}
