//! Lines put together to the entries of a list: wrapped lines joined, heads of groups apart, runs cut.
//!
//! Takes lines from the announcement on, gives entries with the head each stands under, and the first line that is no part
//! of the list any more.

use broadside_model::Span;

use super::block::{join_line, rows_by_line};
use super::body;
use super::ends::{is_copy, is_count, is_leave, is_personal, shape_row, shape_sentence, tail_only};
use super::head::{self, Cue, Head};
use super::line::{Line, Marker};
use super::run;
use super::shape;
use super::table;
use super::tail;
use super::tidy;
use super::words::is_small;
use crate::knowledge::country::fold;

/// What will be one row.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its characters, lines joined; cells parted by tabs.
    pub text: String,
    pub span: Span,
    pub marker: Marker,
    /// Index of the head it stands under.
    pub head: Option<usize>,
    /// The body it signs for ("For the …:").
    pub body: Option<String>,
    /// Whether its office stood on a line of its own.
    pub stacked: bool,
    /// Whether it was cut out of a run.
    pub run: bool,
}

/// A list put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub entries: Vec<Entry>,
    pub heads: Vec<Head>,
    /// How many more there are, and where it says so.
    pub more: Option<(u32, Span)>,
    pub note: Option<String>,
    /// Whether the list goes on behind the most rows that are read.
    pub cut: bool,
    /// Index of the first line that is not part of it.
    pub end: usize,
}

/// Depth of a head without marks of its own, and of one that is a country.
const PLAIN: u8 = 8;
const COUNTRY: u8 = 12;
/// Longest entry that lines are joined to, in bytes.
const LONGEST: usize = 2000;
/// Most rows that a list is read to. What is left out is said of the last of them.
pub(super) const MOST: usize = 50_000;
/// Most lines between the announcement and the first row that say something else.
const SUBTITLES: usize = 3;

/// Puts a list together. `forced` reads every line, as within a list that was located before.
pub(super) fn gather(lines: &[Line], forced: bool) -> Gathered {
    let mut gatherer = Gatherer {
        lines,
        out: Gathered::default(),
        head: None,
        body: None,
        at: 0,
        skipped: 0,
        plain: None,
        no_run: 0,
        forced,
    };
    while gatherer.at < lines.len() {
        if !gatherer.step() {
            break;
        }
        gatherer.out.end = gatherer.at;
    }
    gatherer.out
}

/// What is put together, and how far.
pub(super) struct Gatherer<'l> {
    pub(super) lines: &'l [Line],
    pub(super) out: Gathered,
    pub(super) head: Option<usize>,
    pub(super) body: Option<String>,
    pub(super) at: usize,
    pub(super) skipped: usize,
    /// The latest head that is no deeper than plain.
    pub(super) plain: Option<usize>,
    /// Lines before this one were tried as a run and are none.
    pub(super) no_run: usize,
    pub(super) forced: bool,
}

