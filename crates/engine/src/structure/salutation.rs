//! Salutations: on a line of their own, or before the first words of a speech or letter.

use super::View;
use super::lines::{self, Case, Line, last_mark};
use super::words::{self, Cue};
use broadside_model::Span;

/// Most words of a salutation on a line of its own.
const MOST_WORDS: usize = 32;
/// A salutation before the first words is no longer than this, in bytes.
const LONGEST_RUN_IN: usize = 260;

/// Whether a line greets.
pub(super) fn is_line(view: &View<'_>, line: &Line) -> bool {
    if line.words > MOST_WORDS || line.width > 260 {
        return false;
    }
    let words = behind_speaker(lines::plain(line.of(view.text)));
    let open = matches!(last_mark(words), Some(',' | ':' | '!' | '！' | '：' | '，' | '،' | '؛' | ';'));
    let dash = words.ends_with(['—', '–', '-']);
    let opens = words::begins(words, Cue::Greeting);
    let listed = words.ends_with([':', '!']) && words.contains(',') && words.split(',').skip(1).any(greets);
    if line.is_heading() && line.words > 6 {
        return false;
    }
    if opens && (open || dash) || listed && matches!(line.case, Case::Title | Case::Upper) {
        return !super::paragraphs::has_inner_stop(words);
    }
    if opens && words.ends_with('.') {
        let whole = words::is_only(words, Cue::Greeting) || line.case != Case::Mixed && line.words >= 3;
        return line.words <= 10 && !super::paragraphs::has_inner_stop(words) && whole;
    }
    if opens && line.words <= 6 && !line.is_heading() && !words.ends_with(['?', '.']) {
        return matches!(line.case, Case::Title | Case::None) || line.words <= 4;
    }
    open && line.words <= 12 && words::begins(words, Cue::WeakGreeting) && !words.ends_with(';')
}

/// The salutation that the paragraph `start..end` begins with, and where the words behind it begin.
pub(super) fn run_in(text: &str, start: usize, end: usize) -> Option<(Span, usize)> {
    let mut limit = (start + LONGEST_RUN_IN).min(end);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let all = &text[start..limit];
    let words = behind_speaker(all);
    let from = start + (all.len() - words.len());
    if !words::begins(words, Cue::Greeting) {
        return None;
    }
    let length = greeting_length(words)?;
    let marks = words[length..].len()
        - words[length..].trim_start_matches([',', ':', '!', '.', '，', '：', '！', '—', '-']).len();
    let behind = from + length + marks;
    let rest = text[behind..end].trim_start();
    (!rest.is_empty()).then(|| (Span::new(from, from + length), end - rest.len()))
}

/// How long the greeting is that `words` begin with: to a colon or exclamation mark, or over the segments between commas
/// that each greet.
fn greeting_length(words: &str) -> Option<usize> {
    for (at, letter) in words.char_indices() {
        match letter {
            ':' | '!' | '：' | '！' => {
                let last = words[..at].rsplit([',', '，', '،']).next().unwrap_or_default();
                return if greets(last) { Some(at) } else { by_comma(words) };
            }
            '—' => return Some(words[..at].trim_end().len()),
            '.' | '?' | ';' | '。' if !is_abbreviation(&words[..at]) => {
                let greeting = &words[..at];
                let count = greeting.split_whitespace().count();
                let only = greeting
                    .split(',')
                    .all(|piece| words::begins(piece, Cue::Greeting) || words::is_only(piece, Cue::WeakGreeting));
                let short = count <= 5 && greeting.contains(',');
                let whole = letter == '.' && (count <= 12 && only || short);
                return if whole { Some(at) } else { by_comma(words) };
            }
            _ => {}
        }
    }
    by_comma(words)
}

fn by_comma(words: &str) -> Option<usize> {
    let mut length = 0;
    let mut at = 0;
    for piece in words.split_inclusive([',', '，', '،']) {
        let named = piece.trim_end_matches([',', '，', '،']);
        if named.len() == piece.len() || !greets(named) || named.split_whitespace().count() > 14 {
            break;
        }
        length = at + named.len();
        at += piece.len();
    }
    (length > 0).then_some(length)
}

fn greets(piece: &str) -> bool {
    let piece = piece.trim();
    let piece = piece
        .strip_prefix("and ")
        .or_else(|| piece.strip_prefix("y "))
        .or_else(|| piece.strip_prefix("et "))
        .unwrap_or(piece);
    words::begins(piece, Cue::Greeting)
        || words::begins(piece, Cue::WeakGreeting) && piece.split_whitespace().count() <= 5
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() <= 3 && word.chars().next().is_some_and(char::is_uppercase)
}

/// `words` without the name of the speaker that a transcript puts before them ("THE PRESIDENT. Good evening").
pub(super) fn behind_speaker(words: &str) -> &str {
    let end = words.char_indices().take(48).find(|(_, letter)| matches!(letter, '.' | ':' | '\n'));
    match end {
        Some((at, mark)) if mark != '\n' && at > 2 => {
            let name = &words[..at];
            let capitals = name.chars().all(|letter| !letter.is_lowercase()) && name.split(' ').count() <= 4;
            let rest = words[at + 1..].trim_start_matches(['*', '_']);
            let follows = rest.trim_start().chars().next().is_some_and(|next| next.is_alphanumeric());
            let mixed = rest.chars().take(40).any(char::is_lowercase);
            if capitals && follows && mixed && rest.starts_with(char::is_whitespace) {
                rest.trim_start()
            } else {
                words
            }
        }
        _ => words,
    }
}
