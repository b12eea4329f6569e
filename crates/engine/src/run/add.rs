//! Reads files into an archive.
//!
//! Takes paths, gives an archive with a record for each file and a line for each name. Readers (one per thread, each
//! with a worker process) hash, keep and read files; one committer makes batches durable and only then acknowledges
//! them. The result does not depend on the number of threads.

use super::committer::Committer;
use super::names::{Choice, Names, Start};
use super::reader::{Job, Queue, Reader, line_of_odd};
use super::{Ocr, Result, RunError, anatomy, indexing, walk};
use crate::repair::Params;
use crate::sandbox::{Limits, Pool};
use crate::store::{Catalogue, Layout, Lock, Originals, Settings};
use broadside_model::{Anatomy, Diagnostic, Format, Method, Outcome, Reading, Severity, SourceId, Text};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// What to add, and where.
#[derive(Clone, Debug)]
pub struct AddParams {
    /// The archive's folder; made when it is not there.
    pub archive: PathBuf,
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Readers at work side by side; at least 1.
    pub threads: usize,
    /// The program that becomes a worker when it is run with the worker's argument: Broadside itself.
    pub program: PathBuf,
    /// Limits of a worker.
    pub limits: Limits,
    /// What labels names.
    pub names: Choice,
    /// The folder from which files are named; with none they are called as they were reached.
    pub below: Option<PathBuf>,
}

/// What a file is called that was reached by this path, told from a folder.
pub(super) fn called(below: Option<&Path>, path: &Path) -> PathBuf {
    let rest = below.and_then(|below| path.strip_prefix(below).ok());
    rest.filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path).to_owned()
}

impl AddParams {
    fn start(&self) -> Start<'_> {
        Start { program: &self.program, threads: self.threads, limits: self.limits }
    }
}

/// The model that the choice brings, found usable before anything is written.
pub(super) fn brought(params: &AddParams) -> Result<Option<Names>> {
    match &params.names {
        Choice::Model(folder) => Names::brought(folder, params.start()).map(Some),
        _ => Ok(None),
    }
}

/// What labels names in this run, remembered in the settings where the choice is a new one. To be called under the lock.
pub(super) fn settled(
    params: &AddParams,
    brought: Option<Names>,
    layout: &Layout,
    settings: &mut Settings,
) -> Result<Option<Names>> {
    let chosen = match (&params.names, brought) {
        (Choice::Remembered, _) => {
            let remembered = settings.names_model.as_ref();
            return remembered.map(|model| Names::remembered(model, params.start())).transpose();
        }
        (_, chosen) => chosen,
    };
    let model = chosen.as_ref().map(|names| names.model().clone());
    if settings.names_model != model {
        settings.names_model = model;
        layout.write_settings(settings)?;
    }
    Ok(chosen)
}

