//! A year: four digits, or more behind a `Y`, with an exponent and significant digits.

use super::Digits;
use std::fmt;

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// Whether a minus stands before it; years before 1 are counted astronomically (0 is 1 BC).
    pub negative: bool,
    /// Whether `Y` stands before it, as it must for years of more than four digits.
    pub letter: bool,
    /// Its digits.
    pub digits: Digits,
    /// The power of ten that they are multiplied by (`Y17E7`).
    pub exponent: Option<u8>,
    /// How many of its digits count (`1950S2`: some year of the 1900s, estimated as 1950).
    pub significant: Option<u8>,
}

impl Year {
    /// The first and the last year it can be; `None` beyond what 64 bits hold.
    pub fn range(self) -> Option<(i64, i64)> {
        let scale = 10_i64.checked_pow(u32::from(self.exponent.unwrap_or(0)))?;
        let scaled = |number: u64| i64::try_from(number).ok()?.checked_mul(scale);
        let (least, greatest) = (scaled(self.digits.least())?, scaled(self.digits.greatest())?);
        // There is no year −0.
        Some(if self.negative { (-greatest, -least.max(1)) } else { (least, greatest) })
    }

    /// The years it may stand for when only its significant digits count; `None` where it says nothing of them.
    pub fn significant_range(self) -> Option<(i64, i64)> {
        let (least, _) = self.range()?;
        let size = least.unsigned_abs();
        let digits = size.checked_ilog10().unwrap_or(0) + 1;
        let scale = 10_u64.checked_pow(digits.checked_sub(u32::from(self.significant?))?)?;
        let from = i64::try_from(size / scale * scale).ok()?;
        let to = from.checked_add(i64::try_from(scale).ok()? - 1)?;
        Some(if self.negative { (-to, -from) } else { (from, to) })
    }

    /// Whether it can be the year.
    pub fn can_be(self, year: i64) -> bool {
        if self.exponent.is_some() || year == 0 && self.negative || year != 0 && self.negative != (year < 0) {
            return self.range().is_some_and(|(least, greatest)| (least, greatest) == (year, year));
        }
        self.digits.can_be(year.unsigned_abs())
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = if self.letter { "Y" } else { "" };
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{letter}{sign}{}", self.digits)?;
        if let Some(exponent) = self.exponent {
            write!(f, "E{exponent}")?;
        }
        match self.significant {
            Some(significant) => write!(f, "S{significant}"),
            None => Ok(()),
        }
    }
}
