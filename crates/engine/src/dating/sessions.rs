//! Numbered sessions of the United Nations General Assembly.
//!
//! A computed fact: regular session *n* opens in September of the year 1945 + *n* (the first, the sixth and the
//! nineteenth on days of their own) and sits until the next; its main part, in which general statements are made, ends with
//! the year. Which
//! session a text calls its own is told by the words around the number: "this …", "your election as President of the …".
//! A session whose president is taken leave of is the one before.

use super::clause::Clause;
use super::clue::{Clue, not_before, within};
use super::cues::{self, Cue};
use super::words::{self, ORDINAL};
use broadside_model::Span;
use broadside_model::edtf::Day;
use regex::Regex;
use std::sync::LazyLock;

/// How many sessions the rules know of; a number beyond is no session of the Assembly.
const LAST: u32 = 120;

/// Points from which on a session is the one that sits.
const SITS: i32 = 4;

/// The words that a session's number stands before.
const HEADS: [&str; 2] = ["session", "assembly"];

/// The heads in a text, in order: the first byte of each, and which of them it is.
fn heads(body: &str) -> Vec<(usize, usize)> {
    let bytes = body.as_bytes();
    let is = |at: usize, head: &str| {
        bytes.get(at..at + head.len()).is_some_and(|there| there.eq_ignore_ascii_case(head.as_bytes()))
    };
    // Both have a double s, behind two letters and behind one.
    let of = |at: usize| match (at.checked_sub(2), at.checked_sub(1)) {
        (Some(start), _) if is(start, HEADS[0]) => Some((start, 0)),
        (_, Some(start)) if is(start, HEADS[1]) => Some((start, 1)),
        _ => None,
    };
    let doubles = ["ss", "SS"].into_iter().flat_map(|double| memchr::memmem::find_iter(bytes, double));
    let mut heads: Vec<(usize, usize)> = doubles.filter_map(of).collect();
    heads.sort_unstable();
    heads
}

/// Words that can stand between a number and its head.
const BETWEEN: [&str; 12] = [
    "regular",
    "annual",
    "ordinary",
    "general",
    "plenary",
    "anniversary",
    "commemorative",
    "un",
    "u",
    "n",
    "united",
    "nations",
];

/// Whether an ordinal may end right before a head and what stands between: all of them end in "t", "h" or "d".
fn may_be_numbered(before: &str) -> bool {
    let words = before.rsplit(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = words.take(10).find(|word| !BETWEEN.iter().any(|between| word.eq_ignore_ascii_case(between)));
    number.is_some_and(|word| word.ends_with(['t', 'h', 'd', 'T', 'H', 'D']))
}

/// What ends right before one of the heads.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?i)\b({ORDINAL})\s{{1,3}}(?:(?:regular|annual|ordinary|general|plenary|anniversary|commemorative)\s{{1,3}})*(?:(?:U\.?N\.?|United\s{{1,3}}Nations)\s{{1,3}})?(general\s{{1,3}})?$"
    );
    Regex::new(&pattern).expect("a valid pattern")
});

/// Bytes that a number and what stands between it and its head can take.
const NUMBER: usize = 80;

/// The numbers of sessions in a text and where they stand with their head.
fn numbers(text: &str, within: Span) -> Vec<(u32, Span)> {
    let Some(body) = text.get(within.range()) else { return Vec::new() };
    let base = within.range().start;
    let read = |(at, head): (usize, usize)| {
        let before = cues::tail(body.get(..at)?, NUMBER);
        let found = if may_be_numbered(before) { NUMBERED.captures(before)? } else { return None };
        if head == 1 && found.get(2).is_none() {
            return None;
        }
        let start = base + at - before.len() + found.get(0)?.start();
        Some((words::number(found.get(1)?.as_str())?, Span::new(start, base + at + HEADS.get(head)?.len())))
    };
    heads(body).into_iter().filter_map(read).collect()
}

/// Words of a clause that speak for the session's sitting now, or for its being over.
static CUES: LazyLock<Vec<Cue>> = LazyLock::new(|| {
    cues::read(
        "own 7 this|present|current|our
         near 5 your election|his election|her election|election of|elected president|elected to preside|assumption of the presid|\
assume the presid|assuming the presid|accession to the presid|as you preside|as he presides|as she presides|elected as president|\
election as|election to|been elected|unanimously elected|election by acclamation|chosen to|installation as|of president of|elected you
         near 5 theme of|theme for|general debate of|opening of|beginning of|main theme|begin|entered|convened here|theme proposed
         near 3 preside over|presidency of|guide the|honour for me to address|privilege to address|participating in|taking part in|\
opportunity to address|before the|agenda of|business of|agenda for|to make the|confident that|hope that|trust that|may the|success of|
         near 3 work of|deliberations of|meet in|we meet|gathered
         behind 5 is taking place|is meeting|opens|is opening|has before it|meets|takes place|begins|convenes|has opened
         near -6 since the|adopted|outgoing|predecessor|presided|previous|last |who led|guided|conducted|was president|\
retiring|former|steered|directed|postponed|tribute to the|thank|gratitude|appreciation|the late |memory|death|end of the|\
resumed|recently|addressed|recall|already|close of|closing|ended|his presidency|her presidency|successful presidency|conclusion of|served as|\
as president of the general assembly during|during his|commend|ago|before the assembly at|stated|said|efforts
         behind -5 adopted|decided|last year|ended|which ended|had |, in 1|, in 2|in 19|in 20|was |did |came to|which recently|recommended|, my delegation|, at which
         own -3 at the|during the|since the|of that
         near -9 next |provisional agenda|candida|report to|will be held
         own -9 to the|until the
         behind -9 next year|to be held|, next",
    )
});

