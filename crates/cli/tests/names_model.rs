//! `--names-model`: a model that the user brings labels names; a broken one costs a sentence, never an archive.
#![cfg(feature = "onnx")]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use desk::{papers, printed, refused};
use serde_json::Value;
use tempfile::TempDir;

/// Knows a few invented names; `crates/tagger/tests/models/make.py` makes it.
const WORDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tagger/tests/models/words");
const LETTER: &str =
    "Statement of the Blorvian Plinth League\n\nyesterday quavo tressik met the league in upper marrowick.\n";

fn desk(text: &str) -> TempDir {
    papers(&[("letter.txt", text)])
}

/// A copy of the model, to be changed.
fn copy(desk: &Path) -> PathBuf {
    let folder = desk.join("model");
    fs::create_dir(&folder).expect("a folder");
    for file in ["model.onnx", "config.json", "vocab.txt"] {
        fs::copy(Path::new(WORDS).join(file), folder.join(file)).expect("a copy");
    }
    folder
}

/// Kind, words and method of what a document names.
fn names(folder: &Path, archive: &str) -> Vec<(String, String, String)> {
    let shown = desk::json(folder, &["show", "--json", "letter.txt", "--archive", archive]);
    let mut found = Vec::new();
    collect(&shown, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<(String, String, String)>) {
    let word = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if let (Some(kind), Some(text), Some(method)) = (word("type"), word("text"), word("method")) {
        found.push((kind, text, method));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(items) => items.values().for_each(|item| collect(item, found)),
        _ => {}
    }
}

fn by_model(found: &[(String, String, String)]) -> Vec<(&str, &str)> {
    let by_model = found.iter().filter(|(_, _, method)| method.starts_with("names-onnx words@"));
    by_model.map(|(kind, text, _)| (kind.as_str(), text.as_str())).collect()
}

#[test]
fn names_are_labelled_by_the_model_and_say_so() {
    let desk = desk(LETTER);
    printed(&desk, &["add", "papers", "--names-model", WORDS, "-q"]);
    let found = names(desk.path(), "archive.broadside");
    for expected in
        [("organisation", "Blorvian Plinth League"), ("person", "quavo tressik"), ("place", "upper marrowick")]
    {
        assert!(by_model(&found).contains(&expected), "{expected:?} in {found:?}");
    }
    // What is added later is read with the model that the archive remembers.
    fs::write(desk.path().join("papers/more.txt"), "zoe met the blorvian league in ostrevale.\n").expect("a paper");
    printed(&desk, &["add", "papers", "-q"]);
    assert!(printed(&desk, &["show", "--json", "more.txt"]).contains("names-onnx words@"));
}

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let desk = desk(LETTER);
    for number in 0..20 {
        fs::write(desk.path().join(format!("papers/{number}.txt")), format!("{number}. {LETTER}").repeat(9))
            .expect("a paper");
    }
    printed(&desk, &["add", "papers", "--names-model", WORDS, "-q", "--threads", "1", "--archive", "one"]);
    printed(&desk, &["add", "papers", "--names-model", WORDS, "-q", "--threads", "4", "--archive", "four"]);
    for name in ["letter.txt", "3.txt", "19.txt"] {
        let shown = |archive: &str| printed(&desk, &["show", "--json", name, "--archive", archive]);
        assert_eq!(shown("one"), shown("four"));
    }
}

#[test]
fn reread_reads_again_what_another_tagger_labelled_and_nothing_else() {
    let desk = desk(LETTER);
    let reread = |model: &[&str]| {
        let output = printed(&desk, &[&["reread"], model].concat());
        output.contains("1 repaired again")
    };
    printed(&desk, &["add", "papers", "-q"]);
    assert!(by_model(&names(desk.path(), "archive.broadside")).is_empty());
    assert!(reread(&["--names-model", WORDS]));
    assert!(!by_model(&names(desk.path(), "archive.broadside")).is_empty());
    assert!(!reread(&[]) && !reread(&["--names-model", WORDS]));
    assert!(reread(&["--names-model", "none"]) && !reread(&[]));
    assert!(by_model(&names(desk.path(), "archive.broadside")).is_empty());
}

