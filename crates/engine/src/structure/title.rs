//! Titles: by place, typography, markup, and agreement with what the file says of itself.
//!
//! Takes the classed lines of a head, gives the title among them, if one is. A title is never guessed: a line that might
//! be the first of the text is none.

use super::head::{Class, Entry, Title};
use super::lines::{Case, Line, ends_sentence};
use super::words::{self, Cue};
use super::{View, dateline, lines, paragraphs, subject};
use broadside_model::{Format, Role, Span};
use std::ops::Range;

/// A title is no wider than this, in letters.
const WIDEST: usize = 300;
/// Lines looked through for a heading that agrees with the file's own title.
const DEEPEST: usize = 80;

/// Lines at the end in which a title is looked for that the head lacks.
const LAST: usize = 40;

/// A title and the entries it consists of.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Places among the entries.
    pub entries: Range<usize>,
    /// The title.
    pub title: Title,
}

/// The line of a heading that says what the file's own title says, where one stands near the beginning.
pub(super) fn agreed_heading(view: &View<'_>, range: Range<usize>) -> Option<usize> {
    let given = view.folded_title.as_deref()?;
    let near = range.start..range.end.min(range.start + DEEPEST);
    let agreeing = near.filter(|&at| view.lines[at].is_heading() && agrees(view.lines[at].of(view.text), given));
    // Of the names of site and article, the article's is the longer.
    let found = agreeing.max_by_key(|&at| (view.lines[at].width, std::cmp::Reverse(at)))?;
    // Lines over it belong to the head as long as none of them is prose.
    let clear = (range.start..found)
        .all(|at| !view.lines[at].gap || !paragraphs::is_prose(view, at..paragraphs::end(view, at, found)));
    Some(if clear { range.start } else { found })
}

/// Whether words are the file's own title, or its part.
pub(super) fn is_given(view: &View<'_>, words: &str) -> bool {
    view.folded_title.as_deref().is_some_and(|given| agrees(words, given))
}

/// Whether a line says what the file's own title, folded, says, or the title all of the line beside the name of a site.
fn agrees(words: &str, given: &str) -> bool {
    let words = words::fold(words);
    let long = words.chars().count() >= 8;
    words == given && !words.is_empty()
        || long && (given.contains(&words) || words.contains(given) && given.len() * 2 > words.len())
}

/// The title among the entries of a head; `open_end` says that nothing follows them.
pub(super) fn choose(view: &View<'_>, entries: &[Entry], open_end: bool) -> Option<Chosen> {
    let mut best: Option<(i32, usize)> = None;
    for (place, entry) in entries.iter().enumerate() {
        if entry.class != Class::Candidate || has_headline(view, entries, place) || is_sender(view, entries, place) {
            continue;
        }
        let Some(score) = score(view, entries, place, open_end) else { continue };
        if best.is_none_or(|best| score > best.0) {
            best = Some((score, place));
        }
    }
    let (score, place) = best?;
    let end = extend(view, entries, place);
    let begin = extend_up(view, entries, place, end);
    let (first, last) = (view.lines[entries[begin].line], view.lines[entries[end - 1].line]);
    let span = bare(view.text, Span { start: first.span.start, end: last.span.end });
    let (method, confidence) = method(view, &first, span, score);
    Some(Chosen { entries: begin..end, title: Title { span, method, confidence } })
}

/// Whether an entry only says what kind of paper this is, and a headline stands below it.
fn has_headline(view: &View<'_>, entries: &[Entry], place: usize) -> bool {
    let label = view.lines[entries[place].line];
    if !words::is_only(label.of(view.text), Cue::Label) {
        return false;
    }
    entries[place + 1..].iter().take(5).any(|entry| {
        let line = view.lines[entry.line];
        let words = lines::plain(line.of(view.text));
        // A line that is all a body's name is a letterhead; what a body does to its own is told of it.
        let told = words::holds(words, Cue::Own) || !words::holds(words, Cue::Body);
        let telling = line.words >= 4 && told;
        entry.class == Class::Candidate && telling && line.gap && may_be_title(view, &line, words, entry.line)
    })
}

/// Whether an entry is the sender that a letter names over its dateline and salutation: it says of no act, and no format or
/// typography sets it off.
fn is_sender(view: &View<'_>, entries: &[Entry], place: usize) -> bool {
    let line = view.lines[entries[place].line];
    let mut behind = entries[place + 1..].iter().filter(|entry| entry.class != Class::Candidate);
    let dated = behind.next().is_some_and(|entry| entry.class == Class::Known(Role::Dateline));
    let greeted = behind.any(|entry| entry.class == Class::Known(Role::Salutation));
    let set_off = line.is_heading() || line.case == Case::Upper && !view.all_upper;
    let below = view.lines.get(entries[place].line + 1).is_some_and(|next| !next.gap);
    let lines = || entries.iter().take_while(|entry| entry.class == Class::Candidate);
    let addressed = lines().any(|entry| view.lines[entry.line].of(view.text).contains(char::is_numeric));
    let told = words::holds(line.of(view.text), Cue::Act);
    dated && greeted && !set_off && !told && addressed && (below || !line.gap)
}

