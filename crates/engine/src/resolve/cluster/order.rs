//! An order of the uses that is made of the uses themselves.
//!
//! Everything that has to be done one after the other is done in this order, so that the order of the input tells nothing.
//! Uses that are equal in everything are told apart by what people said of them.

use super::super::{Constraints, NameUse, form};
use super::groups::Groups;
use std::cmp::Ordering;

/// The uses in their own order. A rank is a place in it.
pub struct Order {
    /// For each rank the place in the input.
    pub places: Vec<u32>,
    /// For each place its rank.
    ranks: Vec<u32>,
}

impl Order {
    /// Puts uses in order.
    pub fn of(uses: &[NameUse], constraints: &Constraints) -> Order {
        let keys: Vec<String> = uses.iter().map(|one| form::key(&one.name)).collect();
        let compared = |a: u32, b: u32| {
            let (a, b) = (a as usize, b as usize);
            keys[a].cmp(&keys[b]).then_with(|| all_told(&uses[a], &uses[b]))
        };
        let mut places: Vec<u32> = (0..uses.len() as u32).collect();
        places.sort_by(|&a, &b| compared(a, b));
        let mut order = Order { ranks: inverse(&places), places };
        if order.places.windows(2).any(|two| compared(two[0], two[1]).is_eq()) {
            order.told_apart_by(constraints, compared);
        }
        order
    }

    /// Orders uses that are equal by the ranks of those that people named together with them.
    fn told_apart_by(&mut self, constraints: &Constraints, compared: impl Fn(u32, u32) -> Ordering) {
        // Equal uses share a class: the rank of the first of them.
        let mut classes = vec![0u32; self.places.len()];
        for at in 1..self.places.len() {
            let (before, this) = (self.places[at - 1], self.places[at]);
            let equal = compared(before, this).is_eq();
            classes[this as usize] = if equal { classes[before as usize] } else { at as u32 };
        }
        let mut said: Vec<Vec<(bool, u32)>> = vec![Vec::new(); self.places.len()];
        let lists = [(true, &constraints.same), (false, &constraints.different)];
        for (same, &(a, b)) in lists.into_iter().flat_map(|(same, list)| list.iter().map(move |pair| (same, pair))) {
            if let (Some(&of_a), Some(&of_b)) = (classes.get(a as usize), classes.get(b as usize)) {
                said[a as usize].push((same, of_b));
                said[b as usize].push((same, of_a));
            }
        }
        said.iter_mut().for_each(|list| list.sort_unstable());
        self.places.sort_by(|&a, &b| {
            let (a, b) = (a as usize, b as usize);
            classes[a].cmp(&classes[b]).then_with(|| said[a].cmp(&said[b]))
        });
        self.ranks = inverse(&self.places);
    }

    /// The ranks of pairs of places; what is no place is left out.
    pub fn ranks_of(&self, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let rank = |place: u32| self.ranks.get(place as usize).copied();
        pairs.iter().filter_map(|&(a, b)| Some((rank(a)?, rank(b)?))).collect()
    }

    /// The places of two ranks, the lesser first.
    pub fn places_of(&self, a: u32, b: u32) -> (u32, u32) {
        let (a, b) = (self.places[a as usize], self.places[b as usize]);
        (a.min(b), a.max(b))
    }

    /// Pairs of ranks as pairs of places, ascending, each once.
    pub fn pairs(&self, ranks: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = ranks.iter().map(|&(a, b)| self.places_of(a, b)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// For each place its cluster, numbered in the order of their first use.
    pub fn numbered(&self, groups: &mut Groups) -> Vec<u32> {
        let (mut numbers, mut next) = (vec![u32::MAX; self.ranks.len()], 0);
        let of_place = |rank: &u32| {
            let number = &mut numbers[groups.of_rank(*rank) as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
            *number
        };
        self.ranks.iter().map(of_place).collect()
    }
}

fn inverse(places: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; places.len()];
    for (rank, &place) in places.iter().enumerate() {
        ranks[place as usize] = rank as u32;
    }
    ranks
}

/// Orders uses by all that is told of them.
fn all_told(a: &NameUse, b: &NameUse) -> Ordering {
    fn words(one: &NameUse) -> (Option<&str>, Option<&str>) {
        (one.kind.map(|kind| kind.name()), one.country.as_deref())
    }
    let lists = |one: &NameUse| {
        (one.known, one.uses, one.seen.map(|(first, last)| (format!("{first:?}"), format!("{last:?}"))))
    };
    (words(a).cmp(&words(b)))
        .then_with(|| a.name.cmp(&b.name))
        .then_with(|| lists(a).cmp(&lists(b)))
        .then_with(|| a.acronyms.cmp(&b.acronyms))
        .then_with(|| a.also.cmp(&b.also))
        .then_with(|| a.languages.cmp(&b.languages))
        .then_with(|| a.lists.cmp(&b.lists))
}
