//! The issuers that sign: organisations in a signature block, or the one who signs for nobody else.
//!
//! Takes the signature blocks and the rows that were read out of them, gives issuers. A long list of signatories is a list,
//! not an issuer. Behind "By the President:" stands who countersigns.

use broadside_model::{Found, Kind, Party, PartyKind, Role, Span, Statement};

use super::enclosed;
use super::joined::same;
use super::lexicon::{Class, first_of, has, is_body};
use super::person::{is_known_person, is_person_name};
use super::phrase::{is_name_like, is_no_name, one_line, party};
use crate::structure::kind::Ends;
use crate::structure::kind::words::{Word, fold, tail, words};

/// Most signers that are issuers; more are a list.
const MOST: usize = 8;

/// Longest line of a signature block, in bytes.
const LONGEST: usize = 200;

/// What a line of a signature block holds.
#[derive(Debug, PartialEq)]
enum Line {
    /// A body; `for_it` where the line says that somebody signs for it.
    Body { party: Found<Party>, for_it: bool },
    /// A person.
    Person(Found<Party>),
    /// An office alone.
    Office(Span),
    /// "By the President:", before a countersignature.
    Countersigned,
    /// Something else.
    Other,
}

/// The issuers in a statement's signature.
pub fn issuers(ends: &Ends<'_>, statement: &Statement) -> Vec<Found<Party>> {
    let text = ends.text;
    let mut bodies: Vec<Found<Party>> = Vec::new();
    let mut persons: Vec<Found<Party>> = Vec::new();
    if let Some(first) = enclosed::first_signer(text, statement) {
        return vec![first];
    }
    if (2..=MOST).contains(&statement.signatories.len()) && statement.more_signatories.is_none() {
        rows(text, statement, &mut bodies, &mut persons);
        if persons.is_empty() {
            without_departments(&mut bodies);
            return bodies;
        }
        (bodies, persons) = (Vec::new(), Vec::new());
    }
    for part in statement.parts.iter().filter(|part| part.role == Role::Signature) {
        match countersigned(text, statement.span, part.text) {
            Some(above) => {
                block(text, above, &mut bodies, &mut persons);
                return persons;
            }
            None => block(text, part.text, &mut bodies, &mut persons),
        }
    }
    if bodies.is_empty() && persons.is_empty() && statement.signatories.len() == 1 {
        rows(text, statement, &mut bodies, &mut persons);
    }
    let signed =
        !bodies.is_empty() || !persons.is_empty() || statement.parts.iter().any(|part| part.role == Role::Signatories);
    // The last lines of what is no act are whatever a page ends with.
    if let Some(last) = last_lines(text, statement).filter(|_| !signed && statement.kind.is_some()) {
        block(text, last, &mut bodies, &mut persons);
    }
    if statement.signatories.len() > MOST && bodies.len() + persons.len() > 3 {
        return Vec::new();
    }
    for body in &mut bodies {
        whole(ends, body);
    }
    if statement.kind.as_ref().is_some_and(|kind| matches!(kind.value, Kind::Proclamation | Kind::Law)) {
        persons.truncate(1);
    }
    without_departments(&mut bodies);
    let found = if bodies.is_empty() { persons } else { bodies };
    if found.len() > MOST { Vec::new() } else { found }
}

/// The line of the one who signs, above the words "By the President:" behind which a block countersigns.
fn countersigned(text: &str, statement: Span, block: Span) -> Option<Span> {
    let before = text.get(statement.start as usize..block.start as usize)?.trim_end();
    let (above, line) = before.rsplit_once('\n')?;
    let first = words(line, Span::new(0, line.len()), 1);
    let by = first.first().is_some_and(|word| matches!(word.folded.as_str(), "by" | "attest" | "countersigned"));
    if !by || !line.ends_with(':') || line.len() > 64 {
        return None;
    }
    let above = above.trim_end();
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    Some(Span::new(statement.start as usize + start, statement.start as usize + above.len()))
}

