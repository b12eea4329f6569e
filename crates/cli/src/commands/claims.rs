//! `broadside claims`: what is claimed, and who says so. The program repeats what the documents say; it asserts nothing.

use super::readings::Reading;
use super::rows::{self, Rows};
use super::wording;
use crate::args::Claims;
use crate::filters::{Needle, folded};
use crate::json::anatomy::{Claim, Number};
use crate::output::table::{Column, Table};
use crate::output::{self, counted};
use anyhow::Result;
use broadside_engine::store::StatementRow;
use broadside_model as model;
use model::{Edtf, Found, Statement};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Claims) -> Result<bool> {
    rows::print(&Wanted::new(args), &args.archive, args.id.as_deref(), args.csv)
}

struct Wanted<'a> {
    args: &'a Claims,
    what: Vec<String>,
    claimant: Option<Needle>,
    place: Option<Needle>,
}

/// What `--claimant` takes for the document itself.
const ITSELF: &str = "self";

impl<'a> Wanted<'a> {
    fn new(args: &'a Claims) -> Self {
        Wanted {
            args,
            what: args.what.iter().map(|what| folded(what)).collect(),
            claimant: Needle::new(args.claimant.as_ref()),
            place: Needle::new(args.place.as_ref()),
        }
    }
}

/// The narrowest terminal on which the words of a claim are shown.
const WITH_WORDS: usize = 110;

impl Rows for Wanted<'_> {
    type Value = model::Claim;

    const PROPERTY: model::Property = model::Property::Claim;

    const HEADINGS: &'static [&'static str] =
        &["what", "of", "min", "max", "approximate", "unit", "claimant", "actor", "grade", "place", "date"];

    fn are_in(row: &StatementRow) -> bool {
        row.claims > 0
    }

    fn of(statement: &Statement) -> &[Found<model::Claim>] {
        &statement.claims
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

    fn is_filtered(&self) -> bool {
        let args = self.args;
        let names = self.claimant.is_some() || self.place.is_some();
        names || !self.what.is_empty() || !args.grade.is_empty() || args.date.is_some()
    }

    fn twin(value: &model::Claim) -> impl Serialize {
        Claim::new(value)
    }

    fn cells(claim: &model::Claim) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |number: Option<f64>| number.map_or(String::new(), |number| Number(number).to_string());
        vec![
            claim.what.clone(),
            text(&claim.of),
            number(claim.min),
            number(claim.max),
            if claim.approximate { "yes" } else { "no" }.to_owned(),
            text(&claim.unit),
            text(&claim.claimant),
            text(&claim.actor),
            claim.grade.name().to_owned(),
            text(&claim.place),
            claim.date.as_ref().map_or("", Edtf::as_str).to_owned(),
        ]
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
