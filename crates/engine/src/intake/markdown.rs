//! Markdown → the text as it stands, with its blocks.
//!
//! The raw text is the file's text, marks and all, exactly as for plain text; blocks say where headings, items,
//! quotations, table cells and code stand (CommonMark 0.31, sections 4 and 5, as far as one line tells). Front matter
//! gives the metadata and is furniture.

use broadside_model::{Block, BlockKind, Format, Metadata, Reading, Span};

use super::encoding::Decoded;
use super::text;

/// Whether a text is Markdown, by what stands in it: front matter, a heading with `#` that stands alone or with others,
/// links, emphasis, the rule under the head of a table. The name does not count, so that the same bytes are read alike
/// under every name.
pub fn looks_like_markdown(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}');
    if ["{", "[{", "[\"", "<"].iter().any(|opening| text.starts_with(opening)) {
        return false;
    }
    let lines = || text.lines().take(400);
    let headings = lines().filter(|line| heading(line).is_some()).count();
    let links = lines().filter(|line| line.contains("](http") || line.contains("](/")).count();
    let strong = lines().filter(|line| line.matches("**").count() >= 2).count();
    let tables = lines().filter(|line| is_table_rule(line)).count();
    let stands_alone = || {
        let mut from_first = text.lines().skip_while(|line| line.trim().is_empty());
        from_first.next().is_some_and(|first| heading(first).is_some())
            && from_first.next().is_none_or(|second| second.trim().is_empty())
    };
    has_front_matter(text)
        || tables > 0
        || links > 1
        || headings > 0 && (links + strong > 0 || headings > 2 && text.starts_with("# ") || stands_alone())
}

/// `|---|:--:|`
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Three dashes, a line `key: value` among others, three dashes.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines().take(200);
    lines.next() == Some("---")
        && lines.next().is_some_and(|line| line.contains(": ") || line.ends_with(':'))
        && lines.any(|line| line == "---")
}

/// Reads a decoded text as Markdown.
pub fn read(decoded: Decoded) -> Reading {
    let mut reading = text::read(decoded);
    reading.format = Format::Markdown;
    let pages: Vec<(u32, Span)> = reading.pages.iter().map(|page| (page.number, page.raw)).collect();
    for (number, span) in pages {
        let mut start = span.start as usize;
        if number == 1 {
            start = front_matter(&mut reading, start);
        }
        let mut blocks = Blocks { raw: &reading.raw, page: number, blocks: Vec::new(), open: None, is_code: None };
        blocks.read(start, span.end as usize);
        let found = blocks.blocks;
        reading.blocks.extend(found);
    }
    reading
}

/// Takes the front matter between two lines of `---`; gives where the text goes on.
fn front_matter(reading: &mut Reading, start: usize) -> usize {
    let text = &reading.raw[start..];
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let Some(body) = text[mark..].strip_prefix("---\n").or_else(|| text[mark..].strip_prefix("---\r\n")) else {
        return start;
    };
    let body_start = start + text.len() - body.len();
    let Some(end) = body.find("\n---").filter(|&end| end < 1 << 16) else { return start };
    let mut metadata = Vec::new();
    for line in body[..end].lines() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        if is_key && !value.is_empty() && metadata.len() < 100 {
            metadata.push(Metadata { key: dublin_core(key), value: value.to_owned() });
        }
    }
    let after = body_start + end + 4;
    reading.metadata.extend(metadata);
    reading.blocks.push(Block {
        raw: Span::new(start + mark, after),
        kind: BlockKind::PageFurniture,
        level: 0,
        page: 1,
        column: 0,
        furniture: Some("front matter".to_owned()),
    });
    after
}

fn dublin_core(key: &str) -> String {
    let key = key.to_lowercase();
    match key.as_str() {
        "author" | "authors" | "by" => "creator".to_owned(),
        "lang" => "language".to_owned(),
        "published" | "date_published" | "pubdate" => "date".to_owned(),
        "tags" | "categories" | "keywords" => "subject".to_owned(),
        _ => key,
    }
}

/// The level of a heading written with `#`.
fn heading(line: &str) -> Option<u8> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let follows = line[hashes..].chars().next();
    ((1..=6).contains(&hashes) && follows.is_some_and(|c| c == ' ' || c == '\t')).then_some(hashes as u8)
}

/// Whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match digits {
        0 => line.starts_with(['-', '*', '+']) && line[1..].starts_with([' ', '\t']),
        1..=9 => line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with([' ', '\t']),
        _ => false,
    }
}

/// Three or more of one of `-*_`, or the underline of a heading.
fn is_rule(line: &str) -> bool {
    let mark = line.chars().next().unwrap_or(' ');
    let marks = line.chars().filter(|c| !c.is_whitespace());
    matches!(mark, '-' | '*' | '_' | '=') && marks.clone().count() >= 3 && marks.clone().all(|c| c == mark)
}

struct Blocks<'a> {
    raw: &'a str,
    page: u32,
    blocks: Vec<Block>,
    /// The block that the next line may go on.
    open: Option<(Span, BlockKind, u8)>,
    /// The fence that ends the code begun.
    is_code: Option<char>,
}

