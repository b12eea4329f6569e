//! The bytes as received: written once, named by their SHA-256.
//!
//! A batch of files is made durable together: all are written to `incoming/`, one `syncfs` puts them on disk, all are
//! renamed to their names, and a second `syncfs` puts the folders on disk. Only then may the catalogue speak of them.

use super::{Layout, Result, StoreError};
use broadside_model::SourceId;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Receives originals and page images.
#[derive(Debug)]
pub struct Originals {
    layout: Layout,
    serial: AtomicU64,
}

/// A file written to `incoming/`, on its way to its name.
#[derive(Debug)]
pub struct Received {
    temporary: PathBuf,
    name: PathBuf,
}

impl Originals {
    /// Empties `incoming/` of what an interrupted run left there. The writer's lock must be held.
    pub fn new(layout: &Layout) -> Result<Self> {
        let incoming = layout.incoming();
        fs::create_dir_all(&incoming).map_err(|error| StoreError::file(&incoming, error))?;
        let entries = fs::read_dir(&incoming).map_err(|error| StoreError::file(&incoming, error))?;
        for entry in entries {
            let path = entry.map_err(|error| StoreError::file(&incoming, error))?.path();
            fs::remove_file(&path).map_err(|error| StoreError::file(&path, error))?;
        }
        Ok(Originals { layout: layout.clone(), serial: AtomicU64::new(0) })
    }

    /// Writes the bytes of a source to `incoming/`.
    pub fn receive(&self, id: SourceId, bytes: &[u8]) -> Result<Received> {
        self.write(self.layout.original(id), bytes)
    }

    /// Writes the picture of a page to `incoming/`.
    pub fn receive_image(&self, id: SourceId, page: u32, png: &[u8]) -> Result<Received> {
        self.write(self.layout.image(id, page), png)
    }

    fn write(&self, name: PathBuf, bytes: &[u8]) -> Result<Received> {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let temporary = self.layout.incoming().join(serial.to_string());
        // Read-only from birth: an original is never written again.
        let create = || OpenOptions::new().write(true).create_new(true).mode(0o444).open(&temporary);
        let write = || create()?.write_all(bytes);
        write().map_err(|error| StoreError::file(&temporary, error))?;
        Ok(Received { temporary, name })
    }

    /// Makes a batch of received files durable under their names.
    pub fn settle(&self, batch: Vec<Received>) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        self.sync()?;
        for received in batch {
            let folder = received.name.parent().unwrap_or(Path::new("."));
            if !folder.is_dir() {
                fs::create_dir_all(folder).map_err(|error| StoreError::file(folder, error))?;
            }
            fs::rename(&received.temporary, &received.name).map_err(|error| StoreError::file(&received.name, error))?;
        }
        self.sync()
    }

    fn sync(&self) -> Result<()> {
        let incoming = self.layout.incoming();
        let folder = File::open(&incoming).map_err(|error| StoreError::file(&incoming, error))?;
        rustix::fs::syncfs(&folder).map_err(|error| StoreError::file(&incoming, error.into()))
    }
}
