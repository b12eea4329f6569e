//! Reuse in a collection without an archive: JSON lines as people bring them in, links and the forms of passim out.

use assert_cmd::Command;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A passage that texts share.
const SHARED: &str = "The keepers of the seven lighthouses declare that no lamp will be lit while the harbour office \
withholds the winter allowance, and that the ferries must find their own way through the Añasco narrows until every \
keeper is paid what the charter of the coast has promised them since the great storm";

/// What stands around it, different in every text.
const AROUND: [&str; 3] = [
    "Monday brought rain, herring, and a letter from the mainland 😀😀, read aloud upon the quay before noon. ",
    "Our correspondent, delayed by fog at Brightwater, sends this word which reached him through fishing folk: ",
    "Whoever walks along the mole these evenings sees dark towers; people ask why; here is what was nailed up: ",
];

fn reuse(desk: &TempDir, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(desk.path()).arg("reuse").args(arguments).write_stdin(input).output().expect("it runs")
}

fn desk() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Three texts with the passage, and one without.
fn documents() -> Vec<Value> {
    let mut all: Vec<Value> = (0..3)
        .map(|number| {
            let around = AROUND[number];
            let text = format!("{around}\n{}\n{}", SHARED, around.chars().rev().collect::<String>());
            json!({ "id": format!("d{number}"), "series": format!("s{}", number / 2), "text": text, "date": format!("1916-01-0{}", 3 - number) })
        })
        .collect();
    all.push(json!({ "id": "d9", "series": "s9", "text": "Nothing of all this is said here, nor anything like it, on purpose." }));
    all
}

fn lines(documents: &[Value]) -> Vec<u8> {
    documents.iter().flat_map(|document| format!("{document}\n").into_bytes()).collect()
}

fn parsed(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What stands at code points of a text.
fn slice(text: &Value, begin: &Value, end: &Value) -> String {
    let (begin, end) = (begin.as_u64().expect("a number") as usize, end.as_u64().expect("a number") as usize);
    text.as_str().expect("a text").chars().skip(begin).take(end - begin).collect()
}

#[test]
fn links_name_the_passages_in_code_points() {
    let documents = documents();
    let output = reuse(&desk(), &["--jsonl", "-"], &lines(&documents));
    assert!(output.status.success(), "{}", said(&output));
    let links = parsed(&output);
    let pairs: Vec<_> = links.iter().map(|link| (link["a"].as_str().unwrap(), link["b"].as_str().unwrap())).collect();
    assert_eq!(pairs, [("d0", "d1"), ("d0", "d2"), ("d1", "d2")]);
    for link in &links {
        let text = |side: &str| &documents.iter().find(|document| document["id"] == link[side]).unwrap()["text"];
        assert_eq!(slice(text("a"), &link["ab"], &link["ae"]), SHARED);
        assert_eq!(slice(text("b"), &link["bb"], &link["be"]), SHARED);
    }
}

#[test]
fn neither_the_order_of_lines_nor_threads_nor_packing_change_what_is_found() {
    let (desk, mut documents) = (desk(), documents());
    let expected = reuse(&desk, &["--jsonl", "-", "--threads", "1"], &lines(&documents)).stdout;
    assert!(!expected.is_empty());
    documents.reverse();
    fs::create_dir_all(desk.path().join("in/.hidden")).unwrap();
    let path = |name: &str| desk.path().join("in").join(name);
    fs::write(path("a.jsonl"), lines(&documents[..1])).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&lines(&documents[1..])).unwrap();
    fs::write(path("b.json.gz"), packed.finish().unwrap()).unwrap();
    fs::write(path("_SUCCESS.json"), "").unwrap();
    fs::write(path("notes.txt"), "not JSON").unwrap();
    for arguments in [
        &["--jsonl", "in", "--threads", "2"][..],
        &["--jsonl", "in/b.json.gz", "--jsonl", "in/a.jsonl", "--memory", "16M", "--scratch", "."],
        &["--jsonl", "in", "--out", "links.jsonl"],
    ] {
        let output = reuse(&desk, arguments, b"");
        assert!(output.status.success(), "{}", said(&output));
        let found = if arguments.contains(&"--out") {
            fs::read(desk.path().join("links.jsonl")).unwrap()
        } else {
            output.stdout
        };
        assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected), "{arguments:?}");
    }
}

