//! Snippets: the stretches of a text that best show why it matches.

use broadside_model::Span;

use super::matcher::Match;

/// A stretch of a text with the words that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Bytes of the repaired text.
    pub span: Span,
    /// Bytes of the repaired text, inside the span, in order, not overlapping.
    pub highlights: Vec<Span>,
}

/// Bytes shown before the first match.
const BEFORE: usize = 80;
/// Bytes of a snippet.
const LENGTH: usize = 280;
/// Most bytes that an end is moved to find the border of a word.
const SLACK: usize = 32;
/// Most matches looked at.
const MOST: usize = 2_000;

/// The best `wanted` snippets, in the order of the text; its beginning when nothing matches.
pub(crate) fn snippets(text: &str, matches: &[Match], wanted: usize) -> Vec<Snippet> {
    if matches.is_empty() {
        let span = stretch(text, 0, LENGTH.min(text.len()));
        return if text.is_empty() { Vec::new() } else { vec![Snippet { span, highlights: Vec::new() }] };
    }
    let matches = &matches[..matches.len().min(MOST)];
    let mut candidates: Vec<(usize, usize)> = (0..matches.len()).map(|first| (worth(matches, first), first)).collect();
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<Snippet> = Vec::new();
    for (_, first) in candidates {
        if chosen.len() >= wanted {
            break;
        }
        let start = matches[first].span.start as usize;
        let end = (start + LENGTH - BEFORE).max((matches[first].span.end as usize).min(start + 4 * LENGTH));
        let span = stretch(text, start.saturating_sub(BEFORE), end.min(text.len()));
        if chosen.iter().all(|snippet| !snippet.span.overlaps(span)) {
            chosen.push(Snippet { span, highlights: highlights(matches, span) });
        }
    }
    chosen.sort_by_key(|snippet| snippet.span);
    chosen
}

/// How much a snippet that begins with a match shows: different words count more than repeated ones.
fn worth(matches: &[Match], first: usize) -> usize {
    let end = matches[first].span.start as usize + LENGTH - BEFORE;
    let shown = matches[first..].iter().take_while(|found| found.span.end as usize <= end).take(16);
    let mut leaves: Vec<usize> = Vec::new();
    let mut count = 0;
    for found in shown {
        count += 1;
        if !leaves.contains(&found.leaf) {
            leaves.push(found.leaf);
        }
    }
    leaves.len() * 100 + count
}

fn highlights(matches: &[Match], span: Span) -> Vec<Span> {
    let mut words: Vec<Span> = matches
        .iter()
        .flat_map(|found| found.words.iter().copied())
        .filter(|word| span.start <= word.start && word.end <= span.end)
        .collect();
    words.sort_unstable();
    let mut end = 0;
    words.retain(|word| {
        let keep = word.start >= end;
        if keep {
            end = word.end;
        }
        keep
    });
    words
}

/// A stretch from about `start` to about `end`, moved to the borders of words.
fn stretch(text: &str, start: usize, end: usize) -> Span {
    let mut start = text.floor_char_boundary(start);
    let mut end = text.ceil_char_boundary(end);
    if start > 0
        && let Some((gap, c)) = text[start..end].char_indices().find(|(_, c)| c.is_whitespace())
        && gap <= SLACK
    {
        start += gap + c.len_utf8();
    }
    if end < text.len()
        && let Some(gap) = text[start..end].rfind(char::is_whitespace)
        && end - (start + gap) <= SLACK
    {
        end = start + gap;
    }
    Span::new(start, end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(start: u32, end: u32, leaf: usize) -> Match {
        let span = Span { start, end };
        Match { span, words: vec![span], leaf }
    }

    #[test]
    fn a_stretch_with_more_words_of_the_question_is_better() {
        let text = "word ".repeat(400);
        let matches = [found(0, 4, 0), found(1000, 1004, 0), found(1010, 1014, 1)];
        let best = snippets(&text, &matches, 1);
        assert_eq!(best[0].highlights, [Span { start: 1000, end: 1004 }, Span { start: 1010, end: 1014 }]);
        assert_eq!(snippets(&text, &matches, 5).len(), 2);
    }

    #[test]
    fn ends_lie_on_borders_of_words() {
        let text = "é".repeat(40) + " alpha beta gamma " + &"ü ".repeat(300);
        let start = text.find("beta").map(|start| start as u32).unwrap();
        let best = &snippets(&text, &[found(start, start + 4, 0)], 1)[0];
        assert!(text.is_char_boundary(best.span.start as usize) && text.is_char_boundary(best.span.end as usize));
        assert!(text[best.span.range()].contains("beta"));
    }
}
