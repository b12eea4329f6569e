//! Who did what a verb says: "guerrillas of X attacked the town", "killed by members of Y", "carried out by Z".
//!
//! Takes the token of a verb, gives its doer. What was only meant, threatened or said in general is no deed.

use broadside_model::Grade;

use super::Sentence;
use super::actor::{self, Actor};
use super::anaphora;
use super::chunk::Chunk;
use super::lexicon::*;
use super::own;
use super::patient;
use super::perpetrator::{self, Deed, grade};
use super::source::{self, Source};
use super::tokens::Token;
use super::verb;

/// "Those who commit crimes": said of nobody in particular.
fn timeless(sentence: &Sentence<'_>, at: usize) -> bool {
    const BASE: [&str; 4] = ["commit", "perpetrate", "carry out", "sponsor"];
    BASE.contains(&sentence.tokens[at].folded)
}

/// "The front had planned attacks": no more than meant.
fn intended(sentence: &Sentence<'_>, at: usize) -> bool {
    let by = sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY));
    sentence.tokens[at].reads("planned") && !by && !verb::group(sentence, at).passive
}

/// Whether a verb of doing, "carried out", is said of a deed that was done.
pub fn performs(sentence: &Sentence<'_>, at: usize) -> bool {
    deed_near(sentence, at) && !intended(sentence, at) && !timeless(sentence, at)
}

/// Whether the object of "carried out", or the subject of its passive, is a deed.
fn deed_near(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = verb::group(sentence, at);
    let place = verb::skip_quotes(sentence, at + 1);
    let object = if verb.passive { verb::subject(sentence, verb.first) } else { sentence.starting_at(place) };
    let beside = at.checked_sub(1).and_then(|_| sentence.ending_at(verb.first));
    let is_deed = |chunk: &Chunk| sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(DEED | ACT));
    // "perpetrated one of its most serious attacks"
    let near = |from: usize| {
        sentence
            .tokens
            .iter()
            .skip(from)
            .take(8)
            .take_while(|token| !token.is(BY | BE) && !token.reads(","))
            .any(|token| token.is(DEED | ACT))
    };
    // "the massacre that the army carried out"
    let whose = (!verb.passive).then(|| verb::subject(sentence, verb.first)).flatten();
    let that = whose.and_then(|chunk| chunk.start.checked_sub(1)).filter(|i| sentence.tokens[*i].is(WHO));
    let relative = that.and_then(|that| sentence.ending_at(that));
    // "ordered the navy to end the attacks"
    if sentence.tokens[at].reads("ordered")
        && !verb.passive
        && !sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY))
    {
        return sentence.tokens.iter().skip(at + 1).take(4).any(|token| token.is(DEED | ACT));
    }
    let earlier = || sentence.tokens[at.saturating_sub(24)..at].iter().any(|token| token.is(DEED | ACT));
    object.is_some_and(is_deed)
        || relative.is_some_and(is_deed)
        || verb.passive && earlier()
        || !verb.passive && near(place)
        || !verb.passive
            && sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY | PREP))
            && (beside.is_some_and(is_deed) || earlier() && verb::agent(sentence, at).is_some())
}

/// "guerrillas of X attacked …", "… were killed by X".
pub fn acted(sentence: &Sentence<'_>, at: usize) -> Vec<Deed> {
    let verb = verb::group(sentence, at);
    if let Some(own) = own::read(sentence, at, &verb) {
        return vec![own];
    }
    if let Some(own) = anaphora::said_itself(sentence, at, &verb) {
        return vec![own];
    }
    let civil = |chunk: &Chunk| {
        !sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(FIGHTER | SOLDIER | NAME | MILITARY))
    };
    let agent =
        agent_of(sentence, at, &verb).filter(|(chunk, _)| !(civil(chunk) && patient::is_in_words(sentence, at)));
    let Some((chunk, confidence)) = agent else { return vec![] };
    let mut found: Vec<Deed> =
        doer(sentence, chunk, at, verb.alleged, verb.possible, "did", confidence).into_iter().collect();
    // "the police and the army attacked"
    if chunk.end <= at {
        found = found.into_iter().flat_map(|deed| perpetrator::with_joined(sentence, deed)).collect();
    }
    // "by the police and the army"
    if chunk.start > at
        && let Some(next) = verb::joined(sentence, chunk.end).and_then(|place| sentence.starting_at(place))
        && actor::of(sentence, next).is_some_and(|actor| actor.organisation)
    {
        found.extend(doer(sentence, next, at, verb.alleged, verb.possible, "did", confidence));
    }
    found
}

/// The noun phrase of who did what the verb says.
fn agent_of<'a>(sentence: &'a Sentence<'_>, at: usize, verb: &verb::Verb) -> Option<(&'a Chunk, u8)> {
    if verb.unreal || sentence.inside_noun_phrase(at) {
        return None;
    }
    let token = &sentence.tokens[at];
    match verb::agent(sentence, at).or_else(|| verb.passive.then(|| ordered(sentence, at)).flatten()) {
        Some(chunk) => Some((chunk, 80)),
        None if !verb.passive
            && !hanging(sentence, verb)
            && (token.is(ATTACK | PERFORM)
                || verb::objects(sentence, at).iter().any(|chunk| !is_time(sentence, chunk))) =>
        {
            let subject = verb::subject(sentence, verb.first)?;
            let chunk = apposed(sentence, whole(sentence, subject));
            // "Walter Snyder shot" tells rather who was shot.
            let whom = || verb::objects(sentence, at).iter().any(|chunk| !is_time(sentence, chunk));
            (token.is(PERFORM) && !token.is(LEFT | RIGHT) || fights(sentence, chunk) || whom()).then_some((chunk, 70))
        }
        None => None,
    }
}

