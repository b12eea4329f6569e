//! The names by which `decide` calls what can be decided on: STATEMENT/PROPERTY[/N[/CELL]].

use super::WrongUsage;
use crate::json::word::Voice;
use crate::output::Lines;
use crate::output::table::{Column, Table, one_line};
use crate::statements::Whole;
use anyhow::Result;
use broadside_engine::decisions::{cells, count, is_list, value};
use broadside_model::Property;
use serde::Serialize;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

/// What was typed, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The statement.
    pub statement: OsString,
    /// The property.
    pub property: Property,
    /// Which of a list, from 1.
    pub number: Option<usize>,
    /// The cell of a row.
    pub cell: Option<String>,
}

/// Takes a target apart. The statement may be a path, so it is read from its end.
pub fn parse(typed: &OsStr) -> Result<Typed> {
    let pieces: Vec<&[u8]> = typed.as_bytes().split(|byte| *byte == b'/').collect();
    let word = |at: usize| std::str::from_utf8(pieces.get(at).copied().unwrap_or_default()).unwrap_or_default();
    let number = |at: usize| {
        let digits = word(at);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<usize>().ok().filter(|_| is_number)
    };
    let count = pieces.len();
    // The longest form first: `kind` is a property, and a cell too.
    for behind in [2, 1, 0] {
        let Some(at) = count.checked_sub(behind + 1).filter(|at| *at > 0) else { continue };
        let Some(property) = Property::from_name(word(at)) else { continue };
        let which = if behind > 0 { number(at + 1) } else { None };
        if behind > 0 && which.is_none() {
            continue;
        }
        return Ok(Typed {
            statement: OsString::from_vec(pieces[..at].join(&b'/')),
            property,
            number: which,
            cell: (behind == 2).then(|| word(at + 2).to_owned()),
        });
    }
    let names: Vec<&str> = Property::ALL.iter().map(|property| property.name()).collect();
    let text = format!(
        "{}: what is decided on is named STATEMENT/PROPERTY[/N[/CELL]], as in 1a2b3c4d/signatories/3/role. Properties: {}",
        typed.display(),
        names.join(", ")
    );
    Err(WrongUsage(text).into())
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Option<(String, &'static str, Option<usize>, Option<String>)> {
        let typed = parse(OsStr::new(typed)).ok()?;
        Some((typed.statement.to_string_lossy().into_owned(), typed.property.name(), typed.number, typed.cell))
    }

    #[test]
    fn targets_are_read_from_their_end() {
        let own = str::to_owned;
        assert_eq!(parsed("1a2b/kind"), Some((own("1a2b"), "kind", None, None)));
        assert_eq!(parsed("1a2b-2/issuers/1"), Some((own("1a2b-2"), "issuers", Some(1), None)));
        assert_eq!(
            parsed("a/b.txt/signatories/3/kind"),
            Some((own("a/b.txt"), "signatories", Some(3), Some(own("kind"))))
        );
        assert_eq!(parsed("a/edits/12/kind"), Some((own("a"), "edits", Some(12), Some(own("kind")))));
        assert_eq!(parsed("/papers/kind/title"), Some((own("/papers/kind"), "title", None, None)));
        assert_eq!(parsed("kind"), None);
        assert_eq!(parsed("1a2b"), None);
        assert_eq!(parsed("1a2b/colour"), None);
        assert_eq!(parsed("1a2b/signatories/x/role"), None);
    }
}
