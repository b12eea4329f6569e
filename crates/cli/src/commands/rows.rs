//! What `signatories` and `claims` share: the rows of statements that fit, as a table below each statement, as JSON or
//! as CSV.

use super::open;
use super::readings::{each, heading};
use crate::args::Archive;
use crate::json::anatomy::Ground;
use crate::output::table::Table;
use crate::output::{self, Lines, counted};
use crate::statements::Caption;
use anyhow::Result;
use broadside_model::{Found, Statement};
use broadside_room::readings::Reading;
use broadside_room::rows::{self, Placed, RowKind};
use std::ffi::OsStr;

/// Which rows of a kind are wanted, and how people see them.
pub trait Rows {
    /// What kind of row.
    type Of: RowKind;

    /// Whether a row is wanted.
    fn takes(&self, value: &<Self::Of as RowKind>::Value) -> bool;

    /// Whether anything was asked for but all rows.
    fn is_filtered(&self) -> bool;

    /// Rows of a statement as a table for people.
    fn table(&self, reading: &Reading<'_>, rows: &[&Found<<Self::Of as RowKind>::Value>]) -> Table;

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
pub fn print<R: Rows>(wanted: &R, archive: &Archive, id: Option<&OsStr>, csv: bool) -> Result<bool> {
    let (_, catalogue) = open(&archive.archive)?;
    let form = match (archive.json, csv) {
        (true, _) => Form::Json,
        (_, true) => Form::Csv,
        _ => Form::Table,
    };
    let mut out = Lines::new();
    if matches!(form, Form::Csv) {
        out.csv(rows::headings::<R::Of>())?;
    }
    let (mut statements, mut count) = (0, 0);
    each(&catalogue, id, R::Of::are_in, |reading, caption| {
        let all = rows::placed::<R::Of>(reading);
        let fit: Vec<_> = all.filter(|(_, found)| wanted.takes(&found.value)).collect();
        if fit.is_empty() {
            return Ok(());
        }
        statements += 1;
        count += fit.len() as u64;
        match form {
            Form::Json => print_json::<R::Of>(reading, &fit, &mut out),
            Form::Csv => print_csv::<R::Of>(reading, &fit, &mut out),
            Form::Table => print_table(wanted, (reading, caption), &fit, &mut out),
        }
    })?;
    if matches!(form, Form::Table) {
        out.line(&R::counted(count, &counted(statements, "statement")))?;
    }
    out.finish()?;
    Ok(count > 0 || !wanted.is_filtered())
}

fn print_json<R: RowKind>(reading: &Reading<'_>, fit: &[Placed<'_, R::Value>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    fit.iter().try_for_each(|row| out.json(&rows::line::<R>(reading, &ground, *row)))
}

fn print_csv<R: RowKind>(reading: &Reading<'_>, fit: &[Placed<'_, R::Value>], out: &mut Lines) -> Result<()> {
    let ground = Ground::new(reading.text);
    fit.iter().try_for_each(|(_, row)| out.csv(rows::cells::<R>(reading, &ground, row).iter().map(String::as_str)))
}

fn print_table<R: Rows>(
    rows: &R,
    (reading, caption): (&Reading<'_>, &Caption<'_>),
    fit: &[Placed<'_, <R::Of as RowKind>::Value>],
    out: &mut Lines,
) -> Result<()> {
    heading(reading, caption, out)?;
    let fit: Vec<_> = fit.iter().map(|(_, found)| *found).collect();
    for line in rows.table(reading, &fit).lines(output::width(), true, 0) {
        out.line(&line)?;
    }
    if let Some(below) = R::below(reading.statement) {
        out.line(&below)?;
    }
    out.line("")
}
