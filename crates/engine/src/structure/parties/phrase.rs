//! A phrase that names somebody, as a [`Party`]: without articles and quotation marks, the acronym, the office and the body
//! it belongs to apart.
//!
//! Takes a range of a text, gives the party, or nothing where the phrase names nobody that could be told from other words.

use broadside_model::{Party, PartyKind, Span};

use super::lexicon::{Class, first_of, has, is_at, is_body};
use crate::knowledge::{country, persons};
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};

/// Longest phrase that can be a name, in words and bytes.
const MOST_WORDS: usize = 30;
const LONGEST: usize = 320;

/// The range without white space, marks and articles at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let mut span = bare(text, span);
    // No name has more than a few articles in front of it, however many a text may write.
    for _ in 0..4 {
        if span.len() > 8 * LONGEST {
            break;
        }
        let skip = words(text, span, 3);
        let article = skip.first().is_some_and(|word| is_article(&word.folded));
        match skip.get(1) {
            Some(next) if article && !is_proper_article(text, &skip) => {
                span = bare(text, Span { start: next.span.start, end: span.end });
            }
            _ => break,
        }
    }
    span
}

/// The range without white space and marks at its ends.
pub fn bare(text: &str, span: Span) -> Span {
    let Some(slice) = text.get(span.range()) else { return span };
    let marks = |letter: char| letter.is_whitespace() || "\"'«»“”„‟‘’‚‹›*_#>•–—-:;,.|/!¡?¿\u{feff}".contains(letter);
    let inner = slice.trim_start_matches(|letter| marks(letter) || "([".contains(letter));
    let start = span.start as usize + slice.len() - inner.len();
    let mut inner = inner.trim_end_matches(marks);
    if inner.ends_with(')') && !inner.contains('(') || inner.ends_with(']') && !inner.contains('[') {
        inner = inner[..inner.len() - 1].trim_end_matches(marks);
    }
    Span::new(start, start + inner.len())
}

/// Articles and possessives that are no part of a name.
fn is_article(word: &str) -> bool {
    is_the(word) || List::Article.has(word)
}

fn is_the(word: &str) -> bool {
    matches!(word, "the" | "this" | "der" | "die" | "das" | "den" | "dem" | "het")
}

/// Whether the article belongs to a name of its own ("La Prensa", "El Salvador", "Los Remeros").
fn is_proper_article(text: &str, words: &[Word]) -> bool {
    let [article, next, ..] = words else { return false };
    if !article.capital || is_the(&article.folded) || matches!(article.folded.as_str(), "a" | "an" | "our") {
        return false;
    }
    let both = text.get(article.span.start as usize..next.span.end as usize).unwrap_or_default();
    country::code(both).is_some()
        || (next.capital && !is_body(&words[1..]) && !has(&words[1..], Class::Role) && !has(&words[1..], Class::Group))
}

/// The range without an acronym in parentheses or after a comma at its end, and that acronym.
fn without_acronym(text: &str, span: Span) -> (Span, Option<String>) {
    let Some(slice) = text.get(span.range()) else { return (span, None) };
    let end = slice.trim_end().trim_end_matches(['.', ',']);
    let (before, inside) = if let Some(open) = end.strip_suffix(')').and_then(|rest| rest.rfind('(')) {
        (&end[..open], &end[open + 1..end.len() - 1])
    } else if let Some(comma) = end.rfind(", ").or_else(|| end.rfind(",\n")) {
        (&end[..comma], &end[comma + 2..])
    } else if let Some(dash) = end.rfind(" – ").or_else(|| end.rfind(" - ")) {
        (&end[..dash], end[dash..].trim_start_matches([' ', '-', '–']))
    } else {
        return (span, None);
    };
    let found = acronym(inside).filter(|_| before.trim().contains(' ') || before.trim().len() > 8);
    match found {
        Some(found) => (Span::new(span.start as usize, span.start as usize + before.trim_end().len()), Some(found)),
        None => (span, None),
    }
}

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

/// The range without the small words at its end that lead on to what is not there: "Movement and the".
fn without_lead(text: &str, span: Span) -> Span {
    let found = words(text, span, MOST_WORDS + 1);
    let leads = |word: &&Word| {
        let joins = matches!(word.folded.as_str(), "and" | "y" | "et" | "und" | "и" | "ve" | "e" | "en" | "or" | "for");
        !word.capital && (joins || word.is(List::Article) || word.is(List::Of) || is_the(&word.folded))
    };
    let kept = found.len() - found.iter().rev().take_while(leads).count();
    match found.get(kept.wrapping_sub(1)) {
        Some(last) if kept < found.len() => Span { start: span.start, end: last.span.end },
        _ => span,
    }
}

