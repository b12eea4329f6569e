//! The SQLite catalogue: opened and made, brought up to date, written in batches, closed.
//!
//! The files beside this one each add what one kind of row answers: sources, their names, texts, anatomies, decisions,
//! entities. Not useful for: finding words (the index does), the bytes as received (originals).

use super::{Layout, Result, StoreError, anatomy, authority, decisions, entities};
use broadside_model::SourceId;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Params, Row};
use std::path::{Path, PathBuf};

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

/// An open catalogue.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) connection: Connection,
    path: PathBuf,
    /// The version of its tables, as it was opened.
    version: u32,
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
        let last = self.first("SELECT coalesce(max(number), 0) FROM batch", [], |row| row.get::<_, i64>(0))?;
        Ok(last.unwrap_or(0) as u64)
    }

    /// The rows that a query gives.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let read = || self.connection.prepare_cached(sql)?.query_map(values, row)?.collect::<rusqlite::Result<_>>();
        read().map_err(|error| self.wrap(error))
    }

    /// The first row that a query gives.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        values: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let read = || self.connection.prepare_cached(sql)?.query_row(values, row).optional();
        read().map_err(|error| self.wrap(error))
    }

    pub(super) fn damaged(&self, id: SourceId, message: String) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), source_id: id.hex(), message }
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
