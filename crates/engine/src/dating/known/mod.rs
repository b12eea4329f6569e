//! Bounds from what the world knows: events, office holders, presidents of the UN General Assembly, new members.
//!
//! A name bounds from below by being used at all, and from above only where the words around it say that it is of the
//! present: a president who signs, a Secretary-General in office, an election on which the speaker congratulates.

mod admission;
mod assembly;
mod office;

pub use office::signed;

use super::clue::{Clue, not_before};
use super::cues;
use crate::knowledge::events::{self, Dated};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use broadside_model::Span;
use broadside_model::edtf::Day;
use std::sync::LazyLock;

/// Bytes looked at on either side of a name.
const AROUND: usize = 160;

/// What a name in the tables is.
#[derive(Clone, Copy)]
enum Entry {
    /// Row of `EVENTS`.
    Event(usize),
    /// Row of `SECRETARIES_GENERAL`.
    Secretary(usize),
    /// Row of `ASSEMBLY_PRESIDENTS`.
    President(usize),
    /// Row of `MEMBERS`.
    Member(usize),
}

/// All names of all tables.
struct Names {
    finder: AhoCorasick,
    entries: Vec<Entry>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut forms: Vec<(&str, Entry)> = Vec::new();
    let add = |rows: &[Dated], entry: fn(usize) -> Entry, forms: &mut Vec<(&str, Entry)>| {
        for (index, row) in rows.iter().enumerate() {
            forms.extend(row.forms.iter().map(|form| (*form, entry(index))));
        }
    };
    add(&events::EVENTS, Entry::Event, &mut forms);
    add(&events::SECRETARIES_GENERAL, Entry::Secretary, &mut forms);
    add(&events::MEMBERS, Entry::Member, &mut forms);
    for (index, president) in events::ASSEMBLY_PRESIDENTS.iter().enumerate() {
        forms.extend(president.forms.iter().map(|form| (*form, Entry::President(index))));
    }
    let patterns = forms.iter().map(|form| form.0);
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(patterns)
        .expect("short names");
    Names { finder, entries: forms.into_iter().map(|form| form.1).collect() }
});

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
    let plain = one_line(body);
    let assembly = plain.contains("General Assembly") || plain.contains("United Nations");
    let mut latest: Option<(Day, Named<'_>)> = None;
    for named in find(&plain, within_span.range().start) {
        match named.entry {
            Entry::Event(index) => {
                let day = events::EVENTS.get(index).map(|event| event.from).filter(|_| !is_deputy(named.before));
                if let Some(day) = day.filter(|day| latest.as_ref().is_none_or(|latest| latest.0 < *day)) {
                    latest = Some((day, named));
                }
            }
            Entry::Secretary(index) => office::secretary(index, &named, clues),
            Entry::President(index) if assembly => assembly::president(index, &named, clues),
            Entry::Member(index) if assembly => admission::member(index, &named, clues),
            Entry::President(_) | Entry::Member(_) => {}
        }
    }
    if let Some((day, named)) = latest {
        clues.push(not_before(day, format!("names {}, known from {day}", named.name), named.span, "known-event", 95));
    }
}

/// The names in a text that are words of their own; `base` is the byte at which `plain` stands.
fn find(plain: &str, base: usize) -> impl Iterator<Item = Named<'_>> {
    NAMES.finder.find_iter(plain).filter_map(move |found| {
        let (before, behind) = (plain.get(..found.start())?, plain.get(found.end()..)?);
        Some(Named {
            entry: *NAMES.entries.get(found.pattern().as_usize())?,
            name: plain.get(found.range())?,
            span: Span::new(base + found.start(), base + found.end()),
            before: cues::tail(before, AROUND),
            behind: cues::head(behind, AROUND),
        })
        .filter(|_| is_word(before, behind))
    })
}

/// Whether the office named next is that of a deputy, or one that is still to be taken.
fn is_deputy(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '-']);
    before.get(before.len().saturating_sub(4)..).is_some_and(|word| word.eq_ignore_ascii_case("vice"))
}

/// A copy of the same length with blanks for line ends and tabs, so that a name over two lines is found.
fn one_line(body: &str) -> String {
    let blank = |byte: u8| if matches!(byte, b'\n' | b'\r' | b'\t') { b' ' } else { byte };
    String::from_utf8(body.bytes().map(blank).collect()).unwrap_or_default()
}

fn is_word(before: &str, behind: &str) -> bool {
    !before.ends_with(|letter: char| letter.is_alphanumeric())
        && !behind.starts_with(|letter: char| letter.is_alphanumeric())
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
        assert_eq!(read("Vice President Nixon said so"), Vec::<String>::new());
        assert_eq!(read("the Marshall Plans"), Vec::<String>::new());
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
