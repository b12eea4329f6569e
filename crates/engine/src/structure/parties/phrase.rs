//! A phrase that names somebody, as a [`Party`]: without articles and quotation marks, the acronym, the office and the body
//! it belongs to apart.
//!
//! Takes a range of a text, gives the party, or nothing where the phrase names nobody that could be told from other words.

use broadside_model::{Party, PartyKind, Span};

use super::lexicon::{Class, first_of, has, is_body};
use super::person::{is_person_name, person};
use super::trim::{
    before_colon, cut, does_to_its_own, trim, without_acronym, without_honorific, without_lead, without_seat,
};
use crate::knowledge::country;
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};

/// Longest phrase that can be a name, in words and bytes.
pub(super) const MOST_WORDS: usize = 30;

pub(super) const LONGEST: usize = 320;

/// A word that is an acronym: capitals, digits and points, two to ten letters.
pub fn acronym(word: &str) -> Option<String> {
    let word = word.trim().trim_matches(['"', '“', '”', '«', '»', '\'']);
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let upper = word.chars().filter(|letter| letter.is_uppercase()).count();
    let plain = word.chars().all(|letter| letter.is_alphanumeric() || "-./&–".contains(letter));
    (plain && (2..=10).contains(&letters) && upper >= 2 && upper * 2 > letters).then(|| word.to_owned())
}

/// Whether a phrase has marks or figures that no name has: an address of the web, a row of a table, the time of day.
pub fn is_no_name(name: &str, words: &[Word]) -> bool {
    const MARKS: &[char] = &['@', '#', '|', '=', '{', '}', '[', ']', '<', '>', '\\', '_', '?', '!'];
    const PIECES: &[&str] = &["www.", "://", "//", "(at)", "..."];
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let own = words.first().is_some_and(|word| word.is(List::Own) && !matches!(word.folded.as_str(), "all" | "todos"));
    let number = words.first().is_some_and(|word| word.folded.chars().all(|letter| letter.is_ascii_digit()));
    let address = name.contains(MARKS) || PIECES.iter().any(|piece| name.contains(piece));
    address || own || number && digits > 2 || digits * 3 > name.chars().count() || is_unnamed(words)
}

/// Whether a phrase means somebody of the press without a name: "unidentified reporter", "moderator and reporters".
fn is_unnamed(words: &[Word]) -> bool {
    const PRESS: [&str; 14] = [
        "unidentified",
        "reporter",
        "reporters",
        "reported",
        "moderator",
        "and",
        "station",
        "studio",
        "newsmen",
        "journalists",
        "announcer",
        "correspondents",
        "by",
        "staff",
    ];
    let unknown = words.iter().any(|word| matches!(word.folded.as_str(), "unidentified" | "unnamed"));
    unknown || !words.is_empty() && words.iter().all(|word| PRESS.contains(&word.folded.as_str()))
}

/// Whether a sentence ends among words.
fn ends_sentence(text: &str, words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        let between = text.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or_default();
        pair[1].breaks && between.contains(". ") && pair[0].folded.chars().count() > 3
    })
}

/// The party that a phrase names. `sure` where the place of the phrase already says that somebody is named there.
pub fn party(text: &str, span: Span, sure: bool) -> Option<(Party, Span)> {
    let span = without_lead(text, cut(text, before_colon(text, trim(text, span))));
    let span = without_honorific(text, span);
    let (span, acronym) = without_acronym(text, span);
    let span = trim(text, without_seat(text, span));
    if span.is_empty() || span.len() > LONGEST {
        return None;
    }
    let words = words(text, span, MOST_WORDS + 1);
    if words.is_empty()
        || words.len() > MOST_WORDS
        || !words.iter().any(|word| word.folded.chars().any(char::is_alphabetic))
    {
        return None;
    }
    let name = one_line(text.get(span.range())?);
    let titles = |word: &Word| {
        matches!(word.folded.as_str(), "dr" | "prof" | "gez" | "sgd" | "herr" | "frau" | "mr" | "mrs" | "ms" | "ing")
    };
    if is_no_name(&name, &words) || ends_sentence(text, &words) || words.iter().all(titles) {
        return None;
    }
    if let Some(party) = person(text, span, &words) {
        return Some((party, span));
    }
    let whole_country = country::code(&name);
    let kind = kind_of(&words, whole_country.is_some());
    let known = kind.is_some() || acronym.is_some() || all_capitals(&name, text);
    let told = sure && words.iter().any(|word| word.capital);
    if !known && !told {
        return None;
    }
    let of = body_of(text, &words, span);
    let country = whole_country.or_else(|| country::of_organisation(&name)).map(str::to_owned);
    let person = sure && kind.is_none() && acronym.is_none() && is_person_name(&words);
    let kind = if person { Some(PartyKind::Person) } else { kind };
    let country = if person { None } else { country };
    Some((Party { name, kind, of, role: None, acronym, country }, span))
}

