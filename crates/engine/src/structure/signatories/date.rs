//! The day of "as of 3 March 2021", "Stand: 3. März 2021", "al 03/05/2021", "2021年3月3日".

use std::ops::Range;
use std::sync::LazyLock;

use broadside_model::Edtf;
use regex::Regex;
use rustc_hash::FxHashMap;

use crate::knowledge::country::fold;

static MONTHS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let lines = include_str!("data/months.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(name, number)| Some((name, number.parse().ok()?))).collect()
});

static ISO: LazyLock<Regex> = LazyLock::new(|| regex(r"\b([12]\d{3})-(\d{2})-(\d{2})\b"));
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?([12]\d{3})\b"));
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+|d['’])?(\p{L}[\p{L}\p{M}]{2,})\.?,?\s+(?:de\s+|del\s+)?([12]\d{3})\b",
    )
});
static MONTH_FIRST: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(\p{L}[\p{L}\p{M}]{2,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+([12]\d{3})\b"));
static MONTH_ONLY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(\p{L}[\p{L}\p{M}]{2,})\.?,?\s+(?:de\s+|of\s+|del\s+)?([12]\d{3})\b"));
static HAN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"([12]\d{3})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| unreachable!("a pattern of this file: {error}"))
}

/// The first date in a short text, and where it stands.
pub(super) fn find(text: &str) -> Option<(Edtf, Range<usize>)> {
    if text.len() > 400 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    ISO.captures(text)
        .and_then(|found| day(&found[1], found[2].parse().ok()?, &found[3]).map(|edtf| (edtf, whole(&found))))
        .or_else(|| {
            HAN.captures(text)
                .and_then(|found| Some((day(&found[1], found[2].parse().ok()?, &found[3])?, whole(&found))))
        })
        .or_else(|| {
            DAY_FIRST
                .captures(text)
                .and_then(|found| Some((day(&found[3], month(&found[2])?, &found[1])?, whole(&found))))
        })
        .or_else(|| {
            MONTH_FIRST
                .captures(text)
                .and_then(|found| Some((day(&found[3], month(&found[1])?, &found[2])?, whole(&found))))
        })
        .or_else(|| numeric(text))
        .or_else(|| {
            let found = MONTH_ONLY.captures(text)?;
            Some((format!("{}-{:02}", &found[2], month(&found[1])?).parse().ok()?, whole(&found)))
        })
}

fn whole(found: &regex::Captures<'_>) -> Range<usize> {
    found.get(0).map_or(0..0, |whole| whole.range())
}

fn month(name: &str) -> Option<u8> {
    MONTHS.get(fold(name).as_str()).copied()
}

fn day(year: &str, month: u8, day: &str) -> Option<Edtf> {
    format!("{year}-{month:02}-{:02}", day.parse::<u8>().ok()?).parse().ok()
}

/// "03.05.2021": the day first, unless only the other order gives a month. With slashes and both below 13 it may be
/// either, so only the year is sure.
fn numeric(text: &str) -> Option<(Edtf, Range<usize>)> {
    let found = NUMERIC.captures(text)?;
    let (first, second) = (found[1].parse::<u8>().ok()?, found[3].parse::<u8>().ok()?);
    let edtf = if &found[2] != "." && first <= 12 && second <= 12 && first != second {
        found[4].parse().ok()?
    } else if second > 12 {
        day(&found[4], first, &found[3])?
    } else {
        day(&found[4], second, &found[1])?
    };
    Some((edtf, whole(&found)))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn dates_of_many_kinds() {
        for (text, want) in [
            ("as of 3 March 2021", "2021-03-03"),
            ("as of March 3rd, 2021", "2021-03-03"),
            ("Stand: 3. März 2021", "2021-03-03"),
            ("al 3 de marzo de 2021", "2021-03-03"),
            ("по состоянию на 3 марта 2021 года", "2021-03-03"),
            ("2021年3月3日", "2021-03-03"),
            ("03.05.2021", "2021-05-03"),
            ("23/05/2021", "2021-05-23"),
            ("03/05/2021", "2021"),
            ("2021-05-03", "2021-05-03"),
            ("until May 2021", "2021-05"),
            ("au 1er mai 2019", "2019-05-01"),
        ] {
            assert_eq!(find(text).map(|(edtf, _)| edtf.to_string()).as_deref(), Some(want), "{text}");
        }
        assert!(find("Room 2021 of 35").is_none());
    }
}
