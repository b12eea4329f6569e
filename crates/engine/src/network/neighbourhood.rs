//! One entity and those it signs with.

use super::{Network, Signings};
use broadside_model::EntityId;

impl Network {
    /// The place of an entity among the nodes.
    pub fn place(&self, signings: &Signings, id: EntityId) -> Option<u32> {
        let is_it = |node: &super::Node| signings.members.get(node.member as usize).is_some_and(|it| it.id == id);
        self.nodes.iter().position(is_it).map(|place| place as u32)
    }

    /// The part of the network that is an entity, those it shares an edge with, and the edges between all of these.
    /// What was measured of the whole stays as it is. Statements are those that the edges and the entity have.
    #[must_use]
    pub fn around(&self, centre: u32) -> Network {
        let mut keep = vec![false; self.nodes.len()];
        for edge in &self.edges {
            for (end, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
                if end == centre {
                    keep[other as usize] = true;
                }
            }
        }
        if let Some(centre) = keep.get_mut(centre as usize) {
            *centre = true;
        }
        self.of(&keep, centre)
    }

    fn of(&self, keep: &[bool], centre: u32) -> Network {
        let mut places = vec![None; self.nodes.len()];
        let mut part = Network {
            communities: self.communities,
            modularity: self.modularity,
            is_sampled: self.is_sampled,
            diagnostics: self.diagnostics.clone(),
            ..Network::default()
        };
        for (place, node) in self.nodes.iter().enumerate().filter(|(place, _)| keep[*place]) {
            places[place] = Some(part.nodes.len() as u32);
            part.nodes.push(node.clone());
        }
        for edge in &self.edges {
            if let (Some(a), Some(b)) = (places[edge.a as usize], places[edge.b as usize]) {
                part.edges.push(super::Edge { a, b, first: part.shared.len() as u32, ..edge.clone() });
                part.shared.extend(self.shared_by(edge));
            }
        }
        let mut acts = part.shared.clone();
        let centre = self.nodes.get(centre as usize).map(|node| node.member);
        acts.extend(self.rows.iter().filter(|row| Some(row.member) == centre).map(|row| row.act));
        acts.sort_unstable();
        acts.dedup();
        part.acts = self.acts.iter().filter(|(act, _)| acts.binary_search(act).is_ok()).copied().collect();
        let members: Vec<u32> = part.nodes.iter().map(|node| node.member).collect();
        let is_in =
            |row: &&super::Signing| acts.binary_search(&row.act).is_ok() && members.binary_search(&row.member).is_ok();
        part.rows = self.rows.iter().filter(is_in).copied().collect();
        part
    }
}
