//! `broadside add`: reads files and folders into the archive.

use super::{OWN_PROGRAM, limits, names, print_line, threads, wait_for_turn};
use crate::args::Add;
use crate::output;
use crate::output::table::{paragraph, shown_width};
use crate::progress::Watch;
use anyhow::Result;
use broadside_engine::run::{AddParams, add};
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &Add) -> Result<bool> {
    wait_for_turn(&args.archive.archive);
    let watch = Watch::new(args.archive.json, args.quiet);
    let params = AddParams {
        archive: args.archive.archive.clone(),
        paths: args.paths.clone(),
        threads: args.threads.map_or_else(threads, usize::from),
        program: PathBuf::from(OWN_PROGRAM),
        limits: limits(&args.limits),
        names: names(&args.names),
        below: None,
    };
    let added = add(&params, &watch);
    let (bad, line) = watch.closing();
    for line in bad {
        output::complain(&line);
    }
    let added = added?;
    if let Some(of_model) = &added.of_model {
        output::complain(of_model);
    }
    if !args.archive.json && !args.quiet {
        paragraph(&line, 0, output::width()).iter().try_for_each(|line| print_line(line))?;
        if added.stopped {
            print_line("Stopped before the end. Run the same command again to go on.")?;
        }
        if args.archive.archive.exists() {
            print_next(&args.archive.archive)?;
        }
    }
    Ok(added.bad == 0 && !added.stopped)
}

/// Prints where the archive is, and what to do with it.
fn print_next(archive: &Path) -> Result<()> {
    let archive = output::inert(&archive.display().to_string());
    let flag = if archive == "archive.broadside" { String::new() } else { format!(" --archive {archive}") };
    let next = format!("Archive: {archive}. Next: ");
    let commands =
        [format!("broadside list{flag}"), format!("broadside search WORD{flag}"), format!("broadside report{flag}")];
    let line = format!("{next}{}", commands.join("; "));
    if output::width().is_none_or(|width| shown_width(&line) <= width) {
        print_line(&line)?;
    } else {
        print_line(next.trim_end())?;
        commands.iter().try_for_each(|command| print_line(&format!("    {command}")))?;
    }
    Ok(())
}
