//! Where lists of signatories stand in a text.
//!
//! An announcement ("Signed by:") with rows below; blocks that sign for bodies; names at the end below the body; names of
//! organisations under the title of a joint statement. What is found is read once, and kept only when its rows look like
//! names: a table of contents or a list of demands does not.

use broadside_model::{Part, PartyKind, Span};

use super::announce::{Announcements, ceil};
use super::announced::announced;
use super::body;
use super::closing::{closing, is_afterword, is_signature_line};
use super::gather;
use super::joint::top;
use super::labels;
use super::line::{Line, Marker, Marks, first_lines, lines};
use super::rows;
use super::shape;

/// Bytes at either end of a text in which rows are looked for without an announcement.
const EDGE: usize = 4000;

/// Most lines below the signatures that say something else.
pub(super) const AFTERWORDS: usize = 6;

/// Lines at the head of a text under whose title those may stand who speak together.
pub(super) const TOP: usize = 14;

/// Lines at the end of a text that can be signatures, with what stands below and above them.
const LAST: usize = 40;

/// Lines at the end of a text that can name those who get copies.
pub(super) const COPIED: usize = 16;

/// Finds the lists in a part of a text, in order of their place, not overlapping.
pub(super) fn locate(text: &str, within: Span, parts: &[Part]) -> Vec<Span> {
    let Some(region) = text.get(within.range()) else { return Vec::new() };
    let marks = Marks::new(within, parts);
    let mut found: Vec<Span> = Vec::new();
    // What may be read in all behind announcements that lead to nothing: a text full of them costs no more.
    let mut budget = region.len() * 2 + (1 << 18);
    for start in Announcements::new(text, within, &marks) {
        if found.last().is_some_and(|last| start < last.end as usize) {
            continue;
        }
        found.extend(announced(text, Span::new(start, within.end as usize), &marks, &mut budget));
        if budget == 0 {
            break;
        }
    }
    let edge = |from: usize, to: usize| {
        Span::new(within.start as usize + ceil(region, from), within.start as usize + ceil(region, to))
    };
    let head = edge(0, region.len().min(EDGE));
    let tail = edge(region.len().saturating_sub(EDGE), region.len());
    add(&mut found, top(text, first_of(text, head), &marks));
    if may_sign_for_bodies(&text[tail.range()]) || labels::may_be(&text[tail.range()]) {
        let tail = lines(text, tail, &marks);
        add(&mut found, bodies(text, &tail));
        add(&mut found, closing(text, &tail));
    } else {
        if may_close(text, tail, &marks) {
            add(&mut found, closing(text, &lines(text, last_lines(text, tail, LAST), &marks)));
        }
    }
    found.sort_by_key(|span| span.start);
    found
}

fn add(found: &mut Vec<Span>, more: Option<Span>) {
    if let Some(span) = more.filter(|span| found.iter().all(|other| !other.overlaps(*span))) {
        found.push(span);
    }
}

/// The first lines of a part of a text, blank ones among them, in which [`top`] looks.
fn first_of(text: &str, within: Span) -> Span {
    let region = text[within.range()].as_bytes();
    let mut at = 0;
    for _ in 0..TOP * 3 {
        let Some(length) = memchr::memchr(b'\n', &region[at..]) else { return within };
        at += length + 1;
    }
    Span::new(within.start as usize, within.start as usize + at)
}

/// The last so many lines of a part of a text that say something.
fn last_lines(text: &str, within: Span, count: usize) -> Span {
    let region = &text[within.range()];
    let (mut end, mut left) = (region.len(), count);
    while left > 0
        && let Some(start) = memchr::memrchr3(b'\n', b'\r', 0xc, &region.as_bytes()[..end])
    {
        let line = region[start + 1..end].trim();
        left -= usize::from(!line.is_empty() && !super::line::is_noise(line));
        end = start;
    }
    // From the end of the line before, so that the first knows what blank lines stand above it.
    let from = if left == 0 { end } else { 0 };
    Span::new(within.start as usize + from, within.end as usize)
}

/// Whether the last lines of a text may be signatures, by the very last of them.
fn may_close(text: &str, tail: Span, marks: &Marks<'_>) -> bool {
    let copied = last_lines(text, tail, COPIED);
    if memchr::memchr(b':', text[copied.range()].as_bytes()).is_some() || text[copied.range()].contains("\ncc ") {
        return true;
    }
    let last = first_lines(text, last_lines(text, tail, AFTERWORDS + 2), marks, usize::MAX);
    let mut before =
        last.iter().rev().enumerate().skip_while(|(at, line)| *at < AFTERWORDS && is_afterword(&line.text));
    before.next().is_none_or(|(_, line)| is_signature_line(line))
}

/// Whether a line of a text may begin with "For the …:".
fn may_sign_for_bodies(text: &str) -> bool {
    text.split(['\n', '\r', '\u{c}', '\u{2028}'])
        .any(|line| body::begins(line.trim_start_matches(|each: char| each.is_whitespace() || "#>*_".contains(each))))
}

/// Blocks that sign for bodies: "For the Union of Weavers: / Jane Poe / Secretary".
fn bodies(text: &str, lines: &[Line]) -> Option<Span> {
    let signs = |at: usize| {
        lines
            .get(at)
            .filter(|line| line.marker == Marker::None)
            .and_then(|line| body::signs_for(&line.text, lines.get(at + 1).map(|next| next.text.as_str())))
    };
    let first =
        (0..lines.len()).find(|at| signs(*at).is_some() && lines.get(*at).is_some_and(|line| line.text.len() < 200))?;
    let gathered = gather::gather(&lines[first..], false);
    let placed = rows::place(text, &gathered);
    let persons =
        placed.iter().filter(|one| one.row.kind == Some(PartyKind::Person) && shape::is_person(&one.row.name)).count();
    if placed.is_empty() || persons * 10 < placed.len() * 8 || first + gathered.end + 6 < lines.len() {
        return None;
    }
    let last = lines.get(first + gathered.end.checked_sub(1)?)?;
    Some(Span { start: lines[first].span.start, end: last.span.end })
}