#[test]
fn a_line_that_is_of_no_use_costs_itself_alone_and_is_told() {
    let mut input = b"\xef\xbb\xbf".to_vec();
    input.extend(lines(&documents()[..1]));
    input.extend(
        b"\r\nwords\n{\"id\": \"x\"}\n{\"id\": \"d0\", \"text\": \"again\"}\n{\"id\": \"y\", \"text\": \"\xff\"}\n",
    );
    input.extend(lines(&documents()[1..2]).trim_ascii_end());
    let output = reuse(&desk(), &["--jsonl", "-"], &input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(parsed(&output).len(), 1);
    let said = said(&output);
    for told in [
        "standard input, line 3: expected value",
        "line 4: there is no `text`",
        "line 5: `d0` is the id of line 1 already",
        "line 6: invalid unicode",
        "4 lines of the input left out",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[test]
fn input_that_cannot_be_read_says_what_to_do() {
    let desk = desk();
    let path = |name: &str| desk.path().join(name);
    fs::create_dir(path("empty")).unwrap();
    fs::write(path("packed"), b"BZh91AY&SY").unwrap();
    fs::write(path("half.gz"), &b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x01\x10"[..]).unwrap();
    fs::write(path("list"), "[{\"id\": \"a\", \"text\": \"b\"}]").unwrap();
    for (name, code, told) in [
        ("missing", 1, "there is no such file"),
        ("empty", 2, "holds no files that end in"),
        ("packed", 1, "bzcat packed | broadside"),
        ("half.gz", 1, "Is the file whole?"),
        ("list", 1, "jq -c"),
    ] {
        let output = reuse(&desk, &["--jsonl", name], b"");
        assert_eq!(output.status.code(), Some(code), "{name}: {}", said(&output));
        assert!(said(&output).contains(told), "{name}: {}", said(&output));
    }
    let output = reuse(&desk, &["--jsonl", "list", "--memory", "lots"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn texts_of_one_series_are_not_compared_where_that_is_asked() {
    let output = reuse(&desk(), &["--jsonl", "-", "--between", "series"], &lines(&documents()));
    let pairs: Vec<String> = parsed(&output).iter().map(|link| format!("{}{}", link["a"], link["b"])).collect();
    assert_eq!(pairs, [r#""d0""d2""#, r#""d1""d2""#]);
}

#[test]
fn clusters_are_written_as_passim_writes_them() {
    let output = reuse(&desk(), &["--jsonl", "-", "--format", "passim"], &lines(&documents()));
    assert!(output.status.success(), "{}", said(&output));
    let passages = parsed(&output);
    let ids: Vec<_> = passages.iter().map(|passage| passage["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["d2", "d1", "d0"], "by date");
    for passage in &passages {
        assert_eq!((&passage["size"], &passage["cluster"]), (&json!(3), &json!(0)));
        assert_eq!(passage["text"], SHARED);
        assert_eq!((&passage["pboiler"], &passage["boiler"]), (&json!(0.0), &json!(false)));
        assert!(passage["series"].is_string() && passage["begin"].is_u64() && passage["end"].is_u64());
    }
    let sources: Vec<usize> = passages.iter().map(|passage| passage["src"].as_array().unwrap().len()).collect();
    assert_eq!(sources, [2, 1, 0]);
    assert_eq!(passages[1]["src"][0]["uid"], passages[2]["uid"]);
}

#[test]
fn alignments_are_written_as_passim_writes_them() {
    let mut documents = documents();
    let changed = documents[1]["text"]
        .as_str()
        .unwrap()
        .replace("winter allowance", "winter-\nallowance")
        .replace("dark", "DARK");
    documents[1]["text"] = changed.into();
    let output = reuse(&desk(), &["--jsonl", "-", "--format", "passim-pairwise"], &lines(&documents[..2]));
    let [pair] = &parsed(&output)[..] else { panic!("{}", String::from_utf8_lossy(&output.stdout)) };
    assert_eq!((&pair["id"], &pair["id2"], &pair["series2"]), (&json!("d0"), &json!("d1"), &json!("s0")));
    let row = |name: &str| pair[name].as_str().unwrap().to_owned();
    assert_eq!(row("s1").chars().count(), row("s2").chars().count());
    let back = |row: String| row.replace('-', "").replace('\u{2010}', "-");
    assert_eq!(back(row("s1")), slice(&documents[0]["text"], &pair["begin"], &pair["end"]));
    assert_eq!(back(row("s2")), slice(&documents[1]["text"], &pair["begin2"], &pair["end2"]));
    assert_eq!(pair["matches"], json!(SHARED.chars().count()));
    assert!(pair.get("text").is_none());
}

#[test]
fn tables_are_kept_by_what_they_were_made_from_and_used_again() {
    let (desk, documents) = (desk(), documents());
    let find = |documents: &[Value], more: &[&str]| {
        let output = reuse(&desk, &[&["--jsonl", "-", "--tables", "tables"], more].concat(), &lines(documents));
        assert!(output.status.success(), "{}", said(&output));
        output.stdout
    };
    let tables = || {
        let entries = fs::read_dir(desk.path().join("tables")).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let plain = reuse(&desk, &["--jsonl", "-"], &lines(&documents)).stdout;
    assert_eq!(find(&documents, &[]), plain);
    let first = tables();
    let stages: Vec<_> = first.iter().filter_map(|name| name.split_once('-')).map(|(stage, _)| stage).collect();
    assert_eq!(stages, ["aligned", "alignments", "clusters", "links", "pairs", "passages", "texts"]);
    let links = desk.path().join("tables").join(&first[3]);
    let made = fs::metadata(&links).unwrap().modified().unwrap();
    assert_eq!(find(&documents, &["--threads", "1", "--memory", "64M"]), plain, "out of the tables");
    assert_eq!(fs::metadata(&links).unwrap().modified().unwrap(), made);
    assert_eq!(find(&documents[1..], &[]).len(), plain.len() / 3, "another input");
    assert_eq!(tables().len(), 14);
    fs::write(&links, "damaged").unwrap();
    let output = reuse(&desk, &["--jsonl", "-", "--tables", "tables"], &lines(&documents));
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Delete it"), "{}", said(&output));
}

fn run(desk: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("broadside").expect("the program is built");
    command.current_dir(desk.path()).args(arguments).output().expect("it runs")
}

/// A declaration, a reprint with two letters misread, an article that quotes it, and something else.
fn archive() -> TempDir {
    let desk = desk();
    fs::create_dir(desk.path().join("papers")).unwrap();
    let declared = |words: &str| {
        format!(
            "DECLARATION OF THE LIGHTHOUSE KEEPERS\n\nBrightwater, 3 March 1911\n\n{words}.\n\nWe call on all who go to sea \
             to stand with us. The League of Lighthouse Keepers.\n"
        )
    };
    let article = format!(
        "A letter from the coast\n\n9 March 1911\n\nRain fell on the market all week, and the price of rope went up \
         again, as everybody knew that it would. Their paper says: “{SHARED}.” So far the keepers. The harbour office \
         has said nothing, and the mayor went fishing with his brothers in law 😀. \
         On Tuesday the schooner Patience came in with timber and two passengers, of whom one was ill and the other \
         would not give a name. On Wednesday the choir sang for the widows, and eleven crowns were collected. Of the \
         bridge there is no news, but that its third arch has been begun again, and that the engineer is said to have \
         written home for his winter coat. The school stays closed until the stove is mended.\n"
    );
    let other = "Minutes of the Herring Club\n\n12 May 1912\n\nThe club resolved to buy two nets and a lantern.\n";
    let papers = [
        ("declaration.txt", declared(SHARED)),
        ("reprint.txt", declared(&SHARED.replace("seven", "sevcn").replace("lamp", "1amp"))),
        ("article.txt", article),
        ("other.txt", other.to_owned()),
    ];
    for (name, text) in papers {
        fs::write(desk.path().join("papers").join(name), text).unwrap();
    }
    assert!(run(&desk, &["add", "papers", "--quiet"]).status.success());
    desk
}

#[test]
fn what_a_statement_shares_is_told_with_its_kind_and_leads_to_the_characters() {
    let desk = archive();
    let output = run(&desk, &["reuse", "papers/declaration.txt", "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let rows = parsed(&output);
    let kinds: Vec<_> = rows.iter().map(|row| (row["with"]["paths"][0].clone(), row["kind"].clone())).collect();
    let expected = [("papers/reprint.txt", "reprint"), ("papers/article.txt", "quotation")];
    assert_eq!(kinds, expected.map(|(path, kind)| (json!(path), json!(kind))));
    let text = |name: &str| parsed(&run(&desk, &["show", name, "--json"]))[0]["text"].clone();
    let (own, article) = (text("papers/declaration.txt"), text("papers/article.txt"));
    let row = &rows[1];
    assert_eq!(slice(&own, &row["start"], &row["end"]), row["text"].as_str().unwrap());
    assert_eq!(slice(&article, &row["other"]["start"], &row["other"]["end"]), row["other"]["text"].as_str().unwrap());
    for block in row["alignment"].as_array().unwrap() {
        let (mine, its) =
            (slice(&own, &block["start"], &block["end"]), slice(&article, &block["other_start"], &block["other_end"]));
        assert_eq!(mine, its);
    }
    let shown = String::from_utf8_lossy(&run(&desk, &["reuse", "papers/declaration.txt"]).stdout).into_owned();
    assert!(
        shown.contains("quotation (in quotation marks)") && shown.contains(" │ ") && shown.contains("[1]amp"),
        "{shown}"
    );
    let output = run(&desk, &["reuse", "papers/other.txt"]);
    assert!(output.status.success() && said(&output).contains("Nothing is shared"), "{}", said(&output));
    assert_eq!(run(&desk, &["reuse", "papers/article.txt", "--kind", "furniture"]).status.code(), Some(1));
}

#[test]
fn what_is_known_of_reuse_follows_the_archive() {
    let desk = archive();
    let overview = || parsed(&run(&desk, &["reuse", "--json"])).remove(0);
    let first = overview();
    assert_eq!((&first["statements"], &first["links"]), (&json!(4), &json!(3)));
    assert_eq!(first["by_kind"], json!({ "quotation": 1, "reprint": 1 }));
    fs::copy(desk.path().join("papers/article.txt"), desk.path().join("copy.txt")).unwrap();
    let mut text = fs::read_to_string(desk.path().join("copy.txt")).unwrap();
    text.push_str("Sent in by a reader.\n");
    fs::write(desk.path().join("copy.txt"), text).unwrap();
    assert!(run(&desk, &["add", "copy.txt", "--quiet"]).status.success());
    assert_eq!(overview()["statements"], json!(5));
    assert_eq!(overview()["links"], json!(6));
    assert!(run(&desk, &["remove", "copy.txt", "--author", "Ada", "--reason", "a copy"]).status.success());
    assert_eq!(overview(), first, "what was added and removed leaves nothing");
    fs::write(desk.path().join("archive.broadside/reuse/reuse.sqlite"), "nonsense").unwrap();
    assert_eq!(overview(), first, "what is damaged is made anew");
    fs::remove_dir_all(desk.path().join("archive.broadside/reuse")).unwrap();
    assert_eq!(overview(), first);
    assert!(run(&desk, &["verify"]).status.success());
}

#[test]
fn words_lead_to_where_they_come_from_also_when_they_are_remembered_badly() {
    let desk = archive();
    let typed = "no lamp shall be lit while the harbor office witholds the winter alowance";
    let output = run(&desk, &["reuse", "--passage", typed, "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let found = parsed(&output);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|place| place["text"].as_str().unwrap().contains("be lit while the harbour office")));
    let output = run(&desk, &["reuse", "--passage", "a sentence that nobody in this archive ever wrote down"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Nothing in the archive"));
    let output = run(&desk, &["reuse", "--passage", "too short"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn versions_are_laid_side_by_side() {
    let desk = archive();
    let output = run(&desk, &["collate", "papers/declaration.txt", "--json"]);
    assert!(output.status.success(), "{}", said(&output));
    let collation = parsed(&output).remove(0);
    let readings = collation["witnesses"][0]["readings"].as_array().unwrap();
    let words: Vec<_> = readings.iter().map(|reading| reading["reading"]["text"].as_str().unwrap()).collect();
    let base: Vec<_> = readings.iter().map(|reading| reading["text"].as_str().unwrap()).collect();
    assert!(
        words == ["sevcn", "1amp"] && base == ["seven", "lamp"] || words == ["seven", "lamp"],
        "{words:?} {base:?}"
    );
    let output = run(&desk, &["collate", "papers/declaration.txt", "papers/reprint.txt", "--all"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("sevcn") && shown.contains("Base ("), "{shown}");
    let output = run(&desk, &["collate", "papers/declaration.txt", "papers/declaration.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("does not differ from itself"), "{}", said(&output));
    let output = run(&desk, &["collate", "papers/declaration.txt", "papers/reprint.txt", "papers/reprint.txt"]);
    assert!(output.status.success() && said(&output).contains("named twice"), "{}", said(&output));
    let output = run(&desk, &["collate", "papers/other.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Name the statements"), "{}", said(&output));
}

#[test]
fn a_search_goes_on_from_the_stages_that_were_finished() {
    let (desk, all) = (desk(), lines(&documents()));
    let find = |more: &[&str]| reuse(&desk, &[&["--jsonl", "-", "--tables", "tables"], more].concat(), &all);
    let table = |stage: &str| {
        let mut entries = fs::read_dir(desk.path().join("tables")).unwrap().map(|entry| entry.unwrap().path());
        entries.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(&format!("{stage}-")))
    };
    let whole = find(&[]);
    assert_eq!(said(&whole), "");
    for stage in ["links", "clusters"] {
        fs::remove_file(table(stage).unwrap()).unwrap();
    }
    let again = find(&[]);
    assert_eq!(again.stdout, whole.stdout);
    assert!(said(&again).contains("Going on from tables/aligned-"), "{}", said(&again));
    assert!(table("seeds").is_none());
    assert_eq!(find(&["--seeds"]).stdout, whole.stdout);
    assert!(table("seeds").is_some());
    fs::remove_file(table("links").unwrap()).unwrap();
    fs::write(table("aligned").unwrap(), "damaged").unwrap();
    let output = find(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("Delete it"), "{}", said(&output));
}

#[test]
fn tables_for_which_there_is_no_room_are_named_and_none_is_half_written() {
    let (desk, all) = (desk(), lines(&documents()));
    let find = || reuse(&desk, &["--jsonl", "-", "--tables", "tables"], &all);
    assert!(find().status.success());
    let tables = || fs::read_dir(desk.path().join("tables")).unwrap().map(|entry| entry.unwrap().path());
    let links = tables().find(|path| path.to_str().unwrap().contains("/links-")).unwrap();
    tables().for_each(|path| fs::remove_file(path).unwrap());
    std::os::unix::fs::symlink("/dev/full", format!("{}.new", links.display())).unwrap();
    let output = find();
    assert_eq!(output.status.code(), Some(1));
    for word in ["tables/links-", "No space left", "Make room"] {
        assert!(said(&output).contains(word), "{}", said(&output));
    }
    assert!(tables().all(|path| path.extension().unwrap() == "parquet" && path != links));
}

#[test]
fn texts_that_are_the_same_text_again_are_told() {
    let mut documents = documents();
    let text = documents[0]["text"].as_str().unwrap().to_owned();
    let misread = text.replace("th", "tl").replace('e', "c").replace(' ', "\n");
    documents.push(json!({ "id": "d7", "series": "s0", "text": misread }));
    documents.push(json!({ "id": "d8", "series": "s8", "text": text.to_uppercase() }));
    let find = |more: &[&str]| {
        let output = reuse(&desk(), &[&["--jsonl", "-", "--near-duplicates"], more].concat(), &lines(&documents));
        assert!(output.status.success(), "{}", said(&output));
        parsed(&output)
    };
    let pairs = |found: &[Value]| found.iter().map(|pair| format!("{}{}", pair["a"], pair["b"])).collect::<Vec<_>>();
    let found = find(&["--share", "0.9"]);
    assert_eq!(pairs(&found), [r#""d0""d7""#, r#""d0""d8""#, r#""d7""d8""#]);
    assert_eq!(found[1], json!({ "a": "d0", "b": "d8", "share": 1.0 }));
    assert_eq!(pairs(&find(&["--share", "0.9", "--between", "series"])), pairs(&found[1..]));
    assert_eq!(reuse(&desk(), &["--jsonl", "-", "--share", "0.9"], b"").status.code(), Some(2));
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let output = reuse(&desk(), &["--jsonl", "-", "--out", "no/where.jsonl"], &lines(&documents()));
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no/where.jsonl"), "{}", said(&output));
    assert!(!Path::new("no").exists());
}

#[test]
fn links_are_not_written_over_what_they_are_of() {
    let desk = desk();
    let all = lines(&documents());
    fs::write(desk.path().join("papers.jsonl"), &all).unwrap();
    for out in ["papers.jsonl", "./papers.jsonl"] {
        let output = reuse(&desk, &["--jsonl", "papers.jsonl", "--out", out], b"");
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("not written over"), "{}", said(&output));
        assert_eq!(fs::read(desk.path().join("papers.jsonl")).unwrap(), all);
    }
}

#[test]
fn a_database_of_something_else_is_not_taken_for_an_index() {
    let desk = archive();
    let catalogue = desk.path().join("archive.broadside/catalogue.sqlite");
    let before = fs::read(&catalogue).unwrap();
    let output = reuse(&desk, &["--jsonl", "-", "--index", "archive.broadside/catalogue.sqlite"], &lines(&documents()));
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("database of something else"), "{}", said(&output));
    assert_eq!(fs::read(&catalogue).unwrap(), before);
}

#[test]
fn links_that_could_not_be_written_are_found_again() {
    let desk = desk();
    let all = documents();
    let add = |from: usize, until: usize, out: &str| {
        reuse(&desk, &["--jsonl", "-", "--index", "papers.reuse", "--out", out], &lines(&all[from..until]))
    };
    for (from, until, count) in [(0, 2, 1), (2, 4, 2)] {
        assert_eq!(add(from, until, "/dev/full").status.code(), Some(1));
        let output = add(from, until, "links.jsonl");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(fs::read_to_string(desk.path().join("links.jsonl")).unwrap().lines().count(), count);
    }
}
