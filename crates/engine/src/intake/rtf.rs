//! Rich Text Format → text with headings, list items, tables, notes, page headers and footers.
//!
//! Takes the bytes of an RTF file; gives one page whose blocks come in the order: page headers, body, notes, page footers.
//! Groups are kept on a stack of our own, so that nesting costs memory but never the program's stack; what is no text
//! (fonts, styles, pictures, field codes, comments, hidden and deleted text) is left out.

use std::collections::BTreeMap;

use broadside_model::{BlockKind, Format, Metadata, Reading};
use encoding_rs::Encoding;

use super::compose::{Composer, Gap, MAX_TEXT, note, warning};
use super::raised::{raised, raised_number};
use token::{Token, Tokens};

mod charset;
mod token;

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

const PROPERTIES: [(&str, &str); 7] = [
    ("title", "title"),
    ("subject", "subject"),
    ("author", "creator"),
    ("operator", "lastModifiedBy"),
    ("company", "company"),
    ("keywords", "keywords"),
    ("doccomm", "description"),
];

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

#[derive(Clone, Debug)]
struct Piece {
    gap: Gap,
    kind: BlockKind,
    level: u8,
    text: String,
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

    fn word(&mut self, word: &str, number: Option<i32>, is_starred: bool) {
        if let Some(to) = self.destination(word, is_starred) {
            self.begin(to);
            return;
        }
        if self.state.to == To::Nowhere {
            return;
        }
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "lbr" => self.push("\n"),
            "tab" => self.push("\t"),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.next_cell = Gap::Line,
            "chftn" if self.state.to == To::Body || self.state.to == To::TextBox => {
                let mark = raised_number(self.note_count + 1);
                self.push(&mark);
            }
            "chftn" if self.state.to == To::Note => {
                let mark = raised_number(self.note_count);
                self.push(&mark);
            }
            "pard" => {
                (self.state.in_table, self.state.style, self.state.outline) = (false, -1, None);
                (self.state.is_list, self.state.list_level) = (false, 0);
            }
            "plain" => (self.state.is_hidden, self.state.is_raised, self.state.is_deleted) = (false, false, false),
            "intbl" => self.state.in_table = true,
            "s" if self.state.to != To::Fonts => self.state.style = number.unwrap_or(-1),
            "outlinelevel" => self.state.outline = number.and_then(|level| u8::try_from(level).ok()),
            "ls" => self.state.is_list = number.unwrap_or(0) > 0,
            "ilvl" => self.state.list_level = number.unwrap_or(0).clamp(0, 8) as u8,
            "ansicpg" => self.page = charset::code_page(number.unwrap_or(1252)),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "uc" => self.state.fallback = number.unwrap_or(1).clamp(0, 100) as usize,
            _ => self.character(word, number, is_on),
        }
    }

    /// Words that set how characters look, or stand for one.
    fn character(&mut self, word: &str, number: Option<i32>, is_on: bool) {
        let mut set = |place: fn(&mut State) -> &mut bool| {
            self.flush();
            *place(&mut self.state) = is_on;
        };
        match word {
            "v" | "htmlrtf" => set(|state| &mut state.is_hidden),
            "deleted" => set(|state| &mut state.is_deleted),
            "super" => set(|state| &mut state.is_raised),
            "up" => {
                self.flush();
                self.state.is_raised = number.is_none_or(|half_points| half_points > 0);
            }
            "nosupersub" | "sub" => {
                self.flush();
                self.state.is_raised = false;
            }
            "f" => {
                self.flush();
                self.state.font = number.unwrap_or(-1);
            }
            "fcharset" if self.state.to == To::Fonts => {
                if let Some(encoding) =
                    charset::font_charset(number.unwrap_or(0)).filter(|_| self.fonts.len() < MAX_TABLE)
                {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" => self.push("\u{2003}"),
            "enspace" => self.push("\u{2002}"),
            "zwj" => self.push("\u{200D}"),
            "zwnj" => self.push("\u{200C}"),
            _ => {}
        }
    }

    /// Where a group that begins with `word` goes, when the word begins a destination.
    fn destination(&mut self, word: &str, is_starred: bool) -> Option<To> {
        if self.state.to == To::Nowhere {
            return None;
        }
        Some(match word {
            "fonttbl" => To::Fonts,
            "stylesheet" => To::Styles,
            "footnote" => To::Note,
            "header" | "headerl" | "headerr" | "headerf" => To::Header,
            "footer" | "footerl" | "footerr" | "footerf" => To::Footer,
            "shptxt" => To::TextBox,
            "listtext" | "pntext" => To::Label,
            "annotation" => {
                self.comments += 1;
                To::Nowhere
            }
            "colortbl" | "pict" | "objdata" | "fldinst" | "xe" | "tc" | "rxe" | "sp" | "shprslt" | "nonesttables"
            | "atnid" | "atnauthor" | "atrfstart" | "atrfend" | "filetbl" | "nonshppict" | "ftnsep" | "ftnsepc"
            | "aftnsep" | "aftnsepc" | "creatim" | "revtim" | "printim" | "buptim" | "nesttableprops" | "template"
            | "private" | "picprop" => To::Nowhere,
            "shpinst" | "ud" | "cs" | "ds" if is_starred => return None,
            _ => {
                let property = PROPERTIES.iter().position(|(name, _)| *name == word);
                match property {
                    Some(index) if self.states.len() <= 4 => To::Property(index),
                    _ if is_starred => To::Nowhere,
                    _ => return None,
                }
            }
        })
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

    /// What the paragraph is by its style, outline level or list.
    fn kind(&self, label: &str) -> (BlockKind, u8) {
        let name =
            self.styles.get(&self.state.style).map(|name| name.trim_end_matches(';').trim().to_ascii_lowercase());
        let name = name.unwrap_or_default();
        let level =
            name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok()).map(|level| level.clamp(1, 6));
        let outline = self.state.outline.filter(|level| *level < 9).map(|level| (level + 1).min(6));
        match (level.or(outline), name.as_str()) {
            (Some(level), _) => (BlockKind::Heading, level),
            (None, "title") => (BlockKind::Heading, 1),
            (None, "subtitle") => (BlockKind::Heading, 2),
            (None, "quote" | "intense quote" | "quotations" | "block text") => (BlockKind::Quote, 0),
            (None, "caption") => (BlockKind::Caption, 0),
            (None, _) if self.state.is_list || !label.is_empty() => (BlockKind::ListItem, self.state.list_level + 1),
            _ => (BlockKind::Paragraph, 0),
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        let Some(sink) = self.sinks.last_mut() else { return };
        let text = std::mem::take(&mut sink.text);
        let label = std::mem::take(&mut sink.label);
        if self.state.in_table && self.state.to == To::Body {
            sink.cell.push_str(&text);
            sink.cell.push('\n');
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        let (kind, level) = self.kind(&label);
        let number: &str = if label.chars().any(char::is_alphanumeric) { label.trim() } else { "" };
        let text = if number.is_empty() { text } else { format!("{number} {}", text.trim_start()) };
        self.add(Piece { gap: Gap::Blank, kind, level, text });
    }

    fn add(&mut self, mut piece: Piece) {
        let to = match self.state.to {
            To::Note => {
                piece.kind = BlockKind::Note;
                &mut self.notes
            }
            To::Header => &mut self.headers,
            To::Footer => &mut self.footers,
            To::TextBox => &mut self.boxed,
            _ => &mut self.body,
        };
        if piece.kind == BlockKind::ListItem && to.last().is_some_and(|before| before.kind == BlockKind::ListItem) {
            piece.gap = Gap::Line;
        }
        to.push(piece);
        if self.state.to == To::Body {
            self.next_cell = Gap::Blank;
            self.body.append(&mut self.boxed);
        }
    }

    fn end_cell(&mut self) {
        self.flush();
        let Some(sink) = self.sinks.last_mut() else { return };
        let mut text = std::mem::take(&mut sink.cell);
        text.push_str(&std::mem::take(&mut sink.text));
        sink.label.clear();
        let gap = match self.body.last() {
            Some(Piece { kind: BlockKind::Cell, .. }) => self.next_cell,
            _ => Gap::Blank,
        };
        self.body.push(Piece { gap, kind: BlockKind::Cell, level: 0, text });
        self.next_cell = Gap::Tab;
    }

    fn finish(mut self) -> Reading {
        let is_whole = self.is_over;
        while !self.states.is_empty() {
            self.close();
        }
        self.state.in_table = false;
        if let Some(sink) = self.sinks.last_mut() {
            let cell = std::mem::take(&mut sink.cell);
            sink.text.insert_str(0, &cell);
        }
        self.end_paragraph();
        self.body.append(&mut self.boxed);
        let mut composer = Composer::new(Format::Rtf);
        self.metadata.iter().for_each(|entry| composer.metadata(&entry.key, &entry.value));
        margins(&self.headers, "page header", &mut composer);
        for piece in self.body.iter().chain(&self.notes) {
            composer.block(piece.gap, piece.kind, piece.level, &piece.text);
        }
        margins(&self.footers, "page footer", &mut composer);
        self.report(is_whole, &mut composer);
        let mut reading = composer.finish();
        reading.encoding = Some(self.page.name().to_owned());
        reading
    }

    fn report(&self, is_whole: bool, composer: &mut Composer) {
        let mut tell = |count: usize, message: String| {
            if count > 0 {
                composer.diagnostic(note(message, "open the document in a word processor to see them"));
            }
        };
        let Reader { comments, hidden, deleted, .. } = self;
        tell(*comments, format!("comments that were left out: {comments}"));
        tell(*hidden, format!("pieces of hidden text that were left out: {hidden}"));
        tell(*deleted, format!("pieces of deleted text (tracked changes) that were left out: {deleted}"));
        if !is_whole {
            composer.diagnostic(warning("the file breaks off before its end", "look for another copy"));
        }
    }
}

/// Page headers or footers, each text once.
fn margins(pieces: &[Piece], reason: &str, composer: &mut Composer) {
    let mut seen: Vec<&str> = Vec::new();
    for piece in pieces.iter().take(1000) {
        let text = piece.text.trim();
        if !seen.contains(&text) {
            seen.push(text);
            composer.furniture(Gap::Blank, BlockKind::PageFurniture, 0, text, Some(reason));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
