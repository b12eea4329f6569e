//! Ties acronyms to the names they stand for: "African National Congress (ANC)", "ANC (African National Congress)".
//!
//! Where the letters can be found in the name in their order, the first at its beginning (Schwartz and Hearst 2003), or
//! where a labelled organisation stands directly beside the bracket, the two belong together; from then on every mention
//! of the acronym carries the name.

use broadside_model::{Mention, MentionKind, Span};
use rustc_hash::FxHashMap;

use super::token::{PARAGRAPH, Shape, Token};
use super::{View, new};
use crate::knowledge::organisations;

/// Letters that an acronym has at most.
const LETTERS: usize = 12;

/// What acronyms stand for, by the hash of each.
pub type Known = FxHashMap<u64, String>;

/// Notes the acronyms that the text spells out, and makes each spelt-out name one mention.
pub fn spell_out(view: &View<'_>, mentions: &mut Vec<Mention>, known: &mut Known) {
    for index in view.from..view.to {
        if view.tokens.list.get(index).is_none_or(|token| token.shape != Shape::Open) {
            continue;
        }
        if let Some((acronym, name)) = behind(view, index, mentions).or_else(|| before(view, index, mentions)) {
            known.entry(acronym).or_insert_with(|| one_line(view.words(name)));
            cover(mentions, name);
        }
    }
}

/// Adds and completes the mentions of acronyms that the text spells out somewhere.
pub fn name(view: &View<'_>, mentions: &mut Vec<Mention>, known: &Known) {
    if known.is_empty() {
        return;
    }
    let spelt: Vec<Span> = mentions.iter().filter(|m| m.kind == MentionKind::Organisation).map(|m| m.span).collect();
    let tokens = view.tokens.list.get(view.from..view.to).unwrap_or_default();
    for token in tokens.iter().filter(|token| is_acronym(view, token)) {
        if let Some(name) = known.get(&token.hash) {
            name_again(mentions, &spelt, Span { start: token.start, end: token.end }, name);
        }
    }
}

fn name_again(mentions: &mut Vec<Mention>, spelt: &[Span], span: Span, name: &str) {
    if let Some(mention) = mentions.iter_mut().find(|mention| mention.span == span) {
        mention.kind = MentionKind::Organisation;
        mention.country = None;
        mention.expansion = Some(name.to_owned());
        return;
    }
    let inside = spelt.iter().any(|other| other.start <= span.start && span.end <= other.end);
    if !inside {
        mentions.retain(|mention| !mention.span.overlaps(span));
    }
    let mut mention = new(MentionKind::Organisation, span, 92, "acronym");
    mention.expansion = Some(name.to_owned());
    mentions.push(mention);
}

