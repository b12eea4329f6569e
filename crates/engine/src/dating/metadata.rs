//! Bounds from what a file says of itself: a text is not later than the day its file was made or published.

use super::clue::{Clue, Side};
use super::times::month;
use broadside_model::Metadata;
use broadside_model::edtf::{Day, days_in_month};
use regex::Regex;
use std::sync::LazyLock;

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i-u)\b(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:\b|T)|\bD:(\d{4})(\d\d)?(\d\d)?|\b(\d{1,2})\s+([a-z]{3,9})\s+(\d{4})\b";
    Regex::new(pattern).expect("a valid pattern")
});

/// Days that programs write where they know none: the starts of their calendars.
const EPOCHS: [(i32, u8, u8); 5] = [(1601, 1, 1), (1899, 12, 30), (1904, 1, 1), (1970, 1, 1), (1980, 1, 1)];

/// The bound given by each date of the file.
pub fn clues(metadata: &[Metadata], clues: &mut Vec<Clue>) {
    for entry in
        metadata.iter().filter(|entry| matches!(entry.key.as_str(), "date" | "created" | "published" | "issued"))
    {
        if let Some(day) = last_day(&entry.value).filter(|day| !EPOCHS.contains(&(day.year, day.month, day.day))) {
            clues.push(Clue {
                side: Side::NotAfter,
                day,
                reason: format!("its file gives {} as its date", entry.value.trim()),
                evidence: None,
                rule: "file-date",
                confidence: 70,
            });
        }
    }
}

/// The last day that a date as files write it can mean.
fn last_day(value: &str) -> Option<Day> {
    let found = WRITTEN.captures(value)?;
    let field = |one: usize, other: usize| found.get(one).or(found.get(other)).map(|group| group.as_str());
    let year: i32 = field(1, 4).or(found.get(9).map(|year| year.as_str()))?.parse().ok()?;
    let named = found.get(8).map(|name| month(name.as_str()));
    let month = match (named, field(2, 5)) {
        (Some(month), _) => month?,
        (None, Some(month)) => month.parse().ok()?,
        (None, None) => 12,
    };
    let day = field(3, 6).or(found.get(7).map(|day| day.as_str()));
    Day::new(year, month, day.map_or(Some(days_in_month(year, month)), |day| day.parse().ok())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_files_write_them() {
        let last = |value| last_day(value).map(|day| day.to_string());
        assert_eq!(last("2019-05-03T10:11:12Z").as_deref(), Some("2019-05-03"));
        assert_eq!(last("D:20190503101112+02'00'").as_deref(), Some("2019-05-03"));
        assert_eq!(last("Fri, 3 May 2019 10:11:12 +0000").as_deref(), Some("2019-05-03"));
        assert_eq!(last("2019-02").as_deref(), Some("2019-02-28"));
        assert_eq!(last("2019").as_deref(), Some("2019-12-31"));
        assert_eq!(last("yesterday"), None);
    }

    #[test]
    fn the_start_of_a_calendar_is_no_date() {
        let mut found = Vec::new();
        let entry = |value: &str| Metadata { key: "date".into(), value: value.into() };
        clues(&[entry("1970-01-01T00:00:00Z"), entry("2019-05-03")], &mut found);
        assert_eq!(found.iter().map(|clue| clue.day.year).collect::<Vec<_>>(), [2019]);
    }
}
