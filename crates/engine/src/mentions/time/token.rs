//! Words, numbers and marks of a text, each word looked up once.
//!
//! Takes a text; gives its tokens in batches small enough to hold, a batch never ending within an expression unless a
//! hostile text has nothing but words of time.

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
            match byte {
                b'\n' => {
                    lines += 1;
                    self.at += 1;
                    if lines == 2 {
                        return Some(self.simple(Kind::Break, from, true));
                    }
                }
                b' ' | b'\t' | b'\r' => {
                    self.at += 1;
                    elided = false;
                }
                b'0'..=b'9' => return Some(self.number(before, elided)),
                b'a'..=b'z' | b'A'..=b'Z' => return Some(self.word(before, elided, letters)),
                b'\'' => {
                    self.at += 1;
                    elided = true;
                }
                0..0x80 => {
                    self.at += 1;
                    return Some(self.simple(Kind::Mark(char::from(byte)), from, before == from));
                }
                _ => {
                    let letter = self.text.get(from..).and_then(|rest| rest.chars().next())?;
                    if letter.is_alphabetic() {
                        return Some(self.word(before, elided, letters));
                    }
                    self.at += letter.len_utf8();
                    match letter {
                        '\u{2018}' | '\u{2019}' | '\u{2bc}' => elided = true,
                        '\u{ad}' | '\u{feff}' => {}
                        _ if letter.is_whitespace() => {}
                        '\u{2010}' | '\u{2011}' => {
                            return Some(self.simple(Kind::Mark('-'), from, before == from));
                        }
                        '\u{2012}'..='\u{2015}' | '\u{2212}' => {
                            return Some(self.simple(Kind::Mark('–'), from, before == from));
                        }
                        _ => return Some(self.simple(Kind::Mark(letter), from, before == from)),
                    }
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
    fn number(&mut self, before: usize, elided: bool) -> Token {
        let bytes = self.text.as_bytes();
        let start = self.at;
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

    fn word(&mut self, before: usize, elided: bool, letters: &mut String) -> Token {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let folded_from = letters.len();
        let mut first = None;
        loop {
            let byte = match bytes.get(self.at) {
                Some(&byte) if self.at < self.end => byte,
                _ => break,
            };
            if byte.is_ascii_alphabetic() {
                first.get_or_insert(byte.is_ascii_uppercase());
                letters.push(char::from(byte.to_ascii_lowercase()));
                self.at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(letter) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
                if !letter.is_alphabetic() && !is_mark(letter) && letter != '\u{ad}' {
                    break;
                }
                first.get_or_insert(letter.is_uppercase());
                fold_letter(letter, letters);
                self.at += letter.len_utf8();
            }
        }
        let seen = self.lookalike_word(start);
        if let Some((value, end)) = seen {
            self.at = end;
            let mut token = self.simple(Kind::Number, start, before == start);
            (token.value, token.digits, token.lookalike) = (value, (end - start) as u8, true);
            return token;
        }
        let folded = letters.get(folded_from..).unwrap_or_default();
        let mut token = self.simple(Kind::Word, start, before == start);
        token.entry = if folded.len() <= 24 { LEXICON.look_up(folded) } else { None };
        token.capital = first.unwrap_or(false);
        token.elided = elided;
        if token.capital && self.at - start <= 8 {
            token.value = roman(numeral(self.text.get(start..self.at).unwrap_or_default()).as_bytes()).unwrap_or(0);
        }
        token.folded = (narrow(folded_from), narrow(letters.len()));
        token
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

/// The number that digits and letters like digits mean: a year of four with at least two digits, or a day of two.
fn lookalike(word: &[u8]) -> Option<u32> {
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == word.len() || digits == 0 || !matches!((word.len(), digits), (4, 2..) | (2, 1)) {
        return None;
    }
    let mut value = 0;
    for byte in word {
        value = value * 10
            + match byte {
                b'0'..=b'9' => u32::from(byte - b'0'),
                b'l' | b'I' | b'i' | b'!' => 1,
                b'O' | b'o' => 0,
                b'S' | b's' => 5,
                b'B' => 8,
                _ => return None,
            };
    }
    match word.len() {
        4 => (1500..2100).contains(&value).then_some(value),
        _ => (1..=31).contains(&value).then_some(value),
    }
}

/// A Roman numeral without the ending of an ordinal: "XIXe", "XIXème".
fn numeral(word: &str) -> &str {
    ["e", "ème", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|numeral| numeral.len() > 1)
        .unwrap_or(word)
}

/// The value of a Roman numeral in capitals, up to 39.
fn roman(word: &[u8]) -> Option<u32> {
    let digit = |byte: &u8| match byte {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        _ => None,
    };
    let mut value = 0;
    for (at, byte) in word.iter().enumerate() {
        let one = digit(byte)?;
        let next = word.get(at + 1).and_then(digit).unwrap_or(0);
        value = if one < next { value - one } else { value + one };
    }
    let value = u32::try_from(value).ok().filter(|value| (1..40).contains(value))?;
    (roman_numeral(value).as_bytes() == word).then_some(value)
}

fn roman_numeral(value: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ONES.get(value as usize % 10).copied().unwrap_or_default();
    "X".repeat(value as usize / 10) + ones
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A word without case and diacritics, as the lexicon has it.
pub(super) fn fold(word: &str, into: &mut String) {
    for letter in word.chars() {
        if letter.is_alphabetic() {
            fold_letter(letter, into);
        } else if !is_mark(letter) {
            into.push(letter);
        }
    }
}

fn fold_letter(letter: char, into: &mut String) {
    let letter = match letter {
        'İ' => 'i',
        'А'..='Я' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        'а'..='я' => letter,
        _ => letter.to_lowercase().next().unwrap_or(letter),
    };
    let folded = match letter {
        'a'..='z' | 'а'..='я' => letter,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ı' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' | 'ş' | 'ș' | 'ſ' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ğ' => 'g',
        'ł' => 'l',
        'ţ' | 'ț' => 't',
        'ё' => 'е',
        'ß' => {
            into.push('s');
            's'
        }
        'œ' => {
            into.push('o');
            'e'
        }
        'æ' => {
            into.push('a');
            'e'
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' => return,
        other => other,
    };
    into.push(folded);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_like_digits_are_read_only_in_years_and_days() {
        assert_eq!(lookalike(b"l9l6"), Some(1916));
        assert_eq!(lookalike(b"191O"), Some(1910));
        assert_eq!(lookalike(b"l2"), Some(12));
        assert_eq!(lookalike(b"1st"), None);
        assert_eq!(lookalike(b"Soil"), None);
        assert_eq!(lookalike(b"90"), None);
    }

    #[test]
    fn roman_numerals_must_be_well_formed() {
        assert_eq!(roman(b"XIX"), Some(19));
        assert_eq!(roman(b"IV"), Some(4));
        assert_eq!(roman(b"IIX"), None);
        assert_eq!(roman(b"CIVIL"), None);
    }
}
