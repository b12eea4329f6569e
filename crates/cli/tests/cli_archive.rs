//! An archive in a bad state, and streams nobody reads: each command says what is wrong, and none panics.

mod desk;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use desk::{empty, printed, program, refused, run, said};
use tempfile::TempDir;

const READING: &[&[&str]] =
    &[&["list"], &["report"], &["search", "weavers"], &["show", "call.txt"], &["verify"], &["reindex"], &["reread"]];

/// A folder with an archive of one letter in it.
fn desk() -> TempDir {
    let desk = empty();
    fs::write(desk.path().join("call.txt"), "The first call of the weavers.\n").expect("a paper");
    printed(&desk, &["add", "call.txt", "-q"]);
    desk
}

/// Every command must refuse with exit code 1, name the file, and not panic.
fn every_command_names(desk: &TempDir, file: &str) {
    for arguments in READING.iter().chain(&[["add", "call.txt"].as_slice()]) {
        let output = run(desk, arguments);
        let said = said(&output) + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(file) && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn damaged_settings_are_named_by_every_command() {
    for bytes in [&b"\xff\xfe\0\x01"[..], b"", b"format = \"one\"", b"format = 1\n[repair]\noff = 3\n"] {
        let desk = desk();
        fs::write(desk.path().join("archive.broadside/broadside.toml"), bytes).expect("damage");
        every_command_names(&desk, "broadside.toml");
    }
    let desk = desk();
    fs::remove_file(desk.path().join("archive.broadside/broadside.toml")).expect("damage");
    every_command_names(&desk, "broadside.toml");
}

#[test]
fn a_damaged_index_is_named_and_made_anew() {
    let desk = desk();
    let index = desk.path().join("archive.broadside/index");
    let files: Vec<_> = fs::read_dir(&index).expect("the index").flatten().map(|entry| entry.path()).collect();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end != "lock" && end != "json")) {
        let whole = fs::read(file).expect("a file of the index");
        let mut damaged = whole.clone();
        let from = whole.len() / 3;
        damaged[from..].fill(0xee);
        fs::write(file, damaged).expect("damage");
        assert_eq!(run(&desk, &["verify"]).status.code(), Some(1), "{}", file.display());
        fs::write(file, whole).expect("mended");
    }
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "fast" || end == "idx")) {
        let half = fs::read(file).expect("a file of the index").len() / 2;
        fs::write(file, vec![0xee; half]).expect("damage");
    }
    let output = run(&desk, &["search", "weavers"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    printed(&desk, &["reindex"]);
    printed(&desk, &["search", "weavers"]);
}

#[test]
fn a_newer_archive_is_left_alone() {
    let desk = desk();
    fs::write(desk.path().join("archive.broadside/broadside.toml"), "format = 7\n").expect("a newer one");
    every_command_names(&desk, "format 7");
}

#[test]
fn an_archive_without_its_catalogue_is_not_begun_anew() {
    let desk = desk();
    fs::remove_file(desk.path().join("archive.broadside/catalogue.sqlite")).expect("damage");
    every_command_names(&desk, "catalogue.sqlite");
    assert!(!desk.path().join("archive.broadside/catalogue.sqlite").exists());
}

#[test]
fn a_first_run_killed_before_its_tables_leaves_an_empty_archive_not_a_damaged_one() {
    let desk = empty();
    let archive = desk.path().join("archive.broadside");
    fs::create_dir_all(archive.join("originals")).expect("a folder");
    fs::write(archive.join("broadside.toml"), "format = 1\n").expect("settings");
    fs::write(archive.join("catalogue.sqlite"), "").expect("a file without tables");
    let verified = run(&desk, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    assert!(said(&run(&desk, &["list"])).contains("empty"));
    fs::write(desk.path().join("call.txt"), "The first call of the weavers.\n").expect("a paper");
    printed(&desk, &["add", "call.txt"]);
}

#[test]
fn a_place_that_cannot_be_an_archive_is_named_once() {
    let desk = desk();
    let said = refused(&desk, &["add", "call.txt", "--archive", "call.txt"], 1, "call.txt: this is a file");
    assert!(!said.contains("os error"), "{said}");
    let said = refused(&desk, &["add", "call.txt", "--archive", "/proc/nowhere"], 1, "/proc/nowhere");
    assert_eq!(said.matches("os error").count(), 1, "the cause is said once: {said}");
}

#[test]
fn a_folder_without_permission_is_not_taken_for_no_archive() {
    let desk = desk();
    let archive = desk.path().join("archive.broadside");
    fs::set_permissions(&archive, fs::Permissions::from_mode(0o0)).expect("permissions");
    let output = run(&desk, &["list"]);
    fs::set_permissions(&archive, fs::Permissions::from_mode(0o755)).expect("permissions");
    let said = said(&output);
    // Who may read everything, may read this.
    assert!(output.status.success() || said.contains("permissions"), "{said}");
}

#[test]
fn nobody_listening_on_standard_error_is_no_reason_to_panic() {
    let desk = desk();
    for arguments in [["show", "nothing"], ["add", "nothing"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let status =
            program(&desk).args(arguments).stdout(Stdio::null()).stderr(full).status().expect("the program runs");
        assert_eq!(status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn each_command_has_a_manual_page_under_the_name_it_is_called_by() {
    let desk = desk();
    printed(&desk, &["man", "pages"]);
    let page = fs::read_to_string(desk.path().join("pages/broadside-search.1")).expect("a page");
    assert!(page.contains("broadside\\-search \\-") && page.contains("\\fBbroadside search\\fR"), "{page}");
}
