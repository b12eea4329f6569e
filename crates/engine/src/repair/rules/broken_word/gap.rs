//! The two halves of a word that may be broken over a line end, and what stands between them.

use crate::repair::Draft;
use broadside_model::{BlockKind, Span};

/// Longest half that is looked at, in bytes.
const LONGEST: usize = 40;

/// Marks before a word that are its own, not specks on the page.
const OPENING: &[char] = &[
    '(', '[', '{', '"', '\u{201c}', '\u{201e}', '\u{2018}', '\\', '*', '#', '_', '$', '-', '\u{2013}', '\u{2014}', '/',
    '&', '@',
];

/// How the first half ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing stands behind its letters.
    Bare,
    /// A hyphen, and at most white space behind it.
    Hyphen,
    /// A hyphen, and behind it a stray character or two that OCR added.
    NoisyHyphen,
    /// A dash, which may be a misread hyphen.
    Dash,
    /// One or two stray characters that may be the rest of a hyphen.
    Noise,
}

/// The end of a line, and the start of the next line that has text.
#[derive(Clone, Copy, Debug)]
pub struct Gap<'a> {
    /// The line that ends.
    pub left: usize,
    /// The next line with text.
    pub right: usize,
    /// Letters at the end of the left line, apostrophes between them included.
    pub first: &'a str,
    /// Letters at the start of the right line.
    pub second: &'a str,
    /// What stands behind the first half.
    pub mark: Mark,
    /// Bytes behind the first half up to the line end.
    pub cut: usize,
    /// Bytes of stray marks before the second half, without indentation.
    pub stray: usize,
    /// Whether the first half is itself the last part of a word with a hyphen (`Sub-In-`).
    pub compound: bool,
    /// The character behind the second half.
    pub after: Option<char>,
}

/// Whether a character stands for a hyphen at a line end.
pub fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\u{00ad}' | '\u{00ac}' | '\u{2e17}' | '\u{2012}')
}

/// Whether a character is a dash, which at a line end may be a misread hyphen.
pub fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2013}' | '\u{2014}')
}

