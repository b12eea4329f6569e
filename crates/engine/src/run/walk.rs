//! Which files a run is about: the named ones and everything below the named folders.
//!
//! Takes paths, gives files in a fixed order (by the bytes of their names) and the names that are no files with the
//! reason. Symbolic links are not followed, FIFOs and devices not opened, the archive itself is left out.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is, as reached from the paths given.
    pub path: PathBuf,
    /// Its length in bytes when it was listed.
    pub bytes: u64,
}

/// A name that is no file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether something is missing that a person would expect to be read.
    pub is_error: bool,
    /// Whether there is nothing of that name.
    pub is_missing: bool,
}

/// Lists everything below `paths`, leaving out the folder `archive`.
pub fn walk(paths: &[PathBuf], archive: &Path) -> (Vec<Found>, Vec<Odd>) {
    let archive = archive.canonicalize().ok();
    let (mut found, mut odd) = (Vec::new(), Vec::new());
    let mut open: Vec<PathBuf> = paths.iter().rev().map(|path| plain(path)).collect();
    while let Some(path) = open.pop() {
        match fs::symlink_metadata(&path) {
            Err(error) => odd.push(unreadable(path, &error)),
            Ok(metadata) if metadata.is_file() => found.push(Found { path, bytes: metadata.len() }),
            Ok(metadata) if metadata.is_dir() => {
                if archive.is_some() && path.canonicalize().ok() == archive {
                    continue;
                }
                if is_archive(&path) {
                    odd.push(archive_among(path));
                    continue;
                }
                match list(&path) {
                    Ok(mut entries) => {
                        entries.sort_by(|a, b| b.as_os_str().as_bytes().cmp(a.as_os_str().as_bytes()));
                        open.append(&mut entries);
                    }
                    Err(error) => odd.push(unreadable(path, &error)),
                }
            }
            Ok(metadata) => odd.push(special(path, metadata.file_type())),
        }
    }
    // The same file may be named twice: `add folder folder/file`.
    let mut seen = std::collections::HashSet::new();
    found.retain(|file| seen.insert(file.path.clone()));
    (found, odd)
}

/// Drops `./` in front and trailing slashes, so that one file has one name.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    if plain.as_os_str().is_empty() { PathBuf::from(".") } else { plain }
}

fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let here = folder == Path::new(".");
    fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| if here { PathBuf::from(entry.file_name()) } else { entry.path() }))
        .collect()
}

fn unreadable(path: PathBuf, error: &std::io::Error) -> Odd {
    let is_missing = error.kind() == std::io::ErrorKind::NotFound;
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound if is_named_like_an_archive(&path) => {
            "if it is the archive that you mean, write `--archive` before its name"
        }
        std::io::ErrorKind::NotFound => "check the name",
        std::io::ErrorKind::PermissionDenied => "check its permissions and add it again",
        _ => "check the disk it lies on and add it again",
    };
    Odd { path, message: format!("cannot be read: {error}"), hint: hint.to_owned(), is_error: true, is_missing }
}

/// Whether nobody would call a document so.
fn is_named_like_an_archive(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "broadside")
}

/// Whether a folder is an archive: its own files are no documents.
fn is_archive(folder: &Path) -> bool {
    folder.join("broadside.toml").is_file() && folder.join("originals").is_dir()
}

fn archive_among(path: PathBuf) -> Odd {
    let message = "an archive of Broadside, and no document: not read".to_owned();
    let hint = "to add to it, write `--archive` before its name; to add what it holds, name its folder `originals`";
    Odd { path, message, hint: hint.to_owned(), is_error: false, is_missing: false }
}

fn special(path: PathBuf, kind: fs::FileType) -> Odd {
    let (message, hint, is_error) = if kind.is_symlink() {
        ("a symbolic link: not followed", "add what it points to by its own name", false)
    } else if kind.is_fifo() {
        ("a FIFO, not a file: not opened", "save what it carries to a file and add that", true)
    } else if kind.is_socket() {
        ("a socket, not a file: not opened", "nothing to do", true)
    } else {
        ("a device, not a file: not opened", "nothing to do", true)
    };
    Odd { path, message: message.to_owned(), hint: hint.to_owned(), is_error, is_missing: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_and_links_are_left_out_and_order_is_by_name() {
        let root = std::env::temp_dir().join(format!("broadside-walk-{}", std::process::id()));
        for folder in ["b", "archive.broadside"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        for file in ["c.txt", "b/x.txt", "a.txt", "archive.broadside/catalogue.sqlite"] {
            fs::write(root.join(file), "x").unwrap();
        }
        std::os::unix::fs::symlink("a.txt", root.join("link")).unwrap();
        let (found, odd) = walk(&[root.clone(), root.join("a.txt")], &root.join("archive.broadside"));
        let names: Vec<_> = found.iter().map(|file| file.path.strip_prefix(&root).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "b/x.txt", "c.txt"]);
        assert_eq!(odd.len(), 1);
        assert!(odd[0].message.contains("symbolic link"));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_name_that_is_an_archives_says_what_to_write() {
        let (_, odd) = walk(&[PathBuf::from("/nowhere/papers.broadside")], Path::new("archive.broadside"));
        assert!(odd[0].is_missing && odd[0].hint.contains("--archive"));
        let root = std::env::temp_dir().join(format!("broadside-among-{}", std::process::id()));
        fs::create_dir_all(root.join("old/originals")).unwrap();
        fs::write(root.join("old/broadside.toml"), "format = 1\n").unwrap();
        let (found, odd) = walk(std::slice::from_ref(&root), Path::new("archive.broadside"));
        assert!(found.is_empty() && odd[0].hint.contains("originals"));
        fs::remove_dir_all(root).unwrap();
    }
}
