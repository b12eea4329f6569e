//! What has a date: statements, claims, events and expressions of time, as a timeline has them.
//!
//! Dates are what they are: a statement of which only the year is known stands before those of which the day is known,
//! with its year.

use crate::filters::DateRange;
use crate::json::anatomy::{Date, Evidence, Ground};
use crate::plain::one_line;
use crate::readings::Reading;
use crate::statements::Caption;
use crate::wording;
use broadside_model::{Edtf, MentionKind, Span, Statement};
use schemars::JsonSchema;
use serde::Serialize;

/// What can stand in a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A statement, on its day of issue.
    Statement,
    /// A claim, on the day it speaks of.
    Claim,
    /// A named event whose date is known.
    Event,
    /// An expression of time whose date is known.
    Time,
}

impl What {
    /// The name in tables and JSON.
    pub fn name(self) -> &'static str {
        match self {
            What::Statement => "statement",
            What::Claim => "claim",
            What::Event => "event",
            What::Time => "time",
        }
    }
}

/// Something with a date.
#[derive(Clone, Debug)]
pub struct Point {
    /// When.
    pub date: Edtf,
    /// What it is.
    pub what: What,
    /// In words.
    pub text: String,
    /// The same as people see it, where it differs.
    pub shown: Option<String>,
    /// The statement it is of, or stands in.
    pub statement: String,
    /// First code point, one past the last, and the words there.
    pub place: Option<(u64, u64, String)>,
}

/// A point of a timeline: a line of `timeline --json`.
#[derive(Serialize, JsonSchema)]
pub struct PointLine<'a> {
    date: Date<'a>,
    what: &'static str,
    text: &'a str,
    statement: &'a str,
    evidence: Vec<Evidence<'a>>,
}

impl Point {
    /// The edge twin.
    pub fn edge(&self) -> PointLine<'_> {
        let evidence = self.place.iter().map(|(start, end, quote)| Evidence { start: *start, end: *end, quote });
        PointLine {
            date: Date::new(&self.date, None),
            what: self.what.name(),
            text: &self.text,
            statement: &self.statement,
            evidence: evidence.collect(),
        }
    }

    /// Puts points in the order of a timeline.
    pub fn sort(points: &mut [Point]) {
        points.sort_by(|a, b| a.date.cmp(&b.date).then(a.what.cmp(&b.what)).then(a.place.cmp(&b.place)));
    }
}

/// What is wanted of a statement.
pub struct Wanted<'a> {
    /// What to show.
    pub show: &'a [What],
    /// Only what can be of this time.
    pub date: Option<&'a DateRange>,
}

/// The points of a statement in their order, and how many statements and claims have no date.
pub fn points(wanted: &Wanted<'_>, reading: &Reading<'_>, called: &Caption<'_>) -> (Vec<Point>, u64, u64) {
    let mut taken = Taken { wanted, reading, ground: Ground::new(reading.text), points: Vec::new() };
    let undated = (taken.statement(called), taken.claims());
    taken.mentions();
    (taken.points, undated.0, undated.1)
}

/// A statement on its day of issue.
pub fn statement(reading: &Reading<'_>, called: &Caption<'_>) -> Option<Point> {
    let date = reading.statement.date.as_ref()?;
    let words = (caption(reading.statement, called.words()), Some(caption(reading.statement, &called.shown())));
    Some(point(reading, &Ground::new(reading.text), &date.value.edtf, What::Statement, (words, date.evidence.first())))
}

/// A claim on the day it speaks of.
pub fn claim(reading: &Reading<'_>, at: usize) -> Option<Point> {
    let claim = reading.statement.claims.get(at)?;
    let words = (wording::undated_claim(&claim.value), None);
    let ground = Ground::new(reading.text);
    Some(point(reading, &ground, claim.value.date.as_ref()?, What::Claim, (words, claim.evidence.first())))
}

/// An event that a text names.
pub fn mention(reading: &Reading<'_>, at: usize) -> Option<Point> {
    let mention = reading.statement.mentions.get(at)?;
    let words = reading.text.get(mention.span.range()).unwrap_or_default();
    let ground = Ground::new(reading.text);
    let words = ((one_line(words), None), Some(&mention.span));
    Some(point(reading, &ground, mention.date.as_ref()?, What::Event, words))
}

/// What people and programs read of a point, and the words it rests on.
type Said<'a> = ((String, Option<String>), Option<&'a Span>);

fn point(reading: &Reading<'_>, ground: &Ground<'_>, date: &Edtf, what: What, said: Said<'_>) -> Point {
    let ((text, shown), span) = said;
    let place = span.map(|span| ground.evidence(*span));
    let place = place.map(|place| (place.start, place.end, place.quote.to_owned()));
    Point { date: date.clone(), what, text, shown, statement: reading.id.clone(), place }
}

struct Taken<'a> {
    wanted: &'a Wanted<'a>,
    reading: &'a Reading<'a>,
    ground: Ground<'a>,
    points: Vec<Point>,
}

impl Taken<'_> {
    fn shows(&self, what: What) -> bool {
        self.wanted.show.contains(&what)
    }

    fn put(&mut self, date: &Edtf, what: What, words: (String, Option<String>), span: Option<Span>) {
        if self.wanted.date.is_none_or(|wanted| wanted.meets(date)) {
            self.points.push(point(self.reading, &self.ground, date, what, (words, span.as_ref())));
        }
    }

    fn statement(&mut self, called: &Caption<'_>) -> u64 {
        if !self.shows(What::Statement) {
            return 0;
        }
        let statement = self.reading.statement;
        let Some(date) = &statement.date else { return 1 };
        let words = (caption(statement, called.words()), Some(caption(statement, &called.shown())));
        self.put(&date.value.edtf, What::Statement, words, date.evidence.first().copied());
        0
    }

    fn claims(&mut self) -> u64 {
        if !self.shows(What::Claim) {
            return 0;
        }
        let mut undated = 0;
        for claim in &self.reading.statement.claims {
            match &claim.value.date {
                Some(date) => {
                    let words = (wording::undated_claim(&claim.value), None);
                    self.put(date, What::Claim, words, claim.evidence.first().copied());
                }
                None => undated += 1,
            }
        }
        undated
    }

    fn mentions(&mut self) {
        let reading = self.reading;
        for mention in &reading.statement.mentions {
            let Some(date) = &mention.date else { continue };
            let words = reading.text.get(mention.span.range()).unwrap_or_default();
            match mention.kind {
                MentionKind::Event if self.shows(What::Event) => {
                    self.put(date, What::Event, (one_line(words), None), Some(mention.span));
                }
                MentionKind::Time if self.shows(What::Time) => {
                    self.put(date, What::Time, (around(reading.text, mention.span), None), Some(mention.span));
                }
                _ => {}
            }
        }
    }
}

/// A statement as a line: what it is, its title or other words, who issued it.
fn caption(statement: &Statement, words: &str) -> String {
    let kind = statement.kind.as_ref().map(|kind| format!("{}: ", kind.value.name()));
    let issuers: Vec<&str> = statement.issuers.iter().map(|issuer| issuer.value.name.as_str()).collect();
    let issuers = if issuers.is_empty() { String::new() } else { format!(" — {}", issuers.join("; ")) };
    one_line(&format!("{}{}{issuers}", kind.unwrap_or_default(), words))
}

/// Bytes of text shown before and behind an expression of time.
const BEFORE: usize = 30;
const BEHIND: usize = 80;

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
