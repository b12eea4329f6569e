//! The links of an archive, brought up to what it says now.
//!
//! A shelf beside what was found keeps the letters and seeds of its statements. Statements that came, went or were read
//! anew change it; where many are new, all are searched again. The links of the others are those found before.

use super::super::Result;
use super::kept::{self, Named};
use super::units::Units;
use crate::reuse::collection::folded;
use crate::reuse::index::Change;
use crate::reuse::links::{links, links_of};
use crate::reuse::passages::Shared;
use crate::reuse::{Params, ReuseError, Scratch, Texts, Watch, search};
use crate::store::{Layout, Reuse, ReuseUnit, ShelfFile};
use broadside_model::{Link, StatementId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;

/// The texts of an archive, and what to search them with.
pub struct Archive<'a> {
    /// Where it is.
    pub layout: &'a Layout,
    /// Its texts, in the order of their statements.
    pub units: &'a [ReuseUnit],
    /// What links between these are found from.
    pub texts_for: String,
    /// With what numbers.
    pub params: &'a Params,
    /// Where to put by what does not fit in memory.
    pub scratch: &'a dyn Scratch,
    /// Who is told how far it is.
    pub watch: &'a dyn Watch,
}

/// The name of a statement on the shelf; it begins with that of its source.
fn name(statement: StatementId) -> String {
    format!("{} {}", statement.source.hex(), statement.number)
}

impl Named for Units<'_> {
    fn name(&self, number: u32) -> String {
        self.unit(number).map_or(String::new(), |unit| name(unit.statement))
    }
}

/// Statements by the numbers of the shelf.
type Numbers = FxHashMap<u32, u32>;

