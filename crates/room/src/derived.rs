//! What is worked out of an archive only when somebody asks for it, and then kept beside what is held in memory.
//!
//! A [`Slot`] holds one such thing of one snapshot. What takes long is made on a thread of its own: whoever asks waits a
//! moment, then gets what was made of the archive as it was before, or is told how far the work is.

use crate::answer::Trouble;
use crate::entity::table::EntityTable;
use crate::gathered::Gathered;
use crate::network::Networks;
use crate::room::{Room, Snapshot};
use broadside_engine::run::entities::{Appearances, Dossier};
use broadside_engine::store::Catalogue;
use broadside_model::EntityId;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// How long is waited for what is being made before something else is answered.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What is worked out of one snapshot.
#[derive(Debug, Default)]
pub struct Derived {
    /// Entities by number of statements, name and first day.
    pub entities: Slot<EntityTable>,
    /// Signatories, claims and events.
    pub gathered: Slot<Gathered>,
    /// Who signs with whom.
    pub networks: Slot<Networks>,
    /// Where names stand.
    pub appearances: Slot<Appearances>,
    /// All that is known of the entities asked for last.
    pub dossiers: Kept<EntityId, Dossier>,
}

impl Derived {
    /// For a snapshot that follows on another; `is_same` where who is who and what people decided did not change.
    pub fn after(before: Option<&Derived>, is_same: bool) -> Self {
        let Some(before) = before else { return Derived::default() };
        let mut derived = Derived {
            entities: Slot::after(&before.entities),
            gathered: Slot::after(&before.gathered),
            networks: Slot::after(&before.networks),
            appearances: Slot::after(&before.appearances),
            dossiers: Kept::default(),
        };
        if is_same {
            if let Some(made) = before.appearances.made.get() {
                derived.appearances.made = OnceLock::from(Arc::clone(made));
            }
            derived.dossiers = before.dossiers.again();
        }
        derived
    }
}

impl Made for Appearances {
    fn make(catalogue: &Catalogue, snapshot: &Snapshot, progress: &Progress) -> Result<Self, Trouble> {
        let before = snapshot.derived.appearances.before.as_deref();
        Ok(Appearances::read(catalogue, before, |done, of| progress.tell(done, of))?)
    }

    fn slot(derived: &Derived) -> &Slot<Self> {
        &derived.appearances
    }
}

/// What can be made of an archive.
pub trait Made: Sized + Send + Sync + 'static {
    /// Makes it.
    ///
    /// # Errors
    /// Where the archive cannot be read.
    fn make(catalogue: &Catalogue, snapshot: &Snapshot, progress: &Progress) -> Result<Self, Trouble>;

    /// Where in the snapshot it is kept.
    fn slot(derived: &Derived) -> &Slot<Self>;
}

/// How far a work is.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    of: AtomicU64,
}

impl Progress {
    /// Says how much is done of how much.
    pub fn tell(&self, done: u64, of: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// In hundredths.
    pub fn percent(&self) -> u64 {
        (self.done.load(Ordering::Relaxed) * 100).checked_div(self.of.load(Ordering::Relaxed)).unwrap_or(0)
    }
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Unasked,
    Working,
    Failed(Trouble),
}

/// A place for one thing that is made once.
#[derive(Debug)]
pub struct Slot<T> {
    made: OnceLock<Arc<T>>,
    before: Option<Arc<T>>,
    state: Mutex<State>,
    done: Condvar,
    progress: Progress,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        let (made, state) = (OnceLock::new(), Mutex::default());
        Slot { made, before: None, state, done: Condvar::new(), progress: Progress::default() }
    }
}

impl<T> Slot<T> {
    fn after(before: &Slot<T>) -> Self {
        Slot { before: before.made.get().or(before.before.as_ref()).cloned(), ..Slot::default() }
    }
}

/// What is in a slot.
pub enum Found<T> {
    /// Of the archive as it is.
    Now(Arc<T>),
    /// Of the archive as it was before its last change.
    Before(Arc<T>),
    /// It is being made, so many hundredths of it are.
    Underway(u64),
}

