//! Sentences of ten languages with the claims in them, and what a claim carries with it.

use broadside_model::edtf::Day;
use broadside_model::{Claim, Edtf, Found, Grade, Mention, MentionKind, Part, Party, Role, Span, Statement};

fn statement(text: &str, language: &str) -> Statement {
    let span = Span::new(0, text.len());
    let parts = vec![Part { role: Role::Body, text: span, raw: span, language: None }];
    Statement { span, parts, language: Some(language.to_owned()), ..Statement::default() }
}

fn claims(text: &str) -> Vec<Found<Claim>> {
    super::read(text, &statement(text, "eng"))
}

/// A claim in a line, as `sentences.txt` has them.
fn brief(found: &Found<Claim>) -> String {
    let claim = &found.value;
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut line = claim.what.clone();
    if claim.min.is_some() || claim.max.is_some() {
        let about = if claim.approximate { "~" } else { "" };
        line += &match claim.min == claim.max {
            true => format!(" {about}{}", number(claim.min)),
            false => format!(" {about}{}..{}", number(claim.min), number(claim.max)),
        };
    }
    for (mark, value) in [(" ", &claim.unit), (" by ", &claim.actor), (" says ", &claim.claimant)] {
        if let Some(value) = value {
            line += &format!("{mark}{value}");
        }
    }
    if claim.grade != Grade::Fact {
        line += &format!(" ({})", claim.grade.name());
    }
    line
}

#[test]
fn sentences_in_ten_languages() {
    let mut wrong = vec![];
    let list = include_str!("sentences.txt");
    let mut lines = list.lines().filter(|line| !line.starts_with('#')).peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let Some((language, text)) = line.split_once('|') else { panic!("no sentence: {line}") };
        let mut expected = vec![];
        while let Some(claim) = lines.next_if(|line| line.starts_with("  ")) {
            expected.push(claim.trim().to_owned());
        }
        let found: Vec<String> = super::read(text, &statement(text, language)).iter().map(brief).collect();
        count += 1;
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 120);
}

#[test]
fn evidence_is_the_words_that_say_so() {
    let text = "Yesterday was quiet. According to the union, at least 40 miners were killed in Arenal.";
    let found = claims(text);
    let quotes: Vec<&str> = found[0].evidence.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(quotes, ["at least 40 miners were killed", "union"]);
    assert_eq!(found[0].value.of.as_deref(), Some("miners"));
}

#[test]
fn place_and_time_come_from_mentions_nearby() {
    let text = "In Arenal, on 3 May 1951, twelve peasants were killed. Much later, in Norwood, five died.";
    let mention = |kind, words: &str, date| {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let (title, expansion, country) = (None, None, None);
        Mention { kind, span, title, expansion, country, date, confidence: 90, method: "test".to_owned() }
    };
    let day = Edtf::day(Day::new(1951, 5, 3).unwrap());
    let mut statement = statement(text, "eng");
    statement.mentions = vec![
        mention(MentionKind::Place, "Arenal", None),
        mention(MentionKind::Time, "3 May 1951", Some(day.clone())),
        mention(MentionKind::Place, "Norwood", None),
    ];
    let found = super::read(text, &statement);
    assert_eq!(found[0].value.place.as_deref(), Some("Arenal"));
    assert_eq!(found[0].value.date, Some(day));
    assert_eq!(found[1].value.place.as_deref(), Some("Norwood"));
}

#[test]
fn what_we_did_is_the_issuers() {
    let text = "Our units attacked the barracks at dawn.";
    let mut statement = statement(text, "eng");
    let party = Party { name: "Northern Front".to_owned(), ..Party::default() };
    statement.issuers = vec![Found::new(party, Span::new(0, 3), "test", 90)];
    let found = super::read(text, &statement);
    assert_eq!(found[0].value.actor.as_deref(), Some("Northern Front"));
    assert_eq!(found[0].value.grade, Grade::Claimed);
}

#[test]
fn the_rebels_are_the_only_group_that_is_named() {
    let text = "The Northern Popular Front (NPF) had threatened the town. NPF guerrillas hid nearby. On Sunday the guerrillas \
                killed two teachers.";
    let found = claims(text);
    let doers: Vec<_> = found.iter().filter(|claim| claim.method == "did-by-discourse").collect();
    assert_eq!(doers.len(), 1);
    assert_eq!(doers[0].value.actor.as_deref(), Some("NPF"));
    assert!(doers[0].evidence.iter().any(|span| &text[span.range()] == "NPF"));
    let two = format!("{text} The Red Workers' Army (RWA) kept silent; RWA guerrillas left.");
    assert!(claims(&two).iter().all(|claim| claim.method != "did-by-discourse"));
}

#[test]
fn other_languages_and_empty_texts_give_nothing() {
    assert!(claims("").is_empty());
    let text = "Pet osoba je ubijeno.";
    assert!(super::read(text, &statement(text, "hrv")).is_empty());
}

#[test]
fn hostile_texts_end() {
    let brackets = "(".repeat(200_000) + " 5 killed";
    let numbers = "five hundred and ".repeat(20_000) + "people were killed";
    let quotes = "\"killed ".repeat(50_000);
    let verbs = "killed by ".repeat(50_000);
    let line = "five people, ".repeat(50_000) + "were killed";
    let marks = "\u{301}é\u{ad}’".repeat(20_000) + "€ 5 killed";
    for text in [brackets, numbers, quotes, verbs, line, marks] {
        let _ = claims(&text);
    }
}
