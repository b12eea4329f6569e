//! Reuse on disk: a file beside the catalogue, for all of it is derived and can be deleted.
//!
//! It is written whole, under another name, and then put in its place, so that it is there whole or not at all; it is not
//! changed after. It holds offsets and no words: what is removed from the archive leaves none here. A file that another
//! version wrote, or that makes no sense, is as if it were not there.

use super::layout::Layout;
use super::{Result, StoreError};
use crate::codec::{pack_link, unpack_link};
use broadside_model::{Link, Passage, ReuseKind, SourceId, Span, StatementId, Typed};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};
use std::fs;
use std::path::PathBuf;

const SCHEMA: &str = include_str!("reuse.sql");

/// The version of the tables.
const VERSION: u32 = 1;

/// A statement as one of the texts that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReuseUnit {
    /// The statement.
    pub statement: StatementId,
    /// Where its text stands in the text of its source.
    pub span: Span,
    /// BLAKE3 of its text, shortened.
    pub hash: [u8; 16],
}

/// Words that several statements have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseFamily {
    /// Its number.
    pub number: u32,
    /// What most of its links are.
    pub kind: ReuseKind,
    /// Most letters that two of its passages have in common.
    pub letters: u32,
    /// How many statements have it.
    pub units: u32,
    /// How many links tie it.
    pub links: u32,
    /// First day of the first use, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// Last day of the last use.
    pub last: Option<String>,
}

/// A link with its kind and the family it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseLink {
    /// The link; its texts are units.
    pub link: Link,
    /// Its kind.
    pub typed: Typed,
    /// The number of its family.
    pub family: u32,
}

/// All that is known of the reuse in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReuseFound {
    /// What the links were found from.
    pub texts_for: String,
    /// What all of it was made from.
    pub made_for: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The texts, in the order of their statements.
    pub units: Vec<ReuseUnit>,
    /// The links in order.
    pub links: Vec<ReuseLink>,
    /// The families by number, with their passages.
    pub families: Vec<(ReuseFamily, Vec<Passage>)>,
}

/// The reuse in an archive, to be asked.
#[derive(Debug)]
pub struct Reuse {
    connection: Connection,
    path: PathBuf,
}

impl Layout {
    /// The folder of what is known of reuse.
    pub fn reuse(&self) -> PathBuf {
        self.root().join("reuse")
    }

    fn reuse_file(&self) -> PathBuf {
        self.reuse().join("reuse.sqlite")
    }
}

