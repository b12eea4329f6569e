//! What kind of act a statement is.
//!
//! Takes a statement whose parts and title are known, gives its [`Kind`] with the words that say so, or nothing where
//! nothing says so. Header tags, the head noun of a title, set formulas, the grammar of a resolution, forms of address and
//! the form of questions and answers each propose; the surest proposal holds.

mod assembly;
mod dialogue;
mod formulas;
mod letter;
pub mod nouns;
mod operative;
pub mod particles;
mod tag;
mod title;
pub mod words;

pub use tag::{named as named_by_tag, tags};
pub use title::{head as head_noun, is_stop};

use broadside_model::{Found, Kind, Metadata, Role, Span, Statement};

/// Longest first line that may be a title where none was found, in bytes.
const TITLE_LINE: usize = 140;

/// The kind of a statement.
pub fn of(text: &str, statement: &Statement, metadata: &[Metadata]) -> Option<Found<Kind>> {
    let span = statement.span;
    let mut proposals: Vec<Found<Kind>> = Vec::new();
    proposals.extend(tag::kind(text, span));
    proposals.extend(titles(text, statement));
    proposals.extend(formulas::kinds(text, span));
    proposals.extend(operative::kind(text, span));
    proposals.extend(assembly::kind(text, span));
    proposals.extend(letter::kind(text, statement));
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
        found.extend(
            first_line(text, statement.span)
                .and_then(|line| title::kind(text, line, language))
                .map(|kind| lowered(kind, 8)),
        );
    }
    found
}

/// The first line of a statement, where it is short and does not end like a sentence.
pub fn first_line(text: &str, statement: Span) -> Option<Span> {
    let slice = text.get(statement.range())?;
    let lead = slice.len() - slice.trim_start().len();
    let line = slice[lead..].lines().next()?.trim_end();
    let start = statement.start as usize + lead;
    let rest = slice.get(lead + line.len()..)?.trim_start_matches([' ', '\r']);
    let alone =
        rest.is_empty() || rest.starts_with("\n\n") || rest.starts_with("\n \n") || rest.starts_with("\r\n\r\n");
    let heading = alone
        && !line.is_empty()
        && line.len() <= TITLE_LINE
        && !line.ends_with(['.', ',', ';', '…'])
        && !line.contains("--")
        && !line.contains('[');
    heading.then(|| Span::new(start, start + line.len()))
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
