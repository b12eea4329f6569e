//! Periodicals and digests: items that begin with a dateline before their first words.

use crate::structure::dateline::{self, Dateline};
use crate::structure::lines::{Case, ends_sentence};
use crate::structure::{View, paragraphs};

/// Lines of headings that may stand over an item.
const MOST_HEADINGS: usize = 6;

/// The first lines of the items; none where there are not at least two.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, line) in view.lines.iter().enumerate() {
        if line.small || !(line.gap || begins(view, at)) {
            continue;
        }
        let end = view.lines[paragraphs::end(view, at, view.lines.len()) - 1].span.end as usize;
        if dateline::run_in(view, line.span.start as usize, end).is_some_and(|dateline| is_wire(view, &dateline)) {
            found.push(first_heading(view, at));
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// Whether a line without a gap before it may begin an item: what stands before it has ended, or is a headline.
fn begins(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| view.lines[before]) else { return true };
    before.case == Case::Upper && !view.all_upper || ends_sentence(before.of(view.text)) || before.width < 24
}

/// Whether a dateline is that of a news item: it names its agency, or its place is in capitals as nothing else is.
fn is_wire(view: &View<'_>, dateline: &Dateline) -> bool {
    let capitals = dateline.place.is_some_and(|place| {
        let words = &view.text[place.range()];
        !view.all_upper && words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
    });
    let dated = dateline.date.is_some() || !view.times_in(dateline.span).is_empty();
    dated && (dateline.source.is_some() || capitals)
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
