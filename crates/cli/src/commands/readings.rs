//! What `signatories`, `claims` and `timeline` go through: statements with their texts, one or all, in order of date.

use super::statements_of;
use crate::json::numbered_id;
use crate::output::table::cut;
use crate::output::{self, Lines, counted};
use crate::statements::{Caption, listed, sort_by_date};
use anyhow::Result;
use broadside_engine::decisions::{Decided, Said};
use broadside_engine::run::decided::Decisions;
use broadside_engine::store::{Catalogue, StatementRow};
use broadside_model::{Kind, SourceId, Statement};
use std::ffi::OsStr;

/// A statement in the text of its source.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What it is called.
    pub id: String,
    /// The statement as people decided it.
    pub statement: &'a Statement,
    /// The same with what they rejected.
    pub with_rejected: &'a Statement,
    /// What they say of its values.
    pub said: &'a Said,
    /// The text of its source.
    pub text: &'a str,
    /// What people recognise it by.
    pub caption: Caption<'a>,
}

/// Calls `read` with the statements that `name` means, or with all those of which `wanted` says that they are worth
/// reading, in order of date.
pub fn each(
    catalogue: &Catalogue,
    name: Option<&OsStr>,
    wanted: impl Fn(&StatementRow) -> bool,
    mut read: impl FnMut(&Reading<'_>) -> Result<()>,
) -> Result<()> {
    if let Some(name) = name {
        let (summary, anatomy, numbers) = statements_of(catalogue, name)?;
        let text = catalogue.text(summary.id)?.unwrap_or_default();
        let source = Source::new(anatomy.unwrap_or_default(), text);
        for number in numbers {
            let Some(statement) = source.shown.anatomy.statements.get(number as usize - 1) else { continue };
            let title = statement.title.as_ref().map(|title| title.value.as_str());
            let caption = Caption::new(title, &summary, number);
            if let Some(reading) = source.reading(numbered_id(summary.id, number), number, caption) {
                read(&reading)?;
            }
        }
        return Ok(());
    }
    let mut all = listed(catalogue)?;
    let unread = all.iter().filter(|listed| listed.summary.anatomy_by.is_empty()).count() as u64;
    if unread > 0 {
        let files = counted(unread, "file");
        output::complain(&format!(
            "{files} read by an older program, and left out: `broadside reread` reads what they say."
        ));
    }
    all.retain(|statement| statement.row.as_ref().is_some_and(&wanted));
    sort_by_date(&mut all);
    // Statements of one file often have one date, and then come one after the other.
    let decisions = Decisions::open(catalogue)?;
    let mut last: Option<(SourceId, Source)> = None;
    for listed in &all {
        let id = listed.summary.id;
        if last.as_ref().is_none_or(|(source, _)| *source != id) {
            let decided = decisions.anatomy(id)?.unwrap_or_default();
            last = Some((id, Source::new(decided, catalogue.text(id)?.unwrap_or_default())));
        }
        let Some((_, source)) = &last else { continue };
        if let Some(reading) = source.reading(listed.id(), listed.number(), listed.caption()) {
            read(&reading)?;
        }
    }
    Ok(())
}

/// A source read back.
struct Source {
    decided: Decided,
    shown: Decided,
    text: String,
}

impl Source {
    fn new(decided: Decided, text: String) -> Self {
        Source { shown: decided.clone().shown(), decided, text }
    }

    fn reading<'a>(&'a self, id: String, number: u32, caption: Caption<'a>) -> Option<Reading<'a>> {
        let at = (number as usize).checked_sub(1)?;
        Some(Reading {
            id,
            statement: self.shown.anatomy.statements.get(at)?,
            with_rejected: self.decided.anatomy.statements.get(at)?,
            said: self.decided.said.get(at)?,
            text: &self.text,
            caption,
        })
    }
}

/// A line that says which statement the rows below it are of.
pub fn heading(reading: &Reading<'_>, out: &mut Lines) -> Result<()> {
    let (bold, plain) = if output::wants_colour() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let statement = reading.statement;
    let date = statement.date.as_ref().map(|date| date.value.edtf.as_str());
    let kind = statement.kind.as_ref().map(|kind| Kind::name(kind.value));
    let before: Vec<&str> = [Some(reading.id.as_str()), date, kind].into_iter().flatten().collect();
    let before = before.join("  ");
    let room = output::width().map_or(usize::MAX, |width| width.saturating_sub(before.chars().count() + 2).max(8));
    out.line(&format!("{before}  {bold}{}{plain}", cut(&reading.caption.shown(), room)))
}
