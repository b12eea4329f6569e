//! What a search for reuse keeps of a collection, on disk.
//!
//! One SQLite file, of which all is derived: the texts, their seeds, what stands around them ([`places`]), and what they
//! share. Seeds are kept in [`segments`], a few bits each ([`packed`]). It is made whole under another name and then put in
//! its place; what is added or taken out later is one transaction. Nothing of it is read as a whole to add a text. What is
//! taken out is overwritten.

mod packed;
mod places;
mod segments;
#[cfg(test)]
mod tests;

use super::layout::Layout;
use crate::reuse::index::{Run, Shelf};
use crate::reuse::letters;
use crate::reuse::passages::Shared;
use places::Known;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("shelf.sql");

/// The version of the tables.
const VERSION: u32 = 2;
/// The compression of texts: fast.
const LEVEL: i32 = 3;
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
    PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1099511627776;";
/// For a file that nobody needs before it is whole.
const UNFINISHED: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;";

/// The shelf of a collection.
#[derive(Debug)]
pub struct ShelfFile {
    connection: Connection,
    /// Texts that were met, by their first place.
    known: RefCell<BTreeMap<u64, Known>>,
}

/// A text that is put on the shelf.
#[derive(Clone, Copy, Debug)]
pub struct Book<'t> {
    /// By which it is asked for.
    pub name: &'t str,
    /// By which it is known to be the same; see [`mark`].
    pub mark: [u8; 16],
    /// A hash of its letters.
    pub hash: u64,
    /// Its letters.
    pub letters: &'t [u8],
    /// The text, where it is kept nowhere else.
    pub text: Option<&'t str>,
}

/// By which a text is known to be the same: the first bytes of its BLAKE3 hash.
pub fn mark(text: &str) -> [u8; 16] {
    blake3::hash(text.as_bytes()).as_bytes().first_chunk().copied().unwrap_or_default()
}

fn failed(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}

/// Whether a database has these tables, or none at all.
fn is_shelf(connection: &Connection) -> rusqlite::Result<bool> {
    let count = |query: &str| connection.query_row(query, [], |row| row.get::<_, u32>(0));
    let own = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('made', 'posting', 'segment')";
    Ok(count("SELECT count(*) FROM sqlite_schema")? == 0 || count(own)? == 3)
}

