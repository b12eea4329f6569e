//! Entities in three orders with what they are filtered by, and all their names to look for, in few bytes each.

use super::is_private;
use crate::answer::Trouble;
use crate::derived::{Derived, Made, Progress, Slot};
use crate::filters::folded;
use crate::room::Snapshot;
use broadside_engine::store::Catalogue;
use broadside_model::{EntityId, EntityKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// How a list of entities is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most statements first.
    #[default]
    Uses,
    /// By name.
    Name,
    /// By the first day.
    First,
}

#[derive(Debug)]
struct Few {
    id: EntityId,
    kind: EntityKind,
    /// Place among the countries, from 1; 0 is none.
    country: u16,
    is_private: bool,
}

/// Every entity.
#[derive(Debug)]
pub struct EntityTable {
    /// In the order of uses.
    entities: Vec<Few>,
    by_name: Vec<u32>,
    by_first: Vec<u32>,
    countries: Vec<String>,
    /// Names, folded, one a line; and for each the first byte and the place of its entity.
    names: String,
    lines: Vec<(u32, u32)>,
}

/// Which entities are wanted.
#[derive(Clone, Debug, Default)]
pub struct EntityFilter {
    /// A part of a name, folded.
    pub name: String,
    /// What they are; empty is anything.
    pub kinds: Vec<EntityKind>,
    /// Countries; empty is any.
    pub countries: Vec<String>,
    /// Also persons who are only mentioned, in one statement.
    pub all: bool,
}

impl Made for EntityTable {
    fn make(catalogue: &Catalogue, _: &Snapshot, _: &Progress) -> Result<Self, Trouble> {
        let mut rows = catalogue.entities()?;
        rows.sort_by(|a, b| {
            (b.statements, b.uses).cmp(&(a.statements, a.uses)).then_with(|| a.name.cmp(&b.name)).then(a.id.cmp(&b.id))
        });
        let mut by_name: Vec<u32> = (0..rows.len() as u32).collect();
        by_name.sort_by_cached_key(|at| rows.get(*at as usize).map(|row| (folded(&row.name), row.id)));
        let mut by_first: Vec<u32> = (0..rows.len() as u32).collect();
        by_first
            .sort_by_key(|at| rows.get(*at as usize).map(|row| (row.first.is_none(), &row.first, &row.last, row.id)));
        let mut countries: Vec<String> = rows.iter().filter_map(|row| row.country.clone()).collect();
        countries.sort_unstable();
        countries.dedup();
        let few = |row: &broadside_engine::store::EntityRow| Few {
            id: row.id,
            kind: row.kind,
            country: row
                .country
                .as_ref()
                .and_then(|code| countries.binary_search(code).ok())
                .map_or(0, |at| at as u16 + 1),
            is_private: is_private(row),
        };
        let entities: Vec<Few> = rows.iter().map(few).collect();
        drop(rows);
        let mut table = EntityTable { entities, by_name, by_first, countries, names: String::new(), lines: Vec::new() };
        table.read_names(catalogue)?;
        Ok(table)
    }

    fn slot(derived: &Derived) -> &Slot<Self> {
        &derived.entities
    }
}

impl EntityTable {
    fn read_names(&mut self, catalogue: &Catalogue) -> Result<(), Trouble> {
        let places: FxHashMap<EntityId, u32> = (0..).zip(&self.entities).map(|(at, few)| (few.id, at)).collect();
        let (names, lines) = (&mut self.names, &mut self.lines);
        let mut put = |entity: EntityId, name: &str| {
            let (Some(at), false) = (places.get(&entity), name.is_empty()) else { return };
            lines.push((names.len() as u32, *at));
            names.push_str(&folded(name));
            names.push('\n');
        };
        catalogue.form_names(|_, entity, name, also| {
            put(entity, name);
            put(entity, also);
        })?;
        for (entity, name) in catalogue.names_decided()? {
            put(entity, &name);
        }
        Ok(())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The countries that any is of.
    pub fn countries(&self) -> &[String] {
        &self.countries
    }

    /// The entities that a name has these words in, by place.
    fn named(&self, words: &str) -> FxHashSet<u32> {
        let mut found = FxHashSet::default();
        let finder = self.names.match_indices(words);
        for (byte, _) in finder {
            let line = self.lines.partition_point(|(first, _)| *first as usize <= byte);
            found.extend(line.checked_sub(1).and_then(|line| self.lines.get(line)).map(|(_, at)| *at));
        }
        found
    }

    /// The entities that are wanted, in order, and how many more are because they may be private persons not among them.
    pub fn list(&self, filter: &EntityFilter, order: Order) -> (Vec<EntityId>, u64) {
        let named = (!filter.name.is_empty()).then(|| self.named(&filter.name));
        let countries: Vec<u16> = filter
            .countries
            .iter()
            .map(|code| self.countries.binary_search(code).map_or(u16::MAX, |at| at as u16 + 1))
            .collect();
        let takes = |at: u32, few: &Few| {
            (filter.kinds.is_empty() || filter.kinds.contains(&few.kind))
                && (countries.is_empty() || countries.contains(&few.country))
                && named.as_ref().is_none_or(|named| named.contains(&at))
        };
        let mut hidden = 0;
        let mut listed = Vec::new();
        let mut each = |at: u32| {
            let Some(few) = self.entities.get(at as usize).filter(|few| takes(at, few)) else { return };
            if few.is_private && !filter.all {
                hidden += 1;
            } else {
                listed.push(few.id);
            }
        };
        match order {
            Order::Uses => (0..self.entities.len() as u32).for_each(&mut each),
            Order::Name => self.by_name.iter().copied().for_each(&mut each),
            Order::First => self.by_first.iter().copied().for_each(&mut each),
        }
        (listed, hidden)
    }
}
