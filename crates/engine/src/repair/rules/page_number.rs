//! `page-number`: lines that hold only a page number: `- 12 -`, `[12]`, `Page 3 of 7`, `12/34`, `xii`.
//!
//! A line that says so itself (`Page 3`, `- 12 -`) goes wherever it stands. A bare number needs evidence: it stands at
//! the edge of a page and counts on with other pages; or it is one of an ascending series through the text that breaks
//! into sentences, as chapter numbers and verses do not; or it is the last line.

use super::chars::{begins_inside, is_blank, is_open};
use crate::repair::{Draft, Rule};
use std::collections::BTreeMap;

/// The rule `page-number`.
pub struct PageNumber;

/// Longest line, in bytes, that may be a page number.
const LONGEST: usize = 40;
/// Text between two page numbers of one series, in bytes: at least this much.
const PAGE: usize = 700;
/// Bare numbers beyond which a text is a table of figures.
const MOST: usize = 4000;

impl Rule for PageNumber {
    fn name(&self) -> &'static str {
        "page-number"
    }

    fn apply(&self, draft: &mut Draft<'_>) {
        let mut bare: Vec<(usize, u32)> = Vec::new();
        for index in 0..draft.lines.len() {
            let line = draft.lines[index];
            if line.words.is_empty() || line.raw.len() > LONGEST || line.furniture.is_some() {
                continue;
            }
            let words = draft.words(index);
            if !may_be_number(words.as_bytes()) {
                continue;
            }
            match shape(words) {
                Some(Shape::Certain) if is_referred_to(draft, index) => {}
                Some(Shape::Certain) => draft.drop_line(self.name(), index),
                Some(Shape::Bare(number)) => bare.push((index, number)),
                None => {}
            }
        }
        if bare.is_empty() {
            return;
        }
        let mut pages = at_edges(draft, &bare);
        let mut others = series(draft, &bare);
        others.extend(last_line(draft, &bare));
        // Bad OCR makes a line of many a stroke.
        if !others.is_empty() && !draft.kind().noisy {
            pages.extend(others);
        }
        for index in pages {
            draft.drop_line(self.name(), index);
        }
    }
}

/// Whether the line before asks to look at the page: `continued on`.
fn is_referred_to(draft: &Draft<'_>, index: usize) -> bool {
    let before = index.checked_sub(1).map(|above| draft.line(above).trim_end()).unwrap_or("");
    let word = before.rsplit([' ', '\t', '(']).next().unwrap_or("").to_lowercase();
    [
        "on", "see", "to", "from", "voir", "véase", "ver", "siehe", "auf", "en", "em", "na", "на", "см.", "cf.", "à",
        "a", "vedi", "and", "or",
    ]
    .contains(&word.as_str())
}

enum Shape {
    /// Nothing but a page number looks like this.
    Certain,
    /// A number alone.
    Bare(u32),
}

/// The word for page before a number.
const WORDS: &[&str] = &[
    "page",
    "página",
    "pagina",
    "pág",
    "pag",
    "seite",
    "страница",
    "стр",
    "strona",
    "sida",
    "side",
    "oldal",
    "strana",
    "σελίδα",
    "сторінка",
    "sayfa",
    "p",
    "pp",
];
/// The word between a page's number and the number of pages.
const OF: &[&str] = &["of", "de", "von", "sur", "di", "из", "z", "av", "af", "з", "/"];

/// Whether the first and last bytes of a line are such as a page number may have: the number, Arabic or Roman, the word
/// for page, or a sign around them.
fn may_be_number(line: &[u8]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
    let digit = |byte: &u8| byte.is_ascii_digit() || b"ivxlcIVXLC".contains(byte);
    (!first.is_ascii_alphabetic() || b"pPsSoivxlcIVXLC".contains(first))
        && (digit(last) || b"-~*])}>|/".contains(last) || *last >= 0x80)
        && line.iter().any(digit)
}

fn shape(line: &str) -> Option<Shape> {
    let (inner, dashed) = unframed(line);
    if let Some(found) = number(inner) {
        let arabic = inner.starts_with(|c: char| c.is_ascii_digit());
        return Some(if dashed && (arabic || inner.len() > 1) { Shape::Certain } else { Shape::Bare(found) });
    }
    let lower = inner.to_lowercase();
    let (head, named) = match lower.split_once(|c: char| c == ' ' || c == '.' || c.is_ascii_digit()) {
        Some((word, _))
            if WORDS.contains(&word)
                && (word != "p" || lower.starts_with("p."))
                && !lower[word.len()..].starts_with(|c: char| c.is_ascii_digit()) =>
        {
            (lower[word.len()..].trim_start_matches([' ', '.']), true)
        }
        _ => (lower.as_str(), false),
    };
    let mut fields = head.split([' ', '/']).filter(|field| !field.is_empty() && !OF.contains(field));
    let (one, two, more) = (fields.next().and_then(number), fields.next(), fields.next());
    let of = OF.iter().any(|of| head.contains(of)) && head.len() > 2;
    match (one, two.map(number), more) {
        (Some(_), None, None) if named => Some(Shape::Certain),
        (Some(page), Some(Some(all)), None) if named && of && page <= all => Some(Shape::Certain),
        (Some(page), Some(Some(all)), None) if of && page <= all && all > 1 => Some(Shape::Bare(page)),
        _ => None,
    }
}

