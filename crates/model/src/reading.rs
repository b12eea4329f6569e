//! What intake gives: the raw text of a file with its pages, blocks and word boxes.

use crate::source::named;
use crate::{Diagnostic, Format, Span};

named! {
    /// How the raw text was come by.
    Method {
        /// Bytes decoded from a character encoding.
        Decoded = "decoded",
        /// Taken out of a marked-up or word-processor file.
        Markup = "markup",
        /// The text layer of a PDF.
        TextLayer = "text-layer",
        /// Optical character recognition of page images.
        Ocr = "ocr",
        /// Nothing was read: a container, or nothing to read.
        None = "none",
    }
}

/// A file as read: one raw text, and where everything in it stood.
///
/// `raw` is the text before any repair. For a text file it is exactly what its bytes decode to, byte-order mark, line
/// ends and all. For a paged format pages are separated by a form feed (U+000C), lines by `\n`, blocks by `\n\n`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What kind of file it is.
    pub format: Format,
    /// How the text was come by.
    pub method: Method,
    /// IANA name of the character encoding, for formats that have one.
    pub encoding: Option<String>,
    /// The raw text of all pages.
    pub raw: String,
    /// Pages in order; their spans do not overlap. A format without pages has one page, or one per chapter.
    pub pages: Vec<Page>,
    /// Layout blocks in reading order, where the format tells; empty for plain text.
    pub blocks: Vec<Block>,
    /// Words with a place on their page, in the order of their spans; empty for formats without a layout.
    pub words: Vec<WordBox>,
    /// What the file says of itself (title, author, date, subject, …), as it says it.
    pub metadata: Vec<Metadata>,
    /// Files found inside, to be added as sources of their own.
    pub children: Vec<Child>,
    /// Page images rendered on the way, to be kept.
    pub images: Vec<PageImage>,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// A reading of `format` with nothing in it yet.
    pub fn empty(format: Format) -> Self {
        Reading {
            format,
            method: Method::None,
            encoding: None,
            raw: String::new(),
            pages: Vec::new(),
            blocks: Vec::new(),
            words: Vec::new(),
            metadata: Vec::new(),
            children: Vec::new(),
            images: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

/// One page, or one part of a source that stands like a page (a chapter of an EPUB).
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Counted from 1.
    pub number: u32,
    /// Its raw text.
    pub raw: Span,
    /// Width in the unit of the word boxes: PDF points (1/72 inch) or pixels; 0 when the format has no layout.
    pub width: f32,
    /// Height, in the same unit.
    pub height: f32,
    /// How this page's text was come by (a PDF may mix text layer and OCR).
    pub method: Method,
    /// Whether OCR should be tried on a picture of the page: it has no text of its own, or text not worth keeping.
    pub wants_ocr: bool,
}

/// A word and the rectangle it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordBox {
    /// The word in the raw text.
    pub raw: Span,
    /// Page number, counted from 1.
    pub page: u32,
    /// Left edge, from the page's left, in the page's unit.
    pub left: f32,
    /// Top edge, from the page's top.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
    /// Confidence of OCR in hundredths, 0 to 100; 255 where the text did not come from OCR.
    pub confidence: u8,
}

named! {
    /// What a layout block is, as far as the format tells.
    BlockKind {
        /// Running text.
        Paragraph = "paragraph",
        /// A heading.
        Heading = "heading",
        /// An item of a list.
        ListItem = "list-item",
        /// A block quotation.
        Quote = "quote",
        /// A cell of a table.
        Cell = "cell",
        /// A caption of a picture or table.
        Caption = "caption",
        /// Text whose line breaks matter: verse, code, addresses.
        Verbatim = "verbatim",
        /// A footnote or endnote.
        Note = "note",
        /// A page header or footer, as the format itself says (DOCX header, TEI fw, PDF artifact).
        PageFurniture = "page-furniture",
    }
}

/// A layout block in the raw text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its raw text, without the blank line that separates it from the next.
    pub raw: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Heading level 1 to 6, or nesting depth of a list item; 0 elsewhere.
    pub level: u8,
    /// Page number, counted from 1.
    pub page: u32,
    /// Column on the page, counted from 0; a block across all columns has the column of its left edge.
    pub column: u8,
    /// Why the block is furniture of the page or site (navigation, cookie notice, share bar), in a few words; `None`
    /// for text.
    pub furniture: Option<String>,
}

/// Something the file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// Name in Dublin Core's words where there is one: `title`, `creator`, `date`, `language`, `subject`, `publisher`,
    /// `source`, `recipient`; else the file's own.
    pub key: String,
    /// Its value, as written.
    pub value: String,
}

/// A file found inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Child {
    /// Its name inside the container, as bytes (it need not be UTF-8), with `/` between folders.
    pub name: Vec<u8>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The picture of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageImage {
    /// Page number, counted from 1.
    pub page: u32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The picture as PNG.
    pub png: Vec<u8>,
}
