//! What a search for reuse keeps of a collection, on disk.
//!
//! One SQLite file, of which all is derived: the letters of the texts, their seeds, and what they share. Seeds are kept in
//! segments, each sorted: those of the first search, and a small one for each time that texts were added. Small ones are
//! put together when there are too many, so that looking up the seeds of a text stays cheap. What is taken out is
//! overwritten.

use crate::reuse::index::{Posting, Shelf};
use crate::reuse::passages::Shared;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::io;
use std::path::Path;

const SCHEMA: &str = include_str!("shelf.sql");

/// The version of the tables.
const VERSION: u32 = 1;
/// Postings in a chunk, unless a key has more.
const CHUNK: usize = 512;
/// Bytes of a posting.
const POSTING: usize = 16;
/// Small segments, above which they are put together.
const SEGMENTS: usize = 8;
/// The compression of texts: fast.
const LEVEL: i32 = 3;

/// The shelf of a collection.
#[derive(Debug)]
pub struct ShelfFile {
    connection: Connection,
}

/// An error of SQLite as one of input and output.
fn failed(error: rusqlite::Error) -> io::Error {
    io::Error::other(error)
}

/// Whether a database is a shelf, of any version, or has nothing in it yet.
fn is_shelf(connection: &Connection) -> rusqlite::Result<bool> {
    let tables = "SELECT count(*) = 0 OR (sum(name = 'made') = 1
        AND sum(name IN ('made', 'text', 'posting', 'segment', 'shared')) = count(*))
        FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    connection.query_row(tables, [], |row| row.get(0))
}

