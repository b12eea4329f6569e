//! Places in the calendar, from a day to a century: their first and last day, TIMEX3's value and EDTF's notation.

use super::meaning::{Edge, Unit};
use broadside_model::Edtf;
use broadside_model::edtf::{Day, Grouping, days_in_month};

/// A place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Day(Day),
    Week(Day),
    Weekend(Day),
    Month(i32, u8),
    Season(i32, u8),
    Quarter(i32, u8),
    Half(i32, u8),
    Year(i32),
    Fiscal(i32),
    Decade(i32),
    Century(i32),
}

/// First and last day.
pub(super) fn bounds(place: Place) -> Option<(Day, Day)> {
    let months = |year: i32, first: u8, last: u8| {
        Some((Day::new(year, first, 1)?, Day::new(year, last, days_in_month(year, last))?))
    };
    let years = |first: i32, last: i32| Some((Day::new(first, 1, 1)?, Day::new(last, 12, 31)?));
    match place {
        Place::Day(day) => Some((day, day)),
        Place::Week(monday) => Some((monday, monday.plus(6)?)),
        Place::Weekend(monday) => Some((monday.plus(5)?, monday.plus(6)?)),
        Place::Month(year, month) => months(year, month, month),
        // Winter lies on both sides of the new year, and which is meant is seldom said.
        Place::Season(year, 24) => {
            Some((Day::new(year.checked_sub(1)?, 12, 1)?, Day::new(year.checked_add(1)?, 3, 31)?))
        }
        Place::Season(year, season) => months(year, 3 * (season - 20), (3 * (season - 20)).saturating_add(3)),
        Place::Quarter(year, quarter) => months(year, 3 * quarter - 2, 3 * quarter),
        Place::Half(year, half) => months(year, 6 * half - 5, 6 * half),
        Place::Year(year) => years(year, year),
        Place::Fiscal(year) => years(year.checked_sub(1)?, year),
        Place::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
        Place::Century(century) => {
            let first = century.checked_sub(1)?.checked_mul(100)?;
            years(first.checked_add(1)?, first.checked_add(100)?)
        }
    }
}

pub(super) fn digits(year: i32, width: usize) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:0width$}", year.unsigned_abs())
}

/// TIMEX3's value.
pub(super) fn value(place: Place) -> String {
    match place {
        Place::Day(day) => day.to_string(),
        Place::Week(monday) => week(monday),
        Place::Weekend(monday) => week(monday) + "-WE",
        Place::Month(year, month) => format!("{}-{month:02}", digits(year, 4)),
        Place::Season(year, season) => format!("{}-{}", digits(year, 4), season_code(season)),
        Place::Quarter(year, quarter) => format!("{}-Q{quarter}", digits(year, 4)),
        Place::Half(year, half) => format!("{}-H{half}", digits(year, 4)),
        Place::Year(year) => digits(year, 4),
        Place::Fiscal(year) => format!("FY{}", digits(year, 4)),
        Place::Decade(decade) => digits(decade, 3),
        Place::Century(century) => digits(century - 1, 2),
    }
}

pub(super) fn week(monday: Day) -> String {
    // The week belongs to the year in which its Thursday lies.
    let thursday = monday.plus(3).unwrap_or(monday);
    let first = Day { year: thursday.year, month: 1, day: 1 };
    format!("{}-W{:02}", digits(thursday.year, 4), (thursday.number() - first.number()) / 7 + 1)
}

pub(super) fn season_code(season: u8) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}

/// A place that EDTF has a notation for.
pub(super) fn named(place: Place) -> Option<Edtf> {
    match place {
        Place::Day(day) => Some(Edtf::day(day)),
        Place::Month(year, month) => Edtf::month(year, month),
        Place::Season(year, season @ 21..=23) => Edtf::grouping(year, Grouping::new(season)?),
        Place::Quarter(year, quarter) => Edtf::grouping(year, Grouping::quarter(quarter)?),
        Place::Half(year, half) => Edtf::grouping(year, Grouping::half(half)?),
        Place::Year(year) => Some(Edtf::year(year)),
        Place::Decade(decade) => Edtf::decade(decade.checked_mul(10)?),
        Place::Century(century) => Edtf::century(century.checked_sub(1)?.checked_mul(100)?),
        Place::Season(..) | Place::Week(_) | Place::Weekend(_) | Place::Fiscal(_) => None,
    }
}

/// The beginning, middle or end of a place: its first, middle or last half.
pub(super) fn part_of(place: Place, edge: Edge) -> Option<Edtf> {
    let (first, last) = bounds(place)?;
    let half = (last.number() - first.number()) / 2;
    let (from, to) = match edge {
        Edge::Start => (first, first.plus(half)?),
        Edge::Middle => (first.plus(half / 2)?, last.plus(-half / 2)?),
        Edge::End => (last.plus(-half)?, last),
    };
    Some(if from == to { Edtf::day(from) } else { Edtf::between(Some(from), Some(to)) })
}

pub(super) fn plus_months(year: i32, month: u8, months: i32) -> (i32, u8) {
    let all = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let month = u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1);
    (i32::try_from(all.div_euclid(12)).unwrap_or(i32::MAX), month)
}

pub(super) fn monday(day: Day) -> Option<Day> {
    day.plus(1 - i64::from(day.weekday()))
}

pub(super) fn period(unit: Unit, turn: i32, base: Day) -> Option<Place> {
    let months = |months: i32| Some(plus_months(base.year, base.month, turn.checked_mul(months)?));
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Place::Day(base.plus(i64::from(turn))?),
        Unit::Week | Unit::Fortnight => Place::Week(monday(base.plus(7 * i64::from(turn))?)?),
        Unit::Weekend => Place::Weekend(monday(base.plus(7 * i64::from(turn))?)?),
        Unit::Month => {
            let (year, month) = months(1)?;
            Place::Month(year, month)
        }
        Unit::Quarter => {
            let (year, month) = months(3)?;
            Place::Quarter(year, (month - 1) / 3 + 1)
        }
        Unit::Semester => {
            let (year, month) = months(6)?;
            Place::Half(year, (month - 1) / 6 + 1)
        }
        Unit::Year => Place::Year(base.year.checked_add(turn)?),
        Unit::Decade => Place::Decade(base.year.div_euclid(10).checked_add(turn)?),
        Unit::Century => Place::Century((base.year - 1).div_euclid(100).checked_add(turn)?.checked_add(1)?),
        Unit::Millennium => return None,
    })
}
