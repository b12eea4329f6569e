//! Names in a run: "A, B, C and 35 others", "A; B; C", "1. A 2. B".

use std::ops::Range;

use super::shape;
use super::tail::others;
use super::tidy;
use crate::knowledge::country::fold;

/// Words before the last name of a run.
const ANDS: &[&str] = &[
    "and",
    "&",
    "y",
    "et",
    "e",
    "und",
    "и",
    "і",
    "та",
    "ve",
    "i",
    "oraz",
    "en",
    "och",
    "og",
    "ja",
    "a",
    "és",
    "și",
    "si",
    "και",
    "و",
    "ו",
    "और",
    "dan",
    "na",
    "at",
    "sowie",
    "plus",
    "nonché",
    "alongside",
    "pluss",
    "samt",
    "jakož",
];

/// Whether a folded word joins the last of several.
pub(super) fn is_and(word: &str) -> bool {
    ANDS.contains(&word)
}

/// Words that join the last name of a run with more than one word.
const AS_WELL_AS: &[&str] = &[
    "as well as ",
    "ainsi que ",
    "así como ",
    "asi como ",
    "bem como ",
    "a także ",
    "а также ",
    "а також ",
    "nonché ",
    "nonche ",
    "together with ",
    "sowie auch ",
    "along with ",
];

/// Cuts a run into names, as ranges of it, and how many more it says there are.
pub(super) fn split(text: &str) -> (Vec<Range<usize>>, Option<u32>) {
    let marks: &[char] = if text.contains([';', '；']) {
        &[';', '；']
    } else if text.contains(" · ") || text.contains(" • ") {
        &['·', '•']
    } else {
        &[',', '，', '、', '،', '\n']
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut start, mut depth) = (0, 0_u32);
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' | '«' | '“' | '[' => depth += 1,
            ')' | '）' | '»' | '”' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && marks.contains(&character) => {
                ranges.push(start..at);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    ranges.push(start..text.len());
    let mut more = None;
    if let Some(last) = ranges.pop() {
        split_last(text, last, &mut ranges, &mut more);
    }
    let bare = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let joined = AS_WELL_AS.iter().find(|words| piece.starts_with(**words)).map_or(0, |words| words.len());
        range.start + joined..range.end
    };
    let trimmed = ranges.into_iter().map(|range| bare(trim(text, range))).filter(|range| !range.is_empty()).collect();
    (merge(text, trimmed), more)
}

/// "C and D", "C and 35 others".
fn split_last(text: &str, last: Range<usize>, ranges: &mut Vec<Range<usize>>, more: &mut Option<u32>) {
    let piece = &text[last.clone()];
    let mut cut = None;
    let etc = ["等", "ほか", "他", "外", "외", "등"].iter().filter_map(|mark| piece.find(mark)).min();
    if let (Some(count), Some(at)) = (others(piece), etc) {
        *more = Some(count);
        ranges.push(last.start..last.start + at);
        return;
    }
    for (at, _) in piece.match_indices(' ') {
        let rest = piece[at..].trim_start();
        let Some((word, behind)) = rest.split_once(' ') else { continue };
        if ANDS.contains(&word.to_lowercase().as_str()) && !behind.trim().is_empty() {
            cut = Some((at, piece.len() - behind.len()));
        }
    }
    if let Some(count) = others(piece) {
        *more = Some(count);
        if let Some((at, _)) = cut.filter(|(at, _)| !piece[..*at].trim().is_empty()) {
            ranges.push(last.start..last.start + at);
        }
        return;
    }
    match cut {
        Some((at, behind)) if piece[..at].trim().is_empty() => ranges.push(last.start + behind..last.end),
        Some((at, behind)) if named(&piece[..at]) && named(&piece[behind..]) => {
            ranges.push(last.start..last.start + at);
            ranges.push(last.start + behind..last.end);
        }
        _ => ranges.push(last),
    }
}

fn named(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    shape::is_organisation(text) || shape::is_person(text) || shape::land_name(text).is_some()
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start.max(range.start + piece.trim_end().len())
}

/// "don Carlo Sapone": a person behind a title in small letters.
fn is_titled(piece: &str) -> bool {
    let (titles, name) = tidy::without_titles(piece);
    name.len() < piece.len() && (!titles.is_empty() || shape::is_person(name)) && shape::is_person(name)
}

/// Offices and countries between commas belong to the name before them.
fn merge(text: &str, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let semicolons = text.contains([';', '；']);
    let states = ranges.iter().all(|range| shape::land_name(text[range.clone()].trim_end_matches('.')).is_some());
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let piece = text[range.clone()].trim_end_matches('.');
        let belongs = !states
            && (shape::land(piece).is_some()
                || shape::is_office(piece)
                || (shape::begins_office(piece)
                    && piece.starts_with(char::is_lowercase)
                    && !semicolons
                    && !is_titled(piece)));
        match merged.last_mut() {
            Some(last) if belongs => last.end = range.end,
            _ => merged.push(range),
        }
    }
    merged
}

