//! TIMEX3's values of what has no place in the calendar: lengths, repetitions, times of a day, and points of which the
//! year is not known.

use super::meaning::*;
use super::place::season_code;

/// TIMEX3's value of what has no place in the calendar yet.
pub(super) fn open_value(point: Point) -> String {
    match point {
        Point::Day(_, month, day) => format!("XXXX-{month:02}-{day:02}"),
        Point::Month(_, month) | Point::MonthTurn(month, _) => format!("XXXX-{month:02}"),
        Point::Season(_, season) | Point::SeasonTurn(season, _) => format!("XXXX-{}", season_code(season)),
        Point::Quarter(_, quarter) => format!("XXXX-Q{quarter}"),
        Point::Half(_, half) => format!("XXXX-H{half}"),
        Point::Weekday(weekday, _) => format!("XXXX-WXX-{weekday}"),
        Point::WeekOf(_, month, _) => format!("XXXX-{month:02}-WXX"),
        Point::DayOf(day, _) | Point::DayOnly(day) => format!("XXXX-XX-{day:02}"),
        Point::Either(..) | Point::Days(_) => "XXXX-XX-XX".to_owned(),
        Point::Year(YearOf::Short(short)) => format!("XX{short:02}"),
        Point::Year(_) | Point::Fiscal(_) => "XXXX".to_owned(),
        Point::Decade(short, _) => format!("XX{}", short / 10),
        Point::Century(_) => "XX".to_owned(),
        Point::Period(unit, ..) | Point::Shift(unit, ..) => match unit {
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Semester => "XXXX-HX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
            _ => "XXXX-XX-XX",
        }
        .to_owned(),
    }
}

pub(super) fn clock_value(clock: Clock) -> String {
    match clock {
        Clock::Part(part) => match PARTS.get(usize::from(part)).copied().unwrap_or_default() {
            "MI" => "T12:00".to_owned(),
            "NM" => "T24:00".to_owned(),
            "EY" => "TEV".to_owned(),
            "NY" => "TNI".to_owned(),
            code => format!("T{code}"),
        },
        Clock::Time(hour, minute, second, universal) => {
            let second = second.map_or(String::new(), |second| format!(":{second:02}"));
            let zone = if universal { "Z" } else { "" };
            format!("T{hour:02}:{:02}{second}{zone}", minute.unwrap_or(0))
        }
    }
}

pub(super) fn amount_value(amount: Amount, unit: Unit) -> String {
    let (before, behind, times) = unit.timex();
    match amount {
        Amount::Some => format!("{before}X{}", if unit == Unit::Decade { "DE" } else { behind }),
        // Half a unit is written in the next smaller one.
        Amount::Number(0.5) => match unit {
            Unit::Hour => "PT30M".to_owned(),
            Unit::Day => "PT12H".to_owned(),
            Unit::Year => "P6M".to_owned(),
            _ => format!("{before}{}{behind}", 0.5 * times),
        },
        Amount::Number(number) => format!("{before}{}{behind}", number * times),
    }
}

pub(super) fn set_value(every: Every) -> String {
    match every {
        Every::Unit(unit, number) => amount_value(Amount::Number(number), unit),
        Every::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Every::Season(season) => format!("XXXX-{}", season_code(season)),
        Every::Month(month) => format!("XXXX-{month:02}"),
        Every::Part(part) => format!("XXXX-XX-XX{}", clock_value(Clock::Part(part))),
    }
}
