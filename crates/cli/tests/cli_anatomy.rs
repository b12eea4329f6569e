//! What was read out of statements, as the command line shows it: lists and filters, the card, signatories, claims,
//! timelines, and scores. Every organisation, person and place is invented.

mod desk;

use std::fs;
use std::sync::OnceLock;

use desk::{archive_of, empty, json, json_lines, printed, refused, run};
use serde_json::Value;
use tempfile::TempDir;

const LETTER: &str = "OPEN LETTER TO THE MINISTER OF PORTS

Puerto Alvar, 14 March 1978

Sir,

We, the Lighthouse Keepers' League, write to you because according to the port chaplain three dockers were killed at Gate 3 \
on 13 March 1978.

We demand:

1. that the lamp at Gate 3 be lit;
2. that the names of the dead be published.

No lamp, no harbour!

Signed:
1. Lighthouse Keepers' League (LKL), Uruguay
2. Union of Ferry Crews (UFC), Chile
3. Harbour Women's Circle, Peru
";

const RESOLUTION: &str = "RESOLUTION OF THE FERRY CREWS' CONGRESS

The Congress of the Union of Ferry Crews, meeting in Puerto Alvar on 2 May 1981,

Resolves to publish the minutes of its meetings every year.

Adopted unanimously.
";

/// An archive of two statements, made once.
fn desk() -> &'static TempDir {
    static DESK: OnceLock<TempDir> = OnceLock::new();
    DESK.get_or_init(|| archive_of(&[("letter.txt", LETTER), ("resolution.txt", RESOLUTION)]))
}

#[test]
fn a_line_of_the_list_says_what_when_and_by_whom() {
    let lines = json_lines(desk(), &["list", "--json", "--sort", "path"]);
    assert_eq!(lines.len(), 2);
    for line in &lines {
        for key in ["id", "kind", "title", "date", "language", "paths", "issuers", "places"] {
            assert!(line.get(key).is_some(), "{key} is missing: {line}");
        }
    }
    let letter = &lines[0];
    assert_eq!(letter["kind"], "open-letter", "{letter}");
    assert_eq!(
        (letter["date"]["edtf"].as_str(), letter["date"]["latest"].as_str()),
        (Some("1978-03-14"), Some("1978-03-14"))
    );
    assert_eq!(letter["signatories"], 3);
}

#[test]
fn the_list_is_narrowed_by_kind_issuer_place_language_and_date() {
    let count = |arguments: &[&str]| {
        let output = run(desk(), &[&["list"], arguments].concat());
        String::from_utf8_lossy(&output.stdout).lines().count()
    };
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--kind", "resolution"]), 1);
    assert_eq!(count(&["--kind", "open-letter,resolution"]), 2);
    assert_eq!(count(&["--issuer", "KEEPERS"]), 1);
    assert_eq!(count(&["--place", "puerto álvar"]), count(&["--place", "Puerto Alvar"]));
    assert_eq!(count(&["--language", "en"]), 2);
    assert_eq!(count(&["--language", "spa"]), 0);
    assert_eq!(count(&["--date", "1978"]), 1);
    assert_eq!(count(&["--date", "1975..1980"]), 1);
    assert_eq!(count(&["--date", "..1977"]), 0);
    assert_eq!(run(desk(), &["list", "--date", "soon"]).status.code(), Some(2));
    assert_eq!(run(desk(), &["list", "--kind", "poem"]).status.code(), Some(2));
    assert_eq!(run(desk(), &["list", "--date", "..1977"]).status.code(), Some(1), "nothing fits");
}

