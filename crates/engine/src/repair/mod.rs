//! Raw text → repaired text, every change an [`Edit`](broadside_model::Edit).
//!
//! Takes a [`Reading`](broadside_model::Reading), gives a [`Text`](broadside_model::Text). Each rule is one file in
//! `rules/` and one line in [`rules::ALL`]; a rule looks at the [`Draft`] (lines with page, column and block) and
//! proposes replacements of raw ranges or calls lines furniture. Nothing is rewritten silently: what is not an edit is
//! unchanged, and undoing all edits gives the raw text back to the byte.

pub mod draft;
pub mod language;
pub mod lexicon;
pub mod marks;
pub mod parts;
pub mod rules;

pub use draft::{Draft, Line};

use broadside_model::{Reading, Text};

/// What a person can change about repair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    /// Names of rules that are turned off.
    pub off: Vec<String>,
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
    let mut text = draft.finish();
    language::name(&mut text);
    text
}

#[cfg(test)]
pub(crate) mod testing {
    //! Short ways to write a test of a rule.

    use super::{Draft, Rule};
    use broadside_model::{Format, Method, Page, Reading, Role, Span, Text};

    /// A plain text on one page, or a page for each form feed.
    pub(crate) fn reading(raw: &str) -> Reading {
        let mut reading = Reading::empty(Format::Text);
        reading.method = Method::Decoded;
        raw.clone_into(&mut reading.raw);
        let mut start = 0;
        for (number, text) in raw.split_inclusive('\x0c').enumerate() {
            let page = Span::new(start, start + text.len());
            start += text.len();
            let number = number as u32 + 1;
            let (width, height, method, wants_ocr) = (0.0, 0.0, Method::Decoded, false);
            reading.pages.push(Page { number, raw: page, width, height, method, wants_ocr });
        }
        reading
    }

    /// What rules make of a plain text. Also checks the law that undoing all edits gives the raw text.
    pub(crate) fn text(rules: &[&dyn Rule], raw: &str) -> Text {
        let reading = reading(raw);
        let mut draft = Draft::new(&reading);
        for rule in rules {
            rule.apply(&mut draft);
        }
        let text = draft.finish();
        assert_eq!(text.undo_all(), raw);
        text
    }

    /// The repaired text.
    pub(crate) fn repaired(rule: &dyn Rule, raw: &str) -> String {
        text(&[rule], raw).text
    }

    /// The furniture that a rule finds.
    pub(crate) fn furniture(rule: &dyn Rule, raw: &str) -> Vec<String> {
        let text = text(&[rule], raw);
        let parts = text.parts.iter().filter(|part| part.role == Role::Furniture);
        parts.flat_map(|part| raw[part.raw.range()].lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }
}