impl Reuse {
    /// Opens what is there; nothing where there is none that this program reads.
    pub fn open(layout: &Layout) -> Option<Self> {
        let path = layout.reuse_file();
        if !path.is_file() {
            return None;
        }
        let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        // The file is never changed, only replaced.
        let connection = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags).ok()?;
        let version = connection.query_row("SELECT version FROM made", [], |row| row.get::<_, u32>(0));
        (version == Ok(VERSION)).then_some(Reuse { connection, path })
    }

    /// Puts what was found in place of what was there.
    pub fn write(layout: &Layout, found: &ReuseFound) -> Result<Self> {
        let (folder, path) = (layout.reuse(), layout.reuse_file());
        fs::create_dir_all(&folder).map_err(|error| StoreError::file(&folder, error))?;
        let unfinished = folder.join("reuse.sqlite.new");
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::file(&unfinished, error));
            }
            _ => {}
        }
        let mut connection =
            Connection::open(&unfinished).map_err(|error| StoreError::catalogue(&unfinished, error))?;
        fill(&mut connection, found).map_err(|error| StoreError::catalogue(&unfinished, error))?;
        drop(connection);
        let replace = || {
            fs::File::open(&unfinished)?.sync_all()?;
            fs::rename(&unfinished, &path)?;
            fs::File::open(&folder)?.sync_all()
        };
        replace().map_err(|error| StoreError::file(&path, error))?;
        Reuse::open(layout).ok_or_else(|| StoreError::file(&path, std::io::ErrorKind::InvalidData.into()))
    }

    /// The same in memory, where the archive cannot be written to.
    pub fn in_memory(found: &ReuseFound) -> Result<Self> {
        let path = PathBuf::from(":memory:");
        let wrap = |error| StoreError::catalogue(&path, error);
        let mut connection = Connection::open_in_memory().map_err(wrap)?;
        fill(&mut connection, found).map_err(wrap)?;
        Ok(Reuse { connection, path })
    }

    fn wrap(&self, error: rusqlite::Error) -> StoreError {
        StoreError::catalogue(&self.path, error)
    }

    /// What the links were found from, what all of it was made from, and when.
    pub fn made(&self) -> Result<(String, String, String)> {
        let sql = "SELECT texts_for, made_for, at FROM made";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.connection.query_row(sql, [], read).map_err(|error| self.wrap(error))
    }

    /// The texts by number.
    pub fn units(&self) -> Result<Vec<ReuseUnit>> {
        self.all("SELECT source, statement, start, end, hash FROM unit ORDER BY number", [], unit)
    }

    /// The text with this number.
    pub fn unit(&self, number: u32) -> Result<Option<ReuseUnit>> {
        let sql = "SELECT source, statement, start, end, hash FROM unit WHERE number = ?1";
        Ok(self.all(sql, [number], unit)?.pop())
    }

    /// The number of a statement's text.
    pub fn number(&self, statement: StatementId) -> Result<Option<u32>> {
        let read = || {
            let sql = "SELECT number FROM unit WHERE source = ?1 AND statement = ?2";
            let mut query = self.connection.prepare_cached(sql)?;
            query.query_row(params![statement.source.0, statement.number], |row| row.get(0)).optional()
        };
        read().map_err(|error| self.wrap(error))
    }

    /// How many statements, links and families there are.
    pub fn counts(&self) -> Result<(u64, u64, u64)> {
        let sql = "SELECT (SELECT count(*) FROM unit), (SELECT count(*) FROM link), (SELECT count(*) FROM family)";
        let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (units, links, families) = self.connection.query_row(sql, [], read).map_err(|error| self.wrap(error))?;
        Ok((units as u64, links as u64, families as u64))
    }

    /// All links by number.
    pub fn links(&self) -> Result<Vec<ReuseLink>> {
        self.links_where("ORDER BY number", [])
    }

    /// The links of a text, in order.
    pub fn links_of(&self, unit: u32) -> Result<Vec<ReuseLink>> {
        self.links_where("WHERE a = ?1 OR b = ?1 ORDER BY number", [unit])
    }

    fn links_where(&self, tail: &str, params: impl rusqlite::Params) -> Result<Vec<ReuseLink>> {
        let sql = format!("SELECT family, link FROM link {tail}");
        let rows: Vec<(u32, Vec<u8>)> = self.all(&sql, params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let read = |(family, bytes): (u32, Vec<u8>)| {
            let (link, typed) = unpack_link(&bytes).map_err(|error| self.damaged(&error.to_string()))?;
            Ok(ReuseLink { link, typed, family })
        };
        rows.into_iter().map(read).collect()
    }

    fn damaged(&self, message: &str) -> StoreError {
        let hint = "Delete the file: it is made anew from the archive";
        let source = std::io::Error::new(std::io::ErrorKind::InvalidData, message.to_owned());
        StoreError::File { path: self.path.clone(), source, hint }
    }

    /// How many families of each kind there are, the most frequent kind first.
    pub fn kinds(&self) -> Result<Vec<(ReuseKind, u64)>> {
        let sql = "SELECT kind, count(*) FROM family GROUP BY kind ORDER BY count(*) DESC, kind";
        let rows: Vec<(String, i64)> = self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().filter_map(|(kind, count)| Some((ReuseKind::from_name(&kind)?, count as u64))).collect())
    }

    /// The families that most statements have, of these kinds or of all; at most `limit`.
    pub fn families(&self, kinds: &[ReuseKind], limit: usize) -> Result<Vec<ReuseFamily>> {
        let names: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.name())).collect();
        let of = if kinds.is_empty() { String::new() } else { format!("WHERE kind IN ({})", names.join(", ")) };
        let sql = format!("{FAMILY} {of} ORDER BY units DESC, letters DESC, number LIMIT ?1");
        self.all(&sql, [i64::try_from(limit).unwrap_or(i64::MAX)], family)
    }

    /// The family with this number.
    pub fn family(&self, number: u32) -> Result<Option<ReuseFamily>> {
        Ok(self.all(&format!("{FAMILY} WHERE number = ?1"), [number], family)?.pop())
    }

    /// The passages of a family, in order.
    pub fn passages(&self, family: u32) -> Result<Vec<Passage>> {
        let sql = "SELECT unit, start, end FROM passage WHERE family = ?1 ORDER BY unit, start";
        let read = |row: &Row<'_>| Ok(Passage { text: row.get(0)?, span: span(row, 1)? });
        self.all(sql, [family], read)
    }

    /// The texts that share most with others, each with the number of others; at most `limit`. What pages carry and stock
    /// phrases do not count.
    pub fn most_reused(&self, limit: usize) -> Result<Vec<(u32, u32)>> {
        let sql = "WITH counted AS (SELECT a, b FROM link JOIN family ON family.number = link.family
              WHERE family.kind NOT IN ('formula', 'furniture')),
            ends AS (SELECT a AS unit, b AS other FROM counted UNION SELECT b, a FROM counted)
            SELECT unit, count(*) AS others FROM ends GROUP BY unit ORDER BY others DESC, unit LIMIT ?1";
        self.all(sql, [i64::try_from(limit).unwrap_or(i64::MAX)], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            let mut query = self.connection.prepare_cached(sql)?;
            let rows = query.query_map(params, read)?;
            rows.collect()
        };
        rows().map_err(|error| self.wrap(error))
    }
}

