//! The compact form in which readings and texts cross the process border and lie in the catalogue.
//!
//! Takes and gives model types; numbers are LEB128 varints, spans are (gap from the last start, length), strings are
//! length-prefixed UTF-8. Every value opens with the codec's version, so that a later version can read what this one
//! wrote. A decoder trusts nothing: lengths are checked against what is left, and spans against the text they speak of.

mod anatomy;
mod decision;
mod naming;
mod reuse;

pub use decision::{decided, decision_bytes, decision_of};
pub use naming::{pack_naming, unpack_naming};
pub use reuse::{pack_link, unpack_link};

use broadside_model::{
    Block, BlockKind, Child, Diagnostic, Edit, Format, Metadata, Method, Page, PageImage, Part, Reading, Role,
    Severity, Span, Text, WordBox,
};

/// The version written. Version 2 has relations in anatomies.
pub const VERSION: u8 = 2;

/// Why bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// The bytes end too early, or a length or number is out of range.
    #[error("stored bytes are damaged at byte {0}: expected {1}")]
    Damaged(usize, &'static str),
    /// Written by a newer program.
    #[error("stored bytes are of version {0}; this program reads up to version {VERSION}: use a newer broadside")]
    Newer(u8),
}

type Result<T> = std::result::Result<T, CodecError>;

/// Writes values one after the other.
#[derive(Debug)]
pub struct Encoder {
    bytes: Vec<u8>,
    last: u32,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder { bytes: vec![VERSION], last: 0 }
    }
}

impl Encoder {
    /// Writes as an older version did, where bytes must stay what they were.
    fn of_version(version: u8) -> Self {
        Encoder { bytes: vec![version], last: 0 }
    }

    /// The bytes written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes an unsigned number.
    pub fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// Writes raw bytes with their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn option(&mut self, text: Option<&str>) {
        self.number(u64::from(text.is_some()));
        if let Some(text) = text {
            self.string(text);
        }
    }

    fn float(&mut self, value: f32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    fn span(&mut self, span: Span) {
        let gap = i64::from(span.start) - i64::from(self.last);
        self.number(((gap << 1) ^ (gap >> 63)) as u64);
        self.number(u64::from(span.end - span.start));
        self.last = span.start;
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        self.last = 0;
        for item in items {
            write(self, item);
        }
    }

    /// Writes a reading without its raw text, children and images: what the catalogue keeps.
    pub fn layout(&mut self, reading: &Reading) {
        self.string(reading.format.name());
        self.string(reading.method.name());
        self.option(reading.encoding.as_deref());
        self.list(&reading.pages, |out, page| {
            out.number(u64::from(page.number));
            out.span(page.raw);
            out.float(page.width);
            out.float(page.height);
            out.number(name_index(Method::ALL, page.method));
            out.number(u64::from(page.wants_ocr));
        });
        self.list(&reading.blocks, |out, block| {
            out.span(block.raw);
            out.number(name_index(BlockKind::ALL, block.kind));
            out.number(u64::from(block.level));
            out.number(u64::from(block.page));
            out.number(u64::from(block.column));
            out.option(block.furniture.as_deref());
        });
        self.list(&reading.words, |out, word| {
            out.span(word.raw);
            out.number(u64::from(word.page));
            for edge in [word.left, word.top, word.right, word.bottom] {
                // Sixteenths of a point or pixel: finer than any eye, and small.
                out.number((edge.clamp(0.0, 1e6) * 16.0).round() as u64);
            }
            out.number(u64::from(word.confidence));
        });
        self.list(&reading.metadata, |out, item| {
            out.string(&item.key);
            out.string(&item.value);
        });
        self.diagnostics(&reading.diagnostics);
    }

    /// Writes a whole reading and the text made of it: what a worker answers. The raw text is not written; undoing the
    /// edits gives it back.
    pub fn document(&mut self, reading: &Reading, text: &Text) {
        self.layout(reading);
        self.list(&reading.children, |out, child| {
            out.bytes(&child.name);
            out.bytes(&child.bytes);
        });
        self.images(&reading.images);
        self.string(&text.text);
        self.repairs(text);
    }

    /// Writes page images.
    pub fn images(&mut self, images: &[PageImage]) {
        self.list(images, |out, image| {
            out.number(u64::from(image.page));
            out.number(u64::from(image.width));
            out.number(u64::from(image.height));
            out.bytes(&image.png);
        });
    }

    /// Writes diagnostics.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic]) {
        self.list(diagnostics, |out, diagnostic| {
            out.string(diagnostic.severity.name());
            out.string(&diagnostic.stage);
            out.string(&diagnostic.message);
            out.string(&diagnostic.hint);
            out.number(u64::from(diagnostic.raw.is_some()));
            if let Some(raw) = diagnostic.raw {
                out.span(raw);
            }
        });
    }

    /// Writes the edits and parts of a text, and what is known of it as a whole, without its characters.
    pub fn repairs(&mut self, text: &Text) {
        let mut rules: Vec<&str> = text.edits.iter().map(|edit| edit.rule.as_str()).collect();
        rules.sort_unstable();
        rules.dedup();
        self.list(&rules, |out, rule| out.string(rule));
        self.list(&text.edits, |out, edit| {
            out.span(edit.raw);
            out.number(rules.binary_search(&edit.rule.as_str()).map_or(0, |index| index as u64));
            out.string(&edit.before);
            out.string(&edit.after);
            out.number(u64::from(edit.confidence));
        });
        self.list(&text.parts, |out, part| {
            out.number(name_index(Role::ALL, part.role));
            out.span(part.raw);
            out.number(u64::from(part.text.start));
            out.number(u64::from(part.text.end - part.text.start));
            out.option(part.language.as_deref());
        });
        self.option(text.language.as_deref());
        self.number(text.quality.map_or(0, |quality| u64::from(quality) + 1));
    }
}

