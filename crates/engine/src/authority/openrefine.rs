//! What OpenRefine writes of reconciled cells.
//!
//! OpenRefine has no format of its own for them; they leave it in these ways, and all are read:
//! - **a table** (CSV, TSV) with a column of the ids, as "Add entity identifiers column" makes it. The column of ids is
//!   one that is headed like an id, or like another column with `id`, `QID`, `match id` … behind it; that other column
//!   holds the names. Rows without an id were not matched;
//! - **the templating exporter**: JSON with `rows`, an object a row, whose keys are the headings of such a table;
//! - **reconciliation objects** (`{"j": "matched", "m": {"id", "name", "types"}}`), alone or under `r` beside the `v` of a
//!   cell, or in a `pool` that cells refer to: rows as OpenRefine's own interface gets them, and `pool.txt` and `data.txt`
//!   of a project.

use super::columns::{self, Column, Meaning};
use super::csv::{Row, Rows};
use super::gather::{Draft, Gather};
use super::input::Input;
use super::{AuthorityError, Told, kinds, table};
use broadside_model::NameSort;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What stands behind the heading of a column in that of its ids.
const ID_ENDINGS: &[&str] = &["_match_id", "_entity_id", "_recon_id", "_identifier", "_qid", "_uri", "_id"];
/// What stands behind the heading of a column in that of the matched names.
const NAME_ENDINGS: &[&str] = &["_matched_name", "_match_name", "_entity_name", "_match"];
/// The endings of headings of a column with judgments.
const JUDGMENT_ENDINGS: &[&str] = &["_judgment", "_judgement"];
const NOT_MATCHED: &str = "cells without a match";

/// Reads what OpenRefine wrote.
pub fn read(input: &mut Input<'_>, told: &Told, gather: &mut Gather) -> Result<(), AuthorityError> {
    let text = table::decoded(input, gather)?;
    let start = text.trim_start();
    let is_pool = start.lines().take(10).any(|line| line.starts_with("{\"id\":") || line.starts_with("{\"flagged\""));
    if !start.starts_with(['{', '[']) && !is_pool {
        return rows(Rows::new(&text), told, gather);
    }
    let mut found = Found::default();
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        if let Some(list) = flat_rows(&value) {
            return rows(list.into_iter(), told, gather);
        }
        found.walk(1, &value, gather)?;
    } else {
        for (number, line) in (1..).zip(text.lines()) {
            if !line.starts_with('{') {
                continue;
            }
            match serde_json::from_str(line) {
                Ok(value) => found.walk(number, &value, gather)?,
                Err(error) => gather.refuse(number, format!("not JSON: {error}")),
            }
        }
    }
    found.finish(gather)
}

/// Reads rows of cells, the first of them headings.
fn rows(mut rows: impl Iterator<Item = Row>, told: &Told, gather: &mut Gather) -> Result<(), AuthorityError> {
    let Some(headings) = rows.next() else { return Err(AuthorityError::Empty) };
    let columns = understand(&headings.cells, told)?;
    table::report(&headings.cells, &columns, gather);
    table::cut_columns(&headings, gather);
    for wanted in [Meaning::Id, Meaning::Name] {
        if columns.iter().all(|column| column.meaning != wanted) {
            return Err(AuthorityError::NoColumn { wanted: wanted.name(), found: columns::listed(&headings.cells) });
        }
    }
    let judgment = columns.iter().find(|column| column.meaning == Meaning::Judgment);
    for row in rows {
        gather.report.rows += 1;
        let judged = judgment.and_then(|column| row.cells.get(column.place));
        let draft = table::draft(&row, &columns, gather);
        if draft.id.is_empty() || judged.is_some_and(|judged| judged.trim() != "matched") {
            gather.pass(NOT_MATCHED);
        } else {
            gather.take(row.line, draft)?;
        }
    }
    Ok(())
}

/// Whether headings are those of a table that OpenRefine wrote: a column with its judgments or matches beside its ids, or
/// with its ids, where the table would not be understood otherwise.
pub fn is_table(headings: &[String]) -> bool {
    let keys: Vec<String> = headings.iter().map(|heading| columns::folded(heading)).collect();
    let is_of = |key: &String, base: &str, endings: &[&str]| {
        endings.iter().any(|end| key.strip_suffix(end).is_some_and(|front| front == base))
    };
    let has = |base: &str, endings: &[&str]| keys.iter().any(|key| is_of(key, base, endings));
    let plain = columns::understand(headings, &Told::default()).unwrap_or_default();
    let is_plain =
        [Meaning::Id, Meaning::Name].iter().all(|wanted| plain.iter().any(|column| column.meaning == *wanted));
    keys.iter().any(|base| {
        let is_judged = has(base, JUDGMENT_ENDINGS) || has(base, NAME_ENDINGS);
        !base.is_empty() && has(base, ID_ENDINGS) && (is_judged || !is_plain)
    })
}