/// Whether a text is nothing but two persons or more.
pub(super) fn is_persons(text: &str) -> bool {
    if !text.contains([',', ';', '，', '、', '،']) {
        return false;
    }
    let (ranges, _) = split(text);
    ranges.len() >= 2 && ranges.iter().all(|range| shape::is_person(text[range.clone()].trim_end_matches('.')))
}

/// Whether a text without markers is a run: names between semicolons, or between commas.
pub(super) fn is_run(text: &str) -> bool {
    if text.matches([';', '；']).count() >= 2 {
        let (ranges, _) = split(text);
        let short = ranges.iter().filter(|range| {
            let piece = &text[(*range).clone()];
            piece.len() < 240 && !piece.starts_with(char::is_lowercase) && !shape::is_prose(piece.trim_end_matches('.'))
        });
        return short.count() * 10 >= ranges.len() * 8;
    }
    if text.matches([',', '，', '、', '،']).count() < 2 {
        return false;
    }
    let (ranges, more) = split(text);
    let names = ranges.iter().filter(|range| {
        let piece = text[(*range).clone()].trim_end_matches('.');
        let first = piece.split([',', '(']).next().unwrap_or(piece).trim();
        shape::is_person(first)
            || (shape::is_organisation(first) && !shape::begins_office(first))
            || shape::land_name(first).is_some()
    });
    let (named, all) = (names.count(), ranges.len());
    let person = |range: &&Range<usize>| {
        let piece = text[(*range).clone()].trim_end_matches('.');
        shape::is_person(if piece.ends_with(')') { piece.split(" (").next().unwrap_or(piece) } else { piece })
    };
    let persons = ranges.iter().filter(person).count();
    let bracketed = ranges.iter().filter(|range| text[(*range).clone()].trim_end_matches('.').ends_with(')')).count();
    let organisations = ranges.iter().filter(|range| shape::is_organisation(&text[(*range).clone()])).count();
    let alike = persons == all || organisations + 1 >= all || (persons >= 3 && organisations == 0);
    let apart = bracketed >= 2 && bracketed * 2 >= all && named == all;
    all >= 3 && named * 10 >= all * 8 && (alike || apart || more.is_some())
}

/// "1. A 2. B 3. C" on one line: where each begins.
pub(super) fn numbered(text: &str, first: u32) -> Option<Vec<(u32, Range<usize>)>> {
    let mut found: Vec<(u32, Range<usize>)> = Vec::new();
    let mut start = 0;
    let mut number = first;
    loop {
        let next = number.checked_add(1)?;
        let marks = [format!(" {next}. "), format!(" {next}) "), format!(" ({next}) "), format!("\t{next}. ")];
        let hit = marks.iter().filter_map(|mark| text[start..].find(mark.as_str()).map(|at| (at, mark.len()))).min();
        let Some((at, length)) = hit else { break };
        found.push((number, start..start + at));
        start += at + length;
        number = next;
    }
    found.push((number, start..text.len()));
    (found.len() >= 2 && found.iter().all(|(_, range)| fold(&text[range.clone()]).len() > 2)).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> (Vec<&str>, Option<u32>) {
        let (ranges, more) = split(text);
        (ranges.into_iter().map(|range| &text[range]).collect(), more)
    }

    #[test]
    fn runs() {
        assert_eq!(
            names("Martha Quill, Tobias Ferrant, Clara Voss and 35 others."),
            (vec!["Martha Quill", "Tobias Ferrant", "Clara Voss"], Some(35))
        );
        assert_eq!(
            names("União Um, Sindicato Dois e Coletivo Três"),
            (vec!["União Um", "Sindicato Dois", "Coletivo Três"], None)
        );
        assert_eq!(
            names("Weavers' Union, Fiji, Dyers' Guild (Norway, Oslo)"),
            (vec!["Weavers' Union, Fiji", "Dyers' Guild (Norway, Oslo)"], None)
        );
    }
}
