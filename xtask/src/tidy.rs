//! The layout and dependency rules that reviews would otherwise have to remember.
//!
//! Takes the workspace in the current folder, gives a line per breach. The rules stand in ARCHITECTURE.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Stages of the engine: none may import another.
const STAGES: &[&str] = &[
    "intake",
    "repair",
    "structure",
    "mentions",
    "claims",
    "dating",
    "relations",
    "resolve",
    "reuse",
    "decisions",
    "network",
    "search",
    "authority",
];
/// What a crate of the workspace may be built on.
const MAY_USE: &[(&str, &[&str])] = &[
    ("broadside-model", &[]),
    ("broadside-engine", &["broadside-model"]),
    ("broadside-room", &["broadside-model", "broadside-engine"]),
    ("broadside-tagger", &["broadside-model", "broadside-engine"]),
    ("broadside-tables", &[]),
    ("broadside", &["broadside-model", "broadside-engine", "broadside-room", "broadside-tables", "broadside-tagger"]),
    ("xtask", &[]),
];
/// Crates that would let the program connect to others: clients, encryption of connections, look-up of names. None may be
/// linked in.
const NO_CLIENTS: &[&str] = &[
    "reqwest",
    "ureq",
    "curl",
    "isahc",
    "attohttpc",
    "native-tls",
    "rustls",
    "openssl",
    "openssl-sys",
    "hyper-tls",
    "hyper-rustls",
    "tokio-rustls",
    "hickory-resolver",
    "trust-dns-resolver",
    "quinn",
    "tungstenite",
];
/// Crates that listen: only what is below the reading room may use them.
const LISTENERS: &[&str] = &["hyper", "hyper-util", "axum", "tower", "tokio", "mio", "socket2"];
/// The crate that listens.
const LISTENS: &str = "broadside-room";
/// Features with which a crate that listens would connect too.
const CONNECTING: &[(&str, &str)] = &[("hyper", "client"), ("hyper-util", "client"), ("hyper-util", "client-legacy")];
/// Folders of the layout that design names and must not come back under near names.
const NO_NAMES: &[&str] = &["common", "utils", "util", "helpers", "types", "misc"];
const LONGEST_FILE: usize = 700;

/// Checks every rule.
pub fn run() -> Result<(), String> {
    let mut breaches = Vec::new();
    let files = tracked()?;
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
        match fs::read_to_string(file) {
            Ok(text) => check_source(file, &text, &mut breaches),
            Err(error) => breaches.push(format!("{}: {error}", file.display())),
        }
    }
    check_names(&files, &mut breaches);
    check_rules(&mut breaches);
    check_documents(&files, &mut breaches);
    crate::web::check(&files, &mut breaches);
    check_dependencies(&mut breaches)?;
    check_listeners(&files, &mut breaches)?;
    if breaches.is_empty() {
        println!("tidy: {} files follow the rules", files.len());
        return Ok(());
    }
    breaches.sort();
    Err(format!("{}\ntidy: {} breaches", breaches.join("\n"), breaches.len()))
}

/// The files git knows or would add.
fn tracked() -> Result<Vec<PathBuf>, String> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    let mut files: Vec<PathBuf> = String::from_utf8_lossy(&output.stdout).lines().map(PathBuf::from).collect();
    files.retain(|file| file.is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

fn check_source(file: &Path, text: &str, breaches: &mut Vec<String>) {
    let name = file.display();
    if !text.trim_start().starts_with("//!") && !text.trim_start().starts_with("#!") {
        breaches.push(format!("{name}: opens without `//!`: say what it takes, what it gives, why it exists"));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        breaches.push(format!("{name}: {lines} lines; split it (at most {LONGEST_FILE})"));
    }
    let marks = [concat!("to", "do!("), concat!("unim", "plemented!("), concat!("#[ig", "nore"), concat!("FIX", "ME")];
    for mark in marks {
        if text.contains(mark) {
            breaches.push(format!("{name}: `{mark}`: unfinished work is not committed"));
        }
    }
    let Ok(inside) = file.strip_prefix("crates/engine/src") else { return };
    let stage = inside.components().next().and_then(|part| part.as_os_str().to_str()).unwrap_or("");
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    if STAGES.contains(&stage) {
        for other in STAGES.iter().filter(|other| **other != stage).chain(&["store", "run", "sandbox"]) {
            if code
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("crate::{other}")))
            {
                breaches.push(format!("{name}: stage `{stage}` imports `{other}`; only run/ composes stages"));
            }
        }
    }
}

