//! What carries a statement without having issued it: a site, a journal, an agency, a station.
//!
//! Takes the dateline, publication lines and metadata, gives the carrier's name. A carrier that is the issuer itself is
//! none.

use std::sync::LazyLock;

use broadside_model::{Found, Metadata, Role, Span, Statement};
use regex::Regex;

use super::joined::same;
use super::phrase::one_line;
use super::trim::bare;
use crate::structure::kind::words::{Folded, Window, head};
use crate::structure::kind::{Cue, Ends, View};

/// Words that introduce a carrier; on folded text. What follows is its name.
static LINES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)(?:^|[(\[.])\W{0,4}(?:(?:first |originally |also )?(?:published|printed|reprinted|posted|appeared|carried) (?:in|by|on|at|from)|published at|source|from the (?:newspaper|journal|magazine)|reproduced from|taken from|via|publicad[oa] (?:originalmente )?(?:en|por|em)|fuente|tomado de|reproducido de|publie (?:dans|par|sur)|paru dans|source|repris de|fonte|tirado de|reproduzido de|pubblicato (?:su|in|da)|tratto da|veroffentlicht (?:in|auf|von)|erschienen in|quelle|aus|опубликовано (?:в|на)|источник|по материалам|kaynak|yayinlandigi yer|zrodlo|opublikowan[oa] (?:w|na|przez)|gepubliceerd (?:in|op|door)|bron)\s*:?\s+([^\n]{2,120})"#,
    )
    .ok()
});

/// "Received for publication from …", which names the giver, not the carrier.
static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\breceived (?:for publication )?from\b").ok());

/// The carrier of a statement.
pub fn find(ends: &Ends<'_>, statement: &Statement, metadata: &[Metadata]) -> Option<Found<String>> {
    let found = dateline(ends.text, statement)
        .or_else(|| publication(ends.text, statement))
        .or_else(|| lines(ends))
        .or_else(|| site(metadata))?;
    let issued = statement.issuers.iter().any(|issuer| {
        same(&issuer.value.name, &found.value)
            || issuer.value.acronym.as_deref().is_some_and(|acronym| same(acronym, &found.value))
            || issuer.value.of.as_deref().is_some_and(|of| same(of, &found.value))
    });
    (!issued).then_some(found)
}

/// The agency or station in a news dateline: "PORTO, 5 MAY 20 (RADIO UM) --", "PORTO, May 5 (Agency) –".
fn dateline(text: &str, statement: &Statement) -> Option<Found<String>> {
    let window = match statement.parts.iter().find(|part| part.role == Role::Dateline) {
        Some(part) => Span {
            start: part.text.start,
            end: head(text, Span { start: part.text.start, end: statement.span.end }, part.text.len() + 60).end,
        },
        None => head(text, statement.span, 200),
    };
    let slice = text.get(window.range())?;
    let close = slice.match_indices(')').map(|(at, _)| at).find(|at| {
        let rest = slice[at + 1..].trim_start();
        ["--", "–", "—", "- "].iter().any(|dash| rest.starts_with(dash))
    })?;
    let open = slice[..close].rfind(['(', '['])?;
    let before = slice[..open].trim_end();
    let inside = &slice[open + 1..close];
    let dated = before.chars().any(|letter| letter.is_ascii_digit()) || before.ends_with("DATE");
    let named = inside.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    if !dated || !named || before.contains("\n\n") || inside.len() > 80 {
        return None;
    }
    let at = window.start as usize + open + 1;
    let span = bare(text, Span::new(at, at + inside.len()));
    Some(Found::new(one_line(text.get(span.range())?), span, "dateline-source", 95))
}

/// A line that names a publication and stands apart.
fn publication(text: &str, statement: &Statement) -> Option<Found<String>> {
    let part = statement.parts.iter().find(|part| part.role == Role::Publication && !part.text.is_empty())?;
    let folded = Folded::new(text, head(text, part.text, 1000));
    let span = introduced(folded.all())?;
    name(text, span, "publication-line", 92)
}

