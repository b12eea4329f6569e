//! Bounds from what the world knows: events, office holders, presidents of the UN General Assembly, new members.
//!
//! A name bounds from below by being used at all, and from above only where the words around it say that it is of the
//! present: a president who signs, a Secretary-General in office, an election on which the speaker congratulates.

use super::clue::{Clue, not_after, not_before, within};
use super::cues::{self, Cue};
use super::sessions::sitting;
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

/// Words that speak for a president's being elected now, or for having presided over the session before.
static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    cues::read(
        "near 3 congratulat|felicitat|welcome|compliments|pleasure|pleased|happy|delighted
         near 3 election|elected|electing|chosen|assum|accession|to preside|entrust|chose
         behind 5 on his election|on her election|on your election|on his assum|on her assum|on your assum|as president|on his unan|on being elected|election|, on your|, on his|upon his|upon your|has been elected|was elected|to preside
         near 4 under your|under the presid|under the guidance of|under the leadership of
         near -9 predecessor|outgoing|retiring|former president|last session|previous session|who preced|replace|successor to|succeed
         behind -9 who presided|who led|who guided|who conducted|who so|presided|guided|conducted|directed the|steered
         near -6 tribute|gratitude|thank|appreciation|last year|late |memory|commend|former|reminds|ago
         behind -6 for the|, for |last year|during|for his|for her|for having",
    )
});

/// The bounds of all that is known.
pub fn clues(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let base = within_span.range().start;
    let plain = one_line(body);
    let assembly = plain.contains("General Assembly") || plain.contains("United Nations");
    let mut found: Vec<(Entry, Span, &str, &str)> = Vec::new();
    for name in NAMES.finder.find_iter(&plain) {
        let (before, behind) = (plain.get(..name.start()).unwrap_or(""), plain.get(name.end()..).unwrap_or(""));
        if is_word(before, behind) {
            let span = Span::new(base + name.start(), base + name.end());
            let entry = NAMES.entries[name.pattern().as_usize()];
            found.push((entry, span, cues::tail(before, AROUND), cues::head(behind, AROUND)));
        }
    }
    let mut latest_event: Option<(Day, Span, &str)> = None;
    for (entry, span, before, behind) in found {
        let name = text.get(span.range()).unwrap_or("");
        match entry {
            Entry::Event(_) if is_deputy(before) => {}
            Entry::Event(index) => {
                let event = &events::EVENTS[index];
                if latest_event.is_none_or(|latest| latest.0 < event.from) {
                    latest_event = Some((event.from, span, name));
                }
            }
            Entry::Secretary(index) => {
                clues.extend(secretary(&events::SECRETARIES_GENERAL[index], span, before, behind))
            }
            Entry::President(index) if assembly => {
                clues.extend(president(events::ASSEMBLY_PRESIDENTS[index].session, span, before, behind));
            }
            Entry::Member(index) if assembly => {
                clues.extend(member(name, &events::MEMBERS[index], span, before, behind))
            }
            _ => {}
        }
    }
    if let Some((day, span, name)) = latest_event {
        clues.push(not_before(day, format!("names {name}, known from {day}"), span, "known-event", 95));
    }
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

/// A Secretary-General named with the office: not before the appointment, and not after the term where in office.
fn secretary(term: &Dated, span: Span, before: &str, behind: &str) -> Vec<Clue> {
    let (near, after) = (cues::tail(before, 60).to_lowercase(), cues::head(behind, 40).to_lowercase());
    let titled =
        near.contains("secretary-general") || after.contains("secretary-general") || near.contains("secretary general");
    if !titled || near.contains("representative") || near.contains("under-secretary") || near.contains("assistant") {
        return Vec::new();
    }
    let name = term.forms.first().copied().unwrap_or("");
    let mut clues =
        vec![not_before(term.from, format!("names {name} as Secretary-General"), span, "office-holder", 95)];
    const GONE: &[&str] = &[
        "former",
        "late ",
        "then ",
        "predecessor",
        "ago",
        "under secretary-general",
        "previous",
        "said",
        "memory",
        "outgoing",
        "when ",
        "was ",
        "had ",
        "past",
        "successor",
        "first ",
        "second ",
        "third",
        "words of",
    ];
    let gone = GONE.iter().any(|word| near.contains(word) || after.contains(word));
    if let Some(to) = term.to.filter(|_| !gone) {
        clues.push(not_after(to, format!("names {name} as Secretary-General in office"), span, "office-holder", 80));
    }
    clues
}

/// A president of the Assembly, on whose election somebody congratulates, or who is taken leave of.
fn president(session: u32, span: Span, before: &str, behind: &str) -> Vec<Clue> {
    let (before, behind) = (cues::plain(before), cues::plain(behind));
    let points = cues::points(&CUES, &before, &behind);
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "miss",
        "madam",
        "ambassador",
        "excellency",
        "prince",
        "minister",
        "begum",
        "sheikha",
        "sheikh",
        "president",
        "general",
        "professor",
    ];
    let titled =
        cues::tail(&before, 40).split(|letter: char| !letter.is_alphanumeric()).any(|word| TITLES.contains(&word));
    let presides =
        titled && ["presid", "assembly", "session"].iter().any(|word| before.contains(word) || behind.contains(word));
    let (number, reason, confidence) = match points {
        5.. if presides => (session, "congratulates the president of session", 91),
        ..=-9 if presides => (session + 1, "takes leave of the president before session", 89),
        _ => return Vec::new(),
    };
    let (from, to) = sitting(number);
    within(from, to, &format!("{reason} {number} of the General Assembly"), span, "assembly-president", confidence)
        .into()
}

