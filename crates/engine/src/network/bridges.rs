//! What a graph falls apart without: edges that are the only way between two parts, and nodes that are.
//!
//! After Tarjan and Hopcroft: one walk in depth; the way back from below a node leads above it, or the node is a cut.

use super::Graph;

/// What the graph falls apart without.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cuts {
    /// For each node whether it is one.
    pub nodes: Vec<bool>,
    /// For each edge, by the order in which the graph was made, whether it is one.
    pub edges: Vec<bool>,
}

/// Where the walk stands.
struct Step {
    node: usize,
    /// The edge it came by.
    by: usize,
    /// Its next neighbour.
    next: usize,
}

/// Finds the cuts in time linear in nodes and edges.
pub fn find(graph: &Graph) -> Cuts {
    let mut walk = Walk {
        graph,
        cuts: Cuts { nodes: vec![false; graph.nodes()], edges: vec![false; graph.edges()] },
        entered: vec![0; graph.nodes()],
        lowest: vec![0; graph.nodes()],
        count: 0,
    };
    for root in 0..graph.nodes() {
        if walk.entered[root] == 0 {
            walk.from(root);
        }
    }
    walk.cuts
}

struct Walk<'a> {
    graph: &'a Graph,
    cuts: Cuts,
    /// When a node was entered, from 1; 0 before.
    entered: Vec<u32>,
    /// The earliest entered node that can be reached from below.
    lowest: Vec<u32>,
    count: u32,
}

impl Walk<'_> {
    fn enter(&mut self, node: usize) {
        self.count += 1;
        self.entered[node] = self.count;
        self.lowest[node] = self.count;
    }

    fn from(&mut self, root: usize) {
        self.enter(root);
        let mut steps = vec![Step { node: root, by: usize::MAX, next: 0 }];
        let mut below_root = 0;
        while let Some(step) = steps.last_mut() {
            let (node, by) = (step.node, step.by);
            let Some((to, edge)) = self.graph.neighbour(node, step.next) else {
                steps.pop();
                if let Some(above) = steps.last() {
                    self.leave(node, by, above.node, above.node == root);
                }
                continue;
            };
            step.next += 1;
            if self.entered[to] == 0 {
                below_root += u32::from(node == root);
                self.enter(to);
                steps.push(Step { node: to, by: edge, next: 0 });
            } else if edge != by {
                self.lowest[node] = self.lowest[node].min(self.entered[to]);
            }
        }
        self.cuts.nodes[root] = below_root > 1;
    }

    /// Goes back from `node` to the one `above` it.
    fn leave(&mut self, node: usize, by: usize, above: usize, is_root: bool) {
        self.lowest[above] = self.lowest[above].min(self.lowest[node]);
        self.cuts.edges[by] = self.lowest[node] > self.entered[above];
        if !is_root && self.lowest[node] >= self.entered[above] {
            self.cuts.nodes[above] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::{graph, random};

    #[test]
    fn a_bar_between_two_triangles_is_a_bridge_and_its_ends_are_cuts() {
        let cuts = find(&graph(6, &[(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]));
        assert_eq!(cuts.nodes, [false, false, true, true, false, false]);
        assert_eq!(cuts.edges, [false, false, false, true, false, false, false]);
    }

    #[test]
    fn a_long_chain_is_all_bridges_and_does_not_exhaust_the_stack() {
        let edges: Vec<(u32, u32)> = (0..200_000).map(|n| (n, n + 1)).collect();
        let cuts = find(&graph(200_001, &edges));
        assert!(cuts.edges.iter().all(|is| *is));
        assert_eq!(cuts.nodes.iter().filter(|is| **is).count(), 199_999);
    }

    /// Number of parts of the graph, without one node or without one edge.
    fn parts(nodes: usize, edges: &[(u32, u32)], without: Option<u32>) -> usize {
        let mut of: Vec<u32> = (0..nodes as u32).collect();
        for _ in 0..nodes {
            for (a, b) in edges.iter().filter(|(a, b)| Some(*a) != without && Some(*b) != without) {
                let least = of[*a as usize].min(of[*b as usize]);
                (of[*a as usize], of[*b as usize]) = (least, least);
            }
        }
        let mut left: Vec<u32> = (0..nodes as u32).filter(|n| Some(*n) != without).map(|n| of[n as usize]).collect();
        left.sort_unstable();
        left.dedup();
        left.len()
    }

    #[test]
    fn without_a_cut_there_are_more_parts_and_without_another_there_are_not() {
        for seed in 0..30 {
            let edges = random(14, 16, seed);
            let (cuts, before) = (find(&graph(14, &edges)), parts(14, &edges, None));
            for (place, is_bridge) in cuts.edges.iter().enumerate() {
                let others: Vec<_> = edges.iter().enumerate().filter(|(n, _)| *n != place).map(|(_, e)| *e).collect();
                assert_eq!(parts(14, &others, None) > before, *is_bridge, "{edges:?} without {place}");
            }
            for (node, is_cut) in cuts.nodes.iter().enumerate() {
                assert_eq!(parts(14, &edges, Some(node as u32)) > before, *is_cut, "{edges:?} without {node}");
            }
        }
    }
}