/// A span without the marks of Markdown around it, and what mail programs put before a subject.
fn bare(text: &str, span: Span) -> Span {
    let marks = ['#', ' ', '*', '_', '='];
    let words = subject::bare(text[span.range()].trim_start_matches(marks).trim_end_matches(marks));
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    if words.is_empty() { span } else { Span::new(start, start + words.len()) }
}

/// A title that stands at the end of the text and is named in it, where its head has none: the back of a leaflet, a
/// colophon.
pub(super) fn repeated(view: &View<'_>, lines: &Range<usize>) -> Option<Title> {
    if !matches!(view.format, Format::Text | Format::Pdf | Format::Png | Format::Jpeg | Format::Tiff) {
        return None;
    }
    let first = lines.end.saturating_sub(LAST).max(lines.start + 1);
    for at in first..lines.end {
        let line = view.lines[at];
        if !line.gap || line.width > WIDEST || line.words > 20 {
            continue;
        }
        let end = paragraphs::end(view, at, lines.end);
        let span = Span { start: line.span.start, end: view.lines[end - 1].span.end };
        let words = &view.text[span.range()];
        let told = line.is_heading() || line.case == Case::Upper || lines.end - end <= 2;
        if !told
            || view.all_upper
            || words.ends_with(':')
            || words.contains(char::is_numeric)
            || span.len() > 2 * WIDEST
            || ends_sentence(words)
            || !words::holds(words, Cue::Act)
        {
            continue;
        }
        let folded = words::fold(words);
        // What stands behind it is a colophon, not the rest of a statement.
        let behind = (end..lines.end).filter(|&other| view.lines[other].gap).count();
        let named = behind <= 4
            && (first..lines.end).filter(|other| !(at..end).contains(other)).any(|other| {
                let beside = view.lines[other..lines.end.min(other + 2)]
                    .iter()
                    .map(|line| line.of(view.text))
                    .collect::<Vec<_>>()
                    .join(" ");
                words::fold(&beside).contains(&folded)
            });
        if named && folded.chars().count() >= 12 {
            return Some(Title { span, method: "title-repeated", confidence: 80 });
        }
    }
    None
}

/// Whether the lines behind `at` are a table of contents: they end in a number.
fn heads_contents(view: &View<'_>, at: usize) -> bool {
    let next = view.lines[at + 1..].iter().take(2);
    let numbered = next.filter(|line| {
        let words = line.of(view.text);
        let number = words.ends_with(|letter: char| letter.is_numeric());
        number
            && words.starts_with(char::is_alphabetic)
            && line.words <= 14
            && line.words >= 2
            && !words.contains("://")
    });
    numbered.count() == 2
}

/// Where a title of three lines or more begins whose best line is `place`: lines over it that look the same.
fn extend_up(view: &View<'_>, entries: &[Entry], place: usize, end: usize) -> usize {
    let mut begin = place;
    while begin > 0 {
        let (line, before) = (view.lines[entries[begin].line], view.lines[entries[begin - 1].line]);
        let words = before.of(view.text);
        let same = entries[begin - 1].class == Class::Candidate
            && !line.gap
            && line.part == before.part
            && line.case == before.case;
        if !same || words::holds(words, Cue::Body) || ends_sentence(words) || before.width + line.width > WIDEST {
            break;
        }
        begin -= 1;
    }
    if end - begin >= 3 { begin } else { place }
}

/// How good a title a candidate is; `None` where it is none.
fn score(view: &View<'_>, entries: &[Entry], place: usize, open_end: bool) -> Option<i32> {
    let line = view.lines[entries[place].line];
    let words = lines::plain(line.of(view.text));
    if !may_be_title(view, &line, words, entries[place].line) {
        return None;
    }
    let others = entries.iter().filter(|entry| entry.class == Class::Candidate).count() > 1;
    let act = words::holds(words, Cue::Act);
    let agreed = is_given(view, words);
    let share =
        view.given("title").filter(|_| agreed).map_or(0, |given| 6 * words.len().min(given.len()) / given.len().max(1));
    let mut score = 2 - i32::try_from(place.min(12)).unwrap_or(12) / 2;
    score += i32::try_from(share).unwrap_or(6)
        + 4 * i32::from(agreed)
        + 4 * i32::from(line.is_heading())
        + 3 * i32::from(act);
    score += match line.case {
        Case::Upper if !view.all_upper => 2,
        Case::Title => 1,
        _ => 0,
    };
    if others && !act && !line.is_heading() {
        score -= 3 * i32::from(words::holds(words, Cue::Body)) + 2 * i32::from(looks_like_name(view.text, &line));
    }
    let earlier =
        entries[..place].iter().any(|entry| entry.class == Class::Candidate && view.lines[entry.line].is_heading());
    if line.is_heading() {
        // The first heading is the title, unless it is a letterhead.
        score -= 4 * i32::from(earlier) + 3 * i32::from(others && !act && words::holds(words, Cue::Body));
    }
    score -= 2 * i32::from(words.ends_with('!'));
    let sure = line.is_heading() || agreed || act || line.case == Case::Upper && !view.all_upper;
    // Where a format marks its headings, a line that is none needs a better reason.
    let marked = view.markup && !(agreed || line.is_heading() || act && line.case != Case::Mixed);
    ((!open_end || sure) && !marked).then_some(score).filter(|score| *score > -4)
}