/// "Published in …", "Source: …" near the head or the foot.
fn lines(ends: &Ends<'_>) -> Option<Found<String>> {
    let views = [ends.tail(600), ends.head(600)];
    let span = views.into_iter().filter(|view| begins_clause(view)).find_map(|view| introduced(view.window))?;
    name(ends.text, span, "source-line", 86)
}

/// Whether words that introduce a carrier stand there at the head of a line, a sentence or a bracket.
fn begins_clause(view: &View<'_>) -> bool {
    view.places(Cue::Carrier).any(|at| {
        let before = view.window.text.get(..at).unwrap_or_default();
        // "First", "originally" or "also" may stand between.
        let before = ["first ", "originally ", "also "]
            .iter()
            .fold(before, |rest, word| rest.strip_suffix(word).unwrap_or(rest));
        let mut marks = before.chars().rev();
        marks.by_ref().take(5).any(|letter| matches!(letter, '\n' | '(' | '[' | '.')) || before.chars().nth(4).is_none()
    })
}

/// The range after words that introduce a carrier.
fn introduced(folded: Window<'_>) -> Option<Span> {
    if GIVEN.as_ref()?.is_match(folded.text) {
        return None;
    }
    let found = LINES.as_ref()?.captures(folded.text)?.get(1)?;
    Some(folded.span(found.start(), found.end()))
}

/// The name at the head of what follows: up to a comma, number, date or bracket.
fn name(text: &str, span: Span, method: &str, confidence: u8) -> Option<Found<String>> {
    let slice = text.get(span.range())?;
    let quoted = slice.trim_start().strip_prefix(['"', '“', '«', '„', '*', '_']).and_then(|rest| {
        let close = rest.find(['"', '”', '»', '“', '*', '_'])?;
        let start =
            span.start as usize + (slice.len() - slice.trim_start().len()) + (slice.trim_start().len() - rest.len());
        Some(Span::new(start, start + close))
    });
    let plain = || {
        let end = slice
            .char_indices()
            .find(|(at, letter)| {
                matches!(letter, ',' | ';' | '(' | ')' | '[' | ']' | '|' | '–' | '—')
                    || (*letter == '.' && (slice.len() == at + 1 || slice[at + 1..].starts_with([' ', '\n'])))
                    || (letter.is_ascii_digit() && slice[..*at].ends_with(' '))
                    || slice[*at..].starts_with(" No. ")
                    || slice[*at..].starts_with(" no. ")
                    || slice[*at..].starts_with(" on ")
                    || slice[*at..].starts_with(" - ")
            })
            .map_or(slice.len(), |(at, _)| at);
        Span::new(span.start as usize, span.start as usize + end)
    };
    let span = bare(text, quoted.unwrap_or_else(plain));
    let value = one_line(text.get(span.range())?);
    let capital = value.chars().next().is_some_and(|letter| !letter.is_lowercase()) || value.contains('.');
    (capital && (2..=80).contains(&value.len())).then(|| Found::new(value, span, method, confidence))
}

/// The site that the file's metadata names.
fn site(metadata: &[Metadata]) -> Option<Found<String>> {
    let publisher = metadata.iter().find(|entry| entry.key == "publisher" && !entry.value.trim().is_empty())?;
    let value = one_line(&publisher.value);
    Some(Found { value, evidence: Vec::new(), method: "metadata-publisher".to_owned(), confidence: 84 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrier(text: &str) -> Option<String> {
        let statement = Statement { span: Span::new(0, text.len()), ..Statement::default() };
        find(&Ends::new(text, statement.span), &statement, &[]).map(|found| found.value)
    }

    #[test]
    fn carriers_are_named_in_datelines_and_lines() {
        assert_eq!(carrier("PORTO, 5 MAY 20 (RADIO UM) -- [TEXT] THE FERRY").as_deref(), Some("RADIO UM"));
        assert_eq!(
            carrier("The ferry sails.\n\nPublished in “The Oarsman”, No. 5, 1920").as_deref(),
            Some("The Oarsman")
        );
        assert_eq!(carrier("El barco.\n\nFuente: La Voz del Remo, 5 de mayo").as_deref(), Some("La Voz del Remo"));
        assert_eq!(carrier("The ferry sails."), None);
    }
}
