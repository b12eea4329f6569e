//! Deciding: from what a person typed or clicked to decisions that can be recorded.
//!
//! Takes names of statements, values and entities as people call them, and gives acts that name them so that they are
//! found again. The command line and the pages decide with the same words, and are refused with the same reasons.

pub mod entities;
pub mod finding;
pub mod log;
pub mod target;
pub mod values;
pub mod wording;

use crate::answer::Trouble;
use broadside_engine::run::decide::made;
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::Catalogue;
use broadside_model::{Act, Decision, SourceId, StatementId};

/// Who decides where nobody says: as the environment has it.
pub fn usual_author() -> Option<String> {
    let environment = ["BROADSIDE_AUTHOR", "USER", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    environment.map(|name| name.trim().to_owned()).find(|name| !name.is_empty())
}

/// Decisions to be recorded: first those that say what is in force already, then the new ones.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// All of them.
    pub decisions: Vec<Decision>,
    /// How many at the beginning are said already.
    pub repeated: usize,
}

/// Makes decisions of acts; what the author said before, and still holds, is not said again.
///
/// # Errors
/// Where the archive cannot be read.
pub fn prepare(catalogue: &Catalogue, author: &str, reason: Option<&str>, acts: Vec<Act>) -> Result<Prepared, Trouble> {
    let before = Decisions::open(catalogue)?;
    let (mut decisions, mut new) = (Vec::new(), Vec::new());
    for act in acts {
        match before.said_already(author, reason, &act)? {
            Some(said) => decisions.push(said.clone()),
            None => new.push(act),
        }
    }
    let repeated = decisions.len();
    decisions.extend(made(author, reason, new));
    Ok(Prepared { decisions, repeated })
}

/// Taking back decisions, each called by the beginning of its id.
///
/// # Errors
/// Where there is no such decision, or it is taken back already.
pub fn undo(catalogue: &Catalogue, ids: &[String]) -> Result<Vec<Act>, Trouble> {
    let decisions = Decisions::open(catalogue)?;
    let mut acts = Vec::new();
    for typed in ids {
        let id = find_decision(&decisions, typed)?.id;
        if let Some(by) = decisions.taken_back_by(id) {
            let (id, by) = (wording::short(id), wording::short(by));
            return Err(Trouble::Wrong(
                format!("{id}: it is taken back already, by {by}"),
                format!("`broadside decide undo {by}` puts it in force again"),
            ));
        }
        if !acts.contains(&Act::Undo(id)) {
            acts.push(Act::Undo(id));
        }
    }
    Ok(acts)
}

fn find_decision<'a>(decisions: &'a Decisions<'_>, typed: &str) -> Result<&'a Decision, Trouble> {
    let wanted = typed.to_ascii_lowercase();
    if wanted.len() < 4 {
        return Err(Trouble::wrong(format!("{typed}: give at least 4 digits of a decision")));
    }
    let mut found = decisions.all().iter().filter(|decision| decision.id.hex().starts_with(&wanted));
    match (found.next(), found.next()) {
        (Some(decision), None) => Ok(decision),
        (None, _) => {
            Err(Trouble::missing(format!("{typed}: there is no such decision"), "`broadside decisions` lists them"))
        }
        _ => Err(Trouble::missing(format!("{typed}: several decisions begin so; give more digits"), "")),
    }
}

/// Whether a decision is about a source, or a statement of it, now or as it was made.
pub fn is_about(decision: &Decision, about: Option<StatementId>, (source, number): (SourceId, Option<u32>)) -> bool {
    let fits = |other: SourceId, its: u32| other == source && number.is_none_or(|number| number == its);
    let then = match &decision.act {
        Act::Confirm(target) | Act::Reject(target) | Act::Set(target, _) => std::slice::from_ref(&target.statement),
        Act::SameStatement(statements) => statements.as_slice(),
        _ => &[],
    };
    about.map_or_else(
        || then.iter().any(|statement| fits(statement.source, statement.number)),
        |now| fits(now.source, now.number),
    )
}