/// A line without the pair of dashes or brackets around it, and whether they were dashes.
fn unframed(line: &str) -> (&str, bool) {
    for dash in ["--", "-", "–", "—", "~", "•", "·", "*"] {
        if let Some(inner) = line.strip_prefix(dash).and_then(|rest| rest.strip_suffix(dash)) {
            return (inner.trim(), true);
        }
    }
    for (open, close) in [('[', ']'), ('(', ')'), ('{', '}'), ('<', '>'), ('|', '|')] {
        if let Some(inner) = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return (inner.trim(), false);
        }
    }
    (line, false)
}

/// An Arabic number of up to four digits, or a Roman one in a single case.
fn number(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return (word.len() <= 4 && !word.starts_with('0')).then(|| word.parse().ok()).flatten();
    }
    let lower = word.bytes().all(|byte| b"ivxlc".contains(&byte));
    let upper = word.bytes().all(|byte| b"IVXLC".contains(&byte));
    let one = word.len() == 1 && matches!(word, "l" | "c" | "L" | "C");
    ((lower || upper) && !one).then(|| roman(&word.to_ascii_lowercase())).flatten()
}

fn roman(word: &str) -> Option<u32> {
    let value = |byte| match byte {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        b'l' => 50,
        _ => 100,
    };
    let bytes = word.as_bytes();
    let total = bytes.iter().enumerate().fold(0i32, |total, (place, &byte)| {
        let smaller = bytes.get(place + 1).is_some_and(|&next| value(next) > value(byte));
        if smaller { total - value(byte) } else { total + value(byte) }
    });
    u32::try_from(total).ok().filter(|&total| total > 0 && to_roman(total) == word)
}

fn to_roman(mut number: u32) -> String {
    let mut word = String::new();
    for (value, digits) in
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while number >= value {
            word.push_str(digits);
            number -= value;
        }
    }
    word
}

/// Bare numbers at the top or bottom of pages that count on with the pages; a number beside a running head counts too.
fn at_edges(draft: &Draft<'_>, bare: &[(usize, u32)]) -> Vec<usize> {
    if !draft.has(b'\x0c') && draft.reading.pages.len() < 2 {
        return Vec::new();
    }
    let page = pages(draft);
    if page.last().is_none_or(|&turns| turns == 0) {
        return Vec::new();
    }
    let edge = |index: usize| is_edge(draft, &page, index);
    let found: Vec<(usize, i64)> = bare
        .iter()
        .filter(|&&(index, _)| edge(index))
        .map(|&(index, number)| (index, i64::from(number) - page[index]))
        .collect();
    let beside = (0..draft.lines.len()).filter_map(|index| {
        let number = beside_head(draft.line(index)).filter(|_| edge(index))?;
        Some((index, i64::from(number) - page[index]))
    });
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, offset) in found.iter().copied().chain(beside) {
        *counts.entry(offset).or_default() += 1;
    }
    found
        .iter()
        .filter(|(_, offset)| counts.get(offset).is_some_and(|&count| count >= 2))
        .map(|&(index, _)| index)
        .collect()
}

/// The page of every line, counted from 0, by form feeds and by what the format says.
pub(super) fn pages(draft: &Draft<'_>) -> Vec<i64> {
    let mut page = Vec::with_capacity(draft.lines.len());
    let mut turns = 0i64;
    for index in 0..draft.lines.len() {
        let turned =
            |above: usize| draft.line_end(above) == "\x0c" || draft.lines[index].page != draft.lines[above].page;
        turns += i64::from(index.checked_sub(1).is_some_and(turned));
        page.push(turns);
    }
    page
}

/// Whether a line is the first or last with text of its page.
pub(super) fn is_edge(draft: &Draft<'_>, page: &[i64], index: usize) -> bool {
    let elsewhere = |other: Option<usize>| other.is_none_or(|other| page.get(other) != page.get(index));
    elsewhere(draft.previous_text_line(index)) || elsewhere(draft.next_text_line(index))
}

/// The number that stands apart, by a tab or two blanks, at the beginning or end of a line of words: `THE REVIEW   12`.
pub(super) fn beside_head(line: &str) -> Option<u32> {
    let line = line.trim();
    if line.len() > 2 * LONGEST || !line.contains(char::is_alphabetic) {
        return None;
    }
    let apart = |head: &str, gap: bool| gap.then(|| number(head)).flatten();
    let (first, after) = line.split_once([' ', '\t'])?;
    let (before, last) = line.rsplit_once([' ', '\t'])?;
    apart(last, before.ends_with([' ', '\t']) || line.contains('\t') && !before.contains('\t'))
        .or_else(|| apart(first, after.starts_with([' ', '\t']) || line.contains('\t') && !after.contains('\t')))
        .filter(|_| !line.contains('|'))
}

