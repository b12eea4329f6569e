//! Sources in the catalogue: what is in the archive, without its texts.

use super::Result;
use super::catalogue::Catalogue;
use crate::codec::Decoder;
use broadside_model::{Diagnostic, Format, Method, Outcome, SourceId};
use rusqlite::{Row, params};

/// Summaries that are read at a time.
const FEW: i64 = 500;

/// What the catalogue knows of a source without reading its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Identity.
    pub id: SourceId,
    /// Length in bytes.
    pub bytes: u64,
    /// What kind of file.
    pub format: Format,
    /// What became of it.
    pub outcome: Outcome,
    /// How its text was come by.
    pub method: Method,
    /// Character encoding, for formats that have one.
    pub encoding: Option<String>,
    /// ISO 639-3 code of its main language.
    pub language: Option<String>,
    /// Text quality in hundredths.
    pub quality: Option<u8>,
    /// The title that the file itself states.
    pub title: Option<String>,
    /// Its first words.
    pub opening: String,
    /// How many pages.
    pub pages: u32,
    /// Length of the repaired text in code points.
    pub characters: u64,
    /// How many edits lead from the raw text to it.
    pub edits: u64,
    /// When it was first added, RFC 3339 in UTC.
    pub added: String,
    /// Every name it came under, as bytes, sorted.
    pub paths: Vec<Vec<u8>>,
    /// Stage version and parameters of its reading.
    pub intake_by: String,
    /// Stage version and parameters of its text.
    pub repair_by: String,
    /// Stage versions of its anatomy; empty where it has none.
    pub anatomy_by: String,
    /// What the reader should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// What deciding whether to read a file again needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// What became of it before.
    pub outcome: Outcome,
    /// Whether this very path is known for it.
    pub same_path: bool,
    /// How many files it holds that are sources of their own.
    pub children: u32,
}

impl Catalogue {
    /// What is known of a source and a path.
    pub fn known(&self, id: SourceId, path: &[u8]) -> Result<Option<Known>> {
        let sql = "SELECT outcome, EXISTS (SELECT 1 FROM path WHERE source = id AND path = ?2), children FROM source WHERE sha256 = ?1";
        self.first(sql, params![id.0, path], |row| {
            let outcome = Outcome::from_name(&row.get::<_, String>(0)?).unwrap_or(Outcome::Failed);
            Ok(Known { outcome, same_path: row.get(1)?, children: row.get(2)? })
        })
    }

    /// Whether a source is in the archive.
    pub fn holds(&self, id: SourceId) -> Result<bool> {
        Ok(self.first("SELECT 1 FROM source WHERE sha256 = ?1", [id.0], |_| Ok(()))?.is_some())
    }

    /// The identities of all sources, or of those written after batch `after`, in order of identity.
    pub fn ids(&self, after: u64) -> Result<Vec<SourceId>> {
        // `+`: sought by batch and then put in order, not read through in order.
        self.all("SELECT sha256 FROM source WHERE batch > ?1 ORDER BY +sha256", [after as i64], id)
    }

    /// The sources whose hexadecimal identity begins with `prefix`, at most two.
    pub fn find(&self, prefix: &str) -> Result<Vec<SourceId>> {
        let clean = prefix.to_ascii_lowercase();
        if clean.is_empty() || clean.len() > 64 || !clean.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let bound = |fill: &str| SourceId::from_hex(&format!("{clean}{}", fill.repeat(64 - clean.len())));
        let (Some(low), Some(high)) = (bound("0"), bound("f")) else { return Ok(Vec::new()) };
        let sql = "SELECT sha256 FROM source WHERE sha256 BETWEEN ?1 AND ?2 ORDER BY sha256 LIMIT 2";
        self.all(sql, params![low.0, high.0], id)
    }

    /// The sources that were repaired with `mark` in what made their text.
    pub fn repaired_like(&self, mark: &str) -> Result<Vec<SourceId>> {
        self.all("SELECT sha256 FROM source WHERE instr(repair_by, ?1) > 0 ORDER BY sha256", [mark], id)
    }

