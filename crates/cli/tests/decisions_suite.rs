//! Decisions × changes: whatever happens to an archive after people decided, every decision is in force or listed with
//! the reason, none is lost, and it does not matter in which order two people's decisions are brought together.
//!
//! Decisions are drawn by a seed over real documents, through the real program.

mod desk;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use desk::{empty, examples, json_lines as lines, printed};
use serde_json::Value;
use tempfile::TempDir;

/// Documents that are decided on, below `examples/documents`.
const PAPERS: &[&str] = &[
    "1978/comunicado-14.txt",
    "1978/communique-14-traduction.txt",
    "1978/harbour-bulletin-april.txt",
    "1978/rundschreiben-reeder.txt",
    "1978/ministry-statement.pdf",
];

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Numbers that look like chance and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// A desk with the papers, added.
fn desk() -> TempDir {
    let desk = empty();
    for paper in PAPERS {
        let to = desk.path().join(paper);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(examples().join(paper), to).expect("a paper");
    }
    printed(desk.path(), &["add", "1978", "--quiet"]);
    desk
}

/// What a person would set there instead.
fn instead(dice: &mut Dice, target: &str, value: &str) -> Option<String> {
    let words = |dice: &mut Dice| format!("Committee of Pier {}", dice.roll(90));
    Some(
        match target.split('/').find(|piece| piece.parse::<usize>().is_err() && piece.len() < 14).unwrap_or_default() {
            _ if target.ends_with("/kind") => ["appeal", "report", "speech"][dice.roll(3)].to_owned(),
            _ if target.ends_with("/date") => format!("19{:02}-0{}", 60 + dice.roll(30), 1 + dice.roll(9)),
            _ if target.ends_with("/language") => "lat".to_owned(),
            _ if ["/claims/", "/mentions/", "/relations/"].iter().any(|list| target.contains(list)) => return None,
            _ => format!("{} {value}", words(dice)),
        },
    )
}

/// Decides `count` times on what there is, as `author`.
fn decide(desk: &Path, dice: &mut Dice, author: &str, count: usize) {
    let ids: Vec<String> = lines(desk, &["list", "--json"]).iter().map(|line| text_of(line, "id").to_owned()).collect();
    let all: Vec<Value> = ids.iter().flat_map(|id| lines(desk, &["show", "--targets", "--json", id])).collect();
    let (mut confirmed, mut rejected) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let target = &all[dice.roll(all.len())];
        let (name, value) = (text_of(target, "target"), text_of(target, "value"));
        match (dice.roll(4), instead(dice, name, value)) {
            (0, Some(words)) => drop(printed(desk, &["decide", "set", name, &words, "--author", author])),
            (1, _) if !value.is_empty() => rejected.push(name),
            (2, Some(words)) if name.contains("/signatories/") || name.contains("/issuers/") => {
                let list = name.rsplit_once('/').map_or(name, |(list, _)| list);
                printed(desk, &["decide", "set", list, &words, "--author", author]);
            }
            _ if !value.is_empty() => confirmed.push(name),
            _ => {}
        }
    }
    for (what, targets) in [("confirm", confirmed), ("reject", rejected)] {
        if !targets.is_empty() {
            printed(desk, &[&["decide", what], targets.as_slice(), &["--author", author]].concat());
        }
    }
    // Edits, some of them.
    for id in ids.iter().filter(|id| !id.contains('-')) {
        let edits = lines(desk, &["show", "--edits", "--json", id]).len();
        if edits > 0 {
            let one = format!("{id}/edits/{}", 1 + dice.roll(edits));
            let what = ["confirm", "reject"][dice.roll(2)];
            printed(desk, &["decide", what, &one, "--author", author]);
        }
    }
    // And some are taken back.
    let made = standings(desk);
    let mut ids: Vec<&String> = made.keys().filter(|id| text_of(&made[*id], "standing") != "undone").collect();
    for _ in 0..count / 12 {
        let id = ids.swap_remove(dice.roll(ids.len()));
        printed(desk, &["decide", "undo", id, "--author", author]);
    }
}

/// What became of each decision, by id.
fn standings(desk: &Path) -> BTreeMap<String, Value> {
    let all = lines(desk, &["decisions", "--json"]);
    all.into_iter().map(|line| (text_of(&line, "id").to_owned(), line)).collect()
}

