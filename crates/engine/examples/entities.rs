//! Measures the resolution of names on sets of names that are known to be one's.
//!
//! `entities pairs FILE.csv [each]`: pairs of names with `is_match`; a pair is held to be one where the comparison says
//! "same", at its one threshold. `entities variants FILE.tsv [each]`: names with the id of what they name; all names of
//! a type are clustered, and every pair of names judged. `entities spellings FILE.tsv [each]`: each spelling of the `test`
//! split is given the id of the nearest spelling of the `train` split. Prints `what<TAB>figure` lines.

use broadside_engine::resolve::compare::compare;
use broadside_engine::resolve::name::Name;
use broadside_engine::resolve::{NameUse, Outcome};
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

/// Pairs of places of names that share a key: the beginning of a word's sounds, a concept, an acronym.
fn candidates(names: &[Name]) -> BTreeSet<(usize, usize)> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let mut keys: BTreeSet<String> = name.acronym_candidates().map(|acronym| format!("a{acronym}")).collect();
        for word in name.words().filter(|word| word.class.counts()) {
            keys.insert(format!("s{}", word.skeleton().chars().take(3).collect::<String>()));
            keys.insert(format!("p{}", word.sound.chars().take(3).collect::<String>()));
            keys.extend(word.concept.map(|concept| format!("c{concept}")));
        }
        keys.into_iter().for_each(|key| by_key.entry(key).or_default().push(at));
    }
    let mut pairs = BTreeSet::new();
    for places in by_key.values().filter(|places| places.len() <= 400) {
        for (at, &one) in places.iter().enumerate() {
            pairs.extend(places[at + 1..].iter().map(|&other| (one, other)));
        }
    }
    pairs
}

/// Most members of a cluster that another is compared with before they are joined.
const WITNESSES: usize = 12;

/// Clusters grow along the surest comparisons first; two are joined only where their members are on the whole alike.
/// What is asked is joined at the end, to the likeliest of the clusters that it is asked of.
fn cluster(names: &[Name], uses: &[u64]) -> Vec<usize> {
    let mut links = Vec::new();
    for (a, b) in candidates(names) {
        let comparison = compare(&names[a], &names[b]);
        if comparison.outcome != Outcome::Different {
            links.push((comparison.score, comparison.outcome, a, b));
        }
    }
    links.sort_by(|x, y| y.0.cmp(&x.0).then((x.2, x.3).cmp(&(y.2, y.3))));
    let mut of: Vec<usize> = (0..names.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..names.len()).map(|at| vec![at]).collect();
    let join = |of: &mut Vec<usize>, members: &mut Vec<Vec<usize>>, a: usize, b: usize| {
        let (one, other) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut members[other]);
        moved.iter().for_each(|at| of[*at] = one);
        members[one].extend(moved);
    };
    for (_, _, a, b) in links.iter().filter(|link| link.1 == Outcome::Same) {
        let (one, other) = (of[*a], of[*b]);
        if one != other && agree(names, &members[one], &members[other]) {
            join(&mut of, &mut members, one, other);
        }
    }
    let mut asked: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
    for (_, outcome, a, b) in &links {
        let shorter = names[*a].words().count() < names[*b].words().count();
        let (from, to) = if shorter { (of[*a], of[*b]) } else { (of[*b], of[*a]) };
        if *outcome == Outcome::Ask && from != to {
            let weight: u64 = members[to].iter().map(|at| uses[*at]).sum();
            asked.entry(from).or_default().insert(to, weight);
        }
    }
    for (from, to) in asked {
        if let Some((to, _)) = to.iter().max_by_key(|(at, weight)| (**weight, std::cmp::Reverse(**at))) {
            let (one, other) = (of[*members[from].first().unwrap_or(&from)], of[*members[*to].first().unwrap_or(to)]);
            if one != other {
                join(&mut of, &mut members, one, other);
            }
        }
    }
    of
}

/// Whether the members of two clusters are on the whole alike.
fn agree(names: &[Name], one: &[usize], other: &[usize]) -> bool {
    let (mut sum, mut count) = (0u64, 0u64);
    for a in one.iter().take(WITNESSES) {
        for b in other.iter().take(WITNESSES) {
            sum += u64::from(compare(&names[*a], &names[*b]).score);
            count += 1;
        }
    }
    sum >= 600 * count
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
        let names: Vec<Name> = of_kind.iter().map(|(spelling, _)| name(taken, spelling)).collect();
        let mut often: BTreeMap<&str, u64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row["type"] == kind) {
            *often.entry(row["lemma"].as_str()).or_default() += row["count"].parse::<u64>().unwrap_or(1);
        }
        let uses: Vec<u64> = of_kind.iter().map(|(spelling, _)| often[spelling]).collect();
        let clusters = cluster(&names, &uses);
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
                    let comparison = compare(&names[i], &names[j]);
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
