//! The one writer of the index.
//!
//! Takes documents, keys to forget, and the number of the catalogue's commit up to which it has been told; gives an
//! index on disk. What is added or deleted shows to readers only after [`Writer::commit`].

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::indexer::{IndexWriter, IndexWriterOptions, NoMergePolicy};
use tantivy::schema::document::{Document as Indexable, ReferenceValue, ReferenceValueLeaf, Value};
use tantivy::schema::{Field, Term};
use tantivy::{IndexSettings, TantivyError};

use super::schema::{Fields, VERSION, schema, tokenizers};
use super::stem::tag_of;
use super::{Document, SearchError, date, fold};

/// Bytes of text that may wait to be indexed.
const WAITING: usize = 8 << 20;
/// Least memory of an indexing thread that tantivy accepts, with a margin.
const LEAST_MEMORY: usize = 16 << 20;
/// Longest indexed path, in bytes.
const LONGEST_PATH: usize = 4096;

/// The one writer of an index. Dropping it without [`commit`](Writer::commit) forgets what was added since the last.
pub struct Writer {
    writer: IndexWriter<Entry>,
    fields: Fields,
    waiting: Arc<Waiting>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens the index in the folder `dir` for writing, creating both when there is none. Uses `threads` indexing
    /// threads that share `memory_bytes` (at least 16 MiB each).
    ///
    /// # Errors
    /// [`SearchError::Unusable`] when the folder holds something else, or an index of another [`VERSION`]: delete the
    /// folder and add all documents again. [`SearchError::Busy`] when another writer is open.
    pub fn open_or_create(dir: &Path, threads: usize, memory_bytes: usize) -> Result<Self, SearchError> {
        std::fs::create_dir_all(dir)?;
        let (schema, fields) = schema();
        let index = if dir.join("meta.json").exists() {
            super::index::open_engine(dir)?
        } else {
            std::fs::write(dir.join(super::index::VERSION_FILE), VERSION.to_string())?;
            let directory = tantivy::directory::MmapDirectory::open(dir).map_err(TantivyError::from)?;
            let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
            tantivy::Index::builder()
                .schema(schema)
                .settings(settings)
                .tokenizers(tokenizers())
                .open_or_create(directory)?
        };
        let threads = threads.clamp(1, 8);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread((memory_bytes / threads).clamp(LEAST_MEMORY, 1 << 30))
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options).map_err(|error| match error {
            TantivyError::LockFailure(..) => SearchError::Busy,
            other => SearchError::Engine(other),
        })?;
        // A run that was killed may have left a file under the very name that the next commit would give its own.
        writer.garbage_collect_files().wait()?;
        Ok(Writer { writer, fields, waiting: Arc::default() })
    }

    /// Adds a document. Its key must not be in the index: [`delete`](Writer::delete) it first when it may be.
    ///
    /// Waits while many documents wait to be indexed, so that memory stays bounded.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when an indexing thread has failed; the writer is of no more use.
    pub fn add(&self, document: &Document<'_>) -> Result<(), SearchError> {
        let bytes = document.text.len() + document.furniture.len() + 256;
        self.waiting.enter(bytes);
        let entry = Entry::new(document, self.fields, InFlight { bytes, waiting: Arc::clone(&self.waiting) });
        self.writer.add_document(entry)?;
        Ok(())
    }

    /// Forgets the document with this key, if there is one. Documents added after this call are not touched.
    pub fn delete(&self, key: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.key, key));
    }

    /// Makes all that was added and deleted durable and visible to readers. `payload` is the number of the catalogue's
    /// commit up to which the index now reads.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when writing fails; nothing of what was added since the last commit is visible then.
    pub fn commit(&mut self, payload: u64) -> Result<(), SearchError> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload.to_string());
        commit.commit()?;
        Ok(())
    }

    /// Forgets all that was added and deleted since the last commit.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when the index cannot be reset.
    pub fn abort(&mut self) -> Result<(), SearchError> {
        self.writer.rollback()?;
        Ok(())
    }

    /// Writes anew what holds forgotten documents in the index in the folder `dir`, so that none of their words is left.
    /// No writer may be open; files that are no longer needed are gone when the next is.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when writing fails; the index answers as before.
    pub fn purge(dir: &Path) -> Result<(), SearchError> {
        let mut writer = Writer::open_or_create(dir, 1, LEAST_MEMORY)?;
        // Segments that are merged of themselves meanwhile could not be merged here.
        writer.writer.set_merge_policy(Box::new(NoMergePolicy));
        for segment in writer.writer.index().searchable_segment_metas()? {
            if segment.has_deletes() {
                writer.writer.merge(&[segment.id()]).wait()?;
            }
        }
        writer.close()
    }

    /// Ends writing after the merging of segments that is under way.
    ///
    /// # Errors
    /// [`SearchError::Engine`] when merging fails; what was committed stays.
    pub fn close(self) -> Result<(), SearchError> {
        self.writer.wait_merging_threads()?;
        Ok(())
    }
}

