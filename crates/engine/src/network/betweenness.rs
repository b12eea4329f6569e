//! How often a node lies on the shortest ways between others.
//!
//! After Brandes (2001): one search in breadth from every node, then back. Its time is nodes × edges; where that is more
//! than [`WORK`] it starts from as many nodes as that allows, spread evenly over their order, and scales up (Brandes and
//! Pich 2007). Ways are counted by their number of edges.

use super::Graph;

/// Steps along edges to spend.
pub const WORK: u64 = 50_000_000;

/// How often each node lies between others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Betweenness {
    /// For each node the share of the shortest ways between pairs of others that lead through it, from 0 to 1.
    pub of: Vec<f64>,
    /// Whether it was worked out from a sample.
    pub is_sampled: bool,
}

/// Works it out in about `work` steps.
pub fn of(graph: &Graph, work: u64) -> Betweenness {
    let nodes = graph.nodes();
    let mut search = Search::new(graph);
    let starts = starts(graph, work);
    let mut of = vec![0.0; nodes];
    for start in &starts {
        search.from(*start, &mut of);
    }
    if nodes > 2 {
        let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0);
        let scale = nodes as f64 / starts.len().max(1) as f64 / pairs;
        of.iter_mut().for_each(|value| *value = (*value * scale).min(1.0));
    }
    Betweenness { of, is_sampled: starts.len() < nodes }
}

/// The nodes to search from.
fn starts(graph: &Graph, work: u64) -> Vec<usize> {
    let nodes = graph.nodes();
    let a_search = (nodes + 2 * graph.edges()) as u64;
    let affordable = usize::try_from(work / a_search.max(1)).unwrap_or(usize::MAX).max(16);
    if nodes <= affordable {
        return (0..nodes).collect();
    }
    (0..affordable).map(|n| (n as u64 * nodes as u64 / affordable as u64) as usize).collect()
}

struct Search<'a> {
    graph: &'a Graph,
    /// Steps from the start; `u32::MAX` before a node is reached.
    distance: Vec<u32>,
    /// Shortest ways from the start.
    ways: Vec<f64>,
    /// Share of the ways to nodes further on that lead through a node.
    through: Vec<f64>,
    /// Nodes in the order in which they were reached.
    reached: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        Search {
            graph,
            distance: vec![u32::MAX; nodes],
            ways: vec![0.0; nodes],
            through: vec![0.0; nodes],
            reached: Vec::new(),
        }
    }

    fn from(&mut self, start: usize, of: &mut [f64]) {
        self.spread(start);
        for place in (1..self.reached.len()).rev() {
            let node = self.reached[place];
            let share = (1.0 + self.through[node]) / self.ways[node];
            for (before, _) in self.graph.neighbours(node) {
                if self.distance[before] + 1 == self.distance[node] {
                    self.through[before] += self.ways[before] * share;
                }
            }
            of[node] += self.through[node];
        }
        for node in self.reached.drain(..) {
            self.distance[node] = u32::MAX;
            self.ways[node] = 0.0;
            self.through[node] = 0.0;
        }
    }

    fn spread(&mut self, start: usize) {
        self.distance[start] = 0;
        self.ways[start] = 1.0;
        self.reached.push(start);
        let mut next = 0;
        while let Some(node) = self.reached.get(next).copied() {
            next += 1;
            for (to, _) in self.graph.neighbours(node) {
                if self.distance[to] == u32::MAX {
                    self.distance[to] = self.distance[node] + 1;
                    self.reached.push(to);
                }
                if self.distance[to] == self.distance[node] + 1 {
                    self.ways[to] += self.ways[node];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::{KARATE, graph, random};

    #[test]
    fn all_ways_lead_through_the_middle_of_a_star() {
        let between = of(&graph(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]), WORK);
        assert_eq!(between, Betweenness { of: vec![1.0, 0.0, 0.0, 0.0, 0.0], is_sampled: false });
    }

    /// The figures are those of networkx 3 (`betweenness_centrality`).
    #[test]
    fn the_karate_club_is_held_together_by_its_two_leaders() {
        let between = of(&KARATE.graph(), WORK).of;
        for (node, expected) in KARATE.between {
            assert!((between[*node] - expected).abs() < 1e-8, "{node}: {} {expected}", between[*node]);
        }
    }

    #[test]
    fn a_sample_comes_near_to_the_whole() {
        let whole = graph(300, &random(300, 1200, 7));
        let (exact, sampled) = (of(&whole, WORK), of(&whole, 100 * 2700));
        assert!(!exact.is_sampled && sampled.is_sampled);
        let difference: f64 = exact.of.iter().zip(&sampled.of).map(|(a, b)| (a - b).abs()).sum::<f64>() / 300.0;
        assert!(difference < 0.003, "{difference}");
        assert_eq!(sampled, of(&whole, 100 * 2700));
    }
}
