//! Who puts their names to the same statements: networks for pages and the command line.

mod circles;
pub mod json;
pub mod layout;
pub mod picture;

use crate::answer::Trouble;
use crate::derived::{Derived, Kept, Made, Progress, Slot};
use crate::json::numbered_id;
use crate::room::Snapshot;
use broadside_engine::network::{Act, Edge, Member, Network, Node, Options, Overlap, Signing, Signings, build};
use broadside_engine::run::entities;
use broadside_engine::store::Catalogue;
use broadside_model::{EntityId, StatementId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A network, with what it is made of.
#[derive(Debug)]
pub struct Shown {
    /// Entities and statements.
    pub signings: Arc<Signings>,
    /// The network, or the part of it around the centre.
    pub network: Network,
    /// The entity asked for.
    pub centre: Option<EntityId>,
    /// Whether entities and statements are wanted as they are.
    pub is_bipartite: bool,
}

/// What a statement is called.
pub fn called(statement: StatementId) -> String {
    numbered_id(statement.source, statement.number)
}

impl Shown {
    /// The network of signings, or the part of it around one entity.
    pub fn new(signings: Arc<Signings>, options: &Options, centre: Option<EntityId>) -> Self {
        let whole = build(&signings, options);
        let network = match centre.map(|centre| whole.place(&signings, centre)) {
            None => whole,
            Some(Some(place)) => whole.around(place),
            Some(None) => Network { diagnostics: whole.diagnostics, ..Network::default() },
        };
        Shown { signings, network, centre, is_bipartite: false }
    }

    /// The members of each community, the best connected first.
    pub fn communities(&self) -> BTreeMap<u32, Vec<&Node>> {
        let mut all: BTreeMap<u32, Vec<&Node>> = BTreeMap::new();
        for node in &self.network.nodes {
            all.entry(node.community).or_default().push(node);
        }
        all.values_mut().for_each(|members| members.sort_by(|a, b| b.strength.total_cmp(&a.strength)));
        all
    }

    /// What a node is called.
    pub fn name(&self, node: &Node) -> &str {
        self.member(node).map_or("", |member| &member.name)
    }
}

impl Shown {
    /// The entity of a node.
    pub fn member(&self, node: &Node) -> Option<&Member> {
        self.signings.members.get(node.member as usize)
    }

    /// The entity at an end of an edge.
    pub fn end(&self, place: u32) -> Option<&Member> {
        self.network.nodes.get(place as usize).and_then(|node| self.member(node))
    }

    /// A statement.
    pub fn act(&self, place: u32) -> Option<&Act> {
        self.signings.acts.get(place as usize)
    }

    /// Ids of the statements that the ends of an edge share.
    pub fn shared(&self, edge: &Edge) -> Vec<String> {
        let acts = self.network.shared_by(edge).iter().filter_map(|act| self.act(*act));
        acts.filter_map(|act| act.statements.first().map(|statement| called(*statement))).collect()
    }

    /// Entities with their measures.
    pub fn nodes(&self) -> impl Iterator<Item = (&Member, &Node)> + Clone {
        self.network.nodes.iter().filter_map(|node| Some((self.member(node)?, node)))
    }

    /// Edges with their ends.
    pub fn edges(&self) -> impl Iterator<Item = (&Member, &Member, &Edge)> + Clone {
        self.network.edges.iter().filter_map(|edge| Some((self.end(edge.a)?, self.end(edge.b)?, edge)))
    }

    /// Statements with their ids.
    pub fn acts(&self) -> impl Iterator<Item = (String, &Act, Overlap)> + Clone {
        self.network.acts.iter().filter_map(|(place, overlap)| {
            let act = self.act(*place)?;
            Some((called(*act.statements.first()?), act, *overlap))
        })
    }

    /// Who put their names to which statement.
    pub fn rows(&self) -> impl Iterator<Item = (EntityId, String, &Signing)> + Clone {
        self.network.rows.iter().filter_map(|row| {
            let member = self.signings.members.get(row.member as usize)?;
            Some((member.id, called(*self.act(row.act)?.statements.first()?), row))
        })
    }
}

/// Who put their names to what, and the networks that were asked for last.
#[derive(Debug)]
pub struct Networks {
    signings: Arc<Signings>,
    kept: Kept<String, picture::Drawn>,
}

impl Networks {
    /// A network with the places of its nodes; `key` tells one question from another.
    ///
    /// # Errors
    /// Never.
    pub fn drawn(
        &self,
        key: &str,
        options: &Options,
        centre: Option<EntityId>,
    ) -> Result<Arc<picture::Drawn>, Trouble> {
        let make = || Ok(picture::Drawn::new(Shown::new(Arc::clone(&self.signings), options, centre)));
        self.kept.get_or(key.to_owned(), make)
    }

    /// Who put their names to what.
    pub fn signings(&self) -> &Signings {
        &self.signings
    }
}

impl Made for Networks {
    fn make(catalogue: &Catalogue, _: &Snapshot, _: &Progress) -> Result<Self, Trouble> {
        Ok(Networks { signings: Arc::new(entities::signings(catalogue)?), kept: Kept::default() })
    }

    fn slot(derived: &Derived) -> &Slot<Self> {
        &derived.networks
    }
}