/// How many bytes wait to be indexed. tantivy's own queue is bounded in documents only.
#[derive(Default)]
struct Waiting {
    bytes: Mutex<usize>,
    less: Condvar,
}

impl Waiting {
    fn enter(&self, bytes: usize) {
        let mut waiting = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        while *waiting > 0 && *waiting + bytes > WAITING {
            let (guard, _) =
                self.less.wait_timeout(waiting, Duration::from_secs(1)).unwrap_or_else(PoisonError::into_inner);
            waiting = guard;
        }
        *waiting += bytes;
    }
}

/// Gives its bytes free when the document has been indexed, or dropped.
struct InFlight {
    bytes: usize,
    waiting: Arc<Waiting>,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut waiting = self.waiting.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.bytes);
        self.waiting.less.notify_all();
    }
}

/// A document on its way to an indexing thread.
struct Entry {
    numbers: Vec<(Field, Leaf<'static>)>,
    texts: Vec<(Field, String)>,
    word: Field,
    stem: Field,
    /// The tag as one character, then the text.
    tagged: String,
    _in_flight: InFlight,
}

impl Entry {
    fn new(document: &Document<'_>, fields: Fields, in_flight: InFlight) -> Self {
        let tag = tag_of(document.language);
        let mut tagged = String::with_capacity(document.text.len() + 1);
        tagged.push(char::from(tag));
        tagged.push_str(document.text);
        let mut numbers = vec![(fields.key, Leaf::Number(document.key)), (fields.tag, Leaf::Number(u64::from(tag)))];
        if let Some(seconds) = date::seconds(document.added) {
            numbers.push((fields.added, Leaf::Time(seconds)));
        }
        let mut texts = vec![
            (fields.language, document.language.unwrap_or("unknown").to_owned()),
            (fields.kind, document.format.to_owned()),
        ];
        for (field, text) in [(fields.title, document.title), (fields.furniture, document.furniture)] {
            if !text.is_empty() {
                texts.push((field, text.to_owned()));
            }
        }
        texts.extend(document.paths.iter().map(|path| (fields.path, indexed_path(path))));
        Entry { numbers, texts, word: fields.word, stem: fields.stem, tagged, _in_flight: in_flight }
    }
}

/// The form of a path in the index: letters folded, all other characters as they are, at most [`LONGEST_PATH`] bytes.
pub(crate) fn fold_path(path: &str) -> String {
    let mut folded = String::with_capacity(path.len());
    for c in path.chars() {
        let before = folded.len();
        fold::fold_char(c, &mut folded);
        if folded.len() == before && !unicode_normalization::char::is_combining_mark(c) {
            folded.push(c);
        }
        if folded.len() > LONGEST_PATH {
            folded.truncate(before);
            break;
        }
    }
    folded
}

#[derive(Clone, Copy, Debug)]
enum Leaf<'a> {
    Text(&'a str),
    Number(u64),
    Time(i64),
}

impl<'a> Value<'a> for Leaf<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Leaf::Text(text) => ReferenceValueLeaf::Str(text),
            Leaf::Number(number) => ReferenceValueLeaf::U64(number),
            Leaf::Time(seconds) => ReferenceValueLeaf::I64(seconds),
        })
    }
}

impl Indexable for Entry {
    type Value<'a> = Leaf<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, Leaf<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let mut all: Vec<(Field, Leaf<'_>)> = self.numbers.clone();
        all.push((self.word, Leaf::Text(&self.tagged)));
        all.push((self.stem, Leaf::Text("")));
        all.extend(self.texts.iter().map(|(field, text)| (*field, Leaf::Text(text))));
        all.into_iter()
    }
}

/// A path as indexed: folded, with one slash before and after, so that whole pieces can be asked for.
fn indexed_path(path: &str) -> String {
    format!("/{}/", fold_path(path).trim_matches('/'))
}
