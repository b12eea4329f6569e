//! A place to read at: an open catalogue, and what of the archive is held in memory.

use crate::answer::Trouble;
use crate::room::{Room, Snapshot};
use broadside_engine::store::Catalogue;
use std::sync::Arc;

/// What a handler has at hand. All that it shows should come of one snapshot and one catalogue.
pub struct Desk {
    /// The room it stands in.
    pub room: Arc<Room>,
    /// The archive as it stood when it was last looked at.
    pub now: Arc<Snapshot>,
    catalogue: Option<Catalogue>,
}

impl Desk {
    /// Takes a place.
    ///
    /// # Errors
    /// [`Trouble`] where the archive cannot be opened.
    pub fn take(room: &Arc<Room>) -> Result<Self, Trouble> {
        if !room.folder().exists() {
            return Err(Trouble::Gone(room.folder().display().to_string()));
        }
        let catalogue = Some(room.lend()?);
        Ok(Desk { room: Arc::clone(room), now: room.now(), catalogue })
    }

    /// The open catalogue, to read.
    ///
    /// # Errors
    /// Never while the desk is in use.
    pub fn catalogue(&self) -> Result<&Catalogue, Trouble> {
        self.catalogue.as_ref().ok_or(Trouble::Busy)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some(catalogue) = self.catalogue.take() {
            self.room.take_back(catalogue);
        }
    }
}
