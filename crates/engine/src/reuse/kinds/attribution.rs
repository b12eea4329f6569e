//! Words around a passage that say whose it is: "in the words of …", "Article 3 of the Statutes provides that …".
//!
//! Looked at are the sentence before the passage, up to where it begins, and the passage's own first words, since two texts
//! that quote the same place often introduce it alike.

use crate::knowledge::phrase::{Phrases, fold, hash};
use broadside_model::Span;
use std::sync::LazyLock;

/// How far before a passage its attribution may stand, in bytes.
const BEFORE: usize = 180;
/// How far before it words that announce a quotation outright may end, in bytes.
const LEAD: usize = 60;
/// How many words may stand between the name of a work and the verb.
const APART: usize = 12;
/// How far into a passage words count as its beginning, as a share of its length.
const HEAD: usize = 2;
/// How many words may stand between a verb of speech and the passage.
const SAID_NEAR: usize = 3;
/// Fewest words that must follow in a passage which itself opens with its source.
const FOLLOWING: usize = 5;

const LEADS: u32 = 1;
const WORK: u32 = 2;
const SAID: u32 = 4;
const AS: u32 = 8;
const OWN: u32 = 16;

static CUES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::read(include_str!("cues.txt"), |head| match head {
        "lead" => LEADS,
        "work" => WORK,
        "said" => SAID,
        "as" => AS,
        "own" => OWN,
        _ => 0,
    })
});

/// A cue: which word of the stretch it begins at and ends before, and what it is.
#[derive(Clone, Copy, Debug)]
struct Cue {
    from: usize,
    until: usize,
    bits: u32,
}

/// The words of a stretch, and the cues among them.
struct Stretch {
    words: Vec<Span>,
    cues: Vec<Cue>,
}

fn stretch(text: &str, start: usize, end: usize) -> Stretch {
    let (mut words, mut hashes): (Vec<Span>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut folded = Vec::new();
    let base = text.as_ptr() as usize;
    for word in text[start..end].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let at = word.as_ptr() as usize - base;
        folded.clear();
        fold(word, &mut folded);
        words.push(Span::new(at, at + word.len()));
        hashes.push(hash(&folded));
    }
    let mut cues = Vec::new();
    for from in 0..hashes.len() {
        if let Some((count, bits)) = CUES.longest(hashes[from..].iter().copied()) {
            // "United States" states nothing.
            let is_noun = bits & SAID != 0 && text[words[from].range()].starts_with(char::is_uppercase);
            let bits = if is_noun { bits & !SAID } else { bits };
            cues.push(Cue { from, until: from + count, bits });
        }
    }
    Stretch { words, cues }
}

/// The words that attribute a passage to another, where there are any.
pub(super) fn find(text: &str, passage: Span) -> Option<Span> {
    let start = passage.start as usize;
    before(text, start).or_else(|| inside(text, passage))
}

/// In the sentence before the passage.
fn before(text: &str, start: usize) -> Option<Span> {
    let from = sentence(text, start);
    let stretch = stretch(text, from, start);
    let last = stretch.words.len();
    let lead = stretch
        .cues
        .iter()
        .rev()
        .find(|cue| cue.bits & LEADS != 0 && start - stretch.words[cue.until - 1].end as usize <= LEAD);
    if let Some(cue) = lead {
        return Some(Span { start: stretch.words[cue.from].start, end: start as u32 });
    }
    if let Some((span, _)) = work_says(&stretch).filter(|(_, until)| until + SAID_NEAR >= last) {
        return Some(span);
    }
    let said = stretch.cues.iter().rev().find(|cue| cue.bits & SAID != 0 && cue.until + SAID_NEAR >= last)?;
    let own = stretch.cues.iter().any(|cue| cue.bits & OWN != 0);
    let opened = stretch.cues.iter().rev().find(|cue| cue.bits & AS != 0 && cue.until < said.from)?;
    (!own).then(|| Span { start: stretch.words[opened.from].start, end: stretch.words[said.until - 1].end })
}

/// In the passage's own first words.
fn inside(text: &str, passage: Span) -> Option<Span> {
    let (start, end) = (passage.start as usize, passage.end as usize);
    let middle = floor(text, start + (end - start) / HEAD);
    let stretch = stretch(text, start, middle.min(start + BEFORE.min(middle - start)).min(floor(text, start + BEFORE)));
    let (span, _) = work_says(&stretch)?;
    let following = text[span.end as usize..end].split_whitespace().nth(FOLLOWING);
    following.map(|_| span)
}

