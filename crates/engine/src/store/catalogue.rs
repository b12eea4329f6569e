//! The SQLite catalogue: sources, their paths, texts and diagnostics.
//!
//! Useful for: what is in the archive, the text and layout of one source, what changed since a batch. Not useful for:
//! finding words (the index does), the bytes as received (originals).

use super::anatomy::{self, AnatomyBlob};
use super::{Layout, Result, StoreError, authority, decisions, entities};
use crate::codec::{Decoder, Encoder, fits};
use broadside_model::{Diagnostic, Format, Method, Outcome, Reading, SourceId, Text};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use zstd::bulk::Compressor;

/// Tables, each with the version of the catalogue that brought them. An older catalogue gets those it lacks when it is
/// opened for writing.
const TABLES: &[(u32, &str)] = &[
    // Sources and their texts.
    (1, include_str!("schema.sql")),
    (WITH_ANATOMY, anatomy::SCHEMA),
    (WITH_DECISIONS, decisions::SCHEMA),
    (WITH_AUTHORITIES, authority::SCHEMA),
    (WITH_ENTITIES, entities::SCHEMA),
];
const SCHEMA_VERSION: u32 = 3;
const WITH_ANATOMY: u32 = 2;
const WITH_DECISIONS: u32 = 3;
const WITH_AUTHORITIES: u32 = 3;
const WITH_ENTITIES: u32 = 3;
/// "BRSD": tells `file` and SQLite tools whose database this is.
const APPLICATION_ID: u32 = 0x4252_5344;
const COMPRESSION: i32 = 1;

/// An open catalogue.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) connection: Connection,
    path: PathBuf,
    /// The version of its tables, as it was opened.
    version: u32,
}

/// What the catalogue knows of a source without reading its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Identity.
    pub id: SourceId,
    /// Length in bytes.
    pub bytes: u64,
    /// What kind of file.
    pub format: Format,
    /// What became of it.
    pub outcome: Outcome,
    /// How its text was come by.
    pub method: Method,
    /// Character encoding, for formats that have one.
    pub encoding: Option<String>,
    /// ISO 639-3 code of its main language.
    pub language: Option<String>,
    /// Text quality in hundredths.
    pub quality: Option<u8>,
    /// The title that the file itself states.
    pub title: Option<String>,
    /// Its first words.
    pub opening: String,
    /// How many pages.
    pub pages: u32,
    /// Length of the repaired text in code points.
    pub characters: u64,
    /// How many edits lead from the raw text to it.
    pub edits: u64,
    /// When it was first added, RFC 3339 in UTC.
    pub added: String,
    /// Every name it came under, as bytes, sorted.
    pub paths: Vec<Vec<u8>>,
    /// Stage version and parameters of its reading.
    pub intake_by: String,
    /// Stage version and parameters of its text.
    pub repair_by: String,
    /// Stage versions of its anatomy; empty where it has none.
    pub anatomy_by: String,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// A source ready to be stored, its blobs already made.
#[derive(Clone, Debug)]
pub struct Record {
    /// Everything but paths and time of adding is taken from here; `paths` are added to those known.
    pub summary: Summary,
    /// Text, repairs and layout as stored; `None` where nothing was read.
    pub blobs: Option<Blobs>,
    /// What was read out of the text; `None` where nothing was read.
    pub anatomy: Option<AnatomyBlob>,
    /// Page pictures: page number, width, height, SHA-256 of the PNG.
    pub images: Vec<(u32, u32, u32, SourceId)>,
    /// How many files it holds that are sources of their own.
    pub children: u32,
}

/// The stored forms of a text and its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blobs {
    text: Vec<u8>,
    repairs: Vec<u8>,
    layout: Vec<u8>,
    checked: [u8; 16],
}

impl Blobs {
    /// Makes the stored forms. Costs most of what storing costs, and needs no lock.
    pub fn make(reading: &Reading, text: &Text) -> Self {
        let mut repairs = Encoder::default();
        repairs.repairs(text);
        let mut layout = Encoder::default();
        layout.layout(reading);
        let (text, repairs, layout) =
            (packed(text.text.as_bytes()), packed(&repairs.finish()), packed(&layout.finish()));
        let checked = check(&text, &repairs, &layout);
        Blobs { text, repairs, layout, checked }
    }
}

