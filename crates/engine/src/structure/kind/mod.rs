//! What kind of act a statement is.
//!
//! Takes a statement whose parts and title are known, gives its [`Kind`] with the words that say so, or nothing where
//! nothing says so. Header tags, the head noun of a title, set formulas, the grammar of a resolution, forms of address and
//! the form of questions and answers each propose; the surest proposal holds.

mod assembly;
mod dialogue;
mod ends;
pub mod fold;
mod formulas;
mod letter;
pub mod nouns;
mod operative;
pub mod particles;
mod sieve;
mod tag;
pub mod terms;
mod title;
pub mod words;

pub use ends::{Ends, View};
pub use sieve::Cue;
pub use tag::{named as named_by_tag, tags};
pub use title::{head as head_noun, is_stop};

use broadside_model::{Found, Kind, Metadata, Role, Span, Statement};

/// Longest first line that may be a title where none was found, in bytes.
const TITLE_LINE: usize = 140;

/// The kind of a statement.
pub fn of(ends: &Ends<'_>, statement: &Statement, metadata: &[Metadata]) -> Option<Found<Kind>> {
    let (text, span) = (ends.text, statement.span);
    let mut proposals: Vec<Found<Kind>> = Vec::new();
    proposals.extend(tag::kind(text, span));
    proposals.extend(titles(text, statement));
    proposals.extend(formulas::kinds(ends));
    proposals.extend(operative::kind(ends));
    proposals.extend(assembly::kind(ends, statement.language.as_deref()));
    proposals.extend(letter::kind(ends, statement));
    proposals.extend(dialogue::kind(text, span));
    proposals.extend(metadata_title(metadata, statement));
    strengthen(&mut proposals);
    let mut best: Option<Found<Kind>> = None;
    for proposal in proposals {
        if best.as_ref().is_none_or(|best| proposal.confidence > best.confidence) {
            best = Some(proposal);
        }
    }
    best
}

/// Two weak signs of one kind by different rules are worth more than one.
fn strengthen(proposals: &mut [Found<Kind>]) {
    let others: Vec<(Kind, String)> = proposals.iter().map(|found| (found.value, found.method.clone())).collect();
    for proposal in proposals.iter_mut().filter(|proposal| proposal.confidence < 90) {
        let more = others.iter().any(|(kind, method)| *kind == proposal.value && *method != proposal.method);
        proposal.confidence = (proposal.confidence + if more { 5 } else { 0 }).min(94);
    }
}

/// What the title, subtitle, byline and first lines name.
fn titles(text: &str, statement: &Statement) -> Vec<Found<Kind>> {
    let language = statement.language.as_deref();
    let mut found = Vec::new();
    let roles = [(Role::Title, 0), (Role::Subtitle, 2), (Role::Byline, 6), (Role::Epigraph, 12)];
    for (role, lower) in roles {
        for part in statement.parts.iter().filter(|part| part.role == role).take(4) {
            found.extend(title::kind(text, part.text, language).map(|kind| lowered(kind, lower)));
        }
    }
    let titled = statement.parts.iter().any(|part| part.role == Role::Title);
    let evidence = statement.title.iter().flat_map(|title| title.evidence.first().copied());
    if !titled {
        found.extend(evidence.filter_map(|span| title::kind(text, span, language)));
        let lines = front_lines(text, statement).into_iter().filter_map(|line| title::kind(text, line, language));
        found.extend(lines.map(|kind| lowered(kind, 8)));
    }
    found
}

/// The short lines at the head of a statement that stand alone and are no sentences, at most six. Lines of a paragraph count
/// where it has no more than three.
pub fn front_lines(text: &str, statement: &Statement) -> Vec<Span> {
    let window = words::head(text, statement.span, 1200);
    let slice = text.get(window.range()).unwrap_or_default();
    let mut found: Vec<Span> = Vec::new();
    let mut paragraph: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in slice.split('\n').chain([""]) {
        let start = window.start as usize + at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        let line = line.trim();
        if !line.is_empty() {
            paragraph.push(Span::new(start, start + line.len()));
            continue;
        }
        let length: usize = paragraph.iter().map(|line| line.len()).sum();
        if found.len() >= 6 || length > 2 * TITLE_LINE {
            break;
        }
        let lines: Vec<Span> = std::mem::take(&mut paragraph);
        let last = lines.last().and_then(|line| text.get(line.range())).unwrap_or_default();
        let spoken = last.trim_end_matches(['"', '”', '»', ')', ' ']);
        if spoken.ends_with(['.', ';', '…']) && spoken.len() > 24 {
            break;
        }
        if lines.len() <= 3 && !last.ends_with(['.', ',', ';', '…']) {
            found.extend(lines.into_iter().filter(|line| {
                let line = text.get(line.range()).unwrap_or_default();
                line.len() <= TITLE_LINE && !line.contains("--") && !line.contains('[')
            }));
        }
    }
    found.truncate(6);
    found
}

/// What the title in the file's metadata names, where the text has no title of its own.
fn metadata_title(metadata: &[Metadata], statement: &Statement) -> Option<Found<Kind>> {
    if statement.title.is_some() {
        return None;
    }
    let title = &metadata.iter().find(|entry| entry.key == "title")?.value;
    let found = title::kind(title, Span::new(0, title.len()), statement.language.as_deref())?;
    let confidence = found.confidence.saturating_sub(15);
    Some(Found { value: found.value, evidence: Vec::new(), method: "metadata-title".to_owned(), confidence })
}

fn lowered(mut found: Found<Kind>, by: u8) -> Found<Kind> {
    found.confidence = found.confidence.saturating_sub(by);
    found
}
