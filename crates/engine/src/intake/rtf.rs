//! Rich Text Format → text with headings, list items, tables, notes, page headers and footers.
//!
//! Takes the bytes of an RTF file; gives one page whose blocks come in the order: page headers, body, notes, page footers.
//! Groups are kept on a stack of our own, so that nesting costs memory but never the program's stack; what is no text
//! (fonts, styles, pictures, field codes, comments, hidden and deleted text) is left out.
//!
//! Here are groups, bytes and characters; `words` has what each control word does, `pieces` what becomes of paragraphs
//! and cells.

use std::collections::BTreeMap;

use broadside_model::{Metadata, Reading};
use encoding_rs::Encoding;

use super::compose::{Gap, MAX_TEXT};
use super::raised::raised;
use pieces::Piece;
use token::{Token, Tokens};
use words::PROPERTIES;

mod charset;
mod pieces;
mod token;
mod words;

/// Groups nested deeper than this are read as if they were not there.
const MAX_DEPTH: usize = 20_000;
/// Fonts, styles and properties that are kept.
const MAX_TABLE: usize = 10_000;

/// Reads an RTF file.
pub fn read(bytes: &[u8]) -> Reading {
    let start = memchr::memmem::find(bytes, b"{\\rtf").unwrap_or(0);
    let mut reader = Reader::new();
    for token in Tokens::new(&bytes[start..]) {
        reader.token(token);
        if reader.text_len > MAX_TEXT || reader.is_over {
            break;
        }
    }
    reader.finish()
}

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To {
    Body,
    Note,
    Header,
    Footer,
    TextBox,
    /// The number of a list item.
    Label,
    Fonts,
    Styles,
    /// A property of the document, by its index in [`PROPERTIES`].
    Property(usize),
    Nowhere,
}

/// What holds inside a group.
#[derive(Clone, Copy, Debug)]
struct State {
    to: To,
    /// Whether `to` was set in this very group, which ends with it.
    is_begin: bool,
    /// Bytes that stand for a `\u` character in programs that do not know it.
    fallback: usize,
    font: i32,
    is_hidden: bool,
    is_deleted: bool,
    is_raised: bool,
    in_table: bool,
    style: i32,
    outline: Option<u8>,
    list_level: u8,
    is_list: bool,
}

/// Text being gathered for one place.
#[derive(Debug, Default)]
struct Sink {
    text: String,
    label: String,
    cell: String,
}

struct Reader {
    states: Vec<State>,
    state: State,
    sinks: Vec<Sink>,
    /// Bytes not yet decoded.
    pending: Vec<u8>,
    page: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    styles: BTreeMap<i32, String>,
    metadata: Vec<Metadata>,
    body: Vec<Piece>,
    boxed: Vec<Piece>,
    notes: Vec<Piece>,
    headers: Vec<Piece>,
    footers: Vec<Piece>,
    next_cell: Gap,
    is_starred: bool,
    /// Bytes or words still to be passed over after a `\u`.
    pass: usize,
    high_surrogate: Option<u16>,
    too_deep: usize,
    note_count: usize,
    comments: usize,
    hidden: usize,
    deleted: usize,
    text_len: usize,
    is_over: bool,
}

impl Reader {
    fn new() -> Self {
        let state = State {
            to: To::Body,
            is_begin: false,
            fallback: 1,
            font: -1,
            is_hidden: false,
            is_deleted: false,
            is_raised: false,
            in_table: false,
            style: -1,
            outline: None,
            list_level: 0,
            is_list: false,
        };
        Reader {
            states: Vec::new(),
            state,
            sinks: vec![Sink::default()],
            pending: Vec::new(),
            page: encoding_rs::WINDOWS_1252,
            fonts: BTreeMap::new(),
            styles: BTreeMap::new(),
            metadata: Vec::new(),
            body: Vec::new(),
            boxed: Vec::new(),
            notes: Vec::new(),
            headers: Vec::new(),
            footers: Vec::new(),
            next_cell: Gap::Blank,
            is_starred: false,
            pass: 0,
            high_surrogate: None,
            too_deep: 0,
            note_count: 0,
            comments: 0,
            hidden: 0,
            deleted: 0,
            text_len: 0,
            is_over: false,
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Byte(byte) => {
                if self.pass > 0 {
                    self.pass -= 1;
                } else if self.state.to != To::Nowhere {
                    self.pending.push(byte);
                }
            }
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => {
                if word == "u" {
                    return self.unicode(number.unwrap_or(0));
                }
                if self.pass > 0 {
                    self.pass -= 1;
                    return;
                }
                let is_starred = std::mem::take(&mut self.is_starred);
                self.word(word, number, is_starred);
            }
        }
    }

    fn open(&mut self) {
        self.flush();
        (self.pass, self.is_starred) = (0, false);
        if self.states.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        self.states.push(self.state);
        self.state.is_begin = false;
    }

    fn close(&mut self) {
        self.flush();
        (self.pass, self.is_starred) = (0, false);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(outer) = self.states.pop() else { return };
        if self.state.is_begin {
            self.end_destination();
        }
        self.state = outer;
        self.is_over = self.states.is_empty();
    }

