//! The one that writes: decisions, uploaded files, who is who after changes, and what is shared between texts.
//!
//! One thread, so that the parts of this program never wait for each other's lock. Decisions go first: adding files stops
//! at the next file when one waits. Where another program holds the archive's lock it is waited for a while; then the
//! one who asked is told that nothing was done. Uploaded files lie in `uploads/` until they are in the archive.

mod gate;
pub mod reuse;
pub mod spool;
pub mod uploads;

use crate::answer::Trouble;
use crate::room::{Place, Room, bring_up};
use broadside_engine::run::decide::{Recorded, record};
use broadside_engine::run::names::Choice;
use broadside_engine::run::{AddParams, RunError};
use broadside_engine::sandbox::Limits;
use broadside_engine::store::StoreError;
use broadside_model::Decision;
use gate::Gate;
use reuse::Searching;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};
use uploads::Uploads;

/// How long one who decides waits for his turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long another program's lock is waited for.
const OTHERS: Duration = Duration::from_secs(4);
/// Pause between two attempts at another's lock.
const PAUSE: Duration = Duration::from_millis(100);
/// Who is who is made out when nobody decided for so long …
const QUIET: Duration = Duration::from_secs(2);
/// … or when it is behind for so long.
const LONGEST_BEHIND: Duration = Duration::from_secs(60);
/// Times of what it took that are waited before it is made out anew.
const REST: u32 = 3;
/// What takes no longer than this is done at once, so that the next page shows it.
const AT_ONCE: Duration = Duration::from_millis(400);
/// How long files in hand are waited for at the end.
const LAST_FILES: Duration = Duration::from_secs(20);
/// Pause before an upload is tried again that could not be added.
const AGAIN: Duration = Duration::from_secs(20);

/// Decisions that wait to be recorded.
struct Waiting {
    serial: u64,
    decisions: Vec<Decision>,
    reply: SyncSender<Result<Recorded, Trouble>>,
}

#[derive(Default)]
struct Queue {
    decisions: VecDeque<Waiting>,
    serial: u64,
    /// When something last changed, and since when who is who is behind.
    changed: Option<(Instant, Instant)>,
    /// How long making out who is who took, the last time.
    resolving_took: Option<Duration>,
    /// When it ended.
    resolved: Option<Instant>,
    /// When the next upload may be tried.
    not_before: Option<Instant>,
    has_ended: bool,
}

/// What the writer is to do next.
enum Next {
    Record(Vec<Waiting>),
    Add(Arc<uploads::Upload>),
    BringUp,
    End,
}

