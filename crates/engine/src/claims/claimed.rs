//! Who says it was them: "the front claimed responsibility", "the killing was claimed by X", "a caller, in the name of X".

use broadside_model::Grade;

use super::Sentence;
use super::actor::{self, Actor};
use super::lexicon::*;
use super::own;
use super::perpetrator::{self, Deed};
use super::source::Source;
use super::verb;

/// "X claimed responsibility for the attack."
pub fn claimed(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let violent = sentence.tokens.iter().any(|token| token.is(DEED | ACT | ATTACK | VIOLENT | BOMB))
        || sentence.tokens[at].folded.contains("responsib");
    // "claimed they had no information"
    let had = ["had", "having"].iter().any(|last| sentence.tokens[at].folded.ends_with(last));
    let done = sentence.tokens.get(at + 1).is_some_and(|next| next.is(LEFT | RIGHT | ATTACK | PERFORM | ADVERB));
    if verb.unreal || !violent || had && !done {
        return None;
    }
    if let Some(actor) = own::ourselves(sentence, verb.first).filter(|_| !verb.passive) {
        return Some(admitted(actor, (verb.first - 1, at), at, 80));
    }
    let by = verb::agent(sentence, at).filter(|_| verb.passive);
    let chunk = by.or_else(|| verb::subject(sentence, verb.first))?;
    if perpetrator::refused(sentence, chunk) {
        return None;
    }
    let own = actor::of_subject(sentence, chunk);
    let named = own.as_ref().is_some_and(|actor| actor.organisation);
    let actor = if named { own } else { on_behalf(sentence).or(own) }?;
    let deed = admitted(actor, (verb.first, at), at, 85);
    Some(if verb.possible { Deed { grade: Grade::Possible, ..deed } } else { deed })
}

/// The claim of a doer about itself.
fn admitted(actor: Actor, evidence: (usize, usize), at: usize, confidence: u8) -> Deed {
    let source = Source { span: actor.span, name: actor.name.clone(), authority: false, doubt: false };
    let (grade, method) = (Grade::Claimed, "responsibility-claimed");
    Deed { actor, source: Some(source), grade, evidence, at, method, confidence }
}

/// "A caller claimed the attack in the name of X": for whom somebody speaks.
fn on_behalf(sentence: &Sentence<'_>) -> Option<Actor> {
    let tokens = &sentence.tokens;
    let of = (1..tokens.len()).find(|i| tokens[*i].is(OF) && matches!(tokens[*i - 1].folded, "name" | "behalf"))?;
    let chunk = sentence.starting_at(verb::skip_quotes(sentence, of + 1))?;
    actor::of(sentence, chunk).filter(|actor| actor.organisation)
}

/// "the killing was claimed by X."
pub fn claimed_by(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let verb = verb::group(sentence, at);
    let claims = sentence.tokens[at].folded.starts_with("claimed") || sentence.tokens[at].reads("admitted");
    if !claims || !verb.passive || verb.unreal || !sentence.tokens[..at].iter().any(|token| token.is(DEED | ACT)) {
        return None;
    }
    let chunk = sentence.starting_at(at + 2).filter(|chunk| !perpetrator::refused(sentence, chunk))?;
    let actor = actor::of(sentence, chunk)?;
    Some(admitted(actor, (verb.first, chunk.end - 1), at, 80))
}
