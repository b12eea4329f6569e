//! `broadside signatories`: who signed, a row each, as the documents have them.

use super::readings::Reading;
use super::rows::{self, Rows};
use crate::args::Signatories;
use crate::filters::Needle;
use crate::json::anatomy::Signatory;
use crate::output;
use crate::output::table::{Column, Table};
use anyhow::Result;
use broadside_engine::store::StatementRow;
use broadside_model as model;
use model::{Edtf, Found, PartyKind, Statement};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Signatories) -> Result<bool> {
    let rows = Wanted { args, name: Needle::new(args.name.as_ref()) };
    rows::print(&rows, &args.archive, args.id.as_deref(), args.csv)
}

struct Wanted<'a> {
    args: &'a Signatories,
    name: Option<Needle>,
}

impl Rows for Wanted<'_> {
    type Value = model::Signatory;

    const PROPERTY: model::Property = model::Property::Signatory;

    const HEADINGS: &'static [&'static str] = &[
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
    ];

    fn are_in(row: &StatementRow) -> bool {
        row.signatories > 0
    }

    fn of(statement: &Statement) -> &[Found<model::Signatory>] {
        &statement.signatories
    }

    fn takes(&self, row: &model::Signatory) -> bool {
        let names = [Some(&row.name), row.translation.as_ref(), row.acronym.as_ref(), row.affiliation.as_ref()];
        let args = self.args;
        (args.country.is_empty() || row.country.as_ref().is_some_and(|country| args.country.contains(country)))
            && (args.kind.is_empty() || row.kind.is_some_and(|kind| args.kind.contains(&kind)))
            && self.name.as_ref().is_none_or(|needle| needle.is_in(names.into_iter().flatten().map(String::as_str)))
            && (!args.doubtful || row.doubt.is_some())
    }

    fn is_filtered(&self) -> bool {
        let args = self.args;
        !args.country.is_empty() || !args.kind.is_empty() || self.name.is_some() || args.doubtful
    }

    fn twin(value: &model::Signatory) -> impl Serialize {
        Signatory::new(value)
    }

    fn cells(row: &model::Signatory) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            row.order.to_string(),
            text(&row.acronym),
            row.name.clone(),
            text(&row.translation),
            text(&row.role),
            text(&row.affiliation),
            text(&row.country),
            row.kind.map_or("", PartyKind::name).to_owned(),
            row.as_of.as_ref().map_or("", Edtf::as_str).to_owned(),
            text(&row.group),
            text(&row.doubt),
        ]
    }

    fn table(&self, _reading: &Reading<'_>, rows: &[&Found<model::Signatory>]) -> Table {
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
        table
    }

    fn below(statement: &Statement) -> Option<String> {
        let more = statement.more_signatories.as_ref()?;
        Some(format!("and {} more, not named", output::grouped(u64::from(more.value))))
    }

    fn counted(rows: u64, statements: &str) -> String {
        match rows {
            0 => "No signatories.".to_owned(),
            1 => format!("1 signatory of {statements}."),
            _ => format!("{} signatories of {statements}.", output::grouped(rows)),
        }
    }
}
