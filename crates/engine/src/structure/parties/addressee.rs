//! To whom a statement is addressed, where that stands outside its title: an address line, a salutation that names somebody.
//!
//! Takes a statement with its parts, gives addressees. A salutation that names nobody ("Comrades!", "Mr. President") gives
//! none.

use broadside_model::{Found, Metadata, Party, Role, Span, Statement};

use super::joined::push;
use super::lexicon::{Class, has, is, is_body};
use super::person::{is_known_person, is_person_name};
use super::phrase::{is_of, party};
use super::trim::trim;
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, head, words};

/// Addressees outside the title.
pub fn find(text: &str, statement: &Statement, metadata: &[Metadata]) -> Vec<Found<Party>> {
    let mut found = Vec::new();
    for part in statement.parts.iter().filter(|part| part.role == Role::Addressee).take(12) {
        lines(text, part.text, &mut found);
    }
    if let Some(line) = first_line(text, statement).filter(|_| found.is_empty()) {
        lines(text, line, &mut found);
    }
    if found.is_empty() {
        told(text, statement, &mut found);
    }
    if found.is_empty() {
        for part in statement.parts.iter().filter(|part| part.role == Role::Salutation).take(2) {
            salutation(text, part.text, &mut found);
        }
    }
    if found.is_empty() {
        for entry in metadata.iter().filter(|entry| entry.key == "recipient").take(5) {
            let name = entry.value.split('<').next().unwrap_or_default().trim().trim_matches('"').to_owned();
            if !name.is_empty() && !name.contains('@') {
                let party = Party { name, ..Party::default() };
                found.push(Found {
                    value: party,
                    evidence: Vec::new(),
                    method: "metadata-recipient".to_owned(),
                    confidence: 75,
                });
            }
        }
    }
    found
}

/// A title that is an address: "To the Fourth Congress of Weavers", "Ai lavoratori del porto!".
pub fn title(text: &str, title: Span) -> Vec<Found<Party>> {
    let mut found = Vec::new();
    if is_address(text, title) {
        push(text, without_to(text, title), "title-address", 86, false, &mut found);
    }
    found
}

/// Whether a line begins with a preposition of receiving and names a body, a group or an office.
pub fn is_address(text: &str, span: Span) -> bool {
    let to = |word: &Word| word.capital && word.is(List::To) && !matches!(word.folded.as_str(), "for" | "para" | "a");
    if !words(text, span, 1).first().is_some_and(to) || is_headline(text, span) {
        return false;
    }
    let all = words(text, span, 30);
    let from = 1 + usize::from(all.get(1).is_some_and(|word| word.is(List::ToOrArticle)));
    let rest = all.get(from..).unwrap_or_default();
    let polite = rest.iter().take_while(|word| word.is(List::Honorific)).count();
    rest.iter().take(6).any(is_receiver) && super::phrase::is_name_like(rest.get(polite..).unwrap_or_default())
}

/// Whether a word names a body, people or an office.
fn is_receiver(word: &Word) -> bool {
    [Class::Organisation, Class::Organ, Class::Group, Class::Role].into_iter().any(|class| is(word, class))
}

/// Whether a line in capitals begins with "to" and a verb: "TO RETAIN THE FERRY".
fn is_headline(text: &str, span: Span) -> bool {
    let upper = text.get(span.range()).is_some_and(|line| !line.chars().any(char::is_lowercase));
    let first = words(text, span, 2);
    let [to, next] = first.as_slice() else { return false };
    upper
        && matches!(to.folded.as_str(), "to" | "zu")
        && !next.is(List::ToOrArticle)
        && !next.is(List::Honorific)
        && next.folded != "all"
        && !is_receiver(next)
}

