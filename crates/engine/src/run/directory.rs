//! Everyone an archive names, in memory: to be asked for by name, many times a second.

use super::{Result, resolving};
use crate::authority::sort_of;
use crate::knowledge::country;
use crate::resolve::NameUse;
use crate::resolve::lookup::{Lookup, Near};
use crate::store::{Catalogue, Layout, Lock};
use broadside_model::edtf::Day;
use broadside_model::{Edtf, EntityId, EntityKind, Known, KnownName, NameSort};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// Everyone an archive names, and a stamp that is another after every change; `None` where the stamp of what is known is
/// still that of the archive, or it is being written: then it is read when the writer is done.
pub fn load(archive: &Path, threads: usize, known: Option<&str>) -> Result<Option<(String, Directory)>> {
    let (layout, _) = Layout::open(archive)?;
    if known.is_some() {
        let catalogue = Catalogue::open(&layout)?;
        let is_fresh = resolving::is_fresh(&catalogue)?;
        let is_known = is_fresh && catalogue.resolved_for()?.as_deref() == known;
        if is_known || (!is_fresh && Lock::take(&layout).is_err()) {
            return Ok(None);
        }
    }
    let who = resolving::open(&layout, threads)?;
    let stamp = who.catalogue.resolved_for()?.unwrap_or_default();
    Ok(Some((stamp, read(&who.catalogue)?)))
}

/// Everyone that a catalogue names, whose entities are up to date.
pub fn read(catalogue: &Catalogue) -> Result<Directory> {
    let mut all: FxHashMap<EntityId, Listed> = FxHashMap::default();
    let mut ids = Vec::new();
    for row in catalogue.entities()? {
        let listed = Listed {
            id: Some(row.id),
            kind: Some(row.kind).filter(|kind| *kind != EntityKind::Unknown),
            name: row.name,
            names: catalogue
                .decided_names(row.id)?
                .into_iter()
                .map(|(language, name)| decided(name, language))
                .collect(),
            country: row.country,
            first: row.first,
            last: row.last,
            uses: row.uses,
            statements: row.statements,
            known: Vec::new(),
        };
        ids.push(row.id);
        all.insert(row.id, listed);
    }
    let mut leads: Vec<(EntityId, EntityId)> = Vec::new();
    catalogue.form_names(|form, entity, name, also| {
        leads.push((form, entity));
        let Some(listed) = all.get_mut(&entity) else { return };
        listed.names.extend(std::iter::once(name).chain(also.lines()).map(|name| decided(name.to_owned(), None)));
    })?;
    let entity_of: FxHashMap<EntityId, EntityId> = leads.iter().copied().collect();
    let gone = catalogue.redirects()?.into_iter();
    leads.extend(gone.filter_map(|gone| Some((gone.id, *entity_of.get(&gone.form?)?))));
    let known: FxHashMap<u32, Known> =
        catalogue.known_entities()?.into_iter().map(|known| (known.number, known)).collect();
    for (entity, number) in catalogue.identities()? {
        let (Some(listed), Some(known)) = (all.get_mut(&entity), known.get(&number)) else { continue };
        listed.known.push(KnownAs::of(known));
        let main = KnownName {
            name: known.entity.name.clone(),
            language: known.entity.language.clone(),
            ..KnownName::default()
        };
        listed.names.extend(std::iter::once(main).chain(known.entity.names.iter().cloned()));
    }
    let entities = ids.iter().filter_map(|id| all.remove(id)).map(tidied).collect();
    Ok(Directory::new(entities, leads))
}

fn decided(name: String, language: Option<String>) -> KnownName {
    KnownName { sort: sort_of(&name), name, language }
}

/// Without its main name among the others, and each other once in each language; one without a language only where no
/// other spells it so.
fn tidied(mut listed: Listed) -> Listed {
    let mut seen: FxHashSet<(String, Option<String>)> = FxHashSet::default();
    let spoken: FxHashSet<String> =
        listed.names.iter().filter(|name| name.language.is_some()).map(|name| name.name.clone()).collect();
    let main = listed.name.clone();
    listed.names.retain(|name| {
        let says_more = name.language.is_some() || (name.name != main && !spoken.contains(&name.name));
        says_more && seen.insert((name.name.clone(), name.language.clone()))
    });
    listed
}

/// The most names of one entity that are looked at.
const MOST_NAMES: usize = 60;

/// An entity as it is listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Its id; `None` is none.
    pub id: Option<EntityId>,
    /// What it is; `None` where that is not known.
    pub kind: Option<EntityKind>,
    /// What to call it by.
    pub name: String,
    /// Its other names.
    pub names: Vec<KnownName>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// First day of the first statement that names it, `YYYY-MM-DD`.
    pub first: Option<String>,
    /// Last day of the last.
    pub last: Option<String>,
    /// How often it is named.
    pub uses: u32,
    /// Statements that name it.
    pub statements: u32,
    /// What authority files know it as.
    pub known: Vec<KnownAs>,
}

/// An entity of an authority file that an entity is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAs {
    /// The name of the authority.
    pub authority: String,
    /// The id there.
    pub id: String,
    /// A page about it.
    pub url: Option<String>,
}

