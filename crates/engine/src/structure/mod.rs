//! The anatomy of a text: its statements and their parts, kind, parties and signatories.
//!
//! Takes a repaired text with the parts its format told (headings, items, cells, notes, quotations, furniture), what the
//! file says of itself, and the expressions of time found in it; gives an [`Anatomy`]. Every piece below this folder is
//! a pure function from text and parts to what it reads; this file alone puts them together, in the order in which one
//! needs what another found.

mod body;
mod dateline;
mod day;
pub mod demands;
mod divide;
mod foot;
mod head;
pub mod kind;
mod lines;
mod masthead;
mod nesting;
mod numbering;
mod occasion;
mod paragraphs;
pub mod parties;
pub mod quotations;
mod salutation;
pub mod signatories;
pub mod slogans;
mod subject;
#[cfg(test)]
mod suite;
#[cfg(test)]
mod testing;
mod title;
mod view;
mod words;

use broadside_model::{
    Anatomy, Dated, Edtf, Format, Found, IssuePlace, Mention, Metadata, Part, Role, Span, Statement, Text,
};
use dateline::Dateline;
use lines::Case;
use signatories::Rows;
use std::ops::Range;
use view::View;

/// As many signatures are a signature block; more are a list of signatories.
const MOST_IN_A_BLOCK: usize = 2;
/// A signature block that nothing announces names at most so many.
const MOST_UNANNOUNCED: usize = 6;

/// What structure reads.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The repaired text, with the parts that its format told.
    pub text: &'a Text,
    /// What the file says of itself.
    pub metadata: &'a [Metadata],
    /// What kind of file it came from.
    pub format: Format,
    /// Expressions of time in the text, in order of their place, as mentions of kind
    /// [`Time`](broadside_model::MentionKind::Time); those that stand for themselves carry their date.
    pub times: &'a [Mention],
}

/// Reads the anatomy of a text: its statements with their parts, and what those say.
pub fn read(input: &Input<'_>) -> Anatomy {
    let view = View::new(input);
    if !view.text.chars().any(char::is_alphanumeric) {
        return Anatomy::default();
    }
    let series = numbering::series(&view);
    let starts = divide::starts(&view);
    let mut anatomy = Anatomy::default();
    for (place, &first) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(view.lines.len());
        anatomy.statements.push(statement(input, &view, first..end, &series));
    }
    let over = starts.first().copied().unwrap_or(0);
    if over > 0 {
        carried(&view, over, &mut anatomy.statements);
    }
    anatomy
}

/// Reads the statement in `lines`.
fn statement(input: &Input<'_>, view: &View<'_>, lines: Range<usize>, series: &[Span]) -> Statement {
    let span = statement_span(view, &lines);
    let head = head::read(view, lines.clone(), series);
    let foot = foot::read(view, head.line.max(lines.start)..lines.end);
    let mut ranges = Vec::new();
    let headless = lines.start..head.parts.first().map_or(head.line, |part| line_of(view, part.1.start));
    if headless.end < head.line {
        ranges.extend(body::read(view, headless, span.start, series));
    }
    ranges.extend(head.parts.iter().copied());
    ranges.extend(body::read(view, head.line..foot.line, head.start, series));
    ranges.extend(foot.parts.iter().copied());
    if let Some(title) = &head.title {
        set_title(&mut ranges, title.span);
    }
    let mut statement = Statement { span, language: spoken(input.text, span), ..Statement::default() };
    let rows = signed(input, view, span, &mut ranges);
    statement.parts = parts(input.text, span, ranges);
    statement.title = head
        .title
        .map(|title| Found::new(joined(&view.text[title.span.range()]), title.span, title.method, title.confidence));
    if statement.title.is_none() && lines.len() == view.lines.len() {
        statement.title = given_title(view);
    }
    statement.salutation = head.salutation.map(|span| {
        let words = view.text[span.range()].trim_start_matches(['>', '|', ' ']);
        let words = words.trim_end_matches([',', ':', '!', '：', '！', '，', '،', ' ']);
        Found::new(one_line(words), span, "salutation", 90)
    });
    let paper = head.masthead.and_then(|masthead| masthead.name);
    statement.published_in = paper.map(|name| Found::new(one_line(&view.text[name.range()]), name, "masthead", 80));
    issue(view, head.dateline.as_ref(), foot.dateline.as_ref(), &mut statement);
    if statement.date.is_none() || statement.places.is_empty() {
        let title = head.title.map(|title| title.span);
        let said = occasion(view, lines.start..(head.line + 1).min(foot.line).max(lines.start), head.line, title);
        let signed = view.lines.get(lines.end.saturating_sub(1)).and_then(|line| occasion::signed(view, line));
        issue(view, said.as_ref(), signed.as_ref(), &mut statement);
    }
    rows.into_iter().for_each(|rows| sign(&mut statement, rows));
    let ends = kind::Ends::new(view.text, span);
    statement.kind = kind::of(&ends, &statement, input.metadata);
    parties::read(&ends, &mut statement, input.metadata);
    statement
}

