//! Bounds from the times a statement mentions.
//!
//! Nothing that a statement tells as past is later than its date; what it plans is not earlier. Only mentions whose
//! clause says which of the two they are bound anything: a founding year in a title, a name like "the 1951 treaty", a
//! plan "1970 to 1975" do not.

use super::clause::{Clause, Tense};
use super::clue::{Clue, Side, not_after, not_before};
use super::times::TimeAt;
use broadside_model::Edtf;
use broadside_model::edtf::Bound;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Mentions of one and the same time that are looked at.
const ENOUGH: usize = 24;

/// The bounds of all times mentioned: of each side, as many as could be the tightest.
pub fn clues(text: &str, times: &[TimeAt], clues: &mut Vec<Clue>) {
    let mut found = Vec::new();
    let mut looked: FxHashMap<&Edtf, usize> = FxHashMap::default();
    for time in times {
        let count = looked.entry(&time.date).or_default();
        *count += 1;
        if *count > ENOUGH {
            continue;
        }
        let clause = Clause::around(text, time.span);
        if let Some(clue) = past(time, &clause).or_else(|| planned(time, &clause)) {
            found.push(clue);
        }
    }
    drop_outlier(&mut found);
    drop_doubted(&mut found);
    clues.append(&mut found);
}

/// Drops past mentions of a year that another mention calls to come: one of the two is misread, and the wider interval
/// holds in either case.
fn drop_doubted(found: &mut Vec<Clue>) {
    let planned = found.iter().filter(|clue| clue.side == Side::NotAfter).map(|clue| clue.day.year).min();
    if let Some(planned) = planned {
        found.retain(|clue| clue.side == Side::NotAfter || clue.day.year < planned || clue.confidence > PAST);
    }
}

/// How sure it is that a clause in the past tense tells of what has been.
const PAST: u8 = 90;

/// Mentions of the past from which on one that lies alone is a slip, and the years it lies alone by.
const MANY: usize = 5;
const ALONE: i32 = 40;

/// Drops the latest past mention where it is decades later than all the many others: a slip of the pen, or a number
/// that is no year.
fn drop_outlier(found: &mut Vec<Clue>) {
    let mut years: Vec<i32> =
        found.iter().filter(|clue| clue.side == Side::NotBefore).map(|clue| clue.day.year).collect();
    years.sort_unstable();
    if let [.., second, last] = years[..]
        && years.len() > MANY
        && last - second > ALONE
    {
        found.retain(|clue| clue.side == Side::NotAfter || clue.day.year != last);
    }
}

/// What was is not later than the statement.
fn past(time: &TimeAt, clause: &Clause<'_>) -> Option<Clue> {
    let from = time.date.earliest()?;
    if time.date.upper() == Bound::Open {
        return Some(not_before(from, format!("tells of a time since {from}"), time.span, "past-mention", 94));
    }
    let whole_year = time.date.latest()?.number() - from.number() > 31;
    let named = clause.behind.trim_start().starts_with("as ") || clause.before.trim_end().ends_with(" the");
    let confidence = match Lead::of(clause) {
        // "the 2030 Agenda", "1990 as the year of …": a name, not a time.
        _ if whole_year && named => return None,
        Lead::Since if clause.behind.trim_start().starts_with("will ") => return None,
        Lead::Since => 94,
        Lead::Cited => 92,
        Lead::Document => 92,
        Lead::Done if !whole_year => 92,
        Lead::At if clause.tense() == Tense::Past => PAST,
        _ => return None,
    };
    let reason = format!("tells {} as past", time.date);
    Some(not_before(from, reason, time.span, "past-mention", confidence))
}

/// What the words right before a date make of it.
enum Lead {
    /// "since"
    Since,
    /// "in", "on", "during"
    At,
    /// "the treaty of", "resolution of": a document of that date.
    Document,
    /// "adopted", "signed", "dated"
    Done,
    /// In brackets behind the number of a resolution.
    Cited,
    /// Something else.
    Other,
}

impl Lead {
    fn of(clause: &Clause<'_>) -> Lead {
        let before = clause.before.trim_end();
        if before.ends_with('(') && before.trim_end_matches('(').trim_end().ends_with(|c: char| c.is_ascii_digit()) {
            return Lead::Cited;
        }
        if !before.ends_with(|letter: char| letter.is_alphabetic() || letter == ',') {
            return Lead::Other;
        }
        let mut words = clause.nearest().map(str::to_lowercase).skip_while(|word| word == "the");
        let mut word = words.next().unwrap_or_default();
        if is(&word, "year|early|late|about|around|beginning|middle|end") {
            words.next();
            word = words.find(|word| word != "the").unwrap_or_default();
        }
        match word.as_str() {
            since if is(since, SINCE) => Lead::Since,
            at if is(at, AT) => Lead::At,
            "of" => match words.next().unwrap_or_default() {
                season if is(&season, "summer|autumn|winter|spring|fall") => Lead::At,
                document if is(&document, DOCUMENTS) => Lead::Document,
                _ => Lead::Other,
            },
            done if is(done, DONE) => Lead::Done,
            _ => Lead::Other,
        }
    }
}

/// Whether a word is one of several, which are given with bars between.
fn is(word: &str, words: &str) -> bool {
    words.split('|').any(|one| one == word)
}

const SINCE: &str = "since|desde|depuis|seit|dal|sinds";
const AT: &str = "in|on|during|en|em|im|am|nel|w|в|le|el|op";
const DOCUMENTS: &str = "treaty|act|acts|law|convention|resolution|resolutions|message|letter|declaration|proclamation|\
                         note|agreement|agreements|revolution|war|constitution|order|protocol|accords|statute|\
                         ordinance|charter|decree";
const DONE: &str = "adopted|signed|dated|approved|passed|concluded|ratified|proclaimed|enacted|issued";

static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    const VERBS: &str = r"(?:will|shall) (?:be (?:held|convened|opened|celebrated|organi[sz]ed)|take place|convene|meet|begin|start|open|expire)|to (?:be (?:held|convened|opened|celebrated|organi[sz]ed)|take place)|(?:is|are) (?:scheduled|due|planned)(?: for| to)?|scheduled for|se celebrará|tendrá lugar|aura lieu|se tiendra|terá lugar|si terrà";
    const UNTIL: &str = r"(?:in|on|by|for|early in|of|en|am|im|le|em|nel|de)\s+(?:the\s+)?(?:year\s+)?$";
    Regex::new(&format!(r"(?i)\b(?:{VERBS})\b[^.;()\[\]\x22]{{0,50}}?\b{UNTIL}")).expect("a valid pattern")
});

/// What is planned is not earlier than the statement.
fn planned(time: &TimeAt, clause: &Clause<'_>) -> Option<Clue> {
    let until = time.date.latest()?;
    let before = clause.before.replace(['\n', '\r'], " ").replace("  ", " ");
    let verb = PLANNED.find(&before)?;
    // "was to be held" has been, or has not; what another says is not the statement's plan.
    let told = before.get(..verb.start())?.trim_end().rsplit(' ').next()?;
    let past = matches!(told, "was" | "were" | "had" | "originally");
    let quoted = before.contains(['\u{201c}', '"', '\u{ab}']);
    let named = before.ends_with("the ") && until.number() - time.date.earliest()?.number() > 31;
    if past || quoted || named || before.contains("anniversary") {
        return None;
    }
    let reason = format!("speaks of {} as to come", time.date);
    Some(not_after(until, reason, time.span, "planned", 85))
}
