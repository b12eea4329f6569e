//! Places for the nodes of a network, so that those who keep company stand together.
//!
//! A force-directed layout: nodes push each other away, edges pull them together the more the heavier they are, and all
//! are drawn a little to the middle. What pushes from afar is taken together (Barnes & Hut 1986), so that a round costs
//! n·log n. Nothing is left to chance: the nodes begin on a spiral in the order in which they are given, and every sum is
//! made in one order, so that the same network has the same picture.

/// A place in the plane.
pub type Place = (f32, f32);

/// An edge between two places of the list of nodes, with its weight.
pub type Pull = (u32, u32, f32);

/// Rounds for small networks, and nodes times rounds at most.
const ROUNDS: usize = 300;
const WORK: usize = 500_000;
/// Rounds at least.
const FEWEST: usize = 60;
/// A cell is taken together where it looks smaller than this from where it pushes.
const LOOKS: f32 = 0.9;
/// How strongly all are drawn to the middle.
const MIDDLE: f32 = 0.035;

/// Places for `count` nodes, around the middle, within 1 of it.
pub fn places(count: usize, edges: &[Pull]) -> Vec<Place> {
    let mut at = spiral(count);
    let edges: Vec<Pull> = edges
        .iter()
        .filter(|(a, b, _)| a != b && (*a as usize) < count && (*b as usize) < count)
        .map(|(a, b, weight)| (*a, *b, pull(*weight)))
        .collect();
    let mut mass = vec![1.0_f32; count];
    for (a, b, _) in &edges {
        mass[*a as usize] += 1.0;
        mass[*b as usize] += 1.0;
    }
    let rounds = (WORK / count.max(1)).clamp(FEWEST, ROUNDS);
    let reach = (count.max(1) as f32).sqrt();
    for round in 0..rounds {
        let left = 1.0 - round as f32 / rounds as f32;
        step(&mut at, &mass, &edges, 0.02_f32.mul_add(reach, reach * 0.1 * left * left));
    }
    scaled(at)
}

/// How strongly a weight pulls: heavy edges more, but not so that they pull all into one point.
fn pull(weight: f32) -> f32 {
    if weight.is_finite() && weight > 0.0 { weight.sqrt().clamp(0.2, 4.0) } else { 0.2 }
}

/// The golden angle: no two arms of the spiral fall together.
pub const TURN: f32 = 2.399_963_2;

fn spiral(count: usize) -> Vec<Place> {
    (0..count)
        .map(|at| {
            let (angle, far) = (at as f32 * TURN, (at as f32 + 0.5).sqrt());
            (far * angle.cos(), far * angle.sin())
        })
        .collect()
}

fn step(at: &mut [Place], mass: &[f32], edges: &[Pull], most: f32) {
    let tree = Tree::new(at, mass);
    let mut push: Vec<Place> = (0..at.len()).map(|node| tree.push(node, at[node], mass)).collect();
    for (a, b, strength) in edges {
        let (a, b) = (*a as usize, *b as usize);
        let (dx, dy) = (at[b].0 - at[a].0, at[b].1 - at[a].1);
        let far = dx.hypot(dy).max(1e-4);
        let force = strength * far * 0.5;
        let (fx, fy) = (dx / far * force, dy / far * force);
        push[a].0 += fx;
        push[a].1 += fy;
        push[b].0 -= fx;
        push[b].1 -= fy;
    }
    for (node, (fx, fy)) in push.iter().enumerate() {
        let (x, y) = at[node];
        let (fx, fy) = ((-MIDDLE * mass[node]).mul_add(x, *fx), (-MIDDLE * mass[node]).mul_add(y, *fy));
        let (fx, fy) = (fx / mass[node], fy / mass[node]);
        let size = fx.hypot(fy).max(1e-6);
        let moved = size.min(most);
        at[node] = (x + fx / size * moved, y + fy / size * moved);
    }
}

/// The middle in the middle, the farthest at 1.
pub fn scaled(mut at: Vec<Place>) -> Vec<Place> {
    let count = at.len().max(1) as f32;
    let middle = at.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0 / count, sum.1 + place.1 / count));
    let far = at.iter().map(|place| (place.0 - middle.0).hypot(place.1 - middle.1)).fold(1e-6, f32::max);
    at.iter_mut().for_each(|place| *place = ((place.0 - middle.0) / far, (place.1 - middle.1) / far));
    at
}

/// Bits of a coordinate in the order of cells.
const BITS: u32 = 16;

/// A square with nodes in it; its parts follow it, and `next` is what follows them.
struct Cell {
    x: f32,
    y: f32,
    mass: f32,
    size: f32,
    first: u32,
    end: u32,
    next: u32,
}

struct Tree {
    cells: Vec<Cell>,
    /// Where each node stands in the order of cells.
    rank: Vec<u32>,
}

