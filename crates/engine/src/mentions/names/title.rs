//! Parts a person's name from the titles, ranks and offices before it.

use broadside_model::Span;

use crate::knowledge::titles;

use super::View;
use super::token::{PARAGRAPH, SHORT};

/// How many words of title are looked for before a name.
const LONGEST: usize = 6;

/// The name without titles, and the titles. `None` when nothing but a title is left.
pub fn part(view: &View<'_>, span: Span) -> Option<(Span, Option<Span>)> {
    let range = view.of(span);
    let is_title = |index: usize| view.marks.get(index).is_some_and(|mark| u32::from(mark.title) & titles::BEFORE != 0);
    let mut first = range.start;
    while first + 1 < range.end && is_title(first) && !is_name(view, first) {
        first += 1;
    }
    let name = *view.tokens.list.get(first)?;
    let last = view.tokens.list.get(range.end.checked_sub(1)?)?;
    let mut start = range.start;
    while start > 0
        && range.start - start < LONGEST
        && !view.tokens.list.get(start)?.has(PARAGRAPH)
        && is_title(start - 1)
    {
        start -= 1;
    }
    let kept = Span { start: name.start, end: end(view, last.end, last.has(SHORT) && range.len() > 1, span) };
    if start == first {
        return Some((kept, None));
    }
    let (from, to) = (view.tokens.list.get(start)?, view.tokens.list.get(first - 1)?);
    let dot = u32::from(to.has(SHORT));
    Some((kept, Some(Span { start: from.start, end: to.end + dot })))
}

/// A name keeps the full stop of an initial that it ends with ("Malcolm X." does not, "Smith Jr." does).
fn end(view: &View<'_>, end: u32, short: bool, span: Span) -> u32 {
    let dot = short && view.text.as_bytes().get(end as usize) == Some(&b'.');
    if dot { end + 1 } else { span.end.max(end) }
}

/// "Baron", "Cook": a word that is a title and a name stays with the name when an initial follows it.
fn is_name(view: &View<'_>, index: usize) -> bool {
    let single = view.tokens.list.get(index).is_some_and(|token| token.length == 1 && !token.has(SHORT));
    single
        || view.marks.get(index).is_some_and(|mark| mark.name & 1 != 0 && mark.title & 24 == 0 && mark.title & 3 == 0)
}
