//! Predicates: the words that stand with a verb, its subject and its objects.

use super::Sentence;
use crate::knowledge::numbers::Language;

use super::chunk::{Chunk, Count, bracket};
use super::lexicon::*;
use super::tokens::Token;

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// First token of the group.
    pub first: usize,
    /// The verb itself.
    pub at: usize,
    /// Whether a form of "be" makes it a passive.
    pub passive: bool,
    /// Whether it is not said to have happened: "would", "to", "not".
    pub unreal: bool,
    /// Whether it is only held possible.
    pub possible: bool,
    /// Whether it is only alleged.
    pub alleged: bool,
}

/// The verb group that ends at token `at`.
pub fn group(sentence: &Sentence<'_>, at: usize) -> Verb {
    let tokens = &sentence.tokens;
    let mut verb = Verb { first: at, at, passive: false, unreal: false, possible: false, alleged: false };
    let (mut have, mut told, mut supposed) = (false, false, false);
    while let Some(token) = verb.first.checked_sub(1).and_then(|i| tokens.get(i)) {
        // "is believed to have killed"
        let tells = token.is(ALLEGED) && (token.folded.ends_with("to have") || token.folded.ends_with("to be"));
        let adverb = token.is(ADVERB) || tells || token.is(ALLEGED) && token.folded.ends_with("ly");
        if at - verb.first > 7
            || !(token.is(BE | HAVE | MODAL | NOT) || adverb)
            || token.is(POSSIBLE) && token.reads("possibility")
        {
            break;
        }
        verb.passive |= token.is(BE) && !told;
        told |= tells;
        have |= token.is(HAVE) || tells;
        verb.possible |= token.is(POSSIBLE);
        verb.unreal |= token.is(NOT) || token.is(MODAL) && !token.is(POSSIBLE);
        verb.alleged |= token.is(ALLEGED);
        supposed |= is_supposition(token);
        verb.first -= 1;
    }
    // "are accusing" is no passive.
    verb.passive &= !tokens[at].folded.ends_with("ing");
    // "could be killed" has not happened, "could have been killed" may have.
    verb.unreal |= verb.possible && !have && verb.first < at && !tokens[verb.first].is(ADVERB);
    verb.possible |= supposed;
    verb
}

/// Whether a word says that what it stands with is only thought likely.
pub fn is_supposition(token: &Token<'_>) -> bool {
    matches!(token.folded, "apparently" | "seemingly")
}

/// Whether the word before a noun phrase is one of these.
pub fn before_is(sentence: &Sentence<'_>, chunk: &Chunk, roles: u64) -> bool {
    chunk.start.checked_sub(1).and_then(|i| sentence.tokens.get(i)).is_some_and(|token| token.is(roles))
}

/// Whether a phrase hangs on a preposition, so that it is no subject.
pub fn hangs(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    // Turkish puts them behind.
    if sentence.language == Language::Tr {
        return sentence.tokens.get(chunk.end).is_some_and(|token| token.is(PREP | BY | ACCORDING));
    }
    let before = chunk.start.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    // French "des" at the beginning is an article.
    if chunk.start == 1 && before.is_some_and(|token| token.reads("des")) {
        return false;
    }
    before.is_some_and(|token| token.is(PREP | OF | BY | INCLUDING | ACCORDING) && !token.is(CONJ) || token.reads("to"))
}

/// The noun phrase that is the subject of the verb group which begins at `first`.
pub fn subject<'a>(sentence: &'a Sentence<'_>, first: usize) -> Option<&'a Chunk> {
    subject_within(sentence, first, 3)
}

