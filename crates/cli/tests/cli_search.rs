//! Asking: queries as the help shows them, wrong ones, and concordances in pieces.

mod desk;

use desk::{archive_of, lines_of, refused, run};
use tempfile::TempDir;

/// Two letters of invented organisations, in an archive.
fn archive() -> TempDir {
    archive_of(&[
        ("war.txt", "The ferry crews want peace. The ferry owners speak of war.\n"),
        ("peace.txt", "The lighthouse keepers want peace; peace for every ferry, and peace for the coast.\n"),
    ])
}

fn count(desk: &TempDir, query: &[&str]) -> String {
    let output = run(desk, &[&["search", "--count"], query].concat());
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn words_to_leave_out_are_typed_as_the_help_shows_them() {
    let desk = archive();
    assert_eq!(count(&desk, &["peace"]), "2");
    assert_eq!(count(&desk, &["peace", "-war"]), "1");
    assert_eq!(count(&desk, &["peace", "-path:peace", "--archive", "archive.broadside"]), "1");
    assert_eq!(count(&desk, &["-war"]), "1");
    assert!(run(&desk, &["search", "-h"]).status.success());
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
        let said = refused(&desk, &["search", query], 2, told);
        assert!(said.contains("--help"), "{query}: {said}");
    }
    assert_eq!(run(&desk, &["search", "unfindable"]).status.code(), Some(1));
}

#[test]
fn a_concordance_is_read_on_where_the_last_piece_ended() {
    let desk = archive();
    let lines = |from: &str| {
        let output =
            run(&desk, &["search", "peace", "--kwic", "--json", "--limit", "2", "--offset", from, "--sort", "right"]);
        lines_of(&output).iter().map(|line| line["right"].to_string()).collect::<Vec<_>>()
    };
    let (first, second) = (lines("0"), lines("2"));
    assert_eq!((first.len(), second.len()), (2, 2));
    assert!(first.iter().all(|line| !second.contains(line)), "{first:?} {second:?}");
    assert_eq!(lines("4"), Vec::<String>::new());
    let unsorted = run(&desk, &["search", "peace", "--kwic", "--order", "path"]);
    assert_eq!(unsorted.status.code(), Some(2), "an option that would do nothing is refused");
}