#[test]
fn the_list_sorts_by_date_and_writes_csv() {
    let dates = |arguments: &[&str]| -> Vec<String> {
        json_lines(desk(), arguments)
            .iter()
            .map(|line| line["date"]["edtf"].as_str().unwrap_or("-").to_owned())
            .collect()
    };
    let mut there = dates(&["list", "--json"]);
    let back = dates(&["list", "--json", "--reverse"]);
    assert_eq!(there.first().map(String::as_str), Some("1978-03-14"));
    there.reverse();
    assert_eq!(there, back);
    let csv = printed(desk(), &["list", "--csv"]);
    assert!(csv.starts_with("id,kind,title,date,") && csv.ends_with("\r\n"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 3);
}

#[test]
fn show_is_a_card_and_the_text_and_each_alone() {
    let shown = printed(desk(), &["show", "papers/letter.txt"]);
    let card = printed(desk(), &["show", "papers/letter.txt", "--card"]);
    let text = printed(desk(), &["show", "papers/letter.txt", "--text"]);
    assert_eq!(text, LETTER);
    assert!(shown.starts_with(&card) && shown.ends_with(&text), "{shown}");
    for told in ["open-letter", "1978-03-14", "Signatories", "LKL", "Demands", "letter.txt"] {
        assert!(card.contains(told), "{told} is missing: {card}");
    }
    assert!(!card.contains("because according to the port"), "the card is not the text: {card}");
    assert!(card.lines().all(|line| line.chars().count() <= 130), "{card}");
}

#[test]
fn everything_found_carries_evidence_that_is_its_place_in_the_text() {
    let shown = json(desk(), &["show", "papers/letter.txt", "--json"]);
    let keys = [
        "id",
        "witnesses",
        "language",
        "kind",
        "title",
        "issuers",
        "addressees",
        "date",
        "places",
        "salutation",
        "signatories",
        "demands",
        "slogans",
        "quotations",
        "claims",
        "mentions",
        "parts",
        "edits",
        "text",
        "diagnostics",
    ];
    for key in keys {
        assert!(shown.get(key).is_some(), "{key} is missing");
    }
    let text: Vec<char> = shown["text"].as_str().expect("a text").chars().collect();
    let mut seen = 0;
    check_evidence(&shown, &text, &mut seen);
    assert!(seen >= 6, "only {seen} pieces of evidence");
    let row = &shown["signatories"][1];
    assert_eq!(
        (row["order"].as_u64(), row["acronym"].as_str(), row["country"].as_str()),
        (Some(2), Some("UFC"), Some("CL"))
    );
    assert_eq!((row["status"].as_str(), row["method"].is_string()), (Some("proposed"), true));
}

/// Every quote must be the characters between `start` and `end`.
fn check_evidence(value: &Value, text: &[char], seen: &mut usize) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check_evidence(item, text, seen)),
        Value::Object(object) => {
            if let (Some(start), Some(end), Some(quote)) = (
                object.get("start").and_then(Value::as_u64),
                object.get("end").and_then(Value::as_u64),
                object.get("quote"),
            ) {
                let words: String = text[start as usize..end as usize].iter().collect();
                assert_eq!(Some(words.as_str()), quote.as_str());
                *seen += 1;
            }
            object.values().for_each(|item| check_evidence(item, text, seen));
        }
        _ => {}
    }
}

#[test]
fn the_statements_of_a_file_are_called_by_numbers() {
    let id = json_lines(desk(), &["list", "--json", "--sort", "path"])[0]["id"].as_str().expect("an id").to_owned();
    let first = format!("{id}-1");
    assert_eq!(printed(desk(), &["show", "--text", &id]), printed(desk(), &["show", "--text", &first]));
    assert!(printed(desk(), &["signatories", &first]).contains("LKL"));
    for command in ["show", "signatories", "claims", "timeline"] {
        refused(desk(), &[command, &format!("{id}-2")], 1, "1 statement");
    }
    assert_eq!(run(desk(), &["show", &format!("{id}-0")]).status.code(), Some(1));
}

