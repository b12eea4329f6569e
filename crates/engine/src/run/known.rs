//! Entities that authority files know, among the names of an archive.
//!
//! Takes the names as they are used and the known entities; resolves them together, each known entity as one more name
//! with its other names beside it, and gives which entities of the archive are which known ones. What a person is asked
//! is about names that the archive uses.

use super::directory::KnownAs;
use crate::resolve::compare::compare;
use crate::resolve::lookup::Lookup;
use crate::resolve::name::Name;
use crate::resolve::{self, Comparison, Constraints, NameUse, Outcome, Resolution, form};
use broadside_model::{Known, NameSort};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// The most names of a known entity that are compared.
const MOST_NAMES: usize = 60;
/// Known entities up to this number all take part; of more, those whose names share most with some name of the archive.
const ALL: usize = 5_000;
/// How many those are, for each name.
const NEAREST: usize = 4;

/// Resolves names together with what authority files know. Gives the resolution of the names alone, and for each known
/// entity that is one of them the place of a name of it.
pub fn resolve(
    mut names: Vec<NameUse>,
    constraints: &Constraints,
    known: &[Known],
    threads: usize,
) -> (Resolution, Vec<(u32, u32)>) {
    let count = names.len() as u32;
    let used: FxHashSet<String> = names.iter().map(|name| form::key(&name.name)).collect();
    let authorities: BTreeSet<&str> = known.iter().map(|known| known.authority.as_str()).collect();
    let authorities: FxHashMap<&str, u32> = authorities.into_iter().zip(0..).collect();
    let known_use = |place: usize| {
        let known = known.get(place)?;
        Some(NameUse { authority: *authorities.get(known.authority.as_str())?, ..use_of(known, &used) })
    };
    let known_uses: Vec<NameUse> = taking_part(&names, known).into_iter().filter_map(known_use).collect();
    names.extend(known_uses);
    let mut resolution = resolve::resolve(&names, constraints, threads);
    let mut first_of = FxHashMap::default();
    for (place, cluster) in (0..count).zip(&resolution.cluster) {
        first_of.entry(*cluster).or_insert(place);
    }
    let known_uses = names.iter().zip(&resolution.cluster).skip(count as usize);
    let found = known_uses.filter_map(|(name_use, cluster)| Some((*first_of.get(cluster)?, name_use.known?)));
    let mut found: Vec<(u32, u32)> = found.collect();
    found.sort_unstable();
    found.dedup();
    resolution.cluster.truncate(count as usize);
    resolution.links.retain(|link| link.a < count && link.b < count);
    resolution.questions.retain(|question| question.link.a < count && question.link.b < count);
    resolution.contradicted.retain(|(a, b)| *a < count && *b < count);
    (resolution, found)
}

/// A known entity as one use: its name, with those others beside it first that the archive uses, since a comparison looks
/// at a few only.
fn use_of(known: &Known, used: &FxHashSet<String>) -> NameUse {
    let mut others = uses(known);
    // There is always one: the main name.
    let main = if others.is_empty() { NameUse::default() } else { others.remove(0) };
    others.sort_by_key(|other| !used.contains(&form::key(&other.name)));
    NameUse { also: others.into_iter().map(|other| other.name).collect(), ..main }
}

/// The names of a known entity as uses: those that only differ in what nobody tells apart once.
fn uses(known: &Known) -> Vec<NameUse> {
    let entity = &known.entity;
    let acronyms = entity.names.iter().filter(|name| name.sort == NameSort::Acronym).map(|name| name.name.clone());
    let acronyms: Vec<String> = acronyms.collect();
    let full = entity.names.iter().filter(|name| name.sort == NameSort::Full).map(|name| &name.name);
    let mut seen = FxHashSet::default();
    let names = std::iter::once(&entity.name).chain(full).filter(|name| seen.insert(form::key(name)));
    let name_use = |name: &String| NameUse {
        kind: entity.kind,
        name: name.clone(),
        acronyms: acronyms.clone(),
        country: entity.country.clone(),
        known: Some(known.number),
        ..NameUse::default()
    };
    names.take(MOST_NAMES).map(name_use).collect()
}

