//! Words, numbers and marks of a text, each word looked up once.
//!
//! Takes a text; gives its tokens in batches small enough to hold, a batch never ending within an expression unless a
//! hostile text has nothing but words of time. Words are not kept: their letters are folded into a hash as they are
//! read, eight at a time while they are ASCII.

use super::digits::{lookalike, numeral, roman};
use super::fold::{Hash, eight_letters, fold_letter, is_letter, is_mark};
use super::lexicon::{LANGUAGES, LEXICON, Language, Lexicon, NO_ENTRY};
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
    pub(super) start: u32,
    pub(super) end: u32,
    /// Number of its entry in the lexicon, where it has one.
    pub(super) entry: u32,
    /// Value of digits, or of a Roman numeral; at most ten digits count.
    pub(super) value: u32,
    /// Categories in the language that is read; see [`view`].
    pub(super) mask: u64,
    pub(super) kind: Kind,
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
    /// Whether a phrase of the lexicon begins with it.
    opens: bool,
    /// Whether a phrase of the lexicon goes on with it.
    continues: bool,
    /// Whether the lexicon knows it.
    known: bool,
}

/// A run of tokens, with what their words say of the language.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tokens: Vec<Token>,
    /// How many words there are of each set of languages.
    known_in: Vec<u32>,
    /// The places of full names of months, with the languages in which they are that.
    pub(super) months: Vec<(usize, u16)>,
    /// The places where a phrase may begin.
    pub(super) phrases: Vec<usize>,
}

impl Batch {
    fn clear(&mut self) {
        self.tokens.clear();
        self.months.clear();
        self.phrases.clear();
        self.known_in.clear();
        self.known_in.resize(1 << LANGUAGES, 0);
    }

    fn push(&mut self, token: Token) {
        if token.continues {
            let joint = |token: &&Token| token.glued && matches!(token.kind, Kind::Mark('-' | '.'));
            let joints = self.tokens.iter().rev().take_while(joint).count();
            let before = self.tokens.len().checked_sub(joints + 1);
            let opens = before.and_then(|before| self.tokens.get(before)).is_some_and(|before| before.opens);
            self.phrases.extend(before.filter(|_| opens));
        }
        self.tokens.push(token);
    }

    /// Counts the words of each language; a word of several counts for each in part.
    pub(super) fn vote(&self, votes: &mut [u32; LANGUAGES]) {
        for (languages, count) in self.known_in.iter().enumerate().filter(|(_, count)| **count > 0) {
            let each = count * (60 / languages.count_ones().max(1));
            let voted = |(number, _): &(usize, &mut u32)| languages & (1 << number) != 0;
            votes.iter_mut().enumerate().filter(voted).for_each(|(_, votes)| *votes += each);
        }
    }
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
    /// The text up to where reading ends.
    bytes: &'a [u8],
    at: usize,
    lexicon: &'static Lexicon,
}

impl<'a> Reader<'a> {
    /// A reader of a range of a text; a range that is not on character boundaries is empty.
    pub(super) fn new(text: &'a str, within: Span) -> Self {
        let range = within.range();
        let at = if text.get(range.clone()).is_some() { range.start } else { 0 };
        let bytes = text.get(..range.end).filter(|_| at == range.start).unwrap_or_default().as_bytes();
        Reader { text, bytes, at, lexicon: &LEXICON }
    }

    /// Fills the batch with the next tokens; `false` when there are none.
    pub(super) fn next(&mut self, batch: &mut Batch) -> bool {
        batch.clear();
        // A token takes five bytes or so.
        batch.tokens.reserve(((self.bytes.len() - self.at) / 5).min(BATCH + BATCH / 8));
        let mut quiet = 0;
        while let Some(token) = self.token(batch) {
            let over = token.kind == Kind::Break;
            quiet = if token.known || token.kind == Kind::Number { 0 } else { quiet + 1 };
            batch.push(token);
            let count = batch.tokens.len();
            if count >= LONGEST_BATCH || count >= BATCH && (over || quiet >= QUIET) {
                break;
            }
        }
        !batch.tokens.is_empty()
    }

