//! A row cut into the pieces that its commas, tabs, brackets and dashes part.

use broadside_model::PartyKind;

use super::row::{is_acronym_of, starts_small};
use super::shape::{self, Land};
use super::{suffix, tidy};

/// A piece of a row, between commas, dashes or brackets.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub bracket: bool,
}

/// Cuts a row at its commas, tabs and brackets, and where a scan or a custom put something else in their place.
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let mut pieces = pieces(text);
    split_full_stop(&mut pieces);
    split_spaced(&mut pieces);
    join_family_first(&mut pieces);
    pieces
}

/// A row without the addresses of mail and pages behind the name.
pub(super) fn without_addresses(text: &str) -> String {
    let address = |word: &str| word.contains('@') || word.starts_with("http") || word.starts_with("www.");
    if !text.split(' ').skip(1).any(address) {
        return text.to_owned();
    }
    let kept: Vec<&str> = text.split(' ').filter(|word| !address(word)).collect();
    tidy::clean(kept.join(" ").trim_end_matches(['-', '–', '—', ' ', ',']))
}

/// "Ruth Akers. teacher": a scan took the comma for a full stop.
fn split_full_stop(pieces: &mut Vec<Piece>) {
    let Some((name, office)) = pieces.first().and_then(|first| first.text.split_once(". ")) else { return };
    let misread = shape::is_person(name)
        && name.rsplit(' ').next().is_some_and(|last| last.chars().count() > 3)
        && starts_small(office)
        && shape::begins_office(office);
    if misread {
        let (name, office) = (name.to_owned(), office.to_owned());
        pieces.splice(0..1, [name, office].map(|text| Piece { text, bracket: false }));
    }
}

/// "王小水 教師": a space before the office or the body in scripts without spaces.
fn split_spaced(pieces: &mut Vec<Piece>) {
    let Some((name, rest)) = pieces.first().and_then(|first| first.text.split_once(' ')) else { return };
    let han = |text: &str| text.chars().all(|each| matches!(each as u32, 0x3040..=0x9fff) || each == ' ');
    if han(name) && han(rest) && shape::is_person(name) && (shape::begins_office(rest) || shape::is_organisation(rest))
    {
        let made = [name.to_owned(), rest.to_owned()].map(|text| Piece { text, bracket: false });
        pieces.splice(0..1, made);
    }
}

/// "ROE, Jane (weaver)": a family name in capitals before the first name is one name.
fn join_family_first(pieces: &mut Vec<Piece>) {
    let [family, first, ..] = pieces.as_mut_slice() else { return };
    let capitals = family.text.chars().filter(|each| each.is_alphabetic()).count() >= 2
        && !family.text.chars().any(char::is_lowercase)
        && family.text.chars().any(char::is_uppercase)
        && family.text.split(' ').count() <= 3
        && (!family.text.contains(' ') || !shape::is_first_name(&family.text));
    let given = first.text.split(' ').count() <= 3
        && first.text.chars().any(char::is_lowercase)
        && first.text.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && shape::is_first_name(&first.text)
        && shape::land_name(&first.text).is_none()
        && !shape::is_organisation(&first.text)
        && !shape::begins_office(&first.text)
        && !suffix::is_trade(&first.text);
    if !(capitals && given && !first.bracket) {
        return;
    }
    let first = std::mem::take(&mut first.text);
    family.text = format!("{}, {first}", family.text);
    pieces.remove(1);
}

/// "ACR, Name of Organisation": the acronym goes behind, as if in brackets.
pub(super) fn mark_leading_acronym(pieces: &mut Vec<Piece>) {
    if let [first, second, ..] = pieces.as_mut_slice()
        && shape::is_acronym(&first.text)
        && !second.bracket
        && shape::is_organisation(&second.text)
        && shape::spells(&first.text, &second.text)
    {
        first.bracket = true;
        pieces.swap(0, 1);
    }
}

/// Cuts a row at its commas, tabs and brackets.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut open, mut depth, mut quoted) = (String::new(), 0_u32, false);
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for &(at, character) in &characters {
        match character {
            '(' | '（' | '[' => {
                if depth == 0 && stands_apart(text, at) {
                    push(&mut pieces, &mut open, false);
                } else {
                    open.push('(');
                }
                depth += 1;
            }
            ')' | '）' | ']' if depth > 0 => {
                depth -= 1;
                let apart = depth == 0 && ends_apart(text, at + character.len_utf8());
                if apart && !open.contains('(') {
                    push(&mut pieces, &mut open, true);
                } else {
                    open.push(')');
                }
            }
            '«' | '“' | '„' => {
                quoted = true;
                open.push(character);
            }
            '»' | '”' => {
                quoted = false;
                open.push(character);
            }
            ',' | '，' | '\t' | '\u{3000}' | '、' | '،' | ';' if depth == 0 && !quoted => {
                push(&mut pieces, &mut open, false)
            }
            _ => open.push(character),
        }
    }
    push(&mut pieces, &mut open, false);
    pieces
}

