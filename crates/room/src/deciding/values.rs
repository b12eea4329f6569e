//! Deciding on values of statements: confirming, rejecting and setting them, and saying that statements are one.

use super::finding::find_statement;
use super::target::{Typed, parse};
use crate::answer::Trouble;
use crate::plain::{counted, inert};
use broadside_engine::decisions::{Decided, Place, StatementOf, added, check, is_list, target};
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::{Catalogue, Stored, Summary};
use broadside_model::{Act, Anatomy, StatementRef, Target};
use std::ffi::{OsStr, OsString};

/// A statement read back, to name things in it.
pub struct Named {
    /// Its source.
    pub summary: Summary,
    stored: Stored,
    anatomy: Anatomy,
    decided: Decided,
    number: u32,
}

impl Named {
    /// The statement that a person calls `name`.
    ///
    /// # Errors
    /// Where there is none, or nothing was read out of it.
    pub fn find(catalogue: &Catalogue, decisions: &Decisions<'_>, name: &OsStr) -> Result<Self, Trouble> {
        let (summary, number) = find_statement(catalogue, name)?;
        let shown = name.display();
        let (Some(stored), Some(anatomy)) = (catalogue.stored(summary.id)?, catalogue.anatomy(summary.id)?) else {
            let what = format!("{shown}: nothing was read out of it");
            return Err(Trouble::missing(what, format!("`broadside report {shown}` says why")));
        };
        let decided = decisions.anatomy(summary.id)?.unwrap_or_default();
        let number = number.unwrap_or(1);
        if number as usize > anatomy.statements.len() {
            let holds = counted(anatomy.statements.len() as u64, "statement");
            let what = format!("{shown}: the source holds {holds}");
            return Err(Trouble::missing(what, "`broadside list` shows them"));
        }
        Ok(Named { summary, stored, anatomy, decided, number })
    }

    /// Looks at the statement.
    pub fn with<T>(&self, use_it: impl FnOnce(&StatementOf<'_>) -> T) -> T {
        let place = Place { source: self.summary.id, text: &self.stored.text, anatomy: &self.anatomy };
        let statement = self.number as usize - 1;
        use_it(&StatementOf { place: &place, decided: &self.decided, paths: &self.summary.paths, statement })
    }

    fn reference(&self) -> StatementRef {
        self.with(|of| of.reference())
    }

    fn target(&self, typed: &Typed) -> Result<Target, Trouble> {
        let found = self.with(|of| target(of, typed.property, typed.number, typed.cell.as_deref()));
        found.map_err(|error| Trouble::wrong(format!("{}: {error}", typed.statement.display())))
    }

    /// Confirming what a person set is saying the same.
    fn confirmed(&self, target: Target, typed: &Typed) -> Act {
        match self.with(|of| of.given(typed.property, typed.number, typed.cell.as_deref())) {
            Some(value) => Act::Set(target, value),
            None => Act::Confirm(target),
        }
    }
}

/// What is said of values as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are right.
    Confirm,
    /// They are wrong.
    Reject,
}

/// A verdict on values.
///
/// # Errors
/// Where one of them is not there.
pub fn judged(catalogue: &Catalogue, targets: &[OsString], verdict: Verdict) -> Result<Vec<Act>, Trouble> {
    let decisions = Decisions::open(catalogue)?;
    let each = targets.iter().map(|typed| {
        let typed = parse(typed)?;
        let named = Named::find(catalogue, &decisions, &typed.statement)?;
        let target = named.target(&typed)?;
        Ok(match verdict {
            Verdict::Confirm => named.confirmed(target, &typed),
            Verdict::Reject => Act::Reject(target),
        })
    });
    each.collect()
}

/// Setting a value, or adding one to a list.
///
/// # Errors
/// Where the value is not there, or the words are none.
pub fn set(catalogue: &Catalogue, typed: &OsStr, value: &str) -> Result<Act, Trouble> {
    let typed = parse(typed)?;
    let named = Named::find(catalogue, &Decisions::open(catalogue)?, &typed.statement)?;
    let adds = typed.number.is_none() && is_list(typed.property);
    let target = if adds {
        let found = named.with(|of| added(of, typed.property));
        found.map_err(|error| Trouble::wrong(format!("{}: {error}", typed.statement.display())))?
    } else {
        named.target(&typed)?
    };
    if let Err(wanted) = named.with(|of| check(of, &target, value)) {
        return Err(Trouble::wrong(format!("{}: this cannot stand there; it must be {wanted}", inert(value))));
    }
    Ok(Act::Set(target, value.to_owned()))
}

/// Saying that statements are witnesses of one.
///
/// # Errors
/// Where one is not there, or they are one under several names.
pub fn same(catalogue: &Catalogue, names: &[OsString]) -> Result<Act, Trouble> {
    let decisions = Decisions::open(catalogue)?;
    let find = |name: &OsString| Ok(Named::find(catalogue, &decisions, name)?.reference());
    let statements = names.iter().map(find).collect::<Result<Vec<_>, Trouble>>()?;
    let first = statements.first().map(|one| (one.source, one.number));
    if statements.iter().all(|one| Some((one.source, one.number)) == first) {
        return Err(Trouble::wrong("these are one statement, under several names"));
    }
    Ok(Act::SameStatement(statements))
}
