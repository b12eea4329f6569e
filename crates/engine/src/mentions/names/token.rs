//! Divides text into words and marks, with what the later steps ask of each.
//!
//! Words end at everything that is neither letter, digit nor combining mark, so "Saint-Denis" and "l'Est" are two words
//! each, the second one *glued* to the first. A full stop behind a short form belongs to it.

use broadside_model::Span;
use unicode_normalization::char::is_combining_mark;

use crate::knowledge::phrase::{self, Hash};
use crate::knowledge::titles;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No letter is upper case.
    Lower,
    /// Only the first letter is upper case.
    Capital,
    /// Every letter is upper case, two at least.
    Upper,
    /// One upper-case letter.
    Initial,
    /// Upper case somewhere behind the first letter, not everywhere.
    Mixed,
    /// Letters without case.
    Caseless,
    /// Digits, perhaps with letters.
    Number,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `:`, `;`, dashes that stand alone, and everything else.
    Mark,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A quotation mark.
    Quote,
}

impl Shape {
    /// Whether it is a word with an upper-case letter.
    pub fn is_raised(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether it is a word or number.
    pub fn is_word(self) -> bool {
        (self as u8) <= Shape::Number as u8
    }
}

/// Joined to the word before by a hyphen or apostrophe.
pub const GLUED: u8 = 1;
/// Has a full stop that belongs to it.
pub const SHORT: u8 = 2;
/// Opens a sentence.
pub const START: u8 = 4;
/// Opens a line.
pub const LINE: u8 = 8;
/// Opens a paragraph.
pub const PARAGRAPH: u8 = 16;

/// A word or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte of it in the text.
    pub start: u32,
    /// One past its last byte, without a full stop.
    pub end: u32,
    /// Hash of its folded form.
    pub hash: u64,
    /// Where its folded form starts among the folded forms.
    pub folded: u32,
    /// Length of its folded form in bytes, 255 at most.
    pub length: u8,
    /// How it is written.
    pub shape: Shape,
    /// [`GLUED`] and the rest.
    pub flags: u8,
}

impl Token {
    /// Whether a flag is set.
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// The tokens of a range.
#[derive(Debug, Default)]
pub struct Tokens {
    /// In order of their place.
    pub list: Vec<Token>,
    folded: Vec<u8>,
}

impl Tokens {
    /// The folded form of a token, 255 bytes at most.
    pub fn folded(&self, token: &Token) -> &[u8] {
        let start = token.folded as usize;
        self.folded.get(start..start + token.length as usize).unwrap_or_default()
    }

    /// The hashes of the words from a token on, as phrases are looked up by; ends at the first mark.
    pub fn hashes(&self, from: usize) -> impl Iterator<Item = u64> + Clone {
        let rest = self.list.get(from..).unwrap_or_default();
        rest.iter().take_while(|token| token.shape.is_word()).take(8).map(|token| token.hash)
    }

    /// Divides a range of a text.
    pub fn read(text: &str, within: Span) -> Tokens {
        let mut tokens = Tokens::default();
        let slice = text.get(within.range()).unwrap_or_default();
        tokens.folded.reserve(slice.len());
        tokens.list.reserve(slice.len() / 5);
        let mut gap = Gap { flags: START | LINE | PARAGRAPH, breaks: 2 };
        let mut at = 0;
        while let Some(byte) = slice.as_bytes().get(at) {
            match byte {
                b'\n' | 0x0c => {
                    gap.line();
                    at += 1;
                }
                b' ' | b'\t' | b'\r' => {
                    gap.space();
                    at += 1;
                }
                _ if byte.is_ascii_alphanumeric() => at = tokens.word(slice, at, within.start, &mut gap),
                _ => {
                    let Some(c) = slice.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    if c.is_whitespace() {
                        gap.space();
                        at += c.len_utf8();
                    } else if c.is_alphanumeric() {
                        at = tokens.word(slice, at, within.start, &mut gap);
                    } else {
                        at = tokens.mark(slice, at, c, within.start, &mut gap);
                    }
                }
            }
        }
        tokens
    }

    fn word(&mut self, slice: &str, at: usize, offset: u32, gap: &mut Gap) -> usize {
        let rest = &slice[at..];
        let folded = self.folded.len();
        let ascii = Ascii::read(rest.as_bytes(), &mut self.folded);
        let whole = ascii.filter(|word| !matches!(rest.as_bytes().get(word.length), Some(b'-' | 0x80..)));
        let (length, hash, shape) = match whole {
            Some(word) => (word.length, word.hash.number(), word.shape()),
            None => {
                self.folded.truncate(folded);
                let (length, shape) = self.joined(rest);
                (length, phrase::hash(&self.folded[folded..]), shape)
            }
        };
        let mut token = Token {
            start: offset + at as u32,
            end: offset + (at + length) as u32,
            hash,
            folded: folded as u32,
            length: (self.folded.len() - folded).min(255) as u8,
            shape,
            flags: gap.take(),
        };
        let mut next = at + length;
        if rest.as_bytes().get(length) == Some(&b'.') && is_short(&token, &slice[next + 1..]) {
            token.flags |= SHORT;
            next += 1;
            gap.flags = GLUED;
        }
        self.list.push(token);
        next
    }

