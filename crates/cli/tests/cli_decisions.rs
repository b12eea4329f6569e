//! Deciding at the command line: what is confirmed, rejected, set and undone shows everywhere, and is never lost.
//! Every organisation, person and place is invented.

mod desk;

use std::fs;
use std::path::Path;

use desk::{empty, json_lines as lines, printed, run};
use serde_json::Value;
use tempfile::TempDir;

const LETTER: &str = "OPEN LETTER TO THE MINISTER OF PORTS

Puerto Alvar, 14 March 1978

Sir,

We, the Lighthouse Keepers' League, write to you because according to the port chaplain three dockers were killed at Gate 3 \
on 13 March 1978. The harbour commit-
tee has met, and the harbour committee will meet again.

We demand:

1. that the lamp at Gate 3 be lit;
2. that the names of the dead be published.

Signed:
1. Lighthouse Keepers' League (LKL), Uruguay
2. Union of Ferry Crews (UFC), Chile
3. Harbour Women's Circle, Peru
";

const REPRINT: &str = "From our correspondent

OPEN LETTER TO THE MINISTER OF PORTS

Puerto Alvar, 14 March 1978

Sir, we write to you because the lamp at Gate 3 is dark.
";

fn shown(desk: &Path, name: &str) -> Value {
    lines(desk, &["show", "--json", name]).remove(0)
}

/// A desk with an archive of the letter and a reprint.
fn desk() -> TempDir {
    let desk = empty();
    fs::write(desk.path().join("letter.txt"), LETTER).expect("a paper");
    fs::write(desk.path().join("reprint.txt"), REPRINT).expect("a paper");
    printed(desk.path(), &["add", "letter.txt", "reprint.txt", "--quiet"]);
    desk
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().filter_map(|row| row["name"].as_str()).collect()
}

fn decided(desk: &Path, arguments: &[&str]) -> String {
    let line = lines(desk, &[&["decide"], arguments, &["--json"]].concat()).remove(0);
    line["id"].as_str().expect("a decision has an id").to_owned()
}

#[test]
fn a_kind_that_is_set_shows_in_every_view_until_it_is_taken_back() {
    let desk = desk();
    let desk = desk.path();
    assert_eq!(shown(desk, "letter.txt")["kind"], "open-letter");
    let id = decided(desk, &["set", "letter.txt/kind", "appeal", "--reason", "it calls for lamps"]);
    let letter = shown(desk, "letter.txt");
    assert_eq!((&letter["kind"], &letter["found"]["kind"]["status"]), (&"appeal".into(), &"confirmed".into()));
    let by = &letter["found"]["kind"]["decided"];
    assert_eq!((by["author"].as_str(), by["proposed"].as_str()), (Some("Ana"), Some("open-letter")));
    assert_eq!(letter["found"]["kind"]["method"], "decision");
    assert_eq!(lines(desk, &["list", "--json", "--kind", "appeal"]).len(), 1);
    assert_eq!(lines(desk, &["decisions", "--json"])[0]["standing"], "in-force");
    assert!(printed(desk, &["show", "--card", "letter.txt"]).contains("1 confirmed or set"));
    let undo = decided(desk, &["undo", &id[..8]]);
    assert_eq!(shown(desk, "letter.txt")["kind"], "open-letter");
    decided(desk, &["undo", &undo]);
    assert_eq!(shown(desk, "letter.txt")["kind"], "appeal");
    let standings: Vec<Value> = lines(desk, &["decisions", "--json"]);
    let of = |place: usize| standings[place]["standing"].as_str().unwrap_or_default().to_owned();
    assert_eq!([of(0), of(1), of(2)], ["in-force", "undone", "in-force"]);
}

