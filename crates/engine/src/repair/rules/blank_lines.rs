//! `blank-lines`: blank lines that furniture left behind.
//!
//! Where running heads or the menus of a web page went, the blank lines around them stay: dozens at the head of a saved
//! page. Of a run of blank lines and furniture one blank line is kept between two texts, and none before the first.
//! Blank lines without furniture among them are the author's, and stay.

use crate::repair::{Draft, Rule};
use broadside_model::Span;

/// The rule `blank-lines`.
pub struct BlankLines;

impl Rule for BlankLines {
    fn name(&self) -> &'static str {
        "blank-lines"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if draft.lines.iter().all(|line| line.furniture.is_none()) {
            return;
        }
        let mut first = 0;
        while first < draft.lines.len() {
            if !draft.is_idle(first) {
                first += 1;
                continue;
            }
            let end = (first..draft.lines.len()).find(|&index| !draft.is_idle(index)).unwrap_or(draft.lines.len());
            if (first..end).any(|index| draft.lines[index].furniture.is_some()) {
                thin(self.name(), draft, first, end);
            }
            first = end;
        }
    }
}

/// Takes out the blank lines of a run but the first one behind a text.
fn thin(rule: &'static str, draft: &mut Draft<'_>, first: usize, end: usize) {
    let mut kept = first == 0;
    for index in first..end {
        let line = draft.lines[index];
        if line.furniture.is_some() || draft.line_end(index) == "\x0c" {
            continue;
        }
        if kept {
            draft.replace(rule, Span { start: line.raw.start, end: line.next }, "", 95);
        }
        kept = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_number::PageNumber;
    use super::BlankLines;
    use crate::repair::testing::text;

    #[test]
    fn one_blank_line_stays_where_furniture_went() {
        let raw = "\n\n- 1 -\n\nThe dockers met on Friday.\n\n\n- 2 -\n\n\nThey meet again on Monday.\n";
        let repaired = text(&[&PageNumber, &BlankLines], raw);
        assert_eq!(repaired.text, "The dockers met on Friday.\n\nThey meet again on Monday.\n");
    }

    #[test]
    fn blank_lines_of_the_author_stay() {
        let raw = "\n\nA verse.\n\n\n\nAnother verse.\n";
        assert_eq!(text(&[&PageNumber, &BlankLines], raw).text, raw);
    }
}
