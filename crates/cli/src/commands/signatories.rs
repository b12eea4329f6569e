//! `broadside signatories`: who signed, a row each, as the documents have them.

use super::rows::{self, Rows};
use crate::args::Signatories;
use crate::filters::Needle;
use crate::output;
use crate::output::table::{Column, Table};
use anyhow::Result;
use broadside_model as model;
use broadside_room::readings::Reading;
use broadside_room::rows::SignatoryFilter;
use model::{Edtf, Found, Statement};

/// Runs the command.
pub fn run(args: &Signatories) -> Result<bool> {
    let filter = SignatoryFilter {
        countries: args.country.clone(),
        kinds: args.kind.clone(),
        name: Needle::new(args.name.as_ref()),
        doubtful: args.doubtful,
    };
    rows::print(&Wanted(filter), &args.archive, args.id.as_deref(), args.csv)
}

struct Wanted(SignatoryFilter);

impl Rows for Wanted {
    type Of = broadside_room::rows::Signatories;

    fn takes(&self, row: &model::Signatory) -> bool {
        self.0.takes(row)
    }

    fn is_filtered(&self) -> bool {
        self.0.is_set()
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
