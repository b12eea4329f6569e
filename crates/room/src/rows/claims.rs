//! Claims as rows. The program repeats what the documents say; it asserts nothing.

use super::RowKind;
use crate::filters::{DateRange, Needle, folded};
use crate::json::anatomy::{Claim, Number};
use broadside_engine::store::StatementRow;
use broadside_model as model;
use model::{Edtf, Found, Grade, Property, Statement};

/// What the statements claim.
#[derive(Debug)]
pub struct Claims;

impl RowKind for Claims {
    type Value = model::Claim;
    type Twin<'a> = Claim<'a>;

    const PROPERTY: Property = Property::Claim;

    const HEADINGS: &'static [&'static str] =
        &["what", "of", "min", "max", "approximate", "unit", "claimant", "actor", "grade", "place", "date"];

    fn are_in(row: &StatementRow) -> bool {
        row.claims > 0
    }

    fn of(statement: &Statement) -> &[Found<model::Claim>] {
        &statement.claims
    }

    fn twin(value: &model::Claim) -> Claim<'_> {
        Claim::new(value)
    }

    fn cells(claim: &model::Claim) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |number: Option<f64>| number.map_or(String::new(), |number| Number(number).to_string());
        vec![
            claim.what.clone(),
            text(&claim.of),
            number(claim.min),
            number(claim.max),
            if claim.approximate { "yes" } else { "no" }.to_owned(),
            text(&claim.unit),
            text(&claim.claimant),
            text(&claim.actor),
            claim.grade.name().to_owned(),
            text(&claim.place),
            claim.date.as_ref().map_or("", Edtf::as_str).to_owned(),
        ]
    }
}

/// What a claimant is called who is the document itself.
pub const ITSELF: &str = "self";

/// Which claims are wanted; what is empty or absent limits nothing.
#[derive(Clone, Debug, Default)]
pub struct ClaimFilter {
    /// What they are about, folded.
    what: Vec<String>,
    /// Whether only those are wanted that documents make themselves.
    own: bool,
    claimant: Option<Needle>,
    grades: Vec<Grade>,
    place: Option<Needle>,
    date: Option<DateRange>,
}

impl ClaimFilter {
    /// Claims about `what`, of a claimant, of grades, about a place and a time.
    pub fn new(
        what: &[String],
        claimant: Option<&String>,
        grades: &[Grade],
        place: Option<&String>,
        date: Option<&DateRange>,
    ) -> Self {
        ClaimFilter {
            what: what.iter().map(|what| folded(what)).collect(),
            own: claimant.is_some_and(|typed| typed == ITSELF),
            claimant: Needle::new(claimant),
            grades: grades.to_vec(),
            place: Needle::new(place),
            date: date.cloned(),
        }
    }

    /// Whether a claim is wanted.
    pub fn takes(&self, claim: &model::Claim) -> bool {
        let by_claimant = match &self.claimant {
            _ if self.own => claim.claimant.is_none(),
            Some(needle) => needle.is_in(claim.claimant.as_deref()),
            None => true,
        };
        (self.what.is_empty() || self.what.contains(&folded(&claim.what)))
            && by_claimant
            && (self.grades.is_empty() || self.grades.contains(&claim.grade))
            && self.place.as_ref().is_none_or(|needle| needle.is_in(claim.place.as_deref()))
            && self.date.as_ref().is_none_or(|wanted| claim.date.as_ref().is_some_and(|date| wanted.meets(date)))
    }

    /// Whether it limits anything.
    pub fn is_set(&self) -> bool {
        let names = self.claimant.is_some() || self.place.is_some();
        names || !self.what.is_empty() || !self.grades.is_empty() || self.date.is_some()
    }
}
