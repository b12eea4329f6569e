//! A model that the user brings to label names, in place of the built-in tagger.
//!
//! Takes a folder with the model, gives anatomies whose names it labelled. The folder's files are as little to be trusted as
//! documents: this process hashes them and nothing more; a worker of its own kind takes their bytes before it is confined,
//! makes the model of them afterwards, and reads the anatomy of texts that other workers have read and repaired. Where the
//! model fails a document, the names of the built-in tagger stay, and a diagnostic says so.

use super::{Result, RunError, anatomy, journey};
use crate::mentions::names::tagger::Tagger;
use crate::sandbox::{Limits, Pool, WorkerFailure};
use crate::store::NamesModel;
use broadside_model::{Anatomy, Diagnostic, Reading, Severity, Text};
use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Makes a tagger of a model's files. Why it cannot is for a person, and names the file.
pub type Loader = fn(ModelFiles) -> std::result::Result<Box<dyn Tagger + Send>, String>;

/// The files of a model, by their names in its folder.
#[derive(Debug, Default)]
pub struct ModelFiles {
    /// The name of the folder and the first digits of the hash, as mentions give them.
    pub name: String,
    /// Names and bytes; those that the folder lacks are absent.
    pub files: Vec<(String, Vec<u8>)>,
}

impl ModelFiles {
    /// Takes the bytes of a file away.
    pub fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        let at = self.files.iter().position(|(known, _)| known == name)?;
        Some(self.files.swap_remove(at).1)
    }

    /// Reads the files of a folder.
    pub fn read(folder: &Path, name: &str) -> std::io::Result<ModelFiles> {
        let read = |file: String| fs::read(folder.join(&file)).map(|bytes| (file, bytes));
        let files = names_in(folder)?.into_iter().map(read).collect::<std::io::Result<_>>()?;
        Ok(ModelFiles { name: name.to_owned(), files })
    }
}

/// What a run is to label names with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// What the archive's settings say.
    #[default]
    Remembered,
    /// The built-in tagger, from now on.
    BuiltIn,
    /// The model in this folder, from now on.
    Model(PathBuf),
}

/// Where a network is looked for in the folder, the first that is there.
const NETWORKS: &[&str] = &["model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx"];
/// What stands beside it. All of these count into the hash.
const BESIDE: &[&str] = &["config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"];
/// What large weights that lie beside the network are called behind its own name.
const DATA: &[&str] = &["_data", ".data"];

/// Bytes of text that get the seconds of one file.
const TEXT_AT_ONCE: usize = 16 << 10;
/// Most seconds for one document, however long.
const LONGEST: u32 = 4 * 3600;
/// Digits of the hash that stand beside the model's name.
const DIGITS: usize = 12;

/// The files of a folder that make a model, in a fixed order.
fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let is_there = |name: &str| folder.join(name).is_file();
    let Some(network) = NETWORKS.iter().find(|name| is_there(name)) else {
        return Err(std::io::Error::other(format!("there is no {} in it", NETWORKS[0])));
    };
    let data = DATA.iter().map(|end| format!("{network}{end}")).filter(|name| is_there(name));
    let beside = BESIDE.iter().filter(|name| is_there(name)).map(|name| (*name).to_owned());
    Ok([(*network).to_owned()].into_iter().chain(data).chain(beside).collect())
}

/// The folder's absolute name, BLAKE3 over names and bytes of its files, and how many bytes they are.
fn hash(folder: &Path) -> std::io::Result<(NamesModel, u64)> {
    let folder = folder.canonicalize()?;
    if folder.to_str().is_none() {
        return Err(std::io::Error::other("its path is not UTF-8, so it cannot be remembered"));
    }
    let (mut hasher, mut total) = (blake3::Hasher::new(), 0);
    let mut buffer = vec![0; 1 << 20];
    for name in names_in(&folder)? {
        let mut file = fs::File::open(folder.join(&name))?;
        let length = file.metadata()?.len();
        hasher.update(name.as_bytes()).update(&[0]).update(&length.to_le_bytes());
        loop {
            let got = file.read(&mut buffer)?;
            if got == 0 {
                break;
            }
            total += got as u64;
            hasher.update(&buffer[..got]);
        }
    }
    Ok((NamesModel { folder, blake3: hasher.finalize().to_hex().to_string() }, total))
}

