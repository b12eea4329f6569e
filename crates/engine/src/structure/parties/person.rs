//! Persons among words: what looks like somebody's name, and the office that stands before it or after a comma.

use broadside_model::{Party, PartyKind, Span};

use super::lexicon::{Class, has, is_at, is_body};
use super::phrase::{office_of, one_line};
use super::trim::is_article;
use crate::knowledge::{country, persons};
use crate::structure::kind::particles::List;
use crate::structure::kind::words::Word;

/// A person, with the office that stands before the name or after a comma.
pub(super) fn person(text: &str, span: Span, words: &[Word]) -> Option<Party> {
    let slice = text.get(span.range())?;
    let comma = slice.find(", ").or_else(|| slice.find(",\n")).map(|at| span.start as usize + at);
    let split =
        comma.map_or(words.len(), |comma| words.iter().take_while(|word| (word.span.start as usize) < comma).count());
    let (front, back) = words.split_at(split);
    if is_person_name(back) && back.len() >= 2 && has(front, Class::Role) && back.first()?.capital {
        return reversed(text, front, back);
    }
    let (title, name) = titled(front)?;
    let behind = has(back, Class::Role);
    if title == 0 && !behind {
        return None;
    }
    if behind_is_genitive(&front[..title], name) || is_upper_genitive(text, title, name) {
        return None;
    }
    let name_span = Span { start: name.first()?.span.start, end: name.last()?.span.end };
    let said = |words: &[Word]| {
        let range = Span { start: words.first()?.span.start, end: words.last()?.span.end };
        text.get(range.range()).map(one_line)
    };
    // A lord without the title is nobody.
    let noble = title == 1
        && matches!(
            front[0].folded.as_str(),
            "lord" | "lady" | "sir" | "king" | "queen" | "pope" | "prince" | "princess"
        );
    let name_span = if noble && !behind { Span { start: front[0].span.start, end: name_span.end } } else { name_span };
    let role = if noble && !behind {
        None
    } else if behind {
        said(back)
    } else {
        said(&front[..title])
    };
    let role_text = role.clone().unwrap_or_default();
    let of = if behind { office_of(text, back) } else { None };
    let country = country::of_organisation(&role_text).map(str::to_owned);
    let name = one_line(text.get(name_span.range())?);
    Some(Party { name, kind: Some(PartyKind::Person), of, role, acronym: None, country })
}

/// A person whose office stands before a comma: "the General Secretary of the Union, Jane Doe".
fn reversed(text: &str, office: &[Word], name: &[Word]) -> Option<Party> {
    let said = |words: &[Word]| {
        let range = Span { start: words.first()?.span.start, end: words.last()?.span.end };
        text.get(range.range()).map(one_line)
    };
    let role = said(office)?;
    let country = country::of_organisation(&role).map(str::to_owned);
    let of = office_of(text, office);
    Some(Party { name: said(name)?, kind: Some(PartyKind::Person), of, role: Some(role), acronym: None, country })
}

/// Whether what stands behind an office is what it governs in the genitive ("Ministra Gospodarki Morskiej"), no name.
fn behind_is_genitive(title: &[Word], name: &[Word]) -> bool {
    let ends =
        ["iej", "ego", "ych", "ich", "ого", "ых", "их", "ой", "ои", "ства", "ости", "ти", "порта", "ения", "ания"];
    !title.is_empty() && name.iter().any(|word| ends.iter().any(|end| word.folded.ends_with(end)))
}

/// Whether an office in capitals goes on in a genitive: "MAIRE DE MONTRÉVAL".
fn is_upper_genitive(text: &str, title: usize, name: &[Word]) -> bool {
    let [first, next, ..] = name else { return false };
    let upper = |word: &Word| {
        text.get(word.span.range()).is_some_and(|word| word.len() > 1 && !word.chars().any(char::is_lowercase))
    };
    let of = matches!(first.folded.as_str(), "de" | "du" | "des" | "del" | "do" | "da" | "dos" | "das" | "di");
    title > 0 && of && upper(first) && upper(next)
}

/// How many words of title stand before a person's name, and the name.
fn titled(words: &[Word]) -> Option<(usize, &[Word])> {
    let mut title = 0;
    let mut at = 0;
    while at < words.len() {
        match is_at(words, at, Class::Role) {
            Some(len) => {
                at += len;
                title = at;
            }
            None => at += 1,
        }
    }
    let name = &words[title..];
    (is_person_name(name) && title <= 10).then_some((title, name))
}

/// Whether words look like a person's name.
pub fn is_person_name(words: &[Word]) -> bool {
    let particle = |word: &Word| word.is(List::NameParticle);
    let clean = |word: &Word| {
        (word.capital || particle(word))
            && !word.folded.chars().any(char::is_numeric)
            && word.folded.chars().count() < 20
    };
    let named = words.iter().filter(|word| word.capital && word.folded.chars().count() > 1).count();
    (1..=6).contains(&words.len())
        && named >= 1
        && words.iter().all(clean)
        && !words.first().is_some_and(|word| is_article(&word.folded) && !word.capital)
        && !is_body(words)
        && !has(words, Class::Group)
        && !has(words, Class::Role)
        && !words.iter().any(|word| word.is(List::NoName))
        && !words.windows(2).any(|pair| pair[1].breaks && pair[0].folded.chars().count() > 5)
}

/// Whether words that look like a person's name are known to be one: a first name of some country among them, or initials.
/// Of scripts without capitals nothing can be said, and all are taken.
pub fn is_known_person(words: &[Word]) -> bool {
    let initial = |word: &Word| word.folded.chars().count() == 1;
    let long = words.iter().any(|word| word.folded.chars().count() > 2 && word.folded.chars().all(char::is_alphabetic));
    let cased = words.iter().flat_map(|word| word.folded.chars()).any(|letter| letter.is_lowercase());
    let first = |word: &Word| {
        let small = word.is(List::Stop) || word.is(List::Topic) || word.is(List::Article);
        !small
            && crate::knowledge::phrase::words(&word.folded)
                .iter()
                .any(|hash| persons::name(*hash) & persons::FIRST != 0)
    };
    let initials = words.first().is_some_and(initial) && words.len() <= 5;
    !cased || long && (initials || words.iter().take(4).any(first))
}
