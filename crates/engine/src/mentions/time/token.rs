//! Words, numbers and marks of a text, each word looked up once.
//!
//! Takes a text; gives its tokens in batches small enough to hold, a batch never ending within an expression unless a
//! hostile text has nothing but words of time.

use super::digits::{lookalike, numeral, roman};
use super::fold::{fold_letter, is_mark};
use super::lexicon::{LEXICON, Language};
use broadside_model::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word; its letters may be an entry of the lexicon.
    Word,
    /// Digits.
    Number,
    /// A single mark.
    Mark(char),
    /// The end of a paragraph.
    Break,
}

/// A token of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Number of its entry in the lexicon.
    pub(super) entry: Option<u32>,
    /// Value of digits, or of a Roman numeral; at most ten digits count.
    pub(super) value: u32,
    /// How many digits it has.
    pub(super) digits: u8,
    /// Whether it stands right behind the token before, without a space.
    pub(super) glued: bool,
    /// Whether an apostrophe stands before it.
    pub(super) elided: bool,
    /// Whether its first letter is a capital.
    pub(super) capital: bool,
    /// Whether it is digits and letters that look like digits.
    pub(super) lookalike: bool,
    /// Categories in the language that is read; see [`view`].
    pub(super) mask: u64,
    /// Where its folded letters stand in the batch's.
    folded: (u32, u32),
}

/// A run of tokens, with the letters of its words folded.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tokens: Vec<Token>,
    letters: String,
}

/// So many tokens are read before a batch may end.
const BATCH: usize = 4096;
/// So many tokens are read before a batch must end.
const LONGEST_BATCH: usize = 3 * BATCH;
/// A batch may end behind so many words that the lexicon does not know, or at a paragraph's end.
const QUIET: usize = 3;

/// Longer words than any of the lists, in bytes of their folded letters.
const LONGEST_WORD: usize = 40;

