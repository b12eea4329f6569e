//! What a network says of invented organisations.

use super::*;
use broadside_model::SourceId;

/// Statements as `date: members`, members by letter.
fn signings(acts: &[(&str, &str)]) -> Signings {
    let mut signings = Signings::default();
    for letter in 'A'..='Z' {
        let kind = if letter < 'X' { EntityKind::Organisation } else { EntityKind::Person };
        let id = EntityId(u64::from(u32::from(letter)));
        signings.members.push(Member { id, name: letter.to_string(), kind, country: None });
    }
    for (number, (date, members)) in acts.iter().enumerate() {
        signings.acts.push(Act {
            statements: vec![StatementId { source: SourceId([0; 32]), number: number as u32 + 1 }],
            title: None,
            kind: Some(if number % 2 == 0 { Kind::Appeal } else { Kind::Resolution }),
            date: date.parse().ok(),
            places: vec!["Séguin".into()],
            countries: vec!["FR".into()],
        });
        for letter in members.bytes() {
            let member = u32::from(letter - b'A');
            signings.rows.push(Signing { act: number as u32, member, part: Part::Signatory });
        }
    }
    signings
}

fn name(signings: &Signings, network: &Network, place: u32) -> String {
    signings.members[network.nodes[place as usize].member as usize].name.clone()
}

/// Edges as `AB×statements`.
fn edges(signings: &Signings, options: &Options) -> Vec<String> {
    let network = build(signings, options);
    let end = |place| name(signings, &network, place);
    network.edges.iter().map(|edge| format!("{}{}×{}", end(edge.a), end(edge.b), edge.together)).collect()
}

#[test]
fn two_under_one_statement_share_an_edge_that_says_how_often_and_when() {
    let signings = signings(&[("1951-03-01", "ABC"), ("1950", "BA"), ("", "ABCDE"), ("1960", "X")]);
    let network = build(&signings, &Options::default());
    let edge = &network.edges[0];
    assert_eq!((name(&signings, &network, edge.a), name(&signings, &network, edge.b)), ("A".into(), "B".into()));
    assert_eq!(network.shared_by(edge), [0, 1, 2]);
    assert!((edge.weight - (0.5 + 1.0 + 0.25)).abs() < 1e-12);
    assert_eq!(edge.seen, Day::new(1950, 1, 1).zip(Day::new(1951, 3, 1)));
    assert_eq!(network.nodes.len(), 6, "who signs alone is in the network too");
    assert_eq!(network.nodes.last().map(|node| (node.partners, node.statements)), Some((0, 1)));
}

#[test]
fn a_name_twice_under_a_statement_counts_once() {
    assert_eq!(edges(&signings(&[("1951", "ABA")]), &Options::default()), ["AB×1"]);
}

#[test]
fn a_long_list_makes_no_edges_and_that_is_said() {
    let signings = signings(&[("1951", "ABCDEFGH"), ("1951", "AB"), ("1952", "BC")]);
    let options = Options { longest: 5, ..Options::default() };
    let network = build(&signings, &options);
    assert_eq!(edges(&signings, &options), ["AB×1", "BC×1"]);
    assert_eq!((network.nodes.len(), network.rows.len()), (8, 12));
    assert!(network.diagnostics[0].message.contains("1 statement has more than 2 names"), "{:?}", network.diagnostics);
    let options = Options { most_pairs: 20, ..Options::default() };
    assert_eq!(edges(&signings, &options), ["AB×1", "BC×1"]);
}

#[test]
fn filters_take_what_can_be_of_the_time_or_surely_is() {
    let signings = signings(&[("1951-03-01", "AB"), ("195X", "AB"), ("", "AB"), ("1960", "ABX")]);
    let of = |surely| Filter { time: "1951/1952".parse().ok(), surely, ..Filter::default() };
    let options = |filter| Options { filter, ..Options::default() };
    assert_eq!(edges(&signings, &options(of(false))), ["AB×2"]);
    assert_eq!(build(&signings, &options(of(false))).edges[0].certain, 1);
    assert_eq!(edges(&signings, &options(of(true))), ["AB×1"]);
    let kinds = Filter { kinds: vec![Kind::Resolution], ..Filter::default() };
    assert_eq!(edges(&signings, &options(kinds)), ["AB×2", "AX×1", "BX×1"]);
    let people = Filter { entity_kinds: vec![EntityKind::Organisation], ..Filter::default() };
    assert_eq!(edges(&signings, &options(people)), ["AB×4"]);
    let places = |place: &str| Filter { places: vec![place.into()], ..Filter::default() };
    assert_eq!(edges(&signings, &options(places("seguin"))).len(), 3);
    assert_eq!(edges(&signings, &options(places("fr"))).len(), 3);
    assert_eq!(edges(&signings, &options(places("Paris"))).len(), 0);
    assert_eq!(edges(&signings, &Options { least_together: 2, ..Options::default() }), ["AB×4"]);
}

#[test]
fn communities_and_what_holds_them_together() {
    let acts = [("1951", "ABCD"), ("1952", "ABC"), ("1953", "EFGH"), ("1954", "EFG"), ("1955", "DE"), ("1956", "Z")];
    let signings = signings(&acts);
    let network = build(&signings, &Options::default());
    let of = |letter: char| {
        let id = EntityId(u64::from(u32::from(letter)));
        network.place(&signings, id).map(|place| &network.nodes[place as usize]).expect("a node")
    };
    assert_eq!((of('A').community, of('D').community, of('E').community, of('H').community), (0, 0, 1, 1));
    assert_eq!(network.communities, 2);
    assert!(of('D').is_cut && of('E').is_cut && !of('A').is_cut);
    assert!(of('D').betweenness > of('A').betweenness && of('D').reaches == 1 && of('A').reaches == 0);
    let bridges: Vec<_> = network.edges.iter().filter(|edge| edge.is_bridge).collect();
    assert_eq!(bridges.len(), 1);
    assert_eq!(name(&signings, &network, bridges[0].a), "D");
}

#[test]
fn a_neighbourhood_is_an_entity_with_its_partners() {
    let signings = signings(&[("1951", "ABC"), ("1952", "CD"), ("1953", "DE"), ("1954", "A")]);
    let network = build(&signings, &Options::default());
    let around = network.around(0);
    let names: Vec<String> = (0..around.nodes.len() as u32).map(|place| name(&signings, &around, place)).collect();
    assert_eq!((names.concat().as_str(), around.edges.len()), ("ABC", 3));
    assert_eq!(around.acts.iter().map(|(act, _)| *act).collect::<Vec<_>>(), [0, 3]);
    assert_eq!(network.place(&signings, EntityId(1)), None);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let mut signings = signings(&[("1951", "ABCX"), ("1952", "CDE"), ("1953", "DEF"), ("1954", "AF")]);
    let forwards = format!("{:?}", build(&signings, &Options::default()));
    signings.rows.reverse();
    assert_eq!(format!("{:?}", build(&signings, &Options::default())), forwards);
}

#[test]
fn rows_that_lead_nowhere_are_no_harm() {
    let mut signings = signings(&[("1951", "AB")]);
    signings.rows.push(Signing { act: 7, member: 0, part: Part::Issuer });
    signings.rows.push(Signing { act: 0, member: 700, part: Part::Issuer });
    assert_eq!(edges(&signings, &Options::default()), ["AB×1"]);
    assert!(build(&Signings::default(), &Options::default()).nodes.is_empty());
}
