//! Words and phrases of a question.
//!
//! They are cut by the same rules as texts, so that `l'État` or `選挙` means the same on both sides.

use super::super::glob::Glob;
use super::super::query::{How, Node, Places, QueryError, Scope, Slot, Word};
use super::super::stem::lower_into;
use super::super::token::{Kind, Token, Tokens, is_gram};
use super::error;
use super::lexer::Lexeme;

/// Longest word, in characters, that is looked up with letters that differ.
const LONGEST_FUZZY: usize = 60;

/// A word as typed: `peace`, `=elections`, `wom*n`, `goverment~2`. `None` when it is only punctuation.
pub(super) fn word(text: &str, scope: Scope, lexeme: Lexeme<'_>) -> Result<Option<Node>, QueryError> {
    if text.contains('*') && text.chars().all(|c| c == '*') {
        return Ok(Some(Node::All));
    }
    if text.contains(is_gram) {
        // Pairs of characters are found inside longer words anyway.
        let bare: String = text.chars().filter(|c| !matches!(c, '*' | '?' | '~' | '=')).collect();
        return Ok(phrase(&bare, None, scope));
    }
    if is_pattern(text) {
        return pattern(text, scope, lexeme);
    }
    if let Some((bare, tail)) = text.rsplit_once('~')
        && tail.bytes().all(|byte| byte.is_ascii_digit())
        && bare.contains(char::is_alphanumeric)
    {
        return fuzzy(bare, tail, scope, lexeme);
    }
    if text.starts_with('=') {
        return Ok(phrase(text, None, scope));
    }
    Ok(plain(text, scope))
}

/// A phrase: its words one after the other, or with a distance, near each other in any order.
pub(super) fn phrase(text: &str, distance: Option<u32>, scope: Scope) -> Option<Node> {
    let slots = slots(text, Word::Folded);
    let room = slots.last()?.offset;
    let how = match distance {
        None | Some(0) => How::Ordered,
        Some(distance) => How::Within(distance.saturating_add(room)),
    };
    Some(Node::Places(scope, Places { slots, how }))
}

fn plain(text: &str, scope: Scope) -> Option<Node> {
    let tokens: Vec<Token> = Tokens::new(text).collect();
    if let [token] = tokens.as_slice()
        && token.kind != Kind::Gram
        && scope == Scope::Text
    {
        return stem(&text[token.start..token.end]);
    }
    let parts = phrase(text, None, scope)?;
    match tokens.as_slice() {
        [joined, .., last] if joined.kind == Kind::Joined && joined.end == last.end => {
            let joined = &text[joined.start..joined.end];
            let whole = if scope == Scope::Text { stem(joined) } else { phrase(&without_hyphens(joined), None, scope) };
            Some(whole.map_or(parts.clone(), |whole| Node::Or(vec![parts, whole])))
        }
        _ => Some(parts),
    }
}

fn without_hyphens(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn stem(word: &str) -> Option<Node> {
    let mut lower = String::new();
    lower_into(word, &mut lower);
    (!lower.is_empty()).then(|| single(Scope::Text, Word::Stem(lower)))
}

fn single(scope: Scope, word: Word) -> Node {
    Node::Places(scope, Places { slots: vec![Slot { offset: 0, word }], how: How::Ordered })
}

/// The words of `text` with their offsets; of a run of characters without spaces its pairs.
fn slots(text: &str, make: impl Fn(String) -> Word) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut folded = String::new();
    let mut base = None;
    let mut covered = 0;
    for token in Tokens::new(text) {
        token.fold_into(text, &mut folded);
        if folded.is_empty() || token.kind == Kind::Joined {
            continue;
        }
        let word = if token.kind != Kind::Gram {
            make(folded.clone())
        } else if text[token.start..token.end].chars().nth(1).is_some() {
            Word::Folded(folded.clone())
        } else if token.start < covered {
            continue;
        } else {
            Word::Character(folded.clone())
        };
        covered = token.end;
        let base = *base.get_or_insert(token.position);
        slots.push(Slot { offset: token.position - base, word });
    }
    slots
}

/// Whether there is a wildcard: a `*`, or a `?` with a letter after it.
fn is_pattern(text: &str) -> bool {
    text.contains('*') || text.trim_end_matches(['?', '!', '.', ',']).trim_start_matches('?').contains('?')
}

fn pattern(text: &str, scope: Scope, lexeme: Lexeme<'_>) -> Result<Option<Node>, QueryError> {
    let is_part =
        |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || c == '*' || c == '?';
    let mut slots: Vec<Slot> = Vec::new();
    for piece in text.split(|c: char| !is_part(c)).filter(|piece| piece.contains(char::is_alphanumeric)) {
        let offset = slots.len() as u32;
        let word = if piece.contains(['*', '?']) {
            let folded = fold_pattern(piece);
            let hint = "use a pattern of at most 120 characters";
            Word::Glob(
                Glob::new(&folded).ok_or_else(|| error("the pattern is too long", hint, lexeme.start, lexeme.end))?,
            )
        } else {
            Word::Folded(super::super::fold::folded(piece))
        };
        slots.push(Slot { offset, word });
    }
    Ok((!slots.is_empty()).then_some(Node::Places(scope, Places { slots, how: How::Ordered })))
}

fn fold_pattern(piece: &str) -> String {
    let mut folded = String::with_capacity(piece.len());
    for c in piece.chars() {
        if matches!(c, '*' | '?') {
            folded.push(c);
        } else {
            super::super::fold::fold_char(c, &mut folded);
        }
    }
    folded
}

fn fuzzy(bare: &str, tail: &str, scope: Scope, lexeme: Lexeme<'_>) -> Result<Option<Node>, QueryError> {
    let distance = match tail {
        "" => None,
        "1" => Some(1),
        "2" => Some(2),
        _ => {
            let hint = "write word~, word~1 or word~2";
            return Err(error("a word can differ in 1 or 2 letters only", hint, lexeme.start, lexeme.end));
        }
    };
    let make = |folded: String| {
        let letters = folded.chars().count();
        let distance = distance.unwrap_or(if letters <= 5 { 1 } else { 2 });
        if letters > LONGEST_FUZZY { Word::Folded(folded) } else { Word::Fuzzy(folded, distance) }
    };
    let slots = slots(bare, make);
    Ok((!slots.is_empty()).then_some(Node::Places(scope, Places { slots, how: How::Ordered })))
}
