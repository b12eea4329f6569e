//! `broadside list`: a line per statement.

use super::{open, print_json, print_line};
use crate::args::List;
use crate::json::{self, statement_id};
use crate::output;
use anyhow::Result;
use broadside_model::Outcome;

/// Runs the command.
pub fn run(args: &List) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let summaries = catalogue.summaries()?;
    let statements = summaries.iter().filter(|summary| summary.characters > 0 && summary.outcome != Outcome::Unpacked);
    for summary in statements {
        if args.archive.json {
            print_json(&json::Statement::new(summary))?;
            continue;
        }
        let title = summary.title.as_deref().unwrap_or(&summary.opening);
        let language = summary.language.as_deref().unwrap_or("?");
        let path = summary.paths.first().map(|path| output::name(path)).unwrap_or_default();
        let more = match summary.paths.len() {
            0 | 1 => String::new(),
            paths => format!(" (and {})", output::counted(paths as u64 - 1, "more name")),
        };
        print_line(&format!("{}  {language:3}  {}  [{path}{more}]", statement_id(summary.id), output::inert(title)))?;
    }
    Ok(true)
}
