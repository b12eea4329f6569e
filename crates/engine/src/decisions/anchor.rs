//! Where is the place that a decision was about, in the text as it is now.
//!
//! First where it stood: the same bytes of the text, or, the source being the same, the bytes that the same raw bytes
//! have become. Else the quote is looked for, and where it stands more than once, what stands around it tells which;
//! only one that is better than all others counts.

use super::ground::{Ground, likeness};
use broadside_model::{Anchor, SourceId, Span, Text};

/// Characters kept of what stands before and behind a quote.
pub const CONTEXT: usize = 32;
/// From here on what stands at the old place is held to be what stood there.
const SAME: f32 = 0.7;
/// From here on what stands around a quote is held to be what stood around it.
const AROUND: f32 = 0.5;
/// A quote that stands once, and has so many letters, needs nothing around it.
const SPEAKS_FOR_ITSELF: usize = 12;
/// By how much the best of several places must be better than the next.
const AHEAD: f32 = 0.1;

/// Where an anchor leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// To this range.
    At(Span),
    /// To several, none better than all others.
    Ambiguous,
    /// Nowhere.
    Gone,
}

/// What it takes to find a range of a text again.
pub fn anchor_of(source: SourceId, text: &Text, span: Span) -> Anchor {
    let words = &text.text;
    let (prefix, suffix) = around(words, span);
    let quote = words.get(span.range()).unwrap_or_default().to_owned();
    Anchor { source, text: span, raw: text.raw_span(span), quote, prefix, suffix }
}

/// What stands before and behind a range.
pub(super) fn around(text: &str, span: Span) -> (String, String) {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    (before[from..].to_owned(), behind.chars().take(CONTEXT).collect())
}

/// Finds an anchor in the text of `source` as it is now.
pub fn find(anchor: &Anchor, source: SourceId, text: &Text, ground: &Ground<'_>) -> Anchored {
    if holds(anchor, ground.text, anchor.text) {
        return Anchored::At(anchor.text);
    }
    if anchor.source == source {
        let span = Span { start: text.from_raw(anchor.raw.start), end: text.from_raw(anchor.raw.end) };
        let now = text.text.get(span.range()).unwrap_or_default();
        if !now.is_empty() && likeness(now, &anchor.quote) >= SAME {
            return Anchored::At(span);
        }
    }
    search(anchor, ground)
}

/// Whether the quote stands at `span`, with what stood before or behind it.
pub(super) fn holds(anchor: &Anchor, text: &str, span: Span) -> bool {
    if anchor.quote.is_empty() || text.get(span.range()) != Some(anchor.quote.as_str()) {
        return false;
    }
    let (prefix, suffix) = around(text, span);
    prefix == anchor.prefix || suffix == anchor.suffix
}

/// Finds the quote by its words and what stands around it.
pub(super) fn search(anchor: &Anchor, ground: &Ground<'_>) -> Anchored {
    let places = ground.places(&anchor.quote);
    let score = |span: &Span| {
        let (prefix, suffix) = around(ground.text, *span);
        (likeness(&prefix, &anchor.prefix) + likeness(&suffix, &anchor.suffix)) / 2.0
    };
    let mut ranked: Vec<(f32, Span)> = places.iter().map(|span| (score(span), *span)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match ranked.as_slice() {
        [] => Anchored::Gone,
        [(_, span)] if super::ground::folded(&anchor.quote).len() >= SPEAKS_FOR_ITSELF => Anchored::At(*span),
        [(score, span), rest @ ..] if *score >= AROUND => match rest.first() {
            Some((next, _)) if next + AHEAD > *score => Anchored::Ambiguous,
            _ => Anchored::At(*span),
        },
        [_] => Anchored::Gone,
        _ => Anchored::Ambiguous,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Sir,\n\nthe Harbour Circle asks for light.\n\nSigned: the Harbour Circle, Uruguay";

    fn text(words: &str) -> Text {
        Text { text: words.to_owned(), ..Text::default() }
    }

    fn anchor(nth: usize) -> Anchor {
        let (at, quote) = OLD.match_indices("Harbour Circle").nth(nth).unwrap();
        anchor_of(SourceId([1; 32]), &text(OLD), Span::new(at, at + quote.len()))
    }

    fn found(anchor: &Anchor, source: u8, words: &str) -> Anchored {
        find(anchor, SourceId([source; 32]), &text(words), &Ground::new(words))
    }

    #[test]
    fn a_place_is_found_where_it_was_and_where_it_moved() {
        for nth in [0, 1] {
            let anchor = anchor(nth);
            assert_eq!(found(&anchor, 1, OLD), Anchored::At(anchor.text));
            let moved = format!("A heading that was not there\n\n{OLD}");
            let Anchored::At(span) = found(&anchor, 2, &moved) else { panic!("lost") };
            assert_eq!(span.start, anchor.text.start + 30);
        }
    }

    #[test]
    fn words_read_otherwise_are_found_by_what_stands_around_them() {
        let better = OLD.replace("Signed: the Harbour Circle", "Signed: the Harbor Circie");
        let Anchored::At(span) = found(&anchor(0), 2, &better) else { panic!("lost") };
        assert_eq!(&better[span.range()], "Harbour Circle");
    }

    #[test]
    fn what_stands_twice_alike_is_ambiguous_and_what_stands_nowhere_gone() {
        let twice = "the Harbour Circle, and again the Harbour Circle, and again";
        let one = Anchor { prefix: "and again the ".into(), suffix: ", and again".into(), ..anchor(0) };
        assert_eq!(
            found(&one, 2, &format!("{twice} {twice} {twice} and so on, and so on, and so on")),
            Anchored::Ambiguous
        );
        assert_eq!(found(&anchor(0), 2, "Something else entirely, of another time"), Anchored::Gone);
        assert_eq!(found(&anchor(0), 2, ""), Anchored::Gone);
    }
}
