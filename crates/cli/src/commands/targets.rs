//! All that can be decided on in a statement, by the names that `decide` calls it.

use crate::json::word::Voice;
use crate::output::Lines;
use crate::output::table::{Column, Table, one_line};
use crate::statements::Whole;
use anyhow::Result;
use broadside_engine::decisions::{cells, count, is_list, value};
use broadside_model::Property;
use serde::Serialize;

/// A line of `show --targets`.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    opinion: crate::json::word::Opinion<'a>,
    value: Option<String>,
    cells: &'static [&'static str],
}

/// Lists all that can be decided on in a statement but its edits.
pub fn list(whole: &Whole, text: &str, json: bool, out: &mut Lines) -> Result<()> {
    let (statement, id) = (whole.with_rejected(), whole.id());
    let voice = Voice { id: &id, said: whole.said() };
    let mut table = Table::new(&[Column::fixed("TARGET"), Column::fixed("STATUS"), Column::cut("VALUE", 20)]);
    for property in Property::ALL.iter().copied().filter(|property| *property != Property::Edit) {
        let single = !is_list(property);
        let places = if single { 1 } else { count(statement, property) };
        for at in 0..places {
            let opinion = voice.of(property, (!single).then_some(at));
            let value = value(text, statement, property, at);
            if json {
                out.json(&Line { opinion, value, cells: cells(property) })?;
            } else {
                table.push([opinion.target(), opinion.status(), &one_line(value.as_deref().unwrap_or("—"))]);
            }
        }
    }
    for line in table.lines(crate::output::width(), true, 0) {
        out.line(&line)?;
    }
    if !json {
        let rows: Vec<String> = [Property::Issuer, Property::Signatory, Property::Claim, Property::Relation]
            .iter()
            .map(|property| format!("{}/N/ {}", property.name(), cells(*property).join(" ")))
            .collect();
        out.line(&format!("Cells: {}", rows.join("; ")))?;
        out.line(&format!("Edits: broadside show --edits {id}, then decide … {id}/edits/N"))?;
    }
    Ok(())
}
