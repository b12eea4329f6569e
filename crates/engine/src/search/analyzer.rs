//! The tokenizers as tantivy wants them.
//!
//! Both cut text by [`Tokens`]; one gives folded words, the other folded stems. The text of the stem field begins with
//! one character that is the tag of the stemmer, since tantivy tells a tokenizer nothing but the text.

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

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        for token in self.tokens.by_ref() {
            token.fold_into(self.text, &mut self.token.text);
            if !self.token.text.is_empty() {
                self.token.position = token.position as usize;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Gives folded stems.
pub(crate) struct StemTokenizer {
    stems: Stems,
    lower: String,
}

impl StemTokenizer {
    /// With nothing remembered.
    pub(crate) fn new() -> Self {
        StemTokenizer { stems: Stems::new(), lower: String::new() }
    }
}

impl Clone for StemTokenizer {
    /// What is remembered is not copied: each indexing thread remembers its own.
    fn clone(&self) -> Self {
        StemTokenizer::new()
    }
}

/// The folded stems of one text.
pub(crate) struct StemStream<'t> {
    text: &'t str,
    tag: Tag,
    tokens: Tokens<'t>,
    stems: &'t mut Stems,
    lower: &'t mut String,
    token: Token,
    second: String,
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'t> = StemStream<'t>;

    fn token_stream<'t>(&'t mut self, tagged: &'t str) -> StemStream<'t> {
        let mut chars = tagged.chars();
        let tag = chars.next().map_or(0, |c| u32::from(c) as Tag);
        let text = chars.as_str();
        StemStream {
            text,
            tag,
            tokens: Tokens::new(text),
            stems: &mut self.stems,
            lower: &mut self.lower,
            token: Token::default(),
            second: String::new(),
        }
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.second.is_empty() {
            std::mem::swap(&mut self.token.text, &mut self.second);
            self.second.clear();
            return true;
        }
        for token in self.tokens.by_ref() {
            if token.kind == Kind::Gram {
                continue;
            }
            self.token.position = token.position as usize;
            if self.tag == 0 {
                token.fold_into(self.text, &mut self.token.text);
                if self.token.text.is_empty() {
                    continue;
                }
                return true;
            }
            lower_into(&self.text[token.start..token.end], self.lower);
            let (stem, second) = self.stems.stems(self.tag, self.lower);
            if stem.is_empty() {
                continue;
            }
            write_term(self.tag, stem, &mut self.token.text);
            if !second.is_empty() {
                write_term(self.tag, second, &mut self.second);
            }
            return true;
        }
        false
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
