//! `broadside reuse --jsonl`: reuse in a collection without an archive.

use crate::args::{Collection as Args, ReuseFormat};
use crate::commands::{WrongUsage, threads};
use crate::output::{self, counted};
use crate::progress::Stages;
use crate::reuse::collection::{Collection, Failed};
use crate::reuse::record::Fields;
use crate::reuse::tables::Tables;
use crate::reuse::{input, links, passim};
use anyhow::{Context as _, Result};
use broadside_engine::reuse::links::{Ranges, links as all_links, located};
use broadside_engine::reuse::params::Params;
use broadside_engine::reuse::{ReuseError, Texts as _, families, search};
use broadside_engine::run::scratch::ScratchFolder;
use broadside_model::Link;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Most lines of which is told what is wrong with them.
const TOLD: u64 = 20;

/// Runs the command.
pub fn run(jsonl: &[PathBuf], args: &Args) -> Result<bool> {
    let inputs = input::list(jsonl).map_err(WrongUsage)?;
    let scratch = ScratchFolder::new(args.scratch.as_deref());
    let watch = Stages::new();
    let fields = Fields { id: args.id_field.clone(), text: args.text_field.clone(), between: args.between.clone() };
    let mut bad = 0_u64;
    let mut tell = |file: &str, line: u64, message: &str| {
        bad += 1;
        if bad <= TOLD {
            watch.say(&output::inert(&format!("{file}, line {line}: {message}")));
        }
    };
    let follow = |done: u64, of: u64| watch.follow("reading", done, of);
    let read = Collection::read(&inputs, fields, args.tables.is_some(), &scratch, &mut tell, &follow);
    let collection = match read {
        Err(Failed::Stopped) => {
            watch.clear();
            output::complain(&Failed::Stopped.to_string());
            return Ok(false);
        }
        read => read?,
    };
    if bad > TOLD {
        watch.say(&format!("… and {} more", counted(bad - TOLD, "line")));
    }
    let threads = rayon::ThreadPoolBuilder::new().num_threads(params(args).threads).build()?;
    let found = match threads.install(|| found(args, &collection, &scratch, &watch)) {
        Err(error) if watch.is_stopped() && error.is::<ReuseError>() => {
            watch.clear();
            output::complain("Stopped before the links were found; nothing was written.");
            return Ok(false);
        }
        found => found?,
    };
    watch.clear();
    write_out(args, &found, &collection)?;
    watch.closing(&format!(
        "{}: {} found",
        counted(u64::from(collection.count()), "text"),
        counted(found.ranges.len() as u64, "link")
    ));
    if bad > 0 {
        output::complain(&format!("{} of the input left out.", counted(bad, "line")));
    }
    Ok(bad == 0)
}

/// The links of a collection.
struct Found {
    /// Where they are.
    ranges: Vec<Ranges>,
    /// The same letter by letter, where that is wanted.
    links: Vec<Link>,
}

/// The links of the collection: those of the tables, where they are there, or found now.
fn found(args: &Args, collection: &Collection, scratch: &ScratchFolder, watch: &Stages) -> Result<Found> {
    let params = params(args);
    let tables = match &args.tables {
        Some(folder) => Some(Tables::new(folder, collection, &params, args.between.as_deref())?),
        None => None,
    };
    let known = tables.as_ref().map_or(Ok(None), Tables::links)?;
    let is_known = known.is_some();
    let found = match known {
        Some((ranges, links)) => Found { ranges, links },
        None => find(args, collection, &params, scratch, watch)?,
    };
    if let Some(tables) = &tables {
        if !is_known {
            tables.put_links(&found.ranges, &found.links)?;
        }
        if !tables.has_families() {
            tables.put_families(&families::gather(&found.links))?;
        }
    }
    Ok(found)
}

/// Searches the collection.
fn find(
    args: &Args,
    collection: &Collection,
    params: &Params,
    scratch: &ScratchFolder,
    watch: &Stages,
) -> Result<Found> {
    let searched = search(collection, params, scratch, watch)?;
    let may = |a: u32, b: u32| collection.may_compare(a, b);
    let mut links = Vec::new();
    if args.tables.is_some() || args.format != ReuseFormat::Links {
        watch.follow("aligning", 0, 1);
        links = all_links(&searched, collection, params)?;
        links.retain(|link| may(link.a, link.b));
    }
    let mut shared = searched.numbered();
    drop(searched);
    shared.retain(|shared| may(shared.a, shared.b));
    Ok(Found { ranges: located(&shared, collection)?, links })
}

fn params(args: &Args) -> Params {
    let threads = args.threads.map_or_else(threads, usize::from);
    Params { memory: args.memory, threads, ..Params::default() }
}

fn write_out(args: &Args, found: &Found, collection: &Collection) -> Result<()> {
    let Some(path) = &args.out else {
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        write(args.format, found, collection, &mut out)?;
        return Ok(out.flush()?);
    };
    let shown = || output::name(path.as_os_str().as_encoded_bytes());
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path).with_context(shown)?);
    write(args.format, found, collection, &mut out).with_context(shown)?;
    out.flush().with_context(shown)
}

fn write(format: ReuseFormat, found: &Found, collection: &Collection, out: &mut dyn Write) -> Result<()> {
    match format {
        ReuseFormat::Links => links::write(&found.ranges, collection, out)?,
        ReuseFormat::PassimPairwise => passim::pairwise::write(&found.links, collection, out)?,
        ReuseFormat::Passim => passim::clusters::write(&found.links, &families::gather(&found.links), collection, out)?,
    }
    Ok(())
}
