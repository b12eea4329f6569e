//! Asking: queries as the help shows them, wrong ones, and concordances in pieces.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn broadside(desk: &TempDir, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(desk.path()).args(arguments).output().expect("the program runs")
}

/// Two letters of invented organisations, in an archive.
fn archive() -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(desk.path().join("papers")).expect("a folder");
    let letters = [
        ("war.txt", "The ferry crews want peace. The ferry owners speak of war.\n"),
        ("peace.txt", "The lighthouse keepers want peace; peace for every ferry, and peace for the coast.\n"),
    ];
    for (name, text) in letters {
        fs::write(desk.path().join("papers").join(name), text).expect("a paper");
    }
    assert!(broadside(&desk, &["add", "papers", "--quiet"]).status.success());
    desk
}

fn count(desk: &TempDir, query: &[&str]) -> String {
    let output = broadside(desk, &[&["search", "--count"], query].concat());
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn words_to_leave_out_are_typed_as_the_help_shows_them() {
    let desk = archive();
    assert_eq!(count(&desk, &["peace"]), "2");
    assert_eq!(count(&desk, &["peace", "-war"]), "1");
    assert_eq!(count(&desk, &["peace", "-path:peace", "--archive", "archive.broadside"]), "1");
    assert_eq!(count(&desk, &["-war"]), "1");
    assert!(broadside(&desk, &["search", "-h"]).status.success());
}

#[test]
fn a_wrong_query_is_wrong_usage_and_says_where_and_what_to_write() {
    let desk = archive();
    for (query, told) in [
        ("colour:red", "language"),
        ("(peace", "parenthesis"),
        ("peace OR", "OR"),
        ("peace~3", "1 or 2"),
        ("\"the ferry", "quotation mark"),
        ("added:soon", "2026-01"),
    ] {
        let output = broadside(&desk, &["search", query]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{query}: {said}");
        assert!(said.contains(told) && said.contains("--help"), "{query}: {said}");
    }
    assert_eq!(broadside(&desk, &["search", "unfindable"]).status.code(), Some(1));
}

#[test]
fn a_concordance_is_read_on_where_the_last_piece_ended() {
    let desk = archive();
    let lines = |from: &str| {
        let output = broadside(
            &desk,
            &["search", "peace", "--kwic", "--json", "--limit", "2", "--offset", from, "--sort", "right"],
        );
        let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        text.lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["right"].to_string())
            .collect::<Vec<_>>()
    };
    let (first, second) = (lines("0"), lines("2"));
    assert_eq!((first.len(), second.len()), (2, 2));
    assert!(first.iter().all(|line| !second.contains(line)), "{first:?} {second:?}");
    assert_eq!(lines("4"), Vec::<String>::new());
    let unsorted = broadside(&desk, &["search", "peace", "--kwic", "--order", "path"]);
    assert_eq!(unsorted.status.code(), Some(2), "an option that would do nothing is refused");
}
