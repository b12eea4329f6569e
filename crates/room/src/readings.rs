//! Statements in the texts of their sources, as people decided them: what rows of signatories and claims and the points
//! of a timeline are read out of.

use crate::json::numbered_id;
use broadside_engine::decisions::{Decided, Said};
use broadside_engine::run;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::Catalogue;
use broadside_model::{SourceId, Statement};

/// A statement in the text of its source.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What it is called.
    pub id: String,
    /// The statement as people decided it.
    pub statement: &'a Statement,
    /// The same with what they rejected.
    pub with_rejected: &'a Statement,
    /// What they say of its values.
    pub said: &'a Said,
    /// The text of its source.
    pub text: &'a str,
}

/// A source read back.
#[derive(Debug)]
pub struct Source {
    id: SourceId,
    decided: Decided,
    shown: Decided,
    text: String,
}

impl Source {
    /// Takes what was read out of a source and its text.
    pub fn new(id: SourceId, decided: Decided, text: String) -> Self {
        Source { id, shown: decided.clone().shown(), decided, text }
    }

    /// Reads it back.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(catalogue: &Catalogue, decisions: &Decisions<'_>, id: SourceId) -> run::Result<Self> {
        let decided = decisions.anatomy(id)?.unwrap_or_default();
        Ok(Source::new(id, decided, catalogue.text(id)?.unwrap_or_default()))
    }

    /// Which source.
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// How many statements it holds.
    pub fn count(&self) -> usize {
        self.decided.anatomy.statements.len()
    }

    /// Statement `number` of it, from 1.
    pub fn reading(&self, number: u32) -> Option<Reading<'_>> {
        let at = (number as usize).checked_sub(1)?;
        Some(Reading {
            id: numbered_id(self.id, number),
            statement: self.shown.anatomy.statements.get(at)?,
            with_rejected: self.decided.anatomy.statements.get(at)?,
            said: self.decided.said.get(at)?,
            text: &self.text,
        })
    }
}