impl ShelfFile {
    /// Opens or makes the file. What another version wrote, or other parameters, is as if it were not there; a database
    /// that is no shelf is refused, and stays as it is.
    pub fn open(path: &Path, numbers: &str) -> io::Result<Self> {
        let connection = Connection::open(path).map_err(failed)?;
        if !is_shelf(&connection).map_err(failed)? {
            return Err(io::Error::other(
                "this is a database of something else. Name another file; nothing was changed",
            ));
        }
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
            PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;";
        connection.execute_batch(settings).map_err(failed)?;
        let made = |connection: &Connection| -> rusqlite::Result<(u32, String)> {
            connection.query_row("SELECT version, params FROM made", [], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        if made(&connection).is_ok_and(|(version, of)| version == VERSION && of == numbers) {
            return Ok(ShelfFile { connection });
        }
        drop(connection);
        for end in ["", "-wal", "-shm"] {
            let mut name = path.as_os_str().to_owned();
            name.push(end);
            match std::fs::remove_file(&name) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        let connection = Connection::open(path).map_err(failed)?;
        connection.execute_batch(settings).map_err(failed)?;
        connection.execute_batch(SCHEMA).map_err(failed)?;
        let make = "INSERT INTO made (one, version, params) VALUES (1, ?1, ?2)";
        connection.execute(make, params![VERSION, numbers]).map_err(failed)?;
        Ok(ShelfFile { connection })
    }

    /// Does `work` whole or not at all.
    pub fn whole<T>(&mut self, work: impl FnOnce(&Self) -> io::Result<T>) -> io::Result<T> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
        let done = work(self);
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.connection.execute_batch(end).map_err(failed)?;
        done
    }

    /// How many texts there are.
    pub fn count(&self) -> io::Result<u32> {
        self.connection.query_row("SELECT count(*) FROM text", [], |row| row.get(0)).map_err(failed)
    }

    /// The number that the next text gets.
    pub fn next(&self) -> io::Result<u32> {
        let next = "SELECT coalesce(max(number) + 1, 0) FROM text";
        self.connection.query_row(next, [], |row| row.get(0)).map_err(failed)
    }

    /// The number of the text of this name.
    pub fn number(&self, name: &str) -> io::Result<Option<u32>> {
        let mut query = self.connection.prepare_cached("SELECT number FROM text WHERE name = ?1").map_err(failed)?;
        query.query_row([name], |row| row.get(0)).optional().map_err(failed)
    }

    /// The name of a text.
    pub fn name(&self, number: u32) -> io::Result<String> {
        let mut query = self.connection.prepare_cached("SELECT name FROM text WHERE number = ?1").map_err(failed)?;
        query.query_row([number], |row| row.get(0)).map_err(failed)
    }

    /// Puts a text there, with its content where that is kept nowhere else.
    pub fn put_text(
        &self,
        number: u32,
        name: &str,
        hash: u64,
        letters: &[u8],
        content: Option<&str>,
    ) -> io::Result<()> {
        let content = content.map(|text| zstd::encode_all(text.as_bytes(), LEVEL)).transpose()?;
        let put = "INSERT INTO text (number, name, hash, letters, content) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        put.execute(params![number, name, hash as i64, letters, content]).map_err(failed)?;
        Ok(())
    }

    /// The content of a text, where it is kept here.
    pub fn content(&self, number: u32) -> io::Result<Option<String>> {
        let mut query = self.connection.prepare_cached("SELECT content FROM text WHERE number = ?1").map_err(failed)?;
        let content: Option<Vec<u8>> = query.query_row([number], |row| row.get(0)).map_err(failed)?;
        content.map(|content| String::from_utf8(zstd::decode_all(&content[..])?).map_err(io::Error::other)).transpose()
    }

    /// Puts passages there.
    pub fn put_shared(&self, all: &[Shared]) -> io::Result<()> {
        let put = "INSERT OR REPLACE INTO shared VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        let mut put = self.connection.prepare_cached(put).map_err(failed)?;
        for s in all {
            let row =
                params![s.a, s.b, s.a_start, s.a_end, s.b_start, s.b_end, s.score, s.from.0, s.from.1, s.frequent];
            put.execute(row).map_err(failed)?;
        }
        Ok(())
    }

    /// Puts a segment of postings there, which come in order.
    pub fn put_segment(&self, postings: impl Iterator<Item = io::Result<Posting>>) -> io::Result<()> {
        let next = "SELECT coalesce(max(segment) + 1, 0) FROM segment";
        let segment: i64 = self.connection.query_row(next, [], |row| row.get(0)).map_err(failed)?;
        let mut put = self.connection.prepare_cached("INSERT INTO posting VALUES (?1, ?2, ?3)").map_err(failed)?;
        let (mut chunk, mut first, mut last, mut count) = (Vec::with_capacity(CHUNK * POSTING), 0u64, 0u64, 0u64);
        for posting in postings {
            let posting = posting?;
            if chunk.len() >= CHUNK * POSTING && posting.key != last {
                put.execute(params![segment, first as i64, chunk]).map_err(failed)?;
                chunk.clear();
            }
            if chunk.is_empty() {
                first = posting.key;
            }
            last = posting.key;
            chunk.extend(posting.key.to_le_bytes());
            chunk.extend(posting.text.to_le_bytes());
            chunk.extend(posting.at.to_le_bytes());
            count += 1;
        }
        if !chunk.is_empty() {
            put.execute(params![segment, first as i64, chunk]).map_err(failed)?;
        }
        let note = "INSERT INTO segment (segment, postings) VALUES (?1, ?2)";
        self.connection.execute(note, params![segment, count as i64]).map_err(failed)?;
        Ok(())
    }

    /// Puts the small segments together where there are too many.
    pub fn tidy(&self) -> io::Result<()> {
        let query = "SELECT segment FROM segment ORDER BY postings, segment";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        let segments: Vec<i64> = query.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
        let Some((_, small)) = segments.split_last().filter(|(_, small)| small.len() >= SEGMENTS) else {
            return Ok(());
        };
        let mut postings = Vec::new();
        for segment in small {
            postings.extend(self.segment(*segment)?);
            self.connection.execute("DELETE FROM posting WHERE segment = ?1", [segment]).map_err(failed)?;
            self.connection.execute("DELETE FROM segment WHERE segment = ?1", [segment]).map_err(failed)?;
        }
        postings.sort_unstable();
        self.put_segment(postings.into_iter().map(Ok))
    }

    /// All postings of a segment, in order.
    fn segment(&self, segment: i64) -> io::Result<Vec<Posting>> {
        let query = "SELECT chunk FROM posting WHERE segment = ?1 ORDER BY first";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        let chunks = query.query_map([segment], |row| row.get::<_, Vec<u8>>(0)).map_err(failed)?;
        let mut postings = Vec::new();
        for chunk in chunks {
            postings.extend(unpacked(&chunk.map_err(failed)?));
        }
        Ok(postings)
    }

    /// Takes a text out, with what it shares. Its postings go when their segment is next put together; until then they
    /// lead to nothing.
    pub fn remove(&self, number: u32) -> io::Result<()> {
        for gone in ["DELETE FROM text WHERE number = ?1", "DELETE FROM shared WHERE a = ?1 OR b = ?1"] {
            self.connection.execute(gone, [number]).map_err(failed)?;
        }
        Ok(())
    }
}

/// The postings of a chunk.
fn unpacked(chunk: &[u8]) -> impl Iterator<Item = Posting> + '_ {
    chunk.as_chunks::<POSTING>().0.iter().map(|bytes| {
        let (key, rest) = bytes.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        let (text, rest) = rest.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        let at = rest.first_chunk::<4>().unwrap_or(&[0; 4]);
        Posting { key: u64::from_le_bytes(*key), text: u32::from_le_bytes(*text), at: u32::from_le_bytes(*at) }
    })
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
    })
}

