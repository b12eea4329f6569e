//! Dated facts: events, office holders, sessions and admissions that bound the date of a text naming them.
//!
//! Takes nothing, gives tables; their sources are in `README.md` beside them. It exists so that a text without a date can
//! still say "not before" by what it knows.

use broadside_model::Edtf;
use broadside_model::edtf::Day;
use std::sync::LazyLock;

/// Words with the interval they stand for.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The words, in every form they have.
    pub forms: Vec<&'static str>,
    /// First day.
    pub from: Day,
    /// Last day; `None` where there is none.
    pub to: Option<Day>,
}

/// A president of a regular session of the UN General Assembly.
#[derive(Clone, Debug)]
pub struct President {
    /// The forms of the name.
    pub forms: Vec<&'static str>,
    /// The session's number.
    pub session: u32,
}

/// Words that cannot have been used in their sense before a day.
pub static EVENTS: LazyLock<Vec<Dated>> = LazyLock::new(|| single(include_str!("events.tsv")));

/// States admitted to the United Nations, `from` being the day.
pub static MEMBERS: LazyLock<Vec<Dated>> = LazyLock::new(|| single(include_str!("members.tsv")));

/// UN Secretaries-General, from appointment to the end of their term.
pub static SECRETARIES_GENERAL: LazyLock<Vec<Dated>> = LazyLock::new(|| terms(include_str!("secretaries_general.tsv")));

/// Holders of offices, in the forms in which they are named with them. `from` is the first day on which they can be named
/// so (of an election, say), `to` the last day in office.
pub static OFFICES: LazyLock<Vec<Dated>> = LazyLock::new(|| terms(include_str!("offices.tsv")));

/// States, territories, governments and organisations that are no more.
pub static BODIES: LazyLock<Vec<Dated>> = LazyLock::new(|| terms(include_str!("bodies.tsv")));

/// US presidents, in the forms in which they sign.
pub static US_PRESIDENTS: LazyLock<Vec<Dated>> = LazyLock::new(|| terms(include_str!("us_presidents.tsv")));

/// Presidents of the UN General Assembly.
pub static ASSEMBLY_PRESIDENTS: LazyLock<Vec<President>> = LazyLock::new(|| {
    let row = |fields: Vec<&'static str>| match fields[..] {
        [session, forms] => Some(President { forms: split(forms), session: session.parse().ok()? }),
        _ => None,
    };
    rows(include_str!("assembly_presidents.tsv")).filter_map(row).collect()
});

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn split(forms: &'static str) -> Vec<&'static str> {
    forms.split('|').collect()
}

fn day(text: &str) -> Option<Day> {
    text.parse::<Edtf>().ok()?.earliest()
}

/// Rows of a day and forms.
fn single(table: &'static str) -> Vec<Dated> {
    let row = |fields: Vec<&'static str>| match fields[..] {
        [from, forms] => Some(Dated { forms: split(forms), from: day(from)?, to: None }),
        _ => None,
    };
    rows(table).filter_map(row).collect()
}

/// Rows of two days and forms.
fn terms(table: &'static str) -> Vec<Dated> {
    let row = |fields: Vec<&'static str>| match fields[..] {
        [from, to, forms] => Some(Dated { forms: split(forms), from: day(from)?, to: day(to) }),
        _ => None,
    };
    rows(table).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for (table, count) in [
            (include_str!("events.tsv"), EVENTS.len()),
            (include_str!("members.tsv"), MEMBERS.len()),
            (include_str!("secretaries_general.tsv"), SECRETARIES_GENERAL.len()),
            (include_str!("us_presidents.tsv"), US_PRESIDENTS.len()),
            (include_str!("offices.tsv"), OFFICES.len()),
            (include_str!("bodies.tsv"), BODIES.len()),
            (include_str!("assembly_presidents.tsv"), ASSEMBLY_PRESIDENTS.len()),
        ] {
            assert_eq!(rows(table).count(), count);
        }
    }

    #[test]
    fn terms_do_not_end_before_they_begin() {
        let terms = SECRETARIES_GENERAL.iter().chain(US_PRESIDENTS.iter()).chain(OFFICES.iter()).chain(BODIES.iter());
        assert!(terms.into_iter().all(|term| term.to.is_none_or(|to| to > term.from)));
    }
}
