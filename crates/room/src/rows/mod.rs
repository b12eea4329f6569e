//! Rows that statements have, of one kind each: signatories and claims. What a row is in JSON and CSV is said here, for the
//! pages and for the command line.

mod claims;
mod signatories;

pub use claims::{ClaimFilter, Claims, ITSELF};
pub use signatories::{Signatories, SignatoryFilter};

use crate::json::anatomy::{Ground, Item};
use crate::json::word::Voice;
use crate::readings::Reading;
use broadside_engine::store::StatementRow;
use broadside_model::{Found, Property, Statement, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// A kind of row that statements have.
pub trait RowKind {
    /// What a row says.
    type Value;

    /// The edge twin of a row.
    type Twin<'a>: Serialize
    where
        Self::Value: 'a;

    /// What they are called in the names of targets.
    const PROPERTY: Property;

    /// Headings of the cells of a row in CSV.
    const HEADINGS: &'static [&'static str];

    /// Whether a statement has any.
    fn are_in(row: &StatementRow) -> bool;

    /// The rows of a statement.
    fn of(statement: &Statement) -> &[Found<Self::Value>];

    /// The edge twin of a row.
    fn twin(value: &Self::Value) -> Self::Twin<'_>;

    /// A row as cells of CSV, under the headings.
    fn cells(value: &Self::Value) -> Vec<String>;
}

/// A row with its place in the list that it is of, from 0.
pub type Placed<'a, T> = (usize, &'a Found<T>);

/// The rows of a statement that people did not reject.
pub fn placed<'a, R: RowKind>(reading: &Reading<'a>) -> impl Iterator<Item = Placed<'a, R::Value>>
where
    R::Value: 'a,
{
    let said = reading.said;
    let is_rejected =
        move |at: usize| said.get(&(R::PROPERTY, at, None)).is_some_and(|word| word.status == Status::Rejected);
    R::of(reading.with_rejected).iter().enumerate().filter(move |(at, _)| !is_rejected(*at))
}

/// A row with the statement that it is of: a line of `signatories --json` and `claims --json`.
#[derive(Serialize, JsonSchema)]
pub struct Line<'a, T> {
    statement: &'a str,
    #[serde(flatten)]
    row: Item<'a, T>,
}

/// The edge twin of a row.
pub fn line<'a, R: RowKind>(
    reading: &'a Reading<'a>,
    ground: &Ground<'a>,
    (at, row): Placed<'a, R::Value>,
) -> Line<'a, R::Twin<'a>> {
    let voice = Voice { id: &reading.id, said: reading.said };
    Line { statement: &reading.id, row: ground.item(row, voice.of(R::PROPERTY, Some(at)), R::twin) }
}

/// Headings of a table of rows.
pub fn headings<R: RowKind>() -> impl Iterator<Item = &'static str> {
    std::iter::once("statement").chain(R::HEADINGS.iter().copied()).chain(PLACE.iter().copied())
}

/// Headings of what a row rests on.
const PLACE: &[&str] = &["method", "confidence", "start", "end", "quote"];

/// A row as cells under the headings.
pub fn cells<R: RowKind>(reading: &Reading<'_>, ground: &Ground<'_>, row: &Found<R::Value>) -> Vec<String> {
    let place = row.evidence.first().map(|span| ground.evidence(*span));
    let (start, end) = match &place {
        Some(place) => (place.start.to_string(), place.end.to_string()),
        None => (String::new(), String::new()),
    };
    let confidence = format!("{:.2}", f32::from(row.confidence) / 100.0);
    let quote = place.map_or("", |place| place.quote).to_owned();
    let mut cells = vec![reading.id.clone()];
    cells.extend(R::cells(&row.value));
    cells.extend([row.method.clone(), confidence, start, end, quote]);
    cells
}
