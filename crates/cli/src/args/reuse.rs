//! What can be typed after `reuse`.

use super::Archive;
use broadside_model::ReuseKind;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

fn reuse_kinds() -> impl TypedValueParser<Value = ReuseKind> {
    let names = PossibleValuesParser::new(ReuseKind::ALL.iter().map(|kind| kind.name()));
    names.map(|name| ReuseKind::from_name(&name).unwrap_or(ReuseKind::Borrowing))
}

/// How the reuse in a collection is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReuseFormat {
    /// A line per two passages that are alike: {a, ab, ae, b, bb, be, equal, likeness}
    Links,
    /// A line per passage of a cluster, as passim's out.json has it
    Passim,
    /// A line per two passages with their alignment, as passim's align.json has it
    PassimPairwise,
}

/// `reuse`
#[derive(Debug, ClapArgs)]
#[command(after_help = REUSE_HELP)]
pub struct Reuse {
    /// A statement, to see what it shares with which others: its id, the beginning of it, or its path
    #[arg(value_name = "ID", conflicts_with_all = ["passage", "jsonl"])]
    pub id: Option<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// Say where these words come from: the passages of the archive that are like them; `-` reads them from standard input
    #[arg(long, value_name = "TEXT", conflicts_with = "jsonl")]
    pub passage: Option<String>,
    /// Only reuse of these kinds (several with commas)
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = reuse_kinds(), conflicts_with_all = ["passage", "jsonl"])]
    pub kind: Vec<ReuseKind>,
    /// Most passages to show (0: all; default: 20 for people, all for programs)
    #[arg(long, value_name = "N", conflicts_with = "jsonl")]
    pub limit: Option<usize>,
    /// Show long passages whole
    #[arg(long, conflicts_with = "jsonl")]
    pub full: bool,
    /// Search a collection without an archive: a file or folder of JSON lines {"id": …, "text": …}, plain or gzipped;
    /// `-` is standard input; can be given more than once
    #[arg(long, value_name = "FILE", conflicts_with = "archive")]
    pub jsonl: Vec<PathBuf>,
    #[command(flatten)]
    pub collection: Collection,
}

/// What can be said about a collection without an archive.
#[derive(Debug, ClapArgs)]
pub struct Collection {
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", requires = "jsonl")]
    pub out: Option<PathBuf>,
    /// What is written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ReuseFormat::Links, requires = "jsonl")]
    pub format: ReuseFormat,
    /// Most memory to use, about: 500M, 2G; what does not fit is put by on disk
    #[arg(long, value_name = "SIZE", default_value = "500M", value_parser = size, requires = "jsonl")]
    pub memory: usize,
    /// Threads to work with (default: as many as processors)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), requires = "jsonl")]
    pub threads: Option<u16>,
    /// Look for reuse only between texts that differ in this field, such as `series`
    #[arg(long, value_name = "FIELD", requires = "jsonl")]
    pub between: Option<String>,
    /// The field that names a text
    #[arg(long, value_name = "FIELD", default_value = "id", requires = "jsonl")]
    pub id_field: String,
    /// The field that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text", requires = "jsonl")]
    pub text_field: String,
    /// Write every stage as a Parquet table into this folder too, and take from there what is done already
    #[arg(long, value_name = "DIR", requires = "jsonl")]
    pub tables: Option<PathBuf>,
    /// With --tables: write the seeds too, one in three letters (about as large as the input)
    #[arg(long, requires = "tables")]
    pub seeds: bool,
    /// Keep what is needed to add texts later in this file: a further run with it searches only for what is new, and writes
    /// only links that are new. A text whose id is known and whose words have changed takes the place of the old one
    #[arg(long, value_name = "FILE", requires = "jsonl", conflicts_with_all = ["tables", "between", "format"])]
    pub index: Option<PathBuf>,
    /// Take the text with this id out of the index; can be given more than once
    #[arg(long, value_name = "ID", requires = "index")]
    pub drop: Vec<String>,
    /// Look at whole texts only: which are, for the most part, the same text again. Writes {a, b, share}; much faster
    #[arg(long, requires = "jsonl", conflicts_with_all = ["tables", "index", "format"])]
    pub near_duplicates: bool,
    /// How much of each of two texts must stand in the other, 0.01 to 1
    #[arg(long, value_name = "SHARE", default_value = "0.5", value_parser = share, requires = "near_duplicates")]
    pub share: f64,
    /// Folder for what does not fit in memory (default: TMPDIR, or else /var/tmp)
    #[arg(long, value_name = "DIR", requires = "jsonl")]
    pub scratch: Option<PathBuf>,
}

/// Least memory to work with, in bytes.
const LEAST: usize = 16 << 20;