impl Tree {
    fn new(at: &[Place], mass: &[f32]) -> Self {
        let least = at.iter().fold((f32::MAX, f32::MAX), |least, place| (least.0.min(place.0), least.1.min(place.1)));
        let size = at.iter().fold(1e-3_f32, |size, place| size.max(place.0 - least.0).max(place.1 - least.1));
        let grid = |value: f32| ((value / size * 65_535.0) as u32).min(65_535);
        let code = |place: &Place| spread(grid(place.0 - least.0)) | (spread(grid(place.1 - least.1)) << 1);
        let mut order: Vec<(u32, u32)> = (0..).zip(at).map(|(node, place)| (code(place), node)).collect();
        order.sort_unstable();
        let mut rank = vec![0; at.len()];
        for (place, (_, node)) in (0..).zip(&order) {
            rank[*node as usize] = place;
        }
        let mut tree = Tree { cells: Vec::with_capacity(at.len() * 2), rank };
        if !at.is_empty() {
            tree.cell((at, mass), &order, (0, order.len()), (BITS, size));
        }
        tree
    }

    /// Adds the cell of a range of nodes and those within it, as deep as there are bits.
    fn cell(
        &mut self,
        nodes: (&[Place], &[f32]),
        order: &[(u32, u32)],
        range: (usize, usize),
        (bits, size): (u32, f32),
    ) {
        let own = self.cells.len();
        let (mut x, mut y, mut mass) = (0.0, 0.0, 0.0);
        for (_, node) in &order[range.0..range.1] {
            let (place, weight) = (nodes.0[*node as usize], nodes.1[*node as usize]);
            (x, y, mass) = (x + place.0 * weight, y + place.1 * weight, mass + weight);
        }
        let (first, end) = (range.0 as u32, range.1 as u32);
        self.cells.push(Cell { x: x / mass, y: y / mass, mass, size, first, end, next: 0 });
        if range.1 - range.0 > 1 && bits > 0 {
            let quarter = |code: u32| (code >> ((bits - 1) * 2)) & 3;
            let mut from = range.0;
            for part in 0..4 {
                let to = from + order[from..range.1].partition_point(|(code, _)| quarter(*code) <= part);
                if to > from {
                    self.cell(nodes, order, (from, to), (bits - 1, size / 2.0));
                }
                from = to;
            }
        }
        self.cells[own].next = self.cells.len() as u32;
    }

    /// How a node is pushed by all others.
    fn push(&self, node: usize, place: Place, mass: &[f32]) -> Place {
        let (rank, own) = (self.rank[node], mass[node]);
        let (mut fx, mut fy) = (0.0, 0.0);
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let (dx, dy) = (place.0 - cell.x, place.1 - cell.y);
            let far = dx.hypot(dy);
            let holds_it = (cell.first..cell.end).contains(&rank);
            let is_leaf = cell.next as usize == at + 1;
            if is_leaf || (!holds_it && cell.size < LOOKS * far) {
                let others = if holds_it { cell.mass - own } else { cell.mass };
                if others > 0.0 {
                    // Nodes at one place go apart, each its own way.
                    let (dx, dy, far) = if far < 1e-4 { direction(rank) } else { (dx, dy, far) };
                    let force = own * others / (far * far + 0.01);
                    fx += dx * force;
                    fy += dy * force;
                }
                at = cell.next as usize;
            } else {
                at += 1;
            }
        }
        (fx, fy)
    }
}

fn direction(rank: u32) -> (f32, f32, f32) {
    let angle = rank as f32 * TURN;
    (angle.cos() * 0.1, angle.sin() * 0.1, 0.1)
}

/// The bits of a number apart, with room for another's between them.
fn spread(number: u32) -> u32 {
    let number = (number | (number << 8)) & 0x00ff_00ff;
    let number = (number | (number << 4)) & 0x0f0f_0f0f;
    let number = (number | (number << 2)) & 0x3333_3333;
    (number | (number << 1)) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    fn far(a: Place, b: Place) -> f32 {
        (a.0 - b.0).hypot(a.1 - b.1)
    }

    /// Two rings of eight, each node tied to all of its ring, and one edge between the rings.
    fn two_circles() -> Vec<Pull> {
        let mut edges = vec![(0, 8, 0.2)];
        for ring in [0, 8] {
            for a in 0..8 {
                edges.extend((a + 1..8).map(|b| (ring + a, ring + b, 1.0)));
            }
        }
        edges
    }

    #[test]
    fn those_who_keep_company_stand_together() {
        let at = places(16, &two_circles());
        let mean = |pairs: Vec<(usize, usize)>| {
            pairs.iter().map(|(a, b)| far(at[*a], at[*b])).sum::<f32>() / pairs.len() as f32
        };
        let within = mean((0..8).flat_map(|a| (0..8).map(move |b| (a, b))).collect());
        let between = mean((0..8).flat_map(|a| (8..16).map(move |b| (a, b))).collect());
        assert!(between > 1.8 * within, "{between} {within}");
    }

    #[test]
    fn a_network_has_one_picture_and_all_of_it_is_within_the_frame() {
        let edges = two_circles();
        let at = places(40, &edges);
        assert_eq!(at, places(40, &edges));
        assert!(at.iter().all(|place| place.0.is_finite() && far(*place, (0.0, 0.0)) <= 1.001));
        assert_eq!(places(0, &[]).len(), 0);
        assert_eq!(places(1, &[(0, 0, 1.0), (5, 9, 1.0)]).len(), 1);
    }
}
