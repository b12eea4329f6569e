//! Relations that a statement says there are between those it names: organ, section and member of, renamed and split
//! from, merged from, founded by, officer of.
//!
//! Takes a statement with its mentions, parties and signatories; gives [`Relations`], each with the words that say so.
//! A relation is read where all words between two names are a known phrase ([`between`]), an office ([`officer`]) or an
//! organ's "of the" ([`organ`]), or where a row of signatories gives name, office and body ([`rows`]). Nothing is concluded:
//! what is not said in as many words is left out.

mod between;
mod gap;
mod officer;
mod organ;
mod rows;
mod triggers;
mod view;
mod words;

use broadside_model::entity::Relations;
use broadside_model::{Edtf, Found, MentionKind, Relation, RelationKind, Span, Statement};
use gap::Gap;
use view::View;

/// A relation by places in the text.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    kind: RelationKind,
    subject: Span,
    object: Span,
    role: Option<Span>,
    date: Option<Edtf>,
    method: &'static str,
    confidence: u8,
    /// The words that say so, from the first name to the second.
    also: Span,
}

/// Relations found so far.
struct Finder<'a> {
    view: View<'a>,
    found: Vec<Said>,
}

/// The relations that a statement of `text` says there are, in order of their place.
pub fn read(text: &str, statement: &Statement) -> Relations {
    let mut finder = Finder { view: View::new(text, statement), found: Vec::new() };
    for place in 0..finder.view.names.len() {
        let name = finder.view.names[place];
        organ::read(&mut finder, name);
        let Some(next) = finder.view.names.get(place + 1).copied() else { break };
        if !may_relate(name.kind, next.kind) {
            continue;
        }
        organ::joined(&mut finder, name, next);
        let Some(between) = finder.view.between(name, next) else { continue };
        if let Some(gap) = Gap::read(text, between, &finder.view.times) {
            between::read(&mut finder, place, &gap);
            officer::read(&mut finder, place, &gap);
        }
    }
    rows::read(&mut finder);
    settled(text, finder.found)
}

/// Whether two names of these kinds can be related by the words between them.
fn may_relate(a: MentionKind, b: MentionKind) -> bool {
    let is_body = |kind| kind == MentionKind::Organisation;
    is_body(a) || is_body(b) || (a == MentionKind::Place && b == MentionKind::Place)
}

/// In order of their place, the same once: the surest reading of two names.
fn settled(text: &str, mut found: Vec<Said>) -> Relations {
    let order = |said: &Said| (said.subject, said.object, said.kind);
    found.sort_by(|a, b| order(a).cmp(&order(b)).then(b.confidence.cmp(&a.confidence)));
    found.dedup_by(|later, earlier| order(later) == order(earlier));
    let words = |span: Span| text.get(span.range()).map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
    let relation = |said: &Said| {
        Some(Relation {
            kind: said.kind,
            subject: words(said.subject)?,
            subject_span: said.subject,
            object: words(said.object)?,
            object_span: said.object,
            role: said.role.and_then(words),
            date: said.date.clone(),
        })
    };
    let all =
        found.iter().filter_map(|said| Some(Found::new(relation(said)?, said.also, said.method, said.confidence)));
    all.collect()
}

#[cfg(test)]
mod tests;