fn name_index<T: PartialEq>(all: &[T], value: T) -> u64 {
    all.iter().position(|other| *other == value).unwrap_or(0) as u64
}

/// Reads values back in the order they were written.
#[derive(Debug)]
pub struct Decoder<'a> {
    version: u8,
    bytes: &'a [u8],
    at: usize,
    last: u32,
}

impl<'a> Decoder<'a> {
    /// Reads `bytes`, whose first byte is the codec's version.
    pub fn new(bytes: &'a [u8]) -> Result<Self> {
        match bytes.first() {
            Some(&version) if (1..=VERSION).contains(&version) => Ok(Decoder { version, bytes, at: 1, last: 0 }),
            Some(&version) if version > VERSION => Err(CodecError::Newer(version)),
            _ => Err(CodecError::Damaged(0, "a version")),
        }
    }

    fn damaged<T>(&self, expected: &'static str) -> Result<T> {
        Err(CodecError::Damaged(self.at, expected))
    }

    /// Reads an unsigned number.
    pub fn number(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let Some(&byte) = self.bytes.get(self.at) else { return self.damaged("a number") };
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        self.damaged("a number of at most 64 bits")
    }

    fn small<T: TryFrom<u64>>(&mut self) -> Result<T> {
        let value = self.number()?;
        T::try_from(value).or_else(|_| self.damaged("a smaller number"))
    }

