//! OpenDocument texts (ODF 1.3) → text with headings, lists, tables, notes, page headers and footers.
//!
//! Takes the bytes of an ODT file; gives one page whose blocks come in the order: page headers, body, notes, page footers.
//! Deleted text of tracked changes, comments and the reading aids of ruby text are left out. Works without recursion.

use std::collections::BTreeMap;

use broadside_model::{BlockKind, Format, Reading};

use super::archive::MAX_TOTAL;
use super::compose::{Composer, Gap, MAX_TEXT, failed, note, warning};
use super::raised::raised;
use super::xml::{self, Element, Step, walk};
use super::zipped::Zipped;

/// Spaces that one element may stand for.
const MAX_SPACES: usize = 1000;
/// Styles that are looked at.
const MAX_STYLES: usize = 20_000;

/// Reads an OpenDocument text.
pub fn read(bytes: &[u8]) -> Reading {
    let Some(mut zip) = Zipped::open(bytes, MAX_TOTAL) else {
        return failed(
            Format::Odt,
            "the document is damaged: its ZIP directory cannot be read",
            "open it in LibreOffice, which may repair it, and save it again",
        );
    };
    let mut part = |path: &str| zip.member(path).map(|bytes| xml::decode(&bytes).into_owned()).unwrap_or_default();
    if part("META-INF/manifest.xml").contains("encryption-data") {
        return failed(
            Format::Odt,
            "the document is protected by a password",
            "open it with the password, save it without one and add that",
        );
    }
    let (content, shared, meta) = (part("content.xml"), part("styles.xml"), part("meta.xml"));
    let mut composer = Composer::new(Format::Odt);
    metadata(&meta, &mut composer);
    let mut styles = BTreeMap::new();
    collect_styles(&shared, &mut styles);
    collect_styles(&content, &mut styles);
    let margins = story(&shared, &styles, true);
    let body = story(&content, &styles, false);
    let mut seen: Vec<&str> = Vec::new();
    let mut margin = |is_footer: bool, composer: &mut Composer| {
        for piece in margins.pieces.iter().filter(|piece| piece.margin == Some(is_footer)) {
            if !seen.contains(&piece.text.trim()) {
                seen.push(piece.text.trim());
                let reason = if is_footer { "page footer" } else { "page header" };
                composer.furniture(Gap::Blank, BlockKind::PageFurniture, 0, &piece.text, Some(reason));
            }
        }
    };
    margin(false, &mut composer);
    let (notes, pieces): (Vec<_>, Vec<_>) = body.pieces.iter().partition(|piece| piece.kind == BlockKind::Note);
    for piece in pieces.into_iter().chain(notes) {
        composer.block(piece.gap, piece.kind, piece.level, &piece.text);
    }
    margin(true, &mut composer);
    body.report(&mut composer);
    composer.finish()
}

fn metadata(xml: &str, composer: &mut Composer) {
    let mut key = None;
    walk(xml, |step| {
        match step {
            Step::Start(element) => {
                key = Some(match element.name() {
                    "title" => "title",
                    "initial-creator" | "creator" => "creator",
                    "subject" => "subject",
                    "description" => "description",
                    "keyword" => "keywords",
                    "language" => "language",
                    "creation-date" => "created",
                    "date" => "modified",
                    _ => "",
                });
            }
            Step::End => key = None,
            Step::Text(text) => {
                key.into_iter().filter(|key| !key.is_empty()).for_each(|key| composer.metadata(key, &text))
            }
        }
        true
    });
}

/// What a style says: its parent, and whether it raises or hides text.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: String,
    is_raised: bool,
    is_hidden: bool,
}

fn collect_styles(xml: &str, styles: &mut BTreeMap<String, Style>) {
    let mut name = String::new();
    walk(xml, |step| {
        if let Step::Start(element) = step {
            match element.name() {
                "style" => {
                    name = element.attribute("name").unwrap_or_default();
                    let parent = element.attribute("parent-style-name").unwrap_or_default();
                    styles.insert(name.clone(), Style { parent, ..Style::default() });
                }
                "text-properties" => {
                    if let Some(style) = styles.get_mut(&name) {
                        let position = element.attribute("text-position").unwrap_or_default();
                        let percent = position.split([' ', '%']).next().and_then(|percent| percent.parse::<i32>().ok());
                        style.is_raised = position.starts_with("super") || percent.is_some_and(|percent| percent > 0);
                        style.is_hidden = element.attribute("display").as_deref() == Some("none");
                    }
                }
                "body" => return false,
                _ => {}
            }
        }
        styles.len() < MAX_STYLES
    });
}

/// A paragraph, or one cell of a table.
#[derive(Clone, Debug)]
struct Piece {
    gap: Gap,
    kind: BlockKind,
    level: u8,
    text: String,
    /// Whether it stands in a page footer (true) or header (false).
    margin: Option<bool>,
}

#[derive(Debug, Default)]
struct Story {
    pieces: Vec<Piece>,
    comments: usize,
    changes: usize,
    hidden: usize,
    is_broken: bool,
}

