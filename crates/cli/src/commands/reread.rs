//! `broadside reread` and `broadside reindex`: bring an archive up to the present program and settings.

use super::{OWN_PROGRAM, WrongUsage, limits, names, print_json, print_line, threads, wait_for_turn};
use crate::args::{Reindex, Reread};
use crate::output::{self, counted};
use crate::progress::Watch;
use anyhow::Result;
use broadside_engine::repair;
use broadside_engine::run::{AddParams, indexing, reread};
use broadside_engine::store::{Layout, Lock};
use std::path::PathBuf;

/// Runs `reread`.
pub fn run(args: &Reread) -> Result<bool> {
    wait_for_turn(&args.archive.archive);
    set_rules(args)?;
    let watch = Watch::new(args.archive.json, false);
    let params = AddParams {
        archive: args.archive.archive.clone(),
        paths: Vec::new(),
        threads: threads(),
        program: PathBuf::from(OWN_PROGRAM),
        limits: limits(&args.limits),
        names: names(&args.names),
        below: None,
    };
    let done = reread::reread(&params, args.all, &watch)?;
    let (bad, _) = watch.closing();
    for line in bad {
        output::complain(&line);
    }
    if let Some(of_model) = &done.of_model {
        output::complain(of_model);
    }
    if !args.archive.json {
        let sources = counted(done.sources, "source");
        let members =
            if done.taken_in == 0 { String::new() } else { format!(", {} taken in", counted(done.taken_in, "member")) };
        print_line(&format!("{sources}: {} read again, {} repaired again{members}.", done.read, done.repaired))?;
    }
    if done.stopped {
        output::complain("Stopped before the end. Run the same command again to go on.");
    }
    Ok(done.bad == 0 && !done.stopped)
}

/// Writes the rules that were turned off and on into the archive's settings.
fn set_rules(args: &Reread) -> Result<()> {
    if args.without.is_empty() && args.with.is_empty() {
        return Ok(());
    }
    let (layout, mut settings) = Layout::open(&args.archive.archive)?;
    let names: Vec<&str> = repair::rules::ALL.iter().map(|rule| rule.name()).collect();
    for rule in args.without.iter().chain(&args.with) {
        if !names.contains(&rule.as_str()) {
            let text = format!("{rule}: there is no such repair rule. There are: {}", names.join(", "));
            return Err(WrongUsage(text).into());
        }
    }
    let _lock = Lock::take(&layout)?;
    settings.repair_off.retain(|rule| !args.with.contains(rule));
    settings.repair_off.extend(args.without.iter().cloned());
    settings.repair_off.sort();
    settings.repair_off.dedup();
    layout.write_settings(&settings)?;
    Ok(())
}

/// Runs `reindex`.
pub fn reindex(args: &Reindex) -> Result<bool> {
    wait_for_turn(&args.archive.archive);
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let sources = indexing::reindex(&layout, threads(), |_, _| {})?;
    if args.archive.json {
        print_json(&serde_json::json!({ "sources": sources }))?;
    } else {
        print_line(&format!("{} in the index.", counted(sources, "source")))?;
    }
    Ok(true)
}
