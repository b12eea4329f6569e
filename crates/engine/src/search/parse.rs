//! Reading a question as typed.
//!
//! Takes one line, gives a [`Query`] or says what is wrong, where, and what to write instead. Any line is either
//! answered or refused; none panics.
//!
//! | written | found |
//! |---|---|
//! | `election fraud` | documents with a form of both words |
//! | `"free and fair"` | the phrase |
//! | `"army police"~5`, `army NEAR/5 police` | both near each other, in any order |
//! | `=elections` | this form only |
//! | `wom*n`, `wom?n`, `*ment` | wildcards |
//! | `goverment~`, `goverment~2` | words that differ in 1 (short words) or 2 letters; in at most 2 |
//! | `a OR b`, `-b`, `NOT b`, `a (b OR c)` | any, without, together |
//! | `language:es`, `kind:pdf`, `path:press/1998`, `added:2026-01..2026-03` | fields |
//! | `title:word`, `furniture:word` | in the title; in running heads and navigation |

use super::query::{How, Node, Places, Query, QueryError, Scope, Slot, Word};
use lexer::{Lexeme, What};

mod field;
mod lexer;
mod word;

pub use field::language_codes;

/// Deepest nesting of parentheses.
const DEEPEST: usize = 40;
/// Longest question in bytes.
const LONGEST: usize = 16 << 10;
/// Most words and signs of a question.
const MOST: usize = 1000;

/// Reads a question.
///
/// # Errors
/// [`QueryError`] with the place and a hint, when there is nothing to search for, a quotation mark or parenthesis has no
/// partner, a field is unknown, or the question is too long or too deeply nested.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > LONGEST {
        return Err(error("the question is too long", "search for less than 16,000 characters", 0, text.len()));
    }
    let lexemes = lexer::lex(text)?;
    if lexemes.len() > MOST {
        return Err(error("the question has too many words", "search for less than 1,000 words", 0, text.len()));
    }
    let mut parser = Parser { lexemes: &lexemes, at: 0, depth: 0, end: text.len() };
    let node = parser.any(Field::Scope(Scope::Text))?;
    if let Some(lexeme) = parser.peek() {
        let (message, hint) = ("this parenthesis closes nothing", "remove it, or open one before");
        return Err(error(message, hint, lexeme.start, lexeme.end));
    }
    match node {
        Some(node) => Ok(Query { node }),
        None => Err(error("there is nothing to search for", "write a word with at least one letter", 0, text.len())),
    }
}

pub(crate) fn error(message: &str, hint: &str, byte_start: usize, byte_end: usize) -> QueryError {
    QueryError { message: message.to_owned(), hint: hint.to_owned(), byte_start, byte_end }
}

/// What the words of a group are looked up in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Scope(Scope),
    Language,
    Kind,
    Path,
    Added,
}

struct Parser<'q> {
    lexemes: &'q [Lexeme<'q>],
    at: usize,
    depth: usize,
    end: usize,
}

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<Lexeme<'q>> {
        self.lexemes.get(self.at).copied()
    }

    fn take(&mut self, what: What<'_>) -> Option<Lexeme<'q>> {
        let lexeme = self.peek().filter(|lexeme| lexeme.what == what)?;
        self.at += 1;
        Some(lexeme)
    }

    /// `a OR b OR c`. `None` where only punctuation stands.
    fn any(&mut self, field: Field) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        nodes.extend(self.all(field)?);
        while let Some(or) = self.take(What::Or) {
            self.needs_operands(or, "OR")?;
            nodes.extend(self.all(field)?);
        }
        Ok(join(nodes, Node::Or))
    }

    /// `a b AND c`.
    fn all(&mut self, field: Field) -> Result<Option<Node>, QueryError> {
        let mut nodes = Vec::new();
        while let Some(lexeme) = self.peek() {
            match lexeme.what {
                What::Or | What::Close => break,
                What::And => {
                    self.at += 1;
                    self.needs_operands(lexeme, "AND")?;
                }
                _ => nodes.extend(self.negated(field)?),
            }
        }
        Ok(join(nodes, Node::And))
    }

    /// An operator must have something before and after it.
    fn needs_operands(&self, operator: Lexeme<'_>, name: &str) -> Result<(), QueryError> {
        let before = self.at.checked_sub(2).and_then(|at| self.lexemes.get(at)).map(|lexeme| lexeme.what);
        let opens = matches!(before, None | Some(What::Open | What::And | What::Or | What::Not | What::Near(_)));
        let closes = matches!(
            self.peek().map(|next| next.what),
            None | Some(What::Close | What::And | What::Or | What::Near(_))
        );
        if !opens && !closes {
            return Ok(());
        }
        let message = format!("{name} needs something to search for on both sides");
        Err(error(&message, "write it in lower case to search for the word itself", operator.start, operator.end))
    }

    fn negated(&mut self, field: Field) -> Result<Option<Node>, QueryError> {
        let mut negations = 0;
        let mut last = None;
        while let Some(not) = self.take(What::Not) {
            negations += 1;
            last = Some(not);
        }
        if let Some(not) = last
            && matches!(self.peek().map(|next| next.what), None | Some(What::Close | What::And | What::Or))
        {
            let (message, hint) =
                ("NOT needs something after it", "write it in lower case to search for the word itself");
            return Err(error(message, hint, not.start, not.end));
        }
        let node = self.near(field)?;
        Ok(node.map(|node| if negations % 2 == 1 { Node::Not(Box::new(node)) } else { node }))
    }

    /// `a NEAR/5 b`.
    fn near(&mut self, field: Field) -> Result<Option<Node>, QueryError> {
        let mut node = self.primary(field)?;
        while let Some(Lexeme { what: What::Near(distance), start, end }) = self.peek() {
            self.at += 1;
            let right = self.primary(field)?;
            let joined = node.zip(right).and_then(|(left, right)| near(left, right, distance));
            let hint = "write a NEAR/5 b, or \"a b c\"~5 for more words";
            node = Some(joined.ok_or_else(|| error("NEAR stands between two words", hint, start, end))?);
        }
        Ok(node)
    }

    fn primary(&mut self, field: Field) -> Result<Option<Node>, QueryError> {
        let Some(lexeme) = self.peek() else { return Ok(None) };
        match lexeme.what {
            What::Open => self.group(lexeme, field),
            What::Field(name) => {
                self.at += 1;
                let field = field::named(name, lexeme)?;
                match self.peek().map(|next| next.what) {
                    Some(What::Open | What::Word(_) | What::Phrase(..)) => self.primary(field),
                    _ => Err(field::without_value(name, lexeme)),
                }
            }
            What::Word(text) => {
                self.at += 1;
                match field {
                    Field::Scope(scope) => word::word(text, scope, lexeme),
                    field => field::value(field, text, lexeme).map(Some),
                }
            }
            What::Phrase(text, distance) => {
                self.at += 1;
                match field {
                    Field::Scope(scope) => Ok(word::phrase(text, distance, scope)),
                    field => field::value(field, text, lexeme).map(Some),
                }
            }
            What::Near(_) => Err(error("NEAR stands between two words", "write a NEAR/5 b", lexeme.start, lexeme.end)),
            What::Close | What::And | What::Or | What::Not => Ok(None),
        }
    }

    fn group(&mut self, open: Lexeme<'_>, field: Field) -> Result<Option<Node>, QueryError> {
        if self.depth >= DEEPEST {
            let hint = "use fewer parentheses inside each other";
            return Err(error("the parentheses are nested too deeply", hint, open.start, open.end));
        }
        self.at += 1;
        self.depth += 1;
        let node = self.any(field)?;
        self.depth -= 1;
        if self.take(What::Close).is_none() {
            let hint = "add a ) where the group ends";
            return Err(error("this parenthesis is not closed", hint, open.start, self.end));
        }
        Ok(node)
    }
}