/// The range up to a colon behind which those who sign for a body, or its words, stand: "Committee: Jane Doe, John Oarsman".
fn before_colon(text: &str, span: Span) -> Span {
    let slice = text.get(span.range()).unwrap_or_default();
    let colon = slice.find(": ").or_else(|| slice.find(":\n"));
    match colon.filter(|at| *at > 3) {
        Some(at) => {
            let front = Span::new(span.start as usize, span.start as usize + at);
            let behind = words(text, Span::new(front.end as usize, span.end as usize), 4);
            let signs = (2..=4).any(|most| behind.get(..most).is_some_and(is_known_person));
            if signs && is_body(&words(text, front, MOST_WORDS)) { bare(text, front) } else { span }
        }
        None => span,
    }
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

/// The range up to a verb or participle with which a sentence goes on behind a body's name: "The Union condemns …", "The
/// Congress, meeting in …".
fn cut(text: &str, span: Span) -> Span {
    let found = words(text, span, MOST_WORDS + 10);
    let end = (1..found.len()).find(|at| {
        let word = &found[*at];
        let comma = text
            .get(found[at - 1].span.end as usize..word.span.start as usize)
            .is_some_and(|between| between.contains(','));
        let dated = comma && word.folded.starts_with(|letter: char| letter.is_ascii_digit());
        let goes_on = comma && word.is(List::Participle);
        let does = does_to_its_own(&found, *at);
        let happens = !word.capital && word.is(List::EventVerb);
        (dated || goes_on || does || happens || word.is(List::Performative)) && is_body(&found[..*at])
    });
    let adverb = |word: &Word| word.is(List::Adverb) || word.folded.ends_with("mente");
    let end = end.map(|at| at - found[1..at].iter().rev().take_while(|word| adverb(word)).count());
    end.map_or(span, |at| bare(text, Span { start: span.start, end: found[at - 1].span.end }))
}

/// Whether a verb stands there with what is the subject's own behind it: "The Union opens its reading room".
fn does_to_its_own(words: &[Word], at: usize) -> bool {
    let own = words.get(at + 1).is_some_and(|next| {
        !next.breaks
            && matches!(
                next.folded.as_str(),
                "its"
                    | "su"
                    | "sus"
                    | "son"
                    | "ses"
                    | "seu"
                    | "seus"
                    | "suas"
                    | "ihre"
                    | "ihren"
                    | "seine"
                    | "seinen"
                    | "zijn"
                    | "haar"
                    | "свою"
                    | "свои"
                    | "свой"
            )
    });
    let verb = words.get(at).is_some_and(|word| {
        let alone = std::slice::from_ref(word);
        !word.capital
            && word.folded.chars().count() > 3
            && !word.is(List::Stop)
            && !word.is(List::LinkAbout)
            && !is_body(alone)
            && !has(alone, Class::Group)
            && !has(alone, Class::Role)
    });
    own && verb
}

/// The range without the town behind a body's name: "Ferrymen's Union, Porto".
fn without_seat(text: &str, span: Span) -> Span {
    let found = words(text, span, MOST_WORDS);
    let (Some(last), Some(before)) = (found.last(), found.len().checked_sub(2).and_then(|at| found.get(at))) else {
        return span;
    };
    let comma =
        text.get(before.span.end as usize..last.span.start as usize).is_some_and(|between| between.trim() == ",");
    let own = std::slice::from_ref(last);
    let town = last.capital && !is_body(own) && !has(own, Class::Role) && !has(own, Class::Group);
    let body = is_body(&found[..found.len() - 1]) && !has(&found[..found.len() - 1], Class::Role);
    if comma && town && body { Span { start: span.start, end: before.span.end } } else { span }
}

/// The range without "Monsieur le", "Mr.", "Herr" before an office or a name.
fn without_honorific(text: &str, span: Span) -> Span {
    let found = words(text, span, 6);
    let polite = |word: &Word| word.is(List::Honorific);
    let articles = |word: &Word| is_article(&word.folded) || word.folded == "de";
    let skip = found.iter().take_while(|word| polite(word)).count();
    let real = found.iter().take(skip).any(|word| !articles(word));
    match found.get(skip) {
        Some(next) if real && skip <= 4 => Span { start: next.span.start, end: span.end },
        _ => span,
    }
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

/// A person, with the office that stands before the name or after a comma.
fn person(text: &str, span: Span, words: &[Word]) -> Option<Party> {
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
fn office_of(text: &str, words: &[Word]) -> Option<String> {
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
