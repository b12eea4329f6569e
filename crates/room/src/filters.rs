//! What listings are narrowed by: words regardless of capitals, accents and punctuation, and times.

pub use broadside_engine::knowledge::country::fold as folded;
use broadside_model::Edtf;
use broadside_model::edtf::Day;
use std::str::FromStr;

/// A part of a name to look for.
#[derive(Clone, Debug)]
pub struct Needle(String);

impl Needle {
    /// What was typed, if something was.
    pub fn new(typed: Option<&String>) -> Option<Self> {
        typed.map(|typed| Needle(folded(typed)))
    }

    /// Whether it stands in one of `names`.
    pub fn is_in<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        !self.0.is_empty() && names.into_iter().any(|name| folded(name).contains(&self.0))
    }
}

/// A time to look for: a date, or a range of days.
#[derive(Clone, Debug)]
pub struct DateRange(Edtf);

impl DateRange {
    /// Whether `date` can be of that time: the days that both can mean have one in common.
    pub fn meets(&self, date: &Edtf) -> bool {
        self.0.overlaps(date)
    }

    /// Its first day; none where it is open.
    pub fn earliest(&self) -> Option<Day> {
        self.0.earliest()
    }

    /// Its last day; none where it is open.
    pub fn latest(&self) -> Option<Day> {
        self.0.latest()
    }
}

impl FromStr for DateRange {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let typed = typed.trim();
        if typed.is_empty() || typed == ".." {
            return Err("this is no date; write 1968, 1968-05, 1968-05-13, 196X or a range such as 1968..1971".into());
        }
        let range = typed.split_once("..").filter(|_| !typed.contains(['/', '[', '{'])).map(|(from, to)| {
            let end = |end: &str| if end.is_empty() { "..".to_owned() } else { end.to_owned() };
            format!("{}/{}", end(from), end(to))
        });
        range.as_deref().unwrap_or(typed).parse().map(DateRange).map_err(
            |error: broadside_model::edtf::ParseEdtfError| {
                format!("{error}; write 1968, 1968-05, 1968-05-13, 196X or a range such as 1968..1971")
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_capitals_accents_and_apostrophes() {
        let needle = Needle(folded("  unión de  ESTIBADORES"));
        assert!(needle.is_in(["La Union de Estibadores del Sur"]));
        assert!(needle.is_in(["UNIÓN\nDE ESTIBADORES"]));
        assert!(!needle.is_in(["Unión de Armadores"]));
        assert!(Needle(folded("women's")).is_in(["Harbour Women’s Circle"]));
        assert!(!Needle(folded("…")).is_in(["Harbour Women’s Circle"]), "signs alone name nobody");
    }

    #[test]
    fn a_range_meets_every_date_that_can_lie_in_it() {
        let meets = |range: &str, date: &str| range.parse::<DateRange>().unwrap().meets(&date.parse().unwrap());
        assert!(meets("1968..1971", "1970-05-01"));
        assert!(meets("1968..1971", "197X"));
        assert!(meets("..1968", "1968-12-31"));
        assert!(meets("1968-05..", "1968/1970"));
        assert!(meets("196X", "1968"));
        assert!(!meets("1968..1971", "1972-01-01"));
        assert!(!meets("1968-05..", "1968-04"));
        for wrong in ["", "..", "soon", "1968..soon", "1968-13"] {
            assert!(wrong.parse::<DateRange>().is_err(), "{wrong}");
        }
    }
}
