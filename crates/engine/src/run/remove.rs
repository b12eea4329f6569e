//! Takes sources out of an archive.
//!
//! An original is never changed; taking one out is a person's decision, and is remembered with who, when and why. First
//! the catalogue forgets the source and says so in one commit, then its files are deleted, then the index forgets it. An
//! interrupted run is finished by the next that writes. Decisions about the source stay; adding the file again brings
//! them back into force.

use super::add::AddParams;
use super::indexing::{self, Indexer};
use super::{Result, now};
use crate::store::{Catalogue, Layout, Lock, Originals, Removal};
use broadside_model::SourceId;

/// Takes `ids` out, and gives how many of them were there.
pub fn remove(params: &AddParams, ids: &[SourceId], author: &str, reason: &str) -> Result<u64> {
    let (layout, settings) = Layout::open(&params.archive)?;
    let _lock = Lock::take(&layout)?;
    Originals::new(&layout)?;
    indexing::unseal(&layout)?;
    let mut catalogue = Catalogue::open_or_create(&layout)?;
    let mut index = Indexer::open(&layout, &catalogue, params.threads)?;
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
    let taken = match take() {
        Ok(taken) => taken,
        Err(error) => {
            catalogue.roll_back();
            return Err(error.into());
        }
    };
    catalogue.delete_files(&layout)?;
    for id in ids {
        index.forget(*id);
    }
    super::decide::amend_stale(&mut catalogue, &mut index, &settings)?;
    index.finish(catalogue.last_batch()?)?;
    drop(index);
    catalogue.close()?;
    indexing::seal(&layout)?;
    Ok(taken)
}