/// Words that go with leave being taken of a session's president.
const LEAVE: &[&str] =
    &["outgoing", "predecessor", "presided", "guided", "conducted", "steered", "retiring", "former president"];

/// A session named in a text.
struct Named {
    number: u32,
    span: Span,
    /// How much speaks for its being the one that sits; below 0 it is over, or to come.
    points: i32,
    /// Leave is taken of its president.
    leave: bool,
    to_come: bool,
}

/// The bounds given by the sessions named.
pub fn clues(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let named: Vec<Named> =
        numbers(text, within_span).into_iter().filter_map(|(number, span)| named(text, span, number)).collect();
    if let Some((number, session, confidence)) = current(&named) {
        let (from, mut to) = sitting(number);
        // Who congratulates a new president speaks in the main part; else it may be a part that was resumed.
        let main = cues::any(text.get(within_span.range()).unwrap_or(""), "ongratulat|elicitat|general debate");
        if !main {
            to = sitting(number + 1).0;
        }
        let reason = format!("session {number} of the General Assembly is sitting");
        clues.extend(within(from, to, &reason, session.span, "assembly-session", confidence));
    }
    for session in named.iter().filter(|session| !session.to_come && session.points < 0 && session.number > 1) {
        let reason = format!("session {} of the General Assembly has been", session.number);
        clues.push(not_before(sitting(session.number).0, reason, session.span, "assembly-session", 92));
    }
}

/// The session that sits: the one that most speaks for, of two that are equal the later; or the one behind that whose
/// president is taken leave of.
fn current(named: &[Named]) -> Option<(u32, &Named, u8)> {
    let score = |number: u32| named.iter().filter(|one| one.number == number).map(|one| one.points).max().unwrap_or(0);
    let best = named.iter().max_by_key(|one| (score(one.number), one.number))?;
    if score(best.number) >= SITS {
        return Some((best.number, best, 97));
    }
    let latest = named.iter().filter(|one| !one.to_come).max_by_key(|one| (one.number, one.leave))?;
    let over = named.iter().filter(|one| one.number == latest.number).all(|one| one.points < 0);
    (latest.leave && over).then_some((latest.number + 1, latest, 90))
}

/// From the opening of a session of the General Assembly to the end of its main part.
pub fn sitting(number: u32) -> (Day, Day) {
    let year = 1945 + i32::try_from(number.min(LAST)).unwrap_or_default();
    let (from, to) = match number {
        1 => ((1946, 1, 10), (1946, 12, 31)),
        6 => ((1951, 11, 6), (1952, 2, 5)),
        19 => ((1964, 12, 1), (1965, 2, 18)),
        _ => ((year, 9, 1), (year, 12, 31)),
    };
    let day = |(year, month, day)| Day { year, month, day };
    (day(from), day(to))
}

fn named(text: &str, span: Span, number: u32) -> Option<Named> {
    if !(1..=LAST).contains(&number) {
        return None;
    }
    let clause = Clause::around(text, span);
    let (before, behind) = (cues::plain(clause.before), cues::plain(clause.behind));
    let assembly = text.get(span.range())?.to_lowercase().contains("assembly");
    if !assembly && of_another_body(&before, &behind) {
        return None;
    }
    let behind = behind_assembly(&behind);
    let running_head = behind.starts_with(" - ") || before.trim_end().ends_with("general assembly -");
    let mut points = if running_head { 6 } else { cues::points(&CUES, &before, behind) };
    let own = before.trim_end();
    let this = own.ends_with("this");
    let subject = own.ends_with("the") && !own.ends_with("at the") && !own.ends_with("to the");
    points +=
        5 * i32::from(subject && [" will", " must", " should", " can"].iter().any(|verb| behind.starts_with(verb)));
    if number == 1 && !(this && before.contains("general assembly")) || number < 10 && points < 7 {
        points = points.min(SITS - 1);
    }
    let leave = LEAVE.iter().any(|word| before.contains(word)) && !before.contains("wish") && !before.contains(" you,");
    Some(Named { number, span, points, leave, to_come: points <= -9 })
}

/// What stands behind "of the General Assembly".
fn behind_assembly(behind: &str) -> &str {
    let mut rest = behind;
    for words in
        [" of", " this", " the", " united nations", " u.n.", " un", " general", " assembly", " of the united nations"]
    {
        rest = rest.strip_prefix(words).unwrap_or(rest);
    }
    rest
}

/// Whether the session is one of another body.
fn of_another_body(before: &str, behind: &str) -> bool {
    const BODIES: &[&str] = &[
        "commission",
        "committee",
        "council",
        "conference",
        "board",
        "unctad",
        "congress",
        "organization of african",
        "heads of state",
        "unesco",
        "fao",
        "parliament",
        "emergency",
        "special",
        "parties",
        "legislature",
        "diet",
    ];
    const OWN: &[&str] = &["general assembly", "united nations", "assembly", "president", "organization"];
    let behind = behind.trim_start_matches([' ', ',']);
    if let Some(of) = behind.strip_prefix("of ") {
        let of = of.trim_start_matches("the ").trim_start_matches("this ");
        let own = ["general assembly", "united nations general", "assembly", "u.n.", "un ", "united nations."];
        return !own.iter().any(|name| of.starts_with(name)) || of.starts_with("assembly of");
    }
    // The body named last before the number is the one that sits, or else the one named right behind it.
    let last = |names: &[&str]| names.iter().filter_map(|name| before.rfind(name)).max();
    let next = |names: &[&str]| names.iter().filter_map(|name| behind.get(..40).unwrap_or(behind).find(name)).min();
    match (last(BODIES), last(OWN)) {
        (None, None) => next(BODIES).is_some_and(|body| next(OWN).is_none_or(|own| body < own)),
        (body, own) => body > own,
    }
}
