//! Signatories, claims and dated things of all statements, in few bytes each: to be narrowed, sorted and counted without
//! reading the archive again. What a row says is read from the catalogue for those that are shown.

mod pool;

pub use pool::Pool;
#[cfg(test)]
pub use pool::Words;

use crate::answer::Trouble;
use crate::derived::{Derived, Made, Progress, Slot};
use crate::filters::DateRange;
use crate::json::Points;
use crate::points::What;
use crate::readings::{Reading, Source};
use crate::room::Snapshot;
use crate::rows::{self, Claims, Signatories};
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::Catalogue;
use broadside_model::{Claim, Edtf, Grade, MentionKind, PartyKind, SourceId, Span, StatementId};
use std::collections::BTreeMap;

/// The number of a word in the pool; 0 is none.
pub type Word = u32;

/// A signatory.
#[derive(Clone, Copy, Debug)]
pub struct Signed {
    /// Place of its statement.
    pub statement: u32,
    /// Place in the statement's list.
    pub at: u32,
    /// Name, translation, acronym, affiliation.
    pub names: [Word; 4],
    /// Its office.
    pub role: Word,
    /// Its country.
    pub country: Word,
    /// What it is.
    pub kind: Option<PartyKind>,
    /// Whether something is doubtful about it.
    pub doubt: bool,
}

/// A claim.
#[derive(Clone, Copy, Debug)]
pub struct Claimed {
    /// Place of its statement.
    pub statement: u32,
    /// Place in the statement's list.
    pub at: u32,
    /// What it is about.
    pub what: Word,
    /// Of whom or what.
    pub of: Word,
    /// Who says so.
    pub claimant: Word,
    /// Where.
    pub place: Word,
    /// Place of its date, from 1; 0 is none.
    pub date: u32,
    /// How sure.
    pub grade: Grade,
    /// Its least and greatest number, as a word; 0 is none.
    pub figure: Word,
}

/// Something with a date.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// Place of its date.
    pub date: u32,
    /// What it is.
    pub what: What,
    /// Place of its statement.
    pub statement: u32,
    /// Place in the statement's list of claims or mentions.
    pub at: u32,
    /// Code points of its words; none where it has no words.
    pub place: Option<(u32, u32)>,
}

/// All of them, in the order of their statements' dates.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Another for every snapshot.
    pub stamp: String,
    /// The statements.
    pub statements: Vec<StatementId>,
    /// For each the date, by place from 1; 0 is none.
    pub issued: Vec<u32>,
    /// Words.
    pub pool: Pool,
    /// Dates, each once, in order.
    pub dates: Vec<Edtf>,
    /// Signatories.
    pub signed: Vec<Signed>,
    /// Claims.
    pub claimed: Vec<Claimed>,
    /// What has a date, in order of dates.
    pub dated: Vec<Dated>,
    /// Statements and claims without a date.
    pub undated: (u64, u64),
}

/// How many statements are read before it is told how far the work is.
const STEP: usize = 64;

