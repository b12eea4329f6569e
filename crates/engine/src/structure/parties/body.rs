//! Who speaks in the text itself: "We, the …", "on behalf of the …", and the body that a statement's first sentence has for
//! its subject ("The Executive Committee … condemns …").
//!
//! Takes the head of a statement's body, gives issuers. The subject of a first sentence counts only where the verb is one by
//! which a body acts in saying it, in the present; news says it in the past.

use std::sync::LazyLock;

use broadside_model::{Found, Kind, Party, Role, Span, Statement};
use regex::Regex;

use super::lexicon::{Class, has, is_body};
use super::phrase::{is_name_like, party};
use crate::structure::kind::particles::List;
use crate::structure::kind::words::{Word, head, tail, words};
use crate::structure::kind::{Cue, Ends, View};

/// How sure "we, the …" is in a speech, where "the citizens of …" are not who issues it.
const SPOKEN: u8 = 72;

/// Bytes of the body looked at.
const WINDOW: usize = 2500;

static BEHALF: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:(?:on|in) behalf of|in the name of|en nombre del?|a nombre del?|en representacion del?|au nom d(?:e la|e l'|u|es|e)|em nome d[aoe]s?|a nome d(?:el|ella|ei|i)|im namen d(?:er|es)|namens|w imieniu)\s+|от имени\s+",
    )
    .ok()
});

static WE_THE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)(?:we|nosotr[oa]s|nous|nos|noi|wir|wij|my),?\s+(?:the undersigned,?\s+)?(?:the|los|las|les|os|as|i|le|gli|die|der|de|el|la)\s+|(?-u:\b)(?:nosotros|nous|noi|wir|wij),\s+|мы,\s+|(?-u:\b)my,\s+|(?-u:\b)biz,?\s+",
    )
    .ok()
});

/// Who resolves, on folded text.
static RESOLVED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:be it (?:\w+ )?resolved|resolved),? (?:that|by) (?:the |we,? the )?").ok()
});

/// Who enacts, on folded text.
static ENACTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:enacted|ordered|decreed|ordained) by (?:the )?").ok());

/// Who speaks in a statement's body.
pub fn issuers(ends: &Ends<'_>, statement: &Statement, kind: Option<Kind>) -> Vec<Found<Party>> {
    let text = ends.text;
    let body = body(statement);
    let window = head(text, body, WINDOW);
    let telling = matches!(kind, Some(Kind::Report | Kind::Interview | Kind::Other | Kind::Minutes));
    let own = ends.within(window).is_none().then(|| Ends::new(text, window));
    let Some(view) = ends.within(window).or_else(|| own.as_ref()?.within(window)) else { return Vec::new() };
    let sure = if kind == Some(Kind::Speech) { SPOKEN } else { 86 };
    if let Some(found) = (!telling).then(|| after(text, &view, &WE_THE, "we-the", sure, true)).flatten() {
        return found;
    }
    let behalf = |view: &View<'_>, sure| after(text, view, &BEHALF, "on-behalf-of", sure, false);
    if !telling {
        let ending = tail(text, body, 800);
        let closing = ends.within(ending).filter(|_| ending.start > window.end);
        let views = [(Some(view), 84), (closing, 80)].into_iter().filter_map(|(view, sure)| Some((view?, sure)));
        let mut spoken = views.filter(|(view, _)| view.may(Cue::Behalf));
        if let Some(found) = spoken.find_map(|(view, sure)| behalf(&view, sure)) {
            return found;
        }
    }
    if kind == Some(Kind::Law) {
        return after(text, &ends.head(WINDOW), &ENACTED, "enacted-by", 88, false).unwrap_or_default();
    }
    // Elsewhere somebody else's resolution is told of.
    let resolving = matches!(kind, Some(Kind::Resolution | Kind::Declaration | Kind::Appeal) | None);
    let resolved =
        (resolving && view.may(Cue::Resolved)).then(|| after(text, &view, &RESOLVED, "resolved-that", 82, false));
    if let Some(found) = resolved.flatten() {
        return found;
    }
    match kind {
        Some(Kind::Speech | Kind::Report | Kind::Interview | Kind::Other | Kind::Minutes | Kind::Law) | None => {
            Vec::new()
        }
        Some(_) => subject(text, body, statement),
    }
}