/// Bare numbers that ascend one by one through a text without pages, a page's worth of text apart, and of which some
/// stand inside a sentence.
fn series(draft: &Draft<'_>, bare: &[(usize, u32)]) -> Vec<usize> {
    let mut pages = Vec::new();
    if bare.len() > MOST {
        return pages;
    }
    let mut used = vec![false; bare.len()];
    for first in 0..bare.len() {
        if used[first] {
            continue;
        }
        let mut chain = vec![first];
        let mut last = first;
        for next in first + 1..bare.len() {
            let distance = draft.lines[bare[next].0].raw.start as usize - draft.lines[bare[last].0].raw.end as usize;
            if !used[next] && bare[next].1 == bare[last].1 + 1 && distance >= PAGE {
                chain.push(next);
                last = next;
            }
        }
        let inside = chain.iter().filter(|&&member| is_inside_sentence(draft, bare[member].0)).count();
        let arabic = draft.line(bare[first].0).contains(|c: char| c.is_ascii_digit());
        let alone = arabic && chain.len() == 1 && inside == 1 && bare.len() <= 3 && is_at_blank(draft, bare[first].0);
        // Where most bare numbers count nothing they are noise or figures.
        let mostly = chain.len() * 2 >= bare.len() || chain.len() >= 4 && inside * 2 >= chain.len();
        let counted = if arabic {
            mostly && chain.len() >= 2 && inside * 5 >= chain.len()
        } else {
            chain.len() >= 3 && inside * 2 >= chain.len()
        };
        if alone || counted {
            for &member in &chain {
                used[member] = true;
                pages.push(bare[member].0);
            }
        }
    }
    pages
}

fn is_at_blank(draft: &Draft<'_>, index: usize) -> bool {
    is_blank(draft, index.wrapping_sub(1)) || is_blank(draft, index + 1)
}

/// Whether the sentence before a line goes on behind it.
fn is_inside_sentence(draft: &Draft<'_>, index: usize) -> bool {
    let before = draft.previous_text_line(index).map(|above| draft.line(above));
    let after = draft.next_text_line(index).map(|below| draft.line(below));
    matches!((before, after), (Some(before), Some(after)) if is_open(before) && begins_inside(after) && before.len() > 10 && after.len() > 10)
}

/// A number that stands alone as the last line, under a blank one, in a text without other such lines.
fn last_line(draft: &Draft<'_>, bare: &[(usize, u32)]) -> Option<usize> {
    let &(index, number) = bare.last()?;
    let last = draft.next_text_line(index).is_none() && draft.lines.len() >= 5;
    let alone = bare.len() == 1 && index > 0 && is_blank(draft, index - 1) && number < 1000;
    (last && alone).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::PageNumber;
    use crate::repair::testing::{furniture, repaired};

    #[test]
    fn lines_that_say_they_are_page_numbers_go() {
        for line in [
            "- 12 -",
            "— 3 —",
            "Page 3 of 7",
            "página 4",
            "Seite 5 von 9",
            "стр. 8",
            "p. 12",
            "Page 12",
            "Page 2/10",
            "– xii –",
        ] {
            assert_eq!(furniture(&PageNumber, &format!("Some text.\n{line}\nMore text.")), [line], "{line}");
        }
    }

    #[test]
    fn bare_numbers_go_when_they_count_on() {
        let page = "The members of the league went on to say that they would not be moved\n".repeat(15);
        let raw = format!("{page}and so they\n2\n\nwent home. {page}and then the\n3\n\nday ended. {page}");
        assert_eq!(furniture(&PageNumber, &raw), ["2", "3"]);
        assert_eq!(furniture(&PageNumber, "One.\n[1]\n\x0cTwo.\n[2]\n\x0cThree.\n[3]\n"), ["[1]", "[2]", "[3]"]);
        assert_eq!(furniture(&PageNumber, "One\ntwo\nthree\nfour.\n\n7\n"), ["7"]);
    }

    #[test]
    fn numbers_that_belong_to_the_text_stay() {
        let chapter = format!("{}\n\n", "It was said in the hall that all would be well.\n".repeat(20));
        let chapters = format!("1\n\n{chapter}2\n\n{chapter}3\n\n{chapter}The end.");
        for raw in [
            chapters.as_str(),
            "Killed:\n12\nWounded:\n40\nMissing:\n3\n",
            "i\nwe\nthey",
            "1984\n\nwas the year.",
            "3/4 cup",
            "I\nam here.",
            "5/1984",
            "Continued on\nPage 12.",
            "a\nII-\nb",
        ] {
            assert_eq!(repaired(&PageNumber, raw), raw);
        }
    }
}