    /// What is known of a source.
    pub fn summary(&self, id: SourceId) -> Result<Option<Summary>> {
        let mut found = self.summaries_where("WHERE sha256 = ?1", params![id.0])?;
        Ok(found.pop())
    }

    /// What is known of every source, ordered by first path and identity.
    pub fn summaries(&self) -> Result<Vec<Summary>> {
        let mut all = self.summaries_where("", [])?;
        all.sort_by(|a, b| a.paths.cmp(&b.paths).then(a.id.cmp(&b.id)));
        Ok(all)
    }

    /// What became of every source, and the quality of its text in hundredths, by identity.
    pub fn outcomes(&self) -> Result<Vec<(SourceId, Outcome, Option<u8>)>> {
        self.all("SELECT sha256, outcome, quality FROM source ORDER BY sha256", [], |row| {
            let outcome = Outcome::from_name(&row.get::<_, String>(1)?).unwrap_or(Outcome::Failed);
            Ok((SourceId(row.get(0)?), outcome, row.get(2)?))
        })
    }

    /// Calls `each` with what is known of every source, a few at a time in memory, in no order that means anything.
    pub fn each_summary(&self, mut each: impl FnMut(Summary)) -> Result<()> {
        let mut last = i64::MIN;
        loop {
            let some = self.numbered_summaries("WHERE id > ?1 ORDER BY id LIMIT ?2", params![last, FEW])?;
            match some.last() {
                Some((number, _)) => last = *number,
                None => return Ok(()),
            }
            some.into_iter().for_each(|(_, summary)| each(summary));
        }
    }

    fn summaries_where(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<Summary>> {
        Ok(self.numbered_summaries(condition, values)?.into_iter().map(|(_, summary)| summary).collect())
    }

    fn numbered_summaries(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<(i64, Summary)>> {
        let anatomy_by = if self.has_anatomy() { "anatomy_by" } else { "''" };
        let sql = format!(
            "SELECT id, sha256, bytes, format, outcome, method, encoding, language, quality, title, opening, pages, characters, edits, added, intake_by, repair_by, diagnostics, {anatomy_by} FROM source {condition}"
        );
        let rows = self.all(&sql, values, summary_row)?;
        let mut summaries = Vec::with_capacity(rows.len());
        for (row, mut summary, diagnostics) in rows {
            let damaged = |error: crate::codec::CodecError| self.damaged(summary.id, error.to_string());
            let decoded = Decoder::new(&diagnostics).and_then(|mut from| from.diagnostics());
            summary.diagnostics = decoded.map_err(damaged)?;
            summary.paths = self.paths(row)?;
            summaries.push((row, summary));
        }
        Ok(summaries)
    }
}

/// The identity in the first column.
pub(super) fn id(row: &Row<'_>) -> rusqlite::Result<SourceId> {
    row.get(0).map(SourceId)
}

fn summary_row(row: &Row<'_>) -> rusqlite::Result<(i64, Summary, Vec<u8>)> {
    let summary = Summary {
        id: SourceId(row.get(1)?),
        bytes: row.get::<_, i64>(2)? as u64,
        format: Format::from_name(&row.get::<_, String>(3)?).unwrap_or(Format::Other),
        outcome: Outcome::from_name(&row.get::<_, String>(4)?).unwrap_or(Outcome::Failed),
        method: Method::from_name(&row.get::<_, String>(5)?).unwrap_or(Method::None),
        encoding: row.get(6)?,
        language: row.get(7)?,
        quality: row.get(8)?,
        title: row.get(9)?,
        opening: row.get(10)?,
        pages: row.get(11)?,
        characters: row.get::<_, i64>(12)? as u64,
        edits: row.get::<_, i64>(13)? as u64,
        added: row.get(14)?,
        paths: Vec::new(),
        intake_by: row.get(15)?,
        repair_by: row.get(16)?,
        anatomy_by: row.get(18)?,
        diagnostics: Vec::new(),
    };
    Ok((row.get(0)?, summary, row.get(17)?))
}
