//! The edge types: what `--json` prints. Names are stable; offsets are Unicode code points.

pub mod anatomy;
pub mod decision;
pub mod entities;
pub mod reuse;
pub mod statement;
pub mod word;

use broadside_engine::run;
use broadside_engine::search::KwicLine;
use broadside_engine::store::{Stored, Summary};
use broadside_model as model;
use model::{SourceId, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// How many hexadecimal digits of its identity a statement is called by.
pub const ID_DIGITS: usize = 16;

/// The id a statement is called by.
pub fn statement_id(id: SourceId) -> String {
    id.hex()[..ID_DIGITS].to_owned()
}

/// The id of the statement that stands at place `number`, from 1, in a source: the first is called as the source is.
pub fn numbered_id(id: SourceId, number: u32) -> String {
    let id = statement_id(id);
    if number <= 1 { id } else { format!("{id}-{number}") }
}

/// File names as JSON: UTF-8, with what is not UTF-8 replaced.
pub fn names(paths: &[Vec<u8>]) -> Vec<String> {
    paths.iter().map(|path| String::from_utf8_lossy(path).into_owned()).collect()
}

/// Hexadecimal bytes of the names that are not UTF-8.
fn odd_names(paths: &[Vec<u8>]) -> Vec<String> {
    let odd = paths.iter().filter(|path| std::str::from_utf8(path).is_err());
    odd.map(|path| path.iter().map(|byte| format!("{byte:02x}")).collect()).collect()
}

/// Turns byte offsets of a text into code points; ask in any order.
pub struct Points<'a> {
    text: &'a str,
    /// Code points before each 256th byte (moved back to a character boundary).
    steps: Vec<u64>,
}

const STEP: usize = 256;

