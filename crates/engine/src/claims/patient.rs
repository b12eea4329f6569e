//! Whom a deed was done to: fighting between armed sides is told from violence against others.
//!
//! "They ambushed a patrol", "the attack on the garrison", "the offensive": what suffers it is armed, or the deed is one of
//! war by itself. What the patient is called decides, not what else the sentence tells.

use super::Sentence;
use super::chunk::{Chunk, Count};
use super::lexicon::*;
use super::tokens::Token;
use super::verb;

/// Whether the deed at token `at` is one of armed sides against each other.
pub fn is_armed(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    let Some(token) = tokens.get(at) else { return false };
    if token.is(PERFORM) || !token.is(LEFT | RIGHT | ATTACK) {
        return deed_of_war(sentence, at);
    }
    let verb = verb::group(sentence, at);
    if verb.passive {
        return verb::subject(sentence, verb.first).is_some_and(|chunk| armed(sentence, chunk));
    }
    let objects = verb::objects(sentence, at);
    let (fighters, others): (Vec<&Chunk>, Vec<&Chunk>) =
        objects.iter().copied().partition(|chunk| armed(sentence, chunk));
    !fighters.is_empty() && others.is_empty()
}

/// Whether a noun for a deed at or behind a token is one of war, or what it is done to is armed: "launched an offensive",
/// "the offensive launched by".
fn deed_of_war(sentence: &Sentence<'_>, at: usize) -> bool {
    const REACH: usize = 9;
    let tokens = &sentence.tokens;
    let end = tokens.len().min(at + REACH);
    let deed = |i: &usize| tokens[*i].is(DEED | ACT | COMBAT);
    let passive = tokens[at].is(PERFORM)
        && (verb::group(sentence, at).passive || tokens.get(at + 1).is_some_and(|next| next.is(BY | PREP)));
    let ahead = passive.then(|| (at.saturating_sub(REACH)..at).rev().find(deed)).flatten();
    let Some(deed) = ahead.or_else(|| (at..end).find(deed)) else { return false };
    if tokens[deed].is(COMBAT) && (tokens[deed].is(MILITARY) || !tokens[deed].is(DEED)) {
        return true;
    }
    let against = (deed + 1..end).find(|i| tokens[*i].is(PREP | OF) && !tokens[*i].is(BY));
    let suffers = against.filter(|i| *i <= deed + 2).and_then(|i| sentence.starting_at(i + 1));
    suffers.is_some_and(|chunk| armed(sentence, chunk))
}

/// Whether a noun tells of deeds in general, "their terrorist actions", without how many, whom or when.
pub fn is_general(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    let told = tokens.get(at + 1).is_some_and(|next| next.is(OF | PREP) && !next.is(CONJ));
    let dated = tokens.iter().any(|token| token.is(UNIT) && !token.is(DEED) || has(DAYS, token.folded));
    is_plural(sentence, at) && !told && !dated
}

/// Whether a noun for deeds is a plural without a number.
pub fn is_plural(sentence: &Sentence<'_>, at: usize) -> bool {
    let plural = |token: &&Token<'_>| token.folded.ends_with('s') && !token.folded.ends_with("ss");
    let chunk = sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end);
    let counted = chunk.is_some_and(|chunk| matches!(chunk.count, Count::Number(_)));
    sentence.tokens.get(at).filter(plural).is_some_and(|token| token.is(DEED | ACT)) && !counted
}

/// "The act passed by Congress": a law, or an act of no violence.
pub fn is_law(sentence: &Sentence<'_>, at: usize) -> bool {
    let reads = |i: usize, words: &str| sentence.tokens.get(i).is_some_and(|token| has(words, token.folded));
    reads(at, "act acts") && !(at + 2..at + 5).any(|i| reads(i, VIOLENT_ACTS))
}

/// "The party attacked the budget": said of words, where what is attacked is no thing or person.
pub fn is_in_words(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    if !sentence.lexicon.is_english() || !has(BY_WORDS, tokens[at].folded) || verb::group(sentence, at).passive {
        return false;
    }
    let abstracts = |chunk: &&Chunk| {
        let last = tokens.get(chunk.content..chunk.end).and_then(|content| content.last());
        last.is_some_and(|word| {
            let ends = word.folded.len() > 6 && SUFFIXES.split(' ').any(|suffix| word.folded.ends_with(suffix));
            has(ABSTRACT, word.folded) || ends && !word.is(MILITARY | NAME)
        })
    };
    verb::objects(sentence, at).first().is_some_and(abstracts)
}

/// Whether a noun phrase means soldiers or fighters, or what is theirs.
fn armed(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    // "the barracks of the police"
    let of = sentence.tokens.get(chunk.end).is_some_and(|token| token.is(OF));
    let end = if of { sentence.starting_at(chunk.end + 1).map_or(chunk.end, |of| of.end) } else { chunk.end };
    let tokens = sentence.tokens.get(chunk.content..end).unwrap_or_default();
    let police = tokens.iter().any(|token| token.folded.starts_with("police") || token.folded.starts_with("member"));
    let tokens = sentence.tokens.get(chunk.content..chunk.end).unwrap_or_default();
    !police && tokens.iter().any(|token| token.is(MILITARY | SOLDIER | FIGHTER | NAME))
}

/// Of what an act is violent.
const VIOLENT_ACTS: &str =
    "aggression violence terror terrorism sabotage war barbarism cruelty brutality piracy genocide vandalism";
/// Verbs of attack that are said of words too.
const BY_WORDS: &str = "attacked attacking blasted assaulted";
/// Endings of English nouns for what cannot be touched.
const SUFFIXES: &str = "tion sion ism ity cy ness ence ance ment";
/// Other nouns for what is attacked in words.
const ABSTRACT: &str = "law laws bill budget proposal proposals plan plans idea ideas speech article report treaty tariff trust \
                        trusts principle measure measures program programme view views problem problems poverty system evil message";
/// Words that say when something was done.
const DAYS: &str = "yesterday today tonight monday tuesday wednesday thursday friday saturday sunday morning";

/// Whether a list of words has one.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
