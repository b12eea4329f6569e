//! Names that a text uses again: a family name standing alone once the full name was read, a name that was labelled
//! elsewhere in the same text.

use broadside_model::{Mention, MentionKind, Span};
use rustc_hash::FxHashMap;

use super::token::{Shape, Token};
use super::{View, country, new, title};

/// What the labelled mentions say of a word.
#[derive(Clone, Copy, Default)]
struct Votes {
    /// For a person, an organisation, a place.
    kinds: [u32; 3],
    /// It was not at a sentence's start, or had a title, or other words.
    sure: bool,
}

fn number(kind: MentionKind) -> Option<usize> {
    [MentionKind::Person, MentionKind::Organisation, MentionKind::Place].iter().position(|other| *other == kind)
}

/// The word that a later short form would be: a person's last word, another name's only word.
fn key<'a>(view: &View<'a>, mention: &Mention) -> Option<&'a Token> {
    let range = view.of(mention.span);
    let tokens = view.tokens.list.get(range)?;
    let token = if mention.kind == MentionKind::Person {
        tokens.last()?
    } else {
        tokens.first().filter(|_| tokens.len() == 1)?
    };
    (token.length > 3 && token.shape.is_raised()).then_some(token)
}

/// Adds mentions of words that the text names elsewhere, and makes single words agree on what they name.
pub fn complete(view: &View<'_>, mentions: &mut Vec<Mention>) {
    let mut votes: FxHashMap<u64, Votes> = FxHashMap::default();
    for mention in mentions.iter() {
        let (Some(kind), Some(token)) = (number(mention.kind), key(view, mention)) else { continue };
        let entry = votes.entry(token.hash).or_default();
        let full = mention.kind == MentionKind::Person
            && (mention.title.is_some() || mention.span.len() > token.length as usize + 3);
        entry.kinds[kind] += if full { 3 } else { u32::from(mention.confidence / 25) };
        let listed = view.marks.get(view.at(mention.span.start)).is_some_and(|mark| (1..=3).contains(&mark.place));
        entry.sure |= full || mention.confidence >= 75 || mention.kind == MentionKind::Place && listed;
    }
    for mention in mentions.iter_mut() {
        agree(view, &votes, mention);
    }
    let missing = missing(view, &votes, mentions);
    mentions.extend(missing);
}

/// A single word without a title takes the kind that most of its mentions have.
fn agree(view: &View<'_>, votes: &FxHashMap<u64, Votes>, mention: &mut Mention) {
    let (Some(kind), Some(token)) = (number(mention.kind), key(view, mention)) else { return };
    if mention.title.is_some() || view.of(mention.span).len() > 1 {
        return;
    }
    let Some(entry) = votes.get(&token.hash) else { return };
    let (best, most) = winner(entry);
    if best != mention.kind && most > 2 * entry.kinds[kind] {
        mention.kind = best;
        mention.country = if best == MentionKind::Place { country(view, mention.span) } else { None };
        "named-elsewhere".clone_into(&mut mention.method);
    }
}

fn winner(votes: &Votes) -> (MentionKind, u32) {
    let kinds = [MentionKind::Person, MentionKind::Organisation, MentionKind::Place];
    let best = (0..3).max_by_key(|kind| (votes.kinds[*kind], 3 - kind)).unwrap_or(0);
    (kinds[best], votes.kinds[best])
}

/// Whether a token is the one-word name of a country and nothing else: no person's name, no part of a longer run of
/// capitals.
fn is_country(view: &View<'_>, index: usize) -> bool {
    let (Some(token), Some(mark)) = (view.tokens.list.get(index), view.marks.get(index)) else { return false };
    let next =
        view.tokens.list.get(index + 1).is_some_and(|next| next.shape.is_raised() && !next.has(super::token::START));
    let before = index.checked_sub(1).and_then(|at| view.tokens.list.get(at));
    let alone = !next && !before.is_some_and(|before| before.shape.is_raised() && !token.has(super::token::START));
    mark.place == 1 && mark.reach == 1 && mark.name == 0 && mark.country.is_some() && token.length > 3 && alone
}

fn missing(view: &View<'_>, votes: &FxHashMap<u64, Votes>, mentions: &[Mention]) -> Vec<Mention> {
    let mut taken: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    taken.sort_unstable();
    let mut found = Vec::new();
    for (index, (token, mark)) in view.tokens.list.iter().zip(view.marks).enumerate() {
        if !matches!(token.shape, Shape::Capital | Shape::Mixed)
            || token.length < 4
            || mark.common != 0
            || mark.title & 63 != 0
        {
            continue;
        }
        let span = Span { start: token.start, end: token.end };
        let plain_country = is_country(view, index);
        let voted = votes.get(&token.hash).filter(|entry| entry.sure).map(|entry| winner(entry).0);
        let Some(kind) = voted.or(plain_country.then_some(MentionKind::Place)) else { continue };
        let at = taken.partition_point(|other| other.start < span.end);
        if at.checked_sub(1).and_then(|at| taken.get(at)).is_some_and(|other| other.overlaps(span)) {
            continue;
        }
        let (confidence, method) = if voted.is_some() { (60, "named-elsewhere") } else { (70, "country-name") };
        let mut mention = new(kind, span, confidence, method);
        if kind == MentionKind::Person {
            let Some((name, title)) = title::part(view, span) else { continue };
            (mention.span, mention.title) = (name, title);
        } else if kind == MentionKind::Place {
            mention.country = country(view, span);
        }
        found.push(mention);
    }
    found
}
