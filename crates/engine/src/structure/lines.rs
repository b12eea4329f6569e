//! The lines of a text and how they look.
//!
//! Takes a text and the parts its format told, gives its lines with what typography says of each: whether a gap stands
//! before it, how wide it is, how it is cased, how it ends. Titles, datelines and signatures are told from prose by
//! these before any word is looked at.

use broadside_model::{Part, Role, Span};

/// A line wider than this, in letters of the Latin alphabet, is prose whatever it looks like.
pub(super) const PROSE_WIDTH: usize = 320;

/// How a line's letters are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Capitals throughout, or but for a letter or two.
    Upper,
    /// Most words begin with a capital.
    Title,
    /// Anything else in a script with case.
    Mixed,
    /// The script has no case, or there are no letters.
    None,
}

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its bytes, without white space at its ends.
    pub span: Span,
    /// What its format says it is.
    pub role: Role,
    /// Which part of its format it lies in.
    pub part: u32,
    /// Whether a blank line, or the border of a layout block, stands before it.
    pub gap: bool,
    /// White space before it.
    pub indent: usize,
    /// How wide it is, counting a character of a syllabic or ideographic script as two.
    pub width: usize,
    /// Its words.
    pub words: usize,
    /// How its letters are cased.
    pub case: Case,
    /// Its first letter or digit is a small letter.
    pub small: bool,
}

impl Line {
    /// Its text.
    pub(super) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span.range()]
    }

    /// Whether its format calls it a heading.
    pub(super) fn is_heading(&self) -> bool {
        self.role == Role::Heading
    }
}

/// The lines of every part of `parts` that has characters, in order.
pub(super) fn of(text: &str, parts: &[Part]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut done = 0;
    for (number, part) in (0..).zip(parts).filter(|(_, part)| part.role != Role::Furniture && !part.text.is_empty()) {
        // Parts of one text never cross; one nested in another is seen with it.
        if part.text.start < done || part.text.range().end > text.len() {
            continue;
        }
        part_lines(text, part, number, &mut lines);
        done = part.text.end;
    }
    lines
}

fn part_lines(text: &str, part: &Part, number: u32, lines: &mut Vec<Line>) {
    let mut start = part.text.start as usize;
    let mut gap = true;
    for line in text[part.text.range()].split('\n') {
        let words = line.trim();
        if words.is_empty() {
            gap = true;
        } else {
            let lead = line.len() - line.trim_start().len();
            let indent = indent_before(text, start) + line[..lead].chars().count();
            let span = Span::new(start + lead, start + lead + words.len());
            let plain = Line {
                span,
                role: part.role,
                part: number,
                gap,
                indent,
                width: 0,
                words: 0,
                case: Case::None,
                small: false,
            };
            lines.push(look(text, plain));
            gap = false;
        }
        start += line.len() + 1;
    }
}

/// White space between the beginning of the line and `at`: a part begins at its first letter.
fn indent_before(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rev().take(80).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn look(text: &str, mut line: Line) -> Line {
    let words = line.of(text);
    if words.len() > 4 * PROSE_WIDTH {
        (line.width, line.words, line.case) = (words.len(), words.len() / 6, Case::Mixed);
        return line;
    }
    let mut count = Count::default();
    for letter in words.chars() {
        count.add(letter);
    }
    line.width = count.width;
    line.words = count.words;
    line.small = count.small;
    line.case = count.case();
    line
}

#[derive(Default)]
struct Count {
    width: usize,
    words: usize,
    in_word: bool,
    cased_words: usize,
    capital_words: usize,
    upper: usize,
    lower: usize,
    any: bool,
    small: bool,
    length: usize,
    starts_upper: bool,
}

impl Count {
    fn add(&mut self, letter: char) {
        self.width += if is_wide(letter) { 2 } else { usize::from(!is_mark(letter)) };
        // Georgian is written in small letters only, though capitals exist for whole words.
        let georgian = matches!(letter, '\u{10d0}'..='\u{10ff}');
        let (upper, lower) = (letter.is_uppercase(), letter.is_lowercase() && !georgian);
        self.upper += usize::from(upper);
        self.lower += usize::from(lower);
        if letter.is_alphanumeric() && !self.any {
            self.any = true;
            self.small = lower;
        }
        let inside = !letter.is_whitespace();
        if inside && !self.in_word {
            self.words += 1;
            self.length = 0;
            self.starts_upper = upper;
        }
        if inside {
            self.length += usize::from(letter.is_alphabetic());
            if self.length == 1 && letter.is_alphabetic() {
                self.starts_upper = upper;
            }
            // Articles and prepositions are small in titles, too.
            if self.length == 4 {
                self.cased_words += 1;
                self.capital_words += usize::from(self.starts_upper);
            }
        }
        self.in_word = inside;
    }

    fn case(&self) -> Case {
        if self.upper + self.lower == 0 {
            Case::None
        } else if self.upper > 1 && self.lower * 8 <= self.upper {
            Case::Upper
        } else if !self.small && self.upper > 0 && self.capital_words * 4 >= self.cased_words * 3 {
            Case::Title
        } else {
            Case::Mixed
        }
    }
}

/// Whether a character stands for a syllable or a word: kana, Han, Hangul, Yi, and the full-width forms.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether a character takes no room: combining marks of the common ranges.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' | '\u{202a}'..='\u{202e}')
}

/// Words without the marks of emphasis that plain text and Markdown put around them.
pub(super) fn plain(words: &str) -> &str {
    words.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '_' | '*' | '~' | '#' | '='))
}

/// Whether words end as a sentence does, in any script; closing quotation marks and brackets are looked through.
pub(super) fn ends_sentence(words: &str) -> bool {
    last_mark(words).is_some_and(|mark| {
        matches!(
            mark,
            '.' | '!'
                | '?'
                | '…'
                | '。'
                | '！'
                | '？'
                | '．'
                | '।'
                | '॥'
                | '۔'
                | '؟'
                | '።'
                | '։'
                | '᠃'
                | '။'
                | '។'
                | '།'
                | '᙮'
                | '꓿'
        )
    })
}

/// The last character that is no closing quotation mark, bracket or note sign.
pub(super) fn last_mark(words: &str) -> Option<char> {
    words.chars().rev().take(8).find(|mark| {
        !matches!(mark, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '*' | '_' | '」' | '』' | '†')
            && !mark.is_whitespace()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        let part =
            Part { role: Role::Body, text: Span::new(0, text.len()), raw: Span::new(0, text.len()), language: None };
        of(text, &[part])
    }

    #[test]
    fn lines_know_their_gaps_and_case() {
        let found = lines("  TO ALL WORKERS\nThe Bakers of the North\n\nwe bake bread.\n声明");
        let seen: Vec<_> = found.iter().map(|line| (line.gap, line.case, line.width, line.words)).collect();
        assert_eq!(
            seen,
            [
                (true, Case::Upper, 14, 3),
                (false, Case::Title, 23, 5),
                (true, Case::Mixed, 14, 3),
                (false, Case::None, 4, 1)
            ]
        );
        assert_eq!((found[0].indent, found[2].small), (2, true));
    }

    #[test]
    fn a_sentence_ends_in_any_script() {
        assert!(ends_sentence("Bread for all.”"));
        assert!(ends_sentence("人人生而自由。"));
        assert!(!ends_sentence("Bread for all"));
    }
}
