//! Numbers that are not plain digits: digits that a reading machine took for letters, and Roman numerals.

/// The number that digits and letters like digits mean: a year of four with at least two digits, or a day of two.
pub(super) fn lookalike(word: &[u8]) -> Option<u32> {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == word.len() || digits == 0 || !matches!((word.len(), digits), (4, 2..) | (2, 1)) {
        return None;
    }
    let mut value = 0;
    for byte in word {
        value = value * 10
            + match byte {
                b'0'..=b'9' => u32::from(byte - b'0'),
                b'l' | b'I' | b'i' | b'!' => 1,
                b'O' | b'o' => 0,
                b'S' | b's' => 5,
                b'B' => 8,
                _ => return None,
            };
    }
    match word.len() {
        4 => (1500..2100).contains(&value).then_some(value),
        _ => (1..=31).contains(&value).then_some(value),
    }
}

/// A Roman numeral without the ending of an ordinal: "XIXe", "XIXème".
pub(super) fn numeral(word: &str) -> &str {
    ["e", "ème", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|numeral| numeral.len() > 1)
        .unwrap_or(word)
}

/// The value of a Roman numeral in capitals, up to 39.
pub(super) fn roman(word: &[u8]) -> Option<u32> {
    let digit = |byte: &u8| match byte {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        _ => None,
    };
    let mut value = 0;
    for (at, byte) in word.iter().enumerate() {
        let one = digit(byte)?;
        let next = word.get(at + 1).and_then(digit).unwrap_or(0);
        value = if one < next { value - one } else { value + one };
    }
    let value = u32::try_from(value).ok().filter(|value| (1..40).contains(value))?;
    (roman_numeral(value).as_bytes() == word).then_some(value)
}

fn roman_numeral(value: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ONES.get(value as usize % 10).copied().unwrap_or_default();
    "X".repeat(value as usize / 10) + ones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_like_digits_are_read_only_in_years_and_days() {
        assert_eq!(lookalike(b"l9l6"), Some(1916));
        assert_eq!(lookalike(b"191O"), Some(1910));
        assert_eq!(lookalike(b"l2"), Some(12));
        assert_eq!(lookalike(b"1st"), None);
        assert_eq!(lookalike(b"Soil"), None);
        assert_eq!(lookalike(b"90"), None);
    }

    #[test]
    fn roman_numerals_must_be_well_formed() {
        assert_eq!(roman(b"XIX"), Some(19));
        assert_eq!(roman(b"IV"), Some(4));
        assert_eq!(roman(b"IIX"), None);
        assert_eq!(roman(b"CIVIL"), None);
    }
}
