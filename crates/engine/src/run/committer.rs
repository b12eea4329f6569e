//! Makes batches durable, in the order that a crash cannot hurt, and acknowledges them.
//!
//! Originals first, then one transaction of the catalogue, then the lines to whoever watches, then the index.

use super::add::{Added, Line, Progress};
use super::indexing::{Indexer, Item};
use super::reader::{Finished, Job, line_of, line_of_odd};
use super::walk::Odd;
use super::{Result, now};
use crate::store::{Catalogue, Originals, Skipped};
use broadside_model::Outcome;
use std::os::unix::ffi::OsStrExt as _;
use std::time::{Duration, Instant};

/// A batch is written when it holds this many bytes of files …
const BATCH_BYTES: u64 = 8 << 20;
/// … or this many names …
const BATCH_NAMES: usize = 512;
/// … or is this old: nobody waits longer for an acknowledgement than this and one commit.
const BATCH_AGE: Duration = Duration::from_millis(500);

pub(super) struct Committer<'a> {
    catalogue: &'a mut Catalogue,
    originals: &'a Originals,
    index: &'a mut Indexer,
    progress: &'a dyn Progress,
    finished: Vec<Finished>,
    known: Vec<Line>,
    odd: Vec<Odd>,
    bytes: u64,
    since: Option<Instant>,
    added: Added,
}

impl<'a> Committer<'a> {
    pub fn new(
        catalogue: &'a mut Catalogue,
        originals: &'a Originals,
        index: &'a mut Indexer,
        progress: &'a dyn Progress,
    ) -> Self {
        Committer {
            catalogue,
            originals,
            index,
            progress,
            finished: Vec::new(),
            known: Vec::new(),
            odd: Vec::new(),
            bytes: 0,
            since: None,
            added: Added::default(),
        }
    }

    /// How long to wait for the next job before the batch must be written.
    pub fn patience(&self) -> Duration {
        self.since.map_or(Duration::from_secs(3600), |since| BATCH_AGE.saturating_sub(since.elapsed()))
    }

    /// Takes a job from a reader.
    pub fn take(&mut self, job: Job) -> Result<()> {
        match job {
            Job::Odd(odd) => self.odd.push(odd),
            Job::Known(line) => self.known.push(line),
            Job::Finished(finished) => {
                self.bytes += finished.record.summary.bytes + finished.text.len() as u64;
                self.finished.push(*finished);
            }
        }
        self.since.get_or_insert_with(Instant::now);
        let names = self.finished.len() + self.known.len() + self.odd.len();
        if self.bytes >= BATCH_BYTES || names >= BATCH_NAMES || self.patience().is_zero() {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Takes a name that is no file.
    pub fn skip(&mut self, odd: Odd) -> Result<()> {
        self.take(Job::Odd(odd))
    }

    /// Reports a name that does not exist: there is nothing to remember of it.
    pub fn report(&mut self, odd: &Odd) {
        self.acknowledge(&[], &[], std::slice::from_ref(odd));
    }

    /// Writes the batch and acknowledges it.
    pub fn flush(&mut self) -> Result<()> {
        self.since = None;
        self.bytes = 0;
        let (mut finished, known, odd) =
            (std::mem::take(&mut self.finished), std::mem::take(&mut self.known), std::mem::take(&mut self.odd));
        if finished.is_empty() && known.is_empty() && odd.is_empty() {
            return Ok(());
        }
        self.originals.settle(finished.iter_mut().flat_map(|finished| finished.received.drain(..)).collect())?;
        let at = now();
        let batch = self.catalogue.begin(&at)?;
        let written = self.write(&finished, &known, &odd, &at, batch).and_then(|()| Ok(self.catalogue.commit()?));
        if let Err(error) = written {
            self.catalogue.roll_back();
            return Err(error);
        }
        self.acknowledge(&finished, &known, &odd);
        for Finished { record, text, furniture, .. } in finished {
            let paths = self.catalogue.summary(record.summary.id)?.map(|summary| summary.paths).unwrap_or_default();
            self.index.put(Item {
                summary: &record.summary,
                paths: &paths,
                text: &text,
                furniture: &furniture,
                replaces: false,
            })?;
        }
        for line in known.iter().filter(|line| line.outcome != Outcome::Unpacked) {
            if let Some(id) = line.source {
                self.index.put_stored(self.catalogue, id)?;
            }
        }
        self.index.reached(batch)?;
        Ok(())
    }

    fn write(&mut self, finished: &[Finished], known: &[Line], odd: &[Odd], at: &str, batch: u64) -> Result<()> {
        for finished in finished {
            self.catalogue.put(&finished.record, batch)?;
        }
        for line in known {
            if let Some(id) = line.source {
                self.catalogue.add_path(id, &line.path, at, batch)?;
            }
        }
        for odd in odd {
            self.catalogue.put_skipped(&Skipped {
                path: odd.path.as_os_str().as_bytes().to_vec(),
                at: at.to_owned(),
                message: odd.message.clone(),
                hint: odd.hint.clone(),
            })?;
        }
        Ok(())
    }

    fn acknowledge(&mut self, finished: &[Finished], known: &[Line], odd: &[Odd]) {
        let fresh = finished.iter().flat_map(|finished| {
            let summary = &finished.record.summary;
            summary.paths.iter().map(move |path| line_of(summary, path.clone(), false))
        });
        for line in fresh.chain(known.iter().cloned()).chain(odd.iter().map(line_of_odd)) {
            self.added.names += 1;
            self.added.bad += u64::from(line.is_bad());
            self.progress.acknowledged(&line);
        }
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<Added> {
        self.flush()?;
        Ok(self.added)
    }
}
