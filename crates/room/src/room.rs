//! The archive behind the pages: what of it is held in memory, and how that is kept up to date.
//!
//! Readers never wait for a writer. What is held is made anew after changes, beside the old, and put in its place; how
//! often depends on how long that takes, so that a large archive that is being added to still answers at once.

use crate::answer::Trouble;
use crate::columns::{Columns, NameKeys};
use crate::deciding::log::Log;
use crate::derived::{self, Derived};
use crate::files::Files;
use crate::finding::Finds;
use crate::holdings::Holdings;
use crate::pages::Pictures;
use crate::review::Questions;
use crate::review::doubts::Doubts;
use crate::writer::Writer;
use broadside_engine::run::directory::{self, Directory};
use broadside_engine::run::entities::Appearances;
use broadside_engine::run::indexing;
use broadside_engine::run::resolving;
use broadside_engine::search::Index;
use broadside_engine::store::{Catalogue, Layout, Lock};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How often the archive is looked at for changes, at most.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// What is held is made anew in at most one part in so many of the time.
const SHARE: u32 = 8;
/// Sources above which who is who is made out by a process of its own: what memory that takes goes with it.
const LARGE: usize = 20_000;
/// Catalogues kept open for the next questions.
const KEPT_OPEN: usize = 4;

/// What an archive held when it was looked at.
pub struct Snapshot {
    /// Another after every change of files or decisions.
    pub stamp: String,
    /// Statements and files.
    pub holdings: Holdings,
    /// Everyone it names.
    pub directory: Arc<Directory>,
    /// What statements are counted and narrowed by.
    pub columns: Columns,
    /// Where words stand.
    pub index: Option<Index>,
    /// What was found of late.
    pub finds: Finds,
    /// Questions of who is who that wait for a person, once somebody asked.
    pub questions: OnceLock<u64>,
    keys: Arc<NameKeys>,
    /// What is worked out when it is asked for.
    pub derived: Derived,
}

/// Where an archive is, and with what it is written.
#[derive(Clone, Debug)]
pub struct Place {
    /// The archive's folder.
    pub folder: PathBuf,
    /// What people call it.
    pub name: String,
    /// Threads for work that takes time.
    pub threads: usize,
    /// The program that becomes a worker.
    pub program: PathBuf,
}

/// An archive that is asked.
pub struct Room {
    /// Where it is.
    pub place: Place,
    /// Pictures of pages.
    pub pictures: Pictures,
    layout: Layout,
    held: RwLock<Arc<Snapshot>>,
    idle: Mutex<Vec<Catalogue>>,
    wake: (Mutex<bool>, Condvar),
    is_closed: AtomicBool,
    /// Counts the looks that ended.
    looks: (Mutex<u64>, Condvar),
    /// What people decided, and how each decision stands.
    pub log: Log,
    /// What became of files.
    pub files: Files,
    /// Questions about entities.
    pub questions: Questions,
    /// What the program is not sure of.
    pub doubts: Doubts,
    /// The one that writes.
    pub writer: Writer,
}

impl Room {
    /// Opens an archive and reads what is to be held of it.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(place: Place) -> Result<Arc<Self>, Trouble> {
        let (layout, _) = Layout::open(&place.folder)?;
        bring_up(&layout, &place)?;
        let held = RwLock::new(Arc::new(read(&layout, None)?));
        let wake = (Mutex::new(false), Condvar::new());
        let is_closed = AtomicBool::new(false);
        let writer = Writer::new(&place);
        let pictures = Pictures::default();
        let (idle, looks, log, files) = Default::default();
        let (questions, doubts) = Default::default();
        let room = Arc::new(Room {
            place,
            pictures,
            layout,
            held,
            idle,
            wake,
            is_closed,
            looks,
            log,
            files,
            questions,
            doubts,
            writer,
        });
        Writer::start(&room);
        let looking = Arc::clone(&room);
        std::thread::spawn(move || looking.keep_up());
        Ok(room)
    }

    /// The archive's folder and what lies in it.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The archive's folder.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    /// What is held.
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// An open catalogue.
    pub(crate) fn lend(&self) -> Result<Catalogue, Trouble> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match kept {
            Some(catalogue) => Ok(catalogue),
            None => Ok(Catalogue::open(&self.layout)?),
        }
    }

    /// Takes a catalogue back for the next.
    pub(crate) fn take_back(&self, catalogue: Catalogue) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT_OPEN {
            idle.push(catalogue);
        }
    }

    /// Has the archive looked at soon: somebody changed it.
    pub fn changed(&self) {
        *self.wake.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.wake.1.notify_all();
    }

    /// The same, and waits for what comes of it, but not for long.
    pub fn look_soon(&self, most: Duration) {
        let looks = self.looks.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *looks;
        self.changed();
        drop(self.looks.1.wait_timeout_while(looks, most, |looks| *looks == before));
    }

    /// Ends the threads that look at the archive and write it.
    pub fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        self.changed();
        self.writer.end();
    }

    /// Looks at the archive again and again, and holds what it has become.
    fn keep_up(self: Arc<Self>) {
        let mut pause = LOOK_EVERY;
        loop {
            let asked = self.wake.0.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = self.wake.1.wait_timeout_while(asked, pause, |asked| !*asked);
            *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
            if self.is_closed.load(Ordering::SeqCst) {
                return;
            }
            let began = Instant::now();
            // Those who ask about a name are to find the uses of names at hand.
            derived::at_hand::<Appearances>(&self, &self.now());
            // What cannot be read now is looked at again the next time; what is held is answered meanwhile.
            let _ = self.look();
            *self.looks.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            self.looks.1.notify_all();
            pause = LOOK_EVERY.max(began.elapsed() * SHARE);
        }
    }

    /// Holds what the archive has become, if it has changed; says whether it had.
    ///
    /// Who is who, and the full-text index, stay as they were until the writer has brought them up.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn look(&self) -> Result<bool, Trouble> {
        let held = self.now();
        let catalogue = self.lend()?;
        let is_same = stamp(&catalogue)? == held.stamp;
        if is_same && !self.has_newer_index(&catalogue, &held)? {
            self.take_back(catalogue);
            return Ok(false);
        }
        if !resolving::is_fresh(&catalogue)? {
            self.writer.names_behind();
        }
        self.take_back(catalogue);
        let fresh = Arc::new(read(&self.layout, Some(&held))?);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }

    /// Whether the index that is held lacks something of the archive that the one on disk has.
    fn has_newer_index(&self, catalogue: &Catalogue, held: &Snapshot) -> Result<bool, Trouble> {
        let reads_to = held.index.as_ref().map_or(0, Index::payload);
        let is_behind = reads_to < catalogue.last_batch()?;
        Ok(is_behind && Index::open(&self.layout.index()).is_ok_and(|index| index.payload() > reads_to))
    }
}