/// Reads a text token by token.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    /// A reader of a range of a text; a range that is not on character boundaries is empty.
    pub(super) fn new(text: &'a str, within: Span) -> Self {
        let range = within.range();
        if text.get(range.clone()).is_some() {
            Reader { text, at: range.start, end: range.end }
        } else {
            Reader { text, at: 0, end: 0 }
        }
    }

    /// Fills the batch with the next tokens; `false` when there are none.
    pub(super) fn next(&mut self, batch: &mut Batch) -> bool {
        batch.tokens.clear();
        batch.letters.clear();
        let mut quiet = 0;
        while let Some(token) = self.token(&mut batch.letters) {
            let known = token.entry.is_some() || matches!(token.kind, Kind::Number);
            quiet = if known { 0 } else { quiet + 1 };
            let over = token.kind == Kind::Break || quiet >= QUIET;
            batch.tokens.push(token);
            if batch.tokens.len() >= LONGEST_BATCH || (over && batch.tokens.len() >= BATCH) {
                break;
            }
        }
        !batch.tokens.is_empty()
    }

    fn token(&mut self, letters: &mut String) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let (before, mut lines, mut elided) = (self.at, 0, false);
        loop {
            let (&byte, from) = (bytes.get(self.at).filter(|_| self.at < self.end)?, self.at);
            self.at += 1;
            match byte {
                b'\n' => {
                    lines += 1;
                    if lines == 2 {
                        return Some(self.simple(Kind::Break, from, true));
                    }
                }
                b' ' | b'\t' | b'\r' => elided = false,
                b'0'..=b'9' => return Some(self.number(from, before, elided)),
                b'a'..=b'z' | b'A'..=b'Z' => return Some(self.word(from, before, elided, letters)),
                b'\'' => elided = true,
                0..0x80 => return Some(self.simple(Kind::Mark(char::from(byte)), from, before == from)),
                _ => {
                    let letter = self.text.get(from..).and_then(|rest| rest.chars().next())?;
                    if letter.is_alphabetic() {
                        return Some(self.word(from, before, elided, letters));
                    }
                    self.at = from + letter.len_utf8();
                    let mark = match letter {
                        '\u{2018}' | '\u{2019}' | '\u{2bc}' => {
                            elided = true;
                            continue;
                        }
                        '\u{ad}' | '\u{feff}' => continue,
                        _ if letter.is_whitespace() => continue,
                        '\u{2010}' | '\u{2011}' => '-',
                        '\u{2012}'..='\u{2015}' | '\u{2212}' => '–',
                        _ => letter,
                    };
                    return Some(self.simple(Kind::Mark(mark), from, before == from));
                }
            }
        }
    }

    fn simple(&self, kind: Kind, start: usize, glued: bool) -> Token {
        Token {
            start,
            end: self.at,
            kind,
            entry: None,
            value: 0,
            digits: 0,
            glued,
            elided: false,
            capital: false,
            lookalike: false,
            mask: 0,
            folded: (0, 0),
        }
    }

    /// Digits; with letters among them that look like digits, a number all the same.
    fn number(&mut self, start: usize, before: usize, elided: bool) -> Token {
        let bytes = self.text.as_bytes();
        let is = |at: usize, test: fn(&u8) -> bool| at < self.end && bytes.get(at).is_some_and(test);
        let mut end = start;
        while is(end, u8::is_ascii_digit) {
            end += 1;
        }
        let mut wide = end;
        while is(wide, u8::is_ascii_alphanumeric) && wide < start + 12 {
            wide += 1;
        }
        let seen = lookalike(bytes.get(start..wide).unwrap_or_default());
        if seen.is_some() {
            end = wide;
        }
        let digits = bytes.get(start..end).unwrap_or_default();
        let plain = digits
            .iter()
            .take(10)
            .fold(0u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0'))));
        self.at = end;
        // The apostrophe of "'82" belongs to it.
        let apostrophe =
            self.text.get(..start).and_then(|head| head.chars().next_back()).filter(|_| elided && end - start == 2);
        let from = start - apostrophe.map_or(0, char::len_utf8);
        let mut token = self.simple(Kind::Number, from, before == from);
        token.value = seen.unwrap_or(plain);
        token.digits = u8::try_from(end - start).unwrap_or(u8::MAX);
        token.elided = elided;
        token.lookalike = seen.is_some();
        token
    }

    fn word(&mut self, start: usize, before: usize, elided: bool, letters: &mut String) -> Token {
        let folded_from = letters.len();
        let capital = self.letters(start, letters);
        if let Some((value, end)) = self.lookalike_word(start) {
            self.at = end;
            let mut token = self.simple(Kind::Number, start, before == start);
            (token.value, token.digits, token.lookalike) = (value, (end - start) as u8, true);
            return token;
        }
        let folded = letters.get(folded_from..).unwrap_or_default();
        let mut token = self.simple(Kind::Word, start, before == start);
        token.entry = if folded.len() <= LONGEST_WORD { LEXICON.look_up(folded) } else { None };
        (token.capital, token.elided) = (capital, elided);
        if capital && self.at - start <= 8 {
            token.value = roman(numeral(self.text.get(start..self.at).unwrap_or_default()).as_bytes()).unwrap_or(0);
        }
        token.folded = (narrow(folded_from), narrow(letters.len()));
        token
    }

    /// Reads the letters of a word, folded; whether the first is a capital.
    fn letters(&mut self, start: usize, into: &mut String) -> bool {
        let bytes = self.text.as_bytes();
        let mut capital = None;
        self.at = start;
        while let Some(&byte) = bytes.get(self.at).filter(|_| self.at < self.end) {
            if byte.is_ascii_alphabetic() {
                capital.get_or_insert(byte.is_ascii_uppercase());
                into.push(char::from(byte.to_ascii_lowercase()));
                self.at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(letter) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
                if !letter.is_alphabetic() && !is_mark(letter) && letter != '\u{ad}' {
                    break;
                }
                capital.get_or_insert(letter.is_uppercase());
                fold_letter(letter, into);
                self.at += letter.len_utf8();
            }
        }
        capital.unwrap_or(false)
    }

    /// A year or day that begins with a letter in a digit's place: "l916", "I9I6".
    fn lookalike_word(&self, start: usize) -> Option<(u32, usize)> {
        let bytes = self.text.as_bytes();
        if !matches!(bytes.get(start), Some(b'l' | b'I' | b'O' | b'i')) || self.at > start + 4 {
            return None;
        }
        let mut end = self.at;
        while end < self.end && end < start + 6 && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        Some((lookalike(bytes.get(start..end)?)?, end))
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The tokens of a batch as one language reads them: with its categories, and its phrases as one token.
pub(super) fn view(batch: &Batch, language: Language, into: &mut Vec<Token>) {
    into.clear();
    let mut at = 0;
    let mut key = String::new();
    while let Some(token) = batch.tokens.get(at) {
        let mut token = *token;
        let mut next = at + 1;
        if let Some(entry) = token.entry.and_then(|entry| LEXICON.entry(entry)) {
            token.mask = entry.mask(language);
            if entry.phrase > 0
                && let Some((number, mask, end)) = phrase(batch, at, entry.phrase, language, &mut key)
            {
                (token.entry, token.mask) = (Some(number), mask);
                token.end = batch.tokens.get(end - 1).map_or(token.end, |last| last.end);
                next = end;
            }
        }
        into.push(token);
        at = next;
    }
}

/// The longest phrase of the language that begins at a token: its entry, categories and end.
fn phrase(batch: &Batch, at: usize, longest: u8, language: Language, key: &mut String) -> Option<(u32, u64, usize)> {
    let mut found = None;
    key.clear();
    let (mut words, mut next) = (0, at);
    while let Some(token) = batch.tokens.get(next).filter(|_| words < longest) {
        next += 1;
        match token.kind {
            Kind::Mark('-' | '.') if words > 0 && token.glued => continue,
            Kind::Word => {}
            _ => break,
        }
        let word = batch.letters.get(token.folded.0 as usize..token.folded.1 as usize)?;
        if words > 0 {
            key.push(' ');
        }
        key.push_str(word);
        words += 1;
        if words > 1
            && let Some(number) = LEXICON.look_up(key)
            && let Some(mask) = LEXICON.entry(number).map(|entry| entry.mask(language)).filter(|mask| *mask != 0)
        {
            found = Some((number, mask, next));
        }
    }
    found
}
