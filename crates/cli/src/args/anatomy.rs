//! What can be typed after the commands that show what was read out of statements.

use super::{Archive, CSV_HELP, DATE_HELP};
use crate::filters::DateRange;
use broadside_engine::search;
use broadside_model::{Grade, Kind, PartyKind};
use broadside_room::points::What;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

pub(super) fn kinds() -> impl TypedValueParser<Value = Kind> {
    let names = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name()));
    names.map(|name| Kind::from_name(&name).unwrap_or(Kind::Other))
}

fn party_kinds() -> impl TypedValueParser<Value = PartyKind> {
    let names = PossibleValuesParser::new(PartyKind::ALL.iter().map(|kind| kind.name()));
    names.map(|name| PartyKind::from_name(&name).unwrap_or(PartyKind::Organisation))
}

fn grades() -> impl TypedValueParser<Value = Grade> {
    let names = PossibleValuesParser::new(Grade::ALL.iter().map(|grade| grade.name()));
    names.map(|name| Grade::from_name(&name).unwrap_or(Grade::Fact))
}

/// A language and those that are mostly meant by the same name.
#[derive(Clone, Debug)]
pub struct Languages(pub Vec<String>);

fn languages(typed: &str) -> Result<Languages, String> {
    search::language_codes(typed)
        .map(Languages)
        .ok_or_else(|| "this is not a language code; write one such as es or spa".to_owned())
}

pub(super) fn country(typed: &str) -> Result<String, String> {
    let is_code = typed.len() == 2 && typed.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_code
        .then(|| typed.to_ascii_uppercase())
        .ok_or_else(|| "this is not a country code; write two letters of ISO 3166 such as NP or UY".to_owned())
}

/// How a list of statements is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListSort {
    /// By date, the undated last
    Date,
    /// By title
    Title,
    /// By path
    Path,
    /// The last added first
    Added,
}

/// `list`
#[derive(Debug, ClapArgs)]
#[command(after_help = LIST_HELP)]
pub struct List {
    #[command(flatten)]
    pub archive: Archive,
    /// Answer as CSV (RFC 4180), with a line of headings
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Only statements of these kinds (several with commas)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    pub kind: Vec<Kind>,
    /// Only those with this in the name of an issuer (capitals, accents and punctuation do not matter)
    #[arg(long, value_name = "TEXT")]
    pub issuer: Option<String>,
    /// Only those with this in the name of an addressee
    #[arg(long, value_name = "TEXT")]
    pub to: Option<String>,
    /// Only those with this in their title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Only those that can be of this time: EDTF (1968, 1968-05, 196X, 1968/1971) or a range (1968..1971, 1968-05..)
    #[arg(long, value_name = "DATE")]
    pub date: Option<DateRange>,
    /// Only those without a date; with --date: those as well
    #[arg(long)]
    pub undated: bool,
    /// Only those with this in the name of a place of issue
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Only those in these languages: es or spa (several with commas)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = languages)]
    pub language: Vec<Languages>,
    /// How the list is ordered
    #[arg(long, value_enum, default_value_t = ListSort::Date)]
    pub sort: ListSort,
    /// The other way round
    #[arg(long)]
    pub reverse: bool,
}

const LIST_HELP: &str = "\
A line for each statement; a file can hold several. The first is called by the 16 digits of its file, the others
by the same with -2, -3, … behind; every command that takes an ID understands both.

Dates: a statement is listed when the days it can be of and the days asked for have one in common, so one known
only to be of 1968/1971 is listed for 1970. Statements without a date are left out, and counted; --undated takes
them in. They sort last.";

/// `show`
#[derive(Debug, ClapArgs)]
#[command(after_help = SHOW_HELP)]
pub struct Show {
    /// The statement: its identity (or the beginning of it), or a path it came under
    #[arg(value_name = "ID")]
    pub id: OsString,
    #[command(flatten)]
    pub archive: Archive,
    /// The text alone
    #[arg(long, conflicts_with_all = ["raw", "edits", "marks", "furniture", "json", "undo"])]
    pub text: bool,
    /// The card alone: what it is, who, to whom, when, with whom, what it claims
    #[arg(long, conflicts_with_all = ["raw", "edits", "marks", "furniture", "json", "undo", "text"])]
    pub card: bool,
    /// The raw text, before any repair
    #[arg(long, conflicts_with_all = ["edits", "marks", "furniture"])]
    pub raw: bool,
    /// The edits that lead from the raw text to the repaired one
    #[arg(long)]
    pub edits: bool,
    /// The words that are probably not what the document said
    #[arg(long)]
    pub marks: bool,
    /// All that can be decided on, by the names that `decide` takes
    #[arg(long, conflicts_with_all = ["raw", "edits", "marks", "furniture", "text", "card", "undo"])]
    pub targets: bool,
    /// The furniture that was taken out of the text: running heads, navigation, …
    #[arg(long)]
    pub furniture: bool,
    /// The text with these edits undone: numbers as --edits lists them, or `all`
    #[arg(long, value_name = "N", value_delimiter = ',', conflicts_with = "raw")]
    pub undo: Vec<String>,
    /// With --json: the box of every word on its page
    #[arg(long, requires = "json")]
    pub words: bool,
}

