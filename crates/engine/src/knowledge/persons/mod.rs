//! First names and family names of many countries.

use std::sync::LazyLock;

use super::phrase::Table;

/// The word is a first name.
pub const FIRST: u16 = 1;
/// The word is a family name.
pub const LAST: u16 = 2;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::new(include_bytes!("persons.bin")));

/// What kind of name the word of this hash (of the folded word) is: [`FIRST`], [`LAST`], both or 0.
pub fn name(word: u64) -> u16 {
    TABLE.longest([word]).map_or(0, |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::super::phrase::words;
    use super::{FIRST, LAST, name};

    #[test]
    fn names_are_known() {
        assert_eq!(name(words("Fatima")[0]) & FIRST, FIRST);
        assert_eq!(name(words("Müller")[0]) & LAST, LAST);
        assert_eq!(name(words("the")[0]), 0);
    }
}
