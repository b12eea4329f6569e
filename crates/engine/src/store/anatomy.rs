//! Anatomies in the catalogue: whole, and a row per statement to list and filter by.

use super::Result;
use super::catalogue::Catalogue;
use super::entities::{joined, split};
use super::texts::packed;
use crate::codec::{CodecError, Decoder, Encoder};
use broadside_model::{Anatomy, Edtf, Kind, SourceId};
use rusqlite::{Row, params};

/// The tables, added to catalogues of version 1 as they are opened for writing.
pub(super) const SCHEMA: &str = include_str!("anatomy.sql");

/// An anatomy as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnatomyBlob {
    anatomy: Vec<u8>,
    checked: [u8; 16],
    rows: Vec<StatementRow>,
}

/// What a list of statements shows of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The source it stands in.
    pub source: SourceId,
    /// Its number among the source's statements, from 1.
    pub number: u32,
    /// What it is.
    pub kind: Option<Kind>,
    /// Its title.
    pub title: Option<String>,
    /// ISO 639-3 code.
    pub language: Option<String>,
    /// When it was issued.
    pub date: Option<Edtf>,
    /// How that is known.
    pub date_method: Option<String>,
    /// Names of the issuers.
    pub issuers: Vec<String>,
    /// Names of the addressees.
    pub addressees: Vec<String>,
    /// Names of the places of issue.
    pub places: Vec<String>,
    /// How many signatories are named.
    pub signatories: u32,
    /// How many claims it makes.
    pub claims: u32,
}

impl AnatomyBlob {
    /// Makes the stored form. Costs most of what storing costs, and needs no lock.
    pub fn make(source: SourceId, anatomy: &Anatomy) -> Self {
        let mut out = Encoder::default();
        out.anatomy(anatomy);
        let bytes = packed(&out.finish());
        AnatomyBlob { checked: check(&bytes), anatomy: bytes, rows: statement_rows(source, anatomy) }
    }
}

fn check(bytes: &[u8]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    short
}

/// A row for each statement of an anatomy.
pub fn statement_rows(source: SourceId, anatomy: &Anatomy) -> Vec<StatementRow> {
    let names = |all: &[broadside_model::Found<broadside_model::Party>]| {
        all.iter().map(|found| found.value.name.clone()).collect::<Vec<_>>()
    };
    let row = |(place, statement): (usize, &broadside_model::Statement)| StatementRow {
        source,
        number: place as u32 + 1,
        kind: statement.kind.as_ref().map(|kind| kind.value),
        title: statement.title.as_ref().map(|title| title.value.clone()),
        language: statement.language.clone(),
        date: statement.date.as_ref().map(|date| date.value.edtf.clone()),
        date_method: statement.date.as_ref().map(|date| date.method.clone()),
        issuers: names(&statement.issuers),
        addressees: names(&statement.addressees),
        places: statement.places.iter().map(|place| place.value.name.clone()).collect(),
        signatories: statement.signatories.len() as u32,
        claims: statement.claims.len() as u32,
    };
    anatomy.statements.iter().enumerate().map(row).collect()
}

/// Rows of statements.
const LISTED: &str = "SELECT sha256, number, kind, statement.title, statement.language, date, date_method, issuers, addressees, places, signatories, claims FROM statement JOIN source ON source.id = statement.source";

impl Catalogue {
    /// Replaces what is stored of the anatomy of the source with row `id`, in the open batch.
    pub(super) fn put_anatomy_rows(&self, id: i64, blob: Option<&AnatomyBlob>) -> rusqlite::Result<()> {
        self.connection.prepare_cached("DELETE FROM statement WHERE source = ?1")?.execute([id])?;
        let Some(blob) = blob else {
            self.connection.prepare_cached("DELETE FROM anatomy WHERE source = ?1")?.execute([id])?;
            return Ok(());
        };
        let sql = "INSERT OR REPLACE INTO anatomy (source, anatomy, checked) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute(params![id, blob.anatomy, blob.checked])?;
        let sql = "INSERT INTO statement (source, number, kind, title, language, date, date_method, issuers, addressees, places, signatories, claims)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        for row in &blob.rows {
            self.connection.prepare_cached(sql)?.execute(params![
                id,
                row.number,
                row.kind.map(Kind::name),
                row.title,
                row.language,
                row.date.as_ref().map(Edtf::as_str),
                row.date_method,
                joined(&row.issuers),
                joined(&row.addressees),
                joined(&row.places),
                row.signatories,
                row.claims,
            ])?;
        }
        Ok(())
    }

    /// The anatomy of a source; `None` where it has no text, or an older program read it: `reread` makes it then.
    pub fn anatomy(&self, id: SourceId) -> Result<Option<Anatomy>> {
        if !self.has_anatomy() {
            return Ok(None);
        }
        let sql = "SELECT anatomy.anatomy, anatomy.checked, text.text FROM anatomy JOIN source ON source.id = anatomy.source JOIN text ON text.source = source.id WHERE sha256 = ?1";
        type Columns = (Vec<u8>, [u8; 16], Vec<u8>);
        let row = |row: &Row<'_>| -> rusqlite::Result<Columns> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
        let Some((bytes, checked, text)) = self.first(sql, [id.0], row)? else { return Ok(None) };
        if check(&bytes) != checked {
            return Err(self.damaged(id, "the check sum of its anatomy does not fit".to_owned()));
        }
        let text = self.unpack_string(id, &text)?;
        let bytes = self.unpack(id, &bytes)?;
        let read = Decoder::new(&bytes).and_then(|mut from| from.anatomy(&text));
        read.map(Some).map_err(|error: CodecError| self.damaged(id, error.to_string()))
    }

    /// A row for every statement in the archive, by source and number.
    pub fn statements(&self) -> Result<Vec<StatementRow>> {
        if !self.has_anatomy() {
            return Ok(Vec::new());
        }
        self.all(&format!("{LISTED} ORDER BY sha256, number"), [], statement_row)
    }

    /// A row for every statement of a source, by number.
    pub fn statements_of(&self, id: SourceId) -> Result<Vec<StatementRow>> {
        if !self.has_anatomy() {
            return Ok(Vec::new());
        }
        self.all(&format!("{LISTED} WHERE sha256 = ?1 ORDER BY number"), [id.0], statement_row)
    }
}

fn statement_row(row: &Row<'_>) -> rusqlite::Result<StatementRow> {
    Ok(StatementRow {
        source: SourceId(row.get(0)?),
        number: row.get(1)?,
        kind: row.get::<_, Option<String>>(2)?.and_then(|kind| Kind::from_name(&kind)),
        title: row.get(3)?,
        language: row.get(4)?,
        date: row.get::<_, Option<String>>(5)?.and_then(|date| date.parse().ok()),
        date_method: row.get(6)?,
        issuers: split(&row.get::<_, String>(7)?),
        addressees: split(&row.get::<_, String>(8)?),
        places: split(&row.get::<_, String>(9)?),
        signatories: row.get(10)?,
        claims: row.get(11)?,
    })
}
