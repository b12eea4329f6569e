//! Which names are worth comparing.
//!
//! Takes all names, in an order in which like spellings stand side by side; gives pairs of them. Two names are a pair where
//! they share a key: all, or all but one or two, of their words in whatever language and spelling, an acronym, the
//! beginning or end of the name, the consonants of a rare word. A key that too many share pairs only those that stand
//! near each other, so that the work grows with the names and not with their square, whatever they are.

mod keys;
mod learn;
mod letters;
mod pairs;
mod words;

use super::name::Name;
pub use words::Vocabulary;

/// Pairs of places of names that are worth comparing: the first less than the second, in ascending order, each once.
pub fn candidates(names: &[Name], vocabulary: &Vocabulary, threads: usize) -> Vec<(u32, u32)> {
    let keys = keys::all(names, vocabulary, threads);
    pairs::of(&keys, vocabulary, names, threads)
}

/// A number for a thing of some kind; the same in every run, on every machine.
pub(super) fn hash(kind: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(mix(kind ^ 0x9e37_79b9_7f4a_7c15), |state, &byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    })
}

/// A number spread over all bits (the finaliser of SplitMix64).
pub(super) fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::NameUse;
    use super::*;

    fn names(all: &[&str]) -> Vec<Name> {
        all.iter().map(|name| Name::of(&NameUse { name: (*name).to_owned(), ..NameUse::default() })).collect()
    }

    fn candidates(names: &[Name], threads: usize) -> Vec<(u32, u32)> {
        super::candidates(names, &Vocabulary::of(names, &[]), threads)
    }

    #[test]
    fn names_that_may_be_one_are_compared() {
        let pairs = candidates(
            &names(&[
                "Front of the Harbour Porters",
                "Harbour Porters' Front",
                "Harb0ur Porters Frcnt",
                "League of Stargazers",
                "María Gutiérrez Lanza",
                "Maria Guiterrez Lanza",
            ]),
            1,
        );
        for pair in [(0, 1), (1, 2), (4, 5)] {
            assert!(pairs.contains(&pair), "{pair:?} of {pairs:?}");
        }
        assert!(!pairs.contains(&(0, 3)));
    }

    #[test]
    fn equal_names_without_end_make_no_square_of_work() {
        let all: Vec<&str> = std::iter::repeat_n("Union of Bakers", 20_000).collect();
        let pairs = candidates(&names(&all), 2);
        assert!(pairs.len() < 20_000 * 40, "{}", pairs.len());
    }

    #[test]
    fn threads_do_not_change_what_is_compared() {
        let all: Vec<String> = (0..500).map(|n| format!("Union {} of Bakers {}", n % 7, n % 31)).collect();
        let all = names(&all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(candidates(&all, 1), candidates(&all, 3));
    }
}