/// Every decision is there and accounted for, and one that is in force has its effect; gives how many are unsettled.
fn all_accounted_for(desk: &Path, before: &BTreeMap<String, Value>) -> usize {
    let now = standings(desk);
    let ids = |all: &BTreeMap<String, Value>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(ids(&now), ids(before), "a decision was lost");
    let mut shown: BTreeMap<String, Value> = BTreeMap::new();
    for (id, line) in &now {
        match text_of(line, "standing") {
            "in-force" if text_of(line, "act") != "undo" => has_effect(desk, id, line, &mut shown),
            "in-force" | "replaced" | "undone" => {}
            "unsettled" => assert!(!text_of(line, "why").is_empty() && !text_of(line, "hint").is_empty(), "{line}"),
            other => panic!("{id}: {other}"),
        }
    }
    let listed = lines(desk, &["decisions", "--unsettled", "--json"]);
    let unsettled = now.values().filter(|line| text_of(line, "standing") == "unsettled").count();
    assert_eq!(listed.len(), unsettled);
    eprintln!("{} decisions: {unsettled} unsettled, 0 lost", now.len());
    unsettled
}

/// What a decision in force says is shown, under its id, in the statement it is about.
fn has_effect(desk: &Path, id: &str, line: &Value, shown: &mut BTreeMap<String, Value>) {
    let property = text_of(&line["target"], "property");
    let about = text_of(line, "about");
    // A rejected value that is proposed no more has nothing to show.
    if property == "edits" || about.is_empty() || text_of(line, "act") == "reject" {
        return;
    }
    let whole = shown.entry(about.to_owned()).or_insert_with(|| lines(desk, &["show", "--json", about]).remove(0));
    assert!(whole.to_string().contains(id), "{id} is in force and not shown in {about}: {line}");
}

fn count(standings: &BTreeMap<String, Value>, what: &str) -> usize {
    standings.values().filter(|line| text_of(line, "standing") == what).count()
}

/// All that can be seen of an archive.
fn everything(desk: &Path) -> Vec<String> {
    let mut all = vec![printed(desk, &["list", "--json", "--sort", "path"])];
    let ids: Vec<Value> = lines(desk, &["list", "--json", "--sort", "path"]);
    all.extend(ids.iter().map(|line| printed(desk, &["show", "--json", text_of(line, "id")])));
    for arguments in [["signatories", "--json"], ["claims", "--json"], ["timeline", "--json"], ["decisions", "--json"]]
    {
        all.push(printed(desk, &arguments));
    }
    all.iter_mut().for_each(|text| *text = without_others(text));
    all
}

/// Without what depends on other things than papers and decisions: when a file was added, and the words that are marked
/// because the index knows others.
fn without_others(text: &str) -> String {
    let keep = |line: &str| {
        let mut value: Value = serde_json::from_str(line).expect("JSON");
        if let Some(fields) = value.as_object_mut() {
            fields.remove("added");
            fields.remove("marks");
        }
        value.to_string()
    };
    text.lines().map(keep).collect::<Vec<_>>().join("\n")
}