#[test]
fn signatories_are_rows_for_people_and_programs() {
    let table = printed(desk(), &["signatories"]);
    assert!(table.contains("UFC") && table.contains("3 signatories of 1 statement."), "{table}");
    let rows = json_lines(desk(), &["signatories", "papers/letter.txt", "--json"]);
    assert_eq!(rows.iter().map(|row| row["order"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert!(rows.iter().all(|row| row["evidence"][0]["quote"].is_string() && row["statement"].is_string()));
    assert_eq!(json_lines(desk(), &["signatories", "--json", "--country", "cl"]).len(), 1);
    assert_eq!(json_lines(desk(), &["signatories", "--json", "--name", "ferry"]).len(), 1);
    let csv = printed(desk(), &["signatories", "--csv"]);
    assert_eq!(csv.matches("\r\n").count(), 4);
    assert!(csv.starts_with("statement,order,acronym,name,"), "{csv}");
}

#[test]
fn a_name_that_looks_like_a_formula_does_not_run_in_a_spreadsheet() {
    let desk = empty();
    let text = LETTER.replace("Harbour Women's Circle", "=HYPERLINK(1) Circle");
    fs::write(desk.path().join("letter.txt"), text).expect("a paper");
    printed(&desk, &["add", "letter.txt", "--quiet"]);
    let csv = printed(&desk, &["signatories", "--csv"]);
    assert!(!csv.contains(",=") && !csv.contains(",\"="), "{csv}");
}

#[test]
fn claims_say_who_says_so() {
    let rows = json_lines(desk(), &["claims", "--json", "--what", "dead"]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((rows[0]["min"].as_f64(), rows[0]["max"].as_f64()), (Some(3.0), Some(3.0)));
    assert!(rows[0]["claimant"].as_str().is_some_and(|claimant| claimant.contains("chaplain")), "{}", rows[0]);
    assert_eq!(json_lines(desk(), &["claims", "--json", "--claimant", "CHAPLAIN"]).len(), 1);
    let none = run(desk(), &["claims", "--json", "--what", "dead", "--claimant", "self"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0), "the letter itself does not say so");
    assert!(printed(desk(), &["claims"]).contains("dead"));
}

#[test]
fn a_timeline_is_in_the_order_of_dates() {
    let points = json_lines(desk(), &["timeline", "--json", "--show", "statement,claim,time"]);
    let days: Vec<_> = points.iter().filter_map(|point| point["date"]["earliest"].as_str()).collect();
    assert!(days.len() >= 2 && days.is_sorted(), "{points:?}");
    assert!(points.iter().any(|point| point["what"] == "statement" && point["date"]["edtf"] == "1978-03-14"));
    assert_eq!(printed(desk(), &["timeline", "--json", "--date", "1990"]), "");
}

#[test]
fn what_the_machine_proposes_scores_as_right_against_itself() {
    let desk = desk();
    let filled = printed(desk, &["eval", "--blank", "--all", "--filled"]);
    fs::write(desk.path().join("gold.jsonl"), &filled).expect("a gold file");
    let report = json_lines(desk, &["eval", "gold.jsonl", "--json"]).pop().expect("figures");
    assert_eq!(report["documents"], 2);
    assert_eq!(report["micro"]["f1"], 1.0, "{report}");
    assert_eq!(report["fields"]["signatories"]["gold"], 3);
    let stored =
        json_lines(desk, &["eval", "gold.jsonl", "--json", "--archive", "archive.broadside"]).pop().expect("figures");
    assert_eq!(stored["micro"], report["micro"]);
    let pretty = printed(desk, &["eval", "--blank", "--all", "--filled", "--pretty"]);
    fs::write(desk.path().join("pretty.json"), &pretty).expect("a gold file");
    assert!(pretty.lines().count() > 20);
    assert_eq!(json_lines(desk, &["eval", "pretty.json", "--json"]).pop().expect("figures")["micro"], report["micro"]);
}

#[test]
fn misses_are_named_with_their_place() {
    let desk = empty();
    fs::write(desk.path().join("letter.txt"), LETTER).expect("a paper");
    let gold = r#"{"id": "letter", "path": "letter.txt", "gold": {"kind": "manifesto", "signatories": [
        {"order": 2, "name": "Union of Ferry Crews", "country": "AR"}, {"order": 9, "name": "Nobody's Guild"}]}}"#;
    fs::write(desk.path().join("gold.jsonl"), gold.replace('\n', " ")).expect("a gold file");
    let told = printed(&desk, &["eval", "gold.jsonl", "--misses"]);
    assert!(told.contains("kind: wrong") && told.contains("gold  manifesto"), "{told}");
    assert!(told.contains("letter.txt:18:") && told.contains("signatories: wrong (country)"), "{told}");
    assert!(told.contains("signatories: missed") && told.contains("signatories: extra"), "{told}");
    let misses = json_lines(&desk, &["eval", "gold.jsonl", "--misses", "--json", "--field", "signatories"]);
    assert_eq!(misses.len(), 5, "two too much, one wrong, one missed, and the figures: {misses:?}");
    assert_eq!(misses[4]["fields"]["signatories"]["right"], 0);
}

#[test]
fn a_gold_file_that_cannot_be_scored_says_why() {
    let desk = empty();
    let said = |gold: &str| {
        fs::write(desk.path().join("gold.jsonl"), gold).expect("a gold file");
        refused(&desk, &["eval", "gold.jsonl"], 1, "")
    };
    assert!(said("{\"id\": \"a\", \"text\": \"x\"}").contains("gold.jsonl:1: there is neither"));
    assert!(said("{\"gold\": {}}\n{\"gold\": ").contains("gold.jsonl:2: "));
    assert!(said("{\"id\": \"a\", \"path\": \"nothing.txt\", \"gold\": {\"title\": null}}").contains("nothing.txt"));
    assert!(said("{\"id\": \"a\", \"gold\": {\"title\": null}}").contains("--archive"));
    assert_eq!(run(&desk, &["eval"]).status.code(), Some(2));
    assert_eq!(run(&desk, &["eval", "gold.jsonl", "--field", "colour"]).status.code(), Some(2));
}

#[test]
fn an_empty_paper_has_an_empty_anatomy() {
    let desk = empty();
    fs::write(desk.path().join("blank.txt"), " \n\n").expect("a paper");
    fs::write(desk.path().join("scrap.txt"), "of the\n").expect("a paper");
    run(&desk, &["add", "blank.txt", "scrap.txt", "--quiet"]);
    for arguments in [&["signatories", "--json"][..], &["claims", "--json"], &["timeline", "--json"]] {
        assert_eq!(printed(&desk, arguments), "", "{arguments:?}");
    }
    let scrap = json(&desk, &["show", "scrap.txt", "--json"]);
    assert!(scrap["kind"].is_null() && scrap["date"].is_null(), "{scrap}");
    assert!(scrap["issuers"].as_array().is_some_and(Vec::is_empty), "{scrap}");
}

#[test]
fn first_words_are_not_shown_as_if_they_were_a_title() {
    let desk = empty();
    fs::write(desk.path().join("note.txt"), "dear all, the lamp at Gate 3 is out again and nobody comes to mend it.\n")
        .expect("a paper");
    printed(&desk, &["add", "note.txt"]);
    assert!(printed(&desk, &["list"]).contains("(no title) dear all"));
    assert!(printed(&desk, &["show", "--card", "note.txt"]).starts_with("(no title) dear all"));
    assert!(printed(&desk, &["search", "lamp"]).contains("(no title) dear all"));
    let line = &json_lines(&desk, &["list", "--json"])[0];
    assert!(line["title"].is_null() && line["opening"].as_str().expect("a string").starts_with("dear all"));
}

#[test]
fn gold_that_cannot_be_right_is_named_with_its_line_and_field() {
    let desk = empty();
    for (gold, wanted) in [
        (
            "{\"text\": \"x\", \"gold\": {\"title\": null}}\n{\"text\": \"y\", \"gold\": {\"kind\": \"leaflet\"}}",
            "gold.jsonl:2: `kind`",
        ),
        ("{\"text\": \"x\", \"gold\": {}}", "nothing to score"),
        ("", "no document"),
    ] {
        fs::write(desk.path().join("gold.jsonl"), gold).expect("gold");
        refused(&desk, &["eval", "gold.jsonl"], 1, wanted);
    }
}