/// The last lines of a statement, where they are short, few and no sentences: a signature that nothing else tells apart.
fn last_lines(text: &str, statement: &Statement) -> Option<Span> {
    let window = tail(text, statement.span, 700);
    let slice = text.get(window.range())?.trim_end();
    // In a text without small letters every run of words looks like a name.
    if !slice.chars().any(char::is_lowercase) {
        return None;
    }
    let title = statement.parts.iter().filter(|part| part.role == Role::Title).map(|part| part.text.end).max();
    let floor = title.map_or(0, |end| (end as usize).saturating_sub(window.start as usize)).min(slice.len());
    let paragraph = slice.rfind("\n\n").map_or(slice.len(), |at| at + 1).max(floor);
    let mut start = slice.len();
    let mut lines = 0;
    while start > floor {
        let from = slice[..start].rfind('\n').map_or(0, |at| at + 1).max(floor);
        let line = slice.get(from..start)?.trim();
        let sentence = line.ends_with(['.', ',', ';', '?', '!', '"', '”', ':'])
            && !is_signed(line)
            && !(line.ends_with(':') && lines > 0);
        if line.len() > 64 || sentence {
            break;
        }
        lines += usize::from(!line.is_empty());
        start = from.saturating_sub(1);
    }
    // Where everything is short, only the last paragraph can be told to be a signature.
    if start <= floor || lines > 7 {
        start = paragraph.saturating_sub(1);
        lines = slice.get(paragraph..).map_or(0, |block| block.lines().filter(|line| line.len() <= 64).count());
    }
    let above = slice.get(..start)?.trim_end();
    let ended = above.ends_with(['.', '!', '?', '…', '”', '"', ':', ')', ',']);
    let parted = slice[above.len()..].starts_with("\n\n") || ended;
    let begins = window.start as usize + start;
    let found = parted && (1..=7).contains(&lines) && begins > statement.span.start as usize;
    found.then(|| Span::new(begins, window.start as usize + slice.len()))
}

/// Whether a line that ends in a point or comma is a name all the same: "JOHN OARSMAN.", "Jane Rower,".
fn is_signed(line: &str) -> bool {
    let found = words(line, Span::new(0, line.len()), 8);
    let upper = !line.chars().any(char::is_lowercase) && found.len() >= 2;
    (upper && is_person_name(&found))
        || (found.len() <= 6 && has(&found, Class::Role))
        || (line.ends_with(',') && is_person_name(&found))
}

/// Reads one block line by line.
fn block(text: &str, block: Span, bodies: &mut Vec<Found<Party>>, persons: &mut Vec<Found<Party>>) {
    let Some(slice) = text.get(block.range()) else { return };
    let mut at = block.start as usize;
    let mut pending: Option<Span> = None;
    for line in slice.split('\n').take(60) {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        match read(text, span) {
            Line::Body { party, .. } if joins(text, bodies, &party) => join(bodies, party),
            Line::Body { party, for_it } => {
                let known = bodies.iter().any(|other| same(&other.value.name, &party.value.name));
                if !known && (for_it || bodies.len() < MOST) {
                    bodies.push(party);
                }
            }
            Line::Person(mut person) => {
                if let Some(role) = pending.take() {
                    person.value.role = person.value.role.or_else(|| text.get(role.range()).map(one_line));
                }
                if persons.iter().all(|other| !same(&other.value.name, &person.value.name)) {
                    persons.push(person);
                }
            }
            Line::Office(role) => match persons.last_mut() {
                Some(person) if person.value.role.is_none() => person.value.role = text.get(role.range()).map(one_line),
                _ => pending = Some(role),
            },
            Line::Countersigned if !persons.is_empty() => return,
            Line::Countersigned | Line::Other => {}
        }
    }
}

