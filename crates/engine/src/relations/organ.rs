//! Organs and sections whose name says what they are of: "Executive Committee of the Bakers' Union", "Fırıncılar Birliği
//! Merkez Komitesi".

use super::words::{self, ARTICLE, KIND, OF, ORGAN, PART, uncontracted};
use super::{Finder, Said};
use crate::knowledge::phrase::folded;
use crate::knowledge::phrase::hash;
use crate::knowledge::{country, organisations};
use broadside_model::{Mention, MentionKind, RelationKind, Span};

/// A word of a name.
struct Word<'a> {
    text: &'a str,
    folded: String,
    uses: u32,
    span: Span,
}

/// Reads the name of a body.
pub fn read(finder: &mut Finder<'_>, name: &Mention) {
    if name.kind != MentionKind::Organisation || finder.view.is_cut(name) {
        return;
    }
    let text = finder.view.words(name.span);
    if text.contains(['*', '|', '•', '\t', ';']) || text.contains("\n\n") {
        return;
    }
    let words = words_of(finder.view.text, name.span);
    if let Some((kind, object)) = forwards(&words).or_else(|| backwards(&words)) {
        finder.found.push(said(kind, name.span, object, name.span));
    }
}

/// Reads "of the" between two names: "General Council| of the |Bakers' Union".
pub fn joined(finder: &mut Finder<'_>, a: &Mention, b: &Mention) {
    let view = &finder.view;
    let Some(gap) = view.between(a, b) else { return };
    let joint = view.words(gap);
    let is_body = a.kind == MentionKind::Organisation && b.kind == MentionKind::Organisation;
    if !is_body || joint.len() > 12 || joint.contains([',', '.', '(', ')', ';', ':']) {
        return;
    }
    let joint = words_of(view.text, gap);
    let words = words_of(view.text, a.span);
    let Some(place) = words.iter().position(|word| word.uses & (ORGAN | PART) != 0) else { return };
    let is_organ = words.iter().enumerate().all(|(at, word)| at == place || word.uses & (ORGAN | PART | KIND) != 0);
    let leads = joint.first().is_some_and(|word| word.uses & OF != 0) && joint.iter().any(is_article);
    let is_all = joint.iter().all(|word| word.uses & (OF | ARTICLE) != 0);
    let object = words_of(view.text, b.span);
    let is_cut = view.began_before(a.span.start) || view.goes_on(b.span.end);
    if is_organ && leads && is_all && !is_cut && is_named_body(&object) {
        let whole = Span { start: a.span.start, end: b.span.end };
        let kind = kind_of(&words[place]);
        finder.found.push(said(kind, a.span, b.span, whole));
    }
}

fn said(kind: RelationKind, subject: Span, object: Span, also: Span) -> Said {
    let (method, confidence) = ("relations.organ", 88);
    Said { kind, subject, object, role: None, date: None, method, confidence, also }
}

fn words_of(text: &str, span: Span) -> Vec<Word<'_>> {
    let Some(name) = text.get(span.range()) else { return Vec::new() };
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in name.char_indices().chain([(name.len(), ' ')]) {
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            let word = name.get(from..at).unwrap_or_default();
            let folded = uncontracted(folded(word));
            let span = Span::new(span.start as usize + from, span.start as usize + at);
            words.push(Word { text: word, uses: words::uses(&folded), folded, span });
        }
    }
    words
}

fn kind_of(organ: &Word<'_>) -> RelationKind {
    if organ.uses & PART != 0 { RelationKind::SectionOf } else { RelationKind::OrganOf }
}

/// An article, or a preposition contracted with one.
fn is_article(word: &Word<'_>) -> bool {
    word.uses & ARTICLE != 0 && word.folded != "de" || word.folded == "de" && !word.text.eq_ignore_ascii_case("de")
}

