//! What people have decided about entities, as constraints on which names are one's.
//!
//! Takes the decisions in force and a way to find the forms they speak of; gives pairs that are one and pairs that are
//! two, the names to call entities by, and which decisions no longer find what they were about. Decisions are taken in
//! the order of their time, and a later one supersedes what an earlier one said of the same names: so no two constraints
//! contradict each other, and logs that were merged in any order come to the same.

use super::Constraints;
use broadside_model::{Act, Decision, DecisionId, EntityRef, NameRef};
use std::collections::{BTreeMap, BTreeSet};

/// The name to call an entity by, as a person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Places of the forms of the entity.
    pub forms: Vec<u32>,
    /// The name.
    pub name: String,
    /// ISO 639-3 code; `None` for all languages.
    pub language: Option<String>,
}

/// A decision, with what it is about now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The decision.
    pub decision: DecisionId,
    /// Places of the forms it names.
    pub forms: Vec<u32>,
    /// How many of its names are not used any more.
    pub lost: u32,
    /// Whether it still changes something: one that lost too many names waits until they come back.
    pub is_settled: bool,
}

/// What decisions come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What is one, what is two.
    pub constraints: Constraints,
    /// What to call entities by, in the order of time.
    pub renamed: Vec<Renamed>,
    /// Each decision about entities, in the order of time.
    pub about: Vec<About>,
}

/// Pairs of names of two entities that are kept apart one by one; beyond, the first names stand for the others.
const PAIRS: usize = 4096;

/// Works out what the decisions come to, which are in force and in the order of their time. `form` finds the place of a
/// form that a decision names; `apart` that of the uses that a split set apart.
pub fn settle(
    decisions: &[&Decision],
    form: &dyn Fn(&NameRef) -> Option<u32>,
    apart: &dyn Fn(&DecisionId) -> Vec<u32>,
) -> Settled {
    let mut groups = Groups::default();
    let mut settled = Settled::default();
    for decision in decisions {
        let mut look = Look { form, forms: BTreeSet::new(), lost: 0 };
        let is_settled = match &decision.act {
            Act::Merge(entities) => {
                let sides = look.all(entities);
                groups.join(sides.iter().flatten().copied());
                sides.iter().filter(|side| !side.is_empty()).count() > 1
            }
            Act::Distinct(entities) => {
                let sides = look.all(entities);
                groups.keep_apart(&sides);
                sides.iter().filter(|side| !side.is_empty()).count() > 1
            }
            Act::Split { entity, names, uses } => {
                let whole = look.entity(entity);
                let named: BTreeSet<u32> = names.iter().filter_map(|name| look.name(name)).collect();
                let used = apart(&decision.id);
                let leaving: BTreeSet<u32> = named.iter().chain(&used).copied().collect();
                let staying: BTreeSet<u32> = whole.difference(&leaving).copied().collect();
                groups.join(leaving.iter().copied());
                look.forms.extend(&leaving);
                groups.keep_apart(&[leaving.clone(), staying]);
                !leaving.is_empty() && (used.len() >= usize::from(!uses.is_empty()))
            }
            Act::Rename { entity, name, language } => {
                let forms: Vec<u32> = look.entity(entity).into_iter().collect();
                let found = !forms.is_empty();
                settled.renamed.push(Renamed { forms, name: name.clone(), language: language.clone() });
                found
            }
            _ => continue,
        };
        let forms = look.forms.into_iter().collect();
        settled.about.push(About { decision: decision.id, forms, lost: look.lost, is_settled });
    }
    settled.constraints = groups.constraints();
    settled
}

/// Finds the forms that a decision names.
struct Look<'a> {
    form: &'a dyn Fn(&NameRef) -> Option<u32>,
    forms: BTreeSet<u32>,
    lost: u32,
}

impl Look<'_> {
    fn name(&mut self, name: &NameRef) -> Option<u32> {
        let found = (self.form)(name);
        match found {
            Some(form) => {
                self.forms.insert(form);
            }
            None => self.lost += 1,
        }
        found
    }

    fn entity(&mut self, entity: &EntityRef) -> BTreeSet<u32> {
        entity.names.iter().filter_map(|name| self.name(name)).collect()
    }

    fn all(&mut self, entities: &[EntityRef]) -> Vec<BTreeSet<u32>> {
        entities.iter().map(|entity| self.entity(entity)).collect()
    }
}

/// Forms that people say are one's, and pairs that they say are two's.
#[derive(Default)]
pub(super) struct Groups {
    /// The group of a form; one that no decision joined has none.
    group: BTreeMap<u32, u32>,
    members: BTreeMap<u32, BTreeSet<u32>>,
    next: u32,
    different: BTreeSet<(u32, u32)>,
}

impl Groups {
    /// These are one, with all that was joined to them before.
    pub fn join(&mut self, forms: impl Iterator<Item = u32>) {
        let mut all = BTreeSet::new();
        for form in forms {
            match self.group.get(&form) {
                Some(group) => all.extend(self.members.remove(group).unwrap_or_default()),
                None => {
                    all.insert(form);
                }
            }
        }
        self.different.retain(|(a, b)| !(all.contains(a) && all.contains(b)));
        let group = self.next;
        self.next += 1;
        self.group.extend(all.iter().map(|form| (*form, group)));
        self.members.insert(group, all);
    }

