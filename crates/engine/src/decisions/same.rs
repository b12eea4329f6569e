//! Which statements are witnesses of one.

use broadside_model::{Act, Decision, DecisionId, StatementRef};
use std::collections::BTreeMap;

/// Witnesses of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<K> {
    /// The statements, sorted.
    pub members: Vec<K>,
    /// The decisions that say so, sorted.
    pub decisions: Vec<DecisionId>,
}

/// Groups statements after the standing `decisions`: two that are said to be one, and all that are one with either.
/// `find` says where a statement is now. A statement that is not found joins nothing.
pub fn groups<K: Ord + Clone>(
    decisions: &[&Decision],
    mut find: impl FnMut(&StatementRef) -> Option<K>,
) -> Vec<Group<K>> {
    let mut found: Vec<Group<K>> = Vec::new();
    let mut home: BTreeMap<K, usize> = BTreeMap::new();
    for decision in decisions {
        let Act::SameStatement(statements) = &decision.act else { continue };
        let members: Vec<K> = statements.iter().filter_map(&mut find).collect();
        let Some(first) = members.first() else { continue };
        let at = *home.entry(first.clone()).or_insert_with(|| {
            found.push(Group { members: vec![first.clone()], decisions: Vec::new() });
            found.len() - 1
        });
        found[at].decisions.push(decision.id);
        for member in members {
            match home.get(&member).copied() {
                Some(other) if other == at => {}
                Some(other) => {
                    let moved = std::mem::replace(&mut found[other], Group { members: vec![], decisions: vec![] });
                    for member in &moved.members {
                        home.insert(member.clone(), at);
                    }
                    found[at].members.extend(moved.members);
                    found[at].decisions.extend(moved.decisions);
                }
                None => {
                    home.insert(member.clone(), at);
                    found[at].members.push(member);
                }
            }
        }
    }
    found.retain(|group| group.members.len() > 1);
    for group in &mut found {
        group.members.sort();
        group.decisions.sort_unstable();
        group.decisions.dedup();
    }
    found.sort_by(|a, b| a.members.cmp(&b.members));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use broadside_model::SourceId;

    fn same(id: u8, of: &[u8]) -> Decision {
        let statement = |number: &u8| StatementRef {
            source: SourceId([*number; 32]),
            number: 1,
            path: None,
            opening: String::new(),
        };
        let act = Act::SameStatement(of.iter().map(statement).collect());
        Decision { id: DecisionId([id; 16]), at: String::new(), author: String::new(), reason: None, act }
    }

    #[test]
    fn what_is_one_with_either_is_one_in_any_order() {
        let mut all = [same(1, &[1, 2]), same(2, &[3, 4]), same(3, &[2, 3]), same(4, &[6, 7]), same(5, &[8, 9])];
        let mut answers = Vec::new();
        for _ in 0..all.len() {
            all.rotate_left(1);
            let found = groups(&all.each_ref(), |statement| Some(statement.source.0[0]).filter(|one| *one != 9));
            let members: Vec<Vec<u8>> = found.iter().map(|group| group.members.clone()).collect();
            assert_eq!(members, [vec![1, 2, 3, 4], vec![6, 7]]);
            answers.push(found);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1);
    }
}
