//! Reading EDTF's notation.

use super::bounds::one_of;
use super::{
    Date, Digits, Doubt, End, Expression, Grouping, Limit, Member, ParseEdtfError, Problem, SetKind, Time, Year,
};
use std::str::FromStr;

type Result<T> = std::result::Result<T, ParseEdtfError>;

fn wrong<T>(problem: Problem, at: usize) -> Result<T> {
    Err(ParseEdtfError { problem, at })
}

impl FromStr for Expression {
    type Err = ParseEdtfError;

    fn from_str(text: &str) -> Result<Self> {
        let set = |kind, inner: &str, close| match inner.strip_suffix(close) {
            Some(inner) => set(kind, inner),
            None => wrong(Problem::Unclosed, text.len()),
        };
        if text.is_empty() {
            wrong(Problem::Empty, 0)
        } else if let Some(inner) = text.strip_prefix('[') {
            set(SetKind::One, inner, ']')
        } else if let Some(inner) = text.strip_prefix('{') {
            set(SetKind::All, inner, '}')
        } else if let Some(slash) = text.find('/') {
            interval(text, slash)
        } else {
            member(text, 0).map(Expression::Member)
        }
    }
}

fn set(kind: SetKind, inner: &str) -> Result<Expression> {
    let mut members = Vec::new();
    let mut at = 1;
    for part in inner.split(',') {
        let start = at + part.len() - part.trim_start_matches(' ').len();
        let date = part.trim_matches(' ');
        if date.is_empty() {
            return wrong(Problem::NoMember, start);
        }
        members.push(member(date, start)?);
        at += part.len() + 1;
    }
    Ok(Expression::Set(kind, members))
}

fn interval(text: &str, slash: usize) -> Result<Expression> {
    let (start, end) = (text.get(..slash).unwrap_or(""), text.get(slash + 1..).unwrap_or(""));
    if let Some(second) = end.find('/') {
        return wrong(Problem::Interval, slash + 1 + second);
    }
    let read = |text: &str, at| match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        date => member(date, at).map(End::Member),
    };
    let (start, end) = (read(start, 0)?, read(end, slash + 1)?);
    if (start, end) == (End::Unknown, End::Unknown) {
        return wrong(Problem::NoEnds, slash);
    }
    let (lower, upper) = (start.bounds().0.order(), end.bounds().1.order());
    match (lower, upper) {
        (Some(lower), Some(upper)) if upper < lower => wrong(Problem::Reversed, slash),
        _ => Ok(Expression::Interval(start, end)),
    }
}

/// Reads a date, or dates up to, from, or between others; `at` is the byte of the whole where `text` stands.
fn member(text: &str, at: usize) -> Result<Member> {
    let Some(dots) = text.find("..") else { return date(text, at).map(Member::Date) };
    let (from, to) = (text.get(..dots).unwrap_or(""), text.get(dots + 2..).unwrap_or(""));
    match (from, to) {
        ("", "") => wrong(Problem::NoMember, at),
        ("", to) => date(to, at + 2).map(Member::Before),
        (from, "") => date(from, at).map(Member::After),
        (from, to) => {
            let (from, to) = (date(from, at)?, date(to, at + dots + 2)?);
            if std::mem::discriminant(&from.limit) != std::mem::discriminant(&to.limit) {
                return wrong(Problem::MixedPrecision, at + dots);
            }
            if to.bounds().1.order() < from.bounds().0.order() {
                return wrong(Problem::Reversed, at + dots);
            }
            Ok(Member::Between(from, to))
        }
    }
}

/// What of a date is still to be read.
struct Rest<'a> {
    text: &'a str,
    /// Byte of the whole at which it stands.
    at: usize,
}

impl<'a> Rest<'a> {
    fn eat(&mut self, wanted: char) -> bool {
        let found = self.text.strip_prefix(wanted);
        if let Some(rest) = found {
            (self.text, self.at) = (rest, self.at + wanted.len_utf8());
        }
        found.is_some()
    }

    /// The longest beginning whose bytes, all ASCII, are wanted.
    fn while_in(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let length = self.text.bytes().take_while(|byte| byte.is_ascii() && wanted(*byte)).count();
        let (found, rest) = self.text.split_at(length);
        (self.text, self.at) = (rest, self.at + length);
        found
    }

    fn digits(&mut self) -> &'a str {
        self.while_in(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x'))
    }

    fn doubt(&mut self) -> Doubt {
        let found = ['?', '~', '%'].into_iter().find(|sign| self.eat(*sign));
        found.and_then(Doubt::of).unwrap_or_default()
    }

    fn end(&self) -> Result<()> {
        if self.text.is_empty() { Ok(()) } else { wrong(Problem::Trailing, self.at) }
    }
}

fn date(text: &str, at: usize) -> Result<Date> {
    let mut rest = Rest { text, at };
    let left = rest.doubt();
    if rest.eat('Y') {
        return letter_year(rest, left);
    }
    let year = plain_year(&mut rest)?;
    let mut date = Date { year, year_doubt: left.and(rest.doubt()), limit: Limit::Year };
    if rest.text.is_empty() {
        return Ok(date);
    }
    if year.significant.is_some() || !rest.eat('-') {
        return wrong(Problem::Trailing, rest.at);
    }
    behind_year(&mut rest, &mut date)?;
    rest.end()?;
    Ok(date)
}

