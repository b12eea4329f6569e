//! Words that head the name of an organisation, and organisations and newspapers known by their bare names.

use std::sync::LazyLock;

use super::phrase::{Phrases, Sieve};

/// The word heads an organisation's name: "Ministry", "Verein".
pub const HEAD: u32 = 1;
/// The words are an organisation's name.
pub const KNOWN: u32 = 2;
/// The words are a newspaper's name.
pub const NEWSPAPER: u32 = 4;

/// Such a word that also names buildings or stands in names of other kinds: "School", "Union".
pub const DOUBTFUL: u32 = 2;

static HEADS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("heads.txt"), |head| if head.starts_with("building") { HEAD | DOUBTFUL } else { HEAD })
});
static KNOWN_ONES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("known.txt"), |head| if head.starts_with('n') { NEWSPAPER } else { KNOWN })
});

/// Whether these words (hashes of folded words) begin with the head of an organisation's name, and its length.
pub fn head(words: impl IntoIterator<Item = u64>) -> Option<usize> {
    HEADS.longest(words).map(|(length, _)| length)
}

/// Whether they begin with a head that hardly names anything else: "Ministry", "University".
pub fn is_sure_head(words: impl IntoIterator<Item = u64>) -> bool {
    HEADS.longest(words).is_some_and(|(_, bits)| bits & DOUBTFUL == 0)
}

/// The longest known name that these words begin with: how many words, and [`KNOWN`] or [`NEWSPAPER`].
pub fn known(words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
    KNOWN_ONES.longest(words)
}

/// Adds the first words of the heads and known names to a sieve.
pub fn sieve(sieve: &mut Sieve) {
    sieve.join(HEADS.sieve());
    sieve.join(KNOWN_ONES.sieve());
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{KNOWN, NEWSPAPER, head, known};

    #[test]
    fn heads_and_names_are_known() {
        assert_eq!(head(words("Ministère de la guerre")), Some(1));
        assert_eq!(known(words("Security Council")), Some((2, KNOWN)));
        assert_eq!(known(words("Neue Freie Presse")), Some((3, NEWSPAPER)));
    }
}
