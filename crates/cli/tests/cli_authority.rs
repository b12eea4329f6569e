//! Lists that others keep: taken in, told of, matched, and forgotten.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn broadside(folder: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = broadside(folder, arguments);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(desk.path().join("papers")).expect("a folder");
    let letter = "To the government\n\nThe harbour must stay open to all.\n\nSigned by:\n\nBrotherhood of Lamplighters\nHarbour Porters' League\nUnion of Weavers\n";
    fs::write(desk.path().join("papers/call.txt"), letter).expect("a paper");
    assert!(broadside(desk.path(), &["add", "papers", "-q"]).status.success());
    desk
}

#[test]
fn a_list_is_taken_in_replaced_and_forgotten() {
    let desk = desk();
    let list = desk.path().join("list.csv");
    fs::write(&list, "id,name,colour\n1,Brotherhood of Lamplighters,red\n2,Union of Weavers,blue\n").expect("a list");
    let import = ["authority", "import", "list.csv", "--name", "Register", "--json"];
    let first = json(desk.path(), &import);
    assert_eq!((&first["entities"], &first["added"]), (&2.into(), &serde_json::json!(["1", "2"])));
    assert_eq!(first["columns"][2], serde_json::json!({"heading": "colour", "what": null}));
    let again = json(desk.path(), &import);
    assert_eq!((&again["added"], &again["imported"]), (&serde_json::json!([]), &first["imported"]));
    fs::write(&list, "id,name\n1,Brotherhood of Lamplighters\n3,Union of Bakers\n").expect("a list");
    let newer = json(desk.path(), &import);
    assert_eq!((&newer["added"], &newer["removed"]), (&serde_json::json!(["3"]), &serde_json::json!(["2"])));
    assert_eq!(json(desk.path(), &["authority", "list", "--json"])["version"], newer["version"]);
    assert!(broadside(desk.path(), &["verify"]).status.success());
    assert!(broadside(desk.path(), &["authority", "remove", "Register"]).status.success());
    assert_eq!(broadside(desk.path(), &["authority", "remove", "Register"]).status.code(), Some(1));
}

#[test]
fn bad_rows_are_named_with_file_and_line_and_the_others_kept() {
    let desk = desk();
    fs::write(desk.path().join("list.csv"), "id,name\n1,Alpha\n2,\u{1b}[31m\n,Gamma\n").expect("a list");
    let output = broadside(desk.path(), &["authority", "import", "list.csv"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("line 4: no id") && !said.contains('\u{1b}'), "{said}");
    fs::write(desk.path().join("list.csv"), "colour\nred\n").expect("a list");
    let output = broadside(desk.path(), &["authority", "import", "list.csv"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("list.csv: line 1: no column for name among: `colour`"), "{said}");
}

#[test]
fn an_entity_says_what_lists_know_it_as() {
    let desk = desk();
    let list = "id,name,aliases,url\nK7,Brotherhood of Lamplighters,,https://example.org/7\n";
    fs::write(desk.path().join("list.csv"), list).expect("a list");
    json(desk.path(), &["authority", "import", "list.csv", "--name", "Register", "--json"]);
    let lines = broadside(desk.path(), &["entities", "--json"]).stdout;
    let lines = String::from_utf8_lossy(&lines);
    let entities = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let lamplighters = entities.filter(|entity| entity["name"] == "Brotherhood of Lamplighters").collect::<Vec<_>>();
    let id = lamplighters[0]["id"].as_str().expect("an id");
    let known = &json(desk.path(), &["entity", id, "--json"])["known_as"][0];
    assert_eq!((&known["authority"], &known["id"]), (&"Register".into(), &"K7".into()));
    assert_eq!(known["url"], "https://example.org/7");
    assert!(known["comparison"]["score"].is_number(), "{known}");
}