impl Blocks<'_> {
    fn read(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let next = memchr::memchr(b'\n', &self.raw.as_bytes()[at..end]).map_or(end, |line| at + line + 1);
            self.line(at, next);
            at = next;
        }
        self.close();
    }

    fn line(&mut self, start: usize, end: usize) {
        let whole = &self.raw[start..end];
        let line = whole.trim();
        let from = start + whole.len() - whole.trim_start().len();
        let span = Span::new(from, from + line.len());
        let fence = ['`', '~'].into_iter().find(|&mark| line.starts_with(&String::from_iter([mark; 3])));
        if let Some(mark) = self.is_code {
            self.go_on(span, line.is_empty());
            if fence == Some(mark) {
                self.is_code = None;
                self.close();
            }
        } else if line.is_empty() {
            self.close();
        } else if fence.is_some() {
            self.begin(span, BlockKind::Verbatim, 0);
            self.is_code = fence;
        } else if is_rule(line) {
            self.underline(line);
        } else {
            self.text_line(line, span, from - start);
        }
    }

    fn text_line(&mut self, line: &str, span: Span, indent: usize) {
        if let Some(level) = heading(line) {
            self.begin(span, BlockKind::Heading, level);
            self.close();
        } else if is_item(line) {
            self.begin(span, BlockKind::ListItem, (indent / 2 + 1).min(9) as u8);
        } else if line.starts_with('|') && line.len() > 1 {
            self.row(line, span.start as usize);
        } else if line.starts_with('>') {
            match self.open {
                Some((_, BlockKind::Quote, _)) => self.go_on(span, false),
                _ => self.begin(span, BlockKind::Quote, 0),
            }
        } else if self.open.is_some() {
            self.go_on(span, false);
        } else {
            self.begin(span, BlockKind::Paragraph, 0);
        }
    }

    /// A line of `===` or `---` below a line of text makes that a heading; else it is a rule.
    fn underline(&mut self, line: &str) {
        if let Some((_, kind @ BlockKind::Paragraph, level)) = &mut self.open {
            (*kind, *level) = match line.as_bytes().first() {
                Some(b'=') => (BlockKind::Heading, 1),
                Some(b'-') => (BlockKind::Heading, 2),
                _ => (*kind, *level),
            };
        }
        self.close();
    }

    /// The cells of a table row; the row of dashes below the head has none.
    fn row(&mut self, line: &str, start: usize) {
        self.close();
        if line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t')) {
            return;
        }
        let mut at = start;
        for cell in line.split('|') {
            let text = cell.trim();
            if !text.is_empty() {
                let from = at + cell.len() - cell.trim_start().len();
                self.begin(Span::new(from, from + text.len()), BlockKind::Cell, 0);
            }
            at += cell.len() + 1;
        }
        self.close();
    }

    fn begin(&mut self, span: Span, kind: BlockKind, level: u8) {
        self.close();
        self.open = Some((span, kind, level));
    }

    fn go_on(&mut self, span: Span, is_empty: bool) {
        if let Some((open, _, _)) = self.open.as_mut().filter(|_| !is_empty) {
            open.end = span.end;
        }
    }

    fn close(&mut self) {
        if let Some((raw, kind, level)) = self.open.take() {
            self.blocks.push(Block { raw, kind, level, page: self.page, column: 0, furniture: None });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::encoding::decode;

    #[test]
    fn blocks_lie_over_the_unchanged_text() {
        let text = "---\ntitle: \"Open letter\"\nauthor: The Weavers\n---\n# Open letter\n\nTo all\r\nworkers.\n\n- one\n- two\n  more\n\n> said\n> so\n\n| a | b |\n|---|---|\n| c | d |\n\nNext\n====\n";
        let reading = read(decode(text.as_bytes(), None).expect("text"));
        assert_eq!(reading.raw, text);
        let blocks: Vec<(BlockKind, &str)> = reading.blocks.iter().map(|b| (b.kind, &text[b.raw.range()])).collect();
        assert_eq!(
            blocks[1..],
            [
                (BlockKind::Heading, "# Open letter"),
                (BlockKind::Paragraph, "To all\r\nworkers."),
                (BlockKind::ListItem, "- one"),
                (BlockKind::ListItem, "- two\n  more"),
                (BlockKind::Quote, "> said\n> so"),
                (BlockKind::Cell, "a"),
                (BlockKind::Cell, "b"),
                (BlockKind::Cell, "c"),
                (BlockKind::Cell, "d"),
                (BlockKind::Heading, "Next"),
            ]
        );
        assert_eq!(reading.blocks[0].furniture.as_deref(), Some("front matter"));
        let keys: Vec<&str> = reading.metadata.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(keys, ["title", "creator"]);
    }

    #[test]
    fn a_numbered_plain_text_is_not_markdown() {
        assert!(!looks_like_markdown("1. We demand bread.\n2. We demand peace.\n* * *\n"));
        assert!(!looks_like_markdown("#!/bin/sh\n# says hello\necho hello\n"));
        assert!(!looks_like_markdown("name,place\nAda,Tellingen\n"));
    }

    #[test]
    fn markdown_is_known_by_its_marks() {
        assert!(looks_like_markdown("# Title\n\nSee [this](https://example.org).\n"));
        assert!(looks_like_markdown("# Title\n\nTo all workers.\n"));
        assert!(looks_like_markdown("---\ntitle: Open letter\n---\nTo all workers.\n"));
        assert!(looks_like_markdown("Signed:\n\n| Name | Place |\n|---|---|\n| Ada | Tellingen |\n"));
    }
}
