//! `broadside remove`: takes files out of the archive, and remembers that.

use super::decide::{author, params};
use super::{WrongUsage, find_statement, open, print_json, print_line, wait_for_turn};
use crate::args::Remove;
use crate::json::{names, statement_id};
use crate::output::{self, Lines, counted};
use anyhow::Result;
use broadside_engine::run::remove::remove;
use broadside_model::{Decision, SourceId};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Remove) -> Result<bool> {
    if args.log {
        return log(args);
    }
    let Some(reason) = args.by.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) else {
        return Err(WrongUsage("say why: --reason TEXT. It is remembered with what was taken out".to_owned()).into());
    };
    let author = author(&args.by)?;
    let mut sources = Vec::new();
    {
        let (_, catalogue) = open(&args.by.archive.archive)?;
        for name in &args.sources {
            let (summary, number) = find_statement(&catalogue, name)?;
            if number.is_some_and(|number| number > 1) {
                let text = format!("{}: only whole files can be taken out; name the file", name.display());
                return Err(WrongUsage(text).into());
            }
            sources.push(summary);
        }
    }
    let mut ids: Vec<_> = sources.iter().map(|summary| summary.id).collect();
    ids.sort_unstable();
    ids.dedup();
    wait_for_turn(&args.by.archive.archive);
    let taken = remove(&params(&args.by.archive.archive), &ids, &author, reason)?;
    let stay = quoting(&args.by.archive.archive, &ids)?;
    if args.by.archive.json {
        for summary in &sources {
            print_json(&serde_json::json!({ "removed": summary.id.hex(), "paths": names(&summary.paths) }))?;
        }
    } else {
        print_line(&format!("{} taken out. `broadside remove --log` tells of it.", counted(taken.sources, "file")))?;
        if stay > 0 {
            let (stays, words) = if stay == 1 { ("stays", "quotes") } else { ("stay", "quote") };
            let decisions = counted(stay, "decision");
            print_line(&format!("{decisions} about it {stays} and {words} words of it: `broadside decisions`."))?;
        }
    }
    if let Some(why) = &taken.left {
        output::complain(&format!(
            "Taken out, but something of what was said there is left in the archive's files: {why}. The next \
             `broadside add`, `reread` or `remove` clears it away: do not take it out again"
        ));
    }
    Ok(taken.sources == ids.len() as u64 && taken.left.is_none())
}

/// How many decisions quote words of sources.
fn quoting(archive: &std::path::Path, ids: &[SourceId]) -> Result<u64> {
    let (_, catalogue) = open(archive)?;
    let quotes = |decision: &&Decision| decision.quotes().iter().any(|source| ids.binary_search(source).is_ok());
    Ok(catalogue.decisions()?.iter().filter(quotes).count() as u64)
}

#[derive(Serialize)]
struct Line<'a> {
    source: String,
    paths: Vec<String>,
    bytes: u64,
    at: &'a str,
    author: &'a str,
    reason: &'a str,
}

fn log(args: &Remove) -> Result<bool> {
    let (_, catalogue) = open(&args.by.archive.archive)?;
    let mut out = Lines::new();
    for removed in catalogue.removed()? {
        let (paths, removal) = (names(&removed.paths), &removed.removal);
        if args.by.archive.json {
            let (at, author, reason) = (&*removal.at, &*removal.author, &*removal.reason);
            out.json(&Line { source: removed.id.hex(), paths, bytes: removed.bytes, at, author, reason })?;
        } else {
            let (author, reason) = (output::inert(&removal.author), output::inert(&removal.reason));
            let paths = output::inert(&paths.join(", "));
            out.line(&format!("{}  {}  {author}: {reason}  [{paths}]", statement_id(removed.id), removal.at))?;
        }
    }
    out.finish()?;
    Ok(true)
}
