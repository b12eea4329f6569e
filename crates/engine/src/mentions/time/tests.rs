//! A table of phrases: what is found in each, where it begins and ends, its TIMEX3 value and its date.

use super::*;

const PHRASES: &str = include_str!("phrases.tsv");

/// The text without brackets, and the ranges that stood in them.
fn marked(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut plain, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for letter in text.chars() {
        match letter {
            '[' => open = plain.len(),
            ']' => spans.push((open, plain.len())),
            letter => plain.push(letter),
        }
    }
    (plain, spans)
}

fn day(text: &str) -> Option<Day> {
    let numbers: Vec<i32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    Day::new(*numbers.first()?, u8::try_from(*numbers.get(1)?).ok()?, u8::try_from(*numbers.get(2)?).ok()?)
}

/// What the row's phrase gives, as the row would have it.
fn read(language: Option<&str>, anchor: Option<Day>, text: &str) -> (Vec<(usize, usize)>, String, String) {
    let mut found = find(text, Span::new(0, text.len()), language);
    found.retain(|expression| !matches!(expression.meaning, Meaning::Session(_)));
    let spans = found.iter().map(|expression| (expression.span.start as usize, expression.span.end as usize)).collect();
    let values: Vec<String> = found
        .iter()
        .flat_map(|expression| expression.timexes(anchor))
        .map(|timex| format!("{} {}", timex.kind.as_str(), timex.value))
        .collect();
    let dates: Vec<String> = found
        .iter()
        .map(|expression| expression.date(anchor).map_or("-".to_owned(), |date| date.to_string()))
        .collect();
    let or_none = |all: Vec<String>| if all.is_empty() { "-".to_owned() } else { all.join(" ; ") };
    (spans, or_none(values), or_none(dates))
}

#[test]
fn phrases_are_found_with_their_ranges_values_and_dates() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in PHRASES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [language, anchor, text, values, dates] = columns[..] else { panic!("five columns: {line}") };
        let (plain, spans) = marked(text);
        rows += 1;
        let (language, alone) = language.strip_suffix('!').map_or((language, true), |language| (language, false));
        for given in [Some(language), None].into_iter().take(if alone { 2 } else { 1 }) {
            let found = read(given, day(anchor), &plain);
            if found != (spans.clone(), values.to_owned(), dates.to_owned()) {
                let words: Vec<&str> = found.0.iter().map(|(start, end)| &plain[*start..*end]).collect();
                wrong.push(format!("{given:?} {text}\n    {words:?} {} {}", found.1, found.2));
                break;
            }
        }
    }
    assert!(rows >= 200, "{rows} rows");
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_hostile_text_ends_soon_and_its_expressions_stand_in_order() {
    let pieces = [
        "12 May 1990 - ",
        "the early late mid ",
        "one thousand ",
        "1990 ",
        "at 10:30 ",
        "12, 13 and ",
        "\u{e9}\u{301}'",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000);
        let found = find(&text, Span::new(0, text.len()), None);
        assert!(found.len() <= MOST);
        assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{piece}");
    }
}

#[test]
fn a_range_of_the_text_is_read_with_offsets_of_the_whole() {
    let text = "in 1990 \u{e9} in 1991 and in 1992";
    let from = text.find("in 1991").unwrap_or_default();
    let found = find(text, Span::new(from, from + 7), Some("en"));
    let words: Vec<&str> = found.iter().map(|expression| &text[expression.span.range()]).collect();
    assert_eq!(words, ["1991"]);
}

#[test]
fn a_mention_without_the_documents_day_has_a_date_only_where_the_words_give_it() {
    let text = "He came yesterday and left on 5 May 1931.";
    let found = find(text, Span::new(0, text.len()), Some("eng"));
    let dates: Vec<Option<String>> =
        found.iter().map(|expression| mention(expression, text, None).date.map(|date| date.to_string())).collect();
    assert_eq!(dates, [None, Some("1931-05-05".to_owned())]);
}

#[test]
fn sessions_are_numbered_in_words_digits_and_roman_numerals() {
    let rows = [
        ("en", "at its thirty-first session", 31),
        ("en", "the 31st regular session", 31),
        ("en", "the XXIII Congress", 23),
        ("es", "el trigésimo primer período de sesiones", 31),
        ("fr", "la trente et unième session", 31),
        ("de", "auf der 31. Tagung", 31),
        ("ru", "на XXVI съезде", 26),
        ("it", "la ventunesima sessione", 21),
        ("nl", "de eenendertigste zitting", 31),
    ];
    for (language, text, number) in rows {
        let found = find(text, Span::new(0, text.len()), Some(language));
        let sessions: Vec<u32> = found
            .iter()
            .filter_map(|expression| match expression.meaning {
                Meaning::Session(number) => Some(number),
                _ => None,
            })
            .collect();
        assert_eq!(sessions, [number], "{text}");
    }
}