const FAMILY: &str = "SELECT number, kind, letters, units, links, first, last FROM family";

fn family(row: &Row<'_>) -> rusqlite::Result<ReuseFamily> {
    let kind: String = row.get(1)?;
    Ok(ReuseFamily {
        number: row.get(0)?,
        kind: ReuseKind::from_name(&kind).unwrap_or(ReuseKind::Borrowing),
        letters: row.get(2)?,
        units: row.get(3)?,
        links: row.get(4)?,
        first: row.get(5)?,
        last: row.get(6)?,
    })
}

fn unit(row: &Row<'_>) -> rusqlite::Result<ReuseUnit> {
    let statement = StatementId { source: SourceId(row.get(0)?), number: row.get(1)? };
    Ok(ReuseUnit { statement, span: span(row, 2)?, hash: row.get(4)? })
}

/// The span in two columns; one that ends before it begins is empty.
fn span(row: &Row<'_>, at: usize) -> rusqlite::Result<Span> {
    let (start, end): (u32, u32) = (row.get(at)?, row.get(at + 1)?);
    Ok(Span { start, end: end.max(start) })
}

fn fill(connection: &mut Connection, found: &ReuseFound) -> rusqlite::Result<()> {
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(SCHEMA)?;
    let sql = "INSERT INTO made (one, version, texts_for, made_for, at) VALUES (1, ?1, ?2, ?3, ?4)";
    transaction.execute(sql, params![VERSION, found.texts_for, found.made_for, found.at])?;
    let sql = "INSERT INTO unit (number, source, statement, start, end, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = transaction.prepare(sql)?;
    for (number, unit) in found.units.iter().enumerate() {
        let (id, span) = (unit.statement, unit.span);
        insert.execute(params![number as i64, id.source.0, id.number, span.start, span.end, unit.hash])?;
    }
    drop(insert);
    let mut insert =
        transaction.prepare("INSERT INTO link (number, a, b, family, link) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (number, row) in found.links.iter().enumerate() {
        let (link, bytes) = (&row.link, pack_link(&row.link, &row.typed));
        insert.execute(params![number as i64, link.a, link.b, row.family, bytes])?;
    }
    drop(insert);
    let sql =
        "INSERT INTO family (number, kind, letters, units, links, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut insert = transaction.prepare(sql)?;
    let sql = "INSERT OR IGNORE INTO passage (family, unit, start, end) VALUES (?1, ?2, ?3, ?4)";
    let mut insert_passage = transaction.prepare(sql)?;
    for (row, passages) in &found.families {
        let values = params![row.number, row.kind.name(), row.letters, row.units, row.links, row.first, row.last];
        insert.execute(values)?;
        for passage in passages {
            insert_passage.execute(params![row.number, passage.text, passage.span.start, passage.span.end])?;
        }
    }
    drop((insert, insert_passage));
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::KindReason;

    fn sample() -> ReuseFound {
        let unit = |number: u8| ReuseUnit {
            statement: StatementId { source: SourceId([number; 32]), number: 1 },
            span: Span { start: 0, end: 500 },
            hash: [number; 16],
        };
        let link = |a, b, family, kind| {
            let (a_span, b_span) = (Span { start: 3, end: 100 }, Span { start: 7, end: 110 });
            let link = Link { a, b, a_span, b_span, equal: 80, columns: 90, matches: Vec::new() };
            let typed = Typed { kind, reason: KindReason::Unmarked, evidence: Vec::new(), direction: None };
            ReuseLink { link, typed, family }
        };
        let family =
            |number, kind, units| ReuseFamily { number, kind, letters: 80, units, links: 1, first: None, last: None };
        let passage = |text| Passage { text, span: Span { start: 3, end: 100 } };
        ReuseFound {
            texts_for: "texts".into(),
            made_for: "all".into(),
            at: "2026-01-02T03:04:05Z".into(),
            units: vec![unit(1), unit(2), unit(3)],
            links: vec![
                link(0, 1, 0, ReuseKind::Borrowing),
                link(0, 2, 0, ReuseKind::Borrowing),
                link(1, 2, 1, ReuseKind::Formula),
            ],
            families: vec![
                (family(0, ReuseKind::Borrowing, 3), vec![passage(0), passage(1), passage(2)]),
                (family(1, ReuseKind::Formula, 2), vec![passage(1), passage(2)]),
            ],
        }
    }

    fn check(reuse: &Reuse, found: &ReuseFound) {
        assert_eq!(reuse.units().unwrap(), found.units);
        assert_eq!(reuse.links().unwrap(), found.links);
        assert_eq!(reuse.links_of(1).unwrap(), [found.links[0].clone(), found.links[2].clone()]);
        assert_eq!(reuse.number(found.units[2].statement).unwrap(), Some(2));
        assert_eq!(reuse.unit(9).unwrap(), None);
        assert_eq!(reuse.counts().unwrap(), (3, 3, 2));
        assert_eq!(reuse.kinds().unwrap(), [(ReuseKind::Borrowing, 1), (ReuseKind::Formula, 1)]);
        assert_eq!(reuse.families(&[], 1).unwrap(), [found.families[0].0.clone()]);
        assert_eq!(reuse.families(&[ReuseKind::Formula], 9).unwrap(), [found.families[1].0.clone()]);
        assert_eq!(reuse.passages(1).unwrap(), found.families[1].1);
        assert_eq!(reuse.most_reused(9).unwrap(), [(0, 2), (1, 1), (2, 1)], "stock phrases do not count");
    }

    #[test]
    fn what_is_written_is_read_back_and_replaces_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let (layout, _) = Layout::open_or_create(&folder.path().join("a?b#c.broadside")).unwrap();
        assert!(Reuse::open(&layout).is_none());
        let found = sample();
        check(&Reuse::write(&layout, &found).unwrap(), &found);
        check(&Reuse::in_memory(&found).unwrap(), &found);
        let empty = ReuseFound { made_for: "nothing".into(), ..ReuseFound::default() };
        let reuse = Reuse::write(&layout, &empty).unwrap();
        assert_eq!(reuse.made().unwrap().1, "nothing");
        assert_eq!(reuse.counts().unwrap(), (0, 0, 0));
    }

    #[test]
    fn a_file_that_makes_no_sense_is_as_if_it_were_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let (layout, _) = Layout::open_or_create(&folder.path().join("a.broadside")).unwrap();
        Reuse::write(&layout, &sample()).unwrap();
        fs::write(layout.reuse_file(), b"SQLite format 3\0 and then nonsense").unwrap();
        assert!(Reuse::open(&layout).is_none());
        Reuse::write(&layout, &sample()).unwrap();
        assert!(Reuse::open(&layout).is_some());
    }
}
