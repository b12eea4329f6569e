//! `broadside decide`: a person says what is right, what is wrong, and what it is instead.

mod split;

use super::entity::find as find_entity;
use super::targets::{Typed, parse};
use super::{OWN_PROGRAM, WrongUsage, find_statement, open, open_who, print_json, print_line, threads, wording};
use crate::args::{By, Decide, Deciding, Rename, Same, Set, Several, Targets, Undo};
use crate::json::decision::Decision as Line;
use crate::output;
use anyhow::{Context as _, Result, bail};
use broadside_engine::decisions::{Decided, Place, StatementOf, added, check, is_list, target};
use broadside_engine::run::AddParams;
use broadside_engine::run::decide::{Recorded, made, record};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::entities::entity_ref;
use broadside_engine::run::names::Choice;
use broadside_engine::sandbox::Limits;
use broadside_engine::store::{Catalogue, Stored, Summary};
use broadside_model::{Act, Anatomy, Decision, EntityRef, StatementRef, Target};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &Decide) -> Result<bool> {
    match &args.what {
        Deciding::Confirm(args) => on_targets(args, confirmed),
        Deciding::Reject(args) => on_targets(args, |target, _, _| Act::Reject(target)),
        Deciding::Set(args) => set(args),
        Deciding::SameStatement(args) => same(args),
        Deciding::Undo(args) => undo(args),
        Deciding::Merge(args) => on_entities(args, ONE_ALREADY, Act::Merge),
        Deciding::Distinct(args) => on_entities(args, NOT_TWO, Act::Distinct),
        Deciding::Split(args) => split::run(args),
        Deciding::Rename(args) => rename(args),
    }
}

/// The entity that a person calls so, by its id or the beginning of it.
fn entity(catalogue: &Catalogue, typed: &str) -> Result<EntityRef> {
    let (id, _) = find_entity(catalogue, typed)?;
    match entity_ref(catalogue, id)? {
        Some(entity) => Ok(entity),
        None => bail!("{id}: it is gone. Run the command again"),
    }
}

const ONE_ALREADY: &str = "these are one entity already, under several ids";
const NOT_TWO: &str = "these are ids of one entity. To say that names of it are another's: \
                       `broadside decide split ENTITY NAME…`; `broadside entity ID` lists its names";

/// Decides on several entities; `one` is what to say where they are a single one.
fn on_entities(args: &Several, one: &str, act: impl Fn(Vec<EntityRef>) -> Act) -> Result<bool> {
    if args.entities.len() < 2 {
        let wrong = "name two entities or more. To say that names of one are another's: \
                     `broadside decide split ENTITY NAME…`";
        return Err(WrongUsage(wrong.to_owned()).into());
    }
    let entities = {
        let catalogue = open_who(&args.by.archive.archive)?;
        args.entities.iter().map(|typed| entity(&catalogue, typed)).collect::<Result<Vec<_>>>()?
    };
    if entities.iter().all(|one| Some(one.id) == entities.first().map(|first| first.id)) {
        return Err(WrongUsage(one.to_owned()).into());
    }
    keep(&args.by, vec![act(entities)])
}

/// Most characters of a name.
const LONGEST_NAME: usize = 1000;

fn rename(args: &Rename) -> Result<bool> {
    if !args.name.chars().any(char::is_alphanumeric) || args.name.chars().count() > LONGEST_NAME {
        let wrong = format!("a name has a letter or a digit, and at most {LONGEST_NAME} characters");
        return Err(WrongUsage(wrong).into());
    }
    let act = {
        let catalogue = open_who(&args.by.archive.archive)?;
        let entity = entity(&catalogue, &args.entity)?;
        Act::Rename { entity, name: args.name.clone(), language: args.language.clone() }
    };
    keep(&args.by, vec![act])
}

/// A statement read back, to name things in it.
pub struct Named {
    summary: Summary,
    stored: Stored,
    anatomy: Anatomy,
    decided: Decided,
    number: u32,
}