impl<'a> Gap<'a> {
    /// The gap behind line `left`, where both sides have letters. The common cases (a line that ends with a full stop or
    /// a comma) are told from the last byte.
    pub fn after(draft: &Draft<'a>, left: usize) -> Option<Gap<'a>> {
        let line = draft.line(left);
        let (first, mark, cut, compound) = ending(line)?;
        if draft.lines[left].furniture.is_some() {
            return None;
        }
        let right = draft.next_text_line(left)?;
        let (second, stray, after) = beginning(draft.line(right))?;
        if !may_run_on(draft, left, right) {
            return None;
        }
        Some(Gap { left, right, first, second, mark, cut, stray, compound, after })
    }

    /// Whether line ends other than one lie between the halves.
    pub fn is_wide(&self) -> bool {
        self.right != self.left + 1
    }

    /// Joins the halves with `glue` between them.
    pub fn join(&self, draft: &mut Draft<'_>, rule: &'static str, glue: &str, confidence: u8) {
        draft.join(rule, self.left, self.right, self.cut, glue, confidence);
        if self.stray > 0 {
            let line = draft.line(self.right);
            let start = draft.lines[self.right].raw.start as usize + line.len() - line.trim_start().len();
            draft.replace(rule, Span::new(start, start + self.stray), "", confidence);
        }
    }
}

/// The letters that end a line, what stands behind them, how many bytes that is, and whether a hyphen stands before.
fn ending(line: &str) -> Option<(&str, Mark, usize, bool)> {
    let trimmed = line.trim_end();
    let last = trimmed.chars().next_back()?;
    let (body, mark) = if is_hyphen(last) || is_dash(last) {
        let body = trimmed.trim_end_matches(|letter| is_hyphen(letter) || is_dash(letter));
        if trimmed[body.len()..].chars().nth(1).is_some() {
            return None;
        }
        (body, if is_dash(last) { Mark::Dash } else { Mark::Hyphen })
    } else if last.is_alphabetic() {
        stray_letter(trimmed).map_or((trimmed, Mark::Bare), |body| (body, Mark::NoisyHyphen))
    } else {
        behind_noise(trimmed)?
    };
    let first = last_letters(body)?;
    let before = body[..body.len() - first.len()].chars().next_back();
    if before.is_some_and(char::is_numeric) {
        return None;
    }
    Some((first, mark, line.len() - body.len(), before.is_some_and(is_hyphen)))
}

/// The line without a hyphen and one stray letter behind it (`sen- j`).
fn stray_letter(trimmed: &str) -> Option<&str> {
    let mut letters = trimmed.char_indices().rev();
    letters.next()?;
    let (_, space) = letters.next()?;
    let (at, hyphen) = letters.next()?;
    (space == ' ' && is_hyphen(hyphen)).then(|| &trimmed[..at])
}

/// A line that ends with up to four characters that are no letters: hyphen and noise, or noise that may have been one.
fn behind_noise(trimmed: &str) -> Option<(&str, Mark)> {
    let body = trimmed.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let tail = &trimmed[body.len()..];
    if tail.chars().count() > 5 {
        return None;
    }
    if tail.starts_with(is_hyphen) {
        return Some((body, Mark::NoisyHyphen));
    }
    let stray = |letter: char| {
        matches!(
            letter,
            '\'' | '"'
                | '_'
                | '~'
                | '*'
                | '\u{00ab}'
                | '\u{00bb}'
                | '^'
                | '\u{b7}'
                | '\u{2022}'
                | '\u{25a0}'
                | '\u{2019}'
                | '\u{2018}'
        )
    };
    (tail.chars().filter(|letter| !letter.is_whitespace()).count() <= 2
        && tail.chars().all(|l| stray(l) || l.is_whitespace() || l == '.'))
    .then_some((body, Mark::Noise))
}

/// The letters that end a text, with apostrophes between them.
fn last_letters(text: &str) -> Option<&str> {
    let start = text
        .char_indices()
        .rev()
        .find(|&(_, letter)| !(letter.is_alphabetic() || matches!(letter, '\'' | '\u{2019}')))
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    let letters = text[start..].trim_start_matches(['\'', '\u{2019}']);
    (!letters.is_empty() && letters.len() <= LONGEST && letters.chars().next_back().is_some_and(char::is_alphabetic))
        .then_some(letters)
}

/// The letters that begin a line, the bytes of stray marks before them, and the character behind them.
fn beginning(line: &str) -> Option<(&str, usize, Option<char>)> {
    let trimmed = line.trim_start();
    let body = trimmed.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let stray = trimmed.len() - body.len();
    if trimmed[..stray].chars().count() > 3 || trimmed[..stray].contains(OPENING) {
        return None;
    }
    let end = body
        .char_indices()
        .find(|&(_, letter)| !(letter.is_alphabetic() || matches!(letter, '\'' | '\u{2019}')))
        .map_or(body.len(), |(at, _)| at);
    let letters = body[..end].trim_end_matches(['\'', '\u{2019}']);
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    Some((letters, stray, body[letters.len()..].chars().next()))
}

/// Whether running text may go on from one line to the other, as far as the format's blocks tell.
fn may_run_on(draft: &Draft<'_>, left: usize, right: usize) -> bool {
    if draft.lines[left].block == draft.lines[right].block {
        return true;
    }
    let runs = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem | BlockKind::Note);
    match (draft.block(left), draft.block(right)) {
        (Some(one), Some(other)) => one.kind == other.kind && runs(one.kind),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{Format, Reading};

    fn gap(raw: &str) -> Option<(String, String, Mark)> {
        let mut reading = Reading::empty(Format::Text);
        reading.raw = raw.to_owned();
        let draft = Draft::new(&reading);
        Gap::after(&draft, 0).map(|gap| (gap.first.to_owned(), gap.second.to_owned(), gap.mark))
    }

    #[test]
    fn halves_are_found_behind_specks_and_blank_lines() {
        let halves = |mark| Some(("govern".to_owned(), "ment".to_owned(), mark));
        assert_eq!(gap("the govern\n\n  ment of"), halves(Mark::Bare));
        assert_eq!(gap("the govern- j\nment of"), halves(Mark::NoisyHyphen));
        assert_eq!(gap("the govern\u{ab}\n' ment of"), halves(Mark::Noise));
    }

    #[test]
    fn sentences_and_openings_have_no_halves() {
        for raw in ["the end,\nand so", "the end\n(and so", "in 1914\nand so", "the end", "word--\nand so"] {
            assert_eq!(gap(raw), None, "{raw}");
        }
    }
}
