//! Puts the labels of pieces together to names of whole words.
//!
//! Networks cut words into pieces and learn the label of a word on its first one; so does this: a word has the label of its
//! first piece, a name begins and ends with a word.

use broadside_engine::mentions::names::model::Kind;
use broadside_engine::mentions::names::tagger::Named;
use broadside_engine::mentions::names::token::{GLUED, PARAGRAPH, Token, Tokens};
use broadside_model::Span;

use crate::labels::Told;
use crate::tokens::Piece;

/// A name that may go on.
struct Open {
    kind: Kind,
    span: Span,
    chance: f32,
}

/// The names that labels spell out; `told` has what is said of each piece.
pub fn names(tokens: &Tokens, pieces: &[Piece], told: &[Told]) -> Vec<Named> {
    let (mut names, mut open, mut at): (Vec<Named>, Option<Open>, usize) = (Vec::new(), None, 0);
    for token in &tokens.list {
        while pieces.get(at).is_some_and(|piece| piece.end <= token.start) {
            at += 1;
        }
        let first = first(pieces, at, token).and_then(|first| told.get(first));
        let label = first.copied().unwrap_or(Told { kind: None, begins: false, chance: 0.0 });
        let ends = token.has(PARAGRAPH);
        let kept = open.take_if(|open| ends || !goes_on(open, token, label));
        names.extend(kept.map(|done| done.named()));
        let Some(kind) = label.kind.filter(|_| token.shape.is_word()) else {
            if let Some(open) = open.as_mut().filter(|_| token.shape.is_word()) {
                open.span.end = token.end;
            }
            continue;
        };
        match &mut open {
            Some(open) => {
                open.span.end = token.end;
                open.chance = open.chance.min(label.chance);
            }
            None => open = Some(Open { kind, span: Span { start: token.start, end: token.end }, chance: label.chance }),
        }
    }
    names.extend(open.map(|done| done.named()));
    names
}

/// The piece that speaks for a token: the first that begins in it, else one that reaches into it.
fn first(pieces: &[Piece], from: usize, token: &Token) -> Option<usize> {
    let rest = pieces.get(from..)?;
    let reaching = rest.first().filter(|piece| piece.start < token.end)?;
    if reaching.start < token.start {
        let inside = rest.get(1).is_some_and(|next| next.start >= token.start && next.start < token.end);
        return Some(from + usize::from(inside));
    }
    Some(from)
}

/// Whether a token with this label is still of the name.
fn goes_on(open: &Open, token: &Token, label: Told) -> bool {
    if label.kind == Some(open.kind) && !label.begins {
        return true;
    }
    // "Saint-Denis": the second part of a word is not what networks learn labels on.
    label.kind.is_none() && (token.has(GLUED) && token.shape.is_raised())
}

impl Open {
    fn named(self) -> Named {
        let confidence = (self.chance * 100.0).round().clamp(1.0, 99.0) as u8;
        Named { kind: self.kind, span: self.span, confidence }
    }
}
