//! A list behind the line that announces it ("Signed by:"), kept only when its rows look like names.

use broadside_model::{PartyKind, Span};

use super::announce::{ceil, in_paragraph};
use super::gather::{self, Gathered};
use super::head::{self, Cue};
use super::line::{Line, Marks, first_lines, lines};
use super::rows::{self, Placed};
use super::sentence;
use super::shape;

/// Most bytes a list may have behind its announcement.
const LONGEST: usize = 2_000_000;

/// Bytes that are read of it first; four times as many, again and again, where they do not reach to its end.
const SMALLEST: usize = 1024;

/// Lines behind its end that are looked at to tell where it ends.
const AHEAD: usize = 4;

/// The list that the line at the start of a span announces.
pub(super) fn announced(text: &str, span: Span, marks: &Marks<'_>, budget: &mut usize) -> Option<Span> {
    let first_end =
        text[span.range()].find(['\n', '\u{c}']).map_or(span.end as usize, |length| span.start as usize + length);
    let first = first_lines(text, Span::new(span.start as usize, first_end), marks, 1).pop()?;
    if in_paragraph(text, span.start as usize, &first.text) {
        return None;
    }
    let inline = head::inline(&first);
    let cue = if inline.is_some() && sentence::names(&first.text).is_some() {
        Some(Cue::Sentence)
    } else if inline.is_some() {
        head::announces(first.text.split_inclusive([':', '：']).next()?, false)
    } else {
        head::cue(&first)
    };
    let cue = cue.filter(|cue| *cue != Cue::Group || first.heading.is_some())?;
    let mut size = SMALLEST;
    loop {
        *budget = budget.saturating_sub(size);
        let limit = ceil(text, (span.start as usize + size).min(span.end as usize));
        let all = lines(text, Span::new(span.start as usize, limit), marks);
        let gathered = gather::gather(&all, false);
        if gathered.end + AHEAD >= all.len() && limit < span.end as usize && size < LONGEST {
            size *= 4;
            continue;
        }
        return accept(text, &all, &gathered, cue, first.text.len() > 60);
    }
}

/// The span of a list whose rows look like names.
fn accept(text: &str, lines: &[Line], gathered: &Gathered, cue: Cue, long: bool) -> Option<Span> {
    let placed = rows::place(text, gathered);
    let all = placed.len();
    let likely = placed.iter().filter(|one| is_likely(one)).count();
    let telling =
        placed.iter().filter(|one| is_telling(one) || (is_likely(one) && under_country(one, gathered))).count();
    let tables = lines.iter().take(gathered.end).filter(|line| super::table::cells(&line.text).is_some()).count();
    let enough = match cue {
        // In scripts without capitals most words are unknown: there the marks of a list must do.
        Cue::Strong if !long && all >= 2 && likely == all && placed.iter().all(is_marked_uncased) => true,
        Cue::Strong if !long => all >= 1 && likely * 10 >= all * 6 && (telling * 10 >= all * 3 || tables * 2 > all),
        Cue::Strong | Cue::Sentence => all >= 1 && likely * 10 >= all * 7 && telling * 10 >= all * 5,
        Cue::Weak | Cue::Group => all >= 2 && likely * 10 >= all * 8 && telling * 10 >= all * 7,
    };
    let lone = all == 1
        && !placed.iter().any(|one| {
            one.row.telling
                || one.row.land.is_some()
                || one.row.acronym.is_some()
                || shape::is_likely_person(&one.row.name)
        });
    if !enough || lone {
        return None;
    }
    let last = lines.get(gathered.end.checked_sub(1)?)?;
    Some(Span { start: lines.first()?.span.start, end: last.span.end })
}

/// Whether a row can be a name at all.
fn is_likely(one: &Placed) -> bool {
    let name = one.row.name.as_str();
    let begins = name
        .chars()
        .find(|each| each.is_alphanumeric())
        .is_some_and(|first| !shape::is_small_letter(first) || name.chars().any(char::is_uppercase));
    begins
        && name.len() <= 260
        && !shape::is_prose(name)
        && [&one.row.role, &one.row.affiliation].into_iter().flatten().all(|field| !shape::is_prose(field))
        && name.chars().filter(|each| each.is_alphabetic()).count() >= 2
}

/// Whether a row with a number or a bullet is written in a script without capitals.
fn is_marked_uncased(one: &Placed) -> bool {
    let mut letters = one.row.name.chars().filter(|each| each.is_alphabetic());
    one.marked
        && one.row.name.chars().count() <= 80
        && letters.all(|letter| !shape::is_small_letter(letter) && !letter.is_uppercase())
}

fn under_country(one: &Placed, gathered: &Gathered) -> bool {
    one.head.and_then(|head| gathered.heads.get(head)).is_some_and(|head| head.land.is_some())
}

/// Whether a row says what its bearer is.
fn is_telling(one: &Placed) -> bool {
    is_likely(one)
        && (one.row.telling
            || one.row.land.is_some()
            || one.row.acronym.is_some()
            || one.row.kind == Some(PartyKind::State)
            || rows::is_written_as_person(one))
}