/// Where the running text begins: behind title, dateline and address.
fn body(statement: &Statement) -> Span {
    let front =
        [Role::Title, Role::Subtitle, Role::Byline, Role::Dateline, Role::Addressee, Role::Epigraph, Role::Publication];
    let first = statement
        .parts
        .iter()
        .find(|part| part.role == Role::Body && !part.text.is_empty())
        .map(|part| part.text.start);
    let after = statement
        .parts
        .iter()
        .filter(|part| front.contains(&part.role) && part.text.start < statement.span.start + 3000)
        .map(|part| part.text.end)
        .max();
    let start = first.or(after).unwrap_or(statement.span.start).clamp(statement.span.start, statement.span.end);
    Span { start, end: statement.span.end }
}

/// The bodies named behind a cue.
fn after(
    text: &str,
    view: &View<'_>,
    cue: &LazyLock<Option<Regex>>,
    method: &str,
    confidence: u8,
    we: bool,
) -> Option<Vec<Found<Party>>> {
    let spoken = confidence == SPOKEN;
    let (folded, window) = (view.window, view.range);
    for found in cue.as_ref()?.find_iter(folded.text).take(6) {
        if !we && of_another(&folded.text[..found.start()]) {
            continue;
        }
        let start = folded.span(found.end(), found.end()).start;
        let rest = words(text, Span { start, end: window.end }, 30);
        let end = phrase_end(&rest, we);
        let Some(last) = end.checked_sub(1).and_then(|at| rest.get(at)) else { continue };
        let slice = &rest[..end];
        let own = slice.iter().any(|word| word.is(List::Own));
        let first_body = is_body(slice) || (we && !spoken && has(slice, Class::Group) && slice.len() >= 3);
        let skip = slice.iter().take_while(|word| word.is(List::Article) || word.folded == "the").count();
        let begun = slice.get(skip).is_some_and(|word| {
            let own = std::slice::from_ref(word);
            word.capital || is_body(own) || has(own, Class::Group) || has(own, Class::Role)
        });
        let telling = we || slice.len() > skip + 1;
        if own || !begun || !telling || !first_body || !slice.iter().any(|word| word.capital) || !is_name_like(slice) {
            continue;
        }
        let span = Span { start, end: last.span.end };
        let span = bracketed(text, span);
        let mut parties = Vec::new();
        super::joined::push(text, span, method, confidence, false, &mut parties);
        if !parties.is_empty() {
            return Some(parties);
        }
    }
    None
}

/// Whether "on behalf of" is said of whom the text addresses: "you express, on behalf of …".
fn of_another(before: &str) -> bool {
    let sentence = before.rsplit(['.', '!', '?']).next().unwrap_or_default();
    let has =
        |words: &[&str]| sentence.split(|letter: char| !letter.is_alphanumeric()).any(|word| words.contains(&word));
    has(&[
        "you", "your", "he", "she", "his", "her", "they", "who", "usted", "ustedes", "vous", "votre", "sie", "ihr",
        "said",
    ]) && !has(&["i", "we"])
        || has(&["he", "she", "they", "who", "said"])
}

/// A phrase with the acronym in brackets behind it.
fn bracketed(text: &str, span: Span) -> Span {
    let rest = text.get(span.end as usize..).unwrap_or_default();
    let open = rest.strip_prefix(" (").or_else(|| rest.strip_prefix("\n("));
    match open.and_then(|inner| inner.find(')').map(|close| (inner, close))) {
        Some((inner, close)) if super::phrase::acronym(&inner[..close]).is_some() => {
            Span { start: span.start, end: span.end + 2 + close as u32 + 1 }
        }
        _ => span,
    }
}

/// Where the phrase behind a cue ends: at a break, a comma, or a verb.
fn phrase_end(rest: &[Word], we: bool) -> usize {
    for (at, word) in rest.iter().enumerate() {
        let stop = word.is(List::PhraseEnd);
        let comma = at > 0 && word.span.start > rest[at - 1].span.end + 1;
        if at > 0 && (word.breaks || comma || stop || is_performative(&word.folded)) {
            return at;
        }
        if at == 0 && (stop && we) {
            return 0;
        }
    }
    rest.len()
}