/// Gives several statements what stands over the first of them: the periodical that carries them, or else the place and
/// day of the meeting whose acts they are.
fn carried(view: &View<'_>, first: usize, statements: &mut [Statement]) {
    if let Some(masthead) = masthead::find(view, &(0..first)) {
        let Some(name) = masthead.name else { return };
        for statement in statements.iter_mut().filter(|statement| statement.published_in.is_none()) {
            let paper = one_line(&view.text[name.range()]);
            statement.published_in = Some(Found::new(paper, name, "masthead", 80));
        }
        return;
    }
    let dateline = (0..first).find_map(|at| dateline::of_line(view, &view.lines[at]));
    let dateline = dateline.or_else(|| occasion(view, 0..first, first, None));
    for statement in statements {
        issue(view, dateline.as_ref(), None, statement);
    }
}

/// Reads the lists of signatories and signature blocks of a statement, and gives them their parts.
fn signed(input: &Input<'_>, view: &View<'_>, span: Span, ranges: &mut Vec<(Role, Span)>) -> Vec<Rows> {
    let text = input.text;
    let mut lists = Vec::new();
    for list in signatories::locate(&text.text, span, &text.parts) {
        let titled = ranges.iter().any(|range| range.0 == Role::Title && range.1.overlaps(list));
        if titled || list.is_empty() || runs_on(view, list.start) {
            continue;
        }
        let rows = signatories::read(&text.text, list, &text.parts, text.language.as_deref());
        if !signatories::is_sound(&rows, text) {
            continue;
        }
        let role = if rows.rows.len() > MOST_IN_A_BLOCK { Role::Signatories } else { Role::Signature };
        nesting::insert(ranges, role, list);
        lists.push(rows);
    }
    if lists.is_empty()
        && let Some(block) = ranges.iter().rev().find(|range| range.0 == Role::Signature)
    {
        let rows = signatories::read(&text.text, block.1, &text.parts, text.language.as_deref());
        let sound = rows.rows.len() <= MOST_UNANNOUNCED && signatories::is_sound(&rows, text);
        lists.extend(sound.then_some(rows));
    }
    lists
}

/// Whether the line before `start` is prose that goes on there: what follows is its last words, not a signature.
fn runs_on(view: &View<'_>, start: u32) -> bool {
    let before = line_of(view, start).checked_sub(1).map(|before| view.lines[before]);
    before.is_some_and(|line| {
        let words = line.of(view.text);
        line.width > 40 && line.case == Case::Mixed && !lines::ends_sentence(words) && !words.ends_with([':', ',', ';'])
    })
}

/// Adds the rows of a list to a statement; a second list goes on counting where its rows have no numbers of their own.
fn sign(statement: &mut Statement, rows: Rows) {
    statement.signatories.extend(rows.rows);
    if statement.more_signatories.is_none() {
        statement.more_signatories = rows.more;
    }
}

/// Gives the part that is the title its role, wherever it stands.
fn set_title(ranges: &mut Vec<(Role, Span)>, title: Span) {
    if let Some(range) = ranges.iter_mut().find(|range| range.1 == title) {
        range.0 = Role::Title;
    } else if ranges.iter().all(|range| range.0 != Role::Title) {
        ranges.push((Role::Title, title));
    }
}

/// The title that the head of a mail or the front matter of a Markdown file gives: its author wrote it there.
fn given_title(view: &View<'_>) -> Option<Found<String>> {
    let title = view.given("title").filter(|_| matches!(view.format, Format::Eml | Format::Markdown))?;
    let title = subject::bare(title);
    let found =
        Found { value: one_line(title), evidence: Vec::new(), method: "title-given".to_owned(), confidence: 85 };
    (!title.is_empty()).then_some(found)
}

/// The language of a statement: the text's, or that of nearly all its paragraphs whose language is known where the text's
/// is not plain, and of its own paragraphs where the text holds several statements.
fn spoken(text: &Text, span: Span) -> Option<String> {
    let mut shares: Vec<(&str, usize)> = Vec::new();
    let mut total = 0;
    let first = text.parts.partition_point(|part| part.text.start < span.start);
    let inside = text.parts[first..].iter().take_while(|part| part.text.start < span.end);
    for part in inside.filter(|part| part.text.end <= span.end) {
        total += part.text.len();
        let Some(language) = part.language.as_deref() else { continue };
        match shares.iter_mut().find(|share| share.0 == language) {
            Some(share) => share.1 += part.text.len(),
            None => shares.push((language, part.text.len())),
        }
    }
    let known: usize = shares.iter().map(|share| share.1).sum();
    let best = shares.into_iter().max_by_key(|share| share.1);
    let most = best.filter(|best| best.1 * 10 >= known * 9 && best.1 * 2 >= total).map(|best| best.0.to_owned());
    let whole = span.len() >= text.text.len();
    if whole { text.language.clone().or(most) } else { most.or_else(|| text.language.clone()) }
}

