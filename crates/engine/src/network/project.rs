//! From entities and statements to entities alone: an edge for every two that stand under one statement.
//!
//! A statement of n names makes n(n − 1)/2 pairs, so long lists would need memory without end. The rule: a statement
//! with more names than [`Options::longest`] makes no edges, and where all the others together would make more pairs
//! than [`Options::most_pairs`], neither do the longest of them. Statements of the same length are treated alike, so
//! that the outcome does not depend on an order. Their names are in the network all the same, and a diagnostic says so.

use super::{Edge, Network, Node, Options, Overlap, Signing, Signings};
use broadside_model::edtf::Day;
use broadside_model::{Diagnostic, Edtf, Severity};

/// Fills in nodes and edges from the rows of the network.
pub(super) fn project(signings: &Signings, options: &Options, network: &mut Network) {
    let places = nodes(signings, network);
    let lists: Vec<&[Signing]> = network.rows.chunk_by(|a, b| a.act == b.act).collect();
    let (longest, left_out) = longest(&lists, options);
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (place, list) in lists.iter().enumerate().filter(|(_, list)| list.len() <= longest) {
        for (n, a) in list.iter().enumerate() {
            let others = list[n + 1..].iter();
            pairs.extend(others.map(|b| (places[a.member as usize], places[b.member as usize], place as u32)));
        }
    }
    pairs.sort_unstable();
    let together = pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let enough = together.filter(|shared| shared.len() >= options.least_together.max(1) as usize);
    let (mut edges, mut acts) = (Vec::new(), Vec::new());
    for shared in enough {
        edges.push(edge(signings, network, &lists, shared, &mut acts));
    }
    (network.edges, network.shared) = (edges, acts);
    network.diagnostics.extend(left_out);
}

/// Makes the nodes; gives for each member its place among them.
fn nodes(signings: &Signings, network: &mut Network) -> Vec<u32> {
    let mut of: Vec<(u32, Option<(Day, Day)>)> = vec![(0, None); signings.members.len()];
    for row in &network.rows {
        let (statements, seen) = &mut of[row.member as usize];
        *statements += 1;
        *seen = wider(*seen, signings.acts[row.act as usize].date.as_ref());
    }
    let mut places = vec![0; of.len()];
    for (member, (statements, seen)) in of.into_iter().enumerate().filter(|(_, (statements, _))| *statements > 0) {
        places[member] = network.nodes.len() as u32;
        network.nodes.push(Node {
            member: member as u32,
            statements,
            partners: 0,
            strength: 0.0,
            seen,
            community: 0,
            reaches: 0,
            betweenness: 0.0,
            is_cut: false,
        });
    }
    places
}

/// The greatest number of names a statement may have to make edges, and what to say of those that have more.
fn longest(lists: &[&[Signing]], options: &Options) -> (usize, Option<Diagnostic>) {
    let mut lengths: Vec<usize> = lists.iter().map(|list| list.len()).collect();
    lengths.sort_unstable();
    let (mut longest, mut pairs) = (0, 0u64);
    for same in lengths.chunk_by(|a, b| a == b) {
        let length = same[0];
        let more = (length as u64 * (length as u64 - 1) / 2).saturating_mul(same.len() as u64);
        pairs = pairs.saturating_add(more);
        if length > options.longest as usize || pairs > options.most_pairs {
            break;
        }
        longest = length;
    }
    let left_out = lengths.len() - lengths.partition_point(|length| *length <= longest);
    let diagnostic = (left_out > 0).then(|| {
        let what = if left_out == 1 { "1 statement has".into() } else { format!("{left_out} statements have") };
        Diagnostic::new(
            Severity::Note,
            "network",
            format!("{what} more than {longest} names and join no two of them"),
            "the bipartite form has them all; so has a network of fewer statements, with a higher --longest",
        )
    });
    (longest, diagnostic)
}

/// The edge of two that share the statements of `shared`, which are added to `acts`.
fn edge(
    signings: &Signings,
    network: &Network,
    lists: &[&[Signing]],
    shared: &[(u32, u32, u32)],
    acts: &mut Vec<u32>,
) -> Edge {
    let (a, b, _) = shared[0];
    let (first, together) = (acts.len() as u32, shared.len() as u32);
    let mut edge = Edge { a, b, first, together, weight: 0.0, certain: 0, seen: None, is_bridge: false };
    for (_, _, place) in shared {
        let (list, (act, overlap)) = (lists[*place as usize], network.acts[*place as usize]);
        acts.push(act);
        edge.weight += 1.0 / (list.len() as f64 - 1.0);
        edge.certain += u32::from(overlap == Overlap::Certain);
        edge.seen = wider(edge.seen, signings.acts[act as usize].date.as_ref());
    }
    edge
}

/// A span of days with those of a date; an end that a date leaves open adds nothing.
fn wider(seen: Option<(Day, Day)>, date: Option<&Edtf>) -> Option<(Day, Day)> {
    let Some(date) = date else { return seen };
    let Some((earliest, latest)) = date.earliest().or(date.latest()).zip(date.latest().or(date.earliest())) else {
        return seen;
    };
    Some(seen.map_or((earliest, latest), |(from, until)| (from.min(earliest), until.max(latest))))
}
