//! A tree → the visible text in document order, cut into blocks.
//!
//! Takes a [`Dom`], gives a [`Layout`]: what a browser would show as text, white space collapsed (no-break spaces, which
//! pages use for padding, count as white space), a block for every run of text that stands on its own, and for each
//! block the measures by which main text is told from furniture.

use broadside_model::{BlockKind, Span};

use super::dom::{Dom, NodeId, Step};
use super::tag::Tag;

/// A list or table of cells nested deeper than this has this level.
const MAX_LEVEL: u8 = 9;

/// Bytes of text up to which what is shown without scripts is a notice; some pages keep their whole text there.
const NOTICE: usize = 500;

/// One run of text on its own.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Bytes of the raw text.
    pub raw: Span,
    /// The innermost element around all of it.
    pub node: NodeId,
    /// What it is.
    pub kind: BlockKind,
    /// Heading level or list depth.
    pub level: u8,
    /// Letters: characters that are not white space, a Chinese or Japanese one counting for two.
    pub letters: u32,
    /// Letters inside links and buttons.
    pub linked: u32,
    /// Marks that end or divide sentences.
    pub stops: u32,
}

/// The visible text of a page.
#[derive(Debug, Default)]
pub struct Layout {
    /// All of it.
    pub raw: String,
    /// Its blocks in order; between two there is only white space.
    pub pieces: Vec<Piece>,
    /// Elements that are shown, in document order.
    pub elements: Vec<NodeId>,
}

/// Lays out a page.
pub fn lay_out(dom: &Dom, hidden: &[bool]) -> Layout {
    let is_hidden = |id: NodeId| hidden.get(id as usize).copied().unwrap_or(false);
    let mut writer = Writer { grids: grids(dom), ..Writer::default() };
    dom.walk(0, |step| match step {
        Step::Enter(id) => {
            if let Some(text) = dom.text(id) {
                writer.text(text);
                return false;
            }
            let tag = dom.tag(id);
            if tag.is_unseen() || is_hidden(id) {
                return false;
            }
            if tag != Tag::None {
                writer.layout.elements.push(id);
                writer.enter(id, tag);
            }
            true
        }
        Step::Leave(id) => {
            let tag = dom.tag(id);
            if !(tag.is_unseen() || is_hidden(id)) {
                writer.leave(tag);
            }
            true
        }
    });
    writer.flush();
    writer.layout
}

/// Which elements a browser hides, by node. A page that hides most of its text until a script shows it hides nothing.
pub fn hidden(dom: &Dom) -> Vec<bool> {
    let mut hidden = vec![false; dom.len()];
    let mut inside = 0u32;
    let (mut shown_letters, mut hidden_letters) = (0usize, 0usize);
    dom.walk(0, |step| {
        match step {
            Step::Enter(id) => {
                if let Some(text) = dom.text(id) {
                    *(if inside > 0 { &mut hidden_letters } else { &mut shown_letters }) += text.trim().len();
                }
                let tag = dom.tag(id);
                if tag.is_unseen() {
                    return false;
                }
                if tag != Tag::None && hides(dom, id) {
                    hidden[id as usize] = true;
                    inside += 1;
                }
            }
            Step::Leave(id) => inside -= u32::from(hidden[id as usize]),
        }
        true
    });
    if hidden_letters > shown_letters.saturating_mul(2) {
        hidden.fill(false);
    }
    hidden
}

fn hides(dom: &Dom, id: NodeId) -> bool {
    if dom.tag(id) == Tag::Noscript {
        return dom.inner_text(id, NOTICE).len() < NOTICE;
    }
    dom.attributes(id).iter().any(|attribute| match &*attribute.name.local {
        "hidden" => &*attribute.value != "until-found",
        "style" => {
            let mut style = attribute.value.to_ascii_lowercase();
            style.retain(|c| !c.is_ascii_whitespace());
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    })
}

/// Which tables are tables of data, by node: those whose cells hold plain runs of text. Others lay out a page.
fn grids(dom: &Dom) -> Vec<bool> {
    let mut grid = vec![false; dom.len()];
    let mut open: Vec<NodeId> = Vec::new();
    let mut letters = 0usize;
    dom.walk(0, |step| {
        match step {
            Step::Enter(id) => match dom.tag(id) {
                Tag::Table => {
                    // A table around a table is layout.
                    for &outer in &open {
                        grid[outer as usize] = false;
                    }
                    open.push(id);
                    grid[id as usize] = true;
                }
                Tag::Td | Tag::Th => letters = 0,
                Tag::None => {
                    letters += dom.text(id).map_or(0, |text| text.trim().len());
                    if letters > 1500 {
                        spoil(&mut grid, &open);
                    }
                }
                // One paragraph in a cell is still a cell.
                Tag::P | Tag::Div if letters > 0 => spoil(&mut grid, &open),
                tag if tag.heading().is_some() || tag.is_list() || tag.is_verbatim() || tag == Tag::Article => {
                    spoil(&mut grid, &open);
                }
                _ => {}
            },
            Step::Leave(id) => {
                if dom.tag(id) == Tag::Table {
                    open.pop();
                }
            }
        }
        true
    });
    grid
}

fn spoil(grid: &mut [bool], open: &[NodeId]) {
    if let Some(&table) = open.last()
        && let Some(is_grid) = grid.get_mut(table as usize)
    {
        *is_grid = false;
    }
}

/// What separates the next block from the one before.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Tab,
    Line,
    #[default]
    Blank,
}

