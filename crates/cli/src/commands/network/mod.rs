//! `broadside network`: who puts their names to the same statements.

mod export;
mod table;

use super::{WrongUsage, threads};
use crate::args::{Network as Args, NetworkFormat};
use crate::output;
use anyhow::{Context as _, Result, bail};
use broadside_engine::network::{Filter, Options};
use broadside_engine::run::{entities, resolving};
use broadside_engine::store::{Catalogue, FoundEntity, Layout};
use broadside_model::{Edtf, EntityId};
use broadside_room::network::{Shown, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// Runs the command.
pub fn run(args: &Args) -> Result<bool> {
    let options = options(args)?;
    let (layout, _) = Layout::open(&args.archive.archive)?;
    let who = resolving::open(&layout, threads())?;
    if let Some(note) = &who.note {
        output::complain(note);
    }
    let centre = args.id.as_deref().map(|id| entity(&who.catalogue, id)).transpose()?;
    let signings = Arc::new(entities::signings(&who.catalogue)?);
    let shown = Shown { is_bipartite: args.bipartite, ..Shown::new(signings, &options, centre) };
    let format = args.format.or(args.archive.json.then_some(NetworkFormat::Json));
    match (format, &args.out) {
        (Some(NetworkFormat::Csv), Some(folder)) => export::csv_folder(&shown, folder)?,
        (Some(format), Some(path)) => to_file(path, |out| write(&shown, format, out))?,
        (Some(format), None) => {
            let mut out = std::io::stdout().lock();
            write(&shown, format, &mut out)?;
            out.flush()?;
        }
        (None, Some(_)) => return Err(WrongUsage("--out needs --format: graphml, csv or json".into()).into()),
        (None, None) => table::show(&shown)?,
    }
    if format.is_some() && format != Some(NetworkFormat::Json) {
        let remarks = shown.network.diagnostics.iter();
        remarks.for_each(|remark| output::complain(&format!("{}. {}", remark.message, remark.hint)));
    }
    Ok(!shown.network.nodes.is_empty() || !is_filtered(args))
}

fn write(shown: &Shown, format: NetworkFormat, out: &mut impl Write) -> Result<()> {
    match format {
        NetworkFormat::Graphml => export::graphml(shown, out),
        NetworkFormat::Csv => export::csv(shown, out),
        NetworkFormat::Json => Ok(out.write_all(&output::json_line(&json::network(shown))?)?),
    }
}

/// Writes a file whole or not at all.
fn to_file(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    let shown = || output::name(path.as_os_str().as_encoded_bytes());
    let mut out = BufWriter::new(File::create(path).with_context(shown)?);
    write(&mut out)?;
    out.flush().with_context(shown)
}

fn is_filtered(args: &Args) -> bool {
    args.from.is_some()
        || args.to.is_some()
        || args.id.is_some()
        || !(args.place.is_empty() && args.kind.is_empty() && args.entity_kind.is_empty() && args.country.is_empty())
}

fn options(args: &Args) -> Result<Options> {
    let time = time(args.from.as_ref(), args.to.as_ref())?;
    if args.certain && time.is_none() {
        return Err(WrongUsage("--certain needs --from or --to".into()).into());
    }
    let filter = Filter {
        time,
        surely: args.certain,
        places: args.place.clone(),
        kinds: args.kind.clone(),
        entity_kinds: args.entity_kind.clone(),
        countries: args.country.clone(),
    };
    Ok(Options { filter, least_together: args.min_weight, longest: args.longest, ..Options::default() })
}

/// The time from the first day of one date to the last of another.
fn time(from: Option<&Edtf>, to: Option<&Edtf>) -> Result<Option<Edtf>> {
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let end = |date: Option<&Edtf>, day: fn(&Edtf) -> Option<broadside_model::edtf::Day>| match date {
        None => Some("..".to_owned()),
        Some(date) => day(date).map(|day| day.to_string()),
    };
    let ends = end(from, Edtf::earliest).zip(end(to, Edtf::latest));
    let time = ends.and_then(|(from, to)| format!("{from}/{to}").parse().ok());
    match time {
        Some(time) => Ok(Some(time)),
        None => Err(WrongUsage("--from must not be later than --to, and both must have an end".into()).into()),
    }
}

/// The entity that a person means.
fn entity(catalogue: &Catalogue, typed: &str) -> Result<EntityId> {
    match catalogue.find_entity(typed)? {
        FoundEntity::Entity(id, _) => Ok(id),
        FoundEntity::Several => bail!("{}: several entities begin so; give more digits", output::inert(typed)),
        FoundEntity::Gone(_) => bail!("{}: nothing has this name any more", output::inert(typed)),
        FoundEntity::Never => {
            bail!("{}: no entity has this id. `broadside entities` shows what there is", output::inert(typed))
        }
    }
}
