//! `broadside claims`: what is claimed, and who says so. The program repeats what the documents say; it asserts nothing.

use super::rows::{self, Rows};
use super::wording;
use crate::args::Claims;
use crate::output::table::{Column, Table};
use crate::output::{self, counted};
use anyhow::Result;
use broadside_model as model;
use broadside_room::readings::Reading;
use broadside_room::rows::ClaimFilter;
use model::{Edtf, Found};

/// Runs the command.
pub fn run(args: &Claims) -> Result<bool> {
    let (claimant, place) = (args.claimant.as_ref(), args.place.as_ref());
    let filter = ClaimFilter::new(&args.what, claimant, &args.grade, place, args.date.as_ref());
    rows::print(&Wanted(filter), &args.archive, args.id.as_deref(), args.csv)
}

struct Wanted(ClaimFilter);

/// The narrowest terminal on which the words of a claim are shown.
const WITH_WORDS: usize = 110;

impl Rows for Wanted {
    type Of = broadside_room::rows::Claims;

    fn takes(&self, claim: &model::Claim) -> bool {
        self.0.takes(claim)
    }

    fn is_filtered(&self) -> bool {
        self.0.is_set()
    }

    fn table(&self, reading: &Reading<'_>, rows: &[&Found<model::Claim>]) -> Table {
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
        table
    }

    fn counted(rows: u64, statements: &str) -> String {
        match rows {
            0 => "No claims.".to_owned(),
            _ => format!("{} in {statements}.", counted(rows, "claim")),
        }
    }
}