/// Whom a first sentence tells, where a colon ends it: "The Staff informs the people of Porto:", "comunica a la opinión pública:".
fn told(text: &str, statement: &Statement, found: &mut Vec<Found<Party>>) {
    let window = head(text, statement.span, 700);
    let mut at = window.start as usize;
    for line in text.get(window.range()).unwrap_or_default().split('\n').take(12) {
        let start = at;
        at += line.len() + 1;
        if !line.trim_end().ends_with(':') || line.len() > 300 {
            continue;
        }
        let all = words(text, Span::new(start, start + line.len()), 50);
        let Some(verb) = all.iter().position(|word| word.is(List::Tells)) else { continue };
        let rest = all.get(verb + 1..).unwrap_or_default();
        let skip = rest.iter().take_while(|word| word.is(List::ToOrArticle)).count();
        let inner = rest.get(skip..).unwrap_or_default();
        if let (Some(first), Some(last)) = (inner.first(), inner.last())
            && has(inner, Class::Group)
            && inner.len() <= 10
        {
            push(text, Span { start: first.span.start, end: last.span.end }, "told", 80, false, found);
            return;
        }
    }
}

/// Reads an address: the first line names the addressee; lines behind it that name an office or a body belong to it.
fn lines(text: &str, address: Span, found: &mut Vec<Found<Party>>) {
    let Some(slice) = text.get(address.range()) else { return };
    let mut at = address.start as usize;
    for line in slice.split('\n').take(8) {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        if is_headline(text, span) {
            continue;
        }
        let whole = span;
        let span = without_to(text, whole);
        let before = found.len();
        let article = span != whole && words(text, whole, 2).last().is_some_and(|word| word.is(List::ToOrArticle));
        let sure = before == 0 && (article || names_receiver(text, span));
        for piece in pieces(text, span) {
            push(text, without_to(text, piece), "addressee", 90, sure, found);
        }
        if let (Some(first), false) = (found.first_mut(), before == 0) {
            // An office or body on its own line behind a person is the person's.
            if first.value.kind == Some(broadside_model::PartyKind::Person) && before == 1 {
                let extra: Vec<Found<Party>> = found.drain(1..).collect();
                let Some(first) = found.first_mut() else { return };
                for party in extra {
                    if first.value.role.is_none() && party.value.kind == Some(broadside_model::PartyKind::Person) {
                        first.value.role = Some(party.value.name);
                    } else if first.value.of.is_none() {
                        first.value.of = Some(party.value.name);
                    }
                }
            }
        }
    }
}

/// Whether a line of an address names somebody: with an honorific, by a known first name, an office, a body, a group.
fn names_receiver(text: &str, span: Span) -> bool {
    let all = words(text, span, 12);
    let polite = all.iter().take_while(|word| word.is(List::Honorific) || is_greeting(&word.folded)).count();
    let rest = all.get(polite..).unwrap_or_default();
    let known = (2..=4).any(|most| rest.get(..most).is_some_and(|name| is_person_name(name) && is_known_person(name)));
    polite > 0 || known || is_body(rest) || has(rest, Class::Group) || has(rest, Class::Role)
}

/// The names in one address line that semicolons or commas part, where each names a body or group.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let Some(slice) = text.get(span.range()) else { return vec![span] };
    let cuts: Vec<usize> = slice.match_indices(';').map(|(at, _)| at).collect();
    let cuts = if cuts.is_empty() { slice.match_indices(", ").map(|(at, _)| at).collect() } else { cuts };
    let mut spans = Vec::new();
    let mut from = 0;
    for cut in cuts.into_iter().chain([slice.len()]) {
        spans.push(Span::new(span.start as usize + from, span.start as usize + cut));
        from = (cut + 1).min(slice.len());
    }
    let whole = spans.iter().all(|piece| {
        let found = words(text, *piece, 20);
        is_body(&found) || has(&found, Class::Group)
    });
    if whole { spans } else { vec![span] }
}

