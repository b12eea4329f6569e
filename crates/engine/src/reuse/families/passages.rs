//! Which ranges of a text are one passage, told from the links that touch it.
//!
//! The ends of a passage lie a little differently in every link. Ranges that are mostly the same are one; which of them
//! stands for all is the one that most links agree on, and of those the longest.

use broadside_model::{Link, Span};
use rustc_hash::FxHashMap;

/// Least share of the longer of two ranges that they must have in common to be one passage, in percent.
const SAME: u64 = 70;

/// The passages of all texts that links touch, and the two of each link.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    /// Text and range of each.
    pub all: Vec<(u32, Span)>,
    /// For each link of the list that was given, its passage in the first and in the second text.
    pub of_link: Vec<[u32; 2]>,
}

/// One end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    text: u32,
    span: Span,
    link: u32,
    side: u8,
}

/// Sorts the ends of these links into passages. Numbers follow text and place, whatever the order of the links.
pub(super) fn nodes(links: &[Link], which: &[u32]) -> Nodes {
    let mut ends: Vec<End> = Vec::with_capacity(which.len() * 2);
    for (place, index) in (0u32..).zip(which) {
        let link = &links[*index as usize];
        ends.push(End { text: link.a, span: link.a_span, link: place, side: 0 });
        ends.push(End { text: link.b, span: link.b_span, link: place, side: 1 });
    }
    ends.sort_unstable();
    let mut nodes = Nodes { all: Vec::new(), of_link: vec![[0; 2]; which.len()] };
    for of_text in ends.chunk_by(|x, y| x.text == y.text) {
        sort_in(of_text, &mut nodes);
    }
    nodes
}

/// Sorts the ends in one text, which are in order of their place.
fn sort_in(ends: &[End], nodes: &mut Nodes) {
    let mut runs: Vec<&[End]> = ends.chunk_by(|x, y| x.span == y.span).collect();
    runs.sort_by_key(|run| (std::cmp::Reverse((run.len(), run[0].span.len())), run[0].span));
    let mut grid = Grid::default();
    for run in runs {
        let end = run[0];
        let node = grid.near(end.span, &nodes.all).unwrap_or_else(|| {
            let node = nodes.all.len() as u32;
            nodes.all.push((end.text, end.span));
            grid.put(end.span, node);
            node
        });
        for end in run {
            nodes.of_link[end.link as usize][usize::from(end.side)] = node;
        }
    }
}

/// Ranges by their size and place, so that those like a given one are found without looking at all.
#[derive(Debug, Default)]
struct Grid(FxHashMap<(u32, u32), Vec<u32>>);

impl Grid {
    /// Size class, by doubling, and the cell of that class a range begins in.
    fn class(span: Span) -> u32 {
        span.len().max(1).ilog2()
    }

    fn put(&mut self, span: Span, node: u32) {
        let class = Grid::class(span);
        self.0.entry((class, span.start >> class)).or_default().push(node);
    }

    /// The range most like this one, where one is like enough.
    fn near(&self, span: Span, all: &[(u32, Span)]) -> Option<u32> {
        let class = Grid::class(span);
        let mut best: Option<(u64, u32)> = None;
        for class in class.saturating_sub(1)..=class + 1 {
            let cell = span.start.checked_shr(class).unwrap_or(0);
            for cell in cell.saturating_sub(1)..=cell + 1 {
                for node in self.0.get(&(class, cell)).into_iter().flatten() {
                    let likeness = alike(span, all[*node as usize].1);
                    if likeness >= SAME && best.is_none_or(|(most, _)| likeness > most) {
                        best = Some((likeness, *node));
                    }
                }
            }
        }
        best.map(|(_, node)| node)
    }
}

/// Percent of the longer range that both cover.
fn alike(a: Span, b: Span) -> u64 {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    u64::from(common) * 100 / (a.len().max(b.len()).max(1) as u64)
}
