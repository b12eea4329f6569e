//! What of an archive stands in it more than once, as it was found by the last search: for pages and the command line.

use crate::texts::{Statement, Statements};

use crate::json::Points;
use crate::json::reuse::{Family, Overview, Reused};
use broadside_engine::run::Result;
use broadside_engine::store::Reuse;
use broadside_model::ReuseKind;
use std::rc::Rc;

/// Families and statements that programs are told of at most, each.
pub const MANY: usize = 1000;

/// How much of an archive stands in it more than once, and what most of all.
pub struct Whole {
    counts: (u64, u64, u64),
    kinds: Vec<(ReuseKind, u64)>,
    most_used: Vec<Family>,
    reused: Vec<(Rc<Statement>, u32)>,
}

impl Whole {
    /// Reads it: at most so many families, of these kinds or all, and as many statements.
    ///
    /// # Errors
    /// Where the archive cannot be read.
    pub fn read(reuse: &Reuse, statements: &mut Statements<'_>, kinds: &[ReuseKind], most: usize) -> Result<Self> {
        let most = most.min(MANY);
        let mut most_used = Vec::new();
        for family in reuse.families(kinds, most)? {
            let Some(passage) = reuse.passages(family.number)?.first().copied() else { continue };
            let Some(unit) = reuse.unit(passage.text)? else { continue };
            let Some(statement) = statements.get(unit.statement)? else { continue };
            let points = Points::new(&statement.text);
            let passage = statement.ground(&points).passage(passage.span);
            most_used.push(Family::new(&family, statement.id.clone(), passage));
        }
        let mut reused = Vec::new();
        for (unit, others) in reuse.most_reused(most)? {
            let Some(unit) = reuse.unit(unit)? else { continue };
            reused.extend(statements.get(unit.statement)?.map(|statement| (statement, others)));
        }
        Ok(Whole { counts: reuse.counts()?, kinds: reuse.kinds()?, most_used, reused })
    }

    /// What `reuse --json` prints.
    pub fn edge(self: &Whole) -> Overview<'_> {
        let reused = self.reused.iter();
        Overview {
            statements: self.counts.0,
            links: self.counts.1,
            families: self.counts.2,
            by_kind: self.kinds.iter().map(|(kind, count)| (kind.name(), *count)).collect(),
            most_used: &self.most_used,
            most_reused: reused
                .map(|(statement, others)| Reused { statement: statement.edge(), others: *others })
                .collect(),
        }
    }
}
