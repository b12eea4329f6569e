//! Where in the calendar an expression lies, once the day of its document is known.
//!
//! Takes an expression and perhaps a day; gives TIMEX3's value and an EDTF date. Without a day only what stands on its
//! own has a date, and TIMEX3's value has X for what is not known.

use super::meaning::*;
use broadside_model::edtf::{Day, Doubt, Edtf, Grouping, days_in_month};
use broadside_model::{Mention, MentionKind};

/// A place in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
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

/// Within so many days from the document's day a date without its year is this one, whatever verb stands near.
const NEAR: i64 = 60;

impl TimeExpression {
    /// What TIMEX3 says of it, counted from the day of the document; a range has one for each end, a numbered session
    /// none.
    pub fn timexes(&self, anchor: Option<Day>) -> Vec<Timex> {
        let one = |kind, value| vec![Timex { span: self.span, kind, value, modifier: self.modifier(kind) }];
        match self.meaning {
            Meaning::Point(point) => {
                let value = self.point_value(point, anchor);
                match self.clock {
                    Some(clock) => one(TimexKind::Time, value + &clock_value(clock)),
                    None => one(TimexKind::Date, value),
                }
            }
            Meaning::Range(first, last, first_span, last_span) => [(first, first_span), (last, last_span)]
                .map(|(point, span)| Timex {
                    span,
                    kind: TimexKind::Date,
                    value: self.point_value(point, anchor),
                    modifier: None,
                })
                .into(),
            Meaning::Duration(amount, unit) => one(TimexKind::Duration, amount_value(amount, unit)),
            Meaning::Set(every) => one(TimexKind::Set, set_value(every)),
            Meaning::Reference(name) => one(TimexKind::Date, name.to_owned()),
            Meaning::Session(_) => Vec::new(),
        }
    }

    /// What TIMEX3 says of it as one tag: of a range, its first end's value, a slash and its last's.
    pub fn timex(&self, anchor: Option<Day>) -> Option<Timex> {
        let mut all = self.timexes(anchor).into_iter();
        let first = all.next()?;
        Some(match all.next() {
            Some(last) => Timex { span: self.span, value: format!("{}/{}", first.value, last.value), ..first },
            None => first,
        })
    }

    /// The date it gives; `None` where that cannot be worked out.
    pub fn date(&self, anchor: Option<Day>) -> Option<Edtf> {
        let place = |point| self.place(point, anchor);
        // "during the year": which one, the words do not say.
        if self.rule == "period-spoken-of" && self.edge.is_none() {
            return None;
        }
        match self.meaning {
            Meaning::Point(Point::Either(year, a, b, _)) => either(self.year(year, anchor)?, a, b),
            Meaning::Point(point @ Point::Shift(Unit::Week | Unit::Fortnight, ..)) => {
                // Weeks are seldom counted to the day.
                let day = bounds(place(point)?)?.0;
                Some(Edtf::between(day.plus(-3), day.plus(3)))
            }
            Meaning::Point(point @ Point::Shift(_, ..=-1, _)) => {
                // More than two years ago is before then.
                let (first, last) = bounds(place(point)?)?;
                match self.bound {
                    Bound::More => Some(Edtf::between(None, Some(last))),
                    Bound::Less => Some(Edtf::between(Some(first), anchor)),
                    bound => edtf(place(point)?, self.edge, bound),
                }
            }
            Meaning::Point(point) => edtf(place(point)?, self.edge, self.bound),
            Meaning::Range(first, last, ..) => range(place(first)?, place(last)?),
            Meaning::Duration(..) | Meaning::Set(_) | Meaning::Reference(_) | Meaning::Session(_) => None,
        }
    }

