//! Who did it: claims about the doer of a violent deed, with how sure the text is and on whose word.
//!
//! "The front claimed responsibility", "the army is accused of the murders", "guerrillas of X attacked the town",
//! "killed by members of Y". Plans, wishes and denials are no claims.

use broadside_model::{Grade, Span};

use super::Sentence;
use super::accused;
use super::acted;
use super::actor::{self, Actor};
use super::chunk::Chunk;
use super::claimed;
use super::deeds;
use super::implicated;
use super::lexicon::*;
use super::source::Source;

/// A claim about a doer.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Who did it.
    pub actor: Actor,
    /// Who says so, where it is not the document.
    pub source: Option<Source>,
    /// How sure.
    pub grade: Grade,
    /// First and last token of the words for the deed.
    pub evidence: (usize, usize),
    /// The verb or noun of the deed.
    pub at: usize,
    /// Name of the rule.
    pub method: &'static str,
    /// In hundredths.
    pub confidence: u8,
}

/// The claims about doers of a sentence.
pub fn read(sentence: &Sentence<'_>) -> Vec<Deed> {
    let mut found = vec![];
    for at in 0..sentence.tokens.len() {
        let token = &sentence.tokens[at];
        if token.is(CLAIMED) {
            found.extend(claimed::claimed(sentence, at));
        } else if token.is(SAY) && sentence.tokens.get(at + 1).is_some_and(|next| next.is(BY)) {
            found.extend(claimed::claimed_by(sentence, at));
        } else if token.is(ACCUSE) {
            found.extend(accused::accused(sentence, at));
        } else if token.is(ACCUSE_TO | ATTRIBUTE) {
            found.extend(accused::attributed(sentence, at));
        }
        if sentence.lexicon.what(token.what) == "arrested" && token.is(LEFT) {
            found.extend(accused::arrested(sentence, at));
        }
        found.extend(implicated::read(sentence, at));
        if token.is(RESPONSIBLE) {
            found.extend(accused::responsible(sentence, at).into_iter().flat_map(|deed| with_joined(sentence, deed)));
        }
        if token.is(PERFORM) && acted::performs(sentence, at)
            || token.is(ATTACK)
            || token.is(LEFT | RIGHT) && token.is(VIOLENT)
        {
            found.extend(acted::acted(sentence, at));
        } else if token.is(LEFT | RIGHT) && sentence.lexicon.what(token.what) == "destroyed" {
            // Floods destroy too.
            found.extend(acted::acted(sentence, at).into_iter().filter(|deed| {
                deed.actor.organisation && (deed.method == "own-deed" || actor::is_armed(sentence, &deed.actor))
            }));
        } else if token.is(DEED | ACT) {
            found.extend(deeds::deed_by(sentence, at).or_else(|| deeds::deed_of(sentence, at)));
        }
    }
    found
}

/// Whether the noun phrase is "no group".
pub fn refused(sentence: &Sentence<'_>, chunk: &Chunk) -> bool {
    let before = chunk.start.checked_sub(1).and_then(|i| sentence.tokens.get(i));
    before.is_some_and(|token| token.is(NOT))
        || sentence.tokens[chunk.start..chunk.end].iter().any(|token| token.is(NOT))
}

/// A deed, and the same of the organisation that "and" joins to its doer on the left: "the government and the army are …".
pub fn with_joined(sentence: &Sentence<'_>, deed: Deed) -> Vec<Deed> {
    let at = deed.actor.span.start as usize;
    let chunk = sentence.chunks.iter().find(|chunk| {
        let bytes = |i: usize| sentence.tokens.get(i);
        bytes(chunk.start).is_some_and(|first| first.start <= at)
            && chunk.end.checked_sub(1).and_then(bytes).is_some_and(|last| at < last.end)
    });
    let and = chunk.and_then(|chunk| chunk.start.checked_sub(1)).filter(|i| sentence.tokens[*i].is(AND));
    let before = and.and_then(|and| sentence.ending_at(and));
    let other = before.and_then(|before| actor::of(sentence, before));
    let other = other.filter(|actor| actor.organisation && actor::is_armed(sentence, actor));
    let other = other.filter(|_| deed.actor.organisation);
    let other = other.map(|actor| Deed { actor, ..deed.clone() });
    [Some(deed), other].into_iter().flatten().collect()
}

/// The next word for violence behind `at`.
pub fn violence(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    (at + 1..sentence.tokens.len()).find(|i| sentence.tokens[*i].is(DEED | ACT | VIOLENT | ATTACK | BOMB))
}

/// How sure the text is of what token `at` says.
pub fn grade(alleged: bool, possible: bool, source: Option<&Source>) -> Grade {
    let alleged = alleged || source.is_some_and(|source| source.doubt);
    match source {
        Some(source) if alleged && source.authority => Grade::AccusedByAuthorities,
        _ if possible => Grade::Possible,
        _ if alleged => Grade::Accused,
        _ => Grade::Fact,
    }
}

/// Bytes of tokens `first..=last`.
pub fn bytes(sentence: &Sentence<'_>, (first, last): (usize, usize)) -> Option<Span> {
    let (start, end) = (sentence.tokens.get(first)?.start, sentence.tokens.get(last)?.end);
    (start < end).then(|| Span::new(start, end))
}
