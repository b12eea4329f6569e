//! Where one statement of a file ends and the next begins: mail threads, digests, letters and acts one after another,
//! compilations.
//!
//! Takes the lines of a text, gives the first lines of its statements. One statement taken for several misleads more than
//! several taken for one, so a border needs two signs, and the same kind of border at least twice in a file or a
//! separator that says so.

mod compilation;
mod letters;
mod mail;
mod numbered;
mod wire;

use super::{View, paragraphs};

/// What stands over the first of several statements and has no more lines than this may be a masthead.
const MOST_IN_MASTHEAD: usize = 15;

/// The first line of every statement: line 0, but for a masthead over several statements, which is none.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    let mut found = mail::starts(view);
    if is_divided(&found) {
        return with_first(found);
    }
    for rule in [wire::starts, numbered::starts, compilation::starts, letters::starts] {
        found = rule(view);
        if is_divided(&found) {
            return if is_masthead(view, found.first().copied().unwrap_or(0)) { found } else { with_first(found) };
        }
    }
    vec![0]
}

fn is_divided(found: &[usize]) -> bool {
    found.last().is_some_and(|last| *last > 0)
}

fn with_first(mut found: Vec<usize>) -> Vec<usize> {
    found.insert(0, 0);
    found.dedup();
    found
}

/// Whether the lines before line `end` are the head of what carries the statements: few, and no prose.
fn is_masthead(view: &View<'_>, end: usize) -> bool {
    let prose = |at: usize| view.lines[at].gap && paragraphs::is_prose(view, at..paragraphs::end(view, at, end));
    (1..=MOST_IN_MASTHEAD).contains(&end) && !(0..end).any(prose)
}
