//! `authority` and `serve`.

use super::Archive;
use broadside_engine::authority::{Format, Meaning};
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

const FORMATS: &str = "\
Formats, guessed from the beginning of the file where none is given:
  csv         a table (commas, semicolons or tabs) with headings: id, name, aliases, acronym, country, kind, url,
              began, ended, in any case; names may say their language: name_es, \"alias (fr)\"
  ftm         FollowTheMoney entities, one JSON object a line
  wikidata    Wikidata items as JSON: one a line, the array of a dump, or one document with `entities`
  openrefine  reconciled cells: a table with a column of identifiers, or JSON of the templating exporter or of a project";

/// `authority`
#[derive(Debug, ClapArgs)]
#[command(arg_required_else_help = true)]
pub struct Authority {
    /// What to do
    #[command(subcommand)]
    pub command: AuthorityCommand,
}

/// The commands of `authority`.
#[derive(Debug, Subcommand)]
pub enum AuthorityCommand {
    /// Take a file in; a newer one of the same name takes the place of the older
    #[command(after_help = FORMATS)]
    Import(Import),
    /// List the authority files taken in
    List(ListAuthorities),
    /// Forget an authority file and what it knows
    Remove(RemoveAuthority),
}

/// `authority import`
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// The file; `-` reads from the standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What to call the authority (default: the name of the file without its ending)
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The format of the file
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// Which column of a table holds what: id, name, alias, acronym, country, kind, url, began, ended
    #[arg(long, value_name = "WHAT=HEADING", value_parser = column)]
    pub column: Vec<(Meaning, String)>,
    #[command(flatten)]
    pub archive: Archive,
}

/// `authority list`
#[derive(Debug, ClapArgs)]
pub struct ListAuthorities {
    #[command(flatten)]
    pub archive: Archive,
}

/// `authority remove`
#[derive(Debug, ClapArgs)]
pub struct RemoveAuthority {
    /// What the authority is called
    #[arg(value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub archive: Archive,
}

/// `serve`
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The port on 127.0.0.1; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8420)]
    pub port: u16,
    #[command(flatten)]
    pub archive: Archive,
}

fn format(text: &str) -> Result<Format, String> {
    let found = Format::ALL.iter().copied().find(|format| format.name() == text);
    found.ok_or_else(|| "one of csv, ftm, wikidata, openrefine".to_owned())
}

fn column(text: &str) -> Result<(Meaning, String), String> {
    let told = text.split_once('=').and_then(|(what, heading)| Some((Meaning::from_name(what)?, heading.to_owned())));
    told.ok_or_else(|| {
        "WHAT=HEADING, where WHAT is one of id, name, alias, acronym, country, kind, url, began, ended".to_owned()
    })
}
