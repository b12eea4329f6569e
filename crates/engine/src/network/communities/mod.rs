//! Who keeps company with whom: the partition of a graph that makes its modularity large.
//!
//! After Traag, Waltman and van Eck (2019, the Leiden algorithm), without chance: nodes move to the neighbouring
//! community that gains most ([`moving`]); each community is taken apart into pieces that hang together ([`refining`]);
//! the pieces become the nodes of a smaller graph ([`shrinking`]), which begins with the communities found so far; until
//! nothing moves. Nodes are visited in the order given, ties go to the lower number: same graph, same communities.

mod moving;
mod refining;
mod shrinking;

use super::Graph;
use shrinking::Level;

/// Rounds after which to stop at the latest; a few are enough for millions of edges.
const ROUNDS: usize = 64;

/// For each node the number of its community, from 0: the largest is 0, of those of one size the one with the first node.
pub fn find(graph: &Graph) -> Vec<u32> {
    let mut best: Vec<u32> = (0..graph.nodes() as u32).collect();
    // What one pass leaves together, another that starts from it may take apart and improve.
    for _ in 0..ROUNDS {
        let next = pass(graph, &best);
        if modularity(graph, &next) <= modularity(graph, &best) + 1e-12 {
            break;
        }
        best = next;
    }
    numbered(&best)
}

/// One descent from single nodes to the smallest graph, starting from the communities `of`.
fn pass(graph: &Graph, of: &[u32]) -> Vec<u32> {
    let mut level = Level::whole(graph);
    let mut of: Vec<u32> = numbered(of);
    // The node of the level that each node of the graph has become.
    let mut piece: Vec<u32> = (0..graph.nodes() as u32).collect();
    for _ in 0..ROUNDS {
        moving::settle(&level, &mut of);
        let pieces = refining::pieces(&level, &of);
        let (next, next_of) = level.shrunk(&pieces, &of);
        let is_done = next.nodes() == level.nodes();
        piece.iter_mut().for_each(|piece| *piece = pieces[*piece as usize]);
        (level, of) = (next, numbered(&next_of));
        if is_done {
            break;
        }
    }
    piece.iter().map(|piece| of[*piece as usize]).collect()
}

/// The same partition, numbered by size and then by the first node.
fn numbered(of: &[u32]) -> Vec<u32> {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut sizes = vec![(0usize, usize::MAX); most];
    for (node, community) in of.iter().enumerate() {
        let (size, first) = &mut sizes[*community as usize];
        *size += 1;
        *first = (*first).min(node);
    }
    let mut order: Vec<usize> = (0..most).collect();
    order.sort_by_key(|community| (std::cmp::Reverse(sizes[*community].0), sizes[*community].1));
    let mut number = vec![0; most];
    for (place, community) in order.into_iter().enumerate() {
        number[community] = place as u32;
    }
    of.iter().map(|community| number[*community as usize]).collect()
}

/// How many communities have at least two members.
pub fn of_several(of: &[u32]) -> u32 {
    let mut sizes = vec![0u32; of.iter().max().map_or(0, |most| *most as usize + 1)];
    of.iter().for_each(|community| sizes[*community as usize] += 1);
    sizes.iter().filter(|size| **size > 1).count() as u32
}

/// How much of the weight lies within communities, less what chance would put there (Newman and Girvan 2004). 0 for a
/// graph without edges.
pub fn modularity(graph: &Graph, of: &[u32]) -> f64 {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut within, mut strength) = (vec![0.0; most], vec![0.0; most]);
    for node in 0..graph.nodes() {
        let community = of[node] as usize;
        for (to, weight) in graph.neighbours(node) {
            strength[community] += weight;
            if of[to] as usize == community {
                within[community] += weight;
            }
        }
    }
    let all: f64 = strength.iter().sum();
    if all <= 0.0 {
        return 0.0;
    }
    within.iter().zip(&strength).map(|(within, strength)| within / all - (strength / all).powi(2)).sum()
}

#[cfg(test)]
mod tests;
