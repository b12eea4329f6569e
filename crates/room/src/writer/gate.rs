//! Who of this program's threads may write now: the writer, job by job, unless the end of a search has it reserved.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

#[derive(Debug, Default)]
struct State {
    is_taken: bool,
    is_reserved: bool,
}

/// Lets one write at a time.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

/// The right to write, until it is dropped.
pub struct Turn<'a>(&'a Gate);

impl Gate {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn.
    pub fn enter(&self) -> Turn<'_> {
        let free = self.changed.wait_while(self.lock(), |state| state.is_taken || state.is_reserved);
        free.unwrap_or_else(PoisonError::into_inner).is_taken = true;
        Turn(self)
    }

    /// Lets no new turn begin, and waits for the one under way.
    pub fn reserve(&self) {
        self.lock().is_reserved = true;
        drop(self.changed.wait_while(self.lock(), |state| state.is_taken));
    }

    /// Lets turns begin again.
    pub fn release(&self) {
        self.lock().is_reserved = false;
        self.changed.notify_all();
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.lock().is_taken = false;
        self.0.changed.notify_all();
    }
}