#[derive(Default)]
struct Writer {
    layout: Layout,
    grids: Vec<bool>,
    /// Open block elements with what blocks in them are.
    context: Vec<Context>,
    /// Number of open links and buttons.
    links: u32,
    /// The block being written: where it starts.
    start: Option<usize>,
    /// Length of the raw text before the block and its gap, and that gap.
    before: (usize, Gap),
    letters: u32,
    linked: u32,
    stops: u32,
    /// White space seen and not yet written.
    space: bool,
    /// Line breaks seen and not yet written.
    breaks: u32,
    gap: Gap,
    /// Cells of the open row so far.
    cells: u32,
    /// Every open element, from the outermost.
    open: Vec<NodeId>,
    /// Fewest elements open since the last word: what was closed meanwhile does not go around the block.
    floor: usize,
    /// How many of the open elements go around all of the open block.
    around: usize,
    /// The last of those.
    node: NodeId,
}

#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    level: u8,
    lists: u8,
    grid: bool,
}

impl Writer {
    fn context(&self) -> Context {
        self.context.last().copied().unwrap_or(Context { kind: BlockKind::Paragraph, level: 0, lists: 0, grid: false })
    }

    fn enter(&mut self, id: NodeId, tag: Tag) {
        self.open.push(id);
        match tag {
            Tag::A | Tag::Button => self.links += 1,
            Tag::Br => self.line_break(),
            Tag::Q => self.text("\u{201c}"),
            _ => {}
        }
        if !tag.is_block() {
            return;
        }
        self.flush();
        let mut inside = self.context();
        match tag {
            _ if tag.heading().is_some() => {
                inside.kind = BlockKind::Heading;
                inside.level = tag.heading().unwrap_or(0);
            }
            Tag::Table => {
                inside.grid = self.grids.get(id as usize).copied().unwrap_or(false);
                inside.kind = if inside.grid { BlockKind::Cell } else { inside.kind };
            }
            _ if tag.is_list() => inside.lists = (inside.lists + 1).min(MAX_LEVEL),
            Tag::Li | Tag::Dt | Tag::Dd if inside.kind != BlockKind::Cell => {
                inside.kind = BlockKind::ListItem;
                inside.level = inside.lists.max(1);
            }
            Tag::Blockquote => (inside.kind, inside.level) = (BlockKind::Quote, 0),
            Tag::Figcaption | Tag::Caption => (inside.kind, inside.level) = (BlockKind::Caption, 0),
            _ if tag.is_verbatim() => (inside.kind, inside.level) = (BlockKind::Verbatim, 0),
            Tag::Article | Tag::Body | Tag::Main => (inside.kind, inside.level) = (BlockKind::Paragraph, 0),
            _ => {}
        }
        if inside.grid {
            self.gap = match tag {
                Tag::Td | Tag::Th if self.cells > 0 => self.gap.max(Gap::Tab),
                Tag::Td | Tag::Th | Tag::P | Tag::Div => self.gap,
                Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot => self.gap.max(Gap::Line),
                _ => Gap::Blank,
            };
            match tag {
                Tag::Tr => self.cells = 0,
                Tag::Td | Tag::Th => self.cells += 1,
                _ => {}
            }
        } else if matches!(tag, Tag::Li | Tag::Dt | Tag::Dd) {
            self.gap = self.gap.max(Gap::Line);
        } else if inside.kind != BlockKind::ListItem || tag.heading().is_some() {
            self.gap = Gap::Blank;
        }
        self.context.push(inside);
    }

    fn leave(&mut self, tag: Tag) {
        match tag {
            Tag::A | Tag::Button => self.links = self.links.saturating_sub(1),
            Tag::Q => self.text("\u{201d}"),
            _ => {}
        }
        if tag.is_block() {
            self.leave_block(tag);
        }
        if tag != Tag::None {
            self.open.pop();
            self.floor = self.floor.min(self.open.len());
        }
    }

