//! The form of a letter or message: an address line or salutation at the head, a leave-taking at the foot.
//!
//! Takes a statement with its parts, gives `open-letter` for a letter ("Dear …" and "Yours sincerely"), `message` where an
//! office or body is addressed in its own line ("To the Senate:"), `speech` where the salutation is spoken.

use std::sync::LazyLock;

use broadside_model::{Found, Kind, Role, Span, Statement};
use regex::Regex;

use super::ends::Ends;
use super::sieve::Cue;
use super::words::{Folded, head};

static DEAR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^[^a-zа-я0-9]{0,3}(?:dear|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|cher[a-zа-я]*|chere[a-zа-я]*|prezad[oa]s?|car[oaie]|egregi[oa]|gentile|liebe[rs]?|sehr geehrte[a-zа-я]*|уважаем[a-zа-я]+|дорог[a-zа-я]+|sayin|degerli|szanown[a-zа-я]+|drodzy|drog[ai]|geachte|beste|esteemed|excellency|your excellency)(?-u:\b)[^\n]{0,120}[,:!]?\s*$",
    )
    .ok()
});

static SPOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:mr\.?|madam|mister) (?:president|chairman|chairperson|chair|speaker|secretary)|(?-u:\b)ladies and gentlemen|(?-u:\b)(?:distinguished|honou?rable) (?:delegates|members|guests|representatives)|(?-u:\b)my fellow(?-u:\b)|(?-u:\b)fellow delegates|(?-u:\b)senor(?:a|as)? president|senoras y senores|monsieur le president|mesdames et messieurs|senhor presidente|senhoras e senhores|signor presidente|signore e signori|damen und herren|herr prasident|дамы и господа|господин председатель|sayin baskan|panie i panowie|dames en heren",
    )
    .ok()
});

static YOURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^[^a-zа-я0-9]{0,3}(?:yours (?:sincerely|faithfully|truly|in [a-zа-я]+)|sincerely(?: yours)?|respectfully(?: yours| submitted)?|faithfully|with (?:kind|best|warm) regards|in solidarity|fraternally|atentamente|cordialmente|respetuosamente|saludos cordiales|veuillez agreer[^\n]{0,140}|cordialement|respectueusement|atenciosamente|respeitosamente|distinti saluti|cordiali saluti|con osservanza|mit freundlichen grussen|hochachtungsvoll|mit solidarischen grussen|с уважением|saygilar(?:im|imiz)la|z powazaniem|z wyrazami szacunku|met vriendelijke groet[a-zа-я]*|hoogachtend)(?-u:\b)",
    )
    .ok()
});

static BODY_ADDRESSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^[^a-zа-я0-9]*(?:to the (?:[a-zа-я]+ ){0,3}(?:senate|house|congress|parliament|assembly|legislature|council)(?-u:\b)[^\n]{0,120}|(?:fellow[- ]citizens|gentlemen) of the (?:senate|house|congress|two houses)[^\n]{0,120})",
    )
    .ok()
});

/// The kind that the form of a letter shows.
pub fn kind(ends: &Ends<'_>, statement: &Statement) -> Option<Found<Kind>> {
    let front = ends.head(700);
    if let Some(found) = BODY_ADDRESSED.as_ref()?.find(front.window.text) {
        return Some(Found::new(Kind::Message, front.window.trimmed(found), "addressed-body", 84));
    }
    if let Some((span, found)) = spoken(ends.text, statement) {
        return Some(Found::new(Kind::Speech, span, "spoken-salutation", found));
    }
    let found = |regex: &Option<Regex>, text| regex.as_ref().and_then(|regex| regex.find(text));
    let dear = front.begins_line(Cue::Dear, 3).then(|| found(&DEAR, front.window.text)).flatten();
    let salutation = statement.parts.iter().find(|part| part.role == Role::Salutation).map(|part| part.text);
    let dear = dear.map(|found| front.window.trimmed(found)).or(salutation)?;
    let end = ends.tail(1500);
    let yours = end.may(Cue::Yours).then(|| found(&YOURS, end.window.text)).flatten();
    let addressee = statement.parts.iter().any(|part| part.role == Role::Addressee);
    match yours.map(|found| end.window.trimmed(found)) {
        Some(yours) => Some(Found {
            value: Kind::OpenLetter,
            evidence: vec![dear, yours],
            method: "letter-form".to_owned(),
            confidence: 80,
        }),
        None if addressee => Some(Found::new(Kind::OpenLetter, dear, "letter-form", 68)),
        None => None,
    }
}

/// A salutation that is spoken to an audience, and how sure that is.
fn spoken(text: &str, statement: &Statement) -> Option<(Span, u8)> {
    let part = statement.parts.iter().find(|part| part.role == Role::Salutation)?;
    let salutation = Folded::new(text, head(text, part.text, 2000));
    SPOKEN.as_ref()?.is_match(salutation.all().text).then_some((part.text, 86))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(text: &str) -> Option<Kind> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        kind(&Ends::new(text, statement.span), &statement).map(|found| found.value)
    }

    #[test]
    fn a_salutation_and_a_leave_taking_make_a_letter() {
        assert_eq!(
            kind_of("Dear Minister,\n\nThe ferry must sail.\n\nYours sincerely,\nThe Ferrymen\n"),
            Some(Kind::OpenLetter)
        );
        assert_eq!(
            kind_of("Sehr geehrte Frau Ministerin,\n\nDie Fähre.\n\nMit freundlichen Grüßen\nDie Fährleute"),
            Some(Kind::OpenLetter)
        );
        assert_eq!(kind_of("The ferry must sail."), None);
    }

    #[test]
    fn a_body_that_is_addressed_gets_a_message() {
        assert_eq!(kind_of("To the Senate and House of Representatives:\nI lay before you"), Some(Kind::Message));
    }
}
