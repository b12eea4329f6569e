//! What single words do beside the words that say a relation.

use crate::knowledge::phrase::{folded, hash};
use crate::knowledge::{organisations, titles};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Carries nothing: "the".
pub const ARTICLE: u32 = 1;
/// Joins an office or an organ to its body: "of".
pub const OF: u32 = 2;
/// A verb or pronoun that leads on: "which was".
pub const HELPER: u32 = 4;
/// Joins names: "and".
pub const AND: u32 = 8;
/// Stands before a time: "since".
pub const IN: u32 = 16;
/// Stands before a time up to which: "until".
pub const UNTIL: u32 = 32;
/// Stands behind a time up to which, in Turkish.
pub const KADAR: u32 = 64;
/// Who holds it leads a body or acts for it: "president".
pub const OFFICE: u32 = 128;
/// Goes with an office: "general", "deputy".
pub const RANK: u32 = 256;
/// Says that an office is held no longer: "former".
pub const FORMER: u32 = 512;
/// A body of a body: "committee".
pub const ORGAN: u32 = 1024;
/// A local or sectional part: "branch".
pub const PART: u32 = 2048;
/// Goes with an organ: "central".
pub const KIND: u32 = 4096;

/// What follows it may not be so: "if".
pub const IF: u32 = 8192;

/// Goes with the time before it: "году".
pub const AFTER: u32 = 16384;

/// Uses of words by their names in the list.
const USES: &[(&str, u32)] = &[
    ("article", ARTICLE),
    ("of", OF),
    ("helper", HELPER),
    ("and", AND),
    ("in", IN),
    ("until", UNTIL),
    ("kadar", KADAR),
    ("office", OFFICE),
    ("rank", RANK),
    ("former", FORMER),
    ("organ", ORGAN),
    ("part", PART),
    ("kind", KIND),
    ("if", IF),
    ("after", AFTER),
];

/// The list, read once.
struct Words {
    uses: FxHashMap<String, u32>,
    contractions: FxHashMap<String, String>,
    stems: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { uses: FxHashMap::default(), contractions: FxHashMap::default(), stems: Vec::new() };
    for line in include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(what), Some(for_what), Some(list)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let bits = USES.iter().find(|(name, _)| *name == what).map_or(0, |(_, bits)| *bits);
        for word in list.split('|').map(folded) {
            match what {
                "contraction" => drop(words.contractions.insert(word, for_what.to_owned())),
                "stem" => words.stems.push(word),
                _ => *words.uses.entry(word).or_insert(0) |= bits,
            }
        }
    }
    words
});

/// The uses of a folded word, as bits.
pub fn uses(folded: &str) -> u32 {
    WORDS.uses.get(folded).copied().unwrap_or(0)
}

/// The preposition of one that is contracted with an article ("del"), else the word itself.
pub fn uncontracted(folded: String) -> String {
    match WORDS.contractions.get(&folded) {
        Some(preposition) => preposition.clone(),
        None => folded,
    }
}

/// Whether a folded word is one that heads the name of a body, in whatever case and number.
pub fn heads_body(folded: &str) -> bool {
    organisations::head([hash(folded.as_bytes())]).is_some()
        || WORDS.stems.iter().any(|stem| folded.starts_with(stem.as_str()))
}

/// Whether a folded word is a title ("Mr.").
pub fn is_title(folded: &str) -> bool {
    titles::longest([hash(folded.as_bytes())]).is_some_and(|(_, bits)| bits & titles::BEFORE != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_uses() {
        assert_eq!(uses(&folded("Präsident")) & OFFICE, OFFICE);
        assert_eq!(uses("frost"), 0);
        assert_eq!(uncontracted(folded("Della")), "de");
    }
}
