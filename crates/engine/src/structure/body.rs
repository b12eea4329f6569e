//! The body of a statement: its paragraphs, headings and items.
//!
//! Takes the lines between head and foot, gives parts: what the format told, and in plain text headings of numbered
//! series, lines in capitals over paragraphs, and items with their marks.

use super::lines::{Case, Line, ends_sentence};
use super::numbering::{self, Mark};
use super::{View, paragraphs, salutation};
use broadside_model::{Role, Span};
use std::ops::Range;

/// A numbered paragraph longer than this, in bytes, is a paragraph, not an item.
const LONGEST_ITEM: usize = 1500;
/// As many numbered items as make a text with numbered paragraphs, where they are long.
const FEWEST_PARAGRAPHS: usize = 8;
/// Mean length, in bytes, of numbered paragraphs.
const PARAGRAPH: usize = 300;
/// A heading that only typography tells is no wider than this, in letters.
const WIDEST_HEADING: usize = 100;

/// Reads the body in `lines`, which begins at byte `start` of its first line.
pub(super) fn read(view: &View<'_>, lines: Range<usize>, start: u32, series: &[Span]) -> Vec<(Role, Span)> {
    let mut parts = Vec::new();
    // Lines before the start belong to the head.
    let consumed = view.lines[lines.clone()].partition_point(|line| line.span.end <= start);
    let mut at = lines.start + consumed;
    while at < lines.end {
        let end = block_end(view, at, lines.end);
        let role = view.lines[at].role;
        if role == Role::Body {
            paragraph(view, at..end, series, &mut parts);
        } else {
            parts.push((role, span(view, at..end)));
        }
        at = end;
    }
    if let Some(first) = parts.first_mut().filter(|first| first.1.start < start && start < first.1.end) {
        first.1.start = start;
    }
    number_and_heading(view.text, &mut parts);
    numbered_prose(view.text, &mut parts);
    parts
}

/// The end of the block that begins at line `at`: of the paragraph, or of all that the format holds together.
fn block_end(view: &View<'_>, at: usize, limit: usize) -> usize {
    let first = view.lines[at];
    if first.role == Role::Body {
        return paragraphs::end(view, at, limit);
    }
    (at + 1..limit).find(|&next| view.lines[next].part != first.part).unwrap_or(limit)
}

fn span(view: &View<'_>, lines: Range<usize>) -> Span {
    Span { start: view.lines[lines.start].span.start, end: view.lines[lines.end - 1].span.end }
}

/// The parts of one paragraph of plain text.
fn paragraph(view: &View<'_>, lines: Range<usize>, series: &[Span], parts: &mut Vec<(Role, Span)>) {
    let mut open: Option<(Role, usize)> = None;
    let mut last_mark: Option<Mark> = None;
    let close = |open: &mut Option<(Role, usize)>, at: usize, parts: &mut Vec<(Role, Span)>| {
        if let Some((role, from)) = open.take() {
            let span = span(view, from..at);
            let role = if role == Role::Item && span.len() > LONGEST_ITEM { Role::Body } else { role };
            parts.push((role, span));
        }
    };
    let alone = !view.marked && is_lone_heading(view, &lines);
    for at in lines.clone() {
        let line = view.lines[at];
        if let Ok(found) = series.binary_search_by_key(&line.span.start, |span| span.start) {
            close(&mut open, at, parts);
            parts.push((Role::Heading, series[found]));
            if let Some(rest) = behind(view.text, series[found].end, line.span.end) {
                parts.push((Role::Body, rest));
            }
            last_mark = None;
            continue;
        }
        if let Some(mark) = item(view, at, &lines, last_mark) {
            close(&mut open, at, parts);
            open = Some((Role::Item, at));
            last_mark = Some(mark);
            continue;
        }
        // A dateline inside the body belongs to a letter that is quoted there, and is no heading.
        let dated = line.width <= WIDEST_HEADING && super::dateline::of_line(view, &line).is_some();
        if !dated && (alone || !view.marked && is_capital_heading(view, at, &lines)) {
            close(&mut open, at, parts);
            match parts.last_mut().filter(|last| at > lines.start && last.0 == Role::Heading) {
                Some(last) => last.1.end = line.span.end,
                None => parts.push((Role::Heading, line.span)),
            }
            continue;
        }
        let indented = at > lines.start && begins_paragraph(view, at);
        if indented {
            close(&mut open, at, parts);
        }
        open = open.or(Some((Role::Body, at)));
    }
    close(&mut open, lines.end, parts);
}

fn behind(text: &str, start: u32, end: u32) -> Option<Span> {
    let rest = &text[start as usize..end.max(start) as usize];
    let lead = rest.len() - rest.trim_start().len();
    (lead < rest.len()).then(|| Span { start: start + u32::try_from(lead).unwrap_or(0), end })
}

/// The mark with which line `at` begins an item: one that follows the last item's mark, or that another follows soon, or
/// that a colon announces.
fn item(view: &View<'_>, at: usize, lines: &Range<usize>, last: Option<Mark>) -> Option<Mark> {
    let found = numbering::marks(view.lines[at].of(view.text));
    if found.is_empty() {
        return None;
    }
    let follows = |mark: &Mark| last.is_some_and(|last| last.is_followed_by(*mark)) || has_sibling(view, at, *mark);
    let announced = at > 0 && view.lines[at - 1].of(view.text).ends_with(':');
    let first =
        |mark: &Mark| matches!(mark, Mark::Number(1) | Mark::Letter('a' | 'A') | Mark::Roman(1) | Mark::Bullet(_));
    let inside = at > lines.start;
    found.into_iter().find(|mark| follows(mark) || announced && first(mark) && (!inside || view.lines[at].indent > 0))
}

