//! One story of a Word document (body, header, footnote, …) → its paragraphs in order.
//!
//! Takes the XML of a part, gives [`Paragraph`]s with what each is, and what was met on the way: note references,
//! comments, tracked changes, hidden text. Deleted text, field codes, comments and the second copy of a text box (kept
//! for old programs) are left out; inserted text is in. Works without recursion: text boxes inside paragraphs inside
//! tables are kept on a stack.

use broadside_model::BlockKind;

use super::numbering::Numbering;
use super::styles::{Looks, Styles, heading};
use crate::intake::compose::{Gap, MAX_TEXT};
use crate::intake::raised::raised;
use crate::intake::xml::{Element, Step, walk};

/// Paragraphs of a document that are read.
const MAX_PARAGRAPHS: usize = 2_000_000;

/// A paragraph, or one cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What separates it from the one before.
    pub gap: Gap,
    /// What it is.
    pub kind: BlockKind,
    /// Heading level or list depth.
    pub level: u8,
    /// Its text.
    pub text: String,
}

/// A story, and what was met in it.
#[derive(Debug, Default)]
pub struct Story {
    /// Its paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// References to notes, in order: whether it is an endnote, and its id.
    pub notes: Vec<(bool, String)>,
    /// Relationship ids of headers and footers: whether it is a footer, and its id.
    pub margins: Vec<(bool, String)>,
    /// Relationship ids of parts in other formats that stand in the text.
    pub imported: Vec<String>,
    /// Comments anchored in it.
    pub comments: usize,
    /// Tracked insertions and deletions.
    pub changes: usize,
    /// Runs of hidden text that were left out.
    pub hidden: usize,
    /// Whether the XML broke off before its end.
    pub is_broken: bool,
}

/// Reads one story; `numbers` gives the printed number of the next note and counts on.
pub fn read(xml: &str, styles: &Styles, numbering: &mut Numbering, number: &mut dyn FnMut(bool) -> String) -> Story {
    let mut reader = Reader {
        styles,
        numbering,
        number,
        story: Story::default(),
        open: Vec::new(),
        paragraphs: Vec::new(),
        boxed: Vec::new(),
        tables: Vec::new(),
        run: Run::default(),
        skipped: 0,
        is_text: false,
        text_len: 0,
    };
    let is_whole = walk(xml, |step| {
        match step {
            Step::Start(element) => reader.start(&element),
            Step::End => reader.end(),
            Step::Text(text) => reader.text(&text),
        }
        reader.story.paragraphs.len() < MAX_PARAGRAPHS && reader.text_len < MAX_TEXT
    });
    while let Some(open) = reader.paragraphs.pop() {
        reader.end_paragraph(open);
    }
    while let Some(table) = reader.tables.pop() {
        reader.flush_cell(table, false);
    }
    reader.story.is_broken = !is_whole;
    reader.story
}

/// What an open element means for what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Plain,
    Paragraph,
    ParagraphSettings,
    Run,
    RunSettings,
    Text,
    Table,
    Row,
    Cell,
    /// Alternatives for newer and older programs; whether one was read.
    Alternatives(bool),
}

#[derive(Clone, Debug, Default)]
struct OpenParagraph {
    text: String,
    looks: Looks,
    /// Outline level of its own, and list of its own.
    outline: Option<u8>,
    list: Option<(String, u8)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Run {
    is_hidden: bool,
    is_raised: bool,
}

#[derive(Debug, Default)]
struct Table {
    is_first_row: bool,
    is_first_cell: bool,
    cell: Vec<Paragraph>,
}

struct Reader<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    number: &'a mut dyn FnMut(bool) -> String,
    story: Story,
    open: Vec<Open>,
    paragraphs: Vec<OpenParagraph>,
    /// Paragraphs of text boxes, which follow the paragraph that holds the box.
    boxed: Vec<Paragraph>,
    tables: Vec<Table>,
    run: Run,
    /// Depth inside an element that is left out.
    skipped: usize,
    is_text: bool,
    text_len: usize,
}

