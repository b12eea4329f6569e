//! EDTF's notation in canonical form.
//!
//! A doubt about the whole of a date, or about its first components together, stands behind the last of them
//! (`2004-06~-11`); every other doubt stands before its component (`?2004-06-~11`). No blanks, capital `X`.

use super::{Date, Doubt, End, Expression, Limit, Member, SetKind};
use std::fmt;

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Member(member) => write!(f, "{member}"),
            Expression::Interval(start, end) => write!(f, "{start}/{end}"),
            Expression::Set(kind, members) => {
                let (open, close) = if *kind == SetKind::One { ("[", "]") } else { ("{", "}") };
                for (index, member) in members.iter().enumerate() {
                    write!(f, "{}{member}", if index == 0 { open } else { "," })?;
                }
                f.write_str(close)
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
            End::Member(member) => write!(f, "{member}"),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::Date(date) => write!(f, "{date}"),
            Member::Before(date) => write!(f, "..{date}"),
            Member::After(date) => write!(f, "{date}.."),
            Member::Between(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year.to_string();
        let mut components = vec![(year, self.year_doubt)];
        let mut time = None;
        match self.limit {
            Limit::Year => {}
            Limit::Grouping(grouping, doubt) => components.push((grouping.code().to_string(), doubt)),
            Limit::Month(month, doubt) => components.push((month.to_string(), doubt)),
            Limit::Day { month, month_doubt, day, day_doubt, time: of_day } => {
                components.extend([(month.to_string(), month_doubt), (day.to_string(), day_doubt)]);
                time = of_day;
            }
        }
        let (shared, together) = shared(&components);
        for (index, (component, doubt)) in components.iter().enumerate() {
            let hyphen = if index == 0 { "" } else { "-" };
            let before = if together == 0 { doubt.sign() } else { "" };
            let behind = if index + 1 == together { shared.sign() } else { "" };
            write!(f, "{hyphen}{before}{component}{behind}")?;
        }
        time.map_or(Ok(()), |time| write!(f, "T{time}"))
    }
}

/// The doubt that the first components share, and how many they are; 0 where a later one is doubtful too.
fn shared(components: &[(String, Doubt)]) -> (Doubt, usize) {
    let doubt = components.first().map_or(Doubt::None, |first| first.1);
    let together = components.iter().take_while(|component| component.1 == doubt).count();
    let rest_is_sure = components.iter().skip(together).all(|component| component.1 == Doubt::None);
    if doubt != Doubt::None && rest_is_sure { (doubt, together) } else { (Doubt::None, 0) }
}
