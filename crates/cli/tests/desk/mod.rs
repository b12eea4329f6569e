//! A desk to work at: a temporary folder, papers in it, and the real program run there by a person called Ana.

#![allow(dead_code, reason = "every test takes what it needs")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A desk with nothing on it.
pub fn empty() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A desk with those papers in the folder `papers`: names and texts.
pub fn papers(papers: &[(&str, &str)]) -> TempDir {
    let desk = empty();
    fs::create_dir(desk.path().join("papers")).expect("a folder");
    for (name, text) in papers {
        fs::write(desk.path().join("papers").join(name), text).expect("a paper");
    }
    desk
}

/// A desk with an archive of those papers.
pub fn archive_of(these: &[(&str, &str)]) -> TempDir {
    let desk = papers(these);
    printed(&desk, &["add", "papers", "--quiet"]);
    desk
}

/// The documents that come with the program.
pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/documents")
}

/// The program at that desk.
pub fn program(desk: impl AsRef<Path>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_broadside"));
    command.current_dir(desk).env("BROADSIDE_AUTHOR", "Ana");
    command
}

/// What comes of running it.
pub fn run(desk: impl AsRef<Path>, arguments: &[&str]) -> Output {
    program(desk).args(arguments).output().expect("the program runs")
}

/// What it prints, where all is well.
pub fn printed(desk: impl AsRef<Path>, arguments: &[&str]) -> String {
    let output = run(desk, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).expect("what is printed is UTF-8")
}

/// The lines it prints, each JSON, where all is well.
pub fn json_lines(desk: impl AsRef<Path>, arguments: &[&str]) -> Vec<Value> {
    printed(desk, arguments).lines().map(parsed).collect()
}

/// The one JSON value it prints, where all is well.
pub fn json(desk: impl AsRef<Path>, arguments: &[&str]) -> Value {
    parsed(&printed(desk, arguments))
}

/// It must end with that code and say those words on standard error; gives all that it says there.
pub fn refused(desk: impl AsRef<Path>, arguments: &[&str], code: i32, says: &str) -> String {
    let output = run(desk, arguments);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(told.contains(says) && !told.contains("panicked"), "{arguments:?}: {told}");
    told
}

/// What was said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The lines printed, each JSON, however it ended.
pub fn lines_of(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(parsed).collect()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A ZIP file of those members: names and bytes.
pub fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member can be begun");
        zip.write_all(bytes).expect("a member can be written");
    }
    zip.finish().expect("a zip can be finished").into_inner()
}
