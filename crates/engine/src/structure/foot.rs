//! The foot of a statement: everything behind its last paragraph.
//!
//! Takes the lines behind the head, gives closing, signature block, dateline, publication line, contact and notes, and
//! where the body ends. Lines are read backwards until one is prose.

use super::dateline::{self, Dateline};
use super::head::{is_contact, is_publication};
use super::lines::{Case, Line, ends_sentence};
use super::words::{self, Cue};
use super::{View, paragraphs};
use broadside_model::{Format, Role, Span};
use std::ops::Range;

/// A foot has at most this many lines.
const MOST_LINES: usize = 40;
/// A signature block that nothing announces has at most this many lines.
const MOST_UNANNOUNCED: usize = 10;

/// The foot of a statement.
#[derive(Debug, Default)]
pub(super) struct Foot {
    /// Its parts, in order.
    pub parts: Vec<(Role, Span)>,
    /// A dateline at the end.
    pub dateline: Option<Dateline>,
    /// The first line of the foot.
    pub line: usize,
}

/// Reads the foot of the statement whose body, with its foot, is `lines`.
pub(super) fn read(view: &View<'_>, lines: Range<usize>) -> Foot {
    let mut foot = Foot { line: lines.end, ..Foot::default() };
    let start = first(view, &lines);
    let mut classes: Vec<(usize, Option<Role>)> = (start..lines.end).map(|at| (at, known(view, at))).collect();
    let sign = sign(view, &classes, start > lines.start);
    if let Some(sign) = sign {
        for class in &mut classes {
            if sign.contains(&class.0) && class.1.is_none() {
                class.1 = Some(Role::Signature);
            }
        }
    }
    // A body's name alone behind a dateline signs, whatever its capitals.
    if let [.., before, last] = classes.as_mut_slice()
        && before.1 == Some(Role::Dateline)
        && last.1.is_none()
    {
        let line = view.lines[last.0];
        let words = line.of(view.text);
        let name = line.words <= 12 && !line.small && !ends_sentence(words) && words::begins(words, Cue::Body);
        last.1 = name.then_some(Role::Signature);
    }
    let Some(begin) = classes.iter().position(|class| class.1.is_some()) else {
        foot.solemn(view, lines);
        return foot;
    };
    // What stands between parts of the foot and is none of them belongs to the body, and so does what is before it.
    let begin = classes.iter().rposition(|class| class.1.is_none()).map_or(begin, |last| last + 1);
    if begin < classes.len() {
        foot.line = classes[begin].0;
        foot.emit(view, &classes[begin..]);
    }
    if foot.dateline.is_none() {
        foot.solemn(view, lines.start..foot.line);
    }
    foot
}

/// The first line of the short lines at the end.
fn first(view: &View<'_>, lines: &Range<usize>) -> usize {
    let mut start = lines.end;
    while start > lines.start && lines.end - start < MOST_LINES {
        let mut begin = start - 1;
        while begin > lines.start && !view.lines[begin].gap {
            begin -= 1;
        }
        if matches!(view.lines[begin].role, Role::Item | Role::Cell | Role::Heading | Role::Quotation) {
            break;
        }
        if paragraphs::is_prose(view, begin..start) && known(view, begin).is_none() {
            // A closing may follow the last words without a gap.
            let near = begin.max(lines.end.saturating_sub(MOST_LINES))..start;
            start = near
                .into_iter()
                .find(|&at| known(view, at).is_some() && !paragraphs::is_prose(view, at..start))
                .unwrap_or(start);
            break;
        }
        start = begin;
    }
    start
}

/// What a line of the foot is by what it says.
fn known(view: &View<'_>, at: usize) -> Option<Role> {
    let line = view.lines[at];
    let words = line.of(view.text);
    if line.role == Role::Note || words.starts_with('*') && !words.starts_with("**") && line.words > 1 {
        return Some(Role::Note);
    }
    if is_closing(words, &line) {
        return Some(Role::Closing);
    }
    if is_signed(words, &line) {
        return Some(Role::Signature);
    }
    if dateline::of_line(view, &line).is_some() {
        return Some(Role::Dateline);
    }
    if is_publication(words, &line) {
        return Some(Role::Publication);
    }
    if is_contact(view, words, &line) {
        return Some(Role::Contact);
    }
    let note = words::begins(words, Cue::Note) && words.contains(':') && line.words > 2;
    note.then_some(Role::Note)
}

fn is_closing(words: &str, line: &Line) -> bool {
    line.words <= 14
        && line.width <= 110
        && words::begins(words, Cue::Closing)
        && !words.ends_with(['?', ':'])
        && !(words.ends_with('.') && line.words > 6)
}

fn is_signed(words: &str, line: &Line) -> bool {
    let words = words.trim_start_matches(['(', '[', '/', '_']);
    line.words <= 12
        && words::begins(words, Cue::Signed)
        && (words.contains([':', ')', '/', ',']) || line.words <= 2)
        && !(words::is_only(words.split([':', '/']).next().unwrap_or(words), Cue::TextTag))
}