const SHOW_HELP: &str = "\
A card of what was read out of the statement, then its text; on a terminal only the beginning of the text. Numbers
in brackets say where in the text a thing stands: first character, and one past the last; behind some stands ?,
where the rule that read it is less than 60% sure.

Where a file holds several statements, ID and ID-1 are the first of them, ID-2 the second, and so on. --text, --raw,
--edits, --undo, --marks and --furniture are about the whole file when ID is the file's, and about the text of that
one statement with --text ID-N.";

/// `signatories`
#[derive(Debug, ClapArgs)]
#[command(after_help = CSV_HELP)]
pub struct Signatories {
    /// One statement or file (default: all)
    #[arg(value_name = "ID")]
    pub id: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Answer as CSV (RFC 4180), with a line of headings
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Only signatories of these countries: ISO 3166 codes such as NP (several with commas)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = country)]
    pub country: Vec<String>,
    /// Only persons, organisations, …
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = party_kinds())]
    pub kind: Vec<PartyKind>,
    /// Only those with this in their name, its translation, acronym or affiliation (capitals, accents and punctuation do
    /// not matter)
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Only rows with something doubtful about them
    #[arg(long)]
    pub doubtful: bool,
}

/// `claims`
#[derive(Debug, ClapArgs)]
#[command(after_help = CSV_HELP)]
pub struct Claims {
    /// One statement or file (default: all)
    #[arg(value_name = "ID")]
    pub id: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Answer as CSV (RFC 4180), with a line of headings
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Only claims about this: dead, wounded, arrested, disappeared, displaced, participants, money, perpetrator,
    /// fighting, … (several with commas)
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub what: Vec<String>,
    /// Only those made by a claimant with this in the name; `self` for what the documents say themselves
    #[arg(long, value_name = "TEXT")]
    pub claimant: Option<String>,
    /// Only those of these grades (several with commas)
    #[arg(long, value_name = "GRADE", value_delimiter = ',', value_parser = grades())]
    pub grade: Vec<Grade>,
    /// Only those about a place with this in the name
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Only those about this time: EDTF or a range, as for `list`
    #[arg(long, value_name = "DATE")]
    pub date: Option<DateRange>,
}

/// What can stand in a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Dated {
    /// Statements, on their day of issue
    Statement,
    /// Claims, on the day they speak of
    Claim,
    /// Named events whose date is known
    Event,
    /// Every expression of time whose date is known, with the words around it
    Time,
}

impl From<Dated> for What {
    fn from(dated: Dated) -> What {
        match dated {
            Dated::Statement => What::Statement,
            Dated::Claim => What::Claim,
            Dated::Event => What::Event,
            Dated::Time => What::Time,
        }
    }
}

/// `timeline`
#[derive(Debug, ClapArgs)]
#[command(after_help = DATE_HELP)]
pub struct Timeline {
    /// One statement or file (default: all)
    #[arg(value_name = "ID")]
    pub id: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Answer as CSV (RFC 4180), with a line of headings
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// What to show (several with commas)
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["statement", "claim", "event"])]
    pub show: Vec<Dated>,
    /// Only what can be of this time: EDTF or a range, as for `list`
    #[arg(long, value_name = "DATE")]
    pub date: Option<DateRange>,
}

/// `eval`
#[derive(Debug, ClapArgs)]
#[command(after_help = EVAL_HELP)]
pub struct Eval {
    /// Files of gold statements; `-` is standard input
    #[arg(value_name = "GOLD", required_unless_present = "blank", conflicts_with = "blank")]
    pub gold: Vec<PathBuf>,
    /// Compare with this archive, by id, instead of reading the documents anew; with --blank: where the statements are
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// List what was missed, wrong or too much, each with its place
    #[arg(long)]
    pub misses: bool,
    /// Only these fields (several with commas)
    #[arg(long, value_name = "FIELD", value_delimiter = ',', conflicts_with = "blank")]
    pub field: Vec<String>,
    /// Answer in JSON: a line of figures; with --misses, a line for each miss before it
    #[arg(long, conflicts_with = "blank")]
    pub json: bool,
    /// Write gold lines for these statements, to be filled by people
    #[arg(long, value_name = "ID", num_args = 0..)]
    pub blank: Option<Vec<OsString>>,
    /// With --blank: for all statements of the archive
    #[arg(long, requires = "blank")]
    pub all: bool,
    /// With --blank: fill in what the machine proposes, to be corrected
    #[arg(long, requires = "blank")]
    pub filled: bool,
    /// With --blank: over several lines, easier to edit; `eval` reads both
    #[arg(long, requires = "blank")]
    pub pretty: bool,
}

const EVAL_HELP: &str = "\
  broadside eval --blank ID --filled --pretty > gold.jsonl   proposals, to be corrected by hand
  broadside eval gold.jsonl                                  precision, recall and F1 of every field
  broadside eval gold.jsonl --misses --field signatories     what was missed or wrong, and where

A gold line is {\"id\", \"text\" or \"path\", \"gold\": {field: value, …}}, or \"statements\": [{…}, …] where a document
holds several. A field that is left out is not scored; null or [] says that there is none. Documents are read by this
very program as it stands; nothing is written.

Text counts as the same whatever its capitals, white space, quotation marks and closing punctuation; a row of
signatories is right when every annotated key is; a claim when what it is about and both numbers are, its claimant,
grade, place and date counting apart. docs/gold.md describes all fields.";
