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

const BODY: &str = "The ovens of our town have been cold for seven weeks, and nobody has told us why they are.";

fn title(text: &str) -> Option<String> {
    let anatomy = read(text, &[]);
    Some(anatomy.statements.first()?.title.as_ref()?.value.clone())
}

#[test]
fn titles_go_on_where_a_line_breaks_off() {
    let united = format!("Statement of the Bakers' Union,\nthe Millers' Union and the Salters on Flour\n\n{BODY}\n");
    let whole = "Statement of the Bakers' Union, the Millers' Union and the Salters on Flour";
    assert_eq!(title(&united).as_deref(), Some(whole));
    let called = format!("APPEAL\nTO ALL WORKING PEOPLE\nOF THE HARBOUR\n\n{BODY}\n");
    assert_eq!(title(&called).as_deref(), Some("APPEAL TO ALL WORKING PEOPLE OF THE HARBOUR"));
    let mailed = format!("Subject: Fwd: Re: Statement on the ovens\n\nDear all,\n\n{BODY}\n");
    assert_eq!(title(&mailed).as_deref(), Some("Statement on the ovens"));
}

#[test]
fn a_sender_is_no_title() {
    let text = format!("Ada Crumb\n5 Harbour Street\n\nNorthport, 4 May 1931\n\nDear friends,\n\n{BODY}\n");
    let anatomy = read(&text, &[time(&text, "4 May 1931", 1931, 5, 4)]);
    assert!(anatomy.statements.iter().all(|statement| statement.title.is_none() && statement.date.is_some()));
}

#[test]
fn datelines_of_languages_whose_times_are_not_read_date_what_they_close() {
    let text = "بيان صادر عن نقابة الخبازين\n\nإن أفران مدينتنا باردة منذ سبعة أسابيع، ولم يقل لنا أحد لماذا حدث ذلك.\n\nبيروت في 12 آذار 1976\n\nنقابة الخبازين\n";
    let statement = &read(text, &[]).statements[0];
    assert_eq!(statement.date.as_ref().map(|date| date.value.edtf.to_string()).as_deref(), Some("1976-03-12"));
    assert_eq!(statement.places.first().map(|place| place.value.name.as_str()), Some("بيروت"));
}

#[test]
fn a_masthead_names_the_paper_and_is_no_statement() {
    let text = format!(
        "THE BAKERS' LANTERN\nVol. III No. 7 — Price 1d.\n\nRESOLUTION No. 1\n\n{BODY}\n\nRESOLUTION No. 2\n\n{BODY}\n"
    );
    let anatomy = read(&text, &[]);
    let titles: Vec<_> = anatomy.statements.iter().filter_map(|statement| statement.title.as_ref()).collect();
    assert_eq!(
        titles.iter().map(|title| title.value.as_str()).collect::<Vec<_>>(),
        ["RESOLUTION No. 1", "RESOLUTION No. 2"]
    );
    let carried = |statement: &Statement| statement.published_in.as_ref().map(|paper| paper.value.clone());
    assert!(anatomy.statements.iter().all(|statement| carried(statement).as_deref() == Some("THE BAKERS' LANTERN")));
}

#[test]
fn telegrams_of_a_newspaper_are_no_statements() {
    let item = "NORTHPORT, May 4.—The ovens of the town were lit again this morning, and bread is to be had.\n";
    let text = item.repeat(6);
    let times: Vec<Mention> = (0..6)
        .map(|place| {
            let mut found = time(item, "May 4", 1931, 5, 4);
            let start = found.span.start as usize + place * item.len();
            (found.span, found.date) = (Span::new(start, start + 5), None);
            found
        })
        .collect();
    assert_eq!(read(&text, &times).statements.len(), 1);
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
