//! `broadside timeline`: statements, claims and events in the order of their dates.
//!
//! Dates are what they are: a statement of which only the year is known stands before those of which the day is known,
//! with its year, and what has no date is counted and left out.

use super::open;
use super::readings::{Reading, each};
use super::wording;
use crate::args::{Dated, Timeline};
use crate::json::anatomy::{Date, Evidence, Ground};
use crate::output::table::{Column, Table, one_line};
use crate::output::{self, Lines, counted};
use anyhow::Result;
use broadside_model::{Edtf, MentionKind, Span};
use serde::Serialize;

/// Runs the command.
pub fn run(args: &Timeline) -> Result<bool> {
    let (_, catalogue) = open(&args.archive.archive)?;
    let mut line = Line::default();
    each(
        &catalogue,
        args.id.as_deref(),
        |_| true,
        |reading| {
            line.take(args, reading);
            Ok(())
        },
    )?;
    let Line { mut points, undated_statements, undated_claims } = line;
    points.sort_by(|a, b| a.date.cmp(&b.date).then(a.what.cmp(&b.what)).then(a.place.cmp(&b.place)));
    let mut out = Lines::new();
    if args.csv {
        out.csv(["date", "earliest", "latest", "what", "text", "statement", "start", "end", "quote"])?;
    }
    if args.archive.json || args.csv {
        for point in &points {
            if args.csv { print_csv(point, &mut out)? } else { out.json(&point.json())? }
        }
    } else {
        print_table(&points, &mut out)?;
    }
    out.finish()?;
    let undated = [(undated_statements, "statement"), (undated_claims, "claim")];
    let undated: Vec<String> =
        undated.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(count, noun)).collect();
    if !undated.is_empty() && !args.csv && !args.archive.json {
        output::complain(&format!("Without a date, and left out: {}.", undated.join(", ")));
    }
    Ok(true)
}

/// Something with a date.
struct Point {
    date: Edtf,
    what: Dated,
    text: String,
    /// The same as people see it, where it differs.
    shown: Option<String>,
    statement: String,
    /// First and last code point, and the words there.
    place: Option<(u64, u64, String)>,
}

#[derive(Serialize)]
struct Json<'a> {
    date: Date<'a>,
    what: &'static str,
    text: &'a str,
    statement: &'a str,
    evidence: Vec<Evidence<'a>>,
}

impl Point {
    fn json(&self) -> Json<'_> {
        let evidence = self.place.iter().map(|(start, end, quote)| Evidence { start: *start, end: *end, quote });
        Json {
            date: Date::new(&self.date, None),
            what: self.what.name(),
            text: &self.text,
            statement: &self.statement,
            evidence: evidence.collect(),
        }
    }
}

/// What was gathered so far.
#[derive(Default)]
struct Line {
    points: Vec<Point>,
    undated_statements: u64,
    undated_claims: u64,
}

/// Bytes of text shown before and behind an expression of time.
const BEFORE: usize = 30;
const BEHIND: usize = 80;

impl Line {
    fn take(&mut self, args: &Timeline, reading: &Reading<'_>) {
        let ground = Ground::new(reading.text);
        let statement = reading.statement;
        let shows = |what| args.show.contains(&what);
        let mut put = |date: &Edtf, what, text: String, span: Option<Span>| {
            if args.date.as_ref().is_some_and(|wanted| !wanted.meets(date)) {
                return;
            }
            let place = span.map(|span| ground.evidence(span));
            let place = place.map(|place| (place.start, place.end, place.quote.to_owned()));
            let statement = reading.id.clone();
            let shown = (what == Dated::Statement).then(|| caption(reading, &reading.caption.shown()));
            self.points.push(Point { date: date.clone(), what, text, shown, statement, place });
        };
        if shows(Dated::Statement) {
            match &statement.date {
                Some(date) => {
                    let span = date.evidence.first().copied();
                    let words = caption(reading, reading.caption.words());
                    put(&date.value.edtf, Dated::Statement, words, span);
                }
                None => self.undated_statements += 1,
            }
        }
        if shows(Dated::Claim) {
            for claim in &statement.claims {
                match &claim.value.date {
                    Some(date) => {
                        put(date, Dated::Claim, wording::undated_claim(&claim.value), claim.evidence.first().copied());
                    }
                    None => self.undated_claims += 1,
                }
            }
        }
        for mention in &statement.mentions {
            let Some(date) = &mention.date else { continue };
            let words = reading.text.get(mention.span.range()).unwrap_or_default();
            match mention.kind {
                MentionKind::Event if shows(Dated::Event) => {
                    put(date, Dated::Event, one_line(words), Some(mention.span));
                }
                MentionKind::Time if shows(Dated::Time) => {
                    put(date, Dated::Time, around(reading.text, mention.span), Some(mention.span));
                }
                _ => {}
            }
        }
    }
}

/// A statement as a line: what it is, its title or other words, who issued it.
fn caption(reading: &Reading<'_>, words: &str) -> String {
    let kind = reading.statement.kind.as_ref().map(|kind| format!("{}: ", kind.value.name()));
    let issuers: Vec<&str> = reading.statement.issuers.iter().map(|issuer| issuer.value.name.as_str()).collect();
    let issuers = if issuers.is_empty() { String::new() } else { format!(" — {}", issuers.join("; ")) };
    one_line(&format!("{}{}{issuers}", kind.unwrap_or_default(), words))
}

/// The words around an expression.
fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
    let from = text.floor_char_boundary(start.saturating_sub(BEFORE));
    let to = text.ceil_char_boundary((end + BEHIND).min(text.len()));
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..to).unwrap_or_default();
    // Half words at the edges are left out.
    let before = if from > 0 { before.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) } else { before };
    let after =
        if to < text.len() { after.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest) } else { after };
    one_line(&format!("{before}{}{after}", text.get(start..end).unwrap_or_default()))
}

fn print_table(points: &[Point], out: &mut Lines) -> Result<()> {
    let mut table =
        Table::new(&[Column::cut("DATE", 13), Column::fixed("WHAT"), Column::cut("TEXT", 20), Column::fixed("IN")]);
    for point in points {
        let text = point.shown.as_ref().unwrap_or(&point.text);
        table.push([point.date.as_str(), point.what.name(), text, &point.statement]);
    }
    for line in table.lines(output::width(), true, 0) {
        out.line(&line)?;
    }
    if points.is_empty() {
        out.line("Nothing with a date.")?;
    }
    Ok(())
}

fn print_csv(point: &Point, out: &mut Lines) -> Result<()> {
    let day = |day: Option<broadside_model::edtf::Day>| day.map_or(String::new(), |day| day.to_string());
    let (start, end, quote) = match &point.place {
        Some((start, end, quote)) => (start.to_string(), end.to_string(), quote.as_str()),
        None => (String::new(), String::new(), ""),
    };
    out.csv([
        point.date.as_str(),
        &day(point.date.earliest()),
        &day(point.date.latest()),
        point.what.name(),
        &point.text,
        &point.statement,
        &start,
        &end,
        quote,
    ])
}
