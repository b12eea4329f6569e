//! Paragraphs as runs of lines, and what typography says of them.
//!
//! Takes lines, answers whether a run of them is prose, or short lines that each stand for themselves.

use super::View;
use super::lines::{Case, Line, ends_sentence};
use super::words::{self, Cue};
use std::ops::Range;

/// A single line wider than this is prose.
const WIDE: usize = 170;

/// The end of the paragraph that begins at line `start`: the next gap.
pub(super) fn end(view: &View<'_>, start: usize, limit: usize) -> usize {
    (start + 1..limit).find(|&at| view.lines[at].gap).unwrap_or(limit.max(start + 1)).min(limit)
}

/// Whether the lines of a paragraph, or of the rest of one, are running prose.
pub(super) fn is_prose(view: &View<'_>, lines: Range<usize>) -> bool {
    let Some(first) = view.lines.get(lines.start) else { return false };
    if first.is_heading() {
        return false;
    }
    let last = view.lines[lines.end - 1];
    let stops = ends_sentence(last.of(view.text)) && !(lines.len() > 1 && is_year_mark(view, &last));
    let upper = last.case == Case::Upper && !view.all_upper;
    if lines.len() == 1 {
        let words = first.of(view.text);
        let full = words.ends_with(['.', '。', '।', '…']) || first.words > 12 || has_inner_stop(words);
        let long = first.words > 14 && first.width > 90 && first.case == Case::Mixed && !words::holds(words, Cue::Act);
        let listed = first.words > 8 && first.case == Case::Mixed && words.ends_with([',', ';']);
        return first.width > WIDE || stops && full && !upper || long || listed;
    }
    let total: usize = view.lines[lines.clone()].iter().map(|line| line.width).sum();
    if flows(view, lines.clone()) {
        return total > 220 || stops && !upper;
    }
    total / lines.len() > 90 || stops && !upper && total > 130 && total / lines.len() > 35
}

/// Whether a line is a day whose year has a word behind it, as in "от 4 мая 1971 г.": the full stop ends no sentence.
fn is_year_mark(view: &View<'_>, line: &Line) -> bool {
    let words = line.of(view.text);
    let marked = ["г.", "гг.", "р.", " r.", "A.D.", "A. D."].iter().any(|mark| words.ends_with(mark));
    let times = view.times_from(line, line.span.end);
    let beside = line.span.len() - times.iter().map(|time| time.span.len()).sum::<usize>().min(line.span.len());
    marked && !times.is_empty() && beside <= 12
}

/// Whether the lines of a paragraph run on: most begin as the middle of a sentence does.
pub(super) fn flows(view: &View<'_>, lines: Range<usize>) -> bool {
    let total: usize = view.lines[lines.clone()].iter().map(|line| line.width).sum();
    let rest = &view.lines[lines.start + 1..lines.end];
    let small = rest.iter().filter(|line| line.small).count();
    let cased = rest.iter().any(|line| line.case != Case::None);
    if !cased || view.all_upper {
        return total > 200;
    }
    small * 2 >= rest.len() && small > 0
}

/// Whether a sentence ends inside the line.
pub(super) fn has_inner_stop(words: &str) -> bool {
    words.char_indices().any(|(at, letter)| match letter {
        '。' | '।' | '！' | '？' => at + letter.len_utf8() < words.len(),
        '.' | '!' | '?' => {
            let long_word = words[..at].chars().rev().take_while(|before| before.is_alphabetic()).count() > 3;
            let mut behind = words[at + 1..].trim_start_matches(['"', '”', '’', '»', ')']).chars();
            long_word && behind.next() == Some(' ') && behind.next().is_some_and(|next| !next.is_lowercase())
        }
        _ => false,
    })
}
