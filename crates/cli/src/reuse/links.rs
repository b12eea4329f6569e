//! Links as JSON lines: {a, ab, ae, b, bb, be}, offsets in code points.

use super::collection::Collection;
use crate::output;
use broadside_model::Link;
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
    equal: u32,
    likeness: f64,
}

/// Writes a line per link, in the order of the links.
pub fn write(links: &[Link], collection: &Collection, out: &mut dyn Write) -> io::Result<()> {
    let of = |link: &Link| {
        [(link.a, link.a_span.start), (link.a, link.a_span.end), (link.b, link.b_span.start), (link.b, link.b_span.end)]
    };
    let points = collection.points(links.iter().flat_map(of).collect())?;
    for link in links {
        let line = Line {
            a: collection.id(link.a),
            ab: points.at(link.a, link.a_span.start),
            ae: points.at(link.a, link.a_span.end),
            b: collection.id(link.b),
            bb: points.at(link.b, link.b_span.start),
            be: points.at(link.b, link.b_span.end),
            equal: link.equal,
            likeness: thousandths(link.likeness()),
        };
        out.write_all(&output::json_line(&line)?)?;
    }
    Ok(())
}

/// A share to three digits.
pub fn thousandths(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
