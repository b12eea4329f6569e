//! Raw text → repaired text, every change an [`Edit`](broadside_model::Edit).
//!
//! Takes a [`Reading`], gives a [`Text`]. Each rule is one file in
//! `rules/` and one line in [`rules::ALL`]; a rule looks at the [`Draft`] (lines with page, column and block) and
//! proposes replacements of raw ranges or calls lines furniture. Nothing is rewritten silently: what is not an edit is
//! unchanged, and undoing all edits gives the raw text back to the byte.

pub mod draft;
pub mod language;
pub mod lexicon;
pub mod marks;
pub mod parts;
pub mod quality;
pub mod rules;

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod testing;

pub use draft::{Draft, Line};

use broadside_model::{Reading, Span, Text};

/// What a person can change about repair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Names of rules that are turned off.
    pub off: Vec<String>,
    /// Single edits that people turned off, keep, or want otherwise, in order of place.
    pub amended: Vec<Amendment>,
}

/// A single edit as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Bytes of the raw text.
    pub raw: Span,
    /// What is to stand there instead, whatever rules propose; `None` where an edit is only turned off.
    pub kept: Option<String>,
    /// What no rule may make of it.
    pub off: Option<String>,
}

/// One repair rule.
///
/// A rule must cost next to nothing where it has nothing to do: it asks [`Draft::has`] for the bytes it needs, or looks
/// at each line only as far as its length and first characters.
pub trait Rule: Sync {
    /// Its name in edits, settings and the command line: lower case, words joined by `-`.
    fn name(&self) -> &'static str;

    /// Looks at the draft and adds its proposals to it.
    fn apply(&self, draft: &mut Draft<'_>);
}

/// Repairs a reading: runs every rule that is not turned off, in order, and names the languages of text and paragraphs.
pub fn repair(reading: &Reading, params: &Params) -> Text {
    let mut draft = Draft::new(reading);
    for rule in rules::ALL {
        if !params.off.iter().any(|off| off == rule.name()) {
            rule.apply(&mut draft);
        }
    }
    let mut text = draft.finish_amended(&params.amended);
    language::name(&mut text);
    text.quality = quality::quality(&text.text, text.language.as_deref());
    text
}
