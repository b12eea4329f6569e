//! The date that a statement gives of itself outside its dateline.
//!
//! Legal formulas ("Done at …, this fourth day of July, in the year …"), the line that says when a text was adopted or
//! issued, a day in the block of signatures, and "today, …". A formula counts where the statement ends: further up it
//! belongs to a document that is quoted or attached.

use super::clause::Clause;
use super::cues;
use super::mail;
use super::times::{TimeAt, month};
use super::words::{ORDINAL, number};
use crate::knowledge::events::US_PRESIDENTS;
use broadside_model::edtf::Day;
use broadside_model::{Dated, Edtf, Found, Role, Span, Statement};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// Bytes before the end of a statement in which its own formula stands.
const END: usize = 900;
/// Bytes behind the start of a statement in which the line of its adoption stands.
const START: usize = 600;

/// Bytes that a line of adoption can have before its date.
const LINE: usize = 140;

/// The date a statement gives of itself, where it is a day.
pub fn date(text: &str, statement: &Statement, times: &[TimeAt]) -> Option<Found<Dated>> {
    mail::date(text, statement.span, times)
        .or_else(|| formula(text, statement.span))
        .or_else(|| attested(text, statement, times))
        .or_else(|| signed(statement, times))
        .or_else(|| today(text, statement.span, times))
}

/// The date of a day that a statement gives of itself.
pub fn own(day: Day, evidence: Span, method: &str, confidence: u8, reason: &str) -> Found<Dated> {
    Found::new(Dated { edtf: Edtf::day(day), reasons: vec![reason.to_owned()] }, evidence, method, confidence)
}

static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = "january|february|march|april|may|june|july|august|september|october|november|december";
    let pattern = format!(
        r"(?i)\b(?:done|given|signed|sealed|executed|dated|witness)\b[^.;]{{0,200}}?\b(?:this|the)\s+({ORDINAL})\s+day\s+of\s+({MONTH}),?\s+(?:in\s+the\s+year\s+(?:of\s+our\s+lord,?\s*|of\s+grace,?\s*)?|of\s+the\s+year\s+|a\.?\s?d\.?,?\s*|anno\s+domini,?\s*)?(\d{{4}}|(?:one\s+thousand|two\s+thousand|(?:seven|eight|nine)teen|twenty)[\s,]+[a-z\s-]{{3,50}})"
    );
    Regex::new(&pattern).expect("a valid pattern")
});

/// A formula that closes the statement.
fn formula(text: &str, within: Span) -> Option<Found<Dated>> {
    let body = text.get(within.range())?;
    let end = cues::tail(body, END);
    let base = body.len() - end.len();
    if !["day", "Day", "DAY"].iter().any(|day| end.contains(day)) {
        return None;
    }
    let found = FORMULA.captures_iter(end).last()?;
    let day = formula_day(&found)?;
    let whole = found.get(0)?;
    if attached(body.get(..base + whole.end())?) {
        return None;
    }
    let (start, stop) = (within.range().start + base + whole.start(), within.range().start + base + whole.end());
    Some(own(day, Span::new(start, stop), "closing-formula", 96, "closing formula"))
}

fn formula_day(found: &Captures<'_>) -> Option<Day> {
    let day = u8::try_from(number(found.get(1)?.as_str())?).ok()?;
    let month = month(found.get(2)?.as_str())?;
    Day::new(year_in_words(found.get(3)?.as_str())?, month, day)
}

/// A year in digits or words; what is no number behind it does not matter.
fn year_in_words(text: &str) -> Option<i32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=words.len()).rev().filter_map(|count| number(&words.get(..count)?.join(" "))).find_map(|year| {
        let year = i32::try_from(year).ok()?;
        (1200..2200).contains(&year).then_some(year)
    })
}

/// Whether the words at `evidence` close a document that is attached to the statement, so that their date is not its own.
pub fn is_attached(text: &str, within: Span, evidence: Span) -> bool {
    let before = text.get(within.range().start..evidence.range().start.max(within.range().start)).unwrap_or("");
    before.len() > START && attached(before)
}

/// Whether another document is signed before this point, so that what follows is attached to it: a message to a body
/// that is not closed by a formula itself, or a line with a name in capitals, followed by more than the rest of a block
/// of signatures.
fn attached(before: &str) -> bool {
    let formula = cues::any(&cues::plain(cues::tail(before, 200)), "under my hand|in witness|in testimony|done at the");
    if formula && is_message(before) {
        return true;
    }
    let mut rest = before.len();
    before.split_inclusive('\n').any(|line| {
        rest -= line.len();
        rest > SIGNATURES && line.len() < 60 && is_signature(line.trim())
    })
}

/// Bytes in which the words stand that a message greets its receivers with.
const GREETING: usize = 120;

/// Whether a text begins as a message to a body does: "To the Senate and House of Representatives:".
fn is_message(text: &str) -> bool {
    let opening = text.trim_start();
    opening.starts_with("To the ")
        && opening.bytes().take(GREETING).take_while(|byte| *byte != b'.').any(|byte| byte == b':')
}

/// Bytes that a block of signatures can go on for behind its first name.
const SIGNATURES: usize = 200;

/// Whether a line is a name in capitals: one that ends with a full stop, or of somebody known to sign so.
fn is_signature(line: &str) -> bool {
    if line.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let name = line.trim_end_matches('.');
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let words = name.split_whitespace().count();
    let capitals = name.chars().all(|letter| letter.is_uppercase() || matches!(letter, '.' | ' ' | ',' | '-'));
    let like_a_name = capitals && (5..=40).contains(&letters) && (2..=4).contains(&words);
    like_a_name && (line.ends_with('.') || US_PRESIDENTS.iter().any(|term| term.forms.contains(&name)))
}

static ATTESTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?im)^[\s(\[*_]*(?:this\s+\w+\s+was\s+)?(?:adopted|approved|issued|published|released|signed|done|given|dated|proclaimed|aprobad[oa]|dad[oa]|hecho|firmad[oa]|adopté|adoptée|fait|donné|beschlossen|gegeben|verabschiedet|unterzeichnet|herausgegeben|aprovad[oa]|feito|adottat[oa]|dato|fatto|approvat[oa]|принят[оаы]?|дано|опубликовано|uchwalono|dano|przyjęt[oaey]|aangenomen|gedaan|kabul)\b[^.;\n]{0,90}$";
    Regex::new(pattern).expect("a valid pattern")
});

/// A line at the head or the end that says when the text was adopted or issued, and goes on to nothing else.
fn attested(text: &str, statement: &Statement, times: &[TimeAt]) -> Option<Found<Dated>> {
    let range = statement.span.range();
    let days = times.iter().filter_map(|time| Some((time, exact(time)?)));
    let at_an_end = |time: &TimeAt| {
        let at = time.span.range();
        at.start < range.start + START || at.end + END > range.end
    };
    days.filter(|(time, _)| at_an_end(time)).find_map(|(time, day)| {
        let before = text.get(range.start..time.span.range().start)?;
        let line = before.rsplit('\n').next().filter(|line| line.len() < LINE)?;
        let behind = text.get(time.span.range().end..range.end)?;
        let ends = behind
            .trim_start_matches(['.', ')', ']', '*', '_', ' '])
            .chars()
            .next()
            .is_none_or(|c| matches!(c, '\n' | '\r'));
        (ends && ATTESTED.is_match(line) && !attached(before))
            .then(|| own(day, time.span, "adoption-line", 93, "says when it was adopted or issued"))
    })
}

/// A day in the block of signatures, where there is only one.
fn signed(statement: &Statement, times: &[TimeAt]) -> Option<Found<Dated>> {
    let blocks = statement
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Signature | Role::Closing) && part.text.len() < END);
    let inside = |part: &broadside_model::Part| {
        let (from, to) = (part.text.start, part.text.end);
        let first = times.partition_point(|time| time.span.start < from);
        times[first..].iter().take_while(move |time| time.span.end <= to)
    };
    let mut days = blocks.flat_map(inside).filter_map(|time| Some((time, exact(time)?)));
    let (time, day) = days.next()?;
    days.all(|(_, other)| other == day).then(|| own(day, time.span, "signature-date", 92, "dated with the signature"))
}

/// "Today, May 3, 1921" and "yesterday, …", outside of quotations.
fn today(text: &str, within: Span, times: &[TimeAt]) -> Option<Found<Dated>> {
    times.iter().filter(|time| time.span.start >= within.start).find_map(|time| {
        let day = exact(time)?;
        if !text.get(..time.span.range().start)?.trim_end().ends_with([',', '\u{2014}']) {
            return None;
        }
        let clause = Clause::around(text, time.span);
        let before = clause.before.trim_end().strip_suffix([',', '\u{2014}'])?.to_lowercase();
        let behind = clause.behind.trim_start().to_lowercase();
        let quoted = clause.before.contains(['"', '\u{201c}', '\u{ab}']);
        let days = match before.rsplit(' ').next()? {
            "today" => 0,
            "yesterday" => 1,
            _ => return None,
        };
        // "A year ago today, …" is not the day itself.
        let quoted = quoted || cues::tail(&before, 30).contains("ago");
        let told = behind.starts_with([',', '.', ';', '\u{2014}']) || behind.is_empty();
        let day = if told && !quoted { day.plus(days)? } else { return None };
        Some(own(day, time.span, "today", 93, "calls a day today or yesterday"))
    })
}

/// The day of a mention that is exactly one.
pub fn exact(time: &TimeAt) -> Option<Day> {
    let (from, to) = (time.date.earliest()?, time.date.latest()?);
    (from == to && !time.date.doubts().any()).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        let times = super::super::times::of(text, &statement);
        date(text, &statement, &times).map(|found| found.value.edtf.to_string())
    }

    #[test]
    fn formulas_that_close_a_statement() {
        for (text, expected) in [
            (
                "Done at the city of Exampleton, this 20th day of August, A.D. 1866, and of the Independence the ninety-first.",
                Some("1866-08-20"),
            ),
            (
                "Given under my hand this fourth day of July, in the year of our Lord one thousand eight hundred and sixty-three, and",
                Some("1863-07-04"),
            ),
            (
                "In witness whereof I have set my hand this eighth day of September, in the year of our Lord nineteen hundred and seventy-four.",
                Some("1974-09-08"),
            ),
            ("The act was passed on the 3d day of March, 1821.", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_formula_behind_a_signature_is_of_an_attached_document() {
        let text = format!(
            "To all.\n{}\nJOHN Q. EXAMPLE.\n{}\nGiven under my hand the 25th day of April, A. D. 1851.",
            "Words. ".repeat(60),
            "More words. ".repeat(60)
        );
        assert_eq!(read(&text), None);
    }

    #[test]
    fn lines_of_adoption_and_days_called_today() {
        assert_eq!(
            read("Declaration\nAdopted by the Congress of Examples on May 5, 1951\nWe declare").as_deref(),
            Some("1951-05-05")
        );
        assert_eq!(read("The act adopted by Congress on May 5, 1951 has been read to us.\n"), None);
        assert_eq!(read("At noon today, January 23, 1973, an agreement was signed.").as_deref(), Some("1973-01-23"));
        assert_eq!(read("Yesterday, December 7, 1941, we were attacked.").as_deref(), Some("1941-12-08"));
    }
}
