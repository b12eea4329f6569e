//! Lists that others keep: taken in, told of, matched, and forgotten.

mod desk;

use std::fs;

use desk::{archive_of, json, json_lines, printed, refused, run};
use tempfile::TempDir;

fn desk() -> TempDir {
    let letter = "To the government\n\nThe harbour must stay open to all.\n\nSigned by:\n\nBrotherhood of Lamplighters\nHarbour Porters' League\nUnion of Weavers\n";
    archive_of(&[("call.txt", letter)])
}

#[test]
fn a_list_is_taken_in_replaced_and_forgotten() {
    let desk = desk();
    let list = desk.path().join("list.csv");
    fs::write(&list, "id,name,colour\n1,Brotherhood of Lamplighters,red\n2,Union of Weavers,blue\n").expect("a list");
    let import = ["authority", "import", "list.csv", "--name", "Register", "--json"];
    let first = json(&desk, &import);
    assert_eq!((&first["entities"], &first["added"]), (&2.into(), &serde_json::json!(["1", "2"])));
    assert_eq!(first["columns"][2], serde_json::json!({"heading": "colour", "what": null}));
    let again = json(&desk, &import);
    assert_eq!((&again["added"], &again["imported"]), (&serde_json::json!([]), &first["imported"]));
    fs::write(&list, "id,name\n1,Brotherhood of Lamplighters\n3,Union of Bakers\n").expect("a list");
    let newer = json(&desk, &import);
    assert_eq!((&newer["added"], &newer["removed"]), (&serde_json::json!(["3"]), &serde_json::json!(["2"])));
    assert_eq!(json(&desk, &["authority", "list", "--json"])["version"], newer["version"]);
    printed(&desk, &["verify"]);
    printed(&desk, &["authority", "remove", "Register"]);
    assert_eq!(run(&desk, &["authority", "remove", "Register"]).status.code(), Some(1));
}

#[test]
fn bad_rows_are_named_with_file_and_line_and_the_others_kept() {
    let desk = desk();
    fs::write(desk.path().join("list.csv"), "id,name\n1,Alpha\n2,\u{1b}[31m\n,Gamma\n").expect("a list");
    let output = run(&desk, &["authority", "import", "list.csv"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("line 4: no id") && !said.contains('\u{1b}'), "{said}");
    fs::write(desk.path().join("list.csv"), "colour\nred\n").expect("a list");
    let said = "list.csv: line 1: no column for name among: `colour`";
    refused(&desk, &["authority", "import", "list.csv"], 1, said);
}

#[test]
fn an_entity_says_what_lists_know_it_as() {
    let desk = desk();
    let list = "id,name,aliases,url\nK7,Brotherhood of Lamplighters,,https://example.org/7\n";
    fs::write(desk.path().join("list.csv"), list).expect("a list");
    json(&desk, &["authority", "import", "list.csv", "--name", "Register", "--json"]);
    let entities = json_lines(&desk, &["entities", "--json"]);
    let lamplighters = entities.iter().find(|entity| entity["name"] == "Brotherhood of Lamplighters");
    let id = lamplighters.and_then(|entity| entity["id"].as_str()).expect("an id");
    let known = &json(&desk, &["entity", id, "--json"])["known_as"][0];
    assert_eq!((&known["authority"], &known["id"]), (&"Register".into(), &"K7".into()));
    assert_eq!(known["url"], "https://example.org/7");
    assert!(known["comparison"]["score"].is_number(), "{known}");
}
