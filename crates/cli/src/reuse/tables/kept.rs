//! The stages of a search before its links are known, as tables: what a run that was stopped left is gone on from.
//!
//! Places here are letters as they are compared, counted from 0 in each text, not code points.

use super::{GROUP, Tables, cell, damaged, number};
use broadside_engine::reuse::keep::{Keep, Seeded};
use broadside_engine::reuse::passages::Shared;
use broadside_tables::{Kind, TableError, Values, Writer, read};
use std::io;

const SEEDS: [(&str, Kind); 3] = [("seed", Kind::Number), ("id", Kind::Text), ("letter", Kind::Number)];
const ALIGNED: [(&str, Kind); 10] = [
    ("a", Kind::Text),
    ("ab", Kind::Number),
    ("ae", Kind::Number),
    ("b", Kind::Text),
    ("bb", Kind::Number),
    ("be", Kind::Number),
    ("score", Kind::Number),
    ("from_a", Kind::Number),
    ("from_b", Kind::Number),
    ("frequent", Kind::Number),
];

impl Keep for Tables<'_> {
    fn aligned(&self) -> io::Result<Option<Vec<Shared>>> {
        let path = self.path("aligned");
        if !path.is_file() {
            return Ok(None);
        }
        let mut found: Option<Vec<Shared>> = Some(Vec::new());
        let take = |columns: &[Values<'_>]| {
            let rows = self.aligned_of(columns);
            found = found.take().zip(rows).map(|(all, rows)| [all, rows].concat());
        };
        read(&path, &ALIGNED, take).map_err(io::Error::other)?;
        found.map(Some).ok_or_else(|| self.unfit())
    }

    fn keep_aligned(&self, shared: &[Shared]) -> io::Result<()> {
        let put = || -> super::Result<()> {
            let mut table = self.writer("aligned", &ALIGNED)?;
            for group in shared.chunks(GROUP) {
                let each = |value: &dyn Fn(&Shared) -> i64| Values::Numbers(group.iter().map(value).collect());
                table.rows(&[
                    Values::Texts(group.iter().map(|one| self.id(one.a)).collect()),
                    each(&|one| number(one.a_start)),
                    each(&|one| number(one.a_end)),
                    Values::Texts(group.iter().map(|one| self.id(one.b)).collect()),
                    each(&|one| number(one.b_start)),
                    each(&|one| number(one.b_end)),
                    each(&|one| number(one.score)),
                    each(&|one| number(one.from.0)),
                    each(&|one| number(one.from.1)),
                    each(&|one| number(one.frequent)),
                ])?;
            }
            Ok(table.finish()?)
        };
        put().map_err(io::Error::other)
    }

    fn wants_seeds(&self) -> bool {
        self.with_seeds && !self.path("seeds").is_file()
    }

    fn keep_seeds(&self, some: Option<&[Seeded]>) -> io::Result<()> {
        let mut writing = self.seeds.lock().map_err(|_| io::ErrorKind::Other)?;
        let mut put = || -> super::Result<()> {
            let mut table = match writing.take() {
                Some(table) => table,
                None => self.writer("seeds", &SEEDS)?,
            };
            let Some(some) = some else { return Ok(table.finish()?) };
            self.put_seeds(some, &mut table)?;
            *writing = Some(table);
            Ok(())
        };
        put().map_err(io::Error::other)
    }
}

impl Tables<'_> {
    /// What a run that was stopped has left to go on from: the name of the table.
    pub fn left(&self) -> Option<String> {
        let path = self.path("aligned");
        path.is_file().then(|| path.display().to_string())
    }

    /// What is wrong where the passages that were kept do not fit the texts.
    pub fn unfit(&self) -> io::Error {
        io::Error::other(damaged(&self.path("aligned")))
    }

    fn put_seeds(&self, some: &[Seeded], table: &mut Writer) -> Result<(), TableError> {
        for group in some.chunks(GROUP) {
            table.rows(&[
                Values::Numbers(group.iter().map(|seed| seed.key.cast_signed()).collect()),
                Values::Texts(group.iter().map(|seed| self.id(seed.text)).collect()),
                Values::Numbers(group.iter().map(|seed| number(seed.at)).collect()),
            ])?;
        }
        Ok(())
    }

    /// Passages out of rows.
    fn aligned_of(&self, columns: &[Values<'_>]) -> Option<Vec<Shared>> {
        let [Values::Texts(a), ab, ae, Values::Texts(b), bb, be, score, from_a, from_b, frequent] = columns else {
            return None;
        };
        let row = |row: usize| {
            Some(Shared {
                a: self.collection.number(a.get(row)?)?,
                b: self.collection.number(b.get(row)?)?,
                a_start: cell(ab, row)?,
                a_end: cell(ae, row)?,
                b_start: cell(bb, row)?,
                b_end: cell(be, row)?,
                score: i32::try_from(cell(score, row)?).ok()?,
                from: (cell(from_a, row)?, cell(from_b, row)?),
                frequent: cell(frequent, row)? != 0,
                rescued: false,
            })
        };
        (0..a.len()).map(row).collect()
    }
}
