//! Reads authority files: what others know of organisations, persons and places, with their ids.
//!
//! Takes the bytes of a file and, where it is told, its format and which column holds what; gives the entities the file
//! knows, and a report of what was understood, passed over and refused. A row that makes no sense is counted and named by
//! its line; the others are kept. Four formats: tables ([`table`]), FollowTheMoney ([`ftm`]), Wikidata ([`wikidata`]) and
//! what OpenRefine writes of reconciled cells ([`openrefine`]). Nothing here opens a file or connects to anything.

mod columns;
mod csv;
mod ftm;
mod gather;
mod indented;
mod input;
mod kinds;
mod languages;
mod openrefine;
mod table;
mod wikidata;

use broadside_model::KnownEntity;
use gather::Gather;
use input::Input;
use std::io::BufRead;

pub use columns::Meaning;
pub use wikidata::sort_of;

/// The formats of authority files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table: values set apart by commas, semicolons or tabs, the first line naming the columns.
    Csv,
    /// FollowTheMoney entities, one JSON object a line.
    Ftm,
    /// Wikidata items as JSON: one a line, the array of a dump, or the answer of `Special:EntityData`.
    Wikidata,
    /// What OpenRefine writes of reconciled cells: a table, or JSON with reconciliation objects.
    OpenRefine,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[Format::Csv, Format::Ftm, Format::Wikidata, Format::OpenRefine];

    /// The name used on the command line and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Ftm => "ftm",
            Format::Wikidata => "wikidata",
            Format::OpenRefine => "openrefine",
        }
    }
}

/// What a person told about a file.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Its format; guessed from its first line where it is not told.
    pub format: Option<Format>,
    /// For tables, which column holds what, by the heading of the column.
    pub columns: Vec<(Meaning, String)>,
}

/// What stands in an authority file.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The entities, in the order in which their ids first come.
    pub entities: Vec<KnownEntity>,
    /// What was understood and what not.
    pub report: Report,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// As what it was read; `None` before the first line.
    pub format: Option<Format>,
    /// Rows or objects read, headings not counted.
    pub rows: u64,
    /// Rows that added to an entity of an earlier row.
    pub joined: u64,
    /// Rows passed over on purpose, by reason, with their number.
    pub passed: Vec<(String, u64)>,
    /// How many rows make no sense.
    pub refused: u64,
    /// The first of them.
    pub faults: Vec<Fault>,
    /// The columns of a table: heading, and what it was understood as.
    pub columns: Vec<(String, Option<String>)>,
    /// What else a reader should know.
    pub notes: Vec<String>,
}

/// A row that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// Why nothing of a file could be read.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// The bytes did not come.
    #[error("{0}")]
    Read(#[from] std::io::Error),
    /// Nothing stands in it.
    #[error("there is nothing in it")]
    Empty,
    /// It is none of the formats.
    #[error(
        "line {line}: {message}. Known are tables with headings (csv), FollowTheMoney entities (ftm), Wikidata items (wikidata) and reconciled cells (openrefine)"
    )]
    Unknown {
        /// The line, from 1.
        line: u64,
        /// What was found.
        message: String,
    },
    /// No column was understood as one that is needed.
    #[error("line 1: no column for {wanted} among: {found}. Say which one it is with --column {wanted}=HEADING")]
    NoColumn {
        /// What is needed.
        wanted: &'static str,
        /// The headings.
        found: String,
    },
    /// A heading that was told is not there, or means nothing.
    #[error("no column has the heading `{heading}`. There are: {found}")]
    NoHeading {
        /// The heading.
        heading: String,
        /// Those that are there.
        found: String,
    },
    /// It is larger than is read.
    #[error("{0}")]
    TooLarge(String),
    /// No row could be used.
    #[error("none of its {rows} rows could be used; the first: line {line}: {message}")]
    NothingUsed {
        /// How many rows it has.
        rows: u64,
        /// The line of the first, from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
}

/// Reads an authority file.
pub fn read(source: &mut dyn BufRead, told: &Told) -> Result<Contents, AuthorityError> {
    let mut input = Input::new(source);
    let format = match told.format {
        Some(format) => format,
        None => guess(&mut input, told)?,
    };
    let mut gather = Gather::default();
    gather.report.format = Some(format);
    match format {
        Format::Csv => table::read(&mut input, told, &mut gather)?,
        Format::Ftm => ftm::read(&mut input, &mut gather)?,
        Format::Wikidata => wikidata::read(&mut input, &mut gather)?,
        Format::OpenRefine => openrefine::read(&mut input, told, &mut gather)?,
    }
    gather.finish()
}

/// The format, from the beginning of the file.
fn guess(input: &mut Input<'_>, told: &Told) -> Result<Format, AuthorityError> {
    let start = input.start()?;
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Err(AuthorityError::Empty);
    }
    if !text.starts_with(['{', '[']) {
        let headings = csv::Rows::new(text).next().map(|row| row.cells).unwrap_or_default();
        let is_refined = told.columns.is_empty() && openrefine::is_table(&headings);
        return Ok(if is_refined { Format::OpenRefine } else { Format::Csv });
    }
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    match () {
        () if has("schema") && has("properties") => Ok(Format::Ftm),
        () if has("labels") || has("claims") || has("aliases") || has("datatype") => Ok(Format::Wikidata),
        () if has("j") || has("judgment") || has("match") || has("rows") || has("recons") => Ok(Format::OpenRefine),
        () => Err(AuthorityError::Unknown { line: 1, message: "JSON of no format that is known".to_owned() }),
    }
}

#[cfg(test)]
mod tests;
