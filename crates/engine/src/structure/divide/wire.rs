//! Periodicals and digests: items that begin with a dateline before their first words.

use crate::structure::dateline::{self, Dateline};
use crate::structure::lines::{Case, Line, ends_sentence};
use crate::structure::{View, paragraphs};

/// Lines of headings that may stand over an item.
const MOST_HEADINGS: usize = 6;
/// So many items with a day and no year make a newspaper.
const FEWEST_NEWS: usize = 4;

/// The first lines of the items; none where there are not at least two.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut news = 0;
    for (at, line) in view.lines.iter().enumerate() {
        if line.small || line.width < 8 || view.times_from(line, reach(view, line)).is_empty() {
            continue;
        }
        let words = line.of(view.text);
        if !words.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '(' | '[')) {
            continue;
        }
        if is_news(view, line) {
            news += 1;
            found.push((at, true));
        } else if line.gap || begins(view, at) {
            let end = view.lines[paragraphs::end(view, at, view.lines.len()) - 1].span.end as usize;
            let dateline = dateline::run_in(view, line.span.start as usize, end);
            if dateline.is_some_and(|dateline| is_wire(view, &dateline)) {
                found.push((at, false));
            }
        }
    }
    // A place and a day without a year, where only one or two paragraphs begin so, may be anything.
    found.retain(|item| !item.1 || news >= FEWEST_NEWS);
    // A source in parentheses over a dateline is the dateline's.
    found.dedup_by(|next, before| next.0 == before.0 + 1);
    if found.len() < 2 {
        return Vec::new();
    }
    found.into_iter().map(|item| first_heading(view, item.0)).collect()
}

/// Where the beginning of a line and of the next ends, in which its dateline stands.
fn reach(view: &View<'_>, line: &Line) -> u32 {
    let end = (line.span.start as usize + 160).min(view.text.len());
    u32::try_from(end).unwrap_or(u32::MAX)
}

/// Whether a line begins as a newspaper's telegrams do: "Lima, Jan. 5.—The", a place and a day without a year.
fn is_news(view: &View<'_>, line: &Line) -> bool {
    let Some(time) =
        view.times_from(line, line.span.end).first().filter(|time| time.span.start - line.span.start <= 36)
    else {
        return false;
    };
    let place = view.text[line.span.start as usize..time.span.start as usize].trim_end();
    let day = &view.text[time.span.range()];
    let behind =
        view.text[time.span.end as usize..line.span.end as usize].trim_start_matches(['.', ',', ' ', '—', '–', '-']);
    let named = place.strip_suffix(',').is_some_and(|place| {
        let words = place.split_whitespace();
        words.clone().count() <= 4
            && words.clone().next().is_some()
            && words.into_iter().all(|word| word.starts_with(char::is_uppercase))
    });
    let parted = view.text[time.span.end as usize..].starts_with(['.', '—', '–', '-', ' ']);
    let yearless = !day.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    named
        && parted
        && yearless
        && day.bytes().any(|byte| byte.is_ascii_digit())
        && behind.starts_with(char::is_uppercase)
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