/// A model at work.
#[derive(Debug)]
pub struct Names {
    pool: Pool,
    model: NamesModel,
    limits: Limits,
    /// Texts that it was asked to label the names of.
    asked: AtomicU64,
    /// How many of them it failed, and why it failed one.
    failed: Mutex<(u64, String)>,
}

/// How workers are started for a model.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// The program that becomes a worker.
    pub program: &'a Path,
    /// Workers side by side, at most.
    pub threads: usize,
    /// What a worker may use besides what the model takes.
    pub limits: Limits,
}

impl Names {
    /// The model in a folder that the user names now.
    pub fn brought(folder: &Path, start: Start<'_>) -> Result<Names> {
        let fail =
            |error: std::io::Error| RunError::Names(format!("the names model {}: {error}. {HINT}", folder.display()));
        let (model, bytes) = hash(folder).map_err(fail)?;
        Names::open(model, bytes, start)
    }

    /// The model that an archive remembers, which must be there and unchanged.
    pub fn remembered(model: &NamesModel, start: Start<'_>) -> Result<Names> {
        let shown = model.folder.display();
        let advice = "`broadside reread --names-model DIR` takes another, `--names-model none` the built-in tagger";
        let (found, bytes) = hash(&model.folder).map_err(|error| {
            RunError::Names(format!(
                "the names model {shown}, which this archive uses: {error}. Put it back, or: {advice}"
            ))
        })?;
        if found.blake3 != model.blake3 {
            return Err(RunError::Names(format!(
                "the names model {shown} is not the one that this archive uses: its files have changed. Put the old ones back, or: {advice}"
            )));
        }
        Names::open(found, bytes, start)
    }

    fn open(model: NamesModel, bytes: u64, start: Start<'_>) -> Result<Names> {
        // The bytes as read and the network made of them stand beside each other while it is made.
        let memory = start.limits.memory.saturating_add(bytes.saturating_mul(3));
        let limits = Limits { memory, seconds: LONGEST, resident: memory / 4 * 3, ..start.limits };
        let said = vec![model.folder.clone().into_os_string(), OsString::from(name_of(&model))];
        let workers = workers(start.threads, bytes.saturating_mul(2).saturating_add(256 << 20));
        let pool = Pool::of(start.program, said, workers, limits).map_err(RunError::Sandbox)?;
        let names = Names { pool, model, limits: start.limits, asked: AtomicU64::new(0), failed: Mutex::default() };
        let fail = |why: String| RunError::Names(format!("the names model {}: {why}", names.model.folder.display()));
        let seconds = start.limits.seconds.saturating_mul(4).max(120);
        let answer = names.pool.call_within(&journey::names_check_request(), seconds);
        let blame = |failure: &WorkerFailure| match failure {
            WorkerFailure::OutOfMemory { limit } => overgrown(*limit, bytes, start.limits.memory),
            failure => names.blame(failure),
        };
        let answer = answer.map_err(|failure| fail(blame(&failure)))?;
        journey::names_answer(&answer).map_err(fail)?;
        Ok(names)
    }

    /// What an archive is to remember.
    pub fn model(&self) -> &NamesModel {
        &self.model
    }

    /// What anatomies made with it carry.
    pub fn made_by(&self) -> String {
        anatomy::anatomy_by(Some(&name_of(&self.model)))
    }

