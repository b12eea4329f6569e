//! `broadside decide`: a person says what is right, what is wrong, and what it is instead.

use super::{OWN_PROGRAM, WrongUsage, open, open_who, print_json, print_line, threads, wait_for_turn, wording};
use crate::args::{By, Decide, Deciding};
use crate::json::decision::Decision as Line;
use crate::output;
use anyhow::{Context as _, Result};
use broadside_engine::run::AddParams;
use broadside_engine::run::decide::{Recorded, record};
use broadside_engine::run::decided::Decisions;
use broadside_engine::run::names::Choice;
use broadside_engine::sandbox::Limits;
use broadside_model::Act;
use broadside_room::Trouble;
use broadside_room::deciding::values::{Verdict, judged, same, set};
use broadside_room::deciding::{Prepared, entities, prepare, undo, usual_author};
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &Decide) -> Result<bool> {
    let read = |by: &By| open(&by.archive.archive).map(|(_, catalogue)| catalogue);
    let who = |by: &By| open_who(&by.archive.archive);
    let (by, acts): (&By, std::result::Result<Vec<Act>, Trouble>) = match &args.what {
        Deciding::Confirm(args) => (&args.by, judged(&read(&args.by)?, &args.targets, Verdict::Confirm)),
        Deciding::Reject(args) => (&args.by, judged(&read(&args.by)?, &args.targets, Verdict::Reject)),
        Deciding::Set(args) => (&args.by, set(&read(&args.by)?, &args.target, &args.value).map(|act| vec![act])),
        Deciding::SameStatement(args) => (&args.by, same(&read(&args.by)?, &args.statements).map(|act| vec![act])),
        Deciding::Undo(args) => (&args.by, undo(&read(&args.by)?, &args.decisions)),
        Deciding::Merge(args) => (&args.by, entities::merge(&who(&args.by)?, &args.entities).map(|act| vec![act])),
        Deciding::Distinct(args) => {
            (&args.by, entities::distinct(&who(&args.by)?, &args.entities).map(|act| vec![act]))
        }
        Deciding::Split(args) => {
            let act = entities::split(&who(&args.by)?, &args.entity, &args.names, &args.uses);
            (&args.by, act.map(|act| vec![act]))
        }
        Deciding::Rename(args) => {
            let act = entities::rename(&who(&args.by)?, &args.entity, &args.name, args.language.as_deref());
            (&args.by, act.map(|act| vec![act]))
        }
    };
    keep(by, acts?)
}

/// Who decides: as typed, else as the environment says.
pub fn author(by: &By) -> Result<String> {
    if by.author.as_ref().is_some_and(|name| name.trim().is_empty()) {
        return Err(WrongUsage("--author: say who decides; without it, your user name stands".to_owned()).into());
    }
    let typed = by.author.as_ref().map(|name| name.trim().to_owned());
    typed
        .or_else(usual_author)
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
    let Prepared { decisions, repeated } = {
        let (_, catalogue) = open(&by.archive.archive)?;
        prepare(&catalogue, &author, by.reason.as_deref(), acts)?
    };
    wait_for_turn(&by.archive.archive);
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
