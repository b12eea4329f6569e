//! Finding what a person calls a statement or an entity.

use crate::answer::Trouble;
use crate::plain::{inert, name as shown_name};
use broadside_engine::store::{Catalogue, FoundEntity, Redirect, Summary};
use broadside_model::{EntityId, SourceId};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Trouble>;

/// The source that a person calls `name`, by a path, its identity, the beginning of it, or the end of a path; with the
/// number of the statement where one was named: with `-2` behind, the second statement in it.
///
/// # Errors
/// Where there is none, or several.
pub fn find_statement(catalogue: &Catalogue, name: &OsStr) -> Result<(Summary, Option<u32>)> {
    let shown = shown_name(name.as_bytes());
    let (id, number) = match find_id(catalogue, name)? {
        Some(id) => (Some(id), None),
        None => match numbered(name) {
            Some((name, number)) => (find_id(catalogue, name)?, Some(number)),
            None => (None, None),
        },
    };
    let Some(id) = id else {
        let what = format!("{shown}: no source has this identity or path");
        return Err(Trouble::missing(what, "`broadside list` shows what there is"));
    };
    match catalogue.summary(id)? {
        Some(summary) => Ok((summary, number)),
        None => Err(Trouble::missing(format!("{shown}: the source is gone"), "Run `broadside verify`")),
    }
}

/// What stands before `-N`, and N.
fn numbered(name: &OsStr) -> Option<(&OsStr, u32)> {
    let bytes = name.as_bytes();
    let dash = bytes.iter().rposition(|byte| *byte == b'-')?;
    let (source, digits) = (bytes.get(..dash)?, bytes.get(dash + 1..)?);
    let number = std::str::from_utf8(digits).ok()?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    Some((OsStr::from_bytes(source), number.parse().ok().filter(|_| is_number && !source.is_empty())?))
}

fn find_id(catalogue: &Catalogue, name: &OsStr) -> Result<Option<SourceId>> {
    let several = |what: &str| Trouble::missing(format!("{}: {what}", shown_name(name.as_bytes())), "");
    if let Some(id) = catalogue.find_path(name.as_bytes())?.first() {
        return Ok(Some(*id));
    }
    let typed = name.to_str().filter(|name| name.len() >= 4);
    match typed.map(|name| catalogue.find(name)).transpose()?.as_deref() {
        Some([id]) => return Ok(Some(*id)),
        Some([_, _, ..]) => return Err(several("several sources begin so; give more digits")),
        _ => {}
    }
    for path in other_names(Path::new(name)) {
        if let Some(id) = catalogue.find_path(path.as_os_str().as_bytes())?.first() {
            return Ok(Some(*id));
        }
    }
    match catalogue.find_path_end(plain(Path::new(name)).as_os_str().as_bytes())?.as_slice() {
        [] => Ok(None),
        [id] => Ok(Some(*id)),
        _ => Err(several("several paths end so; give more of it")),
    }
}

/// Other names of the same file: without `./`, absolute, and as seen from here.
fn other_names(path: &Path) -> Vec<PathBuf> {
    let Ok(here) = std::env::current_dir() else { return vec![plain(path)] };
    let absolute = plain(&here.join(path));
    let relative = absolute.strip_prefix(&here).map(Path::to_owned);
    [plain(path), absolute].into_iter().chain(relative).collect()
}

fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

/// The entity that a person calls so, by its id or the beginning of it.
///
/// # Errors
/// Where there is none, or several.
pub fn find_entity(catalogue: &Catalogue, typed: &str) -> Result<(EntityId, Option<Redirect>)> {
    let shown = inert(typed);
    match catalogue.find_entity(typed)? {
        FoundEntity::Entity(entity, redirect) => Ok((entity, redirect)),
        FoundEntity::Several => {
            Err(Trouble::missing(format!("{shown}: several entities begin so; give more digits"), ""))
        }
        FoundEntity::Gone(gone) => {
            let what = format!("{}: it is gone since {}: {}", gone.id, gone.at, gone.why);
            Err(Trouble::missing(what, "`broadside entities` lists what there is"))
        }
        FoundEntity::Never if is_short(typed) => {
            let what = format!("{shown}: too short for an id: give at least {LEAST} characters of it, as in e154");
            Err(Trouble::missing(what, ""))
        }
        FoundEntity::Never => {
            let what = format!("{shown}: no entity has this id");
            Err(Trouble::missing(what, "`broadside entities NAME` finds them by name"))
        }
    }
}

/// Whether what was typed may be the beginning of an id, and is shorter than one is looked for.
fn is_short(typed: &str) -> bool {
    typed.len() < LEAST && typed.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Characters that the beginning of an id has at least.
const LEAST: usize = 4;