/// Makes out who is who and brings the index up, where nobody writes; says whether that was so.
pub fn bring_up(layout: &Layout, place: &Place) -> Result<bool, Trouble> {
    // Where another writes, who is who would be made out for nothing.
    if Lock::take(layout).is_err() {
        return Ok(false);
    }
    drop(indexing::open(layout, place.threads));
    if let Ok(catalogue) = Catalogue::open(layout)
        && !resolving::is_fresh(&catalogue)?
        && catalogue.named_sources()?.len() > LARGE
    {
        drop(catalogue);
        made_out_apart(place);
    }
    Ok(resolving::open(layout, place.threads)?.note.is_none())
}

/// Has a process of its own make out who is who; it stands back behind those who read. Where it cannot, that is still to do.
fn made_out_apart(place: &Place) {
    let run = |mut command: Command| {
        command.args(["entities", "--limit", "1", "--json", "--archive"]).arg(&place.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()
    };
    // `/proc/self/exe` would be another program there.
    let program = place.program.canonicalize().unwrap_or_else(|_| place.program.clone());
    let mut behind = Command::new("nice");
    behind.arg(&program);
    if run(behind).is_err() {
        drop(run(Command::new(&program)));
    }
}

/// What changes whenever files, decisions or names do.
fn stamp(catalogue: &Catalogue) -> Result<String, Trouble> {
    let resolved = catalogue.resolved_for()?.unwrap_or_default();
    let decisions = catalogue.decisions()?;
    let last = decisions.last().map(|decision| decision.id.hex()).unwrap_or_default();
    Ok(format!("{} {} {last} {resolved}", catalogue.last_batch()?, decisions.len()))
}

/// Reads what is to be held; of `before` stays what did not change.
fn read(layout: &Layout, before: Option<&Snapshot>) -> Result<Snapshot, Trouble> {
    let catalogue = Catalogue::open(layout)?;
    let stamp = stamp(&catalogue)?;
    let resolved = |stamp: &str| stamp.splitn(4, ' ').nth(3).unwrap_or_default().to_owned();
    let directory = match before {
        Some(before) if resolved(&before.stamp) == resolved(&stamp) => Arc::clone(&before.directory),
        _ => Arc::new(directory::read(&catalogue)?),
    };
    let keys = match before {
        Some(before) if Arc::ptr_eq(&before.directory, &directory) => Arc::clone(&before.keys),
        _ => Arc::new(NameKeys::new(&directory)),
    };
    let holdings = Holdings::read(&catalogue, before.map(|before| &before.holdings))?;
    let known = before
        .filter(|before| Arc::ptr_eq(&before.directory, &directory) && before.holdings.shares_words_of(&holdings));
    let columns = Columns::new(&holdings, &directory, &keys, known.map(|before| &before.columns));
    let index = Index::open(&layout.index()).ok();
    let (finds, questions) = (Finds::default(), OnceLock::new());
    let is_same = before.is_some_and(|before| {
        Arc::ptr_eq(&before.directory, &directory) && before.holdings.has_decisions_of(&holdings)
    });
    let derived = Derived::after(before.map(|before| &before.derived), is_same);
    Ok(Snapshot { stamp, holdings, directory, columns, index, finds, questions, keys, derived })
}
