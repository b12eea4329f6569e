//! Numbers and marks with which headings and items begin, in any script and language.
//!
//! Takes lines, gives those that are headings of a numbered series ("Article 1", "第二条", "3 §") and the marks of list
//! items ("2.", "(b)", "iv)", "–"). A series is told by its numbers going up under the same word, not by the word.

use super::View;
use super::lines::{Line, ends_sentence};
use super::words::fold;
use broadside_model::Span;
use std::collections::BTreeMap;

/// A heading of a series is no wider than this, in letters, unless text runs on behind it.
const WIDEST: usize = 90;
/// The number of a heading stands in so many characters.
const WINDOW: usize = 48;
/// Headings that make a series.
const FEWEST: usize = 3;

/// The headings of numbered series, as spans in order of their place; a span that is shorter than its line is a heading
/// with text behind it on the same line ("Article 1. Bread is free").
pub(super) fn series(view: &View<'_>) -> Vec<Span> {
    let mut stems: BTreeMap<String, Vec<(u32, Span)>> = BTreeMap::new();
    for line in &view.lines {
        if let Some((stem, number, span)) = numbered(view.text, line) {
            stems.entry(stem).or_default().push((number, span));
        }
    }
    let mut found: Vec<Span> = stems.into_values().flat_map(|rows| rising(&rows)).collect();
    found.sort_unstable();
    found
}

/// The runs of rows whose numbers go up by one from one or two.
fn rising(rows: &[(u32, Span)]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut run: Vec<(u32, Span)> = Vec::new();
    let mut close = |run: &mut Vec<(u32, Span)>| {
        if run.len() >= FEWEST {
            found.extend(run.iter().map(|row| row.1));
        }
        run.clear();
    };
    for &(number, span) in rows {
        let next = run.last().map(|row| row.0 + 1);
        // A number or two may be lost to damage.
        let goes_on = next.is_some_and(|next| number >= next && number <= next + 2);
        if !goes_on {
            if !run.is_empty() && number > 2 {
                continue;
            }
            close(&mut run);
            if number > 2 {
                continue;
            }
        }
        run.push((number, span));
    }
    close(&mut run);
    found
}

/// A line that begins with a word and a number, or a number and a word: its word, folded, the number, and the heading.
fn numbered(text: &str, line: &Line) -> Option<(String, u32, Span)> {
    let words = line.of(text);
    if !may_hold_number(words.as_bytes()) {
        return None;
    }
    let window = words.char_indices().nth(WINDOW).map_or(words.len(), |(at, _)| at);
    let head = &words[..window];
    let (at, length, number) = first_number(head)?;
    let before = head[..at].trim();
    let rest = &words[at + length..];
    // An ordinal's ending belongs to the number: 1st, 2aad, 3-modda, 第一条.
    let ending = rest
        .find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '\'' | '’' | 'º' | '°' | 'ª'))
        .unwrap_or(rest.len());
    let behind = rest[ending..].trim_start();
    let whole = line.width <= WIDEST && !(ends_sentence(words) && behind.contains(char::is_alphabetic));
    let stem_words = before.split_whitespace().count();
    if before.is_empty() {
        // "1 Artikel", "3 §": the word behind the number, alone on its line.
        if !whole || line.width > 40 || behind.split_whitespace().count() > 2 {
            return None;
        }
        let word = fold(&rest[..ending]) + " " + &fold(behind);
        let word = word.trim();
        let fits = !word.is_empty() && word.len() <= 40;
        return fits.then(|| (format!("#{word}"), number, line.span));
    }
    if stem_words > 3
        || !before.chars().any(char::is_alphabetic)
        || before.len() > 60
        || before.ends_with([',', ';', ':'])
    {
        return None;
    }
    if whole && behind.split_whitespace().count() <= 8 {
        return Some((fold(before), number, line.span));
    }
    // Text runs on behind the heading: a stop or dash must part them.
    let mark = behind
        .chars()
        .next()
        .filter(|mark| matches!(mark, '.' | ':' | '-' | '–' | '—' | ')' | '。' | '：' | '．' | '、'))?;
    let marks = behind.len() - behind.trim_start_matches(['.', ':', '-', '–', '—', ')', '。', '：', mark]).len();
    let end = (behind.as_ptr() as usize - text.as_ptr() as usize) + marks;
    (stem_words == 1).then(|| (fold(before), number, Span::new(line.span.start as usize, end)))
}

