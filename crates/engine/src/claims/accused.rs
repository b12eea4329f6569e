//! Whom somebody holds guilty: accused, blamed, tried or arrested for a deed, said to be behind it.
//!
//! Who accuses decides the grade: authorities, or somebody else.

use broadside_model::Grade;

use super::Sentence;
use super::actor::{self};
use super::chunk::Chunk;
use super::lexicon::*;
use super::perpetrator::{self, Deed};
use super::source::{self};
use super::verb;

/// "the minister accused X and Y of the attack", "X is suspected of the murders", "they blamed it on X".
pub fn accused(sentence: &Sentence<'_>, at: usize) -> Vec<Deed> {
    let verb = verb::group(sentence, at);
    let deed = perpetrator::violence(sentence, at)
        .or_else(|| sentence.tokens[..at].iter().position(|token| token.is(DEED | ACT)));
    // "suspected guerrillas" accuses nobody by a verb.
    let adjective = sentence.tokens[at].reads("suspected") && !verb.passive;
    let Some(deed) = deed.filter(|_| !verb.unreal && !adjective) else { return vec![] };
    let tokens = &sentence.tokens;
    // "accused the government of failing to stop the murders"
    if at < deed && tokens[at..deed].iter().any(|token| OTHER_GUILT.contains(&token.folded)) {
        return vec![];
    }
    let (targets, by) = parties(sentence, at, &verb);
    // "was accused by the minister of the murder": "of" adds nothing to the minister.
    let source = by.and_then(|chunk| match verb.passive || by_agent(sentence, at) {
        true => source::plain(sentence, chunk),
        false => source::speaking(sentence, chunk),
    });
    let grade = match &source {
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        _ if tokens[at].reads("convicted") => Grade::AccusedByAuthorities,
        _ => Grade::Accused,
    };
    let actors = targets
        .into_iter()
        .filter(|target| !perpetrator::refused(sentence, target))
        .filter_map(|target| actor::of(sentence, target));
    let deed = |actor| Deed {
        actor,
        source: source.clone(),
        grade,
        evidence: (at.min(deed), deed.max(at)),
        at,
        method: "accused",
        confidence: 80,
    };
    actors.map(deed).collect()
}

/// Whether "by" stands right behind the participle that accuses.
fn by_agent(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY))
}

/// The noun phrases of who is accused, and of who accuses.
fn parties<'a>(sentence: &'a Sentence<'_>, at: usize, verb: &verb::Verb) -> (Vec<&'a Chunk>, Option<&'a Chunk>) {
    let tokens = &sentence.tokens;
    // "members of X accused of the murder"
    if !verb.passive && (by_agent(sentence, at) || tokens.get(at + 1).is_some_and(|next| next.is(OF))) {
        let whom = sentence.ending_at(verb.first).map(|chunk| outermost(sentence, chunk));
        return (whom.into_iter().collect(), verb::agent(sentence, at).filter(|_| by_agent(sentence, at)));
    }
    if verb.passive {
        return (verb::subject(sentence, verb.first).into_iter().collect(), verb::agent(sentence, at));
    }
    // "they blamed it on X", "blamed the murder on X"
    let on = (at + 1..tokens.len().min(at + 9)).find(|i| tokens[*i].reads("on"));
    let on = on.filter(|_| tokens[at].folded.starts_with("blam"));
    let pronoun = tokens.get(at + 1).is_some_and(|token| token.is(PRONOUN));
    let deed = || sentence.starting_at(at + 1).is_some_and(|chunk| tokens[chunk.head].is(DEED | ACT));
    let from = on.filter(|_| pronoun || deed());
    (verb::objects(sentence, from.unwrap_or(at)), verb::subject(sentence, verb.first))
}

/// "Members of X": the noun phrase to which "of" ties another.
fn outermost<'a>(sentence: &'a Sentence<'_>, chunk: &'a Chunk) -> &'a Chunk {
    let of = chunk.start.checked_sub(1).filter(|i| sentence.tokens[*i].is(OF));
    match of.and_then(|of| sentence.ending_at(of)) {
        Some(outer) if actor::of(sentence, outer).is_some() => outer,
        _ => chunk,
    }
}

/// Words by which somebody is accused of less than the deed.
const OTHER_GUILT: [&str; 18] = [
    "halt",
    "stop",
    "stopping",
    "prevent",
    "preventing",
    "investigate",
    "investigating",
    "lacking",
    "lack",
    "failing",
    "failure",
    "failed",
    "witness",
    "cover",
    "covering",
    "concealing",
    "hiding",
    "protecting",
];

