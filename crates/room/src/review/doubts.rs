//! Values and repairs that the program is not sure of, over the whole archive: looked for behind the pages, once for each
//! file, from when somebody first asks.

use crate::answer::Trouble;
use crate::deciding::log::Entry;
use crate::room::Room;
use broadside_engine::decisions::{target_of, value};
use broadside_engine::store::Catalogue;
use broadside_model::{Property, SourceId, StatementId};
use rustc_hash::FxHashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Of what is surer than this, in hundredths, nobody is asked.
const SURE: u8 = 60;
/// Doubts that are held at most: the least sure.
const MOST: usize = 5000;
/// Repairs of one file that are asked about at most.
const EDITS: usize = 5;

/// A value that the program is not sure of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The statement; of a repair the first of its source.
    pub statement: StatementId,
    /// What of it.
    pub property: Property,
    /// Which of a list, from 1.
    pub number: Option<usize>,
    /// What is proposed.
    pub value: Box<str>,
    /// What stood there before, of a repair.
    pub before: Option<Box<str>>,
    /// How sure the rule is, in hundredths.
    pub confidence: u8,
}

impl Doubt {
    /// What `decide` calls the value.
    pub fn target(&self) -> String {
        let id = crate::json::numbered_id(self.statement.source, self.statement.number);
        let number = self.number.map_or(String::new(), |number| format!("/{number}"));
        format!("{id}/{}{number}", self.property.name())
    }
}

/// Whether a decision is about it.
pub fn is_answered(doubt: &Doubt, entry: &Entry) -> bool {
    let Some(target) = target_of(&entry.decision.act) else { return false };
    let then = StatementId { source: target.statement.source, number: target.statement.number };
    let is_there = target.property == doubt.property && entry.about.unwrap_or(then) == doubt.statement;
    is_there && (doubt.number.is_none() || target.value.as_deref() == Some(&*doubt.value))
}

#[derive(Debug, Default)]
struct State {
    all: Vec<Doubt>,
    through: u64,
    looked: u64,
    of: u64,
    is_at_work: bool,
}

/// The doubts of an archive, as far as it was looked through.
#[derive(Debug, Default)]
pub struct Doubts(Mutex<State>);

impl Doubts {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those found so far.
    pub fn now(&self) -> Vec<Doubt> {
        self.lock().all.clone()
    }

    /// How many files were looked at of how many, while that is under way.
    pub fn progress(&self) -> Option<(u64, u64)> {
        let state = self.lock();
        state.is_at_work.then_some((state.looked, state.of))
    }

    /// Looks at what was added since, on a thread of its own.
    ///
    /// # Errors
    /// Where the catalogue cannot be read.
    pub fn begin(room: &Arc<Room>, catalogue: &Catalogue) -> Result<(), Trouble> {
        let batch = catalogue.last_batch()?;
        {
            let mut state = room.doubts.lock();
            if state.is_at_work || state.through >= batch {
                return Ok(());
            }
            state.is_at_work = true;
        }
        let room = Arc::clone(room);
        std::thread::spawn(move || {
            let looked = look(&room);
            let mut state = room.doubts.lock();
            state.is_at_work = false;
            if looked.is_ok() {
                state.through = batch;
            }
        });
        Ok(())
    }
}

fn look(room: &Room) -> Result<(), Trouble> {
    let catalogue = Catalogue::open(room.layout())?;
    let through = room.doubts.lock().through;
    let ids = catalogue.ids(through)?;
    {
        let fresh: FxHashSet<SourceId> = ids.iter().copied().collect();
        let mut state = room.doubts.lock();
        (state.looked, state.of) = (0, ids.len() as u64);
        state.all.retain(|doubt| !fresh.contains(&doubt.statement.source));
    }
    for few in ids.chunks(64) {
        let mut found = Vec::new();
        for id in few {
            of_source(&catalogue, *id, &mut found)?;
        }
        let mut state = room.doubts.lock();
        state.looked += few.len() as u64;
        state.all.append(&mut found);
        if state.all.len() > 2 * MOST {
            state.all.sort_by_key(|doubt| doubt.confidence);
            state.all.truncate(MOST);
        }
        drop(state);
        if room.writer.is_ending() {
            return Err(Trouble::Busy);
        }
    }
    Ok(())
}

fn of_source(catalogue: &Catalogue, source: SourceId, found: &mut Vec<Doubt>) -> Result<(), Trouble> {
    let (Some(anatomy), Some(text)) = (catalogue.anatomy(source)?, catalogue.repaired(source)?) else { return Ok(()) };
    for (statement, number) in anatomy.statements.iter().zip(1..) {
        let id = StatementId { source, number };
        let mut put = |property, at: usize, is_list: bool, confidence: u8| {
            if confidence >= SURE {
                return;
            }
            if let Some(value) = value(&text.text, statement, property, at) {
                let number = is_list.then_some(at + 1);
                let value = value.into();
                found.push(Doubt { statement: id, property, number, value, before: None, confidence });
            }
        };
        for (at, issuer) in statement.issuers.iter().enumerate() {
            put(Property::Issuer, at, true, issuer.confidence);
        }
        if let Some(date) = &statement.date {
            put(Property::Date, 0, false, date.confidence);
        }
        if let Some(kind) = &statement.kind {
            put(Property::Kind, 0, false, kind.confidence);
        }
    }
    let edits = text.edits.iter().enumerate().filter(|(_, edit)| edit.confidence < SURE && edit.before.len() < 200);
    for (at, edit) in edits.take(EDITS) {
        found.push(Doubt {
            statement: StatementId { source, number: 1 },
            property: Property::Edit,
            number: Some(at + 1),
            value: edit.after.as_str().into(),
            before: Some(edit.before.as_str().into()),
            confidence: edit.confidence,
        });
    }
    Ok(())
}