fn check_names(files: &[PathBuf], breaches: &mut Vec<String>) {
    for file in files {
        for part in file.iter().filter_map(|part| part.to_str()) {
            if NO_NAMES.contains(&part.trim_end_matches(".rs")) {
                breaches.push(format!("{}: `{part}` says nothing; name it after what it holds", file.display()));
            }
        }
    }
}

/// Every repair rule has a file of its own with tests, and a line in the list.
fn check_rules(breaches: &mut Vec<String>) {
    let folder = Path::new("crates/engine/src/repair/rules");
    let list = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "mod") else {
            continue;
        };
        let text = fs::read_to_string(&path).unwrap_or_default();
        if !text.contains("impl Rule for") {
            continue;
        }
        if !list.contains(&format!("{stem}::")) {
            breaches.push(format!("{}: the rule is not listed in rules/mod.rs", path.display()));
        }
        if !text.contains("#[test]") {
            breaches.push(format!("{}: a rule without tests", path.display()));
        }
    }
}

/// Paths that the documents name exist.
fn check_documents(files: &[PathBuf], breaches: &mut Vec<String>) {
    let known: BTreeSet<PathBuf> =
        files.iter().flat_map(|file| file.ancestors().map(Path::to_path_buf).collect::<Vec<_>>()).collect();
    for document in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/accuracy.md", "docs/reconcile.md", "docs/room.md"]
    {
        let text = match fs::read_to_string(document) {
            Ok(text) => text,
            Err(error) => {
                breaches.push(format!("{document}: {error}"));
                continue;
            }
        };
        for quoted in text.split('`').skip(1).step_by(2) {
            let roots = [
                "crates/",
                "xtask/",
                "docs/",
                "examples/",
                "scripts/",
                "benches/",
                "accuracy/",
                "tests/",
                "web/src/",
                "web/e2e/",
            ];
            let is_path = roots.iter().any(|root| quoted.starts_with(root));
            let is_plain = !quoted.contains([' ', '*', '<', '…', '{']);
            if is_path && is_plain && !known.contains(Path::new(quoted.trim_end_matches('/'))) {
                breaches.push(format!("{document}: names `{quoted}`, which does not exist"));
            }
        }
    }
}

fn check_dependencies(breaches: &mut Vec<String>) -> Result<(), String> {
    for (package, may_use) in MAY_USE {
        let tree = cargo_tree(&["--edges", "normal,build", "--format", "{p}", "--package", package])?;
        let used: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        for name in used.iter().filter(|name| NO_CLIENTS.contains(name)) {
            breaches.push(format!("{package}: depends on `{name}`, which connects to others"));
        }
        let may_listen = *package == LISTENS || may_use.contains(&LISTENS);
        for name in used.iter().filter(|name| !may_listen && LISTENERS.contains(name)) {
            breaches.push(format!("{package}: depends on `{name}`; only {LISTENS} listens"));
        }
        let own = |name: &&&str| name.starts_with("broadside") || **name == "xtask";
        for name in used.iter().filter(own) {
            if name != package && !may_use.contains(name) {
                breaches.push(format!(
                    "{package}: depends on `{name}`; model ← engine ← {{room, tagger}} ← cli and tables ← cli are the only ways"
                ));
            }
        }
    }
    Ok(())
}

/// What listens is named by the reading room alone, and cannot connect.
fn check_listeners(files: &[PathBuf], breaches: &mut Vec<String>) -> Result<(), String> {
    for file in files.iter().filter(|file| file.ends_with("Cargo.toml") && !file.starts_with("crates/room")) {
        let text = fs::read_to_string(file).unwrap_or_default();
        let names = text.lines().filter_map(|line| line.split(['=', '.', ' ']).next());
        for name in names.filter(|name| LISTENERS.contains(name)) {
            breaches.push(format!("{}: names `{name}`; only {LISTENS} listens", file.display()));
        }
    }
    let tree = cargo_tree(&["--edges", "features,normal,build", "--package", LISTENS])?;
    for (name, feature) in CONNECTING {
        if tree.lines().any(|line| line.starts_with(&format!("{name} feature \"{feature}\""))) {
            breaches.push(format!("{LISTENS}: `{name}` has the feature `{feature}`, which connects to others"));
        }
    }
    Ok(())
}

/// What `cargo tree` prints, a package a line.
fn cargo_tree(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("cargo")
        .args(["tree", "--locked", "--prefix", "none"])
        .args(arguments)
        .output()
        .map_err(|error| format!("cargo tree: {error}"))?;
    if !output.status.success() {
        return Err(format!("cargo tree: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
