//! Names every damaged or missing byte of an archive.
//!
//! Takes an archive's folder, gives findings: a file, what is wrong with it, what to do. It changes nothing. Sealed
//! files are compared with their seal before anything opens them, so that damage is named by its place even where
//! SQLite would not notice it.

use super::{Catalogue, Layout, Lock, Result, Seal, StoreError};
use broadside_model::SourceId;
use sha2::Digest as _;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Something wrong in an archive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The damaged or missing file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// What to do.
    pub hint: String,
}

/// What verifying found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Everything wrong, by path.
    pub findings: Vec<Finding>,
    /// Things worth knowing that are no damage.
    pub notes: Vec<String>,
    /// Originals compared with their hash.
    pub originals: u64,
    /// Bytes of originals and page images read.
    pub bytes: u64,
    /// Whether the catalogue was compared with its seal (else only by its inner checks).
    pub sealed: bool,
}

const RESTORE: &str = "restore the file from a copy, or add the source again";
const CATALOGUE: &str = "restore catalogue.sqlite from a copy, or make a new archive from the originals: `broadside add ORIGINALS --archive NEW`";
const INDEX: &str = "run `broadside reindex`: the index is derived and nothing is lost";

/// Checks an archive, hashing on `threads` threads.
pub fn verify(layout: &Layout, threads: usize) -> Result<Verified> {
    let mut found = Verified::default();
    let mut writer = Lock::held_by(layout);
    check_seals(layout, &mut found);
    if !found.findings.is_empty() && writer.is_none() {
        // A writer that began meanwhile takes the seals away and changes what they spoke of.
        writer = Lock::held_by(layout);
        if writer.is_some() {
            found = Verified::default();
        }
    }
    match &writer {
        Some(writer) => found.notes.push(format!(
            "Another broadside is writing to this archive ({writer}): its rows were checked one by one, not by the seal."
        )),
        None if !layout.catalogue_seal().exists() => found.notes.push(
            "The catalogue has no seal: the last writer did not end in order. Its rows were checked one by one; the next `broadside add` or `broadside reindex` seals it."
                .to_owned(),
        ),
        None => {}
    }
    let damaged_before = found.findings.len();
    match check_catalogue(layout, &mut found) {
        Ok(expected) => check_files(layout, expected, threads, writer.is_some(), &mut found),
        Err(error) if damaged_before > 0 => {
            found.notes.push(format!("The catalogue could not be read further: {error}"))
        }
        Err(error @ StoreError::Newer { .. }) => return Err(error),
        Err(StoreError::Empty(_)) => found.notes.push("The archive is empty: nothing was committed yet.".to_owned()),
        Err(StoreError::Lost(path)) => add(&mut found, path, "missing", CATALOGUE),
        Err(error) => add(&mut found, layout.catalogue(), error.to_string(), CATALOGUE),
    }
    if !found.findings.is_empty() {
        check_names(layout, threads, &mut found);
    }
    found.findings.sort();
    found.findings.dedup();
    Ok(found)
}

fn add(found: &mut Verified, path: PathBuf, what: impl Into<String>, hint: &str) {
    found.findings.push(Finding { path, what: what.into(), hint: hint.to_owned() });
}

fn check_seals(layout: &Layout, found: &mut Verified) {
    let seals =
        [(layout.catalogue_seal(), layout.root().to_owned(), CATALOGUE), (layout.index_seal(), layout.index(), INDEX)];
    for (place, (path, folder, hint)) in seals.into_iter().enumerate() {
        match Seal::read(&path) {
            None => {}
            Some(Err(what)) => {
                add(found, path, what, "run `broadside reindex`: it writes the seal anew if all else is well")
            }
            Some(Ok(seal)) => {
                found.sealed |= place == 0;
                for (path, what) in seal.check(&folder) {
                    add(found, path, what, hint);
                }
            }
        }
    }
}

