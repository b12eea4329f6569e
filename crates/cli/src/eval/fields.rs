//! The fields that are scored, and their values in the form in which they are compared.
//!
//! Takes gold values as JSON and statements as read, gives [`Item`]s for both. An item of the gold has only what people
//! annotated; an item that was read has everything.

use super::closed::Closed;
use super::same::{name, text};
use crate::json::anatomy::Number;
use broadside_model as model;
use model::{Edtf, Found, Span, Statement};
use serde_json::{Map, Value};
use std::fmt;

macro_rules! fields {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// A field of a statement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($variant),* }

        impl Field {
            /// Every field, in the order of reports.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// Its name in gold files and reports.
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name),* }
            }

            /// The field of that name.
            pub fn from_name(name: &str) -> Option<Field> {
                Field::ALL.iter().copied().find(|field| field.name() == name)
            }
        }
    };
}

fields! {
    Kind = "kind",
    Title = "title",
    Language = "language",
    Issuers = "issuers",
    Addressees = "addressees",
    PublishedIn = "published_in",
    Date = "date",
    Places = "places",
    Salutation = "salutation",
    Signatories = "signatories",
    Demands = "demands",
    Slogans = "slogans",
    Quotations = "quotations",
    Claims = "claims",
    Claimant = "claims.claimant",
    Grade = "claims.grade",
    ClaimPlace = "claims.place",
    ClaimDate = "claims.date",
    Relations = "relations",
}

/// What of a claim is scored apart, once the claim itself was found.
pub const OF_CLAIMS: [(Field, &str); 4] =
    [(Field::Claimant, "claimant"), (Field::Grade, "grade"), (Field::ClaimPlace, "place"), (Field::ClaimDate, "date")];

/// A value in the form in which it is compared.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Text without what does not count.
    Text(String),
    /// A number.
    Number(f64),
    /// A date.
    Date(Edtf),
}

impl PartialEq for Cell {
    fn eq(&self, other: &Cell) -> bool {
        match (self, other) {
            (Cell::Text(one), Cell::Text(other)) => one == other,
            (Cell::Number(one), Cell::Number(other)) => one == other,
            (Cell::Date(one), Cell::Date(other)) => {
                one == other || (one.lower() == other.lower() && one.upper() == other.upper())
            }
            _ => false,
        }
    }
}

/// One value of a field: a title, a row of signatories, a claim.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is compared, by name; `None` says that there is none.
    pub cells: Vec<(&'static str, Option<Cell>)>,
    /// What is scored apart (of claims).
    pub apart: Vec<(&'static str, Option<Cell>)>,
    /// In words, for reports.
    pub shown: String,
    /// Words that the text must have, if the text says it: the title, the name in a row.
    pub words: String,
    /// Bytes of the text that say so.
    pub span: Option<Span>,
}

impl Item {
    fn one(cell: Cell, shown: impl Into<String>, span: Option<Span>) -> Self {
        let shown = shown.into();
        Item { cells: vec![("", Some(cell))], apart: Vec::new(), words: shown.clone(), shown, span }
    }

    /// The cell of that name; the outer `None` says that it was not annotated.
    pub fn cell(&self, name: &str) -> Option<Option<&Cell>> {
        self.cells.iter().chain(&self.apart).find(|(own, _)| *own == name).map(|(_, cell)| cell.as_ref())
    }

    /// Whether everything annotated in `self` is so in `found`.
    pub fn is_met_by(&self, found: &Item) -> bool {
        self.cells.iter().all(|(name, cell)| found.cell(name).is_some_and(|found| found == cell.as_ref()))
    }

    /// The names of the cells that are not as annotated.
    pub fn differences(&self, found: &Item) -> Vec<&'static str> {
        let differs = |(name, cell): &&(&'static str, Option<Cell>)| found.cell(name) != Some(cell.as_ref());
        self.cells.iter().filter(differs).map(|(name, _)| *name).collect()
    }
}

/// How a cell of a row is compared.
#[derive(Clone, Copy, PartialEq)]
enum As {
    Text,
    Name,
    Number,
    Date,
    Closed(Closed),
}

const PARTY: &[(&str, As)] = &[
    ("name", As::Name),
    ("of", As::Name),
    ("role", As::Text),
    ("acronym", As::Text),
    ("country", As::Closed(Closed::Country)),
    ("kind", As::Closed(Closed::Party)),
];
const SIGNATORY: &[(&str, As)] = &[
    ("order", As::Number),
    ("acronym", As::Text),
    ("name", As::Text),
    ("translation", As::Text),
    ("role", As::Text),
    ("affiliation", As::Text),
    ("country", As::Closed(Closed::Country)),
    ("kind", As::Closed(Closed::Party)),
    ("as_of", As::Date),
    ("group", As::Text),
];
const QUOTATION: &[(&str, As)] = &[("text", As::Text), ("attributed_to", As::Name), ("work", As::Text)];
const CLAIM: &[(&str, As)] = &[
    ("what", As::Text),
    ("min", As::Number),
    ("max", As::Number),
    ("actor", As::Name),
    ("claimant", As::Name),
    ("grade", As::Closed(Closed::Grade)),
    ("place", As::Name),
    ("date", As::Date),
];

const RELATION: &[(&str, As)] = &[
    ("kind", As::Closed(Closed::Relation)),
    ("subject", As::Name),
    ("object", As::Name),
    ("role", As::Text),
    ("date", As::Date),
];

impl Field {
    /// The cells of a row, its chief one first; none where a value is a single one.
    fn row(self) -> &'static [(&'static str, As)] {
        match self {
            Field::Issuers | Field::Addressees | Field::Places => PARTY,
            Field::Signatories => SIGNATORY,
            Field::Quotations => QUOTATION,
            Field::Claims => CLAIM,
            Field::Relations => RELATION,
            _ => &[],
        }
    }

    /// Whether there can be several.
    pub fn is_list(self) -> bool {
        !self.row().is_empty() || matches!(self, Field::Demands | Field::Slogans)
    }

    fn single(self) -> As {
        match self {
            Field::Date => As::Date,
            Field::Kind => As::Closed(Closed::Kind),
            Field::Language => As::Closed(Closed::Language),
            Field::PublishedIn => As::Name,
            _ => As::Text,
        }
    }
}