/// The range without "To:", "An die", "A los", "К".
fn without_to(text: &str, span: Span) -> Span {
    let found = words(text, span, 4);
    let skip = found.iter().take_while(|word| word.is(List::ToOrArticle)).count();
    match found.get(skip) {
        Some(first) if skip > 0 && is_to(&found[0].folded) => Span { start: first.span.start, end: span.end },
        _ => span,
    }
}

/// Prepositions that begin an address.
fn is_to(word: &str) -> bool {
    List::To.has(word)
}

/// A line at the head that is an address: "To the Senate and House of Representatives:", "An die Bevölkerung!".
fn first_line(text: &str, statement: &Statement) -> Option<Span> {
    let window = head(text, statement.span, 600);
    let mut at = window.start as usize;
    for line in text.get(window.range())?.split('\n').take(10) {
        let start = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        let line = line.trim();
        if line.len() > 240 {
            return None;
        }
        let closed = line.ends_with([':', '!']) || (line.len() < 120 && !line.ends_with(['.', ',', ';']));
        let span = Span::new(start, start + line.len());
        let title = statement.parts.iter().any(|part| part.role == Role::Title && part.text.overlaps(span));
        if closed && !title && is_address(text, span) {
            return Some(span);
        }
    }
    None
}

/// A salutation that names somebody: "Dear President Doe,", "Fellow citizens of the Senate", "Workers of Porto!".
fn salutation(text: &str, part: Span, found: &mut Vec<Found<Party>>) {
    let span = trim(text, clause(text, part));
    let all = words(text, span, 30);
    let skip = all.iter().take_while(|word| is_greeting(&word.folded)).count();
    let rest = &all[skip..];
    let several = all.iter().any(is_audience) && all.len() > 6 && !all.iter().any(|word| word.folded == "citizens");
    // A sentence that begins with a salutation goes on as one.
    let spoken = all.iter().any(|word| word.is(List::ClauseWord) && word.folded != "our");
    let Some(first) = rest.first().filter(|_| !several && !spoken) else { return };
    if matches!(first.folded.as_str(), "heads" | "excellencies" | "majesties" | "highnesses") {
        return;
    }
    let mut inner = Span { start: first.span.start, end: span.end };
    if let Some(link) = members_of(rest) {
        inner = Span { start: rest[link].span.start, end: span.end };
    }
    let slice: Vec<Word> = rest.iter().filter(|word| word.span.start >= inner.start).cloned().collect();
    let titled = has(&slice, Class::Role)
        && slice
            .iter()
            .any(|word| word.capital && !has(std::slice::from_ref(word), Class::Role) && !is_greeting(&word.folded))
        && !is_body(&slice);
    let group = has(&slice, Class::Group) && slice.len() >= 3 && slice.iter().any(|word| is_of(&word.folded));
    let person = is_person_name(&slice) && is_known_person(&slice) && skip > 0 && slice.len() >= 2;
    if is_body(&slice) || group {
        push(text, inner, "salutation", 78, false, found);
    } else if let Some((party, evidence)) = party(text, inner, true).filter(|_| titled || person) {
        // "Mr. Speaker", "Madam Vice President": an office without a name.
        let name = words(&party.name, Span::new(0, party.name.len()), 8);
        if name.iter().any(is_audience) || has(&name, Class::Role) || !person && party.role.is_none() {
            return;
        }
        found.push(Found::new(party, evidence, "salutation", 78));
    }
}

/// A salutation up to the mark behind which the next is greeted, or the text begins.
fn clause(text: &str, part: Span) -> Span {
    let slice = text.get(part.range()).unwrap_or_default();
    let end = slice.find([';', '!', ':', '\n']).unwrap_or(slice.len());
    let first = slice.get(..end).unwrap_or_default();
    let next = first.match_indices(", ").map(|(at, _)| at).find(|at| {
        let from = part.start as usize + at + 2;
        words(text, Span::new(from, part.start as usize + end), 2).iter().any(|word| {
            is_greeting(&word.folded) || is_audience(word) || word.is(List::Honorific) || word.is(List::Own)
        })
    });
    Span::new(part.start as usize, part.start as usize + next.unwrap_or(end))
}

