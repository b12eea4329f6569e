//! A network as GraphML and CSV.

use super::Shown;
use crate::output::csv::write_row;
use crate::output::graphml::{self, Attributes, Value};
use anyhow::{Context as _, Result};
use broadside_engine::network::{Act, Edge, Member, Node, Overlap};
use broadside_model::edtf::Day;
use broadside_model::{Edtf, Kind};
use std::io::Write;
use std::path::Path;

fn text(text: impl Into<String>) -> Option<Value> {
    Some(Value::Text(text.into()))
}

fn day(day: Option<Day>) -> Option<Value> {
    day.and_then(|day| text(day.to_string()))
}

/// Attributes of an entity. `label` and `weight` are names that Gephi and others know.
fn of_node((member, node): (&Member, &Node)) -> Attributes {
    vec![
        ("label", text(&member.name)),
        ("kind", text(member.kind.name())),
        ("country", member.country.clone().map(Value::Text)),
        ("statements", Some(Value::Whole(node.statements.into()))),
        ("partners", Some(Value::Whole(node.partners.into()))),
        ("strength", Some(Value::Number(node.strength))),
        ("first", day(node.seen.map(|seen| seen.0))),
        ("last", day(node.seen.map(|seen| seen.1))),
        ("community", Some(Value::Whole(node.community.into()))),
        ("reaches", Some(Value::Whole(node.reaches.into()))),
        ("betweenness", Some(Value::Number(node.betweenness))),
        ("cut", Some(Value::Truth(node.is_cut))),
    ]
}

fn of_edge(shown: &Shown, edge: &Edge) -> Attributes {
    vec![
        ("weight", Some(Value::Number(edge.weight))),
        ("together", Some(Value::Whole(edge.together.into()))),
        ("certain", Some(Value::Whole(edge.certain.into()))),
        ("first", day(edge.seen.map(|seen| seen.0))),
        ("last", day(edge.seen.map(|seen| seen.1))),
        ("bridge", Some(Value::Truth(edge.is_bridge))),
        ("statements", text(shown.shared(edge).join(" "))),
    ]
}

/// Attributes of a statement as a node beside entities.
fn of_act((_, act, overlap): (String, &Act, Overlap)) -> Attributes {
    vec![
        ("bipartite", Some(Value::Whole(1))),
        ("label", act.title.clone().map(Value::Text)),
        ("kind", text(act.kind.map_or("statement", Kind::name))),
        ("date", act.date.as_ref().and_then(|date| text(date.as_str()))),
        ("first", day(act.date.as_ref().and_then(Edtf::earliest))),
        ("last", day(act.date.as_ref().and_then(Edtf::latest))),
        ("certain", Some(Value::Truth(overlap == Overlap::Certain))),
        ("places", Some(act.places.join("; ")).filter(|places| !places.is_empty()).map(Value::Text)),
    ]
}

/// Writes GraphML. In the bipartite form nodes have `bipartite`: 0 entities, 1 statements.
pub fn graphml(shown: &Shown, out: &mut impl Write) -> Result<()> {
    if shown.is_bipartite {
        let entities = shown.nodes().map(|(member, node)| {
            let mut attributes = vec![("bipartite", Some(Value::Whole(0)))];
            attributes.extend(of_node((member, node)));
            (member.id.to_string(), attributes)
        });
        let acts = shown.acts().map(|(id, act, overlap)| (id.clone(), of_act((id, act, overlap))));
        let rows =
            shown.rows().map(|(entity, act, row)| (entity.to_string(), act, vec![("part", text(row.part.name()))]));
        return Ok(graphml::write(out, entities.chain(acts), rows)?);
    }
    let nodes = shown.nodes().map(|(member, node)| (member.id.to_string(), of_node((member, node))));
    let edges = shown.edges().map(|(a, b, edge)| (a.id.to_string(), b.id.to_string(), of_edge(shown, edge)));
    Ok(graphml::write(out, nodes, edges)?)
}

fn cell(value: Option<Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Text(text)) => text,
        Some(Value::Whole(number)) => number.to_string(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Truth(truth)) => truth.to_string(),
    }
}

/// A table whose rows begin with `ids` and go on with attributes.
fn table(out: &mut impl Write, ids: &[&str], rows: impl Iterator<Item = (Vec<String>, Attributes)>) -> Result<()> {
    let mut rows = rows.peekable();
    let names: Vec<&str> = rows.peek().map(|(_, own)| own.iter().map(|(name, _)| *name).collect()).unwrap_or_default();
    write_row(out, ids.iter().copied().chain(names))?;
    for (own, attributes) in rows {
        let cells: Vec<String> = own.into_iter().chain(attributes.into_iter().map(|(_, value)| cell(value))).collect();
        write_row(out, cells.iter().map(String::as_str))?;
    }
    Ok(())
}

/// Writes the edges as CSV; in the bipartite form, who put their names to what.
pub fn csv(shown: &Shown, out: &mut impl Write) -> Result<()> {
    if shown.is_bipartite {
        let rows = shown.rows().map(|(entity, act, row)| {
            let date = shown.act(row.act).and_then(|act| act.date.as_ref()).and_then(|date| text(date.as_str()));
            (vec![entity.to_string(), act], vec![("part", text(row.part.name())), ("date", date)])
        });
        return table(out, &["source", "target"], rows);
    }
    let rows = shown.edges().map(|(a, b, edge)| {
        let mut attributes = vec![("source_label", text(&a.name)), ("target_label", text(&b.name))];
        attributes.extend(of_edge(shown, edge));
        (vec![a.id.to_string(), b.id.to_string()], attributes)
    });
    table(out, &["source", "target"], rows)
}

/// Writes `nodes.csv` and `edges.csv` into a folder; in the bipartite form also `statements.csv`.
pub fn csv_folder(shown: &Shown, folder: &Path) -> Result<()> {
    let name = || crate::output::name(folder.as_os_str().as_encoded_bytes());
    std::fs::create_dir_all(folder).with_context(name)?;
    super::to_file(&folder.join("nodes.csv"), |out| {
        table(out, &["id"], shown.nodes().map(|(member, node)| (vec![member.id.to_string()], of_node((member, node)))))
    })?;
    if shown.is_bipartite {
        super::to_file(&folder.join("statements.csv"), |out| {
            table(out, &["id"], shown.acts().map(|(id, act, overlap)| (vec![id.clone()], of_act((id, act, overlap)))))
        })?;
    }
    super::to_file(&folder.join("edges.csv"), |out| csv(shown, out))
}
