//! The parts of a repaired text before its anatomy is known: layout blocks, paragraphs of plain text, furniture.
//!
//! Takes a reading, its repaired text and the furniture, gives [`Part`]s in order of their place.

use super::draft::trimmed;
use broadside_model::{BlockKind, Part, Reading, Role, Span, Text};

/// Share of the text, in bytes, that must stand in long lines for lines to be paragraphs: one half.
const UNWRAPPED_SHARE: usize = 2;
/// A line longer than this, in bytes, was not wrapped for a page or screen.
const LONG_LINE: usize = 200;

/// The parts of `text`: one for each layout block that has text left, or each paragraph where the format tells no
/// blocks, and one for each stretch of furniture.
pub fn of(reading: &Reading, text: &Text, furniture: &[(Span, &'static str)]) -> Vec<Part> {
    let mut parts = if reading.blocks.is_empty() { paragraphs(text) } else { blocks(reading, text) };
    let body = parts.len();
    for &(raw, _) in furniture {
        let at = text.from_raw(raw.start);
        match parts[body..].last_mut().filter(|last| last.raw.end == raw.start) {
            Some(last) => last.raw.end = raw.end,
            None => parts.push(Part { role: Role::Furniture, text: Span { start: at, end: at }, raw, language: None }),
        }
    }
    parts.sort_by_key(|part| (part.raw.start, part.raw.end));
    parts
}

fn blocks(reading: &Reading, text: &Text) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(reading.blocks.len());
    for block in &reading.blocks {
        let role = match block.kind {
            BlockKind::Heading => Role::Heading,
            BlockKind::ListItem => Role::Item,
            BlockKind::Quote => Role::Quotation,
            BlockKind::Cell => Role::Cell,
            BlockKind::Note => Role::Note,
            BlockKind::Paragraph | BlockKind::Caption | BlockKind::Verbatim | BlockKind::PageFurniture => Role::Body,
        };
        let span = Span { start: text.from_raw(block.raw.start), end: text.from_raw(block.raw.end) };
        if span.is_empty() {
            continue;
        }
        // A paragraph that was joined to the one before it is one paragraph.
        let joined = |last: &&mut Part| {
            role == Role::Body
                && last.role == Role::Body
                && last.text.end <= span.start
                && !text.text[last.text.end as usize..span.start as usize].contains('\n')
        };
        match parts.last_mut().filter(joined) {
            Some(last) => {
                last.text.end = span.end;
                last.raw.end = block.raw.end;
            }
            None => parts.push(Part { role, text: span, raw: block.raw, language: None }),
        }
    }
    parts
}

fn paragraphs(text: &Text) -> Vec<Part> {
    let bytes = text.text.as_bytes();
    let by_line = is_unwrapped(bytes);
    let mut parts = Vec::new();
    let mut open: Option<Span> = None;
    let mut close = |open: &mut Option<Span>| {
        if let Some(span) = open.take() {
            parts.push(Part { role: Role::Body, text: span, raw: text.raw_span(span), language: None });
        }
    };
    let mut start = 0;
    while start < bytes.len() {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |found| start + found);
        let line = &text.text[start..end];
        let words = trimmed(line);
        if words.is_empty() || by_line {
            close(&mut open);
        }
        if !words.is_empty() {
            let first = words.as_ptr() as usize - bytes.as_ptr() as usize;
            let span = Span::new(first, first + words.len());
            open = Some(Span { start: open.map_or(span.start, |open| open.start), end: span.end });
        }
        start = end + 1;
    }
    close(&mut open);
    parts
}

/// Whether the lines of a text are its paragraphs: more than half of it stands in lines too long for a page.
fn is_unwrapped(bytes: &[u8]) -> bool {
    let (mut long, mut start) = (0, 0);
    for end in memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        if end - start > LONG_LINE {
            long += end - start;
        }
        start = end + 1;
    }
    long * UNWRAPPED_SHARE > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        let text = Text { text: raw.to_owned(), ..Text::default() };
        paragraphs(&text).iter().map(|part| text.text[part.text.range()].to_owned()).collect()
    }

    #[test]
    fn paragraphs_stand_between_blank_lines() {
        assert_eq!(texts("One\ntwo.\n \n\n Three\n"), ["One\ntwo.", "Three"]);
        assert!(texts(" \n\n").is_empty());
    }

    #[test]
    fn lines_too_long_for_a_page_are_paragraphs() {
        let long = "word ".repeat(60);
        let long = long.trim();
        assert_eq!(texts(&format!("{long}\n{long}\nShort.\n")), [long, long, "Short."]);
    }
}