/// The lines that are signatures: what follows a closing or "signed", or names at the very end.
fn sign(view: &View<'_>, classes: &[(usize, Option<Role>)], behind_prose: bool) -> Option<Range<usize>> {
    let announced = classes.iter().find(|class| matches!(class.1, Some(Role::Closing | Role::Signature)));
    if let Some(announced) = announced {
        let start = announced.0;
        let end = classes
            .iter()
            .rev()
            .find(|class| class.1.is_none() && is_name(view, class.0, true))
            .map_or(start, |class| class.0 + 1);
        return (end > start).then_some(start..end);
    }
    if !behind_prose {
        return None;
    }
    let names: Vec<usize> = classes.iter().filter(|class| class.1.is_none()).map(|class| class.0).collect();
    let (first, last) = (*names.first()?, *names.last()?);
    let all = names.iter().all(|&at| is_name(view, at, false));
    let strong = names.iter().any(|&at| is_strong_name(view, at));
    // Web pages end in all kinds of short lines.
    let marked = names.iter().any(|&at| is_signature_like(view, at));
    let trusted = view.format != Format::Html || marked;
    let fits = all && strong && trusted && names.len() <= MOST_UNANNOUNCED;
    // Names may stand in one block with the dateline over them.
    let open = |at: usize| !ends_sentence(view.lines[at].of(view.text));
    let dated = classes
        .iter()
        .any(|class| class.0 + 1 == first && class.1 == Some(Role::Dateline) && view.lines[class.0].gap && open(last));
    (fits && (view.lines[first].gap || dated)).then_some(first..last + 1)
}

/// Whether a line may be a line of a signature block: short, capitalised, no sentence.
fn is_name(view: &View<'_>, at: usize, announced: bool) -> bool {
    let line = view.lines[at];
    let words = line.of(view.text);
    if !announced && words::holds(words, Cue::Act) {
        return false;
    }
    let noise = words.starts_with(['(', '[']) && words.ends_with([')', ']']) && line.words <= 2;
    let bracketed = noise || words.starts_with(['(', '[', '©']) && !announced;
    if line.width > 110 || line.words > 14 || bracketed || words.ends_with(['!', '?', ';']) {
        return false;
    }
    if !words.chars().any(char::is_alphabetic) {
        return announced;
    }
    if announced {
        return !line.small || line.words <= 4;
    }
    let attests = words.ends_with(':') && line.words <= 5;
    match line.case {
        Case::Upper | Case::Title => line.words <= 10 && (!words.ends_with(':') || attests),
        Case::None => !ends_sentence(words) && line.width <= 24,
        Case::Mixed => attests && !line.small,
    }
}

/// Whether a line can hardly be anything but a name.
fn is_strong_name(view: &View<'_>, at: usize) -> bool {
    let line = view.lines[at];
    let stopped = ends_sentence(line.of(view.text));
    match line.case {
        Case::Upper => line.words <= 6 && (!view.all_upper || !stopped),
        Case::Title => !stopped && (2..=8).contains(&line.words),
        Case::None => true,
        Case::Mixed => false,
    }
}

fn is_signature_like(view: &View<'_>, at: usize) -> bool {
    let words = view.lines[at].of(view.text);
    words::holds(words, Cue::Body) || words.starts_with(['—', '–', '-', '~'])
}

impl Foot {
    fn emit(&mut self, view: &View<'_>, classes: &[(usize, Option<Role>)]) {
        for &(at, role) in classes {
            let line = view.lines[at];
            let role = role.unwrap_or(Role::Body);
            if role == Role::Dateline {
                self.dateline = dateline::of_line(view, &line).or(self.dateline.take());
            }
            // Lines of one block are one part.
            let joins = matches!(role, Role::Signature | Role::Closing | Role::Contact | Role::Note);
            match self.parts.last_mut().filter(|last| last.0 == role && joins) {
                Some(last) => last.1.end = line.span.end,
                None => self.parts.push((role, line.span)),
            }
        }
    }

    /// Finds "Done at …, this 5th day of May" in the last paragraphs, which is prose and yet a dateline.
    fn solemn(&mut self, view: &View<'_>, lines: Range<usize>) {
        let mut end = lines.end;
        for _ in 0..6 {
            if end <= lines.start {
                return;
            }
            let mut begin = end - 1;
            while begin > lines.start && !view.lines[begin].gap {
                begin -= 1;
            }
            let span = Span { start: view.lines[begin].span.start, end: view.lines[end - 1].span.end };
            if span.len() <= 700 && words::begins(&view.text[span.range()], Cue::Done) {
                let date = view.best_date(span);
                if date.is_some() {
                    self.dateline = Some(Dateline { span, date, end: span.end, ..Dateline::default() });
                    self.parts.push((Role::Dateline, span));
                    self.parts.sort_by_key(|part| part.1.start);
                    return;
                }
            }
            end = begin;
        }
    }
}