impl KnownAs {
    /// That a known entity is meant.
    pub fn of(known: &Known) -> Self {
        KnownAs { authority: known.authority.clone(), id: known.entity.id.clone(), url: known.entity.url.clone() }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// A name.
    pub name: String,
    /// What it is.
    pub kind: Option<EntityKind>,
    /// Its country: a code, or a name in any language.
    pub country: Option<String>,
    /// When it was there: EDTF, or a time.
    pub date: Option<String>,
}

/// Everyone an archive names.
#[derive(Debug, Default)]
pub struct Directory {
    entities: Vec<Listed>,
    places: FxHashMap<EntityId, u32>,
    /// Ids that once were shown, or are those of forms, to the entities they lead to now.
    redirects: FxHashMap<EntityId, EntityId>,
    lookup: Lookup,
}

impl Directory {
    /// Takes entities, and other ids with those they lead to.
    pub fn new(entities: Vec<Listed>, redirects: impl IntoIterator<Item = (EntityId, EntityId)>) -> Self {
        let places = (0..).zip(&entities).filter_map(|(place, entity)| Some((entity.id?, place))).collect();
        let lookup = Lookup::new((0..).zip(&entities).flat_map(|(place, entity)| uses(place, entity)));
        Directory { entities, places, redirects: redirects.into_iter().collect(), lookup }
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// All of them, in the order in which they were read.
    pub fn all(&self) -> &[Listed] {
        &self.entities
    }

    /// The entity of that id, or that it leads to.
    pub fn get(&self, id: EntityId) -> Option<&Listed> {
        let place = self.places.get(&id).or_else(|| self.places.get(self.redirects.get(&id)?))?;
        self.entities.get(*place as usize)
    }

    /// The entities with the names nearest to one, the nearest first, with the comparison.
    pub fn nearest(&self, asked: &Asked, most: usize) -> Vec<(&Listed, Near)> {
        let name_use = NameUse {
            name: asked.name.clone(),
            kind: asked.kind,
            country: asked.country.as_deref().and_then(code),
            seen: asked.date.as_deref().and_then(days),
            ..NameUse::default()
        };
        let near = self.lookup.nearest(&name_use, most);
        near.into_iter().filter_map(|near| Some((self.entities.get(near.of as usize)?, near))).collect()
    }

    /// The entities whose names, or words of them, begin so; where there are none, those with the nearest names.
    pub fn beginning(&self, typed: &str, most: usize) -> Vec<&Listed> {
        let found = self.lookup.beginning(typed, most);
        if !found.is_empty() {
            return found.into_iter().filter_map(|place| self.entities.get(place as usize)).collect();
        }
        let asked = Asked { name: typed.to_owned(), ..Asked::default() };
        self.nearest(&asked, most).into_iter().map(|(entity, _)| entity).collect()
    }
}

/// The names of an entity as they are asked for: those that only differ in what nobody tells apart once.
fn uses(place: u32, entity: &Listed) -> impl Iterator<Item = (u32, NameUse)> {
    let acronyms: Vec<String> = entity.names.iter().filter(|name| name.sort == NameSort::Acronym).map(text).collect();
    let full = entity.names.iter().filter(|name| name.sort != NameSort::Weak).map(text);
    let names = std::iter::once(entity.name.clone()).chain(full);
    let mut seen = FxHashSet::default();
    let names: Vec<String> =
        names.filter(|name| seen.insert(crate::resolve::form::key(name))).take(MOST_NAMES).collect();
    let name_use = move |name: String| NameUse {
        kind: entity.kind,
        name,
        acronyms: acronyms.clone(),
        country: entity.country.clone(),
        seen: both(entity.first.as_deref(), entity.last.as_deref()),
        uses: entity.uses,
        ..NameUse::default()
    };
    names.into_iter().map(name_use).map(move |name_use| (place, name_use))
}

fn text(name: &KnownName) -> String {
    name.name.clone()
}

/// The country that a code or a name in any language means.
fn code(text: &str) -> Option<String> {
    let text = text.trim();
    let found = if text.len() == 2 { country::code_of(&text.to_ascii_uppercase()) } else { country::code(text) };
    found.map(str::to_owned)
}

/// The days that a date, or a time as OpenRefine writes it, may mean.
fn days(text: &str) -> Option<(Day, Day)> {
    let date: Edtf = text.trim().split('T').next()?.parse().ok()?;
    Some((date.earliest()?, date.latest()?))
}

fn both(first: Option<&str>, last: Option<&str>) -> Option<(Day, Day)> {
    Some((first?.parse::<Edtf>().ok()?.earliest()?, last?.parse::<Edtf>().ok()?.latest()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ids_and_old_ids_lead_to_an_entity() {
        let union = Listed {
            id: Some(EntityId(7)),
            name: "Union of Bakers".to_owned(),
            names: vec![KnownName { name: "Unión de Panaderos".to_owned(), ..KnownName::default() }],
            ..Listed::default()
        };
        let directory = Directory::new(vec![union], [(EntityId(9), EntityId(7))]);
        for id in [7, 9] {
            assert_eq!(directory.get(EntityId(id)).map(|entity| entity.name.as_str()), Some("Union of Bakers"));
        }
        assert_eq!(directory.get(EntityId(8)), None);
        for name in ["union of bakers", "Unión de Panaderos"] {
            let asked = Asked { name: name.to_owned(), date: Some("1984-05".to_owned()), ..Asked::default() };
            assert_eq!(directory.nearest(&asked, 3).len(), 1, "{name}");
        }
        assert_eq!(directory.beginning("pana", 3).len(), 1);
    }
}