    fn leave_block(&mut self, tag: Tag) {
        self.flush();
        let inside = self.context();
        self.context.pop();
        let in_grid = inside.grid && tag != Tag::Table;
        let in_list = inside.lists > 0 && !tag.is_list() && inside.kind == BlockKind::ListItem;
        let nested_list = tag.is_list() && self.context().lists > 0;
        self.gap = if in_grid {
            self.gap.max(Gap::Tab)
        } else if in_list || nested_list {
            self.gap.max(Gap::Line)
        } else {
            Gap::Blank
        };
    }

    fn line_break(&mut self) {
        if self.start.is_none() {
            return;
        }
        match self.context().kind {
            BlockKind::Verbatim => self.push("\n"),
            BlockKind::Cell => self.space = true,
            _ => self.breaks += 1,
        }
    }

    fn text(&mut self, text: &str) {
        if self.context().kind == BlockKind::Verbatim {
            self.verbatim(text);
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let blank = blank_len(bytes, at);
            if blank > 0 {
                self.space = true;
                at += blank;
                continue;
            }
            let start = at;
            while at < bytes.len() && blank_len(bytes, at) == 0 {
                at += 1;
            }
            if let Some(word) = text.get(start..at) {
                self.word(word);
            }
        }
    }

    fn verbatim(&mut self, text: &str) {
        let text = if self.start.is_none() { text.trim_start_matches(['\n', '\r']) } else { text };
        if self.start.is_none() && text.trim().is_empty() {
            return;
        }
        self.begin();
        self.push(text);
    }

    fn word(&mut self, word: &str) {
        if self.breaks > 1 {
            self.flush();
            self.gap = Gap::Blank;
        }
        let fresh = self.start.is_none();
        self.begin();
        if !fresh && self.breaks == 1 {
            self.layout.raw.push('\n');
        } else if !fresh && self.space {
            self.layout.raw.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
        self.push(word);
    }

    /// Opens a block if none is open, after the gap that separates it from the last.
    fn begin(&mut self) {
        if self.start.is_some() {
            return;
        }
        self.before = (self.layout.raw.len(), self.gap);
        if !self.layout.pieces.is_empty() {
            self.layout.raw.push_str(match self.gap {
                Gap::Tab => "\t",
                Gap::Line => "\n",
                Gap::Blank => "\n\n",
            });
        }
        self.gap = Gap::Tab;
        self.start = Some(self.layout.raw.len());
        (self.letters, self.linked, self.stops) = (0, 0, 0);
        (self.floor, self.around) = (self.open.len(), self.open.len());
    }

    fn push(&mut self, text: &str) {
        self.around = self.around.min(self.floor);
        self.floor = self.open.len();
        self.node = self.open.get(self.around.saturating_sub(1)).copied().unwrap_or(0);
        let (letters, stops) = measure(text);
        self.letters = self.letters.saturating_add(letters);
        self.stops = self.stops.saturating_add(stops);
        if self.links > 0 {
            self.linked = self.linked.saturating_add(letters);
        }
        self.layout.raw.push_str(text);
    }

    /// Ends the open block.
    fn flush(&mut self) {
        (self.space, self.breaks) = (false, 0);
        let Some(start) = self.start.take() else { return };
        let end = start + self.layout.raw.get(start..).map_or(0, |text| text.trim_end().len());
        if end == start {
            // Nothing but white space of other kinds than HTML's.
            (_, self.gap) = self.before;
            self.layout.raw.truncate(self.before.0);
            return;
        }
        self.layout.raw.truncate(end);
        let Context { kind, level, .. } = self.context();
        self.layout.pieces.push(Piece {
            raw: Span::new(start, end),
            node: self.node,
            kind,
            level,
            letters: self.letters,
            linked: self.linked,
            stops: self.stops,
        });
        if self.gap == Gap::Tab && kind != BlockKind::Cell {
            self.gap = if kind == BlockKind::ListItem { Gap::Line } else { Gap::Blank };
        }
    }
}

/// Length of the white space at `at`: 0, 1, or 2 for a no-break space.
fn blank_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0c) => 1,
        Some(0xc2) if bytes.get(at + 1) == Some(&0xa0) => 2,
        _ => 0,
    }
}

/// Letters and sentence marks of a run of text.
fn measure(text: &str) -> (u32, u32) {
    let (mut letters, mut stops) = (0, 0);
    for &byte in text.as_bytes() {
        // Continuation bytes do not count; lead bytes of the Chinese, Japanese and Korean planes count twice.
        letters += match byte {
            0..=b' ' | 0x80..=0xbf => 0,
            0xe3..=0xed => 2,
            _ => 1,
        };
        stops += u32::from(matches!(byte, b'.' | b',' | b';' | b'!' | b'?'));
    }
    // U+3001, U+3002, U+FF0C, U+0964, U+060C: the same marks in other scripts.
    if letters > 0 && !text.is_ascii() {
        stops += u32::try_from(text.matches(['、', '。', ',', '।', '،']).count()).unwrap_or(0);
    }
    (letters, stops)
}
