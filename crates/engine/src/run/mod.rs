//! The journey as a whole: the only place that sees all stages.
//!
//! [`journey`] composes intake, repair and [`anatomy`] for one file and is what a worker runs; [`mod@add`] reads many files into an
//! archive, with a model that the user brings where there is one ([`names`]); [`reread`] brings an archive up to the
//! present stages; [`authority`] takes authority files in; [`indexing`] keeps the full-text index in step with
//! the catalogue; [`check`] verifies.

pub mod add;
pub mod anatomy;
pub mod authority;
pub mod check;
mod committer;
pub mod decide;
pub mod decided;
pub mod directory;
pub mod entities;
pub mod indexing;
pub mod journey;
pub mod known;
pub mod marking;
pub mod names;
mod ocr;
mod reader;
pub mod remove;
pub mod reread;
pub mod resolving;
pub mod reuse;
pub mod scratch;
pub mod walk;

pub use add::{AddParams, Added, Line, Progress, add};
pub use ocr::Ocr;

use crate::sandbox;
use crate::search;
use crate::store::{FREE_SOME, StoreError};

/// Why a run over an archive ended early. What was acknowledged before is safe.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The archive could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document could not be kept.
    #[error("{path} cannot be kept: {source}")]
    Keep {
        /// Its name.
        path: String,
        /// Why not.
        source: StoreError,
    },
    /// An authority file could not be used.
    #[error("{file}: {source}")]
    Authority {
        /// Its name.
        file: String,
        /// Why not.
        source: crate::authority::AuthorityError,
    },
    /// Texts could not be compared.
    #[error(transparent)]
    Reuse(#[from] crate::reuse::ReuseError),
    /// The index could not be read or written.
    #[error("{}", of_index(.0))]
    Search(#[from] search::SearchError),
    /// No worker process could be started.
    #[error(
        "the worker process cannot be started: {0}. Check that the broadside program may execute itself and that there is memory left"
    )]
    Sandbox(std::io::Error),
    /// The model that is to label names cannot be used.
    #[error("{0}")]
    Names(String),
    /// The worker processes cannot be confined.
    #[error("{0}")]
    Worker(#[from] sandbox::WorkerFailure),
}

/// What is wrong with the index, and what to do.
fn of_index(error: &search::SearchError) -> String {
    if error.is_full() {
        return format!(
            "the full-text index: there is no room for it: the disk is full. What was acknowledged is safe. {FREE_SOME}"
        );
    }
    format!("{error}. The index is derived: `broadside reindex` makes it anew")
}

/// What a run answers.
pub type Result<T> = std::result::Result<T, RunError>;

/// The time now, RFC 3339 in UTC, to the second.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
