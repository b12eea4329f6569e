//! Keeps the full-text index in step with the catalogue.
//!
//! The index says up to which batch it reads; what the catalogue has beyond that is put in before anything new.

use super::Result;
use super::reader::furniture;
use crate::search::{Document, Index, Texts, Writer};
use crate::store::{Catalogue, Layout, Lock, Seal, Summary};
use broadside_model::SourceId;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// Bytes of text after which the index is committed, so that an interrupted run has little to catch up.
const COMMIT_BYTES: usize = 512 << 20;
/// Memory the index may use before it writes a segment, bytes.
const MEMORY: usize = 120 << 20;

/// Writes the index of an archive.
pub struct Indexer {
    writer: Writer,
    pending: usize,
    last: u64,
    put: FxHashSet<u64>,
}

/// A source to index.
pub(super) struct Item<'a> {
    pub summary: &'a Summary,
    pub paths: &'a [Vec<u8>],
    pub text: &'a str,
    pub furniture: &'a str,
    /// Whether the index may have it already.
    pub replaces: bool,
}

/// The key of a source in the index: the first 8 bytes of its identity.
pub fn key(id: SourceId) -> u64 {
    u64::from_be_bytes(std::array::from_fn(|at| id.0[at]))
}

impl Indexer {
    /// Opens the index, making it when there is none, and brings it up to the catalogue's last batch.
    pub fn open(layout: &Layout, catalogue: &Catalogue, threads: usize) -> Result<Self> {
        let writer = match Writer::open_or_create(&layout.index(), threads, MEMORY) {
            Ok(writer) => writer,
            Err(_) => {
                // Derived and unreadable: what it says can be made again.
                let _ = std::fs::remove_dir_all(layout.index());
                Writer::open_or_create(&layout.index(), threads, MEMORY)?
            }
        };
        let last = catalogue.last_batch()?;
        let reads_to = Index::open(&layout.index()).map_or(0, |index| index.payload());
        let mut indexer = Indexer { writer, pending: 0, last: reads_to, put: FxHashSet::default() };
        if reads_to < last {
            for id in catalogue.removed_since(reads_to)? {
                indexer.forget(id);
            }
            for id in catalogue.ids(reads_to)? {
                indexer.put_stored(catalogue, id)?;
            }
            indexer.finish(last)?;
        }
        Ok(indexer)
    }

    /// Puts a source in, replacing what was there of it.
    pub(super) fn put(&mut self, item: Item<'_>) -> Result<()> {
        let key = key(item.summary.id);
        let paths: Vec<String> = item.paths.iter().map(|path| String::from_utf8_lossy(path).into_owned()).collect();
        // What this run put in, or the index had before, is replaced; for new sources there is nothing to replace.
        if !self.put.insert(key) || item.replaces {
            self.writer.delete(key);
        }
        self.writer.add(&Document {
            key,
            text: item.text,
            furniture: item.furniture,
            language: item.summary.language.as_deref(),
            paths: &paths,
            title: item.summary.title.as_deref().unwrap_or(""),
            format: item.summary.format.name(),
            added: &item.summary.added,
        })?;
        self.pending += item.text.len();
        Ok(())
    }

    /// Puts a source in as the catalogue has it.
    pub(super) fn put_stored(&mut self, catalogue: &Catalogue, id: SourceId) -> Result<()> {
        let Some(summary) = catalogue.summary(id)? else { return Ok(()) };
        let (text, furniture) = match catalogue.stored(id)? {
            Some(stored) => (stored.text.text.clone(), furniture(&stored.reading, &stored.text)),
            None => (String::new(), String::new()),
        };
        self.put(Item { summary: &summary, paths: &summary.paths, text: &text, furniture: &furniture, replaces: true })
    }

    /// Takes a source out.
    pub(super) fn forget(&mut self, id: SourceId) {
        self.put.remove(&key(id));
        self.writer.delete(key(id));
    }

    /// The catalogue has committed `batch`, and all of it was put in.
    pub(super) fn reached(&mut self, batch: u64) -> Result<()> {
        if self.pending >= COMMIT_BYTES { self.finish(batch) } else { Ok(()) }
    }

    /// Commits what was put in: the index reads up to `batch` from now on.
    pub(super) fn finish(&mut self, batch: u64) -> Result<()> {
        if self.pending > 0 || self.last != batch {
            self.writer.commit(batch)?;
            self.pending = 0;
            self.last = batch;
        }
        Ok(())
    }

    /// Leaves no word in the index of sources that it has forgotten. What was put in before must be committed.
    pub(super) fn purged(self, layout: &Layout, threads: usize) -> Result<Self> {
        self.writer.close()?;
        Writer::purge(&layout.index())?;
        let writer = Writer::open_or_create(&layout.index(), threads, MEMORY)?;
        Ok(Indexer { writer, ..self })
    }
}

