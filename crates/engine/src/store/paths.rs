//! Names in the catalogue: the paths sources came under, and those that could not be kept.

use super::Result;
use super::catalogue::Catalogue;
use super::summary::id;
use broadside_model::SourceId;
use rusqlite::params;

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
    /// The sources that came under exactly this path, that which was last seen there first.
    pub fn find_path(&self, path: &[u8]) -> Result<Vec<SourceId>> {
        let sql = "SELECT sha256 FROM source JOIN path ON path.source = source.id WHERE path.path = ?1 ORDER BY path.added DESC, source.batch DESC, sha256";
        self.all(sql, [path], id)
    }

    /// The sources that came under a path whose last parts are `tail`, at most two, that which was last seen first.
    pub fn find_path_end(&self, tail: &[u8]) -> Result<Vec<SourceId>> {
        let tail = [b"/", tail].concat();
        let sql = "SELECT sha256 FROM source JOIN path ON path.source = source.id WHERE substr(path.path, -?2) = ?1 GROUP BY source.id ORDER BY max(path.added) DESC, source.batch DESC, sha256 LIMIT 2";
        self.all(sql, params![tail, tail.len() as i64], id)
    }

    /// The paths under which several sources came: for each these, that which was last seen there first.
    pub fn shared_paths(&self) -> Result<Vec<Vec<SourceId>>> {
        let sql = "SELECT path.path, sha256 FROM path JOIN source ON path.source = source.id
            WHERE path.path IN (SELECT path FROM path GROUP BY path HAVING count(*) > 1)
            ORDER BY path.path, path.added DESC, source.batch DESC, sha256";
        let rows: Vec<(Vec<u8>, SourceId)> = self.all(sql, [], |row| Ok((row.get(0)?, SourceId(row.get(1)?))))?;
        Ok(rows.chunk_by(|a, b| a.0 == b.0).map(|under| under.iter().map(|(_, id)| *id).collect()).collect())
    }

    /// The paths that a source came under, sorted.
    pub fn paths_of(&self, id: SourceId) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT path FROM path JOIN source ON path.source = source.id WHERE sha256 = ?1 ORDER BY path";
        self.all(sql, [id.0], |row| row.get(0))
    }

    /// The paths that the source of a row came under, sorted.
    pub(super) fn paths(&self, row: i64) -> Result<Vec<Vec<u8>>> {
        self.all("SELECT path FROM path WHERE source = ?1 ORDER BY path", [row], |row| row.get(0))
    }

    /// Adds a path to the source of a row.
    pub(super) fn add_path_row(&self, id: i64, path: &[u8], at: &str) -> rusqlite::Result<()> {
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
        self.all("SELECT path, at, message, hint FROM skipped ORDER BY path", [], |row| {
            Ok(Skipped { path: row.get(0)?, at: row.get(1)?, message: row.get(2)?, hint: row.get(3)? })
        })
    }
}
