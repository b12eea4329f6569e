//! Lines that may announce a list of signatories, out of all the lines of a text.
//!
//! Most texts have no list. So that finding that out costs next to nothing, a line is looked at only as far as it takes to see
//! that it announces nothing: it ends as a sentence does, it goes on from the line before, it has too many words, it has no
//! word that announces. What is left is read by [`super::head::cue`] and [`super::head::inline`].

use std::iter::Peekable;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use broadside_model::Span;
use rustc_hash::FxHashSet;

use super::head::ends_sentence;
use super::line::Marks;
use super::sentence;

/// Bytes of a line within which the announcing word stands, where the line does not end in a colon.
const NEAR: usize = 240;

/// Beginnings of words that announce.
pub(super) struct Stems {
    /// The first letters of words in ASCII, packed, the end of shorter words being their end.
    ascii: FxHashSet<u64>,
    /// For each first letter, a bit for each letter that comes second.
    second: [u32; 32],
    /// Pieces of all, found by one pass over the bytes.
    any: AhoCorasick,
}

/// Of those that announce on any line.
static PLAIN: LazyLock<Stems> = LazyLock::new(|| Stems::new(cues(&["S", "W"])));
/// Of those, too, that announce in headings only.
static HEADING: LazyLock<Stems> = LazyLock::new(|| Stems::new(cues(&["S", "W", "G"])));

/// The words of some classes of the list of cues.
fn cues(classes: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    include_str!("data/cues.txt").lines().flat_map(|line| {
        let mut words = line.split_whitespace();
        let wanted = words.next().is_some_and(|class| classes.contains(&class));
        words.filter(move |_| wanted)
    })
}

/// Letters of a stem in ASCII, and in other scripts.
const LETTERS: usize = 5;
const LETTERS_ELSEWHERE: usize = 4;

impl Stems {
    /// The beginnings of these words, folded; `*` and `~` at their ends mean nothing here.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Stems {
        let (mut ascii, mut second, mut any) = (FxHashSet::default(), [0; 32], Vec::new());
        for word in words {
            let length = if word.is_ascii() { LETTERS } else { LETTERS_ELSEWHERE };
            let stem: String = word.trim_matches(['*', '~']).replace('_', " ").chars().take(length).collect();
            let stem = stem.trim().to_owned();
            if let ([first, next, ..], true) = (stem.as_bytes(), stem.is_ascii()) {
                ascii.insert(packed(stem.as_bytes()));
                second[usize::from(first & 0x1f)] |= 1 << (next & 0x1f);
            }
            let first = stem.chars().take(1).flat_map(char::to_uppercase);
            let capital: String = first.chain(stem.chars().skip(1)).collect();
            any.extend([stem.to_uppercase(), capital, stem]);
        }
        any.sort();
        any.dedup();
        let any = AhoCorasick::new(&any).unwrap_or_else(|error| unreachable!("stems of this folder: {error}"));
        Stems { ascii, second, any }
    }

    /// Where the first of them begins in a line; `None`, too, where the line has more words than `most`.
    pub(super) fn find(&self, line: &str, most: usize) -> Option<usize> {
        let bytes = line.as_bytes();
        if !line.is_ascii() {
            return self.any.find(line).map(|hit| hit.start()).filter(|_| !has_more_words(bytes, most));
        }
        let (mut at, mut words, mut hit) = (0, 0, None);
        while let Some(letters) = bytes.get(at..).filter(|letters| !letters.is_empty()) {
            let length = letters.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(letters.len());
            let new = at == 0 || bytes[at - 1] == b' ';
            words += usize::from(new && letters[0].is_ascii_alphabetic());
            if words > most {
                return None;
            }
            if length > 2
                && hit.is_none()
                && self.begins(letters)
                && self.ascii.contains(&packed(&letters[..length.min(LETTERS)]))
            {
                hit = Some(at);
            }
            at += length + 1;
        }
        hit
    }

    /// Whether one of them may begin with these letters.
    fn begins(&self, letters: &[u8]) -> bool {
        self.second[usize::from(letters[0] & 0x1f)] >> (letters[1] & 0x1f) & 1 == 1
    }
}

/// Letters in one number, small ones and capitals alike.
fn packed(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |packed, letter| packed << 8 | u64::from(letter | 0x20))
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
    let bytes = trimmed.as_bytes();
    let colon = memchr::memchr(b':', bytes).is_some() || (!trimmed.is_ascii() && trimmed.contains('：'));
    if !colon && (trimmed.len() > 420 || ends_sentence(trimmed)) {
        return sentence::may_be(trimmed) && sentence::names(trimmed).is_some();
    }
    if goes_on(text, start) {
        return false;
    }
    let near = trimmed.len() < 400 || bytes.iter().take(120).any(|byte| *byte == b':');
    let looked_at = if trimmed.ends_with(':') { trimmed.len() } else { ceil(trimmed, NEAR + 16) };
    if !near && looked_at < trimmed.len() {
        return false;
    }
    let heading =
        heading || matches!(bytes[0], b'#' | b'>' | b' ' | b'\t') || memchr::memchr2(b'*', b'_', bytes).is_some();
    let most = match heading {
        _ if colon => usize::MAX,
        true => 16,
        false if bytes.iter().fold(false, |digit, byte| digit | byte.is_ascii_digit()) => 12,
        false => 8,
    };
    let stems = if heading { &HEADING } else { &PLAIN };
    stems.find(&trimmed[..looked_at], most).is_some_and(|hit| hit < NEAR || looked_at == trimmed.len())
}

/// Whether a line has more words than one that announces without a colon.
fn has_more_words(line: &[u8], most: usize) -> bool {
    let words = line.split(u8::is_ascii_whitespace).filter(|word| word.iter().any(u8::is_ascii_alphabetic));
    words.take(most.saturating_add(1)).count() > most
}

/// Whether the line before a place goes on there.
fn goes_on(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("").trim_end_matches([' ', '\t', '\r']);
    let Some(before) = before.strip_suffix('\n') else { return false };
    let before = before.trim_end_matches([' ', '\t', '\r']);
    if !before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ',' | ';' | '-')) {
        return false;
    }
    let from = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |line| line + 1);
    let before = before[from..].trim();
    before.len() > 40
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
