//! A line per passage of a cluster: passim's `out.json`.
//!
//! The clusters are the families of passages: tied by verified links, with most of their words in common.

use super::super::collection::Collection;
use super::uid::uid;
use super::{Record, places, record};
use crate::output;
use broadside_model::{Family, Link, Passage, Side, Span};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Write};

/// Writes the passages of all families, the largest family first; in a family by date, where there are dates, and id.
pub fn write(links: &[Link], families: &[Family], collection: &Collection, out: &mut dyn Write) -> io::Result<()> {
    let mut order: Vec<(usize, usize)> =
        families.iter().enumerate().map(|(number, family)| (number, texts(family))).collect();
    order.sort_by_key(|(number, size)| (Reverse(*size), *number));
    let points =
        collection.points(families.iter().flat_map(|family| family.members.iter().flat_map(ends)).collect())?;
    for (number, size) in order {
        let Some(family) = families.get(number) else { continue };
        let mut lines = Vec::with_capacity(family.members.len());
        for (member, sources) in family.members.iter().zip(sources(links, family)) {
            let begin = u64::from(points.at(member.text, member.span.start));
            let end = u64::from(points.at(member.text, member.span.end));
            let mut line = passage(collection, member, (begin, end))?;
            line.insert("cluster".into(), number.into());
            line.insert("size".into(), size.into());
            let source = |passage: &Passage| {
                let [begin, end] = ends(passage).map(|(text, byte)| points.at(text, byte));
                json!({ "uid": uid(collection.id(passage.text)), "begin": begin, "end": end })
            };
            line.insert("src".into(), sources.iter().map(source).collect());
            lines.push(line);
        }
        boilerplate(&mut lines);
        let date =
            |line: &Record| line.get("date").map(|date| date.as_str().map_or_else(|| date.to_string(), str::to_owned));
        lines.sort_by_cached_key(date);
        for line in lines {
            out.write_all(&output::json_line(&line)?)?;
        }
    }
    Ok(())
}

fn ends(member: &Passage) -> [(u32, u32); 2] {
    [(member.text, member.span.start), (member.text, member.span.end)]
}

/// How many texts the passages of a family are of.
fn texts(family: &Family) -> usize {
    family.members.chunk_by(|a, b| a.text == b.text).count()
}

/// The line of the input, with the passage in place of the text.
fn passage(collection: &Collection, member: &Passage, (begin, end): (u64, u64)) -> io::Result<Record> {
    let mut line = record(collection, member.text)?;
    let field = collection.text_field();
    let text = line.get(field).and_then(Value::as_str).and_then(|text| text.get(member.span.range()));
    let text = text.unwrap_or_default().to_owned();
    places::cut(&mut line, begin, end);
    line.insert(field.to_owned(), text.into());
    line.insert("uid".into(), uid(collection.id(member.text)).into());
    line.insert("begin".into(), begin.into());
    line.insert("end".into(), end.into());
    Ok(line)
}

/// For each passage of a family, those of texts before its own, in the order of their ids, that it is linked with.
fn sources(links: &[Link], family: &Family) -> Vec<Vec<Passage>> {
    let mut all = vec![Vec::new(); family.members.len()];
    let place = |end: Passage| {
        let first = family.members.partition_point(|member| member.text < end.text);
        let own = family.members.iter().enumerate().skip(first).take_while(|(_, member)| member.text == end.text);
        own.max_by_key(|(_, member)| covered(member.span, end.span)).map(|(place, _)| place)
    };
    for link in family.links.iter().filter_map(|link| links.get(*link as usize)) {
        let ends = place(link.passage(Side::A)).zip(place(link.passage(Side::B)));
        let Some((source, of)) = ends else { continue };
        if let Some((of, source)) = all.get_mut(of).zip(family.members.get(source)) {
            of.push(*source);
        }
    }
    for sources in &mut all {
        sources.sort_unstable();
        sources.dedup();
    }
    all
}

/// Bytes that two ranges have in common.
fn covered(a: Span, b: Span) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Says which passages repeat one of the same group, where texts have a `gid`, and the share of those.
fn boilerplate(lines: &mut [Record]) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut repeated = 0_u32;
    for line in lines.iter_mut() {
        let group = line.get("gid").filter(|gid| !gid.is_null()).map(Value::to_string);
        let is_repeated = group.is_some_and(|gid| !seen.insert(gid));
        repeated += u32::from(is_repeated);
        line.insert("boiler".into(), is_repeated.into());
    }
    let share = f64::from(repeated) / lines.len().saturating_sub(1).max(1) as f64;
    lines.iter_mut().for_each(|line| drop(line.insert("pboiler".into(), share.into())));
}