/// Bytes compressed.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    thread_local! {
        // A compressor's tables cost as much to make as a small text to compress.
        static COMPRESSOR: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(COMPRESSION).ok());
    }
    let packed = COMPRESSOR.with_borrow_mut(|made| made.as_mut().and_then(|with| with.compress(bytes).ok()));
    packed.unwrap_or_else(|| zstd::bulk::compress(bytes, COMPRESSION).unwrap_or_default())
}

fn check(text: &[u8], repairs: &[u8], layout: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for blob in [text, repairs, layout] {
        hasher.update(&(blob.len() as u64).to_le_bytes());
        hasher.update(blob);
    }
    let mut short = [0; 16];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    short
}

/// A text with its layout, read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The layout; its raw text is that of the source.
    pub reading: Reading,
    /// The repaired text with its edits.
    pub text: Text,
}

/// What deciding whether to read a file again needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What became of it before.
    pub outcome: Outcome,
    /// Whether this very path is known for it.
    pub same_path: bool,
    /// How many files it holds that are sources of their own.
    pub children: u32,
}

/// A name that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The name, as bytes.
    pub path: Vec<u8>,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Catalogue {
    /// Opens the catalogue for writing, making it when it is not there. The writer's lock must be held.
    pub fn open_or_create(layout: &Layout) -> Result<Self> {
        let path = layout.catalogue();
        let wrap = |source| StoreError::catalogue(&path, source);
        if !path.exists() && (layout.catalogue_seal().exists() || layout.keeps_originals()) {
            return Err(StoreError::Lost(path));
        }
        let connection = Connection::open(&path).map_err(wrap)?;
        let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(wrap)?;
        if version > SCHEMA_VERSION {
            return Err(StoreError::Newer { path: layout.root().to_owned(), found: version });
        }
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864;").map_err(wrap)?;
        connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(wrap)?;
        if version < SCHEMA_VERSION {
            let lacking = TABLES.iter().filter(|(since, _)| *since > version).map(|(_, tables)| *tables);
            let make = format!(
                "BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;",
                lacking.collect::<Vec<_>>().join("\n")
            );
            connection.execute_batch(&make).map_err(wrap)?;
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Catalogue { connection, path, version: SCHEMA_VERSION })
    }

    /// Opens the catalogue for reading; works beside a writer, and on a read-only medium.
    pub fn open(layout: &Layout) -> Result<Self> {
        let path = layout.catalogue();
        if !path.is_file() {
            let is_lost = layout.catalogue_seal().exists() || layout.keeps_originals();
            return Err(if is_lost { StoreError::Lost(path) } else { StoreError::Empty(layout.root().to_owned()) });
        }
        let wrap = |source| StoreError::catalogue(&path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let read_version =
            |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
        let mut connection = Connection::open_with_flags(&path, flags).map_err(wrap)?;
        connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(wrap)?;
        let version = match read_version(&connection) {
            Ok(version) => version,
            Err(first) => {
                // A folder that cannot be written has no place for the shared-memory file of WAL.
                let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let immutable = format!("file:{name}?immutable=1");
                connection = Connection::open_with_flags(immutable, flags).map_err(wrap)?;
                read_version(&connection).map_err(|_| wrap(first))?
            }
        };
        if version > SCHEMA_VERSION {
            return Err(StoreError::Newer { path: layout.root().to_owned(), found: version });
        }
        if version == 0 {
            // A first run that was killed between making the file and its tables.
            return Err(StoreError::Empty(layout.root().to_owned()));
        }
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Catalogue { connection, path, version })
    }

    /// Whether it keeps anatomies.
    pub(super) fn has_anatomy(&self) -> bool {
        self.version >= WITH_ANATOMY
    }

    /// Whether it keeps decisions.
    pub(super) fn has_decisions(&self) -> bool {
        self.version >= WITH_DECISIONS
    }

    /// Whether it keeps entities.
    pub(super) fn has_entities(&self) -> bool {
        self.version >= WITH_ENTITIES
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn wrap(&self, source: rusqlite::Error) -> StoreError {
        StoreError::catalogue(&self.path, source)
    }

    /// Begins a batch and gives its number. End it with [`Catalogue::commit`].
    pub fn begin(&mut self, at: &str) -> Result<u64> {
        let begin = || -> rusqlite::Result<u64> {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.connection.execute("INSERT INTO batch (at) VALUES (?1)", [at])?;
            Ok(self.connection.last_insert_rowid() as u64)
        };
        begin().map_err(|error| self.wrap(error))
    }

    /// Commits the batch: what it wrote is on disk when this returns.
    pub fn commit(&mut self) -> Result<()> {
        self.connection.execute_batch("COMMIT").map_err(|error| self.wrap(error))
    }

    /// Gives the batch up: nothing it wrote remains.
    pub fn roll_back(&mut self) {
        let _ = self.connection.execute_batch("ROLLBACK");
    }

    /// The number of the last batch; 0 in an empty archive.
    pub fn last_batch(&self) -> Result<u64> {
        self.connection
            .query_row("SELECT coalesce(max(number), 0) FROM batch", [], |row| row.get::<_, i64>(0))
            .map(|number| number as u64)
            .map_err(|error| self.wrap(error))
    }

    /// What is known of a source and a path.
    pub fn known(&self, id: SourceId, path: &[u8]) -> Result<Option<Known>> {
        let sql = "SELECT outcome, EXISTS (SELECT 1 FROM path WHERE source = id AND path = ?2), children FROM source WHERE sha256 = ?1";
        let find = || -> rusqlite::Result<Option<Known>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = statement
                .query_row(params![id.0, path], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?)));
            Ok(row.optional()?.map(|(outcome, same_path, children)| Known {
                outcome: Outcome::from_name(&outcome).unwrap_or(Outcome::Failed),
                same_path,
                children,
            }))
        };
        find().map_err(|error| self.wrap(error))
    }

    /// Stores a source in the open batch, replacing what was known of it but its paths and time of adding.
    pub fn put(&mut self, record: &Record, batch: u64) -> Result<()> {
        self.put_rows(record, batch).map_err(|error| self.wrap(error))
    }

    fn put_rows(&self, record: &Record, batch: u64) -> rusqlite::Result<()> {
        let row = &record.summary;
        let mut diagnostics = Encoder::default();
        diagnostics.diagnostics(&row.diagnostics);
        let sql = "INSERT INTO source (sha256, bytes, format, outcome, method, encoding, language, quality, title, opening, pages, characters, edits, added, batch, intake_by, repair_by, diagnostics, children, anatomy_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
            ON CONFLICT (sha256) DO UPDATE SET format = ?3, outcome = ?4, method = ?5, encoding = ?6, language = ?7, quality = ?8, title = ?9, opening = ?10, pages = ?11, characters = ?12, edits = ?13, batch = ?15, intake_by = ?16, repair_by = ?17, diagnostics = ?18, children = ?19, anatomy_by = ?20
            RETURNING id";
        let id: i64 = self.connection.prepare_cached(sql)?.query_row(
            params![
                row.id.0,
                row.bytes as i64,
                row.format.name(),
                row.outcome.name(),
                row.method.name(),
                row.encoding,
                row.language,
                row.quality,
                row.title,
                row.opening,
                row.pages,
                row.characters as i64,
                row.edits as i64,
                row.added,
                batch as i64,
                row.intake_by,
                row.repair_by,
                diagnostics.finish(),
                record.children,
                row.anatomy_by,
            ],
            |row| row.get(0),
        )?;
        for path in &row.paths {
            self.add_path_row(id, path, &row.added)?;
        }
        self.connection.prepare_cached("DELETE FROM image WHERE source = ?1")?.execute([id])?;
        for (page, width, height, hash) in &record.images {
            let sql = "INSERT INTO image (source, page, width, height, sha256) VALUES (?1, ?2, ?3, ?4, ?5)";
            self.connection.prepare_cached(sql)?.execute(params![id, page, width, height, hash.0])?;
        }
        match &record.blobs {
            Some(blobs) => {
                let sql =
                    "INSERT OR REPLACE INTO text (source, text, repairs, layout, checked) VALUES (?1, ?2, ?3, ?4, ?5)";
                let values = params![id, blobs.text, blobs.repairs, blobs.layout, blobs.checked];
                self.connection.prepare_cached(sql)?.execute(values)?;
            }
            None => {
                self.connection.prepare_cached("DELETE FROM text WHERE source = ?1")?.execute([id])?;
            }
        }
        self.put_anatomy_rows(id, record.anatomy.as_ref())
    }

    fn add_path_row(&self, id: i64, path: &[u8], at: &str) -> rusqlite::Result<()> {
        let sql = "INSERT INTO path (source, path, added) VALUES (?1, ?2, ?3) ON CONFLICT (source, path) DO UPDATE SET added = ?3";
        self.connection.prepare_cached(sql)?.execute(params![id, path, at])?;
        self.connection.prepare_cached("DELETE FROM skipped WHERE path = ?1")?.execute([path])?;
        Ok(())
    }

    /// Adds a path to a known source in the open batch; the row counts as written by `batch`, so that the index learns
    /// of it.
    pub fn add_path(&mut self, id: SourceId, path: &[u8], at: &str, batch: u64) -> Result<()> {
        let add = || -> rusqlite::Result<()> {
            let sql = "UPDATE source SET batch = ?2 WHERE sha256 = ?1 RETURNING id";
            let id: i64 =
                self.connection.prepare_cached(sql)?.query_row(params![id.0, batch as i64], |row| row.get(0))?;
            self.add_path_row(id, path, at)
        };
        add().map_err(|error| self.wrap(error))
    }

    /// Remembers a name that could not be kept, in the open batch.
    pub fn put_skipped(&mut self, skipped: &Skipped) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO skipped (path, at, message, hint) VALUES (?1, ?2, ?3, ?4)";
        let put = || -> rusqlite::Result<usize> {
            let values = params![skipped.path, skipped.at, skipped.message, skipped.hint];
            self.connection.prepare_cached(sql)?.execute(values)
        };
        put().map(|_| ()).map_err(|error| self.wrap(error))
    }

    /// Every name that could not be kept, by name.
    pub fn skipped(&self) -> Result<Vec<Skipped>> {
        let read = || -> rusqlite::Result<Vec<Skipped>> {
            let mut statement =
                self.connection.prepare_cached("SELECT path, at, message, hint FROM skipped ORDER BY path")?;
            let rows = statement.query_map([], |row| {
                Ok(Skipped { path: row.get(0)?, at: row.get(1)?, message: row.get(2)?, hint: row.get(3)? })
            })?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// The identities of all sources, or of those written after batch `after`, in order of identity.
    pub fn ids(&self, after: u64) -> Result<Vec<SourceId>> {
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT sha256 FROM source WHERE batch > ?1 ORDER BY sha256";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([after as i64], |row| row.get(0).map(SourceId))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// The sources whose hexadecimal identity begins with `prefix`, at most two.
    pub fn find(&self, prefix: &str) -> Result<Vec<SourceId>> {
        let clean = prefix.to_ascii_lowercase();
        if clean.is_empty() || clean.len() > 64 || !clean.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let bound = |fill: &str| SourceId::from_hex(&format!("{clean}{}", fill.repeat(64 - clean.len())));
        let (Some(low), Some(high)) = (bound("0"), bound("f")) else { return Ok(Vec::new()) };
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT sha256 FROM source WHERE sha256 BETWEEN ?1 AND ?2 ORDER BY sha256 LIMIT 2";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![low.0, high.0], |row| row.get(0).map(SourceId))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// The sources that came under exactly this path, that which was last seen there first.
    pub fn find_path(&self, path: &[u8]) -> Result<Vec<SourceId>> {
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT sha256 FROM source JOIN path ON path.source = source.id WHERE path.path = ?1 ORDER BY path.added DESC, source.batch DESC, sha256";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([path], |row| row.get(0).map(SourceId))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// The sources that came under a path whose last parts are `tail`, at most two, that which was last seen first.
    pub fn find_path_end(&self, tail: &[u8]) -> Result<Vec<SourceId>> {
        let tail = [b"/", tail].concat();
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT sha256 FROM source JOIN path ON path.source = source.id WHERE substr(path.path, -?2) = ?1 GROUP BY source.id ORDER BY max(path.added) DESC, source.batch DESC, sha256 LIMIT 2";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map(params![tail, tail.len() as i64], |row| row.get(0).map(SourceId))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// The sources that were repaired with `mark` in what made their text.
    pub fn repaired_like(&self, mark: &str) -> Result<Vec<SourceId>> {
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT sha256 FROM source WHERE instr(repair_by, ?1) > 0 ORDER BY sha256";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map([mark], |row| row.get(0).map(SourceId))?.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// What is known of a source.
    pub fn summary(&self, id: SourceId) -> Result<Option<Summary>> {
        let mut found = self.summaries_where("WHERE sha256 = ?1", params![id.0])?;
        Ok(found.pop())
    }

    /// What is known of every source, ordered by first path and identity.
    pub fn summaries(&self) -> Result<Vec<Summary>> {
        let mut all = self.summaries_where("", [])?;
        all.sort_by(|a, b| a.paths.cmp(&b.paths).then(a.id.cmp(&b.id)));
        Ok(all)
    }

    fn summaries_where(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<Summary>> {
        let anatomy_by = if self.has_anatomy() { "anatomy_by" } else { "''" };
        let sql = format!(
            "SELECT id, sha256, bytes, format, outcome, method, encoding, language, quality, title, opening, pages, characters, edits, added, intake_by, repair_by, diagnostics, {anatomy_by} FROM source {condition}"
        );
        let read = || -> rusqlite::Result<Vec<(i64, Summary, Vec<u8>)>> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(values, summary_row)?;
            rows.collect()
        };
        let rows = read().map_err(|error| self.wrap(error))?;
        let mut summaries = Vec::with_capacity(rows.len());
        for (row, mut summary, diagnostics) in rows {
            let damaged = |error: crate::codec::CodecError| self.damaged(summary.id, error.to_string());
            let decoded = Decoder::new(&diagnostics).and_then(|mut from| from.diagnostics());
            summary.diagnostics = decoded.map_err(damaged)?;
            summary.paths = self.paths(row)?;
            summaries.push(summary);
        }
        Ok(summaries)
    }

    fn paths(&self, row: i64) -> Result<Vec<Vec<u8>>> {
        let read = || -> rusqlite::Result<Vec<Vec<u8>>> {
            let mut statement =
                self.connection.prepare_cached("SELECT path FROM path WHERE source = ?1 ORDER BY path")?;
            let rows = statement.query_map([row], |row| row.get(0))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    pub(super) fn damaged(&self, id: SourceId, message: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), source_id: id.hex(), message }
    }

    /// The repaired text of a source, without its edits; `None` where nothing was read.
    pub fn text(&self, id: SourceId) -> Result<Option<String>> {
        let sql = "SELECT text.text FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let read = || -> rusqlite::Result<Option<Vec<u8>>> {
            self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()
        };
        match read().map_err(|error| self.wrap(error))? {
            None => Ok(None),
            Some(blob) => self.unpack_string(id, &blob).map(Some),
        }
    }

    /// The text, edits and layout of a source; `None` where nothing was read.
    pub fn stored(&self, id: SourceId) -> Result<Option<Stored>> {
        let sql =
            "SELECT text, repairs, layout, checked FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let read = || -> rusqlite::Result<Option<Blobs>> {
            let row = |row: &Row<'_>| {
                Ok(Blobs { text: row.get(0)?, repairs: row.get(1)?, layout: row.get(2)?, checked: row.get(3)? })
            };
            self.connection.prepare_cached(sql)?.query_row([id.0], row).optional()
        };
        let Some(blobs) = read().map_err(|error| self.wrap(error))? else { return Ok(None) };
        if check(&blobs.text, &blobs.repairs, &blobs.layout) != blobs.checked {
            return Err(self.damaged(id, "its check sum does not fit".to_owned()));
        }
        let damaged = |error: crate::codec::CodecError| self.damaged(id, error.to_string());
        let text = self.text_of(id, &blobs.text, &blobs.repairs)?;
        let layout = self.unpack(id, &blobs.layout)?;
        let mut reading = Decoder::new(&layout).and_then(|mut from| from.layout()).map_err(damaged)?;
        reading.raw = text.undo_all();
        if !fits(&reading) {
            return Err(self.damaged(id, "its layout does not fit its text".to_owned()));
        }
        Ok(Some(Stored { reading, text }))
    }

    /// The repaired text of a source with its edits and without its layout; `None` where there is none.
    pub fn repaired(&self, id: SourceId) -> Result<Option<Text>> {
        let sql = "SELECT text, repairs FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let read = || -> rusqlite::Result<Option<(Vec<u8>, Vec<u8>)>> {
            self.connection.prepare_cached(sql)?.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        };
        let Some((text, repairs)) = read().map_err(|error| self.wrap(error))? else { return Ok(None) };
        self.text_of(id, &text, &repairs).map(Some)
    }

    fn text_of(&self, id: SourceId, text: &[u8], repairs: &[u8]) -> Result<Text> {
        let (repairs, text) = (self.unpack(id, repairs)?, self.unpack_string(id, text)?);
        let read = Decoder::new(&repairs).and_then(|mut from| from.repairs(text));
        read.map_err(|error| self.damaged(id, error.to_string()))
    }

    /// Whether a source is in the archive.
    pub fn holds(&self, id: SourceId) -> Result<bool> {
        let found = || {
            let mut statement = self.connection.prepare_cached("SELECT 1 FROM source WHERE sha256 = ?1")?;
            statement.query_row([id.0], |_| Ok(())).optional()
        };
        found().map(|found| found.is_some()).map_err(|error| self.wrap(error))
    }

    /// The paths under which several sources came: for each these, that which was last seen there first.
    pub fn shared_paths(&self) -> Result<Vec<Vec<SourceId>>> {
        let sql = "SELECT path.path, sha256 FROM path JOIN source ON path.source = source.id
            WHERE path.path IN (SELECT path FROM path GROUP BY path HAVING count(*) > 1)
            ORDER BY path.path, path.added DESC, source.batch DESC, sha256";
        let read = || -> rusqlite::Result<Vec<(Vec<u8>, SourceId)>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map([], |row| Ok((row.get(0)?, SourceId(row.get(1)?))))?.collect()
        };
        let rows = read().map_err(|error| self.wrap(error))?;
        Ok(rows.chunk_by(|a, b| a.0 == b.0).map(|under| under.iter().map(|(_, id)| *id).collect()).collect())
    }

    /// The page pictures of a source: page number, width and height in pixels, SHA-256 of the PNG.
    pub fn images(&self, id: SourceId) -> Result<Vec<(u32, u32, u32, SourceId)>> {
        let sql = "SELECT page, width, height, image.sha256 FROM image JOIN source ON source.id = image.source WHERE source.sha256 = ?1 ORDER BY page";
        let read = || -> rusqlite::Result<Vec<(u32, u32, u32, SourceId)>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement
                .query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, SourceId(row.get(3)?))))?;
            rows.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    pub(super) fn unpack(&self, id: SourceId, blob: &[u8]) -> Result<Vec<u8>> {
        zstd::stream::decode_all(blob).map_err(|error| self.damaged(id, error.to_string()))
    }

    pub(super) fn unpack_string(&self, id: SourceId, blob: &[u8]) -> Result<String> {
        String::from_utf8(self.unpack(id, blob)?).map_err(|error| self.damaged(id, error.to_string()))
    }

    /// What SQLite itself finds wrong, a line each; empty when all is well.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
            let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
            let orphans = statement.query_map([], |row| row.get::<_, String>(0))?;
            let mut found: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
            for table in orphans {
                found.push(format!("a row of table {} names a source that is not there", table?));
            }
            Ok(found)
        };
        read().map_err(|error| self.wrap(error))
    }

    /// Folds the write-ahead log into the catalogue and closes it, so that one file holds everything.
    pub fn close(self) -> Result<()> {
        let wrap = |source| StoreError::catalogue(&self.path, source);
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(wrap)?;
        self.connection.close().map_err(|(_, source)| wrap(source))
    }
}

fn summary_row(row: &Row<'_>) -> rusqlite::Result<(i64, Summary, Vec<u8>)> {
    let summary = Summary {
        id: SourceId(row.get(1)?),
        bytes: row.get::<_, i64>(2)? as u64,
        format: Format::from_name(&row.get::<_, String>(3)?).unwrap_or(Format::Other),
        outcome: Outcome::from_name(&row.get::<_, String>(4)?).unwrap_or(Outcome::Failed),
        method: Method::from_name(&row.get::<_, String>(5)?).unwrap_or(Method::None),
        encoding: row.get(6)?,
        language: row.get(7)?,
        quality: row.get(8)?,
        title: row.get(9)?,
        opening: row.get(10)?,
        pages: row.get(11)?,
        characters: row.get::<_, i64>(12)? as u64,
        edits: row.get::<_, i64>(13)? as u64,
        added: row.get(14)?,
        paths: Vec::new(),
        intake_by: row.get(15)?,
        repair_by: row.get(16)?,
        anatomy_by: row.get(18)?,
        diagnostics: Vec::new(),
    };
    Ok((row.get(0)?, summary, row.get(17)?))
}
