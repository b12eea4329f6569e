//! Links as JSON lines: {a, ab, ae, b, bb, be}, offsets in code points.

use super::collection::Collection;
use crate::output;
use broadside_engine::reuse::links::Ranges;
use serde::Serialize;
use std::io::{self, Write};

/// Two passages that are alike.
#[derive(Serialize)]
struct Line<'a> {
    a: &'a str,
    ab: u32,
    ae: u32,
    b: &'a str,
    bb: u32,
    be: u32,
    score: i32,
}

/// Writes a line per link, in the order of the links.
pub fn write(ranges: &[Ranges], collection: &Collection, out: &mut dyn Write) -> io::Result<()> {
    for range in ranges {
        let (in_a, in_b) = (range.in_a.chars, range.in_b.chars);
        let line = Line {
            a: collection.id(range.a),
            ab: in_a.start,
            ae: in_a.end,
            b: collection.id(range.b),
            bb: in_b.start,
            be: in_b.end,
            score: range.score,
        };
        out.write_all(&output::json_line(&line)?)?;
    }
    Ok(())
}