/// What one line holds.
fn read(text: &str, span: Span) -> Line {
    if text.get(span.range()).is_some_and(|line| line.trim_end().ends_with(['!', '?'])) {
        return Line::Other;
    }
    let span = super::trim::trim(text, span);
    let found = words(text, span, 30);
    if found.is_empty() || span.len() > LONGEST {
        return Line::Other;
    }
    let raw = text.get(span.start as usize..).unwrap_or_default();
    let colon = raw.get(span.len()..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'));
    if colon && matches!(found[0].folded.as_str(), "by" | "attest" | "countersigned") {
        return Line::Countersigned;
    }
    let skip = introduced(&found);
    let inner = match found.get(skip) {
        Some(first) => Span { start: first.span.start, end: span.end },
        None => return Line::Other,
    };
    let rest = &found[skip..];
    let digits = found.iter().filter(|word| word.folded.chars().any(|letter| letter.is_ascii_digit())).count();
    if digits > 1 || digits == 1 && !is_body(rest) {
        return Line::Other;
    }
    let signs =
        skip > 0 && !matches!(found[0].folded.as_str(), "for" | "on" | "in" | "por" | "en" | "im" | "fur" | "pour");
    if is_person_name(rest) && rest.len() >= 2 && (skip == 0 || signs) {
        if !is_known_person(rest) {
            return Line::Other;
        }
        let party = Party {
            name: text.get(inner.range()).map(one_line).unwrap_or_default(),
            kind: Some(PartyKind::Person),
            ..Party::default()
        };
        return Line::Person(Found::new(party, inner, "signature", 80));
    }
    let office = match (first_of(rest, Class::Role), first_body(rest)) {
        (Some(role), Some(body)) => role < body,
        (role, None) => role.is_some(),
        (None, _) => false,
    };
    match party(text, inner, skip > 0) {
        Some((party, evidence)) if party.role.is_some() => Line::Person(Found::new(party, evidence, "signature", 80)),
        Some((party, evidence))
            if is_body(rest)
                && (rest[0].capital || skip > 0)
                && is_name_like(rest)
                && !(office && skip == 0)
                && party.kind != Some(PartyKind::Person) =>
        {
            let confidence = if skip > 0 { 88 } else { 84 };
            Line::Body { party: Found::new(party, evidence, "signature", confidence), for_it: skip > 0 }
        }
        _ if office => match office_body(text, inner) {
            Some((party, evidence)) => {
                Line::Body { party: Found::new(party, evidence, "signature", 80), for_it: false }
            }
            None => Line::Office(span),
        },
        _ => Line::Other,
    }
}

/// Leaves out a department that signs below its body: "League of Oarsmen" / "International Department".
fn without_departments(bodies: &mut Vec<Found<Party>>) {
    let organ = |party: &Party| {
        let found = words(&party.name, Span::new(0, party.name.len()), 20);
        let last = found.last().is_some_and(|word| has(std::slice::from_ref(word), Class::Organ));
        last && party.of.is_none() && found.len() <= 3
    };
    if bodies.len() == 2
        && bodies.first().is_some_and(|first| !organ(&first.value))
        && bodies.last().is_some_and(|last| organ(&last.value))
    {
        bodies.truncate(1);
    }
}

/// The first word that a body is named by.
fn first_body(words: &[Word]) -> Option<usize> {
    first_of(words, Class::Organisation).into_iter().chain(first_of(words, Class::Organ)).min()
}

/// The body behind an office: "President, Ferrymen's Union".
fn office_body(text: &str, span: Span) -> Option<(Party, Span)> {
    let slice = text.get(span.range())?;
    let comma = slice.find([',', '–', '—', '|'])?;
    let mark = slice[comma..].chars().next()?.len_utf8();
    let after = Span::new(span.start as usize + comma + mark, span.end as usize);
    let found = words(text, after, 20);
    is_body(&found).then(|| party(text, after, false)).flatten().filter(|(party, _)| party.role.is_none())
}

/// Whether a body goes on from an organ in the line before: "Central Committee" / "Oarsmen's Party".
fn joins(text: &str, bodies: &[Found<Party>], next: &Found<Party>) -> bool {
    let Some(last) = bodies.last() else { return false };
    let (Some(one), Some(two)) = (last.evidence.last(), next.evidence.first()) else { return false };
    let between = text.get(one.end as usize..two.start as usize).unwrap_or("\n\n");
    let organ = |party: &Party| {
        let found = words(&party.name, Span::new(0, party.name.len()), 20);
        has(&found, Class::Organ) && party.of.is_none()
    };
    let whole = words(&last.value.name, Span::new(0, last.value.name.len()), 20);
    !between.contains("\n\n") && organ(&last.value) && whole.len() <= 5 && !organ(&next.value)
}

/// Gives an organ and its body, which a signature writes on two lines, the name that the text has for both.
fn whole(ends: &Ends<'_>, body: &mut Found<Party>) {
    let [first, second] = body.evidence.as_slice() else { return };
    let (text, folded) = (ends.text, ends.head(6000).window);
    let read = |span: &Span| text.get(span.range()).map(fold).unwrap_or_default();
    let (organ, of) = (read(first), read(second));
    for (at, _) in folded.text.match_indices(&of).take(8) {
        let before = folded.text[..at].trim_end();
        let link: String = before
            .chars()
            .rev()
            .take_while(|letter| letter.is_alphabetic() || *letter == ' ')
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let Some(start) = link.rfind(&organ).filter(|start| link.len() - start - organ.len() <= 9) else { continue };
        let span = folded.span(before.len() - (link.len() - start), at + of.len());
        if let Some(name) = text.get(span.range()).filter(|name| name.starts_with(char::is_uppercase)) {
            body.value.name = super::phrase::one_line(name);
            return;
        }
    }
}

/// Joins an organ and its body.
fn join(bodies: &mut [Found<Party>], next: Found<Party>) {
    if let Some(last) = bodies.last_mut() {
        last.value.name = format!("{}, {}", last.value.name, next.value.name);
        last.value.of = Some(next.value.name);
        last.value.acronym = last.value.acronym.take().or(next.value.acronym);
        last.value.country = last.value.country.take().or(next.value.country);
        last.evidence.extend(next.evidence);
    }
}

/// How many words say that somebody signs for a body: "For the", "On behalf of", "Por el", "Für den", "За".
fn introduced(words: &[Word]) -> usize {
    let folded: Vec<&str> = words.iter().take(5).map(|word| word.folded.as_str()).collect();
    match folded.as_slice() {
        ["on", "behalf", "of", ..]
        | ["in", "name", "of", ..]
        | ["en", "nombre", "de", ..]
        | ["au", "nom", "de" | "du" | "des", ..]
        | ["em", "nome", "de" | "do" | "da", ..]
        | ["w", "imieniu", ..] => {
            if folded[0] == "w" {
                2
            } else {
                3
            }
        }
        ["im", "namen", ..] | ["от", "имени", ..] | ["en", "nombre", "del", ..] | ["a", "nome", ..] => {
            if folded.get(2) == Some(&"del") || folded.get(2) == Some(&"della") { 3 } else { 2 }
        }
        ["for" | "por" | "pour" | "fur" | "per" | "за" | "namens" | "voor" | "pelo" | "pela" | "za", ..] => 1,
        ["signed", "by", ..] | ["firmado", "por", ..] | ["signe", "par", ..] | ["assinado", "por", ..] => 2,
        ["gez" | "gezeichnet" | "sgd" | "signed" | "signe" | "firmado" | "fdo" | "firmato" | "assinado", _, ..]
        | ["подписал" | "подписано" | "podpisano" | "podpisal" | "get" | "imza", _, ..] => 1,
        _ => 0,
    }
}

/// Whether a word opens a clause or goes on with one, and no name.
fn opens_clause(word: &str) -> bool {
    const OPENS: [&str; 22] = [
        "according",
        "and",
        "against",
        "to",
        "in",
        "on",
        "of",
        "from",
        "with",
        "by",
        "that",
        "at",
        "but",
        "concerning",
        "after",
        "before",
        "while",
        "when",
        "who",
        "which",
        "a",
        "an",
    ];
    OPENS.contains(&word)
}

/// Issuers out of rows, where there are few. In a text without small letters a row is rather a line of the body, unless it
/// is as short as a name.
fn rows(text: &str, statement: &Statement, bodies: &mut Vec<Found<Party>>, persons: &mut Vec<Found<Party>>) {
    const NAME_WORDS: usize = 6;
    let head = text.get(statement.span.range()).unwrap_or_default();
    let loud = !head.chars().take(2000).any(char::is_lowercase);
    for row in &statement.signatories {
        let value = &row.value;
        let all = words(&value.name, Span::new(0, value.name.len()), 30);
        let person = value.kind == Some(PartyKind::Person);
        let titled = statement.title.as_ref().is_some_and(|title| same(&title.value, &value.name));
        let alone = person && (all.len() < 2 || !is_known_person(&all));
        let unknown = !person && statement.kind.is_none() && !(is_body(&all) && is_name_like(&all));
        let prose = loud && (all.len() > NAME_WORDS || all.first().is_some_and(|word| opens_clause(&word.folded)));
        if titled || alone || unknown || prose || value.name.len() > LONGEST || is_no_name(&value.name, &all) {
            continue;
        }
        // Where a body signs with its seat, the seat is the place of issue.
        let seat = value.name.rsplit_once(", ").filter(|(_, seat)| {
            value.kind != Some(PartyKind::Person) && statement.places.iter().any(|place| place.value.name == *seat)
        });
        let party = Party {
            name: seat.map_or(value.name.as_str(), |(name, _)| name).to_owned(),
            kind: value.kind,
            of: value.affiliation.clone(),
            role: value.role.clone(),
            acronym: value.acronym.clone(),
            country: value.country.clone(),
        };
        let found =
            Found { value: party, evidence: row.evidence.clone(), method: "signatory".to_owned(), confidence: 74 };
        if value.kind == Some(PartyKind::Person) { persons.push(found) } else { bodies.push(found) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Part;

    fn names(block: &str) -> Vec<(String, Option<String>)> {
        let span = Span::new(0, block.len());
        let part = Part { role: Role::Signature, text: span, raw: span, language: None };
        let statement = Statement { span, parts: vec![part], ..Statement::default() };
        issuers(&Ends::new(block, statement.span), &statement)
            .into_iter()
            .map(|found| (found.value.name, found.value.role))
            .collect()
    }

    #[test]
    fn a_body_that_signs_is_the_issuer() {
        assert_eq!(
            names("Central Committee\nof the Oarsmen's Party of Examplia\nPorto, 5 May 1920")[0].0,
            "Central Committee, Oarsmen's Party of Examplia"
        );
        assert_eq!(names("For the Ferrymen's Union:\nJane Doe, Secretary"), [("Ferrymen's Union".to_owned(), None)]);
        assert_eq!(
            names("Por el Sindicato de Remeros\nJuan Remo\nSecretario General"),
            [("Sindicato de Remeros".to_owned(), None)]
        );
    }

    #[test]
    fn a_person_who_signs_alone_is_the_issuer_and_countersigners_are_none() {
        assert_eq!(
            names("JOHN OARSMAN.\nBy the President:\nJAMES ROWER,\nSecretary of State."),
            [("JOHN OARSMAN".to_owned(), None)]
        );
        let text = "Given at Porto.\n\nJOHN OARSMAN.\n\nBy the President:\n\nJAMES ROWER,\n\nSecretary of State.";
        let block = Span::new(text.find("JAMES").unwrap_or(0), text.len());
        let part = Part { role: Role::Signature, text: block, raw: block, language: None };
        let statement = Statement { span: Span::new(0, text.len()), parts: vec![part], ..Statement::default() };
        let found = issuers(&Ends::new(text, statement.span), &statement);
        assert_eq!(found.iter().map(|found| found.value.name.as_str()).collect::<Vec<_>>(), ["JOHN OARSMAN"]);
        assert_eq!(names("Jane Doe\nMayor"), [("Jane Doe".to_owned(), Some("Mayor".to_owned()))]);
    }

    #[test]
    fn words_that_say_signed_are_no_part_of_a_name() {
        assert_eq!(names("gez. Dr. Anna Ruder"), [("Anna Ruder".to_owned(), Some("Dr".to_owned()))]);
        assert_eq!(names("(signé) Marie Bac"), [("Marie Bac".to_owned(), None)]);
        assert_eq!(names("Fdo.: Juan Remo"), [("Juan Remo".to_owned(), None)]);
        assert!(names("gez. Dr").is_empty());
    }

    #[test]
    fn what_a_page_ends_with_signs_nothing() {
        for block in [
            "Weiterführende Links",
            "Image Title",
            "MURDER IN AUTO",
            "www.example.org",
            "1|FU|Ferrymen's Union|Jane Doe",
        ] {
            assert!(names(block).is_empty(), "{block}");
        }
    }
}