/// Those who are greeted in a hall, without a name.
fn is_audience(word: &Word) -> bool {
    matches!(
        word.folded.as_str(),
        "distinguished"
            | "excellencies"
            | "majesties"
            | "highnesses"
            | "gentlemen"
            | "heads"
            | "delegates"
            | "representatives"
            | "ambassadors"
            | "chairman"
            | "speaker"
    )
}

/// Where the body stands after "fellow citizens of the", "members of the", "delegates to the".
fn members_of(words: &[Word]) -> Option<usize> {
    let link = words.iter().take(5).position(|word| is_of(&word.folded) || word.folded == "to")?;
    let people = words[..link].iter().any(|word| word.is(List::People));
    let mut at = link + 1;
    while words
        .get(at)
        .is_some_and(|word| matches!(word.folded.as_str(), "the" | "la" | "el" | "los" | "both" | "l" | "le"))
    {
        at += 1;
    }
    let named = words.get(at).is_some_and(|word| word.capital) && is_body(&words[at..]);
    (people && named).then_some(at)
}

/// Words of greeting before a name.
fn is_greeting(word: &str) -> bool {
    List::Greeting.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Part;

    fn names(line: &str, role: Role) -> Vec<String> {
        let span = Span::new(0, line.len());
        let statement = Statement {
            span,
            parts: vec![Part { role, text: span, raw: span, language: None }],
            ..Statement::default()
        };
        find(line, &statement, &[]).into_iter().map(|found| found.value.name).collect()
    }

    #[test]
    fn addresses_and_salutations_that_name_somebody() {
        assert_eq!(names("To: the Ministry of Harbours", Role::Addressee), ["Ministry of Harbours"]);
        assert_eq!(names("An die Bürger von Porto", Role::Addressee), ["Bürger von Porto"]);
        assert_eq!(names("Jane Doe\nMinister of Harbours", Role::Addressee), ["Jane Doe"]);
        assert_eq!(names("Dear President Jane Doe,", Role::Salutation), ["Jane Doe"]);
        assert_eq!(names("Members of the Harbour Council,", Role::Salutation), ["Harbour Council"]);
        assert_eq!(names("Workers of Porto!", Role::Salutation), ["Workers of Porto"]);
        assert_eq!(names("Aux habitants de Lyon, aux bateliers", Role::Addressee), ["habitants de Lyon", "bateliers"]);
        assert_eq!(names("Dear Minister Jane Doe, distinguished delegates,", Role::Salutation), ["Jane Doe"]);
        assert_eq!(names("Gentlemen of the Congress:", Role::Salutation), ["Congress"]);
        assert_eq!(names("President Oarsman, Mr. Chief Justice, my friends:", Role::Salutation), ["Oarsman"]);
        assert_eq!(names("To the House of Representatives:", Role::Addressee), ["House of Representatives"]);
    }

    #[test]
    fn a_headline_or_a_sentence_is_no_address() {
        for line in ["TO INTERFERE WITH FERRIES", "TO RETAIN WORKERS", "IN THE NORTH", "HAVE PAY-UP"] {
            assert!(names(line, Role::Addressee).is_empty(), "{line}");
        }
        for line in [
            "Madam President, it gives me great pleasure to greet the Union",
            "Mr. President, I",
            "Madam Vice President, Mr. Speaker,",
            "Excellencies, Heads of State and Government,",
            "Herr Präsident, ich danke dem Verband,",
        ] {
            assert!(names(line, Role::Salutation).is_empty(), "{line}");
        }
    }

    #[test]
    fn a_greeting_that_names_nobody_gives_none() {
        for line in ["Mr. President,", "Comrades!", "Ladies and gentlemen,", "Dear friends,"] {
            assert!(names(line, Role::Salutation).is_empty(), "{line}");
        }
    }
}
