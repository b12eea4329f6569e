//! The head of a statement: everything before its first paragraph.
//!
//! Takes the lines of a statement, gives its title, subtitle, byline, dateline, addressee, salutation, epigraph and
//! publication line, and where the body begins. Lines are read in order until one is prose, an item, or a numbered
//! heading.

use super::dateline::{self, Dateline};
use super::lines::{Case, Line, ends_sentence};
use super::masthead::{self, Masthead};
use super::words::{self, Cue};
use super::{View, lines, numbering, paragraphs, salutation, title};
use broadside_model::{Role, Span};
use std::ops::Range;

/// A head has at most this many lines.
const MOST_LINES: usize = 60;

/// What a line of the head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Not known by itself: perhaps a title, a letterhead, a heading.
    Candidate,
    /// Known by what it says.
    Known(Role),
}

/// A line of the head, classed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Its number in the view.
    pub line: usize,
    /// What it is.
    pub class: Class,
}

/// A title that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// Its bytes.
    pub span: Span,
    /// The rule that read it.
    pub method: &'static str,
    /// How sure, in hundredths.
    pub confidence: u8,
}

/// The head of a statement.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Its parts, in order.
    pub parts: Vec<(Role, Span)>,
    /// Its title.
    pub title: Option<Title>,
    /// Its dateline.
    pub dateline: Option<Dateline>,
    /// Its salutation.
    pub salutation: Option<Span>,
    /// An addressee that also greets, where there is no salutation.
    pub addressed: Option<Span>,
    /// The masthead over it.
    pub masthead: Option<Masthead>,
    /// The first line of the body.
    pub line: usize,
    /// Where the body begins: in that line.
    pub start: u32,
}

/// Reads the head of the statement in `lines`.
pub(super) fn read(view: &View<'_>, lines: Range<usize>, series: &[Span]) -> Head {
    let mut head = Head::default();
    let mut entries = Vec::new();
    let begin = title::agreed_heading(view, lines.clone()).unwrap_or(lines.start);
    let mut at = begin;
    let masthead = masthead::find(view, &(begin..lines.end));
    while at < lines.end && at < begin + MOST_LINES {
        let line = view.lines[at];
        if masthead.as_ref().is_some_and(|masthead| masthead.lines.contains(&at)) {
            entries.push(Entry { line: at, class: Class::Known(Role::Publication) });
            at += 1;
            continue;
        }
        if stops(view, at, &lines, series, entries.is_empty()) {
            break;
        }
        let end = paragraphs::end(view, at, lines.end);
        let run_on = view.lines[end - 1].span.end as usize;
        if line.gap
            && let Some(found) = dateline::run_in(view, line.span.start as usize, run_on)
        {
            head.take_run_in(found);
            break;
        }
        match class(view, at, end, &entries) {
            Some(class) => entries.push(Entry { line: at, class }),
            None => {
                if let Some((span, behind)) = salutation::run_in(view.text, line.span.start as usize, run_on) {
                    head.take_salutation(view, span, behind);
                }
                break;
            }
        }
        at += 1;
        if ends_head(view, &entries, at, lines.end) {
            break;
        }
    }
    head.settle(view, &entries, at, &lines, series);
    head.masthead = masthead.filter(|_| begin == lines.start);
    head
}

/// Whether the head ends with its last entry: a salutation, or an addressee that greets and is followed by none.
fn ends_head(view: &View<'_>, entries: &[Entry], at: usize, limit: usize) -> bool {
    let Some(last) = entries.last() else { return false };
    match last.class {
        Class::Known(Role::Salutation) => true,
        Class::Known(Role::Addressee) => {
            let greets = lines::plain(view.lines[last.line].of(view.text)).ends_with(':');
            let next = (at < limit).then(|| view.lines[at]);
            greets
                && next
                    .is_some_and(|next| !matches!(known(view, &next, entries), Some(Role::Salutation | Role::Dateline)))
        }
        _ => false,
    }
}

/// Whether the head ends before line `at`: an item, a cell, or a heading of a numbered series.
fn stops(view: &View<'_>, at: usize, lines: &Range<usize>, series: &[Span], first: bool) -> bool {
    let line = view.lines[at];
    // The numbers of the statements in a digest make a series of their own.
    let one_of_several = first && lines.len() < view.lines.len() && line.width <= 160;
    let numbered =
        || numbered_title(view.text, line.span).is_some() || words::begins(line.of(view.text), Cue::Numbered);
    if one_of_several && numbered() {
        return false;
    }
    let item = matches!(line.role, Role::Item | Role::Cell | Role::Note) && !first;
    let listed = !line.is_heading()
        && numbering::marks(line.of(view.text)).iter().any(|mark| {
            (at + 1..lines.end.min(at + 12)).any(|next| {
                numbering::marks(view.lines[next].of(view.text)).iter().any(|other| mark.is_followed_by(*other))
            })
        });
    item || listed || series.binary_search_by_key(&line.span.start, |span| span.start).is_ok()
}

