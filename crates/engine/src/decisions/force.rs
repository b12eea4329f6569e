//! Which decisions stand: an undo takes back, and an undo of the undo puts in force again.
//!
//! Decisions know what they undo by its identity, which is a hash of all it says; so none can undo itself, however long
//! the way, and the answer depends on the decisions alone.

use broadside_model::{Act, Decision, DecisionId};
use std::collections::BTreeMap;

/// For each decision the one that undoes it, if one that stands itself does; where several do, that of the least
/// identity.
pub fn standing(decisions: &[Decision]) -> Vec<Option<DecisionId>> {
    let places: BTreeMap<DecisionId, usize> = decisions.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let mut undos: Vec<Vec<usize>> = vec![Vec::new(); decisions.len()];
    for (at, decision) in decisions.iter().enumerate() {
        if let Act::Undo(id) = &decision.act
            && let Some(of) = places.get(id)
        {
            undos[*of].push(at);
        }
    }
    let mut told: Vec<Option<Option<DecisionId>>> = vec![None; decisions.len()];
    for first in 0..decisions.len() {
        // Deepest first, without recursion: a chain of undos may be long.
        let mut open = vec![first];
        while let Some(&at) = open.last() {
            if told[at].is_some() {
                open.pop();
                continue;
            }
            let unknown: Vec<usize> = undos[at].iter().copied().filter(|undo| told[*undo].is_none()).collect();
            // Hashes have no circles; a made-up one is cut rather than followed.
            if unknown.is_empty() || open.len() > decisions.len() {
                let standing = undos[at].iter().filter(|undo| matches!(told[**undo], Some(None)));
                told[at] = Some(standing.map(|undo| decisions[*undo].id).min());
                open.pop();
            } else {
                open.extend(unknown);
            }
        }
    }
    told.into_iter().map(Option::flatten).collect()
}

/// Whether the decision of this identity is there and stands.
pub fn is_standing(decisions: &[Decision], id: DecisionId) -> bool {
    let all = standing(decisions);
    decisions.iter().zip(all).any(|(decision, undone)| decision.id == id && undone.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undo(id: u8, of: u8) -> Decision {
        let act = Act::Undo(DecisionId([of; 16]));
        Decision { id: DecisionId([id; 16]), at: String::new(), author: String::new(), reason: None, act }
    }

    fn undone(decisions: &[Decision]) -> Vec<u8> {
        let all = decisions.iter().zip(standing(decisions));
        let mut undone: Vec<u8> = all.filter(|(_, by)| by.is_some()).map(|(decision, _)| decision.id.0[0]).collect();
        undone.sort_unstable();
        undone
    }

    #[test]
    fn an_undo_of_an_undo_puts_in_force_again() {
        let chain: Vec<Decision> = (2..=5).map(|id| undo(id, id - 1)).collect();
        assert_eq!(undone(&chain[..1]), [] as [u8; 0]);
        assert_eq!(undone(&chain[..2]), [2]);
        assert_eq!(undone(&chain[..3]), [3]);
        assert_eq!(undone(&chain), [2, 4]);
    }

    #[test]
    fn one_standing_undo_of_several_is_enough_and_order_does_not_matter() {
        let mut all = vec![undo(2, 1), undo(3, 2), undo(4, 2), undo(5, 3)];
        for _ in 0..all.len() {
            all.rotate_left(1);
            assert_eq!(undone(&all), [2, 3]);
        }
        all.reverse();
        assert_eq!(undone(&all), [2, 3]);
    }

    #[test]
    fn circles_and_long_chains_end() {
        let circle = [undo(1, 2), undo(2, 1), undo(3, 3)];
        assert_eq!(standing(&circle).len(), 3);
        let id = |number: u32| DecisionId(std::array::from_fn(|at| number.to_be_bytes()[at % 4]));
        let chain: Vec<Decision> = (1..200_000_u32)
            .map(|number| Decision { id: id(number), act: Act::Undo(id(number - 1)), ..undo(0, 0) })
            .collect();
        assert_eq!(standing(&chain).iter().filter(|by| by.is_some()).count(), 99_999);
    }
}