    fn modifier(&self, kind: TimexKind) -> Option<&'static str> {
        let lasting = kind == TimexKind::Duration;
        match (self.edge, self.bound) {
            (Some(Edge::Start), _) => Some("START"),
            (Some(Edge::Middle), _) => Some("MID"),
            (Some(Edge::End), _) => Some("END"),
            (None, Bound::Exact) => None,
            (None, Bound::About) => Some("APPROX"),
            (None, Bound::Less) => Some(if lasting { "LESS_THAN" } else { "BEFORE" }),
            (None, Bound::More) => Some(if lasting { "MORE_THAN" } else { "AFTER" }),
        }
    }

    fn point_value(&self, point: Point, anchor: Option<Day>) -> String {
        match self.place(point, anchor) {
            Some(place) => value(place),
            None => open_value(point),
        }
    }

    /// The day spoken of.
    fn spoken_of(&self, anchor: Option<Day>) -> Option<Place> {
        let Some((point, tense)) = self.context else { return anchor.map(Place::Day) };
        let expression = TimeExpression { context: None, tense, ..self.clone() };
        expression.place(point, anchor).or(anchor.map(Place::Day))
    }

    fn year(&self, year: YearOf, anchor: Option<Day>) -> Option<i32> {
        match year {
            YearOf::Given(year) => Some(year),
            YearOf::Short(short) => {
                // The nearest year that ends so.
                let anchor = anchor?.year;
                let year = anchor - anchor.rem_euclid(100) + i32::from(short);
                [year - 100, year, year + 100].into_iter().min_by_key(|year| (year - anchor - 5).abs())
            }
            YearOf::Turn(years) => anchor.map(|day| day.year + years),
            YearOf::Context => bounds(self.spoken_of(anchor)?).map(|(first, _)| first.year),
            YearOf::Open | YearOf::Before | YearOf::After => None,
        }
    }

    fn place(&self, point: Point, anchor: Option<Day>) -> Option<Place> {
        let year = |year| self.year(year, anchor);
        Some(match point {
            Point::Day(YearOf::Open, month, day) => Place::Day(self.nearest_day(month, day, anchor?)?),
            Point::Day(YearOf::Before, month, day) => {
                let anchor = anchor?;
                let day = |year| Day::new(year, month, day).filter(|day| *day < anchor);
                Place::Day(day(anchor.year).or_else(|| day(anchor.year - 1))?)
            }
            Point::Day(YearOf::After, month, day) => {
                let anchor = anchor?;
                let day = |year| Day::new(year, month, day).filter(|day| *day > anchor);
                Place::Day(day(anchor.year).or_else(|| day(anchor.year + 1))?)
            }
            Point::Day(given, month, day) => Place::Day(Day::new(year(given)?, month, day)?),
            Point::Either(given, a, b, month_first) => {
                let (month, day) = if (month_first || b > 12) && a <= 12 { (a, b) } else { (b, a) };
                Place::Day(Day::new(year(given)?, month, day)?)
            }
            Point::Month(YearOf::Open, month) => {
                let (year, month) = self.nearest(anchor?, month, 12);
                Place::Month(year, month)
            }
            Point::Month(given, month) => Place::Month(year(given)?, month),
            Point::MonthTurn(month, turn) => {
                let day = anchor?;
                let past = month < day.month || (month == day.month && turn == 0);
                let shift =
                    if turn < 0 { if past { 0 } else { -1 } } else { i32::from(turn > 0 && month <= day.month) };
                Place::Month(day.year + shift, month)
            }
            Point::WeekOf(given, month, week) => {
                let year = match given {
                    YearOf::Open => self.nearest(anchor?, month, 12).0,
                    given => year(given)?,
                };
                let day = if week < 0 { days_in_month(year, month) - 3 } else { u8::try_from(7 * week - 3).ok()? };
                Place::Week(monday(Day::new(year, month, day)?)?)
            }
            Point::Season(YearOf::Open, season) => {
                let (year, season) = self.nearest(anchor?, season - 20, 4);
                Place::Season(year, season + 20)
            }
            Point::SeasonTurn(season, turn) => {
                let day = anchor?;
                let now = match day.month % 12 / 3 {
                    0 => 24,
                    season => 20 + season,
                };
                let past = season < now;
                let shift = if turn < 0 { if past { 0 } else { -1 } } else { i32::from(past || season == now) };
                // Winter belongs to the year it begins in, unless it is over before the year's spring.
                Place::Season(day.year + shift, season)
            }
            Point::Season(given, season) => Place::Season(year(given)?, season),
            Point::Quarter(YearOf::Open, quarter) => {
                let (year, quarter) = self.nearest(anchor?, quarter, 4);
                Place::Quarter(year, quarter)
            }
            Point::Quarter(given, quarter) => Place::Quarter(year(given)?, quarter),
            Point::Half(YearOf::Open, half) => {
                let (year, half) = self.nearest(anchor?, half, 2);
                Place::Half(year, half)
            }
            Point::Half(given, half) => Place::Half(year(given)?, half),
            Point::Year(given) => Place::Year(year(given)?),
            Point::Fiscal(given) => Place::Fiscal(year(given)?),
            Point::Decade(first, false) => Place::Decade(first.div_euclid(10)),
            Point::Decade(short, true) => {
                let century = anchor?.year.div_euclid(100) * 100;
                let first = if century + short > anchor?.year { century - 100 + short } else { century + short };
                Place::Decade(first.div_euclid(10))
            }
            Point::Century(number) => Place::Century(number),
            Point::Weekday(weekday, turn) => Place::Day(self.weekday(weekday, turn, anchor?)?),
            Point::Days(days) => Place::Day(anchor?.plus(i64::from(days))?),
            Point::Period(unit, turn, from) => {
                let base = match from {
                    From::Anchor => anchor?,
                    From::Context => bounds(self.spoken_of(anchor)?)?.0,
                };
                let shift = if unit == Unit::Weekend && turn == 0 { self.past_weekend(base) } else { 0 };
                period(unit, turn - shift, base)?
            }
            Point::Shift(unit, halves, from) => self.shift(unit, halves, from, anchor)?,
            Point::DayOf(day, months) => {
                let (year, month) = plus_months(anchor?.year, anchor?.month, months);
                Place::Day(Day::new(year, month, day)?)
            }
            Point::DayOnly(day) => Place::Day(self.day_only(day, anchor?)?),
        })
    }

    /// The year to which the tense points, of the month, season, quarter or half of that number.
    fn nearest(&self, anchor: Day, number: u8, of: u8) -> (i32, u8) {
        let seasonal = of == 4 && matches!(self.meaning, Meaning::Point(Point::Season(..)));
        let now = match (seasonal, anchor.month % 12 / 3) {
            (true, 0) => 4,
            (true, season) => season,
            (false, _) => (anchor.month - 1) / (12 / of) + 1,
        };
        let shift = match self.tense {
            Tense::Future => i32::from(number < now),
            // Soon to come, and long past: what nothing says to be past is the near one.
            Tense::Unknown if number > now => -i32::from(3 * u16::from(number - now) > u16::from(of)),
            Tense::Unknown => i32::from(4 * u16::from(now - number) > 3 * u16::from(of)),
            Tense::Past => -i32::from(number > now),
        };
        (anchor.year + shift, number)
    }

    fn nearest_day(&self, month: u8, day: u8, anchor: Day) -> Option<Day> {
        let all = [anchor.year - 1, anchor.year, anchor.year + 1].map(|year| Day::new(year, month, day));
        let mut days = all.into_iter().flatten();
        match self.tense {
            // A verb may belong to another day: against a near day it says nothing.
            Tense::Future => days.find(|day| day.number() >= anchor.number() - NEAR),
            Tense::Past => days.rfind(|day| day.number() <= anchor.number() + NEAR),
            Tense::Unknown => days.min_by_key(|day| (day.number() - anchor.number()).abs()),
        }
    }

    fn weekday(&self, weekday: u8, turn: Option<i32>, anchor: Day) -> Option<Day> {
        let ahead = (i64::from(weekday) - i64::from(anchor.weekday())).rem_euclid(7);
        let back = (7 - ahead) % 7;
        let days = match (turn, self.tense) {
            (None, Tense::Future) => ahead,
            (None, _) => -back,
            // Whole weeks: the day of this, of last week.
            (Some(turn), _) if turn % 7 == 0 => i64::from(turn) + i64::from(weekday) - i64::from(anchor.weekday()),
            (Some(turn), _) if turn < 0 => -(if back == 0 { 7 } else { back }),
            (Some(_), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
        };
        anchor.plus(days)
    }

    /// 1 where "the weekend" is the one that is over, which belongs to last week; else 0.
    fn past_weekend(&self, day: Day) -> i32 {
        i32::from(match self.tense {
            Tense::Future => false,
            Tense::Past => day.weekday() <= 5,
            Tense::Unknown => day.weekday() <= 3,
        })
    }

    fn day_only(&self, day: u8, anchor: Day) -> Option<Day> {
        let months = match self.tense {
            Tense::Future => i32::from(day < anchor.day),
            Tense::Past | Tense::Unknown => -i32::from(day > anchor.day),
        };
        let (year, month) = plus_months(anchor.year, anchor.month, months);
        Day::new(year, month, day)
    }

    fn shift(&self, unit: Unit, halves: i32, from: From, anchor: Option<Day>) -> Option<Place> {
        let base = match from {
            From::Anchor => Place::Day(anchor?),
            From::Context => self.spoken_of(anchor)?,
        };
        let (first, _) = bounds(base)?;
        let days = |days: i32| first.plus(i64::from(days) * i64::from(halves) / 2).map(Place::Day);
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Place::Day(first),
            Unit::Day | Unit::Weekend => days(1)?,
            Unit::Week => days(7)?,
            Unit::Fortnight => days(14)?,
            Unit::Month if halves % 2 == 0 => {
                let (year, month) = plus_months(first.year, first.month, halves / 2);
                Place::Month(year, month)
            }
            Unit::Month => days(30)?,
            Unit::Quarter => {
                let (year, month) = plus_months(first.year, first.month, halves.checked_mul(3)? / 2);
                Place::Quarter(year, (month - 1) / 3 + 1)
            }
            Unit::Semester => {
                let (year, month) = plus_months(first.year, first.month, halves.checked_mul(3)?);
                Place::Month(year, month)
            }
            Unit::Year => {
                let months = plus_months(first.year, first.month, halves.checked_mul(6)?);
                match (base, from) {
                    (Place::Month(..), From::Context) => Place::Month(months.0, months.1),
                    (Place::Quarter(_, quarter), From::Context) => Place::Quarter(months.0, quarter),
                    _ => Place::Year(months.0),
                }
            }
            Unit::Decade => Place::Year(first.year.checked_add(halves.checked_mul(5)?)?),
            Unit::Century => Place::Year(first.year.checked_add(halves.checked_mul(50)?)?),
            Unit::Millennium => return None,
        })
        .filter(|place| bounds(*place).is_some())
    }
}