/// Whether the bracket that opens here closes before the end, a comma, a dash or another bracket: then it is no part of a name.
fn stands_apart(text: &str, at: usize) -> bool {
    let mut depth = 0_u32;
    for (offset, character) in text[at..].char_indices() {
        match character {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return ends_apart(text, at + offset + character.len_utf8());
                }
            }
            _ => {}
        }
    }
    true
}

fn ends_apart(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start();
    rest.is_empty() || rest.starts_with([',', '，', '،', '-', '–', '—', '(', '（', '[', ';', ':', '\t', '/', '.'])
}

fn push(pieces: &mut Vec<Piece>, open: &mut String, bracket: bool) {
    let text = open.trim().trim_matches([':', ' ', '*']).trim().to_owned();
    open.clear();
    if !text.is_empty() {
        pieces.push(Piece { text, bracket });
    }
}

pub(super) fn split_commas(text: &str) -> Vec<Piece> {
    text.split([',', ';', '，'])
        .map(|piece| Piece { text: piece.trim().to_owned(), bracket: false })
        .filter(|piece| !piece.text.is_empty())
        .collect()
}

/// "Jane Poe – weaver – Eastmoor": the fields of a person between dashes.
fn fields_of_person(text: &str) -> Option<Vec<String>> {
    [" – ", " - ", " — ", " | ", " / "].iter().find_map(|mark| {
        let fields: Vec<&str> = text.split(mark).map(str::trim).collect();
        let (first, second) = (fields.first()?, fields.get(1)?);
        let name = tidy::without_titles(first).1;
        let fits = shape::is_likely_person(name) || (shape::is_person(name) && shape::begins_office(second));
        ((3..=5).contains(&fields.len()) && fits).then(|| fields.into_iter().map(str::to_owned).collect())
    })
}

/// Cuts pieces at dashes and colons where one side tells what the other is.
pub(super) fn split_dashes(pieces: &mut Vec<Piece>, hint: Option<PartyKind>) {
    if let Some(fields) = pieces.first().filter(|piece| !piece.bracket).and_then(|piece| fields_of_person(&piece.text))
    {
        pieces.splice(0..1, fields.into_iter().map(|text| Piece { text, bracket: false }));
    }
    let mut at = 0;
    let mut budget = 64;
    while let Some(piece) = pieces.get(at) {
        budget -= 1;
        let cut = if piece.bracket || budget == 0 { None } else { dash(&piece.text, at == 0, hint) };
        match cut {
            Some((left, right, acronym_first)) => {
                let made = if acronym_first {
                    vec![Piece { text: right, bracket: false }, Piece { text: left, bracket: true }]
                } else {
                    vec![Piece { text: left, bracket: false }, Piece { text: right, bracket: false }]
                };
                let acronym_last = !acronym_first
                    && made.get(1).zip(made.first()).is_some_and(|(right, left)| {
                        is_acronym_of(&right.text, &left.text) && shape::land(&right.text).is_none()
                    });
                pieces.splice(at..=at, made);
                if let (true, Some(piece)) = (acronym_last, pieces.get_mut(at + 1)) {
                    piece.bracket = true;
                }
            }
            None => at += 1,
        }
        if budget == 0 {
            break;
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
}

/// The two sides of the dash or colon at which a piece should be cut, and whether the left one is an acronym.
fn dash(text: &str, first: bool, hint: Option<PartyKind>) -> Option<(String, String, bool)> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for mark in [" - ", " – ", " — ", " -", " –", ": ", "：", " ‒ ", " | ", " / "] {
        for (at, _) in text.match_indices(mark).take(4) {
            if cuts.iter().all(|(other, _)| at.abs_diff(*other) > 2) {
                cuts.push((at, at + mark.len()));
            }
        }
    }
    cuts.sort_unstable();
    for &(start, end) in cuts.iter().rev() {
        let (left, right) = (text[..start].trim(), text[end..].trim());
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let own = |left: &str, right: &str, turned| Some((left.to_owned(), right.to_owned(), turned));
        if shape::land_name(right).is_some()
            || (shape::land(right) == Some(Land::None) && !right.starts_with(char::is_lowercase))
            || (first && shape::land_name(left).is_some())
            || is_acronym_of(right, left)
        {
            return own(left, right, false);
        }
        let spaced = text[start..end].starts_with(' ') && text[start..end].ends_with(' ');
        // "Jane Roe — keeper of the light": small letters behind a name are what its bearer does.
        let trade = starts_small(right) && right.split(' ').count() <= 5 && !shape::is_prose(right);
        let (titles, name) = tidy::without_titles(left);
        let person = !titles.is_empty()
            || shape::is_likely_person(name)
            || (shape::is_person(name) && (shape::begins_office(right) || trade))
            || (hint == Some(PartyKind::Person) && !shape::is_organisation(left));
        if (spaced || text[start..end].starts_with(':'))
            && first
            && person
            && (shape::begins_office(right)
                || shape::is_organisation(right)
                || trade
                || hint == Some(PartyKind::Person))
        {
            return own(left, right, false);
        }
        if first && shape::is_acronym(left) && right.split(' ').count() >= 2 && !shape::is_acronym(right) {
            return own(left, right, true);
        }
    }
    None
}
