//! Reuse in what grows and shrinks: the same as if it had been there from the beginning.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

fn run(desk: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    let output = command.current_dir(desk).args(arguments).write_stdin(input).output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn desk() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Words of a made-up language, other ones for every number.
fn words(number: usize, count: usize) -> String {
    let mut state = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 7;
    let mut letter = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + (state >> 40) as u8 % 26)
    };
    (0..count).map(|n| (0..4 + n % 3).map(|_| letter()).collect::<String>() + " ").collect()
}

/// Notices, of which three at a time have a passage in common, every other one misread here and there.
fn notice(number: usize) -> String {
    let mut passage = words(5000 + number % 15, 40);
    if number % 2 == 1 {
        passage = passage
            .chars()
            .enumerate()
            .map(|(n, c)| if n % (11 + number % 7) == 3 && c != ' ' { 'x' } else { c })
            .collect();
    }
    format!("Notice {number}\n\n{}. {passage}. {}.\n", words(number, 50), words(900 + number, 30))
}

fn lines(numbers: impl Iterator<Item = usize>) -> Vec<u8> {
    numbers.flat_map(|n| format!("{}\n", json!({ "id": format!("d{n:02}"), "text": notice(n) })).into_bytes()).collect()
}

/// Both sides of a link, the lesser first.
type Sides = [(String, u64, u64); 2];

fn links(output: &Output) -> Vec<Sides> {
    let side = |link: &Value, name: &str, begin: &str, end: &str| {
        (link[name].as_str().unwrap().to_owned(), link[begin].as_u64().unwrap(), link[end].as_u64().unwrap())
    };
    let text = std::str::from_utf8(&output.stdout).unwrap();
    let read = |line: &str| {
        let link: Value = serde_json::from_str(line).unwrap();
        let mut sides = [side(&link, "a", "ab", "ae"), side(&link, "b", "bb", "be")];
        sides.sort();
        sides
    };
    let mut links: Vec<Sides> = text.lines().map(read).collect();
    links.sort();
    links
}

#[test]
fn an_index_that_grew_has_given_every_link_once() {
    let desk = desk();
    let add = |numbers: std::ops::Range<usize>| {
        links(&run(desk.path(), &["reuse", "--jsonl", "-", "--index", "papers.reuse"], &lines(numbers)))
    };
    let kept = || fs::metadata(desk.path().join("papers.reuse")).unwrap().ino();
    let mut all = add(0..30);
    let first = kept();
    all.extend(add(30..32));
    assert_eq!(kept(), first, "a few texts more are added to what is there");
    assert_eq!(add(28..32), Vec::<Sides>::new(), "what is known is not searched for again");
    all.extend(add(30..45));
    assert_ne!(kept(), first, "with many more all is searched");
    all.sort();
    let whole = run(desk.path(), &["reuse", "--jsonl", "-"], &lines(0..45));
    assert_eq!(all, links(&whole));
    assert!(all.len() > 30, "{}", all.len());
    let dropped = ["reuse", "--jsonl", "-", "--index", "papers.reuse", "--drop", "d07", "--drop", "d20"];
    assert!(run(desk.path(), &dropped, b"").stdout.is_empty());
    let mut again =
        links(&run(desk.path(), &["reuse", "--jsonl", "-", "--index", "papers.reuse"], &lines([7, 20].into_iter())));
    again.sort();
    let of_dropped = |sides: &&Sides| sides.iter().any(|(name, ..)| name == "d07" || name == "d20");
    assert_eq!(again, all.iter().filter(of_dropped).cloned().collect::<Vec<_>>());
}

/// What an archive knows of reuse: the overview, and every notice's passages.
fn known(desk: &Path, numbers: &[usize]) -> Vec<String> {
    let mut known = vec![String::from_utf8(run(desk, &["reuse", "--json"], b"").stdout).unwrap()];
    for number in numbers {
        let output = run(desk, &["reuse", &format!("papers/{number:02}.txt"), "--json"], b"");
        known.push(String::from_utf8(output.stdout).unwrap());
    }
    known
}

fn put(desk: &Path, numbers: impl Iterator<Item = usize>) {
    fs::create_dir_all(desk.join("papers")).unwrap();
    for number in numbers {
        fs::write(desk.join(format!("papers/{number:02}.txt")), notice(number)).unwrap();
    }
    run(desk, &["add", "papers", "--quiet"], b"");
}

#[test]
fn an_archive_that_grew_in_batches_knows_what_one_made_in_one_go_does() {
    let (grown, whole) = (desk(), desk());
    put(grown.path(), 0..40);
    known(grown.path(), &[]);
    let kept = || fs::metadata(grown.path().join("archive.broadside/reuse/shelf.sqlite")).unwrap().ino();
    let first = kept();
    put(grown.path(), 40..42);
    known(grown.path(), &[]);
    put(grown.path(), 42..45);
    let gone = ["papers/03.txt", "papers/31.txt"];
    for name in gone {
        run(grown.path(), &["remove", name, "--author", "Ada", "--reason", "a copy"], b"");
        known(grown.path(), &[]);
    }
    put(whole.path(), (0..45).filter(|number| ![3, 31].contains(number)));
    let numbers = [0, 1, 18, 40, 41, 43];
    assert_eq!(known(grown.path(), &numbers), known(whole.path(), &numbers));
    assert_eq!(kept(), first, "nothing was searched from the beginning");
}