impl Gatherer<'_> {
    /// Takes the next line or lines; `false` where the list has ended.
    fn step(&mut self) -> bool {
        let Some(line) = self.lines.get(self.at) else { return false };
        if self.out.entries.len() >= MOST {
            self.out.cut = true;
            return false;
        }
        if line.inside || (self.continues(line) && !tail::uncounted(&line.text)) {
            return self.append(line, if line.inside && table::cells(&line.text).is_none() { " " } else { "\u{1}" });
        }
        if let Some(goes_on) = self.aside(line) {
            return goes_on;
        }
        if let Some(body) = self.signs_for(line) {
            return self.take_body(line, body);
        }
        let group = || head::inline_group(line).filter(|_| !self.out.heads.is_empty());
        if let Some((head, rest)) = head::inline(line).or_else(group) {
            return self.take_inline(line, head, rest);
        }
        if self.is_running_head(line) {
            self.at += 1;
            return true;
        }
        if let Some(level) = self.heading(line) {
            let level =
                if level == PLAIN && head::cue(line) != Some(Cue::Strong) { self.below_announcement() } else { level };
            self.push_head(head::head(&line.text, level));
            self.at += 1;
            return true;
        }
        if self.is_subtitle(line) {
            self.at += 1;
            return true;
        }
        if self.ends(line) {
            return self.skip(line);
        }
        if self.stacks(line) {
            return self.append(line, ", ");
        }
        self.take_entry(line)
    }

    /// A line that names nobody: how many others there are, that the list is open, who gets copies; whether the list goes on.
    fn aside(&mut self, line: &Line) -> Option<bool> {
        let unmarked = line.marker == Marker::None || self.out.entries.len() > 2;
        if let Some(count) = tail::others(&line.text).filter(|_| unmarked && tail_only(&line.text)) {
            self.out.more = Some((count, line.span));
            self.at += 1;
            return Some(true);
        }
        if is_count(&line.text)
            || tail::uncounted(&line.text)
            || is_leave(&line.text)
            || (line.text.len() < 120 && head::cue(line).is_none() && is_personal(&line.text) && !shape_row(&line.text))
        {
            self.at += 1;
            return Some(true);
        }
        if is_copy(&line.text) && !self.forced {
            return Some(false);
        }
        if tail::is_note(&line.text) {
            self.out.note = Some(tidy::clean(&line.text));
            self.at += 1;
            return Some(true);
        }
        None
    }

    /// Adds a head, countries below everything else that has no depth of its own.
    fn push_head(&mut self, mut head: Head) {
        self.body = None;
        if head.land.is_some() && head.level >= 7 {
            head.level = COUNTRY;
        }
        if head.level <= PLAIN {
            self.plain = Some(self.out.heads.len());
        }
        // The same head again, as at the top of another page: the group goes on.
        let name = fold(&head.name);
        let same = |other: &Head| other.level == head.level && other.as_of == head.as_of && fold(&other.name) == name;
        let again = self.out.heads.iter().rposition(same).filter(|_| !name.is_empty());
        if let Some(again) = again {
            self.head = Some(again);
            return;
        }
        self.out.heads.push(head);
        self.head = Some(self.out.heads.len() - 1);
    }

    /// The depth of a plain head: below the announcement where that has no rows of its own, else beside it.
    fn below_announcement(&self) -> u8 {
        let bare = self.plain.is_some_and(|above| {
            let mut latest = self.out.entries.iter().rev().take_while(|entry| entry.head >= Some(above));
            !latest.any(|entry| entry.head == Some(above))
        });
        if bare { PLAIN + 1 } else { PLAIN }
    }

    /// A line before the first row, or a date, may be passed over; else the list has ended.
    fn skip(&mut self, line: &Line) -> bool {
        let since_head = self.out.entries.last().is_none_or(|entry| entry.head != self.head);
        let passes = self.forced
            || (since_head && self.skipped < SUBTITLES && line.text.len() < 160 && !shape_sentence(&line.text));
        self.skipped += 1;
        self.at += 1;
        passes
    }

    /// Whether a line is wrapped from the one before.
    fn continues(&self, line: &Line) -> bool {
        let Some(last) = self.out.entries.last().filter(|last| last.text.len() < LONGEST) else { return false };
        if line.marker != Marker::None
            || line.heading.is_some()
            || (line.item && !line.inside)
            || last.head != self.head
            || last.body != self.body
        {
            return false;
        }
        let open = last.text.matches(['(', '（']).count() > last.text.matches([')', '）']).count();
        let hyphen = last.text.ends_with('-') && line.text.starts_with(char::is_lowercase);
        if line.blank > 0 {
            let joined = super::run::is_and(&fold(last.text.rsplit(' ').next().unwrap_or("")));
            return line.broken && (open || hyphen || (joined && last.text.contains(' ')));
        }
        let last_word = fold(last.text.rsplit(' ').next().unwrap_or(""));
        let dangling = last.text.ends_with(['/', '&'])
            || (last.text.ends_with([',', '，']) && !shape::is_person(line.text.split(',').next().unwrap_or("")))
            || (is_small(&last_word)
                && !last_word.is_empty()
                && last.text.contains(' ')
                && !shape::is_unspaced(&last.text));
        let first_word = line.text.split(' ').next().unwrap_or("");
        let small = first_word.chars().next().is_some_and(char::is_lowercase)
            && tidy::without_titles(line.text.split(',').next().unwrap_or("")).0.is_empty()
            && !(last.marker == Marker::None && shape::is_acronym(first_word))
            && !(shape::begins_office(&line.text) && shape::is_person(tidy::without_titles(&last.text).1));
        let bracket = line.text.starts_with(['(', '（', ',', '/']);
        let hangs = last.marker != Marker::None
            && last.marker != Marker::Signed
            && !line.text.ends_with([':', '：'])
            && head::cue(line).is_none_or(|cue| cue == Cue::Group)
            && tail::others(&line.text).is_none()
            && !tail::is_note(&line.text);
        open || hyphen || dangling || bracket || (small && tail::others(&line.text).is_none()) || hangs
    }

    /// Whether a line is the office or the body of the person on the line before.
    fn stacks(&self, line: &Line) -> bool {
        let Some(last) = self.out.entries.last().filter(|last| last.text.len() < LONGEST) else { return false };
        if line.marker != Marker::None
            || line.blank > 0
            || line.item
            || last.head != self.head
            || (last.marker != Marker::None && last.marker != Marker::Signed)
            || last.run
            || last.body != self.body
            || last.text.contains('\t')
        {
            return false;
        }
        let name = tidy::without_titles(last.text.split([',', '(']).next().unwrap_or("").trim()).1;
        let person = shape::is_person(name);
        if shape::is_organ(&last.text) && shape::is_organisation(&line.text) && !shape::is_organ(&line.text) {
            return true;
        }
        if super::row::is_office_of(last.text.split(',').next().unwrap_or(""))
            && shape::is_person(tidy::without_titles(line.text.trim_end_matches(['.', ','])).1)
        {
            return true;
        }
        let first = line.text.split([',', '(', '–']).next().unwrap_or("").trim();
        let office = shape::begins_office(&line.text) && !shape::is_person(tidy::without_titles(first).1);
        let lettered = last.text.split_once(',').is_some_and(|(_, letters)| super::suffix::is_letters(letters.trim()));
        let alone = !last.text.contains(',') || last.stacked || lettered;
        if person && alone && office {
            return true;
        }
        person
            && (last.stacked || self.body_below(line))
            && !office
            && shape::is_organisation(&line.text)
            && !last.text.contains('(')
    }

    /// Whether rows here stand in blocks between blank lines, so that an organisation below a person is theirs.
    fn body_below(&self, line: &Line) -> bool {
        let Some(before) = self.at.checked_sub(1).and_then(|at| self.lines.get(at)) else { return false };
        let next = self.lines.get(self.at + 1);
        before.blank > 0 && !before.text.contains(',') && next.is_none_or(|next| next.blank > 0) && line.blank == 0
    }

    fn append(&mut self, line: &Line, between: &str) -> bool {
        self.at += 1;
        let Some(last) = self.out.entries.last_mut() else { return true };
        if between == ", " {
            let trimmed = last.text.trim_end_matches([',', ' ']).len();
            last.text.truncate(trimmed);
            last.text.push_str(", ");
            last.stacked = true;
        } else if last.text.ends_with('-') && line.text.starts_with(char::is_lowercase) {
            join_line(&mut last.text, &line.text);
            last.span.end = line.span.end;
            return true;
        } else if !(shape::is_unspaced(&last.text) && shape::is_unspaced(&line.text)) {
            last.text.push(' ');
        }
        last.text.push_str(&line.text);
        last.span.end = line.span.end;
        true
    }

    /// "For the Union of Weavers:", "Por el Sindicato: Jane Poe".
    fn signs_for(&self, line: &Line) -> Option<(String, String)> {
        if !matches!(line.marker, Marker::None | Marker::Bullet) {
            return None;
        }
        body::signs_for(&line.text, self.lines.get(self.at + 1).map(|next| next.text.as_str()))
            .or_else(|| body::names_signer(&line.text))
    }

    fn take_body(&mut self, line: &Line, (body, rest): (String, String)) -> bool {
        self.at += 1;
        self.body = Some(body.clone());
        if !rest.is_empty() {
            let span = Span { start: line.span.end - rest.len() as u32, end: line.span.end };
            if run::is_persons(&rest) {
                self.push_run(&rest, span);
            } else {
                self.push_entry(rest, span, Marker::None);
            }
            return true;
        }
        let person = self.lines.get(self.at).is_some_and(|next| {
            shape::is_person(tidy::without_titles(next.text.split(',').next().unwrap_or("").trim()).1)
                || next.marker == Marker::Signed
                || shape::is_office(next.text.trim_end_matches(','))
        });
        if !person {
            self.body = None;
            self.push_entry(body, line.span, Marker::None);
        }
        true
    }

    fn take_inline(&mut self, line: &Line, head: Head, rest: usize) -> bool {
        let country = head.land.is_some();
        let start = line.span.end as usize - (line.text.len() - rest);
        let mut text = line.text[rest..].to_owned();
        let mut end = line.span.end;
        let outer = self.head;
        self.push_head(head);
        self.at += 1;
        while let Some(next) = self
            .lines
            .get(self.at)
            .filter(|next| next.blank == 0 && next.marker == Marker::None && next.heading.is_none())
        {
            if head::inline(next).is_some()
                || head::inline_group(next).is_some()
                || (country && !text.ends_with([',', ';', '-']))
                || text.len() > 100_000
                || (tail_only(&next.text) && !text.ends_with('-'))
            {
                break;
            }
            join_line(&mut text, &next.text);
            end = next.span.end;
            self.at += 1;
        }
        self.push_run(&text, Span { start: start as u32, end });
        if country && outer.is_some() {
            self.head = outer;
        }
        true
    }

    /// "1. A 2. B" on one line.
    fn push_numbered(&mut self, first: u32, rest: &str, end: u32) -> bool {
        let Some(pieces) = run::numbered(rest, first) else { return false };
        let base = (end as usize).saturating_sub(rest.len());
        for (number, range) in pieces {
            let span = Span::new(base + range.start, base + range.end);
            self.push_entry(rest[range].to_owned(), span, Marker::Number(number));
        }
        true
    }

    /// Adds the names of a run, each with where it stands.
    fn push_run(&mut self, text: &str, span: Span) {
        if let (Marker::Number(first), rest) = super::line::marker(text)
            && text.len() == span.len()
            && self.push_numbered(first, rest, span.end)
        {
            return;
        }
        let single = !run::is_run(text) && text.matches([';', '；']).count() == 0 && !text.contains([',', '，', '、']);
        if single {
            self.push_entry(text.to_owned(), span, Marker::None);
            return;
        }
        let (ranges, more) = run::split(text);
        if let Some(count) = more {
            self.out.more =
                Some((count, Span { start: span.end - (text.len() as u32).min(span.len() as u32), end: span.end }));
        }
        let exact = text.len() == span.len();
        let room = MOST.saturating_sub(self.out.entries.len());
        self.out.cut |= ranges.len() > room;
        for range in ranges.into_iter().take(room) {
            let piece = text[range.clone()].to_owned();
            let own = if exact {
                Span { start: span.start + range.start as u32, end: span.start + range.end as u32 }
            } else {
                span
            };
            self.push_entry(piece, own, Marker::None);
            if let Some(last) = self.out.entries.last_mut() {
                last.run = true;
            }
        }
    }

    fn push_entry(&mut self, text: String, span: Span, marker: Marker) {
        let entry = Entry { text, span, marker, head: self.head, body: self.body.clone(), stacked: false, run: false };
        self.out.entries.push(entry);
    }

    /// "(Signed) Jane Poe, John Roe, on behalf of the Kiln Union": several behind one mark.
    fn push_signed(&mut self, line: &Line) -> bool {
        let (names, body) = line.text.rsplit_once(", on behalf of ").unwrap_or((&line.text, ""));
        if !run::is_persons(names) {
            return false;
        }
        let outer = self.body.clone();
        if !body.is_empty() {
            self.body = Some(body.trim_start_matches("the ").trim_end_matches(['.', ' ']).to_owned());
        }
        let end = line.span.end - (line.text.len() - names.len()) as u32;
        self.push_run(names, Span { start: end.saturating_sub(names.len() as u32).max(line.span.start), end });
        self.body = outer;
        true
    }

    fn take_entry(&mut self, line: &Line) -> bool {
        // "/s/ Jane Poe" and the same name in print below it are one.
        if let Some(last) = self.out.entries.last_mut().filter(|last| last.marker == Marker::Signed && !last.stacked)
            && line.blank == 0
            && fold(&last.text) == fold(&line.text)
        {
            last.span.end = line.span.end;
            self.at += 1;
            return true;
        }
        let plain = line.marker == Marker::None && !line.item && table::cells(&line.text).is_none();
        if plain && self.at >= self.no_run {
            match self.run_block() {
                Ok(end) => return self.take_run(end),
                Err(end) => self.no_run = end,
            }
        }
        if line.marker == Marker::Signed && self.push_signed(line) {
            self.at += 1;
            return true;
        }
        if let Marker::Number(first) = line.marker
            && self.push_numbered(first, &line.text, line.span.end)
        {
            self.at += 1;
            return true;
        }
        self.push_entry(line.text.clone(), line.span, line.marker);
        self.at += 1;
        true
    }

    /// Where the block of lines that begins here ends, when it is a run of names; `Err` with where it ends when it is none.
    fn run_block(&self) -> Result<usize, usize> {
        let Some(first) = self.lines.get(self.at).filter(|line| line.text.contains([',', ';', '、', '，', '；', '،']))
        else {
            return Err(self.at + 1);
        };
        let columns = |line: &Line| line.text.contains("    ");
        if columns(first) && self.lines.get(self.at + 1).is_some_and(columns) {
            return Err(self.at + 1);
        }
        let mut end = self.at + 1;
        let mut text = first.text.clone();
        let goes_on =
            |next: &&Line| next.blank == 0 && next.marker == Marker::None && next.heading.is_none() && !next.item;
        while let Some(next) = self.lines.get(end).filter(goes_on).filter(|_| text.len() < 20_000) {
            join_line(&mut text, &next.text);
            end += 1;
        }
        let block = &self.lines[self.at..end];
        let wrapped = block[..block.len() - 1].iter().any(|line| !line.text.ends_with([',', ';', '；', '，']));
        let whole = block.len() == 1 || wrapped || block.iter().any(|line| run::is_run(&line.text));
        if whole && run::is_run(&text) && !rows_by_line(block) { Ok(end) } else { Err(end) }
    }

    fn take_run(&mut self, end: usize) -> bool {
        let block = &self.lines[self.at..end];
        let mut text = String::new();
        block.iter().for_each(|line| join_line(&mut text, &line.text));
        let span = Span { start: block[0].span.start, end: block[block.len() - 1].span.end };
        self.push_run(&text, span);
        self.at = end;
        true
    }
}