/// The columns: a column and the one of its ids, else as in any table.
fn understand(headings: &[String], told: &Told) -> Result<Vec<Column>, AuthorityError> {
    let keys: Vec<String> = headings.iter().map(|heading| columns::folded(heading)).collect();
    let base = |key: &String, endings: &[&str]| endings.iter().find_map(|end| Some(key.strip_suffix(end)?.to_owned()));
    let pair = |(place, key): (usize, &String)| {
        let base = base(key, ID_ENDINGS)?;
        Some((place, keys.iter().position(|other| *other == base)?))
    };
    let Some((id, name)) = keys.iter().enumerate().find_map(pair).filter(|_| told.columns.is_empty()) else {
        return columns::understand(headings, told);
    };
    let heading = keys.get(name).cloned().unwrap_or_default();
    let of_it = |endings: &[&str]| keys.iter().position(|key| base(key, endings).as_ref() == Some(&heading));
    let column = |place, meaning| Column { place, meaning, language: None };
    let mut all = vec![column(id, Meaning::Id)];
    match of_it(NAME_ENDINGS) {
        Some(matched) => all.extend([column(matched, Meaning::Name), column(name, Meaning::Alias)]),
        None => all.push(column(name, Meaning::Name)),
    }
    all.extend(of_it(JUDGMENT_ENDINGS).map(|place| column(place, Meaning::Judgment)));
    let others = columns::understand(headings, told)?.into_iter();
    let is_new = |column: &Column| {
        let is_name = matches!(column.meaning, Meaning::Id | Meaning::Name);
        !is_name && all.iter().all(|known| known.place != column.place && known.meaning != column.meaning)
    };
    let others: Vec<Column> = others.filter(is_new).collect();
    all.extend(others);
    Ok(all)
}

/// Rows of the templating exporter as rows of a table: the keys of the first row are the headings.
fn flat_rows(value: &Value) -> Option<Vec<Row>> {
    let list = value.get("rows").or(Some(value))?.as_array()?;
    let keys: Vec<&String> = list.first()?.as_object()?.keys().collect();
    let is_flat = |object: &Map<String, Value>| object.values().all(|value| !value.is_object() && !value.is_array());
    if !list.iter().filter_map(Value::as_object).take(100).all(is_flat) {
        return None;
    }
    let headings = Row::new(1, keys.iter().map(|key| (*key).clone()).collect());
    let cell = |value: Option<&Value>| match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let row = |(number, value): (u64, &Value)| {
        Row::new(number, keys.iter().map(|key| cell(value.get(key.as_str()))).collect())
    };
    Some(std::iter::once(headings).chain((1..).zip(list).map(row)).collect())
}

/// What was found in JSON so far.
#[derive(Default)]
struct Found {
    /// Ids of matched reconciliation objects, to the entities they were matched with.
    pool: BTreeMap<String, String>,
    /// Cells that refer to the pool: line, text, id of the reconciliation object.
    cells: Vec<(u64, String, String)>,
}

impl Found {
    /// Looks at a value and all in it; how deep values lie in each other is bounded where they are parsed.
    fn walk(&mut self, line: u64, value: &Value, gather: &mut Gather) -> Result<(), AuthorityError> {
        match value {
            Value::Array(list) => list.iter().try_for_each(|value| self.walk(line, value, gather)),
            Value::Object(object) => {
                let text = object.get("v").and_then(Value::as_str);
                match (text, object.get("r")) {
                    (Some(text), Some(Value::Object(recon))) => return self.recon(line, recon, Some(text), gather),
                    (Some(text), Some(reference)) => {
                        self.cells.extend(scalar(reference).map(|id| (line, text.to_owned(), id)))
                    }
                    _ if object.contains_key("j") || object.contains_key("judgment") => {
                        return self.recon(line, object, None, gather);
                    }
                    _ => {}
                }
                object.values().try_for_each(|value| self.walk(line, value, gather))
            }
            _ => Ok(()),
        }
    }

    fn recon(
        &mut self,
        line: u64,
        recon: &Map<String, Value>,
        cell: Option<&str>,
        gather: &mut Gather,
    ) -> Result<(), AuthorityError> {
        gather.report.rows += 1;
        let field = |short: &str, long: &str| recon.get(short).or_else(|| recon.get(long));
        let judgment = field("j", "judgment").and_then(Value::as_str).unwrap_or("none");
        let Some(matched) = field("m", "match").and_then(Value::as_object).filter(|_| judgment == "matched") else {
            gather.pass(NOT_MATCHED);
            return Ok(());
        };
        let text = |key: &str| matched.get(key).and_then(scalar).unwrap_or_default();
        let mut draft = Draft { id: text("id"), ..Draft::default() };
        draft.name(&text("name"), None, NameSort::Full);
        if let Some(cell) = cell {
            draft.name(cell, None, NameSort::Full);
        }
        let types = matched.get("types").or_else(|| matched.get("type")).and_then(Value::as_array);
        draft.kind = types.into_iter().flatten().filter_map(type_id).find_map(kinds::kind);
        let space = recon.get("identifierSpace").and_then(Value::as_str).unwrap_or("");
        if space.ends_with(['/', '#', '=']) {
            draft.url = Some(format!("{space}{}", draft.id));
        }
        if let Some(id) = recon.get("id").and_then(scalar) {
            self.pool.insert(id, draft.id.clone());
        }
        gather.take(line, draft)
    }

    /// The texts of cells that refer to the pool are other names of what they were matched with.
    fn finish(self, gather: &mut Gather) -> Result<(), AuthorityError> {
        for (line, text, reference) in self.cells {
            let Some(id) = self.pool.get(&reference) else { continue };
            let mut draft = Draft { id: id.clone(), ..Draft::default() };
            draft.name(&text, None, NameSort::Full);
            gather.take(line, draft)?;
        }
        Ok(())
    }
}

fn type_id(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("id").and_then(Value::as_str))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
