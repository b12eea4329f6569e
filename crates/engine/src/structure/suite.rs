//! Whole statements, invented, read from plain text: what each part is.

use super::testing::read;
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Mention, MentionKind, Role, Span, Statement};

/// The place of `words` in `text` as a time of that day.
fn time(text: &str, words: &str, year: i32, month: u8, day: u8) -> Mention {
    let start = text.find(words).unwrap_or_default();
    Mention {
        kind: MentionKind::Time,
        span: Span::new(start, start + words.len()),
        title: None,
        expansion: None,
        country: None,
        date: Day::new(year, month, day).map(Edtf::day),
        confidence: 90,
        method: "test".to_owned(),
    }
}

fn roles(text: &str, statement: &Statement, role: Role) -> Vec<String> {
    let parts = statement.parts.iter().filter(|part| part.role == role);
    parts.map(|part| text[part.text.range()].to_owned()).collect()
}

const LETTER: &str = "OPEN LETTER OF THE BAKERS OF NORTHPORT\n\nNorthport, 4 May 1931\n\nDear friends,\n\nWe write to you \
because the ovens of our town have been cold for seven weeks, and because nobody who owns them has told us why.\n\nWe ask \
for three things:\n\n1. that the ovens are lit;\n2. that the flour is weighed before our eyes;\n3. that nobody is dismissed \
for this letter.\n\nWe shall wait for an answer until the end of the month.\n\nIn solidarity,\n\nAda Crumb\nSecretary of the \
Bakers' Union\n";

#[test]
fn a_letter_has_its_parts() {
    let anatomy = read(LETTER, &[time(LETTER, "4 May 1931", 1931, 5, 4)]);
    assert_eq!(anatomy.statements.len(), 1);
    let letter = &anatomy.statements[0];
    let title = letter.title.as_ref().map(|title| title.value.as_str());
    assert_eq!(title, Some("OPEN LETTER OF THE BAKERS OF NORTHPORT"));
    assert_eq!(letter.salutation.as_ref().map(|found| found.value.as_str()), Some("Dear friends"));
    assert_eq!(letter.date.as_ref().map(|date| date.value.edtf.to_string()).as_deref(), Some("1931-05-04"));
    assert_eq!(letter.places.first().map(|place| place.value.name.as_str()), Some("Northport"));
    assert_eq!(roles(LETTER, letter, Role::Item).len(), 3);
    assert_eq!(roles(LETTER, letter, Role::Closing), ["In solidarity,"]);
    assert_eq!(letter.signatories.first().map(|row| row.value.name.as_str()), Some("Ada Crumb"));
}

#[test]
fn a_long_first_line_is_no_title() {
    let text = "The bakers of Northport have met again this week and have found that nothing at all has changed.\n\nThey \
                will meet once more.\n";
    let anatomy = read(text, &[]);
    assert!(anatomy.statements.iter().all(|statement| statement.title.is_none()));
}

#[test]
fn articles_are_headings_in_any_language() {
    let text = "PERUGALI TUMO\n\nBelo 1\n\nSanti muro kela dono, ven tira molu.\n\nBelo 2\n\nKari sun tovo mela, nor pali \
                dos.\n\nBelo 3\n\nTiru sola vem kati, lon muro.\n";
    let statement = &read(text, &[]).statements[0];
    assert_eq!(roles(text, statement, Role::Heading), ["Belo 1", "Belo 2", "Belo 3"]);
    assert_eq!(statement.title.as_ref().map(|title| title.value.as_str()), Some("PERUGALI TUMO"));
}

#[test]
fn nothing_is_read_out_of_nothing() {
    assert!(read("", &[]).statements.is_empty());
    assert!(read(" \n * * * \n", &[]).statements.is_empty());
}

#[test]
fn hostile_lines_end() {
    for line in [
        "(".repeat(200_000),
        "[a] ".repeat(100_000),
        "1. ".repeat(100_000),
        "A:\n".repeat(100_000),
        "—".repeat(100_000),
    ] {
        let anatomy = read(&line, &[]);
        assert!(anatomy.statements.len() <= 100_001);
    }
}
