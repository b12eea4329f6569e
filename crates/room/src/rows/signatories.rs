//! Signatories as rows.

use super::RowKind;
use crate::filters::Needle;
use crate::json::anatomy::Signatory;
use broadside_engine::store::StatementRow;
use broadside_model as model;
use model::{Edtf, Found, PartyKind, Property, Statement};

/// Rows of lists of signatories.
#[derive(Debug)]
pub struct Signatories;

impl RowKind for Signatories {
    type Value = model::Signatory;
    type Twin<'a> = Signatory<'a>;

    const PROPERTY: Property = Property::Signatory;

    const HEADINGS: &'static [&'static str] = &[
        "order",
        "acronym",
        "name",
        "translation",
        "role",
        "affiliation",
        "country",
        "kind",
        "as_of",
        "group",
        "doubt",
    ];

    fn are_in(row: &StatementRow) -> bool {
        row.signatories > 0
    }

    fn of(statement: &Statement) -> &[Found<model::Signatory>] {
        &statement.signatories
    }

    fn twin(value: &model::Signatory) -> Signatory<'_> {
        Signatory::new(value)
    }

    fn cells(row: &model::Signatory) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            row.order.to_string(),
            text(&row.acronym),
            row.name.clone(),
            text(&row.translation),
            text(&row.role),
            text(&row.affiliation),
            text(&row.country),
            row.kind.map_or("", PartyKind::name).to_owned(),
            row.as_of.as_ref().map_or("", Edtf::as_str).to_owned(),
            text(&row.group),
            text(&row.doubt),
        ]
    }
}

/// Which signatories are wanted; what is empty or absent limits nothing.
#[derive(Clone, Debug, Default)]
pub struct SignatoryFilter {
    /// ISO 3166-1 alpha-2 codes.
    pub countries: Vec<String>,
    /// What they are.
    pub kinds: Vec<PartyKind>,
    /// A part of the name, its translation, acronym or affiliation.
    pub name: Option<Needle>,
    /// Only rows with something doubtful about them.
    pub doubtful: bool,
}

impl SignatoryFilter {
    /// Whether a row is wanted.
    pub fn takes(&self, row: &model::Signatory) -> bool {
        let names = [Some(&row.name), row.translation.as_ref(), row.acronym.as_ref(), row.affiliation.as_ref()];
        (self.countries.is_empty() || row.country.as_ref().is_some_and(|country| self.countries.contains(country)))
            && (self.kinds.is_empty() || row.kind.is_some_and(|kind| self.kinds.contains(&kind)))
            && self.name.as_ref().is_none_or(|needle| needle.is_in(names.into_iter().flatten().map(String::as_str)))
            && (!self.doubtful || row.doubt.is_some())
    }

    /// Whether it limits anything.
    pub fn is_set(&self) -> bool {
        !self.countries.is_empty() || !self.kinds.is_empty() || self.name.is_some() || self.doubtful
    }
}
