//! What can be typed after `network`.

use super::Archive;
use super::anatomy::{country, kinds};
use broadside_model::{Edtf, EntityKind, Kind};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

fn entity_kinds() -> impl TypedValueParser<Value = EntityKind> {
    let names = PossibleValuesParser::new(EntityKind::ALL.iter().map(|kind| kind.name()));
    names.map(|name| EntityKind::from_name(&name).unwrap_or(EntityKind::Unknown))
}

fn date(typed: &str) -> Result<Edtf, String> {
    typed.trim().parse().map_err(|error| format!("{error}; write 1968, 1968-05, 1968-05-13 or 196X"))
}

/// How a network is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NetworkFormat {
    /// GraphML, which Gephi, networkx, igraph and others open
    Graphml,
    /// CSV: with --out a folder with nodes.csv and edges.csv, else the edges alone
    Csv,
    /// One JSON object, as with --json
    Json,
}

/// `network`
#[derive(Debug, ClapArgs)]
#[command(after_help = NETWORK_HELP)]
pub struct Network {
    /// One entity with those it signs with: its id (or the beginning of it), as `entities` shows it
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    #[command(flatten)]
    pub archive: Archive,
    /// Write the network in this form instead of showing it
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with = "json")]
    pub format: Option<NetworkFormat>,
    /// Write it to this file (CSV: into this folder)
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Only statements that can be of this date or later: 1968, 1968-05-13, 196X
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<Edtf>,
    /// Only statements that can be of this date or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<Edtf>,
    /// Of these only statements that are surely of that time
    #[arg(long)]
    pub certain: bool,
    /// Only statements issued here: part of a place's name, or a country's code such as NP (several with commas)
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    pub place: Vec<String>,
    /// Only statements of these kinds (several with commas)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    pub kind: Vec<Kind>,
    /// Only entities of these kinds (several with commas)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = entity_kinds())]
    pub entity_kind: Vec<EntityKind>,
    /// Only entities of these countries: ISO 3166 codes such as NP (several with commas)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = country)]
    pub country: Vec<String>,
    /// Only edges of at least so many statements
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub min_weight: u32,
    /// Statements with more names than this join no two of them
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(2..))]
    pub longest: u32,
    /// Entities and statements as they are, instead of entities alone
    #[arg(long)]
    pub bipartite: bool,
}

const NETWORK_HELP: &str = "\
Who puts their names to the same statements, as signatories or as issuers of a joint statement. Two that share a
statement share an edge. `together` counts the statements; `weight` is the sum of 1/(n-1) over them, n being the names
under each, so that a list of 500 does not swamp everything (Newman 2001). --min-weight goes by `together`.

Communities are entities that keep company (Leiden algorithm); their numbers go by size. A bridge is an edge without
which the network falls apart, a cut an entity without which it does. Betweenness is the share of the shortest ways
between others that lead through an entity.

Dates: a statement is taken when the days it can be of and the days asked for have one in common; `certain` counts those
that are surely of that time. Statements without a date are left out where a time is asked for.

  broadside network --format graphml --out network.graphml
  broadside network --from 1968 --to 1972 --kind appeal,declaration --min-weight 2
  broadside network e1a2b --json";