/// A title in capitals without the number that a digest gives it: "II. TELEGRAM FROM NORTHPORT".
pub(super) fn numbered_title(text: &str, span: Span) -> Option<Span> {
    let words = &text[span.range()];
    let (number, rest) = words.split_once(['.', ')', ':'])?;
    let roman = number.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X' | b'L')) && number.len() <= 6;
    let arabic = number.bytes().all(|letter| letter.is_ascii_digit()) && number.len() <= 2;
    let title = rest.trim_start();
    let upper =
        !title.chars().any(char::is_lowercase) && title.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    let start = span.end as usize - title.len();
    (!number.is_empty() && (roman || arabic) && rest.len() > title.len() && upper)
        .then(|| Span::new(start, span.end as usize))
}

/// What line `at` is; `None` where prose begins.
fn class(view: &View<'_>, at: usize, end: usize, before: &[Entry]) -> Option<Class> {
    let line = view.lines[at];
    let words = line.of(view.text);
    if let Some(role) = known(view, &line, before) {
        return Some(Class::Known(role));
    }
    let next = view.lines.get(at + 1).map_or("", |next| next.of(view.text));
    let motto = is_quoted(words) && line.width <= 300 && (!before.is_empty() || next.starts_with(['—', '–', '-', '(']));
    if line.role == Role::Quotation || motto {
        return Some(Class::Known(Role::Epigraph));
    }
    if !paragraphs::is_prose(view, at..end) {
        return Some(Class::Candidate);
    }
    // Lines in capitals over a paragraph in small letters are a heading without a gap.
    let below = (at + 1..end.min(at + 6)).find(|&next| view.lines[next].case != Case::Upper);
    let contrast = line.case == Case::Upper && !view.all_upper && below.is_some();
    (contrast && line.width <= 160).then_some(Class::Candidate)
}

/// What a line is by what it says.
fn known(view: &View<'_>, line: &Line, before: &[Entry]) -> Option<Role> {
    let words = lines::plain(line.of(view.text));
    if line.width > 260 {
        return None;
    }
    if words.starts_with('[') && words.ends_with(']') && line.case == Case::Upper {
        return Some(Role::Byline);
    }
    let titled = line.is_heading() && title::is_given(view, words);
    if titled {
        return None;
    }
    if dateline::of_line(view, line).is_some()
        || words::is_only(words, Cue::Undated) && !words.is_empty() && line.words > 1
    {
        return Some(Role::Dateline);
    }
    if !line.is_heading() && is_publication(words, line) {
        return Some(Role::Publication);
    }
    if is_contact(view, words, line) {
        return Some(Role::Contact);
    }
    if salutation::is_line(view, line) {
        return Some(Role::Salutation);
    }
    if is_addressee(view, words, line, before) {
        return Some(Role::Addressee);
    }
    is_byline(view, words, line, before).then_some(Role::Byline)
}

/// "Received for publication from …", "Source: …".
pub(super) fn is_publication(words: &str, line: &Line) -> bool {
    line.words >= 2 && line.width <= 220 && words::begins(words.trim_start_matches(['(', '[', '*']), Cue::Publication)
}

/// A line with an address of the web, of mail, or a telephone number.
pub(super) fn is_contact(view: &View<'_>, words: &str, line: &Line) -> bool {
    if line.width > 200 || line.is_heading() {
        return false;
    }
    let mailed = words.contains('@') && words.contains('.') && line.words <= 12;
    let linked = (words.contains("://") || words.contains("www.")) && line.words <= 14;
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    // "Address of the chair to the congress, 4 May 1931" is no address.
    let dated = || !view.times_from(line, line.span.end).is_empty() && words::begins(words, Cue::Act);
    mailed || linked || digits >= 4 && line.words <= 20 && words::begins(words, Cue::Contact) && !dated()
}

