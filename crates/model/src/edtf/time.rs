//! A time of day, as it may stand behind a day.

use std::fmt;

/// A time of day in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// 0 to 24; 24 only as midnight at the end of a day.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60; 60 is a leap second.
    pub second: u8,
    /// How it lies to UTC; `None` for local time.
    pub offset: Option<Offset>,
}

/// How a time lies to UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offset {
    /// It is UTC (`Z`).
    Utc,
    /// So many hours east of UTC, or west where negative.
    Hours(i8),
    /// So many minutes east of UTC, or west where negative.
    Minutes(i16),
}

impl Time {
    /// Reads `hh:mm:ss` with `Z`, `±hh`, `±hh:mm` or nothing behind it.
    pub(super) fn new(text: &str) -> Option<Self> {
        let (clock, offset) = (text.get(..8)?, text.get(8..)?);
        let [hour, minute, second] = fields(clock)?;
        let offset = match offset {
            "" => None,
            "Z" => Some(Offset::Utc),
            signed => Some(offset_of(signed)?),
        };
        let midnight = (hour, minute, second) == (24, 0, 0);
        let good = midnight || hour < 24 && minute < 60 && (second < 60 || second == 60 && minute == 59);
        good.then_some(Time { hour, minute, second, offset })
    }
}

fn offset_of(text: &str) -> Option<Offset> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    match text.get(1..)? {
        hours if hours.len() == 2 => {
            let [hours] = fields(hours)?;
            (hours < 24).then(|| Offset::Hours(sign * hours as i8))
        }
        both => {
            let [hours, minutes] = fields(both)?;
            let minutes_all = i16::from(hours) * 60 + i16::from(minutes);
            (hours < 24 && minutes < 60).then(|| Offset::Minutes(i16::from(sign) * minutes_all))
        }
    }
}

/// Numbers of two digits with colons between.
fn fields<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut values = [0; N];
    let mut parts = text.split(':');
    for value in &mut values {
        let part = parts.next().filter(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *value = part.parse().ok()?;
    }
    parts.next().is_none().then_some(values)
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        let sign = |negative: bool| if negative { '-' } else { '+' };
        match self.offset {
            None => Ok(()),
            Some(Offset::Utc) => f.write_str("Z"),
            Some(Offset::Hours(hours)) => write!(f, "{}{:02}", sign(hours < 0), hours.unsigned_abs()),
            Some(Offset::Minutes(minutes)) => {
                let size = minutes.unsigned_abs();
                write!(f, "{}{:02}:{:02}", sign(minutes < 0), size / 60, size % 60)
            }
        }
    }
}
