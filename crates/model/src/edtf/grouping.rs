//! Seasons, quarters and other groupings of a year's months: the codes 21 to 41 in a month's place.

/// A grouping of months within a year (ISO 8601-2:2019, 4.8).
///
/// Seasons are counted by whole months. One that runs over the end of a year is counted by its December, which is the
/// part that lies in the year it is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grouping(u8);

impl Grouping {
    /// Spring, hemisphere not said.
    pub const SPRING: Grouping = Grouping(21);
    /// Summer, hemisphere not said.
    pub const SUMMER: Grouping = Grouping(22);
    /// Autumn, hemisphere not said.
    pub const AUTUMN: Grouping = Grouping(23);
    /// Winter, hemisphere not said.
    pub const WINTER: Grouping = Grouping(24);

    /// The grouping of a code from 21 to 41.
    pub fn new(code: u8) -> Option<Self> {
        (21..=41).contains(&code).then_some(Grouping(code))
    }

    /// A quarter, 1 to 4.
    pub fn quarter(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then(|| Grouping(32 + number))
    }

    /// A half of a year, 1 or 2.
    pub fn half(number: u8) -> Option<Self> {
        (1..=2).contains(&number).then(|| Grouping(39 + number))
    }

    /// Its code, 21 to 41.
    pub fn code(self) -> u8 {
        self.0
    }

    /// Whether it is a season, whose months depend on climate and custom.
    pub fn is_season(self) -> bool {
        self.0 <= 32
    }

    /// Its first and last month, 1 to 12.
    pub fn months(self) -> (u8, u8) {
        match self.0 {
            21 | 25 | 31 => (3, 5),
            22 | 26 | 32 => (6, 8),
            23 | 27 | 29 => (9, 11),
            24 | 28 | 30 => (12, 12),
            quarter @ 33..=36 => (3 * (quarter - 33) + 1, 3 * (quarter - 32)),
            third @ 37..=39 => (4 * (third - 37) + 1, 4 * (third - 36)),
            40 => (1, 6),
            _ => (7, 12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grouping;

    #[test]
    fn quarters_thirds_and_halves_cover_the_year() {
        for codes in [33..=36, 37..=39, 40..=41] {
            let months: Vec<_> = codes.filter_map(Grouping::new).map(Grouping::months).collect();
            assert_eq!((months.first().map(|m| m.0), months.last().map(|m| m.1)), (Some(1), Some(12)));
            assert!(months.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0));
        }
        assert_eq!(Grouping::new(42), None);
    }
}
