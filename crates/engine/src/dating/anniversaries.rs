//! Bounds from years counted: "the fiftieth anniversary of the United Nations", "twenty years ago, in 1945".

use super::clause::Clause;
use super::clue::{Clue, not_before, within};
use super::cues;
use super::times::TimeAt;
use super::words::{self, ORDINAL};
use broadside_model::Span;
use broadside_model::edtf::Day;
use regex::Regex;
use std::sync::LazyLock;

static ANNIVERSARY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b({ORDINAL})\s{{1,3}}$")).expect("a valid pattern"));

/// What anniversaries are counted from, as it is named behind "anniversary of".
const STARTS: &[(&str, i32)] = &[
    ("united nations", 1945),
    ("our organization", 1945),
    ("the organization", 1945),
    ("this organization", 1945),
    ("the charter", 1945),
    ("charter of the united nations", 1945),
    ("universal declaration of human rights", 1948),
    ("end of the second world war", 1945),
    ("october revolution", 1917),
    ("declaration of independence", 1776),
    ("treaty of rome", 1957),
    ("organization of african unity", 1963),
];

/// Words that make another name of the one before them.
const OTHERS: &[&str] = &[
    "declaration",
    "convention",
    "relief",
    "conference",
    "children",
    "educational",
    "development",
    "resolution",
    "security",
    "environment",
    "high",
    "charter",
    "of the oau",
    "university",
    "volunteers",
    "peacekeep",
    "emergency",
    "transition",
];

/// Words between "anniversary of" and what it is the anniversary of.
const BETWEEN: &[&str] = &[
    "the ",
    "founding of ",
    "foundation of ",
    "establishment of ",
    "creation of ",
    "adoption of ",
    "birth of ",
    "signing of ",
];

/// The bounds of anniversaries named.
pub fn clues(text: &str, within_span: Span, clues: &mut Vec<Clue>) {
    let Some(body) = text.get(within_span.range()) else { return };
    let base = within_span.range().start;
    for at in memchr::memmem::find_iter(body.as_bytes(), "anniversary of ") {
        let before = cues::tail(body.get(..at).unwrap_or(""), 60);
        let Some(ordinal) = ANNIVERSARY.captures(before).and_then(|found| found.get(1)) else { continue };
        let behind = cues::plain(cues::head(body.get(at + "anniversary of ".len()..).unwrap_or(""), 80));
        let Some((years, start)) = words::number(ordinal.as_str()).zip(start(&behind)) else { continue };
        let span = Span::new(base + at - before.len() + ordinal.start(), base + at + "anniversary of".len());
        clues.extend(anniversary(text, span, start, years));
    }
}

fn start(behind: &str) -> Option<i32> {
    let mut rest = behind;
    for words in BETWEEN.iter().cycle().take(2 * BETWEEN.len()) {
        rest = rest.strip_prefix(words).unwrap_or(rest);
    }
    STARTS.iter().find_map(|(name, year)| {
        let next = rest.strip_prefix(name.trim_start_matches("the "))?;
        // "of the United Nations Declaration on …" is something else.
        (!OTHERS.iter().any(|word| next.trim_start().starts_with(word))).then_some(*year)
    })
}

/// An anniversary is spoken of from three years before on; "this year" is the year itself.
fn anniversary(text: &str, span: Span, start: i32, years: u32) -> Vec<Clue> {
    let Some(year) = i32::try_from(years).ok().and_then(|years| start.checked_add(years)) else { return Vec::new() };
    let clause = Clause::around(text, span);
    let (before, behind) = (cues::plain(clause.before), cues::plain(clause.behind));
    let this_year = before.contains("this year") || behind.contains("this year");
    let day = |year, month, day| Day { year, month, day };
    if this_year && !before.contains("last year") && !before.contains("next year") {
        let reason = format!("this year is the anniversary of {start} by {years} years");
        return within(day(year, 1, 1), day(year, 12, 31), &reason, span, "anniversary", 86).into();
    }
    vec![not_before(day(year - 3, 1, 1), format!("speaks of {years} years since {start}"), span, "anniversary", 85)]
}

static AGO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b((?:exactly|just)\s+)?([a-z-]+|\d{1,3})\s+years\s+ago(\s+today)?,?\s+(?:in|on)\s*(?:the\s+)?$")
        .expect("a valid pattern")
});

/// Bytes before a time in which "ago" can stand.
const NEAR: usize = 32;

/// The bounds of "so many years ago, in …": counted in years, and in tens of years only roughly.
pub fn ago(text: &str, times: &[TimeAt], clues: &mut Vec<Clue>) {
    for time in times {
        let clause = Clause::around(text, time.span);
        let near = cues::tail(clause.before, NEAR).as_bytes();
        if !near.windows(3).any(|word| word.eq_ignore_ascii_case(b"ago")) {
            continue;
        }
        let Some(years) = AGO.captures(clause.before).and_then(|found| words::number(found.get(2)?.as_str())) else {
            continue;
        };
        let (Some(years), Some(then)) = (i32::try_from(years).ok().filter(|years| *years < 1000), time.date.earliest())
        else {
            continue;
        };
        let slack = if years % 10 == 0 { 2 } else { 1 };
        let year = then.year + years;
        let (from, to) = (Day { year: year - slack, month: 1, day: 1 }, Day { year: year + slack, month: 12, day: 31 });
        clues.extend(within(from, to, &format!("calls {} {years} years ago", time.date), time.span, "years-ago", 84));
    }
}