/// Removes the seals, before the first change.
pub(super) fn unseal(layout: &Layout) -> Result<()> {
    Seal::remove(&layout.catalogue_seal())?;
    Ok(Seal::remove(&layout.index_seal())?)
}

/// Seals the closed catalogue and index.
pub(super) fn seal(layout: &Layout) -> Result<()> {
    share(layout);
    Seal::take(&layout.index(), &Seal::names(&layout.index())?)?.write(&layout.index_seal())?;
    seal_catalogue(layout)
}

/// Seals the closed catalogue, where the index was not touched.
pub(super) fn seal_catalogue(layout: &Layout) -> Result<()> {
    let name = layout.catalogue().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Seal::take(layout.root(), &[name])?.write(&layout.catalogue_seal())?)
}

/// Gives the files of the index the permissions of the catalogue: the index makes some of its files for its owner alone,
/// and whoever may read the archive should be able to search it.
fn share(layout: &Layout) {
    let Ok(permissions) = std::fs::metadata(layout.catalogue()).map(|metadata| metadata.permissions()) else { return };
    for entry in std::fs::read_dir(layout.index()).into_iter().flatten().flatten() {
        // Not being the owner is no reason to fail: then the owner's permissions stand.
        let _ = std::fs::set_permissions(entry.path(), permissions.clone());
    }
}

/// Makes the index anew from the catalogue; gives the number of sources in it.
pub fn reindex(layout: &Layout, threads: usize, mut step: impl FnMut(u64, u64)) -> Result<u64> {
    let _lock = Lock::take(layout)?;
    unseal(layout)?;
    let catalogue = Catalogue::open_or_create(layout)?;
    match std::fs::remove_dir_all(layout.index()) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(crate::store::StoreError::file(layout.index(), error).into());
        }
        _ => {}
    }
    let writer = Writer::open_or_create(&layout.index(), threads, MEMORY)?;
    let mut indexer = Indexer { writer, pending: 0, last: 0, put: FxHashSet::default() };
    let ids = catalogue.ids(0)?;
    for (done, id) in ids.iter().enumerate() {
        indexer.put_stored(&catalogue, *id)?;
        step(done as u64 + 1, ids.len() as u64);
    }
    indexer.finish(catalogue.last_batch()?)?;
    drop(indexer);
    catalogue.close()?;
    seal(layout)?;
    Ok(ids.len() as u64)
}

/// An archive open for questions.
pub struct Reader {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The index.
    pub index: Index,
    /// What the index does not know yet, in batches; 0 when it is up to date.
    pub behind: u64,
}

/// Opens an archive for searching. Where the index is behind and nobody writes, it is brought up first; where that
/// cannot be done (another writer, a read-only or full disk) the index answers as it is, and `behind` says so.
pub fn open(layout: &Layout, threads: usize) -> Result<Reader> {
    let catalogue = Catalogue::open(layout)?;
    let last = catalogue.last_batch()?;
    if let Ok(index) = Index::open(&layout.index()) {
        let behind = last.saturating_sub(index.payload());
        if behind == 0 {
            return Ok(Reader { catalogue, index, behind });
        }
    }
    if let Err(error) = bring_up(layout, last, threads)
        && Index::open(&layout.index()).is_err()
    {
        return Err(error);
    }
    let index = Index::open(&layout.index())?;
    let catalogue = Catalogue::open(layout)?;
    let behind = catalogue.last_batch()?.saturating_sub(index.payload());
    Ok(Reader { catalogue, index, behind })
}

/// Brings the index up to the catalogue, where nobody writes.
fn bring_up(layout: &Layout, last: u64, threads: usize) -> Result<()> {
    let _lock = Lock::take(layout)?;
    unseal(layout)?;
    let catalogue = Catalogue::open_or_create(layout)?;
    Indexer::open(layout, &catalogue, threads)?.finish(last)?;
    catalogue.close()?;
    seal(layout)
}

/// The source that a key of the index stands for.
pub fn identity(catalogue: &Catalogue, key: u64) -> Result<Option<Summary>> {
    match catalogue.find(&format!("{key:016x}"))?.first() {
        Some(id) => Ok(catalogue.summary(*id)?),
        None => Ok(None),
    }
}

impl Texts for Catalogue {
    fn text(&self, key: u64) -> Option<Cow<'_, str>> {
        let id = self.find(&format!("{key:016x}")).ok()?.into_iter().next()?;
        Catalogue::text(self, id).ok().flatten().map(Cow::Owned)
    }
}
