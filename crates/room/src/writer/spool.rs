//! Where uploaded files lie until they are in the archive, and under which names.
//!
//! A name comes from a browser, and may be anything. It keeps its folders and its letters, but leads nowhere else: no `..`,
//! no root, no empty or endless pieces.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// Bytes of a piece of a path that file systems take, with room for a number behind.
const PIECE: usize = 240;
/// Pieces of a path.
const PIECES: usize = 32;
/// What stands behind the name of a folder that is still being filled.
const PART: &str = ".part";

/// A name as it may be kept: relative, without `..`; `None` where nothing is left of it.
pub fn safe(name: &[u8]) -> Option<PathBuf> {
    let unquoted = unquoted(name);
    let pieces = unquoted.split(|byte| matches!(byte, b'/' | b'\\'));
    let mut path = PathBuf::new();
    for piece in pieces.take(4 * PIECES) {
        let clean: Vec<u8> = piece.iter().copied().filter(|byte| *byte != 0).collect();
        if clean.is_empty() || clean == b"." || clean == b".." {
            continue;
        }
        path.push(OsStr::from_bytes(shortened(&clean)));
    }
    let count = path.components().count();
    // Of what lies endlessly deep the last folders are kept.
    let path: PathBuf = path.components().skip(count.saturating_sub(PIECES)).collect();
    (count > 0).then_some(path)
}

/// Browsers write `"`, CR and LF in names as `%22`, `%0D` and `%0A`.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, behind)) = rest.split_first() {
        let decoded = [(b"%22".as_slice(), b'"'), (b"%0D", b'\r'), (b"%0A", b'\n')];
        match decoded.iter().find(|(code, _)| rest.starts_with(code)) {
            Some((code, byte)) => {
                out.push(*byte);
                rest = &rest[code.len()..];
            }
            None => {
                out.push(*first);
                rest = behind;
            }
        }
    }
    out
}

/// A piece that is not too long, with its ending, cut between characters where it is UTF-8.
fn shortened(piece: &[u8]) -> &[u8] {
    if piece.len() <= PIECE {
        return piece;
    }
    let mut end = PIECE;
    while end > 0 && piece.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    &piece[..end]
}

/// A folder that an upload is received into.
#[derive(Debug)]
pub struct Receiving {
    part: PathBuf,
    whole: PathBuf,
    names: BTreeSet<PathBuf>,
    is_kept: bool,
}

impl Receiving {
    /// Makes the folder.
    pub fn new(uploads: &Path, id: &str) -> io::Result<Self> {
        let part = uploads.join(format!("{id}{PART}"));
        std::fs::create_dir_all(&part)?;
        Ok(Receiving { part, whole: uploads.join(id), names: BTreeSet::new(), is_kept: false })
    }

    /// The place for a file of this name; a name that was there already gets a number.
    pub fn place(&mut self, name: &Path) -> io::Result<(PathBuf, PathBuf)> {
        let mut called = name.to_owned();
        for number in 2.. {
            let place = self.part.join(&called);
            let is_free = !self.names.contains(&called) && !place.exists();
            let folder = place.parent().unwrap_or(&self.part).to_owned();
            if is_free && std::fs::create_dir_all(&folder).is_ok() {
                self.names.insert(called.clone());
                return Ok((called, place));
            }
            if number > 1000 {
                break;
            }
            let mut other = name.as_os_str().to_owned();
            other.push(format!(" ({number})"));
            called = PathBuf::from(other);
        }
        Err(io::Error::other("too many files of one name"))
    }

    /// Everything is there.
    pub fn keep(mut self) -> io::Result<()> {
        std::fs::rename(&self.part, &self.whole)?;
        self.is_kept = true;
        Ok(())
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = std::fs::remove_dir_all(&self.part);
        }
    }
}

/// The uploads that lie in a folder and were received whole; what was not is deleted, and counted.
pub fn left_over(uploads: &Path) -> (Vec<String>, usize) {
    let entries = std::fs::read_dir(uploads).into_iter().flatten().flatten();
    let (mut whole, mut broken) = (Vec::new(), 0);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(PART) {
            broken += usize::from(std::fs::remove_dir_all(entry.path()).is_ok());
        } else if entry.path().is_dir() {
            // Where nothing waits any more, the program was ended between the last file and the end of the upload.
            let is_done = files(&entry.path()).is_empty() && std::fs::remove_dir_all(entry.path()).is_ok();
            whole.extend((!is_done).then_some(name));
        }
    }
    whole.sort();
    (whole, broken)
}

/// The files below a folder, with their lengths, named from it.
pub fn files(folder: &Path) -> Vec<(PathBuf, u64)> {
    let (mut open, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(here) = open.pop() {
        for entry in std::fs::read_dir(&here).into_iter().flatten().flatten() {
            let Ok(metadata) = entry.path().symlink_metadata() else { continue };
            if metadata.is_dir() {
                open.push(entry.path());
            } else if let Ok(name) = entry.path().strip_prefix(folder) {
                found.push((name.to_owned(), metadata.len()));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(name: &[u8]) -> Option<String> {
        safe(name).map(|path| path.to_string_lossy().into_owned())
    }

    #[test]
    fn names_keep_their_folders_and_lead_nowhere_else() {
        assert_eq!(kept("cartas/año 1968/nº 1.txt".as_bytes()).as_deref(), Some("cartas/año 1968/nº 1.txt"));
        assert_eq!(kept(b"../../etc/passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(kept(b"/etc//./passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(kept(b"C:\\papers\\..\\a.txt").as_deref(), Some("C:/papers/a.txt"));
        assert_eq!(kept(b"a\0b.txt").as_deref(), Some("ab.txt"));
        assert_eq!(kept(b"say %22no%22.txt").as_deref(), Some("say \"no\".txt"));
        for nothing in [b"".as_slice(), b"..", b"/", b"./.."] {
            assert_eq!(kept(nothing), None);
        }
    }

    #[test]
    fn endless_names_are_cut_between_characters() {
        let long = "ñ".repeat(4000);
        let path = safe(long.as_bytes()).unwrap();
        assert!(path.as_os_str().len() <= PIECE && path.to_str().is_some());
        let deep = "a/".repeat(5000) + "b.txt";
        assert!(safe(deep.as_bytes()).unwrap().components().count() <= PIECES);
    }

    #[test]
    fn two_files_of_one_name_are_both_kept_and_half_an_upload_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut receiving = Receiving::new(folder.path(), "1").unwrap();
        for _ in 0..2 {
            let (_, place) = receiving.place(Path::new("a/b.txt")).unwrap();
            std::fs::write(place, "x").unwrap();
        }
        receiving.keep().unwrap();
        let names: Vec<PathBuf> = files(&folder.path().join("1")).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [PathBuf::from("a/b.txt"), PathBuf::from("a/b.txt (2)")]);
        std::fs::create_dir_all(folder.path().join("2.part/a")).unwrap();
        std::fs::create_dir_all(folder.path().join("3/a")).unwrap();
        assert_eq!(left_over(folder.path()), (vec!["1".to_owned()], 1));
        assert!(!folder.path().join("3").exists());
        assert!(!folder.path().join("2.part").exists());
    }
}
