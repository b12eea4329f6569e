//! The journey as a whole: the only place that sees all stages.
//!
//! [`journey`] composes intake, repair and [`anatomy`] for one file and is what a worker runs; [`mod@add`] reads many files into an
//! archive; [`reread`] brings an archive up to the present stages; [`indexing`] keeps the full-text index in step with
//! the catalogue; [`check`] verifies.

pub mod add;
pub mod anatomy;
pub mod check;
mod committer;
pub mod indexing;
pub mod journey;
pub mod marking;
mod ocr;
mod reader;
pub mod reread;
pub mod walk;

pub use add::{AddParams, Added, Line, Progress, add};
pub use ocr::Ocr;

use crate::sandbox;
use crate::search;
use crate::store::StoreError;

/// Why a run over an archive ended early. What was acknowledged before is safe.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The archive could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index could not be read or written.
    #[error("{0}. The index is derived: `broadside reindex` makes it anew")]
    Search(#[from] search::SearchError),
    /// No worker process could be started.
    #[error(
        "the worker process cannot be started: {0}. Check that the broadside program may execute itself and that there is memory left"
    )]
    Sandbox(std::io::Error),
    /// The worker processes cannot be confined.
    #[error("{0}")]
    Worker(#[from] sandbox::WorkerFailure),
}

/// What a run answers.
pub type Result<T> = std::result::Result<T, RunError>;

/// The time now, RFC 3339 in UTC, to the second.
pub(crate) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Second).unwrap_or(now).to_string()
}
