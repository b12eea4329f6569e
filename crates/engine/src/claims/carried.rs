//! A second source's number for the same: "According to the police, 200 people marched; according to the union, 1,500."
//!
//! What stands behind the semicolon says only who and how many; what is counted is said before it. In one sentence
//! either may say it: "The police speak of 3,000, the organisers of 20,000 participants."

use broadside_model::{Claim, Found, Grade, Span};

use super::chunk::{Chunk, Count, is_year};
use super::context::Context;
use super::cut::Folded;
use super::lexicon::*;
use super::source::Source;
use super::tokens::Token;
use super::{Sentence, perpetrator, source, tokens};

/// Bytes of a clause that may be such a number.
const LONGEST: usize = 160;

/// The claim of the clause that begins at `start`, behind a semicolon, where `before` is the one count ahead of it.
pub fn read(context: &Context<'_>, start: usize, before: &Claim) -> Option<Found<Claim>> {
    context.text.get(..start)?.ends_with(';').then_some(())?;
    let mut folded = Folded::default();
    folded.read(context.text, start, start + length(context.text.get(start..)?)?, tokens::MOST);
    let sentence = Sentence::new(context, &folded);
    let counts = LEFT | RIGHT | NOUN | THING | CURRENCY | CROWD | DENY | NOT | MODAL;
    let says = pairs(&sentence).len() == 1;
    if !sentence.has(ACCORDING) && !says || sentence.has(counts) {
        return None;
    }
    let mut numbers = sentence.chunks.iter().filter_map(|chunk| match chunk.count {
        Count::Number(number) => Some((chunk, number)),
        _ => None,
    });
    let ((chunk, number), None) = (numbers.next()?, numbers.next()) else { return None };
    let bare = chunk.end == number.end.max(chunk.content);
    if is_year(&number) || !bare && !sentence.tokens[chunk.head].is(PERSON) {
        return None;
    }
    let span = perpetrator::bytes(&sentence, (chunk.start, chunk.end - 1))?;
    let source = source::of(&sentence, chunk.start)?;
    let claim = Claim {
        min: number.amount.min,
        max: number.amount.max,
        approximate: number.amount.approximate,
        claimant: Some(source.name),
        actor: None,
        grade: Grade::Fact,
        place: context.place(span),
        date: context.date(span),
        ..before.clone()
    };
    let apart = Some(source.span).filter(|source| !source.overlaps(span));
    let evidence: Vec<Span> = [Some(span), apart].into_iter().flatten().collect();
    Some(Found { value: claim, evidence, method: "count-carried".to_owned(), confidence: 70 })
}

/// Gives the numbers of a sentence that different sources give each to its own; `found[first..]` are its claims so far.
pub fn contested(sentence: &Sentence<'_>, found: &mut Vec<Found<Claim>>, first: usize) {
    let pairs = match found.get(first..) {
        Some([_, ..]) if sentence.has(SAY | ACCORDING) => pairs(sentence),
        _ => return,
    };
    let Some(model) = found.get(first).cloned() else { return };
    let sources = pairs.iter().any(|(source, _)| source.name != pairs[0].0.name);
    if !sources || found[first..].iter().any(|claim| claim.value.what != model.value.what) {
        return;
    }
    for (source, chunk) in pairs {
        let Some(span) = perpetrator::bytes(sentence, (chunk.start, chunk.end - 1)) else { continue };
        let known =
            found[first..].iter_mut().find(|claim| claim.evidence.first().is_some_and(|own| own.overlaps(span)));
        let apart = |own: Span| Some(source.span).filter(|source| !source.overlaps(own));
        if let Some(claim) = known {
            claim.evidence.truncate(1);
            claim.evidence.extend(claim.evidence.first().copied().and_then(apart));
            claim.value.claimant = Some(source.name);
        } else if let Count::Number(number) = chunk.count
            && chunk.end == number.end.max(chunk.content)
            && !is_year(&number)
        {
            let (min, max, approximate) = (number.amount.min, number.amount.max, number.amount.approximate);
            let evidence = [Some(span), apart(span)].into_iter().flatten().collect();
            let claimant = Some(source.name);
            let value = Claim { min, max, approximate, claimant, actor: None, ..model.value.clone() };
            found.push(Found { value, evidence, method: "count-carried".to_owned(), confidence: 70 });
        }
    }
    found[first..].sort_by_key(|claim| claim.evidence.first().copied());
}

/// Numbers with the source right before each: "according to the union 500", "the union says 500", "the union of 500"
/// where somebody else speaks "of" a number.
fn pairs(sentence: &Sentence<'_>) -> Vec<(Source, Chunk)> {
    let tokens = &sentence.tokens;
    let numbers = sentence.chunks.iter().filter(|chunk| matches!(chunk.count, Count::Number(_)));
    let pair = |chunk: &Chunk| {
        let before = chunk.start.checked_sub(1)?;
        let beside = sentence.ending_at(chunk.start).or_else(|| {
            let comma = Some(before).filter(|at| tokens[*at].reads(","))?;
            sentence.ending_at(comma)
        });
        let according = beside.filter(|source| source.start.checked_sub(1).is_some_and(|at| tokens[at].is(ACCORDING)));
        let said = || {
            let source = sentence.ending_at(before)?;
            let opens = source.start.checked_sub(1).is_none_or(|at| {
                tokens[at].is(AND | CONJ | PREP) || matches!(tokens[at].folded, "," | ";" | ":" | "-" | "–")
            });
            let of = tokens[before].folded;
            let speaks_of =
                |token: &Token<'_>| token.is(SAY) && token.folded.rsplit_once(' ').is_some_and(|(_, last)| last == of);
            (opens && (tokens[before].is(SAY) || tokens.iter().any(speaks_of))).then_some(source)
        };
        let source = according.or_else(said)?;
        Some((source::plain(sentence, source)?, *chunk))
    };
    numbers.filter_map(pair).collect()
}

/// How long the clause is: up to the mark that ends it.
fn length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes[at] {
        b';' | b'!' | b'?' => true,
        b'.' => bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
        b'\n' => bytes.get(at + 1) == Some(&b'\n'),
        _ => false,
    };
    (0..bytes.len().min(LONGEST)).find(|at| ends(*at)).or((bytes.len() < LONGEST).then_some(bytes.len()))
}
