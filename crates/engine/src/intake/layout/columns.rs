//! A page to columns in reading order.
//!
//! A gutter is an upright strip without words that has lines on both sides. The best one cuts its region in up to four:
//! what stands above it, the column on the side where reading begins, the other column, what stands below; each is cut
//! again. So titles, figures and footnotes across columns come out in their place, and three columns are two cuts.
//!
//! Aligned gaps also occur in tables, in lists with numbers in the margin and by chance in running text. They are told
//! apart by the order in which the words come: columns are drawn one after the other, rows of a table alternate. Where
//! a file draws even columns line by line, only a strip beside two well-filled columns of straight edges counts.

use super::{Item, median};

/// Words that are read together, line by line.
pub(crate) struct Region {
    pub(crate) items: Vec<Item>,
    /// Column on the page, counted from 0.
    pub(crate) column: u8,
}

/// How often a region is cut again.
const MAX_DEPTH: usize = 12;
/// Strips looked at per type size.
const STRIPS: f32 = 4.0;
/// The most strips of one region.
const MAX_STRIPS: usize = 2_000;

/// The regions of a page in reading order.
pub(crate) fn regions(items: Vec<Item>, rtl: bool) -> Vec<Region> {
    let mut regions = Vec::new();
    let mut left: Vec<(Vec<Item>, u8, usize)> = vec![(items, 0, 0)];
    while let Some((items, column, depth)) = left.pop() {
        let gutter = if depth < MAX_DEPTH { find(&items) } else { None };
        let Some(gutter) = gutter else {
            if !items.is_empty() {
                regions.push(Region { items, column });
            }
            continue;
        };
        let mut pieces = gutter.cut(items);
        if rtl {
            pieces.swap(1, 2);
        }
        let [above, first, second, below] = pieces;
        for (piece, step) in [(below, 0), (second, 1), (first, 0), (above, 0)] {
            left.push((piece, column.saturating_add(step), depth + 1));
        }
    }
    regions
}

/// A strip without words between two columns.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    score: f32,
}

impl Gutter {
    fn spans(&self, item: &Item) -> bool {
        item.middle() > self.top && item.middle() < self.bottom
    }

    /// Above, left, right, below.
    fn cut(&self, items: Vec<Item>) -> [Vec<Item>; 4] {
        let x = (self.left + self.right) / 2.0;
        let mut pieces: [Vec<Item>; 4] = Default::default();
        for item in items {
            let piece = match () {
                () if item.middle() <= self.top => 0,
                () if item.middle() >= self.bottom => 3,
                () if item.centre() < x => 1,
                () => 2,
            };
            pieces[piece].push(item);
        }
        pieces
    }
}

