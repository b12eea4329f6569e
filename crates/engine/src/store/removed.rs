//! Sources that a person took out of the archive: what they were, by whom and why; nothing of what they said.

use super::catalogue::Catalogue;
use super::{Layout, Result, ShelfFile, StoreError};
use crate::codec::{Decoder, Encoder};
use broadside_model::SourceId;
use rusqlite::{OptionalExtension as _, Row, params};

/// When sources are taken out, by whom, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// RFC 3339 in UTC.
    pub at: String,
    /// Who takes them out.
    pub author: String,
    /// Why.
    pub reason: String,
}

/// A source that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Which it was.
    pub id: SourceId,
    /// The names it came under, as bytes.
    pub paths: Vec<Vec<u8>>,
    /// Its length in bytes.
    pub bytes: u64,
    /// When, by whom, and why.
    pub removal: Removal,
}

/// Every table with rows about a source, and the column that names it.
const ABOUT: &[(&str, &str)] =
    &[("statement", "source"), ("anatomy", "source"), ("text", "source"), ("image", "source"), ("path", "source")];

impl Catalogue {
    /// Takes a source out in the open batch; `false` where it is not there. Its files are deleted by
    /// [`Catalogue::delete_files`] once the batch is on disk.
    pub fn take_out(&mut self, id: SourceId, removal: &Removal, batch: u64) -> Result<bool> {
        let Some(summary) = self.summary(id)? else { return Ok(false) };
        let pages = self.images(id)?.iter().map(|(page, ..)| *page).max().unwrap_or(0);
        let mut paths = Encoder::default();
        paths.number(summary.paths.len() as u64);
        summary.paths.iter().for_each(|path| paths.bytes(path));
        let take = || -> rusqlite::Result<()> {
            // What is deleted is overwritten, not only left out.
            self.connection.execute_batch("PRAGMA secure_delete = ON")?;
            let row: i64 =
                self.connection.query_row("SELECT id FROM source WHERE sha256 = ?1", [id.0], |row| row.get(0))?;
            for (table, column) in ABOUT {
                self.connection.execute(&format!("DELETE FROM {table} WHERE {column} = ?1"), [row])?;
            }
            self.connection.execute("DELETE FROM source WHERE id = ?1", [row])?;
            let sql = "INSERT INTO removed (sha256, paths, bytes, pages, at, author, reason, batch, done)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)";
            let Removal { at, author, reason } = removal;
            let values = params![id.0, paths.finish(), summary.bytes as i64, pages, at, author, reason, batch as i64];
            self.connection.execute(sql, values).map(|_| ())
        };
        take().map(|()| true).map_err(|error| self.wrap(error))
    }

    /// Whether files, words or names are left of sources that were taken out.
    pub fn has_removals_to_finish(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM removed WHERE done = 0)";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| self.wrap(error))
    }

    /// Writes the catalogue anew without what was deleted or replaced in it, so that nothing of that is left in its file.
    /// Needs room for another catalogue. Then nothing is left of the sources that were taken out.
    pub fn shred(&mut self) -> Result<()> {
        let shred = "VACUUM; UPDATE removed SET done = 2 WHERE done = 0";
        self.connection.execute_batch(shred).map_err(|error| self.wrap(error))
    }

    /// Folds the log into the catalogue where it was written anew. `false` where another process reads and holds on to what
    /// was.
    pub fn settle_removals(&mut self) -> Result<bool> {
        let settle = || -> rusqlite::Result<bool> {
            let waits = "SELECT EXISTS (SELECT 1 FROM removed WHERE done = 2)";
            if !self.connection.query_row(waits, [], |row| row.get::<_, bool>(0))? {
                return Ok(true);
            }
            let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
            if self.connection.query_row(fold, [], |row| row.get::<_, i64>(0))? != 0 {
                return Ok(false);
            }
            self.connection.execute("UPDATE removed SET done = 1 WHERE done = 2", []).map(|_| true)
        };
        settle().map_err(|error| self.wrap(error))
    }

    /// Deletes the files of sources that were taken out, but of those that were added again meanwhile.
    pub fn delete_files(&mut self, layout: &Layout) -> Result<()> {
        let read = || -> rusqlite::Result<Vec<(SourceId, u32)>> {
            let sql = "SELECT sha256, pages FROM removed WHERE done = 0";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map([], |row| Ok((SourceId(row.get(0)?), row.get(1)?)))?.collect()
        };
        let taken = read().map_err(|error| self.wrap(error))?;
        let names: Vec<String> = taken.iter().map(|(id, _)| id.hex()).collect();
        let shelf = ShelfFile::of_archive(layout);
        ShelfFile::forget_in(&shelf, &names).map_err(|error| StoreError::file(&shelf, error))?;
        for (id, pages) in taken {
            if self.summary(id)?.is_none() {
                let images = (1..=pages).map(|page| layout.image(id, page));
                for path in std::iter::once(layout.original(id)).chain(images) {
                    match std::fs::remove_file(&path) {
                        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                            return Err(StoreError::file(path, error));
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok(())
    }

    /// The sources that were taken out after batch `after` and are not in the archive.
    pub fn removed_since(&self, after: u64) -> Result<Vec<SourceId>> {
        if !self.has_decisions() {
            return Ok(Vec::new());
        }
        let read = || -> rusqlite::Result<Vec<SourceId>> {
            let sql = "SELECT DISTINCT sha256 FROM removed WHERE batch > ?1 AND sha256 NOT IN (SELECT sha256 FROM source) ORDER BY sha256";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map([after as i64], |row| row.get(0).map(SourceId))?.collect()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// Whether a source was taken out, and not added again.
    pub fn is_removed(&self, id: SourceId) -> Result<bool> {
        if !self.has_decisions() {
            return Ok(false);
        }
        let sql = "SELECT 1 FROM removed WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM source WHERE sha256 = ?1)";
        let found = || self.connection.prepare_cached(sql)?.query_row([id.0], |_| Ok(())).optional();
        found().map(|found| found.is_some()).map_err(|error| self.wrap(error))
    }

    /// Every source that was ever taken out, in order of time.
    pub fn removed(&self) -> Result<Vec<Removed>> {
        if !self.has_decisions() {
            return Ok(Vec::new());
        }
        type Columns = (SourceId, Vec<u8>, i64, Removal);
        let row = |row: &Row<'_>| -> rusqlite::Result<Columns> {
            let removal = Removal { at: row.get(3)?, author: row.get(4)?, reason: row.get(5)? };
            Ok((SourceId(row.get(0)?), row.get(1)?, row.get(2)?, removal))
        };
        let read = || -> rusqlite::Result<Vec<Columns>> {
            let sql = "SELECT sha256, paths, bytes, at, author, reason FROM removed ORDER BY number";
            self.connection.prepare_cached(sql)?.query_map([], row)?.collect()
        };
        let rows = read().map_err(|error| self.wrap(error))?;
        let whole = |(id, paths, bytes, removal): Columns| {
            let damaged = |error: crate::codec::CodecError| self.damaged(id, error.to_string());
            let mut from = Decoder::new(&paths).map_err(damaged)?;
            let count = from.number().map_err(damaged)?;
            let mut paths = Vec::new();
            for _ in 0..count {
                paths.push(from.bytes().map_err(damaged)?.to_vec());
            }
            Ok(Removed { id, paths, bytes: bytes as u64, removal })
        };
        rows.into_iter().map(whole).collect()
    }
}
