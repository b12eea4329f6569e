//! Communities of graphs that the field knows.

use super::*;
use crate::network::testing::{KARATE, MISERABLES, graph, random};

#[test]
fn two_triangles_with_a_bar_between_are_two_communities() {
    let triangles = graph(6, &[(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]);
    let of = find(&triangles);
    assert_eq!(of, [0, 0, 0, 1, 1, 1]);
    assert!((modularity(&triangles, &of) - 5.0 / 14.0).abs() < 1e-12);
    assert_eq!(of_several(&find(&graph(3, &[(1, 2)]))), 1);
}

/// The figure is that of networkx 3 for the two clubs the karate club fell into.
#[test]
fn modularity_is_as_others_count_it() {
    let mut of = [1u32; 34];
    for node in [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21] {
        of[node] = 0;
    }
    assert!((modularity(&KARATE.graph(), &of) - 0.358_234_714_003_944).abs() < 1e-12);
    assert_eq!(modularity(&graph(3, &[]), &[0, 1, 2]), 0.0);
}

#[test]
fn known_graphs_are_divided_as_well_as_others_divide_them() {
    for known in [KARATE, MISERABLES] {
        let (graph, best) = (known.graph(), known.modularity);
        let found = modularity(&graph, &find(&graph));
        assert!(found > best - 0.002, "{found} is less than {best}");
    }
}

#[test]
fn a_community_hangs_together_and_no_single_move_gains() {
    for seed in 0..20 {
        let graph = graph(60, &random(60, 110, seed));
        let of = find(&graph);
        let found = modularity(&graph, &of);
        assert_eq!(of, find(&graph), "the same graph, other communities");
        for node in 0..60 {
            let same: Vec<u32> = (0..60).filter(|other| of[*other as usize] == of[node]).collect();
            let reached = reach(&graph, node, &of);
            assert_eq!(same, reached, "community of {node} for seed {seed}");
            for (other, _) in graph.neighbours(node) {
                let mut moved = of.clone();
                moved[node] = of[other];
                assert!(modularity(&graph, &moved) <= found + 1e-9, "{node} to {other} for seed {seed}");
            }
        }
    }
}

fn reach(graph: &Graph, start: usize, of: &[u32]) -> Vec<u32> {
    let mut reached = vec![start];
    let mut next = 0;
    while next < reached.len() {
        for (to, _) in graph.neighbours(reached[next]) {
            if of[to] == of[start] && !reached.contains(&to) {
                reached.push(to);
            }
        }
        next += 1;
    }
    reached.sort_unstable();
    reached.into_iter().map(|node| node as u32).collect()
}
