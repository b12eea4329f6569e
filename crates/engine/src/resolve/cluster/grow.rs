//! Clusters grow along comparisons, the surest first, until nothing more can join.

use super::groups::{Bar, Groups};
use super::judge::Judge;
use super::{Pair, Pairs};
use crate::resolve::Outcome;
use rustc_hash::FxHashMap;

/// Most members of each of two clusters that are asked whether they should be one.
const WITNESSES: usize = 4;
/// Share of the comparisons between them that must not say that they are two.
const AGREEING: f32 = 0.3;

/// Joins what can be joined; gives the comparisons that did it.
pub fn grow(groups: &mut Groups, pairs: &Pairs, judge: &Judge<'_>) -> Vec<Pair> {
    let mut growing = Growing { groups, judge, known: FxHashMap::default(), held: Vec::new() };
    for pair in pairs.same.iter().chain(&pairs.ask) {
        growing.known.insert((pair.a, pair.b), pair.outcome);
    }
    let mut open: Vec<Pair> = pairs.same.clone();
    loop {
        let before = growing.held.len();
        growing.within_countries(&mut open);
        growing.towards_countries(&open);
        growing.towards_names(&open);
        if growing.held.len() == before {
            return growing.held;
        }
    }
}

struct Growing<'a> {
    groups: &'a mut Groups,
    judge: &'a Judge<'a>,
    /// What comparisons came to, of the lesser rank with the greater.
    known: FxHashMap<(u32, u32), Outcome>,
    held: Vec<Pair>,
}

impl Growing<'_> {
    /// Joins clusters that both have a country, or both have none, both names or both acronyms, until none can be joined.
    fn within_countries(&mut self, open: &mut Vec<Pair>) {
        loop {
            let before = self.held.len();
            open.retain(|&pair| {
                let (a, b) = (self.groups.of_rank(pair.a), self.groups.of_rank(pair.b));
                if a != b
                    && self.is_alike(a, b)
                    && self.has_country(a) == self.has_country(b)
                    && self.may_join(pair, a, b)
                {
                    self.join(pair);
                }
                a != b
            });
            if self.held.len() == before {
                return;
            }
        }
    }

    /// Joins each cluster without a country to the one with a country that it could join, where there is but one country.
    fn towards_countries(&mut self, open: &[Pair]) {
        let mut choices: FxHashMap<u32, Choice> = FxHashMap::default();
        let mut order: Vec<u32> = Vec::new();
        for &pair in open {
            let (a, b) = (self.groups.of_rank(pair.a), self.groups.of_rank(pair.b));
            let (without, with) = if self.has_country(a) { (b, a) } else { (a, b) };
            if !self.is_alike(a, b)
                || a == b
                || self.has_country(without)
                || !self.has_country(with)
                || !self.may_join(pair, a, b)
            {
                continue;
            }
            let countries = &self.groups.held(with).countries;
            match choices.get_mut(&without) {
                None => {
                    order.push(without);
                    choices.insert(without, Choice { pair, countries: countries.clone(), open: false });
                }
                Some(choice) => choice.open |= !countries.iter().any(|code| choice.countries.contains(code)),
            }
        }
        for choice in order.iter().filter_map(|without| choices.get(without)).filter(|choice| !choice.open) {
            let (a, b) = (self.groups.of_rank(choice.pair.a), self.groups.of_rank(choice.pair.b));
            if a != b && self.may_join(choice.pair, a, b) {
                self.join(choice.pair);
            }
        }
    }

    /// Joins each acronym to the name that texts tie it to, where there is but one.
    fn towards_names(&mut self, open: &[Pair]) {
        let mut choices: FxHashMap<u32, Choice> = FxHashMap::default();
        let mut order: Vec<u32> = Vec::new();
        for &pair in open {
            let (a, b) = (self.groups.of_rank(pair.a), self.groups.of_rank(pair.b));
            if self.is_alike(a, b) || !self.may_join(pair, a, b) {
                continue;
            }
            let bare = if self.groups.held(a).is_bare { a } else { b };
            let name = if bare == a { b } else { a };
            match choices.get_mut(&bare) {
                None => {
                    order.push(bare);
                    choices.insert(bare, Choice { pair, countries: Vec::new(), open: false });
                }
                Some(choice) => {
                    let of_choice = [choice.pair.a, choice.pair.b].map(|rank| self.groups.of_rank(rank));
                    choice.open |= !of_choice.contains(&name);
                }
            }
        }
        for choice in order.iter().filter_map(|bare| choices.get(bare)).filter(|choice| !choice.open) {
            let (a, b) = (self.groups.of_rank(choice.pair.a), self.groups.of_rank(choice.pair.b));
            if a != b && self.may_join(choice.pair, a, b) {
                self.join(choice.pair);
            }
        }
    }

    /// Whether two clusters are both acronyms, or both not.
    fn is_alike(&self, a: u32, b: u32) -> bool {
        self.groups.held(a).is_bare == self.groups.held(b).is_bare
    }

    fn has_country(&self, group: u32) -> bool {
        !self.groups.held(group).countries.is_empty()
    }

    fn join(&mut self, pair: Pair) {
        self.groups.join(pair.a, pair.b);
        self.held.push(pair);
    }

    /// Whether nothing is against making the clusters of a pair one.
    fn may_join(&mut self, pair: Pair, a: u32, b: u32) -> bool {
        match self.groups.bar(a, b) {
            Some(Bar::Settled) => return false,
            Some(Bar::Country) if !self.crosses_countries(pair) => return false,
            _ => {}
        }
        if !self.is_alike(a, b) {
            // The letters are those of one spelling; the others have nothing to say.
            return true;
        }
        let (one, other) = (self.witnesses(a), self.witnesses(b));
        let (mut compared, mut against) = (0, 0);
        for (&x, &y) in one.iter().flat_map(|x| other.iter().map(move |y| (x, y))) {
            let outcome = if (x.min(y), x.max(y)) == (pair.a, pair.b) { Outcome::Same } else { self.outcome(x, y) };
            compared += 1;
            against += u32::from(outcome == Outcome::Different);
        }
        (compared - against) as f32 >= AGREEING * compared as f32
    }

    /// Whether the two names themselves are of two countries: then their comparison knew it.
    fn crosses_countries(&self, pair: Pair) -> bool {
        let country = |rank: u32| self.judge.names[rank as usize].country;
        matches!((country(pair.a), country(pair.b)), (Some(a), Some(b)) if a != b)
    }

    /// Some members of a cluster: the first ones by rank, so that it depends on nothing but the members.
    fn witnesses(&self, group: u32) -> Vec<u32> {
        let members = &self.groups.held(group).members;
        if members.len() <= WITNESSES {
            return members.clone();
        }
        let mut least = members.clone();
        least.select_nth_unstable(WITNESSES - 1);
        least.truncate(WITNESSES);
        least
    }

    fn outcome(&mut self, x: u32, y: u32) -> Outcome {
        let (x, y) = (x.min(y), x.max(y));
        let judge = self.judge;
        *self.known.entry((x, y)).or_insert_with(|| judge.outcome(x, y).1)
    }
}

/// What a cluster without a country could join.
struct Choice {
    /// By the surest comparison.
    pair: Pair,
    /// The country that this one is in.
    countries: Vec<[u8; 2]>,
    /// There is another.
    open: bool,
}