/// The words up to a verb by which a body acts: a headline's subject.
pub fn named_part(words: &[Word]) -> &[Word] {
    let end = (1..words.len()).find(|at| {
        words[*at].is(List::Performative) || words[*at].is(List::PastPerformative) || does_to_its_own(words, *at)
    });
    &words[..end.unwrap_or(words.len())]
}

/// Whether words make a name and no part of a sentence: no pronoun and no plain verb among them, and few words that neither
/// begin with a capital nor are what names are made of.
pub fn is_name_like(words: &[Word]) -> bool {
    let plain = |word: &&Word| {
        let own = std::slice::from_ref(*word);
        !word.capital
            && word.folded.len() > 3
            && !word.is(List::Stop)
            && !word.is(List::Article)
            && !is_body(own)
            && !has(own, Class::Group)
            && !has(own, Class::Role)
            && !word.is(List::LinkOf)
    };
    words.len() <= 16
        && !words.iter().any(|word| word.is(List::ClauseWord))
        && words.iter().filter(plain).count() * 3 <= words.len() + 1
}

/// What a party without a person's name is.
fn kind_of(words: &[Word], country: bool) -> Option<PartyKind> {
    let state = words.first().is_some_and(|word| {
        matches!(
            word.folded.as_str(),
            "government"
                | "gobierno"
                | "gouvernement"
                | "governo"
                | "regierung"
                | "правительство"
                | "kingdom"
                | "republic"
                | "republica"
                | "republique"
        )
    });
    if country || state {
        return Some(PartyKind::State);
    }
    let group = first_of(words, Class::Group);
    let body = first_of(words, Class::Organisation).into_iter().chain(first_of(words, Class::Organ)).min();
    match (group, body) {
        (Some(group), Some(body)) if group < body && group <= 1 && !possessive(words, group) => Some(PartyKind::Group),
        (_, Some(_)) => Some(PartyKind::Organisation),
        (Some(_), None) => Some(PartyKind::Group),
        (None, None) if has(words, Class::Role) => Some(PartyKind::Person),
        (None, None) => None,
    }
}

/// "Workers' Party": the group's noun only says whose the body is.
fn possessive(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|next| next.folded == "s" || is_body(std::slice::from_ref(next)))
}

/// The body that an organ belongs to: what follows the preposition after an organ's noun.
fn body_of(text: &str, words: &[Word], span: Span) -> Option<String> {
    let organ = first_of(words, Class::Organ)?;
    let link = (organ + 1..words.len()).take(8).find(|at| is_of(&words[*at].folded))?;
    let after = Span { start: words.get(link + 1)?.span.start, end: span.end };
    let after = trim(text, after);
    let rest: Vec<Word> = words.iter().filter(|word| word.span.start >= after.start).cloned().collect();
    let name = one_line(text.get(after.range())?);
    let whole = is_body(&rest) || acronym(&name).is_some() || country::code(&name).is_some();
    whole.then_some(name)
}

