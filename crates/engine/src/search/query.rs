//! A question as understood.

use super::glob::Glob;

/// A question, parsed from what a user typed by [`parse`](super::parse()).
#[derive(Clone, Debug)]
pub struct Query {
    pub(crate) node: Node,
}

/// Why a question cannot be answered, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// First byte of the place in the question that it speaks of.
    pub byte_start: usize,
    /// One past the last byte of that place.
    pub byte_end: usize,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Every document.
    All,
    /// A place in a text, title or furniture.
    Places(Scope, Places),
    /// Documents of a language (ISO 639-3, or `unknown`).
    Language(String),
    /// Documents of a kind of file.
    Kind(String),
    /// Documents with a path that matches.
    Path(Glob),
    /// Documents added in a half-open range of seconds since 1970.
    Added(Option<i64>, Option<i64>),
    /// All of these; at least two.
    And(Vec<Node>),
    /// Any of these; at least two.
    Or(Vec<Node>),
    /// All documents but these.
    Not(Box<Node>),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Text,
    Title,
    Furniture,
}

/// One or more words in an arrangement.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    pub slots: Vec<Slot>,
    pub how: How,
}

/// One word of an arrangement.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// Its position from that of the first.
    pub offset: u32,
    pub word: Word,
}

/// How the words of an arrangement stand to each other. A single word is `Ordered`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// Each at its offset.
    Ordered,
    /// In any order, the last at most so many positions after the first.
    Within(u32),
}

/// What a word of a text must be.
#[derive(Clone, Debug)]
pub(crate) enum Word {
    /// A form of this lower-case word, in the language of the document; stands only alone.
    Stem(String),
    /// This folded word, or pair of characters.
    Folded(String),
    /// A token beginning with this character of a script without spaces.
    Character(String),
    /// A folded word of this pattern.
    Glob(Glob),
    /// A folded word within a distance of this one.
    Fuzzy(String, u8),
}