/// What is wrong with a value of the gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongValue(pub String);

impl fmt::Display for WrongValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The items of a field as people annotated them; `odd` takes the names of cells that mean nothing.
pub fn annotated(field: Field, value: &Value, odd: &mut Vec<String>) -> Result<Vec<Item>, WrongValue> {
    let name = field.name();
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(values) if field.is_list() => {
            let numbered = (1..).zip(values);
            numbered.map(|(number, value)| annotated_item(field, &format!("{name}[{number}]"), value, odd)).collect()
        }
        Value::Array(_) => Err(WrongValue(format!("`{name}` is one value, not a list"))),
        one => annotated_item(field, name, one, odd).map(|item| vec![item]),
    }
}

/// One value; `path` says which, to people.
fn annotated_item(field: Field, path: &str, value: &Value, odd: &mut Vec<String>) -> Result<Item, WrongValue> {
    match (value, field.row()) {
        (Value::Object(row), []) => {
            // A value as `show --json` has it.
            let keys = ["text", "name", "value", "edtf"];
            match keys.iter().find_map(|key| row.get(*key)) {
                Some(value) if !value.is_object() => annotated_item(field, path, value, odd),
                _ => Err(WrongValue(format!("`{path}`: an object without {}", keys.join(", ")))),
            }
        }
        (Value::Object(row), cells) => annotated_row(field, path, row, cells, odd),
        (one, []) => {
            let cell = cell_of(path, one, field.single())?;
            let shown = one.as_str().map_or_else(|| one.to_string(), str::to_owned);
            cell.map(|cell| Item::one(cell, shown, None)).ok_or_else(|| empty(path))
        }
        (one, [(chief, how), ..]) if one.is_string() => {
            let cell = Some(cell_of(path, one, *how)?.ok_or_else(|| empty(path))?);
            let shown = one.as_str().unwrap_or_default().to_owned();
            Ok(Item { cells: vec![(*chief, cell)], apart: Vec::new(), words: shown.clone(), shown, span: None })
        }
        _ => Err(WrongValue(format!("`{path}`: expected an object or a string, found {value}"))),
    }
}

fn empty(path: &str) -> WrongValue {
    WrongValue(format!("`{path}` is empty; write null, or leave it out, where there is none"))
}

/// Cells of rows as `show --json` has them that are not compared.
const NOT_COMPARED: &[&str] = &[
    "evidence",
    "method",
    "confidence",
    "status",
    "doubt",
    "approximate",
    "unit",
    "of",
    "start",
    "end",
    "quote",
    "note",
];