/// The same, through at most so many verbs that share it.
fn subject_within<'a>(sentence: &'a Sentence<'_>, first: usize, verbs: usize) -> Option<&'a Chunk> {
    const FARTHEST: usize = 28;
    let tokens = &sentence.tokens;
    let mut at = first;
    let mut relative = false;
    while let Some(before) = at.checked_sub(1) {
        if first - at > FARTHEST {
            return None;
        }
        if let Some(open) = opening(sentence, before).or_else(|| aside(sentence, before, first)) {
            at = open;
            continue;
        }
        if let Some(chunk) = sentence.ending_at(at) {
            if let Some(place) = passed(sentence, chunk, first, relative) {
                at = place;
                continue;
            }
            if let Some(other) = object_of(sentence, chunk).filter(|_| !relative) {
                // "they attacked a bus and killed …": both have one subject.
                let joined = tokens.get(chunk.end).is_some_and(|token| token.is(AND) || token.reads(","));
                let shared = (joined && !other.passive).then(|| verbs.checked_sub(1)).flatten();
                return shared.and_then(|verbs| subject_within(sentence, other.first, verbs));
            }
            let part = at == first && before_is(sentence, chunk, INCLUDING);
            if relative {
                return Some(chunk);
            }
            if part || !hangs(sentence, chunk) {
                return Some(apposed(sentence, chunk, first).unwrap_or(chunk));
            }
            at = chunk.start.min(before);
            continue;
        }
        let token = &tokens[before];
        if token.is(WHO) && !relative {
            (relative, at) = (true, before);
            continue;
        }
        if !passes(sentence, token) {
            return None;
        }
        at = before;
    }
    None
}

/// Where to go on from a noun phrase that is no subject of the verb at `first`: an age, a participle, a verb that the lexicon
/// does not know or what that is done to.
fn passed(sentence: &Sentence<'_>, chunk: &Chunk, first: usize, relative: bool) -> Option<usize> {
    if is_age(sentence, chunk) {
        return Some(chunk.start.min(chunk.end.saturating_sub(1)));
    }
    if relative {
        return None;
    }
    // "gunmen hired by the cartel shot", "rebels arrived in the town and shot …"
    if is_participle(sentence, chunk) || is_unknown_verb(sentence, chunk, first) {
        return Some(chunk.start.min(chunk.end.saturating_sub(1)));
    }
    // "rebels entered the town and shot …"
    let entered = sentence.ending_at(chunk.start).filter(|_| chunk.end < first);
    entered.filter(|verb| is_unknown_verb(sentence, verb, first)).map(|verb| verb.start)
}

/// "X, 21, was": an age.
fn is_age(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    let comma = |i: Option<usize>| i.and_then(|i| sentence.tokens.get(i)).is_some_and(|token| token.reads(","));
    chunk.content >= chunk.end && comma(Some(chunk.end)) && comma(chunk.start.checked_sub(1))
}

/// Whether a noun phrase is one English word in "-ed" behind another noun phrase, and "and" or a comma joins the verb at
/// `first` to it.
fn is_unknown_verb(sentence: &Sentence<'_>, chunk: &Chunk, first: usize) -> bool {
    let token = &sentence.tokens[chunk.content.min(chunk.start)];
    let between = sentence.tokens.get(chunk.end..first).unwrap_or_default();
    sentence.lexicon.is_english()
        && between.iter().any(|token| token.is(AND) || token.reads(","))
        && (sentence.upper || !token.capital)
        && chunk.end == chunk.start + 1
        && token.roles == 0
        && token.folded.len() > 4
        && token.folded.ends_with("ed")
        && sentence.ending_at(chunk.start).is_some()
}

/// Whether a noun phrase is one English participle behind another noun phrase, with "by" or "to" behind it.
fn is_participle(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    let token = &sentence.tokens[chunk.content.min(chunk.start)];
    let next = sentence.tokens.get(chunk.end);
    sentence.lexicon.is_english()
        && chunk.end == chunk.start + 1
        && token.roles == 0
        && (token.folded.ends_with("ed") || token.folded.ends_with("ing") || token.reads("sent"))
        && next.is_some_and(|next| next.is(BY) || next.reads("to"))
        && sentence.ending_at(chunk.start).is_some()
}

/// Whether a word may stand between a subject and its verb.
fn passes(sentence: &Sentence<'_>, token: &Token<'_>) -> bool {
    let between = token.is(PREP | OF | BY | INCLUDING | ADVERB | DET | AND) && !token.is(MODAL);
    // "wurde von Soldaten erschossen": the auxiliary stands farther left.
    let split = matches!(sentence.language, Language::De | Language::Nl) && token.is(BE | HAVE);
    let date = token.is(UNIT) || token.folded.starts_with(|first: char| first.is_ascii_digit());
    !token.is(PRONOUN) && (between || split || date || matches!(token.folded, "," | "\"" | "-"))
}