/// "To the workers of the port:", "TO: the Ministry".
fn is_addressee(view: &View<'_>, words: &str, line: &Line, before: &[Entry]) -> bool {
    if line.width > 200 || line.is_heading() || ends_sentence(words) {
        return false;
    }
    if !words::begins_in(words, Cue::To, view.language) {
        return false;
    }
    if line.small {
        // A letterhead goes on there: "The Executive of the Union" / "to all branches".
        let above = before.last().map_or("", |entry| view.lines[entry.line].of(view.text));
        let last = view.lines.partition_point(|other| other.span.start <= line.span.start);
        let alone = view.lines.get(last).is_some_and(|next| next.gap) && before.len() == 1 && line.words >= 3;
        let headed = words::holds(above, Cue::Body) && !words::holds(above, Cue::Act) && !ends_sentence(above);
        return alone && headed && line.words <= 8;
    }
    let open = words.ends_with([':', ',']);
    if !open && is_titles(view, line, before) {
        return false;
    }
    let labelled = words.split_whitespace().next().is_some_and(|first| first.ends_with(':'));
    let capitals = matches!(line.case, Case::Title | Case::Upper);
    // Before the first words, a line that begins "To the" in capitals greets.
    let alone =
        line.gap && !before.iter().any(|entry| entry.class == Class::Candidate) && !words::holds(words, Cue::Act);
    let over_prose = alone && capitals && line.words >= 4 && line.words <= 20 && prose_follows(view, line);
    let behind_title =
        before.iter().any(|entry| entry.class == Class::Candidate) && matches!(line.case, Case::Title | Case::Upper);
    open && (capitals && line.words <= 30 || line.words <= 10)
        || over_prose
        || labelled && line.words <= 20
        || behind_title && !line.is_heading() && line.words <= 14
}

/// Whether a line goes on from the title of an act above it: "APPEAL" / "TO ALL BAKERS".
fn is_titles(view: &View<'_>, line: &Line, before: &[Entry]) -> bool {
    let above = before.last().filter(|entry| entry.class == Class::Candidate).map(|entry| view.lines[entry.line]);
    above.is_some_and(|above| {
        let words = above.of(view.text);
        let below = view.text.get(above.span.end as usize..line.span.start as usize);
        let next = below.is_some_and(|between| between.trim().is_empty());
        next && !line.gap && above.case == line.case && words::holds(words, Cue::Act) && !ends_sentence(words)
    })
}

/// Whether a paragraph of prose stands directly behind a line.
fn prose_follows(view: &View<'_>, line: &Line) -> bool {
    let next = view.lines.partition_point(|other| other.span.start <= line.span.start);
    let gap = view.lines.get(next).is_some_and(|next| next.gap);
    gap && paragraphs::is_prose(view, next..paragraphs::end(view, next, view.lines.len()))
}

/// "By Ada Baker", or the author that the file names.
fn is_byline(view: &View<'_>, words: &str, line: &Line, before: &[Entry]) -> bool {
    if line.is_heading() || line.words > 14 || line.width > 120 {
        return false;
    }
    let said = view.given("creator").is_some_and(|creator| {
        let (creator, words) = (words::fold(creator), words::fold(words));
        creator.len() >= 5 && words.contains(&creator) && words.len() <= creator.len() + 16
    });
    let by = words::begins_in(words, Cue::By, view.language)
        && matches!(line.case, Case::Title | Case::Upper)
        && !words::holds(words, Cue::Act);
    said || by && line.words <= 9 && !before.is_empty() && !words.ends_with(['.', '!', '?', ':'])
}

/// Whether all of a line stands in quotation marks.
fn is_quoted(words: &str) -> bool {
    let inner = words.trim_end_matches(['.', ',', '!', '?']);
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('「', '」')];
    pairs.iter().any(|&(open, close)| {
        let body = inner.strip_prefix(open).and_then(|body| body.strip_suffix(close));
        body.is_some_and(|body| !body.contains([open, close]) && body.split_whitespace().count() > 4)
    })
}

impl Head {
    fn take_run_in(&mut self, found: Dateline) {
        self.start = found.end;
        self.dateline = Some(found);
    }

    fn take_salutation(&mut self, view: &View<'_>, span: Span, behind: usize) {
        self.start = u32::try_from(behind).unwrap_or(u32::MAX).min(u32::try_from(view.text.len()).unwrap_or(u32::MAX));
        self.salutation = Some(span);
    }

