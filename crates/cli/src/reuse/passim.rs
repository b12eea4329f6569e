//! The forms of passim 2, so that whoever reads them can go on reading them: [`clusters`] is its `out.json`, [`pairwise`]
//! its `align.json`.
//!
//! Fields of the input are handed on. Those that passim gives a meaning keep it: `date` orders the passages of a cluster,
//! `locs` and `pages` shrink to what the passage covers, `gid` tells boilerplate.

mod aligned;
pub mod clusters;
pub mod pairwise;
mod places;
mod uid;

use super::collection::Collection;
use serde_json::{Map, Value};
use std::io;

/// A line of the input as it was.
type Record = Map<String, Value>;

fn record(collection: &Collection, number: u32) -> io::Result<Record> {
    Ok(serde_json::from_slice(&collection.line(number)?)?)
}

/// A number in a record, as an offset.
fn offset(value: Option<&Value>) -> Option<u64> {
    value.and_then(Value::as_u64)
}
