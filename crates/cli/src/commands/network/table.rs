//! A network for people: who is best connected, which communities there are, what holds them together.

use super::Shown;
use crate::output::table::{Column, Table, one_line};
use crate::output::{Lines, counted, grouped, width};
use anyhow::Result;
use broadside_engine::network::{Edge, Node};
use broadside_model::edtf::Day;

/// Entities, communities, bridges shown.
const FEW: usize = 20;
/// Members of a community that are named.
const MAIN: usize = 5;

/// Prints the network.
pub fn show(shown: &Shown) -> Result<()> {
    let mut out = Lines::new();
    let network = &shown.network;
    if network.nodes.is_empty() {
        out.line("Nobody put their name to a statement of this kind.")?;
        return out.finish();
    }
    match shown.centre {
        Some(_) => partners(shown, &mut out)?,
        None => {
            entities(shown, &mut out)?;
            communities(shown, &mut out)?;
            bridges(shown, &mut out)?;
        }
    }
    for remark in &network.diagnostics {
        out.line(&format!("{}; {}.", remark.message, remark.hint))?;
    }
    let entities = network.nodes.len() as u64;
    let entities = if entities == 1 { "1 entity".to_owned() } else { format!("{} entities", grouped(entities)) };
    out.line(&format!(
        "{entities}, {}, {}.",
        counted(network.edges.len() as u64, "edge"),
        counted(network.acts.len() as u64, "statement"),
    ))?;
    out.finish()
}

fn print(table: &Table, out: &mut Lines) -> Result<()> {
    for line in table.lines(width(), true, 0) {
        out.line(&line)?;
    }
    out.line("")
}

fn rest(all: usize, out: &mut Lines) -> Result<()> {
    if all > FEW {
        out.line(&format!("… {} more: --json", grouped((all - FEW) as u64)))?;
    }
    out.line("")
}

fn heading(heading: &str, out: &mut Lines) -> Result<()> {
    out.line(heading)
}

/// First and last year in which something was seen.
fn years(seen: Option<(Day, Day)>) -> String {
    match seen {
        None => String::new(),
        Some((from, until)) if from.year == until.year => from.year.to_string(),
        Some((from, until)) => format!("{}–{}", from.year, until.year),
    }
}

fn entities(shown: &Shown, out: &mut Lines) -> Result<()> {
    let mut nodes: Vec<&Node> = shown.network.nodes.iter().collect();
    nodes.sort_by(|a, b| b.partners.cmp(&a.partners).then(b.strength.total_cmp(&a.strength)));
    heading("Best connected", out)?;
    let mut table = Table::new(&[
        Column::fixed("ID"),
        Column::cut("NAME", 20),
        Column::fixed("KIND"),
        Column::fixed("COUNTRY"),
        Column::number("PARTNERS"),
        Column::number("STATEMENTS"),
        Column::number("WEIGHT"),
        Column::number("BETWEEN"),
        Column::number("COMMUNITY"),
        Column::fixed("YEARS"),
    ]);
    for node in nodes.iter().take(FEW) {
        let Some(member) = shown.member(node) else { continue };
        table.push([
            member.id.to_string().as_str(),
            &member.name,
            member.kind.name(),
            member.country.as_deref().unwrap_or_default(),
            &node.partners.to_string(),
            &node.statements.to_string(),
            &format!("{:.1}", node.strength),
            &format!("{:.3}", node.betweenness),
            &node.community.to_string(),
            &years(node.seen),
        ]);
    }
    for line in table.lines(width(), true, 0) {
        out.line(&line)?;
    }
    rest(nodes.len(), out)
}

fn communities(shown: &Shown, out: &mut Lines) -> Result<()> {
    let all: Vec<_> = shown.communities().into_iter().filter(|(_, members)| members.len() > 1).collect();
    if all.is_empty() {
        return Ok(());
    }
    heading(&format!("Communities (modularity {:.2})", shown.network.modularity), out)?;
    let mut table = Table::new(&[Column::number("NO"), Column::number("SIZE"), Column::cut("MAIN MEMBERS", 30)]);
    for (community, members) in all.iter().take(FEW) {
        let main: Vec<String> = members.iter().take(MAIN).map(|node| one_line(shown.name(node))).collect();
        let more = if members.len() > MAIN { ", …" } else { "" };
        let main = format!("{}{more}", main.join(", "));
        table.push([community.to_string().as_str(), &members.len().to_string(), &main]);
    }
    for line in table.lines(width(), true, 0) {
        out.line(&line)?;
    }
    rest(all.len(), out)
}

