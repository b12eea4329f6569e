//! Digests of broadcasts and agencies: items that begin with a dateline before their first words.
//!
//! The telegrams on a page of a newspaper ("Lima, Jan. 5.—The") are news, not statements: a dateline without a year
//! counts only where it names its source and begins a paragraph.

use crate::structure::dateline::{self, Dateline};
use crate::structure::lines::{Case, Line, ends_sentence};
use crate::structure::{View, paragraphs};

/// Lines of headings that may stand over an item.
const MOST_HEADINGS: usize = 6;

/// The first lines of the items; none where there are not at least two.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, line) in view.lines.iter().enumerate() {
        if line.small || line.width < 8 || view.times_from(line, reach(view, line)).is_empty() {
            continue;
        }
        let words = line.of(view.text);
        let begun = words.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '(' | '['));
        if !begun || !(line.gap || begins(view, at)) {
            continue;
        }
        let end = view.lines[paragraphs::end(view, at, view.lines.len()) - 1].span.end as usize;
        let dateline = dateline::run_in(view, line.span.start as usize, end);
        if dateline.is_some_and(|dateline| is_wire(view, line, &dateline)) {
            found.push(at);
        }
    }
    // A source in parentheses over a dateline is the dateline's.
    found.dedup_by(|next, before| *next == *before + 1);
    if found.len() < 2 {
        return Vec::new();
    }
    found.into_iter().map(|at| first_heading(view, at)).collect()
}

/// Where the beginning of a line and of the next ends, in which its dateline stands.
fn reach(view: &View<'_>, line: &Line) -> u32 {
    let end = (line.span.start as usize + 160).min(view.text.len());
    u32::try_from(end).unwrap_or(u32::MAX)
}

/// Whether a line without a gap before it may begin an item: what stands before it has ended, or is a headline.
fn begins(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| view.lines[before]) else { return true };
    before.case == Case::Upper && !view.all_upper || ends_sentence(before.of(view.text)) || before.width < 24
}

/// Whether a dateline is that of a news item: it names its agency, or its place is in capitals as nothing else is.
fn is_wire(view: &View<'_>, line: &Line, dateline: &Dateline) -> bool {
    let capitals = dateline.place.is_some_and(|place| {
        let words = &view.text[place.range()];
        !view.all_upper && words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
    });
    let dated = dateline.date.is_some() || !view.times_in(dateline.span).is_empty();
    let year = dateline.date.is_some() || line.gap && dateline.source.is_some();
    dated && year && (dateline.source.is_some() || capitals)
}

/// The first of the headings that stand over line `at`.
fn first_heading(view: &View<'_>, at: usize) -> usize {
    let mut first = at;
    while first > 0 && at - first < MOST_HEADINGS {
        let line = view.lines[first - 1];
        let upper = line.case == Case::Upper && !view.all_upper;
        let heading = line.is_heading() || upper && line.width <= 120;
        if !heading {
            break;
        }
        first -= 1;
    }
    first
}
