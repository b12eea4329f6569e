//! Brings an archive up to the present stages and settings.
//!
//! A source whose reading was made by an older intake, or by another OCR, is read again from its original; one whose
//! text alone is of an older repair, or of other settings, is only repaired again; where only the anatomy is of older
//! stages, only that is read again; the others are not touched. What a container holds for this program and did not for
//! the one that unpacked it before is taken in, before the container is marked as read.

use super::add::{AddParams, Line, Progress, Work, brought, read_all, settled};
use super::committer::Committer;
use super::reader::{Finished, MadeBy, Queue, finish, intake_by, line_of, path_of_member, read_source};
use super::{Ocr, Result, RunError, indexing, journey, now};
use crate::sandbox::Pool;
use crate::stage;
use crate::store::{Catalogue, Layout, Lock, Originals, Summary};
use broadside_model::{Diagnostic, Outcome, Severity, SourceId};
use sha2::Digest as _;

/// What rereading did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Sources looked at.
    pub sources: u64,
    /// Sources read again from their originals.
    pub read: u64,
    /// Sources whose text was repaired again, or whose anatomy alone was read again.
    pub repaired: u64,
    /// Members of containers that were not in the archive, and now are.
    pub taken_in: u64,
    /// Sources of which something could not be read.
    pub bad: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// What a person should know of the model that labelled names.
    pub of_model: Option<String>,
}

/// Rereads what needs it, or, with `all`, everything. `params.paths` is not looked at.
pub fn reread(params: &AddParams, all: bool, progress: &dyn Progress) -> Result<Reread> {
    let (layout, mut settings) = Layout::open(&params.archive)?;
    let brought = brought(params)?;
    let _lock = Lock::take(&layout)?;
    let names = settled(params, brought, &layout, &mut settings)?;
    let names = names.as_ref();
    let originals = Originals::new(&layout)?;
    indexing::unseal(&layout)?;
    let mut catalogue = Catalogue::open_or_create(&layout)?;
    let index = indexing::Indexer::open(&layout, &catalogue, params.threads)?;
    let (mut index, _) = super::remove::finish(&mut catalogue, index, &layout, params.threads)?;
    let pool = Pool::new(&params.program, params.threads, params.limits).map_err(RunError::Sandbox)?;
    let work =
        Work { layout: &layout, settings: &settings, originals: &originals, pool: &pool, names, progress, below: None };
    let ocr = Ocr::find(&params.program, &settings, &params.limits);
    let summaries = catalogue.summaries()?;
    let mut done = Reread { sources: summaries.len() as u64, ..Reread::default() };
    progress.listed(summaries.len() as u64, summaries.iter().map(|summary| summary.bytes).sum());
    for summary in summaries {
        if progress.is_stopped() {
            done.stopped = true;
            break;
        }
        let need = need(&summary, &work, ocr.as_ref(), all);
        if need == Need::Nothing {
            continue;
        }
        let mut store = Store { catalogue: &mut catalogue, index: &mut index, threads: params.threads };
        let line = again(&summary, need, &work, ocr.as_ref(), &mut store, &mut done)?;
        match need {
            Need::Repair | Need::Anatomy => done.repaired += 1,
            _ => done.read += 1,
        }
        done.bad += u64::from(line.is_bad());
        progress.acknowledged(&line);
    }
    super::decide::amend_stale(&mut catalogue, &mut index, &settings)?;
    index.finish(catalogue.last_batch()?)?;
    catalogue.close()?;
    indexing::seal(&layout)?;
    done.of_model = names.and_then(|names| names.outcome());
    Ok(done)
}

/// In `intake_by`, what stands before the OCR program.
const OCR: &str = " ocr ";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Nothing,
    Anatomy,
    Repair,
    Read,
}

fn need(summary: &Summary, work: &Work<'_>, ocr: Option<&Ocr>, all: bool) -> Need {
    let wanted_ocr = summary.intake_by.contains(OCR);
    if wanted_ocr && ocr.is_none() && summary.characters > 0 {
        // Without an OCR program there is nothing better to be had than what an earlier one read.
        return need_of_text(summary, work);
    }
    let ocr = wanted_ocr.then(|| ocr.map_or("none".to_owned(), Ocr::made_by));
    if all || summary.intake_by != intake_by(ocr.as_deref()) { Need::Read } else { need_of_text(summary, work) }
}