    /// Decides what the candidates are and where the body begins.
    fn settle(&mut self, view: &View<'_>, entries: &[Entry], at: usize, lines: &Range<usize>, series: &[Span]) {
        let open_end = at >= lines.end;
        let mut chosen = title::choose(view, entries, open_end);
        if let Some(chosen) = chosen.as_mut().filter(|_| lines.len() < view.lines.len()) {
            chosen.title.span = numbered_title(view.text, chosen.title.span).unwrap_or(chosen.title.span);
        }
        let weak = chosen.as_ref().is_none_or(|chosen| {
            chosen.title.method != "title-agreed" && !words::holds(&view.text[chosen.title.span.range()], Cue::Act)
        });
        if weak && let Some(title) = title::repeated(view, lines) {
            (self.title, chosen) = (Some(title), None);
        }
        let mut last = entries.len();
        if open_end {
            // Short lines to the very end are no head: what stands behind the title is the statement.
            last = chosen.as_ref().map_or(0, |chosen| chosen.entries.end);
        }
        last = self.without_heading(view, entries, last, chosen.as_ref(), series);
        self.line =
            entries[..last].last().map_or(lines.start.max(at.min(first_line(entries, at))), |entry| entry.line + 1);
        for (place, entry) in entries[..last].iter().enumerate() {
            let line = view.lines[entry.line];
            let role = match (entry.class, &chosen) {
                (_, Some(chosen)) if chosen.entries.contains(&place) => continue,
                (Class::Known(role), _) => Some(role),
                (Class::Candidate, chosen) => role_beside(view, &line, place, chosen.as_ref()),
            };
            self.add(view, role.unwrap_or(Role::Body), &line, place + 1 == last);
        }
        if let Some(chosen) = chosen.filter(|chosen| chosen.entries.end <= last) {
            self.parts.push((Role::Title, chosen.title.span));
            self.title = Some(chosen.title);
        }
        let body = view.lines.get(self.line).map_or(view.text.len(), |line| line.span.start as usize);
        self.start = self.start.max(u32::try_from(body).unwrap_or(u32::MAX));
        if self.line >= lines.end {
            self.line = lines.end;
        }
        self.salutation = self.salutation.or(self.addressed);
        if let Some(span) = self.salutation {
            self.parts.push((Role::Salutation, span));
        }
        if let Some(found) = &self.dateline
            && found.end > found.span.end
        {
            self.parts.push((Role::Dateline, found.span));
            self.parts.extend(found.tags.iter().map(|tag| (Role::Byline, *tag)));
        }
        self.parts.sort_by_key(|part| (part.1.start, std::cmp::Reverse(part.1.end)));
    }

    /// How many entries are the head, without a heading at its end that belongs to what follows it.
    fn without_heading(
        &self,
        view: &View<'_>,
        entries: &[Entry],
        mut last: usize,
        chosen: Option<&title::Chosen>,
        series: &[Span],
    ) -> usize {
        let title_end = chosen.map_or(0, |chosen| chosen.entries.end);
        // A heading behind the title begins the body, unless it is followed by more of a head.
        let heading = (title_end.max(1)..last).find(|&place| {
            let more = entries[place + 1..last].iter().take(4).any(|entry| entry.class != Class::Candidate);
            entries[place].class == Class::Candidate && view.lines[entries[place].line].is_heading() && !more
        });
        last = heading.unwrap_or(last);
        while last > title_end {
            let entry = entries[last - 1];
            let line = view.lines[entry.line];
            let short = line.words <= 4 && (!series.is_empty() || line.case == Case::None);
            let heads = entry.class == Class::Candidate && (line.is_heading() || line.gap && short);
            if !heads {
                break;
            }
            last -= 1;
        }
        last
    }

    fn add(&mut self, view: &View<'_>, role: Role, line: &Line, last: bool) {
        let greets = last && line.case != Case::Mixed || lines::plain(line.of(view.text)).ends_with(':');
        match role {
            Role::Salutation => self.salutation = self.salutation.or(Some(line.span)),
            Role::Addressee if greets => {
                // "To the Congress of the United States:" names the addressee and, where nothing else does, greets.
                self.addressed = Some(line.span);
                let words = lines::plain(line.of(view.text)).trim_end_matches(':');
                let start = words.as_ptr() as usize - view.text.as_ptr() as usize;
                self.parts.push((role, Span::new(start, start + words.len())));
            }
            Role::Dateline => {
                if let Some(found) = dateline::of_line(view, line)
                    && self.dateline.as_ref().is_none_or(|known| known.date.is_none())
                {
                    self.dateline = Some(found);
                }
                self.parts.push((role, line.span));
            }
            _ => self.parts.push((role, line.span)),
        }
    }
}

fn first_line(entries: &[Entry], at: usize) -> usize {
    entries.first().map_or(at, |entry| entry.line)
}

/// What a candidate is that stands before or behind the title.
fn role_beside(view: &View<'_>, line: &Line, place: usize, chosen: Option<&title::Chosen>) -> Option<Role> {
    let words = line.of(view.text);
    if line.is_heading() {
        return Some(Role::Heading);
    }
    let body = words::holds(words, Cue::Body) && !words::holds(words, Cue::Act);
    let short = line.width <= 120;
    let Some(chosen) = chosen else { return (body && short).then_some(Role::Byline) };
    if body && short {
        return Some(Role::Byline);
    }
    if place < chosen.entries.start {
        return words.ends_with('!').then_some(Role::Epigraph);
    }
    let next = place == chosen.entries.end;
    let bracketed = words.starts_with(['(', '[']) && words.ends_with([')', ']']);
    let told = line.words <= 12
        || line.case != Case::Mixed && line.case != Case::None
        || line.case == Case::None && line.width <= 60;
    let open = ends_sentence(words) || words.ends_with([',', ';', ':']);
    (bracketed || next && told && line.width <= 200 && !open).then_some(Role::Subtitle)
}
