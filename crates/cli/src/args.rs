//! What can be typed.

mod anatomy;
mod authority;
mod decide;
mod entities;
mod network;
mod reuse;

pub use anatomy::{Claims, Eval, List, ListSort, Show, Signatories, Timeline};
pub use authority::{Authority, AuthorityCommand, Import, ListAuthorities, RemoveAuthority, Serve};
pub use decide::{By, Decide, Deciding, Decisions, Remove};
pub use entities::{Entities, Entity, EntitySort};
pub use network::{Network, NetworkFormat};
pub use reuse::{Collate, Collection, Reuse, ReuseFormat};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// Turns a pile of public statements into an archive in which every fact leads back to its source.
#[derive(Debug, Parser)]
#[command(name = "broadside", version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where the archive is.
#[derive(Clone, Debug, ClapArgs)]
pub struct Archive {
    /// The archive's folder
    #[arg(long, value_name = "DIR", default_value = "archive.broadside")]
    pub archive: PathBuf,
    /// Answer in JSON (JSON Lines where there are many)
    #[arg(long)]
    pub json: bool,
}

/// What `--csv` promises.
const CSV_HELP: &str = "\
CSV is UTF-8 after RFC 4180. A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) has
an apostrophe before it.";

/// The same, and what a timeline does with dates.
const DATE_HELP: &str = "\
Dates sort by the first day they can mean, then by the last; what has no date is counted below, and left out.

CSV is UTF-8 after RFC 4180. A cell that a spreadsheet would take for a formula (it begins with = + - @ or a tab) has
an apostrophe before it.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders into the archive, and report on each
    Add(Add),
    /// Say per file what became of it, how it was read, how good its text is, and what to do
    Report(Report),
    /// List the statements, all or by kind, issuer, date, place, language
    List(List),
    /// Show a statement: a card of what it is, its text, its raw text, its edits, or everything as JSON
    Show(Show),
    /// List who signed: the rows of the lists of signatories, of one statement or all
    Signatories(Signatories),
    /// List what is claimed: how many, of what, who says so, where, when
    Claims(Claims),
    /// Show statements, claims and events in the order of their dates
    Timeline(Timeline),
    /// List who and what is named: persons, organisations, places, … under all their names; or what to ask about them
    Entities(Entities),
    /// Show one of them: its names, documents, neighbours, and what is not sure about it
    Entity(Entity),
    /// Show who puts their names to the same statements, and export that as a graph
    Network(Network),
    /// Find passages that stand in more than one text
    Reuse(Reuse),
    /// Lay the versions of a statement side by side: what each has where it differs
    Collate(Collate),
    /// Find words and passages
    Search(Search),
    /// Say what is right and what is wrong: confirm, reject, set, merge, split, rename, undo
    Decide(Decide),
    /// List what people decided, export it, import it
    Decisions(Decisions),
    /// Take files out of the archive
    Remove(Remove),
    /// Take in lists of entities that others keep, with their ids
    Authority(Authority),
    /// Open the reading room: the archive in a browser on this machine; OpenRefine asks it for names
    Serve(Serve),
    /// Name every damaged or missing byte of the archive
    Verify(Verify),
    /// Make the full-text index anew
    Reindex(Reindex),
    /// Read again what a newer version or changed settings would read otherwise
    Reread(Reread),
    /// Score what is read out of statements against what people say is right
    Eval(Eval),
    /// Print the completion script of a shell
    Completions(Completions),
    /// Write the manual pages into a folder
    Man(Man),
    /// Print the description of the reading room's interface for programs (OpenAPI 3.1)
    #[command(hide = true)]
    Openapi,
}

/// `add`
#[derive(Debug, ClapArgs)]
pub struct Add {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub archive: Archive,
    /// Readers at work side by side (default: as many as processors)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub limits: WorkerLimits,
    #[command(flatten)]
    pub names: Names,
    /// Say nothing but what went wrong
    #[arg(long, short)]
    pub quiet: bool,
}

/// What a worker may use.
#[derive(Debug, ClapArgs)]
pub struct WorkerLimits {
    /// Most memory of a worker process, in MiB (one with a names model has what the model takes besides)
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(192..=65536))]
    pub worker_memory: u64,
    /// Most seconds a worker may take for one file (with a names model: for each 16 KiB of its text)
    #[arg(long, value_name = "S", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub worker_seconds: u32,
}

