//! Who signs with whom: the network of entities and the statements they issued or signed together.
//!
//! Takes [`Signings`]: statements (all witnesses of one are one), entities, and which of them put their names to which;
//! gives the network of entities and statements, and its projection, a [`Network`] of entities with an edge for every
//! two that stand under one statement. An edge says how many statements two share, how much that weighs, and when. The
//! network says which entities keep company (communities), and who holds it together (bridges).
//!
//! A list of many says little about any two of its names, so two weights are given: the number of statements, and the
//! sum of 1/(n − 1) over them, n being the number of names under the statement (Newman 2001): whoever signs a statement
//! spreads one unit over all who signed with them.

pub mod betweenness;
pub mod bridges;
pub mod communities;
pub mod filter;
mod graph;
mod neighbourhood;
mod project;

pub use filter::{Filter, Overlap};
pub use graph::Graph;

use broadside_model::edtf::Day;
use broadside_model::{Diagnostic, Edtf, EntityId, EntityKind, Kind, StatementId};

/// An entity that put its name to something.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its id.
    pub id: EntityId,
    /// What to call it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
}

/// A statement to which names were put. Witnesses of one statement are one act.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// Its witnesses, the one to call it by first.
    pub statements: Vec<StatementId>,
    /// Its title.
    pub title: Option<String>,
    /// What it is.
    pub kind: Option<Kind>,
    /// When it was issued.
    pub date: Option<Edtf>,
    /// Names of its places of issue.
    pub places: Vec<String>,
    /// Countries of its places of issue, ISO 3166-1 alpha-2.
    pub countries: Vec<String>,
}

/// How an entity put its name to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It issued the statement, alone or with others.
    Issuer,
    /// It stands in the list of signatories.
    Signatory,
}

impl Part {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Part::Issuer => "issuer",
            Part::Signatory => "signatory",
        }
    }
}

/// A name put to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signing {
    /// Place of the statement in [`Signings::acts`].
    pub act: u32,
    /// Place of the entity in [`Signings::members`].
    pub member: u32,
    /// As what.
    pub part: Part,
}

/// What a network is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signings {
    /// The entities.
    pub members: Vec<Member>,
    /// The statements.
    pub acts: Vec<Act>,
    /// Who put their name to what; the same twice counts once.
    pub rows: Vec<Signing>,
}

/// What to make of it.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which statements and entities to look at.
    pub filter: Filter,
    /// Edges of fewer statements are left out.
    pub least_together: u32,
    /// A statement with more names than this makes no edges: two of thousands did not act together, and the pairs of
    /// ten thousand names are fifty million.
    pub longest: u32,
    /// Pairs to make at most; where there are more, the statements with the most names make none.
    pub most_pairs: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { filter: Filter::default(), least_together: 1, longest: 500, most_pairs: 2_000_000 }
    }
}

/// An entity in the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Place of the entity in [`Signings::members`].
    pub member: u32,
    /// Statements it put its name to, alone or with others, of those looked at.
    pub statements: u32,
    /// Entities it shares an edge with.
    pub partners: u32,
    /// Sum of the weights of its edges.
    pub strength: f64,
    /// First and last day that its statements can be of.
    pub seen: Option<(Day, Day)>,
    /// Number of its community, from 0; the largest is 0.
    pub community: u32,
    /// Communities other than its own in which it has partners.
    pub reaches: u32,
    /// Share of the shortest ways between others that lead through it, from 0 to 1.
    pub betweenness: f64,
    /// Whether the network falls apart without it.
    pub is_cut: bool,
}

/// Two entities that put their names to the same statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Place of the first in [`Network::nodes`].
    pub a: u32,
    /// Place of the second, greater than the first.
    pub b: u32,
    /// Where the statements they share begin in [`Network::shared`].
    pub first: u32,
    /// How many statements they share.
    pub together: u32,
    /// Sum of 1/(n − 1) over them, n being how many put their names to each.
    pub weight: f64,
    /// How many of the shared statements are surely of the time asked for; the others can be.
    pub certain: u32,
    /// First and last day that they can be of.
    pub seen: Option<(Day, Day)>,
    /// Whether the network falls apart without it.
    pub is_bridge: bool,
}

/// The entities that sign together.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// In the order of [`Signings::members`]; only those that put their name to a statement looked at.
    pub nodes: Vec<Node>,
    /// In the order of their ends.
    pub edges: Vec<Edge>,
    /// For one edge after the other, places in [`Signings::acts`] of the statements that its ends share, in ascending
    /// order.
    pub shared: Vec<u32>,
    /// Places in [`Signings::acts`] of the statements looked at, in ascending order, each with whether it is surely of
    /// the time asked for.
    pub acts: Vec<(u32, Overlap)>,
    /// Who put their name to them, in order.
    pub rows: Vec<Signing>,
    /// How many communities of at least two there are.
    pub communities: u32,
    /// How much denser communities are within than chance would have them; up to 1.
    pub modularity: f64,
    /// Whether betweenness was worked out from a sample of entities only.
    pub is_sampled: bool,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Network {
    /// Places in [`Signings::acts`] of the statements that the ends of an edge share, in ascending order.
    pub fn shared_by(&self, edge: &Edge) -> &[u32] {
        let from = edge.first as usize;
        self.shared.get(from..from + edge.together as usize).unwrap_or_default()
    }
}

/// The network that `signings` make.
pub fn build(signings: &Signings, options: &Options) -> Network {
    let (acts, rows) = filter::rows(signings, &options.filter);
    let mut network = Network { acts, rows, ..Network::default() };
    project::project(signings, options, &mut network);
    measure(&mut network);
    network
}

/// Fills in what depends on the whole network.
fn measure(network: &mut Network) {
    let graph = Graph::new(network.nodes.len(), network.edges.iter().map(|edge| (edge.a, edge.b, edge.weight)));
    let communities = communities::find(&graph);
    network.modularity = communities::modularity(&graph, &communities);
    network.communities = communities::of_several(&communities);
    let cuts = bridges::find(&graph);
    let between = betweenness::of(&graph, betweenness::WORK);
    network.is_sampled = between.is_sampled;
    for (place, node) in network.nodes.iter_mut().enumerate() {
        node.strength = graph.strength(place);
        node.partners = graph.neighbours(place).count() as u32;
        node.community = communities[place];
        node.betweenness = between.of[place];
        node.is_cut = cuts.nodes[place];
        let mut others: Vec<u32> = graph.neighbours(place).map(|(other, _)| communities[other]).collect();
        others.sort_unstable();
        others.dedup();
        node.reaches = others.iter().filter(|community| **community != node.community).count() as u32;
    }
    for (edge, is_bridge) in network.edges.iter_mut().zip(cuts.edges) {
        edge.is_bridge = is_bridge;
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
