//! What can be typed after the commands about decisions.

use super::Archive;
use clap::{Args as ClapArgs, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Who decides, where, and why.
#[derive(Clone, Debug, ClapArgs)]
pub struct By {
    #[command(flatten)]
    pub archive: Archive,
    /// Who decides (default: $BROADSIDE_AUTHOR, else your user name)
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
}

/// `decide`
#[derive(Debug, ClapArgs)]
#[command(after_help = TARGET_HELP)]
pub struct Decide {
    /// What is decided
    #[command(subcommand)]
    pub what: Deciding,
}

/// What can be decided.
#[derive(Debug, Subcommand)]
pub enum Deciding {
    /// What was proposed is right
    Confirm(Targets),
    /// What was proposed is wrong; a rejected edit is undone
    Reject(Targets),
    /// The value is this
    Set(Set),
    /// These entities are one
    Merge(Several),
    /// These entities are different ones
    Distinct(Several),
    /// These names do not belong to an entity, and are another together
    Split(Split),
    /// Call an entity by this name
    Rename(Rename),
    /// These are witnesses of one statement
    SameStatement(Same),
    /// Take decisions back
    Undo(Undo),
}

const TARGET_HELP: &str = "\
What is decided on is named STATEMENT/PROPERTY, of a list STATEMENT/PROPERTY/N, a cell of a row
STATEMENT/PROPERTY/N/CELL: 1a2b3c4d/kind, 1a2b3c4d/issuers/1, 1a2b3c4d/signatories/3/role, 1a2b3c4d/edits/12.
`broadside show --targets ID` lists all of a statement, `broadside show --edits ID` the edits.

A decision is never changed or deleted: a later one about the same replaces it, `decide undo` takes it back, and
undoing that brings it into force again. `broadside decisions` lists them.";

/// `decide confirm`, `decide reject`
#[derive(Debug, ClapArgs)]
#[command(after_help = TARGET_HELP)]
pub struct Targets {
    /// What is decided on: STATEMENT/PROPERTY[/N[/CELL]]
    #[arg(required = true, value_name = "TARGET")]
    pub targets: Vec<OsString>,
    #[command(flatten)]
    pub by: By,
}

/// `decide set`
#[derive(Debug, ClapArgs)]
#[command(after_help = SET_HELP)]
pub struct Set {
    /// What is set: STATEMENT/PROPERTY[/N[/CELL]]; a list without N gets one more
    #[arg(value_name = "TARGET")]
    pub target: OsString,
    /// What it is to say
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub value: String,
    #[command(flatten)]
    pub by: By,
}

const SET_HELP: &str = "\
Examples: decide set 1a2b3c4d/kind open-letter        decide set 1a2b3c4d/date 1968-05
          decide set 1a2b3c4d/issuers \"Lamp League\"   decide set 1a2b3c4d/signatories/3/country UY
A date is EDTF, a language ISO 639-3, a country ISO 3166.";

/// `decide merge`, `decide distinct`
#[derive(Debug, ClapArgs)]
pub struct Several {
    /// Entities, two or more: their ids, or the beginning of them
    #[arg(required = true, value_name = "ENTITY")]
    pub entities: Vec<String>,
    #[command(flatten)]
    pub by: By,
}

/// `decide split`
#[derive(Debug, ClapArgs)]
#[command(after_help = SPLIT_HELP)]
pub struct Split {
    /// The entity: its id, or the beginning of it
    #[arg(value_name = "ENTITY")]
    pub entity: String,
    /// The names that leave it, in whatever country they are used; or ids of forms (`entity ID --json` lists them)
    #[arg(required_unless_present = "uses", value_name = "NAME")]
    pub names: Vec<String>,
    /// Single uses that leave it: all in a statement, or with /N one of them
    #[arg(long = "use", value_name = "STATEMENT[/N]")]
    pub uses: Vec<OsString>,
    #[command(flatten)]
    pub by: By,
}

const SPLIT_HELP: &str = "\
Examples: decide split e15468a3 \"Lamp League\" LL          these names are another's
          decide split e15468a3 --use 1a2b3c4d             whoever is named so in this statement is another
          decide split e15468a3 --use 1a2b3c4d/2           only the second use in it is
What leaves is one entity together. `broadside entity ID` shows its names, and the statements that use them.";

/// `decide rename`
#[derive(Debug, ClapArgs)]
pub struct Rename {
    /// The entity: its id, or the beginning of it
    #[arg(value_name = "ENTITY")]
    pub entity: String,
    /// What to call it
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Only in this language (ISO 639-3)
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    #[command(flatten)]
    pub by: By,
}

/// `decide same-statement`
#[derive(Debug, ClapArgs)]
pub struct Same {
    /// Statements: their ids, or paths
    #[arg(required = true, num_args = 2.., value_name = "ID")]
    pub statements: Vec<OsString>,
    #[command(flatten)]
    pub by: By,
}

/// `decide undo`
#[derive(Debug, ClapArgs)]
pub struct Undo {
    /// Decisions: their ids, or the beginning of them (`broadside decisions` lists them)
    #[arg(required = true, value_name = "DECISION")]
    pub decisions: Vec<String>,
    #[command(flatten)]
    pub by: By,
}

/// `decisions`
#[derive(Debug, ClapArgs)]
pub struct Decisions {
    /// Only those about one statement or file
    #[arg(value_name = "ID", conflicts_with_all = ["export", "import"])]
    pub id: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Only those that somebody should look at: their place is not found, or the program now proposes something else
    #[arg(long)]
    pub unsettled: bool,
    /// Only those of this author
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Write all decisions to a file (`-`: here), as JSON Lines
    #[arg(long, value_name = "FILE", conflicts_with_all = ["import", "unsettled"])]
    pub export: Option<PathBuf>,
    /// Add the decisions of such a file (`-`: typed or piped in); those already here are not added again
    #[arg(long, value_name = "FILE", conflicts_with_all = ["unsettled", "author"])]
    pub import: Option<PathBuf>,
}

/// `remove`
#[derive(Debug, ClapArgs)]
#[command(after_help = REMOVE_HELP)]
pub struct Remove {
    /// Files in the archive: their identity (or the beginning of it), or their path
    #[arg(required_unless_present = "log", value_name = "SOURCE")]
    pub sources: Vec<OsString>,
    #[command(flatten)]
    pub by: By,
    /// List what was taken out, when, by whom and why
    #[arg(long, conflicts_with = "sources")]
    pub log: bool,
}

const REMOVE_HELP: &str = "\
Takes files out of the archive: their originals, page pictures, texts, and all that was read out of them. That they
were there is remembered, with who took them out, when, and why (--reason); nothing of what they said is. Decisions
about them stay: adding the same file again brings them back into force.";
