//! Versions with known edits, and the law that readings make the witness of the base, whatever was done to it.

use super::{apply, readings};
use broadside_model::collation::{Nature, Reading, ReadingKind};
use std::path::Path;

/// A reading as the suite writes it: kind, nature, words of the base, words of the witness.
pub(super) type Told = (String, String, String, String);

/// Readings as the suite writes them: words without the marks around them, a moved run once.
pub(super) fn told(base: &str, witness: &str, readings: &[Reading]) -> Vec<Told> {
    let shown = |text: &str, nature: Nature| {
        let words = text.trim_matches(|c: char| !c.is_alphanumeric());
        if nature == Nature::Words || !words.is_empty() { words.to_owned() } else { text.to_owned() }
    };
    let mut told = Vec::new();
    for reading in readings {
        let (was, is) = (&base[reading.base.range()], &witness[reading.witness.range()]);
        assert_eq!(is, reading.text, "the words of the witness are those at its place");
        let (mut was, mut is) = (shown(was, reading.nature), shown(is, reading.nature));
        if reading.kind == ReadingKind::Transposition {
            let other = reading.other.and_then(|other| readings.get(other as usize)).expect("the other place");
            if reading.base.is_empty() {
                continue;
            }
            (was, is) = (was.clone(), shown(&other.text, Nature::Words));
        }
        told.push((reading.kind.name().to_owned(), reading.nature.name().to_owned(), was, is));
    }
    told
}

/// Checks what every list of readings keeps.
pub(super) fn lawful(base: &str, witness: &str, readings: &[Reading]) {
    assert_eq!(apply(base, readings).as_deref(), Some(witness), "the readings make the witness");
    let mut last = (0, 0);
    for reading in readings {
        assert!(reading.base.start >= last.0 && reading.witness.start >= last.1, "in order: {reading:?}");
        last = (reading.base.end, reading.witness.end);
        for (text, span) in [(base, reading.base), (witness, reading.witness)] {
            let cut = |at: u32| {
                let (before, after) = text.split_at(at as usize);
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{0e00}');
                inside(before.chars().next_back()) && inside(after.chars().next())
            };
            assert!(!cut(span.start) && !cut(span.end), "no word is cut: {reading:?}");
        }
    }
}

#[test]
fn known_edits_are_found_exactly() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/collation/versions.jsonl");
    let lines = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for line in lines.lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let field = |of: &serde_json::Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
        let (base, witness) = (field(&case, "base"), field(&case, "witness"));
        let found = readings(&base, &witness, Some(&field(&case, "language")));
        lawful(&base, &witness, &found);
        let want: Vec<Told> = case["readings"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|of| (field(of, "kind"), field(of, "nature"), field(of, "base"), field(of, "witness")))
            .collect();
        let got = told(&base, &witness, &found);
        cases += 1;
        if got != want {
            wrong.push(format!("{}\n  want {want:?}\n  got  {got:?}", field(&case, "id")));
        }
    }
    assert!(wrong.is_empty(), "{} of {cases} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
