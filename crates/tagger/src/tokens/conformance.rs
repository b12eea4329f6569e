//! The pieces are those that Hugging Face's `tokenizers` makes, number by number and place by place.
//!
//! `tests/tokenizers/` has small tokenizers of every kind with texts and what that library gave for them; `make.py` beside
//! them made both.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Tokenizer;
use crate::config::Settings;

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().expect("a list").iter().map(|number| number.as_u64().expect("a number")).collect()
}

#[test]
fn pieces_are_those_of_the_reference() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tokenizers");
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the folder").flatten().filter(|entry| entry.path().is_dir()) {
        let file = |name: &str| fs::read(entry.path().join(name)).ok();
        let settings = Settings::read(file("tokenizer_config.json")).expect("settings");
        let tokenizer = Tokenizer::read(file("tokenizer.json"), file("vocab.txt"), &settings).expect("a tokenizer");
        for line in String::from_utf8(file("cases.jsonl").expect("cases")).expect("UTF-8").lines() {
            let case: Value = serde_json::from_str(line).expect("JSON");
            let text = case["text"].as_str().expect("a text");
            let pieces = tokenizer.pieces(text, 7);
            let ids: Vec<u64> = tokenizer.wrapped(&pieces).into_iter().map(u64::from).collect();
            assert_eq!(ids, numbers(&case["ids"]), "{}: {text:?}", entry.path().display());
            for (piece, wanted) in pieces.iter().zip(case["parts"].as_array().expect("a list")) {
                let shown = text.get(piece.start as usize - 7..piece.end as usize - 7).expect("a range of the text");
                // That library gives the space before a word the word's first letter, and a letter without its marks.
                let wanted = wanted.as_str().expect("a text");
                assert!(
                    shown.contains(wanted) || wanted.contains(shown),
                    "{}: {shown:?} for {wanted:?}",
                    entry.path().display()
                );
            }
            cases += 1;
        }
    }
    assert!(cases > 50, "{cases} cases");
}
