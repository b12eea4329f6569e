//! Blocks in reading order → a [`Reading`].
//!
//! Readers of marked-up formats hand over one block of text after the other; this puts them into the raw text with the
//! separators all readers share (a tab between cells of a row, a line end between rows and list items, a blank line
//! between other blocks, a form feed between pages) and keeps every span right. It also holds the one bound on how much
//! text a file may give.

use broadside_model::{Block, BlockKind, Diagnostic, Format, Metadata, Method, Page, Reading, Severity, Span};

/// Text of one file beyond this many bytes is left out.
pub const MAX_TEXT: usize = 256 << 20;

/// What separates a block from the one before it on the same page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A tab: the next cell of the same row.
    Tab,
    /// A line end: the next row, the next item of a list.
    Line,
    /// A blank line.
    Blank,
}

/// A reading under construction.
#[derive(Debug)]
pub struct Composer {
    reading: Reading,
    page_start: usize,
    is_full: bool,
    /// What separates the empty cells just passed from the block before them, and how many followed.
    empty_cells: Option<(Gap, usize)>,
}

impl Composer {
    /// Starts the first page of a reading.
    pub fn new(format: Format) -> Self {
        let mut reading = Reading::empty(format);
        reading.method = Method::Markup;
        Composer { reading, page_start: 0, is_full: false, empty_cells: None }
    }

    /// Adds a block after `gap`; white space around `text` is left out, and a block without any other text is not added.
    pub fn block(&mut self, gap: Gap, kind: BlockKind, level: u8, text: &str) {
        self.furniture(gap, kind, level, text, None);
    }

    /// Adds a block that is page furniture for the reason given, or text when there is none.
    pub fn furniture(&mut self, gap: Gap, kind: BlockKind, level: u8, text: &str, reason: Option<&str>) {
        let text = text.trim_matches(|c: char| matches!(c, ' ' | '\t' | '\n' | '\r'));
        if text.is_empty() && kind == BlockKind::Cell {
            self.pass_empty_cell(gap);
        }
        if text.is_empty() || self.is_full {
            return;
        }
        if self.reading.raw.len() + text.len() > MAX_TEXT {
            self.is_full = true;
            self.diagnostic(warning(
                "the text is longer than 256 MiB; the rest was left out",
                "split the file and add its parts",
            ));
            return;
        }
        self.separate(gap);
        let start = self.reading.raw.len();
        self.reading.raw.push_str(text);
        let page = self.reading.pages.len() as u32 + 1;
        let raw = Span::new(start, self.reading.raw.len());
        let furniture = reason.map(str::to_owned);
        self.reading.blocks.push(Block { raw, kind, level, page, column: 0, furniture });
    }

    /// Keeps the place of an empty cell, so that the cells after it stay in their columns.
    fn pass_empty_cell(&mut self, gap: Gap) {
        self.empty_cells = match (gap, self.empty_cells) {
            (Gap::Tab, Some((first, tabs))) => Some((first, (tabs + 1).min(100))),
            _ => Some((gap, 0)),
        };
    }

    fn separate(&mut self, gap: Gap) {
        let empty = self.empty_cells.take().filter(|_| gap == Gap::Tab);
        let (first, tabs) = empty.map_or((gap, 0), |(first, tabs)| (first, tabs + 1));
        if !self.is_page_empty() {
            self.reading.raw.push_str(match first {
                Gap::Tab => "\t",
                Gap::Line => "\n",
                Gap::Blank => "\n\n",
            });
        }
        self.reading.raw.extend(std::iter::repeat_n('\t', tabs));
    }

    /// Adds a whole reading as a page of its own; its metadata is not taken.
    pub fn append_page(&mut self, part: Reading) {
        if !self.is_page_empty() {
            self.end_page();
        }
        self.append(part);
        self.end_page();
    }

    /// Adds the text, blocks and diagnostics of another reading to the page begun.
    pub fn append(&mut self, part: Reading) {
        if self.is_full || self.reading.raw.len() + part.raw.len() > MAX_TEXT {
            self.is_full = true;
            return;
        }
        if !self.is_page_empty() && !part.raw.is_empty() {
            self.reading.raw.push_str("\n\n");
        }
        let by = self.reading.raw.len();
        let page = self.reading.pages.len() as u32 + 1;
        let shift = |span: Span| Span::new(span.start as usize + by, span.end as usize + by);
        self.reading.raw.push_str(&part.raw);
        let blocks = part.blocks.into_iter().map(|block| Block { raw: shift(block.raw), page, ..block });
        self.reading.blocks.extend(blocks);
        let diagnostics = part.diagnostics.into_iter().map(|d| Diagnostic { raw: d.raw.map(shift), ..d });
        self.reading.diagnostics.extend(diagnostics);
    }

