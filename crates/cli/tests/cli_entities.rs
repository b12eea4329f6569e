//! Who is who, as the command line shows it: lists, one entity, questions, ids that lead on. Every organisation, person
//! and place is invented.

mod desk;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::OnceLock;

use desk::{archive_of, json, json_lines, lines_of, printed, program, refused, run, said};
use serde_json::Value;
use tempfile::TempDir;

const LETTER: &str = "OPEN LETTER TO THE MINISTER OF PORTS

Puerto Alvar, 14 March 1978

We, the Lighthouse Keepers' League, write to you about the lamp at Gate 3.

We demand:

1. that the lamp at Gate 3 be lit.

Signed:
1. Lighthouse Keepers' League (LKL), Uruguay
2. Union of Ferry Crews (UFC), Chile
3. Harbour Women's Circle, Peru
";

const SECOND: &str = "OPEN LETTER TO THE HARBOUR BOARD

Puerto Alvar, 2 May 1981

The Harbour Board was told by the baker Odalys Brennick that no lamp is lit. We ask for it again.

Signed:
1. LIGHTHOUSE KEEPERS' LEAGUE (LKL), Uruguay
2. Union of Ferry Crews (UFC), Chile
";

/// An archive of two letters, made once.
fn desk() -> &'static TempDir {
    static DESK: OnceLock<TempDir> = OnceLock::new();
    DESK.get_or_init(|| archive_of(&[("letter.txt", LETTER), ("second.txt", SECOND)]))
}

