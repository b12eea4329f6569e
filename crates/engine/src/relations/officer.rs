//! Who holds an office where: "Ada Crumb, secretary of the Bakers' Union", "the secretary of the Bakers' Union, Ada
//! Crumb", "Bakers' Union secretary Ada Crumb".
//!
//! Every word between the two must belong to the office or join it to the body; former offices are passed over.

use super::gap::{Gap, Mark, Word};
use super::view::View;
use super::words::{self, ARTICLE, FORMER, HELPER, OF, OFFICE, RANK};
use super::{Finder, Said};
use crate::knowledge::phrase::folded;
use broadside_model::{Mention, MentionKind, RelationKind, Span};

/// Bytes before the name of a body in which to look for an office.
const BEFORE: u32 = 90;

/// Reads the words between name `first` and the next.
pub fn read(finder: &mut Finder<'_>, first: usize, gap: &Gap) {
    let view = &finder.view;
    let (Some(a), Some(b)) = (view.names.get(first), view.names.get(first + 1)) else { return };
    let said = match (a.kind, b.kind) {
        (MentionKind::Person, MentionKind::Organisation) => after_person(view, a, b, gap),
        (MentionKind::Organisation, MentionKind::Person) => {
            // An office of the one before is not that of the one behind.
            let is_taken = finder.found.last().is_some_and(|said| said.object == a.span && said.role.is_some());
            before_person(view, a, b, gap).filter(|_| !is_taken)
        }
        _ => None,
    };
    finder.found.extend(said);
}

/// "Ada Crumb, secretary of the Bakers' Union".
fn after_person(view: &View<'_>, person: &Mention, body: &Mention, gap: &Gap) -> Option<Said> {
    let words = gap.words.as_slice();
    let from = words.iter().position(|word| words::uses(&word.folded) & (HELPER | ARTICLE) == 0)?;
    let (role, rest) = office(words.get(from..)?)?;
    let is_joined = joins(view, role, rest) || (rest.is_empty() && gap.last == Mark::Soft && !gap.has_line_end);
    let is_one = rest.iter().chain(role.get(1..)?).all(|word| word.before == Mark::None);
    if !gap.is_set_off()
        || !is_joined
        || !is_one
        || view.began_before(left(person))
        || is_cut(view, body)
        || view.is_place_of(person)
    {
        return None;
    }
    Some(said(person, body, role, gap, Span { start: person.span.start, end: body.span.end }))
}

/// "Bakers' Union secretary Ada Crumb", "the Bakers' Union's secretary, Ada Crumb"; with the office before the body:
/// "the secretary of the Bakers' Union, Ada Crumb".
fn before_person(view: &View<'_>, body: &Mention, person: &Mention, gap: &Gap) -> Option<Said> {
    if view.goes_on(person.span.end) || !view.is_name(body) || is_of_another(view, person) {
        return None;
    }
    let mut words = gap.words.as_slice();
    while let Some((last, rest)) = words.split_last()
        && words::uses(&last.folded) & OFFICE == 0
        && words::is_title(&last.folded)
        && rest.last().is_none_or(|before| words::uses(&before.folded) & OFFICE == 0)
    {
        words = rest;
    }
    if words.is_empty() {
        let is_near = gap.last == Mark::Soft || !gap.has_line_end || !gap.words.is_empty();
        return is_near.then(|| office_before(view, body, person)).flatten();
    }
    let is_possessive = words.first().is_some_and(|word| word.folded == "s");
    let words = if is_possessive { words.get(1..)? } else { words };
    let (role, rest) = office(words)?;
    let is_one = role.iter().all(|word| word.before == Mark::None) && (gap.last == Mark::None || is_possessive);
    if !rest.is_empty() || !is_one || gap.has_line_end || view.began_before(body.span.start) {
        return None;
    }
    Some(said(person, body, role, gap, Span { start: body.span.start, end: person.span.end }))
}

/// The office that stands before a body: "the secretary of the" …
fn office_before(view: &View<'_>, body: &Mention, person: &Mention) -> Option<Said> {
    let mut start = body.span.start.saturating_sub(BEFORE).max(view.statement.span.start);
    while !view.text.is_char_boundary(start as usize) {
        start += 1;
    }
    // What stands before the last full stop or name is not looked at; a word cut at the beginning is no office.
    let before = view.text.get(start as usize..body.span.start as usize)?;
    let stop = before.rfind(['.', ';', ':', '!', '?', '\n', ',', '(']).map_or(0, |at| at + 1);
    let gap = Gap::read(view.text, Span { start: start + stop as u32, end: body.span.start }, &[])?;
    let end = gap.words.iter().rposition(|word| words::uses(&word.folded) & (OFFICE | RANK) != 0)? + 1;
    let (before, rest) = gap.words.split_at(end);
    let first = before.iter().rposition(|word| words::uses(&word.folded) & (OFFICE | RANK) == 0).map_or(0, |at| at + 1);
    let (role, none) = office(before.get(first..)?)?;
    let is_former = first > 0 && words::uses(&before.get(first - 1)?.folded) & FORMER != 0;
    if is_former || !none.is_empty() || !joins(view, role, rest) || gap.last != Mark::None {
        return None;
    }
    let start = role.first()?.span.start;
    Some(said(person, body, role, &gap, Span { start, end: person.span.end }))
}

/// Divides words into an office and what stands behind it. Some word of it must be an office, none may be "former".
fn office(words: &[Word]) -> Option<(&[Word], &[Word])> {
    let is_of = |word: &Word, of: u32| words::uses(&word.folded) & of != 0;
    let end = words.iter().position(|word| !is_of(word, OFFICE | RANK)).unwrap_or(words.len());
    let (role, rest) = words.split_at(end);
    let has_office = role.iter().any(|word| is_of(word, OFFICE));
    (has_office && !words.iter().any(|word| is_of(word, FORMER))).then_some((role, rest))
}

/// Whether nothing but "of the" stands behind an office; in languages with cases nothing need stand there.
fn joins(view: &View<'_>, role: &[Word], rest: &[Word]) -> bool {
    let uses = |word: &Word| words::uses(&word.folded);
    if rest.is_empty() {
        let is_cased =
            matches!(view.statement.language.as_deref(), Some("rus" | "ukr" | "bel" | "bul" | "pol" | "ces"));
        return is_cased && !role.is_empty();
    }
    rest.len() <= 3 && rest.iter().all(|word| uses(word) & (OF | ARTICLE) != 0)
}

/// Whether a body's name seems not to end where it does.
fn is_cut(view: &View<'_>, body: &Mention) -> bool {
    view.goes_on(body.span.end) || !view.is_name(body)
}

/// Whether a person is said to be of something else: "Ada Crumb of the Millers' League".
fn is_of_another(view: &View<'_>, person: &Mention) -> bool {
    let after = view.text.get(person.span.end as usize..view.statement.span.end as usize).unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|after| after.split(|letter: char| !letter.is_alphanumeric()).next());
    next.is_some_and(|next| words::uses(&words::uncontracted(folded(next))) & OF != 0)
}

fn left(person: &Mention) -> u32 {
    person.title.map_or(person.span.start, |title| title.start.min(person.span.start))
}

fn said(person: &Mention, body: &Mention, role: &[Word], gap: &Gap, also: Span) -> Said {
    let role = role.first().zip(role.last());
    Said {
        kind: RelationKind::OfficerOf,
        subject: person.span,
        object: body.span,
        role: role.map(|(first, last)| Span { start: first.span.start, end: last.span.end }),
        date: gap.date.clone(),
        method: "relations.officer",
        confidence: 85,
        also,
    }
}
