//! A text under repair: its lines, and the proposals made so far.

use broadside_model::{Block, BlockKind, Edit, Part, Reading, Role, Span, Text};

/// A line of the raw text.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its characters without the line end.
    pub raw: Span,
    /// Where the next line starts: behind the `\n`, `\r\n`, `\r` or form feed that ends this one.
    pub next: u32,
    /// Index of its page in the reading.
    pub page: usize,
    /// Index of its block in the reading, where the format has blocks.
    pub block: Option<usize>,
    /// The rule that called it furniture.
    pub furniture: Option<&'static str>,
}

struct Proposal {
    raw: Span,
    after: String,
    rule: &'static str,
    confidence: u8,
    order: usize,
}

/// A text under repair.
pub struct Draft<'a> {
    /// What intake gave.
    pub reading: &'a Reading,
    /// Every line of the raw text in order, blank ones too.
    pub lines: Vec<Line>,
    proposals: Vec<Proposal>,
}

impl<'a> Draft<'a> {
    /// Splits the raw text into lines. A line ends at `\n`, `\r\n`, `\r` or a form feed.
    pub fn new(reading: &'a Reading) -> Self {
        let bytes = reading.raw.as_bytes();
        let mut lines = Vec::with_capacity(bytes.len() / 40 + 1);
        let (mut page, mut block, mut start) = (0, 0, 0);
        while start < bytes.len() {
            let end =
                memchr::memchr3(b'\n', b'\r', b'\x0c', &bytes[start..]).map_or(bytes.len(), |found| start + found);
            let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
            let next = (end + if crlf { 2 } else { 1 }).min(bytes.len());
            let raw = Span::new(start, end);
            while reading.pages.get(page + 1).is_some_and(|page| page.raw.start <= raw.start) {
                page += 1;
            }
            while reading.blocks.get(block).is_some_and(|block| block.raw.end <= raw.start) {
                block += 1;
            }
            let inside = reading.blocks.get(block).is_some_and(|block| block.raw.start <= raw.start);
            lines.push(Line { raw, next: next as u32, page, block: inside.then_some(block), furniture: None });
            start = next;
        }
        Draft { reading, lines, proposals: Vec::new() }
    }

    /// The whole raw text.
    pub fn raw(&self) -> &'a str {
        &self.reading.raw
    }

    /// The characters of a span of the raw text.
    pub fn slice(&self, raw: Span) -> &'a str {
        &self.reading.raw[raw.range()]
    }

    /// The characters of line `index`, without its line end.
    pub fn line(&self, index: usize) -> &'a str {
        self.slice(self.lines[index].raw)
    }

    /// The layout block of line `index`.
    pub fn block(&self, index: usize) -> Option<&'a Block> {
        self.lines[index].block.map(|block| &self.reading.blocks[block])
    }

    /// Whether line `index` has nothing to read: blank, or furniture.
    pub fn is_idle(&self, index: usize) -> bool {
        self.lines[index].furniture.is_some() || self.line(index).trim().is_empty()
    }

    /// The first line after `index` that has something to read.
    pub fn next_text_line(&self, index: usize) -> Option<usize> {
        (index + 1..self.lines.len()).find(|&next| !self.is_idle(next))
    }

    /// Proposes that `raw` reads `after`. Where proposals overlap, the earliest made stands.
    pub fn replace(&mut self, rule: &'static str, raw: Span, after: impl Into<String>, confidence: u8) {
        let order = self.proposals.len();
        self.proposals.push(Proposal { raw, after: after.into(), rule, confidence, order });
    }

    /// Calls line `index` furniture: it goes out of the repaired text, with its line end, and becomes a part with that
    /// role.
    pub fn drop_line(&mut self, rule: &'static str, index: usize) {
        let line = &mut self.lines[index];
        if line.furniture.is_none() {
            line.furniture = Some(rule);
        }
    }

    /// Joins line `left` to line `right` across whatever lies between them: the last `cut` bytes of `left` and all line
    /// ends and blank lines up to `right`'s first character that is not white space become `glue`. Furniture in between stays furniture and is
    /// not touched.
    pub fn join(&mut self, rule: &'static str, left: usize, right: usize, cut: usize, glue: &str, confidence: u8) {
        let mut start = self.lines[left].raw.end - cut as u32;
        let mut glue = glue.to_owned();
        for between in left + 1..right {
            if self.lines[between].furniture.is_some() {
                let end = self.lines[between].raw.start;
                if start < end || !glue.is_empty() {
                    self.replace(rule, Span { start, end }, std::mem::take(&mut glue), confidence);
                }
                start = self.lines[between].next;
            }
        }
        let line = self.line(right);
        let indent = line.len() - line.trim_start().len();
        let end = self.lines[right].raw.start + indent as u32;
        if start < end || !glue.is_empty() {
            self.replace(rule, Span { start, end }, glue, confidence);
        }
    }

    /// Turns the proposals into edits and writes the repaired text.
    pub fn finish(mut self) -> Text {
        let mut proposals = std::mem::take(&mut self.proposals);
        proposals.extend(self.lines.iter().enumerate().filter_map(|(index, line)| {
            let rule = line.furniture?;
            let raw = Span { start: line.raw.start, end: line.next };
            (!raw.is_empty()).then(|| Proposal { raw, after: String::new(), rule, confidence: 95, order: index })
        }));
        let furniture_from = proposals.len() - self.lines.iter().filter(|line| line.furniture.is_some()).count();
        let furniture: Vec<(Span, &'static str)> =
            proposals[furniture_from..].iter().map(|proposal| (proposal.raw, proposal.rule)).collect();
        let raw = self.reading.raw.as_str();
        let chosen = choose(proposals, &furniture);
        let mut text = Text { text: String::with_capacity(raw.len()), ..Text::default() };
        let mut at = 0;
        for proposal in chosen {
            let before = &raw[proposal.raw.range()];
            if before == proposal.after {
                continue;
            }
            text.text.push_str(&raw[at..proposal.raw.start as usize]);
            let start = text.text.len();
            text.text.push_str(&proposal.after);
            text.edits.push(Edit {
                raw: proposal.raw,
                text: Span::new(start, text.text.len()),
                rule: proposal.rule.to_owned(),
                before: before.to_owned(),
                after: proposal.after,
                confidence: proposal.confidence,
            });
            at = proposal.raw.end as usize;
        }
        text.text.push_str(&raw[at..]);
        text.parts = parts(self.reading, &text, &furniture);
        text
    }
}

