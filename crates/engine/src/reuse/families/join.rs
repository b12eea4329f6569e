//! Passages tied by links into families that keep a core.
//!
//! Links are taken from the strongest to the weakest, and each joins the families of its two passages, unless what all
//! members then have in common were less than [`CORE`] of what they cover together. Where a member begins and ends is
//! known in relation to every other, through the links, for beginnings and ends apart: so words put in or left out in
//! the middle do not count as an overhang.

use super::passages::{Nodes, nodes};
use broadside_model::{Family, Link, Passage};

/// Least share of the stretch that the members of a family cover together which all of them have in common, in percent.
const CORE: i64 = 60;

/// The order in which links are taken: most like letters first.
pub(super) fn order(x: &Link, y: &Link) -> std::cmp::Ordering {
    y.equal.cmp(&x.equal).then_with(|| x.columns.cmp(&y.columns)).then_with(|| x.cmp(y))
}

/// Makes families of these links, which are in [`order`]; gives back those that fitted none.
pub(super) fn round(links: &[Link], which: &[u32], families: &mut Vec<Family>) -> Vec<u32> {
    let Nodes { all, of_link } = nodes(links, which);
    let mut forest = Forest::new(&all.iter().map(|(_, span)| span.len() as i64).collect::<Vec<_>>());
    let mut joined = Vec::with_capacity(which.len());
    let mut refused = Vec::new();
    for (index, [x, y]) in which.iter().zip(&of_link) {
        let link = &links[*index as usize];
        let ahead = |x: u32, y: u32| (i64::from(x), i64::from(y));
        let (x_span, y_span) = (all[*x as usize].1, all[*y as usize].1);
        let ((a, from_x), (b, from_y)) =
            (ahead(link.a_span.start, x_span.start), ahead(link.b_span.start, y_span.start));
        let starts = (a - from_x) - (b - from_y);
        let ((a, to_x), (b, to_y)) = (ahead(link.a_span.end, x_span.end), ahead(link.b_span.end, y_span.end));
        let shift = Shift { start: starts, end: (a - to_x) - (b - to_y) };
        if forest.join(*x, *y, shift) { joined.push((*index, *x)) } else { refused.push(*index) }
    }
    let mut by_root: Vec<(u32, u32)> = joined.iter().map(|(index, x)| (forest.find(*x).0, *index)).collect();
    by_root.sort_unstable();
    let mut members: Vec<(u32, Passage)> = (0u32..)
        .zip(&all)
        .map(|(node, (text, span))| (forest.find(node).0, Passage { text: *text, span: *span }))
        .collect();
    members.sort_unstable();
    let mut members = members.chunk_by(|x, y| x.0 == y.0).peekable();
    for tied in by_root.chunk_by(|x, y| x.0 == y.0) {
        while members.next_if(|of| of[0].0 < tied[0].0).is_some() {}
        let Some(of) = members.next_if(|of| of[0].0 == tied[0].0) else { continue };
        let passages = super::tidied(of.iter().map(|(_, passage)| *passage).collect());
        families.push(Family { members: passages, links: tied.iter().map(|(_, index)| *index).collect() });
    }
    refused
}

/// How far a passage begins and ends behind another, in bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Shift {
    start: i64,
    end: i64,
}

impl Shift {
    fn plus(self, other: Shift) -> Shift {
        Shift { start: self.start + other.start, end: self.end + other.end }
    }

    fn minus(self, other: Shift) -> Shift {
        Shift { start: self.start - other.start, end: self.end - other.end }
    }
}

/// What the members of a tree cover: their first and last beginnings, and their first and last ends, behind the root's.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    low: Shift,
    high: Shift,
    /// How many there are.
    size: u32,
}

impl Reach {
    fn with(self, other: Reach, by: Shift) -> Reach {
        let (low, high) = (other.low.plus(by), other.high.plus(by));
        Reach {
            low: Shift { start: self.low.start.min(low.start), end: self.low.end.min(low.end) },
            high: Shift { start: self.high.start.max(high.start), end: self.high.end.max(high.end) },
            size: self.size + other.size,
        }
    }

    /// Whether what all share is enough of what they cover, the root being so long.
    fn has_core(self, root: i64) -> bool {
        let core = root + self.low.end - self.high.start;
        let whole = root + self.high.end - self.low.start;
        core * 100 >= whole * CORE
    }
}

/// Trees of passages, each with its shift to the one above it.
#[derive(Debug)]
struct Forest {
    above: Vec<u32>,
    shift: Vec<Shift>,
    reach: Vec<Reach>,
    length: Vec<i64>,
}

impl Forest {
    fn new(lengths: &[i64]) -> Forest {
        Forest {
            above: (0..lengths.len() as u32).collect(),
            shift: vec![Shift::default(); lengths.len()],
            reach: vec![Reach { size: 1, ..Reach::default() }; lengths.len()],
            length: lengths.to_vec(),
        }
    }

    /// The root of a passage's tree, and how far the passage lies behind it.
    fn find(&mut self, node: u32) -> (u32, Shift) {
        let (mut root, mut far, mut path) = (node, Shift::default(), Vec::new());
        while self.above[root as usize] != root {
            path.push((root, far));
            far = far.plus(self.shift[root as usize]);
            root = self.above[root as usize];
        }
        for (on_path, passed) in path {
            self.above[on_path as usize] = root;
            self.shift[on_path as usize] = far.minus(passed);
        }
        (root, far)
    }

    /// Joins the trees of two passages, the second lying so far behind the first; `false` where they would have no core.
    fn join(&mut self, x: u32, y: u32, y_behind: Shift) -> bool {
        let ((root_x, x_far), (root_y, y_far)) = (self.find(x), self.find(y));
        if root_x == root_y {
            return true;
        }
        let between = x_far.plus(y_behind).minus(y_far);
        let (of_x, of_y) = (self.reach[root_x as usize], self.reach[root_y as usize]);
        let x_is_root = (of_x.size, std::cmp::Reverse(root_x)) > (of_y.size, std::cmp::Reverse(root_y));
        let (root, below, shift) =
            if x_is_root { (root_x, root_y, between) } else { (root_y, root_x, Shift::default().minus(between)) };
        let reach = self.reach[root as usize].with(self.reach[below as usize], shift);
        if !reach.has_core(self.length[root as usize]) {
            return false;
        }
        self.above[below as usize] = root;
        self.shift[below as usize] = shift;
        self.reach[root as usize] = reach;
        true
    }
}