/// Whether a noun phrase names those who bear arms, rather than a person.
fn fights(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    const ARMED: [&str; 6] = ["armed", "unidentified", "unknown", "hooded", "masked", "uniformed"];
    let armed = |token: &Token<'_>| token.is(FIGHTER | SOLDIER | GROUP | NAME) || ARMED.contains(&token.folded);
    sentence.tokens[chunk.start..chunk.end].iter().any(armed)
        || actor::of(sentence, chunk).is_some_and(|actor| actor.organisation)
}

/// "The judge killed last week": a time is no object.
fn is_time(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    const WHICH: [&str; 5] = ["last", "next", "past", "previous", "following"];
    let content = sentence.tokens.get(chunk.content..chunk.end).unwrap_or_default();
    !content.is_empty() && content.iter().all(|token| token.is(UNIT) || WHICH.contains(&token.folded))
}

/// "killed on the orders of X".
fn ordered<'a>(sentence: &'a Sentence<'_>, at: usize) -> Option<&'a Chunk> {
    const REACH: usize = 12;
    let tokens = &sentence.tokens;
    let of = (at + 1..tokens.len().min(at + REACH))
        .take_while(|i| !tokens[*i].reads(",") && !tokens[*i].is(BE | SAY | WHO))
        .find(|i| {
            tokens[*i].is(OF) && matches!(tokens[*i - 1].folded, "order" | "orders" | "instructions" | "behalf")
        })?;
    sentence.starting_at(verb::skip_quotes(sentence, of + 1))
}

/// "the Army of National Liberation, which": the phrase that "of" continues, where only the whole names a doer.
fn whole<'a>(sentence: &'a Sentence<'_>, subject: &'a Chunk) -> &'a Chunk {
    let of = subject.start.checked_sub(1).filter(|i| sentence.tokens[*i].is(OF));
    match of.and_then(|of| sentence.ending_at(of)) {
        Some(outer) if actor::of(sentence, subject).is_none() && actor::of(sentence, outer).is_some() => outer,
        _ => subject,
    }
}

/// "…, wounding two": whose participle it is cannot be told from what stands before it.
fn hanging(sentence: &Sentence<'_>, verb: &verb::Verb) -> bool {
    let english = sentence.language == crate::knowledge::numbers::Language::En;
    let first = &sentence.tokens[verb.first];
    english && (verb.first == verb.at || first.is(HAVE)) && first.folded.ends_with("ing")
}

/// The noun phrase before a comma where that names an organisation and what stands behind does not.
fn apposed<'a>(sentence: &'a Sentence<'_>, subject: &'a Chunk) -> &'a Chunk {
    let named = |chunk: &Chunk| actor::of(sentence, chunk).is_some_and(|actor| actor.organisation);
    let comma = subject.start.checked_sub(1).filter(|i| sentence.tokens[*i].reads(","));
    match comma.and_then(|comma| sentence.ending_at(comma)) {
        Some(before) if !named(subject) && named(before) && !verb::hangs(sentence, before) => before,
        _ => subject,
    }
}

pub fn doer(
    sentence: &Sentence<'_>,
    chunk: &Chunk,
    at: usize,
    alleged: bool,
    possible: bool,
    method: &'static str,
    confidence: u8,
) -> Option<Deed> {
    let actor = actor::of(sentence, chunk).filter(|_| !perpetrator::refused(sentence, chunk))?;
    let told = (!actor.organisation).then(|| anaphora::told(sentence, chunk)).flatten();
    let themselves = told.is_some();
    let belongs = || (!actor.organisation && !themselves).then(|| anaphora::belonging(sentence, chunk)).flatten();
    let actor = told.or_else(belongs).unwrap_or(actor);
    // A name without a word for arms did nothing by itself: bylines, ships and places stand there too.
    if actor.organisation && sentence.lexicon.is_english() && !actor::bears_arms(sentence, &actor) {
        return None;
    }
    let source = source::of(sentence, at);
    // "we, the Northern Front, attacked"
    let own =
        chunk.start.checked_sub(2).is_some_and(|i| sentence.tokens[i].is(FIRST) && sentence.tokens[i + 1].reads(","));
    let own = own || themselves || source.as_ref().is_some_and(|source| speaks_for(source, &actor));
    // "killed, apparently by members of X"
    let nearest = chunk.start.saturating_sub(2)..chunk.start;
    let possible = possible || sentence.tokens[nearest].iter().any(verb::is_supposition);
    let grade = if own { Grade::Claimed } else { grade(alleged || actor.alleged, possible, source.as_ref()) };
    let evidence = (chunk.start.min(at), at.max(chunk.end - 1));
    Some(Deed { actor, source, grade, evidence, at, method, confidence })
}

/// Whether a source is the doer, or speaks for it: "a spokesman of the front".
fn speaks_for(source: &Source, actor: &Actor) -> bool {
    actor.organisation && actor.name.len() > 2 && source.name.to_lowercase().contains(&actor.name.to_lowercase())
}
