//! What is acknowledged survives a kill at any moment, and no flipped byte goes unnamed.
//!
//! `benches/durability/` does the same at length, on real documents.

mod desk;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use desk::{lines_of, program};

/// A folder of invented resolutions, no two alike.
fn papers(home: &Path, count: usize) -> PathBuf {
    let folder = home.join("papers");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..count {
        let demand =
            "The delegates of the harbour demand the right to strike, and the release of the eleven.\n".repeat(20);
        fs::write(folder.join(format!("{number:03}.txt")), format!("RESOLUTION No. {number}\n\n{demand}")).unwrap();
    }
    folder
}

fn broadside(arguments: &[&str], archive: &Path) -> Output {
    program(".").args(arguments).arg("--archive").arg(archive).output().unwrap()
}

#[test]
fn a_kill_at_any_moment_loses_nothing_acknowledged() {
    let home = tempfile::tempdir().unwrap();
    let folder = papers(home.path(), 300);
    let archive = home.path().join("a.broadside");
    let mut acknowledged: BTreeMap<String, String> = BTreeMap::new();
    // Killed after so many acknowledgements: early, in the middle of a batch, between batches.
    for after in [0, 1, 40, 3, 120] {
        let mut add = program(".")
            .args(["add", "--json", "--archive"])
            .arg(&archive)
            .arg(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        for line in BufReader::new(add.stdout.take().unwrap()).lines().take(after) {
            let line: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            acknowledged.insert(line["path"].as_str().unwrap().to_owned(), line["source"].as_str().unwrap().to_owned());
        }
        add.kill().unwrap();
        add.wait().unwrap();
        if !archive.join("broadside.toml").exists() {
            assert!(acknowledged.is_empty());
            continue;
        }
        let verified = broadside(&["verify"], &archive);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
        let report = lines_of(&broadside(&["report", "--json"], &archive));
        for (path, source) in &acknowledged {
            let kept = report.iter().any(|line| {
                line["source"] == source.as_str()
                    && line["paths"].as_array().is_some_and(|paths| paths.iter().any(|name| name == path.as_str()))
            });
            assert!(kept, "{path} was acknowledged and is gone");
        }
    }
    assert!(broadside(&["add", folder.to_str().unwrap(), "--quiet"], &archive).status.success());
    let count = broadside(&["search", "--count", "strike"], &archive);
    assert_eq!(String::from_utf8_lossy(&count.stdout).trim(), "300");
}

#[test]
fn a_flipped_byte_is_named_wherever_it_is() {
    let home = tempfile::tempdir().unwrap();
    let folder = papers(home.path(), 12);
    let archive = home.path().join("a.broadside");
    assert!(broadside(&["add", folder.to_str().unwrap(), "--quiet"], &archive).status.success());
    let original = fs::read_dir(archive.join("originals")).unwrap().flatten().next().unwrap().path();
    let original = fs::read_dir(original).unwrap().flatten().next().unwrap().path();
    let mut damaged = vec![archive.join("catalogue.sqlite"), original];
    let index = fs::read_dir(archive.join("index")).unwrap().flatten().map(|entry| entry.path());
    damaged.extend(index.filter(|path| path.extension().is_none_or(|ending| ending != "lock")));
    for path in damaged {
        let whole = fs::read(&path).unwrap();
        if whole.is_empty() {
            continue;
        }
        let permissions = fs::metadata(&path).unwrap().permissions();
        for place in [0, whole.len() / 3, whole.len() - 1] {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x10;
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
            let verified = broadside(&["verify", "--json"], &archive);
            assert_eq!(verified.status.code(), Some(1), "byte {place} of {}", path.display());
            let named = lines_of(&verified).iter().any(|line| line["path"] == path.to_str().unwrap());
            assert!(named, "byte {place} of {} is not named", path.display());
        }
        fs::remove_file(&path).unwrap();
        fs::write(&path, whole).unwrap();
        fs::set_permissions(&path, permissions).unwrap();
        assert!(broadside(&["verify"], &archive).status.success(), "a false alarm");
    }
}

#[test]
fn one_thread_and_two_make_the_same_archive() {
    let home = tempfile::tempdir().unwrap();
    let folder = papers(home.path(), 60);
    let say = |threads: &str| {
        let archive = home.path().join(threads);
        assert!(
            broadside(&["add", folder.to_str().unwrap(), "--quiet", "--threads", threads], &archive).status.success()
        );
        let mut report = lines_of(&broadside(&["report", "--json"], &archive));
        report.iter_mut().for_each(|line| {
            line.as_object_mut().unwrap().remove("added");
        });
        let hits = broadside(&["search", "--json", "strike", "--limit", "0"], &archive).stdout;
        (report, String::from_utf8(hits).unwrap())
    };
    assert_eq!(say("1"), say("2"));
}
