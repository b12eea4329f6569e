//! Rows without what is no part of names: emphasis, links, trailing marks, titles.

use super::row::is_title;
use super::shape;
use super::words::{COURTESY, ROLE, TITLE};
use crate::knowledge::country::fold;
use crate::knowledge::titles::{self, Title};
use crate::knowledge::{persons, phrase};

/// A row without links, emphasis, doubled white space and marks at its ends.
pub(super) fn clean(text: &str) -> String {
    let text = unlinked(text);
    let text = text.replace("**", "").replace("__", "").replace("\\", "");
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split([' ', '\n', '\r', '\u{a0}']).filter(|word| !word.is_empty()).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    let mut text = out
        .trim_matches(['*', ' ', '\t', '|', '_', '†', '‡', '§', '¹', '²', '³'])
        .trim_end_matches([',', ';', ' ', '、', '；', '،', ':', '·', '–', '—'])
        .trim();
    if text.ends_with('.') && !ends_abbreviated(text) {
        text = text.trim_end_matches(['.', ' ']);
    }
    text.trim_end_matches('。').to_owned()
}

/// `[text](address)` and `<address>` become the text.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let Some(end) = rest[at..].find(')') else { break };
        let Some(open) = rest[..at].rfind('[') else { break };
        out.push_str(&rest[..open]);
        out.push_str(&rest[open + 1..at]);
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    if let (Some(open), true) = (out.find('<'), out.ends_with('>')) {
        out.truncate(open);
    }
    out
}

/// Whether the last dot belongs to an abbreviation.
fn ends_abbreviated(text: &str) -> bool {
    let last = text.rsplit([' ', ',']).next().unwrap_or("");
    let bare = last.trim_end_matches('.');
    bare.contains('.')
        || (bare.chars().count() <= 2 && bare.chars().any(char::is_uppercase))
        || matches!(
            bare,
            "Ltd"
                | "Inc"
                | "Co"
                | "Corp"
                | "e.V"
                | "V"
                | "Jr"
                | "Sr"
                | "S.A"
                | "etc"
                | "Ass"
                | "Assn"
                | "Bros"
                | "kom"
                | "A.C"
        )
}

/// Styles before a name, which say nothing of an office.
const STYLES: &[&str] = &[
    "H.E. ",
    "HE ",
    "S.E. ",
    "S.E.M. ",
    "H.H. ",
    "H.R.H. ",
    "The Rt. Hon. ",
    "The Rt Hon ",
    "Rt. Hon. ",
    "Rt Hon. ",
    "Rt Hon ",
    "The Hon. ",
    "The Honourable ",
    "The Honorable ",
    "The Rev. ",
    "S. E. ",
    "H. E. ",
];

/// Titles at the head of a name, and the name.
pub(super) fn without_titles(text: &str) -> (&str, &str) {
    let mut rest = text.trim();
    let mut end = 0;
    if let Some(behind) = STYLES.iter().find_map(|style| rest.strip_prefix(style)) {
        rest = behind.trim_start();
        end = text.len() - rest.len();
    }
    if let Some(behind) = behind_office(rest) {
        return (text[..text.len() - behind.len()].trim(), behind);
    }
    let bare = end;
    let mut titled = false;
    while let Some((first, behind)) = split_title(rest) {
        let folded = fold(first);
        let dotted = first.ends_with('.')
            || (first.starts_with('(') && end > 0)
            || COURTESY.has(&folded)
            || is_sure_title(&folded)
            || first.starts_with(char::is_lowercase);
        let titles = folded.split(' ').all(is_title) && !folded.is_empty();
        // "M. Binario" is a name with its initial as well as a man with his courtesy.
        let initial = first == "M." && !behind.trim().contains(' ');
        if !titles || !dotted || initial || behind.trim().is_empty() {
            break;
        }
        titled |= folded.split(' ').any(|word| TITLE.has(word) && !COURTESY.has(word));
        rest = behind.trim_start();
        end = text.len() - rest.len();
    }
    if shape::is_organisation(rest) {
        return ("", text.trim());
    }
    let titles = text.get(bare..end).unwrap_or("").trim();
    (if titled { titles } else { "" }, rest)
}

