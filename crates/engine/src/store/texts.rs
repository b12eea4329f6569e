//! Texts in the catalogue: packed, with their edits and layouts, and read back.

use super::Result;
use super::catalogue::Catalogue;
use crate::codec::{Decoder, Encoder, fits};
use broadside_model::{Reading, SourceId, Text};
use rusqlite::{Row, params};
use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

const COMPRESSION: i32 = 1;
/// The most bytes that are unpacked at once for no other reason than that a blob says it holds so many.
const AT_ONCE: u64 = 16 << 20;

/// The stored forms of a text and its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blobs {
    text: Vec<u8>,
    repairs: Vec<u8>,
    layout: Vec<u8>,
    checked: [u8; 16],
}

impl Blobs {
    /// Makes the stored forms. Costs most of what storing costs, and needs no lock.
    pub fn make(reading: &Reading, text: &Text) -> Self {
        let mut repairs = Encoder::default();
        repairs.repairs(text);
        let mut layout = Encoder::default();
        layout.layout(reading);
        let (text, repairs, layout) =
            (packed(text.text.as_bytes()), packed(&repairs.finish()), packed(&layout.finish()));
        let checked = check(&text, &repairs, &layout);
        Blobs { text, repairs, layout, checked }
    }
}

/// Bytes compressed.
pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    thread_local! {
        // A compressor's tables cost as much to make as a small text to compress.
        static COMPRESSOR: RefCell<Option<Compressor<'static>>> = RefCell::new(Compressor::new(COMPRESSION).ok());
    }
    let packed = COMPRESSOR.with_borrow_mut(|made| made.as_mut().and_then(|with| with.compress(bytes).ok()));
    packed.unwrap_or_else(|| zstd::bulk::compress(bytes, COMPRESSION).unwrap_or_default())
}

/// Bytes as they were before they were compressed.
fn unpacked(blob: &[u8]) -> std::io::Result<Vec<u8>> {
    thread_local! {
        static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = RefCell::new(Decompressor::new().ok());
    }
    let size = zstd::zstd_safe::get_frame_content_size(blob).ok().flatten().filter(|size| *size <= AT_ONCE);
    let at_once = size.and_then(|size| {
        DECOMPRESSOR.with_borrow_mut(|made| made.as_mut().and_then(|with| with.decompress(blob, size as usize).ok()))
    });
    at_once.map_or_else(|| zstd::stream::decode_all(blob), Ok)
}

fn check(text: &[u8], repairs: &[u8], layout: &[u8]) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    for blob in [text, repairs, layout] {
        hasher.update(&(blob.len() as u64).to_le_bytes());
        hasher.update(blob);
    }
    let mut short = [0; 16];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    short
}

/// A text with its layout, read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The layout; its raw text is that of the source.
    pub reading: Reading,
    /// The repaired text with its edits.
    pub text: Text,
}

impl Catalogue {
    /// Replaces what is stored of the text of the source with row `id`, in the open batch.
    pub(super) fn put_text_rows(&self, id: i64, blobs: Option<&Blobs>) -> rusqlite::Result<()> {
        let Some(Blobs { text, repairs, layout, checked }) = blobs else {
            return self.connection.prepare_cached("DELETE FROM text WHERE source = ?1")?.execute([id]).map(drop);
        };
        let sql = "INSERT OR REPLACE INTO text (source, text, repairs, layout, checked) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.connection.prepare_cached(sql)?.execute(params![id, text, repairs, layout, checked]).map(drop)
    }

    /// The repaired text of a source, without its edits; `None` where nothing was read.
    pub fn text(&self, id: SourceId) -> Result<Option<String>> {
        let sql = "SELECT text.text FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let blob: Option<Vec<u8>> = self.first(sql, [id.0], |row| row.get(0))?;
        blob.map(|blob| self.unpack_string(id, &blob)).transpose()
    }

    /// The text, edits and layout of a source; `None` where nothing was read.
    pub fn stored(&self, id: SourceId) -> Result<Option<Stored>> {
        let sql =
            "SELECT text, repairs, layout, checked FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let row = |row: &Row<'_>| {
            Ok(Blobs { text: row.get(0)?, repairs: row.get(1)?, layout: row.get(2)?, checked: row.get(3)? })
        };
        let Some(blobs) = self.first(sql, [id.0], row)? else { return Ok(None) };
        if check(&blobs.text, &blobs.repairs, &blobs.layout) != blobs.checked {
            return Err(self.damaged(id, "its check sum does not fit".to_owned()));
        }
        let damaged = |error: crate::codec::CodecError| self.damaged(id, error.to_string());
        let text = self.text_of(id, &blobs.text, &blobs.repairs)?;
        let layout = self.unpack(id, &blobs.layout)?;
        let mut reading = Decoder::new(&layout).and_then(|mut from| from.layout()).map_err(damaged)?;
        reading.raw = text.undo_all();
        if !fits(&reading) {
            return Err(self.damaged(id, "its layout does not fit its text".to_owned()));
        }
        Ok(Some(Stored { reading, text }))
    }

    /// The repaired text of a source with its edits and without its layout; `None` where there is none.
    pub fn repaired(&self, id: SourceId) -> Result<Option<Text>> {
        let sql = "SELECT text, repairs FROM text JOIN source ON source.id = text.source WHERE sha256 = ?1";
        let found: Option<(Vec<u8>, Vec<u8>)> = self.first(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.map(|(text, repairs)| self.text_of(id, &text, &repairs)).transpose()
    }

    fn text_of(&self, id: SourceId, text: &[u8], repairs: &[u8]) -> Result<Text> {
        let (repairs, text) = (self.unpack(id, repairs)?, self.unpack_string(id, text)?);
        let read = Decoder::new(&repairs).and_then(|mut from| from.repairs(text));
        read.map_err(|error| self.damaged(id, error.to_string()))
    }

    pub(super) fn unpack(&self, id: SourceId, blob: &[u8]) -> Result<Vec<u8>> {
        unpacked(blob).map_err(|error| self.damaged(id, error.to_string()))
    }

    pub(super) fn unpack_string(&self, id: SourceId, blob: &[u8]) -> Result<String> {
        String::from_utf8(self.unpack(id, blob)?).map_err(|error| self.damaged(id, error.to_string()))
    }
}
