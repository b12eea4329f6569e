//! The bytes of an authority file, a line at a time or whole, within bounds.

use super::AuthorityError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use std::io::{BufRead, Cursor, Read as _};

/// The longest line, in bytes: the largest items of Wikidata have some four million.
const LONGEST_LINE: u64 = 32 << 20;
/// The largest file that is read whole, in bytes.
const LARGEST: u64 = 512 << 20;
/// How much of the beginning tells the format, in bytes.
const START: usize = 1 << 16;

/// A file as it is read.
pub struct Input<'a> {
    source: &'a mut dyn BufRead,
    /// What was read ahead and not yet given.
    ahead: Cursor<Vec<u8>>,
    line: u64,
}

/// A line, or why there is none.
pub enum Line {
    /// Its number from 1, and its text without the line end.
    Text(u64, String),
    /// Its number from 1, and what is wrong with it.
    Wrong(u64, &'static str),
}

impl<'a> Input<'a> {
    pub fn new(source: &'a mut dyn BufRead) -> Self {
        Input { source, ahead: Cursor::default(), line: 0 }
    }

    /// The beginning of the file; it is given again by the other methods.
    pub fn start(&mut self) -> Result<&[u8], AuthorityError> {
        let ahead = self.ahead.get_mut();
        let missing = START.saturating_sub(ahead.len()) as u64;
        (&mut *self.source).take(missing).read_to_end(ahead)?;
        Ok(ahead)
    }

    /// The next line; `None` at the end.
    pub fn line(&mut self) -> Result<Option<Line>, AuthorityError> {
        let mut bytes = Vec::new();
        let mut source = (&mut self.ahead).chain(&mut *self.source);
        let length = (&mut source).take(LONGEST_LINE).read_until(b'\n', &mut bytes)? as u64;
        let is_cut = length == LONGEST_LINE && bytes.last() != Some(&b'\n');
        if is_cut {
            skip_line(&mut source)?;
        }
        if length == 0 {
            return Ok(None);
        }
        self.line += 1;
        if is_cut {
            return Ok(Some(Line::Wrong(self.line, "longer than 32 MiB")));
        }
        let mark: &[u8] = if self.line == 1 { "\u{feff}".as_bytes() } else { &[] };
        let bytes = bytes.strip_prefix(mark).map(<[u8]>::to_vec).unwrap_or(bytes);
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => Line::Text(self.line, text.trim_end_matches(['\n', '\r']).to_owned()),
            Err(_) => Line::Wrong(self.line, "not UTF-8"),
        }))
    }

    /// All that is left, decoded: by its byte-order mark, as UTF-8 where it is that, else as what it looks like. With the
    /// name of the encoding where it is not UTF-8.
    pub fn whole(&mut self) -> Result<(String, Option<&'static str>), AuthorityError> {
        let mut bytes = Vec::new();
        (&mut self.ahead).chain(&mut *self.source).take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            let message = "larger than 512 MiB, and this format is read whole. Divide it into several files";
            return Err(AuthorityError::TooLarge(message.to_owned()));
        }
        if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
            let text = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[])).0.into_owned();
            return Ok((text, Some(encoding.name()).filter(|name| *name != "UTF-8")));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok((text, None)),
            Err(error) => {
                let bytes = error.into_bytes();
                let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
                detector.feed(&bytes, true);
                let encoding = detector.guess(None, Utf8Detection::Deny);
                Ok((encoding.decode_without_bom_handling(&bytes).0.into_owned(), Some(encoding.name())))
            }
        }
    }
}

/// Passes over the rest of a line, however long.
fn skip_line(source: &mut impl BufRead) -> Result<(), AuthorityError> {
    loop {
        let mut part = Vec::new();
        let length = source.take(1 << 20).read_until(b'\n', &mut part)?;
        if length == 0 || part.last() == Some(&b'\n') {
            return Ok(());
        }
    }
}
