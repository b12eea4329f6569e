//! What a time expression means, before it is known from when it is counted.

use broadside_model::Span;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    Semester,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl Unit {
    /// Their names in the word lists.
    pub(super) const NAMES: [&'static str; 14] = [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "fortnight",
        "weekend",
        "month",
        "quarter",
        "semester",
        "year",
        "decade",
        "century",
        "millennium",
    ];

    /// The unit of a number of [`Unit::NAMES`].
    pub(super) fn of(number: i32) -> Option<Unit> {
        use Unit::*;
        let all = [
            Second, Minute, Hour, Day, Week, Fortnight, Weekend, Month, Quarter, Semester, Year, Decade, Century,
            Millennium,
        ];
        usize::try_from(number).ok().and_then(|at| all.get(at).copied())
    }

    /// How TIMEX3 writes an amount of it: what stands before the number, what behind, and how many of it a unit is.
    pub(super) fn timex(self) -> (&'static str, &'static str, f64) {
        match self {
            Unit::Second => ("PT", "S", 1.0),
            Unit::Minute => ("PT", "M", 1.0),
            Unit::Hour => ("PT", "H", 1.0),
            Unit::Day => ("P", "D", 1.0),
            Unit::Week => ("P", "W", 1.0),
            Unit::Fortnight => ("P", "W", 2.0),
            Unit::Weekend => ("P", "WE", 1.0),
            Unit::Month => ("P", "M", 1.0),
            Unit::Quarter => ("P", "Q", 1.0),
            Unit::Semester => ("P", "M", 6.0),
            Unit::Year => ("P", "Y", 1.0),
            Unit::Decade => ("P", "Y", 10.0),
            Unit::Century => ("P", "Y", 100.0),
            Unit::Millennium => ("P", "Y", 1000.0),
        }
    }
}

/// TIMEX3's codes for the parts of a day, in the order of their numbers: morning, afternoon, evening, night, midday,
/// midnight, the evening before, the night before.
pub(super) const PARTS: [&str; 8] = ["MO", "AF", "EV", "NI", "MI", "NM", "EY", "NY"];

/// A year as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOf {
    /// All of it; years before 1 are counted astronomically.
    Given(i32),
    /// Its last two digits.
    Short(u8),
    /// So many years from the anchor's: "last year", "this year".
    Turn(i32),
    /// The one that makes it lie before now: "the 1st of January last".
    Before,
    /// The one that makes it lie after now.
    After,
    /// The year spoken of.
    Context,
    /// Not at all.
    Open,
}

/// From when something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The day of the document.
    Anchor,
    /// The day spoken of before.
    Context,
}

/// A day, month, year or the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day of a month.
    Day(YearOf, u8, u8),
    /// Two numbers of which either may be the month: first and second as written, and whether the month comes first in
    /// this language.
    Either(YearOf, u8, u8, bool),
    /// A month.
    Month(YearOf, u8),
    /// A month before or after now: "last May".
    MonthTurn(u8, i32),
    /// A week of a month, -1 for its last.
    WeekOf(YearOf, u8, i32),
    /// A season, 21 spring to 24 winter.
    Season(YearOf, u8),
    /// A season before (-1) or after (1) now: "last winter".
    SeasonTurn(u8, i32),
    /// A quarter of a year; 0 for the one so many from now.
    Quarter(YearOf, u8),
    /// Half of a year.
    Half(YearOf, u8),
    /// A year.
    Year(YearOf),
    /// A fiscal year.
    Fiscal(YearOf),
    /// A decade by its first year; `true` when only the two last digits are given.
    Decade(i32, bool),
    /// A century by its number from 1.
    Century(i32),
    /// A day of the week: the last (-1), the next (1), the one of a week so many days off (0, -7, 7), or the one nearest
    /// (`None`).
    Weekday(u8, Option<i32>),
    /// So many days from the anchor.
    Days(i32),
    /// This, the last, the next such unit.
    Period(Unit, i32, From),
    /// So many units earlier or later; halves count.
    Shift(Unit, i32, From),
    /// A day of a month so many months from the anchor's.
    DayOf(u8, i32),
    /// A day of a month that is not named.
    DayOnly(u8),
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Hour, minute, second; whether it is in universal time.
    Time(u8, Option<u8>, Option<u8>, bool),
    /// A part of the day by the number of its TIMEX3 code.
    Part(u8),
}

/// Beginning, middle or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Beginning.
    Start,
    /// Middle.
    Middle,
    /// End.
    End,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A number.
    Number(f64),
    /// An unknown number.
    Some,
}

/// What happens again and again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Every {
    /// Every so many units.
    Unit(Unit, f64),
    /// Every such day of the week.
    Weekday(u8),
    /// Every such part of the day.
    Part(u8),
    /// Every such season, 21 spring to 24 winter.
    Season(u8),
    /// Every such month.
    Month(u8),
}

/// The meaning of a time expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// A point in the calendar.
    Point(Point),
    /// From one point to another, both included; the ranges of the two.
    Range(Point, Point, Span, Span),
    /// A length of time.
    Duration(Amount, Unit),
    /// Something repeated.
    Set(Every),
    /// The past, the present or the future: TIMEX3's `PAST_REF` and so on.
    Reference(&'static str),
    /// A numbered session, congress or anniversary.
    Session(u32),
}

/// Which way an expression without a year points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Nothing says.
    Unknown,
    /// The past.
    Past,
    /// The future.
    Future,
}

/// How an amount is qualified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about".
    About,
    /// "less than".
    Less,
    /// "more than".
    More,
}

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its bytes, without the preposition.
    pub span: Span,
    /// What it means.
    pub meaning: Meaning,
    /// Time of the day that stands with it.
    pub clock: Option<Clock>,
    /// Beginning, middle or end of what it means.
    pub edge: Option<Edge>,
    /// How it is qualified.
    pub bound: Bound,
    /// Which way it points where its year is not given.
    pub tense: Tense,
    /// The day or month spoken of before, from which "the next day" is counted.
    pub context: Option<(Point, Tense)>,
    /// ISO 639-3 code of the language it was read in; empty for digits alone.
    pub language: &'static str,
    /// Name of the rule that read it.
    pub rule: &'static str,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexKind {
    /// A calendar expression down to days.
    Date,
    /// A time of a day.
    Time,
    /// A length.
    Duration,
    /// Something repeated.
    Set,
}

impl TimexKind {
    /// TIMEX3's name.
    pub fn as_str(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// What TimeML's TIMEX3 tag says of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// The bytes it covers.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// Its value: ISO 8601 with TIMEX3's extensions.
    pub value: String,
    /// Its `mod` attribute.
    pub modifier: Option<&'static str>,
}