/// The organisation after the office: "General Secretary of the League", "President, League of Examplia".
pub(super) fn office_of(text: &str, words: &[Word]) -> Option<String> {
    let link = words.iter().enumerate().position(|(at, word)| at > 0 && (is_of(&word.folded) || word.breaks))?;
    let start = if is_of(&words[link].folded) { words.get(link + 1)? } else { &words[link] };
    let span = trim(text, Span { start: start.span.start, end: words.last()?.span.end });
    let rest: Vec<Word> = words.iter().filter(|word| word.span.start >= span.start).cloned().collect();
    is_body(&rest).then(|| text.get(span.range()).map(one_line)).flatten()
}

/// Prepositions and genitive articles between an organ and its body.
pub fn is_of(word: &str) -> bool {
    List::Of.has(word)
}

/// Whether a name is written in capitals in a text that is not: an acronym without its expansion.
fn all_capitals(name: &str, text: &str) -> bool {
    acronym(name).is_some() && text.chars().take(400).any(char::is_lowercase)
}

/// A name on one line, its white space single.
pub fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(phrase: &str) -> Party {
        party(phrase, Span::new(0, phrase.len()), true).map(|(party, _)| party).unwrap_or_default()
    }

    #[test]
    fn names_lose_articles_quotes_and_acronyms() {
        let party = read("the “Ferrymen's Union of Examplia” (FUE)");
        assert_eq!((party.name.as_str(), party.acronym.as_deref()), ("Ferrymen's Union of Examplia", Some("FUE")));
        assert_eq!(party.kind, Some(PartyKind::Organisation));
        assert_eq!(read("der Fährleuteverband").name, "Fährleuteverband");
    }

    #[test]
    fn what_goes_on_behind_a_name_is_no_part_of_it() {
        for (phrase, name) in [
            ("Strike Committee held a meeting", "Strike Committee"),
            ("Comité de Huelga celebró su asamblea", "Comité de Huelga"),
            ("Streikkomitee hielt eine Sitzung ab", "Streikkomitee"),
            ("Стачечный комитет провел собрание", "Стачечный комитет"),
            ("Ferrymen's Union: Jane Doe, president", "Ferrymen's Union"),
            ("Vorstand des Verbandes: Anna Ruder, Karl Fähre", "Vorstand des Verbandes"),
            ("Ferrymen's Movement and the", "Ferrymen's Movement"),
        ] {
            assert_eq!(read(phrase).name, name, "{phrase}");
        }
        for phrase in
            ["my home country of Norway", "www.example.org", "@ferry_union", "1|FU|Union", "Mills closed. The Union"]
        {
            assert_eq!(read(phrase).name, "", "{phrase}");
        }
    }

    #[test]
    fn an_organ_has_its_body() {
        let party = read("Central Committee of the Oarsmen's Party");
        assert_eq!(
            (party.name.as_str(), party.of.as_deref()),
            ("Central Committee of the Oarsmen's Party", Some("Oarsmen's Party"))
        );
        assert_eq!(read("Comité Central del Partido de los Remeros").of.as_deref(), Some("Partido de los Remeros"));
        assert_eq!(read("Zentralkomitee der Partei der Ruderer").of.as_deref(), Some("Partei der Ruderer"));
    }

    #[test]
    fn persons_have_offices() {
        let party = read("Jane Doe, General Secretary of the Ferrymen's Union");
        assert_eq!(
            (party.name.as_str(), party.role.as_deref()),
            ("Jane Doe", Some("General Secretary of the Ferrymen's Union"))
        );
        assert_eq!(party.of.as_deref(), Some("Ferrymen's Union"));
        let party = read("HARBOUR MINISTER GENERAL JOHN OARSMAN");
        assert_eq!((party.name.as_str(), party.role.as_deref()), ("JOHN OARSMAN", Some("HARBOUR MINISTER GENERAL")));
    }

    #[test]
    fn groups_and_states_are_told() {
        assert_eq!(read("the workers of all countries").kind, Some(PartyKind::Group));
        assert_eq!(read("Workers' Party").kind, Some(PartyKind::Organisation));
        assert_eq!(read("Government of Norway").kind, Some(PartyKind::State));
    }
}
