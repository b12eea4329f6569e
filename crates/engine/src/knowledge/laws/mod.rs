//! Words that head the names of laws, treaties and resolutions, and words for kinds of works.

use std::sync::LazyLock;

use super::phrase::Phrases;

/// The word heads a name: "Treaty", "Charte".
pub const ACT: u32 = 1;
/// The word stands before a number: "resolution", "loi".
pub const NUMBERED: u32 = 2;
/// The word stands between the two: "No.", "Nr.".
pub const MARK: u32 = 4;

/// The word makes a law of the names before it: "Stamp Act".
pub const STRONG: u32 = 8;

/// The word says what kind of work a title names: "book".
const WORK: u32 = 16;

static LAWS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("laws.txt"), |head| match head.split(' ').next() {
        Some("act") => ACT,
        Some("numbered") => NUMBERED,
        Some("strong") => STRONG,
        Some("work") => WORK,
        _ => MARK,
    })
});

/// The longest of them that these words (hashes of folded words) begin with: how many words, and its bits.
pub fn longest(words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
    LAWS.longest(words)
}

/// Whether the word of this hash says what kind of work a title names: "book", "roman".
pub fn work_word(word: u64) -> bool {
    LAWS.longest([word]).is_some_and(|(_, bits)| bits & WORK != 0)
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{ACT, NUMBERED, STRONG, longest};

    #[test]
    fn heads_are_known() {
        assert_eq!(longest(words("Traité")), Some((1, ACT)));
        assert_eq!(longest(words("treaty")), Some((1, ACT | STRONG)));
        assert_eq!(longest(words("resolution 4")), Some((1, NUMBERED)));
        assert_eq!(longest(words("horse")), None);
    }
}
