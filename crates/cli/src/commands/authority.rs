//! `broadside authority`: takes authority files in, lists them, forgets them.

use super::{open, print_json, print_line, wait_for_turn};
use crate::args::{Authority, AuthorityCommand, Import, ListAuthorities, RemoveAuthority};
use crate::output::{counted, inert, name};
use anyhow::{Context as _, Result, bail};
use broadside_engine::authority::{Report, Told};
use broadside_engine::run::authority::{Imported, import, remove};
use broadside_model::Authority as Known;
use serde_json::{Value, json};
use std::fs::File;
use std::os::unix::ffi::OsStrExt as _;

/// Ids of a kind of change that are shown to people; JSON has all.
const SHOWN: usize = 5;
/// Faults that are shown to people; JSON has the first hundred.
const FAULTS: usize = 10;

/// Runs the command.
pub fn run(args: &Authority) -> Result<bool> {
    match &args.command {
        AuthorityCommand::Import(args) => take_in(args),
        AuthorityCommand::List(args) => list(args),
        AuthorityCommand::Remove(args) => forget(args),
    }
}

fn take_in(args: &Import) -> Result<bool> {
    let is_input = args.file.as_os_str() == "-";
    let file = if is_input {
        "standard input".to_owned()
    } else {
        args.file.file_name().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).filter(|_| !is_input);
    let Some(called) =
        args.name.clone().or(stem).map(|called| called.trim().to_owned()).filter(|called| !called.is_empty())
    else {
        return Err(super::WrongUsage("say what to call the authority: --name NAME".to_owned()).into());
    };
    if called.chars().any(char::is_control) {
        return Err(super::WrongUsage("the name of an authority is one line of text".to_owned()).into());
    }
    let told = Told { format: args.format, columns: args.column.clone() };
    let archive = &args.archive.archive;
    wait_for_turn(archive);
    let done = if is_input {
        import(archive, &called, &file, std::io::stdin().lock(), &told)?
    } else {
        let shown = name(args.file.as_os_str().as_bytes());
        let source = File::open(&args.file).with_context(|| shown.clone())?;
        if source.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            bail!("{shown}: this is a folder. Name a file");
        }
        import(archive, &called, &file, source, &told)?
    };
    if args.archive.json {
        print_json(&report_json(&done))?
    } else {
        say(&done)?
    }
    Ok(done.report.refused == 0)
}

fn list(args: &ListAuthorities) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let all = catalogue.authorities()?;
    for authority in &all {
        if args.archive.json {
            print_json(&authority_json(authority))?;
        } else {
            let entities = counted(authority.entities, "entity");
            print_line(&inert(&format!(
                "{}  {entities}, {} of {} ({}), taken in {}",
                authority.name,
                authority.format,
                authority.file,
                authority.version.get(..12).unwrap_or_default(),
                authority.imported
            )))?;
        }
    }
    if all.is_empty() && !args.archive.json {
        print_line("No authority file was taken in. `broadside authority import FILE` takes one in.")?;
    }
    Ok(true)
}

fn forget(args: &RemoveAuthority) -> Result<bool> {
    wait_for_turn(&args.archive.archive);
    if !remove(&args.archive.archive, &args.name)? {
        bail!("{}: no authority has this name. `broadside authority list` shows those there are", inert(&args.name));
    }
    if args.archive.json {
        print_json(&json!({ "removed": args.name }))?;
    } else {
        print_line(&inert(&format!("{}: forgotten.", args.name)))?;
    }
    Ok(true)
}

fn authority_json(authority: &Known) -> Value {
    json!({
        "name": authority.name,
        "version": authority.version,
        "format": authority.format,
        "file": authority.file,
        "imported": authority.imported,
        "entities": authority.entities,
    })
}

fn report_json(done: &Imported) -> Value {
    let Report { rows, joined, passed, refused, faults, columns, notes, .. } = &done.report;
    let passed: Vec<Value> = passed.iter().map(|(reason, count)| json!({"reason": reason, "rows": count})).collect();
    let faults: Vec<Value> = faults.iter().map(|fault| json!({"line": fault.line, "message": fault.message})).collect();
    let columns: Vec<Value> = columns.iter().map(|(heading, what)| json!({"heading": heading, "what": what})).collect();
    let mut object = authority_json(&done.authority);
    let more = json!({
        "rows": rows,
        "joined": joined,
        "passed": passed,
        "refused": refused,
        "faults": faults,
        "columns": columns,
        "notes": notes,
        "added": done.change.added,
        "changed": done.change.changed,
        "removed": done.change.removed,
    });
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

fn say(done: &Imported) -> Result<()> {
    let (authority, report, change) = (&done.authority, &done.report, &done.change);
    let line = |text: String| print_line(&inert(&text));
    let entities = counted(authority.entities, "entity");
    line(format!("{}: {entities} of {}, read as {}", authority.name, authority.file, authority.format))?;
    let understood =
        report.columns.iter().filter_map(|(heading, what)| Some(format!("{heading} = {}", what.as_ref()?)));
    let understood: Vec<String> = understood.collect();
    if !understood.is_empty() {
        line(format!("  Columns: {}", understood.join(", ")))?;
    }
    let not: Vec<&str> =
        report.columns.iter().filter(|(_, what)| what.is_none()).map(|(heading, _)| heading.as_str()).collect();
    if !not.is_empty() {
        line(format!("  Not understood: {}", not.join(", ")))?;
    }
    for note in &report.notes {
        line(format!("  {note}"))?;
    }
    for (reason, count) in &report.passed {
        line(format!("  Passed over: {} ({reason})", counted(*count, "row")))?;
    }
    if report.refused > 0 {
        line(format!("  Refused: {}", counted(report.refused, "row")))?;
        for fault in report.faults.iter().take(FAULTS) {
            line(format!("    line {}: {}", fault.line, fault.message))?;
        }
    }
    if change.is_none() {
        return line("  Nothing changed.".to_owned());
    }
    for (what, ids) in [("New", &change.added), ("Changed", &change.changed), ("Gone", &change.removed)] {
        // Of a first file everything is new: that goes without saying.
        if !ids.is_empty() && change.is_newer {
            let shown = ids.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if ids.len() > SHOWN { ", …" } else { "" };
            line(format!("  {what}: {} ({shown}{more})", ids.len()))?;
        }
    }
    Ok(())
}
