//! Numbers and ordinals in English words, as formulas and sessions are counted in.

/// A regular expression for an ordinal from first to ninety-ninth, or in digits with its ending; no groups.
pub const ORDINAL: &str = concat!(
    r"(?:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:ieth|y[-\u{2010}\u{2011}\u{ad}\s]{0,3}",
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))",
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth",
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\d{1,3}\s?(?:st|nd|rd|th|d))"
);

/// The number that words say, cardinal or ordinal: "thirty-first" is 31, "nineteen hundred and seventy-four" 1974,
/// "1st" 1. `None` where a word is no number.
pub fn number(text: &str) -> Option<u32> {
    let (mut total, mut current, mut any) = (0_u32, 0_u32, false);
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        match word.as_str() {
            "and" | "of" => continue,
            "hundred" | "hundredth" => current = current.max(1).checked_mul(100)?,
            "thousand" | "thousandth" => {
                total = total.checked_add(current.max(1).checked_mul(1000)?)?;
                current = 0;
            }
            _ => current = joined(current, value(&word)?)?,
        }
        any = true;
    }
    if any { total.checked_add(current) } else { None }
}

/// "nineteen" and "fourteen" are 1914, as years are said; "seventy" and "four" are 74.
fn joined(current: u32, value: u32) -> Option<u32> {
    let year = (10..100).contains(&current) && (10..100).contains(&value);
    current.checked_mul(if year { 100 } else { 1 })?.checked_add(value)
}

fn value(word: &str) -> Option<u32> {
    const UNITS: [&[&str]; 20] = [
        &["zero"],
        &["one", "first"],
        &["two", "second"],
        &["three", "third"],
        &["four", "fourth"],
        &["five", "fifth"],
        &["six", "sixth"],
        &["seven", "seventh"],
        &["eight", "eighth"],
        &["nine", "ninth"],
        &["ten", "tenth"],
        &["eleven", "eleventh"],
        &["twelve", "twelfth"],
        &["thirteen", "thirteenth"],
        &["fourteen", "fourteenth"],
        &["fifteen", "fifteenth"],
        &["sixteen", "sixteenth"],
        &["seventeen", "seventeenth"],
        &["eighteen", "eighteenth"],
        &["nineteen", "nineteenth"],
    ];
    const TENS: [&str; 8] = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let ending = word.get(digits.len()..)?;
        return matches!(ending, "" | "st" | "nd" | "rd" | "th" | "d").then(|| digits.parse().ok())?;
    }
    if let Some(unit) = UNITS.iter().position(|names| names.contains(&word)) {
        return u32::try_from(unit).ok();
    }
    let stem = word.strip_suffix("ieth").or_else(|| word.strip_suffix('y'))?;
    let ten = TENS.iter().position(|ten| *ten == stem)?;
    u32::try_from(ten * 10 + 20).ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_in_words() {
        for (words, expected) in [
            ("thirty-first", Some(31)),
            ("one hundred and forty-first", Some(141)),
            ("nineteen hundred and seventy-four", Some(1974)),
            ("one thousand eight hundred and sixty-three", Some(1863)),
            ("two thousand and three", Some(2003)),
            ("seventeen seventy-six", Some(1776)),
            ("fortieth", Some(40)),
            ("22d", Some(22)),
            ("four score", None),
            ("", None),
            ("hundred hundred hundred hundred hundred hundred", None),
        ] {
            assert_eq!(number(words), expected, "{words}");
        }
    }
}