    /// The anatomy of a text with the model's names, and what made it; where the model fails, `plain` with a diagnostic.
    pub fn read(&self, reading: &Reading, text: &Text, plain: Anatomy) -> (Anatomy, String) {
        if text.text.trim().is_empty() {
            return (plain, self.made_by());
        }
        let parts = u32::try_from(text.text.len() / TEXT_AT_ONCE + 1).unwrap_or(u32::MAX);
        let seconds = self.limits.seconds.saturating_mul(parts).min(LONGEST);
        self.asked.fetch_add(1, Ordering::Relaxed);
        let answer = self.pool.call_within(&journey::names_request(reading, text), seconds);
        let read =
            answer.map_err(|failure| self.blame(&failure)).and_then(|answer| journey::names_anatomy(&answer, text));
        match read {
            Ok(anatomy) => (anatomy, self.made_by()),
            Err(why) => {
                let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                // Of several reasons the same one is told, in whatever order the texts came.
                failed.1 = if failed.0 == 0 { why.clone() } else { why.clone().min(std::mem::take(&mut failed.1)) };
                failed.0 += 1;
                drop(failed);
                let mut plain = plain;
                let message = format!("the built-in tagger labelled the names: the names model could not ({why})");
                let hint = "`broadside reread` tries again what the model did not read";
                plain.diagnostics.push(Diagnostic::new(Severity::Warning, "mentions", message, hint));
                (plain, anatomy::anatomy_by(None))
            }
        }
    }

    /// What a person should know at the end of a run: how many texts it failed, and why; `None` where it failed none.
    pub fn outcome(&self) -> Option<String> {
        let (failed, why) = &*self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = self.asked.load(Ordering::Relaxed);
        let of = match (*failed, asked) {
            (0, _) => return None,
            (1, 1) => "the one text that it was given".to_owned(),
            (failed, asked) if failed == asked => format!("all {asked} texts that it was given"),
            (failed, asked) => format!("{failed} of {asked} texts"),
        };
        let name = name_of(&self.model);
        Some(format!(
            "The names model {name} failed {of}: {why}. Their names are the built-in tagger's. `broadside report \
             --problems` lists them; `broadside reread` tries again"
        ))
    }

    /// What happened to a worker, and what helps.
    fn blame(&self, failure: &WorkerFailure) -> String {
        match failure {
            WorkerFailure::TimedOut { seconds } => {
                format!("it did not finish within {seconds} s: raise --worker-seconds above {}", self.limits.seconds)
            }
            WorkerFailure::OutOfMemory { limit } => format!(
                "it needed more than {} MiB: raise --worker-memory above {}",
                limit >> 20,
                self.limits.memory >> 20
            ),
            WorkerFailure::Panicked { message } => {
                format!(
                    "it makes the program that runs it fail ({message}): the file model.onnx is damaged, or of a kind that is not understood"
                )
            }
            failure => failure.to_string(),
        }
    }
}

/// That a model of so many `bytes` needed more than `limit` bytes for a few words, where `given` are what a worker may use
/// besides the model.
fn overgrown(limit: u64, bytes: u64, given: u64) -> String {
    format!(
        "it needed more than {} MiB for a few words, though its files are {} MiB: most likely model.onnx is damaged, or of \
         a kind that is not understood. Take a fresh copy; only where that fails too raise --worker-memory above {}",
        limit >> 20,
        bytes.div_ceil(1 << 20),
        given >> 20
    )
}

/// What to do where a folder is no model.
const HINT: &str = "A model is a folder with model.onnx, config.json and tokenizer.json (or vocab.txt)";

/// The name of the folder and the first digits of the hash.
fn name_of(model: &NamesModel) -> String {
    let folder = model.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: String =
        folder.chars().filter(|c| !c.is_control() && !c.is_whitespace() && *c != ',').take(60).collect();
    let digits = model.blake3.get(..DIGITS).unwrap_or_default();
    format!("{plain}@{digits}")
}

/// How many workers that take so many bytes each fit into half of the memory that is free.
fn workers(most: usize, bytes: u64) -> usize {
    let free = fs::read_to_string("/proc/meminfo").ok().and_then(|all| {
        let line = all.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    });
    let fit = free.map_or(u64::MAX, |kib| kib.saturating_mul(512) / bytes.max(1));
    most.min(usize::try_from(fit).unwrap_or(usize::MAX)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_that_outgrows_its_files_is_said_to_be_damaged_before_more_memory_is_asked_for() {
        let said = overgrown(2000 << 20, 3 << 20, 1024 << 20);
        let (damaged, memory) = (said.find("damaged"), said.find("--worker-memory above 1024"));
        assert!(damaged.is_some() && damaged < memory, "{said}");
        assert!(said.contains("2000 MiB") && said.contains("are 3 MiB"), "{said}");
    }
}
