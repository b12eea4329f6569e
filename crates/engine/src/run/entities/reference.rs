//! Names an entity so that it can be found again: with the forms of its name, and one use of each.

use super::super::Result;
use super::names::Names;
use crate::decisions::anchor_of;
use crate::resolve::form::id;
use crate::store::{Catalogue, FormRow};
use broadside_model::{Anchor, EntityId, EntityRef, NameHere, NameRef, SourceId};

/// The reference to an entity; `None` where there is none of this id.
pub fn entity_ref(catalogue: &Catalogue, entity: EntityId) -> Result<Option<EntityRef>> {
    let forms = catalogue.forms_of(entity)?;
    if forms.is_empty() {
        return Ok(None);
    }
    let names = Names::open(catalogue)?;
    let refs: Result<Vec<NameRef>> = forms.iter().map(|form| name_ref(catalogue, &names, form)).collect();
    Ok(Some(EntityRef { id: entity, names: refs? }))
}

/// The reference to a form, with one use of it.
pub fn name_ref(catalogue: &Catalogue, names: &Names<'_>, form: &FormRow) -> Result<NameRef> {
    let is_its = |name: &&NameHere| id(&name.form) == form.id && !name.span.is_empty();
    let mut used = None;
    for (row, _) in form.sources.iter().take(SOURCES) {
        let Some(source) = catalogue.source_of(*row)? else { continue };
        let naming = names.of_row(*row, source)?;
        let mut here = naming.iter().flat_map(|statement| &statement.names).filter(is_its);
        if let Some(name) = here.next() {
            used = anchor(catalogue, source, name)?;
            break;
        }
    }
    Ok(NameRef { id: form.id, kind: form.form.kind, name: form.name.clone(), country: form.form.country.clone(), used })
}

/// Sources in which a use with a place is looked for.
const SOURCES: usize = 8;

/// The uses of an entity's names in a source, each as an anchor: what a person can set apart.
pub fn uses_in(catalogue: &Catalogue, entity: EntityId, source: SourceId) -> Result<Vec<Anchor>> {
    let names = Names::open(catalogue)?;
    let mut uses: Vec<Anchor> = Vec::new();
    for name in names.of(source)?.iter().flat_map(|statement| &statement.names) {
        if names.entity(&name.form)? == Some(entity)
            && let Some(anchor) = anchor(catalogue, source, name)?
            && !uses.contains(&anchor)
        {
            uses.push(anchor);
        }
    }
    Ok(uses)
}

fn anchor(catalogue: &Catalogue, source: SourceId, name: &NameHere) -> Result<Option<Anchor>> {
    let stored = catalogue.stored(source)?;
    Ok(stored.filter(|_| !name.span.is_empty()).map(|stored| anchor_of(source, &stored.text, name.span)))
}
