//! Versions of a statement laid side by side: which there are, and what their collation says, as JSON has it.

use crate::json::Points;
use crate::json::reuse::{Collation, Version};
use crate::texts::Statement;
use broadside_engine::run::Result;
use broadside_engine::store::Reuse;
use broadside_model::collation::Apparatus;
use broadside_model::{ReuseKind, StatementId};
use std::rc::Rc;

/// The reprints and versions of a statement.
///
/// # Errors
/// Where what is known of reuse cannot be read.
pub fn relatives(reuse: &Reuse, id: StatementId) -> Result<Vec<StatementId>> {
    let Some(unit) = reuse.number(id)? else { return Ok(Vec::new()) };
    let mut units = Vec::new();
    for row in reuse.links_of(unit)? {
        if matches!(row.typed.kind, ReuseKind::Reprint | ReuseKind::Version) {
            units.push(if row.link.a == unit { row.link.b } else { row.link.a });
        }
    }
    units.sort_unstable();
    units.dedup();
    let mut all = Vec::new();
    for unit in units {
        all.extend(reuse.unit(unit)?.map(|unit| unit.statement));
    }
    Ok(all)
}

/// The collation of statements, numbered as the apparatus numbers them; nothing where it is of others.
pub fn with_collation<R>(
    read: &[Rc<Statement>],
    apparatus: &Apparatus,
    give: impl FnOnce(&Collation<'_>) -> R,
) -> Option<R> {
    let points: Vec<Points<'_>> = read.iter().map(|statement| Points::new(&statement.text)).collect();
    let versions: Vec<Version<'_>> = read
        .iter()
        .zip(&points)
        .map(|(statement, points)| Version {
            statement: statement.edge(),
            ground: statement.ground(points),
            words: statement.words(),
        })
        .collect();
    Collation::new(apparatus, &versions).as_ref().map(give)
}
