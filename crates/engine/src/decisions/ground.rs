//! A text folded, with the way back, and where a quote stands in it.
//!
//! What repair changes between two readings of one page is folded away: capitals, accents, spacing, line ends, hyphens,
//! the shape of quotation marks. What is left is compared exactly, then within a bound of edits.

use broadside_model::Span;
use strsim::generic_levenshtein;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text with its folded form.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The text.
    pub text: &'a str,
    folded: String,
    /// For each byte of the folded form where its character starts in the text, and where that ends.
    places: Vec<(u32, u32)>,
}

/// The most places at which a quote is looked at; one that stands in more tells nothing.
const MOST: usize = 512;
/// A quote of fewer folded bytes is not looked for within a bound of edits.
const LEAST_FUZZY: usize = 8;
/// Of a quote longer than this, in folded bytes, its beginning and its end are looked for.
const LONG: usize = 256;
/// How much of a long quote's beginning and end is looked for, in folded bytes.
const EDGE: usize = 128;
/// One edit for so many folded bytes is allowed.
const BYTES_PER_EDIT: usize = 7;

impl<'a> Ground<'a> {
    /// Folds a text.
    pub fn new(text: &'a str) -> Self {
        let mut ground = Ground { text, folded: String::new(), places: Vec::new() };
        fold_into(text, |letter, start, end| {
            ground.folded.push(letter);
            ground.places.extend(std::iter::repeat_n((start as u32, end as u32), letter.len_utf8()));
        });
        ground
    }

    /// Where a quote stands: exactly; else folded; else within a bound of edits. In order of place. Empty too where it
    /// stands in too many places to tell them apart.
    pub fn places(&self, quote: &str) -> Vec<Span> {
        if quote.is_empty() {
            return Vec::new();
        }
        let exact = self.exact(quote);
        if !exact.is_empty() {
            return if exact.len() > MOST { Vec::new() } else { exact };
        }
        let folded = folded(quote);
        let same = self.spans(occurrences(&self.folded, &folded).into_iter().map(|at| (at, at + folded.len())));
        if !same.is_empty() || folded.len() < LEAST_FUZZY {
            return if same.len() > MOST { Vec::new() } else { same };
        }
        self.near(&folded)
    }

    fn exact(&self, quote: &str) -> Vec<Span> {
        let all = occurrences(self.text, quote).into_iter();
        all.map(|at| Span { start: at as u32, end: (at + quote.len()) as u32 }).collect()
    }

    /// Places that read almost so.
    fn near(&self, folded: &str) -> Vec<Span> {
        if folded.len() <= LONG {
            return self.spans(near(&self.folded, folded).into_iter().map(|(_, from, to)| (from, to)));
        }
        let head = near(&self.folded, &folded[..floor(folded, EDGE)]);
        let tail = near(&self.folded, &folded[floor(folded, folded.len() - EDGE)..]);
        let off = |from: usize, to: usize| to.saturating_sub(from).abs_diff(folded.len());
        let pairs = head.iter().flat_map(|(a, from, _)| tail.iter().map(move |(b, _, to)| (a + b, *from, *to)));
        let pairs: Vec<_> = pairs.filter(|(_, from, to)| to > from && off(*from, *to) <= folded.len() / 5).collect();
        let best = pairs.iter().map(|(edits, from, to)| (*edits, off(*from, *to))).min();
        let best = pairs.iter().filter(|(edits, from, to)| Some((*edits, off(*from, *to))) == best);
        self.spans(best.map(|(_, from, to)| (*from, *to)))
    }

    /// Ranges of the folded form as ranges of the text.
    fn spans(&self, ranges: impl Iterator<Item = (usize, usize)>) -> Vec<Span> {
        let span = |(from, to): (usize, usize)| {
            let (start, _) = *self.places.get(from)?;
            let (_, end) = *self.places.get(to.checked_sub(1)?)?;
            (start < end).then_some(Span { start, end })
        };
        let mut spans: Vec<Span> = ranges.filter_map(span).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// Folds a text: `put` is given each letter that stays, with the bytes of the text it stands for.
fn fold_into(text: &str, mut put: impl FnMut(char, usize, usize)) {
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                put(letter.to_ascii_lowercase(), start, end);
            }
            continue;
        }
        for part in letter.nfkd().filter(|part| !is_combining_mark(*part)).flat_map(char::to_lowercase) {
            if part.is_alphanumeric() {
                put(part, start, end);
            }
        }
    }
}

/// A text folded: letters and digits without capitals and marks, nothing between them.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, |letter, _, _| folded.push(letter));
    folded
}

/// How alike two texts are once folded, 0 to 1; of long ones their beginnings are compared.
pub fn likeness(a: &str, b: &str) -> f32 {
    let (a, b) = (folded(a), folded(b));
    if a == b {
        return 1.0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(LONG).collect(), b.chars().take(LONG).collect());
    let longest = a.len().max(b.len());
    if longest == 0 { 1.0 } else { 1.0 - generic_levenshtein(&a, &b) as f32 / longest as f32 }
}

