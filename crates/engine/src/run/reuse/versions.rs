//! The versions of a statement, collated: texts of an archive and what is known of them, made an apparatus.

use super::super::Result;
use super::super::decided::Decisions;
use super::units;
use crate::reuse::collation::{Version, collate as collated};
use crate::store::Catalogue;
use broadside_model::StatementId;
use broadside_model::collation::Apparatus;

/// The apparatus of these statements, numbered as they are given; `base` is the number of the one that the others are
/// compared with, where somebody wants a certain one. Nothing where none of them has a text.
pub fn collate(catalogue: &Catalogue, statements: &[StatementId], base: Option<u32>) -> Result<Option<Apparatus>> {
    let decisions = Decisions::open(catalogue)?;
    let mut texts = Vec::new();
    for id in statements {
        let Some(summary) = catalogue.summary(id.source)? else { continue };
        let of_source = units::texts_of(catalogue, &decisions, &summary)?;
        let Some(text) = of_source.into_iter().find(|text| text.unit.statement == *id) else { continue };
        let words = catalogue.text(id.source)?.unwrap_or_default();
        texts.push((*id, text, words));
    }
    let number = |id: &StatementId| statements.iter().position(|other| other == id).unwrap_or(0) as u32;
    let versions: Vec<Version<'_>> = texts
        .iter()
        .map(|(id, text, words)| Version {
            text: number(id),
            words: words.get(text.unit.span.range()).unwrap_or_default(),
            about: &text.about,
        })
        .collect();
    Ok(collated(&versions, base))
}
