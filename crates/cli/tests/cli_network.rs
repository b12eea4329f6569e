//! Who signs with whom, as the command line shows and exports it. Every organisation and place is invented.

mod desk;

use std::fs;
use std::sync::OnceLock;

use desk::{archive_of, lines_of, printed, run};
use serde_json::Value;
use tempfile::TempDir;

fn json(desk: &TempDir, arguments: &[&str]) -> Value {
    desk::json(desk, &[arguments, &["--json"]].concat())
}

const BODY: &str = "We, the undersigned organisations, reject the new port fees. The fees were doubled overnight, and nobody who \
lives by the harbour was asked. We demand that they be withdrawn.";

/// A statement of that day with those signatories.
fn statement(title: &str, place: &str, day: &str, names: &[&str]) -> String {
    let rows: Vec<String> = names.iter().enumerate().map(|(place, name)| format!("{}. {name}", place + 1)).collect();
    format!("{title}\n\n{place}, {day}\n\n{BODY}\n\nSigned:\n{}\n", rows.join("\n"))
}

const KEEPERS: &str = "Lighthouse Keepers' League";
const FERRY: &str = "Union of Ferry Crews";
const CIRCLE: &str = "Harbour Women's Circle";
const BAKERS: &str = "Bakers' Union of Montara";
const MILLERS: &str = "Federation of Millers";
const SALTERS: &str = "Salters' Association";

/// An archive of four statements, made once: two threes that sign among themselves, and one statement across.
fn desk() -> &'static TempDir {
    static DESK: OnceLock<TempDir> = OnceLock::new();
    DESK.get_or_init(|| {
        let alvar = |title, day| statement(title, "Puerto Alvar", day, &[KEEPERS, FERRY, CIRCLE]);
        archive_of(&[
            ("a.txt", &alvar("APPEAL ON THE PORT FEES", "14 March 1978")),
            ("b.txt", &alvar("APPEAL ON THE LAMP", "2 May 1979")),
            ("c.txt", &statement("APPEAL ON THE FLOUR TAX", "Loomfield", "3 June 1985", &[BAKERS, MILLERS, SALTERS])),
            ("d.txt", &statement("DECLARATION ON BREAD", "Loomfield", "9 July 1986", &[CIRCLE, BAKERS])),
        ])
    })
}

/// The names of an edge's ends, in order.
fn ends(network: &Value, edge: &Value) -> Vec<String> {
    let name = |id: &Value| {
        let nodes = network["nodes"].as_array().expect("nodes");
        let node = nodes.iter().find(|node| node["id"] == *id).expect("an end is a node");
        node["name"].as_str().unwrap_or_default().to_owned()
    };
    let mut ends = vec![name(&edge["a"]), name(&edge["b"])];
    ends.sort();
    ends
}

fn edge<'a>(network: &'a Value, a: &str, b: &str) -> Option<&'a Value> {
    network["edges"].as_array()?.iter().find(|edge| ends(network, edge).iter().map(String::as_str).eq([a, b]))
}

#[test]
fn an_edge_says_how_often_two_signed_together_and_when() {
    let network = json(desk(), &["network"]);
    let twice = edge(&network, KEEPERS, FERRY).expect("they signed together");
    assert_eq!((twice["together"].as_u64(), twice["weight"].as_f64()), (Some(2), Some(1.0)), "{twice}");
    assert_eq!((twice["first"].as_str(), twice["last"].as_str()), (Some("1978-03-14"), Some("1979-05-02")));
    assert_eq!(twice["statements"].as_array().map(Vec::len), Some(2));
    assert!(edge(&network, FERRY, MILLERS).is_none());
    let across = edge(&network, BAKERS, CIRCLE).expect("they signed together");
    assert_eq!((across["bridge"].as_bool(), twice["bridge"].as_bool()), (Some(true), Some(false)));
    assert_eq!(network["communities"].as_array().map(Vec::len), Some(2), "{network}");
}

