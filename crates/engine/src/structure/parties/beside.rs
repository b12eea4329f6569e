//! A person and the body that is named behind the name: "Ana Oarswoman, Ferrymen's Union" are two parties.
//!
//! Takes the parties of a statement, gives them with such apart: the person, who belongs to the body, and the body.

use broadside_model::{Found, Party, PartyKind, Span};

use super::lexicon::{Class, has, is_body};
use super::person::{is_known_person, is_person_name};
use super::phrase::party;
use crate::structure::kind::words::{Word, words};

/// Words looked at of a name.
const MOST_WORDS: usize = 30;
/// First words of towns that look like a person's first name.
const TOWNS: &[&str] =
    &["san", "santa", "santo", "sao", "saint", "sainte", "st", "sankt", "sant", "puerto", "port", "porto"];

/// The parties, persons apart from the bodies behind their names.
pub fn apart(text: &str, parties: Vec<Found<Party>>) -> Vec<Found<Party>> {
    let mut all = Vec::with_capacity(parties.len());
    for found in parties {
        match split(text, &found) {
            Some(two) => all.extend(two),
            None => all.push(found),
        }
    }
    all
}

/// The person and the body that one party is.
fn split(text: &str, found: &Found<Party>) -> Option<[Found<Party>; 2]> {
    let [span] = found.evidence[..] else { return None };
    let is_one = found.value.kind == Some(PartyKind::Organisation) && found.value.role.is_none();
    let slice = text.get(span.range()).filter(|_| is_one)?;
    let comma = span.start as usize + slice.find(", ").or_else(|| slice.find(",\n"))?;
    let front = Span::new(span.start as usize, comma);
    let back = Span::new(comma + 1, span.end as usize);
    let name = words(text, front, MOST_WORDS);
    let body = words(text, back, MOST_WORDS);
    let is_town = name.first().is_some_and(|first| TOWNS.contains(&first.folded.as_str()));
    let is_person = is_person_name(&name) && is_full(&name) && is_known_person(&name) && !is_town;
    // Behind an office, or where another person follows, the words are no body's name.
    let is_body = is_body(&body) && !has(&body, Class::Role) && !begins_with_person(&body);
    if !is_person || !is_body {
        return None;
    }
    let (mut body, body_span) =
        party(text, back, true).filter(|(party, _)| party.kind == Some(PartyKind::Organisation))?;
    body.acronym = body.acronym.or_else(|| found.value.acronym.clone());
    body.country = body.country.or_else(|| found.value.country.clone());
    let person = Party {
        name: super::phrase::one_line(text.get(front.range())?),
        kind: Some(PartyKind::Person),
        of: Some(body.name.clone()),
        ..Party::default()
    };
    let part = |value, span| Found { value, evidence: vec![span], ..found.clone() };
    Some([part(person, front), part(body, body_span)])
}

/// Whether a name has more than one word: with a single one it may be a town's.
fn is_full(name: &[Word]) -> bool {
    name.len() >= 2
}

/// Whether a list of names goes on: "Jane Rower and the Union".
fn begins_with_person(words: &[Word]) -> bool {
    let end = words.iter().position(|word| {
        !word.capital && matches!(word.folded.as_str(), "and" | "y" | "e" | "et" | "und" | "en" | "i" | "и" | "ve")
    });
    end.and_then(|end| words.get(..end))
        .is_some_and(|front| is_full(front) && is_person_name(front) && is_known_person(front))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str) -> Vec<(String, Option<PartyKind>, Option<String>)> {
        let span = Span::new(0, name.len());
        let whole = Party { name: name.to_owned(), kind: Some(PartyKind::Organisation), ..Party::default() };
        let parties = apart(name, vec![Found::new(whole, span, "test", 80)]);
        assert!(parties.iter().all(|found| found.evidence.iter().all(|span| name.get(span.range()).is_some())));
        parties.into_iter().map(|found| (found.value.name, found.value.kind, found.value.of)).collect()
    }

    #[test]
    fn a_person_and_the_body_behind_the_name_are_two() {
        for (name, person, body) in [
            ("Ana Mora, Union of Ferry Crews", "Ana Mora", "Union of Ferry Crews"),
            ("J. K. Smith, Oarsmen's Union", "J. K. Smith", "Oarsmen's Union"),
            ("Ana Mora, Sindicato de Fareros", "Ana Mora", "Sindicato de Fareros"),
            ("Ana Mora,\nUnion of Ferry Crews", "Ana Mora", "Union of Ferry Crews"),
        ] {
            let own = |name: &str| Some(name.to_owned());
            let expected = [
                (person.to_owned(), Some(PartyKind::Person), own(body)),
                (body.to_owned(), Some(PartyKind::Organisation), None),
            ];
            assert_eq!(read(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_one_name_stays_one() {
        for name in [
            "Central Committee, Oarsmen's Party",
            "Porto, Ferrymen's Union",
            "San José, Union of Ferry Crews",
            "Union of Ferry Crews, Port of Examplia",
            "Ana Mora, President of the Union of Ferry Crews",
            "Ana Mora, Jane Rower and the Union of Ferry Crews",
            "Union of Bakers, Weavers and Oarsmen",
            "Ana Mora",
            "",
            ",",
        ] {
            assert_eq!(read(name).len(), 1, "{name}");
        }
    }
}