/// The places of the known entities that may be some of the names.
fn taking_part(names: &[NameUse], known: &[Known]) -> Vec<usize> {
    if known.len() <= ALL {
        return (0..known.len()).collect();
    }
    let lookup =
        Lookup::new((0..).zip(known).flat_map(|(place, known)| uses(known).into_iter().map(move |name| (place, name))));
    let mut near: Vec<usize> =
        names.iter().flat_map(|name| lookup.sharing(name, NEAREST)).map(|place| place as usize).collect();
    near.sort_unstable();
    near.dedup();
    near
}

/// What an entity is known as, and by what.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// The authority, and the id there.
    pub known: KnownAs,
    /// The comparison of the two names that are nearest to each other; `None` where names do not say so, and a person did.
    pub comparison: Option<Comparison>,
}

/// By what an entity of these names is a known one.
pub fn identity<'n>(known: &Known, names: impl Iterator<Item = &'n str>) -> Identity {
    let theirs: Vec<Name> = uses(known).iter().map(Name::of).collect();
    let ours = names.map(|name| Name::of(&NameUse { name: name.to_owned(), ..NameUse::default() }));
    let best = ours.flat_map(|own| theirs.iter().map(move |their| compare(&own, their)).collect::<Vec<_>>());
    let best = best.max_by_key(|comparison| (comparison.outcome, comparison.score));
    Identity { known: KnownAs::of(known), comparison: best.filter(|best| best.outcome != Outcome::Different) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{EntityKind, KnownEntity, KnownName};

    fn named(name: &str) -> NameUse {
        NameUse { name: name.to_owned(), kind: Some(EntityKind::Organisation), uses: 3, ..NameUse::default() }
    }

    fn known(number: u32, name: &str, others: &[&str]) -> Known {
        let other = |name: &&str| KnownName { name: (*name).to_owned(), ..KnownName::default() };
        let names = others.iter().map(other).collect();
        let kind = Some(EntityKind::Organisation);
        let entity =
            KnownEntity { id: format!("K{number}"), kind, name: name.to_owned(), names, ..KnownEntity::default() };
        Known { number, authority: "List".to_owned(), entity }
    }

    #[test]
    fn a_known_entity_joins_names_that_only_it_knows_to_be_one() {
        let names = vec![named("Brotherhood of Lamplighters"), named("Ljuskamraterna"), named("League of Stargazers")];
        let list = [known(70, "Brotherhood of Lamplighters", &["Ljuskamraterna"]), known(71, "Elsewhere Society", &[])];
        let (alone, none) = resolve(names.clone(), &Constraints::default(), &[], 1);
        assert!(alone.cluster[0] != alone.cluster[1] && none.is_empty());
        let (together, found) = resolve(names, &Constraints::default(), &list, 1);
        assert_eq!((together.cluster.len(), found), (3, vec![(0, 70)]));
        assert!(together.cluster[0] == together.cluster[1] && together.cluster[0] != together.cluster[2]);
        // Names that nothing uses take nothing away.
        let odd = [known(72, "Brotherhood of Lamplighters", &["Quite another", "<b>", "Nothing like it"])];
        assert_eq!(resolve(vec![named("Brotherhood of Lamplighters")], &Constraints::default(), &odd, 1).1, [(0, 72)]);
    }

    #[test]
    fn of_many_known_entities_those_that_share_words_take_part() {
        let list: Vec<Known> = (0..6_000).map(|n| known(n, &format!("Xq{n}z Yw{}v", n % 77), &[])).collect();
        let mut list = list;
        list.push(known(9_000, "Brotherhood of Lamplighters", &[]));
        assert!(taking_part(&[named("Brotherhood of Lamplighters")], &list).contains(&6_000));
        let (_, found) = resolve(vec![named("Brotherhood of Lamplighters")], &Constraints::default(), &list, 1);
        assert_eq!(found, [(0, 9_000)]);
    }

    #[test]
    fn the_comparison_says_by_what_it_is_known() {
        let list = known(1, "Brotherhood of Lamplighters", &["Ljuskamraterna"]);
        let by = identity(&list, ["Nothing alike", "Brotherhood of Lamplighters"].into_iter());
        assert_eq!((by.known.id.as_str(), by.comparison.map(|best| best.outcome)), ("K1", Some(Outcome::Same)));
        assert_eq!(identity(&list, ["Nothing alike"].into_iter()).comparison, None);
    }
}
