//! Marks the words of a document that are probably not what it said.
//!
//! Marks depend on what the whole collection says, so they are worked out when a document is looked at: from its text,
//! the shipped lexicon, and the vocabulary of the index.

use crate::repair::marks::{Vocabulary, marks as mark};
use crate::search::Index;
use crate::store::Layout;
use broadside_model::{Mark, Text};

/// An archive whose index cannot be read has no vocabulary; its documents' own words and the lexicon remain.
struct Collection(Option<Index>);

impl Vocabulary for Collection {
    fn documents(&self, word: &str) -> u32 {
        self.0.as_ref().map_or(0, |index| index.documents_with(word).unwrap_or(0))
    }

    fn near(&self, word: &str, distance: u8) -> Vec<(String, u32)> {
        self.0.as_ref().map_or_else(Vec::new, |index| index.near(word, distance).unwrap_or_default())
    }

    fn total_documents(&self) -> u32 {
        self.0.as_ref().map_or(0, |index| u32::try_from(index.documents()).unwrap_or(u32::MAX))
    }
}

/// The marks of a text in the archive at `layout`.
pub fn marks(layout: &Layout, text: &Text) -> Vec<Mark> {
    mark(text, text.language.as_deref(), &Collection(Index::open(&layout.index()).ok()))
}
