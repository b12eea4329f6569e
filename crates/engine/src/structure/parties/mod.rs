//! The parties to a statement: who issued it, to whom, what carries it, and where it was issued.
//!
//! Takes a statement whose parts, title and signatories are known, fills its issuers, addressees, carrier and places. Each
//! rule stands in a file of its own; the surest place that names an issuer holds, and the others are not asked, so that a
//! person who is quoted, a site, or a greeted guest never stands beside the one who speaks.

mod addressee;
mod beside;
mod body;
mod byline;
mod carrier;
mod enclosed;
mod generic;
mod joined;
mod lexicon;
mod link;
mod person;
mod phrase;
mod places;
mod signature;
mod speaker;
mod tag;
mod title;
mod trim;

use broadside_model::{Found, Kind, Metadata, Party, PartyKind, Role, Span, Statement};

use self::joined::same;
use self::title::Named;
use super::kind::{self, Ends};

/// Most parties of one sort.
const MOST: usize = 40;

/// Fills a statement's issuers, addressees, carrier and places.
pub fn read(ends: &Ends<'_>, statement: &mut Statement, metadata: &[Metadata]) {
    let text = ends.text;
    let kind = match &statement.kind {
        Some(found) => Some(found.value),
        None => kind::of(ends, statement, metadata).map(|found| found.value),
    };
    let named = titles(text, statement);
    let untold = matches!(kind, Some(Kind::Law | Kind::Minutes | Kind::Interview));
    let mut addressees = if untold { Vec::new() } else { named.addressees.clone() };
    if addressees.is_empty() && !untold {
        addressees = addressee::find(text, statement, metadata);
    }
    statement.issuers = beside::apart(text, issuers(ends, statement, kind, named.issuers, metadata));
    generic::resolve(ends, &mut statement.issuers);
    addressees
        .retain(|addressee| statement.issuers.iter().all(|issuer| !same(&issuer.value.name, &addressee.value.name)));
    addressees.truncate(MOST);
    statement.addressees = addressees;
    if statement.places.is_empty() {
        statement.places = places::find(ends, statement);
    }
    places::countries(text, &mut statement.places);
    let mut issued = std::mem::take(&mut statement.places);
    places::keep_places(text, &mut issued, statement);
    statement.places = issued;
    let carrier = carrier::find(ends, statement, metadata);
    if statement.published_in.is_none() {
        statement.published_in = carrier;
    }
}

/// The issuers, from the surest place that names some.
fn issuers(
    ends: &Ends<'_>,
    statement: &Statement,
    kind: Option<Kind>,
    titled: Vec<Found<Party>>,
    metadata: &[Metadata],
) -> Vec<Found<Party>> {
    let text = ends.text;
    let tagged = tag::issuers(text, statement);
    if !tagged.is_empty() {
        return tagged;
    }
    let persons = titled.iter().all(|party| party.value.kind == Some(PartyKind::Person));
    let spoken = matches!(kind, Some(Kind::Speech | Kind::Message) | None);
    let assembly = spoken && persons && speaker::is_delegate(ends);
    let state = || assembly.then(|| speaker::state(text, statement.span)).flatten();
    if !titled.is_empty() {
        if let Some(state) = state() {
            return vec![state];
        }
        let signed = signature::issuers(ends, statement);
        return joined(as_signed(titled, &signed), &signed);
    }
    if kind == Some(Kind::Law) {
        return body::issuers(ends, statement, kind);
    }
    let bylined = byline::issuers(text, statement, kind);
    if !bylined.is_empty() {
        return joined(bylined, &signature::issuers(ends, statement));
    }
    if let Some(state) = state() {
        return vec![state];
    }
    let signed = signature::issuers(ends, statement);
    let bodied = |found: &[Found<Party>]| found.iter().any(|party| party.value.kind != Some(PartyKind::Person));
    if bodied(&signed) {
        return signed;
    }
    let spoken = body::issuers(ends, statement, kind);
    if !spoken.is_empty() && !assembly {
        return spoken;
    }
    if !signed.is_empty() {
        return signed;
    }
    let headline = byline::headline(text, statement);
    // A speech begins with those whom it greets.
    if !headline.is_empty() && !matches!(kind, None | Some(Kind::Speech | Kind::Interview)) {
        return headline;
    }
    creator(metadata).into_iter().collect()
}

/// A body as it signs: with the organ that a title leaves out, and in the case in which a name stands alone.
fn as_signed(mut titled: Vec<Found<Party>>, signed: &[Found<Party>]) -> Vec<Found<Party>> {
    let [only] = titled.as_mut_slice() else { return titled };
    let fuller = signed
        .iter()
        .find(|party| party.value.kind != Some(PartyKind::Person) && is_form_of(&only.value.name, &party.value.name));
    if let Some(fuller) = fuller {
        let confidence = only.confidence;
        *only = fuller.clone();
        only.confidence = confidence;
    }
    titled
}

