//! Which uses are one's: clusters that grow along the surest comparisons and never against a constraint.
//!
//! What must hold, in this order:
//!
//! 1. Pairs that people call the same are one, always. Where that makes one of a pair that people call different, the
//!    latter is reported as contradicted. Nothing else decides, so no order of pairs matters.
//! 2. Pairs that people call different, two of one list, two known entities are never made one by the program, nor are
//!    uses in two countries, unless their own comparison says so.
//! 3. Two clusters become one where two of their names are the same and the others do not speak against it.
//! 4. What is without a country joins what has one only where there is but one that it could join; otherwise it is asked.
//!
//! It goes on until nothing more can join, so that the outcome, given as constraints, is its own outcome. Everything
//! happens in an order made of the uses themselves, not of their places: another order of the input gives the same
//! clusters.

mod exact;
mod groups;
mod grow;
pub mod judge;
#[cfg(test)]
mod laws;
mod order;
mod questions;

use super::block::{self, Vocabulary};
use super::{Constraints, Link, NameUse, Outcome, Resolution, form, parallel, reread};
use groups::Groups;
use judge::Judge;
use order::Order;

/// Tells which uses are one's, on that many threads. The outcome depends on neither their number nor the order of the uses.
pub fn resolve(uses: &[NameUse], constraints: &Constraints, threads: usize) -> Resolution {
    let order = Order::of(uses, constraints);
    let ranked: Vec<&NameUse> = order.places.iter().map(|&place| &uses[place as usize]).collect();
    let keys: Vec<String> = parallel::map(ranked.len(), threads, |rank| form::key(&ranked[rank].name));
    let read = reread::again(&ranked, threads);
    let ranked: Vec<&NameUse> = ranked.iter().zip(&read).map(|(own, read)| read.as_deref().unwrap_or(own)).collect();
    let names = parallel::map(ranked.len(), threads, |rank| judge::taken_apart(ranked[rank]));
    let mut groups = Groups::of(&ranked, &names);
    let contradicted = groups.decide(&order.ranks_of(&constraints.same), &order.ranks_of(&constraints.different));
    let languages: Vec<Option<&str>> = ranked.iter().map(|one| only(&one.languages)).collect();
    let vocabulary = Vocabulary::of(&names, &languages);
    let judge = Judge { uses: &ranked, names: &names, vocabulary: &vocabulary };
    let pairs = Pairs::of(&judge, exact::pairs(&keys, &names), threads);
    let held = grow::grow(&mut groups, &pairs, &judge);
    let asked = questions::of(&mut groups, &pairs);
    let mut resolution = Resolution {
        cluster: order.numbered(&mut groups),
        links: order.links(&held, &judge, threads),
        questions: questions::worded(asked, &order, &judge, threads),
        contradicted: order.pairs(&contradicted),
    };
    resolution.links.sort_by_key(|link| (link.a, link.b));
    resolution
}

/// The one of a list of one.
fn only(list: &[String]) -> Option<&str> {
    if let [one] = list { Some(one) } else { None }
}

/// Two names that were compared, by their ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    a: u32,
    b: u32,
    score: u16,
    outcome: Outcome,
}

/// What comparisons came to.
struct Pairs {
    /// Those that are the same, the surest first.
    same: Vec<Pair>,
    /// Those that a person should say.
    ask: Vec<Pair>,
}

impl Pairs {
    /// Compares what is worth comparing.
    fn of(judge: &Judge<'_>, exact: Vec<(u32, u32)>, threads: usize) -> Pairs {
        let mut all = block::candidates(judge.names, judge.vocabulary, threads);
        all.extend(exact.iter().copied());
        all.sort_unstable();
        all.dedup();
        let outcomes = parallel::map(all.len(), threads, |at| judge.outcome(all[at].0, all[at].1));
        let (mut same, mut ask) = (Vec::new(), Vec::new());
        for (&(a, b), (score, outcome)) in all.iter().zip(outcomes) {
            match outcome {
                _ if exact.binary_search(&(a, b)).is_ok() => {
                    same.push(Pair { a, b, score: 1000, outcome: Outcome::Same })
                }
                Outcome::Same => same.push(Pair { a, b, score, outcome }),
                Outcome::Ask => ask.push(Pair { a, b, score, outcome }),
                Outcome::Different => {}
            }
        }
        same.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.a, pair.b));
        Pairs { same, ask }
    }
}

impl Order {
    /// Comparisons that hold clusters together, with their reasons.
    fn links(&self, held: &[Pair], judge: &Judge<'_>, threads: usize) -> Vec<Link> {
        parallel::map(held.len(), threads, |at| self.link(held[at], judge))
    }

    /// A comparison made again, with its reasons.
    fn link(&self, pair: Pair, judge: &Judge<'_>) -> Link {
        let mut comparison = judge.explained(pair.a, pair.b);
        if comparison.outcome != pair.outcome {
            (comparison.score, comparison.outcome) = (pair.score, pair.outcome);
            comparison.reasons.insert(0, "the same name".to_owned());
        }
        let (a, b) = self.places_of(pair.a, pair.b);
        Link { a, b, comparison }
    }
}
