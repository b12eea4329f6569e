//! The first page: what is in the archive at a glance, and what needs attention.

mod view;

use crate::answer::{Answer, Trouble};
use crate::ask::Ask;
use crate::columns::{UNKNOWN, Values};
use crate::desk::Desk;
use crate::finding::{Unfound, find};
use crate::narrow::{Narrowed, Order, Wishes, narrow, ordered};
use crate::pages::search::{Dates, Facts};
use crate::review::open_questions;
use crate::route::Route;
use broadside_model::Kind;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// The addresses.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/", home, "What is in the archive, and what needs attention").gives::<Glance<'_>>()]
}

/// An archive at a glance.
#[derive(Debug, JsonSchema, Serialize)]
struct Glance<'a> {
    /// What the archive is called.
    archive: &'a str,
    /// How many statements it holds.
    statements: u64,
    /// How many files.
    files: u64,
    /// How many entities it names.
    entities: u64,
    /// The statements over time.
    dates: Dates,
    /// Languages, the most frequent first.
    languages: Vec<Count>,
    /// Kinds of statements.
    kinds: Vec<Count>,
    /// Who issues most.
    issuers: Vec<Count>,
    /// What needs attention.
    attention: Attention,
    /// The statements that were added last.
    latest: Vec<Facts<'a>>,
}

/// How many statements have a value.
#[derive(Debug, JsonSchema, Serialize)]
struct Count {
    /// As the parameters of a search have it.
    value: String,
    /// What people call it.
    name: String,
    /// How many.
    statements: u64,
}

/// What needs attention.
#[derive(Clone, Copy, Debug, JsonSchema, Serialize)]
struct Attention {
    /// Files that could not be read.
    failed: u64,
    /// Files that were read in part.
    partial: u64,
    /// Files without text.
    no_text: u64,
    /// Files of a format that is not read.
    unsupported: u64,
    /// Files whose text is doubtful.
    suspect: u64,
    /// Open questions of who is who.
    questions: u64,
    /// Statements without a date.
    undated: u64,
}

impl Attention {
    fn is_nothing(self) -> bool {
        self.failed + self.partial + self.no_text + self.unsupported + self.suspect + self.questions + self.undated == 0
    }
}

/// Values that are listed of a property.
const MOST: usize = 10;
/// Statements that are listed of those added last.
const LATEST: usize = 5;

fn home(desk: &Desk, ask: &Ask) -> Result<Answer, Trouble> {
    let now = &desk.now;
    let all = find(desk, "").map_err(|unfound| match unfound {
        Unfound::Trouble(trouble) => trouble,
        Unfound::Wrong(error) => Trouble::wrong(error.message),
    })?;
    let narrowed = now.finds.narrowed(String::new(), || narrow(&all, &Wishes::default(), now));
    let latest = ordered(&all, &narrowed.hits, Order::Added, now, 0, LATEST);
    let latest: Vec<_> =
        latest.iter().filter_map(|hit| now.holdings.statements.get(hit.place as usize)).map(Arc::clone).collect();
    let glance = Glance {
        archive: &desk.room.place.name,
        statements: now.holdings.statements.len() as u64,
        files: now.holdings.tally.files,
        entities: now.directory.len() as u64,
        dates: Dates::new(&narrowed.dates),
        languages: counts(&now.columns.languages, &narrowed.languages),
        kinds: kinds(&narrowed),
        issuers: counts(&now.columns.issuers, &narrowed.issuers),
        attention: attention(desk, &narrowed)?,
        latest: latest.iter().map(|held| Facts::new(held)).collect(),
    };
    if ask.wants_json {
        return Answer::json(&glance);
    }
    Ok(view::page(ask, &glance, &narrowed.dates, &latest))
}

fn counts(values: &Values, counts: &[(u32, u32)]) -> Vec<Count> {
    let count = |(number, count): &(u32, u32)| {
        let label = values.labels.get(*number as usize)?;
        Some(Count { value: label.value.to_string(), name: label.name.to_string(), statements: u64::from(*count) })
    };
    counts.iter().take(MOST).filter_map(count).collect()
}

fn kinds(narrowed: &Narrowed) -> Vec<Count> {
    let names = Kind::ALL.iter().map(|kind| kind.name()).chain([UNKNOWN]);
    let count = |(name, count): (&str, &u32)| Count {
        value: name.to_owned(),
        name: name.to_owned(),
        statements: u64::from(*count),
    };
    let mut all: Vec<Count> = names.zip(&narrowed.kinds).map(count).filter(|count| count.statements > 0).collect();
    all.sort_by_key(|count| std::cmp::Reverse(count.statements));
    all
}

fn attention(desk: &Desk, narrowed: &Narrowed) -> Result<Attention, Trouble> {
    let tally = desk.now.holdings.tally;
    Ok(Attention {
        failed: tally.failed,
        partial: tally.partial,
        no_text: tally.no_text,
        unsupported: tally.unsupported,
        suspect: tally.suspect,
        questions: questions(desk)?,
        undated: u64::from(narrowed.dates.undated),
    })
}

/// Up to so many questions are counted as the review has them: without those about private persons and the answered.
const EXACTLY: u64 = 1000;

/// Open questions, counted once for each state of the archive.
fn questions(desk: &Desk) -> Result<u64, Trouble> {
    if let Some(known) = desk.now.questions.get() {
        return Ok(*known);
    }
    let all = desk.catalogue()?.count_questions()?;
    let count = if all > EXACTLY { all } else { open_questions(desk)? };
    Ok(*desk.now.questions.get_or_init(|| count))
}
