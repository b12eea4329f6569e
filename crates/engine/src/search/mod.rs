//! Search: the full-text index, questions to it, and answers with ranges into the repaired text.
//!
//! Takes documents (the repaired text of sources, with what the catalogue knows of them) and keeps an index that holds
//! only their keys; texts stay in the catalogue and are handed back through [`Texts`] when an answer shows them. The
//! index is derived: it can be deleted and built again, and says up to which commit of the catalogue it reads.
//!
//! *Useful for* words, phrases, proximity, wildcards, words that OCR damaged, fields, ranking, snippets, concordances,
//! exact counts. *Not useful for* anything that must survive its deletion.
//!
//! | file | holds |
//! |---|---|
//! | `token` `fold` `stem` `forms` | where words stand, and the forms under which they are found |
//! | `schema` `analyzer` `writer` `index` | the index on disk, its one writer, its many readers |
//! | `query` `parse` `glob` `date` | a question as typed, and as understood |
//! | `plan` `places` `union` `expand` | the question in the index's terms |
//! | `find` `matched` `matcher` `snippet` `kwic` | answers |

mod analyzer;
mod date;
mod expand;
mod find;
mod fold;
mod forms;
mod glob;
mod index;
mod kwic;
mod matched;
mod matcher;
mod medium;
mod parse;
mod places;
mod plan;
mod query;
mod schema;
mod snippet;
mod stem;
#[cfg(test)]
mod tests;
mod token;
mod union;
mod writer;

use std::borrow::Cow;

pub use find::{Hit, Hits, Options, Order, count, search};
pub use index::Index;
pub use kwic::{Concordance, KwicLine, KwicOptions, Sort, concordance, concordance_of};
pub use matched::{Marker, Matched, matched};
pub use parse::{language_codes, parse};
pub use query::{Query, QueryError};
pub use schema::VERSION;
pub use snippet::Snippet;
pub use writer::Writer;

/// A document to be indexed.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// Row of the catalogue, unique and stable.
    pub key: u64,
    /// The repaired text.
    pub text: &'a str,
    /// The text of its furniture (running heads, navigation, …), searched only on demand.
    pub furniture: &'a str,
    /// ISO 639-3 code of its main language, when known.
    pub language: Option<&'a str>,
    /// Every path it was added under.
    pub paths: &'a [String],
    /// What it says its title is; may be empty.
    pub title: &'a str,
    /// Name of its [`Format`](broadside_model::Format).
    pub format: &'a str,
    /// When it was added, RFC 3339 in UTC.
    pub added: &'a str,
}

/// Where the repaired texts are.
pub trait Texts {
    /// The repaired text of a document, the same that was indexed; `None` when it is not there (any more).
    fn text(&self, key: u64) -> Option<Cow<'_, str>>;
}

/// Why the index could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index is damaged, missing, or of another version. `broadside reindex` builds it anew.
    #[error("the full-text index cannot be used: {0}")]
    Unusable(String),
    /// Another process is writing to the index.
    #[error("another process is writing to the full-text index")]
    Busy,
    /// Reading or writing failed.
    #[error("the full-text index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// Reading or writing a file of the index failed.
    #[error("the full-text index: {0}")]
    Io(#[from] std::io::Error),
}

impl SearchError {
    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        match self {
            SearchError::Io(error) => crate::store::is_full(error),
            // The index's own errors hand on only the words of the operating system's.
            SearchError::Engine(error) => [rustix::io::Errno::NOSPC, rustix::io::Errno::DQUOT]
                .iter()
                .any(|full| error.to_string().contains(&std::io::Error::from(*full).to_string())),
            SearchError::Unusable(_) | SearchError::Busy => false,
        }
    }
}
