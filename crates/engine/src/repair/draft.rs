//! A text under repair: its lines, and the proposals made so far.

use broadside_model::{Block, Edit, Reading, Span, Text};

use super::Amendment;
use super::parts;
use super::quality::{self, Kind};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// A line of the raw text.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its characters without the line end.
    pub raw: Span,
    /// Its characters without white space around them.
    pub words: Span,
    /// What stands in it: the kinds of [`Signs`] or-ed together.
    pub signs: u8,
    /// Where the next line starts: behind the `\n`, `\r\n`, `\r` or form feed that ends this one.
    pub next: u32,
    /// Index of its page in the reading.
    pub page: usize,
    /// Index of its block in the reading, where the format has blocks.
    pub block: Option<usize>,
    /// The rule that called it furniture.
    pub furniture: Option<&'static str>,
}

/// Kinds of characters, as bits: with them a rule passes over a line without reading it.
#[derive(Clone, Copy, Debug)]
pub struct Signs;

impl Signs {
    /// `0` to `9`.
    pub const DIGIT: u8 = 1;
    /// `a` to `z`.
    pub const LOWER: u8 = 2;
    /// Any character beyond ASCII.
    pub const HIGH: u8 = 4;
    /// `|`, `>` or `/`.
    pub const BAR: u8 = 8;
    /// `[`.
    pub const BRACKET: u8 = 16;
    /// `:`.
    pub const COLON: u8 = 32;

    /// The kind of each byte.
    const OF: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            kinds[byte] = match byte as u8 {
                b'0'..=b'9' => Self::DIGIT,
                b'a'..=b'z' => Self::LOWER,
                b'|' | b'>' | b'/' => Self::BAR,
                b'[' => Self::BRACKET,
                b':' => Self::COLON,
                0x80.. => Self::HIGH,
                _ => 0,
            };
            byte += 1;
        }
        kinds
    };
}

/// A text without white space around it: [`str::trim`], quick where the text begins and ends in ASCII.
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let Some(start) = bytes.iter().position(|byte| !is_space(byte)) else { return &text[bytes.len()..] };
    let end = bytes.iter().rposition(|byte| !is_space(byte)).map_or(start, |last| last + 1);
    let inner = &text[start..end];
    if bytes[start].is_ascii() && bytes[end - 1].is_ascii() { inner } else { inner.trim() }
}

struct Proposal {
    raw: Span,
    after: String,
    rule: &'static str,
    confidence: u8,
    order: usize,
}

/// Confidence, in hundredths, of an edit that takes furniture out.
const FURNITURE_CONFIDENCE: u8 = 95;

/// A text under repair.
pub struct Draft<'a> {
    /// What intake gave.
    pub reading: &'a Reading,
    /// Every line of the raw text in order, blank ones too.
    pub lines: Vec<Line>,
    proposals: Vec<Proposal>,
    ranges: Vec<(Span, &'static str)>,
    seen: [bool; 256],
    kind: OnceCell<Kind>,
}

impl<'a> Draft<'a> {
    /// Splits the raw text into lines. A line ends at `\n`, `\r\n`, `\r` or a form feed.
    pub fn new(reading: &'a Reading) -> Self {
        let bytes = reading.raw.as_bytes();
        let mut seen = [false; 256];
        let mut lines = Vec::with_capacity(bytes.len() / 40 + 1);
        let (mut page, mut block, mut start) = (0, 0, 0);
        while start < bytes.len() {
            let end =
                memchr::memchr3(b'\n', b'\r', b'\x0c', &bytes[start..]).map_or(bytes.len(), |found| start + found);
            let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
            let next = (end + if crlf { 2 } else { 1 }).min(bytes.len());
            let raw = Span::new(start, end);
            let mut signs = 0;
            for &byte in &bytes[start..end] {
                seen[usize::from(byte)] = true;
                signs |= Signs::OF[usize::from(byte)];
            }
            for &byte in &bytes[end..next] {
                seen[usize::from(byte)] = true;
            }
            let inner = trimmed(&reading.raw[start..end]);
            let first = inner.as_ptr() as usize - bytes.as_ptr() as usize;
            let words = Span::new(first, first + inner.len());
            while reading.pages.get(page + 1).is_some_and(|page| page.raw.start <= raw.start) {
                page += 1;
            }
            while reading.blocks.get(block).is_some_and(|block| block.raw.end <= raw.start) {
                block += 1;
            }
            let inside = reading.blocks.get(block).is_some_and(|block| block.raw.start <= raw.start);
            let here = inside.then_some(block);
            lines.push(Line { raw, words, signs, next: next as u32, page, block: here, furniture: None });
            start = next;
        }
        Draft { reading, lines, proposals: Vec::new(), ranges: Vec::new(), seen, kind: OnceCell::new() }
    }

