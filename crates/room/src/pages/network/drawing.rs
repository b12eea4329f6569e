//! A network as a picture: the strongest ties of the best connected without scripts, and places of all for a script.

use crate::ask::Ask;
use crate::network::layout::Place;
use crate::network::picture::Drawn;
use crate::ui::chart::tidy;
use crate::words::network as words;
use broadside_engine::network::{Edge, Node};
use maud::{Markup, html};
use serde::Serialize;

/// Half the width and height of the picture, in its own units, and the room around it for names.
const WIDE: f64 = 480.0;
const HIGH: f64 = 330.0;
const EDGE: f64 = 90.0;
/// Names that are written.
const NAMED: usize = 40;
/// Colours of circles.
const COLOURS: u32 = 8;
/// Characters of a name that are written.
const NAME: usize = 26;
/// Width of a letter and height of a line of names.
const LETTER: f64 = 6.6;
const LINE: f64 = 15.0;

/// The picture without scripts.
pub fn picture(ask: &Ask, drawn: &Drawn) -> Markup {
    let few = &drawn.few;
    let (nodes, edges) = few.counts();
    let network = &drawn.shown.network;
    let at = |place: &(f32, f32)| (f64::from(place.0) * WIDE, f64::from(place.1) * HIGH);
    let strongest = network.nodes.iter().map(|node| node.strength).fold(1e-9, f64::max);
    let size = |strength: f64| 4.0 + 9.0 * (strength / strongest).sqrt();
    let mut named: Vec<(u32, f64)> =
        few.nodes.iter().filter_map(|(at, _)| Some((*at, network.nodes.get(*at as usize)?.strength))).collect();
    named.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named =
        apart(&named, &few.nodes, &|place| at(place), &|node| drawn.shown.name(node).chars().count().min(NAME), drawn);
    html! {
        figure.network data-places=(ask.with("format", "places")) data-full=(ask.say(words::FULL)) data-how=(ask.say(words::HOW)) data-strongest=(ask.say(words::STRONGEST))
            data-least=(ask.say(words::LEAST)) data-find=(ask.say(words::FIND)) data-label=(ask.say(words::PICTURE)) data-from=(ask.say(words::FROM)) data-until=(ask.say(words::TO)) {
            div.scroll tabindex="0" role="group" aria-label=(ask.say(words::PICTURE)) { svg viewBox=(format!("{} {} {} {}", -WIDE - EDGE, -HIGH - EDGE / 2.0, 2.0 * (WIDE + EDGE), 2.0 * HIGH + EDGE)) role="img" aria-label=(ask.say(words::PICTURE)) {
                g.ties { @for (a, b, first) in &few.edges {
                    @if let (Some((_, a)), Some((_, b))) = (few.nodes.get(*a as usize), few.nodes.get(*b as usize)) {
                        @let ((x1, y1), (x2, y2)) = (at(a), at(b));
                        line x1=(tidy(x1)) y1=(tidy(y1)) x2=(tidy(x2)) y2=(tidy(y2)) stroke-width=(tidy(width(edge(drawn, *first)))) {}
                    }
                } }
                g.names { @for (node, place) in &few.nodes { @if let Some(node) = network.nodes.get(*node as usize) { @if let Some(member) = drawn.shown.member(node) {
                    @let (x, y) = at(place);
                    circle class=(format!("c{}", node.community % COLOURS)) cx=(tidy(x)) cy=(tidy(y)) r=(tidy(size(node.strength))) { title { (member.name) } }
                } } } }
                g.labels { @for (node, place) in &few.nodes { @if named.contains(node) { @if let Some(node) = network.nodes.get(*node as usize) { @if let Some(member) = drawn.shown.member(node) {
                    @let (x, y) = at(place);
                    text x=(tidy(x)) y=(tidy(y - size(node.strength) - 2.0)) text-anchor="middle" { (shortened(&member.name)) }
                } } } } }
            } }
            figcaption { (caption(ask, (nodes, edges), (network.nodes.len(), network.edges.len()))) }
        }
    }
}