impl Reader<'_> {
    fn start(&mut self, element: &Element<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let parent = self.open.last().copied().unwrap_or(Open::Plain);
        let name = element.name();
        if self.is_left_out(name, parent) {
            self.skipped = 1;
            return;
        }
        let open = match (name, parent) {
            (_, Open::RunSettings) => self.run_setting(element),
            ("pPr", _) => Open::ParagraphSettings,
            (_, Open::ParagraphSettings) => self.paragraph_setting(element),
            ("p", _) => {
                self.paragraphs.push(OpenParagraph::default());
                Open::Paragraph
            }
            ("r", _) => {
                self.run = Run::default();
                Open::Run
            }
            ("rPr", _) => Open::RunSettings,
            ("t", _) => {
                self.is_text = true;
                Open::Text
            }
            ("tbl", _) => {
                self.flush_outer_cell();
                self.tables.push(Table { is_first_row: true, ..Table::default() });
                Open::Table
            }
            ("tr", _) => {
                if let Some(table) = self.tables.last_mut() {
                    table.is_first_cell = true;
                }
                Open::Row
            }
            ("tc", _) => Open::Cell,
            ("AlternateContent", _) => Open::Alternatives(false),
            _ => self.inline(element),
        };
        self.open.push(open);
    }

    /// Whether an element and all in it is not part of the text.
    fn is_left_out(&mut self, name: &str, parent: Open) -> bool {
        match name {
            "del" | "moveFrom" if matches!(parent, Open::RunSettings | Open::ParagraphSettings) => true,
            "del" | "moveFrom" => {
                self.story.changes += 1;
                true
            }
            "rPr" => matches!(parent, Open::ParagraphSettings),
            "Fallback" => parent == Open::Alternatives(true),
            "Choice" => {
                if let Some(open) = self.open.last_mut().filter(|open| matches!(open, Open::Alternatives(_))) {
                    *open = Open::Alternatives(true);
                }
                false
            }
            "instrText" | "delText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr"
            | "rt" => true,
            "tabs" | "framePr" => parent == Open::ParagraphSettings,
            _ => name.ends_with("PrChange"),
        }
    }

    fn run_setting(&mut self, element: &Element<'_>) -> Open {
        let is_on = || !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off"));
        match element.name() {
            "vanish" => self.run.is_hidden = is_on(),
            "vertAlign" => self.run.is_raised = element.attribute("val").as_deref() == Some("superscript"),
            "rStyle" => {
                self.run.is_hidden |= element.attribute("val").is_some_and(|id| self.styles.looks(&id).is_hidden)
            }
            _ => {}
        }
        Open::RunSettings
    }

    fn paragraph_setting(&mut self, element: &Element<'_>) -> Open {
        let value = || element.attribute("val");
        if let Some(paragraph) = self.paragraphs.last_mut() {
            match element.name() {
                "pStyle" => paragraph.looks = value().map(|id| self.styles.looks(&id)).unwrap_or_default(),
                "outlineLvl" => paragraph.outline = value().and_then(|value| value.parse().ok()),
                "numId" => paragraph.list.get_or_insert_default().0 = value().unwrap_or_default(),
                "ilvl" => {
                    paragraph.list.get_or_insert_default().1 = value().and_then(|value| value.parse().ok()).unwrap_or(0)
                }
                _ => {}
            }
        }
        self.margin(element);
        Open::ParagraphSettings
    }

    fn margin(&mut self, element: &Element<'_>) {
        if matches!(element.name(), "headerReference" | "footerReference")
            && let Some(id) = element.attribute("id")
        {
            self.story.margins.push((element.name() == "footerReference", id));
        }
    }

    /// Elements that stand for a character, or are counted.
    fn inline(&mut self, element: &Element<'_>) -> Open {
        match element.name() {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            "sym" => {
                let code = element.attribute("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                let symbol = code.and_then(char::from_u32).filter(|c| !c.is_control());
                self.push(symbol.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
            }
            name @ ("footnoteReference" | "endnoteReference") if !self.run.is_hidden => {
                let is_end = name == "endnoteReference";
                if element.attribute("customMarkFollows").is_none_or(|value| matches!(value.as_str(), "0" | "false")) {
                    let mark = (self.number)(is_end);
                    self.push(&mark);
                }
                self.story.notes.push((is_end, element.attribute("id").unwrap_or_default()));
            }
            "commentReference" => self.story.comments += 1,
            "ins" | "moveTo" => self.story.changes += 1,
            "altChunk" => self.story.imported.extend(element.attribute("id")),
            _ => self.margin(element),
        }
        Open::Plain
    }

    fn text(&mut self, text: &str) {
        if !self.is_text || self.skipped > 0 {
            return;
        }
        if self.run.is_hidden {
            self.story.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        match raised(text).filter(|_| self.run.is_raised) {
            Some(text) => self.push(&text),
            None => self.push(text),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !self.run.is_hidden) {
            paragraph.text.push_str(text);
            self.text_len += text.len();
        }
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Text) => self.is_text = false,
            Some(Open::Run) => self.run = Run::default(),
            Some(Open::Paragraph) => {
                if let Some(open) = self.paragraphs.pop() {
                    self.end_paragraph(open);
                }
            }
            Some(Open::Cell) => {
                if let Some(table) = self.tables.pop() {
                    let table = self.flush_cell(table, true);
                    self.tables.push(Table { is_first_cell: false, is_first_row: false, ..table });
                }
            }
            Some(Open::Table) => {
                if let Some(table) = self.tables.pop() {
                    self.flush_cell(table, false);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, open: OpenParagraph) {
        let list = match (open.list, &open.looks.list) {
            (Some((id, level)), Some(style)) if id.is_empty() => Some((style.0.clone(), level)),
            (Some(list), _) => Some(list),
            (None, style) => style.clone(),
        };
        let list = list.filter(|(id, _)| !id.is_empty() && id != "0" && !open.text.trim().is_empty());
        let (mut kind, mut level) =
            open.outline.and_then(heading).or(open.looks.kind).unwrap_or((BlockKind::Paragraph, 0));
        let mut text = open.text;
        if let Some((id, depth)) = list {
            if let Some(label) = self.numbering.next(&id, depth) {
                text.insert_str(0, &format!("{label} "));
            }
            if matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) {
                (kind, level) = (BlockKind::ListItem, depth.min(8) + 1);
            }
        }
        self.add(Paragraph { gap: Gap::Blank, kind, level, text });
    }

    /// Adds a finished paragraph where it belongs: behind the paragraph its text box stands in, into the cell, or the story.
    fn add(&mut self, paragraph: Paragraph) {
        if !self.paragraphs.is_empty() {
            self.boxed.push(paragraph);
            return;
        }
        let boxed = std::mem::take(&mut self.boxed);
        for mut paragraph in std::iter::once(paragraph).chain(boxed) {
            if paragraph.text.trim().is_empty() {
                continue;
            }
            if let Some(table) = self.tables.last_mut() {
                table.cell.push(paragraph);
                continue;
            }
            let before = self.story.paragraphs.last().map(|before| before.kind);
            if paragraph.kind == BlockKind::ListItem && before == Some(BlockKind::ListItem) {
                paragraph.gap = Gap::Line;
            }
            self.story.paragraphs.push(paragraph);
        }
    }

    /// What stands in the outer cell before a table inside it.
    fn flush_outer_cell(&mut self) {
        if let Some(table) = self.tables.pop() {
            let had = !table.cell.is_empty();
            let table = self.flush_cell(table, false);
            self.tables.push(Table {
                is_first_cell: table.is_first_cell && !had,
                is_first_row: table.is_first_row && !had,
                ..table
            });
        }
    }

    /// Puts the cell's paragraphs into the story: as one cell, or, where the table is a page layout, as they are.
    /// A cell that ends without text keeps its place.
    fn flush_cell(&mut self, mut table: Table, is_end: bool) -> Table {
        let cell = std::mem::take(&mut table.cell);
        let is_layout = cell.len() > 4
            || cell.iter().any(|paragraph| matches!(paragraph.kind, BlockKind::Heading | BlockKind::ListItem));
        if cell.is_empty() && !is_end {
            return table;
        }
        if is_layout {
            self.story.paragraphs.extend(cell);
            return table;
        }
        let gap = match (table.is_first_cell, table.is_first_row) {
            (true, true) => Gap::Blank,
            (true, false) => Gap::Line,
            _ => Gap::Tab,
        };
        let text = cell.into_iter().map(|paragraph| paragraph.text).collect::<Vec<_>>().join("\n");
        self.story.paragraphs.push(Paragraph { gap, kind: BlockKind::Cell, level: 0, text });
        table
    }
}