#[test]
fn rows_are_rejected_set_and_added() {
    let desk = desk();
    let desk = desk.path();
    let before = lines(desk, &["signatories", "letter.txt", "--json"]);
    assert_eq!(before.len(), 3);
    let target = before[1]["target"].as_str().expect("a row says what decide calls it").to_owned();
    assert!(target.ends_with("/signatories/2"), "{target}");
    printed(desk, &["decide", "reject", &target]);
    printed(desk, &["decide", "set", "letter.txt/signatories/3", "Women's Circle of the Harbour"]);
    printed(desk, &["decide", "set", "letter.txt/signatories/3/country", "BO"]);
    printed(desk, &["decide", "set", "letter.txt/signatories", "Lamp Trimmers' Guild"]);
    printed(desk, &["decide", "confirm", "letter.txt/signatories/1"]);
    let after = lines(desk, &["signatories", "letter.txt", "--json"]);
    let expected = ["Lighthouse Keepers' League", "Women's Circle of the Harbour", "Lamp Trimmers' Guild"];
    assert_eq!(names(&after), expected);
    assert_eq!(after[1]["target"], before[2]["target"], "numbers stay while a row is rejected");
    assert_eq!((&after[1]["country"], &after[1]["decided_cells"]["country"]["proposed"]), (&"BO".into(), &"PE".into()));
    assert_eq!(lines(desk, &["list", "--json", "--sort", "path"])[0]["signatories"], 3);
    let whole = shown(desk, "letter.txt");
    let rows = whole["signatories"].as_array().expect("rows");
    let statuses: Vec<&str> = rows.iter().filter_map(|row| row["status"].as_str()).collect();
    assert_eq!(statuses, ["confirmed", "rejected", "confirmed", "confirmed"]);
    // The added row is renamed, then taken away.
    printed(desk, &["decide", "set", "letter.txt/signatories/4", "Guild of Lamp Trimmers"]);
    assert_eq!(names(&lines(desk, &["signatories", "letter.txt", "--json"]))[2], "Guild of Lamp Trimmers");
    printed(desk, &["decide", "reject", "letter.txt/signatories/4"]);
    assert_eq!(lines(desk, &["signatories", "letter.txt", "--json"]).len(), 2);
    assert!(lines(desk, &["decisions", "--unsettled", "--json"]).is_empty());
}

#[test]
fn a_rejected_edit_is_undone_for_good_and_comes_back_with_the_undo() {
    let desk = desk();
    let desk = desk.path();
    let repaired = printed(desk, &["show", "--text", "letter.txt"]);
    let edits = lines(desk, &["show", "--edits", "--json", "letter.txt"]);
    let edit = edits.iter().find(|edit| edit["before"].as_str().is_some_and(|before| before.starts_with('-')));
    let number = edit.expect("the broken word is joined")["number"].to_string();
    let id = decided(desk, &["reject", &format!("letter.txt/edits/{number}")]);
    let text = printed(desk, &["show", "--text", "letter.txt"]);
    assert!(text.contains("commit-\ntee has met") && repaired.contains("committee has met"));
    for again in [["reread"].as_slice(), &["reread", "--all"], &["reindex"]] {
        printed(desk, again);
        assert_eq!(printed(desk, &["show", "--text", "letter.txt"]), text, "{again:?}");
    }
    assert_eq!(shown(desk, "letter.txt")["edits_off"][0]["status"], "rejected");
    assert_eq!(lines(desk, &["decisions", "--json"])[0]["standing"], "in-force");
    printed(desk, &["decide", "undo", &id]);
    assert_eq!(printed(desk, &["show", "--text", "letter.txt"]), repaired);
    printed(desk, &["decide", "set", &format!("letter.txt/edits/{number}"), "-"]);
    assert!(printed(desk, &["show", "--text", "letter.txt"]).contains("commit-tee has met"));
    assert_eq!(run(desk, &["search", "--count", "tee"]).status.code(), Some(0));
    assert!(printed(desk, &["verify"]).contains("all is well"));
}