    /// Folds the word that a text begins with, with the parts that a line's end broke off; gives its length in the text and
    /// how it is written.
    fn joined(&mut self, rest: &str) -> (usize, Shape) {
        let mut length = run(rest);
        let mut word = &rest[..length];
        phrase::fold(word, &mut self.folded);
        while let Some(joint) = broken(&rest[length..]) {
            let part = &rest[length + joint..];
            let part = &part[..run(part)];
            phrase::fold(part, &mut self.folded);
            length += joint + part.len();
            if word.chars().nth(1).is_none() {
                word = &rest[..length];
            }
        }
        (length, shape(word))
    }

    /// Whether an apostrophe behind the last word belongs to it: "Workers' Party".
    fn is_possessive(&self, behind: &str) -> bool {
        let plural = self.list.last().is_some_and(|last| self.folded(last).ends_with(b"s"));
        let mut next = behind.chars();
        plural && next.next().is_some_and(char::is_whitespace) && next.next().is_some_and(char::is_alphabetic)
    }

    fn mark(&mut self, slice: &str, at: usize, c: char, offset: u32, gap: &mut Gap) -> usize {
        let next = at + c.len_utf8();
        let between = gap.flags == GLUED && self.list.last().is_some_and(|last| last.shape.is_word());
        if between && is_joint(c) && slice[next..].chars().next().is_some_and(char::is_alphanumeric) {
            return next;
        }
        if between && matches!(c, '\'' | '’') && self.is_possessive(&slice[next..]) {
            return next;
        }
        let shape = match c {
            ',' => Shape::Comma,
            '.' | '!' | '?' | '…' | '。' => Shape::Stop,
            '(' | '[' | '{' => Shape::Open,
            ')' | ']' | '}' => Shape::Close,
            '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '\'' | '‘' | '’' | '`' | '´' => {
                Shape::Quote
            }
            _ => Shape::Mark,
        };
        let keeps_start = gap.flags & START != 0 && matches!(shape, Shape::Quote | Shape::Open | Shape::Mark);
        let (start, end) = (offset + at as u32, offset + next as u32);
        let hash = c as u64 | 1 << 40;
        let flags = gap.take();
        self.list.push(Token { start, end, hash, folded: 0, length: 0, shape, flags });
        if shape == Shape::Stop || keeps_start {
            gap.flags |= START;
        }
        gap.flags &= !GLUED;
        next
    }
}

/// What lies between the last token and the next.
struct Gap {
    flags: u8,
    breaks: u8,
}

impl Gap {
    fn line(&mut self) {
        self.flags = self.flags & !GLUED | LINE;
        self.breaks = self.breaks.saturating_add(1);
        if self.breaks > 1 {
            self.flags |= PARAGRAPH | START;
        }
    }

    fn space(&mut self) {
        self.flags &= !GLUED;
    }

    fn take(&mut self) -> u8 {
        self.breaks = 0;
        std::mem::replace(&mut self.flags, GLUED)
    }
}

/// The length of the word that a text begins with.
fn run(text: &str) -> usize {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if text.as_bytes().get(length).is_some_and(|b| *b >= 0x80) {
        return text.find(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).unwrap_or(text.len());
    }
    length
}

/// The bytes between the halves of a word that is broken here at a line's end: a hyphen or `¬`, a line end or space, and a
/// lower-case letter behind.
fn broken(behind: &str) -> Option<usize> {
    let mark = behind.chars().next().filter(|c| matches!(c, '-' | '¬' | '\u{ad}'))?;
    let rest = &behind[mark.len_utf8()..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\r']).len();
    let line = rest[gap..].starts_with('\n');
    let letter = rest[gap + usize::from(line)..].chars().next()?;
    let joined = letter.is_lowercase() && (line || mark != '-') && gap < 3;
    joined.then_some(mark.len_utf8() + gap + usize::from(line))
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '‐' | '‑' | '\u{ad}' | '´' | '`' | '‘')
}

/// Whether a full stop behind a word belongs to it rather than to the sentence.
fn is_short(token: &Token, behind: &str) -> bool {
    let mut next = behind.chars();
    let first = next.next();
    if token.shape == Shape::Number {
        return false;
    }
    if token.shape == Shape::Initial {
        return true;
    }
    if token.length <= 6 && token.shape.is_raised() && token.shape != Shape::Upper {
        let title = titles::longest([token.hash]).is_some_and(|(_, bits)| bits & titles::BEFORE != 0);
        if title && first.is_some_and(|c| c.is_whitespace()) {
            return true;
        }
    }
    match first {
        Some(',') => token.length <= 4,
        Some(' ') => token.length <= 5 && next.next().is_some_and(char::is_lowercase),
        Some(c) => token.length == 1 && c.is_alphabetic(),
        None => false,
    }
}

fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        return ascii_shape(word.as_bytes());
    }
    let (mut upper, mut lower, mut digit, mut first) = (0, 0, false, false);
    for (index, c) in word.chars().enumerate() {
        if c.is_uppercase() {
            upper += 1;
            first |= index == 0;
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_numeric() {
            digit = true;
        }
    }
    told(upper, lower, digit, first)
}

