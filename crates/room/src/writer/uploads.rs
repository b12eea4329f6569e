//! Uploads: what was sent, how far adding it has come, and what became of each file.

use super::Writer;
use super::spool::{self, Receiving};
use crate::answer::Trouble;
use crate::plain::name;
use broadside_engine::run::{AddParams, Line, Progress, RunError, add as add_to_archive};
use broadside_model::{Diagnostic, Outcome, Severity, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Uploads that are remembered after their end.
const REMEMBERED: usize = 50;
/// Files of one upload that are told one by one; of those that lie in others so many again.
const TOLD: usize = 20_000;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// Its source, where it could be kept.
    pub source: Option<SourceId>,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether its bytes were in the archive before.
    pub known: bool,
    /// Warnings and errors.
    pub problems: Vec<Diagnostic>,
}

/// How far an upload is.
#[derive(Clone, Debug, Default)]
pub struct Stand {
    /// Files that were sent.
    pub sent: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files not read yet.
    pub waiting: BTreeSet<PathBuf>,
    /// Names of the files that are being read.
    pub in_hand: BTreeSet<String>,
    /// What became of the others, in the order of time.
    pub told: Vec<Told>,
    /// The same of files that lie in others.
    pub members: Vec<Told>,
    /// How many files of each outcome, members too.
    pub outcomes: BTreeMap<Outcome, u64>,
    /// Files that could not be received, and why.
    pub refused: Vec<(String, Refusal)>,
    /// Why it does not go on, where it does not: it is tried again.
    pub trouble: Option<Trouble>,
    /// Whether all is done.
    pub has_ended: bool,
}

/// Why a file was not received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than any that is read.
    TooLarge,
    /// More files than are taken at once.
    TooMany,
    /// It has no name that can be kept.
    NoName,
}

/// Files that were sent together.
#[derive(Debug)]
pub struct Upload {
    /// What it is called.
    pub id: String,
    folder: PathBuf,
    stand: Mutex<Stand>,
}

impl Upload {
    fn new(folder: &Path, id: String, refused: Vec<(String, Refusal)>) -> Self {
        let folder = folder.join(&id);
        let files = spool::files(&folder);
        let stand = Stand {
            sent: files.len(),
            bytes: files.iter().map(|(_, bytes)| bytes).sum(),
            waiting: files.into_iter().map(|(name, _)| name).collect(),
            refused,
            ..Stand::default()
        };
        Upload { id, folder, stand: Mutex::new(stand) }
    }

    fn lock(&self) -> MutexGuard<'_, Stand> {
        self.stand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at how far it is.
    pub fn with<T>(&self, look: impl FnOnce(&Stand) -> T) -> T {
        look(&self.lock())
    }

    /// It could not be added now.
    pub fn failed(&self, trouble: &Trouble) {
        let mut stand = self.lock();
        stand.trouble = Some(trouble.clone());
        stand.in_hand.clear();
    }

    /// A name is done: what the line says is on disk.
    fn take(&self, line: &Line) {
        let path = PathBuf::from(OsStr::from_bytes(&line.path));
        let problems = line.diagnostics.iter().filter(|found| found.severity > Severity::Note).cloned().collect();
        let told =
            Told { name: name(&line.path), source: line.source, outcome: line.outcome, known: line.known, problems };
        let mut stand = self.lock();
        stand.in_hand.remove(&told.name);
        *stand.outcomes.entry(line.outcome).or_default() += 1;
        if stand.waiting.remove(&path) {
            stand.told.push(told);
            drop(stand);
            let _ = std::fs::remove_file(self.folder.join(path));
        } else if stand.members.len() < TOLD && stand.members.iter().rev().take(TOLD).all(|one| one.name != told.name) {
            stand.members.push(told);
        }
    }

