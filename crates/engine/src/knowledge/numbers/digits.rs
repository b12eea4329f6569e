//! Digits with separators: "1,200", "1.200", "12 000", "3.5", "3,5".

use super::Language;

/// Whether a word is made of digits and their separators.
pub fn is_digits(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && word.chars().all(|letter| letter.is_ascii_digit() || is_separator(letter))
}

/// A mark or space that stands inside numbers.
fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | '.' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The value of digits as the language writes them; `None` where they are no number of things ("007", "1.2.3").
pub fn value(word: &str, language: Language) -> Option<f64> {
    if word.len() > 24 || !is_digits(word) || (word.len() > 1 && word.starts_with('0') && !word.starts_with("0.")) {
        return None;
    }
    let mut groups = word.split(is_separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let separator = word.chars().find(|letter| is_separator(*letter));
    let Some(separator) = separator else { return whole(first) };
    let thousands = first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    let decimal = if language == Language::En { '.' } else { ',' };
    if thousands
        && (separator != decimal || rest.len() > 1)
        && word.chars().filter(|l| is_separator(*l)).all(|l| l == separator)
    {
        return whole(&format!("{first}{}", rest.concat()));
    }
    let (last, middle) = rest.split_last()?;
    if middle.is_empty() {
        // "3,5" in English and "3.5" elsewhere are written too; three digits behind the mark would be doubtful.
        return (matches!(separator, ',' | '.') && last.len() != 3 && last.len() <= 2
            || separator == decimal && !last.is_empty())
        .then(|| format!("{first}.{last}").parse().ok())?;
    }
    let grouped = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
    let mark = word.trim_end_matches(|letter: char| letter.is_ascii_digit()).chars().next_back()?;
    (grouped && mark != separator).then(|| format!("{first}{}.{last}", middle.concat()).parse().ok())?
}

/// The value of digits; `None` where it could only be given rounded.
fn whole(digits: &str) -> Option<f64> {
    let value: u128 = digits.parse().ok()?;
    let rounded = value as f64;
    (rounded as u128 == value).then_some(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_groups_its_own_way() {
        use Language::{De, En, Fr};
        for (word, language, expected) in [
            ("1,200", En, Some(1200.0)),
            ("1.200", De, Some(1200.0)),
            ("1.2", En, Some(1.2)),
            ("1,2", De, Some(1.2)),
            ("12\u{a0}000", Fr, Some(12000.0)),
            ("1,200.50", En, Some(1200.5)),
            ("1.200,50", De, Some(1200.5)),
            ("1.234.567", En, Some(1_234_567.0)),
            ("9007199254740993", En, None),
            ("9,007,199,254,740,992", En, Some(9_007_199_254_740_992.0)),
            ("0230", En, None),
            ("1.2.3", En, None),
            ("12", En, Some(12.0)),
        ] {
            assert_eq!(value(word, language), expected, "{word}");
        }
    }
}
