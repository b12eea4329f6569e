//! Reading again: rules off and on, and never a worse text than before.

use std::fs;
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
