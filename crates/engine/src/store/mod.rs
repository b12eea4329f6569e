//! The archive on disk.
//!
//! Takes what the stages give, keeps it so that nothing acknowledged is ever lost, and gives it back. An archive is a
//! folder:
//!
//! ```text
//! broadside.toml      format version and settings
//! originals/ab/cdef…  the bytes as received, named by SHA-256, write-once
//! images/ab/cdef…-N.png  page pictures that were made for OCR
//! catalogue.sqlite    sources, texts, edits, anatomies, decisions: the truth; entities
//! catalogue.seal      block hashes of the catalogue as it was closed
//! index/ index.seal   full-text index: derived, can be deleted
//! reuse/              passages that stand in more than one statement: derived, can be deleted
//! incoming/           files being received; emptied at the next start
//! lock                held by the one writer
//! ```
//!
//! Order of a write: originals (temporary file → on disk → rename → folder on disk), then one SQLite commit (WAL,
//! `synchronous=FULL`), then the index, which knows up to which commit it reads.

mod anatomy;
mod authority;
mod catalogue;
mod decisions;
mod dossier;
mod entities;
mod layout;
mod lock;
mod naming;
mod originals;
mod paths;
mod record;
mod removed;
mod reuse;
mod seal;
mod shelf;
mod summary;
mod texts;
mod verify;

pub use anatomy::{AnatomyBlob, StatementRow, statement_rows};
pub use authority::AuthorityChange;
pub use catalogue::Catalogue;
pub use dossier::{DecisionState, EntityQuestion, Found as FoundEntity, RelationRow};
pub use entities::{EntityRow, FormRow, LinkRow, QuestionRow, Redirect, Resolved};
pub use layout::{Layout, NamesModel, Settings};
pub use lock::Lock;
pub use naming::NamedSource;
pub use originals::{Originals, Received};
pub use paths::Skipped;
pub use record::Record;
pub use removed::{Removal, Removed};
pub use reuse::{Reuse, ReuseFamily, ReuseFound, ReuseLink, ReuseUnit};
pub use seal::Seal;
pub use shelf::{Book, ShelfFile, mark};
pub use summary::{Known, Summary};
pub use texts::{Blobs, Stored};
pub use verify::{Finding, Verified, verify};

use std::path::PathBuf;

/// The archive format this program writes; it reads every version from 1.
pub const FORMAT_VERSION: u32 = 1;

/// Why the store could not do what was asked.
///
/// Every text says what happened, to which file, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file of the archive could not be read or written.
    #[error("{path}: {source}. {hint}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
        /// What to do.
        hint: &'static str,
    },
    /// The disk of the archive is full.
    #[error("{0}: there is no room for this file: the disk is full. What was acknowledged is safe. {FREE_SOME}")]
    Full(PathBuf),
    /// There is no archive at that place.
    #[error(
        "{0}: there is no archive here. Make one with `broadside add PATH --archive {0}`, or name another with --archive"
    )]
    Missing(PathBuf),
    /// Nothing was committed to the archive yet.
    #[error("{0}: this archive is empty: its first run ended before anything was committed. Run `broadside add` again")]
    Empty(PathBuf),
    /// A file without which an archive cannot be used is gone.
    #[error(
        "{0}: missing, though the archive holds files. Restore it from a copy, or make a new archive from originals/: `broadside add ORIGINALS --archive NEW`"
    )]
    Lost(PathBuf),
    /// What was named is a file.
    #[error("{0}: this is a file, and an archive is a folder. Name another with --archive")]
    NotAFolder(PathBuf),
    /// The folder is something else.
    #[error("{0}: this folder is not empty and not an archive. Name another folder with --archive")]
    NotAnArchive(PathBuf),
    /// The archive was made by a newer program.
    #[error("{path}: archive format {found} is newer than this program reads. Use a newer broadside")]
    Newer {
        /// The archive.
        path: PathBuf,
        /// Its format version.
        found: u32,
    },
    /// Its settings cannot be read.
    #[error(
        "{path}: {message}. Correct the file, or write it anew with the one line `format = {FORMAT_VERSION}`: everything else in it is a setting"
    )]
    Settings {
        /// The settings file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// Another process writes.
    #[error(
        "{path}: another broadside is writing to this archive ({holder}). Wait until it ends, or stop it; reading goes on meanwhile"
    )]
    Locked {
        /// The archive.
        path: PathBuf,
        /// Who holds the lock, as far as it told.
        holder: String,
    },
    /// SQLite refused.
    #[error("{path}: {source}. Run `broadside verify`; if all is well, run the command again")]
    Catalogue {
        /// The catalogue file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A stored value is damaged.
    #[error(
        "{path}: the record of source {source_id} is damaged: {message}. Run `broadside verify`, then `broadside reread`"
    )]
    Damaged {
        /// The catalogue file.
        path: PathBuf,
        /// The source, in hexadecimal.
        source_id: String,
        /// What is wrong with it.
        message: String,
    },
    /// A decision is damaged.
    #[error(
        "{path}: decision {id} is damaged: {message}. Restore the file from a copy, or make a new archive from the originals and import the decisions there: `broadside decisions --import FILE`"
    )]
    DamagedDecision {
        /// The catalogue file.
        path: PathBuf,
        /// The decision, in hexadecimal.
        id: String,
        /// What is wrong with it.
        message: String,
    },
}

impl StoreError {
    /// An error of the operating system about `path`.
    pub fn file(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        if is_full(&source) {
            return StoreError::Full(path.into());
        }
        let hint = match source.kind() {
            std::io::ErrorKind::NotFound => "Check the name",
            std::io::ErrorKind::PermissionDenied => "Check the permissions of the archive's folder",
            std::io::ErrorKind::ReadOnlyFilesystem => {
                "The file system is read-only: copy the archive elsewhere to add to it"
            }
            _ => "Run the command again; `broadside verify` tells whether anything is damaged",
        };
        StoreError::File { path: path.into(), source, hint }
    }

    /// Whether the archive cannot be written to: the disk is full, or nobody lets this program.
    pub fn is_unwritable(&self) -> bool {
        use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        match self {
            StoreError::Full(_) => true,
            StoreError::File { source, .. } => matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem),
            StoreError::Catalogue { source, .. } => source.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly),
            _ => false,
        }
    }

    /// An error of SQLite about the catalogue at `path`.
    pub fn catalogue(path: impl Into<PathBuf>, source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => StoreError::Full(path.into()),
            _ => StoreError::Catalogue { path: path.into(), source },
        }
    }
}

/// What to do when the disk is full.
pub const FREE_SOME: &str = "Free some space and run the same command again: it goes on where it stopped";

/// Whether an error of the operating system says that no more bytes can be kept.
pub fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)
}

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_with_the_file_and_what_to_do() {
        let of_file = StoreError::file("a/originals/1", std::io::ErrorKind::StorageFull.into()).to_string();
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE paper (text); PRAGMA max_page_count = 2;").unwrap();
        let error = connection.execute("INSERT INTO paper VALUES (zeroblob(100000))", []).unwrap_err();
        let of_catalogue = StoreError::catalogue("a/catalogue.sqlite", error).to_string();
        for (text, file) in [(of_file, "a/originals/1: "), (of_catalogue, "a/catalogue.sqlite: ")] {
            assert!(text.starts_with(file) && text.contains("the disk is full"), "{text}");
            assert!(text.contains("run the same command again") && !text.contains("os error"), "{text}");
        }
    }
}
