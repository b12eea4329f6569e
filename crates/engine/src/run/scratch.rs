//! Disk to put by what does not fit in memory: files without a name, which vanish with the program however it ends.

use crate::reuse::{Scratch, ScratchFile};
use rustix::fs::{CWD, Mode, OFlags, openat};
use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where files may be put by unless a folder is named: often on disk, where `/tmp` often is memory.
const ON_DISK: &str = "/var/tmp";

/// A folder in which files may be put by.
#[derive(Debug)]
pub struct ScratchFolder {
    folder: PathBuf,
    made: AtomicU32,
}

impl ScratchFolder {
    /// The folder named; else the one that the variable `TMPDIR` names; else `/var/tmp`, or `/tmp` where there is none.
    pub fn new(named: Option<&Path>) -> Self {
        let set = || std::env::var_os("TMPDIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let usual = || Some(PathBuf::from(ON_DISK)).filter(|folder| folder.is_dir());
        let folder = named.map(Path::to_owned).or_else(set).or_else(usual).unwrap_or_else(std::env::temp_dir);
        ScratchFolder { folder, made: AtomicU32::new(0) }
    }

    /// A file whose name is gone as soon as it is open, for file systems that make none without.
    fn unlinked(&self) -> Result<File> {
        loop {
            let number = self.made.fetch_add(1, Ordering::Relaxed);
            let path = self.folder.join(format!(".broadside-{}-{number}", std::process::id()));
            match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path) {
                Ok(file) => {
                    std::fs::remove_file(&path)?;
                    return Ok(file);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(self.named(&error)),
            }
        }
    }

    fn named(&self, error: &Error) -> Error {
        named(&self.folder, error)
    }
}

/// What went wrong in a folder, and what to do.
fn named(folder: &Path, error: &Error) -> Error {
    let told = format!(
        "{}: what does not fit in memory could not be put by: {error}. Name a folder with room (--scratch, or the variable TMPDIR)",
        folder.display()
    );
    Error::new(error.kind(), told)
}

impl Scratch for ScratchFolder {
    fn file(&self) -> Result<Box<dyn ScratchFile>> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file = match openat(CWD, &self.folder, flags, Mode::RUSR | Mode::WUSR) {
            Ok(file) => File::from(file),
            Err(_) => self.unlinked()?,
        };
        Ok(Box::new(Unnamed(file, self.folder.clone())))
    }
}

/// The file, and the folder that it takes room in.
struct Unnamed(File, PathBuf);

impl ScratchFile for Unnamed {
    fn write_at(&self, bytes: &[u8], at: u64) -> Result<()> {
        self.0.write_all_at(bytes, at).map_err(|error| named(&self.1, &error))
    }

    fn read_at(&self, bytes: &mut [u8], at: u64) -> Result<()> {
        self.0.read_exact_at(bytes, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_by_is_read_again_and_leaves_nothing_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = ScratchFolder::new(Some(folder.path()));
        for file in [scratch.file().unwrap(), Box::new(Unnamed(scratch.unlinked().unwrap(), folder.path().to_owned()))]
        {
            file.write_at(b"later", 100).unwrap();
            let mut bytes = [0; 5];
            file.read_at(&mut bytes, 100).unwrap();
            assert_eq!(&bytes, b"later");
            assert!(file.read_at(&mut bytes, 101).is_err());
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let scratch = ScratchFolder::new(Some(Path::new("/nowhere/at all")));
        let error = scratch.file().err().unwrap().to_string();
        assert!(error.contains("/nowhere/at all"), "{error}");
    }
}
