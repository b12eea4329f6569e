//! Statements by their place in their source, read when they are needed.

use crate::json::reuse::{Ground, Statement as Edge};
use crate::json::{self, Points, numbered_id};
use crate::statements::{Caption, Whole};
use broadside_engine::run::Result;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::Catalogue;
use broadside_model::{Edtf, StatementId};
use std::collections::BTreeMap;

/// A statement with the text of its source.
pub struct Statement {
    /// What it is called.
    pub id: String,
    whole: Whole,
    /// The text of its source.
    pub text: String,
    /// Where it begins, in bytes.
    pub start: u32,
}

impl Statement {
    /// The statement as people decided it, in its source.
    pub fn whole(&self) -> &Whole {
        &self.whole
    }

    /// Its title.
    pub fn title(&self) -> Option<&str> {
        self.whole.title()
    }

    /// What people recognise it by.
    pub fn caption(&self) -> Caption<'_> {
        self.whole.caption()
    }

    /// When it was issued.
    pub fn date(&self) -> Option<&Edtf> {
        self.whole.statement().date.as_ref().map(|date| &date.value.edtf)
    }

    /// Its words.
    pub fn words(&self) -> &str {
        self.text.get(self.whole.statement().span.range()).unwrap_or_default()
    }

    /// Its edge twin.
    pub fn edge(&self) -> Edge<'_> {
        Edge {
            id: &self.id,
            title: self.title(),
            date: self.date().map(Edtf::as_str),
            paths: json::names(&self.whole.summary.paths),
        }
    }

    /// Finds ranges of it.
    pub fn ground<'a>(&'a self, points: &'a Points<'a>) -> Ground<'a> {
        Ground { text: &self.text, points, start: self.start }
    }

    /// Id, date and caption on one line.
    pub fn heading(&self) -> String {
        let date = self.date().map_or(String::new(), |date| format!("  {}", date.as_str()));
        format!("{}{date}  {}", self.id, self.caption().shown())
    }
}

/// Reads statements, each once.
pub struct Statements<'a> {
    catalogue: &'a Catalogue,
    decisions: Decisions<'a>,
    read: BTreeMap<StatementId, std::rc::Rc<Statement>>,
}

/// Statements held at a time.
const HELD: usize = 64;

impl<'a> Statements<'a> {
    /// Statements of this catalogue.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn new(catalogue: &'a Catalogue) -> Result<Self> {
        Ok(Statements { catalogue, decisions: Decisions::open(catalogue)?, read: BTreeMap::new() })
    }

    /// The statement; nothing where it is gone.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn get(&mut self, id: StatementId) -> Result<Option<std::rc::Rc<Statement>>> {
        if let Some(known) = self.read.get(&id) {
            return Ok(Some(known.clone()));
        }
        let Some(summary) = self.catalogue.summary(id.source)? else { return Ok(None) };
        let text = self.catalogue.text(id.source)?.unwrap_or_default();
        let decided = self.decisions.anatomy(id.source)?;
        let Some(whole) = Whole::new(summary, decided, id.number, text.len()) else { return Ok(None) };
        let start = whole.statement().span.start;
        let statement = std::rc::Rc::new(Statement { id: numbered_id(id.source, id.number), whole, text, start });
        if self.read.len() >= HELD {
            self.read.clear();
        }
        self.read.insert(id, statement.clone());
        Ok(Some(statement))
    }
}
