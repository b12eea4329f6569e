//! What can be typed after `reuse`.

use super::Archive;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

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
    #[command(flatten)]
    pub archive: Archive,
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
    /// Keep what is needed to add texts later in this file: a further run with it searches only for what is new, and writes
    /// only links that are new. A text whose id is known and whose words have changed takes the place of the old one
    #[arg(long, value_name = "FILE", requires = "jsonl", conflicts_with_all = ["tables", "between", "format"])]
    pub index: Option<PathBuf>,
    /// Take the text with this id out of the index; can be given more than once
    #[arg(long, value_name = "ID", requires = "index")]
    pub drop: Vec<String>,
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

const REUSE_HELP: &str = "\
Without an archive: every line of the input is a JSON object with at least `id` and `text`; a line that is not is told
with its number and left out. What is written are JSON lines in the order of the ids, whatever order the input has:

  {\"a\": id, \"ab\": begin, \"ae\": end, \"b\": id, \"bb\": begin, \"be\": end, \"equal\": letters, \"likeness\": 0 to 1}

Offsets count Unicode code points, the end not included. Letters and digits are compared; capitals, accents, spaces,
punctuation and line breaks do not matter.

  broadside reuse --jsonl papers.jsonl > links.jsonl
  zstdcat papers.jsonl.zst | broadside reuse --jsonl - --between series --format passim --out out.json

--tables DIR writes texts, links, alignments (the blocks of letters that correspond), pairs, passages and clusters as
Parquet. Their names end in a key of the input and the parameters: a table whose key is that of a run is what that run
would make, and is not made again.

--index FILE keeps letters, seeds, texts and links, about four times the size of the input:

  broadside reuse --jsonl papers.jsonl --index papers.reuse > links.jsonl
  broadside reuse --jsonl today.jsonl --index papers.reuse > new-links.jsonl

From passim: --format passim is out.json, --format passim-pairwise is align.json of --pairwise; -i and -t are
--id-field and --text-field; --filterpairs 'series < series2' --fields series is --between series.";

#[cfg(test)]
mod tests {
    use super::*;

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