    /// The whole raw text.
    pub fn raw(&self) -> &'a str {
        &self.reading.raw
    }

    /// Whether `byte` stands anywhere in the raw text: the cheap question with which a rule finds that it has nothing
    /// to do. For a character beyond ASCII ask for its first UTF-8 byte.
    pub fn has(&self, byte: u8) -> bool {
        self.seen[usize::from(byte)]
    }

    /// Whether the text is English, and whether bad OCR. Found out when first asked: ask last.
    pub fn kind(&self) -> Kind {
        *self.kind.get_or_init(|| quality::kind(self.raw()))
    }

    /// The characters of a span of the raw text.
    pub fn slice(&self, raw: Span) -> &'a str {
        &self.reading.raw[raw.range()]
    }

    /// The characters of line `index`, without its line end.
    pub fn line(&self, index: usize) -> &'a str {
        self.slice(self.lines[index].raw)
    }

    /// The characters of line `index` without white space around them.
    pub fn words(&self, index: usize) -> &'a str {
        self.slice(self.lines[index].words)
    }

    /// The characters that end line `index`; empty at the end of the text.
    pub fn line_end(&self, index: usize) -> &'a str {
        self.slice(Span { start: self.lines[index].raw.end, end: self.lines[index].next })
    }

    /// Index of the line that `byte` of the raw text stands in.
    pub fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.next as usize <= byte).min(self.lines.len().saturating_sub(1))
    }

    /// The layout block of line `index`.
    pub fn block(&self, index: usize) -> Option<&'a Block> {
        self.lines[index].block.map(|block| &self.reading.blocks[block])
    }

    /// Whether line `index` has nothing to read: blank, or furniture.
    pub fn is_idle(&self, index: usize) -> bool {
        self.lines[index].furniture.is_some() || self.lines[index].words.is_empty()
    }

    /// The first line after `index` that has something to read.
    pub fn next_text_line(&self, index: usize) -> Option<usize> {
        (index + 1..self.lines.len()).find(|&next| !self.is_idle(next))
    }

    /// The last line before `index` that has something to read.
    pub fn previous_text_line(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|&previous| !self.is_idle(previous))
    }

    /// Proposes that `raw` reads `after`. Where proposals overlap, the earliest made stands.
    pub fn replace(&mut self, rule: &'static str, raw: Span, after: impl Into<String>, confidence: u8) {
        let order = self.proposals.len();
        self.proposals.push(Proposal { raw, after: after.into(), rule, confidence, order });
    }

    /// Calls line `index` furniture: it goes out of the repaired text, with its line end (but a form feed stays, it
    /// ends the page and not the line), and becomes a part with that role.
    pub fn drop_line(&mut self, rule: &'static str, index: usize) {
        let line = &mut self.lines[index];
        if line.furniture.is_none() {
            line.furniture = Some(rule);
        }
    }

    /// Calls a range of the raw text furniture: for what shares its line with text. Whole lines go to
    /// [`drop_line`](Self::drop_line), so that joining over them works.
    pub fn drop_range(&mut self, rule: &'static str, raw: Span) {
        if !raw.is_empty() {
            self.ranges.push((raw, rule));
        }
    }

    /// Where the furniture of line `index` ends.
    fn furniture_end(&self, index: usize) -> u32 {
        let line = self.lines[index];
        if self.reading.raw.as_bytes()[line.raw.end as usize..line.next as usize] == *b"\x0c" {
            line.raw.end
        } else {
            line.next
        }
    }

    /// Joins line `left` to line `right` across whatever lies between them: the last `cut` bytes of `left` and all line
    /// ends and blank lines up to `right`'s first character that is not white space become `glue`. Furniture in between
    /// stays furniture and is not touched.
    pub fn join(&mut self, rule: &'static str, left: usize, right: usize, cut: usize, glue: &str, confidence: u8) {
        let mut start = self.lines[left].raw.end - cut as u32;
        let mut glue = glue.to_owned();
        for between in left + 1..right {
            if self.lines[between].furniture.is_some() {
                let end = self.lines[between].raw.start;
                if start < end || !glue.is_empty() {
                    self.replace(rule, Span { start, end }, std::mem::take(&mut glue), confidence);
                }
                start = self.furniture_end(between);
            }
        }
        let line = self.line(right);
        let indent = line.len() - line.trim_start().len();
        let end = self.lines[right].raw.start + indent as u32;
        if start < end || !glue.is_empty() {
            self.replace(rule, Span { start, end }, glue, confidence);
        }
    }

    /// All furniture, in order, without overlap.
    fn furniture(&self) -> Vec<(Span, &'static str)> {
        let lines = self.lines.iter().enumerate().filter_map(|(index, line)| {
            let raw = Span { start: line.raw.start, end: self.furniture_end(index) };
            line.furniture.filter(|_| !raw.is_empty()).map(|rule| (raw, rule))
        });
        let mut all: Vec<(Span, &'static str)> = lines.collect();
        if !self.ranges.is_empty() {
            all.extend_from_slice(&self.ranges);
            all.sort_by_key(|(raw, _)| (raw.start, std::cmp::Reverse(raw.end)));
            let mut end = 0;
            all.retain_mut(|(raw, _)| {
                raw.start = raw.start.max(end);
                end = end.max(raw.end);
                raw.start < raw.end
            });
        }
        all
    }

    /// Turns the proposals into edits and writes the repaired text.
    pub fn finish(self) -> Text {
        self.finish_amended(&[])
    }

    /// The same; edits that people turned off are left out, and those they keep or want otherwise come before all others.
    pub fn finish_amended(mut self, amended: &[Amendment]) -> Text {
        let mut furniture = self.furniture();
        let mut proposals = std::mem::take(&mut self.proposals);
        if !amended.is_empty() {
            amend(&mut proposals, &mut furniture, amended, self.raw());
        }
        let chosen = choose(proposals, &furniture);
        let raw = self.reading.raw.as_str();
        let mut text = Text { text: String::with_capacity(raw.len()), ..Text::default() };
        text.edits.reserve(chosen.len());
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
        text.parts = parts::of(self.reading, &text, &furniture);
        text
    }
}

