//! `broadside reuse`: which passages stand in more than one text.

mod collection;
mod duplicates;
mod kept;
mod overview;
mod passage;
mod statement;

use crate::args::Reuse;
use crate::commands::threads;
use crate::output;
use crate::progress::Stages;
use anyhow::Result;
use broadside_engine::reuse::params::Params;
use broadside_engine::run::reuse::{self, Shared};
use broadside_engine::run::scratch::ScratchFolder;
use broadside_engine::store::Layout;
use std::path::Path;

/// Runs the command.
pub fn run(args: &Reuse) -> Result<bool> {
    if !args.jsonl.is_empty() {
        return collection::run(&args.jsonl, &args.collection);
    }
    if let Some(words) = &args.passage {
        return passage::run(args, words);
    }
    match &args.id {
        Some(id) => statement::run(args, id),
        None => overview::run(args),
    }
}

/// The numbers that an archive is searched with.
fn params() -> Params {
    Params { threads: threads(), ..Params::default() }
}

/// Opens an archive of which is known what its statements share, and says what a person should know of that.
pub fn open(archive: &Path) -> Result<Shared> {
    let (layout, _) = Layout::open(archive)?;
    let watch = Stages::new();
    let shared = reuse::open(&layout, &params(), &ScratchFolder::new(None), &watch);
    watch.clear();
    let shared = shared?;
    if let Some(note) = &shared.note {
        output::complain(&output::inert(note));
    }
    Ok(shared)
}

/// Most rows that people are shown unless they ask for more.
const FEW: usize = 20;

/// How many rows to show: as many as were asked for, or all for programs and few for people.
fn limit(args: &Reuse) -> usize {
    match args.limit {
        Some(0) => usize::MAX,
        Some(limit) => limit,
        None if args.archive.json => usize::MAX,
        None => FEW,
    }
}
