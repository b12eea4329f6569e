//! Something a reader should know about a source or a stage.

use crate::Span;

/// How much a diagnostic matters to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something was read with doubt or in part.
    Warning,
    /// Something could not be read.
    Error,
}

impl Severity {
    /// The name used in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Severity::Note, Severity::Warning, Severity::Error].into_iter().find(|severity| severity.name() == name)
    }
}

/// What happened, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The stage that noticed: `intake`, `repair`, …
    pub stage: String,
    /// What happened, in a sentence without the file's name.
    pub message: String,
    /// What the user can do; empty when there is nothing to do.
    pub hint: String,
    /// Bytes of the raw text it speaks of, when it speaks of some.
    pub raw: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic without a place in the text.
    pub fn new(severity: Severity, stage: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Diagnostic { severity, stage: stage.to_owned(), message: message.into(), hint: hint.into(), raw: None }
    }

    /// The same diagnostic, pointing at `raw`.
    #[must_use]
    pub fn at(mut self, raw: Span) -> Self {
        self.raw = Some(raw);
        self
    }
}
