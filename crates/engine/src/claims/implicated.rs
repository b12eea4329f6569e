//! Doers whom a noun ties to a deed: "the murderers of the judge were members of X", "X's responsibility for the massacre",
//! "the arrest of members of X for the murder".

use broadside_model::Grade;

use super::Sentence;
use super::actor;
use super::chunk::Chunk;
use super::lexicon::*;
use super::perpetrator::{self, Deed, grade};
use super::source;
use super::verb;

/// Nouns for those who did something.
pub const DOERS: [&str; 18] = [
    "murderer",
    "murderers",
    "killer",
    "killers",
    "assassin",
    "assassins",
    "kidnapper",
    "kidnappers",
    "perpetrator",
    "perpetrators",
    "perpetrators of",
    "author",
    "authors",
    "authors of",
    "perpetrator of",
    "assailants",
    "attackers",
    "bombers",
];
/// Nouns for having a part in something.
const PARTS: [&str; 5] = ["responsibility", "participation", "involvement", "complicity", "role"];
/// Nouns for what authorities do to those whom they hold guilty.
const CHARGES: [&str; 8] =
    ["arrest", "arrests", "capture", "trial", "prosecution", "conviction", "indictment", "detention"];

/// The deed that token `at` ties somebody to.
pub fn read(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    if !sentence.lexicon.is_english() {
        return None;
    }
    let token = sentence.tokens.get(at)?;
    if token.is(BE) {
        return identified(sentence, at);
    }
    match token.folded {
        word if PARTS.contains(&word) => part(sentence, at),
        word if CHARGES.contains(&word) => charged(sentence, at),
        _ => None,
    }
}

/// "The murderers of the judge were members of X."
fn identified(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    const REACH: usize = 12;
    let tokens = &sentence.tokens;
    let verb = verb::group(sentence, at);
    let begins = verb.first.saturating_sub(REACH);
    let clause = (begins..verb.first).rev().take_while(|i| !tokens[*i].is(SAY | WHO) && !tokens[*i].reads(","));
    let doers = clause.filter(|i| DOERS.contains(&tokens[*i].folded)).last()?;
    let place =
        (at + 1..at + 4).find(|i| !tokens.get(*i).is_some_and(|token| token.is(ADVERB) || token.reads("either")))?;
    let chunk = sentence.starting_at(verb::skip_quotes(sentence, place))?;
    let own = tokens.get(at + 1).is_some_and(|next| next.is(NOT));
    if verb.unreal || own || perpetrator::refused(sentence, chunk) {
        return None;
    }
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation)?;
    let source = source::of(sentence, at);
    let grade = grade(verb.alleged || actor.alleged, verb.possible, source.as_ref());
    let evidence = (doers, chunk.end - 1);
    Some(Deed { actor, source, grade, evidence, at: doers, method: "identified", confidence: 70 })
}

/// "X's responsibility for the massacre", "the involvement of X in the murder".
fn part(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let owned = sentence.chunks.iter().find(|chunk| chunk.start < at && at < chunk.end);
    let mark = owned.and_then(|chunk| {
        let mark = (chunk.content..at).rev().find(|i| matches!(tokens[*i].folded, "'" | "’"));
        mark.filter(|mark| *mark > chunk.content).map(|mark| Chunk { end: mark, head: mark - 1, ..*chunk })
    });
    let of = || {
        let of = tokens.get(at + 1).is_some_and(|token| token.is(OF));
        of.then(|| sentence.starting_at(verb::skip_quotes(sentence, at + 2))).flatten().copied()
    };
    let chunk = mark.or_else(of)?;
    let deed = perpetrator::violence(sentence, at).filter(|deed| deed - at <= 9)?;
    let first = chunk.start.saturating_sub(4);
    let refused = (first..at).any(|i| tokens[i].is(NOT | DENY)) || perpetrator::refused(sentence, &chunk);
    let actor = actor::of(sentence, &chunk).filter(|actor| actor.organisation && !refused)?;
    let source = source::of(sentence, at);
    let authority = source.as_ref().is_some_and(|source| source.authority);
    let grade = if authority { Grade::AccusedByAuthorities } else { Grade::Accused };
    let evidence = (chunk.start.min(at), deed);
    Some(Deed { actor, source, grade, evidence, at: deed, method: "responsible", confidence: 65 })
}

/// "The arrest of members of X for the murder", "the trial of members of X".
fn charged(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let of = tokens.get(at + 1).filter(|token| token.is(OF)).map(|_| at + 2)?;
    let chunk = sentence.starting_at(of)?;
    let deed = perpetrator::violence(sentence, chunk.end.checked_sub(1)?).filter(|deed| deed - chunk.end <= 18)?;
    let ties = ["for", "charges", "charged", "accused", "implicated", "implicated in", "involved in", "charged with"];
    let tied = tokens[chunk.end..deed].iter().any(|token| ties.contains(&token.folded));
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation && tied)?;
    let evidence = (at, deed);
    let grade = Grade::AccusedByAuthorities;
    Some(Deed { actor, source: None, grade, evidence, at: deed, method: "arrested-for", confidence: 60 })
}