    /// These sides are different ones, each from each other: what joined them before is superseded.
    pub fn keep_apart(&mut self, sides: &[BTreeSet<u32>]) {
        for (place, side) in sides.iter().enumerate() {
            for other in sides.iter().skip(place + 1) {
                self.part(side, other);
                let pairs = side.len().saturating_mul(other.len());
                let (few, many) = if pairs > PAIRS { (1, usize::MAX) } else { (usize::MAX, usize::MAX) };
                for a in side.iter().take(few) {
                    for b in other.iter().take(many).filter(|b| *b != a) {
                        self.different.insert((*a.min(b), *a.max(b)));
                    }
                }
            }
        }
    }

    /// Whether anything joins a form of one side with one of the other.
    pub fn are_one(&self, side: &BTreeSet<u32>, other: &BTreeSet<u32>) -> bool {
        let groups: BTreeSet<u32> = side.iter().filter_map(|form| self.group.get(form).copied()).collect();
        other.iter().any(|form| side.contains(form) || self.group.get(form).is_some_and(|group| groups.contains(group)))
    }

    /// Whether a form of one side is kept apart from one of the other.
    pub fn are_apart(&self, side: &BTreeSet<u32>, other: &BTreeSet<u32>) -> bool {
        let few = if side.len().saturating_mul(other.len()) > PAIRS { 1 } else { usize::MAX };
        let mut pairs = side.iter().take(few).flat_map(|a| other.iter().map(move |b| (*a.min(b), *a.max(b))));
        pairs.any(|pair| self.different.contains(&pair))
    }

    /// Takes one side out of every group that holds forms of both.
    fn part(&mut self, side: &BTreeSet<u32>, other: &BTreeSet<u32>) {
        let groups: BTreeSet<u32> = side.iter().filter_map(|form| self.group.get(form).copied()).collect();
        for group in groups {
            let Some(members) = self.members.get_mut(&group) else { continue };
            if members.is_disjoint(other) {
                continue;
            }
            let leaving: BTreeSet<u32> = members.intersection(side).copied().collect();
            members.retain(|form| !leaving.contains(form));
            let number = self.next;
            self.next += 1;
            self.group.extend(leaving.iter().map(|form| (*form, number)));
            self.members.insert(number, leaving);
        }
    }

    fn constraints(&self) -> Constraints {
        let chained = self.members.values().flat_map(|members| members.iter().zip(members.iter().skip(1)));
        let mut same: Vec<(u32, u32)> = chained.map(|(a, b)| (*a, *b)).collect();
        same.sort_unstable();
        Constraints { same, different: self.different.iter().copied().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::{EntityId, EntityKind};

    fn name(number: u64) -> NameRef {
        NameRef { id: EntityId(number), kind: EntityKind::Organisation, name: String::new(), country: None, used: None }
    }

    fn entity(names: &[u64]) -> EntityRef {
        EntityRef { id: EntityId(names[0]), names: names.iter().map(|number| name(*number)).collect() }
    }

    fn decision(number: u8, act: Act) -> Decision {
        Decision { id: DecisionId([number; 16]), at: String::new(), author: "a".into(), reason: None, act }
    }

    fn settled(acts: Vec<Act>) -> Settled {
        let decisions: Vec<Decision> = (1..).zip(acts).map(|(number, act)| decision(number, act)).collect();
        let find = |name: &NameRef| (name.id.0 < 100).then_some(name.id.0 as u32);
        settle(&decisions.iter().collect::<Vec<_>>(), &find, &|id| if id.0[0] == 9 { vec![50] } else { vec![] })
    }

    #[test]
    fn merging_chains_all_names() {
        let found = settled(vec![
            Act::Merge(vec![entity(&[1, 2]), entity(&[7])]),
            Act::Merge(vec![entity(&[7]), entity(&[9])]),
        ]);
        assert_eq!(found.constraints.same, [(1, 2), (2, 7), (7, 9)]);
        assert!(found.about.iter().all(|about| about.is_settled));
    }

    #[test]
    fn a_later_split_supersedes_what_it_takes_out_and_nothing_else() {
        let split = Act::Split { entity: entity(&[1, 2, 7]), names: vec![name(2)], uses: vec![] };
        let found = settled(vec![Act::Merge(vec![entity(&[1, 2]), entity(&[7])]), split]);
        assert_eq!(found.constraints.same, [(1, 7)]);
        assert_eq!(found.constraints.different, [(1, 2), (2, 7)]);
    }

    #[test]
    fn a_later_merge_supersedes_that_they_were_two() {
        let both = vec![entity(&[1]), entity(&[2])];
        let found = settled(vec![Act::Distinct(both.clone()), Act::Merge(both)]);
        assert_eq!(found.constraints, Constraints { same: vec![(1, 2)], different: vec![] });
    }

    #[test]
    fn a_decision_whose_names_are_gone_waits() {
        let found = settled(vec![Act::Merge(vec![entity(&[1]), entity(&[200])])]);
        assert_eq!(found.constraints, Constraints::default());
        assert_eq!((found.about[0].is_settled, found.about[0].lost), (false, 1));
    }

    #[test]
    fn merging_one_name_with_itself_keeps_what_it_was_joined_to() {
        let merge = Act::Merge(vec![entity(&[1]), entity(&[2])]);
        let found = settled(vec![merge, Act::Merge(vec![entity(&[1]), entity(&[200])])]);
        assert_eq!(found.constraints.same, [(1, 2)]);
    }
}
