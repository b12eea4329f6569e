//! Words that stand before or behind a person's name: titles, ranks, offices, particles.

use std::sync::LazyLock;

use super::phrase::{Phrases, Sieve};

/// What a word says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// "Mr.", "Herr", "Madame".
    Civil = 1,
    /// "King", "Graf".
    Noble = 2,
    /// "Dr.", "Rev.", "Abbé".
    Learned = 4,
    /// "General", "Hauptmann".
    Rank = 8,
    /// "President", "député".
    Office = 16,
    /// "Comrade", "Genosse".
    Comrade = 32,
    /// "von", "de", "bin": inside a name.
    Particle = 64,
    /// "Jr.", "II": behind a name.
    Suffix = 128,
}

/// Every bit of a word that can stand before a name as its title.
pub const BEFORE: u32 = 63;

static TITLES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("titles.txt"), |head| match head.split(' ').next() {
        Some("civil") => Title::Civil as u32,
        Some("noble") => Title::Noble as u32,
        Some("learned") => Title::Learned as u32,
        Some("rank") => Title::Rank as u32,
        Some("office") => Title::Office as u32,
        Some("comrade") => Title::Comrade as u32,
        Some("particle") => Title::Particle as u32,
        _ => Title::Suffix as u32,
    })
});

/// The longest title that these words (hashes of folded words) begin with: how many words, and [`Title`]s as bits.
pub fn longest(words: impl IntoIterator<Item = u64>) -> Option<(usize, u32)> {
    TITLES.longest(words)
}

/// Adds the first words of the titles to a sieve.
pub fn sieve(sieve: &mut Sieve) {
    sieve.join(TITLES.sieve());
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{Title, longest};

    #[test]
    fn titles_are_known() {
        assert_eq!(longest(words("Hrn")), Some((1, Title::Civil as u32)));
        assert_eq!(longest(words("Prime Minister Smith")), Some((2, Title::Office as u32)));
        assert_eq!(longest(words("Subcomandante")), Some((1, Title::Rank as u32)));
        assert_eq!(longest(words("table")), None);
    }
}