/// Whether a verb that counts its object stands right before a noun phrase.
pub fn is_object(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    object_of(sentence, chunk).is_some()
}

/// The verb whose object a noun phrase is.
fn object_of(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Verb> {
    let before = chunk.start.checked_sub(1)?;
    let token = &sentence.tokens[before];
    (token.is(RIGHT | ATTACK) && !token.is(NOUN | GROUP)).then(|| group(sentence, before))
}

/// "Senator X, a moderate, was": the person named before what is said of them; no "in X, the army attacked".
fn apposed<'a>(sentence: &'a Sentence<'_>, chunk: &Chunk, verb: usize) -> Option<&'a Chunk> {
    let comma = chunk.start.checked_sub(1).filter(|i| sentence.tokens[*i].reads(","))?;
    let closed = sentence.tokens.get(chunk.end..verb).is_some_and(|between| between.iter().any(|token| !token.word));
    let before = (chunk.count == Count::Unsaid && closed).then(|| sentence.ending_at(comma))??;
    (before.count == Count::One && !hangs(sentence, before)).then_some(before)
}

/// The bracket that opens what closes at token `at`.
fn opening(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    matches!(sentence.tokens.get(at)?.folded, "]" | ")").then_some(())?;
    (at.saturating_sub(30)..at).rev().find(|open| bracket(&sentence.tokens, *open) == Some(at))
}

/// Where the aside begins that a comma at token `at` ends: "the air force, using gunships, has bombed", "the police, who had
/// closed the square, shot".
fn aside(sentence: &Sentence<'_>, at: usize, verb: usize) -> Option<usize> {
    const LONGEST: usize = 16;
    let tokens = &sentence.tokens;
    (sentence.lexicon.is_english() && tokens.get(at)?.reads(",")).then_some(())?;
    let open = (at.saturating_sub(LONGEST)..at).rev().find(|i| tokens[*i].reads(","))?;
    let first = tokens.get(open + 1)?;
    if at + 1 == verb && (first.is(WHO) && !first.reads("that") || first.is(ACCORDING)) {
        return Some(open);
    }
    let verb = (open + 1..at).any(|i| tokens[i].is(BE | SAY | WHO) || tokens[i].is(LEFT | RIGHT | ATTACK));
    (first.folded.len() > 4 && first.folded.ends_with("ing") && !first.is(PREP) && !verb).then_some(open)
}

/// The noun phrases that are the objects of the verb at `at`: the one behind it, and those joined to it.
pub fn objects<'a>(sentence: &'a Sentence<'_>, at: usize) -> Vec<&'a Chunk> {
    const MOST: usize = 12;
    let mut found: Vec<&Chunk> = vec![];
    let mut next = pass(sentence, at + 1);
    if !sentence.lexicon.is_english() && sentence.starting_at(next).is_none() {
        next = behind_phrases(sentence, next).unwrap_or(next);
    }
    while let Some(chunk) = sentence.starting_at(next).filter(|_| found.len() < MOST) {
        // "killed two, and three were wounded": the next verb has a subject of its own.
        if !found.is_empty()
            && sentence.tokens.get(chunk.end).is_some_and(|token| token.is(BE | HAVE | LEFT | RIGHT | SAY | ATTACK))
        {
            break;
        }
        // "kidnapping people, downing a plane"
        let first = sentence.tokens.get(chunk.content).map_or("", |token| token.folded);
        if !found.is_empty() && first.len() > 4 && first.ends_with("ing") {
            break;
        }
        if !found.last().is_some_and(|before| repeats(sentence, before, chunk)) {
            found.push(chunk);
        }
        match joined(sentence, chunk.end) {
            Some(place) => next = place,
            None => break,
        }
    }
    found
}

/// Where a counted noun phrase begins behind a source or a place: "starben nach Angaben der Bahn 14 Menschen",
/// "participaron en la marcha 2.000 personas".
fn behind_phrases(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut place = at;
    for _ in 0..2 {
        let token = sentence.tokens.get(place)?;
        let opens = token.is(PREP | ACCORDING) && !token.is(NOT | CONJ | WHO);
        let inner = sentence.chunks.iter().find(|chunk| place < chunk.start && chunk.start <= place + 2);
        let inner = inner.filter(|chunk| opens && chunk.count == Count::Unsaid)?;
        if sentence.tokens[place + 1..inner.start].iter().any(|token| !token.is(PREP | OF | DET)) {
            return None;
        }
        place = inner.end + usize::from(sentence.tokens.get(inner.end).is_some_and(|token| token.reads(",")));
        if sentence.starting_at(place).is_some_and(|chunk| matches!(chunk.count, Count::Number(_))) {
            return Some(place);
        }
    }
    None
}

/// Whether a noun phrase says again who the one before is: "Ana Ruz, a teacher".
pub fn repeats(sentence: &Sentence<'_>, before: &Chunk, chunk: &Chunk) -> bool {
    let comma_only = chunk.start.checked_sub(1).is_some_and(|i| sentence.tokens[i].reads(","));
    let row = joined(sentence, chunk.end).is_some_and(|next| sentence.tokens[next - 1].is(AND));
    before.count == Count::One && chunk.count == Count::One && comma_only && !row
}

/// Where the next of a row of noun phrases begins: behind "and", "," or both.
pub fn joined(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let mut at = skip_brackets(sentence, end);
    // "two members of the guard and a peasant"
    while tokens.get(at).is_some_and(|token| token.is(OF) || token.reads("from")) {
        let inner = sentence.starting_at(at + 1)?;
        at = skip_brackets(sentence, inner.end);
    }
    let comma = tokens.get(at).is_some_and(|token| token.reads(","));
    at += usize::from(comma);
    let and = tokens.get(at).is_some_and(|token| token.is(AND | INCLUDING));
    at += usize::from(and);
    (comma || and).then_some(at)
}

fn skip_brackets(sentence: &Sentence<'_>, mut at: usize) -> usize {
    while let Some(close) = bracket(&sentence.tokens, at) {
        at = close + 1;
    }
    at
}

/// Passes adverbs and brackets.
fn pass(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut at = skip_brackets(sentence, at);
    while sentence.tokens.get(at).is_some_and(|token| token.is(ADVERB) || token.reads("a") && !sentence.starts(at)) {
        at += 1;
    }
    at
}

/// The noun phrase behind "by" that says who did what stands at `at`.
pub fn agent<'a>(sentence: &'a Sentence<'_>, at: usize) -> Option<&'a Chunk> {
    const FARTHEST: usize = 22;
    let tokens = &sentence.tokens;
    if tokens.get(at).is_some_and(|token| token.is(BY)) {
        return sentence.starting_at(at + 1);
    }
    for (i, token) in tokens.iter().enumerate().take(at + FARTHEST).skip(at + 1) {
        if token.is(BY) {
            let partitive = tokens.get(i + 1).is_some_and(|next| next.is(OF));
            return sentence.starting_at(skip_quotes(sentence, i + 1 + usize::from(partitive)));
        }
        let verbal = token.roles == 0 && token.folded.len() > 4 && token.folded.ends_with("ed");
        if verbal && sentence.lexicon.is_english() {
            return None;
        }
        if token.is(BE | SAY | WHO | CLAIMED | ACCUSE)
            || token.is(LEFT | RIGHT | ATTACK) && !token.is(NOUN | GROUP | DEED)
            || matches!(token.folded, ":" | "to")
        {
            return None;
        }
    }
    None
}

/// Passes quotation marks.
pub fn skip_quotes(sentence: &Sentence<'_>, at: usize) -> usize {
    at + usize::from(
        sentence.tokens.get(at).is_some_and(|token| matches!(token.folded, "\"" | "“" | "«")) && !sentence.starts(at),
    )
}
