//! Forms: the words of a language that may share a stem.
//!
//! Takes a stem, gives the words made of it by regular endings. A word that is made so is looked up as it is when its
//! stem is asked for; only a word that is not needs its stem in the index. Both sides ask the same function, so nothing
//! is lost by an ending that the list lacks, and nothing found too much: each form is stemmed before it is looked up.

use super::stem::{Tag, tag_of};

/// English endings after a stem.
const ENDINGS: [&str; 74] = [
    "s", "es", "ed", "ing", "e", "d", "ings", "er", "ers", "or", "ors", "ly", "al", "als", "ally", "ment", "ments",
    "ement", "ements", "ation", "ations", "ion", "ions", "ional", "ionally", "ive", "ives", "ively", "ative", "able",
    "ably", "ible", "ibly", "ance", "ances", "ence", "ences", "ency", "encies", "ancy", "ant", "ants", "ent", "ents",
    "ently", "antly", "ity", "ities", "ability", "ibility", "ness", "ful", "fully", "eful", "efully", "ist", "ists",
    "ism", "ic", "ics", "ical", "ically", "ous", "ously", "ate", "ated", "ates", "ating", "ize", "ized", "ization",
    "ingly", "edly", "ely",
];
/// English endings in the place of a last `i` or `y`: `countri`, `country`.
const AFTER_I: [&str; 9] = ["y", "ies", "ied", "ier", "iest", "ying", "ily", "iness", "ys"];
/// English endings in the place of a last `e`: `hope`, `hoping`.
const AFTER_E: [&str; 6] = ["ing", "ings", "able", "ation", "ion", "al"];
/// English endings after a last letter doubled: `stop`, `stopped`.
const DOUBLED: [&str; 5] = ["ed", "ing", "er", "ers", "ings"];

/// Beginnings of the regular forms of a stem, each with its endings.
fn beginnings(tag: Tag, stem: &str) -> Vec<(String, &'static [&'static str])> {
    if tag != tag_of(Some("eng")) || !stem.is_ascii() || stem.is_empty() {
        return Vec::new();
    }
    let (short, last) = stem.split_at(stem.len() - 1);
    let mut found: Vec<(String, &'static [&'static str])> = vec![(stem.to_owned(), &ENDINGS)];
    match last {
        "i" => found.push((short.to_owned(), &AFTER_I)),
        "e" => found.push((short.to_owned(), &AFTER_E)),
        "b" | "d" | "g" | "l" | "m" | "n" | "p" | "r" | "t" => found.push((format!("{stem}{last}"), &DOUBLED)),
        _ => {}
    }
    found
}

/// The words that may have a stem: the stem itself and its regular forms.
pub(crate) fn forms(tag: Tag, stem: &str) -> Vec<String> {
    let mut forms = vec![stem.to_owned()];
    for (beginning, endings) in beginnings(tag, stem) {
        forms.extend(endings.iter().map(|ending| format!("{beginning}{ending}")));
    }
    forms
}

/// Whether `word` is among the [`forms`] of `stem`.
pub(crate) fn is_form(tag: Tag, stem: &str, word: &str) -> bool {
    let made = |(beginning, endings): &(String, &[&str])| {
        word.strip_prefix(beginning.as_str()).is_some_and(|ending| endings.contains(&ending))
    };
    word == stem || beginnings(tag, stem).iter().any(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_form() {
        let english = tag_of(Some("eng"));
        for (stem, word) in [("elect", "elections"), ("countri", "country"), ("hope", "hoping"), ("stop", "stopped")] {
            assert!(is_form(english, stem, word), "{word}");
        }
        assert!(!is_form(english, "go", "went") && !is_form(0, "elect", "elections"));
        for stem in ["elect", "countri", "hope", "stop", "é", ""] {
            assert!(forms(english, stem).iter().all(|form| is_form(english, stem, form)));
        }
    }
}
