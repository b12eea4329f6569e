//! Sources put into the catalogue: everything that is known of one, in the open batch.

use super::Result;
use super::anatomy::AnatomyBlob;
use super::catalogue::Catalogue;
use super::summary::Summary;
use super::texts::Blobs;
use crate::codec::Encoder;
use broadside_model::SourceId;
use rusqlite::params;

/// A source ready to be stored, its blobs already made.
#[derive(Clone, Debug)]
pub struct Record {
    /// Everything but paths and time of adding is taken from here; `paths` are added to those known.
    pub summary: Summary,
    /// Text, repairs and layout as stored; `None` where nothing was read.
    pub blobs: Option<Blobs>,
    /// What was read out of the text; `None` where nothing was read.
    pub anatomy: Option<AnatomyBlob>,
    /// Page pictures: page number, width, height, SHA-256 of the PNG.
    pub images: Vec<(u32, u32, u32, SourceId)>,
    /// How many files it holds that are sources of their own.
    pub children: u32,
}

impl Catalogue {
    /// Stores a source in the open batch, replacing what was known of it but its paths and time of adding.
    pub fn put(&mut self, record: &Record, batch: u64) -> Result<()> {
        self.put_rows(record, batch).map_err(|error| self.wrap(error))
    }

    fn put_rows(&self, record: &Record, batch: u64) -> rusqlite::Result<()> {
        let row = &record.summary;
        let mut diagnostics = Encoder::default();
        diagnostics.diagnostics(&row.diagnostics);
        let sql = "INSERT INTO source (sha256, bytes, format, outcome, method, encoding, language, quality, title, opening, pages, characters, edits, added, batch, intake_by, repair_by, diagnostics, children, anatomy_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
            ON CONFLICT (sha256) DO UPDATE SET format = ?3, outcome = ?4, method = ?5, encoding = ?6, language = ?7, quality = ?8, title = ?9, opening = ?10, pages = ?11, characters = ?12, edits = ?13, batch = ?15, intake_by = ?16, repair_by = ?17, diagnostics = ?18, children = ?19, anatomy_by = ?20
            RETURNING id";
        let id: i64 = self.connection.prepare_cached(sql)?.query_row(
            params![
                row.id.0,
                row.bytes as i64,
                row.format.name(),
                row.outcome.name(),
                row.method.name(),
                row.encoding,
                row.language,
                row.quality,
                row.title,
                row.opening,
                row.pages,
                row.characters as i64,
                row.edits as i64,
                row.added,
                batch as i64,
                row.intake_by,
                row.repair_by,
                diagnostics.finish(),
                record.children,
                row.anatomy_by,
            ],
            |row| row.get(0),
        )?;
        for path in &row.paths {
            self.add_path_row(id, path, &row.added)?;
        }
        self.connection.prepare_cached("DELETE FROM image WHERE source = ?1")?.execute([id])?;
        for (page, width, height, hash) in &record.images {
            let sql = "INSERT INTO image (source, page, width, height, sha256) VALUES (?1, ?2, ?3, ?4, ?5)";
            self.connection.prepare_cached(sql)?.execute(params![id, page, width, height, hash.0])?;
        }
        self.put_text_rows(id, record.blobs.as_ref())?;
        self.put_anatomy_rows(id, record.anatomy.as_ref())
    }

    /// The page pictures of a source: page number, width and height in pixels, SHA-256 of the PNG.
    pub fn images(&self, id: SourceId) -> Result<Vec<(u32, u32, u32, SourceId)>> {
        let sql = "SELECT page, width, height, image.sha256 FROM image JOIN source ON source.id = image.source WHERE source.sha256 = ?1 ORDER BY page";
        self.all(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, SourceId(row.get(3)?))))
    }
}
