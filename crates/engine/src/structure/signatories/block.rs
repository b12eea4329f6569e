//! Whether lines below one another are a run of names that was wrapped, or rows.

use super::line::Line;
use super::{shape, tail, tidy};
use crate::knowledge::country::fold;

/// Adds a line to those before it, a word that is broken at its end put together.
pub(super) fn join_line(text: &mut String, line: &str) {
    let broken = text.ends_with('-') && line.starts_with(char::is_lowercase);
    if broken {
        let word = fold(text.trim_end_matches('-').rsplit(' ').next().unwrap_or(""));
        // "fifty-two" keeps its hyphen.
        if !(word.ends_with("ty")
            || matches!(word.as_str(), "vingt" | "trente" | "quarante" | "cinquante" | "soixante"))
        {
            text.pop();
        }
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether each line is a row by itself: "Name, Office, Body" lines are no run.
pub(super) fn rows_by_line(lines: &[Line]) -> bool {
    if lines.len() < 2 {
        let Some(line) = lines.first().filter(|line| line.text.matches([';', '；']).count() < 2) else { return false };
        let mut pieces = line.text.split(',').map(str::trim);
        let first = pieces.next().unwrap_or("");
        return shape::is_person(tidy::without_titles(first).1) && pieces.any(shape::begins_office);
    }
    let own = lines.iter().filter(|line| {
        let mut pieces = line.text.split(',').map(str::trim);
        let first = pieces.next().unwrap_or("");
        let second = pieces.next().unwrap_or("");
        let named = shape::is_person(tidy::without_titles(first).1) || shape::is_organisation(first);
        let country_first =
            shape::land_name(first).is_some() && !second.is_empty() && shape::land_name(second).is_none();
        let office_first = super::row::is_office_of(first) && shape::is_person(second);
        country_first
            || office_first
            || (named
                && !second.is_empty()
                && (shape::begins_office(second)
                    || (pieces.next().is_none() && shape::is_person(first) && shape::is_organisation(second))
                    || shape::land(second).is_some()
                    || super::suffix::signed_for(second).is_some()))
    });
    own.count() * 2 > lines.len() || is_ragged(lines) || begin_rows(lines)
}

/// Whether lines begin with whole names, and those before them have no comma at their end: between the names of a run stands one.
fn begin_rows(lines: &[Line]) -> bool {
    let named = |line: &Line| {
        let first = line.text.split([',', '(', '–']).next().unwrap_or("").trim();
        shape::is_person(tidy::without_titles(first).1) || shape::is_organisation(first)
    };
    let ends = |line: &Line| {
        let last = line.text.rsplit([',', '(']).next().unwrap_or("").trim_matches([' ', ')', '.']);
        let name = tidy::without_titles(last).1;
        !line.text.ends_with([',', ';', '-', '，', '；', '、'])
            && (shape::begins_office(last)
                || shape::is_person(name)
                || shape::is_organisation(last)
                || shape::land(last).is_some()
                || shape::is_place(last))
    };
    let breaks = lines.windows(2).filter(|pair| tail::others(&pair[1].text).is_none());
    let (mut all, mut rows) = (0, 0);
    for pair in breaks {
        all += 1;
        rows += usize::from(named(&pair[1]) && ends(&pair[0]));
    }
    all > 0 && rows * 10 >= all * 7
}

/// Whether lines end where rows do and not where the width of a page does: some are much shorter than the longest, and one of
/// those is a name by itself.
fn is_ragged(lines: &[Line]) -> bool {
    let length = |line: &Line| line.text.chars().count();
    let longest = lines.iter().map(length).max().unwrap_or(0);
    let (_, wrapped) = lines.split_last().map_or((None, &[][..]), |(last, before)| (Some(last), before));
    let short =
        |line: &&Line| length(line) * 10 < longest * 7 && !line.text.ends_with([',', ';', '-', '，', '；', '、']);
    let named = |line: &Line| {
        let first = line.text.split([',', '(']).next().unwrap_or("").trim();
        shape::is_person(tidy::without_titles(first).1) || shape::is_organisation(first)
    };
    wrapped.iter().filter(short).count() * 3 >= wrapped.len()
        && wrapped.iter().any(|line| short(&line))
        && lines.iter().all(named)
}
