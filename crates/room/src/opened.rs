//! One statement with all that is known of it: its texts, what was read out of it, what people say of it, who is who in
//! it, its other witnesses. What `broadside show` and the page of a statement show is made of this.

use crate::json::anatomy::{Entities, Ground};
use crate::json::statement::{Around, Everything, everything};
use crate::json::word::Voice;
use crate::statements::Whole;
use broadside_engine::run::Result;
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::entities::Names;
use broadside_engine::store::{Catalogue, Stored, Summary};
use broadside_model::{Mark, SourceId, StatementId};

/// A statement with all that is known of it.
#[derive(Debug)]
pub struct Opened {
    /// What was read out of it, in the text of its source.
    pub whole: Whole,
    /// The text of its source, and how it was read.
    pub stored: Stored,
    /// Its other witnesses, each with its number in its source.
    pub others: Vec<(u32, Summary)>,
    /// Who is who in it.
    pub entities: Entities,
    /// Words of its source that are probably not what the document said.
    pub marks: Vec<Mark>,
}

impl Opened {
    /// All of it as JSON has it; `words` asks for every word's box.
    pub fn everything<R>(&self, words: bool, give: impl FnOnce(&Everything<'_>) -> R) -> R {
        let id = self.whole.id();
        let around = Around {
            voice: Voice { id: &id, said: self.whole.said() },
            others: &self.others,
            entities: &self.entities,
            marks: &self.marks,
        };
        let ground = Ground::new(&self.stored.text.text);
        give(&everything(&self.whole, &around, &ground, &self.stored, words))
    }
}

/// The other statements that people say are this one: each with its number and its source.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn witnesses(catalogue: &Catalogue, decisions: &Decisions<'_>, whole: &Whole) -> Result<Vec<(u32, Summary)>> {
    let own = StatementId { source: whole.summary.id, number: whole.number };
    let groups = decisions.same()?;
    let group = groups.iter().find(|group| group.members.contains(&own));
    let mut others = Vec::new();
    for other in group.iter().flat_map(|group| &group.members).filter(|other| **other != own) {
        if let Some(summary) = catalogue.summary(other.source)? {
            others.push((other.number, summary));
        }
    }
    Ok(others)
}

/// What a statement names, in an archive whose entities are up to date.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn entities(catalogue: &Catalogue, source: SourceId, number: u32) -> Result<Entities> {
    let mut found = Entities::default();
    let names = Names::open(catalogue)?;
    let naming = names.of(source)?;
    for here in naming.iter().filter(|statement| statement.number == number).flat_map(|of| &of.names) {
        if let Some(entity) = names.entity(&here.form)? {
            found.put(here, entity);
        }
    }
    Ok(found)
}
