//! Moves nodes to the community that gains most, until none gains.

use super::shrinking::Level;
use std::collections::VecDeque;

/// Moves nodes between the communities `of`, each visited again when a neighbour has moved. Community numbers are below
/// the number of nodes.
pub fn settle(level: &Level<'_>, of: &mut [u32]) {
    let nodes = level.nodes();
    let mut strength = vec![0.0; nodes];
    let mut size = vec![0u32; nodes];
    for (node, community) in of.iter().enumerate() {
        strength[*community as usize] += level.strength[node];
        size[*community as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..nodes as u32).rev().filter(|community| size[*community as usize] == 0).collect();
    let mut waiting: VecDeque<usize> = (0..nodes).collect();
    let mut waits = vec![true; nodes];
    let mut to = Ties::new(nodes);
    // Every move gains, so this ends; the bound is against gains that are rounding only.
    let mut left = nodes.saturating_mul(64);
    while let Some(node) = waiting.pop_front() {
        waits[node] = false;
        left -= 1;
        if left == 0 {
            break;
        }
        let home = of[node];
        strength[home as usize] -= level.strength[node];
        to.count(level, node, of);
        let alone = (size[home as usize] > 1).then(|| empty.last().copied()).flatten();
        let best = to.best(level, node, home, alone, &strength);
        strength[best as usize] += level.strength[node];
        if best == home {
            continue;
        }
        of[node] = best;
        size[home as usize] -= 1;
        size[best as usize] += 1;
        if Some(best) == alone {
            empty.pop();
        }
        if size[home as usize] == 0 {
            empty.push(home);
        }
        for (neighbour, _) in level.graph.neighbours(node) {
            if of[neighbour] != best && !waits[neighbour] {
                waits[neighbour] = true;
                waiting.push_back(neighbour);
            }
        }
    }
}

/// Weights from one node to each community.
pub struct Ties {
    weight: Vec<f64>,
    touched: Vec<u32>,
}

impl Ties {
    /// For communities numbered below `count`.
    pub fn new(count: usize) -> Self {
        Ties { weight: vec![0.0; count], touched: Vec::new() }
    }

    /// Counts the weights from `node` to the communities `of` its neighbours.
    pub fn count(&mut self, level: &Level<'_>, node: usize, of: &[u32]) {
        for community in self.touched.drain(..) {
            self.weight[community as usize] = 0.0;
        }
        for (to, weight) in level.graph.neighbours(node) {
            let community = of[to];
            if self.weight[community as usize] == 0.0 {
                self.touched.push(community);
            }
            self.weight[community as usize] += weight;
        }
        self.touched.sort_unstable();
        self.touched.dedup();
    }

    /// Communities that the node has ties to, in ascending order, with their weights.
    pub fn all(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.touched.iter().map(|community| (*community, self.weight[*community as usize]))
    }

    /// The weight to one community.
    pub fn to(&self, community: u32) -> f64 {
        self.weight[community as usize]
    }

    /// The community where the node gains most: `home` unless another is better, then the lower number; `alone` is an
    /// empty one.
    fn best(&self, level: &Level<'_>, node: usize, home: u32, alone: Option<u32>, strength: &[f64]) -> u32 {
        let gain =
            |community: u32, weight: f64| weight - level.strength[node] * strength[community as usize] / level.all;
        let mut best = (home, gain(home, self.to(home)));
        for (community, weight) in self.all().chain(alone.map(|alone| (alone, 0.0))) {
            let gain = gain(community, weight);
            if gain > best.1 + 1e-12 {
                best = (community, gain);
            }
        }
        best.0
    }
}