fn annotated_row(
    field: Field,
    path: &str,
    row: &Map<String, Value>,
    cells: &[(&'static str, As)],
    odd: &mut Vec<String>,
) -> Result<Item, WrongValue> {
    let words = ["name", "text", "actor", "subject"]
        .iter()
        .find_map(|key| row.get(*key)?.as_str())
        .unwrap_or_default()
        .to_owned();
    let mut item = Item { cells: Vec::new(), apart: Vec::new(), shown: shown(row), words, span: None };
    for (name, how) in cells {
        let Some(value) = row.get(*name) else { continue };
        let cell = cell_of(&format!("{path}.{name}"), value, *how)?;
        let is_apart = field == Field::Claims && OF_CLAIMS.iter().any(|(_, apart)| apart == name);
        if is_apart { item.apart.push((name, cell)) } else { item.cells.push((name, cell)) }
    }
    if item.cells.iter().all(|(_, cell)| cell.is_none()) {
        return Err(WrongValue(format!("`{path}`: a row without a cell that is compared")));
    }
    if let (Some(Some(Cell::Number(min))), Some(Some(Cell::Number(max)))) = (item.cell("min"), item.cell("max"))
        && min > max
    {
        return Err(WrongValue(format!("`{path}`: `min` is greater than `max`")));
    }
    let is_known = |key: &str| cells.iter().any(|(name, _)| *name == key) || NOT_COMPARED.contains(&key);
    odd.extend(row.keys().filter(|key| !is_known(key) && !key.starts_with('_')).map(|key| format!("{path}.{key}")));
    Ok(item)
}

fn cell_of(path: &str, value: &Value, how: As) -> Result<Option<Cell>, WrongValue> {
    let wrong = |wanted: &str| WrongValue(format!("`{path}`: expected {wanted}, found {value}"));
    let written = match value {
        Value::Null => return Ok(None),
        Value::String(written) if written.trim().is_empty() => return Ok(None),
        Value::String(written) => written.clone(),
        Value::Number(number) => number.to_string(),
        _ => return Err(wrong("a value")),
    };
    Ok(Some(match how {
        As::Text => Cell::Text(text(&written)),
        As::Name => Cell::Text(name(&written)),
        As::Number => Cell::Number(written.trim().parse().map_err(|_| wrong("a number"))?),
        As::Date => Cell::Date(written.trim().parse().map_err(|_| wrong("a date in EDTF"))?),
        As::Closed(closed) => {
            closed.check(written.trim()).map_err(|wanted| wrong(&wanted))?;
            Cell::Text(text(&written))
        }
    }))
}

/// A row in words: its cells in the order in which they were annotated.
fn shown(row: &Map<String, Value>) -> String {
    let cells = row.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| match value {
        Value::String(text) => format!("{name} “{text}”"),
        other => format!("{name} {other}"),
    });
    cells.collect::<Vec<_>>().join(", ")
}

/// The items of a field as they were read.
pub fn read(field: Field, statement: &Statement) -> Vec<Item> {
    let words = |found: &Option<Found<String>>, how: fn(&str) -> String| {
        found.iter().map(|found| item(found, Cell::Text(how(&found.value)), found.value.clone())).collect()
    };
    match field {
        Field::Kind => {
            let name = |found: &Found<model::Kind>| found.value.name();
            statement.kind.iter().map(|found| item(found, Cell::Text(text(name(found))), name(found))).collect()
        }
        Field::Title => words(&statement.title, text),
        Field::Language => {
            statement.language.iter().map(|code| Item::one(Cell::Text(text(code)), code.clone(), None)).collect()
        }
        Field::Issuers => statement.issuers.iter().map(party).collect(),
        Field::Addressees => statement.addressees.iter().map(party).collect(),
        Field::PublishedIn => words(&statement.published_in, name),
        Field::Date => {
            let date = |found: &Found<model::Dated>| found.value.edtf.clone();
            let read = statement.date.iter();
            read.map(|found| item(found, Cell::Date(date(found)), date(found).as_str())).collect()
        }
        Field::Places => statement.places.iter().map(place).collect(),
        Field::Salutation => words(&statement.salutation, text),
        Field::Signatories => statement.signatories.iter().map(signatory).collect(),
        Field::Demands => texts(&statement.demands),
        Field::Slogans => texts(&statement.slogans),
        Field::Quotations => statement.quotations.iter().map(quotation).collect(),
        Field::Claims => statement.claims.iter().map(claim).collect(),
        Field::Relations => statement.relations.iter().map(relation).collect(),
        Field::Claimant | Field::Grade | Field::ClaimPlace | Field::ClaimDate => Vec::new(),
    }
}

fn item<T>(found: &Found<T>, cell: Cell, shown: impl Into<String>) -> Item {
    Item::one(cell, shown, found.evidence.first().copied())
}

fn texts(all: &[Found<String>]) -> Vec<Item> {
    all.iter().map(|found| item(found, Cell::Text(text(&found.value)), found.value.clone())).collect()
}

/// A row of cells, in words made of those that are there.
fn row<T>(
    found: &Found<T>,
    cells: Vec<(&'static str, Option<Cell>)>,
    apart: Vec<(&'static str, Option<Cell>)>,
    shown: String,
) -> Item {
    Item { cells, apart, shown, words: String::new(), span: found.evidence.first().copied() }
}

fn texted(value: Option<&str>) -> Option<Cell> {
    value.map(|value| Cell::Text(text(value)))
}

fn named(value: Option<&str>) -> Option<Cell> {
    value.map(|value| Cell::Text(name(value)))
}

fn in_words(cells: &[(&str, Option<String>)]) -> String {
    let there = cells.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} “{value}”")));
    there.collect::<Vec<_>>().join(", ")
}

fn party(found: &Found<model::Party>) -> Item {
    let party = &found.value;
    let cells = vec![
        ("name", named(Some(&party.name))),
        ("of", named(party.of.as_deref())),
        ("role", texted(party.role.as_deref())),
        ("acronym", texted(party.acronym.as_deref())),
        ("country", texted(party.country.as_deref())),
        ("kind", texted(party.kind.map(model::PartyKind::name))),
    ];
    row(found, cells, Vec::new(), party.name.clone())
}

fn place(found: &Found<model::IssuePlace>) -> Item {
    let place = &found.value;
    let cells = vec![("name", named(Some(&place.name))), ("country", texted(place.country.as_deref()))];
    row(found, cells, Vec::new(), place.name.clone())
}

fn signatory(found: &Found<model::Signatory>) -> Item {
    let signatory = &found.value;
    let shown = in_words(&[
        ("order", Some(signatory.order.to_string())),
        ("acronym", signatory.acronym.clone()),
        ("name", Some(signatory.name.clone())),
        ("translation", signatory.translation.clone()),
        ("role", signatory.role.clone()),
        ("affiliation", signatory.affiliation.clone()),
        ("country", signatory.country.clone()),
        ("as_of", signatory.as_of.as_ref().map(|day| day.as_str().to_owned())),
        ("group", signatory.group.clone()),
    ]);
    let cells = vec![
        ("order", Some(Cell::Number(f64::from(signatory.order)))),
        ("acronym", texted(signatory.acronym.as_deref())),
        ("name", texted(Some(&signatory.name))),
        ("translation", texted(signatory.translation.as_deref())),
        ("role", texted(signatory.role.as_deref())),
        ("affiliation", texted(signatory.affiliation.as_deref())),
        ("country", texted(signatory.country.as_deref())),
        ("kind", texted(signatory.kind.map(model::PartyKind::name))),
        ("as_of", signatory.as_of.clone().map(Cell::Date)),
        ("group", texted(signatory.group.as_deref())),
    ];
    row(found, cells, Vec::new(), shown)
}

fn quotation(found: &Found<model::Quotation>) -> Item {
    let quotation = &found.value;
    let shown = in_words(&[
        ("text", Some(quotation.text.clone())),
        ("attributed_to", quotation.attributed_to.clone()),
        ("work", quotation.work.clone()),
    ]);
    let cells = vec![
        ("text", texted(Some(&quotation.text))),
        ("attributed_to", named(quotation.attributed_to.as_deref())),
        ("work", texted(quotation.work.as_deref())),
    ];
    row(found, cells, Vec::new(), shown)
}

fn relation(found: &Found<model::Relation>) -> Item {
    let relation = &found.value;
    let shown = in_words(&[
        ("kind", Some(relation.kind.name().to_owned())),
        ("subject", Some(relation.subject.clone())),
        ("object", Some(relation.object.clone())),
        ("role", relation.role.clone()),
        ("date", relation.date.as_ref().map(|date| date.as_str().to_owned())),
    ]);
    let cells = vec![
        ("kind", texted(Some(relation.kind.name()))),
        ("subject", named(Some(&relation.subject))),
        ("object", named(Some(&relation.object))),
        ("role", texted(relation.role.as_deref())),
        ("date", relation.date.clone().map(Cell::Date)),
    ];
    row(found, cells, Vec::new(), shown)
}

fn claim(found: &Found<model::Claim>) -> Item {
    let claim = &found.value;
    let shown = in_words(&[
        ("what", Some(claim.what.clone())),
        ("min", claim.min.map(|number| Number(number).to_string())),
        ("max", claim.max.map(|number| Number(number).to_string())),
        ("actor", claim.actor.clone()),
        ("claimant", claim.claimant.clone()),
        ("grade", Some(claim.grade.name().to_owned())),
        ("place", claim.place.clone()),
        ("date", claim.date.as_ref().map(|date| date.as_str().to_owned())),
    ]);
    let cells = vec![
        ("what", texted(Some(&claim.what))),
        ("min", claim.min.map(Cell::Number)),
        ("max", claim.max.map(Cell::Number)),
        ("actor", named(claim.actor.as_deref())),
    ];
    let apart = vec![
        ("claimant", named(claim.claimant.as_deref())),
        ("grade", texted(Some(claim.grade.name()))),
        ("place", named(claim.place.as_deref())),
        ("date", claim.date.clone().map(Cell::Date)),
    ];
    row(found, cells, apart, shown)
}
