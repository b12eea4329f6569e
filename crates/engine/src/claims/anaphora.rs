//! Doers whom their own sentence names elsewhere: "the front says it attacked", "a spokesman of the front said that its
//! units killed", "men who called themselves members of the front".

use broadside_model::Grade;

use super::Sentence;
use super::actor::{self, Actor};
use super::chunk::Chunk;
use super::lexicon::*;
use super::perpetrator::{self, Deed};
use super::source::Source;
use super::tokens::Token;
use super::verb::{self, Verb};

/// The deed at token `at`, where the doer says so of itself.
pub fn said_itself(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> Option<Deed> {
    let tokens = &sentence.tokens;
    if verb.unreal || verb.possible || sentence.inside_noun_phrase(at) {
        return None;
    }
    let it = verb.first.checked_sub(1).filter(|i| !verb.passive && matches!(tokens[*i].folded, "it" | "they"));
    let (from, own) = match it {
        Some(it) => (it, false),
        None => again(sentence, at, verb)?,
    };
    let says = speech(sentence, from)?;
    // "reports that the rebels had shot a plane as it was bombing"
    let other = |i: usize| {
        if tokens[i].reads("that") && i + 1 == from {
            return false;
        }
        let joins = tokens[i].is(CONJ) && (i > says + 1 || !tokens[i].reads("that"));
        joins || tokens[i].is(LEFT | RIGHT | ATTACK | BE | HAVE | WHO) && !tokens[i].is(CONJ)
    };
    if (says + 1..from).any(other) {
        return None;
    }
    let said = Some(verb::group(sentence, says)).filter(|verb| !verb.passive && !verb.unreal)?;
    let speaker = verb::subject(sentence, said.first)?;
    let actor = spoken_for(sentence, speaker).filter(|_| !perpetrator::refused(sentence, speaker))?;
    // The police says that they, or the group, somebody else, killed.
    let inside = |token: &&Token<'_>| actor.span.start as usize <= token.start && token.end <= actor.span.end as usize;
    let state = tokens.iter().filter(inside).any(|token| token.is(AUTHORITY | STATE) && !token.is(NAME));
    if state && !own {
        return None;
    }
    let source = Source { span: actor.span, name: actor.name.clone(), authority: false, doubt: false };
    Some(Deed {
        actor,
        source: Some(source),
        grade: Grade::Claimed,
        evidence: (says, at),
        at,
        method: "responsibility-claimed",
        confidence: 70,
    })
}

/// Where the doer is named again without its name, "its units", "the group"; and whether as somebody's own.
fn again(sentence: &Sentence<'_>, at: usize, verb: &Verb) -> Option<(usize, bool)> {
    const OWN: [&str; 5] = ["its", "their", "his", "her", "our"];
    const GROUPS: [&str; 6] = ["group", "organization", "organisation", "movement", "band", "gang"];
    let chunk = match verb::agent(sentence, at).filter(|_| verb.passive) {
        Some(chunk) => chunk,
        None if verb.passive => return None,
        None => verb::subject(sentence, verb.first)?,
    };
    let tokens = &sentence.tokens;
    let content = tokens.get(chunk.content..chunk.end)?;
    let [.., last] = content else { return None };
    let determiner = tokens.get(chunk.start).filter(|token| token.is(DET) && chunk.start < chunk.content)?;
    let own = OWN.contains(&determiner.folded);
    let short = content.len() <= 2 && content.iter().all(|token| !token.is(NAME));
    let fits = match own {
        true => last.is(FIGHTER | SOLDIER | GROUP),
        false => GROUPS.contains(&last.folded) && content.len() == 1,
    };
    (short && fits).then_some((chunk.start, own))
}

/// The verb of saying whose words begin at token `from`.
fn speech(sentence: &Sentence<'_>, from: usize) -> Option<usize> {
    const REACH: usize = 12;
    let tokens = &sentence.tokens;
    let clause = (from.saturating_sub(REACH)..from).rev();
    clause.take_while(|i| !matches!(tokens[*i].folded, ";" | ":")).find(|i| tokens[*i].is(SAY))
}

/// The organisation that a speaker is, leads or speaks for.
fn spoken_for(sentence: &Sentence<'_>, speaker: &Chunk) -> Option<Actor> {
    let armed = |actor: &Actor| actor.organisation;
    if let Some(actor) = actor::of_subject(sentence, speaker).filter(armed) {
        return Some(actor);
    }
    let mut end = speaker.end;
    for _ in 0..2 {
        let joins =
            sentence.tokens.get(end).is_some_and(|token| token.is(OF) || matches!(token.folded, "for" | "from"));
        let inner = joins.then(|| sentence.starting_at(verb::skip_quotes(sentence, end + 1))).flatten()?;
        if let Some(actor) = actor::of(sentence, inner).filter(armed) {
            return Some(actor);
        }
        end = inner.end;
    }
    None
}

/// "Men who identified themselves as members of X": what doers say they are.
pub fn told(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    const SAID: [&str; 6] = ["identified", "identifying", "called", "calling", "introduced", "describing"];
    const THEMSELVES: [&str; 4] = ["themselves", "himself", "itself", "herself"];
    const REACH: usize = 8;
    let tokens = &sentence.tokens;
    let end = tokens.len().min(chunk.end + REACH);
    let said = (chunk.end..end).find(|i| SAID.contains(&tokens[*i].folded))?;
    let own = tokens.get(said + 1).is_some_and(|token| THEMSELVES.contains(&token.folded));
    let place = said + 2 + usize::from(tokens.get(said + 2).is_some_and(|token| token.reads("as")));
    let inner = own.then(|| sentence.starting_at(verb::skip_quotes(sentence, place))).flatten()?;
    actor::of(sentence, inner).filter(|actor| actor.organisation)
}

/// "The gunmen, who belong to X,": whose members doers are said to be.
pub fn belonging(sentence: &Sentence<'_>, chunk: &Chunk) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let reads = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| words.contains(&token.folded));
    let at = chunk.end + usize::from(reads(chunk.end, &[","]));
    let who = tokens.get(at).is_some_and(|token| token.is(WHO));
    let belongs = who && reads(at + 1, &["belong", "belongs", "belonged"]) && reads(at + 2, &["to"]);
    let inner = belongs.then(|| sentence.starting_at(verb::skip_quotes(sentence, at + 3))).flatten()?;
    actor::of(sentence, inner).filter(|actor| actor.organisation)
}
