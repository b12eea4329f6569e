//! What statements are counted and narrowed by, each in a column of numbers, by their places in the holdings.
//!
//! Made once for each state of the archive, so that counting all that a hundred thousand statements have takes
//! milliseconds.

use crate::holdings::{Held, Holdings};
use broadside_engine::resolve::form;
use broadside_engine::run::directory::{Directory, Listed};
use broadside_model::{Edtf, EntityId, EntityKind};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// What a value is called.
#[derive(Clone, Debug)]
pub struct Label {
    /// As addresses have it: the id of an entity, or the name or code itself.
    pub value: Arc<str>,
    /// What people read.
    pub name: Arc<str>,
    /// Who is meant, where that is known.
    pub entity: Option<EntityId>,
}

/// The values of one property: for each statement none, one or several.
#[derive(Debug, Default)]
pub struct Values {
    /// The values there are.
    pub labels: Vec<Label>,
    starts: Vec<u32>,
    ids: Vec<u32>,
}

impl Values {
    /// Numbers of the values of a statement, each once.
    pub fn of(&self, place: u32) -> &[u32] {
        let at = |place: usize| self.starts.get(place).map_or(self.ids.len(), |start| *start as usize);
        self.ids.get(at(place as usize)..at(place as usize + 1)).unwrap_or_default()
    }

    /// Reads them: `label` says what a name stands for.
    fn read<'a>(
        holdings: &'a Holdings,
        names: impl Fn(&'a Held) -> &'a [Arc<str>],
        label: impl Fn(&Arc<str>) -> Label,
    ) -> Self {
        let mut values = Values::default();
        let mut of_name: FxHashMap<&str, u32> = FxHashMap::default();
        let mut of_value: FxHashMap<Arc<str>, u32> = FxHashMap::default();
        for one in &holdings.statements {
            let start = values.ids.len();
            values.starts.push(start as u32);
            for name in names(one) {
                let number = *of_name.entry(name).or_insert_with(|| {
                    let label = label(name);
                    *of_value.entry(Arc::clone(&label.value)).or_insert_with(|| {
                        values.labels.push(label);
                        values.labels.len() as u32 - 1
                    })
                });
                if values.ids.get(start..).is_some_and(|these| !these.contains(&number)) {
                    values.ids.push(number);
                }
            }
        }
        values
    }
}

/// The entities of a directory by what names are compared by.
#[derive(Debug, Default)]
pub struct NameKeys {
    actors: FxHashMap<u64, Option<EntityId>>,
    places: FxHashMap<u64, Option<EntityId>>,
}

fn hashed(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    form::key(name).hash(&mut hasher);
    hasher.finish()
}

impl NameKeys {
    /// Takes every name of every entity; a name that two entities of a kind bear names none of them.
    pub fn new(directory: &Directory) -> Self {
        let mut keys = NameKeys::default();
        for entity in directory.all() {
            let names = match entity.kind {
                Some(EntityKind::Place) => &mut keys.places,
                Some(EntityKind::Event | EntityKind::Work | EntityKind::Law) => continue,
                _ => &mut keys.actors,
            };
            put(names, entity);
        }
        keys
    }

    fn label(names: &FxHashMap<u64, Option<EntityId>>, directory: &Directory, name: &Arc<str>) -> Label {
        let known = names.get(&hashed(name)).copied().flatten().and_then(|id| directory.get(id));
        match known.and_then(|entity| Some((entity.id?, entity))) {
            Some((id, entity)) => {
                Label { value: id.to_string().into(), name: entity.name.as_str().into(), entity: Some(id) }
            }
            None => Label { value: Arc::clone(name), name: Arc::clone(name), entity: None },
        }
    }
}

fn put(names: &mut FxHashMap<u64, Option<EntityId>>, entity: &Listed) {
    let all = std::iter::once(entity.name.as_str()).chain(entity.names.iter().map(|name| name.name.as_str()));
    for name in all {
        let whose = names.entry(hashed(name)).or_insert(entity.id);
        if *whose != entity.id {
            *whose = None;
        }
    }
}

/// No day.
pub const UNDATED: (i64, i64) = (i64::MAX, i64::MIN);

/// The columns.
#[derive(Debug, Default)]
pub struct Columns {
    /// Who issues.
    pub issuers: Values,
    /// Where.
    pub places: Values,
    /// In which language.
    pub languages: Values,
    /// First and last day each can be of, since 1970; open ends are the least and greatest number, and [`UNDATED`] is
    /// neither.
    pub days: Vec<(i64, i64)>,
    /// Place of each in the order of dates, the undated last.
    pub by_date: Vec<u32>,
    /// Place of each in the order in which they were added, the last first.
    pub by_added: Vec<u32>,
}

/// What stands for a language that is not known.
pub const UNKNOWN: &str = "unknown";

impl Columns {
    /// Makes them.
    pub fn new(holdings: &Holdings, directory: &Directory, keys: &NameKeys) -> Self {
        let unknown: [Arc<str>; 1] = [UNKNOWN.into()];
        let plain = |name: &Arc<str>| Label { value: Arc::clone(name), name: Arc::clone(name), entity: None };
        Columns {
            issuers: Values::read(holdings, |one| &one.issuers, |name| NameKeys::label(&keys.actors, directory, name)),
            places: Values::read(holdings, |one| &one.places, |name| NameKeys::label(&keys.places, directory, name)),
            languages: Values::read(
                holdings,
                |one| one.language.as_ref().map_or(&unknown[..], std::slice::from_ref),
                plain,
            ),
            days: holdings.statements.iter().map(|one| one.date.as_ref().map_or(UNDATED, days)).collect(),
            by_date: ranks(holdings, |a, b| match (&a.date, &b.date) {
                (Some(a), Some(b)) => a.cmp(b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }),
            by_added: ranks(holdings, |a, b| b.added.cmp(&a.added)),
        }
    }
}

/// The days a date can mean, open ends as far as numbers go.
fn days(date: &Edtf) -> (i64, i64) {
    let day = |day: Option<broadside_model::edtf::Day>, open| day.map_or(open, |day| day.number());
    (day(date.earliest(), i64::MIN), day(date.latest(), i64::MAX))
}

fn ranks(holdings: &Holdings, order: impl Fn(&Held, &Held) -> std::cmp::Ordering) -> Vec<u32> {
    let all = &holdings.statements;
    let mut places: Vec<u32> = (0..all.len() as u32).collect();
    places.sort_by(|a, b| match (all.get(*a as usize), all.get(*b as usize)) {
        (Some(a), Some(b)) => order(a, b),
        _ => std::cmp::Ordering::Equal,
    });
    let mut ranks = vec![0; all.len()];
    for (rank, place) in (0..).zip(places) {
        if let Some(slot) = ranks.get_mut(place as usize) {
            *slot = rank;
        }
    }
    ranks
}
