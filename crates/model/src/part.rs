//! A range of a text with a role.

use crate::Span;
use crate::source::named;

named! {
    /// What a part of a document is, in TEI's words where TEI has one. The order is stored: new roles go last.
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
        /// A quotation or motto before the text proper.
        Epigraph = "epigraph",
        /// The title of a statement.
        Title = "title",
        /// A title's second part.
        Subtitle = "subtitle",
        /// Who wrote or issued it, where that stands at its head.
        Byline = "byline",
        /// Place and date of issue.
        Dateline = "dateline",
        /// To whom it is addressed, where that stands on its own.
        Addressee = "addressee",
        /// The words that greet the addressee.
        Salutation = "salutation",
        /// One demand.
        Demand = "demand",
        /// A slogan.
        Slogan = "slogan",
        /// The words of leave-taking.
        Closing = "closing",
        /// The block of signatures: names, offices, and the words that introduce them.
        Signature = "signature",
        /// A list of signatories.
        Signatories = "signatories",
        /// Addresses, telephone numbers and the like, of the issuer.
        Contact = "contact",
        /// Where the text was received from or published before.
        Publication = "publication",
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