fn letter_year(mut rest: Rest<'_>, left: Doubt) -> Result<Date> {
    let start = rest.at;
    let negative = rest.eat('-');
    let written = rest.while_in(|byte| byte.is_ascii_digit());
    let exponent = if rest.eat('E') { Some(exponent(&mut rest)?) } else { None };
    let Some(digits) = Digits::new(written) else {
        return wrong(if written.is_empty() { Problem::Year } else { Problem::YearTooFar }, start);
    };
    let mut year = Year { negative, letter: true, digits, exponent, significant: None };
    let Some((least, _)) = year.range() else { return wrong(Problem::YearTooFar, start) };
    if least.unsigned_abs() <= 9999 {
        return wrong(Problem::NeedlessLetter, start);
    }
    year.significant = significant(&mut rest, least.unsigned_abs().checked_ilog10().unwrap_or(0) + 1)?;
    let year_doubt = left.and(rest.doubt());
    if rest.text.starts_with('-') {
        return wrong(Problem::BehindLetterYear, rest.at);
    }
    rest.end()?;
    Ok(Date { year, year_doubt, limit: Limit::Year })
}

fn exponent(rest: &mut Rest<'_>) -> Result<u8> {
    let at = rest.at;
    let written = rest.while_in(|byte| byte.is_ascii_digit());
    match written.parse() {
        Ok(exponent) if written.len() <= 2 => Ok(exponent),
        _ => wrong(Problem::Exponent, at),
    }
}

fn significant(rest: &mut Rest<'_>, digits: u32) -> Result<Option<u8>> {
    if !rest.eat('S') {
        return Ok(None);
    }
    let at = rest.at;
    match rest.while_in(|byte| byte.is_ascii_digit()).parse::<u8>() {
        Ok(significant) if (1..=digits).contains(&u32::from(significant)) => Ok(Some(significant)),
        _ => wrong(Problem::Significant, at),
    }
}

fn plain_year(rest: &mut Rest<'_>) -> Result<Year> {
    let start = rest.at;
    let negative = rest.eat('-');
    let written = rest.digits();
    let digits = match Digits::new(written) {
        // A fifth digit is in use; with more it would rather be a date of the basic format, 19850412.
        Some(digits) if (4..=5).contains(&written.len()) => digits,
        _ => return wrong(Problem::Year, start),
    };
    if negative && digits.greatest() == 0 {
        return wrong(Problem::NegativeZero, start);
    }
    let significant = if digits.is_exact() { significant(rest, written.len() as u32)? } else { None };
    Ok(Year { negative, letter: false, digits, exponent: None, significant })
}

/// Reads the month or grouping, the day and the time. A doubt behind a component is about all before it too.
fn behind_year(rest: &mut Rest<'_>, date: &mut Date) -> Result<()> {
    let at = rest.at;
    let left = rest.doubt();
    let Some(month) = two(rest.digits()) else { return wrong(Problem::Month, at) };
    let behind = rest.doubt();
    date.year_doubt = date.year_doubt.and(behind);
    let month_doubt = left.and(behind);
    let grouping = u8::try_from(month.least()).ok().filter(|_| month.is_exact()).and_then(Grouping::new);
    if let Some(grouping) = grouping {
        date.limit = Limit::Grouping(grouping, month_doubt);
        return if rest.text.starts_with('-') { wrong(Problem::DayOfGrouping, rest.at) } else { Ok(()) };
    }
    if one_of(month, 1..=12, false).is_none() {
        return wrong(Problem::Month, at);
    }
    date.limit = Limit::Month(month, month_doubt);
    if rest.eat('-') { day(rest, date, month, month_doubt) } else { Ok(()) }
}

fn day(rest: &mut Rest<'_>, date: &mut Date, month: Digits, month_doubt: Doubt) -> Result<()> {
    let at = rest.at;
    let left = rest.doubt();
    let Some(day) = two(rest.digits()) else { return wrong(Problem::Day, at) };
    if date.day_at(month, day, false).is_none() {
        return wrong(Problem::NoSuchDay, at);
    }
    let behind = rest.doubt();
    date.year_doubt = date.year_doubt.and(behind);
    let (month_doubt, day_doubt) = (month_doubt.and(behind), left.and(behind));
    let mut time = None;
    if rest.eat('T') {
        if !(date.year.digits.is_exact() && month.is_exact() && day.is_exact()) {
            return wrong(Problem::TimeOfUnknownDay, rest.at);
        }
        let at = rest.at;
        time = Time::new(rest.while_in(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'+' | b'-' | b'Z')));
        if time.is_none() {
            return wrong(Problem::Time, at);
        }
    }
    date.limit = Limit::Day { month, month_doubt, day, day_doubt, time };
    Ok(())
}

fn two(written: &str) -> Option<Digits> {
    Digits::new(written).filter(|digits| digits.width() == 2)
}
