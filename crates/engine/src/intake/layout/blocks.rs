//! Lines of a column to blocks: paragraphs, headings, items, notes; and all of it to text.

use super::lines::{Line, separator};
use super::{Composed, Placed, median};
use broadside_model::{Block, BlockKind, Span};

/// Where the lines stand.
pub(crate) struct Place {
    pub(crate) page: u32,
    pub(crate) column: u8,
    pub(crate) furniture: bool,
    /// Whether the lines are one footnote.
    pub(crate) note: bool,
    /// The size of the page's running text.
    pub(crate) body: f32,
}

/// The size in which most letters of the page are set.
pub(crate) fn body_size(words: &[Placed]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = words
        .iter()
        .filter(|word| word.size.is_finite())
        .map(|word| (if word.size > 0.0 { word.size } else { word.bottom - word.top }, word.text.len()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|size| size.1).sum::<usize>() / 2;
    let mut seen = 0;
    sizes.iter().find(|size| (seen += size.1, seen > half).1).map_or(1.0, |size| size.0.max(0.1))
}

/// What the lines of a column have in common.
pub(crate) struct Column {
    left: f32,
    right: f32,
    /// From one line to the next.
    pitch: f32,
    /// Whether most lines run to the right edge.
    filled: bool,
}

impl Column {
    pub(crate) fn of(lines: &[Line]) -> Self {
        let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let full = lines.iter().filter(|line| line.right - line.left > 0.85 * (right - left)).count();
        let pitches: Vec<f32> = lines
            .windows(2)
            .filter(|pair| alike(&pair[0], &pair[1]))
            .map(|pair| step(&pair[0], &pair[1]) / pair[1].size)
            .filter(|&pitch| pitch > 0.5 && pitch < 3.5)
            .collect();
        let pitch = if pitches.len() < 3 { pitches.into_iter().fold(1.6, f32::min) } else { median(pitches) };
        Column { left, right, pitch, filled: full * 2 > lines.len() }
    }

    /// How far a line's beginning is from the column's edge.
    fn indent(&self, line: &Line) -> f32 {
        if line.rtl { self.right - line.right } else { line.left - self.left }
    }

    /// The share of the column that a line leaves empty at its end.
    pub(crate) fn short(&self, line: &Line) -> f32 {
        let space = if line.rtl { line.left - self.left } else { self.right - line.right };
        space / (self.right - self.left).max(1.0)
    }
}

fn alike(a: &Line, b: &Line) -> bool {
    let ratio = a.size / b.size;
    (0.87..1.15).contains(&ratio)
}

/// From line to line, by the middles of boxes that are alike and by the feet of those that are not.
fn step(a: &Line, b: &Line) -> f32 {
    if alike(a, b) { (b.top + b.bottom - a.top - a.bottom) / 2.0 } else { b.bottom - a.bottom }
}

/// Appends lines as blocks.
pub(crate) fn emit(lines: &[Line], words: &[Placed], place: &Place, out: &mut Composed) {
    let column = Column::of(lines);
    let mut from = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || !place.note && breaks(lines, at, &column, words) {
            block(&lines[from..at], words, place, out);
            from = at;
        }
    }
}

pub(crate) fn word<'a>(line: &Line, at: usize, words: &'a [Placed]) -> &'a str {
    line.items.get(at).and_then(|item| words.get(item.index)).map_or("", |word| word.text.as_str())
}

pub(crate) fn ends_sentence(line: &Line, words: &[Placed]) -> bool {
    let last = word(line, line.items.len().saturating_sub(1), words);
    let last = last.trim_end_matches(|c: char| c.is_ascii_digit() || "\"'’”»)]".contains(c));
    last.ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '؟', '।', '۔', '።'])
}

/// Whether a block begins at line `at`.
pub(crate) fn breaks(lines: &[Line], at: usize, column: &Column, words: &[Placed]) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    if !alike(before, line) {
        return true;
    }
    let size = line.size;
    if step(before, line) > column.pitch * size * 1.25 + 0.1 * size {
        return true;
    }
    let ended = ends_sentence(before, words);
    if is_item(line, words) && (ended || column.short(before) > 0.1 || is_item(before, words)) {
        return true;
    }
    let (indent, indent_before) = (column.indent(line), column.indent(before));
    let indented = indent - indent_before > 0.7 * size && indent < 8.0 * size && indent_before < 0.6 * size;
    let returns = lines.get(at + 1).map_or(ended, |next| column.indent(next) < indent - 0.6 * size);
    if indented && returns && (ended || column.short(before) < 0.3) {
        return true;
    }
    column.filled && ended && column.short(before) > 0.25
}

/// Whether a line begins like an item of a list: a bullet, a number or a letter by itself.
fn is_item(line: &Line, words: &[Placed]) -> bool {
    let mark = word(line, 0, words);
    if line.items.len() < 2 {
        return false;
    }
    if ["•", "◦", "▪", "■", "●", "○", "‣", "⁃", "–", "—", "-", "*", "·", "\u{f0b7}"].contains(&mark)
    {
        return true;
    }
    let core = mark.trim_start_matches('(');
    let Some(core) = core.strip_suffix(['.', ')']) else { return false };
    let digits = !core.is_empty() && core.len() <= 3 && core.bytes().all(|b| b.is_ascii_digit());
    digits || (core.chars().count() == 1 && core.chars().all(char::is_alphabetic) && mark.ends_with(')'))
}

fn block(lines: &[Line], words: &[Placed], place: &Place, out: &mut Composed) {
    let Some(first) = lines.first() else { return };
    if !out.raw.is_empty() {
        out.raw.push_str("\n\n");
    }
    let start = out.raw.len();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.raw.push('\n');
        }
        for (place, item) in line.items.iter().enumerate() {
            if let Some(before) = place.checked_sub(1).and_then(|place| line.items.get(place)) {
                out.raw.push_str(separator(before, item, line.rtl, words));
            }
            let from = out.raw.len();
            out.raw.push_str(words.get(item.index).map_or("", |word| word.text.as_str()));
            out.words.push((item.index, Span::new(from, out.raw.len())));
        }
    }
    let (kind, level) = kind(lines, first, words, place);
    let raw = Span::new(start, out.raw.len());
    out.blocks.push(Block { raw, kind, level, page: place.page, column: place.column, furniture: None });
}

fn kind(lines: &[Line], first: &Line, words: &[Placed], place: &Place) -> (BlockKind, u8) {
    let ratio = first.size / place.body;
    // Boxes of OCR are as high as their letters happen to be, so only a clear difference counts.
    let known = first.items.first().and_then(|item| words.get(item.index)).is_some_and(|word| word.size > 0.0);
    let (larger, smaller) = if known { (1.15, 0.9) } else { (1.5, 0.7) };
    let mark = word(first, 0, words);
    if place.furniture {
        (BlockKind::PageFurniture, 0)
    } else if place.note {
        (BlockKind::Note, 0)
    } else if ratio >= larger && lines.len() <= 4 {
        let level = if ratio >= 1.8 {
            1
        } else if ratio >= 1.4 {
            2
        } else {
            3
        };
        (BlockKind::Heading, level)
    } else if ratio <= smaller && is_note_mark(mark) {
        (BlockKind::Note, 0)
    } else if is_item(first, words) {
        (BlockKind::ListItem, 1)
    } else {
        (BlockKind::Paragraph, 0)
    }
}

/// Whether a word can open a footnote: an asterisk, a dagger or a small number, alone or glued to the first word.
fn is_note_mark(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    word.starts_with(['*', '†', '‡', '§', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']) || (1..=3).contains(&digits)
}
