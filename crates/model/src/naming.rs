//! The names of a source: who and what its statements name, and where.
//!
//! What an anatomy says in many fields (issuers, signatories, mentions, …) stands here as one list of uses of names, each
//! with its [`Form`], so that the names of a whole archive can be brought together without reading the anatomies.

use crate::Span;
use crate::edtf::Day;
use crate::entity::{Field, Form};

/// A use of a name, with what the text ties to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHere {
    /// The form it is a use of. Where only a surname or an acronym stands, that of the full name it stands for.
    pub form: Form,
    /// The name as the text has it.
    pub name: String,
    /// Where in the statement.
    pub field: Field,
    /// Its place in that list, from 0.
    pub index: u32,
    /// Bytes of the repaired text; empty where a value has no place there.
    pub span: Span,
    /// Whether it is a second name (a translation) of the one that stands at the same field and place.
    pub is_second: bool,
    /// An acronym that the text ties to the name.
    pub acronym: Option<String>,
    /// The full form that the text gives for it elsewhere, or the same in another language.
    pub also: Option<String>,
}

/// The names of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementNames {
    /// Its number among the statements of its source, from 1.
    pub number: u32,
    /// ISO 639-3 code of its language.
    pub language: Option<String>,
    /// First and last day it can have been issued on, where both are known.
    pub days: Option<(Day, Day)>,
    /// In the order of fields, and of their places in them.
    pub names: Vec<NameHere>,
}

/// The names of a source, a list for each of its statements.
pub type Naming = Vec<StatementNames>;