/// Where a place of the layout stands in the picture.
type OnPage<'a> = &'a dyn Fn(&Place) -> (f64, f64);

/// The nodes whose names can be written without covering another's, the best connected first.
fn apart(
    ranked: &[(u32, f64)],
    placed: &[(u32, Place)],
    at: OnPage<'_>,
    letters: &dyn Fn(&Node) -> usize,
    drawn: &Drawn,
) -> Vec<u32> {
    let mut boxes: Vec<(f64, f64, f64)> = Vec::new();
    let mut named = Vec::new();
    for (node, _) in ranked {
        let place = placed.iter().find(|(of, _)| of == node).map(|(_, place)| at(place));
        let (Some((x, y)), Some(of)) = (place, drawn.shown.network.nodes.get(*node as usize)) else { continue };
        let half = letters(of) as f64 * LETTER / 2.0;
        let is_free =
            |(left, middle, width): &(f64, f64, f64)| (left - x).abs() > half + width || (middle - y).abs() > LINE;
        if boxes.iter().all(is_free) && named.len() < NAMED {
            boxes.push((x, y, half));
            named.push(*node);
        }
    }
    named
}

/// The edge whose shared statements begin there.
fn edge(drawn: &Drawn, first: u32) -> Option<&Edge> {
    let edges = &drawn.shown.network.edges;
    edges.get(edges.partition_point(|edge| edge.first < first))
}

fn width(edge: Option<&Edge>) -> f64 {
    edge.map_or(1.0, |edge| (0.8 + f64::from(edge.together).ln()).min(5.0))
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME { name.to_owned() } else { name.chars().take(NAME - 1).collect::<String>() + "…" }
}

fn caption(ask: &Ask, (nodes, edges): (usize, usize), (all_nodes, all_edges): (usize, usize)) -> String {
    let numbers = [
        ("nodes", ask.number(nodes as u64)),
        ("edges", ask.number(edges as u64)),
        ("left_nodes", ask.number((all_nodes - nodes) as u64)),
        ("left_edges", ask.number((all_edges - edges) as u64)),
    ];
    let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    ask.fill(if nodes == all_nodes && edges == all_edges { words::DRAWN_ALL } else { words::DRAWN }, &numbers)
}

/// Names with their places, and ties, those that hold the network together first.
#[derive(Serialize)]
pub struct Places<'a> {
    id: Vec<String>,
    name: Vec<&'a str>,
    x: Vec<f32>,
    y: Vec<f32>,
    community: Vec<u32>,
    strength: Vec<f64>,
    a: Vec<u32>,
    b: Vec<u32>,
    together: Vec<u32>,
    weight: Vec<f64>,
    /// First and last year that the statements of a tie can be of.
    first: Vec<Option<i32>>,
    last: Vec<Option<i32>>,
    backbone: usize,
}

/// The same for a script.
pub fn places(drawn: &Drawn) -> Places<'_> {
    let network = &drawn.shown.network;
    let nodes = &network.nodes;
    let edges: Vec<&Edge> = drawn.edges.iter().filter_map(|at| network.edges.get(*at as usize)).collect();
    let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
    Places {
        id: nodes
            .iter()
            .map(|node| drawn.shown.member(node).map(|member| member.id.to_string()).unwrap_or_default())
            .collect(),
        name: nodes.iter().map(|node| drawn.shown.name(node)).collect(),
        x: drawn.places.iter().map(|place| place.0).collect(),
        y: drawn.places.iter().map(|place| place.1).collect(),
        community: nodes.iter().map(|node| node.community).collect(),
        strength: nodes.iter().map(|node| rounded(node.strength)).collect(),
        a: edges.iter().map(|edge| edge.a).collect(),
        b: edges.iter().map(|edge| edge.b).collect(),
        together: edges.iter().map(|edge| edge.together).collect(),
        weight: edges.iter().map(|edge| rounded(edge.weight)).collect(),
        first: edges.iter().map(|edge| edge.seen.map(|seen| seen.0.year)).collect(),
        last: edges.iter().map(|edge| edge.seen.map(|seen| seen.1.year)).collect(),
        backbone: drawn.backbone,
    }
}
