//! A ZIP file as a bounded, read-only folder.
//!
//! The ZIP format lets a few bytes claim to be terabytes, list one entry a million times, or overlap entries. Every read
//! here is bounded by what really comes out of the decompressor, never by what the file claims.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

/// Entries of a file that are looked at.
pub const MAX_ENTRIES: usize = 10_000;
/// Bytes of one member.
pub const MAX_MEMBER: u64 = 256 << 20;
/// A member may be this many times larger than its compressed bytes, once it is larger than [`RATIO_FROM`].
pub const MAX_RATIO: u64 = 200;
/// Bytes a member may have at any ratio.
pub const RATIO_FROM: u64 = 10 << 20;

/// Why a member cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is encrypted.
    Encrypted,
    /// It uses a compression that is not known here.
    Method,
    /// It is damaged.
    Damaged,
    /// It unpacks to more than the bound.
    TooLarge,
}

/// What a member is, before it is read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name as bytes.
    pub name: Vec<u8>,
    /// Whether it is a plain file.
    pub is_file: bool,
    /// Whether it is a symbolic link.
    pub is_link: bool,
}

/// An opened ZIP file.
#[derive(Debug)]
pub struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: u64,
}

impl<'a> Zipped<'a> {
    /// Opens a ZIP file whose members may unpack to `budget` bytes together. `None` when its directory is missing or broken.
    pub fn open(bytes: &'a [u8], budget: u64) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        Some(Zipped { archive, budget })
    }

    /// How many entries it lists.
    pub fn count(&self) -> usize {
        self.archive.len()
    }

    /// The entry at `index`.
    pub fn entry(&mut self, index: usize) -> Option<Entry> {
        let file = self.archive.by_index_data(index).ok()?;
        Some(Entry { name: file.name_raw().to_vec(), is_file: file.is_file(), is_link: file.is_symlink() })
    }

    /// Reads the member at `index`.
    pub fn read(&mut self, index: usize) -> Result<Vec<u8>, Trouble> {
        let size = self.archive.by_index_data(index).map_or(0, |entry| entry.compressed_size());
        let limit = MAX_MEMBER.min(RATIO_FROM.max(size.saturating_mul(MAX_RATIO))).min(self.budget);
        let file = self.archive.by_index(index).map_err(|error| trouble(&error))?;
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Trouble::Damaged)?;
        self.budget = self.budget.saturating_sub(bytes.len() as u64);
        if bytes.len() as u64 > limit { Err(Trouble::TooLarge) } else { Ok(bytes) }
    }

    /// The index of the member of that name, letter case aside where none has it exactly.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.archive
            .index_for_name_raw(name.as_bytes())
            .or_else(|| self.archive.file_names_raw().position(|other| other.eq_ignore_ascii_case(name.as_bytes())))
    }

    /// Reads the member of that name; `None` when there is none or it cannot be read.
    pub fn member(&mut self, name: &str) -> Option<Vec<u8>> {
        let index = self.find(name)?;
        self.read(index).ok()
    }

    /// The names of all entries, as bytes, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.archive.file_names_raw().take(MAX_ENTRIES)
    }
}

fn trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => Trouble::Encrypted,
        ZipError::InvalidPassword => Trouble::Encrypted,
        ZipError::UnsupportedArchive(_) => Trouble::Method,
        _ => Trouble::Damaged,
    }
}