    /// Reads bytes with their length.
    pub fn bytes(&mut self) -> Result<&'a [u8]> {
        let length: usize = self.small()?;
        let Some(bytes) = self.at.checked_add(length).and_then(|end| self.bytes.get(self.at..end)) else {
            return self.damaged("more bytes");
        };
        self.at += length;
        Ok(bytes)
    }

    /// Reads a string.
    pub fn string(&mut self) -> Result<String> {
        let bytes = self.bytes()?;
        std::str::from_utf8(bytes).map(str::to_owned).or_else(|_| self.damaged("UTF-8"))
    }

    fn option(&mut self) -> Result<Option<String>> {
        if self.number()? == 0 { Ok(None) } else { self.string().map(Some) }
    }

    fn float(&mut self) -> Result<f32> {
        let Some(bytes) = self.bytes.get(self.at..self.at + 4) else { return self.damaged("a number") };
        self.at += 4;
        let value = f32::from_le_bytes(bytes.try_into().unwrap_or_default());
        Ok(if value.is_finite() { value } else { 0.0 })
    }

    fn span(&mut self) -> Result<Span> {
        let code = self.number()?;
        let gap = (code >> 1) as i64 ^ -((code & 1) as i64);
        let length: u32 = self.small()?;
        let start = i64::from(self.last).checked_add(gap).and_then(|start| u32::try_from(start).ok());
        match start.and_then(|start| Some((start, start.checked_add(length)?))) {
            Some((start, end)) => {
                self.last = start;
                Ok(Span { start, end })
            }
            None => self.damaged("a span"),
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let count: usize = self.small()?;
        if count > self.bytes.len() - self.at {
            return self.damaged("fewer items");
        }
        self.last = 0;
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(read(self)?);
        }
        Ok(items)
    }

    fn named<T: Copy>(&mut self, all: &[T]) -> Result<T> {
        let index: usize = self.small()?;
        all.get(index).copied().map_or_else(|| self.damaged("a known name"), Ok)
    }

    /// Reads what [`Encoder::layout`] wrote; raw text, children and images stay empty.
    pub fn layout(&mut self) -> Result<Reading> {
        let Some(format) = Format::from_name(&self.string()?) else { return self.damaged("a format") };
        let Some(method) = Method::from_name(&self.string()?) else { return self.damaged("a method") };
        let mut reading = Reading { method, encoding: self.option()?, ..Reading::empty(format) };
        reading.pages = self.list(|from| {
            Ok(Page {
                number: from.small()?,
                raw: from.span()?,
                width: from.float()?,
                height: from.float()?,
                method: from.named(Method::ALL)?,
                wants_ocr: from.number()? != 0,
            })
        })?;
        reading.blocks = self.list(|from| {
            Ok(Block {
                raw: from.span()?,
                kind: from.named(BlockKind::ALL)?,
                level: from.small()?,
                page: from.small()?,
                column: from.small()?,
                furniture: from.option()?,
            })
        })?;
        reading.words = self.list(|from| {
            let (raw, page) = (from.span()?, from.small()?);
            let mut edge = || from.small::<u32>().map(|sixteenths| sixteenths as f32 / 16.0);
            let (left, top, right, bottom) = (edge()?, edge()?, edge()?, edge()?);
            Ok(WordBox { raw, page, left, top, right, bottom, confidence: from.small()? })
        })?;
        reading.metadata = self.list(|from| Ok(Metadata { key: from.string()?, value: from.string()? }))?;
        reading.diagnostics = self.diagnostics()?;
        Ok(reading)
    }

    /// Reads a whole reading and its text, and checks that every span lies in its text on character boundaries.
    pub fn document(&mut self) -> Result<(Reading, Text)> {
        let mut reading = self.layout()?;
        reading.children =
            self.list(|from| Ok(Child { name: from.bytes()?.to_vec(), bytes: from.bytes()?.to_vec() }))?;
        reading.images = self.images()?;
        let text = self.string()?;
        let text = self.repairs(text)?;
        reading.raw = text.undo_all();
        if fits(&reading) { Ok((reading, text)) } else { self.damaged("spans inside the text") }
    }

    /// Reads page images.
    pub fn images(&mut self) -> Result<Vec<PageImage>> {
        self.list(|from| {
            Ok(PageImage {
                page: from.small()?,
                width: from.small()?,
                height: from.small()?,
                png: from.bytes()?.to_vec(),
            })
        })
    }

    /// Reads diagnostics.
    pub fn diagnostics(&mut self) -> Result<Vec<Diagnostic>> {
        self.list(|from| {
            let Some(severity) = Severity::from_name(&from.string()?) else { return from.damaged("a severity") };
            Ok(Diagnostic {
                severity,
                stage: from.string()?,
                message: from.string()?,
                hint: from.string()?,
                raw: if from.number()? == 0 { None } else { Some(from.span()?) },
            })
        })
    }

    /// Reads what [`Encoder::repairs`] wrote, for the repaired characters `text`.
    pub fn repairs(&mut self, text: String) -> Result<Text> {
        let rules = self.list(Self::string)?;
        let mut shift: i64 = 0;
        let edits = self.list(|from| {
            let raw = from.span()?;
            let rule: usize = from.small()?;
            let Some(rule) = rules.get(rule).cloned() else { return from.damaged("a rule") };
            let (before, after) = (from.string()?, from.string()?);
            let start = usize::try_from(i64::from(raw.start) + shift).unwrap_or(usize::MAX);
            shift += after.len() as i64 - before.len() as i64;
            let end = start.saturating_add(after.len());
            if before.len() != raw.len() || text.get(start..end) != Some(after.as_str()) {
                return from.damaged("an edit that fits its text");
            }
            Ok(Edit { raw, text: Span::new(start, end), rule, before, after, confidence: from.small()? })
        })?;
        let parts = self.list(|from| {
            let role = from.named(Role::ALL)?;
            let raw = from.span()?;
            let (start, length): (u32, u32) = (from.small()?, from.small()?);
            let Some(end) = start.checked_add(length).filter(|&end| text.get(start as usize..end as usize).is_some())
            else {
                return from.damaged("a part inside its text");
            };
            Ok(Part { role, raw, text: Span { start, end }, language: from.option()? })
        })?;
        let language = self.option()?;
        let quality = self.number()?.checked_sub(1).map(|quality| quality.min(100) as u8);
        if edits.windows(2).any(|pair| pair[0].raw.end > pair[1].raw.start) {
            return self.damaged("edits in order");
        }
        Ok(Text { text, edits, parts, language, quality })
    }
}

