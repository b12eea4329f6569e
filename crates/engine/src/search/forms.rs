//! Forms: the words of a language that may share a stem.
//!
//! Takes a stem, gives the words made of it by regular endings. A word that is made so is looked up as it is when its
//! stem is asked for; only a word that is not needs its stem in the index. Both sides ask the same function, so nothing
//! is lost by an ending that the list lacks, and nothing found too much: each form is stemmed before it is looked up.

use tantivy_fst::Automaton;

use super::stem::{ENGLISH, Tag};

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

/// Regular forms of a stem: a beginning, a letter or nothing, and the endings.
type Regular<'s> = (&'s str, &'s str, &'static [&'static str]);

fn regular(tag: Tag, stem: &str) -> [Regular<'_>; 2] {
    let nothing = ("", "", &[] as &[&str]);
    if tag != ENGLISH || !stem.is_ascii() || stem.is_empty() {
        return [nothing, nothing];
    }
    let (short, last) = stem.split_at(stem.len() - 1);
    let other: Regular<'_> = match last {
        "i" => (short, "", &AFTER_I),
        "e" => (short, "", &AFTER_E),
        "b" | "d" | "g" | "l" | "m" | "n" | "p" | "r" | "t" => (stem, last, &DOUBLED),
        _ => nothing,
    };
    [(stem, "", &ENDINGS), other]
}

/// The words that may have a stem: the stem itself and its regular forms.
pub(crate) fn forms(tag: Tag, stem: &str) -> Vec<String> {
    let mut forms = vec![stem.to_owned()];
    for (beginning, letter, endings) in regular(tag, stem) {
        forms.extend(endings.iter().map(|ending| [beginning, letter, ending].concat()));
    }
    forms
}

/// Whether `word` is among the [`forms`] of `stem`.
pub(crate) fn is_form(tag: Tag, stem: &str, word: &str) -> bool {
    let made = |(beginning, letter, endings): Regular<'_>| {
        let rest = word.strip_prefix(beginning).and_then(|rest| rest.strip_prefix(letter));
        rest.is_some_and(|ending| endings.contains(&ending))
    };
    word == stem || regular(tag, stem).into_iter().any(made)
}

/// Words, as an automaton over the term dictionary.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    /// Sorted, each once.
    words: Vec<String>,
}

impl Listed {
    /// Of these words.
    pub(crate) fn new(mut words: Vec<String>) -> Self {
        words.sort_unstable();
        words.dedup();
        Listed { words }
    }
}

/// The words that begin with the bytes read so far, and how many bytes that is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read {
    from: usize,
    to: usize,
    bytes: usize,
}

impl Automaton for Listed {
    type State = Read;

    fn start(&self) -> Read {
        Read { from: 0, to: self.words.len(), bytes: 0 }
    }

    fn is_match(&self, state: &Read) -> bool {
        // The shortest of words with the same beginning comes first.
        state.from < state.to && self.words.get(state.from).is_some_and(|word| word.len() == state.bytes)
    }

    fn can_match(&self, state: &Read) -> bool {
        state.from < state.to
    }

    fn accept(&self, state: &Read, byte: u8) -> Read {
        let words = self.words.get(state.from..state.to).unwrap_or_default();
        let next = |word: &String| word.as_bytes().get(state.bytes).copied();
        let bytes = state.bytes + 1;
        let (first, last) = (words.first().and_then(next), words.last().and_then(next));
        if first == last {
            let to = if first == Some(byte) { state.to } else { state.from };
            return Read { from: state.from, to, bytes };
        }
        let from = words.partition_point(|word| next(word) < Some(byte));
        let to = words.partition_point(|word| next(word) <= Some(byte));
        Read { from: state.from + from, to: state.from + to, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_form() {
        let english = ENGLISH;
        assert_eq!(english, crate::search::stem::tag_of(Some("eng")));
        for (stem, word) in [("elect", "elections"), ("countri", "country"), ("hope", "hoping"), ("stop", "stopped")] {
            assert!(is_form(english, stem, word), "{word}");
        }
        assert!(!is_form(english, "go", "went") && !is_form(0, "elect", "elections"));
        for stem in ["elect", "countri", "hope", "stop", "é", ""] {
            let listed = Listed::new(forms(english, stem));
            for word in forms(english, stem) {
                let end = word.bytes().fold(listed.start(), |state, byte| listed.accept(&state, byte));
                assert!(listed.is_match(&end) && !listed.is_match(&listed.accept(&end, b'#')), "{word}");
            }
            assert!(forms(english, stem).iter().all(|form| is_form(english, stem, form)));
        }
    }
}
