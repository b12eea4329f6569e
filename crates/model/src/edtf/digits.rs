//! Digits of which some may be unspecified (`15XX`).

use std::fmt;

/// Up to eighteen decimal digits, some of which may be unspecified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digits {
    /// The number with 0 for each unspecified digit.
    known: u64,
    /// The number with 9 for each unspecified digit and 0 for all others.
    free: u64,
    /// How many digits are written.
    width: u8,
}

impl Digits {
    /// The most digits that are kept.
    pub const MOST: usize = 18;

    /// Reads digits and `X`; `None` where there is something else, nothing, or more than [`Digits::MOST`].
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > Self::MOST {
            return None;
        }
        let (mut known, mut free) = (0, 0);
        for byte in text.bytes() {
            let (digit, open) = match byte {
                b'0'..=b'9' => (u64::from(byte - b'0'), 0),
                b'X' | b'x' => (0, 9),
                _ => return None,
            };
            known = known * 10 + digit;
            free = free * 10 + open;
        }
        Some(Digits { known, free, width: text.len() as u8 })
    }

    /// The least number it can be.
    pub fn least(self) -> u64 {
        self.known
    }

    /// The greatest number it can be.
    pub fn greatest(self) -> u64 {
        self.known + self.free
    }

    /// Whether every digit is given.
    pub fn is_exact(self) -> bool {
        self.free == 0
    }

    /// Whether it can be the number.
    pub fn can_be(self, number: u64) -> bool {
        let (mut known, mut free, mut number) = (self.known, self.free, number);
        for _ in 0..self.width {
            if free % 10 == 0 && known % 10 != number % 10 {
                return false;
            }
            (known, free, number) = (known / 10, free / 10, number / 10);
        }
        number == 0
    }

    /// How many digits are written.
    pub fn width(self) -> usize {
        usize::from(self.width)
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..u32::from(self.width)).rev() {
            let power = 10_u64.pow(place);
            match self.free / power % 10 {
                0 => write!(f, "{}", self.known / power % 10)?,
                _ => f.write_str("X")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    #[test]
    fn unspecified_digits_can_be_any() {
        let digits = Digits::new("1x0X").expect("digits");
        assert_eq!((digits.least(), digits.greatest(), digits.to_string()), (1000, 1909, "1X0X".to_owned()));
        assert!(digits.can_be(1503) && !digits.can_be(1513) && !digits.can_be(11_503) && !digits.is_exact());
        assert_eq!(Digits::new("12a"), None);
        assert_eq!(Digits::new("1234567890123456789"), None);
    }
}
