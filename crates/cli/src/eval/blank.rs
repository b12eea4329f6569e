//! Gold lines to be filled by people: blank, or with what the machine proposes.

use crate::json::anatomy::Number;
use broadside_model as model;
use model::{Edtf, Found, Statement};
use serde::Serialize;

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
    signatories: Vec<Signatory<'a>>,
    demands: Vec<&'a str>,
    slogans: Vec<&'a str>,
    quotations: Vec<Quotation<'a>>,
    claims: Vec<Claim<'a>>,
}

#[derive(Serialize)]
struct Signatory<'a> {
    order: u32,
    acronym: Option<&'a str>,
    name: &'a str,
    translation: Option<&'a str>,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    country: Option<&'a str>,
    as_of: Option<&'a str>,
    group: Option<&'a str>,
}

#[derive(Serialize)]
struct Quotation<'a> {
    text: &'a str,
    attributed_to: Option<&'a str>,
    work: Option<&'a str>,
}

#[derive(Serialize)]
struct Claim<'a> {
    what: &'a str,
    min: Option<Number>,
    max: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    claimant: Option<&'a str>,
    grade: &'static str,
    place: Option<&'a str>,
    date: Option<&'a str>,
}

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
            signatories: statement.signatories.iter().map(|found| signatory(&found.value)).collect(),
            demands: texts(&statement.demands),
            slogans: texts(&statement.slogans),
            quotations: statement.quotations.iter().map(|found| quotation(&found.value)).collect(),
            claims: statement.claims.iter().map(|found| claim(&found.value)).collect(),
        }
    }
}

fn signatory(row: &model::Signatory) -> Signatory<'_> {
    Signatory {
        order: row.order,
        acronym: row.acronym.as_deref(),
        name: &row.name,
        translation: row.translation.as_deref(),
        role: row.role.as_deref(),
        affiliation: row.affiliation.as_deref(),
        country: row.country.as_deref(),
        as_of: row.as_of.as_ref().map(Edtf::as_str),
        group: row.group.as_deref(),
    }
}

fn quotation(quotation: &model::Quotation) -> Quotation<'_> {
    Quotation {
        text: &quotation.text,
        attributed_to: quotation.attributed_to.as_deref(),
        work: quotation.work.as_deref(),
    }
}

fn claim(claim: &model::Claim) -> Claim<'_> {
    Claim {
        what: &claim.what,
        min: claim.min.map(Number),
        max: claim.max.map(Number),
        actor: claim.actor.as_deref(),
        claimant: claim.claimant.as_deref(),
        grade: claim.grade.name(),
        place: claim.place.as_deref(),
        date: claim.date.as_ref().map(Edtf::as_str),
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
    }
}
