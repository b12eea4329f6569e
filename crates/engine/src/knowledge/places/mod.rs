//! Names of places: countries, regions, towns, waters, and the words that make a place of the name beside them.

use std::sync::LazyLock;

use super::phrase::{Phrases, Sieve, Table};

/// How well known a place of a name is, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A country or territory.
    Country = 1,
    /// A region, former state, river, mountain or sea, or a town under an old name.
    Region = 2,
    /// A town of more than half a million people.
    City = 3,
    /// A town of more than eighty thousand people.
    Town = 4,
    /// A smaller town.
    Small = 5,
    /// A place of a few thousand people or fewer.
    Village = 6,
}

const RANKS: [Rank; 6] = [Rank::Country, Rank::Region, Rank::City, Rank::Town, Rank::Small, Rank::Village];

/// A place known by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub rank: Rank,
    /// ISO 3166-1 alpha-2 code of the country, two upper-case letters; that of the greatest place of the name.
    pub country: Option<[u8; 2]>,
}

/// How a table packs a place: its rank in three bits, above it the country's letters as a number counted from 1.
pub fn packed(rank: Rank, country: &str) -> u16 {
    let letters = match country.as_bytes() {
        [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => u16::from(a - b'A') * 26 + u16::from(b - b'A') + 1,
        _ => 0,
    };
    rank as u16 | letters << 3
}

fn unpacked(value: u16) -> Option<Place> {
    let rank = *RANKS.get((value as usize & 7).checked_sub(1)?)?;
    let letters = value >> 3;
    let country = (letters > 0).then(|| [b'A' + ((letters - 1) / 26) as u8, b'A' + ((letters - 1) % 26) as u8]);
    Some(Place { rank, country })
}

/// The rank that a table's letter stands for.
pub fn rank_of(letter: &str) -> Option<Rank> {
    "KRABCD".find(letter).and_then(|at| RANKS.get(at).copied())
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(include_bytes!("places.bin")));
static REGIONS: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(include_str!("regions.txt"), |_| 1));
static FEATURES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("features.txt"), |head| if head.starts_with("before") { BEFORE } else { AFTER })
});

/// The longest place name that these words (hashes of folded words) begin with, and how many words it has.
pub fn longest(words: impl IntoIterator<Item = u64> + Clone) -> Option<(usize, Place)> {
    let listed = TABLE.longest(words.clone()).and_then(|(length, value)| Some((length, unpacked(value)?)));
    match (REGIONS.longest(words), listed) {
        (Some((length, _)), Some((other, place)))
            if other < length || (other == length && place.rank > Rank::Region) =>
        {
            let country = place.country.filter(|_| other == length);
            Some((length, Place { rank: Rank::Region, country }))
        }
        (Some((length, _)), None) => Some((length, Place { rank: Rank::Region, country: None })),
        (_, listed) => listed,
    }
}

/// Whether a word begins the name of any place.
pub fn begins(word: u64) -> bool {
    TABLE.begins(word) || REGIONS.begins(word)
}

/// The word stands before the name of what it is: "Lake", "rue".
pub const BEFORE: u32 = 1;
/// The word stands behind the name of what it is: "Street", "Gebirge".
pub const AFTER: u32 = 2;

/// Whether these words begin with one that makes a place of the name beside it: [`BEFORE`], [`AFTER`] or both.
pub fn feature(words: impl IntoIterator<Item = u64>) -> u32 {
    FEATURES.longest(words).map_or(0, |(_, bits)| bits)
}

/// Adds the first words of the words that make a place of the name beside them to a sieve.
pub fn sieve(sieve: &mut Sieve) {
    sieve.join(FEATURES.sieve());
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{Rank, longest, packed, unpacked};

    #[test]
    fn places_in_many_languages_are_known() {
        for (name, length, country) in [
            ("Ghana", 1, Some("GH")),
            ("Côte d’Ivoire", 3, Some("CI")),
            ("Нигерия", 1, Some("NG")),
            ("München", 1, Some("DE")),
        ] {
            let (found, place) = longest(words(name)).unwrap();
            assert_eq!(
                (found, place.country.as_ref().map(|c| str::from_utf8(c).unwrap())),
                (length, country),
                "{name}"
            );
        }
        assert_eq!(longest(words("Qwertz")), None);
        assert_eq!(longest(words("Schwarzes Meer")).map(|(n, p)| (n, p.rank)), Some((2, Rank::Region)));
    }

    #[test]
    fn packing_keeps_rank_and_country() {
        let place = unpacked(packed(Rank::Town, "ZA")).unwrap();
        assert_eq!((place.rank, place.country), (Rank::Town, Some(*b"ZA")));
        assert_eq!(unpacked(packed(Rank::Town, "")).unwrap().country, None);
    }
}
