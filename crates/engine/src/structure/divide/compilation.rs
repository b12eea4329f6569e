//! Compilations: statements one after another, each with a title and a dateline, salutation or signature of its own.

use crate::structure::lines::{Case, ends_sentence};
use crate::structure::words::{self, Cue};
use crate::structure::{View, dateline, head, paragraphs, salutation};
use std::ops::Range;

/// A title is no wider than this, in letters.
const WIDEST: usize = 160;
/// Lines behind a title in which its dateline or salutation must stand.
const NEAR_HEAD: usize = 6;
/// Lines at a statement's end in which its dateline or closing must stand.
const NEAR_FOOT: usize = 8;

/// The first lines of the statements; none where there are not at least two.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let titles: Vec<usize> = (0..view.lines.len()).filter(|&at| is_title(view, at)).collect();
    if titles.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<usize> = Vec::new();
    for (place, &at) in titles.iter().enumerate() {
        let end = titles.get(place + 1).copied().unwrap_or(view.lines.len());
        if is_whole(view, at..end) {
            found.push(at);
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// Whether a line by itself is the title of an act.
fn is_title(view: &View<'_>, at: usize) -> bool {
    let line = view.lines[at];
    let words = line.of(view.text);
    if !line.gap
        || words.starts_with(char::is_numeric) && head::numbered_title(view.text, line.span).is_none()
        || line.width > WIDEST
        || line.small
        || words.ends_with([',', ';', ':', '.'])
    {
        return false;
    }
    let told = line.is_heading() || line.case == Case::Upper && !view.all_upper || line.case == Case::Title;
    let next =
        view.lines.get(at + 1).is_some_and(|next| next.gap || next.case != line.case || line.case == Case::Upper);
    let numbered = || head::numbered_title(view.text, line.span).map(|title| &view.text[title.range()]);
    let act = || words::holds(words, Cue::Act) || numbered().is_some_and(|title| words::begins(title, Cue::Numbered));
    told && next && line.words <= 22 && act()
}

/// Whether the lines from a title to the next hold a statement: a dateline or salutation near the title, or a dateline or
/// closing near the end, and prose.
fn is_whole(view: &View<'_>, lines: Range<usize>) -> bool {
    let is_dated = |at: usize| dateline::of_line(view, &view.lines[at]).is_some_and(|dateline| dateline.date.is_some());
    let head = lines.start + 1..lines.end.min(lines.start + 1 + NEAR_HEAD);
    let foot = lines.end.saturating_sub(NEAR_FOOT).max(head.end)..lines.end;
    let greets = |at: usize| salutation::is_line(view, &view.lines[at]);
    let closes = |at: usize| {
        let line = view.lines[at];
        line.words <= 10 && words::begins(line.of(view.text), Cue::Closing) && !ends_sentence(line.of(view.text))
    };
    let marked = head.clone().any(|at| is_dated(at) || greets(at)) || foot.clone().any(|at| is_dated(at) || closes(at));
    marked
        && lines
            .clone()
            .any(|at| view.lines[at].gap && paragraphs::is_prose(view, at..paragraphs::end(view, at, lines.end)))
}
