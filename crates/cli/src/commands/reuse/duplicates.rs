//! `broadside reuse --jsonl … --near-duplicates`: which texts are the same text again.

use super::collection::{params, written_to};
use crate::args::Collection as Args;
use crate::output;
use crate::progress::Stages;
use crate::reuse::collection::Collection;
use crate::reuse::links::thousandths;
use anyhow::Result;
use broadside_engine::reuse::duplicates::near_duplicates;
use broadside_engine::run::scratch::ScratchFolder;
use serde::Serialize;

/// Two texts that are one.
#[derive(Serialize)]
struct Line<'a> {
    a: &'a str,
    b: &'a str,
    share: f64,
}

/// Finds the pairs, writes a line for each, and gives how many there are.
pub fn written(args: &Args, collection: &Collection, scratch: &ScratchFolder, watch: &Stages) -> Result<usize> {
    let mut found = near_duplicates(collection, args.share, &params(args), scratch, watch)?;
    found.retain(|pair| collection.may_compare(pair.a, pair.b));
    watch.clear();
    written_to(args, &mut |out| {
        for pair in &found {
            let line = Line { a: collection.id(pair.a), b: collection.id(pair.b), share: thousandths(pair.share) };
            out.write_all(&output::json_line(&line)?)?;
        }
        Ok(())
    })?;
    Ok(found.len())
}
