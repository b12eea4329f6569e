//! The suite of lists in `tests/suite/signatories/`: layouts, languages and damage as they are met, names invented.
//!
//! A row counts as right when it is right in every field the suite has. The files are in the form that `broadside eval`
//! reads; what little of JSON they need is read here, so that the engine needs to know none.

use std::collections::BTreeMap;
use std::path::Path;

use broadside_model::{PartyKind, Signatory, Span};

use super::{locate, read};

/// As much of JSON as the suite has.
#[derive(Clone, Debug, PartialEq)]
enum Json {
    Null,
    Number(u32),
    Text(String),
    List(Vec<Json>),
    Map(BTreeMap<String, Json>),
}

impl Json {
    fn get(&self, key: &str) -> &Json {
        match self {
            Json::Map(map) => map.get(key).unwrap_or(&Json::Null),
            _ => &Json::Null,
        }
    }

    fn text(&self) -> &str {
        if let Json::Text(text) = self { text } else { "" }
    }
}

fn parse(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Json {
    while characters.peek().is_some_and(|next| next.is_whitespace() || matches!(next, ',' | ':')) {
        characters.next();
    }
    match characters.next() {
        Some('{') => {
            let mut map = BTreeMap::new();
            while let Json::Text(key) = parse(characters) {
                map.insert(key, parse(characters));
            }
            Json::Map(map)
        }
        Some('[') => {
            let mut list = Vec::new();
            loop {
                match parse(characters) {
                    Json::Number(u32::MAX) => return Json::List(list),
                    item => list.push(item),
                }
            }
        }
        Some(']' | '}') | None => Json::Number(u32::MAX),
        Some('"') => Json::Text(string(characters)),
        Some(digit) if digit.is_ascii_digit() => {
            let mut number = digit.to_digit(10).unwrap_or(0);
            while let Some(next) = characters.peek().and_then(|next| next.to_digit(10)) {
                number = number * 10 + next;
                characters.next();
            }
            Json::Number(number)
        }
        Some(_) => {
            while characters.peek().is_some_and(char::is_ascii_alphabetic) {
                characters.next();
            }
            Json::Null
        }
    }
}

fn string(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('f') => text.push('\u{c}'),
                Some('u') => {
                    let code: String = characters.by_ref().take(4).collect();
                    text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                }
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    text
}

fn json(row: &Signatory) -> Json {
    let text = |field: &Option<String>| field.clone().map_or(Json::Null, Json::Text);
    let kind = row.kind.map(|kind| match kind {
        PartyKind::Person => "person",
        PartyKind::Organisation => "organisation",
        PartyKind::State => "state",
        PartyKind::Group => "group",
    });
    let fields = [
        ("order", Json::Number(row.order)),
        ("acronym", text(&row.acronym)),
        ("name", Json::Text(row.name.clone())),
        ("translation", text(&row.translation)),
        ("role", text(&row.role)),
        ("affiliation", text(&row.affiliation)),
        ("country", text(&row.country)),
        ("as_of", text(&row.as_of.as_ref().map(ToString::to_string))),
        ("group", text(&row.group)),
        ("kind", text(&kind.map(str::to_owned))),
    ];
    Json::Map(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Rows right, rows wanted, rows found; and what went wrong.
fn score(file: &str) -> (usize, usize, usize, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/signatories").join(file);
    let lines = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut right, mut wanted, mut found, mut wrong) = (0, 0, 0, Vec::new());
    for line in lines.lines() {
        let case = parse(&mut line.chars().peekable());
        let text = case.get("text").text();
        let Json::List(want) = case.get("gold").get("signatories") else { continue };
        let rows: Vec<_> = locate(text, Span::new(0, text.len()), &[])
            .into_iter()
            .flat_map(|list| read(text, list, &[], None).rows)
            .collect();
        let mut got: Vec<Json> = rows.iter().map(|row| json(&row.value)).collect();
        (wanted, found) = (wanted + want.len(), found + got.len());
        for row in want {
            match got.iter().position(|other| other == row) {
                Some(at) => {
                    got.remove(at);
                    right += 1;
                }
                None => wrong.push(format!("{}: not found: {row:?}", case.get("id").text())),
            }
        }
        wrong.extend(got.iter().map(|row| format!("{}: not there: {row:?}", case.get("id").text())));
        assert!(rows.iter().all(|row| row.evidence.iter().all(|span| text.get(span.range()).is_some())));
    }
    (right, wanted, found, wrong)
}

#[test]
fn rows_come_out_right_in_every_field() {
    for file in [
        "layouts.jsonl",
        "fresh.jsonl",
        "fresh-2.jsonl",
        "fresh-3.jsonl",
        "fresh-4.jsonl",
        "fresh-5.jsonl",
        "fresh-6.jsonl",
        "fresh-7.jsonl",
        "fresh-8.jsonl",
        "fresh-9.jsonl",
        "fresh-10.jsonl",
        "fresh-11.jsonl",
        "fresh-12.jsonl",
        "fresh-13.jsonl",
        "fresh-14.jsonl",
        "fresh-15.jsonl",
        "fresh-16.jsonl",
    ] {
        let (right, wanted, found, wrong) = score(file);
        assert!(right * 100 >= wanted.max(found) * 97, "{file}: {right} of {wanted} right\n{}", wrong.join("\n"));
    }
}

#[test]
fn hostile_text_costs_little() {
    let texts = [
        "Signed by:\n".repeat(5_000),
        format!("Signed by:\n{}", "(".repeat(100_000)),
        format!("Signed by:\n{}", "Austria\nWeavers\n".repeat(4_000)),
        format!("Signed by: {}", "A, ".repeat(100_000)),
        format!("Signed by:\n{}", "Weavers' Union, a\nb, ".repeat(4_000)),
        format!("Signed by:\n{}", "1. [a](b".repeat(100_000)),
        "/".repeat(100_000),
        "For the Union of Weavers:\n".repeat(2_000),
        "é\u{c}".repeat(100_000),
    ];
    for text in texts {
        for list in locate(&text, Span::new(0, text.len()), &[]) {
            assert!(text.get(list.range()).is_some());
            read(&text, list, &[], None);
        }
        read(&text, Span::new(0, text.len()), &[], None);
    }
    assert!(locate("é", Span::new(1, 2), &[]).is_empty());
}
