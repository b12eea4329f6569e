//! What a person should be asked, the questions first whose answers would change most.

use super::super::{Question, parallel};
use super::groups::{Bar, Groups};
use super::judge::Judge;
use super::order::Order;
use super::{Pair, Pairs};

/// Most questions.
const MOST: usize = 20_000;
/// The doubt that there always is.
const LEAST_DOUBT: f64 = 0.05;

/// A question by ranks, with what an answer would change.
pub struct Asked {
    pair: Pair,
    weight: f64,
}

/// The questions, the weightiest first: one for two clusters, none where it is settled.
pub fn of(groups: &mut Groups, pairs: &Pairs) -> Vec<Asked> {
    let mut asked: Vec<((u32, u32), Asked)> = Vec::new();
    for &pair in pairs.same.iter().chain(&pairs.ask) {
        let (a, b) = (groups.of_rank(pair.a), groups.of_rank(pair.b));
        if a != b && groups.bar(a, b) != Some(Bar::Settled) {
            let joined = groups.held(a).uses.min(groups.held(b).uses);
            let sure = f64::from(pair.score.min(1000)) / 1000.0;
            let doubt = (1.0 - (2.0 * sure - 1.0).abs()).max(LEAST_DOUBT);
            asked.push(((a.min(b), a.max(b)), Asked { pair, weight: joined as f64 * doubt }));
        }
    }
    // One question for two clusters: by their surest comparison.
    asked.sort_by_key(|(clusters, one)| (*clusters, std::cmp::Reverse(one.pair.score), one.pair.a, one.pair.b));
    asked.dedup_by_key(|(clusters, _)| *clusters);
    let mut asked: Vec<Asked> = asked.into_iter().map(|(_, one)| one).collect();
    asked.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.pair.a, x.pair.b).cmp(&(y.pair.a, y.pair.b))));
    asked.truncate(MOST);
    asked
}

/// The questions with the reasons for them.
pub fn worded(asked: Vec<Asked>, order: &Order, judge: &Judge<'_>, threads: usize) -> Vec<Question> {
    parallel::map(asked.len(), threads, |at| Question {
        link: order.link(asked[at].pair, judge),
        weight: asked[at].weight,
    })
}
