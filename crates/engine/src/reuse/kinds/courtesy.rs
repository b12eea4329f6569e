//! Words of courtesy: thanks, greetings, congratulations, condolences.

use crate::knowledge::phrase::fold;
use broadside_model::Span;
use std::sync::LazyLock;

/// Fewest words of courtesy proper in a passage.
const STRONG: usize = 1;
/// Least share of a passage's longer words that are of courtesy or go with it, in percent.
const SHARE: usize = 60;
/// Fewest letters of a word that counts.
const LETTERS: usize = 4;

struct Beginnings {
    strong: Vec<Vec<u8>>,
    weak: Vec<Vec<u8>>,
}

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let read = |wanted: &str| {
        let lines = include_str!("courtesy.txt").lines().filter(|line| line.starts_with(wanted));
        let words = lines.filter_map(|line| line.split_once(':')).flat_map(|(_, words)| words.split_whitespace());
        let mut words: Vec<Vec<u8>> = words.map(folded).collect();
        words.sort_unstable();
        // None begins another, so that the one before a word in order is the only one that can begin it.
        words.dedup_by(|later, earlier| later.starts_with(earlier));
        words
    };
    Beginnings { strong: read("strong"), weak: read("weak") }
});

fn folded(word: &str) -> Vec<u8> {
    let mut out = Vec::new();
    fold(word, &mut out);
    out
}

/// Whether one of these, in order, is how the word begins.
fn begins(sorted: &[Vec<u8>], word: &[u8]) -> bool {
    let after = sorted.partition_point(|beginning| beginning.as_slice() <= word);
    after.checked_sub(1).is_some_and(|before| word.starts_with(&sorted[before]))
}

/// How far before a passage the word may stand that makes it courtesy, in bytes: a passage may begin after "congratulate".
const BEFORE: usize = 90;

/// Whether a passage is made of words of courtesy.
pub(super) fn is_courtesy(text: &str, passage: Span) -> bool {
    let (strong, fitting, all) = count(&text[passage.range()]);
    if fitting * 100 < all * SHARE || fitting < STRONG {
        return false;
    }
    let start = passage.start as usize;
    strong >= STRONG || count(&text[text.floor_char_boundary(start.saturating_sub(BEFORE))..start]).0 >= STRONG
}

/// How many longer words there are: of courtesy proper, of courtesy or such as go with it, and in all.
fn count(words: &str) -> (usize, usize, usize) {
    let (mut strong, mut weak, mut all) = (0, 0, 0);
    for word in words.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().take(LETTERS).count() < LETTERS || word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let word = folded(word);
        all += 1;
        if begins(&BEGINNINGS.strong, &word) {
            strong += 1;
        } else if begins(&BEGINNINGS.weak, &word) {
            weak += 1;
        }
    }
    (strong, strong + weak, all)
}

#[cfg(test)]
mod tests {
    use broadside_model::Span;

    fn is_courtesy(text: &str) -> bool {
        super::is_courtesy(text, Span::new(0, text.len()))
    }

    #[test]
    fn congratulations_are_courtesy_in_any_language() {
        assert!(is_courtesy("to congratulate you, Mr. President, on your election to the presidency of this session"));
        assert!(is_courtesy("Permítame felicitarlo por su elección a la Presidencia de la Asamblea General"));
        assert!(is_courtesy("от имени делегации поздравить Вас с избранием на пост Председателя сессии"));
    }

    #[test]
    fn the_word_of_courtesy_may_stand_before_the_passage() {
        let text =
            "Let me congratulate Mr. Crumb on his election to the presidency of the sixth session of the Assembly";
        let start = text.find("election").unwrap_or_default();
        assert!(super::is_courtesy(text, Span::new(start, text.len())));
        assert!(!is_courtesy(&text[start..]));
    }

    #[test]
    fn what_a_statement_is_about_is_not() {
        assert!(!is_courtesy("the bakers of Northport demand that flour be weighed before their eyes"));
        assert!(!is_courtesy(
            "we thank nobody for the mills that were closed, the ovens that went cold and the wages lost"
        ));
    }
}
