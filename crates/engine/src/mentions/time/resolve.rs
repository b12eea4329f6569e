//! Where in the calendar an expression lies, once the day of its document is known.
//!
//! Takes an expression and perhaps a day; gives TIMEX3's value and an EDTF date. Without a day only what stands on its
//! own has a date, and TIMEX3's value has X for what is not known.

use super::meaning::*;
use super::place::{Place, bounds, monday, named, part_of, period, plus_months, value};
use super::timex::{amount_value, clock_value, open_value, set_value};
use broadside_model::edtf::{Day, Doubt, Edtf, days_in_month};
use broadside_model::{Mention, MentionKind};

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
        if self.is_loose(anchor) {
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

    /// Whether the words leave open what is meant, so that TIMEX3's value is a guess: "during the year", "at six", "the
    /// day after", "two years later" with nothing before it to count from, or that would lie in the document's future.
    fn is_loose(&self, anchor: Option<Day>) -> bool {
        let Meaning::Point(point) = self.meaning else { return false };
        let later = |place| bounds(place).zip(anchor).is_none_or(|((first, _), anchor)| first > anchor);
        match point {
            _ if self.rule == "period-spoken-of" => self.edge.is_none(),
            Point::Days(0) => self.rule == "time-of-day",
            Point::Period(Unit::Day, 0, From::Context) if self.rule == "part-of-a-day" => true,
            Point::Period(_, _, From::Context) | Point::Shift(_, ..=-1, From::Context) => self.context.is_none(),
            Point::Shift(_, _, From::Context) => {
                self.context.is_none() || self.moved(point, anchor).is_none_or(later) && anchor.is_some()
            }
            _ => false,
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
        self.dated(point, anchor).or_else(|| self.counted(point, anchor?)).or_else(|| self.moved(point, anchor))
    }

    /// The place of a point whose year is known.
    fn dated(&self, point: Point, anchor: Option<Day>) -> Option<Place> {
        let year = |year| self.year(year, anchor);
        Some(match point {
            Point::Day(given, month, day) => Place::Day(Day::new(year(given)?, month, day)?),
            Point::Either(given, a, b, month_first) => {
                let (month, day) = if (month_first || b > 12) && a <= 12 { (a, b) } else { (b, a) };
                Place::Day(Day::new(year(given)?, month, day)?)
            }
            Point::Month(given, month) => Place::Month(year(given)?, month),
            Point::WeekOf(given, month, week) => week_of_month(year(given)?, month, week)?,
            Point::Season(given, season) => Place::Season(year(given)?, season),
            Point::Quarter(given, quarter) => Place::Quarter(year(given)?, quarter),
            Point::Half(given, half) => Place::Half(year(given)?, half),
            Point::Year(given) => Place::Year(year(given)?),
            Point::Fiscal(given) => Place::Fiscal(year(given)?),
            Point::Decade(first, false) => Place::Decade(first.div_euclid(10)),
            Point::Century(number) => Place::Century(number),
            _ => return None,
        })
    }

    /// The place of a point whose year follows from the day of the document.
    fn counted(&self, point: Point, anchor: Day) -> Option<Place> {
        let nearest = |number, of| self.nearest((anchor.year, (anchor.month - 1) / (12 / of) + 1), number, of);
        Some(match point {
            Point::Day(YearOf::Open, month, day) => Place::Day(self.nearest_day(month, day, anchor)?),
            Point::Day(turn @ (YearOf::Before | YearOf::After), month, day) => {
                let before = turn == YearOf::Before;
                let side = |day: &Day| if before { *day < anchor } else { *day > anchor };
                let years = [anchor.year, if before { anchor.year - 1 } else { anchor.year + 1 }];
                Place::Day(years.into_iter().find_map(|year| Day::new(year, month, day).filter(side))?)
            }
            Point::Month(YearOf::Open, month) => Place::Month(nearest(month, 12), month),
            Point::MonthTurn(month, turn) => Place::Month(anchor.year + turned(month, anchor.month, turn), month),
            Point::WeekOf(YearOf::Open, month, week) => week_of_month(nearest(month, 12), month, week)?,
            Point::Season(YearOf::Open, season) => Place::Season(self.nearest(season_of(anchor), season, 4), season),
            Point::SeasonTurn(season, turn) => {
                let (year, now) = season_of(anchor);
                Place::Season(year + turned(season, now, turn), season)
            }
            Point::Quarter(YearOf::Open, quarter) => Place::Quarter(nearest(quarter, 4), quarter),
            Point::Half(YearOf::Open, half) => Place::Half(nearest(half, 2), half),
            Point::Decade(short, true) => {
                let first = anchor.year.div_euclid(100) * 100 + short;
                Place::Decade((if first > anchor.year { first - 100 } else { first }).div_euclid(10))
            }
            Point::Weekday(weekday, turn) => Place::Day(self.weekday(weekday, turn, anchor)?),
            Point::Days(days) => Place::Day(anchor.plus(i64::from(days))?),
            Point::DayOf(day, months) => {
                let (year, month) = plus_months(anchor.year, anchor.month, months);
                Place::Day(Day::new(year, month, day)?)
            }
            Point::DayOnly(day) => Place::Day(self.day_only(day, anchor)?),
            _ => return None,
        })
    }

    /// The place of what is so many units off.
    fn moved(&self, point: Point, anchor: Option<Day>) -> Option<Place> {
        match point {
            Point::Period(unit, turn, from) => {
                let base = match from {
                    From::Anchor => anchor?,
                    From::Context => bounds(self.spoken_of(anchor)?)?.0,
                };
                let shift = if unit == Unit::Weekend && turn == 0 { self.past_weekend(base) } else { 0 };
                period(unit, turn - shift, base)
            }
            Point::Shift(unit, halves, from) => self.shift(unit, halves, from, anchor),
            _ => None,
        }
    }

    /// The year to which the tense points, of the month, season, quarter or half of that number; `now` is the present
    /// year and number.
    fn nearest(&self, (year, now): (i32, u8), number: u8, of: u8) -> i32 {
        let shift = match self.tense {
            Tense::Future => i32::from(number < now),
            // Soon to come, and long past: what nothing says to be past is the near one.
            Tense::Unknown if number > now => -i32::from(3 * u16::from(number - now) > u16::from(of)),
            Tense::Unknown => i32::from(4 * u16::from(now - number) > 3 * u16::from(of)),
            Tense::Past => -i32::from(number > now),
        };
        year + shift
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

/// The season of a day, and the year in which it began.
fn season_of(day: Day) -> (i32, u8) {
    match day.month {
        1 | 2 => (day.year - 1, 24),
        12 => (day.year, 24),
        month => (day.year, 20 + month / 3),
    }
}

/// How many years off the last (-1), this (0) or next (1) of a number is, when the present one has that number.
fn turned(number: u8, now: u8, turn: i32) -> i32 {
    match turn {
        ..=-1 => -i32::from(number >= now),
        0 => 0,
        _ => i32::from(number <= now),
    }
}

/// A week of a month by its number, -1 for the last.
fn week_of_month(year: i32, month: u8, week: i32) -> Option<Place> {
    let day = if week < 0 { days_in_month(year, month).checked_sub(3)? } else { u8::try_from(7 * week - 3).ok()? };
    monday(Day::new(year, month, day)?).map(Place::Week)
}
