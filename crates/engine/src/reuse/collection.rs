//! The letters of all texts, where they can be looked at again.

use super::letters;
use super::scratch::{Scratch, ScratchFile};
use std::io;
use std::ops::Range;

/// Where the texts of a collection are; read when needed, so that they need not fit in memory.
pub trait Texts: Sync {
    /// How many texts there are.
    fn count(&self) -> u32;
    /// About how many bytes the text with this number has.
    fn size(&self, number: u32) -> u64;
    /// Puts the text with this number into `text`.
    fn read(&self, number: u32, text: &mut String) -> io::Result<()>;
}

impl<T: AsRef<str> + Sync> Texts for [T] {
    fn count(&self) -> u32 {
        self.len() as u32
    }

    fn size(&self, number: u32) -> u64 {
        self[number as usize].as_ref().len() as u64
    }

    fn read(&self, number: u32, text: &mut String) -> io::Result<()> {
        text.clear();
        text.push_str(self[number as usize].as_ref());
        Ok(())
    }
}

/// Letters of texts, by number.
pub struct Collection<'a> {
    scratch: &'a dyn Scratch,
    /// Where the letters of each text start, and where the last one's end.
    starts: Vec<u64>,
    /// A hash of the letters of each text.
    hashes: Vec<u64>,
    /// The letters that are in memory: all, or the last ones.
    held: Vec<u8>,
    /// The letters before those, where memory did not suffice.
    file: Option<Box<dyn ScratchFile>>,
    /// Most letters to have in memory.
    most: usize,
}

/// Letters put on disk at a time.
const CHUNK: usize = 4 << 20;
/// Fewest letters of a block.
const LEAST_BLOCK: u64 = 500;

impl<'a> Collection<'a> {
    /// An empty one that keeps up to `memory` letters in memory.
    pub fn new(scratch: &'a dyn Scratch, memory: usize) -> Self {
        Collection { scratch, starts: vec![0], hashes: Vec::new(), held: Vec::new(), file: None, most: memory }
    }

    /// Adds a text by its letters.
    pub fn push(&mut self, letters: &[u8], hash: u64) -> io::Result<()> {
        if self.file.is_none() && self.held.len() + letters.len() > self.most {
            self.file = Some(self.scratch.file()?);
        }
        self.held.extend_from_slice(letters);
        self.pass(letters.len(), hash);
        if self.file.is_some() && self.held.len() > CHUNK { self.put_by() } else { Ok(()) }
    }

    /// Adds a text whose letters nobody will ask for.
    pub fn pass(&mut self, letters: usize, hash: u64) {
        self.starts.push(self.end() + letters as u64);
        self.hashes.push(hash);
    }

    /// Says that no more text will come.
    pub fn close(&mut self) -> io::Result<()> {
        if self.file.is_some() { self.put_by() } else { Ok(()) }
    }

    /// Writes the letters in memory to disk.
    fn put_by(&mut self) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.write_at(&self.held, self.end() - self.held.len() as u64)?;
            self.held = Vec::new();
        }
        Ok(())
    }

    /// One past the last letter.
    pub fn end(&self) -> u64 {
        self.starts.last().copied().unwrap_or(0)
    }

    /// How many texts there are.
    pub fn count(&self) -> usize {
        self.hashes.len()
    }

    /// The hash of a text's letters.
    pub fn hash(&self, text: u32) -> u64 {
        self.hashes[text as usize]
    }

    /// How many letters a text has.
    pub fn len(&self, text: u32) -> usize {
        let Range { start, end } = self.range(text);
        (end - start) as usize
    }

    /// Where the letters of a text are among those of all.
    fn range(&self, text: u32) -> Range<u64> {
        self.starts[text as usize]..self.starts[text as usize + 1]
    }

    /// Where some letters of a text are among those of all, as far as there are any.
    pub fn place(&self, text: u32, part: Range<usize>) -> Range<u64> {
        let all = self.range(text);
        let end = (all.start + part.end as u64).min(all.end);
        (all.start + part.start as u64).min(end)..end
    }

    /// Some letters of a text, as far as there are any; `buffer` is used where they are on disk.
    pub fn part<'l>(&'l self, text: u32, part: Range<usize>, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        let Range { start, end } = self.place(text, part);
        if self.file.is_none() {
            return Ok(&self.held[start as usize..end as usize]);
        }
        self.read(start..end, buffer)?;
        Ok(buffer)
    }

    /// Reads letters that are on disk, by their places among all.
    pub fn read(&self, letters: Range<u64>, buffer: &mut Vec<u8>) -> io::Result<()> {
        buffer.resize((letters.end - letters.start) as usize, 0);
        self.file.as_ref().map_or(Ok(()), |file| file.read_at(buffer, letters.start))
    }

    /// Whether the letters are on disk.
    pub fn is_on_disk(&self) -> bool {
        self.file.is_some()
    }

    /// How many blocks of texts there are: one where all are in memory, else each half of what may be held.
    pub fn blocks(&self) -> u32 {
        if self.is_on_disk() { (self.end() / self.block_letters()) as u32 + 1 } else { 1 }
    }

    /// The block of a text: that in which it starts.
    pub fn block_of(&self, text: u32) -> u32 {
        if self.is_on_disk() { (self.starts[text as usize] / self.block_letters()) as u32 } else { 0 }
    }

    /// Where the letters of a block are among those of all; `None` where there is no such.
    pub fn block(&self, number: u32) -> Option<Range<u64>> {
        let texts = self.starts.get(..self.count())?;
        let first = texts.partition_point(|start| start / self.block_letters() < u64::from(number));
        let end = texts.partition_point(|start| start / self.block_letters() <= u64::from(number));
        Some(*self.starts.get(first)?..*self.starts.get(end)?)
    }

    fn block_letters(&self) -> u64 {
        (self.most as u64 / 2).max(LEAST_BLOCK)
    }

    /// The letters of a text; `buffer` is used where they are on disk.
    pub fn letters<'l>(&'l self, text: u32, buffer: &'l mut Vec<u8>) -> io::Result<&'l [u8]> {
        self.part(text, 0..self.len(text), buffer)
    }
}

/// Finds the text that a letter of all belongs to.
pub struct Places<'c> {
    starts: &'c [u64],
    /// The text that every 256th letter belongs to.
    every: Vec<u32>,
}

/// Letters between two entries of [`Places::every`], as a power of two.
const EVERY: u32 = 8;

impl<'c> Places<'c> {
    /// For a collection that is complete.
    pub fn new(collection: &'c Collection<'_>) -> Self {
        let mut text = 0u32;
        let every = (0..=collection.end() >> EVERY)
            .map(|block| {
                while collection.starts.get(text as usize + 1).is_some_and(|next| *next <= block << EVERY) {
                    text += 1;
                }
                text
            })
            .collect();
        Places { starts: &collection.starts, every }
    }

    /// The text that letter `at` belongs to, and which of its letters that is.
    pub fn find(&self, at: u64) -> (u32, u32) {
        let mut text = self.every[(at >> EVERY) as usize];
        while self.starts[text as usize + 1] <= at {
            text += 1;
        }
        (text, (at - self.starts[text as usize]) as u32)
    }
}

/// The first eight bytes of the BLAKE3 hash of a text's letters.
pub fn hash(letters: &[u8]) -> u64 {
    blake3::hash(letters).as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// The letters of a text and a hash of them.
pub fn folded(text: &str) -> (Vec<u8>, u64) {
    let mut folded = Vec::with_capacity(text.len());
    letters::fold(text, &mut folded);
    let hash = hash(&folded);
    (folded, hash)
}
