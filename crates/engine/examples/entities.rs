//! Measures the resolution of names on sets of names that are known to be one's.
//!
//! `entities pairs FILE.csv [each]`: pairs of names with `is_match`; a pair is held to be one where the comparison says
//! "same", at its one threshold. `entities variants FILE.tsv [each]`: names with the id of what they name; all names of
//! a type are clustered, and every pair of names judged. `entities spellings FILE.tsv [each]`: each spelling of the `test`
//! split is given the id of the nearest spelling of the `train` split. Prints `what<TAB>figure` lines.

use broadside_engine::resolve::compare::compare;
use broadside_engine::resolve::name::Name;
use broadside_engine::resolve::{Constraints, NameUse, Outcome, Resolution, resolve};
use broadside_model::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

type Row = BTreeMap<String, String>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(what), Some(file)) = (arguments.first(), arguments.get(1)) else {
        return eprintln!("entities pairs|variants|spellings FILE [each]");
    };
    let each = arguments.get(2).is_some_and(|word| word == "each");
    match (what.as_str(), std::fs::read_to_string(file)) {
        ("pairs", Ok(text)) => pairs(&rows(&text, ','), each),
        ("variants", Ok(text)) => variants(&rows(&text, '\t'), each),
        ("spellings", Ok(text)) => spellings(&rows(&text, '\t'), each),
        (_, Err(error)) => eprintln!("{file}: {error}"),
        _ => eprintln!("pairs, variants or spellings"),
    }
}

/// The records of a table by their columns; quotation marks mean something in comma-separated ones only.
fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut lines = text.lines().map(|line| fields(line, separator));
    let head = lines.next().unwrap_or_default();
    lines.map(|line| head.iter().cloned().zip(line).collect()).collect()
}

fn fields(line: &str, separator: char) -> Vec<String> {
    let (mut out, mut quoted) = (vec![String::new()], false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let field = out.last_mut().expect("never empty");
        match character {
            '"' if separator == ',' && quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' if separator == ',' => quoted = !quoted,
            _ if character == separator && !quoted => out.push(String::new()),
            _ => field.push(character),
        }
    }
    out
}

fn name(kind: Option<EntityKind>, name: &str) -> Name {
    Name::of(&NameUse { kind, name: name.to_owned(), ..NameUse::default() })
}

/// Counts of a decision by what is true.
#[derive(Default)]
struct Counts {
    hits: u64,
    wrong: u64,
    missed: u64,
}

