//! A range of a text with a role.

use crate::Span;
use crate::source::named;

named! {
    /// What a part of a document is, in TEI's words where TEI has one.
    Role {
        /// Running text.
        Body = "body",
        /// A heading inside the body.
        Heading = "heading",
        /// A list item.
        Item = "item",
        /// A block quotation.
        Quotation = "quotation",
        /// A table cell.
        Cell = "cell",
        /// A footnote or endnote.
        Note = "note",
        /// Page or site furniture: running heads, page numbers, stamps, navigation, notices.
        Furniture = "furniture",
    }
}

/// A range of a document with a role.
///
/// Furniture has no characters in the repaired text: its `text` span is empty and says where it stood, its `raw` span
/// says which characters it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Bytes of the repaired text.
    pub text: Span,
    /// Bytes of the raw text.
    pub raw: Span,
    /// ISO 639-3 code of its language; `None` where it is not known.
    pub language: Option<String>,
}