/// One node of many; none of none.
fn join(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() < 2 { nodes.pop() } else { Some(many(nodes)) }
}

/// Both sides of a NEAR as one arrangement; `None` when one side is not a word.
fn near(left: Node, right: Node, distance: u32) -> Option<Node> {
    let (scope, left, before) = operand(left)?;
    let (right_scope, right, after) = operand(right)?;
    if scope != right_scope {
        return None;
    }
    let slots = left.into_iter().chain(right).collect();
    let how = How::Within(before.saturating_add(after).saturating_add(distance));
    Some(Node::Places(scope, Places { slots, how }))
}

/// The words of one side of a NEAR and the room they take.
fn operand(node: Node) -> Option<(Scope, Vec<Slot>, u32)> {
    match node {
        Node::Places(scope, mut places) => {
            let room = match places.how {
                How::Within(room) => room,
                How::Ordered => places.slots.last().map_or(0, |slot| slot.offset),
            };
            for slot in &mut places.slots {
                if let Word::Stem(word) = &slot.word {
                    slot.word = Word::Folded(super::fold::folded(word));
                }
            }
            Some((scope, places.slots, room))
        }
        // A word with a hyphen: its parts, without the joined form.
        Node::Or(nodes) => operand(nodes.into_iter().next()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, message, start) in [
            ("", "there is nothing to search for", 0),
            ("!!! —", "there is nothing to search for", 0),
            ("peace \"and", "this quotation mark is not closed", 6),
            ("(peace", "this parenthesis is not closed", 0),
            ("peace )", "this parenthesis closes nothing", 6),
            ("peace AND", "AND needs something to search for on both sides", 6),
            ("OR peace", "OR needs something to search for on both sides", 0),
            ("war NOT", "NOT needs something after it", 4),
            ("colour:red", "there is no field colour", 0),
            ("added:soon", "this is not a date", 6),
            ("kind:banana", "there is no such kind of file", 5),
            ("language:klingon", "this is not a language code", 9),
            ("word~9", "a word can differ in 1 or 2 letters only", 0),
            ("NEAR/3 war", "NEAR stands between two words", 0),
            ("(a OR b) NEAR language:es", "NEAR stands between two words", 9),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!((error.message.as_str(), error.byte_start), (message, start), "{text}");
            assert!(!error.hint.is_empty() && error.byte_end <= text.len());
        }
        assert!(parse(&"(".repeat(10_000)).is_err());
        assert!(parse(&"-".repeat(10_000)).is_err());
        assert!(parse(&"a ".repeat(10_000)).is_err());
    }

    #[test]
    fn lower_case_operators_are_words() {
        assert!(matches!(parse("war and peace").unwrap().node, Node::And(nodes) if nodes.len() == 3));
        assert!(matches!(parse("war AND peace").unwrap().node, Node::And(nodes) if nodes.len() == 2));
    }

    #[test]
    fn typographic_quotation_marks_quote() {
        assert!(matches!(parse("“free press”").unwrap().node, Node::Places(_, places) if places.slots.len() == 2));
    }
}
