//! Links as JSON lines: {a, ab, ae, b, bb, be}, offsets in code points.

use super::collection::Collection;
use crate::output;
use broadside_engine::reuse::links::{Located, Ranges};
use broadside_model::{Link, Span};
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

/// Links as ranges.
pub fn ranges(links: &[Link], collection: &Collection) -> io::Result<Vec<Ranges>> {
    let of = |link: &Link| {
        [(link.a, link.a_span.start), (link.a, link.a_span.end), (link.b, link.b_span.start), (link.b, link.b_span.end)]
    };
    let points = collection.points(links.iter().flat_map(of).collect())?;
    let located = |text: u32, bytes: Span| {
        let chars = Span { start: points.at(text, bytes.start), end: points.at(text, bytes.end) };
        Located { bytes, chars }
    };
    let range = |link: &Link| Ranges {
        a: link.a,
        b: link.b,
        in_a: located(link.a, link.a_span),
        in_b: located(link.b, link.b_span),
        equal: link.equal,
        columns: link.columns,
    };
    Ok(links.iter().map(range).collect())
}

/// Writes a line per link, in the order of the links; `name` gives the ids of texts.
pub fn write<'n>(links: &[Ranges], name: &dyn Fn(u32) -> &'n str, out: &mut dyn Write) -> io::Result<()> {
    for link in links {
        let line = Line {
            a: name(link.a),
            ab: link.in_a.chars.start,
            ae: link.in_a.chars.end,
            b: name(link.b),
            bb: link.in_b.chars.start,
            be: link.in_b.chars.end,
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