impl Made for Gathered {
    fn make(catalogue: &Catalogue, snapshot: &Snapshot, progress: &Progress) -> Result<Self, Trouble> {
        let held = &snapshot.holdings.statements;
        let mut order: Vec<u32> = (0..held.len() as u32).collect();
        let date = |at: &u32| held.get(*at as usize).and_then(|one| one.date.as_ref());
        order.sort_by(|a, b| match (date(a), date(b)) {
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        let decisions = Decisions::open(catalogue)?;
        let mut making = Making::default();
        let mut last: Option<Source> = None;
        for (done, at) in order.iter().enumerate() {
            if done % STEP == 0 {
                progress.tell(done as u64, order.len() as u64);
            }
            let Some(one) = held.get(*at as usize) else { continue };
            if last.as_ref().is_none_or(|source| source.id() != one.id.source) {
                last = Some(Source::read(catalogue, &decisions, one.id.source)?);
            }
            if let Some(reading) = last.as_ref().and_then(|source| source.reading(one.id.number)) {
                making.take(one.id, &reading);
            }
        }
        Ok(Gathered { stamp: snapshot.stamp.clone(), ..making.made() })
    }

    fn slot(derived: &Derived) -> &Slot<Self> {
        &derived.gathered
    }
}

#[derive(Default)]
struct Making {
    table: Gathered,
    words: pool::Words,
    dates: BTreeMap<Edtf, u32>,
}

/// A word that is the same where least and greatest number are.
fn figure(claim: &Claim) -> Option<String> {
    let end = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
    (claim.min.is_some() || claim.max.is_some()).then(|| format!("{}/{}", end(claim.min), end(claim.max)))
}

impl Making {
    fn date(&mut self, date: Option<&Edtf>) -> u32 {
        let Some(date) = date else { return 0 };
        let next = self.dates.len() as u32 + 1;
        *self.dates.entry(date.clone()).or_insert(next)
    }

    fn take(&mut self, id: StatementId, reading: &Reading<'_>) {
        let statement = self.table.statements.len() as u32;
        let issued = reading.statement.date.as_ref();
        let date = self.date(issued.map(|date| &date.value.edtf));
        let points = Points::new(reading.text);
        let place = |span: &Span| (points.at(span.start) as u32, points.at(span.end) as u32);
        self.table.statements.push(id);
        self.table.issued.push(date);
        match issued {
            Some(found) => {
                let place = found.evidence.first().map(place);
                self.table.dated.push(Dated { date, what: What::Statement, statement, at: 0, place });
            }
            None => self.table.undated.0 += 1,
        }
        self.signatories(statement, reading);
        self.claims(statement, reading, &place);
        for (at, mention) in (0..).zip(&reading.statement.mentions) {
            if mention.kind == MentionKind::Event && mention.date.is_some() {
                let date = self.date(mention.date.as_ref());
                let place = Some(place(&mention.span));
                self.table.dated.push(Dated { date, what: What::Event, statement, at, place });
            }
        }
    }

    fn signatories(&mut self, statement: u32, reading: &Reading<'_>) {
        for (at, found) in rows::placed::<Signatories>(reading) {
            let row = &found.value;
            let mut word = |text: Option<&String>| self.words.put(text.map(String::as_str));
            self.table.signed.push(Signed {
                statement,
                at: at as u32,
                names: [Some(&row.name), row.translation.as_ref(), row.acronym.as_ref(), row.affiliation.as_ref()]
                    .map(&mut word),
                role: word(row.role.as_ref()),
                country: word(row.country.as_ref()),
                kind: row.kind,
                doubt: row.doubt.is_some(),
            });
        }
    }

    fn claims(&mut self, statement: u32, reading: &Reading<'_>, place: &dyn Fn(&Span) -> (u32, u32)) {
        for (at, found) in rows::placed::<Claims>(reading) {
            let row = &found.value;
            let date = self.date(row.date.as_ref());
            let mut word = |text: Option<&String>| self.words.put(text.map(String::as_str));
            self.table.claimed.push(Claimed {
                statement,
                at: at as u32,
                what: word(Some(&row.what)),
                of: word(row.of.as_ref()),
                claimant: word(row.claimant.as_ref()),
                place: word(row.place.as_ref()),
                date,
                grade: row.grade,
                figure: word(figure(row).as_ref()),
            });
        }
        // A timeline has what is left when what people rejected is taken out, and counts it so.
        for (at, found) in (0..).zip(&reading.statement.claims) {
            match &found.value.date {
                Some(date) => {
                    let date = self.date(Some(date));
                    let place = found.evidence.first().map(place);
                    self.table.dated.push(Dated { date, what: What::Claim, statement, at, place });
                }
                None => self.table.undated.1 += 1,
            }
        }
    }

    /// Numbers the dates in their order.
    fn made(self) -> Gathered {
        let Making { mut table, words, dates } = self;
        let mut place = vec![0; dates.len() + 1];
        for (new, old) in (1..).zip(dates.values()) {
            if let Some(place) = place.get_mut(*old as usize) {
                *place = new;
            }
        }
        let renumber = |date: &mut u32| *date = place.get(*date as usize).copied().unwrap_or(0);
        table.issued.iter_mut().for_each(renumber);
        table.claimed.iter_mut().for_each(|row| renumber(&mut row.date));
        table.dated.iter_mut().for_each(|row| renumber(&mut row.date));
        table.dated.sort_by_key(|row| (row.date, row.what, row.place));
        table.dates = dates.into_keys().collect();
        table.pool = words.pool();
        table.signed.shrink_to_fit();
        table.claimed.shrink_to_fit();
        table.dated.shrink_to_fit();
        table
    }
}

impl Gathered {
    /// A date by its place, from 1.
    pub fn date(&self, place: u32) -> Option<&Edtf> {
        self.dates.get((place as usize).checked_sub(1)?)
    }

    /// For each date whether it can be of a time; the first stands for none.
    pub fn of_time(&self, wanted: Option<&DateRange>) -> Option<Vec<bool>> {
        let wanted = wanted?;
        Some(std::iter::once(false).chain(self.dates.iter().map(|date| wanted.meets(date))).collect())
    }

    /// The statement at a place.
    pub fn statement(&self, place: u32) -> Option<StatementId> {
        self.statements.get(place as usize).copied()
    }

    /// The date of the statement at a place.
    pub fn issued(&self, place: u32) -> u32 {
        self.issued.get(place as usize).copied().unwrap_or(0)
    }
}

/// Reads the sources of a page's rows, each once.
pub struct Pages<'a> {
    catalogue: &'a Catalogue,
    decisions: Decisions<'a>,
    sources: BTreeMap<SourceId, Source>,
}

impl<'a> Pages<'a> {
    /// Of this catalogue.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn new(catalogue: &'a Catalogue) -> Result<Self, Trouble> {
        Ok(Pages { catalogue, decisions: Decisions::open(catalogue)?, sources: BTreeMap::new() })
    }

    /// Reads these.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn read(&mut self, wanted: impl IntoIterator<Item = StatementId>) -> Result<(), Trouble> {
        for id in wanted {
            if !self.sources.contains_key(&id.source) {
                self.sources.insert(id.source, Source::read(self.catalogue, &self.decisions, id.source)?);
            }
        }
        Ok(())
    }

    /// A statement of those.
    pub fn get(&self, id: StatementId) -> Option<Reading<'_>> {
        self.sources.get(&id.source)?.reading(id.number)
    }
}

impl Pages<'_> {
    /// Reads these, and forgets the others.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn turn_to(&mut self, wanted: impl IntoIterator<Item = StatementId>) -> Result<(), Trouble> {
        let wanted: Vec<StatementId> = wanted.into_iter().collect();
        self.sources.retain(|source, _| wanted.iter().any(|id| id.source == *source));
        self.read(wanted)
    }
}
