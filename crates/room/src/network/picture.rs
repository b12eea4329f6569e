//! A network as a picture: where its nodes stand, and which of them and of its edges tell most.
//!
//! A picture of all edges of a large network shows nothing. What is drawn without scripts are the best connected, with
//! the heaviest edges that hold them together (the heaviest spanning forest) and as many more as can be told apart.

use super::Shown;
use super::circles;
use super::layout::{Place, Pull, places};
use broadside_engine::network::{Edge, Node};

/// Nodes drawn without scripts, at most.
const NODES: usize = 90;
/// Edges drawn for each node, at most, in tenths.
const EDGES: usize = 18;

/// A network with places for its nodes.
#[derive(Debug)]
pub struct Drawn {
    /// The network.
    pub shown: Shown,
    /// For each node where it stands, within 1 of the middle.
    pub places: Vec<Place>,
    /// Nodes, the best connected first.
    pub order: Vec<u32>,
    /// Edges, those that hold the network together first, the heaviest before the others.
    pub edges: Vec<u32>,
    /// How many of these hold it together.
    pub backbone: usize,
    /// What is drawn without scripts.
    pub few: Few,
}

/// The part that is drawn without scripts.
#[derive(Debug, Default)]
pub struct Few {
    /// Nodes and where they stand.
    pub nodes: Vec<(u32, Place)>,
    /// Edges between them: places in the list of drawn nodes, and the place of the edge.
    pub edges: Vec<(u32, u32, u32)>,
}

impl Drawn {
    /// Finds places.
    pub fn new(shown: Shown) -> Self {
        let (nodes, edges) = (&shown.network.nodes, &shown.network.edges);
        let mut order: Vec<u32> = (0..nodes.len() as u32).collect();
        let rank = |at: &u32| nodes.get(*at as usize).map_or((0, 0.0), |node| (node.partners, node.strength));
        order.sort_by(|a, b| {
            let ((a_partners, a_strength), (b_partners, b_strength)) = (rank(a), rank(b));
            b_strength.total_cmp(&a_strength).then(b_partners.cmp(&a_partners)).then(a.cmp(b))
        });
        let (by_weight, backbone) = strongest_first(nodes.len(), edges);
        let few = few(nodes, edges, &order, &by_weight);
        let places = arranged(nodes, edges);
        Drawn { shown, places, order, edges: by_weight, backbone, few }
    }
}

fn arranged(nodes: &[Node], edges: &[Edge]) -> Vec<Place> {
    let community: Vec<u32> = nodes.iter().map(|node| node.community).collect();
    let pulls: Vec<Pull> = edges.iter().map(|edge| (edge.a, edge.b, edge.weight as f32)).collect();
    circles::places(&community, &pulls)
}

/// The edges with the heaviest spanning forest first, and how many are of it.
fn strongest_first(count: usize, edges: &[Edge]) -> (Vec<u32>, usize) {
    let mut order: Vec<u32> = (0..edges.len() as u32).collect();
    let weight = |at: &u32| edges.get(*at as usize).map_or((0, 0.0), |edge| (edge.together, edge.weight));
    order.sort_by(|a, b| {
        let (a_weight, b_weight) = (weight(a), weight(b));
        b_weight.1.total_cmp(&a_weight.1).then(b_weight.0.cmp(&a_weight.0)).then(a.cmp(b))
    });
    let mut roots: Vec<u32> = (0..count as u32).collect();
    let (mut tree, mut rest) = (Vec::new(), Vec::new());
    for at in order {
        let Some(edge) = edges.get(at as usize) else { continue };
        let (a, b) = (root(&mut roots, edge.a), root(&mut roots, edge.b));
        if a == b {
            rest.push(at);
        } else {
            roots[a.max(b) as usize] = a.min(b);
            tree.push(at);
        }
    }
    let backbone = tree.len();
    tree.extend(rest);
    (tree, backbone)
}

fn root(roots: &mut [u32], mut at: u32) -> u32 {
    while roots[at as usize] != at {
        roots[at as usize] = roots[roots[at as usize] as usize];
        at = roots[at as usize];
    }
    at
}

fn few(nodes: &[Node], edges: &[Edge], order: &[u32], by_weight: &[u32]) -> Few {
    let mut place = vec![u32::MAX; nodes.len()];
    let mut drawn: Vec<u32> = order.iter().copied().take(NODES).collect();
    drawn.sort_by_key(|at| (nodes.get(*at as usize).map(|node| node.community), *at));
    for (new, at) in (0..).zip(&drawn) {
        place[*at as usize] = new;
    }
    let of = |end: u32| place.get(end as usize).copied().unwrap_or(u32::MAX);
    let within: Vec<Edge> = by_weight
        .iter()
        .filter_map(|at| edges.get(*at as usize))
        .filter(|edge| of(edge.a) != u32::MAX && of(edge.b) != u32::MAX)
        .cloned()
        .collect();
    let ends: Vec<Edge> = within.iter().map(|edge| Edge { a: of(edge.a), b: of(edge.b), ..edge.clone() }).collect();
    let (strongest, _) = strongest_first(drawn.len(), &ends);
    let kept = strongest.into_iter().take(drawn.len() * EDGES / 10);
    let edges: Vec<(u32, u32, u32)> =
        kept.filter_map(|at| ends.get(at as usize).map(|edge| (edge.a, edge.b, edge.first))).collect();
    let weight = |first: u32| within.iter().find(|edge| edge.first == first).map_or(1.0, |edge| edge.weight as f32);
    let pulls: Vec<Pull> = edges.iter().map(|(a, b, first)| (*a, *b, weight(*first))).collect();
    let at = spread(places(drawn.len(), &pulls));
    Few { nodes: drawn.into_iter().zip(at).collect(), edges }
}

/// Places that fill the frame in both directions.
fn spread(mut at: Vec<Place>) -> Vec<Place> {
    let ends = |of: fn(&Place) -> f32| {
        at.iter().map(of).fold((f32::MAX, f32::MIN), |ends, value| (ends.0.min(value), ends.1.max(value)))
    };
    let (x, y) = (ends(|place| place.0), ends(|place| place.1));
    let scaled =
        |value: f32, (from, to): (f32, f32)| if to > from { (value - from) / (to - from) * 2.0 - 1.0 } else { 0.0 };
    at.iter_mut().for_each(|place| *place = (scaled(place.0, x), scaled(place.1, y)));
    at
}

impl Few {
    /// How many edges and nodes there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.nodes.len(), self.edges.len())
    }
}
