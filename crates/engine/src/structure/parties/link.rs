//! Prepositions of a title: what each says of the phrase behind it, and where that phrase ends.

use super::lexicon::{Class, has, is_body};
use crate::structure::kind::is_stop;
use crate::structure::kind::particles::{self, List};
use crate::structure::kind::words::Word;

/// What a preposition says of the phrase after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Link {
    /// Sender, and nothing else.
    By,
    /// A genitive: sender, or what it is about.
    Of,
    /// Receiver.
    To,
    /// Receiver after some kinds, else goal or place.
    MaybeTo,
    /// What it is about; ends a phrase.
    About,
}

/// What a preposition says of what follows it.
pub(super) fn is_link(word: &str, language: &str) -> Option<Link> {
    if matches!(language, "pl" | "cs") && matches!(word, "do" | "z" | "w" | "o" | "ve" | "na" | "dla") {
        return Some(if word == "do" { Link::To } else { Link::About });
    }
    let place = match language {
        "es" | "fr" | "ca" => matches!(word, "en" | "ante" | "devant" | "lors"),
        "pt" => matches!(word, "na" | "no" | "nas" | "nos" | "em" | "perante"),
        "ru" | "uk" => matches!(word, "на" | "в" | "перед"),
        "cs" => matches!(word, "k" | "ke"),
        "en" => word == "before",
        _ => false,
    };
    if place {
        return Some(Link::About);
    }
    if word == "a" && language != "en" {
        return Some(Link::MaybeTo);
    }
    let lists = particles::lists(word);
    let links = [
        (List::LinkBy, Link::By),
        (List::LinkOf, Link::Of),
        (List::LinkTo, Link::To),
        (List::LinkGoal, Link::About),
        (List::LinkAbout, Link::About),
    ];
    let listed = links.into_iter().find(|(list, _)| lists & list.bit() != 0).map(|(_, link)| link);
    listed.or_else(|| (is_stop(word) && lists & List::NoLink.bit() == 0).then_some(Link::About))
}

/// Where a phrase ends: before a preposition that begins another, or a break.
pub(super) fn extent(words: &[Word], start: usize, link: Link, language: &str) -> usize {
    let mut at = start;
    while at < words.len() {
        let word = &words[at];
        let bracketed_acronym =
            word.breaks && at > start && word.capital && words.get(at + 1).is_none_or(|next| next.breaks);
        if at > start && word.breaks && !bracketed_acronym && !wraps(words, start, at) {
            break;
        }
        if at > start {
            match is_link(&word.folded, language) {
                Some(Link::By) if link != Link::By && word.folded == "von" && of_place(words, at) => {}
                Some(Link::About | Link::By) if !belongs(words, start, at) => break,
                Some(Link::To) if link != Link::To => break,
                Some(Link::MaybeTo) if link != Link::MaybeTo && !belongs(words, start, at) => break,
                _ => {}
            }
            if has_verb(std::slice::from_ref(word)) || (is_date_start(words, at)) {
                break;
            }
        }
        at += 1;
    }
    at
}

/// Whether a name goes on in the next line: behind a small word that leads on, or with one that says whose it is.
fn wraps(words: &[Word], start: usize, at: usize) -> bool {
    let leads = |word: &Word| {
        word.is(List::Of) || word.is(List::Article) || matches!(word.folded.as_str(), "the" | "for" | "and" | "und")
    };
    let of = words[at].is(List::Of) && is_body(&words[start..at]) && words.get(at + 1).is_some_and(|next| !next.breaks);
    words[at].wraps && (leads(&words[at - 1]) || of)
}

/// Whether a preposition still belongs to a name: "Committee for Peace", "Union in Examplia", "Campaign against Fees".
fn belongs(words: &[Word], start: usize, at: usize) -> bool {
    let before = &words[start..at];
    let next = words.get(at + 1);
    let named = next.is_some_and(|next| {
        next.capital
            || (matches!(
                next.folded.as_str(),
                "the" | "la" | "el" | "los" | "las" | "den" | "die" | "der" | "o" | "a" | "il" | "le" | "les" | "l"
            ) && words.get(at + 2).is_some_and(|word| word.capital))
    });
    // "Committee of Inquiry into the Fire at the Mill".
    let inquires = before.iter().any(|word| {
        matches!(
            word.folded.as_str(),
            "inquiry" | "enquiry" | "investigation" | "enquete" | "investigacion" | "inchiesta"
        )
    });
    if inquires && is_body(before) && named {
        let sought = matches!(words[at].folded.as_str(), "into" | "sur" | "sobre" | "sulla" | "sul");
        let inside =
            before.iter().any(|word| matches!(word.folded.as_str(), "into" | "sur" | "sobre" | "sulla" | "sul"));
        return sought || inside && matches!(words[at].folded.as_str(), "at" | "in" | "on" | "of" | "a" | "en");
    }
    if words[at].folded == "on" {
        return before.last().is_some_and(|word| word.is(List::BodyOn)) && named;
    }
    let purposes = words[at].is(List::Purpose);
    let organised = before.last().is_some_and(|word| {
        is_body(std::slice::from_ref(word))
            || has(std::slice::from_ref(word), Class::Group)
            || has(std::slice::from_ref(word), Class::Role)
    });
    let indefinite = next.is_some_and(|next| next.is(List::Indefinite));
    purposes && organised && named && !indefinite
}

/// "von" before a name without an article, which is a genitive: "die Regierung von Nordmark".
fn of_place(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.capital && !is_body(std::slice::from_ref(next)))
}

/// A date's beginning, which is no part of a name.
fn is_date_start(words: &[Word], at: usize) -> bool {
    let word = &words[at].folded;
    let number = word.chars().all(|letter| letter.is_ascii_digit());
    number && word.len() == 4 && words.get(at + 1).is_none_or(|next| next.breaks)
}

/// Verbs of a headline, after which no name goes on.
pub(super) fn has_verb(words: &[Word]) -> bool {
    words.iter().any(|word| word.is(List::HeadlineVerb))
}

/// Adjectives, numbers and the like between a head noun and its prepositions.
pub(super) fn is_kind_adjective(word: &str) -> bool {
    word.chars().all(char::is_numeric) || List::KindAdjective.has(word)
}
