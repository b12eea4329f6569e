//! Gold lines to be filled by people: blank, or with what the machine proposes.

use crate::json::anatomy::{Claim, Quotation, Relation, Signatory};
use broadside_model as model;
use model::{Found, Statement};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A line of a gold file.
#[derive(Serialize)]
pub struct Line<'a> {
    /// What the document is called.
    pub id: String,
    /// Its text.
    pub text: &'a str,
    /// Its one statement …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gold: Option<Gold<'a>>,
    /// … or its several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statements: Option<Vec<Gold<'a>>>,
}

impl<'a> Line<'a> {
    /// A line for statements in `text`; filled with what was read, or blank.
    pub fn new(id: String, text: &'a str, statements: &[&'a Statement], filled: bool) -> Self {
        let golds = statements.iter().map(|statement| if filled { Gold::filled(statement) } else { Gold::default() });
        let mut golds: Vec<Gold<'a>> = golds.collect();
        if golds.len() > 1 {
            Line { id, text, gold: None, statements: Some(golds) }
        } else {
            Line { id, text, gold: Some(golds.pop().unwrap_or_default()), statements: None }
        }
    }
}

/// The fields of a statement, in the order of the documentation.
#[derive(Default, Serialize)]
pub struct Gold<'a> {
    kind: Option<&'static str>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    issuers: Vec<&'a str>,
    addressees: Vec<&'a str>,
    published_in: Option<&'a str>,
    date: Option<&'a str>,
    places: Vec<&'a str>,
    salutation: Option<&'a str>,
    signatories: Vec<Row>,
    demands: Vec<&'a str>,
    slogans: Vec<&'a str>,
    quotations: Vec<Row>,
    claims: Vec<Row>,
    relations: Vec<Row>,
}

/// A row for people: chosen keys of its JSON, in order.
struct Row(Vec<(&'static str, Value)>);

impl Row {
    /// The keys of a row that people fill; those of `rare` where there is something.
    fn of(twin: impl Serialize, keys: &[&'static str], rare: &[&str]) -> Self {
        let mut row = match serde_json::to_value(twin) {
            Ok(Value::Object(row)) => row,
            _ => Map::new(),
        };
        let cells = keys.iter().map(|key| (*key, row.remove(*key).unwrap_or_default()));
        Row(cells.filter(|(key, value)| !value.is_null() || !rare.contains(key)).collect())
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

const SIGNATORY: &[&str] =
    &["order", "acronym", "name", "translation", "role", "affiliation", "country", "as_of", "group"];
const QUOTATION: &[&str] = &["text", "attributed_to", "work"];
const RELATION: &[&str] = &["kind", "subject", "object", "role", "date"];
const CLAIM: &[&str] = &["what", "min", "max", "actor", "claimant", "grade", "place", "date"];

impl<'a> Gold<'a> {
    fn filled(statement: &'a Statement) -> Self {
        let text = |found: &'a Option<Found<String>>| found.as_ref().map(|found| found.value.as_str());
        let texts = |all: &'a [Found<String>]| all.iter().map(|found| found.value.as_str()).collect();
        let names = |all: &'a [Found<model::Party>]| all.iter().map(|found| found.value.name.as_str()).collect();
        Gold {
            kind: statement.kind.as_ref().map(|kind| kind.value.name()),
            title: text(&statement.title),
            language: statement.language.as_deref(),
            issuers: names(&statement.issuers),
            addressees: names(&statement.addressees),
            published_in: text(&statement.published_in),
            date: statement.date.as_ref().map(|date| date.value.edtf.as_str()),
            places: statement.places.iter().map(|place| place.value.name.as_str()).collect(),
            salutation: text(&statement.salutation),
            signatories: statement
                .signatories
                .iter()
                .map(|found| Row::of(Signatory::new(&found.value), SIGNATORY, &[]))
                .collect(),
            demands: texts(&statement.demands),
            slogans: texts(&statement.slogans),
            quotations: statement
                .quotations
                .iter()
                .map(|found| Row::of(Quotation::new(&found.value), QUOTATION, &[]))
                .collect(),
            claims: statement.claims.iter().map(|found| Row::of(Claim::new(&found.value), CLAIM, &["actor"])).collect(),
            relations: statement
                .relations
                .iter()
                .map(|found| Row::of(Relation::new(&found.value), RELATION, &["role", "date"]))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::gold::parse;
    use super::super::score::Score;
    use super::*;
    use model::{Anatomy, Span};

    #[test]
    fn what_is_filled_in_scores_as_right() {
        let mut statement = Statement { language: Some("eng".to_owned()), ..Statement::default() };
        let row = model::Signatory { order: 2, name: "Keepers' League".to_owned(), ..Default::default() };
        statement.signatories.push(Found::new(row, Span::new(0, 1), "test", 90));
        let line = Line::new("a".to_owned(), "x", &[&statement], true);
        let json = serde_json::to_string(&line).unwrap();
        let gold = parse(json.as_bytes()).unwrap().0.remove(0);
        let (mut score, mut misses) = (Score::default(), Vec::new());
        let anatomy = Anatomy { statements: vec![statement], ..Anatomy::default() };
        score.document(&gold.statements, &anatomy, &mut misses);
        assert!(misses.is_empty(), "{misses:?}");
        assert_eq!((score.micro().gold, score.micro().right), (2, 2));
        let keys = ["order", "acronym", "name", "translation", "role", "affiliation", "country", "as_of", "group"];
        let row = &json[json.find("\"signatories\"").unwrap()..];
        let places: Vec<_> = keys.iter().map(|key| row.find(&format!("\"{key}\"")).unwrap()).collect();
        assert!(places.is_sorted() && !row.contains("doubt"), "{row}");
    }
}