/// Whether a word is an office or a trade, and no first name.
fn is_held(word: &str) -> bool {
    let folded = fold(word);
    folded.chars().count() >= 5
        && ROLE.has(&folded)
        && !is_title(&folded)
        && phrase::words(word).first().is_none_or(|hash| persons::name(*hash) & persons::FIRST == 0)
}

/// "Bürgermeisterin Anna Brück": the person behind an office that stands before the name.
fn behind_office(text: &str) -> Option<&str> {
    if let Some((word, rest)) = text.split_once(' ').filter(|_| text.starts_with(char::is_lowercase)) {
        return (ROLE.has(&fold(word)) && !is_title(&fold(word)) && shape::is_person(rest)).then_some(rest);
    }
    let mut words = text.split(' ');
    let hashes = text.split(' ').take(4).map_while(|word| phrase::words(word.trim_end_matches('.')).into_iter().next());
    let word = text.split(' ').next().unwrap_or("");
    if let Some(rest) =
        text.strip_prefix(word).map(str::trim_start).filter(|rest| is_held(word) && shape::is_likely_person(rest))
    {
        return Some(rest);
    }
    let (count, kinds) = titles::longest(hashes)?;
    let office = Title::Office as u32 | Title::Rank as u32;
    let before: usize = words.by_ref().take(count).map(|word| word.len() + 1).sum();
    let rest = text.get(before..).filter(|_| kinds & office != 0 && kinds & !(office | Title::Noble as u32) == 0)?;
    let first = fold(text.split(' ').next().unwrap_or(""));
    let sure = !is_title(&first) && first.chars().count() > 3;
    (sure && shape::is_person(rest) && !shape::is_likely_person(text)).then_some(rest)
}

fn split_title(text: &str) -> Option<(&str, &str)> {
    let at = text.find([' ', '\u{a0}']).or_else(|| text.find('.').map(|dot| dot + 1))?;
    Some((&text[..at], &text[at..]))
}

/// Titles that need no dot to be told from a first name.
fn is_sure_title(folded: &str) -> bool {
    folded.chars().count() > 3
        || matches!(
            folded,
            "др" | "dr" | "sir" | "rev" | "hon" | "gen" | "col" | "lt" | "dra" | "ing" | "lic" | "д р" | "डॉ" | "د"
        )
}

/// Degrees and orders behind a name.
pub(super) fn is_credential(text: &str) -> bool {
    let folded = fold(text).replace(' ', "");
    matches!(
        folded.as_str(),
        "phd"
            | "md"
            | "ma"
            | "ba"
            | "msc"
            | "bsc"
            | "jr"
            | "sr"
            | "obe"
            | "mbe"
            | "cbe"
            | "frs"
            | "dphil"
            | "esq"
            | "jd"
            | "llm"
            | "ii"
            | "iii"
            | "ph"
            | "sj"
            | "qc"
            | "kc"
    )
}

/// Words of a text with where they begin; an apostrophe or hyphen does not end one.
pub(super) fn words(text: &str) -> Vec<(usize, &str)> {
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        .collect()
}

/// Whether a name has digits inside words, or marks that no name has.
pub(super) fn looks_damaged(name: &str) -> bool {
    let marks = name
        .chars()
        .filter(|each| matches!(each, '~' | '^' | '{' | '}' | '\\' | '=' | '|' | '¬' | '§' | '<' | '>'))
        .count();
    let inside = |trio: &[u8]| matches!(trio, [before, digit, behind] if before.is_ascii_lowercase() && digit.is_ascii_digit() && behind.is_ascii_lowercase());
    marks > 1 || name.as_bytes().windows(3).any(inside)
}