    /// Whether the page begun has no text yet.
    pub fn is_page_empty(&self) -> bool {
        self.reading.raw.len() == self.page_start
    }

    /// Whether there is no text at all yet.
    pub fn is_empty(&self) -> bool {
        self.reading.raw.is_empty()
    }

    /// Letters and digits so far.
    pub fn letters(&self) -> usize {
        self.reading.raw.chars().filter(|c| c.is_alphanumeric()).count()
    }

    /// Adds what the file says of itself, unless it is empty.
    pub fn metadata(&mut self, key: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() && self.reading.metadata.len() < 1000 {
            self.reading.metadata.push(Metadata { key: key.to_owned(), value: value.to_owned() });
        }
    }

    /// Adds a diagnostic.
    pub fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.reading.diagnostics.push(diagnostic);
    }

    /// Adds a file found inside.
    pub fn child(&mut self, name: Vec<u8>, bytes: Vec<u8>) {
        self.reading.children.push(broadside_model::Child { name, bytes });
    }

    /// Ends the page begun; what follows stands on a new one.
    pub fn end_page(&mut self) {
        let raw = Span::new(self.page_start, self.reading.raw.len());
        let method = if raw.is_empty() { Method::None } else { self.reading.method };
        let number = self.reading.pages.len() as u32 + 1;
        self.reading.pages.push(Page { number, raw, width: 0.0, height: 0.0, method, wants_ocr: false });
        self.reading.raw.push('\u{c}');
        self.page_start = self.reading.raw.len();
    }

    /// The reading. A page begun and left empty is not one, unless it is the only one.
    pub fn finish(mut self) -> Reading {
        if !self.is_page_empty() || self.reading.pages.is_empty() {
            self.end_page();
        }
        self.reading.raw.pop();
        if self.reading.raw.is_empty() {
            self.reading.method = Method::None;
        }
        self.reading
    }
}

/// Worth knowing; nothing is missing.
pub fn note(message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::new(Severity::Note, super::STAGE, message, hint)
}

/// Read with doubt or in part.
pub fn warning(message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::new(Severity::Warning, super::STAGE, message, hint)
}

/// Could not be read.
pub fn error(message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::new(Severity::Error, super::STAGE, message, hint)
}

/// A reading that holds nothing but the reason.
pub fn failed(format: Format, message: impl Into<String>, hint: &str) -> Reading {
    let mut reading = Reading::empty(format);
    reading.diagnostics.push(error(message, hint));
    reading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_cell_keeps_its_column() {
        let mut composer = Composer::new(Format::Docx);
        composer.block(Gap::Blank, BlockKind::Paragraph, 0, "x");
        for (gap, text) in
            [(Gap::Blank, "a"), (Gap::Tab, ""), (Gap::Tab, "c"), (Gap::Line, ""), (Gap::Tab, "e"), (Gap::Tab, "")]
        {
            composer.block(gap, BlockKind::Cell, 0, text);
        }
        composer.block(Gap::Blank, BlockKind::Paragraph, 0, "y");
        assert_eq!(composer.finish().raw, "x\n\na\t\tc\n\te\n\ny");
    }

    #[test]
    fn spans_name_the_blocks_and_pages_are_parted_by_form_feeds() {
        let mut composer = Composer::new(Format::Epub);
        composer.block(Gap::Blank, BlockKind::Heading, 1, "Title ");
        composer.block(Gap::Blank, BlockKind::Cell, 0, "a");
        composer.block(Gap::Tab, BlockKind::Cell, 0, "b");
        composer.end_page();
        composer.block(Gap::Blank, BlockKind::Paragraph, 0, "next");
        let reading = composer.finish();
        assert_eq!(reading.raw, "Title\n\na\tb\u{c}next");
        assert_eq!(reading.pages.len(), 2);
        assert_eq!(&reading.raw[reading.pages[1].raw.range()], "next");
        let texts: Vec<&str> = reading.blocks.iter().map(|block| &reading.raw[block.raw.range()]).collect();
        assert_eq!(texts, ["Title", "a", "b", "next"]);
        assert_eq!(reading.blocks[3].page, 2);
    }
}