/// The same, or the first place where it is not.
fn assert_same(now: &[String], then: &[String], when: &str) {
    if let Some((now, then)) = now.iter().zip(then).find(|(now, then)| now != then) {
        let at = now.chars().zip(then.chars()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| text.chars().skip(at.saturating_sub(200)).take(500).collect::<String>();
        panic!("{when}:\nnow  …{}…\nthen …{}…", around(now), around(then));
    }
    assert_eq!(now.len(), then.len(), "{when}");
}

#[test]
fn other_parameters_and_back_again() {
    let desk = desk();
    let desk = desk.path();
    decide(desk, &mut Dice(20_781), "Ana", 60);
    let before = standings(desk);
    let seen = everything(desk);
    assert!(before.len() > 40 && count(&before, "in-force") > 25, "{}", before.len());
    assert_eq!(all_accounted_for(desk, &before), 0, "nothing changed yet");
    let edits = lines(desk, &["show", "--edits", "--json", PAPERS[2]]);
    let mut rules: Vec<&str> =
        edits.iter().map(|edit| text_of(edit, "rule")).filter(|rule| *rule != "decision").collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in &rules {
        printed(desk, &["reread", "--without", rule]);
    }
    let unsettled = all_accounted_for(desk, &before);
    assert!(unsettled * 4 < before.len(), "{unsettled} of {} unsettled", before.len());
    for rule in &rules {
        printed(desk, &["reread", "--with", rule]);
    }
    assert_same(&everything(desk), &seen, "as it was before");
    printed(desk, &["reread", "--all"]);
    assert_same(&everything(desk), &seen, "reading all again changes nothing");
    assert!(printed(desk, &["verify"]).contains("all is well"));
}

#[test]
fn replaced_moved_and_removed_files() {
    let desk = desk();
    let desk = desk.path();
    decide(desk, &mut Dice(77), "Ana", 60);
    let before = standings(desk);
    let seen = everything(desk);
    // Another edition of three papers takes the place of the first.
    for paper in &PAPERS[..3] {
        let path = desk.join(paper);
        let bytes = fs::read(&path).expect("a paper");
        fs::write(
            &path,
            [b"A note by the archive: second edition\n\n".as_slice(), &bytes, b"\nPrinted again.\n"].concat(),
        )
        .expect("a paper");
    }
    printed(desk, &["add", "1978", "--quiet"]);
    all_accounted_for(desk, &before);
    // The first editions are taken out: what was decided is carried to the second.
    let ids: Vec<String> =
        before.values().map(|line| text_of(&line["target"]["statement"], "source").to_owned()).collect();
    let mut old: Vec<&str> = ids.iter().map(String::as_str).filter(|id| !id.is_empty()).collect();
    old.sort_unstable();
    old.dedup();
    let on_paper = |id: &&str| {
        let paths = lines(desk, &["report", "--json", id]).remove(0)["paths"].to_string();
        PAPERS[..3].iter().any(|paper| paths.contains(paper))
    };
    let old: Vec<&str> = old.into_iter().filter(on_paper).collect();
    printed(desk, &[&["remove"], old.as_slice(), &["--reason", "replaced", "--author", "Ana"]].concat());
    let unsettled = all_accounted_for(desk, &before);
    assert!(unsettled * 3 < before.len(), "{unsettled} of {} unsettled", before.len());
    // All is taken out, and comes back as it was.
    let all: Vec<String> =
        lines(desk, &["report", "--json"]).iter().map(|line| text_of(line, "source").to_owned()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    printed(desk, &[&["remove"], all.as_slice(), &["--reason", "made room", "--author", "Ana"]].concat());
    let in_force = standings(desk).into_values().filter(|line| text_of(line, "standing") == "in-force");
    assert!(
        in_force.map(|line| text_of(&line, "act").to_owned()).all(|act| act == "undo"),
        "nothing is there to be right"
    );
    assert!(all_accounted_for(desk, &before) > before.len() / 2);
    for paper in PAPERS {
        let moved = desk.join("moved").join(paper);
        fs::create_dir_all(moved.parent().expect("a folder")).expect("a folder");
        fs::copy(examples().join(paper), moved).expect("a paper");
    }
    printed(desk, &["add", "moved", "--quiet"]);
    all_accounted_for(desk, &before);
    let here = |text: &String| text.replace("moved/1978/", "1978/");
    assert_same(&everything(desk).iter().map(here).collect::<Vec<_>>(), &seen, "as it was before");
    assert!(printed(desk, &["verify"]).contains("all is well"));
}

#[test]
fn two_people_in_any_order() {
    let archives: Vec<TempDir> = (0..4).map(|_| desk()).collect();
    let [ana, eva, one, other] = [0, 1, 2, 3].map(|at| archives[at].path());
    decide(ana, &mut Dice(5), "Ana", 40);
    decide(eva, &mut Dice(6), "Eva", 40);
    let mut logs = Vec::new();
    for (archive, name) in [(ana, "ana.jsonl"), (eva, "eva.jsonl")] {
        logs.push((name, printed(archive, &["decisions", "--export", "-"])));
    }
    let merge = |archive: &Path, order: [usize; 4]| {
        for at in order {
            let (name, log) = &logs[at];
            fs::write(archive.join(name), log).expect("a file");
            printed(archive, &["decisions", "--import", name]);
        }
    };
    merge(one, [0, 1, 0, 1]);
    merge(other, [1, 0, 0, 1]);
    assert_same(&everything(one), &everything(other), "in either order");
    merge(ana, [1, 1, 1, 1]);
    assert_same(&everything(ana), &everything(one), "bringing the other's here is the same");
    let both = standings(one);
    let all: usize = logs.iter().map(|(_, log)| log.lines().count()).sum();
    assert_eq!(both.len(), all);
    all_accounted_for(one, &both);
}