fn ascii_shape(word: &[u8]) -> Shape {
    let (mut upper, mut lower, mut digit) = (0, 0, false);
    for byte in word {
        upper += usize::from(byte.is_ascii_uppercase());
        lower += usize::from(byte.is_ascii_lowercase());
        digit |= byte.is_ascii_digit();
    }
    told(upper, lower, digit, word.first().is_some_and(u8::is_ascii_uppercase))
}

/// A word of ASCII letters and digits, with all that is asked of it found out on one way through it.
struct Ascii {
    length: usize,
    hash: Hash,
    upper: usize,
    /// The kinds of all its bytes.
    kinds: u8,
    first: bool,
}

const UPPER: u8 = 1;
const LOWER: u8 = 2;
const DIGIT: u8 = 4;

/// The kind of every byte; 0 of what is no ASCII letter or digit.
static KINDS: [u8; 256] = {
    let (mut kinds, mut byte) = ([0; 256], 0);
    while byte < 128 {
        let upper = if (byte as u8).is_ascii_uppercase() { UPPER } else { 0 };
        let lower = if (byte as u8).is_ascii_lowercase() { LOWER } else { 0 };
        let digit = if (byte as u8).is_ascii_digit() { DIGIT } else { 0 };
        kinds[byte] = upper | lower | digit;
        byte += 1;
    }
    kinds
};

impl Ascii {
    /// Folds the word that bytes begin with.
    fn read(bytes: &[u8], folded: &mut Vec<u8>) -> Option<Ascii> {
        let first = bytes.first()?.is_ascii_uppercase();
        let mut word = Ascii { length: 0, hash: Hash::EMPTY, upper: 0, kinds: 0, first };
        for byte in bytes {
            let kind = KINDS[*byte as usize];
            if kind == 0 {
                break;
            }
            // Bit 5 makes a letter small and stands in every digit.
            word.hash = word.hash.with(byte | 0x20);
            word.upper += usize::from(kind & UPPER);
            word.kinds |= kind;
            word.length += 1;
        }
        let from = folded.len();
        folded.extend_from_slice(bytes.get(..word.length)?);
        folded[from..].make_ascii_lowercase();
        (word.length > 0).then_some(word)
    }

    fn shape(&self) -> Shape {
        told(self.upper, usize::from(self.kinds & LOWER), self.kinds & DIGIT != 0, self.first)
    }
}

fn told(upper: usize, lower: usize, digit: bool, first: bool) -> Shape {
    match (upper, lower) {
        _ if digit => Shape::Number,
        (0, 0) => Shape::Caseless,
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) if first => Shape::Capital,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use broadside_model::Span;

    use super::{GLUED, SHORT, START, Shape, Tokens};

    fn read(text: &str) -> Vec<(&str, Shape, u8)> {
        let tokens = Tokens::read(text, Span::new(0, text.len()));
        let part = |t: &super::Token| &text[t.start as usize..t.end as usize];
        tokens.list.iter().map(|t| (part(t), t.shape, t.flags & (GLUED | SHORT | START))).collect()
    }

    #[test]
    fn words_are_divided_at_hyphens_and_apostrophes() {
        assert_eq!(
            read("l'Est de Saint-Denis, oui."),
            [
                ("l", Shape::Lower, START),
                ("Est", Shape::Capital, GLUED),
                ("de", Shape::Lower, 0),
                ("Saint", Shape::Capital, 0),
                ("Denis", Shape::Capital, GLUED),
                (",", Shape::Comma, GLUED),
                ("oui", Shape::Lower, 0),
                (".", Shape::Stop, GLUED),
            ]
        );
    }

    #[test]
    fn a_full_stop_belongs_to_a_title_or_an_initial() {
        let tokens = read("Gen. J. B. Smith left. Mr. U.S. Ray");
        let short: Vec<_> = tokens.iter().filter(|t| t.2 & SHORT != 0).map(|t| t.0).collect();
        assert_eq!(short, ["Gen", "J", "B", "Mr", "U", "S"]);
        assert!(tokens.iter().any(|t| t.0 == "Mr" && t.2 & START != 0));
    }

    #[test]
    fn a_word_broken_at_a_line_end_is_one() {
        let text = "in Inns-\nbruck und Saint-Denis, Uni¬ ted";
        let tokens = Tokens::read(text, Span::new(0, text.len()));
        let folded: Vec<_> = tokens.list.iter().map(|t| str::from_utf8(tokens.folded(t)).unwrap()).collect();
        assert_eq!(folded, ["in", "innsbruck", "und", "saint", "denis", "", "united"]);
    }

    #[test]
    fn hostile_input_is_divided_in_linear_time() {
        let text = "(".repeat(100_000) + &"-'".repeat(50_000) + &"é\u{301}".repeat(50_000);
        assert!(read(&text).len() > 100_000);
    }
}
