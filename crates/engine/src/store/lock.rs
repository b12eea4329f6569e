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
        for attempt in 1.. {
            match file.try_lock() {
                Ok(()) => break,
                // Somebody may only be asking whether the archive is written to.
                Err(TryLockError::WouldBlock) if attempt < ATTEMPTS => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Locked { path: layout.root().to_owned(), holder: holder(&mut file) });
                }
                Err(TryLockError::Error(error)) => return Err(StoreError::file(&path, error)),
            }
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

    /// Who writes to the archive now; `None` when nobody does, or when it cannot be told. Writes nothing.
    pub fn held_by(layout: &Layout) -> Option<String> {
        let mut file = File::open(layout.lock()).ok()?;
        match file.try_lock_shared() {
            Err(TryLockError::WouldBlock) => Some(holder(&mut file)),
            _ => None,
        }
    }
}

/// How often the lock is tried, and the pause between: long beside a question, short beside a run.
const ATTEMPTS: u32 = 5;
const PAUSE: std::time::Duration = std::time::Duration::from_millis(10);

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.take(200).read_to_string(&mut text);
    if text.trim().is_empty() { "process unknown".to_owned() } else { text.trim().to_owned() }
}
