//! `broadside decide split`: names, and single uses of names, that are another's.

use super::{entity, keep};
use crate::args::Split;
use crate::commands::{WrongUsage, find_statement, open_who};
use crate::output;
use anyhow::Result;
use broadside_engine::run::entities::uses_in;
use broadside_engine::store::{Catalogue, FormRow};
use broadside_model::{Act, Anchor, EntityId, EntityRef, NameRef};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

/// Runs the command.
pub fn run(args: &Split) -> Result<bool> {
    let act = {
        let catalogue = open_who(&args.by.archive.archive)?;
        let entity = entity(&catalogue, &args.entity)?;
        let names = leaving(&catalogue, &entity, &args.names)?;
        if names.len() == entity.names.len() {
            let wrong = format!(
                "these are all names of {0}: nothing of it would be left to be another. `broadside decide rename {0} NAME` \
                 calls it otherwise; `broadside decide distinct {0} ID` says that it is not one with another",
                entity.id
            );
            return Err(WrongUsage(wrong).into());
        }
        let mut uses: Vec<Anchor> = Vec::new();
        for typed in &args.uses {
            for used in used(&catalogue, entity.id, typed)? {
                if !uses.contains(&used) {
                    uses.push(used);
                }
            }
        }
        Act::Split { entity, names, uses }
    };
    keep(&args.by, vec![act])
}

/// The forms that are called so, in whatever country; or whose id was typed.
fn leaving(catalogue: &Catalogue, entity: &EntityRef, typed: &[String]) -> Result<Vec<NameRef>> {
    let forms = catalogue.forms_of(entity.id)?;
    let mut leaving: Vec<NameRef> = Vec::new();
    for typed in typed {
        let is_it = |form: &&FormRow| is_called(form, typed) || form.id.to_string() == *typed;
        let found: Vec<EntityId> = forms.iter().filter(is_it).map(|form| form.id).collect();
        if found.is_empty() {
            let mut names: Vec<&str> = entity.names.iter().map(|name| name.name.as_str()).collect();
            names.dedup();
            let names = output::inert(&names.join(", "));
            let wrong = format!("{}: {} has no such name, but {names}", output::inert(typed), entity.id);
            return Err(WrongUsage(wrong).into());
        }
        let new = |name: &&NameRef| found.contains(&name.id) && leaving.iter().all(|known| known.id != name.id);
        let new: Vec<NameRef> = entity.names.iter().filter(new).cloned().collect();
        leaving.extend(new);
    }
    Ok(leaving)
}

/// Whether a form is spelled so.
fn is_called(form: &FormRow, typed: &str) -> bool {
    let same = |name: &String| name.to_lowercase() == typed.to_lowercase();
    same(&form.name) || form.also.iter().any(same)
}

/// The uses of an entity's names in a statement, or the one of them that was named by its number.
fn used(catalogue: &Catalogue, entity: EntityId, typed: &OsStr) -> Result<Vec<Anchor>> {
    let (found, number) = match (find_statement(catalogue, typed), numbered(typed)) {
        (Ok(found), _) => (found, None),
        (Err(_), Some((statement, number))) => (find_statement(catalogue, statement)?, Some(number)),
        (Err(error), None) => return Err(error),
    };
    let (summary, statement) = found;
    let mut uses = uses_in(catalogue, entity, summary.id)?;
    if let (Some(statement), Some(anatomy)) = (statement, catalogue.anatomy(summary.id)?) {
        let span = anatomy.statements.get(statement as usize - 1).map(|read| read.span);
        uses.retain(|used| span.is_some_and(|span| span.contains(used.text.start)));
    }
    uses.sort_by_key(|used| used.text);
    let shown = typed.display();
    if uses.is_empty() {
        return Err(WrongUsage(format!("{shown}: {entity} is not named there, in words that have a place")).into());
    }
    let Some(number) = number else { return Ok(uses) };
    let listed = (1..).zip(&uses).map(|(number, used)| format!("{number} «{}»", output::inert(&used.quote)));
    let listed = listed.collect::<Vec<_>>().join(", ");
    match number.checked_sub(1).and_then(|at| uses.into_iter().nth(at)) {
        Some(used) => Ok(vec![used]),
        None => Err(WrongUsage(format!("{shown}: it is named there so: {listed}")).into()),
    }
}

/// A statement with the number of a use behind it.
fn numbered(typed: &OsStr) -> Option<(&OsStr, usize)> {
    let bytes = typed.as_bytes();
    let slash = bytes.iter().rposition(|byte| *byte == b'/')?;
    let digits = std::str::from_utf8(bytes.get(slash + 1..)?).ok()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some((OsStr::from_bytes(bytes.get(..slash)?), number))
}