/// The bytes of a statement: to the beginning of the next one.
fn statement_span(view: &View<'_>, lines: &Range<usize>) -> Span {
    let start = if lines.start == 0 { 0 } else { view.lines[lines.start].span.start };
    let end = view.lines.get(lines.end).map_or(view.text.len(), |next| next.span.start as usize);
    Span { start, end: u32::try_from(end).unwrap_or(u32::MAX) }
}

fn line_of(view: &View<'_>, byte: u32) -> usize {
    view.lines.partition_point(|line| line.span.end <= byte)
}

/// Words with one space wherever there was white space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a title on one line; a word broken at a line's end is whole again.
fn joined(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for piece in words.lines().map(str::trim).filter(|piece| !piece.is_empty()) {
        let broken = line.strip_suffix('-').is_some_and(|before| {
            // In capitals a hyphen may as well part two words.
            before.ends_with(char::is_lowercase) && piece.starts_with(char::is_lowercase)
        });
        match broken {
            true => line.truncate(line.len() - 1),
            false if !line.is_empty() => line.push(' '),
            false => {}
        }
        line.push_str(&one_line(piece));
    }
    line
}

/// Place, date and source of issue, as the datelines state them; the head's before the foot's.
fn issue(view: &View<'_>, head: Option<&Dateline>, foot: Option<&Dateline>, statement: &mut Statement) {
    let datelines = [(head, 95), (foot, 90)];
    for (dateline, confidence) in
        datelines.into_iter().filter_map(|(dateline, sure)| dateline.map(|found| (found, sure)))
    {
        // A whole year is left to dating, which may know better.
        if statement.date.is_none()
            && let Some((edtf, span)) = dateline.date.as_ref().filter(|(date, _)| is_narrow(date))
        {
            let dated = Dated { edtf: edtf.clone(), reasons: vec!["dateline".to_owned()] };
            statement.date = Some(Found::new(dated, *span, "dateline", confidence));
        }
        if statement.places.is_empty()
            && let Some(span) = dateline.place
        {
            let place = IssuePlace { name: one_line(&view.text[span.range()]), country: None };
            statement.places.push(Found::new(place, span, "dateline", confidence));
        }
        if statement.published_in.is_none()
            && let Some(span) = dateline.source
        {
            let source = one_line(&view.text[span.range()]);
            statement.published_in = Some(Found::new(source, span, "dateline-source", confidence));
        }
    }
}

/// Where and when, as lines of the head or the first line of the body tell it in more words than a dateline has.
fn occasion(view: &View<'_>, lines: Range<usize>, body: usize, title: Option<Span>) -> Option<Dateline> {
    lines.clone().find_map(|at| {
        let line = view.lines.get(at)?;
        let titled = |span: Span| title.is_some_and(|title| title.overlaps(span));
        let above = at > lines.start && titled(view.lines[at - 1].span);
        occasion::of_line(view, line, at < body && above, at < body)
    })
}

/// Whether a date is a day, a month, or something between.
fn is_narrow(date: &Edtf) -> bool {
    match (date.earliest(), date.latest()) {
        (Some(earliest), Some(latest)) => latest.number() - earliest.number() <= 31,
        _ => false,
    }
}

/// Parts in order of their place, with the furniture of the text between them.
fn parts(text: &Text, span: Span, ranges: Vec<(Role, Span)>) -> Vec<Part> {
    let mut parts: Vec<Part> = ranges
        .into_iter()
        .map(|(role, span)| (role, trimmed(&text.text, span)))
        .filter(|range| !range.1.is_empty())
        .map(|(role, span)| Part { role, text: span, raw: text.raw_span(span), language: language(text, span) })
        .collect();
    let last = text.text.len() as u64 == u64::from(span.end);
    let inside = |part: &&Part| part.text.start >= span.start && (part.text.start < span.end || last);
    parts.extend(text.parts.iter().filter(|part| part.role == Role::Furniture).filter(inside).cloned());
    parts.sort_by_key(|part| (part.text.start, std::cmp::Reverse(part.text.end), part.raw.start));
    parts
}

/// A span without white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::new(start, start + words.trim().len())
}

/// The language that repair found for the part that `span` begins in.
fn language(text: &Text, span: Span) -> Option<String> {
    let after = text.parts.partition_point(|part| part.text.start <= span.start);
    let part = text.parts[..after].iter().rev().find(|part| part.text.contains(span.start))?;
    part.language.clone()
}
