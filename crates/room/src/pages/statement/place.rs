//! Passages that an address names: by their place, or by their words and what stands around them.
//!
//! A place (`?at=START-END`, code points of the source's text) is exact as long as the text is not repaired anew; words
//! (`?quote=…&prefix=…&suffix=…`, the text quote selector of the Web Annotation model) are found again after that too.

use crate::ask::Ask;
use crate::opened::Opened;
use crate::words::statement as words;
use broadside_model::Span;
use maud::{Markup, html};
use serde::Deserialize;

/// What an address names.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Ranges: `START-END`, in code points.
    pub at: Vec<String>,
    /// Words.
    pub quote: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
}

/// The passages of a text that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the text, in order, without those that say nothing.
    pub spans: Vec<Span>,
    /// Whether words were asked for that are not there.
    pub is_lost: bool,
    /// Whether a range means nothing in this text.
    pub is_wrong: bool,
}

/// Most ranges of one address.
const MOST: usize = 64;

/// Two numbers with a dash between.
pub fn range(typed: &str) -> Option<(u64, u64)> {
    let (start, end) = typed.trim().split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some((start, end))
}

/// Bytes of ranges of code points; those that the text does not have are left out.
pub fn spans(text: &str, ranges: &[(u64, u64)]) -> Vec<Span> {
    let mut wanted: Vec<u64> = ranges.iter().flat_map(|(start, end)| [*start, *end]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut at = Vec::with_capacity(wanted.len());
    let mut next = wanted.iter().copied().peekable();
    let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    for (count, byte) in (0_u64..).zip(ends) {
        let Some(point) = next.peek() else { break };
        if *point == count {
            at.push((count, byte));
            next.next();
        }
    }
    let byte = |point: u64| at.binary_search_by_key(&point, |(count, _)| *count).ok().map(|place| at[place].1);
    ranges.iter().filter_map(|(start, end)| Some(Span::new(byte(*start)?, byte(*end)?))).collect()
}

impl Place {
    /// Finds what is asked for in the text of a statement.
    pub fn find(opened: &Opened, asked: &Asked) -> Self {
        let text = &opened.stored.text.text;
        let ranges: Vec<(u64, u64)> = asked.at.iter().take(MOST).filter_map(|typed| range(typed)).collect();
        let mut found = spans(text, &ranges);
        let is_wrong = found.len() < asked.at.iter().take(MOST).filter(|typed| !typed.is_empty()).count();
        let quoted =
            if asked.quote.trim().is_empty() { None } else { Some(quoted(text, asked, found.first().copied())) };
        let is_lost = quoted == Some(None);
        if let Some(Some(span)) = quoted {
            // The words say where it is now; the place, where it was.
            found = vec![span];
        }
        found.sort_unstable();
        Place { spans: found, is_lost, is_wrong: is_wrong && !matches!(quoted, Some(Some(_))) }
    }

    /// What a person should know of what was not found.
    pub fn notice(&self, ask: &Ask) -> Markup {
        html! {
            @if self.is_lost { p.notice role="status" { (ask.say(words::QUOTE_LOST)) } }
            @if self.is_wrong { p.notice role="status" { (ask.say(words::RANGE_WRONG)) } }
        }
    }
}

/// Where words stand: of several places the one whose surroundings fit best, then the one nearest to `hint`.
fn quoted(text: &str, asked: &Asked, hint: Option<Span>) -> Option<Span> {
    let mut best: Option<(usize, std::cmp::Reverse<u32>, Span)> = None;
    for span in places(text, asked.quote.trim()) {
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        let fits = alike(letters(before.chars().rev()), letters(asked.prefix.chars().rev()))
            + alike(letters(after.chars()), letters(asked.suffix.chars()));
        let far = hint.map_or(span.start, |hint| hint.start.abs_diff(span.start));
        let here = (fits, std::cmp::Reverse(far), span);
        if best.is_none_or(|best| (here.0, here.1) > (best.0, best.1)) {
            best = Some(here);
        }
    }
    best.map(|(.., span)| span)
}

/// Letters and digits in lower case: repairs change spaces, line ends, hyphens and quotation marks.
fn letters(of: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    of.filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How many letters two have in common before they part.
fn alike(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Most places of the same words that are looked at.
const MOST_PLACES: usize = 1000;

/// Where words stand: as they are, or else letter by letter.
fn places(text: &str, quote: &str) -> Vec<Span> {
    let exact: Vec<Span> =
        text.match_indices(quote).take(MOST_PLACES).map(|(at, found)| Span::new(at, at + found.len())).collect();
    if !exact.is_empty() {
        return exact;
    }
    let wanted: String = letters(quote.chars()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // The letters of the text, with the byte that each comes from.
    let (mut folded, mut from) = (String::new(), Vec::new());
    for (byte, letter) in text.char_indices() {
        for lower in letters(std::iter::once(letter)) {
            from.extend(std::iter::repeat_n((byte, byte + letter.len_utf8()), lower.len_utf8()));
            folded.push(lower);
        }
    }
    let span = |(at, found): (usize, &str)| Some(Span::new(from.get(at)?.0, from.get(at + found.len() - 1)?.1));
    folded.match_indices(&wanted).take(MOST_PLACES).filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_code_points() {
        let text = "¡Añasco!";
        assert_eq!(spans(text, &[(0, 1), (1, 7), (3, 99)]), [Span::new(0, 2), Span::new(2, 9)]);
        assert_eq!([range("3-9"), range("9-3"), range("x"), range("3-")], [Some((3, 9)), None, None, None]);
    }

    #[test]
    fn words_are_found_again_after_repairs() {
        let text = "The harbour is ours. The quay too. The harbour is ours, all of it.";
        let find = |quote: &str, prefix: &str, suffix: &str| {
            let asked = Asked { quote: quote.into(), prefix: prefix.into(), suffix: suffix.into(), ..Asked::default() };
            quoted(text, &asked, None).map(|span| span.start)
        };
        assert_eq!(find("harbour is ours", "", ""), Some(4));
        assert_eq!(find("harbour is ours", "quay too. The ", ", all"), Some(39));
        assert_eq!(find("har-\nbour  IS ours", "", "all of"), Some(39));
        assert_eq!(find("harbor", "", ""), None);
    }
}