/// The one entity that a query finds.
fn one(desk: &TempDir, query: &str) -> Value {
    let found = json_lines(desk, &["entities", query, "--json", "--kind", "organisation,unknown"]);
    let [one] = found.as_slice() else { panic!("{query}: {found:?}") };
    one.clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn a_signatory_is_one_entity_in_all_its_documents() {
    let league = one(desk(), "keepers");
    assert_eq!((league["signed"].as_u64(), league["statements"].as_u64()), (Some(2), Some(2)), "{league}");
    assert_eq!((text(&league["first"]), text(&league["last"])), ("1978-03-14", "1981-05-02"));
    assert_eq!(text(&league["country"]), "UY");
}

#[test]
fn an_entity_tells_its_names_documents_and_neighbours() {
    let id = one(desk(), "keepers")["id"].as_str().expect("an id").to_owned();
    let told = &json_lines(desk(), &["entity", &id, "--json"])[0];
    let names: Vec<&str> = told["names"].as_array().expect("names").iter().map(|name| text(&name["name"])).collect();
    assert!(names.contains(&"LKL") && names.contains(&"Lighthouse Keepers' League"), "{names:?}");
    let documents = told["documents"].as_array().expect("documents");
    assert_eq!(documents.iter().map(|one| text(&one["date"])).collect::<Vec<_>>(), ["1978-03-14", "1981-05-02"]);
    let used = &documents[0]["uses"][0]["evidence"];
    assert_eq!(text(&used["quote"]), "Lighthouse Keepers' League", "{told}");
    let neighbours = told["neighbours"].as_array().expect("neighbours");
    let together =
        |name: &str| neighbours.iter().find(|one| text(&one["name"]).contains(name)).map(|one| &one["together"]);
    assert_eq!(together("Ferry").and_then(Value::as_u64), Some(2), "{told}");
    assert_eq!(together("Women").and_then(Value::as_u64), Some(1));
    let shown = printed(desk(), &["entity", &id]);
    for words in ["Lighthouse Keepers' League", "Signs with", "1978-03-14", "signatory"] {
        assert!(shown.contains(words), "{words} is missing: {shown}");
    }
}

#[test]
fn the_beginning_of_an_id_will_do_and_an_unknown_one_says_what_to_do() {
    let id = one(desk(), "keepers")["id"].as_str().expect("an id").to_owned();
    for beginning in [&id[..9], &id[1..9], &id.to_uppercase()] {
        let told = &json_lines(desk(), &["entity", beginning, "--json"])[0];
        assert_eq!(text(&told["id"]), id);
    }
    refused(desk(), &["entity", "e0000000000000000"], 1, "broadside entities");
    assert_eq!(run(desk(), &["entity", "Lighthouse"]).status.code(), Some(1));
}

#[test]
fn every_name_that_a_statement_shows_says_whose_it_is() {
    let id = text(&json_lines(desk(), &["list", "--json", "--date", "1978"])[0]["id"]).to_owned();
    let shown = &json_lines(desk(), &["show", "--json", &id])[0];
    let league = one(desk(), "keepers");
    assert_eq!(shown["signatories"][0]["entity"], league["id"], "{shown}");
    for field in ["issuers", "addressees", "places", "signatories", "mentions"] {
        for value in shown[field].as_array().expect("a list") {
            assert!(value.get("entity").is_some(), "{field}: {value}");
        }
    }
}

#[test]
fn who_is_only_mentioned_once_is_listed_when_asked_for() {
    let names = |arguments: &[&str]| -> Vec<String> {
        json_lines(desk(), arguments).iter().map(|line| text(&line["name"]).to_owned()).collect()
    };
    let all = names(&["entities", "--json", "--all", "--kind", "person"]);
    assert!(all.iter().any(|name| name.contains("Brennick")), "{all:?}");
    let usual = names(&["entities", "--json", "--kind", "person"]);
    assert!(!usual.iter().any(|name| name.contains("Brennick")), "{usual:?}");
    let note = run(desk(), &["entities", "brennick"]);
    assert!(said(&note).contains("--all"), "it is said that somebody is left out");
}

#[test]
fn the_list_is_narrowed_sorted_and_written_as_csv() {
    let count = |arguments: &[&str]| json_lines(desk(), &[&["entities", "--json"], arguments].concat()).len();
    assert!(count(&[]) > count(&["--country", "CL"]));
    assert_eq!(count(&["FERRY", "crews"]), 1);
    assert_eq!(count(&["--limit", "2"]), 2);
    assert_eq!(run(desk(), &["entities", "no-such-name"]).status.code(), Some(1));
    assert_eq!(run(desk(), &["entities", "--kind", "poem"]).status.code(), Some(2));
    let csv = printed(desk(), &["entities", "--csv", "--sort", "name"]);
    assert!(csv.starts_with("id,kind,name,country,"), "{csv}");
    let first = json_lines(desk(), &["entities", "--json", "--sort", "first"]);
    let days: Vec<&str> = first.iter().map(|line| text(&line["first"])).filter(|day| !day.is_empty()).collect();
    assert!(days.is_sorted(), "{days:?}");
}

#[test]
fn the_same_papers_have_the_same_entities_in_whatever_order_they_came() {
    let whole = desk();
    let other = archive_of(&[("second.txt", SECOND)]);
    printed(&other, &["entities", "--json"]);
    fs::write(other.path().join("papers/letter.txt"), LETTER).expect("a paper");
    printed(&other, &["add", "papers", "--quiet"]);
    let listed = |desk: &TempDir| printed(desk, &["entities", "--json", "--all", "--sort", "name"]);
    assert_eq!(listed(whole), listed(&other));
}

#[test]
fn what_is_derived_is_brought_up_by_the_command_that_needs_it() {
    let desk = archive_of(&[("letter.txt", LETTER)]);
    assert_eq!(one(&desk, "ferry")["signed"], 1);
    fs::write(desk.path().join("papers/second.txt"), SECOND).expect("a paper");
    printed(&desk, &["add", "papers", "--quiet"]);
    assert_eq!(one(&desk, "ferry")["signed"], 2);
    assert!(run(&desk, &["verify"]).status.success(), "the archive is sealed again");
}

#[test]
fn an_archive_that_cannot_be_written_to_is_answered_from_all_the_same() {
    let desk = archive_of(&[("letter.txt", LETTER)]);
    let lock = fs::File::options().read(true).write(true).open(desk.path().join("archive.broadside/lock"));
    let lock = lock.expect("the lock is there");
    lock.lock().expect("nobody else writes");
    let output = run(&desk, &["entities", "ferry", "--json"]);
    assert!(output.status.success());
    assert!(said(&output).contains("for this command alone"));
    let line = &lines_of(&output)[0];
    assert_eq!(line["signed"], 1, "{line}");
}

#[test]
fn a_command_that_writes_waits_for_its_turn_and_says_so() {
    let desk = archive_of(&[("letter.txt", LETTER)]);
    fs::write(desk.path().join("papers/second.txt"), SECOND).expect("a paper");
    let lock = fs::File::options().read(true).write(true).open(desk.path().join("archive.broadside/lock"));
    let lock = lock.expect("the lock is there");
    lock.lock().expect("nobody else writes");
    let mut adding = program(&desk);
    adding.args(["add", "papers", "--quiet"]).stderr(Stdio::piped());
    let mut adding = adding.spawn().expect("the program runs");
    let mut told = BufReader::new(adding.stderr.take().expect("it has an error stream"));
    let mut first = String::new();
    told.read_line(&mut first).expect("it says something");
    assert!(first.contains("Waiting for it to end"), "{first}");
    drop(lock);
    assert!(adding.wait().expect("it ends").success());
    assert_eq!(json_lines(&desk, &["list", "--json"]).len(), 2);
}

fn decided(desk: &TempDir, arguments: &[&str]) -> Value {
    json(desk, &[&["decide"], arguments, &["--json"]].concat())
}

fn wrong(desk: &TempDir, arguments: &[&str], says: &str) {
    refused(desk, &[&["decide"], arguments].concat(), 2, says);
}

#[test]
fn decisions_about_entities_that_later_ones_outrank_are_said_to_be_replaced() {
    let desk = archive_of(&[("letter.txt", LETTER), ("second.txt", SECOND)]);
    let id = |query: &str| text(&one(&desk, query)["id"]).to_owned();
    let (league, ferry) = (id("keepers"), id("ferry"));
    decided(&desk, &["rename", &league, "The Lamp People"]);
    let second = decided(&desk, &["rename", &league, "Lamplighters of the Coast"]);
    decided(&desk, &["distinct", &league, &ferry]);
    let merged = decided(&desk, &["merge", &league, &ferry]);
    let all = json_lines(&desk, &["decisions", "--json"]);
    let standing = |place: usize| (text(&all[place]["standing"]), text(&all[place]["by"]));
    assert_eq!(standing(0), ("replaced", text(&second["id"])));
    assert_eq!((standing(1).0, standing(2)), ("in-force", ("replaced", text(&merged["id"]))));
    assert_eq!(standing(3).0, "in-force");
    let told = &json_lines(&desk, &["entity", &league, "--json"])[0]["decisions"];
    assert_eq!(told[0]["replaced_by"], second["id"], "{told}");
    assert!(printed(&desk, &["entity", &league]).contains("replaced by"));
}

#[test]
fn a_name_that_people_gave_is_found() {
    let desk = archive_of(&[("letter.txt", LETTER)]);
    let league = text(&one(&desk, "keepers")["id"]).to_owned();
    decided(&desk, &["rename", &league, "Quinzombra"]);
    decided(&desk, &["rename", &league, "Tristelune", "--language", "fra"]);
    for name in ["quinzombra", "tristelune"] {
        assert_eq!(text(&one(&desk, name)["id"]), league, "{name}");
    }
}

#[test]
fn what_leaves_an_entity_is_said_and_leaves_something() {
    let desk = archive_of(&[("letter.txt", LETTER), ("second.txt", SECOND)]);
    let (league, ferry) = (one(&desk, "keepers"), one(&desk, "ferry"));
    let (league, ferry) = (text(&league["id"]), text(&ferry["id"]));
    let merged = decided(&desk, &["merge", league, ferry]);
    assert_eq!(one(&desk, "keepers")["id"], one(&desk, "ferry")["id"]);
    let both = text(&one(&desk, "ferry")["id"]).to_owned();
    // However often and in whatever country a name is used, all of it leaves.
    decided(&desk, &["split", &both, "union of ferry crews"]);
    assert_ne!(one(&desk, "keepers")["id"], one(&desk, "ferry")["id"]);
    let forms = json_lines(&desk, &["entity", text(&one(&desk, "ferry")["id"]), "--json"]);
    let all: Vec<String> =
        forms[0]["forms"].as_array().expect("forms").iter().map(|form| text(&form["id"]).to_owned()).collect();
    let ferry = text(&one(&desk, "ferry")["id"]).to_owned();
    let arguments: Vec<&str> = ["split", &ferry].into_iter().chain(all.iter().map(String::as_str)).collect();
    wrong(&desk, &arguments, "these are all names");
    wrong(&desk, &["distinct", &ferry, &ferry], "decide split");
    wrong(&desk, &["merge", &ferry], "two entities");
    wrong(&desk, &["rename", &ferry, "X", "--author", ""], "say who decides");
    assert!(!text(&merged["id"]).is_empty());
}

#[test]
fn a_single_use_is_named_by_its_statement() {
    let desk = archive_of(&[("letter.txt", LETTER), ("second.txt", SECOND)]);
    let ferry = text(&one(&desk, "ferry")["id"]).to_owned();
    wrong(&desk, &["split", &ferry, "--use", "papers/second.txt/9"], "1 «");
    decided(&desk, &["split", &ferry, "--use", "papers/second.txt"]);
    let found = json_lines(&desk, &["entities", "ferry", "--json", "--kind", "organisation,unknown"]);
    let statements: Vec<u64> = found.iter().filter_map(|entity| entity["statements"].as_u64()).collect();
    assert_eq!(statements, [1, 1], "{found:?}");
    assert!(printed(&desk, &["decisions"]).contains("«Union of Ferry Crews» in"));
}

#[test]
fn four_characters_of_an_id_will_do() {
    let id = text(&one(desk(), "keepers")["id"]).to_owned();
    let told = run(desk(), &["entity", &id[..4], "--json"]);
    assert!(told.status.success() || said(&told).contains("several entities"), "{}", said(&told));
    refused(desk(), &["entity", &id[..3]], 1, "at least 4 characters");
}

#[test]
fn a_name_leaves_in_every_country() {
    let paper = "OPEN LETTER\n\nPuerto Alvar, 2 May 1981\n\nThe lamp is dark.\n\nSigned:\n1. League of Lamplighters, Uruguay\n\
                 2. League of Lamplighters, Chile\n3. Union of Ferry Crews, Chile\n";
    let desk = archive_of(&[("paper.txt", paper)]);
    let leagues = json_lines(&desk, &["entities", "lamplighters", "--json", "--kind", "organisation,unknown"]);
    let ids: Vec<&str> = leagues.iter().map(|league| text(&league["id"])).collect();
    assert!(ids.len() > 1, "namesakes in two countries are two: {leagues:?}");
    let ferry = text(&one(&desk, "ferry")["id"]).to_owned();
    decided(&desk, &[&["merge", &ferry], ids.as_slice()].concat());
    let split = decided(&desk, &["split", &ferry, "League of Lamplighters"]);
    assert_eq!(split["names"].as_array().map(Vec::len), Some(ids.len()), "{split}");
    assert_ne!(one(&desk, "lamplighters")["id"], one(&desk, "ferry")["id"]);
    assert!(printed(&desk, &["decisions"]).contains("League of Lamplighters (UY)"));
}