/// The body that is the subject of the first sentence, with a verb by which it acts.
fn subject(text: &str, body: Span, statement: &Statement) -> Vec<Found<Party>> {
    let resolution = statement.kind.as_ref().is_some_and(|kind| kind.value == Kind::Resolution);
    let released = statement.kind.as_ref().is_some_and(|kind| kind.value == Kind::PressRelease);
    let body = Span { start: super::places::run_in_end(text, body).min(body.end), end: body.end };
    let rest = words(text, head(text, body, 600), 40);
    let (mut start, mut end) = (0, rest.len());
    let mut acts = false;
    for (at, word) in rest.iter().enumerate().skip(1) {
        let between = text.get(rest[at - 1].span.end as usize..word.span.start as usize).unwrap_or_default();
        let comma = between.contains(',');
        let new_line = between.contains("\n\n") || between.contains(",\n");
        let following = rest
            .get(at + 2)
            .is_some_and(|next| matches!(next.folded.as_str(), "following" | "siguiente" | "suivante" | "suivant"));
        let past = following && word.is(List::Issued) || released && word.is(List::PastPerformative);
        if past || is_performative(&word.folded) || new_line && resolution || comma && is_participle(&word.folded) {
            end = at;
            acts = true;
            break;
        }
        if word.breaks && !between.trim().is_empty() && !bracket(text, &rest[at - 1], word) {
            break;
        }
        if comma {
            end = end.min(at);
        }
        if between.contains("\n\n") {
            // A line above by itself, "For immediate release", begins no sentence.
            (start, end) = (at, rest.len());
        }
    }
    let adverb = |word: &&Word| word.is(List::Adverb) || word.folded.ends_with("mente");
    let end = end.min(rest.len());
    let end = end - rest[start..end].iter().rev().take_while(adverb).count();
    let slice = &rest[start..end];
    let generic = slice.iter().filter(|word| !word.is(List::Article) && word.folded != "the").count() < 2;
    let Some((first, last)) = slice.first().zip(slice.last()) else { return Vec::new() };
    let named = slice.iter().take(4).any(|word| word.capital);
    let generic = generic && !slice.last().is_some_and(|word| word.capital && word.folded.chars().count() > 6);
    if !acts || generic || !named || !is_body(slice) || !is_name_like(slice) {
        return Vec::new();
    }
    let span = bracketed(text, Span { start: first.span.start, end: last.span.end });
    party(text, span, false).map(|(party, evidence)| Found::new(party, evidence, "subject", 76)).into_iter().collect()
}

/// Whether a bracket stands between two words, as before an acronym.
fn bracket(text: &str, one: &Word, other: &Word) -> bool {
    text.get(one.span.end as usize..other.span.start as usize)
        .is_some_and(|between| between.trim() == "(" || between.trim() == ")")
}

/// Participles behind the name of a meeting.
fn is_participle(word: &str) -> bool {
    List::Participle.has(word)
}

/// Verbs by which a body acts in saying them, in the third person of the present.
fn is_performative(word: &str) -> bool {
    List::Performative.has(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, kind: Kind) -> Vec<String> {
        let statement = Statement {
            span: Span::new(0, text.len()),
            kind: Some(Found::new(kind, Span::default(), "test", 90)),
            ..Statement::default()
        };
        issuers(&Ends::new(text, statement.span), &statement, Some(kind))
            .into_iter()
            .map(|found| found.value.name)
            .collect()
    }

    #[test]
    fn the_body_that_speaks_is_the_issuer() {
        assert_eq!(
            names("We, the members of the Ferrymen's Union, declare that", Kind::Declaration),
            ["members of the Ferrymen's Union"]
        );
        assert_eq!(
            names("On behalf of the Ferrymen's Union I greet your congress.", Kind::Message),
            ["Ferrymen's Union"]
        );
        assert_eq!(
            names("The Executive of the Ferrymen's Union condemns the fees.", Kind::Communique),
            ["Executive of the Ferrymen's Union"]
        );
        assert_eq!(names("El Sindicato de Remeros denuncia las tasas.", Kind::Communique), ["Sindicato de Remeros"]);
        assert_eq!(
            names("Der Fährleuteverband fordert niedrigere Gebühren.", Kind::PressRelease),
            ["Fährleuteverband"]
        );
    }

    #[test]
    fn news_about_a_body_is_not_its_own() {
        assert!(names("The Ferrymen's Union condemned the fees yesterday.", Kind::Report).is_empty());
        assert!(names("The fees rise. On behalf of all of us, thanks.", Kind::Declaration).is_empty());
    }
}
