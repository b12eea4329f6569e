//! The commands, one file each. Each gives `true` when everything asked for was read or found.

mod add;
mod list;
mod report;
mod reread;
mod search;
mod shell;
mod show;
mod verify;

use crate::args::{Args, Command};
use anyhow::{Result, bail};
use broadside_engine::store::{Catalogue, Layout, Summary};
use std::path::Path;

/// Runs what was typed.
pub fn run(args: &Args) -> Result<bool> {
    match &args.command {
        Command::Add(args) => add::run(args),
        Command::Report(args) => report::run(args),
        Command::List(args) => list::run(args),
        Command::Show(args) => show::run(args),
        Command::Search(args) => search::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Reindex(args) => reread::reindex(args),
        Command::Reread(args) => reread::run(args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
    }
}

/// The running binary itself, even when a newer one was put in its place meanwhile.
const OWN_PROGRAM: &str = "/proc/self/exe";

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn open(archive: &Path) -> Result<(Layout, Catalogue)> {
    let (layout, _) = Layout::open(archive)?;
    let catalogue = Catalogue::open(&layout)?;
    Ok((layout, catalogue))
}

/// The source that a person calls `name`: by its identity, the beginning of it, or a path.
fn find(catalogue: &Catalogue, name: &str) -> Result<Summary> {
    let by_id = if name.len() >= 4 { catalogue.find(name)? } else { Vec::new() };
    let id = match by_id.as_slice() {
        [id] => *id,
        [] => match catalogue.find_path(name.as_bytes())?.first() {
            Some(id) => *id,
            None => bail!("{name}: no source has this identity or path. `broadside list` shows what there is"),
        },
        _ => bail!("{name}: several sources begin so; give more digits"),
    };
    match catalogue.summary(id)? {
        Some(summary) => Ok(summary),
        None => bail!("{name}: the source is gone. Run `broadside verify`"),
    }
}

/// Prints one JSON value on a line of its own.
fn print_json(value: &impl serde::Serialize) -> Result<()> {
    use std::io::Write as _;
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    std::io::stdout().lock().write_all(&line)?;
    Ok(())
}

/// Prints a line for people.
fn print_line(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}
