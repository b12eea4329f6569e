//! What waits for a person: which of it, and in which order.
//!
//! Decisions that no longer fit come first, for a person's word is at stake; then what most statements hang on, then
//! what the program is least sure of. What was decided leaves the queue at once.

pub mod doubts;

use crate::answer::Trouble;
use crate::deciding::log::Entry;
use crate::desk::Desk;
use crate::entity::is_private;
use broadside_engine::decisions::target_of;
use broadside_engine::store::{EntityQuestion, EntityRow};
use broadside_model::{Property, StatementId};
use doubts::Doubt;
use rustc_hash::FxHashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Something to be decided.
#[derive(Clone, Debug)]
pub enum Item {
    /// A decision that somebody should look at: its place in the log.
    Unsettled(usize),
    /// Whether two entities are one.
    Question(Arc<Asked>),
    /// A value that the program is not sure of.
    Doubt(Doubt),
}

/// Whether two entities are one.
#[derive(Debug)]
pub struct Asked {
    /// The question.
    pub question: EntityQuestion,
    /// The two.
    pub entities: [EntityRow; 2],
}

impl Item {
    /// How many statements an answer is about.
    pub fn affects(&self) -> u32 {
        match self {
            Item::Question(asked) => {
                let [a, b] = &asked.entities;
                a.statements.min(b.statements).max(1)
            }
            Item::Unsettled(_) | Item::Doubt(_) => 1,
        }
    }

    fn order(&self) -> (u8, u32, u32) {
        let rest = u32::MAX - self.affects();
        match self {
            Item::Unsettled(at) => (0, 0, *at as u32),
            Item::Question(asked) => (1, rest, asked.question.place),
            Item::Doubt(doubt) => (1, rest, 1 << 24 | u32::from(doubt.confidence)),
        }
    }
}

/// The questions about entities, kept until who is who is made out anew.
#[derive(Debug, Default)]
pub struct Questions(Mutex<Option<(String, Vec<Arc<Asked>>)>>);

impl Questions {
    fn read(&self, desk: &Desk) -> Result<Vec<Arc<Asked>>, Trouble> {
        let catalogue = desk.catalogue()?;
        let made_for = catalogue.resolved_for()?.unwrap_or_default();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, asked)) = &*kept
            && *of == made_for
        {
            return Ok(asked.clone());
        }
        let mut all = Vec::new();
        for question in catalogue.questions(None)?.into_iter().take(MOST) {
            let (a, b) = question.entities;
            if let (Some(a), Some(b)) = (catalogue.entity(a)?, catalogue.entity(b)?)
                && !is_private(&a)
                && !is_private(&b)
            {
                all.push(Arc::new(Asked { question, entities: [a, b] }));
            }
        }
        *kept = Some((made_for, all.clone()));
        Ok(all)
    }
}

/// Questions that are held at most: the engine has put the weightiest first.
const MOST: usize = 5000;

/// How many questions about entities wait.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn open_questions(desk: &Desk) -> Result<u64, Trouble> {
    let log = desk.room.log.read(desk.catalogue()?)?;
    let told: Vec<&Entry> = log.iter().filter(|entry| entry.applies()).collect();
    let questions = desk.room.questions.read(desk)?;
    Ok(questions.iter().filter(|asked| is_open(asked, &told)).count() as u64)
}

fn is_open(asked: &Asked, told: &[&Entry]) -> bool {
    !told.iter().any(|entry| entry.tells_of(asked.question.entities))
}

/// What waits, in order.
///
/// # Errors
/// Where the catalogue cannot be read.
pub fn queue(desk: &Desk, log: &[Entry]) -> Result<Vec<Item>, Trouble> {
    let unsettled = log.iter().enumerate().filter(|(_, entry)| entry.is_unsettled()).map(|(at, _)| Item::Unsettled(at));
    let told: Vec<&Entry> = log.iter().filter(|entry| entry.applies()).collect();
    let questions = desk.room.questions.read(desk)?.into_iter();
    let questions = questions.filter(|asked| is_open(asked, &told)).map(Item::Question);
    let decided: FxHashSet<(StatementId, Property)> = told
        .iter()
        .filter_map(|entry| {
            let target = target_of(&entry.decision.act)?;
            let then = StatementId { source: target.statement.source, number: target.statement.number };
            Some((entry.about.unwrap_or(then), target.property))
        })
        .collect();
    // Of a list each value is asked about by itself; edits are many.
    let is_decided = |doubt: &Doubt| {
        decided.contains(&(doubt.statement, doubt.property))
            && told.iter().any(|entry| doubts::is_answered(doubt, entry))
    };
    let doubts = desk.room.doubts.now().into_iter().filter(|doubt| !is_decided(doubt)).map(Item::Doubt);
    let mut all: Vec<Item> = unsettled.chain(questions).chain(doubts).collect();
    all.sort_by_key(Item::order);
    Ok(all)
}
