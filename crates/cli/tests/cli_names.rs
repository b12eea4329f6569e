//! What a document is called: paths as people type them, names that are not UTF-8, a file that changed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn run(folder: &Path, arguments: &[&OsStr]) -> std::process::Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

fn broadside(folder: &Path, arguments: &[&str]) -> std::process::Output {
    run(folder, &arguments.iter().map(OsStr::new).collect::<Vec<_>>())
}

fn shown(folder: &Path, arguments: &[&str]) -> String {
    let output = broadside(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(desk.path().join("papers")).expect("a folder");
    fs::write(desk.path().join("papers/call.txt"), "The first call of the weavers.\n").expect("a paper");
    desk
}

#[test]
fn a_path_is_understood_however_it_is_typed() {
    let desk = desk();
    assert!(broadside(desk.path(), &["add", "papers", "-q"]).status.success());
    let absolute = desk.path().join("papers/call.txt");
    for name in
        ["papers/call.txt", "./papers/call.txt", "papers/./call.txt", "call.txt", absolute.to_str().expect("UTF-8")]
    {
        assert_eq!(shown(desk.path(), &["show", "--text", name]), "The first call of the weavers.\n", "{name}");
    }
    let unknown = broadside(desk.path(), &["show", "all.txt"]);
    assert_eq!(unknown.status.code(), Some(1), "half a name is no name");
}

#[test]
fn the_end_of_a_path_that_several_documents_have_is_refused() {
    let desk = desk();
    fs::create_dir(desk.path().join("papers/copies")).expect("a folder");
    fs::write(desk.path().join("papers/copies/call.txt"), "Another call.\n").expect("a paper");
    assert!(broadside(desk.path(), &["add", "papers", "-q"]).status.success());
    let output = broadside(desk.path(), &["show", "call.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("several paths"));
    assert_eq!(shown(desk.path(), &["show", "--text", "copies/call.txt"]), "Another call.\n");
}

#[test]
fn a_name_that_is_not_utf_8_can_be_shown() {
    let desk = desk();
    let name = OsStr::from_bytes(b"papers/carta n\xba 3.txt");
    fs::write(desk.path().join(name), "Carta de los estibadores.\n").expect("a paper");
    assert!(broadside(desk.path(), &["add", "papers", "-q"]).status.success());
    let output = run(desk.path(), &[OsStr::new("show"), OsStr::new("--text"), name]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Carta de los estibadores.\n");
}

#[test]
fn a_path_means_what_was_last_seen_there() {
    let desk = desk();
    let paper = desk.path().join("papers/call.txt");
    let versions = ["The first call of the weavers.\n", "The second call of the weavers.\n"];
    for text in [versions[0], versions[1], versions[0], versions[1]] {
        fs::write(&paper, text).expect("a paper");
        assert!(broadside(desk.path(), &["add", "papers", "-q"]).status.success());
        assert_eq!(shown(desk.path(), &["show", "--text", "papers/call.txt"]), text);
    }
    assert_eq!(shown(desk.path(), &["list"]).lines().count(), 2, "both are kept");
}
