//! Dates added: when a document came into the archive, and ranges of such times in a query.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Seconds since 1970 of an RFC 3339 time.
pub(crate) fn seconds(time: &str) -> Option<i64> {
    time.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

/// The seconds of a day, month or year in UTC, `2026-01-15`, `2026-01` or `2026`, or of a single RFC 3339 second: first
/// second, and one past the last.
pub(crate) fn period(text: &str) -> Option<(i64, i64)> {
    if let Some(second) = seconds(text) {
        return Some((second, second + 1));
    }
    let mut numbers = text.split('-');
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i16>().ok())?
    };
    let year = number(numbers.next()?, 4)?;
    let month = numbers.next().map(|part| number(part, 2));
    let day = numbers.next().map(|part| number(part, 2));
    if numbers.next().is_some() {
        return None;
    }
    let (first, length) = match (month, day) {
        (None, _) => (Date::new(year, 1, 1), 1.year()),
        (Some(month), None) => (Date::new(year, month? as i8, 1), 1.month()),
        (Some(month), Some(day)) => (Date::new(year, month? as i8, day? as i8), 1.day()),
    };
    let first = first.ok()?;
    let end = first.checked_add(length).ok()?;
    let second = |date: Date| date.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp().as_second());
    Some((second(first)?, second(end)?))
}

/// The half-open range of seconds of `A..B`, `A..`, `..B`, `>=A`, `<B` or a single period; an open end is `None`.
pub(crate) fn range(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    for (sign, from, to) in [(">=", 0, 9), ("<=", 9, 1), (">", 1, 9), ("<", 9, 0)] {
        if let Some(rest) = text.strip_prefix(sign) {
            let (start, end) = period(rest)?;
            let side = |which| [Some(start), Some(end)].get(which).copied().flatten();
            return Some((side(from), side(to)));
        }
    }
    if let Some((from, to)) = text.split_once("..") {
        if from.is_empty() && to.is_empty() {
            return None;
        }
        let start = if from.is_empty() { None } else { Some(period(from)?.0) };
        let end = if to.is_empty() { None } else { Some(period(to)?.1) };
        return Some((start, end));
    }
    period(text).map(|(start, end)| (Some(start), Some(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_ranges() {
        let day = 86_400;
        assert_eq!(period("1970-01-02"), Some((day, 2 * day)));
        assert_eq!(period("1970-01"), Some((0, 31 * day)));
        assert_eq!(range("1970-01..1970-02"), Some((Some(0), Some(59 * day))));
        assert_eq!(range("..1970"), Some((None, Some(365 * day))));
        assert_eq!(range(">=1970-01-02"), Some((Some(day), None)));
        assert_eq!(range("<1970-01-02"), Some((None, Some(day))));
        for wrong in ["", "..", "1970-13", "1970-02-30", "9999999", "197", "yesterday", "1970-1", "9999-12-31.."] {
            assert!(range(wrong).is_none() || wrong.starts_with("9999-"), "{wrong}");
        }
    }
}