impl Named {
    /// The statement that a person calls `name`.
    pub fn find(catalogue: &Catalogue, decisions: &Decisions<'_>, name: &OsStr) -> Result<Self> {
        let (summary, number) = find_statement(catalogue, name)?;
        let shown = name.display();
        let (Some(stored), Some(anatomy)) = (catalogue.stored(summary.id)?, catalogue.anatomy(summary.id)?) else {
            bail!("{shown}: nothing was read out of it. `broadside report {shown}` says why");
        };
        let decided = decisions.anatomy(summary.id)?.unwrap_or_default();
        let number = number.unwrap_or(1);
        if number as usize > anatomy.statements.len() {
            let holds = output::counted(anatomy.statements.len() as u64, "statement");
            bail!("{shown}: the source holds {holds}. `broadside list` shows them");
        }
        Ok(Named { summary, stored, anatomy, decided, number })
    }

    fn with<T>(&self, use_it: impl FnOnce(&StatementOf<'_>) -> T) -> T {
        let place = Place { source: self.summary.id, text: &self.stored.text, anatomy: &self.anatomy };
        let statement = self.number as usize - 1;
        use_it(&StatementOf { place: &place, decided: &self.decided, paths: &self.summary.paths, statement })
    }

    fn reference(&self) -> StatementRef {
        self.with(|of| of.reference())
    }

    fn target(&self, typed: &Typed) -> Result<Target> {
        let found = self.with(|of| target(of, typed.property, typed.number, typed.cell.as_deref()));
        found.map_err(|error| WrongUsage(format!("{}: {error}", typed.statement.display())).into())
    }
}

/// Confirming what a person set is saying the same.
fn confirmed(target: Target, typed: &Typed, named: &Named) -> Act {
    match named.with(|of| of.given(typed.property, typed.number, typed.cell.as_deref())) {
        Some(value) => Act::Set(target, value),
        None => Act::Confirm(target),
    }
}

fn on_targets(args: &Targets, act: impl Fn(Target, &Typed, &Named) -> Act) -> Result<bool> {
    let mut acts = Vec::new();
    {
        let (_, catalogue) = open(&args.by.archive.archive)?;
        let decisions = Decisions::open(&catalogue)?;
        for typed in &args.targets {
            let typed = parse(typed)?;
            let named = Named::find(&catalogue, &decisions, &typed.statement)?;
            acts.push(act(named.target(&typed)?, &typed, &named));
        }
    }
    keep(&args.by, acts)
}

fn set(args: &Set) -> Result<bool> {
    let typed = parse(&args.target)?;
    let act = {
        let (_, catalogue) = open(&args.by.archive.archive)?;
        let named = Named::find(&catalogue, &Decisions::open(&catalogue)?, &typed.statement)?;
        let adds = typed.number.is_none() && is_list(typed.property);
        let target = if adds {
            let found = named.with(|of| added(of, typed.property));
            found.map_err(|error| WrongUsage(format!("{}: {error}", typed.statement.display())))?
        } else {
            named.target(&typed)?
        };
        if let Err(wanted) = named.with(|of| check(of, &target, &args.value)) {
            let shown = output::inert(&args.value);
            return Err(WrongUsage(format!("{shown}: this cannot stand there; it must be {wanted}")).into());
        }
        Act::Set(target, args.value.clone())
    };
    keep(&args.by, vec![act])
}

fn same(args: &Same) -> Result<bool> {
    let statements = {
        let (_, catalogue) = open(&args.by.archive.archive)?;
        let decisions = Decisions::open(&catalogue)?;
        let find = |name| Ok(Named::find(&catalogue, &decisions, name)?.reference());
        args.statements.iter().map(|name| find(name)).collect::<Result<Vec<_>>>()?
    };
    let first = statements.first().map(|one| (one.source, one.number));
    if statements.iter().all(|one| Some((one.source, one.number)) == first) {
        return Err(WrongUsage("these are one statement, under several names".to_owned()).into());
    }
    keep(&args.by, vec![Act::SameStatement(statements)])
}

fn undo(args: &Undo) -> Result<bool> {
    let mut acts = Vec::new();
    {
        let (_, catalogue) = open(&args.by.archive.archive)?;
        let decisions = Decisions::open(&catalogue)?;
        for typed in &args.decisions {
            let id = find_decision(&decisions, typed)?.id;
            if let Some(by) = decisions.taken_back_by(id) {
                let (id, by) = (wording::short(id), wording::short(by));
                let wrong = format!(
                    "{id}: it is taken back already, by {by}. `broadside decide undo {by}` puts it in force again"
                );
                return Err(WrongUsage(wrong).into());
            }
            if !acts.contains(&Act::Undo(id)) {
                acts.push(Act::Undo(id));
            }
        }
    }
    keep(&args.by, acts)
}

fn find_decision<'a>(decisions: &'a Decisions<'_>, typed: &str) -> Result<&'a Decision> {
    let wanted = typed.to_ascii_lowercase();
    if wanted.len() < 4 {
        return Err(WrongUsage(format!("{typed}: give at least 4 digits of a decision")).into());
    }
    let mut found = decisions.all().iter().filter(|decision| decision.id.hex().starts_with(&wanted));
    match (found.next(), found.next()) {
        (Some(decision), None) => Ok(decision),
        (None, _) => bail!("{typed}: there is no such decision. `broadside decisions` lists them"),
        _ => bail!("{typed}: several decisions begin so; give more digits"),
    }
}

/// Who decides: as typed, else as the environment says.
pub fn author(by: &By) -> Result<String> {
    if by.author.as_ref().is_some_and(|name| name.trim().is_empty()) {
        return Err(WrongUsage("--author: say who decides; without it, your user name stands".to_owned()).into());
    }
    let environment = ["BROADSIDE_AUTHOR", "USER", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    let mut names = by.author.clone().into_iter().chain(environment).map(|name| name.trim().to_owned());
    names
        .find(|name| !name.is_empty())
        .ok_or_else(|| WrongUsage("say who decides: --author NAME, or the variable BROADSIDE_AUTHOR".to_owned()).into())
}

/// What a run that writes to an archive needs.
pub fn params(archive: &Path) -> AddParams {
    AddParams {
        archive: archive.to_owned(),
        paths: Vec::new(),
        threads: threads(),
        program: PathBuf::from(OWN_PROGRAM),
        limits: Limits::default(),
        names: Choice::Remembered,
        below: None,
    }
}

/// Records decisions and says what changed.
fn keep(by: &By, acts: Vec<Act>) -> Result<bool> {
    let author = author(by)?;
    let (mut decisions, mut new) = (Vec::new(), Vec::new());
    {
        let (_, catalogue) = open(&by.archive.archive)?;
        let before = Decisions::open(&catalogue)?;
        for act in acts {
            match before.said_already(&author, by.reason.as_deref(), &act)? {
                Some(said) => decisions.push(said.clone()),
                None => new.push(act),
            }
        }
    }
    let repeated = decisions.len();
    decisions.extend(made(&author, by.reason.as_deref(), new));
    let recorded = record(&params(&by.archive.archive), &decisions)?;
    let is_whole = say_behind(&recorded);
    if by.archive.json {
        return decisions.iter().try_for_each(|decision| print_json(&Line::new(decision))).map(|()| is_whole);
    }
    let (_, catalogue) = open(&by.archive.archive)?;
    let all = Decisions::open(&catalogue)?;
    for (place, decision) in decisions.iter().enumerate() {
        let already = if place < repeated { "said already: " } else { "" };
        print_line(&format!("{already}{}", wording::decision(decision, &all)))?;
    }
    if recorded.repaired > 0 {
        print_line(&format!("{} repaired again.", output::counted(recorded.repaired, "text")))?;
    }
    let ids: Vec<String> = decisions.iter().map(|decision| wording::short(decision.id)).collect();
    let first = ids.first().context("nothing was decided")?;
    let each = if ids.len() > 1 { ids.join(" ") } else { first.clone() };
    print_line(&format!("To take it back: broadside decide undo {each}"))?;
    Ok(is_whole)
}

/// Says what could not be made of decisions that are kept; `true` where there is nothing of the kind.
pub fn say_behind(recorded: &Recorded) -> bool {
    let Some(why) = &recorded.behind else { return true };
    output::complain(&format!(
        "Decided and kept; but texts and full-text index are not brought up to it: {why}. Do not decide it again: when \
         that is mended, the next command that writes brings them up, such as `broadside reread`"
    ));
    false
}
