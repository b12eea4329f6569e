//! The names of sources in the catalogue: gathered once from an anatomy, read many times.

use super::Result;
use super::catalogue::Catalogue;
use super::summary;
use super::texts::packed;
use crate::codec::{pack_naming, unpack_naming};
use broadside_model::{Naming, SourceId};
use rusqlite::params;

/// A source that has an anatomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedSource {
    /// Its row, which postings name it by.
    pub row: i64,
    /// Its identity.
    pub id: SourceId,
    /// The batch that last wrote it.
    pub batch: u64,
    /// What its names were gathered for; `None` where they were not.
    pub made_for: Option<[u8; 16]>,
}

impl Catalogue {
    /// The sources that have anatomies, in the order of their identities.
    pub fn named_sources(&self) -> Result<Vec<NamedSource>> {
        if !self.has_anatomy() {
            return Ok(Vec::new());
        }
        let (column, join) = if self.keeps_entities() {
            ("naming.made_for", "LEFT JOIN naming ON naming.source = source.id")
        } else {
            ("NULL", "")
        };
        // Read in the order in which the rows lie: in that of the identities every row is sought by itself.
        let sql = format!(
            "SELECT source.id, sha256, batch, {column} FROM source JOIN anatomy ON anatomy.source = source.id {join} ORDER BY source.id"
        );
        let mut sources = self.all(&sql, [], |row| {
            Ok(NamedSource {
                row: row.get(0)?,
                id: SourceId(row.get(1)?),
                batch: row.get::<_, i64>(2)? as u64,
                made_for: row.get(3)?,
            })
        })?;
        sources.sort_unstable_by_key(|source| source.id);
        Ok(sources)
    }

    /// Keeps the names of a source, in place of those it had.
    pub fn put_naming(&mut self, row: i64, made_for: &[u8; 16], naming: &Naming) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO naming (source, made_for, names) VALUES (?1, ?2, ?3)";
        let names = packed(&pack_naming(naming));
        let put = || self.connection.prepare_cached(sql)?.execute(params![row, made_for, names]);
        put().map(|_| ()).map_err(|error| self.wrap(error))
    }

    /// The names of a source, by its row; `None` where they were not gathered.
    pub fn naming(&self, row: i64, id: SourceId) -> Result<Option<Naming>> {
        if !self.keeps_entities() {
            return Ok(None);
        }
        let found = self.first("SELECT names FROM naming WHERE source = ?1", [row], |row| row.get::<_, Vec<u8>>(0))?;
        let Some(bytes) = found else { return Ok(None) };
        let bytes = self.unpack(id, &bytes)?;
        unpack_naming(&bytes).map(Some).map_err(|error| self.damaged(id, error.to_string()))
    }

    /// Forgets the names of sources that have no anatomy any more.
    pub fn drop_stray_naming(&mut self) -> Result<()> {
        let sql = "DELETE FROM naming WHERE source NOT IN (SELECT source FROM anatomy)";
        self.connection.execute(sql, []).map(|_| ()).map_err(|error| self.wrap(error))
    }

    /// The row of a source, which postings name it by.
    pub fn row_of(&self, id: SourceId) -> Result<Option<i64>> {
        self.first("SELECT id FROM source WHERE sha256 = ?1", [id.0], |row| row.get(0))
    }

    /// The source of a row.
    pub fn source_of(&self, row: i64) -> Result<Option<SourceId>> {
        self.first("SELECT sha256 FROM source WHERE id = ?1", [row], summary::id)
    }
}