impl<'a> Archive<'a> {
    /// Its texts, to be read.
    pub fn texts(&self) -> Units<'a> {
        Units::new(self.layout, self.units)
    }

    /// The links, of which those that are as they were are taken from `old`. The archive must not change meanwhile.
    pub fn links(&self, old: Option<&Reuse>) -> Result<Vec<Link>> {
        let path = ShelfFile::of_archive(self.layout);
        // A shelf that cannot be read is made anew.
        let shelf = ShelfFile::open(&path, &kept::numbers(self.params)).unwrap_or(None);
        if let Some(shelf) = shelf
            && let Some(links) = self.changed(shelf, old)?
        {
            return Ok(links);
        }
        Ok(self.filled(&path)?)
    }

    /// Searches all texts, and keeps what it takes to go on from there.
    fn filled(&self, path: &std::path::Path) -> std::result::Result<Vec<Link>, ReuseError> {
        let texts = self.texts();
        let searched = search(&texts, self.params, self.scratch, self.watch)?;
        let links = links(&searched, &texts, self.params)?;
        let fill = || -> io::Result<()> {
            std::fs::create_dir_all(self.layout.reuse())?;
            ShelfFile::make(path, &kept::numbers(self.params), |shelf| {
                kept::fill(shelf, &searched, &texts, false, self.params, self.scratch)?;
                shelf.make_for(&self.texts_for)
            })
        };
        match fill() {
            // What is there would be wrong from now on.
            Err(_) if path.exists() => ShelfFile::delete(path)?,
            // Without it the next search begins from the beginning, and finds the same.
            _ => {}
        }
        Ok(links)
    }

    /// Brings the shelf up to the texts; nothing where so many are new that a search of all is better.
    fn changed(&self, mut shelf: ShelfFile, old: Option<&Reuse>) -> Result<Option<Vec<Link>>> {
        let read = |error: io::Error| ReuseError::from(error);
        let own: FxHashMap<String, u32> = (0..).zip(self.units).map(|(n, unit)| (name(unit.statement), n)).collect();
        let (mut numbers, mut gone, mut known) = (Numbers::default(), Vec::new(), FxHashSet::default());
        for (name, number, mark) in shelf.names().map_err(read)? {
            let same =
                own.get(&name).filter(|unit| self.units.get(**unit as usize).is_some_and(|unit| unit.hash == mark));
            match same {
                Some(unit) => {
                    known.insert(*unit);
                    numbers.insert(number, *unit);
                }
                None => gone.push(number),
            }
        }
        let new: Vec<u32> = (0..self.units.len() as u32).filter(|unit| !known.contains(unit)).collect();
        if kept::is_many((new.len() + gone.len()) as u64, known.len() as u64) {
            return Ok(None);
        }
        let before = shelf.made_for().map_err(read)?;
        let mut stopped = false;
        let changes = shelf.whole(|shelf| self.change(shelf, &gone, &new, &mut numbers, &mut stopped));
        if stopped {
            return Err(ReuseError::Stopped.into());
        }
        let changes = changes.map_err(read)?;
        let in_step = old.filter(|old| old.made().is_ok_and(|(of, ..)| of == before));
        let mut all: Vec<Shared> = shelf.all_shared().map_err(read)?;
        all = all.iter().filter_map(|shared| renumbered(shared, &numbers)).collect();
        all.sort_unstable();
        let changed = changes.iter().flat_map(|change| change.lost.iter().chain(&change.found));
        let changed =
            changed.filter_map(|shared| renumbered(shared, &numbers)).map(|shared| (shared.a, shared.b)).collect();
        let kept = in_step.map_or(Ok(FxHashMap::default()), |old| self.kept(old, &changed))?;
        Ok(Some(self.together(&all, kept).map_err(read)?))
    }

    /// Takes out what is gone and adds what is new.
    fn change(
        &self,
        shelf: &ShelfFile,
        gone: &[u32],
        new: &[u32],
        numbers: &mut Numbers,
        stopped: &mut bool,
    ) -> io::Result<Vec<Change>> {
        let texts = self.texts();
        let (mut changes, mut text) = (Vec::new(), String::new());
        for number in gone {
            changes.push(kept::take(shelf, *number, self.params)?);
        }
        for (done, unit) in (0..).zip(new) {
            if self.watch.step("adding", done, new.len() as u64).is_break() {
                *stopped = true;
                return Err(io::ErrorKind::Interrupted.into());
            }
            texts.read(*unit, &mut text)?;
            let (letters, _) = folded(&text);
            let (number, change) = kept::put(shelf, &texts.name(*unit), &text, &letters, false, self.params)?;
            numbers.insert(number, *unit);
            changes.push(change);
        }
        shelf.make_for(&self.texts_for)?;
        Ok(changes)
    }

    /// The links that were found before between texts that are as they were, but for pairs that changed.
    fn kept(&self, old: &Reuse, changed: &FxHashSet<(u32, u32)>) -> Result<FxHashMap<(u32, u32), Vec<Link>>> {
        let own: FxHashMap<StatementId, u32> = (0..).zip(self.units).map(|(n, unit)| (unit.statement, n)).collect();
        let same = |unit: &ReuseUnit| {
            own.get(&unit.statement)
                .copied()
                .filter(|n| self.units.get(*n as usize).is_some_and(|own| own.hash == unit.hash))
        };
        let numbers: Vec<Option<u32>> = old.units()?.iter().map(same).collect();
        let number = |old: u32| numbers.get(old as usize).copied().flatten();
        let mut kept: FxHashMap<(u32, u32), Vec<Link>> = FxHashMap::default();
        for row in old.links()? {
            let Some((a, b)) = number(row.link.a).zip(number(row.link.b)) else { continue };
            if !changed.contains(&(a, b)) {
                kept.entry((a, b)).or_default().push(Link { a, b, ..row.link });
            }
        }
        Ok(kept)
    }

    /// The links of all passages, which are in order: those kept, and the others worked out now.
    fn together(&self, all: &[Shared], mut kept: FxHashMap<(u32, u32), Vec<Link>>) -> io::Result<Vec<Link>> {
        let pair = |shared: &Shared| (shared.a, shared.b);
        let (mut links, mut others) = (Vec::with_capacity(all.len()), Vec::new());
        for same in all.chunk_by(|x, y| pair(x) == pair(y)) {
            match same.first().and_then(|first| kept.remove(&pair(first))).filter(|kept| kept.len() == same.len()) {
                Some(kept) => links.extend(kept),
                None => others.extend_from_slice(same),
            }
        }
        links.extend(links_of(&others, &self.texts(), self.params)?);
        // Stable, so that those of two texts stay in the order of their letters.
        links.sort_by_key(|link| (link.a, link.b));
        Ok(links)
    }
}

/// A passage by the numbers of statements.
fn renumbered(shared: &Shared, numbers: &Numbers) -> Option<Shared> {
    let (a, b) = (*numbers.get(&shared.a)?, *numbers.get(&shared.b)?);
    let shared = Shared { a, b, ..*shared };
    Some(if a < b { shared } else { shared.turned() })
}
