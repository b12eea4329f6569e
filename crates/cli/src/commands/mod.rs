//! The commands, one file each. Each gives `true` when everything asked for was read or found.

mod add;
mod authority;
mod card;
mod claims;
mod collate;
mod decide;
mod decisions;
mod entities;
mod entity;
mod eval;
mod list;
mod network;
mod readings;
mod remove;
mod report;
mod reread;
mod reuse;
mod rows;
mod search;
mod serve;
mod shell;
mod show;
mod signatories;
mod targets;
mod timeline;
mod turn;
mod verify;
mod wording;

use crate::args::{Args, Command, Names, WorkerLimits};
use crate::output;
use anyhow::{Result, bail};
use broadside_engine::decisions::Decided;
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::names::Choice;
use broadside_engine::run::resolving;
use broadside_engine::sandbox::Limits;
use broadside_engine::store::{Catalogue, Layout, Summary};
use broadside_room::deciding::finding;
use std::ffi::OsStr;
use std::ops::RangeInclusive;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use turn::wait_for_turn;

/// Runs what was typed.
pub fn run(args: &Args) -> Result<bool> {
    match &args.command {
        Command::Add(args) => add::run(args),
        Command::Report(args) => report::run(args),
        Command::List(args) => list::run(args),
        Command::Show(args) => show::run(args),
        Command::Signatories(args) => signatories::run(args),
        Command::Claims(args) => claims::run(args),
        Command::Timeline(args) => timeline::run(args),
        Command::Entities(args) => entities::run(args),
        Command::Entity(args) => entity::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Network(args) => network::run(args),
        Command::Reuse(args) => reuse::run(args),
        Command::Collate(args) => collate::run(args),
        Command::Search(args) => search::run(args),
        Command::Decide(args) => decide::run(args),
        Command::Decisions(args) => decisions::run(args),
        Command::Remove(args) => remove::run(args),
        Command::Authority(args) => authority::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Reindex(args) => reread::reindex(args),
        Command::Reread(args) => reread::run(args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
        Command::Openapi => shell::openapi(),
    }
}

/// The running binary itself, even when a newer one was put in its place meanwhile.
const OWN_PROGRAM: &str = "/proc/self/exe";

fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// The limits that were typed.
fn limits(typed: &WorkerLimits) -> Limits {
    Limits { memory: typed.worker_memory << 20, seconds: typed.worker_seconds, ..Limits::default() }
}

/// What was typed to label names with.
fn names(typed: &Names) -> Choice {
    match &typed.names_model {
        None => Choice::Remembered,
        Some(none) if none.as_os_str() == "none" => Choice::BuiltIn,
        Some(folder) => Choice::Model(folder.clone()),
    }
}

fn open(archive: &Path) -> Result<(Layout, Catalogue)> {
    let (layout, _) = Layout::open(archive)?;
    let catalogue = Catalogue::open(&layout)?;
    Ok((layout, catalogue))
}

/// Opens an archive whose entities are up to date, and says what a person should know of them.
fn open_who(archive: &Path) -> Result<Catalogue> {
    let (layout, _) = Layout::open(archive)?;
    let who = resolving::open(&layout, threads())?;
    if let Some(note) = &who.note {
        output::complain(&output::inert(note));
    }
    Ok(who.catalogue)
}

/// What was typed means nothing: the program ends with exit code 2.
#[derive(Debug)]
pub struct WrongUsage(pub String);

impl std::fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// The source that a person calls `name`: by a path, its identity, the beginning of it, or the end of a path; with `-2`
/// behind, the second statement in it.
fn find(catalogue: &Catalogue, name: &OsStr) -> Result<Summary> {
    find_statement(catalogue, name).map(|(summary, _)| summary)
}

/// The same, with the number of the statement where one was named.
fn find_statement(catalogue: &Catalogue, name: &OsStr) -> Result<(Summary, Option<u32>)> {
    Ok(finding::find_statement(catalogue, name)?)
}

/// The statements of a source as people decided them: the one asked for, or all. Says what is wrong when there is no
/// such one.
fn statements_of(catalogue: &Catalogue, name: &OsStr) -> Result<(Summary, Option<Decided>, RangeInclusive<u32>)> {
    let (summary, number) = find_statement(catalogue, name)?;
    let anatomy = Decisions::open(catalogue)?.anatomy(summary.id)?;
    let count = anatomy.as_ref().map_or(1, |decided| decided.anatomy.statements.len().max(1)) as u32;
    match number {
        None => Ok((summary, anatomy, 1..=count)),
        Some(number) if number <= count => Ok((summary, anatomy, number..=number)),
        Some(_) => {
            let holds = output::counted(u64::from(count), "statement");
            bail!("{}: the source holds {holds}. `broadside list` shows them", output::name(name.as_bytes()))
        }
    }
}

/// Prints one JSON value on a line of its own.
fn print_json(value: &impl serde::Serialize) -> Result<()> {
    use std::io::Write as _;
    std::io::stdout().lock().write_all(&output::json_line(value)?)?;
    Ok(())
}

/// Prints a line for people.
fn print_line(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}
