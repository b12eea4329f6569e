//! Laws, treaties and resolutions: "resolution 242 (1967)", "Law No. 1234", "Treaty of Utrecht", "Lomé Convention".

use broadside_model::{Mention, MentionKind, Span};

use crate::knowledge::laws::{self, ACT, MARK, NUMBERED, STRONG};

use super::token::{LINE, PARAGRAPH, SHORT, START, Shape, Token};
use super::{View, new};

/// Words that a law's name has at most.
const LONGEST: usize = 14;

/// Adds the laws; what was labelled inside one gives way to it, its places stay.
pub fn add(view: &View<'_>, mentions: &mut Vec<Mention>) {
    let mut index = view.from;
    while index < view.to {
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

/// Puts a law in the place of what was labelled inside it; a longer name that the law begins or ends is the law.
fn put(mentions: &mut Vec<Mention>, mut law: Mention) {
    let around = |m: &Mention| m.span.start <= law.span.start && law.span.end <= m.span.end && m.span != law.span;
    if let Some(longer) = mentions.iter().find(|m| around(m)) {
        let same = longer.span.start == law.span.start || longer.span.end == law.span.end;
        if longer.kind == MentionKind::Organisation && !same {
            return;
        }
        if same && longer.span.len() < law.span.len() + 40 {
            law.span = longer.span;
        }
    }
    let span = law.span;
    mentions.retain(|m| {
        !m.span.overlaps(span)
            || m.kind == MentionKind::Place && m.span.end <= span.end && m.span.start >= span.start && m.span != span
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
    token(view, index).filter(|token| token.shape.is_raised() && token.shape != Shape::Initial)?;
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
    let linked = token(view, index + length).is_some_and(|next| {
        next.shape == Shape::Lower && next.length <= 5 && !JOINING.contains(&view.tokens.folded(next))
    });
    let start = before(view, index);
    if raised > 0 && linked {
        let start = token(view, start.unwrap_or(index))?.start;
        return Some((Span { start, end: token(view, last)?.end }, last + 1, "law-by-head"));
    }
    // "Treaty Organization": the head goes on.
    let goes_on = token(view, index + length).is_some_and(|next| next.shape.is_raised() && !next.has(START));
    let start = start.filter(|_| !goes_on)?;
    let strong = laws::longest(view.tokens.hashes(index)).is_some_and(|(_, bits)| bits & STRONG != 0);
    let place = (start..index).any(|at| {
        view.marks
            .get(at)
            .is_some_and(|mark| mark.place != 0 && (mark.place <= 3 || mark.place == 4 && mark.common == 0))
    });
    let end = token(view, index + length - 1)?.end;
    (strong || place).then_some((
        Span { start: token(view, start)?.start, end },
        index + length,
        if place { "law-by-place" } else { "law-by-name" },
    ))
}

/// The first of the raised words, four at most, directly before a head; none that opens a sentence or is an article.
fn before(view: &View<'_>, index: usize) -> Option<usize> {
    let mut start = index;
    while start > 0 && index - start < 4 {
        let word = token(view, start - 1)?;
        let mark = view.marks.get(start - 1)?;
        let fits = matches!(word.shape, Shape::Capital | Shape::Mixed)
            && word.length > 2
            && !ARTICLES.contains(&view.tokens.folded(word));
        if !fits || mark.title & 63 != 0 || token(view, start)?.has(PARAGRAPH) {
            break;
        }
        start -= 1;
        if word.has(START) {
            break;
        }
    }
    (start < index).then_some(start)
}

/// Words that may be raised before a head and are no part of its name.
const ARTICLES: [&[u8]; 34] = [
    b"the", b"this", b"that", b"these", b"those", b"such", b"said", b"any", b"every", b"each", b"his", b"her", b"its",
    b"our", b"their", b"your", b"and", b"under", b"when", b"what", b"which", b"new", b"der", b"die", b"das", b"den",
    b"dem", b"des", b"les", b"los", b"las", b"una", b"uma", b"het",
];

/// Words that join two names rather than go on with one.
const JOINING: [&[u8]; 12] = [b"and", b"or", b"und", b"oder", b"et", b"ou", b"y", b"o", b"e", b"as", b"is", b"was"];

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
    fn names_before_a_head_are_the_laws() {
        assert_eq!(
            laws("Under the Stamp Act and the Fourth Geneva Convention they may."),
            ["Stamp Act", "Fourth Geneva Convention"]
        );
        assert_eq!(
            laws("We recall the Universal Declaration of Human Rights."),
            ["Universal Declaration of Human Rights"]
        );
    }

    #[test]
    fn a_law_in_general_is_none() {
        assert!(laws("The law of the land. Law and order. In resolution of the matter, 3 men.").is_empty());
    }
}
