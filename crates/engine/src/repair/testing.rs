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
