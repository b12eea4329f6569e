//! `broadside reuse --jsonl … --index FILE`: texts that are added cost what they share, not what is there already.

use super::collection::{params, written_to};
use crate::args::Collection as Args;
use crate::progress::Stages;
use crate::reuse::collection::Collection;
use crate::reuse::links;
use anyhow::{Context as _, Result};
use broadside_engine::reuse::collection::hash;
use broadside_engine::reuse::index;
use broadside_engine::reuse::letters::placed;
use broadside_engine::reuse::links::{Folded, Located, Ranges, link, ranges};
use broadside_engine::reuse::passages::Shared;
use broadside_engine::reuse::{Params, Texts as _, search};
use broadside_engine::run::scratch::ScratchFolder;
use broadside_engine::store::ShelfFile;
use broadside_model::Span;
use std::io;
use std::path::Path;

/// Adds the collection to the index, writes the links that are new, and gives how many there are.
pub fn added(
    args: &Args,
    path: &Path,
    collection: &Collection,
    scratch: &ScratchFolder,
    watch: &Stages,
) -> Result<usize> {
    let params = params(args);
    let shown = || crate::output::name(path.as_os_str().as_encoded_bytes());
    let numbers = format!("{:?}", Params { memory: 0, threads: 0, ..params.clone() });
    let mut shelf = ShelfFile::open(path, &numbers).with_context(shown)?;
    if shelf.count().with_context(shown)? == 0 {
        args.drop.iter().for_each(|name| absent(watch, name));
        return all(args, &mut shelf, collection, &params, scratch, watch);
    }
    let mut unwritten = None;
    let done = shelf.whole(|shelf| {
        for name in &args.drop {
            match shelf.number(name)? {
                Some(number) => shelf.remove(number)?,
                None => absent(watch, name),
            }
        }
        let (new, found) = some(shelf, collection, &params, watch)?;
        watch.clear();
        let place = |number: u32| new.binary_search_by_key(&number, |(of, _)| *of).ok();
        let name = |number: u32| place(number).and_then(|place| new.get(place)).map_or("", |(_, name)| name.as_str());
        written(args, &found, &name, &mut unwritten)
    });
    match unwritten {
        Some(error) => Err(error),
        None => done.with_context(shown),
    }
}

/// Writes links before what they are of is kept, so that those which could not be written are found again.
fn written<'n>(
    args: &Args,
    found: &[Ranges],
    name: &dyn Fn(u32) -> &'n str,
    unwritten: &mut Option<anyhow::Error>,
) -> io::Result<usize> {
    match written_to(args, &mut |out| Ok(links::write(found, name, out)?)) {
        Ok(()) => Ok(found.len()),
        Err(error) => {
            *unwritten = Some(error);
            Err(io::Error::other("the links could not be written"))
        }
    }
}

fn absent(watch: &Stages, name: &str) {
    watch.say(&crate::output::inert(&format!("`{name}` is not in the index.")));
}

/// Searches the whole collection, and keeps what it takes to add to it.
fn all(
    args: &Args,
    shelf: &mut ShelfFile,
    collection: &Collection,
    params: &Params,
    scratch: &ScratchFolder,
    watch: &Stages,
) -> Result<usize> {
    let searched = search(collection, params, scratch, watch)?;
    let found = ranges(&searched, collection, params)?;
    let mut unwritten = None;
    let done = shelf.whole(|shelf| {
        let (mut text, mut buffer) = (String::new(), Vec::new());
        for number in 0..collection.count() {
            collection.read(number, &mut text)?;
            let letters = searched.collection.letters(number, &mut buffer)?;
            shelf.put_text(number, collection.id(number), searched.collection.hash(number), letters, Some(&text))?;
        }
        shelf.put_shared(&searched.numbered())?;
        shelf.put_segment(index::all_postings(&searched.collection, params, scratch)?)?;
        watch.clear();
        written(args, &found, &|number| collection.id(number), &mut unwritten)
    });
    match unwritten {
        Some(error) => Err(error),
        None => Ok(done?),
    }
}

/// The numbers and names of texts that links are of, and the links.
type Found = (Vec<(u32, String)>, Vec<Ranges>);

/// Adds texts one by one.
fn some(shelf: &ShelfFile, collection: &Collection, params: &Params, watch: &Stages) -> io::Result<Found> {
    let mut text = String::new();
    let mut found: Vec<Shared> = Vec::new();
    for number in 0..collection.count() {
        if !watch.follow("adding", u64::from(number), u64::from(collection.count())) {
            watch.say("Stopped: what was added until then is kept.");
            break;
        }
        collection.read(number, &mut text)?;
        let letters = placed(&text).letters;
        let name = collection.id(number);
        if let Some(old) = shelf.number(name)? {
            if shelf.content(old)?.as_deref() == Some(&text) {
                continue;
            }
            shelf.remove(old)?;
            found.retain(|shared| shared.a != old && shared.b != old);
        }
        let number = shelf.next()?;
        let added = index::add(shelf, number, &letters, params)?;
        shelf.put_text(number, name, hash(&letters), &letters, Some(&text))?;
        shelf.put_shared(&added)?;
        let own = index::postings(&letters, number, params);
        shelf.put_segment(own.into_iter().map(Ok))?;
        found.extend(added);
        shelf.tidy()?;
    }
    found.sort_unstable();
    found.dedup();
    let mut of: Vec<u32> = found.iter().flat_map(|shared| [shared.a, shared.b]).collect();
    of.sort_unstable();
    of.dedup();
    let names = of.iter().map(|number| Ok((*number, shelf.name(*number)?))).collect::<io::Result<_>>()?;
    Ok((names, found.iter().map(|shared| range(shelf, shared, params)).collect::<io::Result<_>>()?))
}

/// A passage as ranges of its texts.
fn range(shelf: &ShelfFile, shared: &Shared, params: &Params) -> io::Result<Ranges> {
    let content = |number: u32| Ok::<_, io::Error>(shelf.content(number)?.unwrap_or_default());
    let (a, b) = (content(shared.a)?, content(shared.b)?);
    let link = link(shared, &Folded::new(&a), &Folded::new(&b), params);
    let located = |text: &str, bytes: Span| {
        let points = |byte: u32| text.get(..byte as usize).map_or(0, |before| before.chars().count() as u32);
        Located { bytes, chars: Span { start: points(bytes.start), end: points(bytes.end) } }
    };
    Ok(Ranges {
        a: shared.a,
        b: shared.b,
        in_a: located(&a, link.a_span),
        in_b: located(&b, link.b_span),
        equal: link.equal,
        columns: link.columns,
    })
}
