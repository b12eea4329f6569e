//! Reading again: rules off and on, and never a worse text than before.

mod desk;

use std::fs;

use desk::{empty, examples, json_lines, printed, program, refused, run, zip_of};

#[test]
fn a_rule_turned_off_and_on_again_gives_the_same_text() {
    let desk = empty();
    let paper = "The harbour commit-\ntee has met, and the harbour committee will meet again.\n";
    fs::write(desk.path().join("minutes.txt"), paper).expect("a paper");
    printed(&desk, &["add", "minutes.txt"]);
    let repaired = printed(&desk, &["show", "--text", "minutes.txt"]);
    let edits = json_lines(&desk, &["show", "minutes.txt", "--edits", "--json"]);
    let rule = edits.first().and_then(|edit| edit["rule"].as_str()).expect("the broken word is joined").to_owned();
    printed(&desk, &["reread", "--without", &rule]);
    assert_eq!(printed(&desk, &["show", "--text", "minutes.txt"]), paper);
    printed(&desk, &["reread", "--with", &rule]);
    assert_eq!(printed(&desk, &["show", "--text", "minutes.txt"]), repaired);
    refused(&desk, &["reread", "--without", "no-such-rule"], 2, &rule); // The rules there are, are named.
}

#[test]
fn a_scan_that_was_read_keeps_its_text_where_there_is_no_ocr_program() {
    let scan = examples().join("1979/aufruf-streikrecht.png");
    let desk = empty();
    let added = program(&desk).arg("add").arg(&scan).output().expect("the program runs");
    if !added.status.success() {
        eprintln!("NOT TESTED: tesseract is not installed");
        return;
    }
    let text = printed(&desk, &["show", "--text", "aufruf-streikrecht.png"]);
    for arguments in [["reread"].as_slice(), &["reread", "--all"]] {
        program(&desk).args(arguments).env("PATH", desk.path()).output().expect("the program runs");
        assert_eq!(printed(&desk, &["show", "--text", "aufruf-streikrecht.png"]), text, "{arguments:?}");
    }
    assert!(printed(&desk, &["verify"]).contains("all is well"));
}

#[test]
fn what_an_older_program_left_in_a_container_is_taken_in() {
    let desk = empty();
    let letter = "Dear Harbour Master, the lamp at Gate 3 is out again.\n";
    let papers = zip_of(&[("letter.txt", letter.as_bytes()), ("notes.txt", b"Notes on the lamp at Gate 3.\n")]);
    fs::write(desk.path().join("papers.zip"), papers).expect("papers");
    printed(&desk, &["add", "papers.zip"]);
    let missing = || !run(&desk, &["show", "letter.txt"]).status.success();
    assert!(!missing());
    // As if the program that unpacked it had not known that kind of member.
    let catalogue = rusqlite::Connection::open(desk.path().join("archive.broadside/catalogue.sqlite")).expect("SQLite");
    catalogue.execute_batch("PRAGMA foreign_keys = OFF; CREATE TEMP TABLE gone AS SELECT source FROM path WHERE CAST(path AS TEXT) LIKE '%letter.txt';").expect("chosen");
    for table in ["text", "statement", "anatomy", "path"] {
        catalogue.execute(&format!("DELETE FROM {table} WHERE source IN gone"), []).expect("deleted");
    }
    catalogue.execute("DELETE FROM source WHERE id IN gone", []).expect("deleted");
    catalogue.execute("UPDATE source SET intake_by = 'intake 0' WHERE format = 'zip'", []).expect("made old");
    drop(catalogue);
    assert!(missing());
    let said = printed(&desk, &["reread"]);
    assert!(said.contains("1 read again") && said.contains("1 member taken in"), "{said}");
    assert_eq!(printed(&desk, &["show", "--text", "papers.zip/letter.txt"]), letter);
    assert!(printed(&desk, &["reread"]).contains("0 read again, 0 repaired again."));
}