/// "X is responsible for the murders", "the police hold X responsible for the attack".
pub fn responsible(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let near = perpetrator::violence(sentence, at)
        .filter(|deed| deed - at <= 8 && !tokens[at..*deed].iter().any(|token| token.reads(",")));
    let held =
        (at.saturating_sub(14)..at).rev().find(|i| matches!(tokens[*i].folded, "hold" | "holds" | "held" | "holding"));
    let deed = near.or_else(|| (0..=at).rev().find(|i| held.is_some() && tokens[*i].is(DEED | ACT)))?;
    let verb = verb::group(sentence, at);
    let passive = held.is_some_and(|held| held + 1 == verb.first.min(at));
    let chunk = match held {
        Some(held) if !passive => sentence.starting_at(verb::skip_quotes(sentence, held + 1))?,
        Some(held) => verb::subject(sentence, verb::group(sentence, held).first)?,
        None => verb::subject(sentence, verb.first)?,
    };
    let actor =
        actor::of(sentence, chunk).filter(|actor| actor.organisation && !perpetrator::refused(sentence, chunk))?;
    // "may be behind", "could be involved in" are said of what has happened.
    let never = !verb.possible || tokens[verb.first..at].iter().any(|token| token.is(NOT));
    let denied = verb.unreal && never;
    if denied || tokens.iter().any(|token| token.is(CLAIMED)) {
        return None;
    }
    let holder = held.filter(|_| !passive).and_then(|held| verb::subject(sentence, verb::group(sentence, held).first));
    let source = holder.and_then(|chunk| source::speaking(sentence, chunk)).or_else(|| source::of(sentence, at));
    let grade = match &source {
        _ if verb.possible => Grade::Possible,
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        // Courts and police try, indict and want.
        _ if TRIED.iter().any(|word| tokens[at].folded.contains(word)) => Grade::AccusedByAuthorities,
        // To say who is responsible is to accuse.
        _ => Grade::Accused,
    };
    Some(Deed {
        actor,
        source,
        grade,
        evidence: (verb.first.min(deed), at.max(deed)),
        at: deed,
        method: "responsible",
        confidence: 70,
    })
}

/// Words by which authorities hold somebody responsible.
const TRIED: [&str; 7] = ["trial", "prosecuted", "indicted", "wanted", "charged with", "convicted", "sentenced"];

/// "the attack was attributed to X".
pub fn attributed(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let verb = verb::group(sentence, at);
    let place = if tokens[at].is(ACCUSE_TO) {
        at + 1
    } else {
        (at..tokens.len().min(at + 16)).find(|i| tokens[*i].reads("to"))? + 1
    };
    tokens.iter().any(|token| token.is(DEED | ACT | VIOLENT | BOMB)).then_some(())?;
    let chunk = sentence.starting_at(verb::skip_quotes(sentence, place))?;
    if verb.unreal {
        return None;
    }
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation)?;
    // "was attributed by the minister to X", "the minister attributed it to X"
    let agent = || (at + 1 < place && tokens[at + 1].is(BY)).then(|| sentence.starting_at(at + 2)).flatten();
    let by = if verb.passive { agent() } else { verb::subject(sentence, verb.first) };
    let source = by.and_then(|chunk| source::speaking(sentence, chunk)).or_else(|| source::of(sentence, at));
    let grade = match &source {
        Some(source) if source.authority => Grade::AccusedByAuthorities,
        _ => Grade::Accused,
    };
    Some(Deed { actor, source, grade, evidence: (at, chunk.end - 1), at, method: "attributed", confidence: 75 })
}

/// "members of X were arrested for the murder of …".
pub fn arrested(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let tokens = &sentence.tokens;
    let deed = perpetrator::violence(sentence, at).filter(|deed| deed - at <= 22)?;
    let ties = [
        "connection",
        "charges",
        "charged",
        "involvement",
        "for",
        "accused",
        "suspicion",
        "participation",
        "responsible for",
        "suspects",
        "because of",
        "implicated",
        "involved in",
        "implicated in",
        "charged with",
    ];
    let tied = tokens[at..deed].iter().any(|token| ties.contains(&token.folded));
    if verb.unreal || !tied {
        return None;
    }
    let chunk = verb::subject(sentence, verb.first).filter(|_| verb.passive)?;
    let actor = actor::of(sentence, chunk).filter(|actor| actor.organisation)?;
    Some(Deed {
        actor,
        source: None,
        grade: Grade::AccusedByAuthorities,
        evidence: (verb.first, deed),
        at: deed,
        method: "arrested-for",
        confidence: 60,
    })
}