/// The mention of an expression in a text, with its date counted from the day of the document.
pub(super) fn mention(expression: &TimeExpression, anchor: Option<Day>) -> Mention {
    Mention {
        kind: MentionKind::Time,
        span: expression.span,
        title: None,
        expansion: None,
        country: None,
        date: expression.date(anchor),
        confidence: expression.confidence,
        method: expression.rule.to_owned(),
    }
}

fn plus_months(year: i32, month: u8, months: i32) -> (i32, u8) {
    let all = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let month = u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1);
    (i32::try_from(all.div_euclid(12)).unwrap_or(i32::MAX), month)
}

fn monday(day: Day) -> Option<Day> {
    day.plus(1 - i64::from(day.weekday()))
}

fn period(unit: Unit, turn: i32, base: Day) -> Option<Place> {
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

/// First and last day.
fn bounds(place: Place) -> Option<(Day, Day)> {
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

fn digits(year: i32, width: usize) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:0width$}", year.unsigned_abs())
}

/// TIMEX3's value.
fn value(place: Place) -> String {
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

fn week(monday: Day) -> String {
    // The week belongs to the year in which its Thursday lies.
    let thursday = monday.plus(3).unwrap_or(monday);
    let first = Day { year: thursday.year, month: 1, day: 1 };
    format!("{}-W{:02}", digits(thursday.year, 4), (thursday.number() - first.number()) / 7 + 1)
}

fn season_code(season: u8) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}