/// Whether a number may stand among the first words: a quick look at what [`first_number`] reads.
fn may_hold_number(words: &[u8]) -> bool {
    let (mut spaces, mut inside, mut roman) = (0, false, false);
    let mut at = 0;
    while let Some(&byte) = words.get(at).filter(|_| at < WINDOW) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                roman = matches!(byte, b'I' | b'V' | b'X' | b'L') && if inside { roman } else { at > 0 };
                inside = true;
            }
            b'0'..=b'9' => return true,
            // Letters with accents, Greek, Cyrillic, but for the signs of multiplication and division.
            0xc3..=0xd2 if !matches!(words.get(at + 1), Some(0x97 | 0xb7)) => {
                (inside, roman) = (true, false);
                at += 1;
            }
            0x80.. => return true,
            _ if inside && roman => return true,
            _ => {
                inside = false;
                spaces += u32::from(byte == b' ');
                if spaces > 3 {
                    return false;
                }
            }
        }
        at += 1;
    }
    inside && roman
}

/// The first number in `words`: where it stands, its length in bytes, its value; digits of any script, Han numerals, or
/// Roman numerals in capitals standing as a word.
fn first_number(words: &str) -> Option<(usize, usize, u32)> {
    let mut word_start = 0;
    let mut before = ' ';
    let mut spaces = 0;
    for (at, letter) in words.char_indices() {
        spaces += u32::from(letter == ' ');
        if spaces > 3 {
            return None;
        }
        if digit(letter).is_some() {
            return Some(read(words, at, |letter| digit(letter).is_some(), decimal));
        }
        if han(letter).is_some() && (before == '第' || before == ' ' && at > 0) {
            return Some(read(words, at, |letter| han(letter).is_some(), han_number));
        }
        if !before.is_alphanumeric() && letter.is_alphanumeric() {
            word_start = at;
        }
        let ends = words[at + letter.len_utf8()..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        if ends && word_start > 0 && letter.is_ascii_uppercase() {
            let word = &words[word_start..at + 1];
            if let Some(number) = roman(word) {
                return Some((word_start, word.len(), number));
            }
        }
        before = letter;
    }
    None
}

fn read(words: &str, at: usize, is: impl Fn(char) -> bool, value: impl Fn(&str) -> u32) -> (usize, usize, u32) {
    let length = words[at..].find(|letter| !is(letter)).unwrap_or(words.len() - at);
    (at, length, value(&words[at..at + length]))
}

fn decimal(digits: &str) -> u32 {
    digits.chars().filter_map(digit).take(6).fold(0, |number, digit| number * 10 + digit)
}

/// The value of a decimal digit of any script in the basic plane, and of a few above it.
pub(super) fn digit(letter: char) -> Option<u32> {
    const ZEROS: [u32; 42] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
        0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
        0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x11066, 0x11136, 0x111d0, 0x1e950,
    ];
    let code = u32::from(letter);
    if code < 0x660 {
        return letter.to_digit(10);
    }
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    (code < zero + 10).then(|| code - zero)
}

/// The value of a Han numeral up to ten.
pub(super) fn han(letter: char) -> Option<u32> {
    if letter < '〇' {
        return None;
    }
    "〇一二三四五六七八九十".chars().position(|numeral| numeral == letter).and_then(|place| u32::try_from(place).ok())
}

/// The value of Han numerals below a hundred.
pub(super) fn han_number(numerals: &str) -> u32 {
    let (mut number, mut unit) = (0_u32, 0);
    for value in numerals.chars().filter_map(han).take(6) {
        if value == 10 {
            number += unit.max(1) * 10;
            unit = 0;
        } else {
            unit = value;
        }
    }
    number + unit
}

/// The value of a Roman numeral in capitals, below 90.
pub(super) fn roman(word: &str) -> Option<u32> {
    let value = |letter| match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    let values: Vec<u32> = word.chars().take(9).map(value).collect::<Option<_>>()?;
    if values.is_empty() || word.len() > 8 {
        return None;
    }
    let number =
        values.iter().rev().fold(
            (0, 0),
            |(total, most), &value| {
                if value < most { (total - value, most) } else { (total + value, value) }
            },
        );
    (number.0 > 0 && number.0 < 90 && written(number.0) == word).then_some(number.0)
}

