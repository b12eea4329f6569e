//! Where a name begins and ends in a phrase: without the marks, articles and forms of address in front of it, and without
//! the acronym, the town, the verb or the persons behind it.
//!
//! Takes a range of a text, gives a part of it.

use broadside_model::Span;

use super::lexicon::{Class, has, is_body};
use super::person::is_known_person;
use super::phrase::{LONGEST, MOST_WORDS, acronym};
use crate::knowledge::country;
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, words};

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
pub(super) fn is_article(word: &str) -> bool {
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
pub(super) fn without_acronym(text: &str, span: Span) -> (Span, Option<String>) {
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

/// The range without the small words at its end that lead on to what is not there: "Movement and the".
pub(super) fn without_lead(text: &str, span: Span) -> Span {
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
pub(super) fn before_colon(text: &str, span: Span) -> Span {
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

/// The range up to a verb or participle with which a sentence goes on behind a body's name: "The Union condemns …", "The
/// Congress, meeting in …".
pub(super) fn cut(text: &str, span: Span) -> Span {
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
pub(super) fn does_to_its_own(words: &[Word], at: usize) -> bool {
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
pub(super) fn without_seat(text: &str, span: Span) -> Span {
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
pub(super) fn without_honorific(text: &str, span: Span) -> Span {
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