/// What a reading that can stay as it is needs.
fn need_of_text(summary: &Summary, work: &Work<'_>) -> Need {
    if super::decide::without_decisions(&summary.repair_by) != journey::repair_by(&work.repair_params()) {
        Need::Repair
    } else if summary.characters > 0 && summary.anatomy_by != work.anatomy_by() {
        Need::Anatomy
    } else {
        Need::Nothing
    }
}

/// What is written to.
struct Store<'a> {
    catalogue: &'a mut Catalogue,
    index: &'a mut indexing::Indexer,
    threads: usize,
}

fn again(
    summary: &Summary,
    need: Need,
    work: &Work<'_>,
    ocr: Option<&Ocr>,
    store: &mut Store<'_>,
    done: &mut Reread,
) -> Result<Line> {
    let catalogue = &mut *store.catalogue;
    let path = summary.paths.first().cloned().unwrap_or_default();
    work.progress.begun(&path);
    let repair = work.repair_params();
    let mut finished = match (need, catalogue.stored(summary.id)) {
        (Need::Repair | Need::Anatomy, Ok(Some(mut stored))) => {
            stored.reading.diagnostics = summary.diagnostics.clone();
            stored.reading.diagnostics.retain(|known| !stage::of_anatomy(&known.stage));
            let text = if need == Need::Repair { crate::repair::repair(&stored.reading, &repair) } else { stored.text };
            let anatomy = super::anatomy::read(&stored.reading, &text);
            let (anatomy, anatomy_by) = work.with_names(&stored.reading, &text, anatomy);
            let made_by =
                MadeBy { intake: summary.intake_by.clone(), repair: journey::repair_by(&repair), anatomy: anatomy_by };
            let mut finished = finish(summary.id, summary.bytes, stored.reading, text, &anatomy, made_by);
            finished.record.images = catalogue.images(summary.id)?;
            finished.record.summary.outcome = summary.outcome;
            finished
        }
        _ => match std::fs::read(work.layout.original(summary.id)) {
            Err(error) => {
                let mut line = line_of(summary, path, true);
                let message = format!("its original cannot be read: {error}");
                let hint = "restore it from a copy; `broadside verify` lists all that is missing";
                line.diagnostics.push(Diagnostic::new(Severity::Error, "intake", message, hint));
                return Ok(line);
            }
            Ok(bytes) => read_source(work, ocr, &repair, summary.id, &bytes, &path)?,
        },
    };
    if finished.record.summary.outcome == Outcome::Failed && summary.characters > 0 {
        // A text that was read once is not given up for a failure: the limits may be lower today.
        let mut line = line_of(&finished.record.summary, path, true);
        let message = "it could not be read again: the text read before is kept".to_owned();
        line.diagnostics.push(Diagnostic::new(Severity::Error, "intake", message, "run `broadside reread` again"));
        return Ok(line);
    }
    if finished.children.is_empty() {
        finished.record.children = catalogue.known(summary.id, &path)?.map_or(0, |known| known.children);
    } else {
        take_in(summary, &mut finished, work, ocr, store, done)?;
    }
    let Store { catalogue, index, .. } = store;
    work.originals.settle(std::mem::take(&mut finished.received))?;
    let batch = catalogue.begin(&now())?;
    if let Err(error) = catalogue.put(&finished.record, batch).and_then(|()| catalogue.commit()) {
        catalogue.roll_back();
        return Err(error.into());
    }
    index.put_stored(catalogue, summary.id)?;
    index.reached(batch)?;
    Ok(line_of(&finished.record.summary, path, true))
}

/// Adds the members of a container that the archive does not have under the container's names.
fn take_in(
    summary: &Summary,
    finished: &mut Finished,
    work: &Work<'_>,
    ocr: Option<&Ocr>,
    store: &mut Store<'_>,
    done: &mut Reread,
) -> Result<()> {
    let mut members = Vec::new();
    for child in std::mem::take(&mut finished.children) {
        let id = SourceId(sha2::Sha256::digest(&child.bytes).into());
        if store.catalogue.is_removed(id)? {
            continue;
        }
        for container in &summary.paths {
            let path = path_of_member(container, &child);
            if !store.catalogue.known(id, &path)?.is_some_and(|known| known.same_path) {
                members.push((path, child.bytes.clone()));
            }
        }
    }
    if members.is_empty() {
        return Ok(());
    }
    let mut committer = Committer::new(store.catalogue, work.originals, store.index, work.progress);
    let outcome = read_all(work, ocr, store.threads, &Queue::of_members(members), &mut committer);
    let ended = committer.finish();
    outcome?;
    let added = ended?;
    done.taken_in += added.names;
    done.bad += added.bad;
    Ok(())
}