/// Whether every span of a reading lies in its raw text on character boundaries.
pub fn fits(reading: &Reading) -> bool {
    let pages = reading.pages.iter().map(|page| page.raw);
    let blocks = reading.blocks.iter().map(|block| block.raw);
    let words = reading.words.iter().map(|word| word.raw);
    pages.chain(blocks).chain(words).all(|span| reading.raw.get(span.range()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Reading, Text) {
        let mut reading = Reading::empty(Format::Pdf);
        reading.method = Method::TextLayer;
        reading.raw = "To the peo-\nple of Añasco".to_owned();
        let raw = Span::new(0, reading.raw.len());
        reading.pages.push(Page {
            number: 1,
            raw,
            width: 595.0,
            height: 842.0,
            method: Method::TextLayer,
            wants_ocr: false,
        });
        reading.words.push(WordBox {
            raw: Span::new(0, 2),
            page: 1,
            left: 1.5,
            top: 2.0,
            right: 9.25,
            bottom: 12.0,
            confidence: 255,
        });
        reading.metadata.push(Metadata { key: "title".to_owned(), value: "Añasco".to_owned() });
        reading.children.push(Child { name: b"a\xff".to_vec(), bytes: vec![0, 1] });
        reading.diagnostics.push(Diagnostic::new(Severity::Note, "intake", "m", "h").at(Span::new(3, 6)));
        let edit = Edit {
            raw: Span::new(10, 12),
            text: Span::new(10, 10),
            rule: "hyphen".to_owned(),
            before: "-\n".to_owned(),
            after: String::new(),
            confidence: 99,
        };
        let text =
            Text { text: reading.raw.replace("-\n", ""), edits: vec![edit], quality: Some(97), ..Text::default() };
        (reading, text)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (reading, text) = sample();
        let mut out = Encoder::default();
        out.document(&reading, &text);
        let bytes = out.finish();
        let (read, read_text) = Decoder::new(&bytes).unwrap().document().unwrap();
        assert_eq!(read, reading);
        assert_eq!(read_text, text);
    }

    #[test]
    fn damaged_bytes_are_refused_without_panic() {
        let (reading, text) = sample();
        let mut out = Encoder::default();
        out.document(&reading, &text);
        let bytes = out.finish();
        for at in 0..bytes.len() {
            for flip in [1, 0x55, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                if let Ok(mut from) = Decoder::new(&damaged) {
                    let _ = from.document();
                }
            }
            if let Ok(mut from) = Decoder::new(&bytes[..at]) {
                assert!(from.document().is_err());
            }
        }
    }
}
