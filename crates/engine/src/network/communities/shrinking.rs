//! Graphs whose nodes are sets of nodes of a larger one.

use crate::network::Graph;
use std::borrow::Cow;

/// A graph at one level of the descent: what lies within a node has weight too.
pub struct Level<'a> {
    /// Edges between nodes.
    pub graph: Cow<'a, Graph>,
    /// Sum of the weights at the ends of all edges of what a node is made of.
    pub strength: Vec<f64>,
    /// Sum of them all: twice the weight of all edges.
    pub all: f64,
}

impl<'a> Level<'a> {
    /// The graph itself.
    pub fn whole(graph: &'a Graph) -> Self {
        let strength: Vec<f64> = (0..graph.nodes()).map(|node| graph.strength(node)).collect();
        let all = strength.iter().sum();
        Level { graph: Cow::Borrowed(graph), strength, all }
    }

    /// How many nodes it has.
    pub fn nodes(&self) -> usize {
        self.strength.len()
    }

    /// The graph of its `pieces` (a number for each node, without gaps), with the community of each.
    pub fn shrunk(&self, pieces: &[u32], of: &[u32]) -> (Level<'static>, Vec<u32>) {
        let count = pieces.iter().max().map_or(0, |most| *most as usize + 1);
        let (mut strength, mut next_of) = (vec![0.0; count], vec![0; count]);
        let mut edges: Vec<(u32, u32, f64)> = Vec::new();
        for node in 0..self.nodes() {
            let piece = pieces[node];
            strength[piece as usize] += self.strength[node];
            next_of[piece as usize] = of[node];
            let outside = self.graph.neighbours(node).map(|(to, weight)| (piece, pieces[to], weight));
            edges.extend(outside.filter(|(from, to, _)| from < to));
        }
        edges.sort_by_key(|(from, to, _)| (*from, *to));
        let joined = edges.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        let joined: Vec<_> = joined.map(|same| (same[0].0, same[0].1, same.iter().map(|edge| edge.2).sum())).collect();
        let graph = Cow::Owned(Graph::new(count, joined.iter().copied()));
        (Level { graph, strength, all: self.all }, next_of)
    }
}
