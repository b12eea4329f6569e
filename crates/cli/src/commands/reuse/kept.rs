//! `broadside reuse --jsonl … --index FILE`: texts that are added cost what they share, not what is there already.

use super::collection::{params, written_to};
use crate::args::Collection as Args;
use crate::progress::Stages;
use crate::reuse::collection::Collection;
use crate::reuse::links;
use crate::reuse::together::Together;
use anyhow::{Context as _, Result};
use broadside_engine::reuse::letters::placed;
use broadside_engine::reuse::links::{Folded, Located, Ranges, link, ranges};
use broadside_engine::reuse::passages::Shared;
use broadside_engine::reuse::{Params, Texts as _, search};
use broadside_engine::run::reuse::kept;
use broadside_engine::run::scratch::ScratchFolder;
use broadside_engine::store::{ShelfFile, mark};
use broadside_model::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// What an index is brought up with.
struct Work<'a> {
    args: &'a Args,
    path: &'a Path,
    collection: &'a Collection,
    params: Params,
    scratch: &'a ScratchFolder,
    watch: &'a Stages,
}

/// Adds the collection to the index, writes the links that are new, and gives how many there are.
pub fn added(
    args: &Args,
    path: &Path,
    collection: &Collection,
    scratch: &ScratchFolder,
    watch: &Stages,
) -> Result<usize> {
    let work = Work { args, path, collection, params: params(args), scratch, watch };
    let shown = || crate::output::name(path.as_os_str().as_encoded_bytes());
    match ShelfFile::open(path, &kept::numbers(&work.params)).with_context(shown)? {
        None => {
            args.drop.iter().for_each(|name| work.absent(name));
            work.all()
        }
        Some(shelf) => {
            let new = work.missing(&shelf).with_context(shown)?;
            let many = !new.is_empty() && kept::is_many(new.len() as u64, shelf.count().with_context(shown)?);
            if many { work.anew(shelf, &new) } else { work.some(shelf, &new) }
        }
    }
}

