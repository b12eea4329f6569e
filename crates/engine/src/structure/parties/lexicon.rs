//! The nouns that tell an organisation, an organ, an office and a group from other words.
//!
//! Takes words, gives what classes they belong to. The list stands in `heads.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::kind::words::{Word, fold, matches};

/// What a noun says of the party it heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// An organ of something larger: committee, section.
    Organ,
    /// An organisation of its own: party, union.
    Organisation,
    /// A state.
    State,
    /// An office or title: president, Dr.
    Role,
    /// People without a fixed name: workers, citizens.
    Group,
}

type Term = (Vec<String>, Class);

/// Terms by the first letter of their first word; those that may begin in any way under `*`.
static TERMS: LazyLock<FxHashMap<char, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<char, Vec<Term>> = FxHashMap::default();
    for line in include_str!("heads.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let class = match fields.next() {
            Some("organ") => Class::Organ,
            Some("organisation") => Class::Organisation,
            Some("state") => Class::State,
            Some("role") => Class::Role,
            Some("group") => Class::Group,
            _ => continue,
        };
        for term in fields.nth(1).unwrap_or_default().split('|').filter(|term| !term.is_empty()) {
            let words: Vec<String> = fold(term).split(' ').map(str::to_owned).collect();
            if let Some(first) = words.first().and_then(|word| word.chars().next()) {
                terms.entry(first).or_default().push((words, class));
            }
        }
    }
    terms
});

/// Whether the words from `at` on name something of `class`; gives how many words that takes.
pub fn is_at(words: &[Word], at: usize, class: Class) -> Option<usize> {
    let first = words.get(at)?.folded.chars().next()?;
    let fitting = |key: char| TERMS.get(&key).map(Vec::as_slice).unwrap_or_default().iter();
    fitting(first)
        .chain(fitting('*'))
        .filter(|(_, other)| *other == class)
        .filter_map(|(term, _)| matches(words, at, term))
        .max()
}

/// The first word of a slice that is of `class`.
pub fn first_of(words: &[Word], class: Class) -> Option<usize> {
    (0..words.len()).find(|at| is_at(words, *at, class).is_some())
}

/// Whether any word is of `class`.
pub fn has(words: &[Word], class: Class) -> bool {
    first_of(words, class).is_some()
}

/// Whether the words have a noun that an organisation or organ is named by.
pub fn is_body(words: &[Word]) -> bool {
    has(words, Class::Organisation) || has(words, Class::Organ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Span;

    fn body(text: &str) -> bool {
        is_body(&super::super::super::kind::words::words(text, Span::new(0, text.len()), 20))
    }

    #[test]
    fn bodies_are_known_by_their_nouns() {
        for name in [
            "Ferrymen's Union",
            "Partido de los Remeros",
            "Fährleuteverband",
            "Союз перевозчиков",
            "Kayıkçılar Birliği",
            "Związek Przewoźników",
        ] {
            assert!(body(name), "{name}");
        }
        assert!(!body("Jane Doe") && !body("Democrat") && !body("Freiheit"));
    }
}
