//! What statements are counted and narrowed by, each in a column of numbers, by their places in the holdings.
//!
//! Made once for each state of the archive, so that counting all that a hundred thousand statements have takes
//! milliseconds.

use crate::holdings::{Held, Holdings};
use broadside_engine::resolve::form;
use broadside_engine::run::directory::{Directory, Listed};
use broadside_model::{Edtf, EntityId, EntityKind, Kind};
use rustc_hash::{FxHashMap, FxHasher};
use std::cmp::Reverse;
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
    /// The values there are, or were.
    pub labels: Vec<Label>,
    starts: Vec<u32>,
    ids: Vec<u32>,
    /// The number of each value.
    numbers: FxHashMap<Arc<str>, u32>,
    /// That of each name, by where the name is kept.
    of_name: FxHashMap<usize, u32>,
}

impl Values {
    /// Numbers of the values of a statement, each once.
    pub fn of(&self, place: u32) -> &[u32] {
        let at = |place: usize| self.starts.get(place).map_or(self.ids.len(), |start| *start as usize);
        self.ids.get(at(place as usize)..at(place as usize + 1)).unwrap_or_default()
    }

    /// Reads them: `label` says what a name stands for. What names stood for `before` they do still, and each is kept where
    /// it was.
    fn read<'a>(
        holdings: &'a Holdings,
        before: Option<&Values>,
        names: impl Fn(&'a Held) -> &'a [Arc<str>],
        label: impl Fn(&Arc<str>) -> Label,
    ) -> Self {
        let mut values = before.map_or_else(Values::default, |before| Values {
            labels: before.labels.clone(),
            numbers: before.numbers.clone(),
            of_name: before.of_name.clone(),
            ..Values::default()
        });
        for one in &holdings.statements {
            let start = values.ids.len();
            values.starts.push(start as u32);
            for name in names(one) {
                let number = values.number(name, &label);
                if values.ids.get(start..).is_some_and(|these| !these.contains(&number)) {
                    values.ids.push(number);
                }
            }
        }
        values
    }

    fn number(&mut self, name: &Arc<str>, label: impl Fn(&Arc<str>) -> Label) -> u32 {
        *self.of_name.entry(Arc::as_ptr(name).addr()).or_insert_with(|| {
            let label = label(name);
            *self.numbers.entry(Arc::clone(&label.value)).or_insert_with(|| {
                self.labels.push(label);
                self.labels.len() as u32 - 1
            })
        })
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
#[derive(Debug)]
pub struct Columns {
    /// What each is, a place in [`Kind::ALL`]; as many as there are kinds where that is not known.
    kinds: Vec<u8>,
    /// Whether each has signatories.
    signed: Vec<bool>,
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
    unknown: [Arc<str>; 1],
}

/// What stands for a language that is not known.
pub const UNKNOWN: &str = "unknown";

impl Columns {
    /// What a statement is, by [`kind_place`]; none where there is no such statement.
    pub fn kind(&self, place: u32) -> Option<usize> {
        self.kinds.get(place as usize).map(|kind| usize::from(*kind))
    }

    /// Whether a statement has signatories.
    pub fn is_signed(&self, place: u32) -> bool {
        self.signed.get(place as usize).is_some_and(|signed| *signed)
    }

    /// Makes them. `before` is of the same directory, and of holdings that share their words with these.
    pub fn new(holdings: &Holdings, directory: &Directory, keys: &NameKeys, before: Option<&Columns>) -> Self {
        // It stays where it is: so it is one name in all columns that follow on each other.
        let unknown = before.map_or_else(|| [UNKNOWN.into()], |before| before.unknown.clone());
        let plain = |name: &Arc<str>| Label { value: Arc::clone(name), name: Arc::clone(name), entity: None };
        let all = &holdings.statements;
        Columns {
            kinds: all.iter().map(|one| kind_place(one.kind) as u8).collect(),
            signed: all.iter().map(|one| one.signatories > 0).collect(),
            issuers: Values::read(
                holdings,
                before.map(|before| &before.issuers),
                |one| &one.issuers,
                |name| NameKeys::label(&keys.actors, directory, name),
            ),
            places: Values::read(
                holdings,
                before.map(|before| &before.places),
                |one| &one.places,
                |name| NameKeys::label(&keys.places, directory, name),
            ),
            languages: Values::read(
                holdings,
                before.map(|before| &before.languages),
                |one| one.language.as_ref().map_or(&unknown[..], std::slice::from_ref),
                plain,
            ),
            days: all.iter().map(|one| one.date.as_ref().map_or(UNDATED, days)).collect(),
            by_date: ranks(all.iter().map(|one| match &one.date {
                Some(date) => (false, Some(date.sort_key()), date.as_str()),
                None => (true, None, ""),
            })),
            by_added: ranks(all.iter().map(|one| Reverse(&*one.added))),
            unknown,
        }
    }
}

/// The place of a kind in [`Kind::ALL`]; as many as there are for none.
pub fn kind_place(kind: Option<Kind>) -> usize {
    kind.and_then(|kind| Kind::ALL.iter().position(|one| *one == kind)).unwrap_or(Kind::ALL.len())
}

/// The days a date can mean, open ends as far as numbers go.
fn days(date: &Edtf) -> (i64, i64) {
    let day = |day: Option<broadside_model::edtf::Day>, open| day.map_or(open, |day| day.number());
    (day(date.earliest(), i64::MIN), day(date.latest(), i64::MAX))
}

/// The place of each among all when they are put in order; equals stay as they are.
fn ranks(all: impl Iterator<Item = impl Ord>) -> Vec<u32> {
    let mut order: Vec<_> = all.zip(0u32..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, place)) in (0..).zip(order) {
        if let Some(slot) = ranks.get_mut(place as usize) {
            *slot = rank;
        }
    }
    ranks
}