/// The name with an ending.
fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Deletes a database with what lies beside it.
fn delete_all(path: &Path) -> io::Result<()> {
    for end in ["", "-wal", "-shm"] {
        match fs::remove_file(with(path, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Empties the log beside a database, which would be taken for that of what is put in its place.
fn emptied(path: &Path) -> io::Result<()> {
    if !with(path, "-wal").exists() {
        return Ok(());
    }
    let old = Connection::open(path).map_err(failed)?;
    match old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)) {
        Ok(0) => Ok(()),
        Ok(_) => Err(io::Error::other("it is in use. Wait until that is done")),
        Err(error) => Err(failed(error)),
    }
}

impl ShelfFile {
    /// The file of an archive.
    pub fn of_archive(layout: &Layout) -> PathBuf {
        layout.reuse().join("shelf.sqlite")
    }

    /// Deletes a shelf.
    pub fn delete(path: &Path) -> io::Result<()> {
        delete_all(path)
    }

    /// Opens a shelf that was made with these parameters; nothing where there is none, or one of another version or made
    /// with other ones. A file that is no shelf is refused, and stays as it is.
    pub fn open(path: &Path, numbers: &str) -> io::Result<Option<Self>> {
        if !path.exists() {
            return Ok(None);
        }
        let connection = Connection::open(path).map_err(failed)?;
        if !is_shelf(&connection).map_err(failed)? {
            return Err(io::Error::other(
                "this is a database of something else. Name another file; nothing was changed",
            ));
        }
        let made = connection.query_row("SELECT version, params FROM made", [], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
        });
        if !made.is_ok_and(|(version, of)| version == VERSION && of == numbers) {
            return Ok(None);
        }
        connection.execute_batch(SETTINGS).map_err(failed)?;
        Ok(Some(ShelfFile { connection, known: RefCell::default() }))
    }

    /// Makes a shelf by `work` and puts it in the place of what was there, once it is whole.
    pub fn make<T>(path: &Path, numbers: &str, work: impl FnOnce(&Self) -> io::Result<T>) -> io::Result<T> {
        let unfinished = with(path, ".new");
        delete_all(&unfinished)?;
        let made = Self::filled(&unfinished, numbers, work);
        let put = made.and_then(|made| {
            let file = fs::File::open(&unfinished)?;
            file.sync_all()?;
            emptied(path)?;
            fs::rename(&unfinished, path)?;
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
            Ok(made)
        });
        if put.is_err() {
            let _ = delete_all(&unfinished);
        }
        put
    }

    fn filled<T>(path: &Path, numbers: &str, work: impl FnOnce(&Self) -> io::Result<T>) -> io::Result<T> {
        let connection = Connection::open(path).map_err(failed)?;
        connection.execute_batch(UNFINISHED).map_err(failed)?;
        let mut shelf = ShelfFile { connection, known: RefCell::default() };
        shelf.whole(|shelf| {
            shelf.connection.execute_batch(SCHEMA).map_err(failed)?;
            let make = "INSERT INTO made (one, version, params, made_for, number, place) VALUES (1, ?1, ?2, '', 0, ?3)";
            shelf.connection.execute(make, params![VERSION, numbers, places::FIRST as i64]).map_err(failed)?;
            work(shelf)
        })
    }

    /// Does `work` whole or not at all.
    pub fn whole<T>(&mut self, work: impl FnOnce(&Self) -> io::Result<T>) -> io::Result<T> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
        let done = work(self).and_then(|done| {
            self.connection.execute_batch("COMMIT").map_err(failed)?;
            Ok(done)
        });
        if done.is_err() {
            // Nothing is lost where this fails too: what is not committed is not there.
            let _ = self.connection.execute_batch("ROLLBACK");
            self.known.borrow_mut().clear();
        }
        done
    }

    /// One past the last place that is in use.
    fn end(&self) -> io::Result<u64> {
        let end = self.connection.query_row("SELECT place FROM made", [], |row| row.get::<_, i64>(0));
        Ok(end.map_err(failed)? as u64)
    }

    /// The number of the text of this name, and its mark.
    pub fn find(&self, name: &str) -> io::Result<Option<(u32, [u8; 16])>> {
        let mut query =
            self.connection.prepare_cached("SELECT number, mark FROM text WHERE name = ?1").map_err(failed)?;
        query.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(failed)
    }

    /// The name of a text.
    pub fn name(&self, number: u32) -> io::Result<String> {
        let mut query = self.connection.prepare_cached("SELECT name FROM text WHERE number = ?1").map_err(failed)?;
        query.query_row([number], |row| row.get(0)).map_err(failed)
    }

    /// How many texts there are: reads as much as there are names.
    pub fn count(&self) -> io::Result<u64> {
        let count = self.connection.query_row("SELECT count(*) FROM text", [], |row| row.get::<_, i64>(0));
        Ok(count.map_err(failed)? as u64)
    }

    /// Name, number and mark of every text, by number.
    pub fn names(&self) -> io::Result<Vec<(String, u32, [u8; 16])>> {
        let mut query =
            self.connection.prepare_cached("SELECT name, number, mark FROM text ORDER BY number").map_err(failed)?;
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        query.query_map([], row).and_then(Iterator::collect).map_err(failed)
    }

    /// The number that the next text gets.
    pub fn next(&self) -> io::Result<u32> {
        self.connection.query_row("SELECT number FROM made", [], |row| row.get(0)).map_err(failed)
    }

    /// Puts a text there; gives the place of its first letter. Its seeds are put there as a segment.
    pub fn put(&self, book: &Book<'_>) -> io::Result<u64> {
        let (number, place) = (self.next()?, self.end()?);
        let put = "INSERT INTO text (number, name, mark, hash, place, letters) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        let count = book.letters.len();
        let row = params![number, book.name, book.mark, book.hash as i64, place as i64, count as i64];
        put.execute(row).map_err(failed)?;
        let bytes = zstd::encode_all(book.text.map_or(book.letters, str::as_bytes), LEVEL)?;
        let put = "INSERT INTO content (number, letters, bytes) VALUES (?1, ?2, ?3)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        put.execute(params![number, book.text.is_none(), bytes]).map_err(failed)?;
        self.put_context(place, book.letters)?;
        let mut made = self.connection.prepare_cached("UPDATE made SET number = ?1, place = ?2").map_err(failed)?;
        made.execute(params![number + 1, places::next(place, count) as i64]).map_err(failed)?;
        Ok(place)
    }

    /// What is kept of a text: whether it is letters, and the bytes.
    fn content(&self, number: u32) -> io::Result<Option<(bool, Vec<u8>)>> {
        let query = "SELECT letters, bytes FROM content WHERE number = ?1";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        let mut rows = query.query([number]).map_err(failed)?;
        let Some(row) = rows.next().map_err(failed)? else { return Ok(None) };
        let bytes = row.get_ref(1).map_err(failed)?.as_blob().map_err(io::Error::other)?;
        Ok(Some((row.get(0).map_err(failed)?, zstd::decode_all(bytes)?)))
    }

    /// A text, where it is kept here.
    pub fn text(&self, number: u32) -> io::Result<Option<String>> {
        let text = self.content(number)?.filter(|(is_letters, _)| !is_letters);
        text.map(|(_, bytes)| String::from_utf8(bytes).map_err(io::Error::other)).transpose()
    }

    /// Puts passages there.
    pub fn put_shared(&self, all: &[Shared]) -> io::Result<()> {
        let put = "INSERT OR REPLACE INTO shared VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        for s in all {
            let ends = (s.a_start, s.a_end, s.b_start, s.b_end);
            let row =
                params![s.a, s.b, ends.0, ends.1, ends.2, ends.3, s.score, s.from.0, s.from.1, s.frequent, s.rescued];
            put.execute(row).map_err(failed)?;
        }
        Ok(())
    }

    /// Takes passages out.
    pub fn drop_shared(&self, all: &[Shared]) -> io::Result<()> {
        let drop = "DELETE FROM shared WHERE a = ?1 AND b = ?2 AND a_start = ?3 AND b_start = ?4";
        let mut drop = self.connection.prepare_cached(drop).map_err(failed)?;
        for shared in all {
            drop.execute(params![shared.a, shared.b, shared.a_start, shared.b_start]).map_err(failed)?;
        }
        Ok(())
    }

    /// All passages, in order.
    pub fn all_shared(&self) -> io::Result<Vec<Shared>> {
        let mut query = self.connection.prepare_cached("SELECT * FROM shared").map_err(failed)?;
        let mut all: Vec<Shared> = query.query_map([], passage).and_then(Iterator::collect).map_err(failed)?;
        all.sort_unstable();
        Ok(all)
    }

    /// Takes a text out. What it shares is taken out by [`drop_shared`](Self::drop_shared); its seeds go when their segment
    /// is next put together, and lead to nothing until then.
    pub fn remove(&self, number: u32) -> io::Result<()> {
        let query = "SELECT place, letters FROM text WHERE number = ?1";
        let places = |row: &Row<'_>| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64));
        let Some((place, letters)) = self.connection.query_row(query, [number], places).optional().map_err(failed)?
        else {
            return Ok(());
        };
        self.drop_context(place, letters)?;
        for gone in ["DELETE FROM text WHERE number = ?1", "DELETE FROM content WHERE number = ?1"] {
            self.connection.execute(gone, [number]).map_err(failed)?;
        }
        let note = "INSERT INTO gone (place, letters) VALUES (?1, ?2)";
        self.connection.execute(note, params![place as i64, letters as i64]).map_err(failed)?;
        self.known.borrow_mut().remove(&place);
        Ok(())
    }

    /// Overwrites the words of all texts whose names begin with one of these, in a shelf that may be there. That they were
    /// there stays known until they are [removed](Self::remove). A shelf that cannot be read is deleted.
    pub fn forget_in(path: &Path, beginnings: &[String]) -> io::Result<()> {
        if !path.exists() || beginnings.is_empty() {
            return Ok(());
        }
        let forget = || -> io::Result<()> {
            let connection = Connection::open(path).map_err(failed)?;
            connection.execute_batch(SETTINGS).map_err(failed)?;
            let mut shelf = ShelfFile { connection, known: RefCell::default() };
            shelf.whole(|shelf| beginnings.iter().try_for_each(|beginning| shelf.forget(beginning)))
        };
        forget().or_else(|_| delete_all(path))
    }

    /// Overwrites the words of all texts whose names begin so.
    fn forget(&self, beginning: &str) -> io::Result<()> {
        let query = "SELECT number, place, letters FROM text WHERE substr(name, 1, length(?1)) = ?1";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, i64>(1)? as u64, row.get::<_, i64>(2)? as u64));
        let texts: Vec<(u32, u64, u64)> =
            query.query_map([beginning], row).and_then(Iterator::collect).map_err(failed)?;
        for (number, place, letters) in texts {
            self.drop_context(place, letters)?;
            // Nothing that is added later is the same.
            self.connection
                .execute("UPDATE text SET mark = zeroblob(16) WHERE number = ?1", [number])
                .map_err(failed)?;
            self.connection.execute("DELETE FROM content WHERE number = ?1", [number]).map_err(failed)?;
        }
        Ok(())
    }

    /// What the shelf was last said to be for.
    pub fn made_for(&self) -> io::Result<String> {
        self.connection.query_row("SELECT made_for FROM made", [], |row| row.get(0)).map_err(failed)
    }

    /// Says what it is for.
    pub fn make_for(&self, made_for: &str) -> io::Result<()> {
        self.connection.execute("UPDATE made SET made_for = ?1", [made_for]).map_err(failed)?;
        Ok(())
    }
}