/// The rule of an edit that only a person makes.
const DECISION: &str = "decision";

/// Leaves out what people turned off, and puts first what they want.
fn amend(proposals: &mut Vec<Proposal>, furniture: &mut Vec<(Span, &'static str)>, amended: &[Amendment], raw: &str) {
    let off = |span: Span, after: &str| {
        let first = amended.partition_point(|amended| amended.raw < span);
        let here = amended[first..].iter().take_while(|amended| amended.raw == span);
        here.into_iter().any(|amended| amended.off.as_deref() == Some(after))
    };
    furniture.retain(|(span, _)| !off(*span, ""));
    proposals.retain(|proposal| !off(proposal.raw, &proposal.after));
    for proposal in proposals.iter_mut() {
        proposal.order += amended.len();
    }
    // What the furniture takes out whole is out, whoever says so.
    let is_furniture = |amended: &Amendment| {
        let at = furniture.partition_point(|(span, _)| *span < amended.raw);
        amended.kept.as_deref() == Some("") && furniture.get(at).is_some_and(|(span, _)| *span == amended.raw)
    };
    let is_text = |amended: &&Amendment| amended.kept.is_some() && raw.get(amended.raw.range()).is_some();
    let kept: Vec<&Amendment> = amended.iter().filter(is_text).filter(|amended| !is_furniture(amended)).collect();
    furniture.retain(|(span, _)| {
        let at = kept.partition_point(|kept| kept.raw.end <= span.start);
        kept.get(at).is_none_or(|kept| !kept.raw.overlaps(*span))
    });
    let places: BTreeMap<(Span, &str), usize> =
        proposals.iter().enumerate().rev().map(|(at, found)| ((found.raw, found.after.as_str()), at)).collect();
    let same: Vec<Option<usize>> =
        kept.iter().map(|kept| places.get(&(kept.raw, kept.kept.as_deref().unwrap_or_default())).copied()).collect();
    for (order, (kept, same)) in kept.iter().zip(same).enumerate() {
        match same {
            Some(at) => proposals[at].order = order,
            None => proposals.push(Proposal {
                raw: kept.raw,
                after: kept.kept.clone().unwrap_or_default(),
                rule: DECISION,
                confidence: 100,
                order,
            }),
        }
    }
}

/// Sorts proposals by place, drops those that touch furniture or overlap an earlier-made one, and adds the furniture.
fn choose(mut proposals: Vec<Proposal>, furniture: &[(Span, &'static str)]) -> Vec<Proposal> {
    proposals.sort_by_key(|proposal| (proposal.raw.start, proposal.raw.end));
    let mut next = 0;
    proposals.retain(|proposal| {
        while furniture.get(next).is_some_and(|(raw, _)| raw.end <= proposal.raw.start) {
            next += 1;
        }
        furniture.get(next).is_none_or(|(raw, _)| proposal.raw.end <= raw.start)
    });
    let mut chosen: Vec<Proposal> = Vec::with_capacity(proposals.len() + furniture.len());
    for proposal in proposals {
        let mut keep = true;
        while let Some(last) = chosen.last().filter(|last| last.raw.end > proposal.raw.start) {
            if last.order < proposal.order {
                keep = false;
                break;
            }
            chosen.pop();
        }
        if keep {
            chosen.push(proposal);
        }
    }
    chosen.extend(furniture.iter().map(|&(raw, rule)| Proposal {
        raw,
        after: String::new(),
        rule,
        confidence: FURNITURE_CONFIDENCE,
        order: usize::MAX,
    }));
    chosen.sort_by_key(|proposal| (proposal.raw.start, proposal.raw.end));
    chosen
}
