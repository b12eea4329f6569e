//! Laws, treaties and resolutions: "resolution 242 (1967)", "Law No. 1234", "Treaty of Utrecht", "Lomé Convention".

use broadside_model::{Mention, MentionKind, Span};

use crate::knowledge::laws::{self, ACT, MARK, NUMBERED};

use super::token::{LINE, PARAGRAPH, SHORT, Shape, Token};
use super::{View, new};

/// Words that a law's name has at most.
const LONGEST: usize = 14;

/// Adds the laws; what was labelled inside one gives way to it, its places stay.
pub fn add(view: &View<'_>, mentions: &mut Vec<Mention>) {
    let mut index = 0;
    while index < view.tokens.list.len() {
        let found = head(view, index).and_then(|(length, bits)| {
            let numbered = if bits & NUMBERED != 0 { numbered(view, index, length) } else { None };
            numbered.or_else(|| if bits & ACT != 0 { titled(view, index, length) } else { None })
        });
        match found {
            Some((span, next, method)) => {
                put(mentions, new(MentionKind::Law, span, 85, method));
                index = next.max(index + 1);
            }
            None => index += 1,
        }
    }
}

/// A law gives way only to a longer name that is sure.
fn put(mentions: &mut Vec<Mention>, law: Mention) {
    let around = |m: &Mention| {
        m.span.start <= law.span.start
            && law.span.end <= m.span.end
            && m.span != law.span
            && m.kind == MentionKind::Organisation
    };
    if mentions.iter().any(around) {
        return;
    }
    mentions.retain(|m| {
        !m.span.overlaps(law.span) || m.kind == MentionKind::Place && m.span.end <= law.span.end && m.span != law.span
    });
    mentions.push(law);
}

fn head(view: &View<'_>, index: usize) -> Option<(usize, u32)> {
    let token = token(view, index)?;
    if !token.shape.is_word() || token.length < 3 {
        return None;
    }
    laws::longest(view.tokens.hashes(index)).filter(|(_, bits)| bits & (ACT | NUMBERED) != 0)
}

fn token<'a>(view: &View<'a>, index: usize) -> Option<&'a Token> {
    view.tokens.list.get(index)
}

/// A head, perhaps "No.", a number; perhaps a year or session in brackets.
fn numbered(view: &View<'_>, index: usize, length: usize) -> Option<(Span, usize, &'static str)> {
    let mut at = index + length;
    if laws::longest(view.tokens.hashes(at)).is_some_and(|(_, bits)| bits & MARK != 0) {
        at += 1;
        while token(view, at).is_some_and(|token| matches!(token.shape, Shape::Mark | Shape::Stop))
            && at < index + length + 3
        {
            at += 1;
        }
    }
    let number = token(view, at).filter(|token| token.shape == Shape::Number && !token.has(PARAGRAPH))?;
    let digit = view.text.as_bytes().get(number.start as usize).is_some_and(u8::is_ascii_digit);
    if !digit && number.length > 12 {
        return None;
    }
    let mut end = at;
    while let Some(next) = token(view, end + 1) {
        let slash = next.shape == Shape::Mark
            && next.end - next.start == 1
            && view.words(Span { start: next.start, end: next.end }) == "/";
        let close = token(view, end).is_some_and(|token| {
            next.start <= token.end + 1 && view.text.get(token.end as usize..next.start as usize) != Some(" ")
        });
        if !(close
            && (next.shape == Shape::Number && !next.has(LINE)
                || slash && token(view, end + 2).is_some_and(|t| t.shape == Shape::Number)))
        {
            break;
        }
        end += 1;
    }
    let span_end = bracket(view, end + 1).unwrap_or(end);
    let span = Span { start: token(view, index)?.start, end: token(view, span_end)?.end };
    Some((span, span_end + 1, "numbered-law"))
}

/// The closing bracket of "(1967)", "(XV)", "(S-9)" that opens at a token.
fn bracket(view: &View<'_>, open: usize) -> Option<usize> {
    token(view, open).filter(|token| token.shape == Shape::Open)?;
    let close = (open + 2..open + 5).find(|at| token(view, *at).is_some_and(|token| token.shape == Shape::Close))?;
    let short = (open + 1..close)
        .all(|at| token(view, at).is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Upper | Shape::Initial)));
    short.then_some(close)
}

/// "Treaty of Utrecht", "Convention on the Rights of the Child": a raised head with more behind a small word; or raised
/// words before it: "Lomé Convention".
fn titled(view: &View<'_>, index: usize, length: usize) -> Option<(Span, usize, &'static str)> {
    let first = token(view, index).filter(|token| token.shape.is_raised() && token.shape != Shape::Initial)?;
    let mut last = index + length - 1;
    let mut at = last + 1;
    let mut raised = 0;
    while let Some(next) = token(view, at).filter(|next| at < index + LONGEST && !next.has(PARAGRAPH)) {
        if raised > 0 && next.shape.is_raised() && head(view, at).is_some_and(|(_, bits)| bits & ACT != 0) {
            break;
        }
        if next.shape.is_raised() && !token(view, at - 1).is_some_and(|before| before.has(SHORT)) {
            (last, raised) = (at, raised + 1);
        } else if next.shape != Shape::Lower || next.length > 5 || at > last + 2 {
            break;
        }
        at += 1;
    }
    let linked = token(view, index + length).is_some_and(|next| next.shape == Shape::Lower && next.length <= 5);
    if raised > 0 && linked {
        return Some((Span { start: first.start, end: token(view, last)?.end }, last + 1, "law-by-head"));
    }
    let place = index.checked_sub(1).filter(|before| {
        let (token, mark) = (token(view, *before), view.marks.get(*before));
        token.is_some_and(|token| token.shape == Shape::Capital)
            && mark.is_some_and(|mark| mark.place != 0 && mark.place <= 4 && mark.common == 0)
    })?;
    let mut start = place;
    while view.marks.get(start).is_some_and(|mark| mark.place != 0 && mark.reach == 0) && start > 0 {
        start -= 1;
    }
    let end = token(view, index + length - 1)?.end;
    Some((Span { start: token(view, start)?.start, end }, index + length, "law-by-place"))
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use broadside_model::{MentionKind, Span};

    fn laws(text: &str) -> Vec<&str> {
        let mentions = find(text, Span::new(0, text.len()), None, &[]);
        mentions.iter().filter(|m| m.kind == MentionKind::Law).map(|m| &text[m.span.range()]).collect()
    }

    #[test]
    fn numbered_laws_are_found() {
        assert_eq!(
            laws("We recall resolution 242 (1967) and Law No. 1234."),
            ["resolution 242 (1967)", "Law No. 1234"]
        );
        assert_eq!(
            laws("According to General Assembly resolution 1514 (XV), and to decree 88-10."),
            ["resolution 1514 (XV)", "decree 88-10"]
        );
        assert_eq!(laws("la loi n° 72 et la ley 1448 de 2011"), ["loi n° 72", "ley 1448"]);
    }

    #[test]
    fn treaties_are_found_with_their_places() {
        assert_eq!(
            laws("They signed the Treaty of Utrecht and the Convention on the Rights of the Child in peace."),
            ["Treaty of Utrecht", "Convention on the Rights of the Child"]
        );
        assert_eq!(laws("Der Vertrag von Utrecht galt."), ["Vertrag von Utrecht"]);
    }

    #[test]
    fn a_law_in_general_is_none() {
        assert!(laws("The law of the land. Law and order. In resolution of the matter, 3 men.").is_empty());
    }
}
