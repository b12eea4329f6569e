//! The anatomy of a text: its statements and their parts, kind, parties and signatories.
//!
//! Takes a repaired text with the parts its format told (headings, items, cells, notes, quotations, furniture), what the
//! file says of itself, and the expressions of time found in it; gives an [`Anatomy`]. Every piece below this folder is
//! a pure function from text and parts to what it reads; this file alone puts them together, in the order in which one
//! needs what another found.

use broadside_model::{Anatomy, Format, Mention, Metadata, Role, Span, Statement, Text};

/// What structure reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The repaired text, with the parts that its format told.
    pub text: &'a Text,
    /// What the file says of itself.
    pub metadata: &'a [Metadata],
    /// What kind of file it came from.
    pub format: Format,
    /// Expressions of time in the text, in order of their place, as mentions of kind
    /// [`Time`](broadside_model::MentionKind::Time); those that stand for themselves carry their date.
    pub times: &'a [Mention],
}

/// Reads the anatomy of a text: its statements with their parts, and what those say.
pub fn read(input: &Input<'_>) -> Anatomy {
    let text = input.text;
    if !text.text.chars().any(char::is_alphanumeric) {
        return Anatomy::default();
    }
    let parts =
        text.parts.iter().filter(|part| part.role != Role::Furniture || part.text.is_empty()).cloned().collect();
    let span = Span::new(0, text.text.len());
    let statement = Statement { span, parts, language: text.language.clone(), ..Statement::default() };
    Anatomy { statements: vec![statement], ..Anatomy::default() }
}
