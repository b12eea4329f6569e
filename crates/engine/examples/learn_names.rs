//! Builds what `mentions::names` ships: `learn_names lexicon FOLDER_OF_TSV CRATE_SRC` packs the tables of places and
//! persons; `learn_names model ROUNDS OUT FILE…` learns the model from annotated texts named `LANGUAGE.txt` or
//! `LANGUAGE-anything.txt`; files `LANGUAGE-held.txt` are not learnt from but measured on.

use broadside_engine::knowledge::{persons, phrase, places, vocabulary};
use broadside_engine::mentions::names::learn::{Lesson, learn};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["lexicon", from, to] => lexicon(from, to),
        ["model", rounds, out, files @ ..] => model(rounds.parse().expect("a number of rounds"), out, files),
        _ => eprintln!("learn_names lexicon FOLDER_OF_TSV CRATE_SRC | learn_names model ROUNDS OUT FILE…"),
    }
}

fn rows(path: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn lexicon(from: &str, to: &str) {
    vocabularies(from, to);
    let place = |row: &Vec<String>| Some((row[0].clone(), places::packed(places::rank_of(&row[1])?, &row[2])));
    let listed: Vec<_> = rows(&format!("{from}/places.tsv")).iter().filter_map(place).collect();
    let better = |old: u16, new: u16| if new & 7 < old & 7 { new } else { old };
    let path = format!("{to}/knowledge/places/places.bin");
    std::fs::write(&path, phrase::pack(&listed, better)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let person = |row: &Vec<String>| {
        let bit = |letter, bit| if row[1].contains(letter) { bit } else { 0 };
        (row[0].clone(), bit('F', persons::FIRST) | bit('L', persons::LAST))
    };
    let listed: Vec<_> = rows(&format!("{from}/persons.tsv")).iter().map(person).collect();
    let path = format!("{to}/knowledge/persons/persons.bin");
    std::fs::write(&path, phrase::pack(&listed, |old, new| old | new))
        .unwrap_or_else(|error| panic!("{path}: {error}"));
}

/// Languages whose whole list is worth its bytes.
const WHOLE: [&str; 4] = ["deu", "eng", "fra", "spa"];

fn vocabularies(from: &str, to: &str) {
    let mut lists = std::collections::BTreeMap::<String, std::collections::BTreeSet<u64>>::new();
    for row in rows(&format!("{from}/vocabulary.tsv")) {
        let (noun, whole) = (row[2] == "n", WHOLE.contains(&row[0].as_str()));
        if whole || row[1].chars().count() <= 9 {
            lists
                .entry(if noun { "deN".to_owned() } else { row[0].clone() })
                .or_default()
                .extend(phrase::words(&row[1]));
        }
    }
    let bytes: Vec<u8> = lists
        .iter()
        .flat_map(|(name, words)| vocabulary::pack(name, &words.iter().copied().collect::<Vec<_>>()))
        .collect();
    let path = format!("{to}/knowledge/vocabulary/vocabulary.bin");
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
}

fn model(rounds: usize, out: &str, files: &[&str]) {
    let (mut lessons, mut held) = (Vec::new(), Vec::new());
    for file in files {
        let name =
            std::path::Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let language = name.split('-').next().unwrap_or_default();
        let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let read = text.split("\n\n").map(|part| Lesson::read(part.trim_matches('\n'), language));
        if name.ends_with("-held") { held.extend(read) } else { lessons.extend(read) }
    }
    let bytes = learn(&lessons, &held, rounds, |round, [right, named, there]| {
        let share = |whole: usize| right as f64 / whole.max(1) as f64;
        eprintln!("round {round}: held out: precision {:.3} recall {:.3}", share(named), share(there));
    });
    std::fs::write(out, bytes).unwrap_or_else(|error| panic!("{out}: {error}"));
}
