//! Takes sources out of an archive.
//!
//! An original is never changed; taking one out is a person's decision, and is remembered with who, when and why. First
//! the catalogue forgets the source and says so in one commit. Then its files are deleted, index and catalogue are written
//! anew without its words, and who is who is worked out without its names: nothing of what it said is left in the
//! archive's files. An interrupted run is finished by the next that adds, rereads or removes. Decisions about the source
//! stay, with the words they quote; adding the file again brings them back into force.

use super::add::AddParams;
use super::indexing::{self, Indexer};
use super::{Result, now, resolving};
use crate::store::{Catalogue, Layout, Lock, Originals, Removal, Settings};
use broadside_model::SourceId;

/// What was taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many of the sources were there.
    pub sources: u64,
    /// Why something of what they said is still left in the archive's files.
    pub left: Option<String>,
}

/// Takes `ids` out.
pub fn remove(params: &AddParams, ids: &[SourceId], author: &str, reason: &str) -> Result<Taken> {
    let (layout, settings) = Layout::open(&params.archive)?;
    let _lock = Lock::take(&layout)?;
    Originals::new(&layout)?;
    indexing::unseal(&layout)?;
    let mut catalogue = Catalogue::open_or_create(&layout)?;
    let removal = Removal { at: now(), author: author.to_owned(), reason: reason.to_owned() };
    let batch = catalogue.begin(&removal.at)?;
    let mut take = || -> crate::store::Result<u64> {
        let mut taken = 0;
        for id in ids {
            taken += u64::from(catalogue.take_out(*id, &removal, batch)?);
        }
        catalogue.commit()?;
        Ok(taken)
    };
    let sources = match take() {
        Ok(taken) => taken,
        Err(error) => {
            catalogue.roll_back();
            return Err(error.into());
        }
    };
    // They are taken out: what fails from here on leaves something of them behind.
    let left = clear(catalogue, &layout, &settings, params.threads).map_err(|error| error.to_string());
    Ok(Taken { sources, left: left.unwrap_or_else(Some) })
}

/// Brings what is derived up to the catalogue, and leaves nothing of what was taken out.
fn clear(mut catalogue: Catalogue, layout: &Layout, settings: &Settings, threads: usize) -> Result<Option<String>> {
    // Originals go first: nothing that fails later keeps them.
    catalogue.delete_files(layout)?;
    let mut index = Indexer::open(layout, &catalogue, threads)?;
    super::decide::amend_stale(&mut catalogue, &mut index, settings)?;
    index.finish(catalogue.last_batch()?)?;
    let (index, left) = finish(&mut catalogue, index, layout, threads)?;
    drop(index);
    catalogue.close()?;
    indexing::seal(layout)?;
    Ok(left)
}

/// Deletes what is left of sources that were taken out; gives why something stays. The index must be up to date.
pub(super) fn finish(
    catalogue: &mut Catalogue,
    index: Indexer,
    layout: &Layout,
    threads: usize,
) -> Result<(Indexer, Option<String>)> {
    let index = if catalogue.has_removals_to_finish()? {
        catalogue.delete_files(layout)?;
        let index = index.purged(layout, threads)?;
        if catalogue.resolved_for()?.is_some() {
            resolving::refresh(catalogue, layout, threads)?;
        }
        if let Err(error) = catalogue.shred() {
            // A disk without room for it must not keep anybody from adding.
            return Ok((index, Some(error.to_string())));
        }
        index
    } else {
        index
    };
    let is_settled = catalogue.settle_removals()?;
    let why = "another process reads the archive and holds on to it as it was";
    Ok((index, (!is_settled).then(|| why.to_owned())))
}