/// A size as it is typed: 500M, 2G, 1.5G, 800000K, or bytes.
fn size(typed: &str) -> Result<usize, String> {
    let typed = typed.trim();
    let digits = typed.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match typed.get(digits.len()..).unwrap_or_default().to_ascii_uppercase().as_str() {
        "" | "B" => 1.0,
        "K" | "KB" | "KIB" => 1024.0,
        "M" | "MB" | "MIB" => 1024.0 * 1024.0,
        "G" | "GB" | "GIB" => 1024.0 * 1024.0 * 1024.0,
        _ => return Err("write a number with K, M or G, such as 500M".to_owned()),
    };
    let number: f64 = digits.trim().parse().map_err(|_| "write a number with K, M or G, such as 500M".to_owned())?;
    let bytes = number * unit;
    if !(LEAST as f64..=1e15).contains(&bytes) {
        return Err(format!("at least {}M are needed", LEAST >> 20));
    }
    Ok(bytes as usize)
}

/// A share as it is typed.
fn share(typed: &str) -> Result<f64, String> {
    let share = typed.trim().parse().ok().filter(|share| (0.01..=1.0).contains(share));
    share.ok_or_else(|| "write a number from 0.01 to 1, such as 0.5".to_owned())
}

/// `collate`
#[derive(Debug, ClapArgs)]
#[command(after_help = COLLATE_HELP)]
pub struct Collate {
    /// Statements: the versions to lay side by side; of one alone, its reprints and versions are looked up
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<OsString>,
    #[command(flatten)]
    pub archive: Archive,
    /// The version that the others are compared with (default: the surely earliest, or the one that has most in common
    /// with all)
    #[arg(long, value_name = "ID")]
    pub base: Option<OsString>,
    /// Show too what is only spelled, accented, punctuated or set otherwise
    #[arg(long)]
    pub all: bool,
}

const COLLATE_HELP: &str = "\
The apparatus of a text: the base, and for every place at which a version differs what it has there. Putting its
readings into the base gives a version back to the byte. Without --all only what can change the meaning is shown; --json
always has everything. Offsets count Unicode code points of the source's text.

  broadside collate 1a2b3c4d 5e6f7a8b
  broadside collate letters/draft.txt letters/final.txt --base letters/draft.txt --all";

const REUSE_HELP: &str = "\
In an archive: what statements share with one another is worked out when it is first asked for, and again after the
archive changed. Kinds: reprint (the whole statement again), version (the same, changed), quotation (marked or attributed
as another's words), formula (a stock phrase of many), borrowing (the rest), furniture (what a page carries on every
copy). Where it is known which side the words come from, that is said, and why.

  broadside reuse
  broadside reuse 1a2b3c4d --kind quotation,borrowing
  broadside reuse --passage \"no lamp will be lit while the harbour office withholds the winter allowance\"

Without an archive: every line of the input is a JSON object with at least `id` and `text`; a line that is not is told
with its number and left out. What is written are JSON lines in the order of the ids, whatever order the input has:

  {\"a\": id, \"ab\": begin, \"ae\": end, \"b\": id, \"bb\": begin, \"be\": end, \"equal\": letters, \"likeness\": 0 to 1}

Offsets count Unicode code points, the end not included. Letters and digits are compared; capitals, accents, spaces,
punctuation and line breaks do not matter.

  broadside reuse --jsonl papers.jsonl > links.jsonl
  zstdcat papers.jsonl.zst | broadside reuse --jsonl - --between series --format passim --out out.json

--tables DIR writes texts, aligned (passages as letters, before members of a cluster are compared with one another),
links, alignments (the blocks of letters that correspond), pairs, passages and clusters as Parquet; with --seeds, seeds.
Their names end in a key of the input and the parameters: a table whose key is that of a run is what that run would make,
and is not made again. So after Ctrl-C the same command goes on from the stages that were finished.

--near-duplicates tells which texts are the same text again, misread, reset or among other words: at least half of each
stands in the other (--share says how much). A line per pair, share is that of the text which has less of it:

  broadside reuse --jsonl papers.jsonl --near-duplicates --share 0.8
  {\"a\": id, \"b\": id, \"share\": 0 to 1}

--index FILE keeps letters, seeds, texts and links, about four times the size of the input:

  broadside reuse --jsonl papers.jsonl --index papers.reuse > links.jsonl
  broadside reuse --jsonl today.jsonl --index papers.reuse > new-links.jsonl

From passim: --format passim is out.json, --format passim-pairwise is align.json of --pairwise; -i and -t are
--id-field and --text-field; --filterpairs 'series < series2' --fields series is --between series.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_one() {
        assert_eq!(share("0.8"), Ok(0.8));
        for nonsense in ["", "80", "0", "-1", "nan", "80%"] {
            assert!(share(nonsense).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn sizes_are_understood_as_people_write_them() {
        assert_eq!(size("500M"), Ok(500 << 20));
        assert_eq!(size("1.5 GiB"), Ok(3 << 29));
        assert_eq!(size("33554432"), Ok(32 << 20));
        for nonsense in ["", "M", "many", "-5G", "1K", "1e99", "nan", "5T"] {
            assert!(size(nonsense).is_err(), "{nonsense}");
        }
    }
}
