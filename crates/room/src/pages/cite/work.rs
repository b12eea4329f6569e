//! A statement as works that are cited are described: by whom, called what, of what kind, when, where, kept in which archive.

use crate::ask::Ask;
use crate::desk::Desk;
use crate::holdings::Held;
use crate::opened::Opened;
use crate::pages::statement::{caption, terms};
use crate::plain::one_line;
use crate::ui::language_tag;
use crate::words::statement as words;
use broadside_model::{Kind, PartyKind};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The year.
    pub year: i32,
    /// The month, from 1, where it is known.
    pub month: Option<u8>,
    /// The day of the month, where it is known.
    pub day: Option<u8>,
}

/// When a work was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// EDTF.
    pub edtf: String,
    /// The day, month or year; of an interval the two ends; empty where it is of another shape.
    pub parts: Vec<Part>,
    /// Whether it is approximate or uncertain.
    pub is_doubtful: bool,
}

impl When {
    /// Takes EDTF apart, as far as it names days, months or years.
    pub fn new(edtf: &str) -> Self {
        let is_doubtful = edtf.contains(['?', '~', '%']);
        let parts: Option<Vec<Part>> = edtf.split('/').map(part).collect();
        When { edtf: edtf.to_owned(), parts: parts.filter(|parts| parts.len() <= 2).unwrap_or_default(), is_doubtful }
    }
}

fn part(edtf: &str) -> Option<Part> {
    let plain = edtf.trim_end_matches(['?', '~', '%']);
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
    let mut pieces = digits.split('-');
    let year = pieces.next().filter(|year| year.len() == 4)?;
    let is_number = |text: &&str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut small = |most: u8| -> Option<Option<u8>> {
        let Some(text) = pieces.next() else { return Some(None) };
        let number = Some(text).filter(is_number)?.parse().ok()?;
        (1..=most).contains(&number).then_some(Some(number))
    };
    let (month, day) = (small(12)?, small(31)?);
    Some(Part { year: sign * year.parse::<i32>().ok()?, month, day })
}

/// Someone who issued a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// As the text has it.
    pub name: String,
    /// Whether it is a person.
    pub is_person: bool,
}

/// A work.
#[derive(Clone, Debug)]
pub struct Work {
    /// The id of the statement.
    pub id: String,
    /// Who issued it.
    pub authors: Vec<Author>,
    /// To whom.
    pub recipients: Vec<Author>,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: Option<Kind>,
    /// The same in the language of the interface.
    pub genre: String,
    /// When it was issued.
    pub when: Option<When>,
    /// Where.
    pub place: Option<String>,
    /// What carries it.
    pub carrier: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// What the archive is called.
    pub archive: String,
    /// Its stable address.
    pub address: String,
    /// Today.
    pub seen: Part,
}

impl Work {
    /// A statement as a work.
    pub fn new(desk: &Desk, ask: &Ask, opened: &Opened) -> Self {
        let statement = opened.whole.statement();
        let author = |party: &broadside_model::Party| Author {
            name: one_line(&party.name),
            is_person: party.kind == Some(PartyKind::Person),
        };
        let kind = statement.kind.as_ref().map(|kind| kind.value);
        let places: Vec<String> = statement.places.iter().map(|place| one_line(&place.value.name)).collect();
        Work {
            id: opened.whole.id(),
            authors: statement.issuers.iter().map(|found| author(&found.value)).collect(),
            recipients: statement.addressees.iter().map(|found| author(&found.value)).collect(),
            title: caption(opened, ask),
            kind,
            genre: kind.map_or("", |kind| ask.say(terms::kind(Some(kind)))).to_owned(),
            when: statement.date.as_ref().map(|date| When::new(date.value.edtf.as_str())),
            place: Some(places.join("; ")).filter(|places| !places.is_empty()),
            carrier: statement.published_in.as_ref().map(|carrier| one_line(&carrier.value)),
            language: opened.whole.language().map(|code| language_tag(code).to_owned()),
            archive: desk.room.place.name.clone(),
            address: format!("{}/statements/{}", ask.base, opened.whole.id()),
            seen: today(),
        }
    }

    /// A statement of a list as a work, as far as lists know it.
    pub fn listed(archive: &str, ask: &Ask, held: &Held) -> Self {
        let author = |name: &Arc<str>| Author { name: one_line(name), is_person: false };
        let places: Vec<String> = held.places.iter().map(|place| one_line(place)).collect();
        Work {
            id: held.name(),
            authors: held.issuers.iter().map(author).collect(),
            recipients: held.addressees.iter().map(author).collect(),
            title: match &held.title {
                Some(title) => one_line(title),
                None if held.opening.is_empty() => format!("{} {}", ask.say(words::STATEMENT), held.name()),
                None => format!("«{}»", one_line(&held.opening)),
            },
            kind: held.kind,
            genre: held.kind.map_or("", |kind| ask.say(terms::kind(Some(kind)))).to_owned(),
            when: held.date.as_ref().map(|date| When::new(date.as_str())),
            place: Some(places.join("; ")).filter(|places| !places.is_empty()),
            carrier: None,
            language: held.language.as_deref().map(|code| language_tag(code).to_owned()),
            archive: archive.to_owned(),
            address: format!("{}/statements/{}", ask.base, held.name()),
            seen: today(),
        }
    }
}

/// Today, in UTC.
fn today() -> Part {
    #[expect(
        clippy::disallowed_methods,
        reason = "what people did is dated; nothing read out of documents depends on it"
    )]
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    // Days since 1 March of year 0, in eras of 400 years (146,097 days).
    let days = (seconds / 86_400) as i64 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Part { year: year as i32, month: Some(month as u8), day: Some(day as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_taken_apart_as_far_as_they_are_known() {
        let part = |year, month, day| Part { year, month, day };
        assert_eq!(When::new("1978-03-12").parts, [part(1978, Some(3), Some(12))]);
        assert_eq!(When::new("1978-03~").parts, [part(1978, Some(3), None)]);
        assert!(When::new("1978-03~").is_doubtful);
        assert_eq!(When::new("1968/1971-05").parts, [part(1968, None, None), part(1971, Some(5), None)]);
        for odd in ["197X", "../1978", "1978-21", "[1968,1970]", "Y-12000"] {
            assert_eq!(When::new(odd).parts, [], "{odd}");
        }
    }
}
