//! A network as tables: names, ties, circles.

use super::Wanted;
use crate::ask::Ask;
use crate::filters::Needle;
use crate::network::called;
use crate::network::picture::Drawn;
use crate::pages::parts::{self, ROWS};
use crate::ui::{bare, pager};
use crate::words::{network as words, terms};
use broadside_engine::network::{Edge, Member, Node};
use broadside_model::edtf::Day;
use maud::{Markup, html};

/// Ties and circles that are shown.
const FEW: usize = 25;
/// Members of a circle that are named.
const MAIN: usize = 5;
/// Statements of a tie that are linked.
const SHARED: usize = 4;

/// All of them.
pub fn tables(ask: &Ask, wanted: &Wanted, drawn: &Drawn) -> Markup {
    html! {
        @if !drawn.shown.network.nodes.is_empty() { (names(ask, wanted, drawn)) }
        @if !drawn.edges.is_empty() { (ties(ask, drawn)) }
        @if drawn.shown.centre.is_none() { (circles(ask, drawn)) }
    }
}

fn years(seen: Option<(Day, Day)>) -> String {
    let days = seen.map(|days| (days.0.to_string(), days.1.to_string()));
    days.map(|(first, last)| parts::years(Some(&first), Some(&last))).unwrap_or_default()
}

fn entity(member: &Member) -> Markup {
    html! { a href=(format!("/entities/{}", member.id)) { (bare(&member.name)) } }
}

fn names(ask: &Ask, wanted: &Wanted, drawn: &Drawn) -> Markup {
    let needle = parts::typed(&wanted.q).and_then(|typed| Needle::new(Some(&typed)));
    let nodes = &drawn.shown.network.nodes;
    let fits = |node: &&Node| needle.as_ref().is_none_or(|needle| needle.is_in([drawn.shown.name(node)]));
    let all: Vec<&Node> = drawn.order.iter().filter_map(|at| nodes.get(*at as usize)).filter(fits).collect();
    let (page, from) = parts::page(wanted.page);
    html! {
        h2 #best { (ask.say(words::BEST)) }
        div.scroll tabindex="0" role="group" aria-labelledby="best" {
            table.best {
                thead { tr {
                    th scope="col" { (ask.say(words::NAME)) } th scope="col" { (ask.say(words::WHAT)) } th.number scope="col" { (ask.say(words::PARTNERS)) }
                    th.number scope="col" { (ask.say(words::STATEMENTS)) } th.number scope="col" { (ask.say(words::STRENGTH)) } th.number scope="col" { (ask.say(words::BETWEEN)) }
                    th.number scope="col" { (ask.say(words::CIRCLE)) } th scope="col" { (ask.say(words::YEARS)) }
                } }
                tbody { @for node in all.iter().skip(from).take(ROWS as usize) { @if let Some(member) = drawn.shown.member(node) { tr {
                    th scope="row" { (entity(member)) " " a.faint.around href=(format!("/network?id={}", member.id)) { (ask.say(words::AROUND_IT)) span.unseen { ": " bdi { (member.name) } } } }
                    td { (ask.say(terms::entity(member.kind))) @if let Some(country) = &member.country { " · " (country) } }
                    td.number { (ask.number(u64::from(node.partners))) }
                    td.number { (ask.number(u64::from(node.statements))) }
                    // The strength of no ties at all is minus nothing.
                    td.number { (format!("{:.1}", node.strength + 0.0)) }
                    td.number { (format!("{:.3}", node.betweenness)) }
                    td.number { (node.community + 1) }
                    td.date { (years(node.seen)) }
                } } } }
            }
        }
        (pager(ask, page, ROWS, all.len() as u64))
    }
}

/// The ends of an edge, that asked for first.
fn ends<'a>(drawn: &'a Drawn, edge: &Edge) -> Option<(&'a Member, &'a Member)> {
    let (a, b) = (drawn.shown.end(edge.a)?, drawn.shown.end(edge.b)?);
    Some(if Some(b.id) == drawn.shown.centre { (b, a) } else { (a, b) })
}

fn ties(ask: &Ask, drawn: &Drawn) -> Markup {
    let network = &drawn.shown.network;
    let mut strongest: Vec<&Edge> = network.edges.iter().collect();
    if let Some(centre) = drawn.shown.centre {
        strongest.retain(|edge| ends(drawn, edge).is_some_and(|(a, _)| a.id == centre));
    }
    strongest
        .sort_by(|a, b| b.together.cmp(&a.together).then(b.weight.total_cmp(&a.weight)).then(a.first.cmp(&b.first)));
    let few = if drawn.shown.centre.is_some() { FEW * 4 } else { FEW };
    let title = if drawn.shown.centre.is_some() { words::WITH } else { words::PAIRS };
    html! {
        h2 #ties { (ask.say(title)) }
        div.scroll tabindex="0" role="group" aria-labelledby="ties" {
            table {
                thead { tr { th scope="col" { (ask.say(words::NAME)) } th scope="col" { (ask.say(words::WITH)) } th.number scope="col" { (ask.say(words::TOGETHER)) } th.number scope="col" { (ask.say(words::STRENGTH)) } th scope="col" { (ask.say(words::YEARS)) } th scope="col" { (ask.say(words::SHARED)) } } }
                tbody { @for edge in strongest.iter().take(few) { @if let Some((a, b)) = ends(drawn, edge) { tr {
                    th scope="row" { (entity(a)) }
                    td { (entity(b)) }
                    td.number { (ask.number(u64::from(edge.together))) }
                    td.number { (format!("{:.2}", edge.weight)) }
                    td.date { (years(edge.seen)) }
                    td { (shared(ask, drawn, edge)) }
                } } } }
            }
        }
    }
}

fn shared(ask: &Ask, drawn: &Drawn, edge: &Edge) -> Markup {
    let acts: Vec<_> = network_acts(drawn, edge).collect();
    html! {
        @for (at, (id, title)) in acts.iter().take(SHARED).enumerate() {
            @if at > 0 { "; " }
            a href=(format!("/statements/{id}")) { @match title { Some(title) => { (bare(&parts::short(title))) } None => { code { (id) } } } }
        }
        @if acts.len() > SHARED { "; +" (ask.number((acts.len() - SHARED) as u64)) }
    }
}

fn network_acts<'a>(drawn: &'a Drawn, edge: &Edge) -> impl Iterator<Item = (String, Option<&'a str>)> {
    let acts = drawn.shown.network.shared_by(edge).iter().filter_map(|place| drawn.shown.act(*place));
    acts.filter_map(|act| Some((called(*act.statements.first()?), act.title.as_deref())))
}

fn circles(ask: &Ask, drawn: &Drawn) -> Markup {
    let circles: Vec<(u32, Vec<&Node>)> =
        drawn.shown.communities().into_iter().filter(|(_, members)| members.len() > 1).take(FEW).collect();
    html! {
        @if !circles.is_empty() {
            h2 { (ask.say(words::CIRCLES)) }
            ol.plain.circles { @for (number, members) in &circles { li {
                strong { (number + 1) } " · " (ask.fill(words::MEMBERS, &[("n", &ask.number(members.len() as u64))])) ": "
                @for (at, node) in members.iter().take(MAIN).enumerate() { @if at > 0 { ", " } @if let Some(member) = drawn.shown.member(node) { (entity(member)) } }
                @if members.len() > MAIN { ", …" }
            } } }
        }
    }
}
