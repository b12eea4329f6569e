//! Offices that the rows of signatories and the parties of a statement give: "Ada Crumb, Secretary, Bakers' Union".

use super::view::View;
use super::words::{self, ARTICLE, FORMER, OF, OFFICE, uncontracted};
use super::{Finder, Said};
use crate::knowledge::phrase::folded;
use broadside_model::{PartyKind, RelationKind, Span};

/// Reads the rows and parties.
pub fn read(finder: &mut Finder<'_>) {
    let statement = finder.view.statement;
    for found in &statement.signatories {
        let row = &found.value;
        if row.kind != Some(PartyKind::Organisation) && row.doubt.is_none() {
            let cells = [Some(&row.name), row.affiliation.as_ref(), row.role.as_ref()];
            finder.row(cells, &found.evidence, found.confidence);
        }
    }
    for found in &statement.issuers {
        let party = &found.value;
        if party.kind == Some(PartyKind::Person) {
            finder.row([Some(&party.name), party.of.as_ref(), party.role.as_ref()], &found.evidence, found.confidence);
        }
    }
}

impl Finder<'_> {
    /// Takes a row of name, body and office, where all three stand in its evidence.
    fn row(&mut self, cells: [Option<&String>; 3], evidence: &[Span], confidence: u8) {
        let [Some(name), Some(body), Some(role)] = cells else { return };
        if !is_office(role) || body.len() > 200 {
            return;
        }
        let place = |words: &str| find(&self.view, words, evidence);
        if !names_body(body) {
            return;
        }
        let (Some(subject), Some(object), role) = (place(name), place(body), place(role)) else { return };
        if subject.overlaps(object) || confidence < 60 {
            return;
        }
        let role = role.and_then(|role| without_body(&self.view, role, object));
        let also = Span { start: subject.start.min(object.start), end: subject.end.max(object.end) };
        let (kind, method, confidence) = (RelationKind::OfficerOf, "relations.row", confidence.min(85));
        self.found.push(Said { kind, subject, object, role, date: None, method, confidence, also });
    }
}

/// Whether words name a body: one of them heads such names, or they are an acronym.
fn names_body(body: &str) -> bool {
    let mut words = body.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_acronym = body.len() >= 2 && body.chars().all(char::is_uppercase);
    let is_capital = body.starts_with(|letter: char| !letter.is_lowercase());
    is_capital && (is_acronym || words.any(|word| words::heads_body(&folded(word))))
}

/// A role without the body that it may name too, and what leads to that.
fn without_body(view: &View<'_>, role: Span, body: Span) -> Option<Span> {
    if !role.overlaps(body) {
        return Some(role);
    }
    let before = view.text.get(role.start as usize..body.start as usize)?;
    let mut end = before.trim_end().len();
    while let Some(word) = before.get(..end)?.rsplit(|letter: char| !letter.is_alphanumeric()).next()
        && words::uses(&uncontracted(folded(word))) & (OF | ARTICLE) != 0
    {
        end = before.get(..end - word.len())?.trim_end_matches([' ', '\n', ',', '\'', '’']).len();
    }
    (end > 0).then(|| Span { start: role.start, end: role.start + end as u32 })
}

/// Whether a role is an office that leads a body or acts for it, and still held.
fn is_office(role: &str) -> bool {
    let words = || role.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let has = |uses: u32| words().any(|word| words::uses(&uncontracted(folded(word))) & uses != 0);
    has(OFFICE) && !has(FORMER) && role.len() <= 80
}

/// Where words stand in the evidence, whole.
fn find(view: &View<'_>, words: &str, evidence: &[Span]) -> Option<Span> {
    evidence.iter().find_map(|span| {
        let slice = view.words(*span);
        let at = slice.find(words)?;
        let is_whole = !slice.get(at + words.len()..)?.starts_with(char::is_alphanumeric)
            && !slice.get(..at)?.ends_with(char::is_alphanumeric);
        is_whole.then(|| Span::new(span.start as usize + at, span.start as usize + at + words.len()))
    })
}