impl Counts {
    fn add(&mut self, told: bool, truth: bool) {
        match (told, truth) {
            (true, true) => self.hits += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    fn print(&self, what: &str) {
        let of = |part: u64, whole: u64| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (of(self.hits, self.hits + self.wrong), of(self.hits, self.hits + self.missed));
        let f1 = of(2 * self.hits, 2 * self.hits + self.wrong + self.missed);
        println!("{what} P\t{precision:.3}\n{what} R\t{recall:.3}\n{what} F1\t{f1:.3}");
    }
}

/// Seconds that this process has run on a processor.
fn processor_time() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn pairs(rows: &[Row], each: bool) {
    let kind = |row: &Row| match row["schema"].as_str() {
        "Person" => Some(EntityKind::Person),
        "Company" | "Organization" => Some(EntityKind::Organisation),
        _ => None,
    };
    let mut counts = Counts::default();
    for row in rows {
        let comparison = compare(&name(kind(row), &row["name1"]), &name(kind(row), &row["name2"]));
        let (told, truth) = (comparison.outcome == Outcome::Same, row["is_match"] == "true");
        counts.add(told, truth);
        if each {
            let mark = if told == truth { "ok" } else { "WRONG" };
            let reasons = comparison.reasons.join("; ");
            println!("{mark}\t{truth}\t{}\t{}\t{}\t{reasons}", comparison.score, row["name1"], row["name2"]);
        }
    }
    counts.print("pairs");
    let rounds = 20;
    let start = processor_time();
    let mut names = Vec::new();
    for _ in 0..rounds {
        names = rows.iter().map(|row| (name(kind(row), &row["name1"]), name(kind(row), &row["name2"]))).collect();
    }
    let apart = processor_time() - start;
    let start = processor_time();
    let mut sum = 0;
    for _ in 0..rounds {
        sum += names.iter().map(|(a, b)| u64::from(compare(a, b).score)).sum::<u64>();
    }
    let compared = processor_time() - start;
    let per = |seconds: f64| seconds * 1e6 / (rounds * rows.len()) as f64;
    println!("µs to take the names of a pair apart\t{:.1}\nµs to compare\t{:.1}", per(apart), per(compared));
    assert!(sum > 0 || rows.is_empty());
}

/// The clusters, with those that a person would be asked of joined to a cluster of fuller names: where that is likely to the
/// most used one, else where there is but one.
fn with_lone_names(uses: &[NameUse], resolution: &Resolution) -> Vec<u32> {
    // Uses of each cluster, and the words of its fullest name.
    let mut used: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
    for (one, cluster) in uses.iter().zip(&resolution.cluster) {
        let telling = Name::of(one).main().map_or(0, |parts| parts.telling().count());
        let entry = used.entry(*cluster).or_insert((0, 0));
        *entry = (entry.0 + one.uses, entry.1.max(telling));
    }
    let mut homes: BTreeMap<u32, BTreeMap<u32, u16>> = BTreeMap::new();
    for question in &resolution.questions {
        let (a, b) = (resolution.cluster[question.link.a as usize], resolution.cluster[question.link.b as usize]);
        for (lone, other) in [(a, b), (b, a)] {
            if used[&lone].1 < used[&other].1 {
                homes.entry(lone).or_default().insert(other, question.link.comparison.score);
            }
        }
    }
    let home = |cluster: &u32| {
        let homes = homes.get(cluster)?;
        let family = homes.iter().filter(|(_, score)| **score >= 600).map(|(home, _)| *home);
        let likeliest = family.max_by_key(|home| (used[home].0, std::cmp::Reverse(*home)));
        likeliest.or_else(|| if homes.len() == 1 { homes.keys().next().copied() } else { None })
    };
    let last = |mut cluster: u32| {
        // Each step leads to a fuller name.
        while let Some(next) = home(&cluster) {
            cluster = next;
        }
        cluster
    };
    resolution.cluster.iter().map(|cluster| last(*cluster)).collect()
}

fn variants(rows: &[Row], each: bool) {
    let kinds = [
        ("PER", Some(EntityKind::Person)),
        ("ORG", Some(EntityKind::Organisation)),
        ("LOC", Some(EntityKind::Place)),
        ("EVT", Some(EntityKind::Event)),
        ("PRO", Some(EntityKind::Work)),
    ];
    let (mut within, mut across) = (Counts::default(), Counts::default());
    for (kind, taken) in kinds {
        let of_kind: BTreeSet<(&str, &str)> = rows
            .iter()
            .filter(|row| row["type"] == kind)
            .map(|row| (row["lemma"].as_str(), row["entity_id"].as_str()))
            .collect();
        let of_kind: Vec<(&str, &str)> = of_kind.into_iter().collect();
        let mut often: BTreeMap<&str, u64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row["type"] == kind) {
            *often.entry(row["lemma"].as_str()).or_default() += row["count"].parse::<u64>().unwrap_or(1);
        }
        let uses: Vec<NameUse> = of_kind
            .iter()
            .map(|(spelling, _)| NameUse {
                kind: taken,
                name: (*spelling).to_owned(),
                uses: often[spelling] as u32,
                ..NameUse::default()
            })
            .collect();
        let clusters = with_lone_names(&uses, &resolve(&uses, &Constraints::default(), 1));
        let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
        let (mut in_kind, mut across_kind) = (Counts::default(), Counts::default());
        for (i, one) in of_kind.iter().enumerate() {
            for (j, other) in of_kind.iter().enumerate().skip(i + 1) {
                let (told, truth) = (clusters[i] == clusters[j], one.1 == other.1);
                let same_script = cyrillic(one.0) == cyrillic(other.0);
                let (all, own) =
                    if same_script { (&mut within, &mut in_kind) } else { (&mut across, &mut across_kind) };
                all.add(told, truth);
                own.add(told, truth);
                if each && told != truth {
                    let comparison = compare(&Name::of(&uses[i]), &Name::of(&uses[j]));
                    println!(
                        "{kind}\t{}\t{}\t{}\t{}",
                        if truth { "missed" } else { "wrong" },
                        comparison.score,
                        one.0,
                        other.0
                    );
                }
            }
        }
        in_kind.print(&format!("{kind} within a script"));
        across_kind.print(&format!("{kind} across scripts"));
    }
    within.print("within a script");
    across.print("across scripts");
}

fn spellings(rows: &[Row], each: bool) {
    let kind = |row: &Row| match row["type"].as_str() {
        "pers" | "per" => Some(EntityKind::Person),
        "org" => Some(EntityKind::Organisation),
        "loc" | "street" | "building" => Some(EntityKind::Place),
        "work" | "prod" | "humanprod" => Some(EntityKind::Work),
        _ => None,
    };
    let known: Vec<(&Row, Name)> =
        rows.iter().filter(|row| row["split"] == "train").map(|row| (row, name(kind(row), &row["surface"]))).collect();
    let ids: BTreeSet<&str> = known.iter().map(|(row, _)| row["qid"].as_str()).collect();
    let count = |row: &Row| row["count"].parse::<u64>().unwrap_or(1);
    let mut often: BTreeMap<&str, u64> = BTreeMap::new();
    known.iter().for_each(|(row, _)| *often.entry(row["qid"].as_str()).or_default() += count(row));
    let (mut right, mut all, mut unknown) = (0u64, 0u64, 0u64);
    for row in rows.iter().filter(|row| row["split"] == "test") {
        if !ids.contains(row["qid"].as_str()) {
            unknown += 1;
            continue;
        }
        all += 1;
        let spelling = name(kind(row), &row["surface"]);
        let scored = known
            .iter()
            .filter(|(other, _)| kind(other) == kind(row))
            .map(|(other, name)| (compare(&spelling, name).score, often[other["qid"].as_str()], other));
        let best = scored.max_by_key(|(score, often, _)| (*score, *often));
        let found = best.is_some_and(|(_, _, other)| other["qid"] == row["qid"]);
        right += u64::from(found);
        if each && !found {
            let of: Vec<&str> = known
                .iter()
                .filter(|(other, _)| other["qid"] == row["qid"])
                .map(|(other, _)| other["surface"].as_str())
                .take(6)
                .collect();
            let told = best.map_or(String::new(), |(score, _, other)| format!("{score} {}", other["surface"]));
            println!("{}\t{}\t{}\t{told}\t{of:?}", row["type"], row["lang"], row["surface"]);
        }
    }
    println!("spellings of known ids\t{all}\nspellings of ids that no known name has\t{unknown}");
    println!("accuracy@1\t{:.3}", right as f64 / all.max(1) as f64);
}
