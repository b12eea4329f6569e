//! The nouns that tell an organisation, an organ, an office and a group from other words.
//!
//! Takes words, gives what classes they belong to. The list stands in `heads.tsv`.

use std::sync::LazyLock;

use crate::structure::kind::terms::Terms;
use crate::structure::kind::words::Word;

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

impl Class {
    fn of_name(name: &str) -> Option<Class> {
        Some(match name {
            "organ" => Class::Organ,
            "organisation" => Class::Organisation,
            "state" => Class::State,
            "role" => Class::Role,
            "group" => Class::Group,
            _ => return None,
        })
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Beside the classes' bits: a term of several words begins with that word.
const SEVERAL: u8 = 1 << 7;

static TERMS: LazyLock<Terms<Class>> = LazyLock::new(|| {
    let mut terms = Terms::default();
    for line in include_str!("heads.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let Some(class) = fields.next().and_then(Class::of_name) else { continue };
        for term in fields.nth(1).unwrap_or_default().split('|') {
            terms.add(term, class);
        }
    }
    terms
});

/// The classes that a word is of on its own, and whether it may be the first of several.
fn classes(word: &Word) -> u8 {
    word.classes(|folded| {
        let (alone, several) = TERMS.of_word(folded);
        alone.fold(if several { SEVERAL } else { 0 }, |classes, class| classes | class.bit())
    })
}

/// Whether the words from `at` on name something of `class`; gives how many words that takes.
pub fn is_at(words: &[Word], at: usize, class: Class) -> Option<usize> {
    let classes = classes(words.get(at)?);
    let alone = (classes & class.bit() != 0).then_some(1);
    if classes & SEVERAL == 0 || at + 1 == words.len() {
        return alone;
    }
    TERMS.at(words, at).filter(|(_, _, other)| **other == class).map(|(len, ..)| len).max()
}

/// The first word of a slice that is of `class`.
pub fn first_of(words: &[Word], class: Class) -> Option<usize> {
    (0..words.len()).find(|at| words.get(*at).is_some_and(|word| is(word, class)) || is_at(words, *at, class).is_some())
}

/// Whether any word is of `class`.
pub fn has(words: &[Word], class: Class) -> bool {
    first_of(words, class).is_some()
}

/// Whether a word alone is of `class`.
pub fn is(word: &Word, class: Class) -> bool {
    classes(word) & class.bit() != 0
}

/// Whether the words have a noun that an organisation or organ is named by.
pub fn is_body(words: &[Word]) -> bool {
    has(words, Class::Organisation) || has(words, Class::Organ)
}

/// Whether a name is nothing but the plain noun of a body ("Association"), which does not say which.
pub fn is_generic(words: &[Word]) -> bool {
    let [only] = words else { return false };
    TERMS.at(words, 0).any(|(_, index, class)| {
        let noun = matches!(class, Class::Organisation | Class::Organ);
        noun && TERMS.words(index).first().is_some_and(|term| term.trim_start_matches('*') == only.folded)
    })
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
        let generic =
            |text: &str| is_generic(&crate::structure::kind::words::words(text, Span::new(0, text.len()), 20));
        assert!(
            generic("Association")
                && generic("Vorstand")
                && !generic("Fährleuteverband")
                && !generic("Ferrymen's Union")
        );
    }
}