impl<'a> Points<'a> {
    /// Counts the code points of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            steps.push(count);
            count += chunk.iter().filter(|byte| !is_continuation(**byte)).count() as u64;
        }
        Points { text, steps }
    }

    /// Code points before byte `byte`.
    pub fn at(&self, byte: u32) -> u64 {
        let byte = (byte as usize).min(self.text.len());
        let step = (byte / STEP).min(self.steps.len().saturating_sub(1));
        let rest = &self.text.as_bytes()[(step * STEP).min(byte)..byte];
        self.steps.get(step).copied().unwrap_or(0) + rest.iter().filter(|byte| !is_continuation(**byte)).count() as u64
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// A diagnostic.
#[derive(JsonSchema, Serialize)]
pub struct Diagnostic {
    severity: &'static str,
    stage: String,
    message: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    hint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_start: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_end: Option<u64>,
}

impl Diagnostic {
    fn new(diagnostic: &model::Diagnostic, raw: Option<&Points<'_>>) -> Self {
        let point = |byte: fn(Span) -> u32| Some(raw?.at(byte(diagnostic.raw?)));
        Diagnostic {
            severity: diagnostic.severity.name(),
            stage: diagnostic.stage.clone(),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
            raw_start: point(|span| span.start),
            raw_end: point(|span| span.end),
        }
    }
}

/// What became of a name: a line of `add --json`.
#[derive(JsonSchema, Serialize)]
pub struct Line {
    path: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path_hex: Vec<String>,
    id: Option<String>,
    source: Option<String>,
    outcome: &'static str,
    known: bool,
    format: &'static str,
    method: &'static str,
    language: Option<String>,
    quality: Option<u8>,
    bytes: u64,
    diagnostics: Vec<Diagnostic>,
}

impl Line {
    /// The edge twin of a line.
    pub fn new(line: &run::Line) -> Self {
        let path = std::slice::from_ref(&line.path);
        Line {
            path: names(path).remove(0),
            path_hex: odd_names(path),
            id: line.source.map(statement_id),
            source: line.source.map(|id| id.hex()),
            outcome: line.outcome.name(),
            known: line.known,
            format: line.format.name(),
            method: line.method.name(),
            language: line.language.clone(),
            quality: line.quality,
            bytes: line.bytes,
            diagnostics: line.diagnostics.iter().map(|diagnostic| Diagnostic::new(diagnostic, None)).collect(),
        }
    }
}

/// A source in the report.
#[derive(JsonSchema, Serialize)]
pub struct Report {
    id: String,
    source: String,
    paths: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    paths_hex: Vec<String>,
    bytes: u64,
    format: &'static str,
    media_type: &'static str,
    outcome: &'static str,
    method: &'static str,
    encoding: Option<String>,
    language: Option<String>,
    quality: Option<u8>,
    pages: u32,
    characters: u64,
    edits: u64,
    added: String,
    made_by: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// The edge twin of a summary.
    pub fn new(summary: &Summary) -> Self {
        Report {
            id: statement_id(summary.id),
            source: summary.id.hex(),
            paths: names(&summary.paths),
            paths_hex: odd_names(&summary.paths),
            bytes: summary.bytes,
            format: summary.format.name(),
            media_type: summary.format.media_type(),
            outcome: summary.outcome.name(),
            method: summary.method.name(),
            encoding: summary.encoding.clone(),
            language: summary.language.clone(),
            quality: summary.quality,
            pages: summary.pages,
            characters: summary.characters,
            edits: summary.edits,
            added: summary.added.clone(),
            made_by: vec![summary.intake_by.clone(), summary.repair_by.clone()],
            diagnostics: summary.diagnostics.iter().map(|diagnostic| Diagnostic::new(diagnostic, None)).collect(),
        }
    }
}

/// A name that could not be kept, in the report.
#[derive(JsonSchema, Serialize)]
pub struct Skipped {
    /// The name.
    pub path: String,
    /// Always `skipped`.
    pub outcome: &'static str,
    /// When it was met.
    pub at: String,
    /// What it is.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// An edit.
#[derive(JsonSchema, Serialize)]
pub struct Edit {
    number: usize,
    rule: String,
    raw_start: u64,
    raw_end: u64,
    start: u64,
    end: u64,
    before: String,
    after: String,
    confidence: f32,
    /// What people say of it, where that was looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

/// A mark.
#[derive(JsonSchema, Serialize)]
pub struct Mark {
    rule: String,
    raw_start: u64,
    raw_end: u64,
    start: u64,
    end: u64,
    text: String,
    suggestion: Option<String>,
    confidence: f32,
}

/// The offsets of a text and its raw text in code points.
pub struct Offsets<'a> {
    /// Of the repaired text.
    pub text: Points<'a>,
    /// Of the raw text.
    pub raw: Points<'a>,
}

impl<'a> Offsets<'a> {
    /// Counts both texts.
    pub fn new(stored: &'a Stored) -> Self {
        Offsets { text: Points::new(&stored.text.text), raw: Points::new(&stored.reading.raw) }
    }
}

fn hundredths(value: u8) -> f32 {
    f32::from(value) / 100.0
}

impl Edit {
    /// The edge twin of edit `number`, counted from 1.
    pub fn new(number: usize, edit: &model::Edit, offsets: &Offsets<'_>) -> Self {
        Edit {
            number,
            rule: edit.rule.clone(),
            raw_start: offsets.raw.at(edit.raw.start),
            raw_end: offsets.raw.at(edit.raw.end),
            start: offsets.text.at(edit.text.start),
            end: offsets.text.at(edit.text.end),
            before: edit.before.clone(),
            after: edit.after.clone(),
            confidence: hundredths(edit.confidence),
            status: None,
        }
    }

    /// The same with what people say of it.
    pub fn with_status(self, status: model::Status) -> Self {
        Edit { status: Some(status.name()), ..self }
    }
}

impl Mark {
    /// The edge twin of a mark in `text`.
    pub fn new(mark: &model::Mark, text: &str, offsets: &Offsets<'_>) -> Self {
        Mark {
            rule: mark.rule.clone(),
            raw_start: offsets.raw.at(mark.raw.start),
            raw_end: offsets.raw.at(mark.raw.end),
            start: offsets.text.at(mark.text.start),
            end: offsets.text.at(mark.text.end),
            text: text.get(mark.text.range()).unwrap_or_default().to_owned(),
            suggestion: mark.suggestion.clone(),
            confidence: hundredths(mark.confidence),
        }
    }
}

/// A rectangle on a page.
#[derive(Debug, JsonSchema, Serialize)]
struct PageBox {
    page: u32,
    #[serde(rename = "box")]
    corners: [f32; 4],
}

/// A range that matched, with the page and the boxes it leads to.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Highlight {
    start: u64,
    end: u64,
    raw_start: u64,
    raw_end: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    boxes: Vec<PageBox>,
}

impl Highlight {
    /// The edge twin of a span of the repaired text.
    pub fn new(span: Span, stored: &Stored, points: &Points<'_>) -> Self {
        let raw = stored.text.raw_span(span);
        let raw_points =
            |byte: u32| stored.reading.raw.get(..byte as usize).map_or(0, |head| head.chars().count() as u64);
        let page = stored.reading.pages.iter().find(|page| page.raw.contains(raw.start)).map(|page| page.number);
        let words = &stored.reading.words;
        let first = words.partition_point(|word| word.raw.end <= raw.start);
        let boxes = words[first..].iter().take_while(|word| word.raw.start < raw.end);
        Highlight {
            start: points.at(span.start),
            end: points.at(span.end),
            raw_start: raw_points(raw.start),
            raw_end: raw_points(raw.end),
            page,
            boxes: boxes
                .map(|word| PageBox { page: word.page, corners: [word.left, word.top, word.right, word.bottom] })
                .collect(),
        }
    }
}

/// A piece of text around matches.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Snippet {
    /// First code point.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// Its characters.
    pub text: String,
    /// What matched in it.
    pub highlights: Vec<Highlight>,
}