/// Whether a line can be a title at all.
fn may_be_title(view: &View<'_>, line: &Line, words: &str, at: usize) -> bool {
    let letters = words.chars().filter(|letter| letter.is_alphabetic()).take(3).count();
    if heads_contents(view, at) {
        return false;
    }
    let upper = line.case == Case::Upper && !view.all_upper;
    if line.width > WIDEST
        || letters < 2
        || line.width < 4
        || line.small && !line.is_heading()
        || words.ends_with([';', '…'])
        || words.ends_with([',', '-']) && !goes_on_below(view, line, at)
    {
        return false;
    }
    if line.is_heading() {
        return true;
    }
    // The head of a newspaper is no title of a statement.
    let numbered = words.contains(|letter: char| letter.is_ascii_digit());
    if numbered && words::holds(words, Cue::Masthead) && !words::holds(words, Cue::Act) {
        return false;
    }
    if words.ends_with(':') || words.starts_with(['(', '[', '—', '–', '-', '•', '*', '|', '>', '©']) {
        return false;
    }
    let stopped = matches!(lines::last_mark(words), Some('.' | '。' | '।'));
    if !upper && (stopped || paragraphs::has_inner_stop(words)) {
        return false;
    }
    // Prose that breaks off looks like a title over several lines; a title says what it is.
    let wraps = view.lines.get(at + 1).is_some_and(|next| next.small && !next.gap);
    if wraps && line.case == Case::Mixed && !words::holds(words, Cue::Act) {
        return false;
    }
    // A line that a small letter follows goes on there.
    let next = view.lines.get(at + 1);
    let goes_on = next.is_some_and(|next| {
        next.small && !next.is_heading() && line.case != Case::Upper && dateline::of_line(view, next).is_none()
    });
    !goes_on || next.is_some_and(|next| !next.gap && line.width < 90 && may_wrap(view, at))
}

/// Whether a title breaks off in the middle of a list or a word and goes on in the next line.
fn goes_on_below(view: &View<'_>, line: &Line, at: usize) -> bool {
    let words = line.of(view.text);
    let told = line.case == Case::Upper && !view.all_upper || words::holds(words, Cue::Act);
    let next = view.lines.get(at + 1).filter(|next| !next.gap && next.part == line.part);
    told && line.words >= 3 && next.is_some() && may_wrap(view, at)
}

/// Whether the lines from `at` to the next gap are a title over several lines: few, short, without a full stop.
fn may_wrap(view: &View<'_>, at: usize) -> bool {
    let end = paragraphs::end(view, at, view.lines.len());
    let total: usize = view.lines[at..end].iter().map(|line| line.width).sum();
    view.lines[at].gap && end < view.lines.len() && total <= 200 && !ends_sentence(view.lines[end - 1].of(view.text))
}

/// Two to four capitalised words and nothing else: perhaps a person's name.
fn looks_like_name(text: &str, line: &Line) -> bool {
    let words = line.of(text);
    (2..=4).contains(&line.words)
        && line.case == Case::Title
        && words
            .chars()
            .all(|letter| letter.is_alphabetic() || letter.is_whitespace() || matches!(letter, '.' | '-' | '\''))
}

/// Where a title ends that begins with the entry at `place`: lines that follow without a gap and look the same.
fn extend(view: &View<'_>, entries: &[Entry], place: usize) -> usize {
    let mut end = place + 1;
    let mut line = view.lines[entries[place].line];
    let mut width = line.width;
    while let Some(entry) = entries.get(end) {
        let next = view.lines[entry.line];
        let words = next.of(view.text);
        let wraps = next.small || line.case == next.case || ends_open(line.of(view.text));
        let same = entry.class == Class::Candidate && next.part == line.part && !next.gap && wraps;
        let other = next.case != Case::Upper && line.case == Case::Upper && !next.small
            || !next.small && words::begins(words, Cue::Issued) && !view.times_from(&next, next.span.end).is_empty();
        width += next.width;
        if !same || other || width > WIDEST || ends_sentence(line.of(view.text)) || words.starts_with(['(', '[']) {
            break;
        }
        line = next;
        end += 1;
    }
    end
}

/// Whether a line ends in a small word, so that it goes on.
fn ends_open(words: &str) -> bool {
    words.split_whitespace().next_back().is_some_and(|last| words::is_only(last, Cue::About))
}

fn method(view: &View<'_>, line: &Line, span: Span, score: i32) -> (&'static str, u8) {
    let agreed = is_given(view, &view.text[span.range()]);
    match () {
        () if agreed && line.is_heading() => ("title-agreed", 98),
        () if agreed => ("title-agreed", 92),
        () if line.is_heading() && view.marked && view.given("title").is_some() => ("title-heading", 75),
        () if line.is_heading() => ("title-heading", 90),
        () if score >= 5 => ("title-typography", 85),
        () if score >= 2 => ("title-place", 75),
        () => ("title-place", 60),
    }
}
