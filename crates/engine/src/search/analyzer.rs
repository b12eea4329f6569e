//! The tokenizers as tantivy wants them.
//!
//! They cut text by [`Tokens`] and give folded words. The text of a document begins with one character that is the tag
//! of its stemmer, since tantivy tells a tokenizer nothing but the text. It is cut once: the stems found on the way are
//! set aside for the field of stems, which tantivy fills next.

use std::cell::RefCell;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::stem::{Stems, Tag, lower_into};
use super::token::{Kind, Tokens};

/// Gives folded words.
#[derive(Clone)]
pub(crate) struct WordTokenizer;

/// The folded words of one text.
pub(crate) struct WordStream<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    token: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'t> = WordStream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> WordStream<'t> {
        WordStream { text, tokens: Tokens::new(text), token: Token::default() }
    }
}

impl WordStream<'_> {
    /// The next token whose folded form is not empty.
    fn step(&mut self) -> Option<super::token::Token> {
        for token in self.tokens.by_ref() {
            token.fold_into(self.text, &mut self.token.text);
            if !self.token.text.is_empty() {
                self.token.position = token.position as usize;
                return Some(token);
            }
        }
        None
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        self.step().is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Gives folded words, and sets aside the stems that [`StemTokenizer`] then gives on the same thread.
pub(crate) struct TextTokenizer {
    stems: Stems,
    lower: String,
}

impl TextTokenizer {
    /// With nothing remembered.
    pub(crate) fn new() -> Self {
        TextTokenizer { stems: Stems::new(), lower: String::new() }
    }
}

impl Clone for TextTokenizer {
    /// What is remembered is not copied: each indexing thread remembers its own.
    fn clone(&self) -> Self {
        TextTokenizer::new()
    }
}

thread_local! {
    /// Stems of the text read last, as terms, each followed by a line feed, which no term holds.
    static ASIDE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The folded words of one text.
pub(crate) struct TextStream<'t> {
    words: WordStream<'t>,
    tag: Tag,
    stems: &'t mut Stems,
    lower: &'t mut String,
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'t> = TextStream<'t>;

    fn token_stream<'t>(&'t mut self, tagged: &'t str) -> TextStream<'t> {
        let mut chars = tagged.chars();
        let tag = chars.next().map_or(0, |c| u32::from(c) as Tag);
        let text = chars.as_str();
        ASIDE.with_borrow_mut(String::clear);
        let words = WordStream { text, tokens: Tokens::new(text), token: Token::default() };
        TextStream { words, tag, stems: &mut self.stems, lower: &mut self.lower }
    }
}

impl TokenStream for TextStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(token) = self.words.step() else { return false };
        if self.tag == 0 || token.kind == Kind::Gram {
            return true;
        }
        let folded = &self.words.token.text;
        let apart = if token.kind == Kind::Ascii {
            self.stems.apart_plain(self.tag, folded)
        } else {
            lower_into(&self.words.text[token.start..token.end], self.lower);
            self.stems.apart(self.tag, self.lower, folded)
        };
        for stem in [apart.0, apart.1] {
            if !stem.is_empty() {
                ASIDE.with_borrow_mut(|aside| {
                    aside.push(char::from(self.tag));
                    aside.push_str(stem);
                    aside.push('\n');
                });
            }
        }
        true
    }

    fn token(&self) -> &Token {
        &self.words.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.words.token
    }
}

/// Gives the stems that [`TextTokenizer`] set aside, whatever the text.
#[derive(Clone)]
pub(crate) struct StemTokenizer;

/// The stems of the text read last.
pub(crate) struct StemStream {
    terms: String,
    at: usize,
    token: Token,
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'t> = StemStream;

    fn token_stream<'t>(&'t mut self, _text: &'t str) -> StemStream {
        StemStream { terms: ASIDE.take(), at: 0, token: Token::default() }
    }
}

impl TokenStream for StemStream {
    fn advance(&mut self) -> bool {
        let rest = self.terms.get(self.at..).unwrap_or_default();
        // The tag may be a line feed itself.
        let Some(end) = rest.get(1..).and_then(|rest| rest.find('\n')) else { return false };
        self.token.text.clear();
        self.token.text.push_str(&rest[..=end]);
        self.token.position = 0;
        self.at += end + 2;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Replaces `term` by the term of the stem field for a stem: the tag as one character, then the stem.
pub(crate) fn write_term(tag: Tag, stem: &str, term: &mut String) {
    term.clear();
    if tag != 0 {
        term.push(char::from(tag));
    }
    term.push_str(stem);
}