/// TIMEX3's value of what has no place in the calendar yet.
fn open_value(point: Point) -> String {
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

fn clock_value(clock: Clock) -> String {
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

fn amount_value(amount: Amount, unit: Unit) -> String {
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

fn set_value(every: Every) -> String {
    match every {
        Every::Unit(unit, number) => amount_value(Amount::Number(number), unit),
        Every::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Every::Part(part) => format!("XXXX-XX-XX{}", clock_value(Clock::Part(part))),
    }
}

fn edtf(place: Place, edge: Option<Edge>, bound: Bound) -> Option<Edtf> {
    if let Some(edge) = edge {
        return part_of(place, edge);
    }
    let (first, last) = bounds(place)?;
    match (bound, place) {
        (Bound::Less, _) => Some(Edtf::between(None, Some(last))),
        (Bound::More, _) => Some(Edtf::between(Some(first), None)),
        (bound, place) => {
            let date = named(place).unwrap_or_else(|| Edtf::between(Some(first), Some(last)));
            Some(if bound == Bound::About { date.doubtful(Doubt::Approximate).unwrap_or(date) } else { date })
        }
    }
}

/// A place that EDTF has a notation for.
fn named(place: Place) -> Option<Edtf> {
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
fn part_of(place: Place, edge: Edge) -> Option<Edtf> {
    let (first, last) = bounds(place)?;
    let half = (last.number() - first.number()) / 2;
    let (from, to) = match edge {
        Edge::Start => (first, first.plus(half)?),
        Edge::Middle => (first.plus(half / 2)?, last.plus(-half / 2)?),
        Edge::End => (last.plus(-half)?, last),
    };
    Some(if from == to { Edtf::day(from) } else { Edtf::between(Some(from), Some(to)) })
}

fn range(first: Place, last: Place) -> Option<Edtf> {
    let whole = named(first).zip(named(last)).and_then(|(from, to)| Edtf::interval(&from, &to));
    let (from, to) = (bounds(first)?.0, bounds(last)?.1);
    whole.or_else(|| (from <= to).then(|| Edtf::between(Some(from), Some(to))))
}

/// A day of which it is not known which number is the month: the span from the earlier to the later reading.
fn either(year: i32, a: u8, b: u8) -> Option<Edtf> {
    let (one, other) = (Day::new(year, a, b), Day::new(year, b, a));
    match (one, other) {
        (Some(one), Some(other)) if one != other => Some(Edtf::between(Some(one.min(other)), Some(one.max(other)))),
        (one, other) => one.or(other).map(Edtf::day),
    }
}
