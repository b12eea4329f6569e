//! What the tests of structure share: a text read as a plain text file is, by paragraphs.

use super::{Input, View};
use broadside_model::{Anatomy, Format, Mention, Part, Role, Span, Text};

/// A text with the paragraphs that stand between its blank lines.
pub(super) fn plain_text(text: &str) -> Text {
    let mut parts = Vec::new();
    let mut open: Option<Span> = None;
    for line in text.split_inclusive('\n') {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        if line.trim().is_empty() {
            parts.extend(open.take());
        } else {
            let end = start + line.trim_end().len();
            open = Some(Span::new(open.map_or(start, |open| open.start as usize), end));
        }
    }
    parts.extend(open);
    let parts =
        parts.into_iter().map(|span| Part { role: Role::Body, text: span, raw: span, language: None }).collect();
    Text { text: text.to_owned(), parts, language: Some("eng".to_owned()), ..Text::default() }
}

/// Looks at a plain text in which no time was found.
pub(super) fn with_view<R>(text: &str, look: impl FnOnce(&View<'_>) -> R) -> R {
    let text = plain_text(text);
    look(&View::new(&Input { text: &text, metadata: &[], format: Format::Text, times: &[] }))
}

/// Reads a plain text with these times in it.
pub(super) fn read(text: &str, times: &[Mention]) -> Anatomy {
    let text = plain_text(text);
    super::read(&Input { text: &text, metadata: &[], format: Format::Text, times })
}