/// A passage from its row.
fn passage(row: &Row<'_>) -> rusqlite::Result<Shared> {
    Ok(Shared {
        a: row.get(0)?,
        b: row.get(1)?,
        a_start: row.get(2)?,
        a_end: row.get(3)?,
        b_start: row.get(4)?,
        b_end: row.get(5)?,
        score: row.get(6)?,
        from: (row.get(7)?, row.get(8)?),
        frequent: row.get(9)?,
        rescued: row.get(10)?,
    })
}

impl Shelf for ShelfFile {
    fn at(&self, place: u64) -> io::Result<Option<(u32, u32)>> {
        Ok(self.known(place)?.map(|(first, known)| (known.number, (place - first) as u32)))
    }

    fn hash(&self, text: u32) -> io::Result<Option<u64>> {
        let mut query = self.connection.prepare_cached("SELECT hash FROM text WHERE number = ?1").map_err(failed)?;
        let hash = query.query_row([text], |row| row.get::<_, i64>(0)).optional().map_err(failed)?;
        Ok(hash.map(|hash| hash as u64))
    }

    fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        match self.content(text)? {
            None => Ok(Vec::new()),
            Some((true, letters)) => Ok(letters),
            Some((false, bytes)) => {
                let text = String::from_utf8(bytes).map_err(io::Error::other)?;
                let mut folded = Vec::with_capacity(text.len());
                letters::fold(&text, &mut folded);
                Ok(folded)
            }
        }
    }

    fn length(&self, text: u32) -> io::Result<u32> {
        let query = "SELECT letters FROM text WHERE number = ?1";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        Ok(query.query_row([text], |row| row.get(0)).optional().map_err(failed)?.unwrap_or(0))
    }

    fn classes(&self, place: u64, classes: &mut [u8]) -> io::Result<()> {
        ShelfFile::classes(self, place, classes)
    }

    fn places(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>> {
        self.runs(keys, most)
    }

    fn shared(&self, text: u32) -> io::Result<Vec<Shared>> {
        let query = "SELECT * FROM shared WHERE a = ?1 UNION ALL SELECT * FROM shared WHERE b = ?1";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        query.query_map([text], passage).and_then(Iterator::collect).map_err(failed)
    }
}