/// Sorts proposals by place and drops those that overlap furniture or an earlier-made proposal.
fn choose(mut proposals: Vec<Proposal>, furniture: &[(Span, &'static str)]) -> Vec<Proposal> {
    proposals.sort_by_key(|proposal| (proposal.raw.start, proposal.raw.end));
    let is_furniture = |proposal: &Proposal| {
        furniture
            .binary_search_by_key(&proposal.raw.start, |(raw, _)| raw.start)
            .is_ok_and(|found| furniture[found].0 == proposal.raw && furniture[found].1 == proposal.rule)
    };
    let mut chosen: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let mut keep = true;
        while let Some(last) = chosen.last() {
            if last.raw.end <= proposal.raw.start {
                break;
            }
            let new_wins = match (is_furniture(last), is_furniture(&proposal)) {
                (false, true) => true,
                (true, false) => false,
                _ => proposal.order < last.order,
            };
            if new_wins {
                chosen.pop();
            } else {
                keep = false;
                break;
            }
        }
        if keep {
            chosen.push(proposal);
        }
    }
    chosen
}

/// The parts of a text: its layout blocks, and its furniture.
fn parts(reading: &Reading, text: &Text, furniture: &[(Span, &'static str)]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for block in &reading.blocks {
        let role = match block.kind {
            BlockKind::Heading => Role::Heading,
            BlockKind::ListItem => Role::Item,
            BlockKind::Quote => Role::Quotation,
            BlockKind::Cell => Role::Cell,
            BlockKind::Note => Role::Note,
            BlockKind::Paragraph | BlockKind::Caption | BlockKind::Verbatim | BlockKind::PageFurniture => Role::Body,
        };
        let span = Span { start: text.from_raw(block.raw.start), end: text.from_raw(block.raw.end) };
        if !span.is_empty() {
            parts.push(Part { role, text: span, raw: block.raw, language: None });
        }
    }
    for &(raw, _) in furniture {
        let at = text.from_raw(raw.start);
        match parts.last_mut().filter(|last| last.role == Role::Furniture && last.raw.end == raw.start) {
            Some(last) => last.raw.end = raw.end,
            None => parts.push(Part { role: Role::Furniture, text: Span { start: at, end: at }, raw, language: None }),
        }
    }
    parts.sort_by_key(|part| (part.raw.start, part.raw.end));
    parts
}
