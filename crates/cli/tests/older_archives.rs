//! Archives that older programs made: every one is read, and brought up to the present.

mod desk;

use std::fs;
use std::path::Path;

use desk::{empty, json_lines, printed};
use tempfile::TempDir;

/// The archives below `tests/archives`, with the version of their catalogue.
const ARCHIVES: &[(&str, u32)] = &[("catalogue-1", 1), ("catalogue-2", 2)];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::write(&to, fs::read(entry.path()).expect("a file")).expect("a copy");
        }
    }
}

/// A desk with a copy of an archive.
fn with(name: &str) -> TempDir {
    let desk = empty();
    let archives = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/archives");
    copy(&archives.join(name), &desk.path().join("archive.broadside"));
    desk
}

fn version(desk: &TempDir) -> u32 {
    let catalogue = rusqlite::Connection::open(desk.path().join("archive.broadside/catalogue.sqlite")).expect("opened");
    catalogue.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
}

#[test]
fn what_is_in_an_older_archive_is_listed_shown_and_found() {
    for (name, made_with) in ARCHIVES {
        let desk = with(name);
        assert_eq!(version(&desk), *made_with, "{name}");
        let listed = json_lines(&desk, &["list", "--json", "--sort", "path"]);
        let paths: Vec<&str> = listed.iter().filter_map(|line| line["paths"][0].as_str()).collect();
        assert_eq!(paths, ["bulletin.txt", "letter.txt"], "{name}");
        assert!(printed(&desk, &["show", "--text", "letter.txt"]).contains("harbour committee has met"), "{name}");
        let shown = printed(&desk, &["show", "letter.txt"]);
        assert!(
            *made_with > 1 || shown.contains("reread"),
            "{name}: where nothing was read out of it, what helps is said"
        );
        assert!(printed(&desk, &["decisions", "--json"]).is_empty(), "{name}");
        assert!(printed(&desk, &["verify"]).contains("all is well"), "{name}");
        assert_eq!(version(&desk), *made_with, "{name}: reading changes nothing");
        assert!(printed(&desk, &["search", "ferry"]).contains("letter.txt"), "{name}");
    }
}

#[test]
fn an_older_archive_is_brought_up_by_rereading() {
    for (name, made_with) in ARCHIVES {
        let desk = with(name);
        printed(&desk, &["reread"]);
        assert!(version(&desk) > *made_with, "{name}");
        let letter = &json_lines(&desk, &["show", "--json", "letter.txt"])[0];
        assert_eq!(
            (letter["kind"].as_str(), letter["date"]["edtf"].as_str()),
            (Some("open-letter"), Some("1978-03-14"))
        );
        assert_eq!(letter["signatories"].as_array().map(Vec::len), Some(2), "{name}");
        let entities = json_lines(&desk, &["entities", "keepers", "--json"]);
        assert!(entities.iter().any(|entity| entity["country"] == "UY"), "{name}: {entities:?}");
        printed(&desk, &["decide", "set", "letter.txt/kind", "appeal"]);
        assert_eq!(json_lines(&desk, &["show", "--json", "letter.txt"])[0]["kind"], "appeal", "{name}");
        assert!(printed(&desk, &["verify"]).contains("all is well"), "{name}");
    }
}