    fn token(&mut self, batch: &mut Batch) -> Option<Token> {
        let (before, mut lines, mut elided) = (self.at, 0, false);
        loop {
            let (&byte, from) = (self.bytes.get(self.at)?, self.at);
            self.at += 1;
            match byte {
                b'\n' => {
                    lines += 1;
                    if lines == 2 {
                        return Some(self.simple(Kind::Break, from, true));
                    }
                }
                b' ' | b'\t' | b'\r' => elided = false,
                b'a'..=b'z' | b'A'..=b'Z' => return Some(self.word(from, before, elided, batch)),
                b'0'..=b'9' => return Some(self.number(from, before, elided)),
                b'\'' => elided = true,
                0..0x80 => return Some(self.simple(Kind::Mark(char::from(byte)), from, before == from)),
                _ => {
                    let letter = self.text.get(from..).and_then(|rest| rest.chars().next())?;
                    if let Some(zero) = zero_of(letter) {
                        return Some(self.other_digits(from, zero, before == from));
                    }
                    if is_sign_of_date(letter) && from > 0 && self.bytes.get(from - 1).is_some_and(u8::is_ascii_digit) {
                        self.at = from + letter.len_utf8();
                        return Some(self.simple(Kind::Word, from, before == from));
                    }
                    if is_letter(letter) {
                        return Some(self.word(from, before, elided, batch));
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
            start: narrow(start),
            end: narrow(self.at),
            entry: u32::from(NO_ENTRY),
            value: 0,
            mask: 0,
            kind,
            digits: 0,
            glued,
            elided: false,
            capital: false,
            lookalike: false,
            opens: false,
            continues: false,
            known: false,
        }
    }

    /// Digits; with letters among them that look like digits, a number all the same.
    fn number(&mut self, start: usize, before: usize, elided: bool) -> Token {
        let mut end = self.end_of(start, usize::MAX, u8::is_ascii_digit);
        let wide = self.end_of(end, start + 12, u8::is_ascii_alphanumeric);
        let seen = if wide > end { lookalike(self.bytes.get(start..wide).unwrap_or_default()) } else { None };
        if seen.is_some() {
            end = wide;
        }
        let digits = self.bytes.get(start..end).unwrap_or_default();
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

    /// Digits of another script, counted from its zero.
    fn other_digits(&mut self, start: usize, zero: char, glued: bool) -> Token {
        let (mut value, mut digits) = (0u32, 0u8);
        self.at = start;
        while let Some(letter) = self.text.get(self.at..).and_then(|rest| rest.chars().next())
            && let Some(digit) = (letter as u32).checked_sub(zero as u32).filter(|digit| *digit < 10)
            && self.at < self.bytes.len()
        {
            value = value.saturating_mul(10).saturating_add(digit);
            digits = digits.saturating_add(1);
            self.at += letter.len_utf8();
        }
        let mut token = self.simple(Kind::Number, start, glued);
        (token.value, token.digits) = (value, digits);
        token
    }

    /// The end of the bytes from `start` on, and before `end`, that a test holds for.
    fn end_of(&self, start: usize, end: usize, test: fn(&u8) -> bool) -> usize {
        let rest = self.bytes.get(start..end.min(self.bytes.len()).max(start)).unwrap_or_default();
        start + rest.iter().position(|byte| !test(byte)).unwrap_or(rest.len())
    }

    fn word(&mut self, start: usize, before: usize, elided: bool, batch: &mut Batch) -> Token {
        let (hash, capital) = self.letters(start);
        if let Some((value, end)) = self.lookalike_word(start) {
            self.at = end;
            let mut token = self.simple(Kind::Number, start, before == start);
            (token.value, token.digits, token.lookalike) = (value, (end - start) as u8, true);
            return token;
        }
        let mut token = self.simple(Kind::Word, start, before == start);
        let word = self.lexicon.look_up(hash);
        token.entry = u32::from(word.number);
        (token.opens, token.continues, token.known) = (word.entry.opens, word.entry.continues, word.entry.known);
        if let Some(count) = batch.known_in.get_mut(usize::from(word.entry.known_in)) {
            *count += 1;
        }
        if word.entry.month {
            batch.months.push((batch.tokens.len(), self.lexicon.month_in(token.entry)));
        }
        (token.capital, token.elided) = (capital, elided);
        if capital && word.number == NO_ENTRY && (3..=10).contains(&(self.at - start)) {
            self.damaged_month(&mut token, batch);
        }
        if capital && self.at - start <= 8 && matches!(self.bytes.get(start), Some(b'I' | b'V' | b'X')) {
            token.value = roman(numeral(self.text.get(start..self.at).unwrap_or_default()).as_bytes()).unwrap_or(0);
        }
        token
    }

    /// Makes the month of a word that may be one with letters misread, where a number stands beside it.
    fn damaged_month(&self, token: &mut Token, batch: &mut Batch) {
        let word = self.bytes.get(token.start as usize..token.end as usize).unwrap_or_default();
        let behind =
            self.bytes.get(self.at..).unwrap_or_default().iter().find(|byte| !matches!(byte, b' ' | b'.' | b','));
        let before = batch.tokens.last().is_some_and(|before| before.kind == Kind::Number);
        if !before && !behind.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'l') {
            return;
        }
        if let Some(number) = self.lexicon.damaged_month(word) {
            (token.entry, token.known) = (number, true);
            batch.months.push((batch.tokens.len(), self.lexicon.month_in(number)));
        }
    }

    /// Reads the letters of a word: their hash when folded, and whether the first is a capital.
    fn letters(&mut self, start: usize) -> (u64, bool) {
        let mut hash = Hash::default();
        self.at = start;
        let first = self.bytes.get(start).copied().unwrap_or_default();
        while let Some(eight) = self.bytes.get(self.at..self.at + 8).and_then(|eight| eight.try_into().ok()) {
            let (small, count) = eight_letters(eight);
            hash.eight(small, count);
            self.at += count as usize;
            if count < 8 {
                break;
            }
        }
        if self.bytes.get(self.at).is_some_and(|next| next.is_ascii_alphabetic() || !next.is_ascii()) {
            self.other_letters(&mut hash);
        }
        let capital = if first.is_ascii() {
            first.is_ascii_uppercase()
        } else {
            self.text.get(start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
        };
        (hash.finish(), capital)
    }

    /// Reads the letters of a word one by one, ASCII or not.
    fn other_letters(&mut self, hash: &mut Hash) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte.is_ascii_alphabetic() {
                hash.push(byte.to_ascii_lowercase());
                self.at += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(letter) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else { break };
                if !is_letter(letter) && !is_mark(letter) && letter != '\u{ad}' {
                    break;
                }
                fold_letter(letter, &mut |letter| hash.letter(letter));
                self.at += letter.len_utf8();
            }
        }
    }

    /// A year or day that begins with a letter in a digit's place: "l916", "I9I6".
    fn lookalike_word(&self, start: usize) -> Option<(u32, usize)> {
        if !self.bytes.get(self.at)?.is_ascii_digit()
            || !matches!(self.bytes.get(start), Some(b'l' | b'I' | b'O' | b'i'))
            || self.at > start + 4
        {
            return None;
        }
        let end = self.end_of(self.at, start + 6, u8::is_ascii_alphanumeric);
        Some((lookalike(self.bytes.get(start..end)?)?, end))
    }
}

/// The zero of the digits that a letter is one of, where they are not ASCII.
fn zero_of(letter: char) -> Option<char> {
    ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}']
        .into_iter()
        .find(|zero| (*zero as u32..*zero as u32 + 10).contains(&(letter as u32)))
}

/// The signs for year, month and day of East Asia, which stand behind digits without a space.
fn is_sign_of_date(letter: char) -> bool {
    matches!(letter, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일')
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Makes of the tokens of a batch those that one language reads: with its categories, and its phrases as one token.
pub(super) fn view(tokens: &mut Vec<Token>, phrases: &[usize], language: Language) {
    let masks = LEXICON.masks(language);
    for token in tokens.iter_mut() {
        token.mask = masks.get(token.entry as usize).copied().unwrap_or(0);
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &at in phrases {
        let inside = found.last().is_some_and(|(_, end)| at < *end);
        let Some((number, mask, end)) = phrase(tokens, at, masks).filter(|_| !inside) else { continue };
        let last = tokens.get(end - 1).map_or(0, |last| last.end);
        if let Some(token) = tokens.get_mut(at) {
            (token.entry, token.mask, token.end) = (number, mask, last);
        }
        found.push((at + 1, end));
    }
    if found.is_empty() {
        return;
    }
    // All but the first token of each phrase go.
    let (mut at, mut gone) = (0, found.iter().peekable());
    tokens.retain(|_| {
        at += 1;
        while gone.next_if(|(_, end)| *end < at).is_some() {}
        gone.peek().is_none_or(|(from, _)| at - 1 < *from)
    });
}

/// The longest phrase of a language that begins at a token: its entry, categories and end.
fn phrase(tokens: &[Token], at: usize, masks: &[u64]) -> Option<(u32, u64, usize)> {
    let mut found = None;
    let mut number = tokens.get(at)?.entry;
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        next += 1;
        match token.kind {
            Kind::Mark('-' | '.') if token.glued => continue,
            Kind::Word if token.continues => {}
            _ => break,
        }
        let Some(longer) = LEXICON.longer(number, token.entry) else { break };
        number = longer;
        if let Some(&mask) = masks.get(number as usize).filter(|mask| **mask != 0) {
            found = Some((number, mask, next));
        }
    }
    found
}
