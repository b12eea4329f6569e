//! The times a statement mentions: those the mentions stage found, or years and full dates found here where it has not
//! run.

use broadside_model::edtf::Day;
use broadside_model::{Edtf, MentionKind, Span, Statement};
use regex::Regex;
use std::sync::LazyLock;

/// A mention of a time that can be placed without knowing when the statement was made.
#[derive(Clone, Debug)]
pub struct TimeAt {
    /// Bytes of the text.
    pub span: Span,
    /// The time.
    pub date: Edtf,
}

/// The times that `statement` mentions, in order of their place.
pub fn of(text: &str, statement: &Statement) -> Vec<TimeAt> {
    let mut times: Vec<TimeAt> = statement
        .mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Time)
        .filter_map(|mention| Some(TimeAt { span: mention.span, date: mention.date.clone()? }))
        .filter(|time| text.get(time.span.range()).is_some())
        .collect();
    if !statement.mentions.iter().any(|mention| mention.kind == MentionKind::Time) {
        times = scan(text, statement.span);
    }
    times.sort_by_key(|time| time.span);
    times
}

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = "january|february|march|april|may|june|july|august|september|october|november|december";
    let pattern = format!(
        r"(?i-u)\b(?:(?:({MONTH})\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th|d)?,?\s{{1,3}}|(?:(\d{{1,2}})(?:st|nd|rd|th|d)?\s{{1,3}}(?:(?:day\s{{1,3}})?of\s{{1,3}})?)?({MONTH}),?\s{{1,3}})(?:A\.\s?D\.\s?)?)?(1[5-9]\d\d|20\d\d)(?:\b|s\b)"
    );
    Regex::new(&pattern).expect("a valid pattern")
});

/// The month of an English name, 1 to 12; any beginning of three letters or more will do.
pub fn month(name: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u8::try_from(found + 1).ok()
}

/// Years and dates of days and months in English.
fn scan(text: &str, within: Span) -> Vec<TimeAt> {
    let Some(body) = text.get(within.range()) else { return Vec::new() };
    let base = within.range().start;
    let read = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let year: i32 = found.get(5)?.as_str().parse().ok()?;
        let span = Span::new(base + whole.start(), base + whole.end());
        if is_count(body, found.get(5)?.range()) {
            return None;
        }
        let day = found.get(2).or(found.get(3)).and_then(|day| day.as_str().parse::<u8>().ok());
        let month = found.get(1).or(found.get(4)).and_then(|name| month(name.as_str()));
        let date = match (month, day) {
            (Some(month), Some(day)) => Day::new(year, month, day).map(Edtf::day),
            (Some(month), None) => Edtf::month(year, month),
            _ => None,
        };
        let behind = body.get(whole.end()..).unwrap_or("");
        let decade = month.is_none()
            && year % 10 == 0
            && ["s", "'s", "\u{2019}s"].iter().any(|ending| behind.starts_with(ending));
        let whole_year = if decade { Edtf::decade(year) } else { None };
        Some(TimeAt { span, date: date.or(whole_year).unwrap_or_else(|| Edtf::year(year)) })
    };
    WRITTEN.captures_iter(body).filter_map(read).collect()
}

/// Words for what four digits can count.
const COUNTED: &str = "dollars|tons|million|men|people|persons|miles|votes|acres|kilometres|kilometers|per|feet|pounds|\
                       troops|soldiers|women|children|families|square|km|megawatts|barrels|cases|workers|students|\
                       delegates|refugees|prisoners|ships|villages|others";

/// Whether four digits are part of a number or count something.
fn is_count(body: &str, digits: std::ops::Range<usize>) -> bool {
    let before = body.get(..digits.start).and_then(|before| before.chars().next_back());
    let behind = body.get(digits.end..).unwrap_or("");
    let mut next = behind.chars();
    let (first, second) = (next.next(), next.next());
    let number = matches!(first, Some(',' | '.')) && second.is_some_and(|letter| letter.is_ascii_digit());
    let money = matches!(before, Some('$' | '\u{a3}' | '\u{20ac}' | '.' | ',' | '/' | '#' | '+'));
    let word = behind.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    number || money || first == Some('%') || COUNTED.split('|').any(|counted| counted == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_full_dates_and_no_counts() {
        let text =
            "On May 3, 1921 and the 4th of July 1922 1,999 people paid $1900 for 2000 tons in March 1923, since 1918.";
        let found: Vec<String> =
            scan(text, Span::new(0, text.len())).iter().map(|time| time.date.to_string()).collect();
        assert_eq!(found, ["1921-05-03", "1922-07-04", "1923-03", "1918"]);
    }
}
