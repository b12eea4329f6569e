//! Marks the words of a document that are probably not what it said.
//!
//! Marks depend on what the whole collection says, so they are worked out when a document is looked at: from its text,
//! the shipped lexicon, and the vocabulary of the index.

use crate::repair::marks::{Vocabulary, marks as mark};
use crate::search::Index;
use crate::store::Layout;
use broadside_model::{Mark, Text};
use std::cell::{Cell, OnceCell};

/// Questions for near words after which the common words are listed once and gone through: going through the whole
/// vocabulary for each costs milliseconds in a large archive.
const FEW: u32 = 8;

/// An archive whose index cannot be read has no vocabulary; its documents' own words and the lexicon remain.
struct Collection {
    index: Option<Index>,
    asked: Cell<u32>,
    /// The words that are in at least so many documents.
    common: OnceCell<(u32, Vec<(String, u32)>)>,
}

impl Vocabulary for Collection {
    fn documents(&self, word: &str) -> u32 {
        self.index.as_ref().map_or(0, |index| index.documents_with(word).unwrap_or(0))
    }

    fn near(&self, word: &str, distance: u8, least: u32) -> Vec<(String, u32)> {
        let Some(index) = &self.index else { return Vec::new() };
        self.asked.set(self.asked.get().saturating_add(1));
        if self.asked.get() > FEW {
            let (at_least, words) = self.common.get_or_init(|| (least, index.common_words(least).unwrap_or_default()));
            if *at_least == least {
                return Index::near_among(words, word, distance);
            }
        }
        let mut words = index.near(word, distance).unwrap_or_default();
        words.retain(|(_, documents)| *documents >= least);
        words
    }

    fn total_documents(&self) -> u32 {
        self.index.as_ref().map_or(0, |index| u32::try_from(index.documents()).unwrap_or(u32::MAX))
    }
}

/// The marks of a text in the archive at `layout`.
pub fn marks(layout: &Layout, text: &Text) -> Vec<Mark> {
    let index = Index::open(&layout.index()).ok();
    mark(text, text.language.as_deref(), &Collection { index, asked: Cell::new(0), common: OnceCell::new() })
}