/// The writer of a room.
pub struct Writer {
    place: Place,
    /// Files that were sent.
    pub uploads: Uploads,
    /// The search for what texts share.
    pub searching: Searching,
    queue: Mutex<Queue>,
    wake: Condvar,
    is_ending: AtomicBool,
    gate: Gate,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Writer {
    /// The writer of an archive, with the uploads that an earlier program left.
    pub fn new(place: &Place) -> Self {
        Writer {
            place: place.clone(),
            uploads: Uploads::open(&place.folder),
            searching: Searching::default(),
            queue: Mutex::default(),
            wake: Condvar::new(),
            is_ending: AtomicBool::new(false),
            gate: Gate::default(),
        }
    }

    /// Starts the thread that writes.
    pub fn start(room: &Arc<Room>) {
        let room = Arc::downgrade(room);
        std::thread::spawn(move || work(&room));
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a run that writes needs.
    pub fn params(&self) -> AddParams {
        AddParams {
            archive: self.place.folder.clone(),
            paths: Vec::new(),
            threads: self.place.threads,
            program: self.place.program.clone(),
            limits: Limits::default(),
            names: Choice::Remembered,
            below: None,
        }
    }

    /// Records decisions, and waits until they are on disk.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where that could not be done in time: then nothing was recorded.
    pub fn record(&self, decisions: Vec<Decision>) -> Result<Recorded, Trouble> {
        let (reply, answer) = sync_channel(1);
        let serial = {
            let mut queue = self.lock();
            if queue.has_ended || self.is_ending.load(Ordering::SeqCst) {
                return Err(Trouble::Busy);
            }
            queue.serial += 1;
            let serial = queue.serial;
            queue.decisions.push_back(Waiting { serial, decisions, reply });
            serial
        };
        self.wake.notify_all();
        match answer.recv_timeout(PATIENCE) {
            Ok(recorded) => return recorded,
            Err(RecvTimeoutError::Disconnected) => return Err(Trouble::Busy),
            Err(RecvTimeoutError::Timeout) => {}
        }
        let mut queue = self.lock();
        let before = queue.decisions.len();
        queue.decisions.retain(|waiting| waiting.serial != serial);
        let is_taken_back = queue.decisions.len() < before;
        drop(queue);
        // What is in hand already will be on disk: to say otherwise would have it decided twice.
        if is_taken_back { Err(Trouble::Busy) } else { answer.recv().unwrap_or(Err(Trouble::Busy)) }
    }

    /// Whether decisions wait, or the program is to end: what takes time stops as soon as it can.
    pub fn is_wanted(&self) -> bool {
        self.is_ending.load(Ordering::SeqCst) || !self.lock().decisions.is_empty()
    }

    /// Whether the program is to end.
    pub fn is_ending(&self) -> bool {
        self.is_ending.load(Ordering::SeqCst)
    }

    /// There is a new upload, or one is to be tried again.
    pub fn uploaded(&self) {
        self.lock().not_before = None;
        self.wake.notify_all();
    }

    /// Who is who is behind what the archive holds.
    pub fn names_behind(&self) {
        let now = Instant::now();
        let mut queue = self.lock();
        let since = queue.changed.map_or(now, |(_, since)| since);
        queue.changed = Some((now, since));
        drop(queue);
        self.wake.notify_all();
    }

    /// Whether who is who is not made out yet for what was decided or added.
    pub fn are_names_behind(&self) -> bool {
        self.lock().changed.is_some()
    }

    /// Ends: what is in hand is finished, or stopped where that loses nothing.
    pub fn end(&self) {
        self.is_ending.store(true, Ordering::SeqCst);
        self.wake.notify_all();
        let wait = self.wake.wait_timeout_while(self.lock(), LAST_FILES, |queue| !queue.has_ended);
        drop(wait.unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits for something to do.
    fn next(&self) -> Next {
        let mut queue = self.lock();
        loop {
            if !queue.decisions.is_empty() {
                return Next::Record(queue.decisions.drain(..).collect());
            }
            if self.is_ending() {
                queue.has_ended = true;
                self.wake.notify_all();
                return Next::End;
            }
            let now = Instant::now();
            let upload_at = queue.not_before.filter(|at| *at > now);
            if upload_at.is_none()
                && let Some(upload) = self.uploads.next()
            {
                return Next::Add(upload);
            }
            // Where that takes long, most of the time is for something else.
            let rested = queue.resolved.zip(queue.resolving_took).map(|(at, took)| at + took * REST);
            let names_at = queue.changed.map(|(last, since)| (last + QUIET).min(since + LONGEST_BEHIND));
            let names_at = names_at.map(|at| rested.map_or(at, |rested| rested.max(at)));
            if names_at.is_some_and(|at| at <= now) {
                return Next::BringUp;
            }
            let until = [upload_at.filter(|_| self.uploads.next().is_some()), names_at].into_iter().flatten().min();
            let pause = until.map_or(Duration::from_secs(3600), |until| until.saturating_duration_since(now));
            queue = self.wake.wait_timeout(queue, pause).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Does it again and again while another program holds the lock, for a while.
    fn patiently<T>(&self, mut attempt: impl FnMut() -> Result<T, RunError>) -> Result<T, Trouble> {
        let began = Instant::now();
        loop {
            let turn = self.gate.enter();
            match attempt() {
                Err(RunError::Store(StoreError::Locked { .. })) if began.elapsed() < OTHERS && !self.is_ending() => {}
                done => return Ok(done?),
            }
            drop(turn);
            std::thread::sleep(PAUSE);
        }
    }

    fn record_all(&self, room: &Room, waiting: Vec<Waiting>) {
        let decisions: Vec<Decision> = waiting.iter().flat_map(|one| one.decisions.iter().cloned()).collect();
        let params = self.params();
        let recorded = self.patiently(|| record(&params, &decisions));
        if recorded.is_ok() {
            self.names_behind();
            let took = self.lock().resolving_took;
            if took.is_none_or(|took| took < AT_ONCE) {
                self.bring_up(room);
            }
            room.look_soon(AT_ONCE);
        }
        for one in waiting {
            let count = one.decisions.len();
            // Who asks is told of his own decisions.
            let own = recorded.clone().map(|all| Recorded { new: all.new.min(count), ..all });
            let _ = one.reply.send(own);
        }
    }

    /// Makes out who is who.
    fn bring_up(&self, room: &Room) {
        let began = Instant::now();
        // What changes from here on is for the next time.
        self.lock().changed = None;
        let _turn = self.gate.enter();
        if !bring_up(room.layout(), &self.place).unwrap_or(false) {
            // Another program writes, and brings it up or lets it be done later.
            self.names_behind();
            return;
        }
        let mut queue = self.lock();
        queue.resolving_took = Some(began.elapsed());
        queue.resolved = Some(Instant::now());
    }

    fn add(&self, room: &Room, upload: &uploads::Upload) {
        let ended = {
            let _turn = self.gate.enter();
            uploads::add(self, upload)
        };
        if let Err(error) = ended {
            upload.failed(&error);
            self.lock().not_before = Some(Instant::now() + AGAIN);
        }
        self.names_behind();
        room.look_soon(AT_ONCE);
    }
}

fn work(room: &Weak<Room>) {
    loop {
        let Some(room) = room.upgrade() else { return };
        match room.writer.next() {
            Next::End => return,
            Next::Record(waiting) => room.writer.record_all(&room, waiting),
            Next::Add(upload) => room.writer.add(&room, &upload),
            Next::BringUp => {
                room.writer.bring_up(&room);
                room.look_soon(AT_ONCE);
            }
        }
    }
}