impl Shelf for ShelfFile {
    fn hash(&self, text: u32) -> io::Result<Option<u64>> {
        let mut query = self.connection.prepare_cached("SELECT hash FROM text WHERE number = ?1").map_err(failed)?;
        let hash = query.query_row([text], |row| row.get::<_, i64>(0)).optional().map_err(failed)?;
        Ok(hash.map(|hash| hash as u64))
    }

    fn letters(&self, text: u32) -> io::Result<Vec<u8>> {
        let mut query = self.connection.prepare_cached("SELECT letters FROM text WHERE number = ?1").map_err(failed)?;
        query.query_row([text], |row| row.get(0)).map_err(failed)
    }

    fn postings(&self, keys: &[u64]) -> io::Result<Vec<Posting>> {
        let mut query = self.connection.prepare_cached("SELECT segment FROM segment").map_err(failed)?;
        let segments: Vec<i64> = query.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failed)?;
        let find = "SELECT first, chunk FROM posting WHERE segment = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
        let mut find = self.connection.prepare_cached(find).map_err(failed)?;
        let mut found = Vec::new();
        for segment in segments {
            let mut keys = keys.iter().copied().peekable();
            while let Some(key) = keys.next() {
                let chunk = find.query_row(params![segment, key as i64], |row| row.get::<_, Vec<u8>>(1));
                let Some(chunk) = chunk.optional().map_err(failed)? else { continue };
                let postings: Vec<Posting> = unpacked(&chunk).collect();
                let mut of = |key: u64| {
                    let from = postings.partition_point(|posting| posting.key < key);
                    found.extend(postings[from..].iter().take_while(|posting| posting.key == key));
                };
                of(key);
                let last = postings.last().map_or(0, |posting| posting.key);
                while let Some(next) = keys.next_if(|next| *next <= last) {
                    of(next);
                }
            }
        }
        Ok(found)
    }

    fn shared(&self, text: u32) -> io::Result<Vec<Shared>> {
        let query = "SELECT * FROM shared WHERE a = ?1 UNION ALL SELECT * FROM shared WHERE b = ?1";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        query.query_map([text], passage).and_then(Iterator::collect).map_err(failed)
    }
}