impl Story {
    fn report(&self, composer: &mut Composer) {
        let Story { comments, changes, hidden, .. } = self;
        let mut tell = |count: usize, message: String| {
            if count > 0 {
                composer.diagnostic(note(message, "open the document in LibreOffice to see them"));
            }
        };
        tell(*comments, format!("comments that were left out: {comments}"));
        tell(*changes, format!("tracked changes, read as if all were accepted: {changes}"));
        tell(*hidden, format!("pieces of hidden text that were left out: {hidden}"));
        if self.is_broken {
            composer.diagnostic(warning(
                "its XML is damaged; what follows the damage was not read",
                "open it in LibreOffice and save it again",
            ));
        }
    }
}

/// What an open element means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Plain,
    Paragraph,
    Span { was_raised: bool, was_hidden: bool },
    List,
    Row,
    Cell,
    Note,
    Citation,
    Margin,
    Frame,
}

#[derive(Debug)]
struct OpenParagraph {
    kind: BlockKind,
    level: u8,
    text: String,
}

struct Reader<'a> {
    styles: &'a BTreeMap<String, Style>,
    story: Story,
    open: Vec<Open>,
    paragraphs: Vec<OpenParagraph>,
    /// The text of cells begun, whether each is the first of its row, and whether its row is the first.
    cells: Vec<(String, Gap)>,
    next_cell: Gap,
    /// Pieces of text boxes and notes, which follow the paragraph that holds them.
    boxed: Vec<Piece>,
    lists: u8,
    note: Option<String>,
    is_citation: bool,
    is_raised: bool,
    is_hidden: bool,
    margin: Option<bool>,
    only_margins: bool,
    skipped: usize,
    text_len: usize,
}

/// The pieces of a part: of its body, or only of the page headers and footers in it.
fn story(xml: &str, styles: &BTreeMap<String, Style>, only_margins: bool) -> Story {
    let mut reader = Reader {
        styles,
        story: Story::default(),
        open: Vec::new(),
        paragraphs: Vec::new(),
        cells: Vec::new(),
        next_cell: Gap::Blank,
        boxed: Vec::new(),
        lists: 0,
        note: None,
        is_citation: false,
        is_raised: false,
        is_hidden: false,
        margin: None,
        only_margins,
        skipped: 0,
        text_len: 0,
    };
    let is_whole = walk(xml, |step| {
        match step {
            Step::Start(element) => reader.start(&element),
            Step::End => reader.end(),
            Step::Text(text) => reader.text(&text),
        }
        reader.text_len < MAX_TEXT
    });
    while !reader.open.is_empty() {
        reader.end();
    }
    reader.story.is_broken = !is_whole;
    reader.story
}