/// Whether an item with a following or preceding mark stands near.
fn has_sibling(view: &View<'_>, at: usize, mark: Mark) -> bool {
    let near = |other: usize, forward: bool| {
        let marks = numbering::marks(view.lines[other].of(view.text));
        marks.iter().any(|next| if forward { mark.is_followed_by(*next) } else { next.is_followed_by(mark) })
    };
    (at + 1..view.lines.len().min(at + 25)).any(|next| near(next, true))
        || (at.saturating_sub(25)..at).any(|before| near(before, false))
}

/// Whether a paragraph is a heading by its looks: short, alone, no sentence, prose behind it.
fn is_lone_heading(view: &View<'_>, lines: &Range<usize>) -> bool {
    let first = view.lines[lines.start];
    let words = first.of(view.text);
    let next = view.lines.get(lines.end);
    let total: usize = view.lines[lines.clone()].iter().map(|line| line.width).sum();
    if lines.len() > 3 || total > WIDEST_HEADING || first.small || next.is_none() {
        return false;
    }
    let last = view.lines[lines.end - 1].of(view.text);
    let closed = ends_sentence(last)
        || last.ends_with([',', ';', ':', '-', '–', '—'])
        || words.starts_with(['(', '[', '"', '“', '—', '–', '-', '|'])
        || words.starts_with("* ")
        || is_sum(last)
        || words.contains(['[', ']'])
        || paragraphs::has_inner_stop(words)
        || words.contains(": ")
        || salutation::behind_speaker(words.trim_start_matches('*')) != words.trim_start_matches('*');
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).count();
    let before = lines.start.checked_sub(1).map(|before| view.lines[before]);
    let after_stop = before.is_none_or(|before| {
        before.is_heading() || ends_sentence(before.of(view.text)) || before.width < WIDEST_HEADING
    });
    let next_end = paragraphs::end(view, lines.end, view.lines.len());
    let told = matches!(first.case, Case::Upper if !view.all_upper)
        || matches!(first.case, Case::Title | Case::None) && first.words <= 12
        || first.words <= 8 && first.case == Case::Mixed;
    !closed && letters >= 3 && told && after_stop && paragraphs::is_prose(view, lines.end..next_end)
}

/// Whether a line ends in an amount: a row of a table.
fn is_sum(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && (last.contains(['.', ',', '$', '%', '£', '€']) || digits > 4)
}

/// Whether a line in capitals stands over lines in small letters.
fn is_capital_heading(view: &View<'_>, at: usize, lines: &Range<usize>) -> bool {
    let line = view.lines[at];
    if line.case != Case::Upper || view.all_upper || line.words > 14 || line.width > WIDEST_HEADING || line.width < 4 {
        return false;
    }
    let words = line.of(view.text);
    let before = at.checked_sub(1).filter(|_| at > lines.start).map(|before| view.lines[before]);
    let stands = before.is_none_or(|before| ends_sentence(before.of(view.text)) || before.case == Case::Upper);
    let over =
        (at + 1..lines.end).find(|&next| view.lines[next].case != Case::Upper).is_some_and(|next| next - at <= 3);
    stands
        && over
        && !words.ends_with([',', ';', '-'])
        && words.chars().filter(|letter| letter.is_alphabetic()).count() >= 4
}

/// Whether line `at` begins a paragraph by its indent, behind a line that ends a sentence.
fn begins_paragraph(view: &View<'_>, at: usize) -> bool {
    let (line, before): (Line, Line) = (view.lines[at], view.lines[at - 1]);
    let next = view.lines.get(at + 1).map_or(0, |next| next.indent);
    line.indent >= before.indent.min(next) + 2
        && line.indent <= next + 12
        && line.indent > next
        && ends_sentence(before.of(view.text))
        && !line.small
}

/// A number alone in a heading, and the heading behind it, are one heading.
fn number_and_heading(text: &str, parts: &mut Vec<(Role, Span)>) {
    let mut at = 0;
    while at + 1 < parts.len() {
        let (one, next) = (parts[at], parts[at + 1]);
        let number = text[one.1.range()].trim();
        let counts = number.len() <= 8
            && number.trim_end_matches(['.', ')']).chars().all(|letter| numbering::digit(letter).is_some());
        if one.0 == Role::Heading && next.0 == Role::Heading && counts && !number.is_empty() {
            parts[at].1.end = next.1.end;
            parts.remove(at + 1);
        }
        at += 1;
    }
}

/// Paragraphs of prose that are numbered throughout are paragraphs, not items.
fn numbered_prose(text: &str, parts: &mut [(Role, Span)]) {
    let is_numbered = |part: &&(Role, Span)| {
        part.0 == Role::Item && text[part.1.range()].starts_with(|letter: char| numbering::digit(letter).is_some())
    };
    let (count, bytes) = parts.iter().filter(is_numbered).fold((0, 0), |sum, part| (sum.0 + 1, sum.1 + part.1.len()));
    if count >= FEWEST_PARAGRAPHS && bytes / count >= PARAGRAPH {
        for part in parts.iter_mut().filter(|part| is_numbered(&&**part)) {
            part.0 = Role::Body;
        }
    }
}
