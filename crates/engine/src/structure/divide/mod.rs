//! Where one statement of a file ends and the next begins: mail threads, periodicals and digests, compilations.
//!
//! Takes the lines of a text, gives the first lines of its statements. One statement taken for several misleads more than
//! several taken for one, so a border needs two signs, and the same kind of border at least twice in a file or a
//! separator that says so.

mod compilation;
mod mail;
mod wire;

use super::View;

/// The first line of every statement; always begins with line 0.
pub(super) fn starts(view: &View<'_>) -> Vec<usize> {
    for rule in [mail::starts, wire::starts, compilation::starts] {
        let mut found = rule(view);
        found.retain(|&at| at > 0 && at < view.lines.len());
        if !found.is_empty() {
            found.insert(0, 0);
            found.dedup();
            return found;
        }
    }
    vec![0]
}
