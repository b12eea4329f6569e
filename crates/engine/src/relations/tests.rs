//! Relations in invented sentences. Names are marked by hand: `[o:…]` organisations, `[p:…]` persons, `[l:…]` places,
//! `[w:…]` works, `[t:…=1950]` times.

use super::read;
use broadside_model::{Mention, MentionKind, Span, Statement};

/// The text without the marks, and the statement that it is.
fn marked(sentence: &str, language: Option<&str>) -> (String, Statement) {
    let (mut text, mut mentions, mut rest) = (String::new(), Vec::new(), sentence);
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, behind) = behind.split_once(']').expect("an end of the mark");
        let (kind, name) = mark.split_once(':').expect("a kind");
        let (name, date) = name.split_once('=').map_or((name, None), |(name, date)| (name, Some(date)));
        let kind = match kind {
            "o" => MentionKind::Organisation,
            "p" => MentionKind::Person,
            "l" => MentionKind::Place,
            "w" => MentionKind::Work,
            _ => MentionKind::Time,
        };
        let start = text.len();
        text.push_str(name);
        mentions.push(Mention {
            kind,
            span: Span::new(start, text.len()),
            title: None,
            expansion: None,
            country: None,
            date: date.map(|date| date.parse().expect("a date")),
            confidence: 90,
            method: "test".to_owned(),
        });
        rest = behind;
    }
    text.push_str(rest);
    let span = Span::new(0, text.len());
    let language = language.map(str::to_owned);
    (text, Statement { span, mentions, language, ..Statement::default() })
}

/// Relations as `kind subject > object (role, date)`.
fn relations(sentence: &str, language: &str) -> Vec<String> {
    let (text, statement) = marked(sentence, Some(language));
    let all = read(&text, &statement).into_iter().map(|found| {
        let relation = found.value;
        assert_eq!(text[relation.subject_span.range()], relation.subject);
        assert!(found.evidence.iter().any(|span| span.start <= relation.object_span.start));
        let beside: Vec<String> = relation.role.into_iter().chain(relation.date.map(|date| date.to_string())).collect();
        let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join(", ")) };
        format!("{} {} > {}{beside}", relation.kind.name(), relation.subject, relation.object)
    });
    all.collect()
}

#[test]
fn each_language_says_its_relations() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in include_str!("sentences.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (language, rest) = line.split_once('\t').expect("a language");
        let (sentence, expected) = rest.split_once('\t').unwrap_or((rest, ""));
        let expected: Vec<&str> = expected.split("; ").filter(|one| !one.is_empty()).collect();
        let found = relations(sentence, language);
        if found != expected {
            wrong.push(format!("{sentence}\n  {found:?}\n  {expected:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty() && count > 100, "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn hostile_texts_are_read_in_time() {
    let many = "[o:A], formerly the [o:B Union] and ".repeat(3_000);
    let (text, statement) = marked(&many, Some("eng"));
    assert!(!read(&text, &statement).is_empty());
    let founders = format!("[o:A Union], founded by {}", "[p:Ada], ".repeat(5_000));
    let (text, statement) = marked(&founders, None);
    assert!(read(&text, &statement).len() < 40);
    let (text, mut statement) = marked("[o:A Union], [p:Ada]", None);
    statement.mentions.reverse();
    read(&text, &statement);
}
