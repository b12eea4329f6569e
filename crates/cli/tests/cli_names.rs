//! What a document is called: paths as people type them, names that are not UTF-8, a file that changed.

mod desk;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use desk::{papers, printed, program, refused};
use tempfile::TempDir;

fn desk() -> TempDir {
    papers(&[("call.txt", "The first call of the weavers.\n")])
}

#[test]
fn a_path_is_understood_however_it_is_typed() {
    let desk = desk();
    printed(&desk, &["add", "papers", "-q"]);
    let absolute = desk.path().join("papers/call.txt");
    for name in
        ["papers/call.txt", "./papers/call.txt", "papers/./call.txt", "call.txt", absolute.to_str().expect("UTF-8")]
    {
        assert_eq!(printed(&desk, &["show", "--text", name]), "The first call of the weavers.\n", "{name}");
    }
    refused(&desk, &["show", "all.txt"], 1, "all.txt"); // Half a name is no name.
}

#[test]
fn the_end_of_a_path_that_several_documents_have_is_refused() {
    let desk = desk();
    fs::create_dir(desk.path().join("papers/copies")).expect("a folder");
    fs::write(desk.path().join("papers/copies/call.txt"), "Another call.\n").expect("a paper");
    printed(&desk, &["add", "papers", "-q"]);
    refused(&desk, &["show", "call.txt"], 1, "several paths");
    assert_eq!(printed(&desk, &["show", "--text", "copies/call.txt"]), "Another call.\n");
}

#[test]
fn a_name_that_is_not_utf_8_can_be_shown() {
    let desk = desk();
    let name = OsStr::from_bytes(b"papers/carta n\xba 3.txt");
    fs::write(desk.path().join(name), "Carta de los estibadores.\n").expect("a paper");
    printed(&desk, &["add", "papers", "-q"]);
    let output = program(&desk).args(["show", "--text"]).arg(name).output().expect("the program runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Carta de los estibadores.\n");
}

#[test]
fn a_path_means_what_was_last_seen_there() {
    let desk = desk();
    let paper = desk.path().join("papers/call.txt");
    let versions = ["The first call of the weavers.\n", "The second call of the weavers.\n"];
    for text in [versions[0], versions[1], versions[0], versions[1]] {
        fs::write(&paper, text).expect("a paper");
        printed(&desk, &["add", "papers", "-q"]);
        assert_eq!(printed(&desk, &["show", "--text", "papers/call.txt"]), text);
    }
    assert_eq!(printed(&desk, &["list"]).lines().count(), 2, "both are kept");
}
