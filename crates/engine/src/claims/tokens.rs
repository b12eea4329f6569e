//! Cuts a text into sentences and words, and looks the words up.
//!
//! The first pass only asks which sentences hold a word that may begin a claim; few do, and only those are read.

use broadside_model::Span;

use super::lexicon::{self, Lexicon, ROLL, roll};
use crate::knowledge::numbers::{Word, fold_into};

/// A range of bytes, and whether no white space stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether no white space stands before it.
    pub glued: bool,
}

/// A word or mark of a sentence, or a phrase of the lexicon.
#[derive(Clone, Debug)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte in the text.
    pub end: usize,
    /// Its folded letters; words of a phrase are joined by spaces.
    pub folded: String,
    /// Its roles, see [`lexicon`].
    pub roles: u64,
    /// What it counts.
    pub what: u8,
    /// What it counts as a noun.
    pub noun: u8,
    /// Whether no white space stands before it.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is a word or number, no mark.
    pub word: bool,
}

impl Token {
    fn clone_without_letters(&self) -> Token {
        Token { folded: String::new(), ..*self }
    }

    /// Whether it plays one of these parts.
    pub fn is(&self, roles: u64) -> bool {
        self.roles & roles != 0
    }

    /// Whether it is this mark or folded word.
    pub fn reads(&self, text: &str) -> bool {
        self.folded == text
    }
}

/// The longest sentence that is read whole, in words.
const LONGEST: usize = 240;

/// Cuts `text` into words (letters, or digits with their separators) and marks, until `each` says `false`.
pub fn cut(text: &str, mut each: impl FnMut(Piece, bool) -> bool) {
    let mut glued = false;
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() && !matches!(first, '\u{a0}' | '\u{202f}' | '\u{2009}') {
            (at, glued) = (at + first.len_utf8(), false);
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let length = if first.is_ascii_digit() {
            digits(rest)
        } else if first.is_alphabetic() {
            letters(rest)
        } else {
            first.len_utf8()
        };
        let word = first.is_alphanumeric();
        if !each(Piece { start: at, end: at + length, glued }, word) {
            return;
        }
        (at, glued) = (at + length, true);
    }
}

/// Length of a word, with dots inside abbreviations such as "U.S." (but for the last).
fn letters(text: &str) -> usize {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let inside = letter.is_alphanumeric() || is_mark(letter);
        let dot =
            letter == '.' && is_initial(&text[..at]) && text[at + 1..].chars().next().is_some_and(char::is_alphabetic);
        let m19 = letter == '-' && at == 1 && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !inside && !dot && !m19 {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter) || letter == '\u{ad}'
}

/// Whether the letters end with a single letter behind a dot or at their beginning.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|before| before == '.')
}

/// Length of a number with its separators, or of digits with letters ("3d").
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let separator = matches!(letter, ',' | '.' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            && bytes.get(at + letter.len_utf8()).is_some_and(u8::is_ascii_digit);
        if !letter.is_alphanumeric() && !separator {
            break;
        }
        end = at + letter.len_utf8();
    }
    end.max(1)
}

/// Abbreviations before a name, whose dot ends no sentence.
const ABBREVIATIONS: [&str; 34] = [
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "maj", "capt", "sgt", "no", "st", "vs", "prof", "rev", "hon", "gov",
    "sen", "rep", "pres", "art", "approx", "ca", "sr", "sra", "dn", "cmdr", "brig", "cf", "bzw", "nr", "ok", "tys",
    "им",
];

/// The sentences of `within` that hold a word which may begin a claim. `breaks` are bytes where a sentence ends at the
/// latest, in order.
pub fn sentences(text: &str, within: Span, breaks: &[usize], lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = vec![];
    let Some(region) = text.get(within.range()) else { return found };
    let base = within.start as usize;
    let bytes = region.as_bytes();
    let mut breaks = breaks.iter().map(|at| at.saturating_sub(base)).peekable();
    let mut folded = String::new();
    // Numbers written together from number words are not in the table.
    let fresh = lexicon.assumed();
    let (mut start, mut flags, mut words, mut at, mut last) = (0, fresh, 0, 0, 0..0);
    while at < bytes.len() {
        let byte = bytes[at];
        let mut ends = false;
        if byte.is_ascii_alphabetic() || byte >= 0x80 {
            let (end, hash) = word(region, at, &mut folded);
            flags |= lexicon.trigger(hash);
            (last, at, words) = (at..end, end, words + 1);
        } else {
            at += 1;
            ends = match byte {
                b'.' => ends_sentence(region, at, &last),
                b'!' | b'?' | b';' => true,
                b'\n' => blank_line(bytes, at),
                b'0'..=b'9' => {
                    flags |= lexicon::NUMBER;
                    false
                }
                b'$' => {
                    flags |= lexicon::COUNTS;
                    false
                }
                _ => false,
            };
        }
        if ends || words >= LONGEST || breaks.next_if(|place| *place <= at).is_some() {
            if lexicon::promises(flags) {
                found.push((base + start, base + at));
            }
            (start, flags, words) = (at, fresh, 0);
        }
    }
    if lexicon::promises(flags) {
        found.push((base + start, base + bytes.len()));
    }
    found
}

