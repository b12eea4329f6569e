//! What can be typed about entities.

use super::Archive;
use super::anatomy::country;
use broadside_model::EntityKind;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};

fn entity_kinds() -> impl TypedValueParser<Value = EntityKind> {
    let names = PossibleValuesParser::new(EntityKind::ALL.iter().map(|kind| kind.name()));
    names.map(|name| EntityKind::from_name(&name).unwrap_or(EntityKind::Unknown))
}

/// How a list of entities is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EntitySort {
    /// The most often named first
    Uses,
    /// By name
    Name,
    /// The first seen first, those without a date last
    First,
}

/// `entities`
#[derive(Debug, ClapArgs)]
#[command(after_help = ENTITIES_HELP)]
pub struct Entities {
    /// Only those with this in one of their names (capitals, accents and punctuation do not matter); several words are
    /// taken together
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub archive: Archive,
    /// Answer as CSV (RFC 4180), with a line of headings
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Only entities of these kinds (several with commas)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = entity_kinds())]
    pub kind: Vec<EntityKind>,
    /// Only entities of these countries: ISO 3166 codes such as NP (several with commas)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = country)]
    pub country: Vec<String>,
    /// What a person should say: which of them are one? Those whose answer would change most come first
    #[arg(long, conflicts_with = "csv")]
    pub questions: bool,
    /// How the list is ordered
    #[arg(long, value_enum, default_value_t = EntitySort::Uses, conflicts_with = "questions")]
    pub sort: EntitySort,
    /// Most entities to list (0: all; default: 50 for people, all for programs)
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// List persons too who only are mentioned, in one statement
    #[arg(long)]
    pub all: bool,
}

const ENTITIES_HELP: &str = "\
An entity is what names name: a person, an organisation, a place, an event, a work, a law. Names that are surely one's
are one entity; where the program is not sure, it asks: --questions. `broadside entity ID` shows one with all its
names, documents and neighbours; any beginning of an ID will do that no other has.

Persons who signed, issued, received nothing and are named in one statement only are not listed, so that private
persons are not gathered up by accident; they are counted, and --all lists them.

CSV is UTF-8 after RFC 4180. A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) has
an apostrophe before it.";

/// `entity`
#[derive(Debug, ClapArgs)]
#[command(after_help = ENTITY_HELP)]
pub struct Entity {
    /// Its id, or the beginning of it
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub archive: Archive,
    /// Most documents, names and neighbours to show of each (0: all; default: 15 for people, all for programs)
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

const ENTITY_HELP: &str = "\
An id that was shown once leads to the same entity for ever: also when that was merged with another, or its name is
read otherwise now. Where nothing took its place, the command says when and why it went.";
