//! Paragraphs and cells: what each is by its style and list, where it goes, and at the end the reading of them all.

use super::{Reader, To};
use crate::intake::compose::{Composer, Gap, note, warning};
use broadside_model::{BlockKind, Format, Reading};

/// A paragraph, or one cell of a table.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    gap: Gap,
    kind: BlockKind,
    level: u8,
    text: String,
}

impl Reader {
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

    pub(super) fn end_paragraph(&mut self) {
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

    pub(super) fn end_cell(&mut self) {
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

    pub(super) fn finish(mut self) -> Reading {
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
