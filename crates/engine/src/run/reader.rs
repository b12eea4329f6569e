//! One reader: takes names, keeps their bytes, has them read by a worker, hands the result to the committer.

use super::add::{Answer, Line, Work, called};
use super::walk::{Found, Odd};
use super::{Ocr, Result, RunError, journey, now};
use crate::repair::Params;
use crate::store::{AnatomyBlob, Blobs, Catalogue, Received, Record, Summary};
use broadside_model::{
    Anatomy, BlockKind, Child, Diagnostic, Format, Method, Outcome, Reading, Role, Severity, SourceId, Text,
};
use sha2::Digest as _;
use std::collections::VecDeque;
use std::io::Read as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

/// Files above this many bytes are not read.
const LARGEST: u64 = 256 << 20;
/// How deep archives may lie in archives.
const DEEPEST: u32 = 5;
/// How many files, and how many bytes, one archive may unpack to with all that is nested in it.
const MOST_FILES: u64 = 50_000;
const MOST_BYTES: u64 = 2 << 30;

/// The stage named by diagnostics about a worker that failed.
const WORKER: &str = "worker";

/// Bytes of files that readers may have in hand together; a larger file is read alone. Each byte costs several: as read,
/// as sent to the worker, as its answer, as stored.
const IN_HAND: u64 = 48 << 20;

/// What a reader hands to the committer.
pub(super) enum Job {
    /// A source read for the first time, or again.
    Finished(Box<Finished>),
    /// Bytes that are in the archive already, maybe under another name.
    Known(Line),
    /// A name that could not be kept.
    Odd(Odd),
}

/// A source with all that storing it needs.
pub(super) struct Finished {
    pub record: Record,
    pub children: Vec<Child>,
    pub received: Vec<Received>,
    pub text: String,
    pub furniture: String,
}

/// The names still to read: listed files, and members of archives as they are unpacked.
pub(super) struct Queue {
    files: Vec<Found>,
    state: Mutex<State>,
    changed: Condvar,
    hands: Hands,
}

/// Bounds the bytes in hand.
#[derive(Default)]
struct Hands {
    full: Mutex<u64>,
    emptied: Condvar,
}

/// Bytes in hand until dropped.
pub(super) struct Held<'a> {
    hands: &'a Hands,
    bytes: u64,
}

impl Hands {
    fn hold(&self, bytes: u64) -> Held<'_> {
        let bytes = bytes.min(IN_HAND);
        let mut full = self.full.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while *full + bytes > IN_HAND {
            full = self.emptied.wait(full).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        *full += bytes;
        Held { hands: self, bytes }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        *self.hands.full.lock().unwrap_or_else(std::sync::PoisonError::into_inner) -= self.bytes;
        self.hands.emptied.notify_all();
    }
}

#[derive(Default)]
struct State {
    next: usize,
    members: VecDeque<Member>,
    at_work: usize,
    abandoned: bool,
}

/// A name to read.
pub(super) enum Name {
    File(Found),
    Member(Member),
}

/// A file inside another.
pub(super) struct Member {
    path: Vec<u8>,
    bytes: Vec<u8>,
    depth: u32,
    holder: Arc<Holder>,
}

/// A container that waits until all its members are handed over, so that it is never acknowledged before them.
#[derive(Default)]
struct Holder {
    left: AtomicUsize,
    finished: Mutex<Option<Box<Finished>>>,
    above: Option<Arc<Holder>>,
    budget: Arc<Budget>,
}