impl Snippet {
    /// The edge twin of a stretch of a text.
    pub fn new(snippet: &broadside_engine::search::Snippet, stored: &Stored, points: &Points<'_>) -> Self {
        Snippet {
            start: points.at(snippet.span.start),
            end: points.at(snippet.span.end),
            text: stored.text.text.get(snippet.span.range()).unwrap_or_default().to_owned(),
            highlights: snippet.highlights.iter().map(|span| Highlight::new(*span, stored, points)).collect(),
        }
    }
}

/// A hit of a search.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Hit {
    id: String,
    title: Option<String>,
    language: Option<String>,
    format: &'static str,
    paths: Vec<String>,
    score: f32,
    /// How many documents match the query, this one among them.
    documents: u64,
    snippets: Vec<Snippet>,
}

impl Hit {
    /// The edge twin of a hit.
    pub fn new(summary: &Summary, score: f32, documents: u64, snippets: Vec<Snippet>) -> Self {
        Hit {
            id: statement_id(summary.id),
            title: summary.title.clone(),
            language: summary.language.clone(),
            format: summary.format.name(),
            paths: names(&summary.paths),
            score,
            documents,
            snippets,
        }
    }
}

/// A line of a concordance.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Kwic {
    id: String,
    paths: Vec<String>,
    left: String,
    #[serde(rename = "match")]
    matched: String,
    right: String,
    #[serde(flatten)]
    place: Highlight,
    /// How many lines the whole concordance has.
    matches: u64,
}

impl Kwic {
    /// The edge twin of a line.
    pub fn new(line: &KwicLine, summary: &Summary, stored: &Stored, points: &Points<'_>, matches: u64) -> Self {
        Kwic {
            id: statement_id(summary.id),
            paths: names(&summary.paths),
            left: line.left.clone(),
            matched: line.matched.clone(),
            right: line.right.clone(),
            place: Highlight::new(line.span, stored, points),
            matches,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points() {
        let text = "¡Añasco! ".repeat(200) + "día";
        let points = Points::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte as u32), count as u64);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u64);
        assert_eq!(Points::new("").at(0), 0);
    }
}
