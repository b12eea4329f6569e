//! Names: of organisations, conferences, treaties, offices.
//!
//! Two texts that name the same treaty borrow nothing from each other.

/// Fewest letters of a word that counts.
const LETTERS: usize = 4;
/// Least share of a passage's longer words that have a capital, in percent.
const CAPITALS: usize = 75;
/// Most longer words of a name.
const WORDS: usize = 16;

/// Whether a passage is mostly a name: most of its longer words have a capital, and not all letters are capitals. Scripts
/// without capitals show no names.
pub(super) fn is_name(passage: &str) -> bool {
    let (mut capital, mut all) = (0, 0);
    for word in passage.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= LETTERS) {
        all += 1;
        let mut letters = word.chars();
        let opens = letters.next().is_some_and(char::is_uppercase);
        capital += usize::from(opens && letters.any(char::is_lowercase));
    }
    all > 0 && all <= WORDS && capital * 100 >= all * CAPITALS
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_treaty_is_a_name_and_a_sentence_is_none() {
        assert!(is_name("the Third Convention on the Weighing of Flour and the Lighting of Ovens"));
        assert!(!is_name("the Bakers of Northport demand that flour be weighed before their eyes"));
        assert!(!is_name("THE BAKERS OF NORTHPORT DEMAND FLOUR"));
    }
}