/// A state whose admission is welcomed: the year it was admitted in.
fn member(name: &str, state: &Dated, span: Span, before: &str, behind: &str) -> Vec<Clue> {
    let (before, behind) = (cues::plain(cues::tail(before, 90)), cues::plain(cues::head(behind, 90)));
    let welcomed = ["welcom", "congratulat", "greet", "salute", "pleas", "happy", "satisfaction"];
    let at = welcomed.iter().filter_map(|word| before.rfind(word)).max();
    let between = before.get(at.unwrap_or(0)..).unwrap_or("");
    const MEMBER: &[&str] =
        &["new member", "membership", "into the united nations", "as a member", "as members", "in our midst"];
    let admitted = between.contains("admission of")
        || cues::tail(&before, 14).contains("admission") && MEMBER.iter().any(|words| behind.contains(words))
        || between.contains("new member")
        || MEMBER.iter().any(|words| cues::head(&behind, 60).contains(words));
    /// How many of the words speak of another time wherever they stand.
    const OF_BEFORE: usize = 10;
    const OTHERWISE: &[&str] = &[
        "hope",
        "when ",
        "forward",
        "soon",
        "ago",
        "last year",
        "day when",
        "moment",
        "would",
        "able to",
        "will ",
        "future",
        "request",
        "opposed",
        "people's republic",
        "occasion of",
        "delegation of",
        "government of",
        "people of",
        "behalf",
        "council",
        "candidate",
        "last week",
        "commonwealth",
        "anniversary",
        "iaea",
        "forum",
    ];
    let otherwise = OTHERWISE.iter().any(|words| between.contains(words) || cues::head(&behind, 40).contains(words))
        || OTHERWISE[..OF_BEFORE].iter().any(|words| before.contains(words));
    if at.is_none() || between.contains(['.', ';']) || !admitted || otherwise {
        return Vec::new();
    }
    let to = Day { year: state.from.year, month: 12, day: 31 };
    within(state.from, to, &format!("welcomes {name} to the United Nations"), span, "new-member", 84).into()
}

/// Bytes before the end of a statement in which its signature stands.
const SIGNATURE: usize = 300;

/// A US president who signs the statement in capitals, alone on a line near its end.
pub fn signed(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let end = cues::tail(body, SIGNATURE);
    let mut at = within_span.range().end - end.len();
    for line in end.split_inclusive('\n') {
        let name = line.trim().trim_end_matches('.');
        let term = events::US_PRESIDENTS.iter().find(|term| term.forms.contains(&name));
        if let Some((term, to)) = term.and_then(|term| Some((term, term.to?))) {
            let span = Span::new(at, at + line.trim_end().len());
            clues.extend(within(term.from, to, &format!("signed by {name} in office"), span, "signed-in-office", 86));
        }
        at += line.len();
    }
}
