//! Whose deed a noun tells of: "the murder of the priests by the army", "the front's attack on the bridge".

use super::Sentence;
use super::acted;
use super::actor::{self};
use super::lexicon::*;
use super::patient;
use super::perpetrator::{Deed, grade};
use super::source::{self};
use super::verb;

/// "the murder of the priests by the army", "an attack by X", "attacks perpetrated by X".
pub fn deed_by(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    let tokens = &sentence.tokens;
    let by = (at + 1..tokens.len().min(at + 14)).find(|i| {
        let by = tokens.get(i + 1).is_some_and(|next| next.is(BY));
        let verbal = tokens[*i].roles & !COMBAT == 0 && tokens[*i].folded.ends_with("ed");
        let finite = sentence.lexicon.is_english() && verbal && !by;
        let other = finite || tokens[*i].is(BE | SAY | WHO | LEFT | RIGHT | ATTACK) || tokens[*i].reads("to");
        tokens[*i].is(BY) || other || tokens[*i].reads(",")
    })?;
    let chunk = tokens[by].is(BY).then(|| sentence.starting_at(verb::skip_quotes(sentence, by + 1)))??;
    if patient::is_general(sentence, at) || patient::is_law(sentence, at) {
        return None;
    }
    let first =
        sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end).map_or(at, |chunk| chunk.start);
    let denied = (first.saturating_sub(4)..at)
        .any(|i| tokens[i].is(NOT | MODAL) && !tokens[i].is(PREP) && !tokens[i].reads("to"));
    (!denied).then(|| acted::doer(sentence, chunk, at, false, false, "deed-by", 70)).flatten()
}

/// "the front's attack on the bridge", "an NRF attack".
pub fn deed_of(sentence: &Sentence<'_>, at: usize) -> Option<Deed> {
    const NEUTRAL: [&str; 16] = [
        "death",
        "deaths",
        "incident",
        "incidents",
        "device",
        "devices",
        "explosive",
        "explosive device",
        "explosive devices",
        "dynamite",
        "act",
        "acts",
        "disappearance",
        "disappearances",
        "bomb",
        "bombs",
    ];
    let token = &sentence.tokens[at];
    if token.is(MILITARY) || NEUTRAL.contains(&token.folded) || patient::is_plural(sentence, at) {
        return None;
    }
    let chunk = sentence.chunks.iter().find(|chunk| chunk.start <= at && at < chunk.end)?;
    let denied =
        (chunk.start.saturating_sub(4)..at).any(|i| sentence.tokens[i].is(NOT | MODAL) && !sentence.tokens[i].is(PREP));
    let actor = actor::of_deed(sentence, chunk, at).filter(|actor| !denied && actor.organisation)?;
    let source = source::of(sentence, at);
    let grade = grade(actor.alleged, false, source.as_ref());
    Some(Deed { actor, source, grade, evidence: (chunk.start, at), at, method: "deed-of", confidence: 65 })
}