/// The best gutter of a region.
fn find(items: &[Item]) -> Option<Gutter> {
    if items.len() < 6 {
        return None;
    }
    let size = median(items.iter().map(|item| item.size).collect());
    let left = items.iter().map(|item| item.left).fold(f32::MAX, f32::min);
    let right = items.iter().map(|item| item.right).fold(f32::MIN, f32::max);
    let step = (size / STRIPS).max((right - left) / MAX_STRIPS as f32).max(0.01);
    let mut strips: Vec<Vec<(f32, f32)>> = vec![Vec::new(); ((right - left) / step) as usize + 1];
    for item in items {
        let (from, to) = (((item.left - left) / step) as usize, ((item.right - left) / step) as usize);
        for strip in strips.iter_mut().take(to + 1).skip(from) {
            strip.push((item.top, item.bottom));
        }
    }
    let mut best: Option<Gutter> = None;
    let mut seen: Vec<(f32, f32, f32)> = Vec::new();
    for (at, pair) in strips.windows(2).enumerate() {
        let x = left + (at + 1) as f32 * step;
        for (top, bottom) in free(pair, 2.2 * size) {
            // Neighbouring strips of one wide gutter are one gutter.
            if seen.iter().rev().take(12).any(|s| s.0 >= x && s.1 == top && s.2 == bottom) {
                continue;
            }
            let Some(gutter) = judge(items, size, x, top, bottom) else { continue };
            seen.push((gutter.right - step, top, bottom));
            if best.is_none_or(|best| gutter.score > best.score) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// The vertical stretches of at least `least` that no word of the strips reaches into.
fn free(strips: &[Vec<(f32, f32)>], least: f32) -> Vec<(f32, f32)> {
    let mut taken: Vec<(f32, f32)> = strips.iter().flatten().copied().collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = Vec::new();
    let mut reached = f32::MIN;
    for (top, bottom) in taken {
        if top - reached >= least {
            free.push((reached, top));
        }
        reached = reached.max(bottom);
    }
    free.push((reached, f32::MAX));
    free
}

/// The part of a line that stands on one side of a gutter.
#[derive(Clone, Copy, Debug)]
struct Piece {
    middle: f32,
    left: f32,
    right: f32,
    first: usize,
    last: usize,
}

/// The lines on one side of a gutter, from top to bottom.
fn pieces<'a>(items: impl Iterator<Item = &'a Item>, size: f32) -> Vec<Piece> {
    let mut items: Vec<&Item> = items.collect();
    items.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let mut pieces: Vec<Piece> = Vec::new();
    for item in items {
        match pieces.last_mut() {
            Some(piece) if item.middle() - piece.middle < 0.5 * size => {
                piece.left = piece.left.min(item.left);
                piece.right = piece.right.max(item.right);
                piece.first = piece.first.min(item.index);
                piece.last = piece.last.max(item.index);
            }
            _ => pieces.push(Piece {
                middle: item.middle(),
                left: item.left,
                right: item.right,
                first: item.index,
                last: item.index,
            }),
        }
    }
    pieces
}

/// The gutter at `x`, free from `top` to `bottom`, when what stands on its two sides are columns.
fn judge(items: &[Item], size: f32, x: f32, top: f32, bottom: f32) -> Option<Gutter> {
    let mut gutter = Gutter { left: x, right: x, top, bottom, score: 0.0 };
    let mut left = pieces(items.iter().filter(|item| gutter.spans(item) && item.centre() < x), size);
    let mut right = pieces(items.iter().filter(|item| gutter.spans(item) && item.centre() >= x), size);
    trim(&mut left, &mut right, size, &mut gutter);
    if left.len() < 2 || right.len() < 2 || left.len() + right.len() < 6 {
        return None;
    }
    let (from, to) = shared(&left, &right, size)?;
    gutter.left = left.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
    gutter.right = right.iter().map(|piece| piece.left).fold(f32::MAX, f32::min);
    let width = gutter.right - gutter.left;
    let narrowest = |side: &[Piece]| median(side.iter().map(|piece| piece.right - piece.left).collect()) / size;
    let text = narrowest(&left).min(narrowest(&right));
    let within = |item: &&Item| item.middle() >= from && item.middle() <= to;
    let rows = left.len().min(right.len());
    let turns = turns(items.iter().filter(|item| gutter.spans(item)).filter(within), x);
    let in_turn = turns <= 2.max(rows / 4);
    let clear = if in_turn { width > 0.4 * size && text > 3.5 } else { width > 0.75 * size && text > 8.0 };
    if !clear || !(in_turn || straight(&left, &right, size)) {
        return None;
    }
    gutter.score = (to - from) / size * (width / size).clamp(0.5, 2.0).sqrt();
    Some(gutter)
}

/// The stretch in which there are lines on both sides, when it is long enough to speak of columns.
fn shared(left: &[Piece], right: &[Piece], size: f32) -> Option<(f32, f32)> {
    let from = left.first()?.middle.max(right.first()?.middle) - size;
    let to = left.last()?.middle.min(right.last()?.middle) + size;
    (to - from >= 3.0 * size).then_some((from, to))
}

/// Takes lines across the page off the ends of a gutter: they miss it only because a space happens to stand there, and
/// are known by being drawn straight across it.
fn trim(left: &mut Vec<Piece>, right: &mut Vec<Piece>, size: f32, gutter: &mut Gutter) {
    let straight_across = |a: &Piece, b: &Piece| {
        (a.middle - b.middle).abs() < 0.5 * size && a.last + 1 == b.first && b.left - a.right < size
    };
    while let (Some(a), Some(b)) = (left.first(), right.first()) {
        let next = left.get(1).map_or(f32::MAX, |p| p.middle).min(right.get(1).map_or(f32::MAX, |p| p.middle));
        if !straight_across(a, b) || next == f32::MAX {
            break;
        }
        gutter.top = (a.middle.max(b.middle) + next) / 2.0;
        left.remove(0);
        right.remove(0);
    }
    while let (Some(a), Some(b)) = (left.last(), right.last()) {
        let before =
            |side: &[Piece]| side.len().checked_sub(2).and_then(|at| side.get(at)).map_or(f32::MIN, |p| p.middle);
        let next = before(left).max(before(right));
        if !straight_across(a, b) || next == f32::MIN {
            break;
        }
        gutter.bottom = (a.middle.min(b.middle) + next) / 2.0;
        left.pop();
        right.pop();
    }
}

/// How often the words change sides, in the order they come in.
fn turns<'a>(items: impl Iterator<Item = &'a Item>, x: f32) -> usize {
    let mut sides: Vec<(usize, bool)> = items.map(|item| (item.index, item.centre() < x)).collect();
    sides.sort_unstable();
    sides.windows(2).filter(|pair| pair[0].1 != pair[1].1).count()
}

/// Whether both sides are filled columns with a straight left edge.
fn straight(left: &[Piece], right: &[Piece], size: f32) -> bool {
    let filled = |side: &[Piece]| {
        let from = side.iter().map(|piece| piece.left).fold(f32::MAX, f32::min);
        let to = side.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
        let full = side.iter().filter(|piece| piece.right - piece.left > 0.8 * (to - from)).count();
        let edge = median(side.iter().map(|piece| piece.left).collect());
        let aligned = side.iter().filter(|piece| (piece.left - edge).abs() < 0.35 * size).count();
        side.len() >= 5 && full * 2 > side.len() && aligned * 4 >= side.len() * 3
    };
    filled(left) && filled(right)
}
