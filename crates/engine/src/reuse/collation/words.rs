//! A text as words, with what stands between them left aside.
//!
//! A word is a run of letters, digits and marks on them; an apostrophe, or a point in a number, between two of them belongs
//! to it, and so does a hyphen at the end of a line. Each character of a script that sets no spaces is a word.

use crate::knowledge::phrase::{fold, hash};
use broadside_model::Span;
use unicode_normalization::char::is_combining_mark;

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    /// The text.
    pub text: &'a str,
    /// Where each stands, in bytes.
    pub spans: Vec<Span>,
    /// A number for each: the same for words that differ in case and accents alone.
    pub keys: Vec<u64>,
    /// How many characters each has, up to 255.
    pub lengths: Vec<u8>,
}

impl<'a> Words<'a> {
    /// Divides a text.
    pub fn of(text: &'a str) -> Words<'a> {
        let mut words = Words { text, ..Words::default() };
        let mut chars = text.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if !is_letter(first) {
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut last = first;
            while let Some((at, c)) = chars.peek().copied() {
                let alone = is_ideograph(last) && !is_combining_mark(c);
                let joined = if alone || is_ideograph(c) { 0 } else { reach(&text[at..], c, last) };
                if joined == 0 {
                    break;
                }
                end = at + joined;
                while let Some((_, c)) = chars.next_if(|(at, _)| *at < end) {
                    last = c;
                }
            }
            words.push(Span::new(start, end));
        }
        words
    }

    fn push(&mut self, span: Span) {
        let word = &self.text[span.range()];
        let mut folded = Vec::new();
        if word.chars().all(is_letter) {
            fold(word, &mut folded);
        } else {
            let plain: String =
                word.chars().filter(|c| !is_break(*c)).map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
            fold(&plain, &mut folded);
        }
        if folded.is_empty() {
            folded.extend(word.bytes());
        }
        self.spans.push(span);
        self.keys.push(hash(&folded));
        self.lengths.push(word.chars().take(255).count() as u8);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// A word as the text has it.
    pub fn word(&self, index: usize) -> &'a str {
        &self.text[self.spans[index].range()]
    }

    /// The byte that a word begins at; the end of the text where there is none.
    pub fn start(&self, index: usize) -> usize {
        self.spans.get(index).map_or(self.text.len(), |span| span.start as usize)
    }

    /// The byte that the word before this one ends at; the start of the text where there is none.
    pub fn end_before(&self, index: usize) -> usize {
        index.checked_sub(1).and_then(|before| self.spans.get(before)).map_or(0, |span| span.end as usize)
    }

    /// What stands before a word.
    pub fn between(&self, index: usize) -> &'a str {
        &self.text[self.end_before(index)..self.start(index)]
    }

    /// Letters of a range of words.
    pub fn letters(&self, range: std::ops::Range<usize>) -> usize {
        self.lengths[range].iter().map(|length| usize::from(*length)).sum()
    }
}

/// How many bytes of `rest`, which begins with `c`, go on a word that ends in `last`; none where it ends there.
fn reach(rest: &str, c: char, last: char) -> usize {
    if is_letter(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}') {
        return c.len_utf8();
    }
    let after = &rest[c.len_utf8()..];
    let next = after.chars().next().unwrap_or(' ');
    let both = |kind: fn(char) -> bool| kind(last) && kind(next);
    if (is_apostrophe(c) && both(char::is_alphabetic)) || (matches!(c, '.' | ',') && both(|c| c.is_ascii_digit())) {
        return c.len_utf8() + next.len_utf8();
    }
    if matches!(c, '-' | '\u{2010}') && last.is_alphabetic() && matches!(next, '\n' | '\r') {
        let broken = after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let breaks = after[..broken].matches('\n').count();
        let goes_on = after[broken..].chars().next().filter(|c| c.is_lowercase() && !is_ideograph(*c));
        if let (1, Some(letter)) = (breaks, goes_on) {
            return c.len_utf8() + broken + letter.len_utf8();
        }
    }
    0
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʹ' | '‘')
}

/// Whether it is left out of a word that goes over the end of a line.
pub(super) fn is_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Whether a script that sets no spaces between words has it.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fff}'
        | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn words(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        (0..words.len()).map(|index| words.word(index)).collect()
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("Don't l’homme, 1,000.50 (well-known)."), ["Don't", "l’homme", "1,000.50", "well", "known"]);
        assert_eq!(words("demo-\ncratic rule"), ["demo-\ncratic", "rule"]);
        assert_eq!(words("炉子是冷的。"), ["炉", "子", "是", "冷", "的"]);
        assert_eq!(words("هذِهِ الأَفران"), ["هذِهِ", "الأَفران"]);
    }

    #[test]
    fn case_accents_and_broken_lines_leave_a_word_the_same() {
        let (a, b) = (Words::of("Democratic élan"), Words::of("demo-\ncratic Elan"));
        assert_eq!(a.keys, b.keys);
    }
}
