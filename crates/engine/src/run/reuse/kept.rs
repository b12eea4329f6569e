//! Keeps a shelf in step with texts: each that comes or goes changes what it shares, not more.
//!
//! Composes the [`index`] with the file it is kept in. Adding texts one by one costs more a text than
//! searching all of them, so where [many](is_many) are new the shelf is [filled](fill) anew.

use crate::reuse::collection::hash;
use crate::reuse::index::{self, Change};
use crate::reuse::{Params, Scratch, Searched, Texts};
use crate::store::{Book, ShelfFile, mark};
use std::io;

/// Where texts have names.
pub trait Named: Texts {
    /// The name of the text with this number.
    fn name(&self, number: u32) -> String;
}

/// Of those that are there, one in so many may be new before all are searched.
const SHARE: u64 = 10;

/// Whether so many new texts are better searched for together with those that are there.
pub fn is_many(new: u64, there: u64) -> bool {
    new * SHARE > there
}

/// What a shelf was made with: the parameters that change what is found.
pub fn numbers(params: &Params) -> String {
    format!("{:?}", Params { memory: 0, threads: 0, ..params.clone() })
}

/// Adds a text; gives its number and what changes. Its words are kept where they are kept nowhere else.
pub fn put(
    shelf: &ShelfFile,
    name: &str,
    text: &str,
    letters: &[u8],
    keeps_words: bool,
    params: &Params,
) -> io::Result<(u32, Change)> {
    let number = shelf.next()?;
    let change = index::add(shelf, number, letters, params)?;
    shelf.drop_shared(&change.lost)?;
    shelf.put_shared(&change.found)?;
    let book = Book { name, mark: mark(text), hash: hash(letters), letters, text: keeps_words.then_some(text) };
    let place = shelf.put(&book)?;
    let own = index::postings(letters, place, params);
    shelf.put_segment(own.len() as u64, own.into_iter().map(Ok))?;
    shelf.tidy()?;
    Ok((number, change))
}

/// Takes a text out; gives what changes.
pub fn take(shelf: &ShelfFile, number: u32, params: &Params) -> io::Result<Change> {
    let change = index::remove(shelf, number, params)?;
    shelf.drop_shared(&change.lost)?;
    shelf.put_shared(&change.found)?;
    shelf.remove(number)?;
    shelf.tidy()?;
    Ok(change)
}

/// Fills a new shelf with a collection that was searched. Texts are numbered there in the order in which they are compared.
pub fn fill(
    shelf: &ShelfFile,
    searched: &Searched<'_>,
    texts: &(impl Named + ?Sized),
    keeps_words: bool,
    params: &Params,
    scratch: &dyn Scratch,
) -> io::Result<()> {
    let (mut text, mut buffer) = (String::new(), Vec::new());
    let mut places = Vec::with_capacity(searched.texts.len());
    for number in &searched.texts {
        texts.read(*number, &mut text)?;
        let (name, hash) = (texts.name(*number), searched.collection.hash(*number));
        let letters = searched.collection.letters(*number, &mut buffer)?;
        let words = keeps_words.then_some(text.as_str());
        let place = shelf.put(&Book { name: &name, mark: mark(&text), hash, letters, text: words })?;
        places.push((*number, place));
    }
    shelf.put_shared(&searched.shared)?;
    let about = searched.collection.end() / params.sample.max(1);
    shelf.put_segment(about, index::all_postings(&searched.collection, places.into_iter(), params, scratch)?)
}
