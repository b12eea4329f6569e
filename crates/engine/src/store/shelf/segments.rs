//! Segments of seeds: each sorted; small ones are put together when there are too many of a size.
//!
//! A text that is added is a segment. Four of about a size become one, so that there are few to look into, and each
//! posting is written again a few times only, however many texts come.

use super::packed::{KEY_BITS, Posting, Shape};
use super::{ShelfFile, failed};
use crate::reuse::index::Run;
use rusqlite::{OptionalExtension as _, Row, params};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;

/// Segments of about a size, from which on they are put together.
const SEGMENTS: usize = 4;
/// Of the places in use, one in so many may be of texts that were taken out before all is written again.
const GONE: u64 = 4;

/// A segment.
#[derive(Clone, Copy, Debug)]
struct Segment {
    segment: i64,
    postings: u64,
    shape: Shape,
}

impl Segment {
    fn from(row: &Row<'_>) -> rusqlite::Result<Segment> {
        let shape = Shape { shift: row.get(2)?, width: row.get(3)?, rest: row.get(4)? };
        let nonsense = || rusqlite::Error::IntegralValueOutOfRange(2, 0);
        let shape = shape.checked().ok_or_else(nonsense)?;
        Ok(Segment { segment: row.get(0)?, postings: row.get::<_, i64>(1)? as u64, shape })
    }

    /// The row of a bucket.
    fn row(&self, bucket: u64) -> i64 {
        self.segment << KEY_BITS | bucket as i64
    }

    /// About how large it is: from four times as many postings on it is another size.
    fn size(&self) -> u32 {
        self.postings.max(1).ilog2() / 2
    }
}

/// A segment that is read from its beginning to its end.
struct Cursor {
    segment: Segment,
    next: i64,
    held: std::vec::IntoIter<Posting>,
}

/// A posting in the order of a segment: what it says, the text by hash and number, the place.
type Ordered = (u64, (u64, u32), u64);

impl ShelfFile {
    /// Puts a segment of about so many postings there, which come in the order of a segment.
    pub fn put_segment(&self, about: u64, postings: impl Iterator<Item = io::Result<Posting>>) -> io::Result<()> {
        let next = "SELECT coalesce(max(segment) + 1, 1) FROM segment";
        let number: i64 = self.connection.query_row(next, [], |row| row.get(0)).map_err(failed)?;
        let shape = Shape::new(about, self.end()?);
        let mut segment = Segment { segment: number, postings: 0, shape };
        let mut put = self.connection.prepare_cached("INSERT INTO posting VALUES (?1, ?2)").map_err(failed)?;
        let mut held: Vec<Posting> = Vec::new();
        let mut close = |segment: &Segment, held: &mut Vec<Posting>| {
            let Some((key, _)) = held.first() else { return Ok(()) };
            let done = put.execute(params![segment.row(shape.bucket(*key)), shape.pack(held)]).map_err(failed);
            held.clear();
            done.map(|_| ())
        };
        for posting in postings {
            let posting = posting?;
            if held.last().is_some_and(|last| shape.bucket(last.0) != shape.bucket(posting.0)) {
                close(&segment, &mut held)?;
            }
            held.push(posting);
            segment.postings += 1;
        }
        close(&segment, &mut held)?;
        let note = "INSERT INTO segment (segment, postings, shift, width, rest) VALUES (?1, ?2, ?3, ?4, ?5)";
        let values = params![number, segment.postings as i64, shape.shift, shape.width, shape.rest];
        self.connection.execute(note, values).map_err(failed)?;
        Ok(())
    }

    fn segments(&self) -> io::Result<Vec<Segment>> {
        let query = "SELECT segment, postings, shift, width, rest FROM segment ORDER BY segment";
        let mut query = self.connection.prepare_cached(query).map_err(failed)?;
        query.query_map([], Segment::from).and_then(Iterator::collect).map_err(failed)
    }

    /// The places of texts that were taken out.
    fn gone(&self) -> io::Result<Vec<(u64, u64)>> {
        let mut query =
            self.connection.prepare_cached("SELECT place, letters FROM gone ORDER BY place").map_err(failed)?;
        let range = |row: &Row<'_>| Ok((row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64));
        query.query_map([], range).and_then(Iterator::collect).map_err(failed)
    }

    /// For each of `keys`, which ascend, its first `most` places in each segment.
    pub(super) fn runs(&self, keys: &[u64], most: usize) -> io::Result<Vec<Run>> {
        let gone = self.gone()?;
        let mut find = self.connection.prepare_cached("SELECT chunk FROM posting WHERE bucket = ?1").map_err(failed)?;
        let mut runs = Vec::new();
        for segment in self.segments()? {
            for same in keys.chunk_by(|x, y| segment.shape.bucket(*x) == segment.shape.bucket(*y)) {
                let Some(first) = same.first() else { continue };
                let bucket = segment.shape.bucket(*first);
                let mut rows = find.query([segment.row(bucket)]).map_err(failed)?;
                let Some(row) = rows.next().map_err(failed)? else { continue };
                let chunk = row.get_ref(0).map_err(failed)?.as_blob().map_err(io::Error::other)?;
                let postings = segment.shape.unpack(bucket, chunk).filter(|(_, place)| !is_gone(&gone, *place));
                of_keys(postings, same, most, &mut runs);
            }
        }
        Ok(runs)
    }