#[test]
fn the_network_is_narrowed_by_time_place_kind_and_weight() {
    let edges = |arguments: &[&str]| {
        let output = run(desk(), &[&["network", "--json"], arguments].concat());
        lines_of(&output)[0]["edges"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(edges(&[]), 7);
    assert_eq!(edges(&["--from", "1980"]), 4);
    assert_eq!(edges(&["--to", "1978"]), 3);
    assert_eq!(edges(&["--from", "1978", "--to", "1979", "--certain"]), 3);
    assert_eq!(edges(&["--min-weight", "2"]), 3);
    assert_eq!(edges(&["--place", "loomfield"]), 4);
    assert_eq!(edges(&["--kind", "declaration"]), 1);
    assert_eq!(edges(&["--longest", "2"]), 1);
    for wrong in [&["--from", "soon"][..], &["--certain"], &["--from", "1980", "--to", "1970"], &["--out", "x"]] {
        assert_eq!(run(desk(), &[&["network"], wrong].concat()).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(run(desk(), &["network", "--from", "1999"]).status.code(), Some(1), "nothing fits");
}

#[test]
fn one_entity_is_shown_with_those_it_signs_with() {
    let network = json(desk(), &["network"]);
    let nodes = network["nodes"].as_array().expect("nodes");
    let id = nodes.iter().find(|node| node["name"] == BAKERS).and_then(|node| node["id"].as_str()).expect("an id");
    let around = json(desk(), &["network", id]);
    assert_eq!((around["nodes"].as_array().map(Vec::len), around["entity"].as_str()), (Some(4), Some(id)));
    let table = printed(desk(), &["network", id]);
    assert!(table.contains(MILLERS) && table.contains(CIRCLE) && !table.contains(FERRY), "{table}");
    assert_eq!(run(desk(), &["network", "effffffffffffffff"]).status.code(), Some(1));
}

#[test]
fn people_see_who_is_connected_which_communities_there_are_and_what_holds_them() {
    let table = printed(desk(), &["network"]);
    for words in [
        "Best connected",
        "Communities",
        "Bridges",
        "Entities between communities",
        "6 entities, 7 edges, 4 statements.",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
}

#[test]
fn exports_hold_the_same_network() {
    let desk = desk();
    let out = |name: &str| desk.path().join(name);
    printed(desk, &["network", "--format", "graphml", "--out", "network.graphml"]);
    let graphml = fs::read_to_string(out("network.graphml")).expect("it was written");
    assert_eq!((graphml.matches("<node ").count(), graphml.matches("<edge ").count()), (6, 7));
    assert!(
        graphml.contains("Lighthouse Keepers' League") && graphml.contains("attr.name=\"weight\" attr.type=\"double\"")
    );
    printed(desk, &["network", "--format", "csv", "--out", "network-csv"]);
    let nodes = fs::read_to_string(out("network-csv/nodes.csv")).expect("nodes were written");
    let edges = fs::read_to_string(out("network-csv/edges.csv")).expect("edges were written");
    assert_eq!((nodes.lines().count(), edges.lines().count()), (7, 8));
    assert!(nodes.starts_with("id,label,kind,country,") && edges.starts_with("source,target,"), "{nodes}{edges}");
    assert_eq!(printed(desk, &["network", "--format", "csv"]), edges);
    assert_eq!(printed(desk, &["network", "--format", "json"]), printed(desk, &["network", "--json"]));
    printed(desk, &["network", "--bipartite", "--format", "graphml", "--out", "two.graphml"]);
    let two = fs::read_to_string(out("two.graphml")).expect("it was written");
    assert_eq!((two.matches("<node ").count(), two.matches("<edge ").count()), (10, 11));
    let rows = json(desk, &["network", "--bipartite"]);
    assert_eq!(rows["rows"].as_array().map(Vec::len), Some(11));
}

#[test]
fn a_name_that_is_a_formula_or_markup_stays_text() {
    let names = ["=Solidarity League of Loomfield", "Union <b> & Sons Workers' Federation"];
    let desk = archive_of(&[("a.txt", &statement("APPEAL", "Loomfield", "3 June 1985", &names))]);
    let graphml = printed(&desk, &["network", "--format", "graphml"]);
    assert!(graphml.contains("Union &lt;b&gt; &amp; Sons"), "{graphml}");
    let csv = printed(&desk, &["network", "--format", "csv"]);
    assert!(csv.contains(",'=Solidarity League of Loomfield,"), "{csv}");
}
