//! What values are called where a page of a statement differs from the catalogue of terms: what is not known has a name
//! here, and what everybody sees has none.

use crate::ask::Ask;
use crate::words::statement as words;
use crate::words::{Word, terms};
use broadside_model::{Kind, Role, Severity, Status};

pub use crate::words::terms::{grade, mention, nature, outcome, party, property, relation, reuse, source_reason};

/// What a statement is.
pub fn kind(kind: Option<Kind>) -> Word {
    kind.map_or(words::KIND_UNKNOWN, terms::kind)
}

/// What part of a document something is; nothing for running text.
pub fn role(role: Role) -> Option<Word> {
    (!matches!(role, Role::Body | Role::Cell | Role::Furniture)).then(|| terms::role(role))
}

/// How much a note matters.
pub fn severity(severity: Severity) -> Word {
    match severity {
        Severity::Note => words::SEVERITY_NOTE,
        Severity::Warning => words::SEVERITY_WARNING,
        Severity::Error => words::SEVERITY_ERROR,
    }
}

/// What people say of a value, by the name of its status.
pub fn status(name: &str) -> Word {
    Status::from_name(name).map_or(terms::UNKNOWN, terms::status)
}

/// What a claim counts or holds.
pub fn what(ask: &Ask, name: &str) -> String {
    terms::what(name).map_or_else(|| name.to_owned(), |word| ask.say(word).to_owned())
}

/// What a language is called; its code where it has no name here.
pub fn language(ask: &Ask, code: &str) -> String {
    terms::language(code).map_or_else(|| code.to_owned(), |word| ask.say(word).to_owned())
}