impl Reader<'_> {
    fn start(&mut self, element: &Element<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let name = element.name();
        if self.is_left_out(name) {
            self.skipped = 1;
            return;
        }
        let open = match name {
            "p" | "h" => self.begin(element),
            "span" => {
                let style = element.attribute("style-name").and_then(|name| self.styles.get(&name));
                let open = Open::Span { was_raised: self.is_raised, was_hidden: self.is_hidden };
                self.is_raised |= style.is_some_and(|style| style.is_raised);
                self.is_hidden |= style.is_some_and(|style| style.is_hidden);
                open
            }
            "list" => {
                self.lists = self.lists.saturating_add(1);
                Open::List
            }
            "table" => {
                self.next_cell = Gap::Blank;
                Open::Plain
            }
            "table-row" => Open::Row,
            "table-cell" => {
                self.cells.push((String::new(), self.next_cell));
                self.next_cell = Gap::Tab;
                Open::Cell
            }
            "note" => {
                self.note = Some(String::new());
                Open::Note
            }
            "note-citation" => {
                self.is_citation = true;
                Open::Citation
            }
            "text-box" => Open::Frame,
            "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first"
                if self.only_margins =>
            {
                self.margin = Some(name.starts_with("footer"));
                Open::Margin
            }
            _ => self.inline(element),
        };
        self.open.push(open);
    }

    fn is_left_out(&mut self, name: &str) -> bool {
        match name {
            "annotation" => self.story.comments += 1,
            "changed-region" => self.story.changes += 1,
            "ruby-text" | "hidden-text" | "hidden-paragraph" | "object" | "desc" | "scripts" | "forms"
            | "sequence-decls" => {}
            _ => return false,
        }
        true
    }

    fn begin(&mut self, element: &Element<'_>) -> Open {
        let style = element.attribute("style-name").unwrap_or_default();
        let (kind, level) = if element.name() == "h" {
            let level = element.attribute("outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
            (BlockKind::Heading, level.clamp(1, 6))
        } else if self.lists > 0 {
            (BlockKind::ListItem, self.lists.min(9))
        } else {
            self.kind_of(&style)
        };
        self.paragraphs.push(OpenParagraph { kind, level, text: String::new() });
        Open::Paragraph
    }

    /// What a paragraph is by its style or the styles that one follows; the built-in ones have English names.
    fn kind_of(&self, style: &str) -> (BlockKind, u8) {
        let mut name = style;
        for _ in 0..20 {
            match name {
                "Title" => return (BlockKind::Heading, 1),
                "Subtitle" => return (BlockKind::Heading, 2),
                "Quotations" => return (BlockKind::Quote, 0),
                "Preformatted_20_Text" => return (BlockKind::Verbatim, 0),
                "Caption" | "Illustration" | "Table" | "Figure" => return (BlockKind::Caption, 0),
                _ => {}
            }
            match self.styles.get(name) {
                Some(style) if !style.parent.is_empty() => name = &style.parent,
                _ => break,
            }
        }
        (BlockKind::Paragraph, 0)
    }

    fn inline(&mut self, element: &Element<'_>) -> Open {
        match element.name() {
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1usize);
                self.push(&" ".repeat(count.min(MAX_SPACES)));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
        Open::Plain
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || self.paragraphs.is_empty() {
            return;
        }
        if self.is_hidden {
            self.story.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        if self.is_citation {
            let mark = raised(text).unwrap_or_else(|| text.to_owned());
            if let Some(note) = &mut self.note {
                note.push_str(&mark);
            }
            self.push(&mark);
            return;
        }
        // Line ends and runs of white space in the XML stand for one space (ODF 1.3, part 3, 6.1.2).
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            let after_space = || self.paragraphs.last().is_some_and(|open| open.text.ends_with(' '));
            if is_space && (collapsed.ends_with(' ') || collapsed.is_empty() && after_space()) {
                continue;
            }
            collapsed.push(if is_space { ' ' } else { c });
        }
        match raised(&collapsed).filter(|_| self.is_raised) {
            Some(text) => self.push(&text),
            None => self.push(&collapsed),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
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
            Some(Open::Paragraph) => self.end_paragraph(),
            Some(Open::Span { was_raised, was_hidden }) => (self.is_raised, self.is_hidden) = (was_raised, was_hidden),
            Some(Open::List) => self.lists = self.lists.saturating_sub(1),
            Some(Open::Row) => self.next_cell = Gap::Line,
            Some(Open::Cell) => self.end_cell(),
            Some(Open::Citation) => self.is_citation = false,
            Some(Open::Note) => self.note = None,
            Some(Open::Margin) => self.margin = None,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(OpenParagraph { mut kind, mut level, mut text }) = self.paragraphs.pop() else { return };
        if let Some(number) = &mut self.note {
            text = format!("{} {}", std::mem::take(number), text.trim());
            (kind, level) = (BlockKind::Note, 0);
        }
        let piece = Piece { gap: Gap::Blank, kind, level, text, margin: self.margin };
        if !self.paragraphs.is_empty() {
            self.boxed.push(piece);
            return;
        }
        let boxed = std::mem::take(&mut self.boxed);
        for piece in std::iter::once(piece).chain(boxed) {
            self.add(piece);
        }
    }

    fn add(&mut self, mut piece: Piece) {
        if piece.text.trim().is_empty() || self.only_margins && piece.margin.is_none() {
            return;
        }
        if let Some((cell, _)) = self.cells.last_mut().filter(|_| piece.kind != BlockKind::Note) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(piece.text.trim());
            return;
        }
        let before = self.story.pieces.last().map(|before| before.kind);
        if piece.kind == BlockKind::ListItem && before == Some(BlockKind::ListItem) {
            piece.gap = Gap::Line;
        }
        self.story.pieces.push(piece);
    }

    fn end_cell(&mut self) {
        if let Some((text, gap)) = self.cells.pop() {
            let margin = self.margin;
            self.story.pieces.push(Piece { gap, kind: BlockKind::Cell, level: 0, text, margin });
        }
        self.next_cell = Gap::Tab;
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    fn odt(body: &str) -> Reading {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a member begins");
        let xml = format!(
            "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        writer.write_all(xml.as_bytes()).expect("a member is written");
        read(&writer.finish().expect("the archive ends").into_inner())
    }

    #[test]
    fn notes_go_to_the_end_under_their_raised_number() {
        let reading = odt(
            "<text:h text:outline-level=\"2\">Appeal</text:h><text:p>in 1978<text:note><text:note-citation>3</text:note-citation>\
             <text:note-body><text:p>See there.</text:p></text:note-body></text:note> and<text:s text:c=\"2\"/>later\n  on</text:p><text:p>End</text:p>",
        );
        assert_eq!(reading.raw, "Appeal\n\nin 1978³ and  later on\n\nEnd\n\n³ See there.");
        assert_eq!((reading.blocks[0].kind, reading.blocks[0].level), (BlockKind::Heading, 2));
    }

    #[test]
    fn tables_are_rows_of_cells_and_comments_are_out() {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = |a, b| format!("<table:table-row>{}{}</table:table-row>", cell(a), cell(b));
        let reading = odt(&format!(
            "<text:p>Signed<office:annotation><text:p>really?</text:p></office:annotation></text:p><table:table>{}{}</table:table>",
            row("UGW", "Weavers"),
            row("UM", "Miners")
        ));
        assert_eq!(reading.raw, "Signed\n\nUGW\tWeavers\nUM\tMiners");
        assert_eq!(reading.diagnostics[0].message, "comments that were left out: 1");
    }
}
