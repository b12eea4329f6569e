//! A second source's number for the same: "According to the police, 200 people marched; according to the union, 1,500."
//!
//! What stands behind the semicolon says only who and how many; what is counted is said before it.

use broadside_model::{Claim, Found, Grade, Span};

use super::chunk::{Count, is_year};
use super::context::Context;
use super::cut::Folded;
use super::lexicon::*;
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
    if !sentence.has(ACCORDING) || sentence.has(counts) {
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