    fn symbol(&mut self, symbol: u8) {
        if symbol == b'*' {
            self.is_starred = true;
            return;
        }
        if self.pass > 0 {
            self.pass -= 1;
            return;
        }
        match symbol {
            b'~' => self.push("\u{A0}"),
            b'-' => self.push("\u{AD}"),
            b'_' => self.push("\u{2011}"),
            b'\\' | b'{' | b'}' if self.state.to != To::Nowhere => self.pending.push(symbol),
            b'\r' | b'\n' => self.end_paragraph(),
            b'\t' => self.push("\t"),
            _ => {}
        }
    }

    fn begin(&mut self, to: To) {
        self.flush();
        if to == To::Note {
            self.note_count += 1;
        }
        (self.state.to, self.state.is_begin) = (to, true);
        (self.state.is_hidden, self.state.is_raised, self.state.is_deleted) = (false, false, false);
        self.state.in_table = false;
        self.sinks.push(Sink::default());
    }

    fn end_destination(&mut self) {
        if !matches!(self.state.to, To::Label | To::Fonts | To::Styles | To::Property(_) | To::Nowhere) {
            self.end_paragraph();
        }
        let Some(sink) = self.sinks.pop() else { return };
        match self.state.to {
            To::Label => {
                if let Some(outer) = self.sinks.last_mut() {
                    outer.label = sink.text;
                }
            }
            To::Property(index) if self.metadata.len() < MAX_TABLE => {
                let (_, key) = PROPERTIES[index];
                let value = sink.text.trim().to_owned();
                self.metadata.push(Metadata { key: key.to_owned(), value });
            }
            _ => {}
        }
        if self.sinks.is_empty() {
            self.sinks.push(Sink::default());
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        self.pass = self.state.fallback;
        let unit = number as u16;
        match (self.high_surrogate.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x10000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(unit) - 0xDC00);
                self.push_char(char::from_u32(code));
            }
            (_, 0xD800..=0xDBFF) => self.high_surrogate = Some(unit),
            _ => self.push_char(char::from_u32(u32::from(unit)).filter(|c| !c.is_control())),
        }
    }

    fn push_char(&mut self, c: Option<char>) {
        self.push(c.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
    }

    /// Decodes the bytes gathered so far.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.page);
        let bytes = std::mem::take(&mut self.pending);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        self.write(&text);
    }

    /// Adds characters behind the bytes gathered so far.
    fn push(&mut self, text: &str) {
        self.flush();
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match self.state.to {
            To::Nowhere | To::Fonts => return,
            To::Styles => return self.style_name(text),
            _ => {}
        }
        if self.state.is_hidden || self.state.is_deleted {
            let count = if self.state.is_deleted { &mut self.deleted } else { &mut self.hidden };
            *count += usize::from(!text.trim().is_empty());
            return;
        }
        let Some(sink) = self.sinks.last_mut() else { return };
        self.text_len += text.len();
        match raised(text).filter(|_| self.state.is_raised) {
            Some(text) => sink.text.push_str(&text),
            None => sink.text.push_str(text),
        }
    }

    fn style_name(&mut self, text: &str) {
        if self.styles.len() < MAX_TABLE {
            let name = self.styles.entry(self.state.style).or_default();
            if name.len() < 200 {
                name.push_str(text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::BlockKind;

    fn raw(rtf: &str) -> String {
        read(rtf.as_bytes()).raw
    }

    #[test]
    fn code_pages_and_unicode_with_their_fallbacks() {
        let fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}";
        assert_eq!(raw(&format!(r"{{\rtf1\ansi\ansicpg1252{fonts}\f0 caf\'e9 \f1 \'cc\'e8\'f0\par}}")), "café Мир");
        assert_eq!(raw(r"{\rtf1\uc1 \u1052?\u1080?\u1088? {\uc0\u-10179\u-8704} {\uc2\u8364\'80\'80}x}"), "Мир 😀 €x");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let rtf = r"{\rtf1{\stylesheet{\s1 heading 1;}}{\info{\title Appeal}}{\*\generator X;}{\pict\bin4 }}}}}{\header Union\par}\pard\s1 Title\par\pard Body{\v secret}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\par{\footer Page\par}}";
        let reading = read(rtf.as_bytes());
        assert_eq!(reading.raw, "Union\n\nTitle\n\nBodylink\n\nPage");
        assert_eq!(reading.blocks[1].kind, BlockKind::Heading);
        assert_eq!(reading.metadata[0].value, "Appeal");
    }

    #[test]
    fn notes_and_tables() {
        let rtf = r"{\rtf1 in 1978{\super\chftn}{\footnote\pard {\super\chftn} See there.}\par\trowd\pard\intbl UGW\cell Weavers\cell\row\pard\intbl UM\cell Miners\cell\row\pard end\par}";
        assert_eq!(raw(rtf), "in 1978¹\n\nUGW\tWeavers\nUM\tMiners\n\nend\n\n¹ See there.");
    }

    #[test]
    fn deep_nesting_and_a_missing_end_are_survived() {
        let deep = format!("{{\\rtf1 a{}b", "{".repeat(100_000));
        let reading = read(deep.as_bytes());
        assert_eq!(reading.raw, "ab");
        assert!(reading.diagnostics[0].message.contains("breaks off"));
    }
}
