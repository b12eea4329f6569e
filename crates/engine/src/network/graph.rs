//! An undirected graph with weights, as lists of neighbours.

/// A graph: for each node its neighbours, in ascending order.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Where the neighbours of each node begin; one more than there are nodes.
    starts: Vec<usize>,
    /// Neighbours: node, place of the edge, weight.
    ends: Vec<(u32, u32, f64)>,
    /// How many edges there are.
    edges: usize,
}

impl Graph {
    /// A graph of `nodes` nodes. Edges join two different ones, and no two the same.
    pub fn new(nodes: usize, edges: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Self {
        let mut starts = vec![0; nodes + 1];
        let mut count = 0;
        for (a, b, _) in edges.clone() {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
            count += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut ends = vec![(0, 0, 0.0); count * 2];
        for (place, (a, b, weight)) in edges.enumerate() {
            for (from, to) in [(a, b), (b, a)] {
                ends[next[from as usize]] = (to, place as u32, weight);
                next[from as usize] += 1;
            }
        }
        for node in 0..nodes {
            ends[starts[node]..starts[node + 1]].sort_unstable_by_key(|(to, place, _)| (*to, *place));
        }
        Graph { starts, ends, edges: count }
    }

    /// How many nodes it has.
    pub fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many edges it has.
    pub fn edges(&self) -> usize {
        self.edges
    }

    /// The neighbours of a node with the weights of the edges to them.
    pub fn neighbours(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + Clone + '_ {
        self.ends[self.starts[node]..self.starts[node + 1]].iter().map(|(to, _, weight)| (*to as usize, *weight))
    }

    /// The n-th neighbour of a node, with the place of the edge to it.
    pub fn neighbour(&self, node: usize, n: usize) -> Option<(usize, usize)> {
        let (to, edge, _) = self.ends[self.starts[node]..self.starts[node + 1]].get(n)?;
        Some((*to as usize, *edge as usize))
    }

    /// Sum of the weights of the edges of a node.
    pub fn strength(&self, node: usize) -> f64 {
        self.neighbours(node).map(|(_, weight)| weight).sum()
    }
}