/// Checks the catalogue from inside and gives the files it speaks of, with their hash.
fn check_catalogue(layout: &Layout, found: &mut Verified) -> Result<BTreeMap<PathBuf, SourceId>> {
    let mut expected = BTreeMap::new();
    let catalogue = Catalogue::open(layout)?;
    let path = layout.catalogue();
    for line in catalogue.integrity()? {
        add(found, path.clone(), line, CATALOGUE);
    }
    if let Err(error) = catalogue.decisions() {
        add(found, path.clone(), error.to_string(), CATALOGUE);
    }
    for id in catalogue.ids(0)? {
        expected.insert(layout.original(id), id);
        for (page, _, _, hash) in catalogue.images(id)? {
            expected.insert(layout.image(id, page), hash);
        }
        if let Err(error) = catalogue.summary(id).and_then(|_| catalogue.stored(id)).and_then(|_| catalogue.anatomy(id))
        {
            let hint = "run `broadside reread`: it reads the source again from its original";
            add(found, path.clone(), error.to_string(), hint);
        }
    }
    Ok(expected)
}

fn check_files(
    layout: &Layout,
    expected: BTreeMap<PathBuf, SourceId>,
    threads: usize,
    is_written: bool,
    found: &mut Verified,
) {
    let files: Vec<(PathBuf, SourceId)> = expected.into_iter().collect();
    for (path, what) in hash_all(&files, threads, found) {
        let hint = if path.starts_with(layout.originals()) {
            RESTORE
        } else {
            "run `broadside reread` to make the picture again"
        };
        add(found, path, what, hint);
    }
    let known: std::collections::BTreeSet<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
    let strays = originals_on_disk(layout).into_iter().filter(|path| !known.contains(path.as_path())).count();
    if strays > 0 && !is_written {
        let files = if strays == 1 { "1 file".to_owned() } else { format!("{strays} files") };
        found.notes.push(format!(
            "In originals/, not in the catalogue: {files}, which an interrupted run received and did not acknowledge. Adding the same again takes it up."
        ));
    }
}

/// Where the catalogue is damaged, originals are still checked against their own names.
fn check_names(layout: &Layout, threads: usize, found: &mut Verified) {
    let files: Vec<(PathBuf, SourceId)> = originals_on_disk(layout)
        .into_iter()
        .filter_map(|path| {
            let folder = path.parent()?.file_name()?.to_str()?;
            let id = SourceId::from_hex(&format!("{folder}{}", path.file_name()?.to_str()?))?;
            Some((path, id))
        })
        .collect();
    for (path, what) in hash_all(&files, threads, &mut Verified::default()) {
        add(found, path, what, RESTORE);
    }
}

fn originals_on_disk(layout: &Layout) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
    };
    let mut files: Vec<PathBuf> = list(&layout.originals()).iter().flat_map(|folder| list(folder)).collect();
    files.sort();
    files
}

fn hash_all(files: &[(PathBuf, SourceId)], threads: usize, found: &mut Verified) -> Vec<(PathBuf, String)> {
    let (next, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                while let Some((path, id)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let what = match hash(path) {
                        Ok((now, length)) => {
                            bytes.fetch_add(length, Ordering::Relaxed);
                            (now != *id)
                                .then(|| format!("damaged: its {length} bytes no longer have the SHA-256 {}", id.hex()))
                        }
                        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some("missing".to_owned()),
                        Err(error) => Some(format!("cannot be read: {error}")),
                    };
                    if let (Some(what), Ok(mut wrong)) = (what, wrong.lock()) {
                        wrong.push((path.clone(), what));
                    }
                }
            });
        }
    });
    found.originals += files.len() as u64;
    found.bytes += bytes.into_inner();
    wrong.into_inner().unwrap_or_default()
}

fn hash(path: &Path) -> std::io::Result<(SourceId, u64)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut length, mut buffer) = (sha2::Sha256::new(), 0, vec![0; 256 * 1024]);
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((SourceId(hasher.finalize().into()), length));
        }
        hasher.update(&buffer[..count]);
        length += count as u64;
    }
}
