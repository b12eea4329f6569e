//! What `paragraph-page` and `paragraph-column` share: whether a paragraph goes on in the next line that can be read.

use super::chars::{begins_inside, is_open};
use crate::repair::Draft;
use broadside_model::BlockKind;

/// A line shorter than this, in bytes, may be a heading or an address: it does not fill its column.
const FULL: usize = 40;

/// Whether the paragraph of line `left` goes on in line `right`, and how sure that is, in hundredths.
pub fn goes_on(draft: &Draft<'_>, left: usize, right: usize) -> Option<u8> {
    let running = |index| draft.block(index).is_none_or(|block| block.kind == BlockKind::Paragraph);
    let item = draft.block(left).is_some_and(|block| matches!(block.kind, BlockKind::ListItem | BlockKind::Quote));
    if !(running(left) || item) || !running(right) {
        return None;
    }
    let (before, after) = (draft.line(left).trim(), draft.line(right).trim());
    if !is_open(before) || is_rule(before) || is_rule(after) || after.starts_with(['#', '|', '>', '•', '*']) {
        return None;
    }
    if begins_inside(after) {
        let letter = before.ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-' || c == '–' || c == '—');
        return Some(if letter { 95 } else { 85 });
    }
    let full =
        before.len() >= FULL && previous_length(draft, left).is_some_and(|length| before.len() * 10 >= length * 8);
    let word = after.starts_with(|c: char| c.is_alphabetic());
    let uncased = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    if !full || !word {
        return None;
    }
    if before.ends_with(',') {
        return Some(85);
    }
    let lower = before.chars().next_back().is_some_and(char::is_lowercase);
    let small = before
        .rsplit([' ', '\t'])
        .next()
        .is_some_and(|last| last.chars().count() <= 3 && last.chars().all(char::is_lowercase));
    let native = before.chars().next_back().is_some_and(uncased) && after.starts_with(uncased);
    (lower && (small || after.len() >= FULL) || native).then_some(if small { 88 } else { 75 })
}

/// Length in bytes of the line above, if it belongs to the same paragraph.
fn previous_length(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let above = index.checked_sub(1)?;
    (!draft.is_idle(above)).then(|| draft.line(above).trim().len())
}

/// Whether a line is a drawn rule or has no words.
fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// What stands between the two parts of a paragraph: a space, or nothing in scripts without spaces.
pub fn glue(draft: &Draft<'_>, left: usize, right: usize) -> &'static str {
    let spaceless = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}');
    let last = draft.line(left).trim_end().chars().next_back();
    let first = draft.line(right).trim_start().chars().next();
    if last.is_some_and(spaceless) && first.is_some_and(spaceless) { "" } else { " " }
}

/// Joins the two lines, the white space at the end of the left one included.
pub fn join(draft: &mut Draft<'_>, rule: &'static str, left: usize, right: usize, confidence: u8) {
    let line = draft.line(left);
    let cut = line.len() - line.trim_end().len();
    let glue = glue(draft, left, right);
    draft.join(rule, left, right, cut, glue, confidence);
}