impl Work<'_> {
    fn absent(&self, name: &str) {
        self.watch.say(&crate::output::inert(&format!("`{name}` is not in the index.")));
    }

    /// The texts that the index has not, or has with other words.
    fn missing(&self, shelf: &ShelfFile) -> io::Result<Vec<u32>> {
        let (mut new, mut text) = (Vec::new(), String::new());
        for number in 0..self.collection.count() {
            self.collection.read(number, &mut text)?;
            let name = self.collection.id(number);
            let known = shelf.find(name)?.filter(|_| !self.args.drop.iter().any(|dropped| dropped == name));
            if known.is_none_or(|(_, of)| of != mark(&text)) {
                new.push(number);
            }
        }
        Ok(new)
    }

    /// Writes links before what they are of is kept, so that those which could not be written are found again.
    fn kept<'n>(
        &self,
        found: &[Ranges],
        name: &dyn Fn(u32) -> &'n str,
        unwritten: &mut Option<anyhow::Error>,
    ) -> io::Result<usize> {
        self.watch.clear();
        match written_to(self.args, &mut |out| Ok(links::write(found, name, out)?)) {
            Ok(()) => Ok(found.len()),
            Err(error) => {
                *unwritten = Some(error);
                Err(io::Error::other("the links could not be written"))
            }
        }
    }

    /// What was done, or why it was not.
    fn done(&self, done: io::Result<usize>, unwritten: Option<anyhow::Error>) -> Result<usize> {
        let shown = || crate::output::name(self.path.as_os_str().as_encoded_bytes());
        match unwritten {
            Some(error) => Err(error),
            None => done.with_context(shown),
        }
    }

    /// Searches the whole collection, and keeps what it takes to add to it.
    fn all(&self) -> Result<usize> {
        let searched = search(self.collection, &self.params, self.scratch, self.watch)?;
        let found = ranges(&searched, self.collection, &self.params)?;
        let mut unwritten = None;
        let done = ShelfFile::make(self.path, &kept::numbers(&self.params), |shelf| {
            kept::fill(shelf, &searched, self.collection, true, &self.params, self.scratch)?;
            self.kept(&found, &|number| self.collection.id(number), &mut unwritten)
        });
        self.done(done, unwritten)
    }

    /// Searches what is there together with the new texts, of which there are many.
    fn anew(&self, shelf: ShelfFile, new: &[u32]) -> Result<usize> {
        let texts = Together::new(shelf, self.collection, new, &self.args.drop)?;
        for name in self.args.drop.iter().filter(|name| !texts.had(name)) {
            self.absent(name);
        }
        let searched = search(&texts, &self.params, self.scratch, self.watch)?;
        let found = ranges(&searched, &texts, &self.params)?;
        let known = texts.known()?;
        let numbered = searched.numbered();
        let is_new = |shared: &Shared| !known.contains(&(shared.a, shared.b, shared.a_start, shared.b_start));
        let found: Vec<Ranges> =
            found.into_iter().zip(&numbered).filter(|(_, shared)| is_new(shared)).map(|(link, _)| link).collect();
        let mut unwritten = None;
        let done = ShelfFile::make(self.path, &kept::numbers(&self.params), |shelf| {
            kept::fill(shelf, &searched, &texts, true, &self.params, self.scratch)?;
            self.kept(&found, &|number| texts.id(number), &mut unwritten)
        });
        self.done(done, unwritten)
    }

    /// Takes out what is to go, and adds texts one by one.
    fn some(&self, mut shelf: ShelfFile, new: &[u32]) -> Result<usize> {
        let mut unwritten = None;
        let done = shelf.whole(|shelf| {
            let mut found: BTreeSet<Shared> = BTreeSet::new();
            for name in &self.args.drop {
                match shelf.find(name)? {
                    Some((number, _)) => self.take(shelf, number, &mut found)?,
                    None => self.absent(name),
                }
            }
            self.put(shelf, new, &mut found)?;
            let (names, found) = self.located(shelf, &found)?;
            let name = |number: u32| names.get(&number).map_or("", String::as_str);
            self.kept(&found, &name, &mut unwritten)
        });
        self.done(done, unwritten)
    }

    fn take(&self, shelf: &ShelfFile, number: u32, found: &mut BTreeSet<Shared>) -> io::Result<()> {
        let change = kept::take(shelf, number, &self.params)?;
        change.lost.iter().for_each(|shared| _ = found.remove(shared));
        found.extend(change.found);
        Ok(())
    }

    /// Adds texts; what they share is added to what was found.
    fn put(&self, shelf: &ShelfFile, new: &[u32], found: &mut BTreeSet<Shared>) -> io::Result<()> {
        let mut text = String::new();
        for (done, number) in (0..).zip(new) {
            if !self.watch.follow("adding", done, new.len() as u64) {
                self.watch.say("Stopped: what was added until then is kept.");
                break;
            }
            self.collection.read(*number, &mut text)?;
            let name = self.collection.id(*number);
            if let Some((old, _)) = shelf.find(name)? {
                self.take(shelf, old, found)?;
            }
            let letters = placed(&text).letters;
            let (_, change) = kept::put(shelf, name, &text, &letters, true, &self.params)?;
            change.lost.iter().for_each(|shared| _ = found.remove(shared));
            found.extend(change.found);
        }
        Ok(())
    }

    /// The names of texts that passages are of, and the passages as ranges of them.
    fn located(&self, shelf: &ShelfFile, found: &BTreeSet<Shared>) -> io::Result<(BTreeMap<u32, String>, Vec<Ranges>)> {
        let of: BTreeSet<u32> = found.iter().flat_map(|shared| [shared.a, shared.b]).collect();
        let names = of.iter().map(|number| Ok((*number, shelf.name(*number)?))).collect::<io::Result<_>>()?;
        let mut located = Vec::with_capacity(found.len());
        let found: Vec<&Shared> = found.iter().collect();
        for same in found.chunk_by(|x, y| x.a == y.a) {
            let Some(first) = same.first() else { continue };
            let content = |number: u32| Ok::<_, io::Error>(shelf.text(number)?.unwrap_or_default());
            let text = content(first.a)?;
            let a = Folded::new(&text);
            for shared in same {
                let other = content(shared.b)?;
                located.push(range(shared, (&text, &a), &other, &self.params));
            }
        }
        Ok((names, located))
    }
}

/// A passage as ranges of its texts.
fn range(shared: &Shared, (a, folded): (&str, &Folded<'_>), b: &str, params: &Params) -> Ranges {
    let link = link(shared, folded, &Folded::new(b), params);
    let located = |text: &str, bytes: Span| {
        let points = |byte: u32| text.get(..byte as usize).map_or(0, |before| before.chars().count() as u32);
        Located { bytes, chars: Span { start: points(bytes.start), end: points(bytes.end) } }
    };
    Ranges {
        a: shared.a,
        b: shared.b,
        in_a: located(a, link.a_span),
        in_b: located(b, link.b_span),
        equal: link.equal,
        columns: link.columns,
    }
}
