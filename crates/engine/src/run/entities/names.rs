//! Names of sources with the entities they are of: what was gathered, with the uses that people set apart.

use super::super::Result;
use super::super::resolving::{Apart, aparts};
use crate::resolve::form;
use crate::store::Catalogue;
use broadside_model::entity::Form;
use broadside_model::{Decision, EntityId, Naming, SourceId};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The names of an archive, whose entities are up to date.
pub struct Names<'a> {
    catalogue: &'a Catalogue,
    aparts: FxHashMap<SourceId, Vec<Apart>>,
    entities: RefCell<FxHashMap<Form, Option<EntityId>>>,
}

impl<'a> Names<'a> {
    /// Opens the names of an archive.
    pub fn open(catalogue: &'a Catalogue) -> Result<Self> {
        let decisions = super::super::decided::Decisions::open(catalogue)?;
        let standing: Vec<&Decision> = decisions.standing().collect();
        let aparts = aparts(catalogue, &standing)?;
        Ok(Names { catalogue, aparts, entities: RefCell::default() })
    }

    /// The sources in which people set uses apart.
    pub(super) fn apart(&self) -> impl Iterator<Item = SourceId> {
        self.aparts.keys().copied()
    }

    /// The names of a source, by its identity.
    pub fn of(&self, id: SourceId) -> Result<Naming> {
        match self.catalogue.row_of(id)? {
            Some(row) => self.of_row(row, id),
            None => Ok(Naming::new()),
        }
    }

    /// The names of a source, by its row too.
    pub fn of_row(&self, row: i64, id: SourceId) -> Result<Naming> {
        let mut naming = self.catalogue.naming(row, id)?.unwrap_or_default();
        for apart in self.aparts.get(&id).into_iter().flatten() {
            apart.apply(&mut naming);
        }
        Ok(naming)
    }

    /// The entity that a form is one of.
    pub fn entity(&self, form: &Form) -> Result<Option<EntityId>> {
        if let Some(known) = self.entities.borrow().get(form) {
            return Ok(*known);
        }
        let entity = self.catalogue.entity_of(form::id(form))?;
        self.entities.borrow_mut().insert(form.clone(), entity);
        Ok(entity)
    }
}