/// What labels names.
#[derive(Debug, ClapArgs)]
pub struct Names {
    /// From now on, label names with the model in this folder (model.onnx, config.json, tokenizer.json); `none`: with the
    /// built-in one again
    #[arg(long, value_name = "DIR")]
    pub names_model: Option<PathBuf>,
}

/// `report`
#[derive(Debug, ClapArgs)]
pub struct Report {
    /// One source: its identity (or the beginning of it), or its path
    #[arg(value_name = "SOURCE")]
    pub source: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Only files with something to look at
    #[arg(long)]
    pub problems: bool,
}

/// How a concordance is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By what stands before the match
    Left,
    /// By what stands after the match
    Right,
    /// As the documents come
    Document,
}

/// How hits are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The best first
    Relevance,
    /// The last added first
    Added,
    /// By path
    Path,
}

/// `search`
#[derive(Debug, ClapArgs)]
#[command(after_help = QUERY_HELP)]
pub struct Search {
    /// The query; several words are taken together
    #[arg(required = true, value_name = "QUERY", num_args = 1..)]
    pub query: Vec<String>,
    #[command(flatten)]
    pub archive: Archive,
    /// Concordance: every match in a line of its own, with what stands around it
    #[arg(long)]
    pub kwic: bool,
    /// How the concordance is sorted
    #[arg(long, value_enum, default_value_t = Sort::Document, requires = "kwic")]
    pub sort: Sort,
    /// Characters shown on each side of a match in a concordance, fewer on a terminal without room for them
    #[arg(long, value_name = "N", default_value_t = 40, requires = "kwic", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub width: u16,
    /// How hits are ordered
    #[arg(long, value_enum, default_value_t = Order::Relevance, conflicts_with = "kwic")]
    pub order: Order,
    /// Most hits to show (0: all)
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Search page and site furniture too
    #[arg(long)]
    pub furniture: bool,
    /// Only say how many documents match
    #[arg(long)]
    pub count: bool,
}

/// Lets a query be typed as the help shows it: `search peace -war`. There is no option of one dash but `-h`, so that any
/// other such word after `search` is one to leave out, and is handed on as `NOT war`.
pub fn without_leading_minus(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.get(1).is_some_and(|command| command == "search") {
        let typed = arguments.iter_mut().skip(2).take_while(|argument| *argument != "--");
        for argument in typed {
            let Some(word) = argument.to_str().and_then(|argument| argument.strip_prefix('-')) else { continue };
            if !word.is_empty() && word != "h" && !word.starts_with('-') {
                *argument = format!("NOT {word}").into();
            }
        }
    }
    arguments
}

const QUERY_HELP: &str = "\
Queries:
  peace treaty           both words, in any of their forms
  =treaty                this very form
  \"right to strike\"      a phrase
  \"strike right\"~5       these words within 5 words of each other, in any order
  strike NEAR/5 right    the same
  peace OR war, NOT war, -war, ( … )
  govern*  wom*n         any ending, any middle
  goverment~  word~2     spelled nearly so (OCR noise): 1 or 2 letters different
  language:es  path:1984  kind:pdf  added:2026-01..2026-03  furniture:copyright";

/// `verify`
#[derive(Debug, ClapArgs)]
pub struct Verify {
    #[command(flatten)]
    pub archive: Archive,
}

/// `reindex`
#[derive(Debug, ClapArgs)]
pub struct Reindex {
    #[command(flatten)]
    pub archive: Archive,
}

/// `reread`
#[derive(Debug, ClapArgs)]
pub struct Reread {
    #[command(flatten)]
    pub archive: Archive,
    /// Read everything again, whatever made it
    #[arg(long)]
    pub all: bool,
    /// Turn a repair rule off from now on (its name as in `show --edits`)
    #[arg(long, value_name = "RULE")]
    pub without: Vec<String>,
    /// Turn a repair rule on again
    #[arg(long, value_name = "RULE")]
    pub with: Vec<String>,
    #[command(flatten)]
    pub names: Names,
    #[command(flatten)]
    pub limits: WorkerLimits,
}

/// `completions`
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// The folder
    #[arg(value_name = "DIR", default_value = "man")]
    pub folder: PathBuf,
}
