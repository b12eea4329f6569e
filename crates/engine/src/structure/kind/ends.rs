//! The two ends of a statement, folded once for all rules that look there.
//!
//! Takes a statement's range, gives windows onto its first and last bytes. What a statement is and who issued it stands at
//! its head or its foot; nearly every rule looks at one of them.

use broadside_model::Span;

use super::fold::{Folded, Window};
use super::sieve::{Cue, Hits, Rules};
use super::words::{head, tail};

/// Bytes of the head and of the tail.
const HEAD: usize = 10_000;
const TAIL: usize = 1500;

/// The head and the tail of a statement.
#[derive(Clone, Debug)]
pub struct Ends<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The statement.
    pub span: Span,
    head: End,
    /// Absent where the head is all there is.
    tail: Option<End>,
}

#[derive(Clone, Debug)]
struct End {
    span: Span,
    folded: Folded,
    hits: Hits,
}

impl End {
    fn new(text: &str, span: Span) -> Self {
        let folded = Folded::new(text, span);
        let hits = Hits::new(folded.all().text);
        End { span, folded, hits }
    }

    fn view(&self, range: Span) -> View<'_> {
        View { range, window: self.folded.within(range), hits: &self.hits }
    }
}

/// A range at one end of a statement: its folded text, and what stands there.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Bytes of the text.
    pub range: Span,
    /// The folded text.
    pub window: Window<'a>,
    hits: &'a Hits,
}

impl View<'_> {
    /// The rules that may find something there.
    pub fn rules(&self) -> Rules {
        self.hits.rules(&self.window)
    }

    /// Whether the words of a cue stand there.
    pub fn may(&self, cue: Cue) -> bool {
        self.places(cue).next().is_some()
    }

    /// Where in the folded text the words of a cue stand.
    pub fn places(&self, cue: Cue) -> impl Iterator<Item = usize> {
        self.hits.places(cue, &self.window)
    }

    /// Whether the words of a cue stand at the head of a line, with no more than `most` marks before them.
    pub fn begins_line(&self, cue: Cue, most: usize) -> bool {
        self.places(cue).any(|at| {
            let before = self.window.text.get(..at).unwrap_or_default();
            let mut marks = before.chars().rev();
            marks.by_ref().take(most + 1).any(|letter| letter == '\n') || before.chars().rev().nth(most).is_none()
        })
    }
}

impl<'a> Ends<'a> {
    /// The ends of a statement.
    pub fn new(text: &'a str, span: Span) -> Self {
        let (front, back) = (head(text, span, HEAD), tail(text, span, TAIL));
        let tail = (front.end < span.end).then(|| End::new(text, back));
        Ends { text, span, head: End::new(text, front), tail }
    }

    /// Its first bytes, at most `most` and no more than are kept.
    pub fn head(&self, most: usize) -> View<'_> {
        self.head.view(head(self.text, self.head.span, most))
    }

    /// Its last bytes, at most `most` and no more than are kept.
    pub fn tail(&self, most: usize) -> View<'_> {
        let range = tail(self.text, self.span, most.min(TAIL));
        self.tail.as_ref().unwrap_or(&self.head).view(range)
    }

    /// A range, where it lies within one of the ends.
    pub fn within(&self, range: Span) -> Option<View<'_>> {
        let ends = [Some(&self.head), self.tail.as_ref()];
        let end = ends.into_iter().flatten().find(|end| end.span.start <= range.start && range.end <= end.span.end)?;
        Some(end.view(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_seen() {
        let text = format!("{} Mögen alle fahren! {}Ende", "a".repeat(20_000), "é".repeat(3000));
        for span in [Span::new(0, text.len()), Span::new(19_990, 20_019)] {
            let ends = Ends::new(&text, span);
            for most in [1, 9, 10, 1500] {
                let (front, back) = (ends.head(most), ends.tail(most));
                assert_eq!(front.window.text, super::super::words::fold(&text[head(&text, span, most).range()]));
                assert_eq!(back.window.text, super::super::words::fold(&text[tail(&text, span, most).range()]));
            }
        }
        assert!(Ends::new(&text, Span::new(0, text.len())).within(Span::new(15_000, 15_010)).is_none());
    }
}
