//! Which decisions about entities later ones have made void.
//!
//! Takes the decisions in force in the order of their time, and looks at the names they list and at nothing else: so it
//! can be said without working out who is who. A decision is outranked once nothing of what it says holds any more after
//! a later one: all that it made one is apart, all that it kept apart is one, or the entity is called otherwise.

use super::settled::Groups;
use broadside_model::{Act, Decision, DecisionId, EntityId, EntityRef, NameRef};
use std::collections::{BTreeMap, BTreeSet};

/// Each decision that is outranked, with the one that did it.
pub fn outranked(decisions: &[&Decision]) -> BTreeMap<DecisionId, DecisionId> {
    let mut names = Names::default();
    let mut groups = Groups::default();
    let mut standing: Vec<Said<'_>> = Vec::new();
    let mut about: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for decision in decisions {
        let Some(said) = names.said(decision) else { continue };
        said.apply(&mut groups);
        let all: BTreeSet<u32> = said.sides.iter().flatten().copied().collect();
        let touched: BTreeSet<usize> = all.iter().filter_map(|name| about.get(name)).flatten().copied().collect();
        for place in touched {
            if let Some(earlier) = standing.get(place).filter(|earlier| earlier.is_void_after(&said, &groups)) {
                found.entry(earlier.decision.id).or_insert(decision.id);
            }
        }
        // What is outranked is not looked at again, so a long log costs little more than its length.
        let stands = |place: &usize| standing.get(*place).is_some_and(|said| !found.contains_key(&said.decision.id));
        for name in &all {
            let places = about.entry(*name).or_default();
            places.retain(stands);
            places.push(standing.len());
        }
        standing.push(said);
    }
    found
}

/// Numbers for the names that decisions list.
#[derive(Default)]
struct Names(BTreeMap<EntityId, u32>);

impl Names {
    fn number(&mut self, name: &NameRef) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name.id).or_insert(next)
    }

    fn side(&mut self, entity: &EntityRef) -> BTreeSet<u32> {
        entity.names.iter().map(|name| self.number(name)).collect()
    }

    fn said<'a>(&mut self, decision: &'a Decision) -> Option<Said<'a>> {
        let (what, sides) = match &decision.act {
            Act::Merge(entities) => (What::One, entities.iter().map(|entity| self.side(entity)).collect()),
            Act::Distinct(entities) => (What::Apart, entities.iter().map(|entity| self.side(entity)).collect()),
            // Uses that were set apart are known to no other decision.
            Act::Split { names, uses, .. } if names.is_empty() || !uses.is_empty() => return None,
            Act::Split { entity, names, .. } => {
                let leaving: BTreeSet<u32> = names.iter().map(|name| self.number(name)).collect();
                let staying = self.side(entity).difference(&leaving).copied().collect();
                (What::Left, vec![leaving, staying])
            }
            Act::Rename { entity, language, .. } => {
                (What::Called(entity.id, language.as_deref()), vec![self.side(entity)])
            }
            _ => return None,
        };
        Some(Said { decision, what, sides })
    }
}

/// What a decision says of names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What<'a> {
    /// All sides are one.
    One,
    /// Each side is another.
    Apart,
    /// The first side is one, and another than the second.
    Left,
    /// This entity is called so, in a language or in all.
    Called(EntityId, Option<&'a str>),
}

struct Said<'a> {
    decision: &'a Decision,
    what: What<'a>,
    sides: Vec<BTreeSet<u32>>,
}

