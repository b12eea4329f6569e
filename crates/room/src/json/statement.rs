//! A statement as JSON: a line of the list, and everything about one.

use super::anatomy::{Anatomy, Date, Entities, Ground, Issued, Item, issued};
use super::word::{By, Voice, edits_off};
use super::{Diagnostic, Edit, Mark, Offsets, names, numbered_id};
use crate::statements::{Listed, Whole};
use broadside_engine::decisions::Amended;
use broadside_engine::store::{Stored, Summary};
use broadside_model as model;
use model::{Role, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A statement in the list.
#[derive(JsonSchema, Serialize)]
pub struct Line<'a> {
    id: String,
    kind: Option<&'static str>,
    title: Option<&'a str>,
    date: Option<Date<'a>>,
    language: Option<&'a str>,
    issuers: &'a [String],
    addressees: &'a [String],
    places: &'a [String],
    signatories: u32,
    claims: u32,
    /// The other witnesses of the statement, where people say that there are some.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    same_as: &'a [String],
    opening: Option<&'a str>,
    quality: Option<u8>,
    outcome: &'static str,
    format: &'static str,
    pages: u32,
    added: &'a str,
    source: String,
    paths: Vec<String>,
}

impl<'a> Line<'a> {
    /// The edge twin of a listed statement.
    pub fn new(listed: &'a Listed) -> Self {
        let (summary, row) = (&*listed.summary, listed.row.as_ref());
        Line {
            id: listed.id(),
            kind: listed.kind().map(model::Kind::name),
            title: listed.title(),
            date: listed.date().map(|date| Date::new(date, row.and_then(|row| row.date_method.as_deref()))),
            language: listed.language(),
            issuers: row.map_or(&[], |row| &row.issuers),
            addressees: row.map_or(&[], |row| &row.addressees),
            places: row.map_or(&[], |row| &row.places),
            signatories: row.map_or(0, |row| row.signatories),
            claims: row.map_or(0, |row| row.claims),
            same_as: &listed.same,
            opening: listed.is_first().then_some(summary.opening.as_str()),
            quality: summary.quality,
            outcome: summary.outcome.name(),
            format: summary.format.name(),
            pages: summary.pages,
            added: &summary.added,
            source: summary.id.hex(),
            paths: names(&summary.paths),
        }
    }
}

#[derive(JsonSchema, Serialize)]
struct Witness {
    id: String,
    source: String,
    paths: Vec<String>,
    media_type: &'static str,
    pages: u32,
}

#[derive(JsonSchema, Serialize)]
struct Page {
    number: u32,
    method: &'static str,
    start: u64,
    end: u64,
    raw_start: u64,
    raw_end: u64,
    width: f32,
    height: f32,
}

#[derive(JsonSchema, Serialize)]
struct Part {
    role: &'static str,
    start: u64,
    end: u64,
    raw_start: u64,
    raw_end: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Metadata<'a> {
    key: &'a str,
    value: &'a str,
}

#[derive(JsonSchema, Serialize)]
struct Word {
    start: u64,
    end: u64,
    raw_start: u64,
    raw_end: u64,
    page: u32,
    #[serde(rename = "box")]
    corners: [f32; 4],
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<u8>,
}

/// Another statement of the same source.
#[derive(JsonSchema, Serialize)]
struct Beside<'a> {
    id: String,
    kind: Option<&'static str>,
    title: Option<&'a str>,
    start: u64,
    end: u64,
}

/// Everything about a statement. Offsets are into `text`, which is the whole source's.
#[derive(JsonSchema, Serialize)]
pub struct Everything<'a> {
    id: String,
    kind: Option<&'static str>,
    title: Option<&'a str>,
    date: Option<Item<'a, Issued<'a>>>,
    language: Option<&'a str>,
    quality: Option<u8>,
    outcome: &'static str,
    method: &'static str,
    encoding: Option<&'a str>,
    #[serde(flatten)]
    anatomy: Anatomy<'a>,
    /// All statements of the source, this one among them, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<Beside<'a>>,
    witnesses: Vec<Witness>,
    metadata: Vec<Metadata<'a>>,
    pages: Vec<Page>,
    parts: Vec<Part>,
    edits: Vec<Edit>,
    /// Edits that people turned off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits_off: Vec<EditOff<'a>>,
    marks: Vec<Mark>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<Word>>,
    diagnostics: Vec<Diagnostic>,
}

/// An edit that people turned off.
#[derive(JsonSchema, Serialize)]
struct EditOff<'a> {
    raw_start: u64,
    raw_end: u64,
    before: &'a str,
    after: &'a str,
    status: &'static str,
    decided: By<'a>,
}

/// What is known of a statement beyond its own file.
#[derive(Debug)]
pub struct Around<'a> {
    /// What people say of it.
    pub voice: Voice<'a>,
    /// Its other witnesses: each with its number in its source.
    pub others: &'a [(u32, Summary)],
    /// Who is who in it.
    pub entities: &'a Entities,
    /// Words that are probably not what the document said.
    pub marks: &'a [model::Mark],
}

