//! Counts of a part: "eleven of us were hurt", "uno de los heridos ha muerto", "trois d'entre nous ont été arrêtés".
//!
//! The number stands alone, and those of whom it tells a part stand between it and the verb; so neither is a noun phrase
//! that the rule for subjects could take.

use crate::knowledge::numbers::{Amount, Language};

use super::Sentence;
use super::chunk::{Chunk, Count};
use super::count::Counted;
use super::lexicon::*;
use super::verb;

/// Words between a part and its whole.
const BETWEEN: usize = 4;

/// "One" where it is no article: before the word that says of whom.
const ONE: [&str; 19] = [
    "one",
    "uno",
    "una",
    "un",
    "um",
    "uma",
    "une",
    "l'un",
    "einer",
    "eine",
    "один",
    "одна",
    "jeden",
    "jedna",
    "een",
    "biri",
    "eines",
    "un'",
    "одного",
];

/// The counts of parts whose verb is at `at`.
pub fn read(sentence: &Sentence<'_>, at: usize) -> Option<Counted> {
    let token = &sentence.tokens[at];
    let verb = verb::group(sentence, at);
    if verb.unreal || verb.at != at || !token.is(LEFT) || token.is(ATTACK) || verb.at - verb.first > 5 {
        return None;
    }
    let whole = verb.first.checked_sub(1)?;
    let of = whole.checked_sub(1)?;
    if !is_whole(sentence, whole) {
        return None;
    }
    let first = (of.saturating_sub(BETWEEN)..=of).rev().take_while(|i| ties(sentence, *i)).last()?;
    if sentence.tokens[first].is(DET) && !sentence.tokens[first].is(OF) && !is_of(sentence, first) {
        return None;
    }
    let (chunk, amount) = part(sentence, first)?;
    Some(Counted {
        what: token.what,
        chunk,
        amount,
        evidence: (chunk.start, at),
        cue: at,
        verb: Some(verb),
        actor: verb::agent(sentence, at).copied(),
        method: "count-of-part",
        confidence: 65,
    })
}

/// Whether a word can be those of whom a number tells a part: "us", "the wounded", "our comrades".
fn is_whole(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let persons = token.is(PERSON | NOUN | FIGHTER | SOLDIER) && sentence.language != Language::En;
    token.is(PRONOUN | FIRST) || persons
}

/// Whether a word is "of", or stands between it and its noun.
fn ties(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    is_of(sentence, at) || token.is(DET) && !ONE.contains(&token.folded) || matches!(token.folded, "'" | "’")
}

fn is_of(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let words = match sentence.language {
        Language::En => &["of"][..],
        Language::Es => &["de", "del", "entre"],
        Language::Pt => &["de", "dos", "das", "dentre"],
        Language::Fr => &["de", "des", "d", "entre", "parmi"],
        Language::It => &["di", "dei", "degli", "delle", "tra", "fra"],
        Language::De => &["von", "der", "unter"],
        Language::Nl => &["van"],
        Language::Ru => &["из"],
        Language::Pl => &["z", "ze", "sposrod"],
        Language::Tr => &[],
    };
    words.contains(&token.folded)
}

/// The number before token `end`.
fn part(sentence: &Sentence<'_>, end: usize) -> Option<(Chunk, Amount)> {
    let last = end.checked_sub(1)?;
    let word = &sentence.tokens[last];
    let around = |chunk: &&Chunk| chunk.start <= last && end <= chunk.end.max(chunk.content);
    if let Some((chunk, Count::Number(number))) = sentence.chunks.iter().find(around).map(|chunk| (chunk, chunk.count))
    {
        return (number.end == end).then_some((*chunk, number.amount));
    }
    let chunk = Chunk { start: last, content: last, end, head: last, count: Count::One };
    let one = Amount { min: Some(1.0), max: Some(1.0), approximate: false };
    ONE.contains(&word.folded).then_some((chunk, one))
}
