//! Every file of an archive in a few words: what became of it. Kept until files change.

use crate::answer::Trouble;
use crate::filters::folded;
use broadside_engine::store::{Catalogue, Skipped, Summary};
use broadside_model::{Outcome, Severity, SourceId};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Text quality, in hundredths, below which somebody should look at a file.
const POOR: u8 = 70;

/// Whether somebody should look at a file.
pub fn has_problem(summary: &Summary) -> bool {
    summary.diagnostics.iter().any(|diagnostic| diagnostic.severity > Severity::Note)
        || !matches!(summary.outcome, Outcome::Read | Outcome::Unpacked)
        || summary.quality.is_some_and(|quality| quality < POOR)
}

/// A file.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its source.
    pub id: SourceId,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether somebody should look at it.
    pub has_problem: bool,
    /// Its first name, to look for.
    path: Box<str>,
}

impl Line {
    /// Whether its first name holds these words.
    pub fn is_called(&self, words: &str) -> bool {
        folded(&self.path).contains(&folded(words))
    }
}

/// The files of an archive, by their names.
#[derive(Debug, Default)]
pub struct Table {
    /// The files.
    pub all: Vec<Line>,
    /// How many of each outcome.
    pub outcomes: BTreeMap<Outcome, u64>,
    /// Names that could not be kept.
    pub skipped: Vec<Skipped>,
}

impl Table {
    fn read(catalogue: &Catalogue) -> Result<Self, Trouble> {
        let mut table = Table { skipped: catalogue.skipped()?, ..Table::default() };
        catalogue.each_summary(|summary| table.all.push(line(&summary)))?;
        Ok(table.counted())
    }

    /// The same, with the files that changed since that batch read anew.
    fn with_changes(&self, catalogue: &Catalogue, since: u64) -> Result<Self, Trouble> {
        let changed = catalogue.ids(since)?;
        let removed = catalogue.removed_since(since)?;
        let stale: FxHashSet<SourceId> = changed.iter().chain(&removed).copied().collect();
        let mut table = Table { skipped: catalogue.skipped()?, ..Table::default() };
        table.all.extend(self.all.iter().filter(|line| !stale.contains(&line.id)).cloned());
        for id in changed {
            table.all.extend(catalogue.summary(id)?.as_ref().map(line));
        }
        Ok(table.counted())
    }

    fn counted(mut self) -> Self {
        self.all.sort_by(|a, b| (&a.path, a.id).cmp(&(&b.path, b.id)));
        for line in &self.all {
            *self.outcomes.entry(line.outcome).or_default() += 1;
        }
        self
    }
}

fn line(summary: &Summary) -> Line {
    let path = summary.paths.first().map(|path| String::from_utf8_lossy(path).into_owned()).unwrap_or_default();
    Line { id: summary.id, outcome: summary.outcome, has_problem: has_problem(summary), path: path.into() }
}

/// Keeps the table.
#[derive(Debug, Default)]
pub struct Files(Mutex<Option<(u64, usize, Arc<Table>)>>);

impl Files {
    /// The files as they are.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(&self, catalogue: &Catalogue) -> Result<Arc<Table>, Trouble> {
        let (batch, skipped) = (catalogue.last_batch()?, catalogue.skipped()?.len());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, its, table)) = &*kept
            && (*of, *its) == (batch, skipped)
        {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(match &*kept {
            Some((since, _, before)) => before.with_changes(catalogue, *since)?,
            None => Table::read(catalogue)?,
        });
        *kept = Some((batch, skipped, Arc::clone(&table)));
        Ok(table)
    }
}