fn bridges(shown: &Shown, out: &mut Lines) -> Result<()> {
    let of = |place: u32| shown.network.nodes.get(place as usize);
    let name = |place: u32| of(place).map_or("", |node| shown.name(node));
    // An edge to somebody with no other partner holds nobody else.
    let holds = |edge: &&Edge| {
        edge.is_bridge && [edge.a, edge.b].into_iter().all(|end| of(end).is_some_and(|node| node.partners > 1))
    };
    let mut edges: Vec<&Edge> = shown.network.edges.iter().filter(holds).collect();
    let between = |edge: &Edge| of(edge.a).zip(of(edge.b)).map_or(0.0, |(a, b)| a.betweenness.min(b.betweenness));
    edges.sort_by(|a, b| between(b).total_cmp(&between(a)));
    if !edges.is_empty() {
        heading("Bridges: without one of these edges the network falls apart", out)?;
        let mut table = Table::new(&[
            Column::cut("BETWEEN", 20),
            Column::cut("AND", 20),
            Column::number("TOGETHER"),
            Column::fixed("YEARS"),
        ]);
        for edge in edges.iter().take(FEW) {
            table.push([name(edge.a), name(edge.b), &edge.together.to_string(), &years(edge.seen)]);
        }
        for line in table.lines(width(), true, 0) {
            out.line(&line)?;
        }
        rest(edges.len(), out)?;
    }
    let mut cuts: Vec<&Node> = shown.network.nodes.iter().filter(|node| node.is_cut || node.reaches > 0).collect();
    cuts.retain(|node| node.betweenness > 0.0);
    cuts.sort_by(|a, b| b.betweenness.total_cmp(&a.betweenness));
    if cuts.is_empty() {
        return Ok(());
    }
    heading("Entities between communities", out)?;
    let mut table = Table::new(&[
        Column::cut("NAME", 20),
        Column::number("BETWEEN"),
        Column::number("REACHES"),
        Column::fixed("CUT"),
    ]);
    for node in cuts.iter().take(FEW) {
        let cut = if node.is_cut { "yes" } else { "" };
        table.push([shown.name(node), &format!("{:.3}", node.betweenness), &node.reaches.to_string(), cut]);
    }
    for line in table.lines(width(), true, 0) {
        out.line(&line)?;
    }
    rest(cuts.len(), out)
}

/// Those that the entity asked for signs with.
fn partners(shown: &Shown, out: &mut Lines) -> Result<()> {
    let is_centre = |place: u32| shown.end(place).map(|member| member.id) == shown.centre;
    let mut partners: Vec<(&Node, &Edge)> = Vec::new();
    for edge in &shown.network.edges {
        let other = if is_centre(edge.a) { edge.b } else { edge.a };
        if is_centre(edge.a) || is_centre(edge.b) {
            partners.extend(shown.network.nodes.get(other as usize).map(|node| (node, edge)));
        }
    }
    partners.sort_by(|(_, a), (_, b)| b.together.cmp(&a.together).then(b.weight.total_cmp(&a.weight)));
    let centre = shown.network.nodes.iter().find(|node| shown.member(node).map(|member| member.id) == shown.centre);
    heading(&format!("Signs with {}", one_line(centre.map_or("", |node| shown.name(node)))), out)?;
    let mut table = Table::new(&[
        Column::fixed("ID"),
        Column::cut("NAME", 20),
        Column::number("TOGETHER"),
        Column::number("WEIGHT"),
        Column::fixed("YEARS"),
        Column::fixed("BRIDGE"),
    ]);
    for (node, edge) in &partners {
        let Some(member) = shown.member(node) else { continue };
        table.push([
            member.id.to_string().as_str(),
            &member.name,
            &edge.together.to_string(),
            &format!("{:.2}", edge.weight),
            &years(edge.seen),
            if edge.is_bridge { "yes" } else { "" },
        ]);
    }
    print(&table, out)
}
