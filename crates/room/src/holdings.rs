//! Every statement and file of an archive in a few words, in memory: to be listed, narrowed and counted at once.
//!
//! What did not change is shared with what was held before, and names that many statements bear are kept once: an archive
//! of a hundred thousand files takes some tens of megabytes, and one more file little time.

use crate::answer::Trouble;
use crate::json::numbered_id;
use crate::statements::{Listed, NO_TITLE, each_listed, listed_of, same};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::indexing;
use broadside_engine::store::Catalogue;
use broadside_model::{Decision, Edtf, Kind, Outcome, SourceId, Span, StatementId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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
    /// How that is known.
    pub date_method: Option<Arc<str>>,
    /// ISO 639-3.
    pub language: Option<Arc<str>>,
    /// Names of the issuers.
    pub issuers: Box<[Arc<str>]>,
    /// Names of the addressees.
    pub addressees: Box<[Arc<str>]>,
    /// Places of issue.
    pub places: Box<[Arc<str>]>,
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
    pub added: Arc<str>,
    /// First path of its file.
    pub path: Box<[u8]>,
    /// Of the first statement of a file that holds several: where each stands in its text, once somebody asked.
    pub spans: OnceLock<Box<[Span]>>,
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

/// What became of a file.
#[derive(Clone, Copy, Debug)]
pub struct HeldFile {
    /// What became of it.
    pub outcome: Outcome,
    /// Text quality in hundredths.
    pub quality: Option<u8>,
    first: u32,
    count: u32,
}

/// How many files there are, and how many of them a person should look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub files: u64,
    /// Those that could not be read.
    pub failed: u64,
    /// Those that were read in part.
    pub partial: u64,
    /// Those without text.
    pub no_text: u64,
    /// Those of a format that is not read.
    pub unsupported: u64,
    /// Those whose text is doubtful.
    pub suspect: u64,
}

/// Text quality, in hundredths, below which a text is doubtful.
const DOUBTFUL: u8 = 70;

impl Tally {
    fn count(&mut self, file: &HeldFile) {
        self.files += 1;
        match file.outcome {
            Outcome::Failed | Outcome::Skipped => self.failed += 1,
            Outcome::Partial => self.partial += 1,
            Outcome::NoText => self.no_text += 1,
            Outcome::Unsupported => self.unsupported += 1,
            Outcome::Read | Outcome::Unpacked => {}
        }
        if file.quality.is_some_and(|quality| quality < DOUBTFUL) {
            self.suspect += 1;
        }
    }
}

/// All statements, by path and place.
#[derive(Debug, Default)]
pub struct Holdings {
    /// The statements.
    pub statements: Vec<Arc<Held>>,
    /// Files, counted.
    pub tally: Tally,
    files: FxHashMap<SourceId, HeldFile>,
    /// First place and number of the statements of each file, by its key in the full-text index.
    keys: FxHashMap<u64, (u32, u32)>,
    words: Arc<Mutex<Words>>,
    batch: u64,
    decisions: Vec<broadside_model::DecisionId>,
    touched: BTreeSet<SourceId>,
}

/// Names that several statements bear, kept once.
#[derive(Debug, Default)]
struct Words(FxHashSet<Arc<str>>);

impl Words {
    fn one(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.0.get(word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = word.into();
        self.0.insert(Arc::clone(&word));
        word
    }

    fn all(&mut self, words: Option<&Vec<String>>) -> Box<[Arc<str>]> {
        words.into_iter().flatten().map(|word| self.one(word)).collect()
    }

    fn held(&mut self, one: &Listed) -> Held {
        let (summary, row) = (&*one.summary, one.row.as_ref());
        Held {
            id: StatementId { source: summary.id, number: one.number() },
            kind: one.kind(),
            title: one.title().map(Box::from),
            opening: if one.is_first() { summary.opening.as_str().into() } else { "".into() },
            date: one.date().cloned(),
            date_method: row.and_then(|row| row.date_method.as_deref()).map(|method| self.one(method)),
            language: one.language().map(|language| self.one(language)),
            issuers: self.all(row.map(|row| &row.issuers)),
            addressees: self.all(row.map(|row| &row.addressees)),
            places: self.all(row.map(|row| &row.places)),
            signatories: row.map_or(0, |row| row.signatories),
            claims: row.map_or(0, |row| row.claims),
            same: one.same.clone(),
            outcome: summary.outcome,
            quality: summary.quality,
            added: self.one(&summary.added),
            path: summary.paths.first().cloned().unwrap_or_default().into(),
            spans: OnceLock::new(),
        }
    }
}

impl Holdings {
    /// Reads them; what did not change is taken from what was held before.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn read(catalogue: &Catalogue, before: Option<&Holdings>) -> Result<Self, Trouble> {
        // A batch that lands while this is read is read again the next time.
        let batch = catalogue.last_batch()?;
        let decisions = Decisions::open(catalogue)?;
        let fresh = Holdings {
            batch,
            decisions: decisions.all().iter().map(|decision: &Decision| decision.id).collect(),
            touched: decisions.touched()?,
            ..Holdings::default()
        };
        match before {
            Some(before) => fresh.with_changes(catalogue, &decisions, before),
            None => fresh.with_all(catalogue),
        }
    }

