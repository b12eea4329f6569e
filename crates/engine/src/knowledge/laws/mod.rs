//! Words that head the names of laws, treaties and resolutions.

use std::sync::LazyLock;

use super::phrase::Phrases;

/// The word heads a name: "Treaty", "Charte".
pub const ACT: u32 = 1;
/// The word stands before a number: "resolution", "loi".
pub const NUMBERED: u32 = 2;
/// The word stands between the two: "No.", "Nr.".
pub const MARK: u32 = 4;

static LAWS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("laws.txt"), |head| match head.split(' ').next() {
        Some("act") => ACT,
        Some("numbered") => NUMBERED,
        _ => MARK,
    })
});

/// The longest of them that these words (hashes of folded words) begin with: how many words, and its bits.
pub fn longest(words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
    LAWS.longest(words)
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{ACT, NUMBERED, longest};

    #[test]
    fn heads_are_known() {
        assert_eq!(longest(words("Traité")), Some((1, ACT)));
        assert_eq!(longest(words("resolution 4")), Some((1, NUMBERED)));
        assert_eq!(longest(words("horse")), None);
    }
}
