//! Reading again: rules off and on, and never a worse text than before.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn broadside(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(folder);
    command
}

fn shown(folder: &Path, arguments: &[&str]) -> String {
    let output = broadside(folder).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_rule_turned_off_and_on_again_gives_the_same_text() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let paper = "The harbour commit-\ntee has met, and the harbour committee will meet again.\n";
    fs::write(desk.path().join("minutes.txt"), paper).expect("a paper");
    shown(desk.path(), &["add", "minutes.txt"]);
    let repaired = shown(desk.path(), &["show", "--text", "minutes.txt"]);
    let edits: Vec<Value> = shown(desk.path(), &["show", "minutes.txt", "--edits", "--json"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let rule = edits.first().and_then(|edit| edit["rule"].as_str()).expect("the broken word is joined").to_owned();
    shown(desk.path(), &["reread", "--without", &rule]);
    assert_eq!(shown(desk.path(), &["show", "--text", "minutes.txt"]), paper);
    shown(desk.path(), &["reread", "--with", &rule]);
    assert_eq!(shown(desk.path(), &["show", "--text", "minutes.txt"]), repaired);
    let unknown = broadside(desk.path()).args(["reread", "--without", "no-such-rule"]).output().expect("runs");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains(&rule), "the rules there are, are named");
}

#[test]
fn a_scan_that_was_read_keeps_its_text_where_there_is_no_ocr_program() {
    let scan = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/documents/1979/aufruf-streikrecht.png");
    let desk = tempfile::tempdir().expect("a temporary folder");
    let added = broadside(desk.path()).arg("add").arg(&scan).output().expect("the program runs");
    if !added.status.success() {
        eprintln!("NOT TESTED: tesseract is not installed");
        return;
    }
    let text = shown(desk.path(), &["show", "--text", "aufruf-streikrecht.png"]);
    for arguments in [["reread"].as_slice(), &["reread", "--all"]] {
        broadside(desk.path()).args(arguments).env("PATH", desk.path()).output().expect("the program runs");
        assert_eq!(shown(desk.path(), &["show", "--text", "aufruf-streikrecht.png"]), text, "{arguments:?}");
    }
    assert!(shown(desk.path(), &["verify"]).contains("all is well"));
}

/// A ZIP of texts.
fn zip_of(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member begins");
        writer.write_all(text.as_bytes()).expect("a member is written");
    }
    writer.finish().expect("the archive ends").into_inner()
}

#[test]
fn what_an_older_program_left_in_a_container_is_taken_in() {
    let desk = tempfile::tempdir().expect("a temporary folder");
    let letter = "Dear Harbour Master, the lamp at Gate 3 is out again.\n";
    let papers = zip_of(&[("letter.txt", letter), ("notes.txt", "Notes on the lamp at Gate 3.\n")]);
    fs::write(desk.path().join("papers.zip"), papers).expect("papers");
    shown(desk.path(), &["add", "papers.zip"]);
    let missing = || !broadside(desk.path()).args(["show", "letter.txt"]).output().expect("runs").status.success();
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
    let said = shown(desk.path(), &["reread"]);
    assert!(said.contains("1 read again") && said.contains("1 member taken in"), "{said}");
    assert_eq!(shown(desk.path(), &["show", "--text", "papers.zip/letter.txt"]), letter);
    assert!(shown(desk.path(), &["reread"]).contains("0 read again, 0 repaired again."));
}