/// The spelt-out name as one mention, in place of what was labelled inside it.
fn cover(mentions: &mut Vec<Mention>, name: Span) {
    if mentions.iter().any(|mention| mention.span.start <= name.start && name.end <= mention.span.end) {
        return;
    }
    mentions.retain(|mention| !mention.span.overlaps(name));
    mentions.push(new(MentionKind::Organisation, name, 90, "spelt-out-acronym"));
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_acronym(view: &View<'_>, token: &Token) -> bool {
    let length = token.length as usize;
    let written = matches!(token.shape, Shape::Upper | Shape::Mixed)
        || token.shape == Shape::Number
            && view.words(Span { start: token.start, end: token.end }).starts_with(char::is_uppercase);
    written && (2..=LETTERS).contains(&length)
}

/// A name before a bracket that holds its acronym. `open` is the bracket.
fn behind(view: &View<'_>, open: usize, mentions: &[Mention]) -> Option<(u64, Span)> {
    let acronym = view.tokens.list.get(open + 1).filter(|token| is_acronym(view, token))?;
    let closed = view.tokens.list.get(open + 2)?;
    if !matches!(closed.shape, Shape::Close | Shape::Comma | Shape::Mark) {
        return None;
    }
    let letters = view.tokens.folded(acronym);
    let last = open.checked_sub(1)?;
    let words = words_before(view, open, letters.len() * 2 + 3);
    if let Some(first) = matched(view, &words, letters) {
        return span(view, first, last).map(|name| (acronym.hash, name));
    }
    let end = view.tokens.list.get(last)?.end;
    let name = mentions
        .iter()
        .find(|m| m.kind == MentionKind::Organisation && m.span.end == end && m.span.len() > 3 + letters.len())?;
    Some((acronym.hash, name.span))
}

/// A name in a bracket behind its acronym. `open` is the bracket.
fn before(view: &View<'_>, open: usize, mentions: &[Mention]) -> Option<(u64, Span)> {
    let acronym = view.tokens.list.get(open.checked_sub(1)?).filter(|token| is_acronym(view, token))?;
    let rest = view.tokens.list.get(open + 1..)?;
    let count = rest.iter().take(16).take_while(|token| token.shape.is_word() || token.shape == Shape::Quote).count();
    let first = rest.first().filter(|token| token.shape.is_raised() && count > 1)?;
    if !matches!(rest.get(count)?.shape, Shape::Close | Shape::Comma | Shape::Mark) {
        return None;
    }
    let words: Vec<usize> = (open + 1..=open + count).collect();
    let letters = view.tokens.folded(acronym);
    let name = Span { start: first.start, end: view.tokens.list.get(open + count)?.end };
    let heads = (open + 1..=open + count).any(|at| organisations::head(view.tokens.hashes(at)).is_some());
    let labelled = mentions.iter().any(|m| m.kind == MentionKind::Organisation && m.span.start == name.start);
    (heads || labelled || matched(view, &words, letters) == Some(open + 1)).then_some((acronym.hash, name))
}

/// The words of the sentence before a token, the first of them last written; `most` at most.
fn words_before(view: &View<'_>, before: usize, most: usize) -> Vec<usize> {
    let mut words = Vec::new();
    let mut at = before;
    while at > 0 && words.len() < most {
        at -= 1;
        let Some(token) = view.tokens.list.get(at) else { break };
        if !token.shape.is_word() && token.shape != Shape::Quote
            || at + 1 < before && view.tokens.list.get(at + 1).is_some_and(|next| next.has(PARAGRAPH))
        {
            break;
        }
        words.push(at);
    }
    words.reverse();
    words
}

/// The first word of the shortest run up to the last of `words` whose letters hold the acronym's in their order, the first
/// at a word's beginning, and every other one at a word's beginning too or inside a word that begins a letter.
fn matched(view: &View<'_>, words: &[usize], letters: &[u8]) -> Option<usize> {
    let folded = |at: usize| view.tokens.list.get(at).map_or(&[][..], |token| view.tokens.folded(token));
    let mut left = letters.len();
    for (number, at) in words.iter().enumerate().rev() {
        let word = folded(*at);
        let small = view.tokens.list.get(*at).is_some_and(|token| token.shape == Shape::Lower);
        let letter = letters.get(left.checked_sub(1)?)?;
        if word.first() == Some(letter) {
            left -= 1;
        } else if !small {
            let taken = inner(word, &letters[..left]);
            if taken == 0 {
                return None;
            }
            left -= taken;
        }
        if left == 0 {
            let raised = view.tokens.list.get(*at).is_some_and(|token| token.shape.is_raised());
            return (raised && words.len() - number > 1).then_some(*at);
        }
    }
    None
}

/// How many of the last letters a word gives that begins with one of them and has the others behind it, in their order.
fn inner(word: &[u8], letters: &[u8]) -> usize {
    for count in (2..=letters.len().min(4)).rev() {
        let part = &letters[letters.len() - count..];
        let mut rest = word.iter();
        if word.first() == part.first() && part.iter().all(|letter| rest.any(|other| other == letter)) {
            return count;
        }
    }
    0
}

fn span(view: &View<'_>, first: usize, last: usize) -> Option<Span> {
    Some(Span { start: view.tokens.list.get(first)?.start, end: view.tokens.list.get(last)?.end })
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use broadside_model::Span;

    fn tied(text: &str) -> Vec<(&str, String)> {
        let mentions = find(text, Span::new(0, text.len()), Some("eng"), &[]);
        mentions.iter().filter_map(|m| Some((&text[m.span.range()], m.expansion.clone()?))).collect()
    }

    #[test]
    fn an_acronym_behind_its_name_is_tied_and_stays_so() {
        let name = "Harbour Workers Union of Lakeland".to_owned();
        let text = "The Harbour Workers Union of Lakeland (HWUL) met. Later the HWUL spoke.";
        assert_eq!(tied(text), [("HWUL", name.clone()), ("HWUL", name)]);
    }

    #[test]
    fn a_name_behind_its_acronym_is_tied() {
        let name = "Movimiento de Trabajadores del Río".to_owned();
        assert_eq!(tied("MTR (Movimiento de Trabajadores del Río) signed."), [("MTR", name)]);
    }

    #[test]
    fn a_bracket_with_something_else_is_no_acronym() {
        assert!(tied("The meeting of the workers (USA) was long.").is_empty());
    }
}
