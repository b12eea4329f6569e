//! Who signs a letter or message that hands on the papers of others: the first who signs, not the last.
//!
//! Takes a letter or message, gives the person whose signature is followed by much more text. "I transmit the following
//! correspondence" ends with the names of those who wrote that, and they did not issue what transmits it.

use broadside_model::{Found, Kind, Party, PartyKind, Span, Statement};

use super::person::{is_known_person, is_person_name};
use super::phrase::{one_line, party};
use crate::knowledge::{country, phrase, places};
use crate::structure::kind::words::{Word, words};
use crate::structure::words::{self as cues, Cue};

/// Bytes that must stand behind a signature before something else is enclosed.
const BEHIND: usize = 600;
/// Bytes in which the first signature is looked for.
const WINDOW: usize = 100_000;
/// Longest line that is a signature, in bytes.
const LONGEST: usize = 60;

/// The first who signs a letter that goes on behind the signature.
pub fn first_signer(text: &str, statement: &Statement) -> Option<Found<Party>> {
    let kind = statement.kind.as_ref().map(|kind| kind.value);
    if !matches!(kind, Some(Kind::Message | Kind::OpenLetter)) {
        return None;
    }
    let last = (statement.span.end as usize).checked_sub(BEHIND)?.min(statement.span.start as usize + WINDOW);
    let mut at = statement.span.start as usize;
    let mut above = "";
    while at < last {
        let end = text.get(at..)?.find('\n').map_or(text.len(), |length| at + length);
        let line = text.get(at..end)?;
        let trimmed = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at = end + 1;
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.len() <= LONGEST && end < last {
            let span = Span::new(start, start + trimmed.len());
            let found = signature(text, span, above).filter(|found| is_told(&found.value.name));
            if let Some(found) = found {
                return (!others_sign(text, end)).then_some(found);
            }
        }
        above = trimmed;
    }
    None
}

/// Whether a name is no heading: it begins with a first name or an initial, is short, and names no country or place.
fn is_told(name: &str) -> bool {
    let found = words(name, Span::new(0, name.len()), 8);
    let hashes = phrase::words(name);
    let place = places::longest(hashes.iter().copied()).is_some_and(|(length, _)| length == hashes.len());
    let numeral = matches!(found.as_slice(), [first, next, ..]
        if matches!(first.folded.as_str(), "i" | "v" | "x") && next.folded.chars().count() > 1);
    let known = |word: &Word| {
        word.folded.chars().count() == 1 && !numeral
            || is_known_person(std::slice::from_ref(word)) && country::named(&word.folded).is_none()
    };
    found.len() <= 4 && found.first().is_some_and(known) && !place
}

/// Whether more names stand in the next lines: several have signed, and what they have signed is enclosed itself.
fn others_sign(text: &str, from: usize) -> bool {
    let lines = text.get(from..).unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty()).take(3);
    let short = lines.take_while(|line| line.len() <= LONGEST);
    short.filter(|line| !line.chars().any(char::is_lowercase)).any(|line| {
        let found = words(line, Span::new(0, line.len()), 8);
        found.len() >= 2 && is_person_name(&found) && is_known_person(&found)
    })
}

/// A person who signs in a line: in capitals behind a sentence, or behind a leave-taking.
fn signature(text: &str, span: Span, above: &str) -> Option<Found<Party>> {
    let line = text.get(span.range())?;
    let leaves = above.len() <= LONGEST && cues::begins(above, Cue::Closing);
    let upper = !line.chars().any(char::is_lowercase) && above.chars().any(char::is_lowercase);
    let sentence = above.len() > LONGEST && above.ends_with(['.', '!', '?', '"', '”', ')', '-']);
    if line.ends_with([':', '!', '?', ';']) || !(leaves || upper && sentence) {
        return None;
    }
    let span = super::trim::bare(text, span);
    let found = words(text, span, 8);
    // An initial may look like a title ("M.").
    let initial = usize::from(found.first().is_some_and(|word| word.folded.chars().count() == 1));
    if found.len() >= 2 && found.get(initial..).is_some_and(is_person_name) && is_known_person(&found) {
        let name = one_line(text.get(span.range())?);
        let person = Party { name, kind: Some(PartyKind::Person), ..Party::default() };
        return Some(Found::new(person, span, "first-signature", 84));
    }
    let (person, evidence) = party(text, span, false).filter(|(party, _)| leaves && party.role.is_some())?;
    Some(Found::new(person, evidence, "first-signature", 84))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(text: &str) -> Option<String> {
        let span = Span::new(0, text.len());
        let kind = Some(Found::new(Kind::Message, span, "test", 90));
        let statement = Statement { span, kind, ..Statement::default() };
        first_signer(text, &statement).map(|found| found.value.name)
    }

    #[test]
    fn who_hands_on_a_letter_issues_the_message() {
        let letter =
            "The dredger has been lost on the bar with all that was in it, and we ask for another one. ".repeat(9);
        for (text, name) in [
            (
                format!(
                    "To the Council:\nI transmit the letter of the harbour master, who asks for a new dredger this year.\nJOHN OARSMAN.\nPorto, 3 May 1920.\n{letter}\nJANE ROWER.\n"
                ),
                "JOHN OARSMAN",
            ),
            (
                format!(
                    "Dear members,\n\nI enclose what we were sent.\n\nYours sincerely,\nJane Rower\nChair\n\nEnclosure\n\n{letter}\n\nYours faithfully,\nJohn Oarsman"
                ),
                "Jane Rower",
            ),
            (
                format!(
                    "Liebe Mitglieder,\n\nanbei der Brief.\n\nMit freundlichen Grüßen\nAnna Ruder\n\nAnlage\n\n{letter}\n\nHochachtungsvoll\nKarl Fähre"
                ),
                "Anna Ruder",
            ),
            (
                format!(
                    "Estimadas socias:\n\nAdjunto la carta.\n\nAtentamente,\nMarta Remo\n\nAnexo\n\n{letter}\n\nJuan Barca"
                ),
                "Marta Remo",
            ),
        ] {
            assert_eq!(signer(&text).as_deref(), Some(name), "{text}");
        }
    }

    #[test]
    fn a_letter_that_ends_with_its_signature_encloses_nothing() {
        let long = "The dredger has been lost on the bar. ".repeat(30);
        assert_eq!(signer(&format!("To the Council:\n{long}\nJOHN OARSMAN.\n")), None);
        for heading in ["FOREIGN AFFAIRS.", "LATIN AMERICA", "V. TAX ADMINISTRATION"] {
            assert_eq!(signer(&format!("To the Council:\n{long}\n{heading}\n{long}")), None, "{heading}");
        }
    }
}
