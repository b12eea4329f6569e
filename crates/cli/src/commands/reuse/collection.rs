//! `broadside reuse --jsonl`: reuse in a collection without an archive.

use super::{duplicates, kept};
use crate::args::{Collection as Args, ReuseFormat};
use crate::commands::{WrongUsage, threads};
use crate::output::{self, counted};
use crate::progress::Stages;
use crate::reuse::collection::{Collection, Failed};
use crate::reuse::input::{self, Input};
use crate::reuse::record::Fields;
use crate::reuse::tables::Tables;
use crate::reuse::{links, passim};
use anyhow::{Context as _, Result};
use broadside_engine::reuse::keep::Nothing;
use broadside_engine::reuse::links::ranges;
use broadside_engine::reuse::{Keep, Params, ReuseError, Texts as _, detect_keeping, families, search};
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
    unread(args, &inputs)?;
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
    let workers = rayon::ThreadPoolBuilder::new().num_threads(params(args).threads).build()?;
    let found = if args.near_duplicates { duplicates::written } else { written };
    let count = match workers.install(|| found(args, &collection, &scratch, &watch)) {
        Err(error) if watch.is_stopped() && (error.is::<ReuseError>() || error.is::<Stopped>()) => {
            watch.clear();
            let stopped = error.downcast().unwrap_or(Stopped(None));
            output::complain(&stopped.to_string());
            return Ok(false);
        }
        count => count?,
    };
    watch.closing(&format!(
        "{}: {} found",
        counted(u64::from(collection.count()), "text"),
        counted(count as u64, if args.near_duplicates { "pair" } else { "link" })
    ));
    if bad > 0 {
        output::complain(&format!("{} of the input left out.", counted(bad, "line")));
    }
    Ok(bad == 0 && !watch.is_stopped())
}

/// Refuses to write links over what is read.
fn unread(args: &Args, inputs: &[Input]) -> Result<()> {
    let Some(out) = &args.out else { return Ok(()) };
    if inputs.iter().any(|input| input.is_file(out)) || args.index.as_ref() == Some(out) {
        let name = output::name(out.as_os_str().as_encoded_bytes());
        return Err(WrongUsage(format!(
            "{name}: this file is read, so it is not written over. Name another after --out"
        ))
        .into());
    }
    Ok(())
}

/// Finds the links and writes them; gives how many there are.
fn written(args: &Args, collection: &Collection, scratch: &ScratchFolder, watch: &Stages) -> Result<usize> {
    if let Some(index) = &args.index {
        return kept::added(args, index, collection, scratch, watch);
    }
    if args.format != ReuseFormat::Links || args.tables.is_some() {
        let links = found(args, collection, scratch, watch)?;
        watch.clear();
        written_to(args, &mut |out| write(args.format, &links, collection, out))?;
        return Ok(links.len());
    }
    let params = params(args);
    let mut found = ranges(&search(collection, &params, scratch, watch)?, collection, &params)?;
    found.retain(|link| collection.may_compare(link.a, link.b));
    watch.clear();
    written_to(args, &mut |out| Ok(links::write(&found, &|number| collection.id(number), out)?))?;
    Ok(found.len())
}

/// The links of the collection: those of the tables, where they are there, or found now.
fn found(args: &Args, collection: &Collection, scratch: &ScratchFolder, watch: &Stages) -> Result<Vec<Link>> {
    let params = params(args);
    let find = |keep: &dyn Keep| -> Result<Vec<Link>, ReuseError> {
        let mut links = detect_keeping(collection, &params, scratch, watch, keep)?;
        links.retain(|link| collection.may_compare(link.a, link.b));
        links.sort_unstable();
        Ok(links)
    };
    let Some(folder) = &args.tables else { return Ok(find(&Nothing)?) };
    let tables = Tables::new(folder, collection, &params, args.between.as_deref())?.with_seeds(args.seeds);
    let links = match tables.links()?.filter(|_| !tables.wants_seeds()) {
        Some(links) => links,
        None => {
            let before = tables.left();
            if let Some(left) = &before {
                watch.say(&output::inert(&format!("Going on from {left}.")));
            }
            let links = find(&tables).map_err(|error| match error {
                ReuseError::Unfit => tables.unfit().into(),
                ReuseError::Stopped => Stopped(tables.left()).into(),
                error => anyhow::Error::from(error),
            })?;
            tables.put_links(&links)?;
            links
        }
    };
    if !tables.has_families() {
        tables.put_families(&families::gather(&links))?;
    }
    Ok(links)
}

/// It was told to stop; what is left to go on from.
#[derive(Debug)]
struct Stopped(Option<String>);

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Some(left) => write!(
                f,
                "Stopped before the links were found. {} is kept: the same command goes on from there.",
                output::inert(left)
            ),
            None => f.write_str("Stopped before the links were found; nothing was written."),
        }
    }
}

impl std::error::Error for Stopped {}

pub fn params(args: &Args) -> Params {
    let threads = args.threads.map_or_else(threads, usize::from);
    Params { memory: args.memory, threads, ..Params::default() }
}

/// Writes what `write` writes to where it was asked for.
pub fn written_to(args: &Args, write: &mut dyn FnMut(&mut dyn Write) -> Result<()>) -> Result<()> {
    let Some(path) = &args.out else {
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let shown = || output::name(path.as_os_str().as_encoded_bytes());
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path).with_context(shown)?);
    write(&mut out).with_context(shown)?;
    out.flush().with_context(shown)
}

fn write(format: ReuseFormat, found: &[Link], collection: &Collection, out: &mut dyn Write) -> Result<()> {
    match format {
        ReuseFormat::Links => {
            let name = |number| collection.id(number);
            links::write(&links::ranges(found, collection)?, &name, out)?
        }
        ReuseFormat::PassimPairwise => passim::pairwise::write(found, collection, out)?,
        ReuseFormat::Passim => passim::clusters::write(found, &families::gather(found), collection, out)?,
    }
    Ok(())
}
