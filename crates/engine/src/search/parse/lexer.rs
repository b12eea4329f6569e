//! Cutting a question into words and signs.

use super::super::query::QueryError;
use super::error;

/// A word or sign, with its bytes in the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme<'q> {
    pub what: What<'q>,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'q> {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `NEAR/n`.
    Near(u32),
    /// `name:` before a word, phrase or group.
    Field(&'q str),
    /// Whatever stands between spaces, quotation marks and parentheses.
    Word(&'q str),
    /// What stands between quotation marks, and the distance after `~`.
    Phrase(&'q str, Option<u32>),
}

/// Distance of a NEAR without a number.
const NEAR: u32 = 10;
/// Greatest distance.
pub(super) const FARTHEST: u32 = 10_000;

/// The words and signs of `text`.
pub(super) fn lex(text: &str) -> Result<Vec<Lexeme<'_>>, QueryError> {
    let mut lexemes = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + c.len_utf8();
        let one = |what| Lexeme { what, start: at, end: after };
        if c == '(' {
            lexemes.push(one(What::Open));
            at = after;
        } else if c == ')' {
            lexemes.push(one(What::Close));
            at = after;
        } else if is_quote(c) {
            at = quoted(text, at, after, &mut lexemes)?;
        } else if is_space(c) || c == '+' {
            at = after;
        } else if c == '-' {
            let next = text[after..].chars().next();
            if next.is_some_and(|next| next != '-' && !is_space(next) && next != ')') {
                lexemes.push(one(What::Not));
            }
            at = after;
        } else {
            at = word(text, at, &mut lexemes)?;
        }
    }
    Ok(lexemes)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{FEFF}'
}

fn quoted<'q>(text: &'q str, start: usize, inner: usize, lexemes: &mut Vec<Lexeme<'q>>) -> Result<usize, QueryError> {
    let Some(length) = text[inner..].find(is_quote) else {
        let hint = "add a quotation mark where the phrase ends";
        return Err(error("this quotation mark is not closed", hint, start, text.len()));
    };
    let close = inner + length;
    let mut end = close + text[close..].chars().next().map_or(1, char::len_utf8);
    let mut distance = None;
    if let Some(rest) = text[end..].strip_prefix('~') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = end + 1 + digits;
        let number = if digits == 0 { Some(NEAR) } else { rest[..digits].parse().ok() };
        distance = Some(number.filter(|n| *n <= FARTHEST).ok_or_else(|| too_far(end, after))?);
        end = after;
    }
    lexemes.push(Lexeme { what: What::Phrase(&text[inner..close], distance), start, end });
    Ok(end)
}

fn too_far(start: usize, end: usize) -> QueryError {
    error("the distance is too great", "use a distance of at most 10,000 words", start, end)
}

fn word<'q>(text: &'q str, start: usize, lexemes: &mut Vec<Lexeme<'q>>) -> Result<usize, QueryError> {
    let stop = |c: char| is_space(c) || is_quote(c) || matches!(c, '(' | ')');
    let end = text[start..].find(stop).map_or(text.len(), |length| start + length);
    let word = &text[start..end];
    if let Some((name, value)) = word.split_once(':')
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        let colon = start + name.len() + 1;
        lexemes.push(Lexeme { what: What::Field(name), start, end: colon });
        if !value.is_empty() {
            lexemes.push(Lexeme { what: What::Word(value), start: colon, end });
        }
        return Ok(end);
    }
    let what = match word {
        "AND" => What::And,
        "OR" => What::Or,
        "NOT" => What::Not,
        "NEAR" => What::Near(NEAR),
        _ => match word.strip_prefix("NEAR/").map(str::parse::<u32>) {
            Some(Ok(distance)) if distance <= FARTHEST => What::Near(distance),
            Some(Ok(_)) => return Err(too_far(start, end)),
            _ => What::Word(word),
        },
    };
    lexemes.push(Lexeme { what, start, end });
    Ok(end)
}
