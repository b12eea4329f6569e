//! Places for the nodes of a network, circle by circle: each circle that keeps company has a disc of its own, as large as
//! it has members, beside those it is most tied to; within it stand its members. So that a network of thousands shows its
//! circles, where forces between all of its nodes would mix them.

use super::layout::{self, Place, Pull};
use std::collections::BTreeMap;

/// Free room around a disc, in radii of a circle of one.
const GAP: f32 = 0.9;
/// Ways in which a place is sought for each of the largest circles, and how many are large.
const WAYS: usize = 24;
const LARGE: usize = 200;

/// A circle's disc: its middle and its radius.
type Disc = (Place, f32);

/// Places for nodes of these communities, around the middle, within 1 of it.
pub fn places(community: &[u32], edges: &[Pull]) -> Vec<Place> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (node, of) in (0..).zip(community) {
        members.entry(*of).or_default().push(node);
    }
    let mut circles: Vec<Vec<u32>> = members.into_values().collect();
    circles.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    // For each node the place of its circle, and its own within that.
    let mut of = vec![(0_usize, 0_u32); community.len()];
    for (circle, members) in circles.iter().enumerate() {
        for (rank, node) in (0..).zip(members) {
            of[*node as usize] = (circle, rank);
        }
    }
    let (mut within, mut between) = (vec![Vec::new(); circles.len()], vec![BTreeMap::new(); circles.len()]);
    for (a, b, weight) in edges {
        let (Some((a_circle, a)), Some((b_circle, b))) = (of.get(*a as usize), of.get(*b as usize)) else { continue };
        if a_circle == b_circle {
            within[*a_circle].push((*a, *b, *weight));
        } else {
            *between[*a_circle].entry(*b_circle).or_insert(0.0) += weight;
            *between[*b_circle].entry(*a_circle).or_insert(0.0) += weight;
        }
    }
    let discs = discs(&circles.iter().map(Vec::len).collect::<Vec<_>>(), &between);
    let mut at = vec![(0.0, 0.0); community.len()];
    for ((members, edges), ((x, y), radius)) in circles.iter().zip(&within).zip(discs) {
        for (node, inner) in members.iter().zip(layout::places(members.len(), edges)) {
            at[*node as usize] = (inner.0.mul_add(radius, x), inner.1.mul_add(radius, y));
        }
    }
    layout::scaled(at)
}

/// Discs that do not overlap, for circles of these sizes, the largest first; each as near as can be to the middle of those
/// before it that it is tied to. Those that are alone, and so many smaller ones that no other is tied to, stand around them.
fn discs(sizes: &[usize], ties: &[BTreeMap<usize, f32>]) -> Vec<Disc> {
    let is_apart = |circle: usize| ties[circle].is_empty() && (circle >= LARGE || sizes[circle] == 1);
    let mut placed: Vec<Disc> = Vec::with_capacity(sizes.len());
    for (circle, (size, ties)) in sizes.iter().zip(ties).enumerate() {
        let radius = (*size as f32).sqrt();
        if is_apart(circle) {
            continue;
        }
        let wanted = middle(&placed, ties);
        let ways = if circle < LARGE { WAYS } else { 1 };
        let found = (0..ways).filter_map(|way| free(&placed, wanted, radius, direction(circle, way, ways, wanted)));
        let nearest = found.min_by(|a, b| far(*a, wanted).total_cmp(&far(*b, wanted)));
        placed.push((nearest.unwrap_or(wanted), radius));
    }
    let extent = placed.iter().map(|(at, radius)| far(*at, (0.0, 0.0)) + radius + GAP).fold(0.0, f32::max);
    let mut around = around(extent, (0..sizes.len()).filter(|circle| is_apart(*circle)).map(|circle| sizes[circle]));
    let mut placed = placed.into_iter();
    (0..sizes.len()).filter_map(|circle| if is_apart(circle) { around.next() } else { placed.next() }).collect()
}

/// Discs for circles of these sizes in a spiral around a disc of that radius (Vogel 1979), the one behind the other.
fn around(extent: f32, sizes: impl Iterator<Item = usize>) -> impl Iterator<Item = Disc> {
    let mut room = extent * extent;
    sizes.enumerate().map(move |(place, size)| {
        let radius = (size as f32).sqrt();
        // A spiral fills its disc to some seven tenths.
        let taken = (radius + GAP).powi(2) / 0.7;
        let far = (room + taken / 2.0).sqrt() + if extent > 0.0 { radius } else { 0.0 };
        room += taken;
        let angle = place as f32 * layout::TURN;
        ((far * angle.cos(), far * angle.sin()), radius)
    })
}