/// Everything about a statement; `words` asks for every word's box.
pub fn everything<'a>(
    whole: &'a Whole,
    around: &Around<'a>,
    ground: &'a Ground<'a>,
    stored: &'a Stored,
    words: bool,
) -> Everything<'a> {
    let Around { voice, others, entities, marks } = around;
    let offsets = Offsets::new(stored);
    let (summary, statement) = (&whole.summary, whole.statement());
    let with_rejected = whole.with_rejected();
    let witnesses = std::iter::once(witness(whole.number, summary))
        .chain(others.iter().map(|(number, other)| witness(*number, other)));
    let metadata = stored.reading.metadata.iter();
    let diagnostics = summary.diagnostics.iter().chain(&whole.anatomy.diagnostics);
    Everything {
        id: whole.id(),
        kind: statement.kind.as_ref().map(|kind| kind.value.name()),
        title: whole.title(),
        date: issued(statement, ground, voice),
        language: whole.language(),
        quality: summary.quality,
        outcome: summary.outcome.name(),
        method: summary.method.name(),
        encoding: summary.encoding.as_deref(),
        anatomy: Anatomy::new(with_rejected, ground, voice, entities),
        statements: beside(whole, ground),
        witnesses: witnesses.collect(),
        metadata: metadata.map(|item| Metadata { key: &item.key, value: &item.value }).collect(),
        pages: pages(stored, &offsets),
        parts: parts(whole, stored, &offsets),
        edits: edits(whole, stored, &offsets),
        edits_off: turned_off(whole, stored, &offsets),
        marks: marks.iter().map(|mark| Mark::new(mark, &stored.text.text, &offsets)).collect(),
        text: &stored.text.text,
        words: words.then(|| boxes(stored, &offsets)),
        diagnostics: diagnostics.map(|diagnostic| Diagnostic::new(diagnostic, Some(&offsets.raw))).collect(),
    }
}

fn edits(whole: &Whole, stored: &Stored, offsets: &Offsets<'_>) -> Vec<Edit> {
    let edit = |(at, edit): (usize, &model::Edit)| {
        let is_its = |amended: &Amended| amended.raw == edit.raw && amended.kept.as_ref() == Some(&edit.after);
        let is_kept = whole.decided.edits.iter().any(|(amended, _)| is_its(amended));
        let status = if is_kept { model::Status::Confirmed } else { model::Status::Proposed };
        Edit::new(at + 1, edit, offsets).with_status(status)
    };
    stored.text.edits.iter().enumerate().map(edit).collect()
}

fn turned_off<'a>(whole: &'a Whole, stored: &'a Stored, offsets: &Offsets<'_>) -> Vec<EditOff<'a>> {
    let off = edits_off(&whole.decided).map(|(amended, after, decided)| EditOff {
        raw_start: offsets.raw.at(amended.raw.start),
        raw_end: offsets.raw.at(amended.raw.end),
        before: stored.reading.raw.get(amended.raw.range()).unwrap_or_default(),
        after,
        status: model::Status::Rejected.name(),
        decided,
    });
    off.collect()
}

fn beside<'a>(whole: &'a Whole, ground: &Ground<'a>) -> Vec<Beside<'a>> {
    let all = &whole.anatomy.statements;
    let several = if all.len() > 1 { all.as_slice() } else { &[] };
    let each = several.iter().zip(1..).map(|(statement, number)| Beside {
        id: numbered_id(whole.summary.id, number),
        kind: statement.kind.as_ref().map(|kind| kind.value.name()),
        title: statement.title.as_ref().map(|title| title.value.as_str()),
        start: ground.points.at(statement.span.start),
        end: ground.points.at(statement.span.end),
    });
    each.collect()
}

fn witness(number: u32, summary: &Summary) -> Witness {
    Witness {
        id: numbered_id(summary.id, number),
        source: summary.id.hex(),
        paths: names(&summary.paths),
        media_type: summary.format.media_type(),
        pages: summary.pages,
    }
}

/// Where a range of the raw text stands in the repaired one, in code points.
fn place(raw: Span, stored: &Stored, offsets: &Offsets<'_>) -> (u64, u64) {
    let text = &stored.text;
    (offsets.text.at(text.from_raw(raw.start)), offsets.text.at(text.from_raw(raw.end)))
}

fn pages(stored: &Stored, offsets: &Offsets<'_>) -> Vec<Page> {
    let page = |page: &model::Page| {
        let (start, end) = place(page.raw, stored, offsets);
        let (raw_start, raw_end) = (offsets.raw.at(page.raw.start), offsets.raw.at(page.raw.end));
        let (width, height) = (page.width, page.height);
        Page { number: page.number, method: page.method.name(), start, end, raw_start, raw_end, width, height }
    };
    stored.reading.pages.iter().map(page).collect()
}

/// The parts of the statement, and the furniture, which has no characters in the text, of the source.
fn parts(whole: &Whole, stored: &Stored, offsets: &Offsets<'_>) -> Vec<Part> {
    let own = if whole.anatomy.statements.is_empty() { &stored.text.parts } else { &whole.statement().parts };
    let furniture = stored.text.parts.iter().filter(|part| part.role == Role::Furniture);
    let mut all: Vec<&model::Part> = own.iter().filter(|part| part.role != Role::Furniture).chain(furniture).collect();
    all.sort_by_key(|part| (part.text.start, part.raw.start, std::cmp::Reverse(part.text.end)));
    let part = |part: &model::Part| Part {
        role: part.role.name(),
        start: offsets.text.at(part.text.start),
        end: offsets.text.at(part.text.end),
        raw_start: offsets.raw.at(part.raw.start),
        raw_end: offsets.raw.at(part.raw.end),
        language: part.language.clone(),
    };
    all.into_iter().map(part).collect()
}

fn boxes(stored: &Stored, offsets: &Offsets<'_>) -> Vec<Word> {
    let word = |word: &model::WordBox| {
        let (start, end) = place(word.raw, stored, offsets);
        Word {
            start,
            end,
            raw_start: offsets.raw.at(word.raw.start),
            raw_end: offsets.raw.at(word.raw.end),
            page: word.page,
            corners: [word.left, word.top, word.right, word.bottom],
            confidence: (word.confidence <= 100).then_some(word.confidence),
        }
    };
    stored.reading.words.iter().map(word).collect()
}