    fn with_all(mut self, catalogue: &Catalogue) -> Result<Self, Trouble> {
        let Holdings { statements, words, .. } = &mut self;
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        each_listed(catalogue, |some| statements.extend(some.iter().map(|one| Arc::new(words.held(one)))))?;
        drop(words);
        for (id, outcome, quality) in catalogue.outcomes()? {
            self.files.insert(id, HeldFile { outcome, quality, first: 0, count: 0 });
        }
        Ok(self.placed())
    }

    /// The same with what changed since `before` read anew, and the rest of it.
    fn with_changes(
        mut self,
        catalogue: &Catalogue,
        decisions: &Decisions<'_>,
        before: &Self,
    ) -> Result<Self, Trouble> {
        let mut stale: FxHashSet<SourceId> = catalogue.ids(before.batch)?.into_iter().collect();
        stale.extend(catalogue.removed_since(before.batch)?);
        if self.decisions != before.decisions {
            stale.extend(self.touched.iter().chain(&before.touched).copied());
        } else {
            stale.extend(self.touched.symmetric_difference(&before.touched).copied());
        }
        if stale.len() > before.files.len() / 3 + 64 {
            return self.with_all(catalogue);
        }
        self.words = Arc::clone(&before.words);
        self.files.clone_from(&before.files);
        self.files.retain(|id, _| !stale.contains(id));
        let same = same(decisions)?;
        self.statements = before.statements.iter().filter(|one| !stale.contains(&one.id.source)).cloned().collect();
        let kept = self.statements.len();
        let mut stale: Vec<SourceId> = stale.into_iter().collect();
        stale.sort_unstable();
        let mut words = before.words.lock().unwrap_or_else(PoisonError::into_inner);
        for id in stale {
            let Some(summary) = catalogue.summary(id)? else { continue };
            self.files.insert(id, HeldFile { outcome: summary.outcome, quality: summary.quality, first: 0, count: 0 });
            for one in listed_of(decisions, summary, &same)? {
                self.statements.push(Arc::new(words.held(&one)));
            }
        }
        drop(words);
        let unchanged = self.statements.get_mut(..kept).unwrap_or_default();
        if self.decisions != before.decisions {
            unchanged.iter_mut().for_each(|one| tell_witnesses(one, &same));
        }
        Ok(self.placed())
    }

    /// In order, with the places of each file's statements.
    fn placed(mut self) -> Self {
        self.statements.sort_by(|a, b| (&a.path, a.id).cmp(&(&b.path, b.id)));
        for (place, one) in (0..).zip(&self.statements) {
            let file = self.files.entry(one.id.source).or_insert(HeldFile {
                outcome: one.outcome,
                quality: one.quality,
                first: place,
                count: 0,
            });
            if one.id.number <= 1 {
                (file.first, file.count) = (place, 0);
            }
            file.count += 1;
        }
        self.files.values().for_each(|file| self.tally.count(file));
        let texts = self.files.iter().filter(|(_, file)| file.count > 0);
        self.keys = texts.map(|(id, file)| (indexing::key(*id), (file.first, file.count))).collect();
        self
    }

    /// Whether names that are equal in both are kept once for both.
    pub fn shares_words_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.words, &other.words)
    }

    /// Whether people had decided the same.
    pub fn has_decisions_of(&self, other: &Self) -> bool {
        self.decisions == other.decisions
    }

    /// The statements of a source.
    pub fn of(&self, source: SourceId) -> &[Arc<Held>] {
        let (first, count) = self.files.get(&source).map_or((0, 0), |file| (file.first, file.count));
        self.statements.get(first as usize..(first + count) as usize).unwrap_or_default()
    }

    /// The places among [`Holdings::statements`] of the statements of the file with that key in the full-text index.
    pub fn places(&self, key: u64) -> std::ops::Range<u32> {
        let (first, count) = self.keys.get(&key).copied().unwrap_or_default();
        first..first + count
    }

    /// One statement.
    pub fn get(&self, id: StatementId) -> Option<&Held> {
        self.of(id.source).iter().find(|one| one.id.number == id.number).map(|one| &**one)
    }
}

/// Sets the other witnesses of a statement right.
fn tell_witnesses(one: &mut Arc<Held>, same: &BTreeMap<StatementId, Vec<String>>) {
    let others = same.get(&one.id).map_or(&[][..], Vec::as_slice);
    if one.same != others {
        let mut held = Held::clone(one);
        held.same = others.to_vec();
        *one = Arc::new(held);
    }
}