/// What became of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name, as bytes.
    pub path: Vec<u8>,
    /// Its source, where it could be kept.
    pub source: Option<SourceId>,
    /// Its length in bytes.
    pub bytes: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether its bytes were in the archive before.
    pub known: bool,
    /// What kind of file it is.
    pub format: Format,
    /// How its text was come by.
    pub method: Method,
    /// ISO 639-3 code of its main language.
    pub language: Option<String>,
    /// Text quality in hundredths.
    pub quality: Option<u8>,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Line {
    /// Whether something could not be read: the run ends with exit code 1.
    pub fn is_bad(&self) -> bool {
        matches!(self.outcome, Outcome::Failed | Outcome::Unsupported)
            || self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Watches a run.
pub trait Progress: Sync {
    /// The files were listed: how many, and their bytes.
    fn listed(&self, files: u64, bytes: u64);
    /// Something a person should know of the whole run; may be empty.
    fn noted(&self, note: &str);
    /// A reader begins a file.
    fn begun(&self, path: &[u8]);
    /// A name is done, and what the line says is on disk.
    fn acknowledged(&self, line: &Line);
    /// Whether to stop: files in hand are finished, no new ones begun.
    fn is_stopped(&self) -> bool;
}

/// How a run went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Names of which something could not be read.
    pub bad: u64,
    /// Names acknowledged.
    pub names: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// What a person should know of the model that labelled names.
    pub of_model: Option<String>,
}

/// Adds files and folders to an archive.
pub fn add(params: &AddParams, progress: &dyn Progress) -> Result<Added> {
    let (found, mut odd) = walk::walk(&params.paths, &params.archive);
    odd.iter_mut().for_each(|odd| odd.path = called(params.below.as_deref(), &odd.path));
    if found.is_empty() && odd.iter().all(|name| name.is_missing) && Layout::open(&params.archive).is_err() {
        // A mistyped name is no reason to make an archive.
        let lines: Vec<Line> = odd.iter().map(line_of_odd).collect();
        lines.iter().for_each(|line| progress.acknowledged(line));
        return Ok(Added { bad: lines.len() as u64, ..Added::default() });
    }
    let brought = brought(params)?;
    let (layout, mut settings) = Layout::open_or_create(&params.archive)?;
    let _lock = Lock::take(&layout)?;
    let names = settled(params, brought, &layout, &mut settings)?;
    let names = names.as_ref();
    let originals = Originals::new(&layout)?;
    indexing::unseal(&layout)?;
    let mut catalogue = Catalogue::open_or_create(&layout)?;
    let index = indexing::Indexer::open(&layout, &catalogue, params.threads)?;
    let (mut index, _) = super::remove::finish(&mut catalogue, index, &layout, params.threads)?;
    progress.listed(found.len() as u64, found.iter().map(|file| file.bytes).sum());
    let pool = Pool::new(&params.program, params.threads, params.limits).map_err(RunError::Sandbox)?;
    progress.noted(pool.confinement().note());
    let below = params.below.as_deref();
    let work =
        Work { layout: &layout, settings: &settings, originals: &originals, pool: &pool, names, progress, below };
    let mut committer = Committer::new(&mut catalogue, &originals, &mut index, progress);
    for name in odd {
        if name.is_missing {
            committer.report(&name);
        } else {
            committer.skip(name)?;
        }
    }
    let queue = Queue::new(found);
    let ocr = Ocr::find(&params.program, &settings, &params.limits);
    let outcome = read_all(&work, ocr.as_ref(), params.threads, &queue, &mut committer);
    let ended = committer.finish();
    let stopped = progress.is_stopped() && outcome.is_ok();
    outcome?;
    let added = ended?;
    super::decide::amend_stale(&mut catalogue, &mut index, &settings)?;
    index.finish(catalogue.last_batch()?)?;
    catalogue.close()?;
    indexing::seal(&layout)?;
    Ok(Added { stopped, of_model: names.and_then(Names::outcome), ..added })
}

/// What every reader of a run shares.
pub(super) struct Work<'a> {
    pub layout: &'a Layout,
    pub settings: &'a Settings,
    pub originals: &'a Originals,
    pub pool: &'a Pool,
    pub names: Option<&'a Names>,
    pub progress: &'a dyn Progress,
    /// The folder from which files are named.
    pub below: Option<&'a Path>,
}

impl Work<'_> {
    /// What anatomies made now carry.
    pub fn anatomy_by(&self) -> String {
        self.names.map_or_else(|| anatomy::anatomy_by(None), Names::made_by)
    }

    /// The anatomy with the names of the user's model, where there is one, and what made it.
    pub fn with_names(&self, reading: &Reading, text: &Text, plain: Anatomy) -> (Anatomy, String) {
        match self.names {
            Some(names) => names.read(reading, text, plain),
            None => (plain, self.anatomy_by()),
        }
    }

    pub fn repair_params(&self) -> Params {
        Params { off: self.settings.repair_off.clone(), ..Params::default() }
    }
}

/// Reads all that is in a queue, and what is unpacked meanwhile.
pub(super) fn read_all(
    work: &Work<'_>,
    ocr: Option<&Ocr>,
    threads: usize,
    queue: &Queue,
    committer: &mut Committer<'_>,
) -> Result<()> {
    let repair = work.repair_params();
    // Enough to keep the committer busy, little enough to bound memory.
    let (sender, receiver) = sync_channel(32);
    std::thread::scope(|scope| {
        // More readers than workers: while some wait for the disk, hash or store, all workers are busy.
        for _ in 0..2 * threads.max(1) + 2 {
            let sender = sender.clone();
            let repair = &repair;
            scope.spawn(move || {
                let reader = match Reader::new(work, ocr, repair, sender.clone()) {
                    Ok(reader) => reader,
                    Err(error) => {
                        let _ = sender.send(Err(error));
                        return;
                    }
                };
                while let Some(job) = queue.next(|| work.progress.is_stopped()) {
                    let alive = reader.take(job, queue);
                    queue.done();
                    if !alive {
                        queue.abandon();
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut outcome = Ok(());
        loop {
            let message = match receiver.recv_timeout(committer.patience()) {
                Ok(message) => message,
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                    if let Err(error) = committer.flush() {
                        outcome = Err(error);
                        break;
                    }
                    continue;
                }
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
            };
            if let Err(error) = message.and_then(|job| committer.take(job)) {
                outcome = Err(error);
                break;
            }
        }
        // Readers still at work find the channel closed and stop.
        queue.abandon();
        drop(receiver);
        outcome
    })
}

pub(super) type Answer = Result<Job>;
