//! The texts of an index together with those that are added to it.

use super::collection::Collection;
use broadside_engine::reuse::Texts;
use broadside_engine::run::reuse::kept::Named;
use broadside_engine::store::ShelfFile;
use std::collections::HashSet;
use std::io;
use std::sync::Mutex;

/// Where a text is.
enum Place {
    /// In the index, by its number there.
    There(u32),
    /// In the collection, by its number.
    New(u32),
}

/// Texts of an index and of a collection, in the order of their names.
pub struct Together<'a> {
    shelf: Mutex<ShelfFile>,
    collection: &'a Collection,
    texts: Vec<(String, Place)>,
    /// The names that the index had, in order.
    had: Vec<String>,
}

/// A passage by the numbers of its texts and the letters it begins with.
pub type Known = (u32, u32, u32, u32);

impl<'a> Together<'a> {
    /// The texts of the index but for those that are dropped or have other words now, and these of the collection.
    pub fn new(shelf: ShelfFile, collection: &'a Collection, new: &[u32], dropped: &[String]) -> io::Result<Self> {
        let names = shelf.names()?;
        let mut had: Vec<String> = names.iter().map(|(name, ..)| name.clone()).collect();
        had.sort_unstable();
        let mut texts: Vec<(String, Place)> =
            new.iter().map(|number| (collection.id(*number).to_owned(), Place::New(*number))).collect();
        let gone: HashSet<String> = texts.iter().map(|(name, _)| name).chain(dropped).cloned().collect();
        let stays = names.into_iter().filter(|(name, ..)| !gone.contains(name));
        texts.extend(stays.map(|(name, number, _)| (name, Place::There(number))));
        texts.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Ok(Together { shelf: Mutex::new(shelf), collection, texts, had })
    }

    /// Whether the index had a text of this name.
    pub fn had(&self, name: &str) -> bool {
        self.had.binary_search_by(|had| had.as_str().cmp(name)).is_ok()
    }

    /// The name of a text.
    pub fn id(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", |(name, _)| name.as_str())
    }

    /// The passages that the index has of texts that stay.
    pub fn known(&self) -> io::Result<HashSet<Known>> {
        let shelf = self.shelf.lock().map_err(|_| io::ErrorKind::Other)?;
        let mut own = vec![None; shelf.next()? as usize];
        for (number, (_, place)) in (0u32..).zip(&self.texts) {
            if let Place::There(there) = place
                && let Some(own) = own.get_mut(*there as usize)
            {
                *own = Some(number);
            }
        }
        let own = |there: u32| own.get(there as usize).copied().flatten();
        let known = shelf.all_shared()?.into_iter().filter_map(|shared| {
            let (a, b) = (own(shared.a)?, own(shared.b)?);
            Some(if a < b { (a, b, shared.a_start, shared.b_start) } else { (b, a, shared.b_start, shared.a_start) })
        });
        Ok(known.collect())
    }
}

impl Texts for Together<'_> {
    fn count(&self) -> u32 {
        self.texts.len() as u32
    }

    fn size(&self, number: u32) -> u64 {
        match self.texts.get(number as usize) {
            Some((_, Place::New(new))) => self.collection.size(*new),
            // About; it says only how many are read at a time.
            _ => 1 << 14,
        }
    }

    fn read(&self, number: u32, text: &mut String) -> io::Result<()> {
        match self.texts.get(number as usize) {
            Some((_, Place::New(new))) => self.collection.read(*new, text),
            Some((_, Place::There(there))) => {
                let shelf = self.shelf.lock().map_err(|_| io::ErrorKind::Other)?;
                *text = shelf.text(*there)?.unwrap_or_default();
                Ok(())
            }
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl Named for Together<'_> {
    fn name(&self, number: u32) -> String {
        self.id(number).to_owned()
    }
}
