//! Deciding on entities: which are one, which are different, what names are another's, what one is called.

use super::finding::{find_entity, find_statement};
use crate::answer::Trouble;
use crate::plain::inert;
use broadside_engine::run::entities::{entity_ref, uses_in};
use broadside_engine::store::{Catalogue, FormRow};
use broadside_model::{Act, Anchor, EntityId, EntityRef, NameRef};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;

/// The entity that a person calls so, by its id or the beginning of it.
fn entity(catalogue: &Catalogue, typed: &str) -> Result<EntityRef, Trouble> {
    let (id, _) = find_entity(catalogue, typed)?;
    entity_ref(catalogue, id)?.ok_or_else(|| Trouble::missing(format!("{id}: it is gone"), "Ask again"))
}

fn several(catalogue: &Catalogue, typed: &[String], one: &str) -> Result<Vec<EntityRef>, Trouble> {
    if typed.len() < 2 {
        let hint = "To say that names of one are another's: `broadside decide split ENTITY NAME…`";
        return Err(Trouble::Wrong("name two entities or more".to_owned(), hint.to_owned()));
    }
    let entities = typed.iter().map(|typed| entity(catalogue, typed)).collect::<Result<Vec<_>, _>>()?;
    if entities.iter().all(|one| Some(one.id) == entities.first().map(|first| first.id)) {
        return Err(Trouble::wrong(one));
    }
    Ok(entities)
}

/// These are one.
///
/// # Errors
/// Where one is not there, or they are one already.
pub fn merge(catalogue: &Catalogue, typed: &[String]) -> Result<Act, Trouble> {
    several(catalogue, typed, "these are one entity already, under several ids").map(Act::Merge)
}

/// These are different ones.
///
/// # Errors
/// Where one is not there, or they are one.
pub fn distinct(catalogue: &Catalogue, typed: &[String]) -> Result<Act, Trouble> {
    let one = "these are ids of one entity. To say that names of it are another's: \
               `broadside decide split ENTITY NAME…`; `broadside entity ID` lists its names";
    several(catalogue, typed, one).map(Act::Distinct)
}

/// Most characters of a name.
const LONGEST_NAME: usize = 1000;

/// This is what to call it, in a language or in all.
///
/// # Errors
/// Where it is not there, or the name is none.
pub fn rename(catalogue: &Catalogue, typed: &str, name: &str, language: Option<&str>) -> Result<Act, Trouble> {
    if !name.chars().any(char::is_alphanumeric) || name.chars().count() > LONGEST_NAME {
        let wrong = format!("a name has a letter or a digit, and at most {LONGEST_NAME} characters");
        return Err(Trouble::wrong(wrong));
    }
    let entity = entity(catalogue, typed)?;
    Ok(Act::Rename { entity, name: name.to_owned(), language: language.map(str::to_owned) })
}

/// These names of it, and these uses of its names, are another's.
///
/// # Errors
/// Where one of them is not there, or nothing would be left.
pub fn split(catalogue: &Catalogue, typed: &str, names: &[String], in_statements: &[OsString]) -> Result<Act, Trouble> {
    let entity = entity(catalogue, typed)?;
    let names = leaving(catalogue, &entity, names)?;
    if names.len() == entity.names.len() {
        let wrong = format!(
            "these are all names of {0}: nothing of it would be left to be another. `broadside decide rename {0} NAME` \
             calls it otherwise; `broadside decide distinct {0} ID` says that it is not one with another",
            entity.id
        );
        return Err(Trouble::wrong(wrong));
    }
    let mut uses: Vec<Anchor> = Vec::new();
    for typed in in_statements {
        for used in used(catalogue, entity.id, typed)? {
            if !uses.contains(&used) {
                uses.push(used);
            }
        }
    }
    Ok(Act::Split { entity, names, uses })
}

/// The forms that are called so, in whatever country; or whose id was typed.
fn leaving(catalogue: &Catalogue, entity: &EntityRef, typed: &[String]) -> Result<Vec<NameRef>, Trouble> {
    let forms = catalogue.forms_of(entity.id)?;
    let mut leaving: Vec<NameRef> = Vec::new();
    for typed in typed {
        let is_it = |form: &&FormRow| is_called(form, typed) || form.id.to_string() == *typed;
        let found: Vec<EntityId> = forms.iter().filter(is_it).map(|form| form.id).collect();
        if found.is_empty() {
            let mut names: Vec<&str> = entity.names.iter().map(|name| name.name.as_str()).collect();
            names.dedup();
            let names = inert(&names.join(", "));
            let wrong = format!("{}: {} has no such name, but {names}", inert(typed), entity.id);
            return Err(Trouble::wrong(wrong));
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
fn used(catalogue: &Catalogue, entity: EntityId, typed: &OsStr) -> Result<Vec<Anchor>, Trouble> {
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
        return Err(Trouble::wrong(format!("{shown}: {entity} is not named there, in words that have a place")));
    }
    let Some(number) = number else { return Ok(uses) };
    let listed = (1..).zip(&uses).map(|(number, used)| format!("{number} «{}»", inert(&used.quote)));
    let listed = listed.collect::<Vec<_>>().join(", ");
    match number.checked_sub(1).and_then(|at| uses.into_iter().nth(at)) {
        Some(used) => Ok(vec![used]),
        None => Err(Trouble::wrong(format!("{shown}: it is named there so: {listed}"))),
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
