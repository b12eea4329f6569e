//! A network as JSON.

use super::{Shown, called};
use broadside_engine::network::Overlap;
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Kind};
use schemars::JsonSchema;
use serde::Serialize;

/// What `network --json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CoSigning")]
pub struct Network<'a> {
    /// The entity asked for.
    entity: Option<String>,
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge>,
    statements: Vec<Statement<'a>>,
    /// Who put their names to what; in the bipartite form only.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<Row>>,
    communities: Vec<Community<'a>>,
    modularity: f64,
    /// Whether betweenness was worked out from a sample of entities.
    sampled: bool,
    diagnostics: Vec<Remark<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkNode")]
struct Node<'a> {
    id: String,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    statements: u32,
    partners: u32,
    strength: f64,
    first: Option<String>,
    last: Option<String>,
    community: u32,
    reaches: u32,
    betweenness: f64,
    cut: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkEdge")]
struct Edge {
    a: String,
    b: String,
    together: u32,
    certain: u32,
    weight: f64,
    first: Option<String>,
    last: Option<String>,
    bridge: bool,
    statements: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkStatement")]
struct Statement<'a> {
    id: String,
    witnesses: Vec<String>,
    title: Option<&'a str>,
    kind: Option<&'static str>,
    date: Option<&'a str>,
    places: &'a [String],
    countries: &'a [String],
    certain: bool,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkRow")]
struct Row {
    entity: String,
    statement: String,
    part: &'static str,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkCommunity")]
struct Community<'a> {
    community: u32,
    size: usize,
    /// Names of the best connected, five at most.
    main: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NetworkRemark")]
struct Remark<'a> {
    message: &'a str,
    hint: &'a str,
}

fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// The edge twin of a network.
pub fn network(shown: &Shown) -> Network<'_> {
    let network = &shown.network;
    Network {
        entity: shown.centre.map(|id| id.to_string()),
        nodes: nodes(shown),
        edges: edges(shown),
        statements: statements(shown),
        rows: shown.is_bipartite.then(|| rows(shown)),
        communities: communities(shown),
        modularity: network.modularity,
        sampled: network.is_sampled,
        diagnostics: network
            .diagnostics
            .iter()
            .map(|remark| Remark { message: &remark.message, hint: &remark.hint })
            .collect(),
    }
}

fn nodes(shown: &Shown) -> Vec<Node<'_>> {
    let node = |node: &broadside_engine::network::Node| {
        let member = shown.member(node)?;
        Some(Node {
            id: member.id.to_string(),
            name: &member.name,
            kind: member.kind.name(),
            country: member.country.as_deref(),
            statements: node.statements,
            partners: node.partners,
            strength: node.strength,
            first: day(node.seen.map(|seen| seen.0)),
            last: day(node.seen.map(|seen| seen.1)),
            community: node.community,
            reaches: node.reaches,
            betweenness: node.betweenness,
            cut: node.is_cut,
        })
    };
    shown.network.nodes.iter().filter_map(node).collect()
}

fn edges(shown: &Shown) -> Vec<Edge> {
    let edge = |edge: &broadside_engine::network::Edge| {
        Some(Edge {
            a: shown.end(edge.a)?.id.to_string(),
            b: shown.end(edge.b)?.id.to_string(),
            together: edge.together,
            certain: edge.certain,
            weight: edge.weight,
            first: day(edge.seen.map(|seen| seen.0)),
            last: day(edge.seen.map(|seen| seen.1)),
            bridge: edge.is_bridge,
            statements: shown.shared(edge),
        })
    };
    shown.network.edges.iter().filter_map(edge).collect()
}

fn statements(shown: &Shown) -> Vec<Statement<'_>> {
    let statement = |(place, overlap): &(u32, Overlap)| {
        let act = shown.act(*place)?;
        Some(Statement {
            id: called(*act.statements.first()?),
            witnesses: act.statements.iter().map(|statement| called(*statement)).collect(),
            title: act.title.as_deref(),
            kind: act.kind.map(Kind::name),
            date: act.date.as_ref().map(Edtf::as_str),
            places: &act.places,
            countries: &act.countries,
            certain: *overlap == Overlap::Certain,
        })
    };
    shown.network.acts.iter().filter_map(statement).collect()
}

fn rows(shown: &Shown) -> Vec<Row> {
    let row = |row: &broadside_engine::network::Signing| {
        Some(Row {
            entity: shown.signings.members.get(row.member as usize)?.id.to_string(),
            statement: called(*shown.act(row.act)?.statements.first()?),
            part: row.part.name(),
        })
    };
    shown.network.rows.iter().filter_map(row).collect()
}

fn communities(shown: &Shown) -> Vec<Community<'_>> {
    let of_several = shown.communities().into_iter().filter(|(_, members)| members.len() > 1);
    let community = |(community, members): (u32, Vec<&broadside_engine::network::Node>)| Community {
        community,
        size: members.len(),
        main: members.iter().take(5).filter_map(|node| Some(shown.member(node)?.name.as_str())).collect(),
    };
    of_several.map(community).collect()
}
