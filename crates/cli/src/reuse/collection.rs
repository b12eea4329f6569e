//! The texts of a collection: where each line lies, read again whenever it is needed.
//!
//! Takes files of JSON lines, gives texts numbered in the order of their ids, so that nothing depends on the order of the
//! lines. A line that is of no use costs itself alone, and is told.

use super::input::{Input, Kept, LONGEST, Line, next_line};
use super::points::Points;
use super::record::{self, Fields};
use broadside_engine::reuse::{Scratch, ScratchFile, Texts};
use broadside_engine::run::reuse::kept::Named;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

/// Where a text lies, and what is said of it beside.
struct Place {
    id: Box<str>,
    between: Option<Box<str>>,
    file: u32,
    at: u64,
    bytes: u32,
    is_ascii: bool,
    /// Bytes of the text.
    size: u32,
    /// A hash of the line, where that is wanted.
    hash: Option<Box<[u8; 32]>>,
}

/// A collection of texts.
pub struct Collection {
    fields: Fields,
    files: Vec<Kept>,
    names: Vec<String>,
    places: Vec<Place>,
    /// Whether lines are hashed as they are read.
    is_hashed: bool,
}

/// Takes what cannot be read: the file, the line (0: the file itself), what is wrong and what to do.
pub type Tell<'a> = &'a mut dyn FnMut(&str, u64, &str);

/// Follows the reading: bytes read, and of how many where that is known; `false` ends it.
pub type Follow<'a> = &'a dyn Fn(u64, u64) -> bool;

/// Why a collection could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// A file could not be read.
    #[error("{0}")]
    Input(String),
    /// Nothing can be put by.
    #[error("{0}")]
    Scratch(io::Error),
    /// Somebody wanted it to end.
    #[error("stopped before all lines were read; nothing was found yet")]
    Stopped,
}

impl Collection {
    /// Reads all lines of `inputs` once, and hashes them if wanted.
    pub fn read(
        inputs: &[Input],
        fields: Fields,
        is_hashed: bool,
        scratch: &dyn Scratch,
        tell: Tell<'_>,
        follow: Follow<'_>,
    ) -> Result<Self, Failed> {
        let names = inputs.iter().map(|input| input.name.clone()).collect();
        let mut reading = Reading {
            collection: Collection { fields, files: Vec::new(), names, places: Vec::new(), is_hashed },
            known: HashMap::new(),
            done: 0,
            of: 0,
        };
        for input in inputs {
            let put_by = || scratch.file().map_err(Failed::Scratch);
            reading.file(input, &put_by, tell, follow)?;
        }
        let mut collection = reading.collection;
        collection.places.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(collection)
    }

    /// The id of a text.
    pub fn id(&self, number: u32) -> &str {
        self.places.get(number as usize).map_or("", |place| &place.id)
    }

    /// The field that holds a text.
    pub fn text_field(&self) -> &str {
        &self.fields.text
    }

    /// Whether two texts may be compared: they differ in the field that was asked for, or one has none.
    pub fn may_compare(&self, a: u32, b: u32) -> bool {
        let between = |number: u32| self.places.get(number as usize).and_then(|place| place.between.as_ref());
        between(a).zip(between(b)).is_none_or(|(a, b)| a != b)
    }

    /// The number of the text with this id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.places.binary_search_by(|place| (*place.id).cmp(id)).ok().map(|place| place as u32)
    }

    /// A hash of all lines in the order of their ids, where they were hashed.
    pub fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for hash in self.places.iter().filter_map(|place| place.hash.as_ref()) {
            hasher.update(&**hash);
        }
        hasher.finalize()
    }

    /// Counts code points before bytes of texts.
    pub fn points(&self, offsets: Vec<(u32, u32)>) -> io::Result<Points> {
        Points::count(offsets, |number, text| self.read_unless_ascii(number, text))
    }

    /// Counts bytes before code points of texts.
    pub fn bytes(&self, offsets: Vec<(u32, u32)>) -> io::Result<Points> {
        Points::bytes(offsets, |number, text| self.read_unless_ascii(number, text))
    }

    fn read_unless_ascii(&self, number: u32, text: &mut String) -> io::Result<bool> {
        let is_ascii = self.places.get(number as usize).is_none_or(|place| place.is_ascii);
        if !is_ascii {
            self.read(number, text)?;
        }
        Ok(!is_ascii)
    }

    /// The line of a text.
    pub fn line(&self, number: u32) -> io::Result<Vec<u8>> {
        let place = self.places.get(number as usize).ok_or(io::ErrorKind::NotFound)?;
        let mut line = vec![0; place.bytes as usize];
        let file = self.files.get(place.file as usize).ok_or(io::ErrorKind::NotFound)?;
        file.read_at(&mut line, place.at).map_err(|error| self.changed(place, &error.to_string()))?;
        Ok(line)
    }

    fn changed(&self, place: &Place, message: &str) -> io::Error {
        let name = self.names.get(place.file as usize).map_or("", String::as_str);
        let message = format!(
            "{name}: the line of {} cannot be read again ({message}). Did the file change meanwhile?",
            place.id
        );
        io::Error::other(message)
    }
}

