//! Every statement and file of an archive in a few words, in memory: to be listed, narrowed and counted at once.

use crate::answer::Trouble;
use crate::json::numbered_id;
use crate::statements::{NO_TITLE, listed};
use broadside_engine::store::Catalogue;
use broadside_model::{Edtf, Kind, Outcome, SourceId, StatementId};
use rustc_hash::FxHashMap;

/// A statement in a few words, as people decided it.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which statement.
    pub id: StatementId,
    /// What it is.
    pub kind: Option<Kind>,
    /// Its title.
    pub title: Option<Box<str>>,
    /// How its file begins; empty for other statements than the first.
    pub opening: Box<str>,
    /// When it was issued.
    pub date: Option<Edtf>,
    /// ISO 639-3.
    pub language: Option<Box<str>>,
    /// Names of the issuers.
    pub issuers: Vec<Box<str>>,
    /// Names of the addressees.
    pub addressees: Vec<Box<str>>,
    /// Places of issue.
    pub places: Vec<Box<str>>,
    /// How many sign.
    pub signatories: u32,
    /// How many claims it makes.
    pub claims: u32,
    /// Ids of other witnesses, where people say that there are some.
    pub same: Vec<String>,
    /// What became of its file.
    pub outcome: Outcome,
    /// Text quality in hundredths.
    pub quality: Option<u8>,
    /// When its file was added, RFC 3339 in UTC.
    pub added: Box<str>,
    /// First path of its file.
    pub path: Box<[u8]>,
}

impl Held {
    /// What it is called.
    pub fn name(&self) -> String {
        numbered_id(self.id.source, self.id.number)
    }

    /// Its title, else how it begins, else that it has none.
    pub fn caption(&self) -> &str {
        match &self.title {
            Some(title) => title,
            None if self.opening.is_empty() => NO_TITLE,
            None => &self.opening,
        }
    }
}

/// All statements, by path and place.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// The statements.
    pub statements: Vec<Held>,
    of_source: FxHashMap<SourceId, (u32, u32)>,
}

impl Holdings {
    /// Reads them.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(catalogue: &Catalogue) -> Result<Self, Trouble> {
        let boxed = |names: &[String]| names.iter().map(|name| Box::from(name.as_str())).collect::<Vec<Box<str>>>();
        let mut statements = Vec::new();
        for one in listed(catalogue)? {
            let (summary, row) = (&*one.summary, one.row.as_ref());
            statements.push(Held {
                id: StatementId { source: summary.id, number: one.number() },
                kind: one.kind(),
                title: one.title().map(Box::from),
                opening: if one.is_first() { summary.opening.as_str().into() } else { "".into() },
                date: one.date().cloned(),
                language: one.language().map(Box::from),
                issuers: row.map_or_else(Vec::new, |row| boxed(&row.issuers)),
                addressees: row.map_or_else(Vec::new, |row| boxed(&row.addressees)),
                places: row.map_or_else(Vec::new, |row| boxed(&row.places)),
                signatories: row.map_or(0, |row| row.signatories),
                claims: row.map_or(0, |row| row.claims),
                same: one.same.clone(),
                outcome: summary.outcome,
                quality: summary.quality,
                added: summary.added.as_str().into(),
                path: summary.paths.first().cloned().unwrap_or_default().into(),
            });
        }
        let mut of_source: FxHashMap<SourceId, (u32, u32)> = FxHashMap::default();
        for (place, one) in (0..).zip(&statements) {
            of_source.entry(one.id.source).or_insert((place, 0)).1 += 1;
        }
        Ok(Holdings { statements, of_source })
    }

    /// The statements of a source.
    pub fn of(&self, source: SourceId) -> &[Held] {
        let (first, count) = self.of_source.get(&source).copied().unwrap_or_default();
        self.statements.get(first as usize..(first + count) as usize).unwrap_or_default()
    }

    /// One statement.
    pub fn get(&self, id: StatementId) -> Option<&Held> {
        self.of(id.source).iter().find(|one| one.id.number == id.number)
    }
}
