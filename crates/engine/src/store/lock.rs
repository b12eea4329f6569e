//! One writer at a time.
//!
//! The lock is the operating system's (`flock`), so it ends with the process that held it, however that ended; the
//! file's text only tells people who that is.

use super::{Layout, Result, StoreError};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};

/// The right to write to an archive, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another process holds it.
    pub fn take(layout: &Layout) -> Result<Self> {
        let path = layout.lock();
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(|error| StoreError::file(&path, error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = std::io::Read::by_ref(&mut file).take(200).read_to_string(&mut holder);
                let holder =
                    if holder.trim().is_empty() { "process unknown".to_owned() } else { holder.trim().to_owned() };
                return Err(StoreError::Locked { path: layout.root().to_owned(), holder });
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::file(&path, error)),
        }
        let note = || -> std::io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(
                file,
                "process {} since {}",
                std::process::id(),
                jiff::Timestamp::now().round(jiff::Unit::Second).unwrap_or_default()
            )
        };
        let mut note = note;
        note().map_err(|error| StoreError::file(&path, error))?;
        Ok(Lock { _file: file })
    }
}