/// A work, and that it says something ("Article 3 of the Statutes provides"), with the number of words up to there.
fn work_says(stretch: &Stretch) -> Option<(Span, usize)> {
    let works = stretch.cues.iter().rev().filter(|cue| cue.bits & WORK != 0);
    let (mut said, mut found) = (stretch.cues.iter().rev().filter(|cue| cue.bits & SAID != 0).peekable(), None);
    for work in works {
        while said.peek().is_some_and(|verb| verb.from >= work.until + APART) {
            said.next();
        }
        if let Some(verb) = said.peek().filter(|verb| verb.from >= work.until) {
            let span = Span { start: stretch.words[work.from].start, end: stretch.words[verb.until - 1].end };
            found = Some((span, verb.until));
            break;
        }
    }
    found
}

/// Where the sentence begins that goes on at `at`, at most [`BEFORE`] bytes before it; `at` where one begins there, unless
/// a colon announces it.
fn sentence(text: &str, at: usize) -> usize {
    let from = floor(text, at.saturating_sub(BEFORE));
    let window = &text[from..at];
    let trimmed = window.trim_end_matches(|c: char| !c.is_alphanumeric());
    let between = &window[trimmed.len()..];
    if !between.contains([':', '：']) && between.contains(['.', '!', '?', '。', '؟', '\n']) {
        return at;
    }
    let mut ends = trimmed.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '。' | '\n' | '؟'));
    let end = ends.find(|(offset, c)| {
        let rest = &trimmed[offset + c.len_utf8()..];
        let word_before = trimmed[..*offset].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        match c {
            '.' => rest.starts_with(char::is_whitespace) && word_before > 3,
            '\n' => rest.starts_with('\n'),
            _ => true,
        }
    });
    end.map_or(from, |(offset, c)| from + offset + c.len_utf8())
}

/// The character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// How far behind a passage the name of whose it is may stand, in bytes.
const BEHIND: usize = 60;

/// The words near a passage, folded and spaced, to look names up in.
pub(super) fn around(text: &str, passage: Span) -> String {
    let (start, end) = (passage.start as usize, passage.end as usize);
    let (from, to) = (floor(text, start.saturating_sub(BEFORE)), floor(text, end.saturating_add(BEHIND)));
    let mut words = spaced(&text[from..start]);
    words.push_str(&spaced(&text[end..to.max(end)]));
    words
}

/// Whether a text that can be quoted is named near a passage.
pub(super) fn names_work(text: &str, passage: Span) -> bool {
    let (start, end) = (passage.start as usize, passage.end as usize);
    let (from, to) = (floor(text, start.saturating_sub(BEFORE)), floor(text, end.saturating_add(BEFORE)).max(end));
    let near = [stretch(text, from, start), stretch(text, end, to)];
    near.iter().flat_map(|stretch| &stretch.cues).any(|cue| cue.bits & WORK != 0)
}

/// Words folded, with a space before and after each.
pub(super) fn spaced(text: &str) -> String {
    let mut folded = vec![b' '];
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        fold(word, &mut folded);
        folded.push(b' ');
    }
    String::from_utf8(folded).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::find;
    use broadside_model::Span;

    fn attributed<'a>(text: &'a str, passage: &str) -> Option<&'a str> {
        let start = text.find(passage)?;
        find(text, Span::new(start, start + passage.len())).map(|span| &text[span.range()])
    }

    #[test]
    fn works_and_speakers_are_found_before_the_words() {
        let words = "no oven shall be left cold";
        let found =
            attributed("It is late. Article 3 of the Statutes provides that no oven shall be left cold.", words);
        assert_eq!(found, Some("Article 3 of the Statutes provides"));
        assert!(attributed("In the words of Ada Crumb, no oven shall be left cold.", words).is_some());
        assert!(attributed("As Ada Crumb once said, no oven shall be left cold.", words).is_some());
        let french = "L'article 3 de la Charte dispose que nul four ne restera froid.";
        assert!(attributed(french, "nul four ne restera froid").is_some());
        let russian = "В статье 3 Устава говорится, что ни одна печь не останется холодной.";
        assert!(attributed(russian, "ни одна печь не останется холодной").is_some());
    }

    #[test]
    fn what_a_writer_says_is_the_writers_own() {
        let words = "no oven shall be left cold";
        assert_eq!(attributed("As we said before, no oven shall be left cold.", words), None);
        assert_eq!(attributed("This is what the Charter says.\n\nno oven shall be left cold.", words), None);
        assert_eq!(attributed("The Charter is old. Today no oven shall be left cold.", words), None);
    }

    #[test]
    fn a_state_states_nothing() {
        let text = "Under the Constitution of the United States, no oven shall be left cold.";
        assert_eq!(attributed(text, "no oven shall be left cold"), None);
    }

    #[test]
    fn the_words_may_open_with_their_source() {
        let words = "Article 3 of the Charter states that no oven in this town shall ever be left cold in winter";
        assert!(attributed(words, words).is_some());
    }
}
