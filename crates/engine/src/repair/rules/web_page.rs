//! `web-page`: blocks that the reader of the format called furniture of the page or site become furniture.

use crate::repair::{Draft, Rule};
use broadside_model::{BlockKind, Span};

/// The rule `web-page`.
pub struct WebPage;

impl Rule for WebPage {
    fn name(&self) -> &'static str {
        "web-page"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        for block in &draft.reading.blocks {
            if (block.furniture.is_some() || block.kind == BlockKind::PageFurniture) && !block.raw.is_empty() {
                drop_block(self.name(), draft, block.raw);
            }
        }
    }
}

/// Whole lines are dropped as lines, the rest as ranges, so that a cell leaves its neighbours in the line alone.
fn drop_block(rule: &'static str, draft: &mut Draft<'_>, block: Span) {
    let mut index = draft.line_at(block.start as usize);
    while let Some(line) = draft.lines.get(index).copied().filter(|line| line.raw.start < block.end) {
        let part = Span { start: line.raw.start.max(block.start), end: line.raw.end.min(block.end) };
        let outside = |start: u32, end: u32| start < end && !draft.slice(Span { start, end }).trim().is_empty();
        if part.start < part.end && (outside(line.raw.start, part.start) || outside(part.end, line.raw.end)) {
            draft.drop_range(rule, part);
        } else {
            draft.drop_line(rule, index);
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::WebPage;
    use crate::repair::{Draft, Rule, testing::reading};
    use broadside_model::{Block, BlockKind, Role, Span};

    fn block(start: usize, end: usize, furniture: Option<&str>) -> Block {
        let (raw, kind) = (Span::new(start, end), BlockKind::Paragraph);
        Block { raw, kind, level: 0, page: 1, column: 0, furniture: furniture.map(str::to_owned) }
    }

    #[test]
    fn furniture_blocks_go_and_neighbours_in_the_line_stay() {
        let mut reading = reading("Home\nNews\n\nWe met.\n\nleft\tShare");
        reading.blocks = vec![
            block(0, 9, Some("navigation")),
            block(11, 18, None),
            block(20, 24, None),
            block(25, 30, Some("share bar")),
        ];
        let mut draft = Draft::new(&reading);
        WebPage.apply(&mut draft);
        let text = draft.finish();
        assert_eq!(text.text, "\nWe met.\n\nleft\t");
        assert_eq!(text.undo_all(), reading.raw);
        assert_eq!(text.parts.iter().filter(|part| part.role == Role::Furniture).count(), 2);
    }
}