/// The end of the word at `at`, and the hash of its folded letters.
fn word(text: &str, at: usize, folded: &mut String) -> (usize, u32) {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut hash = ROLL;
    while let Some(byte) = bytes.get(end).filter(|byte| byte.is_ascii_alphanumeric()) {
        hash = roll(hash, byte.to_ascii_lowercase());
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) && end > at {
        return (end, hash);
    }
    let rest = &text[at..];
    let length = rest.find(|letter: char| !letter.is_alphanumeric() && !is_mark(letter)).unwrap_or(rest.len());
    let length = if length == 0 { rest.chars().next().map_or(1, char::len_utf8) } else { length };
    if matches!(&rest[..length], "€" | "£" | "¥" | "₽" | "₺") {
        return (at + length, lexicon::SIGN);
    }
    folded.clear();
    fold_into(&rest[..length], folded);
    (at + length, folded.bytes().fold(ROLL, roll))
}

/// Whether the dot before `at` ends a sentence; `last` is the word before it.
fn ends_sentence(text: &str, at: usize, last: &std::ops::Range<usize>) -> bool {
    let mut next = text[at..].chars();
    if !next.next().is_none_or(|letter| letter.is_whitespace() || matches!(letter, '"' | '”' | '»' | ')' | ']')) {
        return false;
    }
    if next.find(|letter| !letter.is_whitespace()).is_some_and(|letter| letter.is_lowercase()) {
        return false;
    }
    let word = if last.end + 1 == at { text.get(last.clone()).unwrap_or_default() } else { "" };
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let abbreviated = word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    !initial && !abbreviated
}

/// Whether nothing stands on the line that begins at `at`.
fn blank_line(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take(200).find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')).is_none_or(|byte| *byte == b'\n')
}

/// The words of a sentence, phrases of the lexicon joined.
pub fn tokens(text: &str, start: usize, end: usize, lexicon: &Lexicon) -> Vec<Token> {
    let Some(sentence) = text.get(start..end) else { return vec![] };
    let mut plain: Vec<Token> = Vec::with_capacity(sentence.len() / 5 + 4);
    cut(sentence, |piece, word| {
        let letters = sentence.get(piece.start..piece.end).unwrap_or_default();
        let mut folded = String::with_capacity(letters.len());
        fold_into(letters, &mut folded);
        plain.push(Token {
            start: start + piece.start,
            end: start + piece.end,
            folded,
            roles: 0,
            what: 0,
            noun: 0,
            glued: piece.glued,
            capital: letters.chars().next().is_some_and(char::is_uppercase),
            word,
        });
        plain.len() < LONGEST * 3
    });
    join(plain, lexicon)
}

fn join(mut plain: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::with_capacity(plain.len());
    let mut at = 0;
    while at < plain.len() {
        let single = lexicon.word(&plain[at].folded);
        let begins = single.roles & lexicon::PHRASE != 0;
        let next = |next: usize| plain.get(at + next).map(|token| token.folded.as_str());
        let phrase = begins.then(|| lexicon.phrase(&plain[at].folded, next)).flatten();
        let (lexeme, length) = phrase.unwrap_or((single, 1));
        let rest: Vec<(usize, String)> =
            plain[at + 1..at + length].iter_mut().map(|part| (part.end, std::mem::take(&mut part.folded))).collect();
        let mut token = plain[at].clone_without_letters();
        std::mem::swap(&mut token.folded, &mut plain[at].folded);
        for (end, folded) in rest {
            token.end = end;
            token.folded.push(' ');
            token.folded.push_str(&folded);
        }
        (token.roles, token.what, token.noun) = (lexeme.roles & !lexicon::PHRASE, lexeme.what, lexeme.noun);
        if lexicon.is_english() && token.roles == 0 && is_adverb(&token.folded) {
            token.roles = lexicon::ADVERB;
        }
        if matches!(token.folded.as_str(), "$" | "€" | "£" | "¥" | "₽" | "₺") {
            token.roles |= lexicon::CURRENCY;
        }
        all.push(token);
        at += length;
    }
    without_asides(all)
}

/// English adverbs, by their ending.
fn is_adverb(folded: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "family", "assembly", "reply", "supply", "monopoly", "anomaly", "italy", "sicily", "ally", "rally", "belly",
        "bully", "holy", "early",
    ];
    folded.len() > 4 && folded.ends_with("ly") && !NOUNS.contains(&folded)
}

/// Leaves out what stands in brackets, unless it counts something, and marks around a few quoted words: a name goes on
/// behind them ("the FL [Farmers' League] members").
fn without_asides(tokens: Vec<Token>) -> Vec<Token> {
    const LONGEST_BRACKET: usize = 30;
    const LONGEST_QUOTE: usize = 7;
    let mut drop = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let (close, longest): (&[&str], usize) = match tokens[at].folded.as_str() {
            "[" => (&["]", ")"], LONGEST_BRACKET),
            "(" => (&[")"], LONGEST_BRACKET),
            "\"" => (&["\""], LONGEST_QUOTE),
            "“" | "„" => (&["”", "“"], LONGEST_QUOTE),
            "«" => (&["»"], LONGEST_QUOTE),
            _ => (&[], 0),
        };
        let end = (at + 1..tokens.len().min(at + longest)).find(|i| close.contains(&tokens[*i].folded.as_str()));
        if let Some(end) = end {
            let counts = tokens[at..end].iter().any(|token| token.is(lexicon::NOUN | lexicon::LEFT | lexicon::RIGHT));
            if longest == LONGEST_BRACKET && !counts {
                drop[at..=end].fill(true);
            } else if longest == LONGEST_QUOTE {
                (drop[at], drop[end]) = (true, true);
            }
            at = end;
        }
        at += 1;
    }
    let mut kept = drop.iter();
    tokens.into_iter().filter(|_| !kept.next().copied().unwrap_or_default()).collect()
}

/// The tokens as the number reader wants them.
pub fn words(tokens: &[Token]) -> Vec<Word<'_>> {
    tokens.iter().map(|token| Word { text: &token.folded, glued: token.glued }).collect()
}