/// A number below 90 as a Roman numeral.
fn written(mut number: u32) -> String {
    let mut numeral = String::new();
    for (value, letters) in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            numeral.push_str(letters);
            number -= value;
        }
    }
    numeral
}

/// What a list item begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// "3.", "3)", "(3)".
    Number(u32),
    /// "b)", "(b)".
    Letter(char),
    /// "iv)", "IV."
    Roman(u32),
    /// A bullet or dash.
    Bullet(char),
}

impl Mark {
    /// Whether `next` may be the mark of the item after one with this mark.
    pub(super) fn is_followed_by(self, next: Mark) -> bool {
        match (self, next) {
            (Mark::Number(one), Mark::Number(other)) | (Mark::Roman(one), Mark::Roman(other)) => {
                other == one + 1 || other == one
            }
            (Mark::Letter(one), Mark::Letter(other)) => u32::from(other) == u32::from(one) + 1,
            (Mark::Bullet(one), Mark::Bullet(other)) => one == other,
            _ => false,
        }
    }
}

/// The marks a line may begin with; a single letter such as "i)" may be a letter or a Roman numeral.
pub(super) fn marks(words: &str) -> Vec<Mark> {
    let mut letters = words.chars();
    let Some(first) = letters.next() else { return Vec::new() };
    let rest = letters.as_str();
    if matches!(
        first,
        '•' | '●'
            | '○'
            | '▪'
            | '■'
            | '◦'
            | '·'
            | '‣'
            | '➢'
            | '►'
            | '✓'
            | '*'
            | '–'
            | '—'
            | '-'
            | '−'
            | '\u{f0b7}'
    ) {
        let parted = rest.starts_with(char::is_whitespace) || matches!(first, '•' | '●' | '▪' | '■' | '►' | '➢');
        return if parted && !rest.trim().is_empty() { vec![Mark::Bullet(first)] } else { Vec::new() };
    }
    let (open, inner) = if first == '(' { (true, rest) } else { (false, words) };
    let Some(end) = inner.char_indices().take(8).find(|(_, letter)| matches!(letter, '.' | ')' | '、' | '．')) else {
        return Vec::new();
    };
    let (label, close) = (&inner[..end.0], end.1);
    let behind = &inner[end.0 + close.len_utf8()..];
    if label.is_empty()
        || open && close != ')'
        || !(behind.starts_with(char::is_whitespace) || matches!(close, '、' | '．'))
    {
        return Vec::new();
    }
    label_marks(label, close)
}

fn label_marks(label: &str, close: char) -> Vec<Mark> {
    let mut found = Vec::new();
    if label.chars().all(|letter| digit(letter).is_some()) && label.chars().count() <= 3 {
        found.push(Mark::Number(decimal(label)));
    }
    let mut letters = label.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_alphabetic()
        && (close == ')' || letter.is_lowercase())
    {
        found.push(Mark::Letter(letter));
    }
    let upper = label.to_ascii_uppercase();
    if upper == label || label.to_ascii_lowercase() == label {
        found.extend(roman(&upper).map(Mark::Roman));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_many_scripts() {
        assert_eq!(first_number("Article 12"), Some((8, 2, 12)));
        assert_eq!(first_number("第二十三条").map(|found| found.2), Some(23));
        assert_eq!(first_number("المادة ٧").map(|found| found.2), Some(7));
        assert_eq!(first_number("Artikel XIV").map(|found| found.2), Some(14));
        assert_eq!(roman("IX"), Some(9));
        assert_eq!(roman("XXIV"), Some(24));
        assert_eq!(roman("MILD"), None);
    }

    #[test]
    fn marks_of_items() {
        assert_eq!(marks("2. Bread"), [Mark::Number(2)]);
        assert_eq!(marks("(b) Bread"), [Mark::Letter('b')]);
        assert_eq!(marks("i) Bread"), [Mark::Letter('i'), Mark::Roman(1)]);
        assert_eq!(marks("– Bread"), [Mark::Bullet('–')]);
        assert!(marks("2.5 million").is_empty());
        assert!(marks("A. Baker").is_empty());
        assert!(Mark::Letter('a').is_followed_by(Mark::Letter('b')));
    }
}
