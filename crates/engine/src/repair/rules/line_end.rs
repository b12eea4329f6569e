//! `line-end`: CRLF and CR line ends become LF.
//!
//! `"Madrid,\r\n3 May"` → `"Madrid,\n3 May"`.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `line-end`.
pub struct LineEnd;

impl Rule for LineEnd {
    fn name(&self) -> &'static str {
        "line-end"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if !draft.has(b'\r') {
            return;
        }
        for index in 0..draft.lines.len() {
            if draft.lines[index].furniture.is_none() && draft.line_end(index).starts_with('\r') {
                let line = draft.lines[index];
                draft.replace(self.name(), Span { start: line.raw.end, end: line.next }, "\n", 100);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LineEnd;
    use crate::repair::testing::repaired;

    #[test]
    fn line_ends_of_all_systems_become_line_feeds() {
        assert_eq!(repaired(&LineEnd, "a\r\nb\rc\nd"), "a\nb\nc\nd");
        assert_eq!(repaired(&LineEnd, "\r\r\n"), "\n\n");
    }
}