/// "Executive Committee of the Bakers' Union": an organ, "of the", a body.
fn forwards(words: &[Word<'_>]) -> Option<(RelationKind, Span)> {
    let organ = words.iter().position(|word| word.uses & (ORGAN | PART) != 0)?;
    let is_body = |word: &Word<'_>| word.uses & (ORGAN | PART | KIND) == 0 && words::heads_body(&word.folded);
    if words.get(..organ)?.iter().any(is_body) {
        return None;
    }
    let behind = words.get(organ + 1..)?;
    let joint = behind.iter().position(|word| word.uses & (OF | ARTICLE) != 0);
    let cased =
        behind.iter().position(|word| !word.text.is_ascii() && is_body(word) || is_cased(word) && is_body(word));
    let (from, has_article) = match (joint, cased) {
        (Some(joint), cased) if joint <= 2 && cased.is_none_or(|cased| joint < cased) => {
            let length = behind.get(joint..)?.iter().take_while(|word| word.uses & (OF | ARTICLE) != 0).count();
            let leads = behind.get(joint..joint + length)?;
            let is_of = |word: &Word<'_>| word.uses & OF != 0 || matches!(word.folded.as_str(), "de" | "der");
            if !leads.iter().any(is_of) {
                return None;
            }
            let is_dutch = leads.first().is_some_and(|word| word.folded == "van") && leads.len() > 1;
            (joint + length, is_dutch || leads.iter().any(is_article))
        }
        (_, Some(cased)) if cased <= 2 => (cased, true),
        _ => return None,
    };
    let object = behind.get(from..).filter(|object| is_named_body(object))?;
    let is_capital = words.iter().all(|word| is_acronym(word) || word.text.chars().all(char::is_uppercase));
    if !has_article && (is_capital || !is_acronym(object.first()?)) {
        return None;
    }
    Some((kind_of(words.get(organ)?), Span { start: object.first()?.span.start, end: words.last()?.span.end }))
}

/// Whether a word is of a language whose cases join names without "of".
fn is_cased(word: &Word<'_>) -> bool {
    const POLISH: &[&str] = &["zwiazk", "partii", "federacj", "konfederacj", "stowarzyszeni", "organizacj", "ruchu"];
    word.folded.starts_with(|letter: char| ('а'..='я').contains(&letter))
        || POLISH.iter().any(|stem| word.folded.starts_with(stem))
}

/// "Fırıncılar Birliği Merkez Komitesi", "BU Executive Committee": a body, then an organ. Where no case ending says so,
/// only an acronym is sure to be the body.
fn backwards(words: &[Word<'_>]) -> Option<(RelationKind, Span)> {
    let (organ, before) = words.split_last()?;
    if organ.uses & (ORGAN | PART) == 0 {
        return None;
    }
    let kinds = before.iter().rev().take_while(|word| word.uses & KIND != 0).count();
    let object = before.get(..before.len() - kinds)?;
    let is_turkish = organ.folded.ends_with("si") || organ.folded.ends_with("lu") || organ.folded.ends_with("ligi");
    let is_sure = match object {
        [one] => is_acronym(one) && (kinds > 0 || is_turkish) && country::code(one.text).is_none(),
        [.., last] => is_turkish && kinds > 0 && words::heads_body(&last.folded),
        [] => false,
    };
    let span = Span { start: object.first()?.span.start, end: object.last()?.span.end };
    is_sure.then_some((kind_of(organ), span))
}

/// Whether words name a body: several with the head of one among those before the first "of", a known name or an
/// acronym.
fn is_named_body(words: &[Word<'_>]) -> bool {
    let hashes = || words.iter().map(|word| hash(word.folded.as_bytes()));
    if organisations::known(hashes()).is_some_and(|(length, _)| length == words.len()) {
        return true;
    }
    match words {
        [] => false,
        [one] => is_acronym(one) && country::code(one.text).is_none(),
        [first, ..] => {
            let until = words.iter().position(|word| word.uses & OF != 0).unwrap_or(words.len());
            let heads = words.iter().take(until).any(|word| words::heads_body(&word.folded));
            heads && first.text.starts_with(char::is_uppercase)
        }
    }
}

fn is_acronym(word: &Word<'_>) -> bool {
    let letters = word.text.chars().count();
    (2..=8).contains(&letters) && word.text.chars().all(char::is_uppercase)
}
