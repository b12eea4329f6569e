//! Reuse: passages that stand in more than one text, and how their letters correspond.

use crate::Span;
use crate::source::named;

/// Letters of two texts that correspond one to one, without a gap: as many letters on each side, all alike once folded.
///
/// What is no letter or digit (spaces, punctuation, the hyphen at a line's end) may stand between them on either side, so
/// the spans may differ in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Match {
    /// Where in the first text, in bytes.
    pub a: Span,
    /// Where in the second text, in bytes.
    pub b: Span,
}

/// A passage of one text that stands in another too, verified by aligning the two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Number of the first text, less than `b`.
    pub a: u32,
    /// Number of the second text.
    pub b: u32,
    /// The passage in the first text, in bytes, from its first letter to its last.
    pub a_span: Span,
    /// The passage in the second text.
    pub b_span: Span,
    /// Letters that are alike in both passages.
    pub equal: u32,
    /// Columns of the alignment: letters alike, letters exchanged, and letters that only one of the two has.
    pub columns: u32,
    /// The letters that correspond, in order of both texts; what lies between two of them differs.
    pub matches: Vec<Match>,
}

impl Link {
    /// Share of the alignment's columns that are alike, 0 to 1.
    pub fn likeness(&self) -> f64 {
        f64::from(self.equal) / f64::from(self.columns.max(1))
    }
}

named! {
    /// What kind of reuse a link is.
    ReuseKind {
        /// The whole statement again: another witness of it.
        Reprint = "reprint",
        /// The same statement, changed.
        Version = "version",
        /// Marked or attributed as another's words.
        Quotation = "quotation",
        /// A stock phrase: short, frequent, of many issuers.
        Formula = "formula",
        /// Words of another, not marked as such.
        Borrowing = "borrowing",
        /// What a page or a site carries on every copy.
        Furniture = "furniture",
    }
}
