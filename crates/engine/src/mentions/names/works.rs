//! Works named in quotation marks: a title beside a word for a kind of work, or beside its author.

use broadside_model::{Mention, MentionKind, Span};

use crate::knowledge::laws::work_word;

use super::token::{PARAGRAPH, Shape};
use super::{View, new};

/// Words that a title has at most.
const LONGEST: usize = 12;

/// Adds titles in quotation marks; what was labelled inside one gives way to it.
pub fn add(view: &View<'_>, mentions: &mut Vec<Mention>) {
    let mut index = view.from;
    while index < view.to {
        match quoted(view, index) {
            Some((span, close)) if is_cued(view, mentions, index, close) => {
                if !mentions.iter().any(|m| m.kind == MentionKind::Work && m.span.overlaps(span)) {
                    mentions.retain(|m| !m.span.overlaps(span));
                    mentions.push(new(MentionKind::Work, span, 80, "quoted-title"));
                }
                index = close + 1;
            }
            _ => index += 1,
        }
    }
}

fn double(view: &View<'_>, index: usize) -> bool {
    let quote = view.tokens.list.get(index).filter(|token| token.shape == Shape::Quote);
    quote.is_some_and(|token| {
        !matches!(view.words(Span { start: token.start, end: token.end }), "'" | "’" | "‘" | "`" | "´")
    })
}

/// What stands between a quotation mark and the next, when it is written like a title.
fn quoted(view: &View<'_>, open: usize) -> Option<(Span, usize)> {
    if !double(view, open) {
        return None;
    }
    let close = (open + 2..=open + 1 + LONGEST).find(|at| double(view, *at))?;
    let inside = view.tokens.list.get(open + 1..close)?;
    let (first, last) = (inside.first()?, inside.last()?);
    let long = |shape: Shape| {
        inside
            .iter()
            .filter(|t| t.length > 3 && (t.shape == Shape::Lower) == (shape == Shape::Lower) && t.shape.is_word())
            .count()
    };
    let whole = !inside.iter().any(|token| token.has(PARAGRAPH) || token.shape == Shape::Stop);
    let titled = first.shape.is_raised() && last.shape.is_word() && long(Shape::Capital) >= long(Shape::Lower);
    (whole && titled).then_some((Span { start: first.start, end: last.end }, close))
}

/// Whether a word for a kind of work stands within three words before, or a person's name with "'s" or "by" beside it.
fn is_cued(view: &View<'_>, mentions: &[Mention], open: usize, close: usize) -> bool {
    let word = (open.saturating_sub(3)..open)
        .any(|at| view.tokens.list.get(at).is_some_and(|token| token.shape.is_word() && work_word(token.hash)));
    let by = view
        .tokens
        .list
        .get(close + 1)
        .is_some_and(|token| matches!(view.tokens.folded(token), b"by" | b"von" | b"par" | b"por"));
    let person = |at: usize| {
        let start = view.tokens.list.get(at).map(|token| token.start);
        mentions.iter().any(|m| {
            m.kind == MentionKind::Person && start.is_some_and(|start| m.span.start <= start && start < m.span.end)
        })
    };
    let own = open.checked_sub(2).is_some_and(|at| {
        let s = view.tokens.list.get(at + 1).is_some_and(|token| view.tokens.folded(token) == b"s");
        s && person(at)
    });
    word || by && person(close + 2) || own
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use broadside_model::{MentionKind, Span};

    fn works(text: &str) -> Vec<&str> {
        let mentions = find(text, Span::new(0, text.len()), Some("eng"), &[]);
        mentions.iter().filter(|m| m.kind == MentionKind::Work).map(|m| &text[m.span.range()]).collect()
    }

    #[test]
    fn a_quoted_title_beside_its_kind_is_a_work() {
        assert_eq!(works("We read her book “The Silent Harbour” with care."), ["The Silent Harbour"]);
        assert!(works("He said “Workers Must Unite Today” and left.").is_empty());
    }
}