/// The middle of the placed circles that one is tied to, the stronger the more.
fn middle(placed: &[Disc], ties: &BTreeMap<usize, f32>) -> Place {
    let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
    for (other, weight) in ties {
        let Some(((at_x, at_y), _)) = placed.get(*other) else { continue };
        (x, y, sum) = (weight.mul_add(*at_x, x), weight.mul_add(*at_y, y), sum + weight);
    }
    if sum > 0.0 { (x / sum, y / sum) } else { (0.0, 0.0) }
}

/// Where to look for a place: all around, or outwards where there is one way only.
fn direction(circle: usize, way: usize, ways: usize, wanted: Place) -> Place {
    let outwards = far(wanted, (0.0, 0.0));
    if ways == 1 && outwards > 1e-3 {
        return (wanted.0 / outwards, wanted.1 / outwards);
    }
    let angle = (circle as f32).mul_add(layout::TURN, way as f32 / ways as f32 * std::f32::consts::TAU);
    (angle.cos(), angle.sin())
}

/// The first free place from here in a direction.
fn free(placed: &[Disc], from: Place, radius: f32, (dx, dy): Place) -> Option<Place> {
    let step = radius.max(1.0) * 0.5;
    let farthest = placed.iter().map(|(at, radius)| far(*at, from) + radius).fold(0.0, f32::max) + radius + 2.0 * GAP;
    let last = (farthest / step).ceil() as usize + 1;
    let at = |count: usize| ((count as f32 * step).mul_add(dx, from.0), (count as f32 * step).mul_add(dy, from.1));
    let is_free = |place: &Place| {
        placed.iter().all(|(other, wide)| {
            let (x, y, wide) = (other.0 - place.0, other.1 - place.1, radius + wide + GAP);
            x.mul_add(x, y * y) > wide * wide
        })
    };
    (0..=last).map(at).find(is_free)
}

fn far(a: Place, b: Place) -> f32 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Six circles of twenty, each node tied to its neighbours in the circle and every fifth to another circle.
    fn network() -> (Vec<u32>, Vec<Pull>) {
        let community: Vec<u32> = (0..120).map(|node| node % 6).collect();
        let near = (0..120).map(|node| (node, (node + 6) % 120, 1.0));
        let other = (0..120).step_by(5).map(|node| (node, (node + 7) % 120, 0.3));
        (community, near.chain(other).collect())
    }

    #[test]
    fn no_circle_stands_in_another() {
        let (community, edges) = network();
        let at = places(&community, &edges);
        let of = |circle: u32| at.iter().zip(&community).filter(move |(_, of)| **of == circle).map(|(at, _)| *at);
        let disc = |circle: u32| {
            let sum = of(circle).fold((0.0, 0.0), |sum, at| (sum.0 + at.0 / 20.0, sum.1 + at.1 / 20.0));
            (sum, of(circle).map(|at| far(at, sum)).sum::<f32>() / 20.0)
        };
        for a in 0..6 {
            for b in 0..a {
                let ((a, a_wide), (b, b_wide)) = (disc(a), disc(b));
                assert!(far(a, b) > a_wide + b_wide, "{a:?} {a_wide} {b:?} {b_wide}");
            }
        }
    }

    #[test]
    fn those_that_are_alone_stand_around_the_others_and_apart() {
        let (mut community, edges) = network();
        community.extend(6..306);
        let at = places(&community, &edges);
        let inner = at[..120].iter().map(|place| far(*place, (0.0, 0.0))).fold(0.0, f32::max);
        for (a, place) in at.iter().enumerate().skip(120) {
            assert!(far(*place, (0.0, 0.0)) > inner, "{a}");
            assert!(at[..a].iter().all(|other| far(*other, *place) > 0.01), "{a}");
        }
    }

    #[test]
    fn places_are_within_the_frame_and_the_same_each_time() {
        let (community, edges) = network();
        let at = places(&community, &edges);
        assert!(at.iter().all(|place| far(*place, (0.0, 0.0)) <= 1.001));
        assert_eq!(at, places(&community, &edges));
        assert!(places(&[], &[]).is_empty());
    }
}