#[test]
fn a_name_far_down_a_long_text_is_found_at_its_place() {
    let sentence =
        "The Committee of the Ǿld Ｈarbour met in Ｏstrevale, and — ﬁnally — the others’ naïve co-workers did.\n";
    let desk = desk(&format!("{}quavo tressik met zoe.\n", sentence.repeat(300)));
    printed(&desk, &["add", "papers", "--names-model", WORDS, "-q"]);
    let found = names(desk.path(), "archive.broadside");
    assert_eq!(by_model(&found).iter().filter(|(_, text)| *text == "quavo tressik").count(), 1);
    assert!(by_model(&found).contains(&("person", "zoe")), "{:?}", by_model(&found));
}

#[test]
fn a_document_that_the_model_fails_is_read_by_the_built_in_tagger() {
    let desk = desk("Statement of the Dworish Kaputtik\n\nThe Red Cross Society of Ghana met in Accra.\n");
    let output = desk::run(&desk, &["add", "papers", "--names-model", WORDS]);
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("failed the one text that it was given") && said.contains("report --problems"), "{said}");
    let again = desk::run(&desk, &["reread"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("failed the one text"), "it is said again");
    let found = names(desk.path(), "archive.broadside");
    assert!(found.iter().any(|(_, text, method)| text == "Accra" && !method.starts_with("names-onnx")), "{found:?}");
    let report = printed(&desk, &["report", "letter.txt"]);
    assert!(report.contains("the names model could not") && report.contains("reread"), "{report}");
}

#[test]
fn a_broken_model_is_one_sentence_and_no_archive() {
    let replaced = |file: &'static str, bytes: &'static [u8]| (file, Some(bytes));
    let cases = [
        ("model.onnx", None),
        ("config.json", None),
        ("vocab.txt", None),
        replaced("model.onnx", b""),
        replaced("model.onnx", b"PK\x03\x04 no network"),
        replaced("config.json", b"{\"id2label\": "),
        replaced("config.json", b"{}"),
        replaced("config.json", b"{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"LABEL_1\"}}"),
        replaced("config.json", b"{\"id2label\": {\"0\": \"O\", \"1\": \"B-PER\"}}"),
        replaced("vocab.txt", b"one\ntwo\n"),
        replaced("tokenizer.json", b"{\"model\": {\"type\": \"WordLevel\", \"vocab\": {}}}"),
        replaced("tokenizer.json", b"[[[[[[[["),
    ];
    for (file, bytes) in cases {
        let desk = desk(LETTER);
        let folder = copy(desk.path());
        match bytes {
            Some(bytes) => fs::write(folder.join(file), bytes).expect("a changed file"),
            None => fs::remove_file(folder.join(file)).expect("a file less"),
        }
        let said = refused(&desk, &["add", "papers", "--names-model", "model"], 1, file);
        assert_eq!(said.trim().lines().count(), 1, "{file} {bytes:?}: {said}");
        assert!(!desk.path().join("archive.broadside").exists(), "{file}");
    }
}

#[test]
fn a_model_that_was_changed_or_taken_away_is_missed() {
    let desk = desk(LETTER);
    let folder = copy(desk.path());
    printed(&desk, &["add", "papers", "--names-model", "model", "-q"]);
    fs::write(folder.join("vocab.txt"), "[UNK]\n").expect("a changed file");
    refused(&desk, &["add", "papers"], 1, "have changed");
    fs::remove_dir_all(&folder).expect("a folder less");
    refused(&desk, &["add", "papers"], 1, "--names-model none");
    printed(&desk, &["add", "papers", "--names-model", "none", "-q"]);
}