impl Texts for Collection {
    fn count(&self) -> u32 {
        self.places.len() as u32
    }

    fn size(&self, number: u32) -> u64 {
        self.places.get(number as usize).map_or(0, |place| u64::from(place.size))
    }

    fn read(&self, number: u32, text: &mut String) -> io::Result<()> {
        let line = self.line(number)?;
        let place = self.places.get(number as usize).ok_or(io::ErrorKind::NotFound)?;
        *text = record::text(&line, &self.fields).map_err(|message| self.changed(place, &message))?;
        Ok(())
    }
}

impl Named for Collection {
    fn name(&self, number: u32) -> String {
        self.id(number).to_owned()
    }
}

/// A collection while it is read.
struct Reading {
    collection: Collection,
    /// File and line in which an id was met first.
    known: HashMap<Box<str>, (u32, u64)>,
    done: u64,
    of: u64,
}

/// Bytes between two looks at whether to go on.
const LOOK: u64 = 4 << 20;

impl Reading {
    fn file(
        &mut self,
        input: &Input,
        put_by: &dyn Fn() -> Result<Box<dyn ScratchFile>, Failed>,
        tell: Tell<'_>,
        follow: Follow<'_>,
    ) -> Result<(), Failed> {
        let opened = input.open().map_err(Failed::Input)?;
        self.of += opened.size.unwrap_or(0);
        let (mut lines, mut number, mut at, mut put, mut looked) = (opened.lines, 0, 0, 0, 0);
        let kept = match opened.again {
            Some(file) => Kept::File(file),
            None => Kept::Scratch(put_by()?),
        };
        let mut line = Vec::new();
        loop {
            let begin = at;
            let read = next_line(&mut *lines, &mut line, &mut at).map_err(|error| {
                Failed::Input(format!("{}: {error} after line {number}. Is the file whole?", input.name))
            })?;
            number += 1;
            match read {
                Line::End => break,
                Line::TooLong => {
                    tell(&input.name, number, &format!("longer than {} MB. Split the text", LONGEST >> 20));
                    continue;
                }
                Line::Read => {}
            }
            let is_mark = number == 1 && line.starts_with(b"\xef\xbb\xbf");
            let skipped = if is_mark { 3 } else { 0 };
            let bytes = line.get(skipped..).unwrap_or_default().trim_ascii_end();
            match self.place(bytes, number) {
                Ok(None) => {}
                Ok(Some(mut place)) => {
                    place.at = begin + skipped as u64;
                    if let Kept::Scratch(file) = &kept {
                        file.write_at(bytes, put).map_err(Failed::Scratch)?;
                        place.at = put;
                        put += bytes.len() as u64;
                    }
                    self.collection.places.push(place);
                }
                Err(message) => tell(&input.name, number, &message),
            }
            if at - looked >= LOOK {
                looked = at;
                if !follow(self.done + at, self.of) {
                    return Err(Failed::Stopped);
                }
            }
        }
        self.done += at;
        self.collection.files.push(kept);
        Ok(())
    }

    /// What a line holds; nothing where it is empty.
    fn place(&mut self, line: &[u8], number: u64) -> Result<Option<Place>, String> {
        if line.trim_ascii().is_empty() {
            return Ok(None);
        }
        let fields = &self.collection.fields;
        let head = record::head(line, fields).map_err(|message| {
            let is_list = number == 1 && line.trim_ascii_start().starts_with(b"[");
            let hint = if is_list { ". A list is made lines of by `jq -c '.[]'`" } else { "" };
            format!("{message}{hint}")
        })?;
        let id: Box<str> = head.id.into();
        let file = self.collection.files.len() as u32;
        match self.known.entry(id.clone()) {
            Entry::Occupied(first) => {
                let (other, line) = *first.get();
                let name = self.collection.names.get(other as usize).filter(|_| other != file);
                let name = name.map_or(String::new(), |name| format!(" of {name}"));
                return Err(format!("`{id}` is the id of line {line}{name} already. Ids must be unique"));
            }
            Entry::Vacant(free) => free.insert((file, number)),
        };
        let hash = self.collection.is_hashed.then(|| Box::new(*blake3::hash(line).as_bytes()));
        let size = u32::try_from(head.bytes).unwrap_or(u32::MAX);
        let between = head.between.map(Into::into);
        Ok(Some(Place { id, between, file, at: 0, bytes: line.len() as u32, is_ascii: head.is_ascii, size, hash }))
    }
}
