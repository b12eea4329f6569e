//! Small questions that several rules ask about lines and characters.

use crate::repair::Draft;

/// Whether line `index` is blank or lies outside the text; furniture counts as blank.
pub fn is_blank(draft: &Draft<'_>, index: usize) -> bool {
    draft.lines.get(index).is_none_or(|_| draft.is_idle(index))
}

/// Whether a text that breaks off after `line` may go on: its last character is no sentence end, behind closing
/// quotation marks and brackets.
pub fn is_open(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '*', '_']);
    line.chars().next_back().is_some_and(|last| {
        !matches!(last, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？' | '：' | '；' | '।' | '؟' | '։' | '|')
    })
}

/// Whether a line begins as the middle of a sentence does: with a lower-case letter, behind an opening quotation mark
/// or bracket, and not as an item of a list (`a)`, `b.`).
pub fn begins_inside(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(['"', '\'', '“', '‘', '«', '„', '(', '[']);
    let mut chars = line.chars();
    let lower = chars.next().is_some_and(char::is_lowercase);
    let second = chars.next();
    let label = line.split([' ', '\t']).next().unwrap_or("");
    lower
        && second != Some(')')
        && !(label.ends_with([')', '.']) && label.len() <= 5 && label.chars().all(|c| "ivxabcdefgh.)".contains(c)))
}
