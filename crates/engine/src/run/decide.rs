//! Records decisions, and has the texts repaired again whose edits they are about.
//!
//! A decision is on disk before anything else is done with it; what follows from it can be made again from the log at
//! any time, and whoever next opens the archive for writing makes what an interrupted run did not.

use super::add::AddParams;
use super::decided::Decisions;
use super::indexing::{self, Indexer};
use super::reader::{MadeBy, finish};
use super::{Result, journey, now};
use crate::codec::decided;
use crate::repair::{Amendment, Params, repair};
use crate::stage;
use crate::store::{Catalogue, Layout, Lock, Originals, Seal, Settings};
use broadside_model::{Act, Decision, SourceId};

/// What stands in `repair_by` before the mark of the decisions that a text was repaired after.
const AFTER: &str = " decided ";

/// The time now, RFC 3339 in UTC, to the microsecond.
fn now_exactly() -> String {
    let now = jiff::Timestamp::now();
    format!("{:.6}", now.round(jiff::Unit::Microsecond).unwrap_or(now))
}

/// What recording did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Decisions that were not in the archive before.
    pub new: usize,
    /// Sources whose text was repaired again.
    pub repaired: u64,
    /// Why what follows from the decisions, which are kept, could not all be made.
    pub behind: Option<String>,
}

/// Decisions made now, one an act, in this order.
pub fn made(author: &str, reason: Option<&str>, acts: impl IntoIterator<Item = Act>) -> Vec<Decision> {
    let mut last = String::new();
    let mut all = Vec::new();
    for act in acts {
        let mut at = now_exactly();
        // Two acts of one command are told apart by their time.
        while at <= last {
            at = now_exactly();
        }
        last.clone_from(&at);
        all.push(decided(at, author.to_owned(), reason.map(str::to_owned), act));
    }
    all
}

/// Adds decisions to an archive.
pub fn record(params: &AddParams, decisions: &[Decision]) -> Result<Recorded> {
    let (layout, settings) = Layout::open(&params.archive)?;
    let _lock = Lock::take(&layout)?;
    Seal::remove(&layout.catalogue_seal())?;
    let mut catalogue = Catalogue::open_or_create(&layout)?;
    let new = catalogue.add_decisions(decisions)?;
    // The decisions are on disk: what fails from here on is not for them to be made again.
    Ok(match follow(catalogue, &layout, &settings, params.threads) {
        Ok(repaired) => Recorded { new, repaired, behind: None },
        Err(error) => Recorded { new, repaired: 0, behind: Some(error.to_string()) },
    })
}

/// Makes what follows from decisions that are kept; gives how many texts were repaired again.
fn follow(mut catalogue: Catalogue, layout: &Layout, settings: &Settings, threads: usize) -> Result<u64> {
    let stale = stale(&catalogue, settings)?;
    if stale.is_empty() {
        catalogue.close()?;
        indexing::seal_catalogue(layout)?;
        return Ok(0);
    }
    Originals::new(layout)?;
    indexing::unseal(layout)?;
    let mut index = Indexer::open(layout, &catalogue, threads)?;
    for id in &stale {
        amend(&mut catalogue, &mut index, settings, *id)?;
    }
    index.finish(catalogue.last_batch()?)?;
    drop(index);
    catalogue.close()?;
    indexing::seal(layout)?;
    Ok(stale.len() as u64)
}

/// Repairs again what was repaired after other decisions about its edits than stand now; gives how many.
pub(super) fn amend_stale(catalogue: &mut Catalogue, index: &mut Indexer, settings: &Settings) -> Result<u64> {
    let stale = stale(catalogue, settings)?;
    for id in &stale {
        amend(catalogue, index, settings, *id)?;
    }
    Ok(stale.len() as u64)
}

/// What `repair_by` says without the mark of decisions.
pub(super) fn without_decisions(repair_by: &str) -> &str {
    repair_by.split_once(AFTER).map_or(repair_by, |(before, _)| before)
}

fn params_of(settings: &Settings) -> Params {
    Params { off: settings.repair_off.clone(), ..Params::default() }
}

fn repair_by(settings: &Settings, decisions: &str) -> String {
    let by = journey::repair_by(&params_of(settings));
    if decisions.is_empty() { by } else { format!("{by}{AFTER}{decisions}") }
}

/// The sources whose text is not what decisions about its edits make of it.
fn stale(catalogue: &Catalogue, settings: &Settings) -> Result<Vec<SourceId>> {
    let decisions = Decisions::open(catalogue)?;
    let mut ids = decisions.with_edits()?;
    ids.extend(catalogue.repaired_like(AFTER)?);
    ids.sort_unstable();
    ids.dedup();
    let mut stale = Vec::new();
    for id in ids {
        let wanted = repair_by(settings, &decisions.edits_by(id)?);
        let is_text = |summary: &crate::store::Summary| summary.characters > 0 || summary.edits > 0;
        if catalogue.summary(id)?.is_some_and(|summary| is_text(&summary) && summary.repair_by != wanted) {
            stale.push(id);
        }
    }
    Ok(stale)
}

/// Repairs a source again after the decisions about its edits, and reads its anatomy again.
fn amend(catalogue: &mut Catalogue, index: &mut Indexer, settings: &Settings, id: SourceId) -> Result<()> {
    let (Some(summary), Some(mut stored)) = (catalogue.summary(id)?, catalogue.stored(id)?) else { return Ok(()) };
    let decisions = Decisions::open(catalogue)?;
    let amended = decisions.amended(id, &stored.reading.raw)?.amended;
    let by = repair_by(settings, &decisions.edits_by(id)?);
    let amended = amended.into_iter().map(|one| Amendment { raw: one.raw, kept: one.kept, off: one.off }).collect();
    let params = Params { amended, ..params_of(settings) };
    stored.reading.diagnostics = summary.diagnostics.clone();
    stored.reading.diagnostics.retain(|known| !stage::of_anatomy(&known.stage));
    let text = repair(&stored.reading, &params);
    let anatomy = super::anatomy::read(&stored.reading, &text);
    // A model that the user brings is not asked here: `reread` does, and sees by this that it has to.
    let made_by = MadeBy { intake: summary.intake_by.clone(), repair: by, anatomy: super::anatomy::anatomy_by(None) };
    let mut finished = finish(id, summary.bytes, stored.reading, text, &anatomy, made_by);
    finished.record.images = catalogue.images(id)?;
    finished.record.summary.outcome = summary.outcome;
    finished.record.children = catalogue.known(id, b"")?.map_or(0, |known| known.children);
    let batch = catalogue.begin(&now())?;
    if let Err(error) = catalogue.put(&finished.record, batch).and_then(|()| catalogue.commit()) {
        catalogue.roll_back();
        return Err(error.into());
    }
    index.put_stored(catalogue, id)?;
    index.reached(batch)
}
