//! `broadside reuse`: which passages stand in more than one text.

mod collection;
mod kept;

use crate::args::Reuse;
use anyhow::Result;

/// Runs the command.
pub fn run(args: &Reuse) -> Result<bool> {
    collection::run(&args.jsonl, &args.collection)
}
