//! Bodies that are named by their noun alone: "For the Association", "the Ministry".
//!
//! Takes issuers, gives those that say which body is meant: a noun alone is given the full name that the text has for it, and
//! is left out where the text has none.

use broadside_model::{Found, Party, Span};

use super::lexicon::{is_body, is_generic};
use super::phrase::{is_name_like, party};
use crate::structure::kind::Ends;
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};

/// Bytes at each end in which the full name is looked for.
const WINDOW: usize = 6000;

/// Gives issuers their full names, and leaves out those that have none.
pub fn resolve(ends: &Ends<'_>, issuers: &mut Vec<Found<Party>>) {
    issuers.retain_mut(|issuer| {
        let found = words(&issuer.value.name, Span::new(0, issuer.value.name.len()), 4);
        if !is_generic(&found) || issuer.value.acronym.is_some() {
            return true;
        }
        let Some((full, evidence)) = found.first().and_then(|noun| full_name(ends, noun)) else { return false };
        issuer.value = full;
        issuer.evidence.push(evidence);
        issuer.evidence.sort();
        issuer.evidence.dedup();
        true
    });
}

/// The first name in the text that begins with the noun, or ends with it, and has more to it.
fn full_name(ends: &Ends<'_>, noun: &Word) -> Option<(Party, Span)> {
    for view in [ends.head(WINDOW), ends.tail(WINDOW)] {
        let folded = view.window;
        for (at, _) in folded.text.match_indices(noun.folded.as_str()).take(20) {
            let alone = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
            let end = at + noun.folded.len();
            let (before, behind) = (folded.text.get(..at)?, folded.text.get(end..)?);
            if !alone(before.chars().next_back()) || !alone(behind.chars().next()) {
                continue;
            }
            let start = folded.span(at, end).start;
            if let Some(found) = name_from(ends.text, Span { start, end: view.range.end }) {
                return Some(found);
            }
        }
    }
    None
}

/// The name that begins with a body's noun: "League for the Rights of Ferrymen".
fn name_from(text: &str, rest: Span) -> Option<(Party, Span)> {
    let found = words(text, rest, 14);
    if !found.get(1).is_some_and(|word| !word.breaks && (word.is(List::Of) || word.is(List::Purpose))) {
        return None;
    }
    let end = (1..found.len()).find(|at| {
        let word = &found[*at];
        let between = text.get(found[at - 1].span.end as usize..word.span.start as usize).unwrap_or_default();
        word.breaks || between.contains([',', '.']) || word.is(List::ClauseWord) || word.is(List::Performative)
    });
    let slice = &found[..end.unwrap_or(found.len())];
    let slice = &slice[..slice.iter().rposition(|word| word.capital)? + 1];
    let (first, last) = (slice.first()?, slice.last()?);
    let named = slice.len() >= 3 && first.capital && slice.iter().skip(2).any(|word| word.capital);
    if !named || !is_body(slice) || !is_name_like(slice) {
        return None;
    }
    let one = super::joined::several(text, Span { start: first.span.start, end: last.span.end }).into_iter().next()?;
    party(text, one, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::PartyKind;

    fn names(text: &str, name: &str) -> Vec<String> {
        let party = Party { name: name.to_owned(), kind: Some(PartyKind::Organisation), ..Party::default() };
        let mut issuers = vec![Found::new(party, Span::new(0, 1), "test", 80)];
        resolve(&Ends::new(text, Span::new(0, text.len())), &mut issuers);
        issuers.into_iter().map(|found| found.value.name).collect()
    }

    #[test]
    fn a_noun_alone_is_the_body_that_the_text_names() {
        for (text, noun, name) in [
            (
                "The League for the Rights of Ferrymen objects. The League …",
                "League",
                "League for the Rights of Ferrymen",
            ),
            (
                "La Ligue pour les droits des Bateliers, réunie, dit non.",
                "Ligue",
                "Ligue pour les droits des Bateliers",
            ),
            ("La Asociación de Remeros del Norte protesta.", "Asociación", "Asociación de Remeros del Norte"),
            ("Ministerium: Das Ministerium für Häfen und Fähren.", "Ministerium", "Ministerium für Häfen und Fähren"),
        ] {
            assert_eq!(names(text, noun), [name], "{text}");
        }
    }

    #[test]
    fn a_noun_alone_of_which_nothing_is_known_names_nobody() {
        assert!(names("The association objects to the fees.", "Association").is_empty());
        assert_eq!(names("The union objects.", "Ferrymen's Union"), ["Ferrymen's Union"]);
    }
}