#[derive(Default)]
struct Budget {
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Queue {
    pub fn new(files: Vec<Found>) -> Self {
        Queue { files, state: Mutex::default(), changed: Condvar::new(), hands: Hands::default() }
    }

    /// The members of containers that are in the archive already.
    pub fn of_members(members: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Self {
        let queue = Queue::new(Vec::new());
        let holder = Arc::new(Holder::default());
        let members = members.into_iter().map(|(path, bytes)| Member { path, bytes, depth: 1, holder: holder.clone() });
        let members: Vec<Member> = members.collect();
        holder.left.store(members.len(), Ordering::Release);
        queue.push(members);
        queue
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The next name; waits while other readers may still unpack some. `None` at the end, or when stopped (members of
    /// an archive in hand are still given out, for an archive is acknowledged whole).
    pub fn next(&self, is_stopped: impl Fn() -> bool) -> Option<Name> {
        let mut state = self.lock();
        loop {
            if state.abandoned {
                return None;
            }
            if let Some(member) = state.members.pop_front() {
                state.at_work += 1;
                return Some(Name::Member(member));
            }
            if !is_stopped() && state.next < self.files.len() {
                state.next += 1;
                state.at_work += 1;
                return Some(Name::File(self.files[state.next - 1].clone()));
            }
            if state.at_work == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    /// A name taken from here is done.
    pub fn done(&self) {
        self.lock().at_work -= 1;
        self.changed.notify_all();
    }

    /// Nobody will take what is left.
    pub fn abandon(&self) {
        self.lock().abandoned = true;
        self.changed.notify_all();
    }

    fn push(&self, members: Vec<Member>) {
        self.lock().members.extend(members);
        self.changed.notify_all();
    }
}

/// One reader of a run.
pub(super) struct Reader<'a> {
    work: &'a Work<'a>,
    ocr: Option<&'a Ocr>,
    repair: &'a Params,
    catalogue: Catalogue,
    sender: SyncSender<Answer>,
}

impl<'a> Reader<'a> {
    pub fn new(
        work: &'a Work<'a>,
        ocr: Option<&'a Ocr>,
        repair: &'a Params,
        sender: SyncSender<Answer>,
    ) -> Result<Self> {
        Ok(Reader { work, ocr, repair, catalogue: Catalogue::open(work.layout)?, sender })
    }

    /// Reads one name; `false` when nobody listens any more.
    pub fn take(&self, name: Name, queue: &Queue) -> bool {
        let held = match &name {
            Name::Member(member) => queue.hands.hold(member.bytes.len() as u64),
            Name::File(file) => queue.hands.hold(file.bytes),
        };
        let (path, bytes, depth, holder) = match name {
            Name::Member(member) => (member.path, Ok(member.bytes), member.depth, Some(member.holder)),
            Name::File(file) => {
                let called = called(self.work.below, &file.path);
                let read = read_file(&file.path).map_err(|odd| Odd { path: called.clone(), ..odd });
                (called.into_os_string().into_vec(), read, 0, None)
            }
        };
        self.work.progress.begun(&path);
        let (read, bytes) = match bytes {
            Err(odd) => (Ok(Job::Odd(odd)), None),
            Ok(bytes) => (self.read(&path, &bytes), Some(bytes)),
        };
        drop(bytes);
        drop(held);
        match read {
            Ok(Job::Finished(mut finished)) => {
                let children = std::mem::take(&mut finished.children);
                if children.is_empty() {
                    self.send(Job::Finished(finished)) && self.release(holder)
                } else {
                    self.unpack(&path, finished, children, depth, holder, queue)
                }
            }
            Ok(job) => self.send(job) && self.release(holder),
            Err(error) => {
                let _ = self.sender.send(Err(error));
                false
            }
        }
    }

    fn send(&self, job: Job) -> bool {
        self.sender.send(Ok(job)).is_ok()
    }

    /// One member of `holder` is handed over; hands over the holder itself after its last.
    fn release(&self, mut holder: Option<Arc<Holder>>) -> bool {
        while let Some(done) = holder {
            if done.left.fetch_sub(1, Ordering::AcqRel) > 1 {
                return true;
            }
            let finished = done.finished.lock().ok().and_then(|mut finished| finished.take());
            if let Some(finished) = finished
                && !self.send(Job::Finished(finished))
            {
                return false;
            }
            holder = done.above.clone();
        }
        true
    }

    fn unpack(
        &self,
        path: &[u8],
        mut finished: Box<Finished>,
        children: Vec<Child>,
        depth: u32,
        above: Option<Arc<Holder>>,
        queue: &Queue,
    ) -> bool {
        let budget = above.as_ref().map(|above| above.budget.clone()).unwrap_or_default();
        let total = children.len();
        let mut kept = Vec::new();
        for child in children {
            let files = budget.files.fetch_add(1, Ordering::Relaxed);
            let bytes = budget.bytes.fetch_add(child.bytes.len() as u64, Ordering::Relaxed);
            if depth < DEEPEST && files < MOST_FILES && bytes < MOST_BYTES {
                kept.push(child);
            }
        }
        if kept.len() < total {
            let left_out = total - kept.len();
            let summary = &mut finished.record.summary;
            summary.outcome = Outcome::Partial;
            summary.diagnostics.push(Diagnostic::new(
                Severity::Error,
                "intake",
                format!("{left_out} of {total} members were left out: archives are unpacked {DEEPEST} deep, to {MOST_FILES} files and {} GiB at most", MOST_BYTES >> 30),
                "unpack it yourself and add the files",
            ));
        }
        if kept.is_empty() {
            return self.send(Job::Finished(finished)) && self.release(above);
        }
        let left = AtomicUsize::new(kept.len());
        let holder = Arc::new(Holder { left, finished: Mutex::new(Some(finished)), above, budget });
        let members = kept.into_iter().map(|child| {
            let path = path_of_member(path, &child);
            Member { path, bytes: child.bytes, depth: depth + 1, holder: holder.clone() }
        });
        queue.push(members.collect());
        true
    }

    fn read(&self, path: &[u8], bytes: &[u8]) -> Result<Job> {
        let id = SourceId(sha2::Sha256::digest(bytes).into());
        if let Some(known) = self.catalogue.known(id, path)? {
            // A container under a new name gives its members new names too: it is unpacked again.
            if let Some(summary) = self.catalogue.summary(id)?
                && (known.same_path || known.children == 0)
            {
                return Ok(Job::Known(line_of(&summary, path.to_vec(), true)));
            }
        }
        let keep = |source| RunError::Keep { path: String::from_utf8_lossy(path).into_owned(), source };
        let received = self.work.originals.receive(id, bytes).map_err(keep)?;
        let mut finished = read_source(self.work, self.ocr, self.repair, id, bytes, path)?;
        finished.record.summary.paths.push(path.to_vec());
        finished.received.push(received);
        Ok(Job::Finished(Box::new(finished)))
    }
}

/// What a member of a container is called.
pub(super) fn path_of_member(container: &[u8], child: &Child) -> Vec<u8> {
    let label: &[u8] = child.name.strip_prefix(b"/").unwrap_or(&child.name);
    [container, b"/", label].concat()
}

/// Reads a source's bytes, by OCR where pages want it, and makes all that storing it needs but its original.
pub(super) fn read_source(
    work: &Work<'_>,
    ocr: Option<&Ocr>,
    repair: &Params,
    id: SourceId,
    bytes: &[u8],
    path: &[u8],
) -> Result<Finished> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    let (mut reading, mut text, mut anatomy) = read_in_worker(work.pool, bytes, name, repair);
    let wants_ocr = reading.pages.iter().any(|page| page.wants_ocr);
    let (mut images, mut received) = (Vec::new(), Vec::new());
    if wants_ocr && let Some(pictures) = super::ocr::read_pages(ocr, work, bytes, &mut reading) {
        text = crate::repair::repair(&reading, repair);
        for picture in pictures {
            received.push(work.originals.receive_image(id, picture.page, &picture.png)?);
            let hash = SourceId(sha2::Sha256::digest(&picture.png).into());
            images.push((picture.page, picture.width, picture.height, hash));
        }
    }
    if wants_ocr {
        anatomy = super::anatomy::read(&reading, &text);
    }
    let ocr_by = wants_ocr.then(|| ocr.map_or("none".to_owned(), Ocr::made_by));
    let (anatomy, anatomy_by) = work.with_names(&reading, &text, anatomy);
    let made_by =
        MadeBy { intake: intake_by(ocr_by.as_deref()), repair: journey::repair_by(repair), anatomy: anatomy_by };
    let finished = finish(id, bytes.len() as u64, reading, text, &anatomy, made_by);
    Ok(Finished { received, record: Record { images, ..finished.record }, ..finished })
}

/// Has a worker read a file; where the worker fails the reading says why and has no text.
fn read_in_worker(pool: &crate::sandbox::Pool, bytes: &[u8], name: &[u8], repair: &Params) -> (Reading, Text, Anatomy) {
    let failed = |message: String, hint: &str| {
        let mut reading = Reading::empty(Format::Other);
        reading.diagnostics.push(Diagnostic::new(Severity::Error, WORKER, message, hint));
        (reading, Text::default(), Anatomy::default())
    };
    match pool.call(&journey::read_request(bytes, name, repair)) {
        Ok(answer) => journey::read_answer(&answer).unwrap_or_else(|error| {
            failed(format!("the worker's answer makes no sense: {error}"), "the file is kept; report it as a bug")
        }),
        Err(failure) => failed(failure.to_string(), failure.hint()),
    }
}

/// What `intake_by` is for a reading made now; `ocr` where pages wanted it.
pub(super) fn intake_by(ocr: Option<&str>) -> String {
    let stage = journey::intake_by();
    ocr.map_or(stage.clone(), |ocr| format!("{stage} ocr {ocr}"))
}

/// The versions of the stages that made something.
pub(super) struct MadeBy {
    pub intake: String,
    pub repair: String,
    pub anatomy: String,
}

/// Puts a reading and its text into the forms that are stored and indexed.
pub(super) fn finish(
    id: SourceId,
    bytes: u64,
    mut reading: Reading,
    text: Text,
    anatomy: &Anatomy,
    made_by: MadeBy,
) -> Finished {
    let children = std::mem::take(&mut reading.children);
    let outcome = outcome(&reading, &text, !children.is_empty());
    let title = title(&reading);
    let mut diagnostics = std::mem::take(&mut reading.diagnostics);
    diagnostics.extend(anatomy.diagnostics.iter().cloned());
    let has_text = !reading.raw.is_empty() || !reading.pages.is_empty();
    let summary = Summary {
        id,
        bytes,
        format: reading.format,
        outcome,
        method: reading.method,
        encoding: reading.encoding.clone(),
        language: text.language.clone(),
        quality: text.quality,
        title,
        opening: opening(&text.text),
        pages: reading.pages.len() as u32,
        characters: text.text.chars().count() as u64,
        edits: text.edits.len() as u64,
        added: now(),
        paths: Vec::new(),
        intake_by: made_by.intake,
        repair_by: made_by.repair,
        anatomy_by: if has_text { made_by.anatomy } else { String::new() },
        diagnostics,
    };
    let blobs = has_text.then(|| Blobs::make(&reading, &text));
    let furniture = furniture(&reading, &text);
    let anatomy = has_text.then(|| AnatomyBlob::make(id, anatomy));
    let record = Record { summary, blobs, anatomy, images: Vec::new(), children: children.len() as u32 };
    Finished { record, children, received: Vec::new(), text: text.text, furniture }
}

fn outcome(reading: &Reading, text: &Text, has_children: bool) -> Outcome {
    let worst = reading.diagnostics.iter().map(|diagnostic| diagnostic.severity).max().unwrap_or(Severity::Note);
    let is_blank = text.text.trim().is_empty();
    match (reading.format, worst) {
        (Format::Other, _) if reading.diagnostics.iter().any(|found| found.stage == WORKER) => Outcome::Failed,
        (Format::Other, _) => Outcome::Unsupported,
        (_, Severity::Error) if is_blank && !has_children => Outcome::Failed,
        (_, Severity::Error | Severity::Warning) => Outcome::Partial,
        (format, _) if format.is_container() => Outcome::Unpacked,
        _ if is_blank => Outcome::NoText,
        _ => Outcome::Read,
    }
}

fn title(reading: &Reading) -> Option<String> {
    let stated = reading.metadata.iter().find(|item| item.key == "title" && !item.value.trim().is_empty());
    let title = stated.map(|item| item.value.clone()).or_else(|| first_heading(reading))?;
    let title = words(&title, 300);
    (!title.is_empty()).then_some(title)
}

/// The first heading of the first level, without the marks that make it one in Markdown.
fn first_heading(reading: &Reading) -> Option<String> {
    let mut headings = reading.blocks.iter().filter(|block| block.furniture.is_none());
    let first = headings.find(|block| block.kind == BlockKind::Heading && block.level <= 1)?;
    let heading = reading.raw.get(first.raw.range())?;
    let marks = |text: &str| text.trim_matches(|mark: char| mark == '#' || mark.is_whitespace()).to_owned();
    Some(if reading.format == Format::Markdown { marks(heading.lines().next()?) } else { heading.to_owned() })
}

/// The first words of a text, for people to recognise it by.
fn opening(text: &str) -> String {
    words(text, 120)
}

fn words(text: &str, most: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() >= most {
            if line.is_empty() {
                line.extend(word.chars().take(most));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

pub(super) fn furniture(reading: &Reading, text: &Text) -> String {
    let mut all = String::new();
    for part in text.parts.iter().filter(|part| part.role == Role::Furniture) {
        if let Some(piece) = reading.raw.get(part.raw.range()) {
            all.push_str(piece);
            all.push('\n');
        }
    }
    all
}

/// The line that tells what is known of a source under one of its names.
pub(super) fn line_of(summary: &Summary, path: Vec<u8>, known: bool) -> Line {
    Line {
        path,
        source: Some(summary.id),
        bytes: summary.bytes,
        outcome: summary.outcome,
        known,
        format: summary.format,
        method: summary.method,
        language: summary.language.clone(),
        quality: summary.quality,
        diagnostics: summary.diagnostics.clone(),
    }
}

/// The line of a name that could not be kept.
pub(super) fn line_of_odd(odd: &Odd) -> Line {
    let severity = if odd.is_error { Severity::Error } else { Severity::Note };
    Line {
        path: odd.path.as_os_str().as_bytes().to_vec(),
        source: None,
        bytes: 0,
        outcome: Outcome::Skipped,
        known: false,
        format: Format::Other,
        method: Method::None,
        language: None,
        quality: None,
        diagnostics: vec![Diagnostic::new(severity, "intake", odd.message.clone(), odd.hint.clone())],
    }
}

/// Reads a file whole. It may have changed since it was listed: what is no regular file by now is not waited for.
fn read_file(path: &Path) -> std::result::Result<Vec<u8>, Odd> {
    let odd = |message: String, hint: &str| Odd {
        path: path.to_owned(),
        message,
        hint: hint.to_owned(),
        is_error: true,
        is_missing: false,
    };
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC;
    let open = std::fs::OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(path);
    let read = open.and_then(|file| {
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(std::io::Error::other("no longer a file"));
        }
        let mut bytes = Vec::with_capacity(metadata.len().min(LARGEST) as usize + 1);
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    match read {
        Ok(bytes) if bytes.len() as u64 > LARGEST => Err(odd(
            format!("larger than {} MiB: not kept", LARGEST >> 20),
            "split it, or unpack it if it is an archive",
        )),
        Ok(bytes) => Ok(bytes),
        Err(error) => {
            Err(odd(format!("cannot be read: {error}"), "check its permissions and the disk, and add it again"))
        }
    }
}
