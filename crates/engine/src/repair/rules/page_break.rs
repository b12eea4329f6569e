//! `page-break`: a form feed becomes the end of a paragraph, where no sentence runs over it.
//!
//! Runs after the rules that join over pages: where they joined, the form feed is gone already.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `page-break`.
pub struct PageBreak;

impl Rule for PageBreak {
    fn name(&self) -> &'static str {
        "page-break"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if !draft.has(b'\x0c') {
            return;
        }
        for index in 0..draft.lines.len() {
            if draft.line_end(index) == "\x0c" {
                let line = draft.lines[index];
                let end = if draft.is_idle(index) { "\n" } else { "\n\n" };
                draft.replace(self.name(), Span { start: line.raw.end, end: line.next }, end, 90);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PageBreak;
    use crate::repair::testing::repaired;

    #[test]
    fn a_form_feed_ends_the_paragraph() {
        assert_eq!(repaired(&PageBreak, "One.\x0cTwo."), "One.\n\nTwo.");
        assert_eq!(repaired(&PageBreak, "One.\n\n\x0cTwo."), "One.\n\n\nTwo.");
    }
}
