//! The search for what texts share, when somebody asks for it: beside everything else, for it takes long and writes only
//! at its end.

use super::Writer;
use crate::answer::Trouble;
use crate::room::Room;
use broadside_engine::reuse::Watch;
use broadside_engine::reuse::params::Params;
use broadside_engine::run::reuse::{self, Shared};
use broadside_engine::run::scratch::ScratchFolder;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of memory that a search may take beside what is held.
const MEMORY: usize = 128 << 20;

/// How a search goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Search {
    /// Nobody asked for one.
    #[default]
    Idle,
    /// It is at work on a stage: so many of so many.
    AtWork(&'static str, u64, u64),
    /// It ended, and what it found is kept.
    Done,
    /// It ended without anything to keep: why.
    Failed(String),
}

/// The search of a room.
#[derive(Debug, Default)]
pub struct Searching {
    state: Mutex<Search>,
}

impl Searching {
    fn lock(&self) -> MutexGuard<'_, Search> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How it goes.
    pub fn now(&self) -> Search {
        self.lock().clone()
    }

    /// Begins a search unless one is at work.
    pub fn begin(room: &Arc<Room>) {
        {
            let mut state = room.writer.searching.lock();
            if matches!(*state, Search::AtWork(..)) {
                return;
            }
            *state = Search::AtWork("", 0, 0);
        }
        let room = Arc::clone(room);
        std::thread::spawn(move || {
            let ended = search(&room);
            *room.writer.searching.lock() = match ended {
                Ok(()) => Search::Done,
                Err(trouble) => Search::Failed(trouble.to_string()),
            };
            room.changed();
        });
    }
}

/// Follows a search; towards its end the writer waits, so that what was found can be kept.
struct Follow<'a>(&'a Writer, AtomicBool);

impl Watch for Follow<'_> {
    fn step(&self, stage: &'static str, done: u64, of: u64) -> ControlFlow<()> {
        *self.0.searching.lock() = Search::AtWork(stage, done, of);
        if stage == LAST && done + done / 16 >= of && !self.1.swap(true, Ordering::SeqCst) {
            self.0.gate.reserve();
        }
        if self.0.is_ending() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// The last stage of a search.
const LAST: &str = "telling kinds";

fn search(room: &Room) -> Result<(), Trouble> {
    let params = Params { threads: room.place.threads, memory: MEMORY, ..Params::default() };
    let follow = Follow(&room.writer, AtomicBool::new(false));
    let shared = reuse::open(room.layout(), &params, &ScratchFolder::new(None), &follow);
    room.writer.gate.release();
    let shared: Shared = shared?;
    match shared.note {
        Some(note) => Err(Trouble::Broken(note)),
        None => Ok(()),
    }
}