/// What was made of the archive, waiting for it a moment.
///
/// # Errors
/// Where it cannot be made.
pub fn get<T: Made>(room: &Arc<Room>, now: &Arc<Snapshot>) -> Result<Found<T>, Trouble> {
    let slot = T::slot(&now.derived);
    if let Some(made) = slot.made.get() {
        return Ok(Found::Now(Arc::clone(made)));
    }
    let state = begun::<T>(room, now, slot);
    let waiting = |state: &mut State| matches!(state, State::Working);
    let (mut state, _) = slot.done.wait_timeout_while(state, PATIENCE, waiting).unwrap_or_else(PoisonError::into_inner);
    if let State::Failed(trouble) = &*state {
        let trouble = trouble.clone();
        *state = State::Unasked;
        return Err(trouble);
    }
    Ok(match (slot.made.get(), &slot.before) {
        (Some(made), _) => Found::Now(Arc::clone(made)),
        (None, Some(before)) => Found::Before(Arc::clone(before)),
        (None, None) => Found::Underway(slot.progress.percent()),
    })
}

/// What was made of the archive as it is, without waiting for it: where it was not made, that is begun.
pub fn at_hand<T: Made>(room: &Arc<Room>, now: &Arc<Snapshot>) -> Option<Arc<T>> {
    let slot = T::slot(&now.derived);
    if slot.made.get().is_none() {
        drop(begun(room, now, slot));
    }
    slot.made.get().cloned()
}

/// The state of a slot in which work has begun.
fn begun<'s, T: Made>(room: &Arc<Room>, now: &Arc<Snapshot>, slot: &'s Slot<T>) -> MutexGuard<'s, State> {
    let mut state = slot.state.lock().unwrap_or_else(PoisonError::into_inner);
    if matches!(*state, State::Unasked) && slot.made.get().is_none() {
        *state = State::Working;
        let (room, now) = (Arc::clone(room), Arc::clone(now));
        std::thread::spawn(move || work::<T>(&room, &now));
    }
    state
}

fn work<T: Made>(room: &Arc<Room>, now: &Snapshot) {
    let slot = T::slot(&now.derived);
    let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let catalogue = room.lend()?;
        let made = T::make(&catalogue, now, &slot.progress);
        room.take_back(catalogue);
        made
    }));
    let mut state = slot.state.lock().unwrap_or_else(PoisonError::into_inner);
    *state = match made.unwrap_or_else(|_| Err(Trouble::Broken("it could not be worked out".into()))) {
        Ok(made) => {
            let _ = slot.made.set(Arc::new(made));
            State::Unasked
        }
        Err(trouble) => State::Failed(trouble),
    };
    slot.done.notify_all();
}

/// The last few things that were asked for.
#[derive(Debug)]
pub struct Kept<K, V>(Mutex<Vec<(K, Arc<V>)>>);

/// How many are kept.
const KEPT: usize = 8;

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Kept(Mutex::default())
    }
}

impl<K: Clone, V> Kept<K, V> {
    /// The same things, kept beside.
    fn again(&self) -> Self {
        Kept(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }
}

impl<K: PartialEq, V> Kept<K, V> {
    /// What was kept, or else is made.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn get_or<E>(&self, key: K, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(of, _)| *of == key) {
            let found = kept.remove(at);
            let value = Arc::clone(&found.1);
            kept.push(found);
            return Ok(value);
        }
        drop(kept);
        let value = Arc::new(make()?);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&value)));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_last_is_kept() {
        let kept: Kept<usize, usize> = Kept::default();
        for key in 0..=KEPT {
            assert_eq!(*kept.get_or(key, || Ok::<_, ()>(key * 2)).unwrap(), key * 2);
        }
        assert_eq!(*kept.get_or(KEPT, || Err(())).unwrap(), KEPT * 2);
        assert!(kept.get_or(0, || Err(())).is_err(), "the first made way for the last");
    }
}
