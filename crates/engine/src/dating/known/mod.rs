//! Bounds from what the world knows: events, office holders, presidents of the UN General Assembly, new members.
//!
//! A name bounds from below by being used at all, and from above only where the words around it say that it is of the
//! present: a president who signs, a Secretary-General in office, an election on which the speaker congratulates.

mod admission;
mod assembly;
mod names;
mod office;

pub use office::signed;

use super::clue::{Clue, not_before};
use super::cues;
use crate::knowledge::events;
use broadside_model::Span;
use broadside_model::edtf::Day;
use names::Entry;

/// Bytes looked at on either side of a name.
const AROUND: usize = 160;

/// A name found in a text, with what stands around it.
struct Named<'a> {
    entry: Entry,
    name: &'a str,
    span: Span,
    before: &'a str,
    behind: &'a str,
}

/// The bounds of all that is known.
pub fn clues(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let mut assembly = None;
    let mut is_assembly =
        || *assembly.get_or_insert_with(|| has(body, "General", "Assembly") || has(body, "United", "Nations"));
    let mut latest: Option<(Day, Named<'_>)> = None;
    let (mut offices, mut bodies) = (Vec::new(), Vec::new());
    for named in find(body, within_span.range().start) {
        let known = match named.entry {
            Entry::Event(index) => events::EVENTS.get(index),
            Entry::Office(index) => events::OFFICES.get(index),
            Entry::Body(index) => events::BODIES.get(index),
            _ => None,
        };
        if let Some(row) = known.filter(|_| !is_deputy(named.before)) {
            match (named.entry, row.to) {
                (Entry::Office(index), Some(to)) => offices.push((index, office::in_office(text, to, &named))),
                (Entry::Body(index), Some(to)) => bodies.push((index, office::in_being(text, to, &named))),
                _ => {}
            }
            if latest.as_ref().is_none_or(|latest| latest.0 < row.from) {
                latest = Some((row.from, named));
            }
            continue;
        }
        match named.entry {
            Entry::Secretary(index) => office::secretary(index, &named, clues),
            Entry::President(index) if is_assembly() => assembly::president(index, &named, clues),
            Entry::Member(index) if is_assembly() => admission::member(index, &named, clues),
            Entry::President(_) | Entry::Member(_) | Entry::Event(_) | Entry::Office(_) | Entry::Body(_) => {}
        }
    }
    // Of those in office the last to leave is believed, as those before may be named out of courtesy.
    clues.extend(office::present(offices).into_iter().max_by_key(|clue| clue.day));
    clues.extend(office::present(bodies));
    if let Some((day, named)) = latest {
        clues.push(not_before(day, format!("names {}, known from {day}", named.name), named.span, "known-event", 95));
    }
}

/// The names in a text with what stands around them; `base` is the byte at which `body` stands.
fn find(body: &str, base: usize) -> impl Iterator<Item = Named<'_>> {
    names::find(body).filter_map(move |(entry, name, at)| {
        let end = at + name.len();
        Some(Named {
            entry,
            name,
            span: Span::new(base + at, base + end),
            before: cues::tail(body.get(..at)?, AROUND),
            behind: cues::head(body.get(end..)?, AROUND),
        })
    })
}

/// Whether two words stand in a text one behind the other.
fn has(text: &str, first: &str, second: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), first).any(|at| {
        let behind = text.get(at + first.len()..).unwrap_or("");
        behind.strip_prefix([' ', '\n', '\r', '\t']).is_some_and(|behind| behind.starts_with(second))
    })
}

/// Whether the office named next is that of a deputy, or one that is still to be taken.
fn is_deputy(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\n', '\r', '\t', '-']);
    let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    ["vice", "deputy", "under", "assistant", "acting"].iter().any(|deputy| word.eq_ignore_ascii_case(deputy))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        clues(text, Span::new(0, text.len()), &mut found);
        found.iter().map(|clue| format!("{:?} {}", clue.side, clue.day)).collect()
    }

    #[test]
    fn an_event_named_is_not_later() {
        assert_eq!(read("after the Marshall\nPlan"), ["NotBefore 1947-06-05"]);
        assert_eq!(read("Vice President Truman said so"), Vec::<String>::new());
        assert_eq!(read("the Marshall Plans"), Vec::<String>::new());
    }

    #[test]
    fn an_office_named_is_held_and_what_is_no_more_was() {
        let speaks = "I have asked Vice President Mondale to meet with them.";
        assert_eq!(read(speaks), ["NotAfter 1981-07-22", "NotBefore 1976-11-02"]);
        assert_eq!(read("When Vice President Mondale was there, he said so."), ["NotBefore 1976-11-02"]);
        assert_eq!(read("the Territory of Utah asks for it"), ["NotAfter 1896-01-04", "NotBefore 1847-01-01"]);
    }

    #[test]
    fn presidents_of_the_assembly_give_its_session() {
        let elected = "I congratulate you, Mr. Mojsov, on your election as President of the General Assembly.";
        assert_eq!(read(elected), ["NotBefore 1977-09-01", "NotAfter 1977-12-31"]);
        let left = "Your predecessor, Mr. Amerasinghe, led the General Assembly well.";
        assert_eq!(read(left), ["NotBefore 1977-09-01", "NotAfter 1977-12-31"]);
    }

    #[test]
    fn a_new_member_is_welcomed_in_its_year() {
        let welcomed = "We welcome the admission of Djibouti to the Organization. The General Assembly";
        assert_eq!(read(welcomed), ["NotBefore 1977-09-20", "NotAfter 1977-12-31"]);
        let hoped = "We hope soon to welcome Namibia as a member of the General Assembly";
        assert_eq!(read(hoped), Vec::<String>::new());
    }

    #[test]
    fn who_signs_is_in_office() {
        let mut found = Vec::new();
        let text = "words\nGROVER CLEVELAND.\n";
        signed(text, Span::new(0, text.len()), &mut found);
        assert_eq!(found.len(), 2);
    }
}