impl Said<'_> {
    fn apply(&self, groups: &mut Groups) {
        match self.what {
            What::One => groups.join(self.sides.iter().flatten().copied()),
            What::Apart => groups.keep_apart(&self.sides),
            What::Left => {
                groups.join(self.sides.first().into_iter().flatten().copied());
                groups.keep_apart(&self.sides);
            }
            What::Called(..) => {}
        }
    }

    /// Whether nothing of it holds any more, now that `later` was said.
    fn is_void_after(&self, later: &Said<'_>, groups: &Groups) -> bool {
        match (self.what, later.what) {
            (What::Called(was, language), What::Called(is, later_language)) => {
                let covers = |side: &BTreeSet<u32>| later.sides.iter().any(|all| side.is_subset(all));
                language == later_language && (was == is || self.sides.iter().all(covers))
            }
            (What::Called(..), _) | (_, What::Called(..)) => false,
            (What::One, _) => !self.pairs().any(|(a, b)| groups.are_one(a, b)),
            (What::Apart | What::Left, _) => !self.pairs().any(|(a, b)| groups.are_apart(a, b)),
        }
    }

    /// Each two sides of it.
    fn pairs(&self) -> impl Iterator<Item = (&BTreeSet<u32>, &BTreeSet<u32>)> {
        let rest = |place: usize| self.sides.iter().skip(place + 1);
        self.sides.iter().enumerate().flat_map(move |(place, a)| rest(place).map(move |b| (a, b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::EntityKind;

    fn name(number: u64) -> NameRef {
        NameRef { id: EntityId(number), kind: EntityKind::Organisation, name: String::new(), country: None, used: None }
    }

    fn entity(names: &[u64]) -> EntityRef {
        EntityRef { id: EntityId(names[0]), names: names.iter().map(|number| name(*number)).collect() }
    }

    /// For each act the number, from 1, of the later one that outranks it; 0 where none does.
    fn found(acts: Vec<Act>) -> Vec<u8> {
        let decision = |(number, act)| Decision {
            id: DecisionId([number; 16]),
            at: String::new(),
            author: "Ana".into(),
            reason: None,
            act,
        };
        let made: Vec<Decision> = (1..).zip(acts).map(decision).collect();
        let found = outranked(&made.iter().collect::<Vec<_>>());
        made.iter().map(|one| found.get(&one.id).map_or(0, |by| by.0[0])).collect()
    }

    fn renamed(names: &[u64], language: Option<&str>) -> Act {
        Act::Rename { entity: entity(names), name: "x".into(), language: language.map(str::to_owned) }
    }

    #[test]
    fn a_later_name_outranks_an_earlier_one_for_the_same_language() {
        assert_eq!(found(vec![renamed(&[1], None), renamed(&[1], None)]), [2, 0]);
        assert_eq!(found(vec![renamed(&[1], None), renamed(&[1], Some("spa")), renamed(&[1], Some("spa"))]), [0, 3, 0]);
        assert_eq!(found(vec![renamed(&[1], None), renamed(&[2], None)]), [0, 0]);
        assert_eq!(found(vec![renamed(&[2], None), renamed(&[1, 2], None)]), [2, 0]);
    }

    #[test]
    fn what_is_one_and_what_is_two_outrank_each_other() {
        let both = || vec![entity(&[1, 5]), entity(&[2])];
        let acts = vec![Act::Distinct(both()), Act::Merge(both()), Act::Distinct(both()), Act::Merge(both())];
        assert_eq!(found(acts), [2, 3, 4, 0]);
        let split = Act::Split { entity: entity(&[1, 2]), names: vec![name(2)], uses: vec![] };
        let again = Act::Merge(vec![entity(&[1]), entity(&[2])]);
        assert_eq!(found(vec![Act::Merge(vec![entity(&[1]), entity(&[2])]), split, again]), [2, 3, 0]);
    }

    #[test]
    fn what_still_holds_in_part_stands() {
        let three = Act::Merge(vec![entity(&[1]), entity(&[2]), entity(&[3])]);
        let two = Act::Distinct(vec![entity(&[1]), entity(&[2])]);
        assert_eq!(found(vec![three, two]), [0, 0]);
        let apart = Act::Distinct(vec![entity(&[1]), entity(&[2]), entity(&[3])]);
        assert_eq!(found(vec![apart, Act::Merge(vec![entity(&[1]), entity(&[2])])]), [0, 0]);
    }

    #[test]
    fn of_many_about_the_same_the_last_stand() {
        let acts = (0..240).map(|number| match number % 3 {
            0 => Act::Merge(vec![entity(&[1]), entity(&[2])]),
            1 => Act::Distinct(vec![entity(&[1]), entity(&[2])]),
            _ => renamed(&[1], None),
        });
        let standing: Vec<usize> =
            (0..).zip(found(acts.collect())).filter(|(_, by)| *by == 0).map(|(at, _)| at).collect();
        assert_eq!(standing, [238, 239]);
    }
}