#[test]
fn an_edit_that_a_person_set_is_decided_on_like_any_other() {
    let desk = desk();
    let desk = desk.path();
    let text = || printed(desk, &["show", "--text", "letter.txt"]);
    let edits = lines(desk, &["show", "--edits", "--json", "letter.txt"]);
    let edit = edits.iter().find(|edit| edit["before"].as_str().is_some_and(|before| before.starts_with('-')));
    let edit = format!("letter.txt/edits/{}", edit.expect("the broken word is joined")["number"]);
    let set = decided(desk, &["set", &edit, "="]);
    assert!(text().contains("commit=tee has met"));
    let reject = decided(desk, &["reject", &edit]);
    assert!(text().contains("commit-\ntee has met"), "{}", text());
    let standings = || -> Vec<String> {
        let all = lines(desk, &["decisions", "--json"]);
        all.iter().map(|one| one["standing"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(standings(), ["replaced", "in-force"]);
    printed(desk, &["decide", "undo", &reject]);
    assert!(text().contains("commit=tee has met"));
    decided(desk, &["confirm", &edit]);
    decided(desk, &["set", &edit, "~"]);
    assert!(text().contains("commit~tee has met"));
    assert_eq!(standings(), ["replaced", "undone", "in-force", "replaced", "in-force"], "{set}");
    assert!(lines(desk, &["decisions", "--unsettled", "--json"]).is_empty());
}

#[test]
fn what_is_decided_is_kept_where_the_index_cannot_be_written() {
    let desk = desk();
    let desk = desk.path();
    let edits = lines(desk, &["show", "--edits", "--json", "letter.txt"]);
    let edit = edits.iter().find(|edit| edit["before"].as_str().is_some_and(|before| before.starts_with('-')));
    let edit = format!("letter.txt/edits/{}", edit.expect("the broken word is joined")["number"]);
    let index = desk.join("archive.broadside/index");
    fs::remove_dir_all(&index).expect("the index is derived");
    fs::write(&index, "in the way").expect("a file");
    for _ in 0..2 {
        let output = run(desk, &["decide", "reject", &edit]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("kept") && said.contains("Do not decide it again"), "{said}");
    }
    assert_eq!(lines(desk, &["decisions", "--json"]).len(), 1, "saying it again adds nothing");
    fs::remove_file(&index).expect("out of the way");
    printed(desk, &["reread"]);
    assert!(printed(desk, &["show", "--text", "letter.txt"]).contains("commit-\ntee has met"));
    assert_eq!(run(desk, &["search", "--count", "tee"]).status.code(), Some(0));
    assert!(printed(desk, &["verify"]).contains("all is well"));
}

#[test]
fn what_was_said_already_is_not_said_twice() {
    let desk = desk();
    let desk = desk.path();
    let first = decided(desk, &["confirm", "letter.txt/kind"]);
    assert_eq!(decided(desk, &["confirm", "letter.txt/kind"]), first);
    assert_ne!(decided(desk, &["confirm", "letter.txt/kind", "--author", "Eva"]), first);
    decided(desk, &["reject", "letter.txt/kind"]);
    assert_ne!(decided(desk, &["confirm", "letter.txt/kind"]), first, "what was replaced can be said again");
    let undo = decided(desk, &["undo", &first]);
    let again = run(desk, &["decide", "undo", &first]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert_eq!(again.status.code(), Some(2), "{said}");
    assert!(said.contains(&undo[..12]) && said.contains("already"), "{said}");
    assert_eq!(lines(desk, &["decisions", "--json"]).len(), 5);
}

#[test]
fn witnesses_of_one_statement_know_each_other() {
    let desk = desk();
    let desk = desk.path();
    let id = decided(desk, &["same-statement", "letter.txt", "reprint.txt"]);
    for name in ["letter.txt", "reprint.txt"] {
        let witnesses = shown(desk, name)["witnesses"].as_array().map(Vec::len);
        assert_eq!(witnesses, Some(2), "{name}");
    }
    let listed = lines(desk, &["list", "--json", "--sort", "path"]);
    assert_eq!(listed[0]["same_as"][0], listed[1]["id"]);
    printed(desk, &["decide", "undo", &id]);
    assert_eq!(shown(desk, "letter.txt")["witnesses"].as_array().map(Vec::len), Some(1));
}

#[test]
fn decisions_go_from_one_archive_to_another_once_and_whole() {
    let (one, other) = (desk(), desk());
    let (one, other) = (one.path(), other.path());
    decided(one, &["set", "letter.txt/kind", "appeal"]);
    decided(one, &["reject", "letter.txt/demands/1"]);
    printed(one, &["decisions", "--export", "ana.jsonl"]);
    let exported = fs::read_to_string(one.join("ana.jsonl")).expect("the export");
    assert_eq!(exported.lines().count(), 2);
    fs::write(other.join("ana.jsonl"), &exported).expect("a file");
    assert_eq!(lines(other, &["decisions", "--import", "ana.jsonl", "--json"])[0]["new"], 2);
    assert_eq!(lines(other, &["decisions", "--import", "ana.jsonl", "--json"])[0]["new"], 0);
    assert_eq!(printed(other, &["decisions", "--export", "-"]), exported);
    assert_eq!(shown(other, "letter.txt")["kind"], "appeal");
    // A line that was changed is named, and nothing of the file is taken.
    let third = desk();
    let third = third.path();
    let changed = exported.replacen("appeal", "speech", 1) + "\u{0}\nnot a decision\n";
    fs::write(third.join("bad.jsonl"), changed).expect("a file");
    let said = desk::refused(third, &["decisions", "--import", "bad.jsonl"], 1, "nothing was imported");
    assert!(said.contains("line 1") && said.contains("line 3"), "{said}");
    assert!(printed(third, &["decisions", "--json"]).is_empty());
}

#[test]
fn decisions_outlive_the_file_they_are_about() {
    let desk = desk();
    let desk = desk.path();
    decided(desk, &["set", "letter.txt/date", "1978-03"]);
    let before = shown(desk, "letter.txt");
    let hash = before["witnesses"][0]["source"].as_str().expect("a hash").to_owned();
    assert_eq!(run(desk, &["remove", "letter.txt"]).status.code(), Some(2), "a reason is asked for");
    printed(desk, &["remove", "letter.txt", "--reason", "given back to its owner"]);
    assert_eq!(lines(desk, &["list", "--json"]).len(), 1);
    assert!(!desk.join("archive.broadside/originals").join(&hash[..2]).join(&hash[2..]).exists());
    assert_eq!(run(desk, &["search", "--count", "LKL"]).status.code(), Some(1), "its words are not found any more");
    assert!(printed(desk, &["verify"]).contains("all is well"));
    let log = printed(desk, &["remove", "--log"]);
    assert!(log.contains("given back to its owner") && log.contains("letter.txt") && !log.contains("Keepers"), "{log}");
    let unsettled = lines(desk, &["decisions", "--unsettled", "--json"]);
    assert_eq!((unsettled.len(), unsettled[0]["why"].as_str()), (1, Some("no-source")));
    printed(desk, &["add", "letter.txt", "--quiet"]);
    assert!(lines(desk, &["decisions", "--unsettled", "--json"]).is_empty());
    assert_eq!(shown(desk, "letter.txt")["date"]["edtf"], "1978-03");
}

/// The files below a folder that hold `words`, in any case.
fn holding(folder: &Path, words: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder").map(|entry| entry.expect("an entry")) {
            if entry.file_type().expect("a kind").is_dir() {
                open.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).expect("a file").to_ascii_lowercase();
            if bytes.windows(words.len()).any(|window| window == words) {
                found.push(entry.path().display().to_string());
            }
        }
    }
    found
}

#[test]
fn nothing_of_what_was_taken_out_is_left_in_the_archive() {
    let desk = desk();
    let desk = desk.path();
    let archive = desk.join("archive.broadside");
    let paper = "STATEMENT OF THE QUINZOMBRA CIRCLE\n\nPuerto Alvar, 2 May 1981\n\nThe Quinzombra Circle, with the \
                 blacksmith Zaphnir Ublekovsky, says that the qixquartle is dark.\n\nSigned:\n1. Quinzombra Circle, Chile\n\
                 2. Zaphnir Ublekovsky\n";
    fs::write(desk.join("rare.txt"), paper).expect("a paper");
    printed(desk, &["add", "rare.txt", "--quiet"]);
    printed(desk, &["entities", "--json"]);
    for (times, word) in [&b"qixquartle"[..], b"quinzombra", b"ublekovsky"].iter().enumerate() {
        assert!(!holding(&archive, word).is_empty(), "{times}: it is there before");
    }
    // Read again, as the program does when it has learnt something: what was there before is replaced.
    printed(desk, &["reread", "--all"]);
    printed(desk, &["remove", "rare.txt", "--reason", "asked for by its author"]);
    for word in [&b"qixquartle"[..], b"quinzombra", b"ublekovsky", b"zaphnir"] {
        assert_eq!(holding(&archive, word), [] as [String; 0], "{}", String::from_utf8_lossy(word));
    }
    assert!(printed(desk, &["verify"]).contains("all is well"));
    assert_eq!(run(desk, &["search", "--count", "lamp"]).status.code(), Some(0), "what stays is found");
    assert!(!printed(desk, &["entities", "--json"]).is_empty());
}

#[test]
fn a_removal_that_leaves_something_says_so_and_is_finished_later() {
    let desk = desk();
    let desk = desk.path();
    let index = desk.join("archive.broadside/index");
    fs::remove_dir_all(&index).expect("the index is derived");
    fs::write(&index, "in the way").expect("a file");
    let output = run(desk, &["remove", "letter.txt", "--reason", "a test"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("Taken out") && said.contains("is left"), "{said}");
    assert_eq!(lines(desk, &["list", "--json"]).len(), 1);
    fs::remove_file(&index).expect("out of the way");
    printed(desk, &["reread"]);
    assert!(printed(desk, &["verify"]).contains("all is well"));
    let catalogue = rusqlite::Connection::open(desk.join("archive.broadside/catalogue.sqlite")).expect("the catalogue");
    let left: i64 =
        catalogue.query_row("SELECT count(*) FROM removed WHERE done = 0", [], |row| row.get(0)).expect("a row");
    assert_eq!(left, 0);
}

#[test]
fn an_interrupted_removal_is_finished_by_the_next_that_writes() {
    let desk = desk();
    let desk = desk.path();
    let hash = shown(desk, "letter.txt")["witnesses"][0]["source"].as_str().expect("a hash").to_owned();
    printed(desk, &["remove", "letter.txt", "--reason", "a test"]);
    let original = desk.join("archive.broadside/originals").join(&hash[..2]).join(&hash[2..]);
    // As it is when the run ends between the commit and the deletion.
    let catalogue = rusqlite::Connection::open(desk.join("archive.broadside/catalogue.sqlite")).expect("the catalogue");
    catalogue.execute("UPDATE removed SET done = 0", []).expect("a row");
    catalogue.close().expect("closed");
    fs::create_dir_all(original.parent().expect("a folder")).expect("a folder");
    fs::write(&original, LETTER).expect("the original");
    printed(desk, &["add", "reprint.txt", "--quiet"]);
    assert!(!original.exists());
    // What was added again meanwhile is kept.
    printed(desk, &["add", "letter.txt", "--quiet"]);
    let catalogue = rusqlite::Connection::open(desk.join("archive.broadside/catalogue.sqlite")).expect("the catalogue");
    catalogue.execute("UPDATE removed SET done = 0", []).expect("a row");
    catalogue.close().expect("closed");
    printed(desk, &["reread"]);
    assert!(original.exists() && printed(desk, &["verify"]).contains("all is well"));
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_can() {
    let desk = desk();
    let desk = desk.path();
    let refused = |arguments: &[&str], code: i32, says: &str| desk::refused(desk, arguments, code, says);
    refused(&["decide", "confirm", "letter.txt"], 2, "STATEMENT/PROPERTY");
    refused(&["decide", "confirm", "letter.txt/signatories"], 2, "say which");
    refused(&["decide", "confirm", "letter.txt/signatories/9"], 2, "has 3");
    refused(&["decide", "confirm", "letter.txt/signatories/1/colour"], 2, "affiliation");
    refused(&["decide", "set", "letter.txt/kind", "poem"], 2, "kind");
    refused(&["decide", "set", "letter.txt/date", "last spring"], 2, "EDTF");
    refused(&["decide", "set", "letter.txt/claims", "40 dead"], 2, "claims");
    refused(&["decide", "reject", "nowhere.txt/kind"], 1, "list");
    refused(&["decide", "undo", "0123456789"], 1, "no such decision");
    refused(&["decide", "same-statement", "letter.txt", "./letter.txt"], 2, "one statement");
    assert!(printed(desk, &["decisions", "--json"]).is_empty(), "what is refused is not kept");
}

#[test]
fn relations_are_decided_on_like_any_value() {
    let desk = desk();
    let desk = desk.path();
    let paper = "STATEMENT\n\nPuerto Alvar, 2 May 1981\n\nThe Lamp Trimmers' Guild, a section of the World League of \
                 Lamplighters, calls for light.\n\nSigned:\n1. Lamp Trimmers' Guild\n";
    fs::write(desk.join("guild.txt"), paper).expect("a paper");
    printed(desk, &["add", "guild.txt", "--quiet"]);
    let relations = || shown(desk, "guild.txt")["relations"].as_array().cloned().unwrap_or_default();
    let before = relations();
    let [one] = before.as_slice() else { panic!("{before:?}") };
    let target = one["target"].as_str().expect("it has a name").to_owned();
    assert!(target.ends_with("/relations/1"), "{one}");
    assert!(printed(desk, &["show", "--targets", "guild.txt"]).contains(&target));
    decided(desk, &["set", &format!("{target}/kind"), "member-of"]);
    assert_eq!((&relations()[0]["kind"], &relations()[0]["status"]), (&"member-of".into(), &"proposed".into()));
    decided(desk, &["confirm", &target]);
    assert_eq!(relations()[0]["status"], "confirmed");
    decided(desk, &["reject", &target]);
    assert!(relations().iter().all(|one| one["status"] == "rejected"), "{:?}", relations());
    let guild = &lines(desk, &["entities", "trimmers", "--json", "--kind", "organisation,unknown"])[0];
    let told = &lines(desk, &["entity", guild["id"].as_str().unwrap_or_default(), "--json"])[0];
    assert_eq!(told["relations"].as_array().map(Vec::len), Some(0), "{told}");
    assert!(lines(desk, &["decisions", "--unsettled", "--json"]).is_empty());
    let refused = run(desk, &["decide", "set", &format!("{target}/kind"), "friend-of"]);
    assert_eq!(refused.status.code(), Some(2));
}
