//! Lines that may announce a list of signatories, out of all the lines of a text.
//!
//! Most texts have no list. So that finding that out costs next to nothing, a line is looked at only as far as it takes to see
//! that it announces nothing: it ends as a sentence does, it goes on from the line before, it has too many words, it has no
//! word that announces. What is left is read by [`super::head::cue`] and [`super::head::inline`].

use std::iter::Peekable;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use broadside_model::Span;

use super::head::ends_sentence;
use super::line::Marks;

/// Bytes of a line within which the announcing word stands, where the line does not end in a colon.
const NEAR: usize = 240;

/// Pieces of words that announce, found by one pass over the bytes.
struct Stems {
    /// Of those that announce on any line.
    plain: AhoCorasick,
    /// Of those, too, that announce in headings only.
    heading: AhoCorasick,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| Stems { plain: stems(&["S", "W"]), heading: stems(&["S", "W", "G"]) });

fn stems(classes: &[&str]) -> AhoCorasick {
    let mut stems: Vec<String> = Vec::new();
    for line in include_str!("data/cues.txt").lines() {
        let mut words = line.split_whitespace();
        if !words.next().is_some_and(|class| classes.contains(&class)) {
            continue;
        }
        for word in words {
            let length = if word.is_ascii() { 5 } else { 4 };
            let stem: String = word.trim_matches(['*', '~']).replace('_', " ").chars().take(length).collect();
            let stem = stem.trim().to_owned();
            let first = stem.chars().take(1).flat_map(char::to_uppercase);
            let capital: String = first.chain(stem.chars().skip(1)).collect();
            stems.extend([stem.to_uppercase(), capital, stem]);
        }
    }
    stems.sort();
    stems.dedup();
    AhoCorasick::new(&stems).unwrap_or_else(|error| unreachable!("stems of this folder: {error}"))
}

/// Starts of the lines of a part of a text that may announce, in order.
pub(super) struct Announcements<'t, H: Iterator<Item = Span>> {
    text: &'t str,
    at: usize,
    end: usize,
    headings: Peekable<H>,
}

impl<'t> Announcements<'t, std::iter::Empty<Span>> {
    /// Those within a part of a text.
    pub(super) fn new<'m>(
        text: &'t str,
        within: Span,
        marks: &'m Marks<'_>,
    ) -> Announcements<'t, impl Iterator<Item = Span> + 'm> {
        Announcements {
            text,
            at: within.start as usize,
            end: within.end as usize,
            headings: marks.headings().peekable(),
        }
    }
}

impl<H: Iterator<Item = Span>> Iterator for Announcements<'_, H> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.at < self.end {
            let start = self.at;
            let length = memchr::memchr2(b'\n', 0xc, &self.text.as_bytes()[start..self.end]);
            let end = length.map_or(self.end, |length| start + length);
            self.at = end + 1;
            let Some(line) = self.text.get(start..end) else { continue };
            while self.headings.next_if(|heading| heading.end as usize <= start).is_some() {}
            let heading = self.headings.peek().is_some_and(|heading| (heading.start as usize) < end);
            if may_announce(self.text, start, line, heading) {
                return Some(start);
            }
        }
        None
    }
}

/// Whether a line may announce; `heading` where the file says that it is one.
fn may_announce(text: &str, start: usize, line: &str, heading: bool) -> bool {
    let trimmed = line.trim_end();
    if trimmed.len() < 2 {
        return false;
    }
    let colon = memchr::memchr(b':', trimmed.as_bytes()).is_some() || (!trimmed.is_ascii() && trimmed.contains('：'));
    let heading =
        heading || trimmed.starts_with(['#', '>', ' ', '\t']) || trimmed.contains("**") || trimmed.contains("__");
    if !colon && (trimmed.len() > 420 || ends_sentence(trimmed) || has_many_words(trimmed, heading)) {
        return false;
    }
    if goes_on(text, start) {
        return false;
    }
    let stems = if heading { &STEMS.heading } else { &STEMS.plain };
    let near = trimmed.len() < 400 || trimmed.bytes().take(120).any(|byte| byte == b':');
    let looked_at = if trimmed.ends_with(':') { trimmed.len() } else { ceil(trimmed, NEAR + 16) };
    let hit = (near || looked_at == trimmed.len()).then(|| stems.find(&trimmed[..looked_at])).flatten();
    hit.is_some_and(|hit| hit.start() < NEAR || trimmed.ends_with(':'))
}

/// Whether a line has more words than one that announces without a colon: more in headings, and where a date is with it.
fn has_many_words(line: &str, heading: bool) -> bool {
    let most = match heading {
        true => 16,
        false if line.bytes().any(|byte| byte.is_ascii_digit()) => 12,
        false => 8,
    };
    let words = line.split_ascii_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.take(most + 1).count() > most
}

/// Whether the line before a place goes on there.
fn goes_on(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\t', '\r']);
    let Some(before) = before.strip_suffix('\n') else { return false };
    let from = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |line| line + 1);
    let before = before[from..].trim();
    before.len() > 40 && before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ',' | ';' | '-'))
}

/// Whether a line goes on from the one before: what it seems to announce is the middle of a sentence.
pub(super) fn in_paragraph(text: &str, start: usize, line: &str) -> bool {
    (line.starts_with(char::is_lowercase) && line.split(' ').count() > 3) || goes_on(text, start)
}

/// The first place from `at` on that a text can be cut at.
pub(super) fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}