    /// Puts segments together where there are too many of a size, and all of them where much was taken out.
    pub fn tidy(&self) -> io::Result<()> {
        let gone: u64 = self.gone()?.iter().map(|(_, letters)| letters).sum();
        if gone * GONE > self.end()? {
            self.merge(&self.segments()?)?;
            self.connection.execute("DELETE FROM gone", []).map_err(failed)?;
        }
        loop {
            let mut segments = self.segments()?;
            segments.sort_unstable_by_key(Segment::size);
            let Some(same) = segments.chunk_by(|x, y| x.size() == y.size()).find(|same| same.len() >= SEGMENTS) else {
                return Ok(());
            };
            self.merge(same)?;
        }
    }

    /// Makes these segments one, without what was taken out.
    fn merge(&self, segments: &[Segment]) -> io::Result<()> {
        let gone = self.gone()?;
        let mut cursors: Vec<Cursor> = segments
            .iter()
            .map(|segment| Cursor { segment: *segment, next: segment.row(0), held: Vec::new().into_iter() })
            .collect();
        let mut heap: BinaryHeap<Reverse<(Ordered, usize)>> = BinaryHeap::new();
        for (number, cursor) in cursors.iter_mut().enumerate() {
            heap.extend(self.advance(cursor, &gone)?.map(|posting| Reverse((posting, number))));
        }
        let about = segments.iter().map(|segment| segment.postings).sum();
        let next = || -> Option<io::Result<Posting>> {
            let Reverse(((key, _, place), number)) = heap.pop()?;
            let after = cursors.get_mut(number).map_or(Ok(None), |cursor| self.advance(cursor, &gone));
            match after {
                Ok(after) => heap.extend(after.map(|posting| Reverse((posting, number)))),
                Err(error) => return Some(Err(error)),
            }
            Some(Ok((key, place)))
        };
        self.put_segment(about, std::iter::from_fn(next))?;
        for segment in segments {
            let drop = "DELETE FROM posting WHERE bucket >= ?1 AND bucket < ?2";
            let (from, to) = (segment.row(0), (segment.segment + 1) << KEY_BITS);
            self.connection.execute(drop, params![from, to]).map_err(failed)?;
            self.connection.execute("DELETE FROM segment WHERE segment = ?1", [segment.segment]).map_err(failed)?;
        }
        Ok(())
    }

    /// The next posting of a segment that is not gone.
    fn advance(&self, cursor: &mut Cursor, gone: &[(u64, u64)]) -> io::Result<Option<Ordered>> {
        loop {
            for (key, place) in cursor.held.by_ref() {
                if !is_gone(gone, place)
                    && let Some((_, known)) = self.known(place)?
                {
                    return Ok(Some((key, (known.hash, known.number), place)));
                }
            }
            let find = "SELECT bucket, chunk FROM posting WHERE bucket >= ?1 AND bucket < ?2 ORDER BY bucket LIMIT 1";
            let mut find = self.connection.prepare_cached(find).map_err(failed)?;
            let end = (cursor.segment.segment + 1) << KEY_BITS;
            let row = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
            let found = find.query_row(params![cursor.next, end], row).optional().map_err(failed)?;
            let Some((bucket, chunk)) = found else { return Ok(None) };
            cursor.next = bucket + 1;
            let own = (bucket - cursor.segment.row(0)) as u64;
            cursor.held = cursor.segment.shape.unpack(own, &chunk).collect::<Vec<_>>().into_iter();
        }
    }
}

/// Whether a place is of a text that was taken out.
fn is_gone(gone: &[(u64, u64)], place: u64) -> bool {
    let after = gone.partition_point(|(first, _)| *first <= place);
    after.checked_sub(1).and_then(|n| gone.get(n)).is_some_and(|(first, letters)| place - first < *letters)
}

/// The first `most` places of each of `keys` among the postings; both are in order.
fn of_keys(postings: impl Iterator<Item = Posting>, keys: &[u64], most: usize, runs: &mut Vec<Run>) {
    let mut keys = keys.iter().copied().peekable();
    let before = runs.len();
    for (key, place) in postings {
        while keys.next_if(|wanted| *wanted < key).is_some() {}
        match keys.peek() {
            None => break,
            Some(wanted) if *wanted > key => continue,
            Some(_) => {}
        }
        match runs.get_mut(before..).and_then(|own| own.last_mut()).filter(|run| run.key == key) {
            Some(run) if run.places.len() >= most => {}
            Some(run) => run.places.push(place),
            None => runs.push(Run { key, places: vec![place] }),
        }
    }
}
