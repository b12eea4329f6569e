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
    /// How many expressions of time stand before it in the text.
    pub times: u32,
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
    let table = class::table();
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
                times: 0,
            };
            lines.push(look(text, plain, table));
            gap = false;
        }
        start += line.len() + 1;
    }
}

/// White space between the beginning of the line and `at`: a part begins at its first letter.
fn indent_before(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rev().take(80).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn look(text: &str, mut line: Line, table: &[u8]) -> Line {
    let words = line.of(text);
    if words.len() > 4 * PROSE_WIDTH {
        (line.width, line.words, line.case) = (words.len(), words.len() / 6, Case::Mixed);
        return line;
    }
    let count = Count::of(words, table);
    line.width = count.width;
    line.words = count.words;
    line.small = count.small;
    line.case = count.case(words, table);
    line
}

/// What a character is, as bits.
mod class {
    use std::sync::LazyLock;

    pub(super) const UPPER: u8 = 1;
    pub(super) const LOWER: u8 = 1 << 1;
    pub(super) const ALPHABETIC: u8 = 1 << 2;
    pub(super) const ALPHANUMERIC: u8 = 1 << 3;
    pub(super) const SPACE: u8 = 1 << 4;
    /// Stands for a syllable or a word, and is as wide as two letters.
    pub(super) const WIDE: u8 = 1 << 5;
    /// Takes no room.
    pub(super) const MARK: u8 = 1 << 6;

    /// Characters below this one are looked up.
    const TABLED: u32 = 0x1100;

    static TABLE: LazyLock<Vec<u8>> =
        LazyLock::new(|| (0..TABLED).map(|code| char::from_u32(code).map_or(0, look)).collect());

    /// The class of every character that is looked up.
    pub(super) fn table() -> &'static [u8] {
        &TABLE
    }

    /// The class of a character.
    pub(super) fn of(letter: char, table: &[u8]) -> u8 {
        match table.get(letter as usize) {
            Some(class) => *class,
            None if matches!(letter, '\u{4e00}'..='\u{9fef}') => ALPHABETIC | ALPHANUMERIC | WIDE,
            None => look(letter),
        }
    }

    fn look(letter: char) -> u8 {
        // Georgian is written in small letters only, though capitals exist for whole words.
        let georgian = matches!(letter, '\u{10d0}'..='\u{10ff}');
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        bit(letter.is_uppercase(), UPPER)
            | bit(letter.is_lowercase() && !georgian, LOWER)
            | bit(letter.is_alphabetic(), ALPHABETIC)
            | bit(letter.is_alphanumeric(), ALPHANUMERIC)
            | bit(letter.is_whitespace(), SPACE)
            | bit(is_wide(letter), WIDE)
            | bit(is_mark(letter), MARK)
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
}

/// What is counted of a line.
#[derive(Default)]
struct Count {
    width: usize,
    words: usize,
    upper: usize,
    lower: usize,
    small: bool,
}

impl Count {
    fn of(words: &str, table: &[u8]) -> Count {
        if words.is_ascii() {
            return Count::of_ascii(words.as_bytes());
        }
        let mut count = Count::default();
        let (mut any, mut in_word) = (false, false);
        for letter in words.chars() {
            let class = class::of(letter, table);
            let is = |bits: u8| class & bits != 0;
            count.width += if is(class::WIDE) { 2 } else { usize::from(!is(class::MARK)) };
            count.upper += usize::from(is(class::UPPER));
            count.lower += usize::from(is(class::LOWER));
            if !any && is(class::ALPHANUMERIC) {
                any = true;
                count.small = is(class::LOWER);
            }
            let inside = !is(class::SPACE);
            count.words += usize::from(inside && !in_word);
            in_word = inside;
        }
        count
    }

    /// The same for letters of one byte, of which many are counted at once.
    fn of_ascii(words: &[u8]) -> Count {
        let is_space = |byte: u8| u8::from(byte == b' ') | u8::from(byte.wrapping_sub(9) < 5);
        let mut count = Count { width: words.len(), ..Count::default() };
        count.words = usize::from(words.first().is_some_and(|first| is_space(*first) == 0));
        // So many bytes at a time that a byte holds each sum.
        for chunk in words.chunks(128) {
            let upper: u8 = chunk.iter().map(|byte| u8::from(byte.wrapping_sub(b'A') < 26)).sum();
            let lower: u8 = chunk.iter().map(|byte| u8::from(byte.wrapping_sub(b'a') < 26)).sum();
            count.upper += usize::from(upper);
            count.lower += usize::from(lower);
        }
        let pairs = words.get(1..).unwrap_or_default();
        for (before, chunk) in words.chunks(128).zip(pairs.chunks(128)) {
            let begun: u8 = before.iter().zip(chunk).map(|(one, next)| is_space(*one) & (is_space(*next) ^ 1)).sum();
            count.words += usize::from(begun);
        }
        count.small = words.iter().find(|byte| byte.is_ascii_alphanumeric()).is_some_and(u8::is_ascii_lowercase);
        count
    }

    fn case(&self, words: &str, table: &[u8]) -> Case {
        if self.upper + self.lower == 0 {
            Case::None
        } else if self.upper > 1 && self.lower * 8 <= self.upper {
            Case::Upper
        } else if !self.small && self.upper > 0 && is_title_case(words, self.upper, table) {
            Case::Title
        } else {
            Case::Mixed
        }
    }
}

/// Whether three of four words begin with a capital. Articles and prepositions are small in titles, too, so that only
/// words of four letters or more are asked.
fn is_title_case(words: &str, capitals: usize, table: &[u8]) -> bool {
    let (mut capital, mut small) = (0, 0);
    for word in words.split(|letter| class::of(letter, table) & class::SPACE != 0) {
        let classes = word.chars().map(|letter| class::of(letter, table));
        let mut letters = classes.filter(|class| class & class::ALPHABETIC != 0);
        let Some(first) = letters.next() else { continue };
        if letters.nth(2).is_none() {
            continue;
        }
        if first & class::UPPER != 0 {
            capital += 1;
        } else {
            small += 1;
        }
        // There are too few capitals for the words already seen.
        if small * 3 > capitals {
            return false;
        }
    }
    capital >= small * 3
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
