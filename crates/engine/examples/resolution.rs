//! Tells which uses of names are one's: `resolution FILE [THREADS]`, a use a line: name, kind, country, acronyms and other
//! names parted by ` | `, languages, lists, how often used, parted by tabs. Gives the number of its cluster a line; times and
//! counts go to standard error, as JSON.

use std::io::Write;
use std::time::Instant;

use broadside_engine::resolve::{Constraints, NameUse, resolve};
use broadside_model::EntityKind;

fn parted(cell: &str) -> Vec<String> {
    cell.split(" | ").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn numbers(cell: &str) -> Vec<u32> {
    cell.split(' ').filter_map(|number| number.parse().ok()).collect()
}

fn read(line: &str) -> NameUse {
    let mut cells = line.split('\t');
    let mut next = || cells.next().unwrap_or_default();
    NameUse {
        name: next().to_owned(),
        kind: EntityKind::from_name(next()),
        country: Some(next().to_owned()).filter(|code| !code.is_empty()),
        acronyms: parted(next()),
        also: parted(next()),
        languages: parted(next()),
        lists: numbers(next()),
        uses: next().parse().unwrap_or(1),
        ..NameUse::default()
    }
}

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else {
        eprintln!("resolution FILE [THREADS]");
        std::process::exit(2);
    };
    let threads = args.next().and_then(|threads| threads.parse().ok()).unwrap_or(2);
    let uses: Vec<NameUse> = std::fs::read_to_string(path)?.lines().map(read).collect();
    let since = Instant::now();
    let found = resolve(&uses, &Constraints::default(), threads);
    eprintln!(
        "{{\"seconds\": {:.3}, \"links\": {}, \"questions\": {}}}",
        since.elapsed().as_secs_f64(),
        found.links.len(),
        found.questions.len()
    );
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    found.cluster.iter().try_for_each(|cluster| writeln!(out, "{cluster}"))
}
