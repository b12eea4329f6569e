//! Words of courtesy: thanks, greetings, congratulations, condolences.

use super::beginnings::{Beginnings, longer_words};
use broadside_model::Span;
use std::sync::LazyLock;

/// Fewest words of courtesy proper in a passage, or right before it.
const STRONG: usize = 1;
/// Fewest words of courtesy, or that go with it, in a passage.
const FITTING: usize = 3;
/// Least share of a passage's longer words that are of courtesy or go with it, in percent.
const SHARE: usize = 60;

static STRONG_WORDS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::read(include_str!("courtesy.txt"), "strong"));
static WEAK_WORDS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::read(include_str!("courtesy.txt"), "weak"));

/// How far before a passage the word may stand that makes it courtesy, in bytes: a passage may begin after "congratulate".
const BEFORE: usize = 90;

/// Whether a passage is made of words of courtesy.
pub(super) fn is_courtesy(text: &str, passage: Span) -> bool {
    let (strong, fitting, all) = count(&text[passage.range()]);
    if fitting * 100 < all * SHARE || fitting < FITTING {
        return false;
    }
    let start = passage.start as usize;
    strong >= STRONG || count(&text[text.floor_char_boundary(start.saturating_sub(BEFORE))..start]).0 >= STRONG
}

/// How many longer words there are: of courtesy proper, of courtesy or such as go with it, and in all.
fn count(words: &str) -> (usize, usize, usize) {
    let (mut strong, mut weak, mut all) = (0, 0, 0);
    for (word, is_name) in longer_words(words) {
        if STRONG_WORDS.begin(&word) {
            strong += 1;
        } else if WEAK_WORDS.begin(&word) {
            weak += 1;
        } else if is_name {
            // Names of those who are thanked and congratulated say nothing either way.
            continue;
        }
        all += 1;
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
