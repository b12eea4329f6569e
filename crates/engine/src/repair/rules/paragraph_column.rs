//! `paragraph-column`: a paragraph that breaks off at the foot of a column and goes on at the head of the next is
//! joined.

use super::paragraph::{goes_on, join};
use crate::repair::{Draft, Rule};

/// The rule `paragraph-column`.
pub struct ParagraphColumn;

impl Rule for ParagraphColumn {
    fn name(&self) -> &'static str {
        "paragraph-column"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        if draft.reading.blocks.iter().all(|block| block.column == 0) {
            return;
        }
        let mut left: Option<usize> = None;
        for right in 0..draft.lines.len() {
            if draft.is_idle(right) {
                continue;
            }
            let turns = |left: usize| match (draft.block(left), draft.block(right)) {
                (Some(above), Some(below)) => above.page == below.page && above.column != below.column,
                _ => false,
            };
            if let Some(left) = left.filter(|&left| turns(left))
                && let Some(confidence) = goes_on(draft, left, right)
            {
                join(draft, self.name(), left, right, confidence);
            }
            left = Some(right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ParagraphColumn;
    use crate::repair::{Draft, Rule, testing::reading};
    use broadside_model::{Block, BlockKind, Span};

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let mut reading = reading("The union asks\n\nfor bread.\n\nIt ends.");
        let spans = [(0, 14, 0), (16, 26, 1), (28, 36, 1)];
        reading.blocks = spans
            .map(|(start, end, column)| {
                let (kind, raw) = (BlockKind::Paragraph, Span::new(start, end));
                Block { raw, kind, level: 0, page: 1, column, furniture: None }
            })
            .to_vec();
        let mut draft = Draft::new(&reading);
        ParagraphColumn.apply(&mut draft);
        let text = draft.finish();
        assert_eq!(text.text, "The union asks for bread.\n\nIt ends.");
        assert_eq!(text.parts.len(), 2);
    }
}