/// Whether two names are one in another case of its words, or the second is an organ of the first.
fn is_form_of(one: &str, other: &str) -> bool {
    let stems = |name: &str| -> Vec<String> {
        let words = kind::words::words(name, Span::new(0, name.len()), 30);
        words.into_iter().map(|word| word.folded.chars().take(4).collect()).collect()
    };
    let (one, other) = (stems(one), stems(other));
    !one.is_empty() && other.ends_with(&one)
}

/// An office that a title names, with the person who signs in it.
fn joined(titled: Vec<Found<Party>>, signed: &[Found<Party>]) -> Vec<Found<Party>> {
    let office = titled.len() == 1 && titled[0].value.kind == Some(PartyKind::Person) && titled[0].value.role.is_none();
    let person = signed.iter().find(|party| party.value.kind == Some(PartyKind::Person));
    match person.filter(|_| office && (titled[0].method != "title-by" || is_office(&titled[0].value.name))) {
        Some(person) if !same(&person.value.name, &titled[0].value.name) => {
            let mut found = person.clone();
            found.value.role = Some(titled[0].value.name.clone());
            found.value.country = titled[0].value.country.clone();
            found.evidence.extend(titled[0].evidence.iter().copied());
            found.evidence.sort();
            found.confidence = titled[0].confidence;
            vec![found]
        }
        _ => titled,
    }
}

/// Whether a name is an office's, not a person's.
fn is_office(name: &str) -> bool {
    let words = kind::words::words(name, Span::new(0, name.len()), 20);
    lexicon::has(&words, lexicon::Class::Role)
}

/// Whom the title, subtitle and first line name.
fn titles(text: &str, statement: &Statement) -> Named {
    let language = statement.language.as_deref();
    let mut named = Named::default();
    let mut spans: Vec<Span> = Vec::new();
    for role in [Role::Title, Role::Subtitle, Role::Byline] {
        spans.extend(statement.parts.iter().filter(|part| part.role == role).take(4).map(|part| part.text));
    }
    if spans.is_empty() {
        spans.extend(statement.title.iter().flat_map(|title| title.evidence.first().copied()));
        spans.extend(kind::front_lines(text, statement));
    }
    for span in spans {
        let mut read = title::read(text, span, language);
        if read.issuers.is_empty() && named.issuers.is_empty() {
            read.issuers = title::continued(text, span);
        }
        if read.addressees.is_empty() && named.addressees.is_empty() {
            read.addressees = addressee::title(text, span);
        }
        if named.issuers.is_empty() {
            named.issuers = read.issuers;
        }
        if named.addressees.is_empty() {
            named.addressees = read.addressees;
        }
    }
    named
}

/// The creator that the file's metadata names, where nothing in the text names an issuer.
fn creator(metadata: &[Metadata]) -> Option<Found<Party>> {
    let value = &metadata.iter().find(|entry| entry.key == "creator")?.value;
    let name = value.split('<').next().unwrap_or_default().trim().trim_matches('"');
    let (party, _) = phrase::party(name, Span::new(0, name.len()), true)?;
    let odd = name.contains('@') || name.contains('/') || !name.contains(' ') || name.eq_ignore_ascii_case("admin");
    (!odd).then(|| Found { value: party, evidence: Vec::new(), method: "metadata-creator".to_owned(), confidence: 55 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::Part;

    fn read_all(text: &str, role: Role) -> Statement {
        let span = Span::new(0, text.len());
        let parts = vec![Part { role, text: span, raw: span, language: None }];
        let mut statement = Statement { span, parts, ..Statement::default() };
        let ends = Ends::new(text, span);
        statement.kind = kind::of(&ends, &statement, &[]);
        read(&ends, &mut statement, &[]);
        statement
    }

    #[test]
    fn hostile_texts_are_read_without_harm() {
        let long = 200_000;
        let texts = [
            "(".repeat(long),
            "[".repeat(long),
            "the ".repeat(long),
            "the Union and ".repeat(long / 8),
            "a".repeat(long),
            "Statement of ".repeat(long / 8),
            "é\u{301}\u{200d}؛ ".repeat(long / 8),
            "Q.\n".repeat(long),
            "To the Union; ".repeat(long / 8),
            "Porto, ".repeat(long / 8),
            "\n".repeat(long),
            String::new(),
        ];
        let roles = [
            Role::Title,
            Role::Byline,
            Role::Addressee,
            Role::Salutation,
            Role::Signature,
            Role::Dateline,
            Role::Publication,
            Role::Body,
        ];
        for text in &texts {
            for role in roles {
                read_all(text, role);
            }
        }
    }

    #[test]
    fn a_greeted_congress_did_not_send_the_greeting() {
        let text = "Greetings to the Congress of Oarsmen from the Ferrymen's Union";
        let statement = read_all(text, Role::Title);
        assert_eq!(
            statement.issuers.iter().map(|found| found.value.name.as_str()).collect::<Vec<_>>(),
            ["Ferrymen's Union"]
        );
        assert_eq!(
            statement.addressees.iter().map(|found| found.value.name.as_str()).collect::<Vec<_>>(),
            ["Congress of Oarsmen"]
        );
    }
}