fn occurrences(text: &str, words: &str) -> Vec<usize> {
    if words.is_empty() {
        return Vec::new();
    }
    memchr::memmem::find_iter(text.as_bytes(), words.as_bytes()).take(MOST + 1).collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where `words` stand in `text` with few edits: how many, and the range of bytes; of places that overlap the best.
///
/// Cut into one piece more than edits are allowed, one piece must stand unchanged; only around such are edits counted.
fn near(text: &str, words: &str) -> Vec<(usize, usize, usize)> {
    let bound = (words.len() / BYTES_PER_EDIT).clamp(1, 24);
    let pieces = bound + 1;
    let mut starts: Vec<usize> = Vec::new();
    for piece in 0..pieces {
        let from = floor(words, piece * words.len() / pieces);
        let to = floor(words, (piece + 1) * words.len() / pieces);
        // A piece that stands everywhere tells nothing; another will do.
        let found = occurrences(text, &words[from..to]);
        if found.len() <= MOST / 8 {
            starts.extend(found.into_iter().map(|at| at.saturating_sub(from + bound)));
        }
    }
    starts.sort_unstable();
    starts.dedup_by(|later, earlier| *later - *earlier <= bound);
    let letters: Vec<char> = words.chars().collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for start in starts.into_iter().take(MOST / 2) {
        let start = floor(text, start);
        let end = floor(text, (start + words.len() + 4 * bound + 8).min(text.len()));
        let Some((edits, from, to)) = best(&text[start..end], &letters, bound) else { continue };
        let place = (edits, start + from, start + to);
        match found.last_mut().filter(|last| last.2 > place.1) {
            Some(last) if last.0 <= place.0 => {}
            Some(last) => *last = place,
            None => found.push(place),
        }
    }
    let fewest = found.iter().map(|place| place.0).min();
    found.retain(|place| Some(place.0) == fewest || place.0 <= bound / 2);
    found
}

/// The range of `window` that `letters` differ from by the fewest edits, and how many, within `bound`.
fn best(window: &str, letters: &[char], bound: usize) -> Option<(usize, usize, usize)> {
    // A cell holds how many edits lead to it, and the byte of the window where the way began.
    let mut row: Vec<(usize, usize)> = (0..=letters.len()).map(|edits| (edits, 0)).collect();
    let mut found: Option<(usize, usize, usize)> = None;
    for (at, letter) in window.char_indices() {
        let next = at + letter.len_utf8();
        let mut corner = row[0];
        row[0] = (0, next);
        for (place, wanted) in letters.iter().enumerate() {
            let change = (corner.0 + usize::from(*wanted != letter), corner.1);
            corner = row[place + 1];
            let (more, less) = ((corner.0 + 1, corner.1), (row[place].0 + 1, row[place].1));
            row[place + 1] = [change, more, less].into_iter().min_by_key(|cell| cell.0).unwrap_or(change);
        }
        let (edits, from) = row[letters.len()];
        if edits <= bound && found.is_none_or(|found| edits <= found.0) {
            found = Some((edits, from, next));
        }
    }
    found.filter(|(_, from, to)| from < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(text: &'a str, quote: &str) -> Vec<&'a str> {
        Ground::new(text).places(quote).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn a_quote_is_found_as_it_stands_folded_or_nearly() {
        assert_eq!(at("the lamp, the lamp", "lamp"), ["lamp", "lamp"]);
        assert_eq!(at("La «Federación de\nFaros» firma", "federacion de faros"), ["Federación de\nFaros"]);
        assert_eq!(at("the Light-\nhouse Keepers", "Lighthouse Keepers"), ["Light-\nhouse Keepers"]);
        assert_eq!(
            at("signed by the Lighthouse Keepers’ League, Uruguay", "Lighthou5e Kecpers' Leaguc"),
            ["Lighthouse Keepers’ League"]
        );
        assert_eq!(at("Nothing of the kind stands here", "Harbour Women's Circle"), [] as [&str; 0]);
        assert_eq!(at("", "x"), [] as [&str; 0]);
        assert_eq!(at("x", ""), [] as [&str; 0]);
    }

    #[test]
    fn a_long_quote_is_found_by_its_ends() {
        let long: String = (0..90).map(|number| format!("clause {number} of the treaty, ")).collect();
        let text = format!("Preamble. {long} End.");
        let changed = long.replace("clause 40", "c1ausc 40").replace("clause 3 ", "clausc 3 ");
        let found = at(&text, &changed);
        assert_eq!(found.len(), 1);
        assert!(found[0].len().abs_diff(long.len()) < 8, "{}", found[0]);
    }

    #[test]
    fn letters_that_fold_into_several_lead_back() {
        assert_eq!(at("Die ﬁne Straße İstanbul", "FINE STRAße"), ["ﬁne Straße"]);
        assert!(likeness("Peña", "PENA") > 0.99 && likeness("Peña", "Mora") < 0.5);
        assert!(likeness("", "") > 0.99 && likeness("", "a") < 0.01);
    }

    #[test]
    fn words_that_stand_everywhere_tell_nothing_and_cost_little() {
        let text = "a b ".repeat(200_000);
        assert!(at(&text, "a").is_empty());
        assert!(at(&text, &"ab".repeat(60)).is_empty());
        assert!(at(&text, &("ab".repeat(60) + "cdefgh")).is_empty());
    }
}