    /// Ends it where nothing waits any more.
    fn close(&self) {
        let mut stand = self.lock();
        stand.in_hand.clear();
        stand.trouble = None;
        if stand.waiting.is_empty() {
            stand.has_ended = true;
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// All uploads.
#[derive(Debug)]
pub struct Uploads {
    folder: PathBuf,
    all: Mutex<Vec<Arc<Upload>>>,
    /// Uploads of an earlier program that go on now, and their files.
    pub left_over: (usize, usize),
    /// Uploads that were not received whole, and are deleted.
    pub broken: usize,
}

impl Uploads {
    /// Those of an archive: with what an earlier program left.
    pub fn open(archive: &Path) -> Self {
        let folder = archive.join("uploads");
        let (ids, broken) = spool::left_over(&folder);
        let all: Vec<Arc<Upload>> = ids.into_iter().map(|id| Arc::new(Upload::new(&folder, id, Vec::new()))).collect();
        let files = all.iter().map(|upload| upload.with(|stand| stand.sent)).sum();
        let left_over = (all.len(), files);
        Uploads { folder, all: Mutex::new(all), left_over, broken }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Upload>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A folder to receive files in, and what it is called.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn receive(&self) -> std::io::Result<(String, Receiving)> {
        #[expect(
            clippy::disallowed_methods,
            reason = "what people did is dated; nothing read out of documents depends on it"
        )]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let id = format!("{:x}", now.as_micros());
        Ok((id.clone(), Receiving::new(&self.folder, &id)?))
    }

    /// Everything of an upload was received.
    ///
    /// # Errors
    /// Where it cannot be kept.
    pub fn received(
        &self,
        id: String,
        receiving: Receiving,
        refused: Vec<(String, Refusal)>,
    ) -> std::io::Result<Arc<Upload>> {
        receiving.keep()?;
        let upload = Arc::new(Upload::new(&self.folder, id, refused));
        let mut all = self.lock();
        all.push(Arc::clone(&upload));
        let ended = all.iter().filter(|upload| upload.with(|stand| stand.has_ended)).count();
        let mut forgotten = ended.saturating_sub(REMEMBERED);
        all.retain(|upload| {
            let goes = forgotten > 0 && upload.with(|stand| stand.has_ended);
            forgotten -= usize::from(goes);
            !goes
        });
        Ok(upload)
    }

    /// The upload that is called so.
    pub fn find(&self, id: &str) -> Option<Arc<Upload>> {
        self.lock().iter().find(|upload| upload.id == id).cloned()
    }

    /// All that are remembered, the last first.
    pub fn all(&self) -> Vec<Arc<Upload>> {
        self.lock().iter().rev().cloned().collect()
    }

    /// The first that has not ended.
    pub(super) fn next(&self) -> Option<Arc<Upload>> {
        self.lock().iter().find(|upload| !upload.with(|stand| stand.has_ended)).cloned()
    }

    /// Whether files wait or are being read.
    pub fn are_under_way(&self) -> bool {
        self.next().is_some()
    }
}

/// Watches the adding of an upload.
struct Watch<'a> {
    writer: &'a Writer,
    upload: &'a Upload,
}

impl Progress for Watch<'_> {
    fn listed(&self, _: u64, _: u64) {}

    fn noted(&self, _: &str) {}

    fn begun(&self, path: &[u8]) {
        let mut stand = self.upload.lock();
        if stand.in_hand.len() < 64 {
            stand.in_hand.insert(name(path));
        }
    }

    fn acknowledged(&self, line: &Line) {
        self.upload.take(line);
    }

    fn is_stopped(&self) -> bool {
        self.writer.is_wanted()
    }
}

/// Adds what waits of an upload, until a decision waits or the program is to end.
pub(super) fn add(writer: &Writer, upload: &Upload) -> Result<(), Trouble> {
    let paths = upload.with(|stand| stand.waiting.iter().map(|name| upload.folder.join(name)).collect());
    let params = AddParams { paths, below: Some(upload.folder.clone()), ..writer.params() };
    let added = add_to_archive(&params, &Watch { writer, upload });
    added.map_err(|error: RunError| Trouble::from(error))?;
    upload.close();
    Ok(())
}
