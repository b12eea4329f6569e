//! `paragraph-page`: a paragraph that a page break cuts in two is joined, over blank lines, page numbers and running
//! heads; also where only blank lines are left of the break and the sentence plainly goes on.

use super::chars::begins_inside;
use super::paragraph::{goes_on, join};
use crate::repair::{Draft, Rule};

/// The rule `paragraph-page`.
pub struct ParagraphPage;

/// Bytes that both lines must have when nothing but blank lines tells of a page break.
const FULL: usize = 40;

impl Rule for ParagraphPage {
    fn name(&self) -> &'static str {
        "paragraph-page"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let mut left: Option<usize> = None;
        for right in 0..draft.lines.len() {
            if draft.is_idle(right) {
                continue;
            }
            if let Some(left) = left.filter(|&left| {
                left + 1 < right || draft.line_end(left) == "\x0c" || draft.lines[left].page != draft.lines[right].page
            }) && let Some(confidence) = crosses(draft, left, right)
            {
                join(draft, self.name(), left, right, confidence);
            }
            left = Some(right);
        }
    }
}

/// Whether a page break lies between two text lines and their paragraph goes on behind it.
fn crosses(draft: &Draft<'_>, left: usize, right: usize) -> Option<u8> {
    let between = left..right;
    let turned = draft.lines[left].page != draft.lines[right].page
        || between.clone().any(|index| draft.line_end(index) == "\x0c")
        || between
            .clone()
            .skip(1)
            .any(|index| matches!(draft.lines[index].furniture, Some("page-number" | "running-head" | "stamp")));
    if turned {
        return goes_on(draft, left, right);
    }
    let furniture = between.clone().any(|index| draft.lines[index].furniture.is_some());
    let (before, after) = (draft.line(left).trim(), draft.line(right).trim());
    let plain = draft.lines[left].block.is_none() && draft.lines[right].block.is_none() && !furniture;
    let full = before.len() >= FULL && after.len() >= FULL && begins_inside(after);
    // A clause that ends in a comma and a paragraph that begins with a small letter are the manner of resolutions.
    let letter = before.ends_with(char::is_alphabetic);
    let full = full && left > 0 && draft.line(left - 1).trim().len() * 10 >= before.len() * 7;
    (plain && full && letter).then(|| goes_on(draft, left, right)).flatten().map(|confidence| confidence.min(80))
}

#[cfg(test)]
mod tests {
    use super::ParagraphPage;
    use crate::repair::rules::page_break::PageBreak;
    use crate::repair::rules::page_number::PageNumber;
    use crate::repair::testing::{repaired, text};

    #[test]
    fn a_sentence_goes_on_over_the_page() {
        assert_eq!(
            repaired(&ParagraphPage, "We ask for peace \n\n\x0cand for bread.\n"),
            "We ask for peace and for bread.\n"
        );
        assert_eq!(repaired(&ParagraphPage, "Просим мира\x0cи хлеба."), "Просим мира и хлеба.");
    }

    #[test]
    fn page_numbers_in_between_do_not_part_it() {
        let raw = "The delegates of the union of weavers met and\nagreed upon this paper, and the\n- 2 -\n\nmembers signed it.\n";
        let repaired = text(&[&PageNumber, &ParagraphPage, &PageBreak], raw).text;
        assert_eq!(
            repaired,
            "The delegates of the union of weavers met and\nagreed upon this paper, and the members signed it.\n"
        );
    }

    #[test]
    fn ended_sentences_and_headings_stay_apart() {
        for raw in [
            "We ask for peace.\x0cand bread",
            "PREAMBLE\x0cWe ask",
            "First\n\nsecond\n\nthird",
            "the demands are:\n\nbread for all of those who work in the mills",
        ] {
            assert_eq!(repaired(&ParagraphPage, raw), raw);
        }
    }
}
